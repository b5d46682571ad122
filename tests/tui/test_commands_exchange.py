"""`exchange` and `vault join`: what is undecided, whose the files are, what was not read, and how one joins."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import click
import pytest

from content.words import use
from desk.desk import Desk
from storage.records import Profile
from tests.computers import desk_at, go, own_file, retitle, stick_at, titles, write
from tests.storage.vaults import OTHER, PASSPHRASE, PLANTED, turn_on, unlock, where
from tests.tui.commanding import run
from tests.tui.test_commands_vault import KEY
from tui.commands.exchange import labels_of, meant_by


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return stick_at(tmp_path)


@pytest.fixture
def office(tmp_path: Path, stick: Path) -> Desk:
    """A computer whose file lies on the stick."""
    desk = desk_at(tmp_path, "office")
    desk.journal.save_profile(Profile(name="张三", member_no="007"))
    write(desk, PLANTED)
    go(desk, stick)
    return desk


def say(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: str, variable: str) -> None:
    """Put a passphrase where a script would."""
    (tmp_path / variable).touch(0o600)
    (tmp_path / variable).write_text(words, encoding="utf-8")
    monkeypatch.setenv(f"SIXDONTS_{variable}_FILE", str(tmp_path / variable))


def test_undecided_names_the_commands_and_the_way_on_and_a_wrong_choice_its_number(tmp_path: Path, stick: Path) -> None:
    office, home = desk_at(tmp_path, "office"), desk_at(tmp_path, "home")
    notes = [write(office, title) for title in ("甲", "乙")]
    for desk in (office, home):
        go(desk, stick)
    for desk, more in ((office, "一"), (home, "二")):
        for note in notes:
            retitle(desk, note, note.title + more)
        go(desk, stick)
    shown = run(home.home, "exchange", "--undecided").stdout
    assert "sixdonts exchange --keep 2=there" in shown
    assert shown.splitlines()[-1].endswith("exchange once more: sixdonts exchange")
    for keeps in (["2=that"], ["1=here", "2=that"], ["2=here", "2=there"], ["2"]):
        wrong = run(home.home, "exchange", *(word for keep in keeps for word in ("--keep", keep)))
        assert (wrong.exit_code, wrong.stderr[:8]) == (1, "Number 2")
    for keep in ("2", "2="):
        wrong = run(home.home, "exchange", "--keep", keep)
        assert "say which to keep: --keep 2=here, --keep 2=there, --keep 2=both" in wrong.stderr
    for arguments in (("--keep", "2=there"), ("--undecided",)):
        wrong = run(home.home, "exchange", *arguments, "--dry-run")
        assert wrong.exit_code == 2
        assert "--dry-run shows what an exchange would do" in wrong.stderr
    assert run(home.home, "exchange", "--undecided").stdout == shown


def test_where_nobody_said_who_this_is_nothing_comes_before_it_is_said(
    tmp_path: Path, stick: Path, office: Desk
) -> None:
    home = tmp_path / "home"
    refused = run(home, "exchange", str(stick), "--yes")
    assert (refused.exit_code, "张三" in refused.stderr, "--this-is-me" in refused.stderr) == (1, True, True)
    assert (titles(desk_at(tmp_path, "home")), desk_at(tmp_path, "home").journal.profile()) == ([], Profile())
    assert len(list(stick.iterdir())) == 1
    assert run(home, "exchange", str(stick), "--yes", "--this-is-me").exit_code == 0
    assert desk_at(tmp_path, "home").journal.profile().member_no == "007"
    assert run(home, "exchange", "--yes").exit_code == 0  # it is known by now


def test_a_cut_file_ends_with_1_and_what_to_do_when_all_else_is_done(tmp_path: Path, stick: Path, office: Desk) -> None:
    file = stick / own_file(office)
    file.write_bytes(file.read_bytes()[:-9])
    home = desk_at(tmp_path, "home")
    write(home, "家里的")
    done = run(home.home, "exchange", str(stick), "--yes")
    assert (done.exit_code, file.name in done.stderr) == (1, True)
    assert done.output.count("exchange once more on the computer it is from") == 1  # before it is agreed to
    assert (stick / own_file(home)).exists()
    again = run(
        office.home, "exchange", str(stick), "--yes", "--this-is-me"
    )  # of one's own that was cut nothing is to be done
    assert (again.exit_code, "written anew" in again.stdout) == (0, True)
    assert titles(office) == sorted(["家里的", PLANTED])


@pytest.mark.skipif(os.name == "nt", reason="Windows lets only administrators make links")
def test_joining_shows_no_recovery_key_where_a_link_stands_in_the_way_of_the_vault(
    tmp_path: Path, stick: Path, office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn_on(office.home)
    say(monkeypatch, tmp_path, PASSPHRASE, "PASSPHRASE")
    assert run(office.home, "exchange", str(stick), "--yes").exit_code == 0
    home = tmp_path / "home"
    (home / "notes").parent.mkdir()
    (tmp_path / "elsewhere").mkdir()
    (home / "notes").symlink_to(tmp_path / "elsewhere")
    say(monkeypatch, tmp_path, PASSPHRASE, "OTHER_PASSPHRASE")
    refused = run(home, "vault", "join", str(stick), "--yes")
    assert (refused.exit_code, refused.stdout, str(home / "notes") in refused.stderr) == (1, "", True)


@pytest.mark.parametrize("has_own_vault", [False, True])
def test_joining_is_refused_where_nobody_agreed_and_no_recovery_key_is_shown(
    tmp_path: Path, stick: Path, office: Desk, monkeypatch: pytest.MonkeyPatch, *, has_own_vault: bool
) -> None:
    turn_on(office.home)
    say(monkeypatch, tmp_path, PASSPHRASE, "PASSPHRASE")
    say(monkeypatch, tmp_path, PASSPHRASE, "OTHER_PASSPHRASE")
    assert run(office.home, "exchange", str(stick), "--yes").exit_code == 0
    home = tmp_path / "home"
    run(home, "note", "mine")
    if has_own_vault:
        turn_on(home)
    own = unlock(home).exchange_key if has_own_vault else b""
    before = {path: path.read_bytes() for path in home.rglob("*.json")}
    refused = run(home, "vault", "join", str(stick))
    assert (refused.exit_code, "--yes" in refused.stderr) == (1, True)
    assert ("of this computer too?" in refused.stderr) == (not has_own_vault), refused.stderr
    assert KEY.findall(refused.output) == []
    assert {path: path.read_bytes() for path in home.rglob("*.json")} == before
    assert (unlock(home).exchange_key if has_own_vault else b"") == own


@pytest.mark.slow
def test_where_joining_stops_half_way_the_recovery_key_is_shown_and_opens(
    tmp_path: Path, stick: Path, office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn_on(office.home)
    say(monkeypatch, tmp_path, PASSPHRASE, "PASSPHRASE")
    say(monkeypatch, tmp_path, PASSPHRASE, "OTHER_PASSPHRASE")
    assert run(office.home, "exchange", str(stick), "--yes").exit_code == 0
    home = tmp_path / "home"
    run(home, "note", "mine")
    blocked = home / "notes/2026-11.json.tmp"
    blocked.mkdir()  # this file cannot be sealed
    stopped = run(home, "vault", "join", str(stick), "--yes")
    assert (stopped.exit_code, "half way" in stopped.stderr) == (1, True)
    [key] = KEY.findall(stopped.stdout)
    blocked.rmdir()
    say(monkeypatch, tmp_path, key, "PASSPHRASE")
    assert "mine" in run(home, "note", "list").stdout
    assert unlock(home).exchange_key == unlock(office.home).exchange_key


@pytest.mark.slow
def test_joining_turns_the_vault_on_by_the_other_computers_passphrase_and_what_was_sealed_is_read(
    tmp_path: Path, stick: Path, office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn_on(office.home)
    say(monkeypatch, tmp_path, PASSPHRASE, "PASSPHRASE")
    assert run(office.home, "exchange", str(stick), "--yes").exit_code == 0
    assert where(stick) == []
    home = tmp_path / "home"
    locked = run(home, "exchange", str(stick), "--yes")
    assert (locked.exit_code, f"sixdonts vault join {stick}" in locked.stdout) == (1, True)
    assert "this seals the records here too" in locked.stdout

    monkeypatch.delenv("SIXDONTS_PASSPHRASE_FILE")
    asked = run(home, "vault", "join", str(stick), "--yes")
    assert (asked.exit_code, "locked" in asked.stderr) == (1, False)
    assert "SIXDONTS_OTHER_PASSPHRASE_FILE" in asked.stderr
    say(monkeypatch, tmp_path, PASSPHRASE, "PASSPHRASE")
    say(monkeypatch, tmp_path, "no sentence of anybody", "OTHER_PASSPHRASE")
    assert run(home, "vault", "join", str(stick), "--yes").exit_code == 1
    monkeypatch.delenv("SIXDONTS_OTHER_PASSPHRASE_FILE")
    assert run(home, "vault", "join", str(stick)).exit_code == 1  # nobody said that the recovery key is printed
    assert run(home, "vault", "status").stdout.startswith("The vault is off")
    joined = run(home, "vault", "join", str(stick), "--yes")
    assert "all records here are sealed" in " ".join(joined.stdout.split())
    assert (joined.exit_code, f"sixdonts exchange {stick}" in joined.stdout) == (0, True), joined.output
    assert run(home, "exchange", str(stick), "--yes", "--this-is-me").exit_code == 0
    assert PLANTED in run(home, "note", "list").stdout
    assert where(stick) == where(home) == []
    assert unlock(home).exchange_key == unlock(office.home).exchange_key
    assert run(home, "vault", "join", str(stick)).exit_code == 1  # there is nothing to join any more


def test_a_file_that_anybody_could_have_written_is_taken_in_by_no_yes_that_does_not_say_so(
    tmp_path: Path, stick: Path, office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = desk_at(tmp_path, "home")
    home.journal.save_profile(office.journal.profile())
    turn_on(home.home)
    say(monkeypatch, tmp_path, PASSPHRASE, "PASSPHRASE")
    refused = run(home.home, "exchange", str(stick), "--yes")
    assert (refused.exit_code, own_file(office) in refused.stderr, "--take-open" in refused.stderr) == (1, True, True)
    assert (PLANTED in run(home.home, "note", "list").stdout, len(list(stick.iterdir()))) == (False, 2)
    assert run(home.home, "exchange", str(stick), "--yes", "--take-open").exit_code == 0
    assert PLANTED in run(home.home, "note", "list").stdout


def test_a_dry_run_says_what_yes_would_do(
    tmp_path: Path, stick: Path, office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies open is not taken in by --yes alone, so what it says goes from here too."""
    home = desk_at(tmp_path, "home")
    home.journal.save_profile(office.journal.profile())
    go(home, stick)
    write(home, "家里的")
    turn_on(home.home)
    say(monkeypatch, tmp_path, PASSPHRASE, "PASSPHRASE")
    for more in ((), ("--take-open",)):
        shown, done = (run(home.home, "exchange", str(stick), *more, one) for one in ("--dry-run", "--yes"))
        assert (shown.exit_code, shown.stderr) == (done.exit_code, done.stderr)
        said = [line for line in done.stdout.splitlines() if "file is written" not in line and "Exchanged" not in line]
        assert shown.stdout.splitlines() == said
        assert ("Goes: note 2" in shown.stdout) == (not more), shown.stdout
    other = desk_at(tmp_path, "other")
    refused = [run(other.home, "exchange", str(stick), one) for one in ("--dry-run", "--yes")]
    assert refused[0].output == refused[1].output


