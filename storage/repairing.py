"""Mending a data folder: what stands whole anywhere is put together record by record; what is bad is set aside.

All is done inside the lock. Before the first change all records are linked into `copies/before-restore-…`, so that
bringing back has a way back; every file that is taken out of use lies in `aside/…` as it was. A repair that was broken
off is gone on with by the next one: until a record is in its file it still stands where it came from.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from storage import disk
from storage.aside import Aside
from storage.backup import free_name, keep_as_now
from storage.brought import FILE as BROUGHT
from storage.brought import Brought
from storage.damaged import free_name as name_of_damaged
from storage.errors import WriteFailed
from storage.exchange_notes import note_set_back
from storage.exchanging import mark_of
from storage.files import FORMAT, Files
from storage.folder import Folder
from storage.gathered import TABLE
from storage.hurt import FileLook, bytes_of, look_at, look_into
from storage.journal import Journal
from storage.kinds import KINDS, Kind, kind_at, kind_called
from storage.lost import lost_records
from storage.matter_shelf import place_of
from storage.merging import Merged, Offer, merged
from storage.offers import Backups, Offers, Opener
from storage.records import MatterState, QuestionStanding, Record
from storage.salvage import Found, found_in, named_in
from storage.side_checks import Gone, gone_files, is_older, is_readable, rebuilt_schedule
from storage.tidying import Tidied, tidied
from storage.vault_names import bound_name

Changes = Sequence[tuple[FileLook, dict[str, Any]]]


@dataclass(frozen=True)
class Mended:
    """A record file that was made anew.

    whole: how many records stood whole in it. came, replaced: how many came in, and went before an older version, by
    where they stood. lost: the names of those that stand whole nowhere. is_open: whether records may be gone of which
    nothing tells, as after a cut, or what the last save added. was_sound: whether nothing was wrong with the file.
    closed, opened: matters that came in as settled or dropped, and those that came in as open though nothing says that
    they still are, by name with their title. uids: of all that did not stand in it so. was_there: whether anything
    stood in its place.
    """

    file: str
    kind: str
    whole: int
    came: tuple[tuple[str, int], ...] = ()
    replaced: tuple[tuple[str, int], ...] = ()
    lost: tuple[str, ...] = ()
    is_open: bool = False
    was_sound: bool = False
    closed: Mapping[str, str] = field(default_factory=dict)
    opened: Mapping[str, str] = field(default_factory=dict)
    uids: frozenset[str] = frozenset()
    was_there: bool = True

    @property
    def has_lost(self) -> bool:
        """Whether something of it stands nowhere any more; the schedule is made anew from the answers."""
        return self.kind != "schedule" and bool(self.lost or (self.is_open and not self.came))


@dataclass
class Repaired:
    """What a repair did. Nothing was to be done where there is no folder of what was set aside.

    can_be_undone: whether anything came, or went, that was not shown before. is_moved: whether the folder has more in
    it than the report.
    """

    mended: list[Mended] = field(default_factory=list)
    tidied: Tidied = field(default_factory=Tidied)
    differs: dict[str, int] = field(default_factory=dict)
    deleted: int = 0
    is_schedule_made: bool = False
    folder: Path | None = None
    before: Path | None = None
    can_be_undone: bool = False
    is_moved: bool = False


class Repair:
    """One repair, inside the lock: looks first, changes then."""

    def __init__(self, files: Files, backups: Backups, at: datetime) -> None:
        self.files, self.at, self.backups = files, at, backups
        self.folder = Folder(files.root, files.cipher)
        self.aside = Aside(files.root, at)
        self.done = Repaired()
        self._gone: dict[str, Gone] = {}

    def run(self) -> Repaired:
        """Do all there is to do.

        Raises:
            OSError: the system refused; what was not done yet stands as it was.
            StorageError: something cannot be read.
        """
        looks, changes, odd = self._wanted()
        if not (changes or odd):
            self._make_schedule()
            return self.done
        if changes:
            self._keep_before(changes, [one for found in looks.values() for one in found])
        for (look, documents), one in zip(changes, self.done.mended, strict=True):
            if one.has_lost:
                self._leave_told(self.files.path(look.name))
            self._write(look, {**_going(look, documents), **documents})
        for look, documents in changes:  # what goes into another file is there by now
            if _going(look, documents):
                self._put(self.files.path(look.name), f"{look.name}.json", disk.encode({TABLE: documents}))
        self._tidy(odd)
        self._make_schedule()
        self.done.folder, self.done.is_moved = self.aside.folder, bool(self.aside.paths)
        return self.done

    def is_needed(self) -> bool:
        """Whether there is anything to do; nothing is changed.

        Raises:
            NotRead: something cannot be read; then nothing can be done.
        """
        _looks, changes, odd = self._wanted()
        return bool(changes or odd) or self._schedule_wanted() is not None

    def _wanted(self) -> tuple[dict[str, list[FileLook]], list[tuple[FileLook, dict[str, Any]]], Tidied]:
        """What lies there, the files that are to be written anew, and what else is to be put in order."""
        there = {name for kind in KINDS if kind.record for name in self.files.names(kind.name)}
        self._gone = gone_files(self.folder, there)
        looks = {kind.name: list(self._looks(kind)) for kind in KINDS if kind.record}
        return looks, self._merged(looks), tidied(self.folder, self.backups)

    def _looks(self, kind: Kind) -> Iterator[FileLook]:
        there = set(self.files.names(kind.name))
        gone = [one for one in self._gone if kind.has(f"{one}.json")]
        for name in sorted({*there, *gone}):
            look = look_at(self.folder, path := self.files.path(name), name, kind)
            look.is_older = not look.is_hurt and is_older(self.folder, path, name, kind)
            yield look

    def _merged(self, looks: dict[str, list[FileLook]]) -> list[tuple[FileLook, dict[str, Any]]]:
        """The files that are to be written anew with what they are to hold."""
        offers = Offers(self.folder, looks, self.backups)
        trash = merged(looks["trash"], offers.of(kind_called("trash")), {})
        deleted = _ranks(trash.files.get("trash", {}))
        swept = {name: _ranks(gone.trash) for name, gone in self._gone.items()}
        every = {"trash": trash}
        lost = lost_records(self.folder)
        for kind in KINDS:
            if kind.record and kind.name != "trash":
                of_gone = [ranks.get(kind.name, {}) for name, ranks in swept.items() if kind.has(f"{name}.json")]
                trashed = {uid: rank for ranks in (*of_gone, deleted.get(kind.name, {})) for uid, rank in ranks.items()}
                only_in_copies = [
                    Offer(one.uid, one.found, one.file, one.copy) for one in lost if one.kind == kind.name
                ]
                offered = [*offers.of(kind), *only_in_copies]
                every[kind.name] = merged(looks[kind.name], offered, trashed, partial(_place_of, kind))
        known = {uid for done in every.values() for documents in done.files.values() for uid in documents}
        known |= {uid for its in deleted.values() for uid in its}
        changes = []
        for name, done in every.items():
            self.done.deleted += done.deleted
            for source, count in done.differs.items():
                self.done.differs[source] = self.done.differs.get(source, 0) + count
            there = {look.name: look for look in looks[name]}
            for file, documents in done.files.items():
                look = there.get(file) or FileLook(file, kind_called(name), is_hurt=True)
                if not look.is_sound or documents != look.documents():
                    changes.append((look, documents))
                    one = _mended(look, documents, done, known, there.values())
                    self.done.mended.append(replace(one, was_there=os.path.lexists(self.files.path(file))))
        return changes

    def _keep_before(self, changes: Changes, looks: list[FileLook]) -> None:
        """Keep all as it is, so that there is a way back, whole or not at all.

        Raises:
            OSError: the system refused; nothing was kept, and nothing is there to undo.
        """
        stood = {(look.kind.name, uid): one for look in looks for uid, one in look.documents().items()}
        came = {
            (look.kind.name, uid): mark_of(document)
            for look, documents in changes
            for shown in [self._shown(look)]
            for uid, document in documents.items()
            if document not in (shown.get(uid), stood.get((look.kind.name, uid)))  # else it only went to another file
        }
        self.done.can_be_undone = bool(came)
        note = self.files.cipher.seal(BROUGHT, Brought(records=came).encoded())
        self.done.before = keep_as_now(self.files.root, free_name(self.files.root, self.at), note)
        assert self.done.before is not None  # there is a note
        try:
            for look in filter(lambda one: one.is_hurt, looks):
                self._keep_hurt(look, self.done.before / f"{look.name}.json")
        except OSError:
            shutil.rmtree(self.done.before, ignore_errors=True)
            raise

    def _shown(self, look: FileLook) -> dict[str, Any]:
        """What stands whole in a file; of one that cannot be read also what was shown in its place."""
        shown = FileLook(look.name, look.kind)
        backup = disk.backup_of(self.files.path(look.name))
        if look.is_hurt and is_readable(self.folder, backup) and (content := bytes_of(self.folder, backup)) is not None:
            look_into(shown, content)
        return {**shown.documents(), **look.documents()}

    def _keep_hurt(self, look: FileLook, place: Path) -> None:
        """Keep of a file that cannot be read what stands whole in it and what was shown of it, so that both stay."""
        documents = self._shown(look)
        with contextlib.suppress(FileNotFoundError):
            place.unlink()
        if documents:
            disk.make_folder(place.parent)
            sealed = self.files.cipher.seal(f"{look.name}.json", disk.encode({TABLE: documents}))
            disk.replace_file(place, sealed, keep=False)

    def _leave_told(self, path: Path) -> None:
        """Leave beside a file what of it cannot be brought back: that is told until somebody has looked."""
        left = next((one for one in (path, disk.backup_of(path)) if one.is_file() and not one.is_symlink()), None)
        if left is not None:
            disk.link_or_copy(left, name_of_damaged(path, self.at))

    def _write(self, look: FileLook, documents: dict[str, Any]) -> None:
        """Write a file anew, an empty one too: left to its `.bak` it would bring back what was deleted or went on."""
        self._replace(self.files.path(look.name), disk.encode({TABLE: documents}))

    def _replace(self, path: Path, content: bytes) -> None:
        """Set aside what stands in a file's place, and put something else there; a file stays until it does.

        Raises:
            OSError: the system refused; what stood there stands there.
        """
        kept, name = None, bound_name(path.relative_to(self.files.root).as_posix())
        if os.path.lexists(path):
            kept = (self.aside.keep if path.is_file() and not path.is_symlink() else self.aside.move)(path)
        try:
            self._put(path, name, content)
        except OSError:
            if kept is not None and kept.is_file() and not os.path.lexists(path):
                with contextlib.suppress(OSError):
                    disk.link_or_copy(kept, path)
            raise

    def _put(self, path: Path, name: str, content: bytes) -> None:
        with self.files.saved_though_unsure(path):
            disk.replace_file(path, self.files.cipher.seal(name, content) if name else content, keep=False)
        self.files.cipher.settle(name)

    def _tidy(self, odd: Tidied) -> None:
        """Put aside what is in the way, put in place what a text said before, and close the folder to others."""
        root = self.files.root
        for path in odd.moved:
            if os.path.lexists(root / path):
                self.aside.move(root / path)
        for path, (_source, content) in odd.texts.items():
            self._replace(root / path, content)
        if odd.is_format_bad:
            disk.replace_file(root / "format.json", disk.encode({"format": FORMAT}), keep=False)
        for path, mode in odd.modes.items():
            with contextlib.suppress(FileNotFoundError):
                (root / path).chmod(mode)
        self.done.tidied = odd

    def _schedule_wanted(self) -> dict[str, QuestionStanding] | None:
        journal = Journal(Files(self.files.root, self.files.clock, cipher=self.files.cipher))
        is_hurt = any(one.kind == "schedule" for one in self.done.mended)
        return rebuilt_schedule(journal, self.at, is_hurt=is_hurt)

    def _make_schedule(self) -> None:
        if (made := self._schedule_wanted()) is not None:
            path = self.files.path("schedule")
            documents = {name: one.model_dump(mode="json") for name, one in made.items()}
            with self.files.saved_though_unsure(path):
                disk.replace_file(path, self.files.cipher.seal("schedule.json", disk.encode({TABLE: documents})))
            self.files.cipher.settle("schedule.json")
            self.done.is_schedule_made = True


def repair(files: Files, backups: Sequence[Opener]) -> Repaired:
    """Mend what can be mended; `backups` are those there are, the newest first, each with how to open it.

    Raises:
        NewerFormat, ReadOnly, Busy: it cannot be begun.
        NotRead: the system does not let something be read; nothing was changed.
        StorageError: the system refused on the way; nothing is lost, and the next repair goes on.
    """
    with files.transaction() as transaction:
        try:
            with contextlib.closing(Backups(backups)) as opened:
                done = Repair(files, opened, transaction.at).run()
            for one in done.mended:
                note_set_back(transaction, one.kind, transaction.documents(one.file), one.uids)
            for path, (_source, content) in done.tidied.texts.items():
                if (kind := kind_at(path)) is not None:
                    note_set_back(transaction, kind.name, {path: content.decode(errors="replace")}, {path})
            return done
        except OSError as error:  # of what was done before it nothing is to be taken back
            raise WriteFailed(Path(error.filename or files.root), error) from error


def is_repair_needed(files: Files, backups: Sequence[Opener], at: datetime) -> bool:
    """Whether a repair would do anything; nothing is changed.

    Raises:
        NotRead: something cannot be read; then a repair does nothing.
    """
    with contextlib.closing(Backups(backups)) as opened:
        return Repair(files, opened, at).is_needed()


def _going(look: FileLook, documents: dict[str, Any]) -> dict[str, Any]:
    """What stands in a file and goes into another."""
    return {uid: one for uid, one in look.documents().items() if uid not in documents}


def _place_of(kind: Kind, name: str, found: Found) -> str:
    return place_of(kind, name, found.value)


def _ranks(trash: dict[str, Any]) -> dict[str, dict[str, tuple[int, float]]]:
    """Of what lies in the trash, by kind and uid, how new it is."""
    models = {kind.name: kind for kind in KINDS if kind.record}
    found: dict[str, dict[str, tuple[int, float]]] = {}
    for document in trash.values():
        if not isinstance(document, dict) or document.get("kind") not in models:
            continue
        uid, look = document.get("record_uid"), FileLook("", models[document["kind"]])
        one: Found | None = found_in(look.model, str(uid), document.get("document"))
        if one is not None:
            ranks = found.setdefault(document["kind"], {})
            ranks[str(uid)] = max(one.rank, ranks.get(str(uid), one.rank))
    return found


def _under_another_name(look: FileLook, done: Merged) -> set[str]:
    """The names in a file under which a record stands that is in use under its own."""
    return {
        name
        for name, one in look.bad.items()
        if isinstance(one, dict) and any(files.get(str(one.get("uid"))) == one for files in done.files.values())
    }


def _came_in(look: FileLook, documents: dict[str, Any], *, is_open: bool) -> dict[str, str]:
    """The matters, open or not, that did not stand in a file before, by name with their title."""
    if look.kind.name != "matters":
        return {}
    return {
        uid: one["title"]
        for uid, one in sorted(documents.items())
        if uid not in look.whole and (one["state"] == MatterState.OPEN) == is_open
    }


def _mended(
    look: FileLook, documents: dict[str, Any], done: Merged, known: set[str], of_kind: Iterable[FileLook]
) -> Mended:
    has_names = (
        issubclass(look.model, Record) and look.kind.name != "trash" and not look.kind.name.startswith("branch/")
    )
    named = named_in(look.content) if look.content and look.is_hurt and has_names else set()
    return Mended(
        look.name,
        look.kind.name,
        len(look.whole),
        tuple(sorted((source, count) for (file, source), count in done.came.items() if file == look.name)),
        tuple(sorted((source, count) for (file, source), count in done.replaced.items() if file == look.name)),
        tuple(sorted({*named, *look.bad} - {*known, *_under_another_name(look, done)})),
        is_open=look.is_hurt or look.is_other,
        was_sound=look.is_sound,
        uids=frozenset(
            uid for uid, one in documents.items() if uid not in look.whole or look.whole[uid].document != one
        ),
        closed=_came_in(look, documents, is_open=False),
        # they went from here into a file that is hurt, and come from before that
        opened=_came_in(look, documents, is_open=True) if any(one.lacks for one in of_kind if one is not look) else {},
    )
