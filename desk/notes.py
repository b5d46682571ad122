"""Saving a study note, and forgetting its draft with it. In the desk's thread."""

from __future__ import annotations

from typing import Any

from desk.desk import Desk
from desk.opened import as_opened
from storage.records import StudyNote


def save_note(desk: Desk, opened: StudyNote | None, fields: dict[str, Any], *, draft: str = "") -> StudyNote:
    """Write a new note, or the one that was opened, and drop the draft at a place: both or none.

    Raises:
        ChangedElsewhere: somebody changed the note after it was opened.
        StorageError: it could not be saved: it is gone, or the system refused.
    """
    journal, now = desk.journal, desk.now()

    def change(there: StudyNote) -> StudyNote:
        return as_opened(there, opened or there).changed(now, **fields)

    with journal.files.transaction():
        if opened is None:
            note = journal.notes.add(StudyNote.new(now, **fields))
        else:
            note = journal.notes.change(opened, change)
        if draft:
            journal.drafts.drop(draft)
    return note
