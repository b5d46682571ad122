from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import stat
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from storage.journal import Journal
from storage.settings import change_setting
from tests.tui.commanding import NOW, journal, run
from tests.tui.swept import office


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder with a bit of everything, sound."""
    home = tmp_path / "home"
    run(home, "today", stdin="1\n3\nwhy\n")
    run(home, "note", "a note")
    run(home, "matter", "add", "a matter")
    run(home, "matter", "add", "another")
    run(home, "matter", "settle", "1", "--result", "done")
    run(home, "profile", "--name", "张三")
    run(home, "quiz", "1", stdin="1 2\n1\n1 2 3\n1 2 3 4\n1 2 3 4 5\n")
    roster = home.parent / "roster.csv"
    roster.write_text("编号,姓名\n007,张三\n", encoding="utf-8")
    run(home, "branch", "roster", str(roster), "--yes")
    return home


def everything(home: Path) -> dict[str, tuple[int, str]]:
    """Each file's mode and hash, and each folder's mode."""
    return {
        str(path): (
            path.lstat().st_mode,
            hashlib.sha256(path.read_bytes()).hexdigest() if stat.S_ISREG(path.lstat().st_mode) else "",
        )
        for path in sorted(home.rglob("*"))
    }


@pytest.mark.slow
def test_a_sound_folder_has_no_fault(home: Path) -> None:
    result = run(home, "doctor")

    assert (result.exit_code, result.stdout.splitlines()[1:]) == (0, ["All is sound."])


@pytest.mark.slow
def test_what_lies_beside_a_bank_is_no_fault(tmp_path: Path) -> None:
    home = tmp_path / "home"
    bank = home.parent / "own.gift"
    bank.write_text("会议纪要印发后由督办处跟踪。{TRUE}\n", encoding="utf-8")
    run(home, "bank", "import", str(bank), "--yes")
    [folder] = (home / "banks").iterdir()
    run(home, "bank", "remove", folder.name, "--yes")
    assert (folder / "pack.toml.removed").exists()
    run(home, "bank", "import", str(bank), "--yes")
    bank.write_text("会议纪要印发后由督办处跟踪督办。{TRUE}\n", encoding="utf-8")  # now the earlier one is kept too
    run(home, "bank", "import", str(bank), "--yes")
    result = run(home, "doctor")

    assert (result.exit_code, result.stdout.splitlines()[1:]) == (0, ["All is sound."])


@pytest.mark.slow
def test_what_stood_before_in_a_file_somebody_may_edit_belongs_there(home: Path) -> None:
    for hours in (40, 44):
        change_setting(home, "hours_target", hours)

    assert (home / "settings.toml.bak").exists()
    assert run(home, "doctor").exit_code == 0


def test_where_nothing_is_doctor_makes_nothing(tmp_path: Path) -> None:
    result = run(tmp_path / "none", "doctor")

    assert result.exit_code == 0
    assert not (tmp_path / "none").exists()


@pytest.mark.slow
def test_every_fault_is_named_and_nothing_is_changed(home: Path) -> None:
    (home / "matters/open.json").write_text("{", encoding="utf-8")
    [checks] = (home / "checks").glob("*.json")
    data = json.loads(checks.read_text(encoding="utf-8"))
    next(iter(data["records"].values()))["rev"] = "many"
    checks.write_text(json.dumps(data), encoding="utf-8")
    (home / "notes/2026-11.json.tmp").write_text("", encoding="utf-8")
    (home / "notes/2026-10.json.damaged-20261101T000000Z").write_text("?", encoding="utf-8")
    (home / "holiday.jpg").write_bytes(b"\xff")
    (home / "settings.toml").write_text("language = 'zh'\ntheme = 7\n", encoding="utf-8")
    before = everything(home)

    result = run(home, "doctor", language="en")

    assert result.exit_code == 1
    for name in ("matters/open.json", "checks/2026-11.json", "2026-11.json.tmp", "damaged-2026", "holiday.jpg"):
        assert sum(name in line for line in result.stdout.splitlines()) == 1, name
    assert "notes/2026-11.json.tmp：保存中断" in result.stdout
    assert "第2行" in result.stdout  # the settings say Chinese
    assert everything(home) == before


@pytest.mark.parametrize(
    ("language", "told", "looked"),
    [
        ("en", "may lack that save", "What was saved in it last before, or more, may be missing"),
        ("zh", "可能缺最后一次保存的内容", "此前最后一次保存的内容或更多内容可能缺失"),
    ],
)
def test_what_damage_may_have_taken_is_said_until_the_person_has_looked(
    tmp_path: Path, language: str, told: str, looked: str
) -> None:
    home = tmp_path / "home"
    for title in ("one", "two"):
        run(home, "note", title)
    (home / "notes/2026-11.json").write_text("junk", encoding="utf-8")
    assert told in run(home, "note", "three", language=language).stderr
    run(home, "note", "four")

    assert "notes/2026-11.json" in run(home, "status", language=language).stdout.splitlines()[-1]
    assert run(home, "status", "--short").stdout == "checked 0 / 6  a file was damaged\n"
    assert json.loads(run(home, "status", "--json").stdout)["set_aside"] == ["notes/2026-11.json"]
    [line] = [line for line in run(home, "doctor", language=language).stdout.splitlines() if "damaged-" in line]
    assert looked in line
    assert "sixdonts backup list" in line

    assert "2026-11.json last before 24 November 2026, 12:00 may be missing" in run(home, "doctor", "--repair").stdout
    assert "notes/2026-11.json" not in run(home, "status").stdout
    assert run(home, "doctor").exit_code == 0


@pytest.mark.parametrize("file", ["notes/2026-11.json", "matters/open.json"])
@pytest.mark.parametrize("is_there", [True, False])
def test_what_a_repair_could_not_bring_back_is_said_until_the_person_has_looked(
    tmp_path: Path, file: str, *, is_there: bool
) -> None:
    home = tmp_path / "home"
    for title in ("one", "two"):
        run(home, "note", title)
        run(home, "matter", "add", title)
    shutil.rmtree(home / "copies")
    (home / file).write_text("junk", encoding="utf-8")
    (home / f"{file}.bak").write_text("other junk", encoding="utf-8")
    if not is_there:
        (home / file).unlink()

    done = run(home, "doctor", "--repair")
    assert (done.exit_code, "All is sound" in done.stdout) == (1, False), done.stdout
    assert done.stdout.splitlines()[-1] == "1 fault."  # no second repair is offered before somebody has looked
    for told in (done, run(home, "doctor")):
        [line] = [line for line in told.stdout.splitlines() if line.startswith("- ")]
        assert line.startswith(f"- {file}.damaged-20261124T"), line
        assert ("or more, may be missing" in line, "sixdonts doctor --repair puts this file away" in line) == (
            True,
            True,
        )
        assert "Read the report before you delete it" in told.stdout
    run(home, "note", "three")
    run(home, "matter", "add", "three")
    assert file in run(home, "status").stdout.splitlines()[-1]

    assert run(home, "doctor", "--repair").exit_code == 0
    assert file not in run(home, "status").stdout
    assert {path.read_bytes() for path in (home / "aside").rglob("*damaged-*")} == {
        b"junk" if is_there else b"other junk"
    }


@pytest.mark.parametrize(
    ("file", "command"),
    [("notes/2026-11", ("note", "list")), ("matters/open", ("matter", "list")), ("profile", ("profile",))],
)
def test_a_file_that_is_gone_is_named_where_its_records_are_listed(
    tmp_path: Path, file: str, command: tuple[str, ...]
) -> None:
    home, later = tmp_path / "home", NOW + timedelta(days=1)
    run(home, "note", "one")
    run(home, "matter", "add", "two", "--no-due")
    run(home, "profile", "--name", "张三")
    run(home, "note", "three", now=later)
    assert run(home, *command, now=later).stderr == ""
    for end in (".json", ".json.bak"):
        (home / f"{file}{end}").unlink()

    for one in (command, ("find", "one")):
        assert run(home, *one, now=later).stderr.startswith(f"{file}.json is not here any more; copies/2026-11-25")
    assert f"{file}.json 不见了" in run(home, *command, language="zh", now=later).stderr
    assert run(home, "status", now=later).stdout.splitlines()[-1].startswith(f"Not read in full: {file}.json")

    mended = run(home, "doctor", "--repair", now=later)
    assert (mended.exit_code, mended.stderr) == (0, "")
    assert run(home, *command, now=later).stderr == ""
    assert file not in run(home, "status", now=later).stdout


def test_a_file_whose_records_are_all_elsewhere_is_not_called_gone(tmp_path: Path) -> None:
    home, later = tmp_path / "home", NOW + timedelta(days=1)
    run(home, "note", "one")
    run(home, "note", "two", now=later)
    documents = json.loads((home / "notes/2026-11.json").read_bytes())
    (home / "notes/2026-12.json").write_text(json.dumps(documents), encoding="utf-8")
    for end in (".json", ".json.bak"):
        (home / f"notes/2026-11{end}").unlink()

    assert run(home, "note", "list", now=later).stderr == ""
    assert "2026-11.json" not in run(home, "status", now=later).stdout


def lose(home: Path, file: str) -> None:
    for end in (".json", ".json.bak"):
        (home / f"{file}{end}").unlink(missing_ok=True)


def days_on(days: int) -> datetime:
    return NOW + timedelta(days=days)


def names_the_notes(home: Path, now: datetime) -> tuple[bool, bool, bool]:
    """Whether `status`, a list and `doctor` name the month of notes."""
    return (
        "notes/2026-11.json" in run(home, "status", now=now).stdout,
        "notes/2026-11.json" in run(home, "note", "list", now=now).stderr,
        "--record notes/" in run(home, "doctor", now=now).stdout,
    )


@pytest.fixture
def begun_anew(tmp_path: Path) -> Path:
    """A data folder in which a month of two notes was gone and a save began it anew, before anybody looked."""
    home = tmp_path / "home"
    run(home, "note", "one")
    run(home, "note", "two")
    run(home, "matter", "add", "a matter", now=days_on(1))
    lose(home, "notes/2026-11")
    run(home, "note", "three", now=days_on(1))
    return home


def test_a_file_that_is_gone_is_named_after_a_save_began_it_anew_until_its_records_are_back(begun_anew: Path) -> None:
    assert names_the_notes(begun_anew, days_on(1)) == (True, True, True)
    listed = run(begun_anew, "note", "list", now=days_on(1), language="zh").stderr
    assert (
        "notes/2026-11.json 丢失后又重新建立，copies/2026-11-25 中有它缺少的记录。恢复：sixdonts doctor --repair"
        in listed
    )
    run(begun_anew, "note", "four", now=days_on(2))
    assert names_the_notes(begun_anew, days_on(2)) == (True, True, True)

    assert run(begun_anew, "doctor", "--repair", now=days_on(2)).exit_code == 0
    assert names_the_notes(begun_anew, days_on(2)) == (False, False, False)
    assert {one.title for one in journal(begun_anew).notes.all()} == {"one", "two", "three", "four"}


def test_it_is_named_as_long_as_one_record_is_missed_and_forgotten_when_all_are_back(begun_anew: Path) -> None:
    commands = [
        line.partition("sixdonts ")[2].split()
        for line in run(begun_anew, "doctor", now=days_on(1)).stdout.splitlines()
        if "--record" in line
    ]
    first, second = commands
    run(begun_anew, *first, "--yes", now=days_on(1))
    assert names_the_notes(begun_anew, days_on(1)) == (True, True, True)
    run(begun_anew, *second, "--yes", now=days_on(1))
    assert names_the_notes(begun_anew, days_on(1)) == (False, False, False)

    kept = begun_anew / "copies" / "begun_anew.txt"
    assert kept.read_text("ascii") == "notes/2026-11\n"
    run(begun_anew, "note", "four", now=days_on(2))
    assert kept.read_text("ascii") == ""


def delete_the_notes(home: Path, now: datetime) -> None:
    there = Journal.open(home, clock=lambda: now)
    for note in there.notes.all():
        there.notes.remove(note)


def test_a_month_of_which_all_was_deleted_may_go_and_begin_anew(tmp_path: Path) -> None:
    home = tmp_path / "home"
    run(home, "note", "one")
    run(home, "matter", "add", "a matter", now=days_on(1))
    delete_the_notes(home, days_on(1))
    run(home, "note", "two", now=days_on(1))
    assert names_the_notes(home, days_on(1)) == (False, False, False)
    delete_the_notes(home, days_on(2))
    lose(home, "notes/2026-11")
    run(home, "note", "three", now=days_on(2))
    assert (home / "copies/begun_anew.txt").exists()
    assert names_the_notes(home, days_on(2)) == (False, False, False)


def test_a_save_killed_before_it_began_a_file_anew_leaves_the_file_named(begun_anew: Path) -> None:
    lose(begun_anew, "notes/2026-11")  # noted is it, and there is no file yet
    assert "notes/2026-11.json is not here any more" in run(begun_anew, "note", "list", now=days_on(1)).stderr
    run(begun_anew, "note", "four", now=days_on(1))
    assert names_the_notes(begun_anew, days_on(1)) == (True, True, True)


def test_a_change_that_could_not_be_read_is_said_until_the_person_has_looked(tmp_path: Path) -> None:
    home = tmp_path / "home"
    run(home, "note", "one")
    (home / "intent.json").write_text("{", encoding="utf-8")
    run(home, "note", "two")
    run(home, "note", "three")

    assert "intent.json" in run(home, "status").stdout
    [line] = [line for line in run(home, "doctor").stdout.splitlines() if "intent.json.damaged-" in line]
    assert "could not be read and was not made" in line


@pytest.mark.slow
def test_broken_templates_and_reading_places_are_named(home: Path) -> None:
    (home / "templates.json").write_text('{"records": {"周学习": {"fields": {"title": 5}}}}', encoding="utf-8")
    (home / "looks.json").write_text("{", encoding="utf-8")
    before = everything(home)

    result = run(home, "doctor")
    assert result.exit_code == 1
    for name in ("templates.json", "looks.json"):
        assert sum(name in line for line in result.stdout.splitlines()) == 1, name
    assert everything(home) == before


@pytest.mark.slow
def test_what_stands_twice_and_tables_of_other_programs_are_named(home: Path) -> None:
    (home / "leaves.json").write_text('{"records": {}, "records": {}, "_default": {"1": {}}}', encoding="utf-8")
    before = everything(home)

    lines = [line for line in run(home, "doctor").stdout.splitlines() if "leaves.json" in line]
    assert ["twice" in lines[0], "_default" in lines[1], len(lines)] == [True, True, 2]
    assert everything(home) == before


@pytest.mark.slow
def test_a_change_that_was_broken_off_is_named_and_left(home: Path) -> None:
    (home / "intent.json").write_text('{"records": {"leaves": {}}}', encoding="utf-8")
    before = everything(home)

    assert "intent.json" in run(home, "doctor").stdout
    assert everything(home) == before


@pytest.mark.slow
def test_a_newer_format_is_named(home: Path) -> None:
    (home / "format.json").write_text('{"format": 99}', encoding="utf-8")

    result = run(home, "doctor")
    assert result.exit_code == 1
    assert "format 99" in result.stdout


@pytest.mark.skipif(os.name != "posix", reason="this system has no such modes")
@pytest.mark.slow
def test_a_folder_open_to_others_is_named(home: Path) -> None:
    home.chmod(0o755)

    assert f"chmod 700 {home}" in run(home, "doctor").stdout


def test_a_file_in_place_of_the_folder_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("not a folder", encoding="utf-8")

    result = run(tmp_path / "home", "doctor")
    assert result.exit_code == 1
    assert [str(tmp_path / "home") in line for line in result.stderr.splitlines()] == [True]


@pytest.mark.slow
def test_a_copy_of_a_cloud_drive_is_named_and_shown(home: Path) -> None:
    real = home / "matters/open.json"
    tables = json.loads(real.read_bytes())
    [matter] = tables["records"].values()
    tables["records"] = {"other": matter | {"uid": "other", "title": "only \x1b[31mhere"}}
    copy = home / "matters/open (conflict).json"
    copy.write_text(json.dumps(tables), encoding="utf-8")
    before = everything(home)

    named = run(home, "doctor")
    assert (named.exit_code, sum("open (conflict).json" in line for line in named.stdout.splitlines())) == (1, 1)
    for file in ("matters/open (conflict).json", str(copy)):
        shown = run(home, "doctor", "--show", file)
        assert (shown.exit_code, "other" in shown.stdout, "only [31mhere" in shown.stdout) == (0, True, True)
    for other in ("matters/open.json", "matters/none (1).json", "../open (1).json"):
        assert run(home, "doctor", "--show", other).exit_code == 1
    copy.write_text("{", encoding="utf-8")
    assert run(home, "doctor", "--show", "matters/open (conflict).json").exit_code == 1
    copy.write_bytes(real.read_bytes())
    assert "holds nothing" in run(home, "doctor", "--show", "matters/open (conflict).json").stdout
    copy.unlink()
    assert before.keys() - everything(home).keys() == {str(copy)}


@pytest.mark.slow
def test_what_was_mended_is_said_and_what_was_set_aside_can_be_shown(home: Path) -> None:
    real = home / "matters/open.json"
    tables = json.loads(real.read_bytes())
    [matter] = tables["records"].values()
    tables["records"] = {matter["uid"]: matter | {"title": "only there"}}
    copy = home / "matters/open (conflict).json"
    copy.write_text(json.dumps(tables), encoding="utf-8")
    (home / "holiday.jpg").write_bytes(b"\xff")
    named = run(home, "doctor")
    assert "sixdonts doctor --repair" in named.stdout.splitlines()[-1]

    done = run(home, "doctor", "--repair")
    [aside] = (home / "aside").iterdir()
    assert (done.exit_code, copy.exists()) == (1, False)  # what is not the program's is left to its owner
    assert ["holiday.jpg" in line for line in done.stdout.splitlines() if line.startswith("- ")] == [True]
    assert "only there" not in (aside / "report.txt").read_text(encoding="utf-8")
    shown = run(home, "doctor", "--show", f"aside/{aside.name}/matters/open (conflict).json")
    assert (shown.exit_code, "only there" in shown.stdout) == (0, True)
    (home / "holiday.jpg").unlink()
    again = run(home, "doctor", "--repair")
    assert (again.exit_code, "nothing to mend" in again.stdout, len(list((home / "aside").iterdir()))) == (0, True, 1)


def test_a_newer_format_is_not_mended(home: Path) -> None:
    (home / "format.json").write_text('{"format": 99}', encoding="utf-8")
    (home / "notes/2026-11.json").write_text("{", encoding="utf-8")
    before = everything(home)

    result = run(home, "doctor", "--repair")
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert everything(home) == before


@pytest.mark.slow
def test_a_damaged_backup_in_the_second_folder_is_named(home: Path, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    run(home, "backup", "folder", str(tmp_path / "stick"))
    run(home, "note", "another")
    [file] = (tmp_path / "stick").glob("*.zip")
    assert run(home, "doctor").exit_code == 0
    content = bytearray(file.read_bytes())
    content[len(content) // 3] ^= 1
    file.write_bytes(bytes(content))

    named = run(home, "doctor")
    assert (named.exit_code, sum(file.name in line for line in named.stdout.splitlines())) == (1, 1)


@pytest.mark.slow
def test_the_second_folder_mends_what_is_nowhere_here(home: Path, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    run(home, "backup", "now", str(tmp_path / "stick"))
    run(home, "backup", "folder", str(tmp_path / "stick"))
    before = (home / "notes/2026-11.json").read_bytes()
    for path in home.rglob("2026-11.json*"):
        if path.parent.name == "notes":
            path.write_bytes(b"")

    assert run(home, "doctor", "--repair").exit_code == 0
    assert json.loads((home / "notes/2026-11.json").read_bytes()) == json.loads(before)


@pytest.mark.slow
def test_a_folder_in_the_place_of_a_file_is_named_and_set_aside(home: Path) -> None:
    for name in ("branch/received/2026-11.json", "notes/2026-11.json"):
        (home / name).unlink(missing_ok=True)
        (home / name).mkdir(parents=True)

    named = run(home, "doctor").stdout
    assert ["received/2026-11.json" in named, "notes/2026-11.json" in named] == [True, True]
    assert run(home, "doctor", "--repair").exit_code == 0


@pytest.mark.slow
def test_a_file_taken_in_comes_back_as_it_came(tmp_path: Path) -> None:
    office(tmp_path)
    home, out = tmp_path / "home", tmp_path / "stick"
    out.mkdir()
    run(home, "backup", "now", str(out))
    run(home, "backup", "folder", str(out))
    [original] = (home / "branch/originals").iterdir()
    before = original.read_bytes()
    for hurt in (lambda: original.unlink(), lambda: original.write_bytes(before[:40] + before[60:])):
        hurt()
        assert run(home, "doctor").exit_code == 1
        assert run(home, "doctor", "--repair").exit_code == 0
        assert original.read_bytes() == before


@pytest.mark.parametrize("file", ["settings.toml", "format.json"])
@pytest.mark.slow
def test_what_no_repair_can_mend_is_named_once_and_no_repair_is_offered(file: str, tmp_path: Path) -> None:
    home = tmp_path
    run(home, "note", "a note")
    (home / file).unlink(missing_ok=True)
    (home / file).mkdir()
    result = run(home, "doctor")
    assert result.exit_code == 1
    assert result.output.count(file) == 1
    assert "Move it elsewhere" in result.output
    assert "1 fault." in result.output
    assert "A repair can do nothing about this" in result.output
    assert "--repair" not in result.output


def test_a_folder_of_records_that_cannot_be_listed_is_named_once_and_nothing_in_it_called_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path
    run(home, "note", "a note")
    scandir = os.scandir

    def refusing(path: str = ".") -> Any:
        if str(path).endswith("/notes") and "copies" not in str(path):
            raise PermissionError(errno.EACCES, "no", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    result = run(home, "doctor")
    assert result.exit_code == 1
    faults = [line for line in result.output.splitlines() if line.startswith("- ")]
    assert len(faults) == 1
    assert faults[0].startswith("- notes cannot be read")
    assert "A repair can do nothing about this" in result.output


def test_of_a_file_that_only_a_copy_from_before_a_restore_has_the_way_back_holds_after_a_save_too(
    tmp_path: Path,
) -> None:
    home = tmp_path / "home"
    run(tmp_path / "other", "note", "从备份来的")
    run(tmp_path / "other", "backup", "now", str(tmp_path / "all.zip"))
    run(home, "note", "原有的")
    run(home, "restore", str(tmp_path / "all.zip"), "--yes")
    [before] = (home / "copies").glob("before-restore-*")
    for path in (*(home / "notes").iterdir(), *(home / "copies").glob("20*/notes/*")):
        path.unlink()
    told = run(home, "note", "新写的").stderr
    assert f"sixdonts restore {before.name}" in told
    assert "doctor --repair" not in told
    assert run(home, "restore", before.name, "--yes").exit_code == 0
    assert {one.title for one in journal(home).notes.all()} == {"原有的", "新写的"}


def test_a_repair_is_named_where_it_sets_a_broken_off_change_aside_and_the_rest_is_told_apart(home: Path) -> None:
    (home / "intent.json").write_text("{", encoding="utf-8")
    (home / "foreign.txt").write_text("x", encoding="utf-8")
    said = run(home, "doctor").stdout.splitlines()[-1]
    assert said == ("To mend what can be mended: sixdonts doctor --repair; for the rest each line says what helps.")
    run(home, "doctor", "--repair")
    assert "A repair can do nothing about this" in run(home, "doctor").stdout


def test_a_list_of_another_time_says_that_it_is_empty_beside_a_month_that_is_gone(tmp_path: Path) -> None:
    run(tmp_path, "note", "one")
    run(tmp_path, "matter", "add", "a matter", now=days_on(1))
    lose(tmp_path, "notes/2026-11")
    assert run(tmp_path, "note", "list", "--period", "2025-05", now=days_on(1)).stdout == "No notes in May 2025.\n"
    assert "notes/2026-11.json" in run(tmp_path, "note", "list", now=days_on(1)).stdout


def test_of_many_files_that_are_gone_one_line_is_said(tmp_path: Path) -> None:
    for months in range(5):
        run(tmp_path, "note", "one", "--day", f"2026-0{months + 5}-01")
    run(tmp_path, "matter", "add", "a matter", now=days_on(1))
    for months in range(5):
        lose(tmp_path, f"notes/2026-0{months + 5}")
    assert run(tmp_path, "note", "list", now=days_on(1), language="zh").stderr == (
        "5个文件不见了，copies/2026-11-25 中还有，如 notes/2026-05.json。恢复：sixdonts doctor --repair\n"
    )
    leaving = ("summary", "--period", "2026", "--remark", "x", "--out", str(tmp_path / "page.md"))
    refused = run(tmp_path, *leaving, now=days_on(1))
    assert "notes/2026-05.json, notes/2026-06.json, notes/2026-07.json and others" in refused.stderr.splitlines()[-1]
    assert "notes/2026-08.json" not in refused.stderr
