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
    run_state_machine_as_test(Drafting, settings=settings(max_examples=60, stateful_step_count=30, deadline=None))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, clock=lambda: MONDAY)


def opened(desk: Desk, note: StudyNote | None) -> NoteVersions:
    return NoteVersions(desk, note, drafts_at(desk.journal, note, desk.today()))


def titled(versions: NoteVersions, title: str) -> NoteVersions:
    versions.type({**versions.shown, "title": title})
    return versions


def titles(desk: Desk, note: StudyNote | None) -> list[str]:
    return [one.values["title"] for one in drafts_at(desk.journal, note, desk.today()).values()]


def noted(desk: Desk, draft: str) -> StudyNote:
    """A note at which a draft was left."""
    note = desk.journal.notes.add(StudyNote.new(MONDAY, MONDAY.date(), title="原来的"))
    titled(opened(desk, note), draft).keep()
    return note


def test_saving_another_version_of_a_note_leaves_its_draft(desk: Desk) -> None:
    versions = opened(desk, noted(desk, "先写的"))
    versions.turn()
    saved = titled(versions, "后写的").save(versions.shown, RULES)
    assert (saved.title, titles(desk, saved)) == ("后写的", ["先写的"])
    assert next(iter(drafts_at(desk.journal, saved, desk.today()).values())).is_overtaken(saved)
    assert opened(desk, saved).save(opened(desk, saved).shown, RULES).title == "先写的"
    assert desk.journal.drafts.under("note/") == {}


def test_a_change_elsewhere_takes_no_draft_away(desk: Desk) -> None:
    note = noted(desk, "先写的")
    versions = opened(desk, note)
    versions.turn()
    titled(versions, "后写的")
    desk.journal.notes.change(note, lambda there: there.changed(MONDAY, title="别处改的"))
    with pytest.raises(ChangedElsewhere) as raised:
        versions.save(versions.shown, RULES)
    versions.change_elsewhere(raised.value.there)
    assert versions.others[0]["title"] == "别处改的"
    versions.keep()
    there = {one.values["title"]: one for one in drafts_at(desk.journal, note, desk.today()).values()}
    assert there.keys() == {"先写的", "后写的"}
    assert there["先写的"].is_overtaken(versions.note), "it was begun before that change, whatever was kept since"
    assert titles(desk, versions.save(versions.shown, RULES)) == ["先写的"]


def test_the_drafts_of_a_note_that_is_gone_become_those_of_a_new_one_beside_what_lies_there(desk: Desk) -> None:
    titled(opened(desk, None), "新的草稿").keep()
    note = noted(desk, "先写的")
    versions = opened(desk, note)
    versions.turn()
    titled(versions, "后写的").keep()
    desk.journal.notes.remove(note)
    with pytest.raises(Gone):
        versions.keep()
    assert sorted(titles(desk, note)) == ["先写的", "后写的"], "until they lie there they lie here"
    new = versions.as_new(drafts_at(desk.journal, None, desk.today()))
    new.keep()
    assert (titles(desk, None)[0], sorted(titles(desk, None))) == ("后写的", ["先写的", "后写的", "新的草稿"])
    assert titles(desk, note) == []


def test_a_note_that_cannot_be_read_is_not_taken_for_deleted(desk: Desk) -> None:
    note = noted(desk, "先写的")
    (folder,) = desk.journal.files.root.glob("notes")
    for path in folder.iterdir():
        path.unlink()
        path.mkdir()
    titled(opened(desk, note), "后写的").keep()
    assert titles(desk, note) == ["后写的"]


def test_who_saves_what_was_saved_already_gives_the_draft_up_to_the_trash(desk: Desk) -> None:
    versions = opened(desk, noted(desk, "先写的"))
    versions.turn()
    saved = versions.save(versions.shown, RULES)
    assert (saved.title, titles(desk, saved), versions.given_up) == ("原来的", [], 1)
    assert desk.journal.trash.bring_back("drafts", f"note/{saved.uid}")
    assert titles(desk, saved) == ["先写的"]


def test_a_draft_that_another_window_left_meanwhile_is_laid_aside(desk: Desk) -> None:
    versions = opened(desk, None)
    titled(opened(desk, None), "别处写的").keep()
    titled(versions, "这里写的").keep()
    assert titles(desk, None) == ["这里写的", "别处写的"]
