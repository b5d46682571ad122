"""A person's journal: their shelves over one folder, or over memory."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storage.check_shelf import CheckShelf
from storage.cipher import Cipher
from storage.clock import Clock, utc_now
from storage.files import Files, MemoryFiles, RecordFiles
from storage.files import Notice as Notice
from storage.keyed import Keyed
from storage.kinds import KINDS, Stamps, kind_at, kind_called, named, text_stamps
from storage.matter_shelf import MatterShelf
from storage.records import Attempt, Leave, LookBack, Meeting, Profile, QuestionStanding, Remark, Sent, StudyNote
from storage.shelf import Shelf
from storage.trash import Trash

if TYPE_CHECKING:
    from storage.drafts import Drafts
    from storage.reading_places import Looks
    from storage.records import Told
    from storage.templates import Agendas, Templates
    from storage.typed import Folders, Plans, Receipts, SubmissionRemarks, SubmissionTicks


class Journal:
    """Everything one person recorded: a shelf for each of `storage.kinds`.

    notices: what a person should know about their files, each said once.
    read_only: empty, or why nothing can be written: "newer format", "folder not writable".
    """

    def __init__(self, files: RecordFiles, read_only: str = "") -> None:
        self.files = files
        self.read_only = read_only
        self.checks: CheckShelf = self.shelf("checks")
        self.notes: Shelf[StudyNote] = self.shelf("notes")
        self.attempts: Shelf[Attempt] = self.shelf("attempts")
        self.matters: MatterShelf = self.shelf("matters")
        self.meetings: Shelf[Meeting] = self.shelf("meetings")
        self.look_backs: Shelf[LookBack] = self.shelf("lookbacks")
        self.leaves: Shelf[Leave] = self.shelf("leaves")
        self.sent: Shelf[Sent] = self.shelf("sent")
        self.remarks: Shelf[Remark] = self.shelf("remarks")
        self.drafts: Drafts = self.shelf("drafts")
        self.looks: Looks = self.shelf("looks")
        self.templates: Templates = self.shelf("templates")
        self.agendas: Agendas = self.shelf("agendas")
        self.plans: Plans = self.shelf("plans")
        self.folders: Folders = self.shelf("folders")
        self.told: Keyed[Told] = self.shelf("told")
        self.submission_remarks: SubmissionRemarks = self.shelf("submissions/remarks")
        self.submission_ticks: SubmissionTicks = self.shelf("submissions/ticks")
        self.submission_receipts: Receipts = self.shelf("submissions/receipts")
        self.trash = Trash(self.shelf("trash"))
        self._profile: Keyed[Profile] = self.shelf("profile")
        self._schedule: Keyed[QuestionStanding] = self.shelf("schedule")
        self._texts = self._look_at_texts()
        self.changed_since_last_look()

    def shelf(self, name: str) -> Any:
        """A shelf of the kind of that name."""
        kind = kind_called(name)
        more = {"near": kind.near} if kind.near else {}
        return named(kind.shelf)(self.files, kind.name, named(kind.record), **more)

    @classmethod
    def open(
        cls,
        home: Path,
        *,
        clock: Clock = utc_now,
        notices: list[Notice] | None = None,
        cipher: Cipher | None = None,
    ) -> Journal:
        """The journal in a folder; makes nothing there before the first write, completes what was broken off."""
        files = Files(home, clock, notices, cipher)
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
        return self._profile.get("profile") or Profile()

    def first_due_day(self) -> date | None:
        """The day from which on self-checks are due: as it was set, else the first day answered; None before that."""
        return self.profile().joined_day or self.checks.first_day()

    def save_profile(self, profile: Profile) -> None:
        """Write who keeps this journal. A profile that cannot be read is kept beside the new one."""
        self._profile.put("profile", profile)

    def schedule(self) -> dict[str, QuestionStanding] | None:
        """How each question stands, by question id, as it was written last; None when part of it cannot be read."""
        return self._schedule.whole()

    def save_schedule(self, schedule: dict[str, QuestionStanding]) -> None:
        """Write the whole schedule, once a sitting."""
        self._schedule.put_all(schedule)

    def changed_since_last_look(self) -> frozenset[str]:
        """The kinds whose files another program changed since the last call, or since opening; only looks.

        What this journal wrote itself is not among them.
        """
        look = {kind.name: self.files.stamps(kind.name) for kind in KINDS if kind.record and kind.is_told}
        now = {name: stamp for stamps in look.values() for name, stamp in stamps.items()}
        last, self.files.looked = self.files.looked, now
        gone = {name for name in last.keys() - now.keys() if _kind_of(name) in look}
        changed = {kind for kind, stamps in look.items() if any(last.get(name, 0) != stamps[name] for name in stamps)}
        texts, self._texts = self._texts, self._look_at_texts()
        changed |= {kind for kind, stamps in self._texts.items() if texts[kind] != stamps}
        return frozenset(changed | {_kind_of(name) for name in gone})

    def _look_at_texts(self) -> dict[str, Stamps]:
        if not isinstance(self.files, Files):
            return {}
        return {kind.name: text_stamps(self.files.root, kind.name) for kind in KINDS if kind.texts and kind.is_told}


def _why_read_only(files: Files) -> str:
    if files.newer_format() is not None:
        return "newer format"
    folder = next(one for one in (files.root, *files.root.absolute().parents) if os.path.exists(one))  # noqa: PTH110
    return "" if os.access(folder, os.W_OK) else "folder not writable"


def _kind_of(name: str) -> str:
    """The kind of a record file."""
    kind = kind_at(f"{name}.json")
    return kind.name if kind else ""
