"""The steps of a session at the host's desk: pages of each step, who is there, and what is not passed over unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

import pytest

from content.contest_events import PRESET_B
from content.hall import ReadingView
from content.lessons import lessons
from content.session_events import AgendaStep, PageTurned, StepKind
from desk.desk import Desk
from desk.hosting import Host
from desk.meetings import add_meeting
from desk.session import LiveSession
from desk.session_start import begin, plan
from storage.records import Meeting

AGENDA = tuple(
    AgendaStep(kind=kind, minutes=5)
    for kind in (StepKind.SIGN_IN, StepKind.READING, StepKind.DISCUSSION, StepKind.READING, StepKind.CONTEST)
)


@pytest.fixture
def meeting(desk: Desk) -> Meeting:
    return add_meeting(desk, date(2026, 11, 23), title="代表法", from_time=time(9, 30), to_time=time(10, 30))


@pytest.fixture
def host(desk: Desk, meeting: Meeting) -> Iterator[Host]:
    live = LiveSession(desk, meeting.uid)
    begin(desk, live, meeting, plan(desk, lessons()[1], ("一队", "二队", "三队"), PRESET_B, AGENDA))
    host = Host(desk, live)
    host.enter()  # the test picture
    yield host
    live.close()


def test_a_second_reading_of_the_same_material_begins_at_its_first_page(host: Host) -> None:
    host.next_step()
    last = len(host.live.pages()) - 1
    host.turn(1)
    assert host.live.page == 1
    host.next_step()
    host.next_step()
    assert host.live.page == 0
    seen = host.live.hall_state()
    assert isinstance(seen, ReadingView)
    assert seen.page == 0
    assert last > 0


def test_a_page_that_is_not_there_any_more_is_the_last_one_and_left_turns_back_from_it(host: Host) -> None:
    host.next_step()
    last = len(host.live.pages()) - 1
    host.live.do(PageTurned(page=last + 7))
    assert host.live.page == last
    host.turn(-1)
    assert host.live.page == last - 1
