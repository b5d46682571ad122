"""The dated copies: one before the first save of a day, seven kept."""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.backup import KEPT, KEPT_IN_ALL, NEAR, copies, copy_of_the_day, days_of_use
from storage.clock import local_day
from storage.journal import Journal
from storage.records import StudyNote

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = date(2026, 11, 23)
Fails = Callable[..., AbstractContextManager[list[int]]]


def add(journal: Journal, title: str) -> None:
    journal.notes.add(StudyNote.new(journal.files.clock(), DAY, title=title))


def titles(folder: Path) -> list[str]:
    return [note.title for note in Journal.open(folder).notes.all()]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_the_copy_holds_what_was_there_before_the_day(home: Path, clock: Any) -> None:
    journal = Journal.open(home, clock=clock)
    add(journal, "一")
    clock.now += timedelta(days=1)
    for title in "二三四":
        add(journal, title)
    add(Journal.open(home, clock=clock), "五")
    assert titles(copies(home)[-1]) == ["一"]
    assert titles(home) == ["一", "二", "三", "四", "五"]


def test_a_copy_opens_as_a_journal_and_holds_no_leftovers(home: Path, clock: Any) -> None:
    journal = Journal.open(home, clock=clock)
    add(journal, "一")
    add(journal, "二")
    (home / "settings.toml").write_text('theme = "ink"\n')
    clock.now += timedelta(days=1)
    add(journal, "三")
    copy = copies(home)[-1]
    assert {path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file()} == {
        "format.json",
        "notes/2026-11.json",
        "settings.toml",
    }


def test_settings_edited_in_place_do_not_change_the_copy(home: Path, clock: Any) -> None:
    home.mkdir()
    (home / "settings.toml").write_text('theme = "ink"\n')
    add(Journal.open(home, clock=clock), "一")
    (home / "settings.toml").write_text('theme = "paper"\n')
    assert (copies(home)[-1] / "settings.toml").read_text() == 'theme = "ink"\n'


def test_seven_are_kept(home: Path, clock: Any) -> None:
    journal = Journal.open(home, clock=clock)
    for number in range(12):
        add(journal, str(number))
        clock.now += timedelta(days=1)
    assert len(copies(home)) == 7
    assert titles(copies(home)[-1]) == [str(number) for number in range(11)]


def test_after_a_clock_set_wrong_today_is_still_copied(home: Path, clock: Any) -> None:
    journal = Journal.open(home, clock=clock)
    for _ in range(9):
        add(journal, "真的")
        clock.now += timedelta(days=1)
    true = [copy.name for copy in copies(home)]
    assert len(true) == 7
    today, clock.now = clock.now, datetime(2099, 1, 1, 9, tzinfo=UTC)
    for _ in range(9):
        add(journal, "未来")
        clock.now += timedelta(days=1)
    assert [copy.name for copy in copies(home)][:7] == true  # a clock years ahead crowds out none
    clock.now = today
    add(journal, "今天")
    names = [copy.name for copy in copies(home)]
    assert names[:7] == [*true[1:], local_day(today).isoformat()]


def used(home: Path, *days: date) -> list[str]:
    """The copies after these days of use, in this order."""
    home.mkdir(exist_ok=True)
    (home / "format.json").write_text('{"format": 1}')
    for day in days:
        copy_of_the_day(home, day)
    return [copy.name for copy in copies(home)]


REAL = [DAY - timedelta(days=back) for back in reversed(range(KEPT))]
REAL_NAMES = {day.isoformat() for day in REAL}
ELSEWHERE = st.integers(-800, 800).filter(lambda days: not -(NEAR.days + KEPT) <= days <= NEAR.days)


@pytest.mark.slow
@settings(max_examples=60)
@given(
    before=st.lists(st.integers(-800, 800), max_size=40),
    jumps=st.lists(ELSEWHERE, max_size=KEPT_IN_ALL - KEPT),
)
def test_whatever_the_clock_jumps_to_the_copies_of_the_last_real_days_stay(before: list[int], jumps: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        used(home, *(DAY + timedelta(days=days) for days in before), *REAL)
        names = used(home, *(DAY + timedelta(days=days) for days in jumps))
        assert set(names) >= REAL_NAMES
        assert len(names) <= KEPT_IN_ALL


@pytest.mark.parametrize("jump", [-3650, -183, -30, 30, 183, 3650])
def test_a_clock_wrong_for_a_week_and_right_again_leaves_the_copies_of_the_last_real_days(
    home: Path, jump: int
) -> None:
    used(home, *REAL)
    wrong = [DAY + timedelta(days=jump + number) for number in range(KEPT)]
    assert set(used(home, *wrong)) >= REAL_NAMES
    again = [DAY + timedelta(days=1 + number) for number in range(KEPT)]
    names = used(home, *again)
    assert {day.isoformat() for day in again} <= set(names)
    assert not REAL_NAMES & set(names)  # seven newer ones of their time are there


def test_the_day_a_wrong_clock_showed_long_ago_is_copied_when_it_comes(home: Path) -> None:
    used(home, DAY)
    (home / "sent.json").write_text("{}")
    used(home, *(DAY + timedelta(days=number) for number in range(100, 161)), DAY)
    assert (home / "copies" / DAY.isoformat() / "sent.json").exists()


def test_copies_whose_order_is_not_known_go_by_their_days(home: Path) -> None:
    used(home, *REAL)
    (home / "copies" / "days.txt").write_text("昨天\n", encoding="utf-8")
    assert days_of_use(home) == []
    assert used(home, DAY + timedelta(days=1))[0] == REAL[1].isoformat()


@pytest.mark.parametrize("code", [errno.EPERM, errno.EMLINK])
def test_without_links_the_files_are_copied(home: Path, clock: Any, fails: Fails, code: int) -> None:
    journal = Journal.open(home, clock=clock)
    add(journal, "一")
    clock.now += timedelta(days=1)
    with fails("link", OSError(code, "no links here"), for_good=True):
        add(journal, "二")
    assert titles(copies(home)[-1]) == ["一"]
    assert titles(home) == ["一", "二"]


def test_a_copy_that_cannot_be_made_is_said_and_stops_no_save(home: Path, clock: Any) -> None:
    journal = Journal.open(home, clock=clock)
    add(journal, "一")
    shutil.rmtree(home / "copies")
    (home / "copies").write_text("in the way")
    clock.now += timedelta(days=1)
    add(journal, "二")
    assert titles(home) == ["一", "二"]
    assert [notice.kind for notice in journal.notices] == ["copy"]


def test_the_copy_of_the_day_waits_for_the_disk_a_few_times_however_much_there_is(home: Path, fails: Fails) -> None:
    used(home, DAY - timedelta(days=1))
    for kind in ("checks", "notes", "attempts", "looks", "matters", "branch/roster", "branch/originals"):
        (home / kind).mkdir(parents=True)
        for number in range(20):
            (home / kind / f"{number}.json").write_text("{}")
    with fails("fsync", OSError(), call=-1) as calls:
        names = used(home, DAY)
    assert names[-1] == DAY.isoformat()
    assert calls[0] <= 3
