"""What is owed an answer (事项)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field

from content.calendar import Calendar
from storage.clock import local_day
from storage.records.kit import Line, Name, Part, Record, Text


class MatterKind(StrEnum):
    """Why a matter is owed an answer: 交办, 整改, 差错, 议定."""

    ASSIGNED = "assigned"
    SHORTFALL = "shortfall"
    ERROR = "error"
    DECISION = "decision"


class MatterState(StrEnum):
    """未办结, 办结, 不再办理."""

    OPEN = "open"
    SETTLED = "settled"
    DROPPED = "dropped"


class Extension(Part):
    """A due day moved, with the reason; the old one is kept."""

    old_due_day: date | None
    due_day: date
    reason: Name
    written_at: AwareDatetime


class Progress(Part):
    """What was done about a matter on a day."""

    day: date
    text: Text
    written_at: AwareDatetime


class Every(StrEnum):
    """How often a matter comes back: 每周, 每月, 每季度."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


class Repeat(Part):
    """That a matter comes back once it is settled (例行): how often, from which due day on, its number in the row."""

    every: Every
    first_due_day: date
    number: Annotated[int, Field(ge=0, le=10_000)] = 0
    series: Name

    def next_after(self, day: date, calendar: Calendar) -> tuple[Repeat, date]:
        """The next time whose due day comes after a day, and that due day: on a day off the workday before it.

        Raises:
            ValueError, OverflowError: it lies beyond the calendar.
        """
        number = self.number
        while True:
            number += 1
            due = calendar.last_workday(self._nominal(number))
            if due > day:
                return Repeat(**{**self.model_dump(), "number": number}), due

    def _nominal(self, number: int) -> date:
        first = self.first_due_day
        if self.every is Every.WEEK:
            return first + timedelta(weeks=number)
        months = first.year * 12 + first.month - 1 + number * (3 if self.every is Every.QUARTER else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))


class Matter(Record):
    """Something owed an answer, until it is settled. `day` is the day it was given.

    Of an error the title says what went wrong, `cause` why, `result` how it was put right, `prevention` what keeps it
    from happening again. `original` is the line it was noted in, as it was typed; empty when it was filled in a form.
    """

    kind: MatterKind = MatterKind.ASSIGNED
    title: Name
    given_by: Line = ""
    channel: Line = ""
    co_workers: tuple[Name, ...] = ()
    measure: Text = ""
    due_day: date | None = None
    extensions: tuple[Extension, ...] = ()
    progress: tuple[Progress, ...] = ()
    state: MatterState = MatterState.OPEN
    result: Text = ""
    cause: Text = ""
    prevention: Text = ""
    answered_to: Line = ""
    answered_day: date | None = None
    closed_day: date | None = None
    check_uid: str = ""
    item: str = ""
    repeat: Repeat | None = None
    original: Line = ""

    def following(self, at: datetime, calendar: Calendar) -> Matter | None:
        """The matter that comes after this one once it is settled, given on the day it was; None when none does."""
        if self.repeat is None or self.state is not MatterState.SETTLED:
            return None
        day = self.closed_day or local_day(at)
        try:
            repeat, due_day = self.repeat.next_after(max(day, self.due_day or day), calendar)
        except (ValueError, OverflowError):
            return None
        return Matter.new(
            at, day, uid=f"{repeat.series}-{repeat.number}", kind=self.kind, title=self.title, given_by=self.given_by,
            channel=self.channel, co_workers=self.co_workers, measure=self.measure, due_day=due_day, repeat=repeat,
        )  # fmt: skip

    def is_overdue(self, today: date) -> bool:
        """Whether it is open and its due day has passed (超期)."""
        return self.state is MatterState.OPEN and self.due_day is not None and self.due_day < today
