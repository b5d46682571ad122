"""Agendas of one's own: kept under a name and begun from, filled by what is studied; a step put in while it runs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

import pytest

from content.agenda_line import HOUR, read
from content.contest_events import PRESET_A
from content.hall import ReadingView, TextView
from content.lessons import lessons, steps_of
from content.session_events import AgendaStep, StepChanged, StepKind
from desk.agendas import insert, keep_agenda, new_step, parts_of
from desk.desk import Desk
from desk.hosting import Host
from desk.meetings import add_meeting
from desk.session import LiveSession
from desk.session_start import begin, plan
from desk.undo import bring_back
from storage.errors import ChangedElsewhere

OWN = read("签到5、重温入党誓词3、学习20、答题10、竞赛12")
LESSON = lessons()[1]


@pytest.fixture
def host(desk: Desk) -> Iterator[Host]:
    meeting = add_meeting(desk, date(2026, 11, 23), title="学习", from_time=time(9, 30), to_time=time(10, 30))
    live = LiveSession(desk, meeting.uid)
    begin(desk, live, meeting, plan(desk, LESSON, ("一队", "二队"), PRESET_A, OWN))
    yield Host(desk, live)
    live.close()


def shape(steps: tuple[AgendaStep, ...]) -> list[tuple[str, str, int]]:
    return [(str(one.kind), one.title if one.kind is StepKind.OTHER else "", one.minutes) for one in steps]


def test_an_agenda_of_ones_own_is_filled_with_what_is_studied(host: Host) -> None:
    steps = host.live.session.steps
    assert shape(steps) == shape(OWN)
    assert (steps[2].material, steps[2].part) == (LESSON.material, LESSON.part)
    assert steps[3].questions == steps[4].questions == LESSON.contest


def test_without_teams_a_contest_is_questions() -> None:
    kinds = [one.kind for one in steps_of(LESSON, has_contest=False, agenda=OWN)]
    assert kinds[3:] == [StepKind.QUIZ, StepKind.QUIZ]
    assert steps_of(LESSON, has_contest=True) == steps_of(LESSON, has_contest=True, agenda=HOUR)


@pytest.mark.slow
def test_the_agenda_of_a_session_begins_another_about_something_else(desk: Desk, host: Host) -> None:
    host.happens(StepChanged(place=1, minutes=6))
    keep_agenda(desk, "支部的", host.live.session.steps)
    kept = Desk(desk.home).journal.agendas.all()["支部的"].steps
    other = plan(desk, lessons()[0], (), PRESET_A, kept)
    assert [one.minutes for one in other.steps] == [5, 6, 20, 10, 12]
    assert other.steps[1].title == "重温入党誓词"
    assert (other.steps[2].material, other.steps[3].questions) == (lessons()[0].material, lessons()[0].contest)


def test_an_agenda_taken_away_comes_back_and_one_kept_anew_meanwhile_stays(desk: Desk) -> None:
    keep_agenda(desk, "旧", HOUR)
    seen = desk.journal.agendas.all()["旧"]
    keep_agenda(desk, "旧", OWN)
    with pytest.raises(ChangedElsewhere):
        desk.journal.agendas.remove("旧", seen)
    now = desk.journal.agendas.all()["旧"]
    desk.journal.agendas.remove("旧", now)
    assert desk.journal.agendas.all() == {}
    assert bring_back(desk, "agendas", "旧")
    assert desk.journal.agendas.all() == {"旧": now}


@pytest.mark.slow
def test_a_step_put_in_comes_next_and_stands_on_the_wall(host: Host) -> None:
    material = host.desk.materials[0].id
    part = parts_of(host.desk, material)[0]
    assert insert(host, new_step(host, StepKind.READING, "", 7, material=material, part=part))
    assert insert(host, new_step(host, StepKind.DISCUSSION, "谁来办；哪天起", 6))
    host.enter()
    host.next_step()
    talk = host.live.hall_state()
    assert isinstance(talk, TextView)
    assert talk.lines == ("谁来办", "哪天起")
    host.next_step()
    read_now = host.live.hall_state()
    assert isinstance(read_now, ReadingView)
    assert read_now.title == part
    assert host.live.session.planned_minutes == sum(one.minutes for one in OWN) + 13


@pytest.mark.slow
def test_questions_of_a_step_put_in_are_such_as_were_not_asked(host: Host) -> None:
    first = new_step(host, StepKind.QUIZ, "", 5)
    assert insert(host, first)
    second = new_step(host, StepKind.HANDS, "", 2)
    planned = {*LESSON.contest, *first.questions}
    assert (len(first.questions), len(second.questions)) == (3, 1)
    assert not planned & set(second.questions)
