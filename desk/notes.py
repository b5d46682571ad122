"""Saving a study note. In the desk's thread."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from content.importing.table import name_key
from desk.desk import Desk
from desk.opened import as_opened
from storage.records import NoteKind, StudyNote


def counted_by_slip(desk: Desk, opened: StudyNote | None, fields: Mapping[str, Any]) -> tuple[StudyNote, ...]:
    """The notes of slips that may have the hours of the same meeting: a note about to be saved would count them twice.

    The same day, or, studied later (补课), the same title. Not asked again where hours, day and kind stay as they were.

    Raises:
        NotRead: some notes could not be read, so that the meeting could be counted twice.
    """
    kind, minutes, day = fields["kind"], fields["minutes"], fields["day"]
    if not minutes or kind is NoteKind.SELF or (opened is not None and opened.meeting_uid):
        return ()
    if opened is not None and (opened.kind, opened.minutes, opened.day) == (kind, minutes, day):
        return ()
    found = [one for one in desk.journal.notes.all() if one.meeting_uid and one.minutes]
    desk.journal.files.must_be_read("notes")
    title = name_key(fields["title"])
    return tuple(one for one in found if one.day == day or (kind is NoteKind.MAKE_UP and name_key(one.title) == title))


def save_note(desk: Desk, opened: StudyNote | None, fields: dict[str, Any]) -> StudyNote:
    """Write a new note, or the one that was opened.

    Raises:
        ChangedElsewhere: somebody changed the note after it was opened.
        StorageError: it could not be saved: it is gone, or the system refused.
    """
    journal, now = desk.journal, desk.now()

    def change(there: StudyNote) -> StudyNote:
        return as_opened(there, opened or there).changed(now, **fields)

    if opened is None:
        return journal.notes.add(StudyNote.new(now, **fields))
    return journal.notes.change(opened, change)
