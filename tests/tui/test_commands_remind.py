"""`remind`: shown before it is written, asked, taken away again; what was changed by hand is kept; it says little."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.schedulers import CRONTAB, NOTIFY, REFUSES, SYSTEMCTL, put
from tests.storage.vaults import turn_on
from tests.tui.commanding import run

pytestmark = pytest.mark.skipif(os.name == "nt", reason="programs of sh")
MINE = "5 4 * * * true\n"


@pytest.fixture
def crontab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A crontab with a line of somebody's own; systemd is not there."""
    monkeypatch.setenv("PATH", put(tmp_path / "bin", "crontab", CRONTAB, tmp_path / "tab"))
    put(tmp_path / "bin", "systemctl", REFUSES, "no bus")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "tab").write_text(MINE, "utf-8")
    return tmp_path / "tab"


def test_what_is_written_is_shown_first_and_only_agreeing_writes_it(crontab: Path, own_home: Path) -> None:
    asked = run(own_home, "remind", "install", "--at", "16:30")
    assert (asked.exit_code, asked.stderr) == (1, "Write this? Nothing was changed; --yes agrees.\n")
    assert crontab.read_text("utf-8") == MINE
    done = run(own_home, "remind", "install", "--at", "16:30", "--yes")
    assert done.exit_code == 0, done.output
    added = crontab.read_text("utf-8").removeprefix(MINE).rstrip("\n")
    assert added.startswith("30 16 * * * ")
    assert f"    {added}\n" in asked.stdout
    assert f"    {added}\n" in done.stdout
    assert f"    {added}\n" in run(own_home, "remind", "show").stdout
    assert run(own_home, "remind", "remove").exit_code == 1
    assert run(own_home, "remind", "remove", "--yes").exit_code == 0
    assert crontab.read_text("utf-8") == MINE
    assert run(own_home, "remind", "remove", "--yes").stdout == "No reminder is installed.\n"


def test_what_was_changed_by_hand_is_named_and_kept_even_with_yes(crontab: Path, own_home: Path) -> None:
    run(own_home, "remind", "install", "--yes")
    changed = crontab.read_text("utf-8").replace("0 17 * * *", "0 18 * * 1-5")
    crontab.write_text(changed, "utf-8")
    for command in (["install", "--yes"], ["remove", "--yes"]):
        done = run(own_home, "remind", *command)
        assert (done.exit_code, done.stderr.count("changed by hand"), done.stdout) == (1, 1, "")
        assert crontab.read_text("utf-8") == changed
    assert "(changed by hand)" in run(own_home, "remind", "show").stdout


def test_what_was_put_where_another_scheduler_was_there_is_found_and_there_is_never_a_second(
    crontab: Path, own_home: Path, tmp_path: Path
) -> None:
    run(own_home, "remind", "install", "--yes")
    put(tmp_path / "bin", "systemctl", SYSTEMCTL, tmp_path / "told")  # another session, with systemd
    line = crontab.read_text("utf-8").removeprefix(MINE).strip()
    assert line in run(own_home, "remind", "show").stdout
    moved = run(own_home, "remind", "install", "--yes")
    assert moved.stdout.index("This will be taken away:") < moved.stdout.index(line)
    assert crontab.read_text("utf-8") == MINE
    assert (tmp_path / "config" / "systemd" / "user" / "sixdonts-remind.timer").exists()
    put(tmp_path / "bin", "systemctl", REFUSES, "no bus")  # and again without
    for command in (["remove", "--yes"], ["install", "--yes"]):
        done = run(own_home, "remind", *command)
        assert (done.exit_code, done.stderr) == (1, "systemctl refused, it says: no bus\n")
    assert crontab.read_text("utf-8") == MINE


def test_where_a_scheduler_does_not_let_itself_be_looked_at_it_is_not_said_that_nothing_is_installed(
    crontab: Path, own_home: Path, tmp_path: Path
) -> None:
    put(tmp_path / "bin", "systemctl", SYSTEMCTL, tmp_path / "told")
    run(own_home, "remind", "install", "--yes")
    put(tmp_path / "bin", "crontab", REFUSES, "you are not allowed")
    shown = run(own_home, "remind", "show")
    assert (shown.exit_code, shown.stderr.count("not allowed")) == (0, 1)
    assert "OnCalendar" in shown.stdout
    assert run(own_home, "remind", "remove", "--yes").exit_code == 0
    done = run(own_home, "remind", "show")
    assert (done.exit_code, done.stdout, done.stderr.count("not allowed")) == (1, "", 1)


