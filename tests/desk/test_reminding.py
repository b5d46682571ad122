"""What a scheduler is given starts just that program; a word is called for where a check is due and all is blank."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.workdays import LeaveKind
from desk.desk import Desk
from desk.remind_texts import (
    HOME_OPTION,
    Piece,
    Reminder,
    cron_line,
    is_as_written,
    is_for_others,
    marked,
    service_unit,
    task_xml,
    timer_unit,
)
from desk.reminding import is_called_for
from desk.schedulers import Cron, SchedulerRefused, Systemd, is_task_as_written, scheduler_here
from storage.records import Leave, Profile
from tests.moments import local
from tests.schedulers import CRONTAB, REFUSES, SYSTEMCTL, put
from tests.storage.vaults import turn_on
from tests.tui.commanding import run

WORDS = st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), min_size=1)
COMMANDS = st.lists(WORDS, min_size=1, max_size=4).map(tuple)
HARD = (
    "/opt/六 个/python",
    "-P",
    "100%",
    "$HOME",
    "it's",
    'say "so"',
    "back\\slash",
    "back\\%x",
    "%",
    "",
    "a;b|c>d",
    "~",
)
TUESDAY, SATURDAY = local(2026, 11, 24, 17, 0), local(2026, 11, 28, 17, 0)
posix_only = pytest.mark.skipif(os.name == "nt", reason="programs of sh")


# What is written


@given(COMMANDS)
def test_systemd_reads_the_same_words_again(command: tuple[str, ...]) -> None:
    unit = service_unit(Reminder(time(17), command, "zh"))
    [line] = [line for line in unit.split("\n") if line.startswith("ExecStart=")]
    # Between double quotes systemd knows the escapes of a shell and %% for %; $$ for $ not in the program's own path.
    program, *others = shlex.split(line.removeprefix("ExecStart=").replace("%%", "%"))
    assert (program, *(word.replace("$$", "$") for word in others)) == command


@posix_only
def test_cron_hands_a_shell_the_same_words() -> None:
    show = (sys.executable, "-c", "import os, sys; print(os.environ['SIXDONTS_LANG'], sys.argv[1:])")
    line = cron_line(Reminder(time(7, 5), (*show, *HARD), "zh"))
    assert line.startswith("5 7 * * * ")
    done = subprocess.run(["sh", "-c", as_cron_reads(line.split(" ", 5)[5])], capture_output=True, text=True)
    assert done.stdout == f"zh {list(HARD)}\n"


def as_cron_reads(command: str) -> str:
    """What cron gives the shell: of a backslash and % only the %; a % of its own ends the command."""
    said, is_escaped = "", False
    for sign in command:
        if sign == "%" and not is_escaped:
            break
        said = said[:-1] + sign if sign == "%" else said + sign
        is_escaped = sign == "\\" and not is_escaped
    return said


@given(COMMANDS)
def test_a_task_of_windows_is_sound_and_starts_with_no_more_rights(command: tuple[str, ...]) -> None:
    text = task_xml(Reminder(time(7, 5), command, "zh"))
    if any(ord(sign) in range(0x7F, 0xA0) or sign in "\ufffe\uffff" for sign in "".join(command)):
        return  # not for XML
    root = ET.fromstring(text.partition("?>")[2])
    said = {one.tag.rpartition("}")[2]: one.text or "" for one in root.iter()}
    assert (said["Command"], said["StartBoundary"][-8:], said["RunLevel"]) == (command[0], "07:05:00", "LeastPrivilege")
    assert subprocess.list2cmdline(command[1:]) == said["Arguments"]
    assert is_task_as_written(text)


def test_a_timer_says_when() -> None:
    assert "OnCalendar=*-*-* 07:05:00\n" in timer_unit(Reminder(time(7, 5), ("x",), "zh"))


@given(st.text(), st.data())
def test_a_text_that_was_changed_is_known(text: str, data: st.DataObject) -> None:
    whole = marked(text)
    assert is_as_written(whole)
    assert is_as_written(whole + "\n")
    place = data.draw(st.integers(0, len(whole) - 1))
    sign = data.draw(st.characters().filter(lambda one: one != whole[place] and not one.isspace()))
    assert not is_as_written(whole[:place] + sign + whole[place + 1 :])


@pytest.mark.parametrize("written", [service_unit, cron_line, task_xml])
@given(home=WORDS, other=WORDS)
def test_for_which_folder_a_reminder_was_written_is_seen_in_it(
    written: Callable[[Reminder], str], home: str, other: str
) -> None:
    text = written(Reminder(time(17), ("/opt/python", "-m", "tui", HOME_OPTION, f"/{home}", "remind", "now"), "zh"))
    assert not is_for_others([text, "a timer"], f"/{home}")
    assert is_for_others(["a timer", text], f"/{other}") == (home != other)


def test_what_names_no_folder_is_not_for_another() -> None:
    assert not is_for_others([timer_unit(Reminder(time(17), ("x",), "zh"))], "/home/me")


TASK = task_xml(Reminder(time(17), ("C:\\六个不让\\python.exe", "-m", "tui"), "zh"))


@pytest.mark.parametrize(
    ("changed", "is_ours"),
    [
        (TASK.replace("  <Settings>", "  <Settings>\n<Enabled>true</Enabled>").replace("\n", "\r\n"), True),
        (TASK.replace("<RegistrationInfo>", "<RegistrationInfo><URI>\\sixdonts-remind</URI>"), True),
        (TASK.replace("17:00:00", "18:00:00"), False),
        (TASK.replace("python.exe", "other.exe"), False),
        (TASK.replace("<Description>", "<Description>mine "), False),
        ("no task", False),
        (TASK[:-20], False),
    ],
)
def test_a_task_as_windows_tells_it_is_known_by_what_it_starts_and_when(changed: str, is_ours: bool) -> None:
    assert is_task_as_written(changed) == is_ours


# Putting it there, taking it away

MINE = "# mine\n5 4 * * * true\x0c…\n\n@daily backup"


@pytest.fixture
def crontab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", put(tmp_path / "bin", "crontab", CRONTAB, tmp_path / "tab"))
    put(tmp_path / "bin", "systemctl", REFUSES, "no bus")
    return tmp_path / "tab"


@posix_only
@pytest.mark.parametrize("before", [None, "", MINE, MINE + "\n"])
def test_of_a_crontab_nothing_but_our_line_is_touched(before: str | None, crontab: Path) -> None:
    if before is not None:
        crontab.write_text(before, "utf-8")
    cron = scheduler_here()
    assert isinstance(cron, Cron)
    for at in (time(17), time(16, 30)):
        cron.put(cron.pieces(Reminder(at, HARD, "zh")))
    assert [one.text[:5] for one in cron.found()] == ["30 16"]
    cron.take_away()
    assert cron.found() == ()
    assert crontab.read_text("utf-8").rstrip("\n") == (before or "").rstrip("\n")


@posix_only
def test_a_crontab_that_could_not_be_read_is_not_taken_for_empty(crontab: Path) -> None:
    put(crontab.parent / "bin", "crontab", REFUSES, "you are not allowed")
    cron = Cron()
    for attempt in (cron.found, cron.take_away, lambda: cron.put([Piece("crontab", "x")])):
        with pytest.raises(SchedulerRefused, match="not allowed"):
            attempt()


@posix_only
def test_systemd_is_told_to_start_the_timer_and_nothing_is_left_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", put(tmp_path / "bin", "systemctl", SYSTEMCTL, tmp_path / "told"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    systemd = scheduler_here()
    assert isinstance(systemd, Systemd)
    systemd.put(systemd.pieces(Reminder(time(17), HARD, "zh")))
    assert [one.is_as_written for one in systemd.found()] == [True, True]
    systemd.take_away()
    assert (tmp_path / "told").read_text().splitlines() == [
        "--user show-environment", "--user daemon-reload", "--user enable --now sixdonts-remind.timer",
        "--user disable --now sixdonts-remind.timer", "--user daemon-reload",
    ]  # fmt: skip
    assert list((tmp_path / "config").iterdir()) == []


@posix_only
def test_a_unit_of_somebody_elses_stays_with_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", put(tmp_path / "bin", "systemctl", SYSTEMCTL, tmp_path / "told"))
    folder = tmp_path / "config" / "systemd" / "user"
    folder.mkdir(parents=True)
    (folder / "mail.timer").write_text("another's")
    systemd = Systemd(folder)
    systemd.put(systemd.pieces(Reminder(time(17), HARD, "zh")))
    systemd.take_away()
    assert [one.name for one in folder.iterdir()] == ["mail.timer"]


@posix_only
@pytest.mark.parametrize("before", [None, "by hand\n"])
def test_where_the_timer_does_not_start_the_units_are_as_they_were_and_systemd_reads_them_again(
    before: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = SYSTEMCTL + 'case "$*" in *enable*) echo "no bus" >&2; exit 1 ;; esac\n'
    monkeypatch.setenv("PATH", put(tmp_path / "bin", "systemctl", script, tmp_path / "told"))
    systemd = Systemd(tmp_path / "systemd" / "user")
    if before:
        (tmp_path / "systemd" / "user").mkdir(parents=True)
        systemd.timer.write_text(before)
    with pytest.raises(SchedulerRefused, match="no bus"):
        systemd.put(systemd.pieces(Reminder(time(17), HARD, "zh")))
    assert [one.text for one in systemd.found()] == ([before] if before else [])
    assert (tmp_path / "told").read_text().splitlines()[-1] == "--user daemon-reload"
    assert (tmp_path / "systemd").exists() == bool(before)


# When it says something


def on_leave(desk: Desk, day: date, kind: LeaveKind) -> None:
    desk.journal.leaves.add(Leave.new(desk.now(), day, last_day=day, kind=kind, reason="公差"))


NOTHING: Callable[[Desk], object] = lambda _desk: None  # noqa: E731 - a row of the table


@pytest.mark.parametrize(
    ("now", "before", "is_due"),
    [
        pytest.param(TUESDAY, NOTHING, True, id="a workday"),
        pytest.param(SATURDAY, NOTHING, False, id="a day off"),
        pytest.param(SATURDAY, lambda desk: on_leave(desk, date(2026, 11, 28), LeaveKind.DUTY), True, id="on duty"),
        pytest.param(TUESDAY, lambda desk: on_leave(desk, date(2026, 11, 24), LeaveKind.WHOLE), False, id="on leave"),
        pytest.param(
            TUESDAY, lambda desk: on_leave(desk, date(2026, 11, 24), LeaveKind.MORNING), True, id="half a day"
        ),
        pytest.param(
            TUESDAY, lambda desk: run(desk.home, "today", stdin="\n3\nwhy\n\n\n\n\n"), False, id="something filled in"
        ),
        pytest.param(
            TUESDAY, lambda desk: run(desk.home, "today", "--day", "2026-11-23", stdin="1\n"), True, id="yesterday"
        ),
        pytest.param(
            TUESDAY, lambda desk: desk.journal.save_profile(Profile(joined_day=date(2026, 12, 1))), False, id="not yet"
        ),
        pytest.param(
            TUESDAY, lambda desk: desk.journal.save_profile(Profile(left_day=date(2026, 11, 20))), False, id="left"
        ),
        pytest.param(TUESDAY, lambda desk: turn_on(desk.home), False, id="a vault"),
        pytest.param(TUESDAY, lambda desk: damage(desk), False, id="it cannot be read"),
    ],
)
def test_a_word_is_called_for_on_a_due_day_on_which_all_is_blank(
    now: datetime, before: Callable[[Desk], object], is_due: bool, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    before(Desk(home, clock=lambda: now))
    assert is_called_for(Desk(home, clock=lambda: now)) == is_due


def damage(desk: Desk) -> None:
    run(desk.home, "today", stdin="1\n")
    (desk.home / "checks" / "2026-11.json").write_text("{", "utf-8")
