"""The vault's header and its second copy: which counts where they are not alike, and that neither undoes the other."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from storage.cipher import COPY, HEADER, REVISIONS, has_vault
from storage.errors import BrokenHeader, NewerVault, WrongPassphrase
from storage.files import Files
from storage.journal import Journal
from storage.records import StudyNote
from storage.sealed import Sealed
from storage.vault import new_recovery_key, proved, rekeyed
from storage.vaulting import go_on, turned_off, unlocked, with_new_key, with_other_passphrase
from tests.storage.filling import AT, DAY
from tests.storage.vaults import PASSPHRASE, PLANTED, turn_on, unlock

OTHER = "另一句 六个 字"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder with a note, its vault on."""
    home = tmp_path / "home"
    Journal.open(home).notes.add(StudyNote.new(AT, DAY, title=PLANTED))
    turn_on(home)
    return home


def one_digit_wrong(header: Path, field: str) -> None:
    data = json.loads(header.read_bytes())
    of = data["argon2id"] if field == "salt" else data
    of[field] = of[field][:-1] + ("0" if of[field][-1] != "0" else "1")
    header.write_text(json.dumps(data))


def goes_on(home: Path, vault: Sealed) -> None:
    files = Files(home, cipher=vault)
    assert go_on(files, vault) == []
    assert [note.title for note in Journal(files).notes.all()] == [PLANTED]


@pytest.mark.parametrize("field", ["by_passphrase", "salt", "id", "key", "by_recovery_key", "proof"])
def test_a_header_with_a_wrong_digit_opens_by_its_copy_and_is_made_good(home: Path, field: str) -> None:
    content = (home / HEADER).read_bytes()
    one_digit_wrong(home / HEADER, field)
    goes_on(home, unlock(home))
    assert (home / HEADER).read_bytes() == (home / COPY).read_bytes() == content


def test_a_header_that_cannot_be_read_opens_by_its_copy(home: Path) -> None:
    (home / HEADER).unlink()
    (home / HEADER).mkdir()
    assert unlock(home).key


@pytest.mark.slow
def test_a_copy_that_is_behind_opens_nothing_with_the_passphrase_of_before(home: Path) -> None:
    behind = (home / COPY).read_bytes()
    vault = unlock(home)
    with_other_passphrase(Files(home, cipher=vault), vault, OTHER)
    (home / COPY).write_bytes(behind)
    with pytest.raises(WrongPassphrase):
        unlock(home)
    opened = unlocked(home, OTHER)
    assert opened is not None
    goes_on(home, opened)
    assert (home / COPY).read_bytes() == (home / HEADER).read_bytes() != behind


@pytest.mark.parametrize("passphrase", [PASSPHRASE, OTHER])
@pytest.mark.parametrize("field", ["proof", "by_passphrase"])
@pytest.mark.slow
def test_a_copy_of_before_another_key_never_takes_the_place_of_a_damaged_header(
    home: Path, passphrase: str, field: str
) -> None:
    behind = (home / COPY).read_bytes()
    vault = unlock(home)
    with_new_key(Files(home, cipher=vault), vault, passphrase, new_recovery_key())
    (home / COPY).write_bytes(behind)
    one_digit_wrong(home / HEADER, field)
    with pytest.raises((WrongPassphrase, BrokenHeader)):
        unlock(home)


def broken_off_in_rekey(home: Path) -> Sealed:
    """A vault whose header says that it is to get another key, and whose files still have that of before."""
    vault = unlock(home)
    header, key = rekeyed(vault.header, vault.key, PASSPHRASE, new_recovery_key())
    for name in (HEADER, COPY):
        (home / name).write_bytes(header.encoded())
    return Sealed(home, header, key)


@pytest.mark.parametrize("field", ["before", "before_key"])
@pytest.mark.slow
def test_a_key_of_before_with_a_wrong_digit_is_had_from_the_copy_while_a_rekey_is_broken_off(
    home: Path, field: str
) -> None:
    broken_off_in_rekey(home)
    one_digit_wrong(home / HEADER, field)
    goes_on(home, unlock(home))
    assert unlock(home).change == ""


@pytest.mark.slow
def test_a_key_of_before_that_could_not_be_unwrapped_is_never_dropped(home: Path) -> None:
    vault = broken_off_in_rekey(home)
    damaged = proved(
        replace(vault.header, before=vault.header.before[:-1] + bytes([vault.header.before[-1] ^ 1])), vault.key
    )
    for name in (HEADER, COPY):
        (home / name).write_bytes(damaged.encoded())
    for path in home.rglob("*"):  # nothing is left that it would have to open
        if path.is_file() and path.name not in (HEADER, COPY):
            path.unlink()
    vault = unlock(home)
    assert go_on(Files(home, cipher=vault), vault) == []
    assert unlock(home).header.before == damaged.before


def test_a_program_that_ends_leaves_the_list_that_another_one_wrote_since(home: Path) -> None:
    first, second = unlock(home), unlock(home)
    Journal(Files(home, cipher=first)).notes.add(StudyNote.new(AT, DAY, title="一"))
    for title in ("二", "三", "四"):
        Journal(Files(home, cipher=second)).notes.add(StudyNote.new(AT, DAY, title=title))
    listed = (home / REVISIONS).read_bytes()
    first.drop_key()
    assert (home / REVISIONS).read_bytes() == listed
    third = Files(home, cipher=unlock(home))
    assert len(Journal(third).notes.all()) == 5
    assert third.notices == []


def test_a_program_that_ends_makes_no_list_where_another_one_turned_the_vault_off(home: Path) -> None:
    first, second = unlock(home), unlock(home)
    Journal(Files(home, cipher=first)).notes.add(StudyNote.new(AT, DAY, title="一"))
    turned_off(Files(home, cipher=second), second)
    first.drop_key()
    assert not has_vault(home)


def test_a_vault_of_a_newer_program_is_told_as_such_and_left_as_it_is(home: Path) -> None:
    for name in (HEADER, COPY):
        data = json.loads((home / name).read_bytes())
        (home / name).write_text(json.dumps(data | {"vault": 3, "lanes": "another form"}))
    before = (home / HEADER).read_bytes()
    with pytest.raises(NewerVault):
        unlock(home)
    assert (home / HEADER).read_bytes() == before
