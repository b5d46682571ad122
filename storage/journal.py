"""A person's journal: their shelves over one folder, or over memory."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from content.period import Period
from storage.clock import Clock, local_day, utc_now
from storage.discard import Trashed
from storage.drafts import Drafts
from storage.errors import Gone
from storage.files import Files, MemoryFiles, RecordFiles, Stamp
from storage.files import Notice as Notice
from storage.reading_places import Looks
from storage.records import (
    Attempt,
    Leave,
    Matter,
    MatterState,
    Profile,
    Remark,
    SelfCheck,
    Sent,
    Standing,
    StudyNote,
)
from storage.shelf import Shelf, by_month
from storage.templates import Templates
from storage.trash import Trash

KINDS = ("checks", "notes", "attempts", "matters", "leaves", "sent", "schedule", "remarks", "profile", "trash")
OPEN = "open"
M = TypeVar("M", bound=BaseModel)


def matter_file(matter: Matter) -> str:
    """`open`, or the year the matter was closed."""
    if matter.state is MatterState.OPEN:
        return OPEN
    return f"{(matter.closed_day or local_day(matter.changed_at)).year:04d}"


class MatterShelf(Shelf[Matter]):
    """Matters: the open ones in one file, the others by the year they were closed."""

    def __init__(self, files: RecordFiles) -> None:
        super().__init__(files, "matters", Matter, file_of=matter_file)

    def open(self) -> list[Matter]:
        """The open matters."""
        found = self._gather(lambda name: name == self._name(OPEN))
        return [matter for matter in found if matter.state is MatterState.OPEN]

    def settle(self, matter: Matter, change: Callable[[Matter], Matter]) -> tuple[Matter, Matter | None]:
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
            following = new.following(new.changed_at)
            if following is None or self._find(transaction, following.uid, self._names(following))[0] is not None:
                return new, None
            self._write(transaction, None, following.uid, None, following)
            return new, following

    def closed_within(self, period: Period) -> list[Matter]:
        """The matters settled or dropped in a period, by the day they were."""
        first, last = (self._name(f"{day.year:04d}") for day in (period.first, period.last))
        found = self._gather(lambda name: first <= name <= last)
        return [matter for matter in found if matter.closed_day is not None and matter.closed_day in period]


class Journal:
    """Everything one person recorded.

    notices: what a person should know about their files, each said once.
    read_only: empty, or why nothing can be written: "newer format", "folder not writable".
    """

    def __init__(self, files: RecordFiles, read_only: str = "") -> None:
        self.files = files
        self.read_only = read_only
        self.checks = Shelf(files, "checks", SelfCheck, near=by_month)
        self.notes = Shelf(files, "notes", StudyNote, near=by_month)
        self.attempts = Shelf(files, "attempts", Attempt, near=by_month)
        self.matters = MatterShelf(files)
        self.leaves = Shelf(files, "leaves", Leave)
        self.sent = Shelf(files, "sent", Sent)
        self.remarks = Shelf(files, "remarks", Remark)
        self.drafts = Drafts(files)
        self.looks = Looks(files)
        self.templates = Templates(files)
        self.trash = Trash(Shelf(files, "trash", Trashed))
        self._last_look = self._look()

    @classmethod
    def open(cls, home: Path, *, clock: Clock = utc_now) -> Journal:
        """The journal in a folder; makes nothing there before the first write, completes what was broken off."""
        files = Files(home, clock)
        read_only = _why_read_only(files)
        if not read_only:
            files.settle_intent()
        return cls(files, read_only)

    @classmethod
    def in_memory(cls, *, clock: Clock = utc_now) -> Journal:
        """A journal that is gone when the program ends."""
        return cls(MemoryFiles(clock))

    @property
    def notices(self) -> list[Notice]:
        """What a person should know about their files."""
        return self.files.notices

    def profile(self) -> Profile:
        """Who keeps this journal; empty when that was never said."""
        document = self.files.documents("profile").get("profile")
        return (document is not None and self._checked(Profile, "profile", document)) or Profile()

    def save_profile(self, profile: Profile) -> None:
        """Write who keeps this journal. A profile that cannot be read is kept beside the new one."""
        with self.files.transaction() as transaction:
            there = transaction.documents("profile").get("profile")
            if there is not None and self._checked(Profile, "profile", there) is None:
                transaction.set_aside("profile", "profile")
            transaction.put("profile", "profile", profile.model_dump(mode="json"))

    def schedule(self) -> dict[str, Standing] | None:
        """How each question stands, by question id, as it was written last; None when part of it cannot be read."""
        documents = self.files.documents("schedule")
        standings = {name: self._checked(Standing, "schedule", document) for name, document in documents.items()}
        read = {name: standing for name, standing in standings.items() if standing is not None}
        return read if len(read) == len(documents) else None

    def save_schedule(self, schedule: dict[str, Standing]) -> None:
        """Write the whole schedule, once a sitting."""
        with self.files.transaction() as transaction:
            for question_id in set(transaction.documents("schedule")) - set(schedule):
                transaction.drop("schedule", question_id)
            for question_id, standing in schedule.items():
                transaction.put("schedule", question_id, standing.model_dump(mode="json"))

    def changed_since_last_look(self) -> frozenset[str]:
        """The kinds whose files anybody changed since the last call, or since opening; only looks at the folder."""
        look, last = self._look(), self._last_look
        self._last_look = look
        return frozenset(kind for kind in KINDS if look[kind] != last[kind])

    def _look(self) -> dict[str, dict[str, Stamp | None]]:
        return {kind: self.files.stamps(kind) for kind in KINDS}

    def _checked(self, model: type[M], file: str, document: object) -> M | None:
        try:
            return model.model_validate(document)
        except ValidationError:
            self.files.notice("record", f"{file}.json", model.__name__)
            return None


def _why_read_only(files: Files) -> str:
    if files.newer_format() is not None:
        return "newer format"
    folder = next(one for one in (files.root, *files.root.absolute().parents) if os.path.exists(one))  # noqa: PTH110
    return "" if os.access(folder, os.W_OK) else "folder not writable"
