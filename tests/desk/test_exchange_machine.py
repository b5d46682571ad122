"""Three computers on a real disk over one stick: whatever happens to folders and files, nothing unseen is lost.

The same rules without a disk, in far more cases: `tests/storage/test_exchanging.py`.
"""

from __future__ import annotations

import itertools
import json
import shutil
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from desk.backups import back_up, bring_back_from, look_into
from desk.desk import Desk
from desk.doctor import mend
from desk.exchange import decide, exchange, look_at_folder, undecided
from desk.undoing import last_bringing_back, look_at_undoing, undo_bringing_back
from storage.checking import faults
from storage.errors import NotRead
from storage.journal import Journal
from storage.records import Matter, MatterState, StudyNote, Template

AT, DAY = datetime(2026, 11, 23, 9, tzinfo=UTC), date(2026, 11, 23)


class OnDisk(RuleBasedStateMachine):
    """Work, deletions, decisions, backups and copies at three computers; a stick on which anything may happen."""

    which = st.integers(0, 2)

    def __init__(self) -> None:
        super().__init__()
        self.top = Path(tempfile.mkdtemp())
        self.stick = self.top / "stick"
        self.stick.mkdir()
        self.homes = [self.top / name for name in ("office", "home", "laptop")]
        self.numbers = itertools.count(1)
        self.expected: set[str] = set()  # titles that nobody changed, deleted or decided against where they stood
        self.writer: dict[str, int] = {}  # who wrote which, or put it back
        self.over_elsewhere: set[str] = set()  # titles that another than the first changed or deleted
        self.sent: set[str] = set()  # titles that lie on the stick, or lay there until one who saw them changed them
        self.is_cut = False  # whether a file of the first was cut and not mended at once
        self.taken: list[set[str]] = [set(), set(), set()]  # of each, the records that a damaged file took
        self.last = 0  # the number of the last title
        self.kept_at = self.brought_at = 0  # the last title when the backup was made, and when it was brought back

        for _record in range(3):
            self.write(0)
        for one in range(3):
            self.go(one)

    def desk(self, which: int) -> Desk:
        return Desk(self.homes[which], clock=lambda: AT)

    def journal(self, which: int) -> Journal:
        """What a desk has, where no more of it is needed: it reads the lists of don'ts too."""
        return Journal.open(self.homes[which], clock=lambda: AT)

    def title(self, which: int) -> str:
        self.last = next(self.numbers)
        self.writer[title := f"t{self.last}"] = which
        return title

    def over(self, which: int, title: str) -> None:
        """A title was changed or deleted there: where it comes back in place of a lost one, that goes before it."""
        self.expected.discard(title)
        if which:
            self.over_elsewhere.add(title)

    def come_back(self, which: int, titles: set[str]) -> None:
        """What was put back is a new writing of who did it, and stands there alone until the next exchange.

        That it was changed or deleted, by one who had seen it, may be told already: then no other has it any more.
        """
        self.expected |= titles
        self.sent -= titles
        self.writer |= dict.fromkeys(titles, which)

    def standing(self, which: int) -> set[str]:
        journal = self.journal(which)
        found = {one.title for shelf in (journal.notes, journal.matters) for one in shelf.all()}
        return found | {one.fields["title"] for one in journal.templates.all().values()}

    def waiting(self, which: int) -> list[dict[str, Any]]:
        """What waits for a decision, also while it is not shown: where what stood was lost, until an exchange."""
        file = self.homes[which] / "exchange" / "unsettled.json"
        return list(json.loads(file.read_bytes())["records"].values()) if file.exists() else []

    def titles(self, which: int) -> set[str]:
        """What stands there, and what waits for a decision."""
        others = [one["document"] for one in self.waiting(which) if one["document"] is not None]
        return self.standing(which) | {one["title"] if "title" in one else one["fields"]["title"] for one in others}

    def uids(self, which: int) -> list[str]:
        """What stands there in the files themselves; of what stands twice each."""
        paths = [path for kind in ("notes", "matters") for path in sorted((self.homes[which] / kind).glob("*.json"))]
        return [uid for path in paths for uid in json.loads(path.read_bytes())["records"]]

    def go(self, which: int) -> None:
        desk = self.desk(which)
        exchange(desk, look_at_folder(desk, self.stick))
        self.sent |= self.titles(which)

    def others_since(self, number: int, which: int, titles: set[str]) -> set[str]:
        """Of titles those that another computer wrote after the one of that number."""
        return {one for one in titles if int(one[1:]) > number and self.writer[one] != which}

    @rule(which=which)
    def write(self, which: int) -> None:
        journal, title = self.journal(which), self.title(which)
        self.expected.add(title)
        if int(title[1:]) % 2:
            journal.notes.add(StudyNote.new(AT, DAY, title=title))
        else:
            journal.matters.add(Matter.new(AT, DAY, title=title))

    @rule(which=which, place=st.integers(0, 5))
    def change(self, which: int, place: int) -> None:
        journal = self.journal(which)
        if notes := journal.notes.all():
            note, title = notes[place % len(notes)], self.title(which)
            journal.notes.change(note, lambda old: old.changed(AT, title=title))
            self.over(which, note.title)
            self.expected.add(title)

    @rule(which=which, place=st.integers(0, 5))
    def change_on_two(self, which: int, place: int) -> None:
        for one in (which, (which + 1) % 3):
            self.change(one, place)
            self.go(one)

    @rule(which=which, place=st.integers(0, 5))
    def settle(self, which: int, place: int) -> None:
        journal = self.journal(which)
        if matters := journal.matters.open():
            matter, title = matters[place % len(matters)], self.title(which)
            journal.matters.change(
                matter, lambda old: old.changed(AT, title=title, state=MatterState.SETTLED, closed_day=DAY)
            )
            self.over(which, matter.title)
            self.expected.add(title)

    @rule(which=which, place=st.integers(0, 5))
    def delete(self, which: int, place: int) -> None:
        shelf = self.journal(which).notes
        if notes := shelf.all():
            shelf.remove(note := notes[place % len(notes)])
            self.over(which, note.title)
            self.taken[which].discard(note.uid)

    @rule(which=which)
    def change_what_has_no_revision(self, which: int) -> None:
        templates, title = self.journal(which).templates, self.title(which)
        if (old := templates.get("note")) is not None:
            self.over(which, old.fields["title"])
        templates.put("note", Template(fields={"title": title}))
        self.expected.add(title)

    @rule(which=which, place=st.integers(0, 5))
    def settle_delete_and_put_back(self, which: int, place: int) -> None:
        """What was settled is deleted, and comes back from the trash after an exchange, whatever stands there then."""
        journal = self.journal(which)
        self.settle(which, place)
        closed = [one for one in journal.matters.all() if one.state is MatterState.SETTLED]
        if not closed:
            return
        journal.matters.remove(matter := closed[place % len(closed)])
        self.over(which, matter.title)
        self.go(which)
        journal = self.journal(which)
        before, stood = self.titles(which), self.standing(which)
        is_asked = matter.uid in {one["uid"] for one in self.waiting(which)}
        lying = next(one for one in journal.trash.items() if one.record_uid == matter.uid)
        journal.trash.restore(lying.uid)
        gone = before - self.titles(which)
        self.expected -= set() if is_asked else gone
        self.come_back(which, self.standing(which) - stood)

    @rule(which=which, place=st.integers(0, 5), is_mended=st.booleans(), length=st.integers(0, 30))
    def hurt(self, which: int, place: int, is_mended: bool, length: int) -> None:
        """A file of records is cut: what lies on the stick is not lost, and what was deleted does not come back.

        What an earlier cut took and nobody mended does, as old as it stands anywhere.
        """
        home = self.homes[which]
        names = ("matters/open.json", f"matters/{DAY.year}.json", "notes/2026-11.json", "templates.json")
        paths = [home / name for name in names if (home / name).exists()]
        if not paths:
            return
        before, path = self.titles(which), paths[place % len(paths)]
        stood = {one.uid for one in self.records(which)}
        path.write_bytes(path.read_bytes()[:length])
        if is_mended:
            mend(self.desk(which))
        else:
            self.write(which)
            self.is_cut |= not which
        new = "" if is_mended else f"t{self.last}"
        stand = self.records(which)
        came = [one for one in stand if one.uid not in stood | self.taken[which] and one.title != new]
        assert not came, (came, new, path)
        self.taken[which] = (self.taken[which] | stood) - {one.uid for one in stand}
        self.expected -= before - self.titles(which) - self.sent

    def records(self, which: int) -> list[StudyNote | Matter]:
        journal = self.journal(which)
        return [*journal.notes.all(), *journal.matters.all()]

    @rule(which=which)
    def take_along(self, which: int) -> None:
        self.go(which)

    @rule(which=which, choice=st.integers(0, 1))
    def choose(self, which: int, choice: int) -> None:
        desk = self.desk(which)
        if waiting := undecided(desk):
            before = self.titles(which)
            decide(desk, waiting[0], choice)
            self.expected -= before - self.titles(which)

    @rule(place=st.integers(0, 5), length=st.integers(0, 400))
    def cut(self, place: int, length: int) -> None:
        """What else is on the stick is cut, beside the sound one: its writer writes the next one whole."""
        files = sorted(self.stick.iterdir())
        if files:
            data = files[place % len(files)].read_bytes()
            (self.stick / "cut.exchange").write_bytes(data[:length])

    @rule(place=st.integers(0, 5))
    def keep_an_old_one(self, place: int) -> None:
        files = [path for path in sorted(self.stick.iterdir()) if path.name.startswith("sixdonts-")]
        if files:
            shutil.copy(files[place % len(files)], self.stick / f"old{place}.exchange")

    @precondition(lambda self: any(self.homes[0].glob("notes/*")))
    @rule()
    def bring_back_from_a_backup(self) -> None:
        """What the backup says is what the person wants now; what waited for a decision then is nobody's wish."""
        desk, kept = self.desk(0), self.top / "kept.zip"
        if kept.exists():
            before, stood = self.titles(0), self.standing(0)
            bring_back_from(desk, look_into(desk, str(kept)))
            gone = before - self.titles(0)
            asked = self.others_since(self.kept_at, 0, gone)
            self.expected -= gone - asked
            self.come_back(0, self.standing(0) - stood - self.over_elsewhere)
            self.brought_at = self.last
            kept.unlink()
        else:
            back_up(desk, kept)
            self.kept_at = self.last

    @precondition(lambda self: self.brought_at)
    @rule()
    def undo(self) -> None:
        """Undoing takes back what was brought back, and nothing that another computer wrote since."""
        desk = self.desk(0)
        if last_bringing_back(desk) is None:
            return
        before, stood = self.titles(0), self.standing(0)
        try:
            listed = {str(one.here) for one in look_at_undoing(desk).overwritten}
        except NotRead:  # a cut file that nobody mended was kept as it was: what was in it nobody knows
            assert self.is_cut
            return
        undo_bringing_back(desk)
        gone = before - self.titles(0)
        asked = self.others_since(self.brought_at, 0, gone)
        assert all(any(f"'{title}'" in one for one in listed) for title in asked)
        self.expected -= gone - asked
        self.come_back(0, self.standing(0) - stood - self.over_elsewhere)
        self.brought_at = self.last

    @rule()
    def move_to_a_copy(self) -> None:
        """The third goes on in a copy of its folder; the folder itself is used no more."""
        if self.homes[2].exists():
            copied = self.top / f"copy{next(self.numbers)}"
            shutil.copytree(self.homes[2], copied)
            self.homes[2] = copied

    def teardown(self) -> None:
        try:
            for which in range(3):
                mend(self.desk(which))
            for _round in range(3):
                for which in range(3):
                    self.go(which)
            said = [self.titles(which) for which in range(3)]
            assert said[0] == said[1] == said[2]
            assert self.expected <= said[0]
            assert list(faults(self.homes[self.last % 3])) == []  # of one: it reads all banks too
            for which in range(3):
                assert len(uids := self.uids(which)) == len(set(uids))
            for conflict in undecided(self.desk(1)):
                decide(self.desk(1), conflict, 0)
            for which in (1, 0, 2, 1):
                self.go(which)
            assert [undecided(self.desk(which)) for which in range(3)] == [[], [], []]
            assert self.titles(0) == self.titles(1) == self.titles(2)
        finally:
            shutil.rmtree(self.top, ignore_errors=True)


@pytest.mark.slow
def test_three_computers_on_a_disk_end_equal() -> None:
    phases = (Phase.explicit, Phase.generate)  # what fails is not made smaller: that takes minutes
    settled = settings(max_examples=20, stateful_step_count=20, deadline=None, phases=phases)
    run_state_machine_as_test(OnDisk, settings=settled)
