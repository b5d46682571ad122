"""What members sent that the branch left off its list of problems."""

from __future__ import annotations

from datetime import datetime

from storage.facts import Instant, Uid
from storage.records import Line, Name, Record, Text


class Declined(Record):
    """A matter that was not put on the list, by the wording it had; worded otherwise it is proposed again.

    `before` is the wording it was left off in before. Taken back, that counts again; where there was none, nothing.
    """

    person: Name
    matter_uid: Uid
    wording: Line
    reason: Text = ""
    before: Line = ""
    taken_back_at: Instant | None = None

    @property
    def at(self) -> datetime:
        """When it was left off the list last."""
        return self.changed_at or self.written_at
