"""The commands of the vault, and every other command where one is on."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from storage.brought import brought_in
from storage.cipher import is_sealed
from storage.vault import proved
from storage.vault_names import vault_files
from tests.storage.filling import fill
from tests.storage.vaults import OTHER, PASSPHRASE, PLANTED, turn_on, unlock, where
from tests.tui.commanding import NOW, SHOW_MODULES, run, start

KEY = re.compile(r"[0-9A-Z]{5}(?:-[0-9A-Z]{5}){7}")
FROM, NEW = "SIXDONTS_PASSPHRASE_FILE", "SIXDONTS_NEW_PASSPHRASE_FILE"
Saying = Callable[..., None]


@pytest.fixture
def say_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Saying:
    """Puts a passphrase where a script would."""

    def put(words: str, variable: str = FROM) -> None:
        file = tmp_path / variable
        file.write_text(f"{words}\n", encoding="utf-8")
        file.chmod(0o600)
        monkeypatch.setenv(variable, str(file))

    return put


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder with a note, its vault on."""
    home = tmp_path / "home"
    assert run(home, "note", "add", PLANTED, "--text", PLANTED).exit_code == 0
    turn_on(home)
    return home


@pytest.mark.slow
def test_on_status_and_off(own_home: Path, say_it: Saying) -> None:
    run(own_home, "note", "add", PLANTED)
    assert run(own_home, "vault", "status").stdout.startswith("The vault is off")
    say_it(PASSPHRASE)
    say_it(PASSPHRASE, NEW)
    on = run(own_home, "vault", "on", "--yes")
    assert on.exit_code == 0, on.stderr
    assert len(KEY.findall(on.stdout)) == 1
    assert where(own_home) == []
    assert run(own_home, "vault", "status").stdout.splitlines() == [
        "The vault is on.", "All that belongs into it is sealed.",
    ]  # fmt: skip
    state = json.loads(run(own_home, "vault", "status", "--json").stdout)
    assert state == {"is_on": True, "unfinished": "", "not_sealed": []}
    assert run(own_home, "vault", "on", "--yes").exit_code == 1
    assert run(own_home, "vault", "off", "--yes").exit_code == 0
    assert where(own_home) != []
    assert run(own_home, "note", "list").stdout.count(PLANTED) == 1


def test_nothing_is_sealed_before_somebody_agreed(own_home: Path, say_it: Saying) -> None:
    run(own_home, "note", "add", PLANTED)
    say_it(PASSPHRASE)
    say_it(PASSPHRASE, NEW)
    refused = run(own_home, "vault", "on")
    assert (refused.exit_code, refused.stdout) == (1, "")  # no key is shown that opens nothing
    assert "--yes" in refused.stderr
    assert run(own_home, "vault", "status").stdout.startswith("The vault is off")


def test_no_key_is_shown_before_somebody_agreed_to_another(home: Path, say_it: Saying) -> None:
    say_it(PASSPHRASE)
    for command, question in (("rekey", "Take a new key, passphrase and"), ("recovery", "Make a new recovery key?")):
        refused = run(home, "vault", command)
        assert (refused.exit_code, refused.stdout) == (1, ""), command
        assert (question in refused.stderr, "--yes" in refused.stderr) == (True, True), refused.stderr


def test_a_key_that_could_not_be_put_to_use_is_not_shown(own_home: Path, say_it: Saying) -> None:
    run(own_home, "note", "add", PLANTED)
    say_it(PASSPHRASE)
    say_it(PASSPHRASE, NEW)
    (own_home / "vault.json.tmp").mkdir()  # the header cannot be written
    refused = run(own_home, "vault", "on", "--yes")
    assert refused.exit_code == 1
    assert KEY.findall(refused.stdout) == []


