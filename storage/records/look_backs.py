"""A look-back (周回顾、月回顾) at a week or a month: one's own questions answered, and what is meant to come next."""

from __future__ import annotations

from content.period import Period
from storage.clock import local_day
from storage.records.kit import Line, Name, Part, Record, Text


class Asked(Part):
    """One of a person's own questions, and what was answered."""

    question: Name
    text: Text = ""


class Planned(Part):
    """A piece of work planned for the month after, and the uid of the matter it became; empty until it did."""

    text: Name
    matter_uid: Line = ""


class LookBack(Record):
    """What was written at the end of a week or a month. `day` is the period's last, the uid is the period.

    `intention` is what next week shows again; `planned` what the month after is to bring.
    """

    period: Name
    asked: tuple[Asked, ...] = ()
    intention: Text = ""
    planned: tuple[Planned, ...] = ()

    @property
    def is_late_entry(self) -> bool:
        """Whether it was first written after the period that follows (补填)."""
        period = Period.parse(self.period)
        length = (period.last - period.first).days + 1
        return (local_day(self.written_at) - period.last).days > length
