"""A secretary's files that are gone or damaged are named, and nobody is called missing because of it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from storage.branch import BranchLedger
from tests.screens.sending import submission
from tests.tui.commanding import NOW, run

LATER = NOW + timedelta(days=1)
ROSTER, RECEIVED = "branch/roster", "branch/received/2026-11"
ASKED = (
    ("branch", "missing"), ("branch", "standing"), ("branch", "report", "--out", "{out}"),
    ("branch", "collect", "{inbox}"),
    ("branch", "hand-up", "--number", "1", "--out", "{out}"), ("branch", "hand-on", "--out", "{out}"),
    ("branch", "standing", "003", "--set", "deferred", "--until", "2026-12-20"),
)  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A secretary with a roster of three who took in two files; copies of two days have them."""
    home, inbox = tmp_path / "home", tmp_path / "inbox"
    (tmp_path / "roster.csv").write_text("编号,姓名\n001,张三\n002,李四\n003,王五\n", encoding="utf-8")
    run(home, "branch", "roster", str(tmp_path / "roster.csv"), "--branch", "第三党支部", "--yes")
    inbox.mkdir()
    for number, name in (("001", "张三"), ("002", "李四")):
        (inbox / f"{number}.txt").write_bytes(submission(number, name=name, branch="第三党支部"))
        assert run(home, "branch", "collect", str(inbox), "--period", "2026-11").exit_code == 0
    run(home, "note", "a copy of the next day", now=LATER)
    assert missing(home) == {"王五"}
    return home


def missing(home: Path) -> set[str]:
    """Whom `branch missing` names."""
    said = run(home, "branch", "missing", now=LATER).stdout
    return {name for name in ("张三", "李四", "王五") if name in said}


def lose(home: Path, name: str) -> None:
    for end in (".json", ".json.bak"):
        (home / f"{name}{end}").unlink(missing_ok=True)


def damage(home: Path, name: str) -> None:
    lose(home, name)
    (home / f"{name}.json").write_bytes(b"{")


def refused(home: Path, tmp_path: Path) -> list[str]:
    """What the commands say last that go by the ledger; each must end without having done anything."""
    out, inbox, said = tmp_path / "out", tmp_path / "inbox", []
    for words in ASKED:
        done = run(home, *(word.format(out=out, inbox=inbox) for word in words), now=LATER, language="zh")
        assert (done.exit_code, done.stdout) == (1, ""), words
        said.append(done.stderr.splitlines()[-1])
    assert not out.exists()
    return said


@pytest.mark.parametrize("name", [ROSTER, RECEIVED])
def test_what_is_gone_is_named_and_comes_back_and_until_then_nothing_is_said_of_it(
    home: Path, tmp_path: Path, name: str
) -> None:
    lose(home, name)
    found = run(home, "doctor", now=LATER, language="zh")
    assert (found.exit_code, f"{name}.json 不见了，copies/2026-11-25 中还有" in found.stdout) == (1, True)
    assert f"{name}.json" in run(home, "status", now=LATER).stdout
    assert f"{name}.json 不见了" in run(home, "branch", "ledger", now=LATER, language="zh").stderr
    assert {line.partition(" ")[0] for line in refused(home, tmp_path)} == {f"{name}.json"}
    assert not (home / f"{name}.json").exists()

    assert run(home, "doctor", "--repair", now=LATER).exit_code == 0
    assert missing(home) == {"王五"}
    assert [one.name for one in BranchLedger.open(home).roster()] == ["张三", "李四", "王五"]
    assert run(home, "branch", "ledger", now=LATER).stderr == ""


@pytest.mark.parametrize("name", [ROSTER, RECEIVED])
def test_what_is_damaged_is_called_the_cause(home: Path, tmp_path: Path, name: str) -> None:
    damage(home, name)
    assert set(refused(home, tmp_path)) == {
        f"{name}.json 已损坏，缺了它结果会出错，因此没有办理。修复：sixdonts doctor --repair"
    }
    assert (home / f"{name}.json").read_bytes() == b"{"


def test_nobody_is_reminded_where_the_last_taking_in_may_be_lacking(home: Path) -> None:
    (home / f"{RECEIVED}.json").write_bytes(b"{")  # its .bak is from before the last taking in
    done = run(home, "branch", "missing", now=LATER, language="zh")
    assert (done.exit_code, done.stdout) == (1, "")
    assert f"{RECEIVED}.json 已损坏" in done.stderr.splitlines()[-1]


def test_what_the_ledger_had_before_another_was_taken_over_does_not_come_back(home: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    run(other, "branch", "roster", str(tmp_path / "roster.csv"), "--branch", "第三党支部", "--yes")
    run(other, "branch", "hand-on", "--out", str(tmp_path / "handed"))
    [parcel] = (tmp_path / "handed").glob("*.zip")
    assert run(home, "branch", "take-over", str(parcel), "--yes", now=LATER).exit_code == 0
    days = [LATER + timedelta(days=1), LATER + timedelta(days=2)]
    for day in days:
        run(home, "note", f"of {day}", now=day)
    lose(home, RECEIVED)
    assert "received" not in run(home, "doctor", now=days[-1]).stdout
    assert "003" in run(home, "branch", "standing", now=days[-1]).stdout
