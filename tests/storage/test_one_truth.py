"""What the quick reader says is what the journal says: whatever was written, broken off, or the clock was set to."""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.calendar import PUBLISHED
from content.catalog import Catalog
from content.marks import DontLists, Mark
from content.workdays import LeaveKind
from storage.files import Files
from storage.glance import COUNTED, LOOK_BACK_DAYS, Glance, GlanceMatter, glance, with_check
from storage.journal import Journal
from storage.records import Leave, Matter, MatterState, NoteKind, Remark, SelfCheck, SittingKind, StudyNote, local_day
from storage.sitting import Sitting, overview, plan_for
from tests.lists import a_list
from tests.storage.conftest import _fails
from tests.storage.test_sitting import answer

BEGIN = datetime(2026, 11, 23, 9, tzinfo=UTC)
LIST = a_list("six-donts", "delay", "error", "cold")
LISTS = DontLists(LIST)
CATALOG = Catalog.shipped()
CAP = 8
FIELDS = (
    "marks", "sentences", "late", "changed", "firm", "complete_days", "open_matters", "due_reviews", "counted_minutes",
    "self_minutes", "leaves",
)  # fmt: skip


class Killed(BaseException):
    """The process ends here."""


class History:
    """A person's programs one after another, at a clock that can be set."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.now = BEGIN
        self.journal = self.opened()

    def opened(self) -> Journal:
        """The program started again."""
        return Journal.open(self.home, clock=self.clock)

    def clock(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    @property
    def today(self) -> date:
        return local_day(self.now)

    def mark(self, item: str, mark: Mark | None, back: int) -> None:
        day, at = self.today - timedelta(days=back), self.clock()
        uid = SelfCheck.uid_of(day, LIST.id)

        def edit(old: SelfCheck | None) -> SelfCheck:
            old = old or SelfCheck.new(at, day, uid=uid, list_id=LIST.id, edition="1")
            return old.answered(at, item, mark=mark, sentence="说明" if mark is Mark.PARTLY else "")

        self.journal.checks.edit(uid, day, edit)

    def matter(self, due_in: int | None) -> None:
        due = None if due_in is None else self.today + timedelta(days=due_in)
        self.journal.matters.add(Matter.new(self.clock(), self.today, title="督办件", due_day=due, given_by="张主任"))

    def settle(self) -> None:
        for matter in self.journal.matters.open()[:1]:
            self.journal.matters.settle(
                matter, lambda old: old.changed(self.now, state=MatterState.SETTLED, closed_day=self.today), PUBLISHED
            )

    def discard(self) -> None:
        for matter in self.journal.matters.open()[:1]:
            self.journal.matters.remove(matter)

    def reopen(self) -> None:
        settled = [one for one in self.journal.matters.all() if one.state is MatterState.SETTLED]
        for matter in settled[:1]:
            self.journal.matters.change(
                matter, lambda old: old.changed(self.now, state=MatterState.OPEN, closed_day=None)
            )

    def note(self, kind: NoteKind, minutes: int, back: int) -> None:
        day = self.today - timedelta(days=back)
        self.journal.notes.add(StudyNote.new(self.clock(), day, title="学", kind=kind, minutes=minutes))

    def leave(self, days: int) -> None:
        last = self.today + timedelta(days=days)
        self.journal.leaves.add(Leave.new(self.clock(), self.today, last_day=last, reason="休假", kind=LeaveKind.WHOLE))

    def review(self, kind: SittingKind, rights: list[bool], is_closed: bool) -> None:
        seen = overview(self.journal, CATALOG, self.now, CAP)
        sitting = Sitting(self.journal, CATALOG, self.clock, plan_for(kind, seen, CATALOG, self.now))
        for rightly in itertools.islice(rights, len(sitting.questions)):
            answer(sitting, rightly=rightly)
        if is_closed:
            sitting.close()

    def set_aside(self) -> None:
        aside = {one.question_id for one in self.journal.remarks.all()}
        names = [name for name in overview(self.journal, CATALOG, self.now, CAP).standings if name not in aside]
        self.journal.remarks.add_many(
            Remark.new(self.clock(), self.today, uid=Remark.uid_of(name), question_id=name, set_aside=True)
            for name in names[:1]
        )

    def set_clock(self, days: int) -> None:
        self.now += timedelta(days=days)

    def start_again(self) -> None:
        self.journal = self.opened()


def as_glanced(history: History, day: date) -> dict[str, Any]:
    seen = glance(history.home, history.today, LISTS, PUBLISHED, now=history.now, day=day, cap=CAP)
    assert seen.damaged == ()
    first = glance(history.home, history.today, LISTS, PUBLISHED, now=history.now, day=day, is_counted=False)
    assert first == seen._replace(
        complete_days=frozenset(), due_reviews=0, counted_minutes=0, self_minutes=0, is_counted=False
    )
    return {name: getattr(seen, name) for name in FIELDS}


def as_recorded(history: History, day: date) -> dict[str, Any]:
    """The same from the records, read by a program that completes nothing."""
    journal, today = Journal(Files(history.home, lambda: history.now)), history.today
    items = {dont.id for dont in LIST.donts}
    check = journal.checks.get(SelfCheck.uid_of(day, LIST.id), day)
    answers = [one for one in check.answers if one.item in items] if check else []
    said = [one for one in answers if one.mark or one.sentence]
    first = today - timedelta(days=LOOK_BACK_DAYS - 1)
    recent = [one for one in journal.checks.all() if first <= one.day <= today]
    notes = [one for one in journal.notes.all() if one.day.year == today.year]
    removed = {one.question_id for one in journal.remarks.all() if one.set_aside}
    return {
        "marks": {one.item: one.mark for one in answers if one.mark},
        "sentences": {one.item: one.sentence for one in answers if one.sentence},
        "late": {one.item for one in said if check and check.is_late(one)},
        "changed": {one.item for one in answers if one.earlier},
        "firm": {one.item for one in answers if check and check.keeps_old(local_day(history.now), one.item)},
        "complete_days": {one.day for one in recent if all(one.mark(item) for item in items)},
        "open_matters": tuple(
            GlanceMatter(one.uid, one.title, one.due_day, one.given_by)
            for one in sorted(journal.matters.open(), key=lambda one: (not one.due_day, one.due_day or today, one.uid))
        ),
        "due_reviews": len(overview(journal, CATALOG.changed({}, removed), history.now, CAP).reviews),
        "counted_minutes": sum(one.minutes for one in notes if one.kind in COUNTED),
        "self_minutes": sum(one.minutes for one in notes if one.kind is NoteKind.SELF),
        "leaves": tuple(sorted((one.day, one.last_day, one.kind) for one in journal.leaves.all())),
    }


back = st.integers(0, 3)
marks = st.none() | st.sampled_from(Mark)
REVIEWS = st.tuples(
    st.just("review"),
    st.sampled_from([SittingKind.DAILY, SittingKind.REVIEW]),
    st.lists(st.booleans(), min_size=1, max_size=5),
    st.booleans(),
)
CLOCKS = st.tuples(st.just("set_clock"), st.integers(-40, 40) | st.sampled_from([-1, 1, 400, -400]))
STEPS = st.one_of(
    st.tuples(st.just("mark"), st.sampled_from(["delay", "error", "cold"]), marks, back),
    st.tuples(st.just("matter"), st.none() | st.integers(-3, 30)),
    st.tuples(st.just("settle")),
    st.tuples(st.just("discard")),
    st.tuples(st.just("note"), st.sampled_from(NoteKind), st.integers(0, 300), st.integers(0, 400)),
    st.tuples(st.just("leave"), st.integers(0, 5)),
    REVIEWS,
    st.tuples(st.just("set_aside")),
    CLOCKS,
    st.tuples(st.just("start_again")),
)
KILLS = st.none() | st.tuples(st.sampled_from(["replace", "fsync", "link", "unlink"]), st.integers(1, 6))


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(
    steps=st.lists(st.tuples(STEPS, KILLS), min_size=3, max_size=14)
    | st.lists(st.tuples(REVIEWS | CLOCKS, KILLS), min_size=3, max_size=8),  # the schedule lags behind the answers
    late=back,
)
def test_a_glance_says_what_the_journal_says(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[tuple[Any, ...], tuple[str, int] | None]], late: int
) -> None:
    history = History(tmp_path_factory.mktemp("history") / "home")
    for (name, *arguments), kill in steps:
        broken = _fails(kill[0], Killed(), call=kill[1]) if kill else contextlib.nullcontext()
        try:
            with broken:
                getattr(history, name)(*arguments)
        except Killed:
            day = history.today - timedelta(days=late)
            assert as_glanced(history, day) == as_recorded(history, day)
            history.start_again()
        day = history.today - timedelta(days=late)
        assert as_glanced(history, day) == as_recorded(history, day)


def test_killed_in_a_review_both_say_what_is_left(tmp_path: Path) -> None:
    history = History(tmp_path / "home")
    history.review(SittingKind.DAILY, [True] * 5, True)
    history.set_clock(30)
    assert as_glanced(history, history.today)["due_reviews"] == 5
    history.review(SittingKind.REVIEW, [True, True, False], False)
    history.start_again()
    assert as_glanced(history, history.today)["due_reviews"] == 2
    assert as_recorded(history, history.today)["due_reviews"] == 2


@contextlib.contextmanager
def between_two_reads(name: str, call: int, act: Callable[[], object]) -> Iterator[None]:
    """At that call of `os.open` or `os.listdir` something else happens first."""
    original, calls = getattr(os, name), itertools.count(1)

    def late(*args: Any, **kwargs: Any) -> Any:
        if next(calls) == call:
            act()
        return original(*args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, name, late)
        yield


MOVES = st.sampled_from(["settle", "discard", "reopen"])  # each is a change of two files


@settings(max_examples=20, deadline=None)
@given(
    before=st.lists(STEPS, max_size=6),
    move=MOVES,
    kill=KILLS,
    read=st.tuples(st.sampled_from(["open", "listdir"]), st.integers(1, 8)),
)
@pytest.mark.slow
def test_a_glance_says_what_the_journal_says_whatever_happens_between_two_of_its_reads(
    tmp_path_factory: pytest.TempPathFactory,
    before: list[tuple[Any, ...]],
    move: str,
    kill: tuple[str, int] | None,
    read: tuple[str, int],
) -> None:
    history = History(tmp_path_factory.mktemp("between") / "home")
    for name, *arguments in [("matter", 3), ("matter", None), ("settle",), *before]:
        getattr(history, name)(*arguments)

    def happens() -> None:
        broken = _fails(kill[0], Killed(), call=kill[1]) if kill else contextlib.nullcontext()
        with contextlib.suppress(Killed), broken:
            getattr(history, move)()

    with between_two_reads(*read, happens):
        seen = glance(history.home, history.today, LISTS, PUBLISHED, now=history.now, cap=CAP)
    assert {name: getattr(seen, name) for name in FIELDS} == as_recorded(history, history.today)


@settings(max_examples=25, deadline=None)
@given(
    changes=st.lists(st.tuples(st.sampled_from(["delay", "error", "cold"]), marks), min_size=1, max_size=8),
    passed=st.lists(st.integers(0, 2), min_size=8, max_size=8),
)
@pytest.mark.slow
def test_a_glance_after_a_save_is_what_the_files_say(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, Mark | None]], passed: list[int]
) -> None:
    history = History(tmp_path_factory.mktemp("saved") / "home")
    day = history.today
    uid = SelfCheck.uid_of(day, LIST.id)

    def look() -> Glance:
        return glance(history.home, history.today, LISTS, PUBLISHED, now=history.now, day=day, cap=CAP)

    for (item, mark), days in zip(changes, passed, strict=False):
        history.set_clock(days)
        before = look()
        history.mark(item, mark, (history.today - day).days)
        check = history.journal.checks.get(uid, day)
        assert check is not None
        after = with_check(before, check.model_dump(mode="json"), LIST, day, history.today, LISTS.unit_on(day))
        assert after == look()