@pytest.mark.parametrize("command", ["on", "rekey"])
def test_where_sealing_stops_half_way_the_key_that_counts_already_is_shown_and_opens(
    own_home: Path, say_it: Callable[..., None], command: str
) -> None:
    run(own_home, "note", "add", PLANTED)
    if command == "rekey":
        turn_on(own_home)
    say_it(OTHER if command == "rekey" else PASSPHRASE, NEW)
    say_it(PASSPHRASE)
    blocked = own_home / "notes/2026-11.json.tmp"
    blocked.mkdir()  # this file cannot be sealed
    stopped = run(own_home, "vault", command, "--yes")
    assert (stopped.exit_code, "half way" in stopped.stderr) == (1, True)
    [key] = KEY.findall(stopped.stdout)
    assert "sixdonts vault recovery" in run(own_home, "vault", "status").stdout
    blocked.rmdir()
    say_it(key)
    assert PLANTED in run(own_home, "note", "list").stdout
    assert run(own_home, "vault", "status").stdout.splitlines()[-1] == "All that belongs into it is sealed."
    assert where(own_home) == []


# A kill as a record file is to be put in its sealed state.
KILLED = """
import os
replace = os.replace
def dies(source, target, **named):
    if str(target).endswith("2026-11.json"):
        os._exit(9)
    replace(source, target, **named)
os.replace = dies
"""


def test_who_is_killed_while_sealing_has_seen_the_recovery_key(own_home: Path, say_it: Saying) -> None:
    run(own_home, "note", "add", PLANTED)
    say_it(PASSPHRASE)
    say_it(PASSPHRASE, NEW)
    killed = start(own_home, "vault", "on", "--yes", before=KILLED)
    assert killed.returncode == 9
    [key] = KEY.findall(killed.stdout.decode())
    assert run(own_home, "vault", "status").stdout.splitlines()[-1].endswith("sixdonts vault recovery")
    say_it(key)
    assert PLANTED in run(own_home, "note", "list").stdout
    assert where(own_home) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows lets only administrators make links")
def test_no_recovery_key_is_shown_where_a_link_stands_in_the_way(
    own_home: Path, tmp_path: Path, say_it: Saying
) -> None:
    run(own_home, "note", "add", "x")
    (own_home / "notes").rename(tmp_path / "elsewhere")
    (own_home / "notes").symlink_to(tmp_path / "elsewhere")
    say_it(PASSPHRASE)
    say_it(PASSPHRASE, NEW)
    result = run(own_home, "vault", "on", "--yes")
    assert (result.exit_code, result.stdout) == (1, "")
    assert str(own_home / "notes") in result.stderr


@pytest.mark.parametrize("command", [("on", "--yes"), ("rekey", "--yes"), ("passphrase",)])
def test_the_passphrase_that_opens_is_never_taken_for_a_new_one(
    own_home: Path, say_it: Saying, command: tuple[str, ...]
) -> None:
    run(own_home, "note", "add", PLANTED)
    if command[0] != "on":
        turn_on(own_home)
    say_it(PASSPHRASE)
    was = run(own_home, "vault", "status").stdout
    refused = run(own_home, "vault", *command)
    assert (refused.exit_code, NEW in refused.stderr, KEY.findall(refused.stdout)) == (1, True, [])
    assert run(own_home, "vault", "status").stdout == was


def test_a_passphrase_that_is_too_short_is_refused(own_home: Path, say_it: Saying) -> None:
    run(own_home, "note", "add", PLANTED)
    say_it("short")
    say_it("short", NEW)
    refused = run(own_home, "vault", "on", "--yes")
    assert (refused.exit_code, "at least" in refused.stderr) == (1, True)
    assert run(own_home, "note", "list").exit_code == 0


def test_while_locked_status_shows_nothing_private_and_is_no_fault(home: Path) -> None:
    run(home, "matter", "add", "x", "--no-due", "--yes")
    for done in (run(home, "status"), run(home, "status", "--json"), run(home, "status", "--short")):
        assert done.exit_code == 0
        assert PLANTED not in done.output
        assert not re.search(r"open matter|checked|open_matters", done.output)
    assert json.loads(run(home, "status", "--json").stdout)["is_locked"] is True


