"""The wall's window: it follows the desk, from 30 × 10 up, and shows no key before it is revealed."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest
from textual.pilot import Pilot

from content.contest_events import PRESET_A
from content.lessons import lessons
from content.session_events import AgendaStep, SessionOpened, StepBegan, StepKind
from desk.desk import Desk
from desk.hosting import Host
from desk.meetings import add_meeting
from desk.session import LiveSession
from desk.session_start import begin, plan
from storage.hall_file import read_size
from storage.sessions import hall_file
from storage.settings import change_setting
from tests.hostile import HIDING, NEVER
from tests.screens.driving import MONDAY, screen_text, until
from tui.hall import HallApp

SIZES = [(30, 10), (40, 12), (80, 24), (120, 36)]


async def shown(pilot: Pilot[None], *words: str) -> None:
    await until(pilot, lambda: all(one in screen_text(pilot) for one in words))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.slow
async def test_the_wall_follows_the_desk_and_shows_the_key_last(tmp_path: Path, size: tuple[int, int]) -> None:
    desk = Desk(tmp_path, clock=lambda: MONDAY)
    meeting = add_meeting(desk, MONDAY.date(), title="学习", from_time=time(9), to_time=time(10))
    async with HallApp(tmp_path).run_test(size=size) as pilot:
        await shown(pilot, "学习还没有开始")
        live = LiveSession(desk, meeting.uid)
        begin(desk, live, meeting, plan(desk, lessons()[0], ("一队", "二队"), PRESET_A))
        host = Host(desk, live)
        await shown(pilot, str(size[1]))  # the last row's number
        host.enter()
        await shown(pilot, "签到表签名")
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


async def test_no_sign_of_a_session_steers_the_wall_and_an_old_console_gets_plain_ones(tmp_path: Path) -> None:
    change_setting(tmp_path, "signs", "plain")
    desk = Desk(tmp_path, clock=lambda: MONDAY)
    meeting = add_meeting(desk, MONDAY.date(), title="学习", from_time=time(9), to_time=time(10))
    steps = (
        AgendaStep(kind=StepKind.SIGN_IN, minutes=4),
        AgendaStep(kind=StepKind.DISCUSSION, minutes=4, title=f"讨论{HIDING}", points=(f"“谁”去{HIDING}问？",)),
    )
    async with HallApp(tmp_path).run_test(size=(80, 24)) as pilot:
        live = LiveSession(desk, meeting.uid)
        live.begin(SessionOpened(title=f"学习{HIDING}会", branch=f"支部{HIDING}", steps=steps, expected=24))
        await shown(pilot, "应到")
        assert not NEVER & {*screen_text(pilot)}
        assert read_size(hall_file(tmp_path, meeting.uid)) == (80, 24)
        await pilot.resize_terminal(30, 10)
        await until(pilot, lambda: read_size(hall_file(tmp_path, meeting.uid)) == (30, 10))
        live.do(StepBegan(place=1, took_minutes=4))
        await shown(pilot, "讨论", '"谁"去', "问？")
        assert not NEVER & {*screen_text(pilot)}
        live.close()
    desk.close()
