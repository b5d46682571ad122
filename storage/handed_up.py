"""What the branch sent to the next level: which revision, to whom, and what it showed by item.

branch/upward/2026.json     by the year it was sent in
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from content.period import Period
from storage.branch_figures import Figures
from storage.branch_records import Sha256
from storage.errors import ChangedElsewhere
from storage.fact_types import PeriodText, Uid
from storage.files import RecordFiles
from storage.records import Line, Name, Record
from storage.seen_whole import must_be_seen
from storage.shelf import Shelf, by_year


class HandedUp(Record):
    """A file that was sent upwards. `tellers` are those the counts by item are made of, each with what they told."""

    period: PeriodText
    revision: Annotated[int, Field(ge=1, le=10_000)]
    number: Name
    to: Line = ""
    file_name: Line
    sha256: Sha256
    figures: Figures
    tellers: Annotated[tuple[Line, ...], Field(max_length=20_000)] = ()
    problems: tuple[Uid, ...] = ()


class Upward:
    """All that one branch sent upwards, in the order it was made."""

    def __init__(self, files: RecordFiles) -> None:
        self._files = files
        self._shelf = Shelf(files, "branch/upward", HandedUp, near=by_year)

    def all(self) -> list[HandedUp]:
        """Everything, the oldest first."""
        found = self._shelf.all()
        must_be_seen(self._files, "branch/upward")
        return sorted(found, key=lambda one: (one.written_at, one.revision))

    def last(self, period: Period) -> HandedUp | None:
        """The latest revision for exactly this period."""
        return max((one for one in self.all() if one.period == str(period)), key=lambda one: one.revision, default=None)

    def keep(self, one: HandedUp) -> bool:
        """Note that a file was made; False where it is noted already.

        Raises:
            ChangedElsewhere: another of this revision, or a later one, was noted since this was prepared.
        """
        with self._files.transaction():
            last = self.last(Period.parse(one.period))
            if last is not None and last.uid == one.uid:
                return False
            if last is not None and last.revision >= one.revision:
                raise ChangedElsewhere(last)
            self._shelf.add(one)
            return True

    def take_back(self, one: HandedUp) -> None:
        """Take the note away again, where the file could not be written."""
        self._shelf.take_back(one)
