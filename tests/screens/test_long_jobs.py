"""A screen while a long job is under way: it says so, its keys answer, and a mark elsewhere is painted."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from screens.kit.base import Room
from storage.journal import Journal
from tests.screens.driving import MONDAY, app_on, settle, until, until_shown
from tui.app import SixdontsApp


class Held:
    """A long job that a test holds."""

    def __init__(self) -> None:
        self.begun, self.go_on = threading.Event(), threading.Event()
        self.after: list[str] = []

    def job(self, _beside: object) -> str:
        self.begun.set()
        assert self.go_on.wait(20)
        return "made"

    async def step(self, room: Room) -> None:
        self.after.append(str(await room.attempt_long(self.job)))


def room_of(app: SixdontsApp) -> Room:
    assert isinstance(app.screen, Room)
    return app.screen


@pytest.mark.slow
async def test_a_mark_is_painted_and_saved_while_a_long_job_is_held(tmp_path: Path) -> None:
    app, held = app_on(tmp_path), Held()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("f3")
        await until(pilot, lambda: room_of(app).NAME == "study")
        study = room_of(app)
        study.begin(held.step, study)
        await until(pilot, held.begun.is_set)
        await until_shown(pilot, "正在处理")
        await pilot.press("5")  # another step waits its turn, and that is said
        await until_shown(pilot, "还在处理")
        await pilot.press("f2", "1")
        await until_shown(pilot, "已对照 1 / 6")
        assert held.after == []
        [check] = Journal.open(tmp_path).checks.all()
        assert check.day == MONDAY.date()
        held.go_on.set()
        await until(pilot, lambda: held.after == ["made"])


async def test_a_step_whose_room_was_left_asks_nothing_over_another_room(tmp_path: Path) -> None:
    app, held, asked = app_on(tmp_path), Held(), list[Any]()

    async def step(room: Room) -> None:
        from screens.kit.tell import TellDialog

        await held.step(room)
        asked.append(room.asks_on)
        await room.ask(TellDialog("问", "问"))

    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("f3")
        await until(pilot, lambda: room_of(app).NAME == "study")
        room_of(app).begin(step, room_of(app))
        await until(pilot, held.begun.is_set)
        await pilot.press("f2")
        await until(pilot, lambda: room_of(app).NAME == "today")
        held.go_on.set()
        await until(pilot, lambda: asked == [False])
        await settle(pilot)
        assert room_of(app).NAME == "today"


async def test_the_program_ends_at_once_while_a_long_job_reads(tmp_path: Path) -> None:
    app, held = app_on(tmp_path), Held()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        room_of(app).begin(held.step, room_of(app))
        await until(pilot, held.begun.is_set)
        await pilot.press("ctrl+q")
    assert app.desk.left_reading
    held.go_on.set()
    assert held.after == []