def test_while_locked_status_says_that_it_opens_nothing_where_a_passphrase_is_at_hand(
    home: Path, say_it: Saying
) -> None:
    assert "SIXDONTS_PASSPHRASE_FILE" not in run(home, "status").stdout
    say_it(PASSPHRASE)
    said = run(home, "status").stdout
    assert ("SIXDONTS_PASSPHRASE_FILE" in said, PLANTED in said) == (True, False)


def test_status_as_it_is_run_imports_no_cryptography(home: Path) -> None:
    done = start(home, "status", before=SHOW_MODULES)
    assert done.returncode == 0
    assert "Locked" in done.stdout.decode()
    assert not {"cryptography", "click", "storage.vault", "storage.sealed"} & set(done.stdout.decode().split())


@pytest.mark.slow
def test_without_a_vault_nobody_imports_cryptography(own_home: Path) -> None:
    done = start(own_home, "note", "add", "x", before=SHOW_MODULES)
    assert done.returncode == 0
    assert not {"cryptography", "storage.vault", "storage.sealed"} & set(done.stdout.decode().split())


@pytest.mark.parametrize(
    "words", [["note", "list"], ["note", "add", "x"], ["doctor"], ["backup", "list"], ["vault", "off", "--yes"]]
)
def test_a_command_that_nobody_can_tell_the_passphrase_ends_with_one_line(home: Path, words: list[str]) -> None:
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    done = run(home, *words)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "SIXDONTS_PASSPHRASE_FILE" in done.stderr
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before


def test_where_nothing_is_locked_here_nobody_is_told_so(
    home: Path, tmp_path: Path, say_it: Saying, monkeypatch: pytest.MonkeyPatch
) -> None:
    say_it(PASSPHRASE)
    archive, elsewhere = tmp_path / "all.zip", tmp_path / "elsewhere"
    assert run(home, "backup", "now", str(archive)).exit_code == 0
    monkeypatch.delenv("SIXDONTS_PASSPHRASE_FILE")
    for variable, words in (("NEW", ("vault", "on", "--yes")), ("BACKUP", ("restore", str(archive), "--all"))):
        done = run(elsewhere, *words)
        [line] = done.stderr.splitlines()
        assert (done.exit_code, "terminal" in line, f"SIXDONTS_{variable}_PASSPHRASE_FILE" in line) == (1, True, True)
        assert "locked" not in line
    assert run(elsewhere, "vault", "status").stdout.startswith("The vault is off")


def test_a_wrong_passphrase_is_told_and_changes_nothing(home: Path, say_it: Saying) -> None:
    say_it("not the one")
    done = run(home, "note", "list")
    assert done.exit_code == 1
    assert "not the passphrase" in done.stderr
    assert PLANTED not in done.output


@pytest.mark.slow
def test_with_the_passphrase_commands_are_what_they_were(home: Path, say_it: Saying) -> None:
    say_it(PASSPHRASE)
    assert PLANTED in run(home, "note", "list").stdout
    assert run(home, "note", "add", "又一条" + PLANTED).exit_code == 0
    assert run(home, "find", "又一条").stdout.count(PLANTED) >= 1
    assert run(home, "doctor").stdout.splitlines()[-1] == "All is sound."
    assert where(home) == []


@pytest.mark.slow
def test_the_recovery_key_opens_and_a_new_one_takes_its_place(own_home: Path, say_it: Saying) -> None:
    run(own_home, "note", "add", PLANTED)
    say_it(PASSPHRASE)
    say_it(PASSPHRASE, NEW)
    [first] = KEY.findall(run(own_home, "vault", "on", "--yes").stdout)
    say_it(first.lower())
    assert PLANTED in run(own_home, "note", "list").stdout
    [second] = KEY.findall(run(own_home, "vault", "recovery", "--yes").stdout)
    assert second != first
    refused = run(own_home, "note", "list")
    assert (refused.exit_code, "may have been replaced" in refused.stderr) == (1, True)
    say_it(second)
    assert PLANTED in run(own_home, "note", "list").stdout
    say_it(second[:-1] + ("0" if second[-1] != "0" else "1"))
    assert "group 8" in run(own_home, "note", "list").stderr


