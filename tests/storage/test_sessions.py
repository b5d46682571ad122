"""A session's events survive kills and bad lines, and one desk writes at a time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.session_events import AgendaStep, PageTurned, SessionClosed, SessionEvent, SessionOpened, StepKind
from storage.append_log import AppendLog, read_lines
from storage.backup import copies
from storage.checking import faults
from storage.errors import ReadOnly
from storage.journal import Journal
from storage.sessions import SessionLog, hall_file, logged_in, session_faults, session_file, sessions_under_way
from tests.tui.commanding import run

AT = datetime(2026, 11, 3, 1, 30, tzinfo=UTC)
OPENED = SessionOpened(title="代表建议的办理", steps=(AgendaStep(kind=StepKind.READING, minutes=10),))


def log(home: Path) -> SessionLog:
    return SessionLog(home, "m1", clock=lambda: AT)


def written(home: Path, *events: SessionEvent) -> None:
    one = log(home)
    for event in events:
        one.append(event)
    one.close()


def test_a_session_opened_again_has_its_events(tmp_path: Path) -> None:
    written(tmp_path, OPENED, PageTurned(page=2))
    again = log(tmp_path)
    assert again.events == [OPENED, PageTurned(page=2)]
    assert [one.seq for one in again.logged] == [1, 2]
    again.close()


def test_half_a_line_of_a_kill_harms_neither_what_was_before_nor_what_comes(tmp_path: Path) -> None:
    written(tmp_path, OPENED)
    with session_file(tmp_path, "m1").open("ab") as file:
        file.write(b'{"seq":2,"at":"2026-11-0')
    written(tmp_path, PageTurned(page=3))
    again = log(tmp_path)
    assert (again.events, again.unreadable) == ([OPENED, PageTurned(page=3)], 1)
    again.close()


@given(st.binary(max_size=60))
def test_whatever_stands_in_the_file_is_passed_over_and_counted(junk: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        written(home, OPENED)
        with session_file(home, "m1").open("ab") as file:
            file.write(junk)
        written(home, PageTurned(page=1))
        again = log(home)
        assert again.events == [OPENED, PageTurned(page=1)]
        assert again.unreadable == sum(1 for line in junk.split(b"\n") if line)
        again.close()


def test_a_second_desk_on_a_session_reads_and_writes_nothing(tmp_path: Path) -> None:
    first = log(tmp_path)
    first.append(OPENED)
    second = log(tmp_path)
    assert (first.is_read_only, second.is_read_only) == (False, True)
    with pytest.raises(ReadOnly):
        second.append(PageTurned(page=1))
    first.append(PageTurned(page=5))
    assert second.look_again() == [OPENED, PageTurned(page=5)]
    first.close()
    second.close()
    third = log(tmp_path)
    assert not third.is_read_only
    third.close()


CHILD = """
import sys
from pathlib import Path
from content.session_events import AgendaStep, PageTurned, SessionOpened, StepKind
from storage.sessions import SessionLog
one = SessionLog(Path(sys.argv[1]), "m1")
one.append(SessionOpened(title="t", steps=(AgendaStep(kind=StepKind.READING),)))
for page in range(100000):
    one.append(PageTurned(page=page % 9))
    print(page, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="no kill -9 there")
def test_a_killed_desk_loses_no_step_it_said_was_kept(tmp_path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    for _ in range(5):
        said = int(child.stdout.readline())
    child.send_signal(signal.SIGKILL)
    rest = child.stdout.read().split()
    child.stdout.close()
    child.wait()
    again = log(tmp_path)
    assert not again.is_read_only, "the lock goes with who held it"
    assert len(again.events) >= 2 + (int(rest[-1]) if rest else said)
    again.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only where there is such a device")
def test_a_full_disk_is_said_and_keeps_nothing() -> None:
    from storage.errors import WriteFailed

    full = AppendLog(Path("/dev/full"))
    with pytest.raises(WriteFailed):
        full.append(b"x")
    full.close()


def test_sessions_that_did_not_end_are_known(tmp_path: Path) -> None:
    assert sessions_under_way(tmp_path) == []
    written(tmp_path, OPENED)
    hall_file(tmp_path, "m1").write_bytes(b"{}\n")
    assert sessions_under_way(tmp_path) == ["m1"]
    written(tmp_path, SessionClosed())
    assert sessions_under_way(tmp_path) == []


def test_what_a_cloud_drive_put_beside_a_session_is_none_and_doctor_names_it_and_lines_it_cannot_read(
    tmp_path: Path,
) -> None:
    written(tmp_path, OPENED)
    assert list(session_faults(tmp_path)) == []
    file = session_file(tmp_path, "m1")
    for name in ("m1 (1).ndjson", "m1（冲突）.hall.ndjson", "副本 m1.ndjson"):
        (file.parent / name).write_bytes(file.read_bytes())
    file.write_bytes(b"{}\n" + file.read_bytes())
    assert sessions_under_way(tmp_path) == ["m1"]
    [said] = session_faults(tmp_path)
    assert "1行" in said
    assert said.startswith("sessions/m1.ndjson")
    named = run(tmp_path, "doctor", language="zh").stdout
    assert all(f"sessions/{name}" in named for name in ("m1 (1).ndjson", "m1（冲突）.hall.ndjson", "副本 m1.ndjson"))
    assert list(session_faults(tmp_path / "none")) == []


def test_a_line_not_ended_yet_is_no_line(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"one\n\ntwo\nthr")
    assert read_lines(tmp_path / "a") == [b"one", b"two"]


def test_lines_that_cannot_be_read_are_a_fault_that_is_named(tmp_path: Path) -> None:
    written(tmp_path, OPENED)
    hall_file(tmp_path, "m1").write_bytes(b"?\n")
    assert list(faults(tmp_path)) == []
    with session_file(tmp_path, "m1").open("ab") as file:
        file.write(b"?\n{}\n")
    [fault] = faults(tmp_path)
    assert "sessions/m1.ndjson" in str(fault)
    assert "2" in str(fault)


def test_a_session_is_in_the_copy_of_the_day_as_it_was_then(tmp_path: Path) -> None:
    written(tmp_path, OPENED)
    hall_file(tmp_path, "m1").write_bytes(b"?\n")
    Journal.open(tmp_path, clock=lambda: AT).drafts.put("note/new", "写")
    written(tmp_path, PageTurned(page=2))
    [copy] = copies(tmp_path)
    assert [one.event for one in logged_in(session_file(copy, "m1"))[0]] == [OPENED]
    assert not hall_file(copy, "m1").exists()
    assert not list(copy.rglob("*.lock"))
