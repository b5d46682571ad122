"""The shelf of matters: the open ones in one file, the others by the year they were closed."""

from __future__ import annotations

from collections.abc import Callable

from pydantic import BaseModel

from content.calendar import Calendar
from content.period import Period
from storage.clock import local_day
from storage.errors import Gone
from storage.kinds import Kind
from storage.record_files import RecordFiles
from storage.records import Record
from storage.records.matters import Matter, MatterState
from storage.shelf import Shelf

OPEN = "open"


def matter_file(matter: Matter) -> str:
    """`open`, or the year the matter was closed."""
    if matter.state is MatterState.OPEN:
        return OPEN
    return f"{(matter.closed_day or local_day(matter.changed_at)).year:04d}"


def file_of(kind: Kind, record: BaseModel) -> str:
    """The file in which a record of a kind belongs."""
    if isinstance(record, Matter):
        return f"{kind.name}/{matter_file(record)}"
    return kind.file(record.day) if isinstance(record, Record) else kind.name


def place_of(kind: Kind, name: str, record: BaseModel) -> str:
    """The same for one that stands in a file: that file where it may stay.

    The branch's ledger has ways of its own. A matter closed on a day that nobody wrote down goes by the moment, which
    falls into another year in another time zone.
    """
    if not kind.lies_in_folder or kind.name.startswith("branch/") or not isinstance(record, Record):
        return name
    home, opened = file_of(kind, record), f"{kind.name}/{OPEN}"
    is_any_year = isinstance(record, Matter) and record.closed_day is None and opened not in (name, home)
    return name if is_any_year else home


class MatterShelf(Shelf[Matter]):
    """Matters: the open ones in one file, the others by the year they were closed."""

    def __init__(self, files: RecordFiles, kind: str = "matters", model: type[Matter] = Matter) -> None:
        super().__init__(files, kind, model, file_of=matter_file)

    def open(self) -> list[Matter]:
        """The open matters."""
        found = self._gather(lambda name: name == self._name(OPEN))
        return [matter for matter in found if matter.state is MatterState.OPEN]

    def settle(
        self, matter: Matter, change: Callable[[Matter], Matter], calendar: Calendar
    ) -> tuple[Matter, Matter | None]:
        """Write what `change` makes of a matter; settled for the first time, one that repeats brings the next with it.

        Both or none are written. The next is None when there is none, or was there already.

        Raises:
            Gone: the matter is not there any more.
        """
        with self.files.transaction() as transaction:
            place, old = self._find(transaction, matter.uid, self._names(matter))
            if old is None:
                raise Gone(self.files.root, matter.uid)
            new = self._write(transaction, place, matter.uid, old, change(old))
            following = new.following(new.changed_at, calendar)
            if following is None or self._find(transaction, following.uid, self._names(following))[0] is not None:
                return new, None
            self._write(transaction, None, following.uid, None, following)
            return new, following

    def closed_within(self, period: Period) -> list[Matter]:
        """The matters settled or dropped in a period, by the day they were."""
        first, last = (self._name(f"{day.year:04d}") for day in (period.first, period.last))
        found = self._gather(lambda name: first <= name <= last)
        return [matter for matter in found if matter.closed_day is not None and matter.closed_day in period]
