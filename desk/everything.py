"""All own data out, as JSON Lines and as pages to read, and in again."""

from __future__ import annotations

from pathlib import Path

from content.errors import reason_of
from content.words import _
from desk.backups import Look, bring_back_look, other_texts
from desk.desk import Desk
from reports import formats
from reports.everything import checks_document, look_backs_document, matters_document, meetings_document
from reports.summary import program
from storage.errors import NotRead
from storage.exported import BESIDE, RECORDS, Exported, exported, kept_as_they_are
from storage.files import Files
from storage.note_files import files_of
from storage.restoring import compared


def everything(desk: Desk, folder: Path) -> dict[Path, bytes]:
    """What would be saved in a folder: every record, the files beside them, and pages to read. A long job.

    Raises:
        NotRead: something could not be read, so that it would be missing.
    """
    journal, files = desk.journal, _files(desk)
    try:
        beside = {folder / BESIDE / path: data for path, data in kept_as_they_are(_files(desk))}
    except OSError as error:
        raise NotRead(desk.home, str(error.filename or ""), reason_of(error)) from error
    notes = journal.notes.all()
    pages = {
        _("Self-checks"): checks_document(journal.checks.all(), journal.leaves.all(), desk.lists),
        _("Matters"): matters_document(journal.matters.all()),
        _("Look-backs"): look_backs_document(journal.look_backs.all()),
        _("Meetings", context="room"): meetings_document(journal.meetings.all()),
    }
    journal.files.must_be_read("checks", "leaves", "lookbacks", "matters", "meetings", "notes")
    return {
        folder / RECORDS: exported(files, desk.now(), program()),
        **beside,
        **{folder / f"{name}.md": formats.write(page, ".md") for name, page in pages.items() if page.blocks},
        **files_of(notes, folder / _("Notes")),
    }


def look_into_export(desk: Desk, folder: Path) -> Look:
    """What taking in an exported folder would change. A long job.

    Raises:
        FileFaults: it is none, or was cut off or changed.
        NotRead: something here cannot be read.
    """
    source = Exported(folder)
    found = compared(_files(desk), source)
    return Look(str(folder), None, found, (), other_texts(desk, found.texts, source))


def take_in_export(desk: Desk, folder: Path, look: Look) -> int:
    """Take in what a look showed is coming; how many records and files. A long job.

    Raises:
        ChangedElsewhere: something is not as it was looked at; nothing was changed.
        StorageError: the system refused; the records are what they were.
    """
    return bring_back_look(desk, Exported(folder), look)


def _files(desk: Desk) -> Files:
    files = desk.journal.files
    assert isinstance(files, Files)  # a desk has a folder
    return files
