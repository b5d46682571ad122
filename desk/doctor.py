"""Looking a data folder over, and mending it: what is wrong, each in a line with its place and what to do."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from content.errors import FileFaults
from content.words import _
from desk.backups import backups
from desk.desk import Desk
from desk.vault import vault_state
from desk.words.backups import second_folder_line
from desk.words.doctor import loose_words, lost_lines, repaired_lines, set_aside_words
from desk.words.faults import notice_words, setting_notice_words
from desk.words.vault import missing_header_words
from storage import disk
from storage.archive import Archive
from storage.aside import REPORT, put_aside
from storage.beside import copied_file
from storage.checking import faults
from storage.cipher import COPY, HEADER, has_vault
from storage.damaged import is_damaged
from storage.errors import NewerFormat, NotRead, VaultIsLocked, write_fault
from storage.files import FORMAT, Files, Notice
from storage.folder import Folder
from storage.journal import Journal
from storage.kinds import UNREAD_FOLDERS, is_housekeeping, kind_at
from storage.linked import is_for_program
from storage.links import loose_links
from storage.lost import lost_records
from storage.offers import Opener
from storage.repairing import Repaired, is_repair_needed, repair
from storage.restoring import DatedCopy, Source
from storage.settings import FILE as SETTINGS
from storage.settings import SettingNotice
from storage.side_checks import before_coming, is_readable, side_faults, strays


def folder_faults(desk: Desk) -> Iterator[str]:
    """Every fault of the data folder in words; nothing is changed."""
    home = desk.home
    if not home.exists():
        return
    yield from _permission_faults(home)
    files = Files(home, cipher=desk.cipher)
    if (found := files.newer_format()) is not None:
        yield _("Made by a newer program (format {version}); it can only be read. Update sixdonts.").format(
            version=found
        )
    vault, unread = _vault_faults(desk)
    yield from _stray_faults(files)
    yield from vault
    told: set[str] = set()  # what cannot be read is met more than once
    side = side_faults(Folder(home, desk.cipher), desk.now())
    for fault in dict.fromkeys([*files.notices, *unread, *faults(home, desk.cipher), *side]):
        if isinstance(fault, Notice) and fault.kind == "unreadable":
            if fault.file not in told:
                yield _unreadable_words(desk, fault)
            told.add(fault.file)
        elif isinstance(fault, SettingNotice) and fault.problem == "unreadable" and (home / SETTINGS).is_dir():
            yield _folder_words(SETTINGS)
        elif isinstance(fault, str):
            yield fault
        else:
            yield notice_words(fault) if isinstance(fault, Notice) else setting_notice_words(fault)
    yield from _lost_faults(desk)
    yield from _backup_faults(desk)


def looked_over(desk: Desk) -> tuple[tuple[str, ...], bool]:
    """All that is wrong, in words, and whether a repair can do anything about it. A long job."""
    found = tuple(folder_faults(desk))
    return found, bool(found) and can_mend(desk)


def worth_knowing(desk: Desk) -> Iterator[str]:
    """What is no fault of a file: links that lead nowhere, and what repairs set aside."""
    if not desk.home.exists():
        return
    known = {question.id for question in desk.packs.questions()}
    journal = Journal(
        Files(desk.home, desk.clock, cipher=desk.cipher)
    )  # opened by the desk it would complete what was broken off
    yield from (loose_words(one) for one in loose_links(journal, known))
    if folders := put_aside(desk.home):
        yield _(
            "Set aside by a repair, with its report: {folders}. Nothing of it is read. Read the report before you "
            "delete it: what could not be brought back may lie only there."
        ).format(folders=_(", ").join(folders))


def can_mend(desk: Desk) -> bool:
    """Whether a repair would do anything about what is wrong. A long job."""
    files = Files(desk.home, desk.clock, cipher=desk.cipher)
    if files.newer_format() is not None or not os.access(desk.home, os.W_OK):
        return False
    try:
        return files.is_waiting or is_repair_needed(files, _openers(desk), desk.now())
    except NotRead:
        return False


def mend(desk: Desk) -> tuple[str, ...]:
    """Mend what can be mended; what was done, in words, which also stand in the report. A long job.

    Raises:
        FileFaults: something cannot be read; nothing was changed.
        StorageError: it could not be begun, or the system refused on the way; nothing is lost.
    """
    files = desk.journal.files
    assert isinstance(files, Files)  # a desk has a folder
    openers = _openers(desk)
    with desk.commit():
        try:
            done = repair(files, openers)
            desk.forget_gone()
        except NotRead as error:
            words = _("{file} cannot be read ({detail}), so nothing was mended or changed. Check its rights first.")
            raise FileFaults([(0, words.format(file=error.file, detail=error.why))]) from error
        lines = list(repaired_lines(done))
        if done.folder is not None:
            _write_report(desk, done)
    return tuple(lines)


def _write_report(desk: Desk, done: Repaired) -> None:
    """Beside what was set aside; it lies open, so that where a vault is on it names nothing."""
    assert done.folder is not None
    place, lines = done.folder / REPORT, repaired_lines(done, is_named=not has_vault(desk.home))
    text = "\n".join([_("Repair of {folder}").format(folder=desk.home), desk.now().isoformat(), "", *lines, ""])
    try:
        disk.replace_file(place, text.encode(), keep=False)
    except OSError as error:
        raise write_fault(place, error) from error


def _openers(desk: Desk) -> list[Opener]:
    """The backups a repair may take from, the newest first, each with how to open it; last what was kept before one."""
    kept = [(one.name, _opener(desk, one, False)) for one in before_coming(desk.home, desk.cipher)]
    found = [one for one in backups(desk) if one.where != "before"]
    return [*((one.name, _opener(desk, one.path, one.where == "second")) for one in found), *kept]


def _opener(desk: Desk, path: Path, is_file: bool) -> Callable[[], AbstractContextManager[Source]]:
    return (lambda: _archive(desk, path)) if is_file else lambda: contextlib.nullcontext(DatedCopy(path, desk.cipher))


def _archive(desk: Desk, path: Path) -> Archive:
    archive = Archive(path)
    if archive.format > FORMAT:
        archive.close()
        raise NewerFormat(path, archive.format, FORMAT)
    try:
        archive.open_with(desk.cipher, "")
    except VaultIsLocked as error:  # sealed by a key of before: it offers nothing here
        archive.close()
        raise FileFaults([(0, error.file)]) from error
    return archive


def _unreadable_words(desk: Desk, fault: Notice) -> str:
    """Of what cannot be read: what stands there, or that only its rights help; no repair may guess what is in it."""
    if fault.file.endswith(".bak"):
        return _bak_words(desk, fault)
    kind = kind_at(f"{fault.file}/2000-01.json")  # a folder of records is to be one
    if (desk.home / fault.file).is_dir() and kind is None and fault.file not in UNREAD_FOLDERS:
        return _folder_words(fault.file)
    return notice_words(fault)


def _bak_words(desk: Desk, fault: Notice) -> str:
    """Of a `.bak` that cannot be read: whether it is needed now, and what to do."""
    file = fault.file.removesuffix(".bak")
    if (desk.home / file).is_file() and is_readable(Folder(desk.home, desk.cipher), desk.home / file):
        words = _(
            "{bak}, the copy of {file} from before its last save, cannot be read ({detail}). Check its rights, or "
            "delete it: the next save makes a new one."
        )
    else:
        words = _(
            "{file} is damaged or missing, and its copy {bak} cannot be read ({detail}). Do not delete that: give it "
            "its rights back, then start again."
        )
    return words.format(file=file, bak=fault.file, detail=fault.detail)


def _folder_words(file: str) -> str:
    """What is said of a folder in a file's place; a repair sets aside those in the place of records."""
    if (kind := kind_at(file)) is not None and kind.record:
        return _("{file}: a folder stands where a file belongs.").format(file=file)
    return _("{file}: a folder stands where a file belongs. Move it elsewhere.").format(file=file)


