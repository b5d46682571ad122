"""How much of the disk a key press touches, and the look for what other programs wrote."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from storage.journal import Journal
from storage.records import Matter, SelfCheck, StudyNote
from tests.screens.driving import MONDAY, app_on, settle, until, until_shown

EVENTS = {"open", "os.scandir", "os.listdir", "os.rename", "os.remove", "os.link", "os.mkdir"}


class Touched:
    """The paths under a folder that were opened, listed, renamed or asked about, while counting."""

    def __init__(self) -> None:
        self.home = ""
        self.paths: list[str] = []

    def note(self, event: str, path: object) -> None:
        if self.home and event in EVENTS | {"stat"} and str(path).startswith(self.home):
            self.paths.append(f"{event} {str(path).removeprefix(self.home)}")

    @contextmanager
    def counting(self, home: Path) -> Iterator[list[str]]:
        self.home, self.paths = str(home), []
        try:
            yield self.paths
        finally:
            self.home = ""


@pytest.fixture(scope="module")
def hooked() -> Touched:
    """What an audit hook sees; one cannot be taken off again, so that it only looks while somebody counts."""
    touched = Touched()
    sys.addaudithook(lambda event, arguments: touched.note(event, arguments[0] if arguments else ""))
    return touched


@pytest.fixture
def touched(hooked: Touched, monkeypatch: pytest.MonkeyPatch) -> Touched:
    stat = os.stat

    def seen(path: Any, *arguments: Any, **options: Any) -> os.stat_result:
        hooked.note("stat", path)
        return stat(path, *arguments, **options)

    monkeypatch.setattr(os, "stat", seen)
    return hooked


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Three years of records."""
    journal = Journal.open(tmp_path / "home", clock=lambda: MONDAY)
    days = [date(2023, 12, 1) + timedelta(days=number) for number in range(0, 1088, 8)]
    journal.notes.add_many(StudyNote.new(MONDAY, day, title="学") for day in days)
    journal.checks.add_many(
        SelfCheck.new(MONDAY, day, uid=SelfCheck.uid_of(day, "six-donts"), list_id="six-donts", edition="2012")
        for day in days
    )
    journal.matters.add(Matter.new(MONDAY, MONDAY.date(), title="督办件"))
    return tmp_path / "home"


@pytest.mark.slow
async def test_a_key_press_touches_few_paths(home: Path, touched: Touched) -> None:
    app = app_on(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.desk.is_open)
        await pilot.press("1")  # the first save of a day makes its copy
        await until_shown(pilot, "1 / 6")
        await settle(pilot)
        with touched.counting(home) as paths:
            await pilot.press("1")
            await until_shown(pilot, "2 / 6")
        told = [path for path in paths if not path.startswith("os.scandir")]  # the look may fall into it
        assert 10 <= len(told) <= 60, told
        assert not [path for path in paths if "/notes/2026" in path or "/checks/2026-10" in path]


@pytest.mark.slow
async def test_the_look_around_opens_nothing_and_says_nothing_of_ones_own_save(home: Path, touched: Touched) -> None:
    app = app_on(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.desk.is_open)
        await pilot.press("1")
        await until_shown(pilot, "1 / 6")
        await settle(pilot)
        with touched.counting(home) as paths:
            changed = await app.desk.do(app.desk.journal.changed_since_last_look)
            await asyncio.wait_for(app.desk.do(lambda: None), 10)
        assert changed == frozenset()
        assert paths
        assert not [path for path in paths if path.startswith("open")]
