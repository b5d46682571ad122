"""A meeting's record: who is counted, how many minutes it is for whom, what cannot be."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from storage.journal import Journal
from storage.records import (
    Attendance,
    AttendanceStatus,
    Decision,
    MakeUp,
    Meeting,
    Vote,
    made_up_minutes,
    minutes_of,
)

AT = datetime(2026, 11, 3, 4, tzinfo=UTC)
DAY = date(2026, 11, 3)


def meeting(*people: Attendance, **fields: Any) -> Meeting:
    times = {"from_time": time(9, 30), "to_time": time(10, 30)}
    return Meeting.new(AT, DAY, **{"title": "代表法学习", "attendance": people, **times, **fields})


def one(name: str, status: AttendanceStatus = AttendanceStatus.PRESENT, **fields: Any) -> Attendance:
    return Attendance(person=name, name=name, status=status, **fields)


def test_on_leave_and_absent_are_expected_and_observers_are_not() -> None:
    found = meeting(*(one(f"{number}", status) for number, status in enumerate(AttendanceStatus)))
    assert (found.expected, found.present) == (4, 2)


@pytest.mark.parametrize(("signed_in", "is_unsettled"), [(None, False), (2, False), (1, True), (0, True), (3, True)])
def test_a_meeting_is_unsettled_while_others_signed_in_than_are_present(
    signed_in: int | None, is_unsettled: bool
) -> None:
    assert meeting(one("张三"), one("李四"), signed_in=signed_in).is_unsettled is is_unsettled
    assert not meeting(signed_in=signed_in).is_unsettled  # without any attendance nothing can differ


@pytest.mark.parametrize(
    ("fields", "minutes"),
    [
        ({}, 60),
        ({"arrived": time(9, 20)}, 60),
        ({"arrived": time(9, 31)}, 59),
        ({"arrived": time(9, 45)}, 45),
        ({"arrived": time(10, 1)}, 29),
        ({"arrived": time(9, 40), "left": time(10, 15)}, 35),
        ({"arrived": time(9, 30), "left": time(9, 58)}, 28),
        ({"arrived": time(10, 20)}, 10),
        ({"arrived": time(10, 45)}, 0),
        ({"minutes": 45, "arrived": time(10, 20)}, 45),
        ({"status": AttendanceStatus.ON_LEAVE, "minutes": 45}, 0),
        ({"status": AttendanceStatus.OBSERVER}, 0),
    ],
)
def test_whoever_comes_late_or_leaves_early_has_the_minutes_they_were_there(
    fields: dict[str, Any], minutes: int
) -> None:
    person = Attendance(**{"name": "张三", **fields})
    assert minutes_of(meeting(person), person) == minutes


@given(st.integers(0, 1439), st.integers(0, 1439), st.integers(0, 600))
def test_nobody_has_more_minutes_than_the_meeting(came: int, went: int, pause: int) -> None:
    person = Attendance(name="张三", arrived=time(came // 60, came % 60), left=time(went // 60, went % 60))
    found = meeting(person, break_minutes=pause)
    assert 0 <= minutes_of(found, person) <= found.length_minutes <= 60


def test_breaks_are_no_study() -> None:
    person = one("张三")
    assert minutes_of(meeting(person, break_minutes=10), person) == 50


def test_what_was_made_up_never_exceeds_the_meeting_and_never_stands_beside_attendance() -> None:
    away = one("李四", AttendanceStatus.ON_LEAVE)
    make_up = MakeUp(person="李四", day=DAY, minutes=90)
    assert made_up_minutes(meeting(away, make_ups=(make_up,)), "李四") == 60
    with pytest.raises(ValidationError):
        meeting(one("李四"), make_ups=(make_up,))


@pytest.mark.parametrize(
    "fields",
    [
        {"to_time": time(9, 30)},
        {"attendance": (one("张三"), one("张三"))},
        {"decisions": (Decision(uid="a", text="甲"), Decision(uid="a", text="乙"))},
    ],
)
def test_what_cannot_be_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        meeting(**fields)


@pytest.mark.parametrize("votes", [{"in_favour": 9, "against": 1}, {"entitled_present": 12}])
def test_a_vote_adds_up(votes: dict[str, int]) -> None:
    Vote(subject="接收预备党员", entitled=10, entitled_present=9, in_favour=8, abstained=1)
    with pytest.raises(ValidationError):
        Vote(**{"subject": "接收预备党员", "entitled": 10, "entitled_present": 9, **votes})


def test_a_meeting_written_after_its_day_says_so() -> None:
    assert not meeting().is_late_entry
    assert Meeting.new(AT, date(2026, 11, 1), title="补记", from_time=time(9), to_time=time(10)).is_late_entry


def test_meetings_lie_in_a_file_a_year() -> None:
    journal = Journal.in_memory(clock=lambda: AT)
    saved = journal.meetings.add(meeting(one("张三"), decisions=(Decision(uid="d1", text="月底前核对"),)))
    assert journal.files.names("meetings") == ["meetings/2026"]
    assert journal.meetings.all() == [saved]
