"""A typed collection of records over files: it takes and gives checked models, never dicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from content.period import Period
from storage.discard import discard
from storage.errors import Gone, Taken
from storage.exchange_notes import note_deleted
from storage.files import RecordFiles, Stamp
from storage.gathered import TABLE
from storage.kinds import by_month as by_month
from storage.kinds import by_year as by_year
from storage.records import Record
from storage.transaction import Transaction

R = TypeVar("R", bound=Record)
LOOKS = 3


class Shelf(Generic[R]):
    """Records of one model: in files by their day (`near`), by what they say (`file_of`), or all in one.

    With `near` or `file_of` the files are `kind/<what it returns>`, otherwise there is the one file `kind`.
    Changes raise StorageError when they could not be made; reading never raises, it leaves notices.
    """

    def __init__(
        self,
        files: RecordFiles,
        kind: str,
        model: type[R],
        *,
        near: Callable[[date], str] | None = None,
        file_of: Callable[[R], str] | None = None,
    ) -> None:
        self.files = files
        self.kind = kind
        self.model = model
        self._near = near
        self._file_of = file_of
        self._shown: dict[str, tuple[Stamp | None, dict[str, R]]] = {}

    def all(self) -> list[R]:
        """Every record, in order of day and uid."""
        return self._gather(lambda name: True)

    def within(self, period: Period) -> list[R]:
        """The records about the days of a period, in order; reads only the files that can hold them."""
        if (near := self._near) is None:
            found = self.all()
        else:
            first, last = f"{self.kind}/{near(period.first)}", f"{self.kind}/{near(period.last)}"
            found = self._gather(lambda name: first <= name <= last)
        return [record for record in found if record.day in period]

    def get(self, uid: str, near: date | None = None) -> R | None:
        """The record of that uid, if there is one; quick when the day it is about is known."""
        if self._near is not None and near is not None:
            name = self._name(self._near(near))
            return self._records(name, self.files.stamp(name)).get(uid)
        return next((record for record in self.all() if record.uid == uid), None)

    def add(self, record: R) -> R:
        """Write a new record.

        Raises:
            Taken: there is a record of its uid that says something else.
        """
        self.add_many([record])
        return record

    def add_many(self, records: Iterable[R]) -> None:
        """Write new records, each file once, all or none; those that are already there are left.

        Raises:
            Taken: there is a record of one's uid that says something else; nothing was written.
        """
        with self.files.transaction() as transaction:
            for record in records:
                name, document = self._name_of(record), record.model_dump(mode="json")
                if transaction.documents(name).get(record.uid, document) != document:
                    raise Taken(self.files.root, record.uid)
                transaction.put(name, record.uid, document)

    def edit(self, uid: str, near: date, change: Callable[[R | None], R]) -> R:
        """Write what `change` makes of the record as it is on the disk now; None when there is none near that day."""
        names = [self._name(self._near(near))] if self._near is not None else self._names()
        with self.files.transaction() as transaction:
            place, old = self._find(transaction, uid, names)
            return self._write(transaction, place, uid, old, change(old))

    def change(self, record: R, change: Callable[[R], R]) -> R:
        """Write what `change` makes of a record as it is on the disk now.

        Raises:
            Gone: it is not there any more.
        """
        with self.files.transaction() as transaction:
            place, old = self._find(transaction, record.uid, self._names(record))
            if old is None:
                raise Gone(self.files.root, record.uid)
            return self._write(transaction, place, record.uid, old, change(old))

    def change_many(self, records: Iterable[R], change: Callable[[R], R]) -> list[R]:
        """Write what `change` makes of several records as they are on the disk now, all or none.

        Raises:
            Gone: one of them is not there any more; nothing was written. So with what `change` raises.
        """
        with self.files.transaction() as transaction:
            written = []
            for record in records:
                place, old = self._find(transaction, record.uid, self._names(record))
                if old is None:
                    raise Gone(self.files.root, record.uid)
                written.append(self._write(transaction, place, record.uid, old, change(old)))
            return written

    def remove(self, record: R) -> None:
        """Move a record to the trash.

        Raises:
            Gone: it is not there any more.
        """
        with self.files.transaction() as transaction:
            place, old = self._find(transaction, record.uid, self._names(record))
            if old is None or place is None:
                raise Gone(self.files.root, record.uid)
            discard(transaction, self.kind, place, record.uid)

    def take_back(self, record: R) -> None:
        """Take away what was just added, as if it never had been: it goes to no trash."""
        with self.files.transaction() as transaction:
            place, _old = self._find(transaction, record.uid, self._names(record))
            if place is not None:
                note_deleted(transaction, self.kind, record.uid, transaction.documents(place)[record.uid])
                transaction.drop(place, record.uid)

    def _name(self, stem: str) -> str:
        return f"{self.kind}/{stem}"

    def _name_of(self, record: R) -> str:
        if self._file_of is not None:
            return self._name(self._file_of(record))
        return self.kind if self._near is None else self._name(self._near(record.day))

    def _names(self, likely: R | None = None) -> Iterator[str]:
        """Every file, the likely one first, then `open` and the newest; lazy, since the first mostly has it."""
        if likely is not None:
            yield self._name_of(likely)
        yield from reversed(self.files.names(self.kind))

    def _find(self, transaction: Transaction, uid: str, names: Iterable[str]) -> tuple[str | None, R | None]:
        for name in names:
            if (document := transaction.documents(name).get(uid)) is not None:
                return name, self._checked(uid, document)
        return None, None

    def _write(self, transaction: Transaction, place: str | None, uid: str, old: R | None, new: R) -> R:
        if new.uid != uid:
            raise ValueError(f"{uid} cannot become {new.uid}")
        name = self._name_of(new)
        if place is not None and old is None:
            transaction.set_aside(place, uid)
        transaction.put(name, uid, new.model_dump(mode="json"))
        if place is not None and place != name:
            transaction.drop(place, uid)
        return new

    def _gather(self, wanted: Callable[[str], bool]) -> list[R]:
        """The records in some files as they stood at one moment.

        Where others write all the time, so that no look is the same twice, what was seen at any of them is shown: a
        record that goes from one file to another is not to be missed.
        """
        found: dict[str, R] = {}
        for _ in range(LOOKS):
            here: dict[str, R] = {}
            seen = self._look(wanted)
            for name, stamp in seen[1].items():
                for uid, record in self._records(name, stamp).items():
                    if uid not in here or record.rev >= here[uid].rev:
                        here[uid] = record
            if self._look(wanted) == seen:
                found = here
                break
            found |= here
        return sorted(found.values(), key=lambda record: (record.day, record.uid))

    def _look(self, wanted: Callable[[str], bool]) -> tuple[Stamp | None, dict[str, Stamp | None]]:
        """The change that waits, and the files: a reading is of one moment when they are the same after it."""
        files = {name: stamp for name, stamp in sorted(self.files.stamps(self.kind).items()) if wanted(name)}
        return self.files.waiting_stamp, files

    def _records(self, name: str, stamp: Stamp | None) -> dict[str, R]:
        """A file's records; parsed again only when the file changed."""
        if stamp is not None and name in self._shown and self._shown[name][0] == stamp and not self.files.is_waiting:
            self.files.was_read(name)
            return self._shown[name][1]
        content = self.files.content(name)
        records = None if content is None else self._at_once(content)
        if records is not None:
            self._shown[name] = (stamp, records)
            self.files.was_shown(name)
            return records
        return self._one_by_one(name)

    @cached_property
    def _adapter(self) -> TypeAdapter[dict[str, dict[str, R]]]:
        return TypeAdapter(dict[str, dict[str, self.model]])  # type: ignore[name-defined] # a model known only now

    def _at_once(self, content: bytes) -> dict[str, R] | None:
        """All records of a file in one pass; None when any of them is not as it should be."""
        try:
            records = self._adapter.validate_json(content).get(TABLE, {})
        except ValidationError:
            return None
        return records if all(uid == record.uid for uid, record in records.items()) else None

    def _one_by_one(self, name: str) -> dict[str, R]:
        records = {}
        for uid, document in self.files.documents(name).items():
            if (record := self._checked(uid, document)) is not None:
                records[uid] = record
            else:
                self.files.notice("record", f"{name}.json", uid)
        return records

    def _checked(self, uid: str, document: Any) -> R | None:
        try:
            record = self.model.model_validate(document)
        except ValidationError:
            return None
        return record if record.uid == uid else None
