"""Bringing records back from a backup: what would change, record by record, and the change, which can be undone.

What is missing here and what says something else comes back as it was in the backup; what was made since stays.
Before anything is changed all records are kept as they are (`copies/before-restore-…`), and bringing those back is
the way back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, Protocol

from pydantic import ValidationError

from content.errors import FileFaults, reason_of
from content.words import _
from storage import disk
from storage.anew import another_wrote_since, says_the_same_as, written_anew
from storage.archive import BESIDE_KINDS, own_files
from storage.backup import free_name, keep_as_now
from storage.brought import FILE as BROUGHT
from storage.brought import Brought
from storage.cipher import PLAIN, Cipher
from storage.discard import discard, keep_replaced
from storage.errors import ChangedElsewhere, NotRead, write_fault
from storage.exchange_notes import KNOWN, MACHINE, UNSETTLED, forget_name, note_begun, note_wanted
from storage.exchanging import mark_of
from storage.files import Files
from storage.gathered import TABLE
from storage.kinds import KINDS, kind_at, kind_called, named
from storage.transaction import Transaction
from storage.vault_names import bound_name

# What the program keeps for itself: it comes back only where nothing of it is here.
OF_THE_PROGRAM = frozenset(
    {"drafts", "looks", "plans", "folders", "told", "schedule", "trash", "submissions/ticks", "submissions/remarks"}
    | {MACHINE, KNOWN, UNSETTLED}
)
# What other computers know of this one is never set back, not even by undoing: they would take it for older. Only what
# a backup brought here where nothing was goes, and comes, again.
NEVER_SET_BACK = frozenset({MACHINE, KNOWN, UNSETTLED})
State = Literal["missing", "other", "new"]
Places = dict[tuple[str, str], tuple[str, Any]]


class Source(Protocol):
    """A backup: files by their path in a data folder."""

    def names(self) -> list[str]:
        """The paths of its files."""

    def read(self, path: str) -> bytes:
        """The bytes of one."""


class DatedCopy:
    """A copy inside the data folder."""

    def __init__(self, folder: Path, cipher: Cipher = PLAIN) -> None:
        self.folder = folder
        self.cipher = cipher

    def names(self) -> list[str]:
        """The paths of its files.

        Raises:
            NotRead: a folder of it cannot be listed.
        """
        try:
            return list(own_files(self.folder))
        except OSError as error:
            raise NotRead(self.folder, Path(error.filename or self.folder).name, reason_of(error)) from error

    def read(self, path: str) -> bytes:
        """The bytes of one.

        Raises:
            Damaged: one of a vault is not as it was sealed.
            OSError: the system refused.
        """
        if name := bound_name(path):
            return self.cipher.read(self.folder / path, name, is_old=True)
        return disk.read_plain(self.folder / path)


@dataclass(frozen=True)
class Difference:
    """A record of which backup and data folder do not say the same."""

    kind: str
    """The kind, as `storage.kinds` names it."""
    uid: str
    """The record's own name."""
    state: State
    """"missing" here, "other" than in the backup, or "new" since."""
    here: Any = None
    """The document as it is here."""
    there: Any = None
    """The document as it is in the backup."""
    file_here: str = ""
    """The record file it lies in here."""
    file_there: str = ""
    """The record file it lies in in the backup."""

    @property
    def document(self) -> Any:
        """What it says, in the backup where it is there."""
        return self.here if self.there is None else self.there


@dataclass(frozen=True)
class Comparison:
    """What a backup holds that is otherwise here."""

    records: tuple[Difference, ...]
    """By kind, then by name."""
    texts: tuple[str, ...]
    """Files that a person may edit too, which are missing or otherwise here: lists, banks, the calendar, settings."""
    kept_files: tuple[str, ...]
    """Files taken in and of sessions, which are missing here."""
    unread: tuple[str, ...]
    """What in the backup cannot be read: files, and records as `file: uid`."""

    def coming(self) -> tuple[Difference, ...]:
        """What bringing everything back would change."""
        here = {one.kind for one in self.records if one.state != "missing"}
        return tuple(
            one
            for one in self.records
            if one.state == "missing" or (one.state == "other" and one.kind not in OF_THE_PROGRAM & here)
        )


