"""What is noted about a period beside its submissions: choices, notices, reminders, returns, refusals, paper forms."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from storage.facts import Count, Instant, MatterFact
from storage.records import Line, Name, Part, Text


class Choice(Part):
    """What the secretary chose for a member: on leave (kind and days in `words`), deferred until a day, not due."""

    person: Name
    standing: Literal["leave", "deferred", "not_due"]
    words: Line = ""
    until: date | None = None
    at: Instant


class Reminder(Part):
    """That a member was reminded (催报) on a day."""

    person: Name
    day: date


class Called(Part):
    """That a notice of the period was given out (通知) on a day, and by when it asks for the files."""

    day: date
    due_day: date


class Return(Part):
    """That a submission was returned, with a comment; it stands again when a later revision comes."""

    person: Name
    sha256: Line
    revision: Count = 1
    day: date
    comment: Text


class Refused(Part):
    """A file of a member that was not taken in and why: another period, somebody must look at it, it is damaged.

    Of what has the member's name, "foreign" is no submission (a link, an archive, a Word file), "unreadable" what the
    system did not let be read.

    Where it has the name of one and the number of another it is noted for both: `number_of` says whose number the
    person wrote, `written_by` whose file has the person's number, who need have done nothing wrong.
    """

    person: Name
    why: Literal["wrong_period", "in_doubt", "damaged", "unreadable", "foreign"]
    file_name: Line
    detail: Line = ""
    sha256: Line = ""
    day: date
    number_of: Line = ""
    written_by: Line = ""


class Paper(Part):
    """What a member handed in on paper (代录): the figures that the paper form has."""

    person: Name
    day: date
    by: Line = ""
    answered_days: Count = 0
    due_days: Count = 0
    group_minutes: Count = 0
    training_minutes: Count = 0
    make_up_minutes: Count = 0
    self_minutes: Count = 0
    problems: Annotated[tuple[MatterFact, ...], Field(max_length=200)] = ()