def _permission_faults(home: Path) -> Iterator[str]:
    if not os.access(home, os.W_OK):
        yield _("The folder cannot be written; check its rights.")
    if os.name == "posix" and home.stat().st_mode & 0o077:
        yield _("Others on this computer may look into the folder. Mend it with: chmod 700 {folder}").format(
            folder=home
        )


def _vault_faults(desk: Desk) -> tuple[list[str], list[Notice]]:
    """What lies in a vault and is not sealed, and what of it cannot be read; of record files that is told where they
    are read."""
    try:
        state = vault_state(desk)
    except NotRead as error:
        return [], [Notice("unreadable", error.file, error.why)]
    if not state.is_on:
        return [], []
    if state.is_header_missing:
        return [missing_header_words()], []
    found = []
    if state.change:
        found.append(_("Sealing or opening was broken off; the next opening with the passphrase goes on with it."))
    words = _("{file}: not sealed, although the vault is on.")
    plain = [file for file in state.plain if kind_at(file) is None or file.endswith(".bak")]
    found += [words.format(file=file) for file in plain]
    words = _("{file}: is missing; it is made again when the vault is opened.")
    found += [words.format(file=one) for one in (HEADER, COPY) if not (desk.home / one).is_file()]
    return found, []


def _stray_faults(files: Files) -> Iterator[str]:
    """Files left behind by a broken-off write, set aside as damaged, or not made by this program."""
    home = files.root
    left = _("{file}: left by a write that was broken off; it can be deleted.")
    for folder in sorted(UNREAD_FOLDERS):
        yield from (left.format(file=f"{folder}/{path.name}") for path in sorted((home / folder).glob("*.tmp")))
    for path, shown in strays(home):
        if path.name == "intent.json":
            yield _intent_words(files).format(file=shown)
        elif path.name.endswith(".tmp"):
            yield left.format(file=shown)
        elif is_damaged(shown):
            yield set_aside_words(shown)
        elif path.is_symlink() and is_for_program(shown):
            yield _("{file}: a link; what it leads to is in no backup. Move the real one back.").format(file=shown)
        elif not path.is_file() or path.is_symlink():
            yield _("{file}: not a plain file.").format(file=shown)
        elif not os.access(path, os.R_OK) and not ((kind := kind_at(shown)) and kind.record):  # told where it is read
            yield _("{file}: cannot be read; check its rights.").format(file=shown)
        elif of := copied_file(shown):
            yield notice_words(Notice("beside", shown, of))
        elif not is_housekeeping(shown) and kind_at(shown) is None and not path.name.startswith("error-"):
            yield _("{file}: not a file of this program.").format(file=shown)


def _lost_faults(desk: Desk) -> Iterator[str]:
    """The records that stand only in copies, and that nobody deleted; what cannot be listed is told already."""
    with contextlib.suppress(NotRead):
        yield from lost_lines(lost_records(Folder(desk.home, desk.cipher)))


def _intent_words(files: Files) -> str:
    if files.has_broken_intent:
        return _("{file}: a change that was broken off cannot be read; it will be set aside, not made.")
    return _("{file}: a change was broken off; it is completed when the program opens.")


def _backup_faults(desk: Desk) -> Iterator[str]:
    """That none goes to the second folder, and those in it that are not what they were; those here are looked at file
    by file."""
    if line := second_folder_line(desk):
        yield line
    for one in backups(desk):
        if one.where != "second":
            continue
        try:
            with Archive(one.path) as archive:
                changed = next(archive.faults(), None)
        except FileFaults:
            changed = ""
        except OSError:
            continue  # not reached now: that is told where backups are listed
        if changed is not None:
            yield _("{file}: this backup is damaged. Make a new one: sixdonts backup now").format(file=one.path)