def compared(files: Files, source: Source) -> Comparison:
    """What would change, record by record.

    Raises:
        NotRead: something here cannot be read.
    """
    unread: list[str] = []
    there, here = _documents_in(source, unread), _documents_here(files)
    records = [
        Difference(kind, uid, state, mine, its, file_here, file_there)
        for kind, uid in sorted({*here, *there})
        for (file_here, mine), (file_there, its) in [(here.get((kind, uid), _NONE), there.get((kind, uid), _NONE))]
        if (state := _state(kind, mine, its)) is not None
    ]
    texts, kept = [], []
    for path in source.names():
        if (kind := kind_at(path)) is not None and kind.texts:
            if path.endswith(kind.beside):
                continue
            if _is_other(files.root / path, source, path, unread):
                texts.append(path)
        elif path.startswith(tuple(f"{folder}/" for folder in BESIDE_KINDS)) and not (files.root / path).exists():
            kept.append(path)
    return Comparison(tuple(records), tuple(texts), tuple(kept), tuple(unread))


_NONE: tuple[str, Any] = ("", None)


def _state(kind: str, mine: Any, its: Any) -> State | None:
    if says_the_same_as(named(kind_called(kind).record), mine, its):
        return None
    return "missing" if mine is None else "new" if its is None else "other"


def _is_other(here: Path, source: Source, path: str, unread: list[str]) -> bool:
    its = _bytes_of(source, path, unread)
    try:
        return its is not None and disk.read_plain(here) != its
    except FileNotFoundError:
        return True
    except OSError as error:
        raise NotRead(here.parent, here.name, str(error.strerror)) from error


def _bytes_of(source: Source, path: str, unread: list[str]) -> bytes | None:
    try:
        return source.read(path)
    except (OSError, FileFaults, disk.Damaged):
        unread.append(path)
        return None


def _documents_in(source: Source, unread: list[str]) -> Places:
    """Every sound record of a backup, with the file it lies in."""
    found: Places = {}
    for path in source.names():
        kind = kind_at(path)
        if kind is None or not kind.record or (data := _bytes_of(source, path, unread)) is None:
            continue
        model, name = named(kind.record), path.removesuffix(".json")
        try:
            documents = disk.decode_tables(data).get(TABLE, {})
        except disk.Damaged:
            unread.append(path)
            continue
        for uid, document in documents.items():
            try:
                model.model_validate(document)
            except ValidationError:
                unread.append(f"{path}: {uid}")
            else:
                found[kind.name, uid] = name, document
    return found


def _documents_here(files: Files) -> Places:
    kinds = [kind for kind in KINDS if kind.record]
    found = {
        (kind.name, uid): (name, document)
        for kind in kinds
        for name in files.names(kind.name)
        for uid, document in files.documents(name).items()
    }
    files.must_be_read(*(kind.name for kind in kinds))
    return found


def bring_back(
    files: Files,
    source: Source,
    seen: Sequence[Difference],
    texts: Sequence[str] = (),
    kept: Sequence[str] = (),
    *,
    gone: Sequence[str] = (),
    name: str = "",
    is_undoing: bool = False,
) -> Path:
    """Make records and files what they are in a backup, in one change; where all was kept as it was before.

    What is "new" goes to the trash, or, of what the program keeps for itself, is left to the copy from before; so are
    the files `gone`. `name` is where it came from, for the note that the way back goes by.

    Raises:
        ChangedElsewhere: a record is not what it was when the person saw the comparison; nothing was changed.
        StorageError: the system refused; the records are what they were.
        FileFaults: the backup cannot be read any more.
    """
    contents = {path: source.read(path) for path in (*texts, *kept)}
    then = _known_in(source)
    with files.transaction() as transaction:
        _must_be_as_seen(transaction, seen)
        documents = [(one, _to_write(transaction, one)) for one in seen]
        brought = Brought(name, is_undoing, *_marks(documents, contents, gone))
        before = _kept_as_now(files, transaction.at, brought, gone)
        _remove(files, gone)
        for path, data in contents.items():
            if path in texts and (kind := kind_at(path)):
                _note_text(transaction, files.root / path, kind.name, path, then)
            with files.saved_though_unsure(files.root / path):
                _put_file(files, path, data)
        for one, document in documents:
            _put_record(transaction, one, document, then)
        forget_name(transaction)
    return before


def is_a_persons(kind: str) -> bool:
    """Whether a person wrote what is of a kind, so that what is replaced of it lies in the trash."""
    return kind not in OF_THE_PROGRAM and not kind.startswith("branch/")


def _known_in(source: Source) -> dict[str, Any]:
    """What was known of the exchange when a backup was made."""
    try:
        return disk.decode_tables(source.read(f"{KNOWN}.json")).get(TABLE, {})
    except (OSError, KeyError, FileFaults, disk.Damaged):
        return {}


def _to_write(transaction: Transaction, one: Difference) -> Any:
    """What a record is to say after it; None where it goes."""
    if one.state == "new" or one.kind in OF_THE_PROGRAM:
        return one.there
    return written_anew(transaction, one.kind, one.uid, one.there, one.here)


