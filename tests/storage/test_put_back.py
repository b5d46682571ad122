"""Somebody who can write into the folder of a vault puts there what lay there earlier: told when it is opened next."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desk.desk import Desk
from desk.vault import unlock
from storage.cipher import COPY, HEADER, REVISIONS
from storage.errors import WrongPassphrase
from storage.files import Files
from storage.journal import Journal
from storage.records import Leave, StudyNote
from storage.sealed import header_at
from storage.vaulting import unlocked, with_other_passphrase
from tests.storage import vaults
from tests.storage.filling import AT, DAY
from tests.storage.test_vault_headers import one_digit_wrong
from tests.storage.vaults import PASSPHRASE, QUICK, turn_on

OTHER = "另一句 六个 字"
NOTES = "notes/2026-11.json"
FROZEN = Path(__file__).parents[1] / "frozen" / "vault-1"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder with a note, its vault on."""
    home = tmp_path / "home"
    Journal.open(home).notes.add(StudyNote.new(AT, DAY, title="一"))
    turn_on(home)
    return home


def journal(home: Path) -> Journal:
    return Journal.open(home, clock=lambda: AT, cipher=vaults.unlock(home))


def add_note(home: Path, title: str) -> None:
    journal(home).notes.add(StudyNote.new(AT, DAY, title=title))


def titles(home: Path) -> list[str]:
    return sorted(one.title for one in journal(home).notes.all())


def opened(home: Path, passphrase: str = PASSPHRASE) -> Desk:
    desk = Desk(home, clock=lambda: AT)
    unlock(desk, passphrase)
    return desk


def told(home: Path, passphrase: str = PASSPHRASE) -> list[tuple[str, str]]:
    """What a person is told when the vault is opened, before anything is read."""
    return [(one.kind, one.file) for one in opened(home, passphrase).notices]


def give_passphrase(home: Path, passphrase: str) -> None:
    vault = vaults.unlock(home)
    with_other_passphrase(Files(home, cipher=vault), vault, passphrase, costs=QUICK)


def test_a_list_cut_to_an_older_file_that_was_put_beside_it_is_told_by_what_was_saved_since(home: Path) -> None:
    add_note(home, "二")
    notes, listed = (home / NOTES).read_bytes(), (home / REVISIONS).read_bytes()
    add_note(home, "三")
    journal(home).leaves.add(Leave.new(AT, DAY, last_day=DAY, reason="出差"))  # another file
    (home / NOTES).write_bytes(notes)
    (home / REVISIONS).write_bytes(listed)
    assert told(home) == [("ahead", REVISIONS)]
    assert told(home) == []  # once


def test_what_a_kill_left_newer_than_the_list_is_in_it_when_the_vault_was_opened(home: Path) -> None:
    notes, listed = (home / NOTES).read_bytes(), (home / REVISIONS).read_bytes()
    add_note(home, "二")
    (home / REVISIONS).write_bytes(listed)
    assert told(home) == []
    (home / NOTES).write_bytes(notes)
    again = journal(home)
    again.notes.all()
    assert ("rolled_back", NOTES) in {(one.kind, one.file) for one in again.notices}


def test_kills_between_header_and_list_are_no_fault_however_often(home: Path) -> None:
    for passphrase, now in ((OTHER, PASSPHRASE), (PASSPHRASE, OTHER), (OTHER, PASSPHRASE)):
        vault = unlocked(home, now)
        assert vault is not None
        listed = (home / REVISIONS).read_bytes()
        with_other_passphrase(Files(home, cipher=vault), vault, passphrase, costs=QUICK)
        (home / REVISIONS).write_bytes(listed)
        assert told(home, passphrase) == []


def test_nothing_is_told_of_a_vault_that_nobody_touched(home: Path) -> None:
    for title in "二三":
        add_note(home, title)
        assert told(home) == []
    give_passphrase(home, OTHER)
    assert told(home, OTHER) == []


def test_an_older_header_put_back_opens_by_its_copy_and_only_by_the_passphrase_of_now(home: Path) -> None:
    older = (home / HEADER).read_bytes()
    give_passphrase(home, OTHER)
    newer = (home / HEADER).read_bytes()
    (home / HEADER).write_bytes(older)
    with pytest.raises(WrongPassphrase):
        unlocked(home, PASSPHRASE)
    assert told(home, OTHER) == [("old_header", HEADER)]
    assert (home / HEADER).read_bytes() == (home / COPY).read_bytes() == newer


def test_an_older_header_put_back_twice_is_told_by_the_list_until_there_is_a_newer_one(home: Path) -> None:
    older = (home / HEADER).read_bytes()
    give_passphrase(home, OTHER)
    for name in (HEADER, COPY):
        (home / name).write_bytes(older)
    assert told(home) == [("old_header", HEADER)]
    assert told(home) == [("old_header", HEADER)]
    give_passphrase(home, OTHER)
    assert told(home, OTHER) == []


def test_a_damaged_header_makes_its_copy_no_newer_one(home: Path) -> None:
    content = (home / HEADER).read_bytes()
    one_digit_wrong(home / HEADER, "proof")
    assert told(home) == []
    assert (home / HEADER).read_bytes() == content


def test_a_vault_of_the_form_before_opens_and_gets_numbers(tmp_path: Path) -> None:
    home = Path(shutil.copytree(FROZEN, tmp_path / "home"))
    listed = (home / REVISIONS).read_bytes()
    header = header_at(home)
    assert header is not None
    assert header.number == 0
    assert told(home) == []
    header = header_at(home)
    assert header is not None
    assert header.number > 0
    assert titles(home) == sorted("一二三")
    add_note(home, "四")
    assert told(home) == []
    (home / REVISIONS).write_bytes(listed)  # of a form that is not believed any more
    assert told(home) == [("ahead", REVISIONS)]
    assert titles(home) == sorted("一二三四")


def test_an_older_state_in_a_vault_of_the_form_before_is_told(tmp_path: Path) -> None:
    home = Path(shutil.copytree(FROZEN, tmp_path / "home"))
    shutil.copy(home / f"{NOTES}.bak", home / NOTES)
    mine = journal(home)
    mine.notes.all()
    assert ("rolled_back", NOTES) in {(one.kind, one.file) for one in mine.notices}