@pytest.mark.slow
def test_another_passphrase_and_another_key(home: Path, say_it: Callable[..., None]) -> None:
    say_it(PASSPHRASE)
    say_it(OTHER, NEW)
    assert run(home, "vault", "passphrase").exit_code == 0
    assert run(home, "note", "list").exit_code == 1
    say_it(OTHER)
    say_it(PASSPHRASE, NEW)
    [old] = KEY.findall(run(home, "vault", "recovery", "--yes").stdout)
    before = {path: path.read_bytes() for path, _name in vault_files(home)}
    rekeyed = run(home, "vault", "rekey", "--yes")
    assert rekeyed.exit_code == 0
    assert all(path.read_bytes() != content for path, content in before.items())
    [new] = KEY.findall(rekeyed.stdout)
    for said, opens in ((OTHER, False), (old, False), (PASSPHRASE, True), (new, True)):
        say_it(said)
        assert (PLANTED in run(home, "note", "list").stdout) is opens


def test_a_backup_in_one_file_stays_sealed_and_comes_back_elsewhere_with_its_passphrase(
    home: Path, tmp_path: Path, say_it: Callable[..., None]
) -> None:
    say_it(PASSPHRASE)
    archive, elsewhere = tmp_path / "all.zip", tmp_path / "elsewhere"
    assert run(home, "backup", "now", str(archive)).exit_code == 0
    assert run(home, "backup", "verify", str(archive)).exit_code == 0
    import zipfile

    with zipfile.ZipFile(archive) as packed:
        inside = {name: packed.read(name) for name in packed.namelist()}
    assert is_sealed(inside["notes/2026-11.json"])
    assert not any(PLANTED.encode() in content for content in inside.values())
    assert run(elsewhere, "restore", str(archive), "--all", "--yes").exit_code == 0
    assert PLANTED in run(elsewhere, "note", "list").stdout
    say_it("not the one", "SIXDONTS_BACKUP_PASSPHRASE_FILE")
    refused = run(tmp_path / "third", "restore", str(archive), "--all", "--yes", language="zh")
    assert refused.exit_code == 1
    assert "写备份时的口令" in refused.stderr


def test_a_backup_from_before_the_vault_comes_back_sealed(own_home: Path, tmp_path: Path, say_it: Saying) -> None:
    fill(own_home)
    run(own_home, "note", "add", PLANTED)
    archive = tmp_path / "all.zip"
    run(own_home, "backup", "now", str(archive))
    other = tmp_path / "other"
    run(other, "note", "add", "x")
    turn_on(other)
    say_it(PASSPHRASE)
    assert run(other, "restore", str(archive), "--all", "--yes").exit_code == 0
    assert PLANTED in run(other, "note", "list").stdout
    assert len(list((other / "branch/originals").iterdir())) == 1
    assert [path for path, _name in vault_files(other) if not is_sealed(path.read_bytes())] == []


def test_what_is_exported_leaves_as_it_is_read(tmp_path: Path, say_it: Saying) -> None:
    home, out = tmp_path / "home", tmp_path / "out"
    fill(home)
    turn_on(home)
    say_it(PASSPHRASE)
    done = run(home, "export", "all", str(out))
    assert done.exit_code == 0, done.stderr
    assert not [path for path in out.rglob("*") if path.is_file() and is_sealed(path.read_bytes())]
    into = tmp_path / "into"
    assert run(into, "import", "all", str(out), "--yes").exit_code == 0


