"""The hall follows the desk by a file: half lines, bad lines, a desk that is gone, a clock that runs on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.hall import Black, HallClock, HallState, SignInView, TextView
from storage.hall_file import GONE_SECONDS, HallFollower, HallWriter, read_size, size_file, write_size

FIRST, SECOND = SignInView(title="代表法", present=1), SignInView(title="代表法", present=2)
RUNNING = TextView(title="休息", clock=HallClock(left_ms=60_000, running=True))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sessions" / "m1.hall.ndjson"


def test_the_hall_shows_the_last_whole_state(path: Path) -> None:
    hall, desk = HallFollower(path), HallWriter(path)
    assert not hall.look(0)
    desk.show(FIRST)
    desk.show(SECOND)
    assert hall.look(1)
    assert hall.seen.state == SECOND
    assert not hall.look(2), "nothing new"
    desk.close()


def test_half_a_line_is_nothing_until_it_is_whole(path: Path) -> None:
    hall, desk = HallFollower(path), HallWriter(path)
    desk.show(FIRST)
    desk.show(SECOND)
    desk.close()
    content = path.read_bytes()
    for end in range(1, len(content) + 1):
        with path.open("wb" if end == 1 else "ab") as file:
            file.write(content[end - 1 : end])
        hall.look(end)
        whole = content[:end].count(b"\n")
        assert hall.seen.state == (None, FIRST, SECOND)[whole]
    assert hall.seen.unreadable == 0


def test_half_a_line_of_a_killed_desk_is_passed_over_and_the_new_desk_is_heard(path: Path) -> None:
    desk = HallWriter(path)
    desk.show(FIRST)
    desk.close()
    with path.open("ab") as file:
        file.write(b'{"beat":2,"state":{"vi')
    hall, again = HallFollower(path), HallWriter(path)
    hall.look(0)
    assert hall.seen.state == FIRST
    again.show(SECOND)
    hall.look(1)
    assert (hall.seen.state, hall.seen.unreadable) == (SECOND, 1)
    again.close()


@given(st.lists(st.one_of(st.binary(max_size=40), st.sampled_from([FIRST, SECOND, Black(), RUNNING])), max_size=12))
def test_the_hall_lives_through_whatever_stands_in_its_file(pieces: list[bytes | HallState]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path, last = Path(folder) / "hall.ndjson", None
        for piece in pieces:
            if isinstance(piece, bytes):
                with path.open("ab") as file:
                    file.write(piece)
            else:
                desk = HallWriter(path)
                desk.show(piece)
                desk.close()
                last = piece
        hall = HallFollower(path)
        hall.look(0)
        assert hall.seen.state == last


def test_a_clock_runs_on_at_the_hall_and_stands_when_the_desk_is_not_heard(path: Path) -> None:
    hall, desk = HallFollower(path), HallWriter(path)
    desk.show(RUNNING)
    hall.look(100.0)
    assert [hall.seen.left_now(100.0 + late) for late in (0, 2.5, 3600)] == [60_000, 57_500, 54_000]
    desk.beat(left_ms=50_000)
    hall.look(110.0)
    assert hall.seen.left_now(111.0) == 49_000
    assert hall.seen.left_now(90.0) == 50_000, "a clock that went back takes nothing away"
    desk.show(TextView(title="休息", clock=HallClock(left_ms=48_000)))
    hall.look(112.0)
    assert hall.seen.left_now(115.0) == 48_000
    desk.close()


def test_a_hall_opened_after_the_desk_died_shows_the_clock_where_the_desk_goes_on(path: Path) -> None:
    desk = HallWriter(path)
    desk.show(RUNNING, 40_000)
    desk.close()
    written = path.stat().st_mtime - 60
    os.utime(path, (written, written))
    hall = HallFollower(path)
    hall.look(0.0)
    assert [hall.seen.left_now(late) for late in (0.0, 3.0, 60.0)] == [40_000] * 3
    assert hall.seen.is_desk_gone(0.0)
    again = HallWriter(path)
    again.beat(left_ms=40_000)
    hall.look(61.0)
    assert hall.seen.left_now(62.0) == 39_000
    again.close()


def test_the_hall_knows_that_the_desk_is_gone_and_that_the_session_is_over(path: Path) -> None:
    hall, desk = HallFollower(path), HallWriter(path)
    desk.show(FIRST)
    hall.look(0)
    assert not hall.seen.is_desk_gone(GONE_SECONDS)
    assert hall.seen.is_desk_gone(GONE_SECONDS + 0.1)
    desk.beat()
    hall.look(20)
    assert not hall.seen.is_desk_gone(20)
    desk.beat()
    (path.parent / "kept").hardlink_to(path)
    desk.end()
    assert not path.exists()
    late = HallFollower(path.parent / "kept")
    late.look(0)
    assert late.seen.is_over
    assert not late.seen.is_desk_gone(1000)


def test_a_file_begun_anew_is_read_anew(path: Path) -> None:
    hall, desk = HallFollower(path), HallWriter(path)
    desk.show(FIRST)
    hall.look(0)
    desk.end()
    assert hall.look(1)
    assert (hall.seen.is_over, hall.seen.state) == (True, FIRST)
    assert not hall.look(2), "the file is gone, and nothing is raised"
    again = HallWriter(path)
    again.show(SECOND)
    hall.look(3)
    assert (hall.seen.is_over, hall.seen.state) == (False, SECOND)
    again.close()


@pytest.mark.parametrize("said", ["", "30", "30 10 5", "zehn 10", "0 10", "30 99999", "30 \xff"])
def test_a_size_that_was_not_said_well_is_none(tmp_path: Path, said: str) -> None:
    path = tmp_path / "m.hall.ndjson"
    assert read_size(path) is None
    size_file(path).write_bytes(said.encode("latin-1"))
    assert read_size(path) is None


def test_the_size_of_the_hall_goes_with_its_file(tmp_path: Path) -> None:
    path = tmp_path / "m.hall.ndjson"
    writer = HallWriter(path)
    writer.show(Black())
    write_size(path, (30, 10))
    assert read_size(path) == (30, 10)
    writer.end()
    assert list(tmp_path.iterdir()) == []
