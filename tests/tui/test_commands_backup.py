"""`backup` and `restore`: listed, written, read, brought back and undone, and every wrong use in one line."""

from __future__ import annotations

import json
import os
import zipfile
from contextlib import redirect_stderr
from datetime import timedelta
from io import StringIO
from pathlib import Path

import click
import pytest

from desk.backups import back_up, look_into
from desk.desk import Desk
from desk.words.backups import keeping_words, look_lines
from storage.archive import own_files
from storage.records import Profile
from tests.storage.filling import fill
from tests.storage.test_restoring import records_of
from tests.storage.vaults import PASSPHRASE, turn_on, unlock
from tests.tui.commanding import NOW, journal, run
from tui.commands.backup import say_left


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a note of yesterday and one of today."""
    run(tmp_path / "home", "note", "add", "昨天的", now=NOW - timedelta(days=1))
    run(tmp_path / "home", "note", "add", "今天的")
    return tmp_path / "home"


def titles(home: Path) -> set[str]:
    return {note.title for note in journal(home).notes.all()}


def test_a_lost_note_comes_back_from_the_copy_of_the_day_and_the_way_back_is_named(home: Path) -> None:
    copy, *_older = json.loads(run(home, "backup", "list", "--json").stdout)
    (home / "notes" / "2026-11.json").unlink()
    (home / "notes" / "2026-11.json.bak").unlink()

    shown = run(home, "restore", copy["name"])
    day = f"{int(copy['name'][5:7])}月{int(copy['name'][8:])}日"
    assert run(home, "restore", day).stdout == shown.stdout, "a day as every command takes it"
    assert run(home, "backup", "verify", day).stdout.startswith(copy["name"])
    assert (shown.exit_code, "昨天的" in shown.stdout, titles(home)) == (0, True, set())
    done = run(home, "restore", copy["name"], "--all", "--yes")
    assert ("sixdonts restore --undo" in done.stdout, titles(home)) == (True, {"昨天的"})
    assert run(home, "restore", "--undo", "--yes").exit_code == 0
    assert titles(home) == set()


def test_a_backup_into_a_folder_that_is_not_there_names_the_folder_and_makes_none(home: Path, tmp_path: Path) -> None:
    target = tmp_path / "stick" / "sub" / "all.zip"
    refused = run(home, "backup", "now", str(target))
    assert refused.exit_code == 1
    assert refused.stderr.strip().endswith(f"There is no folder {target.parent}; nothing was written.")
    assert not (tmp_path / "stick").exists()


def test_a_second_folder_that_came_to_lie_inside_is_named_as_long_as_it_is_set(tmp_path: Path) -> None:
    home = tmp_path / "home"
    run(home, "note", "one")
    inside = home / "backups"
    inside.mkdir()
    (home / "settings.toml").write_text(f"backup_folder = '{inside}'\n", encoding="utf-8")
    words = f"No backup goes to the second folder: {inside} lies in the data folder"
    assert words in run(home, "backup", "list").stdout
    assert sum(words in line for line in run(home, "doctor").stdout.splitlines()) == 1
    told = run(home, "note", "two").stderr  # as a backup is to be written
    assert f"could not be written to {inside} ({inside} lies in the data folder: choose another one)." in told
    run(home, "backup", "folder", "-")
    for command in (("backup", "list"), ("doctor",)):
        assert "lies in the data folder" not in run(home, *command).stdout


def test_a_second_folder_that_is_named_as_a_file_is_refused(home: Path, tmp_path: Path) -> None:
    refused = run(home, "backup", "folder", str(tmp_path / "x.zip"))
    assert (refused.exit_code, "name a folder" in refused.stderr) == (1, True)
    (tmp_path / "y.zip").mkdir()
    assert run(home, "backup", "folder", str(tmp_path / "y.zip")).exit_code == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows lets only administrators make links")
def test_no_backup_goes_into_the_data_folder(home: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(home / "notes", target_is_directory=True)
    for inside in (home, home / "notes", home / "not there yet", tmp_path / "link"):
        for words in (("backup", "folder", str(inside)), ("backup", "now", str(inside))):
            refused = run(home, *words)
            assert (refused.exit_code, refused.stderr.count("\n")) == (1, 1), words
            assert "data folder" in refused.stderr
    assert list(home.rglob("*.zip")) == []
    assert "No second folder is set" in run(home, "backup", "list").stdout


def test_one_file_out_and_in_moves_everything_to_another_computer(home: Path, tmp_path: Path) -> None:
    written = run(home, "backup", "now", str(tmp_path / "all.zip"))
    assert written.exit_code == 0
    moved = run(tmp_path / "new", "restore", str(tmp_path / "all.zip"), "--yes")
    assert (moved.exit_code, titles(tmp_path / "new")) == (0, {"昨天的", "今天的"})
    assert run(home, "backup", "verify", str(tmp_path / "all.zip")).exit_code == 0
    again = run(home, "backup", "now", str(tmp_path / "all.zip"))
    assert (again.exit_code, "--force" in again.stderr) == (1, True)


@pytest.mark.slow
def test_only_what_a_person_wrote_is_counted_and_all_of_it_can_be_listed(home: Path, tmp_path: Path) -> None:
    for number in range(30):
        run(home, "note", "add", f"第{number}篇")
    written = len(journal(home).notes.all())
    run(home, "exchange", str(tmp_path), "--yes")  # notes what it knows of each
    run(home, "backup", "now", str(tmp_path / "all.zip"))
    new = tmp_path / "new"
    shown = run(new, "restore", str(tmp_path / "all.zip"))
    assert "exchange/" not in shown.stdout
    assert "--list" in shown.stdout
    listed = run(new, "restore", str(tmp_path / "all.zip"), "--list")
    assert sum(line.startswith("  notes/") for line in listed.stdout.splitlines()) == written
    assert titles(new) == set()
    done = run(new, "restore", str(tmp_path / "all.zip"), "--all", "--yes")
    assert f"{written} brought back." in done.stdout


def test_of_a_record_that_is_otherwise_it_is_said_in_what_first(home: Path, tmp_path: Path) -> None:
    run(home, "backup", "now", str(tmp_path / "all.zip"))
    mine = journal(home)
    first, *_others = mine.notes.all()
    words = "先核对文号，再核对日期，然后送审，最后报送并登记"
    mine.notes.change(first, lambda old: old.changed(NOW, own_words=words, minutes=30))
    for more in ([], ["--record", f"notes/{first.uid}"]):
        shown = run(home, "restore", str(tmp_path / "all.zip"), *more, stdin="n\n").stdout
        line = next(line for line in shown.splitlines() if "in the backup" in line)
        assert line.strip().startswith("In my own words: blank in the backup, 先核对文号")
        assert line.endswith("(and 1 more)")
        assert words not in line


def test_of_much_that_did_not_come_back_the_command_is_named_that_lists_it_all() -> None:
    with pytest.raises(click.exceptions.Exit), redirect_stderr(StringIO()) as said:
        say_left([f"line {number}" for number in range(25)], "sixdonts backup verify all.zip")
    assert said.getvalue().count("line ") == 20
    assert "5" in (last := said.getvalue().splitlines()[-1])
    assert "sixdonts backup verify all.zip" in last
    with pytest.raises(click.exceptions.Exit), redirect_stderr(StringIO()) as said:
        say_left([f"line {number}" for number in range(25)])
    assert said.getvalue().count("line ") == 25


def test_only_the_records_named_come_back(home: Path, tmp_path: Path) -> None:
    run(home, "backup", "now", str(tmp_path / "all.zip"))
    lost, _kept = journal(home).notes.all()
    for note in journal(home).notes.all():
        journal(home).notes.remove(note)
    run(home, "restore", str(tmp_path / "all.zip"), "--record", f"notes/{lost.uid}", "--yes")
    assert titles(home) == {lost.title}


def test_a_damaged_backup_is_named_and_nothing_comes_of_it(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "all.zip"
    run(home, "backup", "now", str(file))
    file.write_bytes(file.read_bytes()[:-40])
    for words in (["restore", str(file), "--all", "--yes"], ["backup", "verify", str(file)]):
        result = run(home, *words)
        assert (result.exit_code, len((result.stdout + result.stderr).strip().splitlines())) == (1, 1)
    assert titles(home) == {"昨天的", "今天的"}


def test_what_a_damaged_backup_could_not_give_is_said_last_and_is_no_success(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "all.zip"
    run(home, "matter", "add", "会签意见汇总")
    run(home, "backup", "now", str(file))
    _spoil(file, "notes/2026-11.json")
    for other, more in (("new", ["--all"]), ("newer", [])):
        result = run(tmp_path / other, "restore", str(file), "--yes", *more)
        assert (result.exit_code, "notes/2026-11.json" in result.stderr.splitlines()[-1]) == (1, True)
        assert (titles(tmp_path / other), len(list(journal(tmp_path / other).matters.open()))) == (set(), 1)
    again = run(tmp_path / "new", "restore", str(file), "--all", "--yes")
    assert (again.exit_code, "notes/2026-11.json" in again.stderr) == (1, True), "nothing else was to come"


def _spoil(file: Path, part: str) -> None:
    """Change one file inside a backup, as a stick gone bad would."""
    with zipfile.ZipFile(file) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(file, "w") as packed:
        for name, data in parts.items():
            packed.writestr(name, data + b" " if name == part else data)


@pytest.mark.parametrize(("is_empty", "apart"), [(False, 1), (True, 1), (False, 0)])
@pytest.mark.slow
def test_undoing_an_import_leaves_nothing_of_it_and_once_more_brings_it_again(
    tmp_path: Path, is_empty: bool, apart: int
) -> None:
    home, other, out = tmp_path / "home", tmp_path / "other", tmp_path / "out"
    fill(other)
    (other / "settings.toml").write_text('backup_folder = "/elsewhere"\ntheme = "ink"\n')
    run(other, "export", "all", str(out))
    if not is_empty:
        run(home, "note", "add", "自己的")
    before = held(home)
    run(home, "import", "all", str(out), "--yes")
    came = held(home)
    undone = run(home, "restore", "--undo", "--yes", now=NOW + timedelta(minutes=apart))
    assert held(home) == before
    assert ("Undone" in undone.stdout, str(out) in undone.stdout, "?" in undone.stdout) == (True, True, False)
    again = run(home, "restore", "--undo", "--yes", now=NOW + timedelta(minutes=2 * apart))
    assert "once more" in again.stdout
    assert held(home) == came
    assert len(list((home / "copies").glob("before-restore-*"))) == 3, "none took another's place"


def held(home: Path) -> dict[str, object]:
    """Every record and every file beside them."""
    files = {path: (home / path).read_bytes() for path in own_files(home) if path.endswith(".toml")}
    return {**{name: one for name, one in records_of(home).items() if not name.startswith("trash")}, **files}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["restore"], 2),
        (["restore", "2020-01-01"], 1),
        (["restore", "--undo", "--yes"], 1),
        (["restore", "2026-11-24", "--record", "notes/none", "--yes"], 1),
        (["backup", "now"], 1),
        (["backup", "now", "nowhere/all.zip"], 1),
        (["backup", "verify", "nowhere.zip"], 1),
    ],
)
def test_wrong_use_gets_one_line_and_changes_nothing(home: Path, words: list[str], code: int) -> None:
    result = run(home, *words)
    assert (result.exit_code, titles(home)) == (code, {"昨天的", "今天的"})
    assert "Traceback" not in result.stderr
    assert result.stderr.strip() or result.stdout.strip()


def test_after_the_first_save_of_a_day_a_backup_goes_to_the_second_folder_once(home: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    run(home, "backup", "folder", str(stick))
    [first] = stick.iterdir()
    made = first.stat().st_mtime_ns
    run(home, "note", "add", "又一个")
    assert [(path, path.stat().st_mtime_ns) for path in stick.iterdir()] == [(first, made)]
    run(home, "note", "add", "明天的", now=NOW + timedelta(days=1))
    assert len(list(stick.iterdir())) == 2


def test_a_second_folder_that_is_away_for_a_fortnight_is_said(home: Path, tmp_path: Path) -> None:
    run(home, "backup", "folder", str(tmp_path / "stick"))
    assert "13 days" not in run(home, "status", now=NOW + timedelta(days=13)).stderr
    later = run(home, "note", "add", "后来的", now=NOW + timedelta(days=14))
    assert "14 days" in later.stderr


def test_a_second_folder_that_is_there_is_not_called_missed_after_a_long_pause(home: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    run(home, "backup", "folder", str(stick))
    for words in (["status"], ["backup", "list"], ["note", "add", "后来的"]):
        result = run(home, *words, now=NOW + timedelta(days=22))
        assert (result.exit_code, "22 days" in result.stdout + result.stderr) == (0, False), result.output
    assert len(list(stick.iterdir())) == 2


@pytest.mark.parametrize("how", ["set", "named", "named otherwise", "relative"])
def test_a_folder_that_is_away_is_refused_and_no_file_takes_its_name(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    stick = tmp_path / "stick"
    if how != "named otherwise":
        run(home, "backup", "folder", str(stick))
    monkeypatch.chdir(tmp_path)
    said = {"set": [], "relative": ["stick"]}.get(how, [str(stick)])
    result = run(home, "backup", "now", *said)
    assert (result.exit_code, "nothing was written" in result.stderr, result.stdout) == (1, True, "")
    assert not stick.exists()
    stick.mkdir()
    assert run(home, "backup", "now", *said).exit_code == 0
    assert [path.suffix for path in stick.iterdir()] == [".zip"]


@pytest.mark.slow
def test_old_backups_in_the_second_folder_make_room_and_those_of_others_stay(home: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    other = stick / "sixdonts-abcdef-2020-01-01.zip"
    other.write_bytes(b"of somebody else")
    run(home, "backup", "folder", str(stick))
    for day in range(1, 61):
        run(home, "note", "add", f"{day}", now=NOW + timedelta(days=day))
    days = sorted(path.name[-14:-4] for path in stick.iterdir() if path != other)
    assert other.read_bytes() == b"of somebody else"
    assert days[-7:] == [(NOW + timedelta(days=day)).date().isoformat() for day in range(54, 61)]
    assert days[0] == "2026-11-30"
    assert len(days) <= 7 + 4 + 3


def test_a_backup_of_another_person_is_named_and_comes_in_by_no_yes_alone(home: Path, tmp_path: Path) -> None:
    journal(home).save_profile(Profile(name="周海涛", member_no="005"))
    run(home, "backup", "now", str(tmp_path / "all.zip"))
    other = tmp_path / "other"
    journal(other).save_profile(Profile(name="王小明", member_no="0108"))
    shown = run(other, "restore", str(tmp_path / "all.zip"))
    assert ("周海涛" in shown.stdout, "王小明" in shown.stdout) == (True, True)
    refused = run(other, "restore", str(tmp_path / "all.zip"), "--all", "--yes")
    assert (refused.exit_code, "--this-is-me" in refused.stderr) == (1, True)
    assert (titles(other), journal(other).profile().name) == (set(), "王小明")
    assert run(other, "restore", str(tmp_path / "all.zip"), "--all", "--yes", "--this-is-me").exit_code == 0
    assert journal(other).profile().name == "周海涛"


def test_what_only_lacks_a_field_with_its_usual_value_is_not_otherwise(home: Path, tmp_path: Path) -> None:
    journal(home).save_profile(Profile(name="周海涛"))
    run(home, "backup", "now", str(tmp_path / "all.zip"))
    path = home / "profile.json"
    written = json.loads(path.read_bytes())
    assert written["records"]["profile"].pop("is_secretary") is False
    path.write_text(json.dumps(written))
    assert "nothing to bring back" in run(home, "restore", str(tmp_path / "all.zip")).stdout


def test_it_is_said_that_what_was_sealed_would_lie_open_and_how_a_backup_is_kept(home: Path, tmp_path: Path) -> None:
    turn_on(home)
    desk = Desk(home, cipher=unlock(home))
    back_up(desk, tmp_path / "all.zip")
    new = Desk(tmp_path / "new")
    lines = "\n".join(look_lines(look_into(new, str(tmp_path / "all.zip"), PASSPHRASE)))
    assert "sixdonts vault on" in lines
    turn_on(new.home)
    sealed = Desk(new.home, cipher=unlock(new.home))
    assert "sixdonts vault on" not in "\n".join(look_lines(look_into(sealed, str(tmp_path / "all.zip"), PASSPHRASE)))
    assert keeping_words(is_sealed=True) != keeping_words(is_sealed=False)


@pytest.mark.parametrize("command", [("folder",), ("now",)])
@pytest.mark.parametrize("said", ["{top}/in a circle", "~nobody-of-this-name/copies"])
def test_a_folder_that_leads_nowhere_ends_nothing_unforeseen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in a circle").symlink_to(tmp_path / "in a circle")
    run(tmp_path / "home", "note", "一")
    done = run(tmp_path / "home", "backup", *command, said.format(top=tmp_path))
    assert done.exit_code == (0 if command == ("folder",) else 1), done.output  # a stick need not be there always
    assert len(done.output.splitlines()) == 1
    assert not list(tmp_path.rglob("*.zip"))


def test_of_a_damaged_backup_it_is_not_said_that_all_of_it_is_here(home: Path, tmp_path: Path) -> None:
    run(home, "backup", "now", str(tmp_path / "all.zip"))
    damaged = bytearray((tmp_path / "all.zip").read_bytes())
    damaged[200] ^= 1
    (tmp_path / "all.zip").write_bytes(damaged)
    restored = run(tmp_path / "new", "restore", str(tmp_path / "all.zip"), "--yes", language="zh")
    assert restored.exit_code == 1
    assert ("都有，也都一样" in restored.output, "读不了" in restored.output) == (False, True)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("away/all.zip", "away/all.zip 不存在，请核对名称和文件夹。"),
        ("2026-11-31", "没有2026-11-31这一天。"),
        ("11月31日", "没有11月31日这一天。"),
        ("2026-10-01", "没有2026年10月1日的备份。查看有哪些备份：sixdonts backup list"),
        ("everything", "没有名为 everything 的备份。查看有哪些备份：sixdonts backup list"),
    ],
)
def test_what_is_no_backup_is_told_with_its_cause(home: Path, name: str, says: str) -> None:
    for command in (("restore", name, "--yes"), ("backup", "verify", name)):
        told = run(home, *command, language="zh")
        assert (told.exit_code, says in told.output) == (1, True), told.output


def test_what_cannot_be_read_here_is_said_of_the_backup_that_is_written(home: Path, tmp_path: Path) -> None:
    file = home / "notes/2026-11.json"
    file.write_text("junk", encoding="utf-8")
    Path(f"{file}.bak").unlink(missing_ok=True)
    done = run(home, "backup", "now", str(tmp_path / "all.zip"), language="zh")
    assert done.exit_code == 0
    assert "已写好并读回核对" in done.stdout
    assert "其中和本机一样，有的读不全：notes/2026-11.json" in done.stderr
