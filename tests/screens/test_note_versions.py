"""Drafts of notes, without a screen: whatever is written, left, killed or done in another window, no text is lost."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from content.duration import HourRules
from desk.desk import Desk
from screens.study.note_draft import drafts_at
from screens.study.note_versions import NoteVersions
from storage.errors import ChangedElsewhere, Gone
from storage.records import StudyNote
from tests.screens.driving import MONDAY

RULES = HourRules(8, 4)


class Drafting(RuleBasedStateMachine):
    """A note is written in one window; others save, delete and bring back; every text has a title of its own."""

    which = st.integers(0, 1)  # few notes, so that what others do meets the one that is open

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp())
        self.numbers, self.moments = itertools.count(1), itertools.count()
        self.desk, self.elsewhere = self.begun(), self.begun()
        self.versions: NoteVersions | None = None
        self.typed: set[str] = set()  # and not kept yet
        self.expected: set[str] = set()  # that nobody wrote over where it stood, seeing it

    def begun(self) -> Desk:
        return Desk(self.home, clock=lambda: MONDAY + timedelta(seconds=next(self.moments)))

    def notes(self) -> list[StudyNote]:
        return self.elsewhere.journal.notes.all()

    @property
    def open(self) -> NoteVersions:
        assert self.versions is not None
        return self.versions

    def begin(self, note: StudyNote | None, *, on_saved: bool = False) -> None:
        drafts = drafts_at(self.desk.journal, note, self.desk.today())
        self.versions = NoteVersions(self.desk, note, drafts, on_saved=on_saved)

    @initialize()
    def there_is_a_note(self) -> None:
        self.write_elsewhere()

    @precondition(lambda self: self.versions is None)
    @rule()
    def begin_a_note(self) -> None:
        self.begin(None)

    @precondition(lambda self: self.versions is None and self.notes())
    @rule(which=which, on_saved=st.booleans())
    def open_a_note(self, which: int, on_saved: bool) -> None:
        notes = self.notes()
        self.begin(notes[which % len(notes)], on_saved=on_saved)

    @precondition(lambda self: self.versions is not None)
    @rule()
    def write(self) -> None:
        before, title = self.open.shown["title"], f"t{next(self.numbers)}"
        if before != self.open.saved["title"]:
            self.expected.discard(before)
            self.typed.discard(before)
        self.open.type({**self.open.shown, "title": title})
        self.typed.add(title)

    @precondition(lambda self: self.versions is not None)
    @rule()
    def empty(self) -> None:
        if self.open.shown["title"] != self.open.saved["title"]:
            self.expected.discard(self.open.shown["title"])
            self.typed.discard(self.open.shown["title"])
        self.open.type(self.open.saved)

    @precondition(lambda self: self.versions is not None and self.versions.others)
    @rule()
    def turn(self) -> None:
        self.open.turn()

    @precondition(lambda self: self.versions is not None)
    @rule()
    def keep(self) -> None:
        try:
            self.open.keep()
        except Gone:
            self.go_on_anew()
        self.expected |= self.typed
        self.typed.clear()

    def go_on_anew(self) -> None:
        self.versions = self.open.as_new(drafts_at(self.desk.journal, None, self.desk.today()))
        self.open.keep()

    @precondition(lambda self: self.versions is not None)
    @rule()
    def leave(self) -> None:
        self.keep()
        note, kept = self.open.note, [one["title"] for one in self.open.kept]
        if kept:
            assert note is None or note.uid in {one.uid for one in self.notes()}, "said to be opened again"
        assert {one.values["title"] for one in drafts_at(self.desk.journal, note, MONDAY.date()).values()} >= {*kept}
        self.versions = None

    @precondition(lambda self: self.versions is not None and self.versions.shown["title"])
    @rule()
    def save(self) -> None:
        seen, title = self.open.note, self.open.shown["title"]
        try:
            saved = self.open.save(self.open.shown, RULES)
        except ChangedElsewhere as error:
            self.open.change_elsewhere(error.there)
            self.keep()
        except Gone:
            self.go_on_anew()
            self.keep()
        else:
            if seen is not None:
                self.expected.discard(seen.title)
            drafts = drafts_at(self.desk.journal, saved, MONDAY.date())
            assert title not in {one.values["title"] for one in drafts.values()}, "saved, and a draft"
            self.expected |= {*self.typed, title}
            self.typed.clear()
            self.versions = None

    @precondition(lambda self: self.versions is not None)
    @rule()
    def kill(self) -> None:
        self.versions, self.desk = None, self.begun()
        self.typed.clear()

    @precondition(lambda self: not self.notes())
    @rule()
    def write_elsewhere(self) -> None:
        title = f"t{next(self.numbers)}"
        self.elsewhere.journal.notes.add(StudyNote.new(self.elsewhere.now(), MONDAY.date(), title=title))
        self.expected.add(title)

    @precondition(lambda self: self.versions is None or not (self.versions.lying or self.versions.kept))
    @rule()
    def leave_a_draft_elsewhere(self) -> None:
        drafts = drafts_at(self.elsewhere.journal, None, MONDAY.date())
        other, title = NoteVersions(self.elsewhere, None, drafts), f"t{next(self.numbers)}"
        if drafts:
            other.turn()
        self.expected.discard(other.shown["title"])
        other.type({**other.shown, "title": title})
        other.keep()
        self.expected.add(title)

    @precondition(lambda self: self.notes())
    @rule(which=which)
    def change_elsewhere(self, which: int) -> None:
        note, title = self.notes()[which % len(self.notes())], f"t{next(self.numbers)}"
        self.elsewhere.journal.notes.change(note, lambda there: there.changed(self.elsewhere.now(), title=title))
        self.expected = self.expected - {note.title} | {title}

    @precondition(lambda self: self.notes())
    @rule(which=which)
    def delete_elsewhere(self, which: int) -> None:
        self.elsewhere.journal.notes.remove(self.notes()[which % len(self.notes())])

    @precondition(lambda self: self.elsewhere.journal.trash.items())
    @rule(which=which)
    def bring_back_elsewhere(self, which: int) -> None:
        items = self.elsewhere.journal.trash.items()
        one = items[which % len(items)]  # the latest are first
        self.elsewhere.journal.trash.bring_back(one.kind, one.record_uid)

    @invariant()
    def every_text_is_reached(self) -> None:
        journal, today = self.elsewhere.journal, MONDAY.date()
        trash = journal.trash.items()
        deleted = [StudyNote.model_validate(one.document) for one in trash if one.kind == "notes"]
        notes = [*self.notes(), *deleted]
        found = {note.title for note in notes}
        for note in (None, *notes):
            found |= {one.values["title"] for one in drafts_at(journal, note, today).values()}
        said = " ".join(str(one.document) for one in trash if one.kind == "drafts")
        lost = {title for title in self.expected - found if f'"{title}"' not in said}
        assert not lost, lost

    def teardown(self) -> None:
        shutil.rmtree(self.home)


@pytest.mark.slow
def test_no_text_is_lost_whatever_is_done_here_and_in_other_windows() -> None:
    run_state_machine_as_test(Drafting, settings=settings(max_examples=150, stateful_step_count=30, deadline=None))
