"""The wall's window: it follows the desk, from 30 × 10 up, and shows no key before it is revealed."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest
from textual.pilot import Pilot

from content.lessons import lessons
from desk.desk import Desk
from desk.hosting import Host
from desk.meetings import add_meeting
from desk.session import LiveSession
from desk.session_start import begin, plan
from tests.screens.driving import MONDAY, screen_text, until
from tui.hall import HallApp

SIZES = [(30, 10), (40, 12), (80, 24), (120, 36)]


async def shown(pilot: Pilot[None], *words: str) -> None:
    await until(pilot, lambda: all(one in screen_text(pilot) for one in words))


@pytest.mark.parametrize("size", SIZES)
async def test_the_wall_follows_the_desk_and_shows_the_key_last(tmp_path: Path, size: tuple[int, int]) -> None:
    desk = Desk(tmp_path, clock=lambda: MONDAY)
    meeting = add_meeting(desk, MONDAY.date(), title="学习", from_time=time(9), to_time=time(10))
    async with HallApp(tmp_path).run_test(size=size) as pilot:
        await shown(pilot, "学习还没有开始")
        live = LiveSession(desk, meeting.uid)
        begin(desk, live, meeting, plan(desk, lessons()[0], ("一队", "二队"), "a"))
        host = Host(desk, live)
        await shown(pilot, str(size[1]))  # the last row's number
        host.enter()
        await shown(pilot, "应到")
        host.next_step()
        host.enter()
        await shown(pilot, "举手", "A ")
        assert "正确" not in screen_text(pilot)
        for _letter in range(4):
            host.digit(3)
            host.enter()
        host.enter()
        await shown(pilot, "正确")
        host.blacken()
        await until(pilot, lambda: not screen_text(pilot).strip())
        host.blacken()
        await pilot.press("ctrl+c")
        await shown(pilot, "正确")
        live.end(meeting)
        await shown(pilot, "谢谢大家")
        live.close()
    desk.close()
