"""`remind`: shown before it is written, asked, taken away again; what was changed by hand is kept; it says little."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.schedulers import CRONTAB, NOTIFY, REFUSES, put
from tests.storage.vaults import turn_on
from tests.tui.commanding import run

pytestmark = pytest.mark.skipif(os.name == "nt", reason="programs of sh")
MINE = "5 4 * * * true\n"


@pytest.fixture
def crontab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A crontab with a line of somebody's own; systemd is not there."""
    monkeypatch.setenv("PATH", put(tmp_path / "bin", "crontab", CRONTAB, tmp_path / "tab"))
    put(tmp_path / "bin", "systemctl", REFUSES, "no bus")
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