def _marks(
    documents: Sequence[tuple[Difference, Any]], contents: Mapping[str, bytes], gone: Sequence[str]
) -> tuple[dict[tuple[str, str], str], dict[str, str]]:
    """What tells how each record and file was left, empty where it went."""
    records = {(one.kind, one.uid): mark_of(document) for one, document in documents}
    return records, {path: file_mark(data) for path, data in contents.items()} | dict.fromkeys(gone, "")


def file_mark(data: bytes) -> str:
    """What tells the bytes of a file from others."""
    return sha256(data).hexdigest()


def _note_text(transaction: Transaction, path: Path, kind: str, inside: str, then: Mapping[str, Any]) -> None:
    if not path.exists():
        note_begun(transaction, kind, inside)
    elif another_wrote_since(transaction, kind, inside, then):
        note_wanted(transaction, kind, inside, None, None, is_asked=True)


def _must_be_as_seen(transaction: Transaction, seen: Sequence[Difference]) -> None:
    for one in seen:
        if one.file_here and transaction.documents(one.file_here).get(one.uid) != one.here:
            raise ChangedElsewhere(transaction.documents(one.file_here).get(one.uid))
        if one.file_there and not one.file_here and one.uid in transaction.documents(one.file_there):
            raise ChangedElsewhere(transaction.documents(one.file_there)[one.uid])


def _kept_as_now(files: Files, at: datetime, brought: Brought, gone: Sequence[str]) -> Path:
    try:
        more, note = [files.root / path for path in gone], files.cipher.seal(BROUGHT, brought.encoded())
        before = keep_as_now(files.root, free_name(files.root, at), note, more)
        assert before is not None  # there is a note
        return before
    except OSError as error:
        raise write_fault(files.root / "copies", error) from error


def _remove(files: Files, gone: Sequence[str]) -> None:
    for path in gone:
        try:
            (files.root / path).unlink(missing_ok=True)
        except OSError as error:
            raise write_fault(files.root / path, error) from error


def _put_file(files: Files, inside: str, data: bytes) -> None:
    path = files.root / inside
    try:
        data = files.cipher.seal(name, data) if (name := bound_name(inside)) else data
        is_kept = (kind := kind_at(inside)) is not None and kind.has(f"{inside}.bak") and path.exists()
        disk.replace_file(path, data, keep=is_kept)
    except disk.Unsure:
        raise
    except OSError as error:
        raise write_fault(path, error) from error


def _put_record(transaction: Transaction, one: Difference, document: Any, then: Mapping[str, Any]) -> None:
    if one.state == "new" and one.kind in OF_THE_PROGRAM:
        transaction.drop(one.file_here, one.uid)
        return
    if one.state == "new":
        discard(transaction, one.kind, one.file_here, one.uid)
        return
    if one.file_here and one.file_here != one.file_there:
        transaction.drop(one.file_here, one.uid)
    if one.here is not None and is_a_persons(one.kind):
        keep_replaced(transaction, one.kind, one.file_here, one.uid, one.here)
    transaction.put(one.file_there, one.uid, document)
    if one.kind not in NEVER_SET_BACK:
        is_asked = another_wrote_since(transaction, one.kind, one.uid, then)
        note_wanted(transaction, one.kind, one.uid, one.here, document, is_asked=is_asked)


def undoing(found: Comparison, before: Path, brought: Brought) -> tuple[Difference, ...]:
    """What takes back what was `brought`: what it wrote is again what it was before, what it added goes to the trash.

    Nothing else is touched: what was written since, here or elsewhere, stays, also where it became of what was added. A
    record that was unsound then stays as it is now. The review schedule follows the answers.

    Raises:
        NotRead: a file of that time, or of now, cannot be read: nobody knows what is new.
    """
    uids = {uid for one in found.unread if (uid := one.partition(": ")[2])}
    if unread := [one for one in found.unread if ": " not in one]:
        raise NotRead(before, unread[0], _("missing or broken"))
    return tuple(one for one in found.records if one.uid not in uids and _is_taken_back(one, brought))


def _is_taken_back(one: Difference, brought: Brought) -> bool:
    if one.kind in NEVER_SET_BACK and one.state == "other":
        return False
    if one.kind == "schedule" and one.state == "other":
        return True
    if (one.kind, one.uid) not in brought.records:
        return not brought.is_noted and one.state != "new" and one.kind not in OF_THE_PROGRAM
    return one.state != "new" or not was_written_since(one, brought)


def was_written_since(one: Difference, brought: Brought) -> bool:
    """Whether a record is another than it was left by what was brought; not where that was not noted."""
    mark = brought.records.get((one.kind, one.uid))
    return mark is not None and mark != mark_of(one.here)
