"""A session that had the only window for its wall is found after a kill, and no other is."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.hall import Black
from content.session_events import AgendaStep, SessionClosed, SessionOpened, SessionReopened, StepKind, WallChosen
from storage.hall_file import HallWriter
from storage.sessions import SessionLog, hall_file, session_file
from storage.wall_left import wall_left

OPENED = SessionOpened(title="学习", steps=(AgendaStep(kind=StepKind.READING),))


def killed(home: Path, uid: str, *events: WallChosen | SessionClosed | SessionReopened) -> None:
    log, hall = SessionLog(home, uid), HallWriter(hall_file(home, uid))
    for event in (OPENED, *events):
        log.append(event)
    hall.show(Black())
    hall.close()
    log.close()


def test_where_there_was_no_session_there_is_none(tmp_path: Path) -> None:
    assert wall_left(tmp_path) == ""


@pytest.mark.parametrize(
    ("events", "is_found"),
    [
        ((), False),
        ((WallChosen(one_window=True),), True),
        ((WallChosen(one_window=True), WallChosen(one_window=False)), False),
        ((WallChosen(one_window=True), SessionClosed()), False),
        ((WallChosen(one_window=True), SessionClosed(), SessionReopened()), True),
    ],
)
def test_only_one_that_goes_on_in_one_window_is_found(
    tmp_path: Path, events: tuple[WallChosen | SessionClosed | SessionReopened, ...], is_found: bool
) -> None:
    killed(tmp_path, "m1", *events)
    assert wall_left(tmp_path) == ("m1" if is_found else "")


def test_half_a_line_and_a_session_open_at_another_desk_are_passed_over(tmp_path: Path) -> None:
    killed(tmp_path, "m1", WallChosen(one_window=True))
    with session_file(tmp_path, "m1").open("ab") as file:
        file.write(b'{"seq": 3, "event": {"event": "wall_chosen", "one_w')
    assert wall_left(tmp_path) == "m1"
    other = SessionLog(tmp_path, "m1")
    assert wall_left(tmp_path) == ""
    other.close()