def test_doctor_names_what_is_not_sealed(home: Path, say_it: Saying) -> None:
    say_it(PASSPHRASE)
    run(home, "note", "add", "x")
    (home / "leaves.json").write_text('{"records": {}}', encoding="utf-8")
    (home / "branch/originals").mkdir(parents=True)
    (home / "branch/originals/ab.txt").write_text("x", encoding="utf-8")
    said = run(home, "doctor").stdout
    assert "leaves.json is not sealed" in said
    assert "branch/originals/ab.txt: not sealed" in said
    assert NOW.year == 2026


def test_a_change_that_was_broken_off_is_told_and_gone_on_with(home: Path, say_it: Saying) -> None:
    vault = unlock(home)
    header = proved(replace(vault.header, change="off"), vault.key)
    for name in ("vault.json", "vault.copy.json"):
        (home / name).write_bytes(header.encoded())
    assert "broken off" in run(home, "vault", "status").stdout
    say_it(PASSPHRASE)
    assert PLANTED in run(home, "note", "list").stdout
    assert run(home, "vault", "status").stdout.startswith("The vault is off")
    assert PLANTED in run(home, "note", "list").stdout


def test_a_header_changed_from_outside_turns_nothing_off(home: Path, say_it: Saying) -> None:
    header = json.loads((home / "vault.json").read_bytes())
    for name in ("vault.json", "vault.copy.json"):
        (home / name).write_text(json.dumps(header | {"change": "off"}), encoding="utf-8")
    say_it(PASSPHRASE)
    assert run(home, "note", "list").exit_code == 1
    assert where(home) == []


@pytest.mark.parametrize("is_list_there", [True, False])
def test_sealed_records_without_a_header_are_told_and_no_second_vault_is_made(
    home: Path, say_it: Saying, is_list_there: bool
) -> None:
    kept = (home / "vault.json").read_bytes()
    for name in ["vault.json", "vault.copy.json"] + ["vault.revisions"] * (not is_list_there):
        (home / name).unlink()
    assert run(home, "vault", "status").stdout.startswith("The records are sealed, and vault.json is gone.")
    assert json.loads(run(home, "vault", "status", "--json").stdout)["is_header_missing"] is True
    say_it(PASSPHRASE)
    for words in (["vault", "on", "--yes"], ["doctor"]):
        done = run(home, *words)
        assert done.exit_code == 1
        assert "vault.json is gone" in done.output
    assert not (home / "vault.json").exists()
    (home / "vault.json").write_bytes(kept)
    assert PLANTED in run(home, "note", "list").stdout


def test_what_stayed_sealed_when_a_vault_was_turned_off_hinders_no_new_one(home: Path, say_it: Saying) -> None:
    sound = (home / "notes/2026-11.json").read_bytes()
    (home / "notes/2026-11.json").unlink()
    (home / "notes/2026-11.json").write_bytes(sound[:-1])
    say_it(PASSPHRASE)
    say_it(PASSPHRASE, NEW)
    assert run(home, "vault", "off", "--yes").exit_code == 0
    assert run(home, "vault", "status").stdout.startswith("The vault is off")
    assert run(home, "vault", "on", "--yes").exit_code == 0


def test_what_names_the_records_that_were_brought_back_is_sealed_and_still_leads_back(
    home: Path, tmp_path: Path, say_it: Saying
) -> None:
    say_it(PASSPHRASE)
    say_it(PASSPHRASE, NEW)
    archive = tmp_path / "all.zip"
    run(tmp_path / "other", "note", "add", "y")
    run(tmp_path / "other", "backup", "now", str(archive))
    assert run(home, "restore", str(archive), "--all", "--yes").exit_code == 0
    [note] = home.glob("copies/before-restore-*/brought.json")
    assert is_sealed(note.read_bytes())
    assert brought_in(note.parent, unlock(home)).name == str(archive)
    assert run(home, "vault", "status").stdout.splitlines()[-1] == "All that belongs into it is sealed."
    assert run(home, "vault", "off", "--yes").exit_code == 0
    assert brought_in(note.parent).name == str(archive)
    assert run(home, "vault", "on", "--yes").exit_code == 0
    assert is_sealed(note.read_bytes())
