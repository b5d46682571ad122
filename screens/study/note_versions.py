"""The versions of a note that is open: what stands in the fields, what the key shows, and where the drafts lie."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from desk.note_fields import Values, record_fields, values_of
from desk.notes import save_note
from screens.kit.drafted import ASIDE
from screens.study.note_draft import NoteDraft, aside_place, draft_of, draft_place, draft_text, written_in
from storage.errors import Gone, NotRead

if TYPE_CHECKING:
    from content.duration import HourRules
    from desk.desk import Desk
    from storage.records import StudyNote


class NoteVersions:
    """What was written of one note and not saved: none of it is replaced by another version, nor by what is saved.

    What reads and writes records is done in the desk's thread (`keep`, `save`), the rest where the fields are.

    Args:
        note: the one that was opened, or None for a new one.
        drafts: what was typed and not saved before, by the place it lies at, what comes first first.
        begin_with: what a new note begins with, from a template or the material that was read.
        is_anew: the first draft was given up for that.
        on_saved: begin on what was saved; the drafts are behind the key.
    """

    def __init__(
        self,
        desk: Desk,
        note: StudyNote | None,
        drafts: Mapping[str, NoteDraft] | None = None,
        begin_with: Values | None = None,
        *,
        is_anew: bool = False,
        on_saved: bool = False,
    ) -> None:
        self.desk = desk
        self.note = note
        self.place = draft_place(note)
        self.saved = values_of(note, desk.today())
        self.lying = {place: draft.text for place, draft in (drafts or {}).items()}  # on the disk, as far as is known
        written = [self.saved | draft.values for draft in (drafts or {}).values()][is_anew:]
        begun_with = self.saved | (begin_with or {})
        goes_on = bool(drafts) and not is_anew
        self.unwritten: tuple[Values, ...] = (
            () if goes_on else (begun_with,)
        )  # a template is no draft before somebody writes in it
        in_turn = [self.saved, *written] if on_saved else [*written[:1], self.saved, *written[1:]]
        self.in_turn: tuple[Values, ...] = tuple(in_turn if goes_on else (begun_with, *written))  # the fields' first
        self.kept = self.drafts()  # as they lie on the disk
        self.given_up = 0  # how many drafts went to the trash when the note was saved

    @property
    def shown(self) -> Values:
        """What stands in the fields; when the program ends they are gone first."""
        return self.in_turn[0]

    @property
    def others(self) -> tuple[Values, ...]:
        """What the key shows, in order."""
        return self.in_turn[1:]

    def type(self, values: Values) -> None:
        """Take what stands in the fields now."""
        self.in_turn = values, *self.others

    def turn(self) -> Values:
        """The next version, which is shown now; what was shown comes last."""
        self.in_turn = *self.others, self.shown
        return self.shown

    def drafts(self) -> list[Values]:
        """What somebody wrote and nobody saved, what is shown first."""
        return written_in(self.in_turn, (self.saved, *self.unwritten), is_new=self.note is None)

    def change_elsewhere(self, there: StudyNote) -> None:
        """Take another version as what was saved: the key shows it first, and no draft is less for it."""
        before, self.note, self.saved = self.saved, there, values_of(there, self.desk.today())
        self.in_turn = self.shown, self.saved, *(one for one in self.others if one not in (before, self.saved))

    def as_new(self, there: Mapping[str, NoteDraft]) -> NoteVersions:
        """These versions beside the drafts `there` are of a new note, for the note is gone; `keep` moves its drafts."""
        new = NoteVersions(self.desk, None, there)
        new.unwritten = (self.saved,)  # that lies in the trash
        mine = (one for one in self.others if one != self.saved)
        new.in_turn = self.shown, new.saved, *mine, *(one for one in new.in_turn if one != new.saved)
        new.lying |= self.lying
        return new

    # In the desk's thread

    def keep(self) -> list[Values]:
        """Have every draft lie on the disk, all in one step, and give them back.

        Raises:
            Gone: the note is no more; nothing was written, for no key would lead there.
        """
        drafts = self.drafts()
        if drafts and self.note and _is_gone(self.desk, self.note):
            raise Gone(self.desk.journal.files.root, self.note.uid)
        if drafts == self.kept:
            return drafts
        self.lying, self.kept = self._lay(drafts), drafts
        return drafts

    def save(self, values: Values, rules: HourRules) -> StudyNote:
        """Write the note and forget its draft; the other ones stay drafts.

        Who saves unchanged what was saved already gives those up: they go to the trash.

        Raises:
            ChangedElsewhere: somebody changed the note after it was opened.
            StorageError: it could not be saved: it is gone, or the system refused.
        """
        journal, drafts = self.desk.journal, self.drafts()
        written = written_in([self.shown], (self.saved, *self.unwritten), is_new=self.note is None)
        others = [one for one in drafts if one not in written]
        gives_up = self.note is not None and not written
        with journal.files.transaction():
            fields = record_fields(values, self.desk.today(), self.desk.calendar, rules)
            saved = save_note(self.desk, self.note, fields)
            lying = self._lay(others)
            for place in lying if gives_up else ():
                journal.drafts.give_up(place)
        self.lying, self.kept, self.given_up = ({}, [], len(others)) if gives_up else (lying, others, 0)
        return saved

    def _lay(self, drafts: list[Values]) -> dict[str, str]:
        """Have the first lie at the note's place and the others aside, where they lie already or where nothing does."""
        journal = self.desk.journal
        first, *later = [*map(self._text, drafts)] or [""]
        wanted = {self.place: first} if first else {}
        for text in later:
            aside = (place for place, lies in self.lying.items() if lies == text and ASIDE in place)
            there = next((place for place in aside if place.startswith(self.place)), "")
            wanted[there or aside_place(self.place, self.desk.now())] = text
        unseen = journal.drafts.get(self.place)
        with journal.files.transaction():
            if unseen and first and not self.lying.get(self.place):  # another window began to write there
                journal.drafts.put(aside_place(self.place, self.desk.now()), unseen)
            for place, text in self.lying.items():
                if place not in wanted and journal.drafts.get(place) == text:
                    journal.drafts.drop(place)
            for place, text in wanted.items():
                if text != self.lying.get(place):
                    journal.drafts.put(place, text)
        return wanted

    def _text(self, values: Values) -> str:
        """A draft as it is kept: as it lies there where nothing was written in it since: that says its beginning."""
        today = self.desk.today()
        lying = (text for text in self.lying.values() if self.saved | draft_of(text, self.note, today).values == values)
        return next(lying, draft_text(values, self.note))


def _is_gone(desk: Desk, note: StudyNote) -> bool:
    """Whether a note that was opened is no more; one that may only not have been read is there."""
    notes = desk.journal.notes
    if notes.get(note.uid, note.day) or notes.get(note.uid):
        return False
    try:
        desk.journal.files.must_be_read("notes")
    except NotRead:
        return False
    return True
