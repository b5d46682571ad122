"""A period of days, written as people name it: `2026-11`, `2026-W47`, `2026-Q4`, `2026-H2`, `2026`,
`2026-11-01..2026-11-15`.

A half-year is read as `2026-H2` and kept as its first and last day: files of older programs have it so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class EndsBeforeItBegins(ValueError):
    """Two days that make a period the other way round."""

    def __init__(self, first: date, last: date) -> None:
        super().__init__(f"{last} lies before {first}")
        self.first = first
        self.last = last


@dataclass(frozen=True, order=True)
class Period:
    """The days from `first` to `last`, both counted."""

    first: date
    """Its first day."""
    last: date
    """Its last day."""

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise EndsBeforeItBegins(self.first, self.last)

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period a person wrote.

        Raises:
            ValueError: it is none of the six forms, or names no real day.
        """
        text = text.strip()
        if ".." in text:
            first, _, last = text.partition("..")
            return cls(date.fromisoformat(first), date.fromisoformat(last))
        if match := re.fullmatch(r"(\d{4})", text, re.ASCII):
            return cls(date(int(match[1]), 1, 1), date(int(match[1]), 12, 31))
        if match := re.fullmatch(r"(\d{4})-(\d{2})", text, re.ASCII):
            return cls.month(int(match[1]), int(match[2]))
        if match := re.fullmatch(r"(\d{4})-Q([1-4])", text, re.ASCII):
            year, quarter = int(match[1]), int(match[2])
            return cls(date(year, 3 * quarter - 2, 1), cls.month(year, 3 * quarter).last)
        if match := re.fullmatch(r"(\d{4})-H([12])", text, re.ASCII):
            year, half = int(match[1]), int(match[2])
            return cls(date(year, 6 * half - 5, 1), cls.month(year, 6 * half).last)
        if match := re.fullmatch(r"(\d{4})-W(\d{2})", text, re.ASCII):
            monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
            return cls(monday, monday + timedelta(days=6))
        raise ValueError(f"not a period: {text!r}")

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """The calendar month."""
        first = date(year, month, 1)
        return cls(first, date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1))

    @classmethod
    def quarter_of(cls, day: date) -> Period:
        """The quarter a day lies in."""
        return cls.parse(f"{day.year:04d}-Q{(day.month + 2) // 3}")

    @classmethod
    def month_of(cls, day: date) -> Period:
        """The calendar month `day` lies in."""
        return cls.month(day.year, day.month)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __iter__(self) -> Iterator[date]:
        """Each day, in order."""
        return (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))

    def __str__(self) -> str:
        """The shortest form that `parse` reads back."""
        first, last = self.first, self.last
        if self == Period.month_of(first):
            return f"{first.year:04d}-{first.month:02d}"
        for text in (f"{first.year:04d}", f"{first.year:04d}-Q{(first.month + 2) // 3}"):
            if self == Period.parse(text):
                return text
        year, week, weekday = first.isocalendar()
        if weekday == 1 and (last - first).days == 6:
            return f"{year:04d}-W{week:02d}"
        return f"{first.isoformat()}..{last.isoformat()}"


class Span(StrEnum):
    """How long a period is that one goes through: 周, 月, 季度, 年."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    def of(self, day: date) -> Period:
        """The one a day lies in.

        Raises:
            ValueError, OverflowError: it lies beyond the calendar.
        """
        if self is Span.WEEK:
            monday = day - timedelta(days=day.weekday())
            return Period(monday, monday + timedelta(days=6))
        if self is Span.MONTH:
            return Period.month_of(day)
        if self is Span.QUARTER:
            return Period.quarter_of(day)
        return Period(date(day.year, 1, 1), date(day.year, 12, 31))

    def beside(self, period: Period, step: int) -> Period:
        """The one after a period, or with a step of -1 before it."""
        return self.of(period.last + timedelta(days=1) if step > 0 else period.first - timedelta(days=1))

    def within(self, period: Period) -> list[Period]:
        """Those that a period is made of, cut at its first and last day."""
        found = [Period(period.first, min(self.of(period.first).last, period.last))]
        while (last := found[-1].last) < period.last:
            first = last + timedelta(days=1)
            found.append(Period(first, min(self.of(first).last, period.last)))
        return found