@pytest.mark.parametrize("has_systemd", [False, True])
def test_a_reminder_for_another_folder_is_shown_and_kept_unless_somebody_is_asked(
    has_systemd: bool, crontab: Path, tmp_path: Path
) -> None:
    if has_systemd:
        put(tmp_path / "bin", "systemctl", SYSTEMCTL, tmp_path / "told")
    first, second = tmp_path / "A 100% it's\\%", tmp_path / "A"
    assert run(first, "remind", "install", "--yes").exit_code == 0
    before = run(first, "remind", "show").stdout
    assert "another data folder" not in before
    for command in (["install", "--yes"], ["install"], ["remove", "--yes"], ["remove"]):
        done = run(second, "remind", *command)
        assert (done.exit_code, done.stderr.count("another data folder"), done.stdout) == (1, 1, ""), command
    assert run(second, "remind", "show").stdout == f"{before}It is for another data folder, not for {second}.\n"
    assert run(first, "remind", "install", "--at", "8:00", "--yes").exit_code == 0
    assert run(first, "remind", "remove", "--yes").exit_code == 0
    assert crontab.read_text("utf-8") == MINE


@pytest.mark.parametrize("name", ["line\n* * * * * echo", "gbk\udcc1\udcf9", "tab\there"])
def test_a_folder_whose_name_no_line_can_hold_is_refused(name: str, crontab: Path, tmp_path: Path) -> None:
    done = run(tmp_path / name, "remind", "install", "--yes")
    assert (done.exit_code, done.stderr.count("\n"), done.stdout) == (1, 1, "")
    assert "nothing was installed" in done.stderr
    assert crontab.read_text("utf-8") == MINE


def test_a_line_of_ones_own_that_only_speaks_of_the_mark_is_not_ours(crontab: Path, own_home: Path) -> None:
    mine = MINE + "# the #sixdonts-remind: line below belongs to the reminder\n"
    crontab.write_text(mine, "utf-8")
    assert run(own_home, "remind", "show").stdout == "No reminder is installed.\n"
    run(own_home, "remind", "install", "--yes")
    run(own_home, "remind", "remove", "--yes")
    assert crontab.read_text("utf-8") == mine


@pytest.mark.parametrize(
    ("program", "said"), [("crontab", "crontab refused, it says: you are not allowed"), ("", "no scheduler")]
)
def test_a_system_that_does_not_let_it_is_named_in_one_line(
    program: str, said: str, crontab: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if program:
        put(crontab.parent / "bin", program, REFUSES, "first\nyou are not allowed")
    else:
        monkeypatch.setenv("PATH", str(own_home))
    done = run(own_home, "remind", "install", "--yes")
    assert (done.exit_code, done.stderr.count("\n")) == (1, 1)
    assert said in done.stderr


def test_a_wrong_time_is_wrong_usage(crontab: Path, own_home: Path) -> None:
    for text in ("25:00", "noon", "16:61", "-1:00"):
        assert run(own_home, "remind", "install", "--at", text).exit_code == 2
    assert crontab.read_text("utf-8") == MINE


def test_while_the_vault_is_on_there_is_no_reminder_and_that_is_said(crontab: Path, own_home: Path) -> None:
    run(own_home, "remind", "install", "--yes")
    turn_on(own_home)
    assert "the vault is on" in run(own_home, "remind", "show").stdout
    assert run(own_home, "remind", "remove", "--yes").exit_code == 0
    done = run(own_home, "remind", "install", "--yes")
    assert (done.exit_code, done.stderr.count("\n")) == (1, 1)
    assert crontab.read_text("utf-8") == MINE
    assert run(own_home, "remind", "now").output == ""


def test_the_word_goes_to_the_desktop_and_holds_nothing_of_the_records(crontab: Path, own_home: Path) -> None:
    run(own_home, "matter", "add", "会签意见", "--no-due", "--yes")
    said = run(own_home, "remind", "now")
    assert said.output == "Today's self-check is still blank.\n"
    put(crontab.parent / "bin", "notify-send", NOTIFY, crontab.parent / "shown")
    assert run(own_home, "remind", "now", language="zh").output == ""
    shown = (crontab.parent / "shown").read_text("utf-8").splitlines()
    assert shown == ["--app-name=sixdonts", "六个不让", "今天的自查还没有填。"]
    run(own_home, "today", stdin="1\n")
    assert run(own_home, "remind", "now").output == ""
    assert (crontab.parent / "shown").read_text("utf-8").splitlines() == shown
