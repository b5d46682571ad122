"""What the queries came to, by name: rows as dictionaries, branches with what they are called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeAlias

from content.period import Period
from reports.province.queries import OFFICE, PROVINCE, given, queries, results
from storage.province import Lake, Table

Line: TypeAlias = Mapping[str, Any]
OF_MEMBERS = frozenset({"days", "hours", "items", "quiz", "topics"})
"""The results that are made of what members told."""


@dataclass(frozen=True)
class ProvinceReport:
    """All that is shown of a period."""

    period: Period
    """The days it is about."""
    stood_on: date
    """The day it shows things as of."""
    tables: Mapping[str, Table]
    """The results by name."""
    unread: tuple[Path, ...] = ()
    """Damaged files of other periods: what only they say is missing."""
    forgotten: tuple[Path, ...] = ()
    """Damaged files that said what earlier reports showed."""

    def lines(self, name: str) -> list[Line]:
        """The rows of a result."""
        columns, rows = self.tables[name]
        return [dict(zip(columns, row, strict=True)) for row in rows]

    def named(self) -> Mapping[tuple[str, str], Line]:
        """What each branch is called, by its office and code."""
        return {(one["office"], one["code"]): one for one in self.lines("branches")}

    def office_names(self) -> Mapping[str, str]:
        """What each office is called."""
        return {one["office"]: one["office_name"] for one in self.lines("branches")}

    def of_level(self, name: str, office: str | None) -> Iterator[Line]:
        """The rows of the province and its offices; or, of one office, its own and those of its branches.

        Of a result that is a list, without levels, all or the office's.
        """
        for one in self.lines(name):
            level = one.get("level", OFFICE)
            if level <= OFFICE if office is None else level > PROVINCE and one["office"] == office:
                yield one


def province_report(
    lake: Lake, period: Period, today: date, target_hours: int, keep_at: datetime | None = None,
    only: Callable[[ProvinceReport], str] = lambda _made: "",
) -> ProvinceReport:  # fmt: skip
    """The figures of all that was taken into a lake about a period; `keep_at` is the moment of one that is shown.

    `only` says the key of the only office that will be shown, or nothing; what it raises leaves all unnoted.

    Raises:
        NotWholeMonths: the period is not made of months.
        NoLake, DamagedLake: as of `Lake.ask`.
    """
    stood_on = min(period.last, today)

    def shown(tables: Mapping[str, Table]) -> str:
        return only(ProvinceReport(period, stood_on, tables))

    asked = lake.ask(given(period, today, target_hours), queries(), results(), period, keep_at, shown)
    return ProvinceReport(period, stood_on, asked.tables, asked.unread, asked.forgotten)


def without_figures(report: ProvinceReport) -> ProvinceReport:
    """What of a report says nothing that members told: who sent something, who did not, and the lists of problems."""
    return replace(report, tables={name: (columns, [] if name in OF_MEMBERS else rows)
                                   for name, (columns, rows) in report.tables.items()})  # fmt: skip