def test_of_an_open_file_that_may_be_this_computers_own_of_before_the_way_out_is_told_and_leads_out(
    tmp_path: Path, stick: Path, office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = tmp_path / "copied"
    shutil.copytree(office.home, copied)
    turn_on(copied)
    say(monkeypatch, tmp_path, PASSPHRASE, "PASSPHRASE")
    stuck = run(copied, "exchange", str(stick), "--yes")
    assert (stuck.exit_code, "is called as this computer" in stuck.stdout) == (1, True), stuck.output
    assert "take it in once with --take-open, then delete it" in stuck.stdout
    assert run(copied, "exchange", str(stick), "--yes", "--take-open").exit_code == 0
    (stick / own_file(office)).unlink()
    again = run(copied, "exchange", str(stick), "--yes")
    assert (again.exit_code, "called as" in again.output) == (0, False), again.output
    assert PLANTED in run(copied, "note", "list").stdout


@pytest.mark.slow
def test_a_computer_with_a_vault_and_one_without_come_together_by_what_they_are_told(
    tmp_path: Path, stick: Path, office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one without has left its open file first: it is not taken in, but what it needs to join lies there."""
    home, secret = desk_at(tmp_path, "home"), "家里的秘密"
    home.journal.save_profile(office.journal.profile())
    write(home, secret)
    turn_on(home.home)
    none = run(office.home, "vault", "join", str(stick), "--yes")
    assert (none.exit_code, f"exchange first: sixdonts exchange {stick}" in none.stderr) == (1, True), none.output
    say(monkeypatch, tmp_path, PASSPHRASE, "PASSPHRASE")
    refused = run(home.home, "exchange", str(stick), "--yes")
    assert (refused.exit_code, "This computer's file is written" in refused.stdout) == (1, True), refused.output
    assert f"sixdonts vault join {stick}" in refused.stdout
    assert not [file for file in stick.iterdir() if secret.encode() in file.read_bytes()]
    say(monkeypatch, tmp_path, PASSPHRASE, "OTHER_PASSPHRASE")
    assert run(office.home, "vault", "join", str(stick), "--yes").exit_code == 0
    for one in (office, home, office):
        done = run(one.home, "exchange", str(stick), "--yes")
        assert done.exit_code == 0, done.output
        listed = run(one.home, "note", "list").stdout
        assert (PLANTED in listed, secret in listed) == (True, True)
    assert where(stick) == []


def test_records_of_nobody_named_are_never_mixed_before_somebody_says_that_they_are_his(
    tmp_path: Path, stick: Path
) -> None:
    mine, other = desk_at(tmp_path, "mine"), desk_at(tmp_path, "other")
    write(mine, "我的")
    write(other, "同事的")
    go(other, stick)
    refused = run(mine.home, "exchange", str(stick), "--yes", language="zh")
    assert (refused.exit_code, "--this-is-me" in refused.stderr) == (1, True), refused.output
    assert "共1条" in refused.stderr
    assert (titles(mine), len(list(stick.iterdir()))) == (["我的"], 1)
    mine.journal.save_profile(Profile(name="张三"))
    assert run(mine.home, "exchange", str(stick), "--yes").exit_code == 1, "a name here does not say whose those are"
    assert titles(mine) == ["我的"]
    assert run(mine.home, "exchange", str(stick), "--yes", "--this-is-me").exit_code == 0
    assert sorted(titles(mine)) == sorted(["我的", "同事的"])
    write(other, "又一篇")
    go(other, stick)
    assert run(mine.home, "exchange", str(stick), "--yes").exit_code == 0, "it was met: nothing is asked again"


def test_a_file_of_nobody_named_is_left_out_and_ones_own_computers_go_on_exchanging(
    tmp_path: Path, stick: Path
) -> None:
    mine, second, other = desk_at(tmp_path, "mine"), desk_at(tmp_path, "second"), desk_at(tmp_path, "other")
    for one in (mine, second):
        one.journal.save_profile(Profile(name="张三"))
        write(one, f"{one.home.name}的")
        go(one, stick)
    write(other, "同事的")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    go(other, elsewhere)
    (its,) = elsewhere.iterdir()
    shutil.copy(its, stick)
    left = sorted(stick.iterdir())
    write(second, "又一篇")
    assert run(second.home, "exchange", str(stick), "--dry-run", language="zh").exit_code == 1
    done = run(mine.home, "exchange", str(stick), "--yes", language="zh")
    assert (done.exit_code, "--this-is-me" in done.stderr) == (1, True), done.output
    assert sorted(titles(mine)) == sorted(["mine的", "second的"])
    assert sorted(stick.iterdir()) == left
    assert run(mine.home, "exchange", str(stick), "--yes", "--this-is-me").exit_code == 0
    assert "同事的" in titles(mine)


def test_what_was_said_of_another_computer_is_never_taken_for_the_passphrase_of_this_one(
    tmp_path: Path, stick: Path, office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.take_cipher(turn_on(office.home))
    go(office, stick)
    home = desk_at(tmp_path, "home")
    write(home, "家里的")
    turn_on(home.home, OTHER)
    say(monkeypatch, tmp_path, OTHER, "PASSPHRASE")
    say(monkeypatch, tmp_path, PASSPHRASE, "OTHER_PASSPHRASE")
    asked = run(home.home, "vault", "join", str(stick))  # its own key would be given up
    assert (asked.exit_code, "join on the other one" in " ".join(asked.stdout.split())) == (1, True)
    assert run(home.home, "vault", "join", str(stick), "--yes").exit_code == 0
    assert run(home.home, "note", "list").exit_code == 0  # by its own passphrase still
    done = run(home.home, "exchange", str(stick), "--yes", "--this-is-me")
    assert done.exit_code == 0, done.output
    assert PLANTED in run(home.home, "note", "list").stdout


def test_where_it_is_asked_a_number_the_word_shown_and_that_of_the_option_all_choose() -> None:
    use("zh")
    labels = labels_of(["here", "there", "there2", "both"])
    assert list(labels) == ["本机", "另一台", "另一台2", "两份都留"]
    for said, meant in (("1", "here"), ("另一台2", "there2"), (" There ", "there"), ("4", "both"), ("", "")):
        assert meant_by(labels, said) == meant
    for said in ("5", "0", "那一台"):
        with pytest.raises(click.UsageError, match="1、2、3、4"):
            meant_by(labels, said)
