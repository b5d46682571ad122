"""Exchanging with the vault on: nothing plain on the stick, computers that join, and what is not read is named."""

from __future__ import annotations

import itertools
import json
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from content.errors import FileFaults
from desk.backups import back_up, bring_back_from, look_into
from desk.desk import Desk
from desk.exchange import ExchangeLook, delete_older, exchange, look_at_folder
from desk.joining import affordable, exchange_key, join, locked_files
from desk.vault import turn_off
from desk.words.exchange import is_doubtful, look_lines, unread_words
from storage.cipher import HEADER
from storage.errors import VaultIsLocked, WrongPassphrase
from storage.exchange_file import ended, header_in, line_of
from storage.exchange_sealed import Head, head_in
from storage.files import Files
from storage.records import Profile
from storage.sealed import Sealed
from storage.vault import USUAL, Costs, new_recovery_key, with_passphrase
from storage.vaulting import with_new_key, with_other_exchange_key, with_other_passphrase
from tests.computers import desk_at, go, own_file, retitle, stick_at, titles, write
from tests.storage.vaults import (
    OTHER,
    PASSPHRASE,
    PLANTED,
    QUICK,
    BrokenOff,
    after,
    broken_off_at,
    everything,
    opened,
    plain_files,
    turn_on,
    unlock,
    where,
)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return stick_at(tmp_path)


def sealed_at(tmp_path: Path, name: str, passphrase: str = PASSPHRASE) -> Desk:
    """A computer whose vault is on and open."""
    desk = desk_at(tmp_path, name)
    desk.take_cipher(turn_on(desk.home, passphrase))
    return desk


def joined_at(tmp_path: Path, name: str, stick: Path, said: str = PASSPHRASE) -> Desk:
    """A computer that had no vault and has joined those on the stick."""
    desk = desk_at(tmp_path, name)
    key = exchange_key(locked_files(desk, stick), said)
    desk.take_cipher(turn_on(desk.home, said, key))
    return desk


def test_nothing_plain_is_written_to_the_stick_neither_words_nor_names(tmp_path: Path, stick: Path) -> None:
    office = sealed_at(tmp_path, "office")
    office.journal.save_profile(Profile(name="张三", member_no="007"))
    write(office, PLANTED)
    go(office, stick)
    for words in (PLANTED, "张三", '"notes"'):
        assert where(stick, words) == []
    home = joined_at(tmp_path, "home", stick)
    go(home, stick)
    assert titles(home) == [PLANTED]
    assert home.journal.profile().name == "张三"
    assert [where(one, PLANTED) for one in (stick, office.home, home.home)] == [[], [], []]


def test_computers_that_joined_exchange_each_with_its_own_vault(tmp_path: Path, stick: Path) -> None:
    office, home = sealed_at(tmp_path, "office"), sealed_at(tmp_path, "home", OTHER)
    note = write(office, "甲")
    write(home, "乙")
    go(office, stick)
    home_key = home.cipher.key_of(*_of(home))
    join(home, exchange_key(locked_files(home, stick), PASSPHRASE))
    assert home.cipher.key_of(*_of(home)) == home_key  # no record is touched
    for desk in (home, office):
        go(desk, stick)
    retitle(office, note, "甲改")
    for desk in (office, home):
        go(desk, stick)
    assert titles(office) == titles(home) == ["乙", "甲改"]
    third = joined_at(tmp_path, "third", stick, OTHER)  # by the passphrase of whichever computer
    go(third, stick)
    assert titles(third) == ["乙", "甲改"]
    with pytest.raises(FileFaults):
        locked_files(third, stick)


def _of(desk: Desk) -> tuple[str, str]:
    header = json.loads((desk.home / HEADER).read_bytes())
    return header["id"], header["key"]


def test_a_computer_without_a_vault_names_what_is_sealed_and_asks_before_its_own_lies_open(
    tmp_path: Path, stick: Path
) -> None:
    office, home = sealed_at(tmp_path, "office"), desk_at(tmp_path, "home")
    write(office, "甲")
    write(home, "乙")
    go(office, stick)
    look = go(home, stick)
    assert (titles(home), is_doubtful(look)) == (["乙"], True)
    assert f"sixdonts vault join {stick}" in "".join(look_lines(look))
    assert own_file(office) in unread_words(look)


def test_of_several_sealed_ones_the_passphrase_finds_its_own_and_a_wrong_one_none(tmp_path: Path, stick: Path) -> None:
    office, other = sealed_at(tmp_path, "office"), sealed_at(tmp_path, "other", OTHER)
    for desk in (office, other):
        go(desk, stick)
    heads = locked_files(desk_at(tmp_path, "home"), stick)
    for said, desk in ((PASSPHRASE, office), (OTHER, other)):
        found = exchange_key(heads, said)
        assert found in [unlock(desk.home).exchange_key] if desk is office else found is not None
    with pytest.raises(WrongPassphrase):
        exchange_key(heads, "no sentence of anybody")


def test_a_file_of_before_the_vault_is_replaced_and_one_of_another_computer_is_read_and_told(
    tmp_path: Path, stick: Path
) -> None:
    office, home = desk_at(tmp_path, "office"), desk_at(tmp_path, "home")
    write(office, PLANTED)
    write(home, "家里的")
    go(office, stick)
    go(home, stick)
    office.take_cipher(turn_on(office.home))
    look = go(office, stick)
    assert titles(office) == ["家里的", PLANTED]
    assert {one.file for one in look.lying_open} == {own_file(office), own_file(home)}
    assert is_doubtful(look)
    assert any(own_file(home) in line and "vault join" in line for line in look_lines(look))
    assert where(stick, PLANTED) == [own_file(home)]  # it came there before
    home.take_cipher(joined_at(tmp_path, "home", stick).cipher)
    go(home, stick)
    assert where(stick, PLANTED) == []
    assert go(office, stick).lying_open == ()


def test_ones_own_open_file_under_a_former_name_is_called_no_other_computers(tmp_path: Path, stick: Path) -> None:
    office = desk_at(tmp_path, "office")
    note = write(office, PLANTED)
    go(office, stick)
    old = own_file(office)
    back_up(office, tmp_path / "kept.zip")
    retitle(office, note, "改了")
    bring_back_from(office, look_into(office, str(tmp_path / "kept.zip")))
    office.take_cipher(turn_on(office.home))
    lines = [line for line in look_lines(look_at_folder(office, stick)) if old in line]
    assert any("本机以前的文件" in line for line in lines)
    assert not any("vault join" in line for line in lines)


def test_an_open_file_beside_the_same_computers_sealed_one_is_not_read(tmp_path: Path, stick: Path) -> None:
    office, home = sealed_at(tmp_path, "office"), desk_at(tmp_path, "home")
    write(home, "谁写的")
    go(home, stick)
    forged = (stick / own_file(home)).read_bytes()
    (stick / own_file(home)).unlink()
    go(office, stick)
    home.take_cipher(joined_at(tmp_path, "home", stick).cipher)
    go(home, stick)
    (stick / "again.exchange").write_bytes(forged)
    assert [(one.file, one.kind) for one in go(office, stick).passed] == [("again.exchange", "open")]


def test_after_another_key_the_others_are_named_until_they_join_again(tmp_path: Path, stick: Path) -> None:
    office = sealed_at(tmp_path, "office")
    write(office, "甲")
    go(office, stick)
    home = joined_at(tmp_path, "home", stick)
    go(home, stick)
    _rekeyed(office)
    write(office, "新的")
    write(home, "旧密钥时写的")
    assert [one.kind for one in go(office, stick).passed] == ["locked"]
    assert [one.kind for one in go(home, stick).passed] == ["locked"]
    join(home, exchange_key(locked_files(home, stick), OTHER))
    go(home, stick)
    assert go(office, stick).passed == ()
    assert titles(office) == titles(home) == ["新的", "旧密钥时写的", "甲"]


def _rekeyed(desk: Desk) -> None:
    vault = unlock(desk.home)
    with_new_key(Files(desk.home, cipher=vault), vault, OTHER, new_recovery_key(), costs=QUICK)
    desk.take_cipher(vault)


def test_a_forged_head_under_the_own_name_gives_no_new_name_however_far_it_says_to_be(
    tmp_path: Path, stick: Path
) -> None:
    office = sealed_at(tmp_path, "office")
    write(office, "甲")
    go(office, stick)
    own = stick / own_file(office)
    for _time in range(3):
        head, line, _end, _nothing = own.read_bytes().split(b"\n")
        forged = {**json.loads(head), "counter": 2**53, "key": "00" * 8}
        own.write_bytes(ended([line_of(forged), line + b"\n"]))
        look = go(office, stick)
        assert [(one.file, one.kind) for one in look.passed] == [(own.name, "own")]
        assert [one.name for one in stick.iterdir()] == [own.name]
    assert go(office, stick).passed == ()


def test_an_open_file_under_the_own_name_of_a_computer_with_a_vault_tells_it_nothing(
    tmp_path: Path, stick: Path
) -> None:
    office, forger = sealed_at(tmp_path, "office"), desk_at(tmp_path, "forger")
    go(office, stick)
    name = own_file(office)
    write(forger, "假的")
    go(forger, tmp_path)
    data = (tmp_path / own_file(forger)).read_bytes()
    head, *lines = data.splitlines(keepends=True)
    mine = {**json.loads(head), "machine": name[9:21], "counter": 2**53}
    (stick / name).write_bytes(ended([line_of(mine), *lines[:-1]]))
    go(office, stick)
    assert (titles(office), [one.name for one in stick.iterdir()]) == ([], [name])


def test_ones_own_file_of_before_a_restore_and_another_key_is_called_so_and_may_be_deleted(
    tmp_path: Path, stick: Path
) -> None:
    office = sealed_at(tmp_path, "office")
    write(office, "甲")
    back_up(office, tmp_path / "kept.zip")
    go(office, stick)
    home = joined_at(tmp_path, "home", stick)
    go(home, stick)
    former, others = own_file(office), own_file(home)
    bring_back_from(office, look_into(office, str(tmp_path / "kept.zip")))
    _rekeyed(office)
    assert [(one.file, one.kind) for one in go(office, stick).passed if one.file == former] == [(former, "former")]
    look = go(office, stick)
    assert (former in unread_words(look), others in unread_words(look)) == (False, True)
    assert sum(former in line for line in look_lines(look)) == 1
    assert delete_older(look) == 1
    assert {one.name for one in stick.iterdir()} == {own_file(office), others}
    assert delete_older(look_at_folder(office, stick)) == 0


def test_another_computers_file_is_never_ones_own_whatever_it_is_called(tmp_path: Path, stick: Path) -> None:
    office = sealed_at(tmp_path, "office")
    back_up(office, tmp_path / "kept.zip")
    go(office, stick)
    home = sealed_at(tmp_path, "home", OTHER)
    go(home, stick)
    former = own_file(office)
    bring_back_from(office, look_into(office, str(tmp_path / "kept.zip")))
    (stick / own_file(home)).replace(stick / former)
    look = go(office, stick)
    assert [(one.file, one.kind) for one in look.passed] == [(former, "locked")]
    assert delete_older(look) == 0


def test_a_passphrase_that_was_changed_opens_the_file_from_the_next_exchange_on(tmp_path: Path, stick: Path) -> None:
    office = sealed_at(tmp_path, "office")
    write(office, "甲")
    go(office, stick)
    vault = unlock(office.home)
    with_other_passphrase(Files(office.home, cipher=vault), vault, OTHER, costs=QUICK)
    office.take_cipher(vault)
    assert not go(office, stick).is_written
    assert go(office, stick).is_written
    home = desk_at(tmp_path, "home")
    with pytest.raises(WrongPassphrase):
        exchange_key(locked_files(home, stick), PASSPHRASE)
    assert exchange_key(locked_files(home, stick), OTHER) == vault.exchange_key


def test_where_the_vault_was_turned_off_the_own_sealed_file_is_replaced_and_nothing_is_lost(
    tmp_path: Path, stick: Path
) -> None:
    office = sealed_at(tmp_path, "office")
    write(office, "甲")
    before = go(office, stick).outcome
    turn_off(office)
    look = go(office, stick)
    assert (look.passed, look.outcome.machine) == ((), before.machine)
    assert head_in((stick / own_file(office)).read_bytes()) is None


def _put_in(data: bytes) -> bytes:
    place = data.index(b'sealed"') + 20
    return data[:place] + b"A" + data[place:]


def _sealed_anew(data: bytes) -> bytes:
    """One sign of what is sealed changed by somebody who can count a checksum."""
    head, line, _end, _nothing = data.split(b"\n")
    sealed = json.loads(line)["sealed"]
    return ended([head + b"\n", line_of({"sealed": ("B" if sealed[0] == "A" else "A") + sealed[1:]})])


def _older(data: bytes) -> bytes:
    """The counter of its head changed so."""
    head, line, _end, _nothing = data.split(b"\n")
    return ended([line_of({**json.loads(head), "counter": 7}), line + b"\n"])


def _of_nobody(data: bytes) -> bytes:
    """A passphrase of somebody else's before the same seal."""
    head, line, _end, _nothing = data.split(b"\n")
    return ended([line_of({**json.loads(head), "vault": {"vault": 1}}), line + b"\n"])


@pytest.mark.parametrize("harm", [lambda data: data[:-30], lambda data: data[: len(data) // 2], _put_in, _sealed_anew,
                                  _older, _of_nobody, lambda _data: b""],
                         ids=["cut", "half", "put in", "sealed anew", "head", "header", "empty"])  # fmt: skip
@pytest.mark.slow
def test_a_sealed_file_that_is_cut_or_altered_is_named_and_passed_over(
    tmp_path: Path, stick: Path, harm: Callable[[bytes], bytes]
) -> None:
    office = sealed_at(tmp_path, "office")
    write(office, "甲")
    go(office, stick)
    home = joined_at(tmp_path, "home", stick)
    write(home, "乙")
    file = stick / own_file(office)
    file.write_bytes(harm(file.read_bytes()))
    look = go(home, stick)
    assert [(one.file, one.kind) for one in look.passed] == [(file.name, "damaged")]
    assert file.name in unread_words(look)
    assert titles(home) == ["乙"]


def test_who_has_not_the_key_gives_no_key_by_a_header_of_their_own(tmp_path: Path, stick: Path) -> None:
    """The head of a file, with a header put into it that another passphrase opens, leads to no key."""
    office, stranger = sealed_at(tmp_path, "office"), sealed_at(tmp_path, "stranger", OTHER)
    go(office, stick)
    file = stick / own_file(office)
    head, line, _end, _nothing = file.read_bytes().split(b"\n")
    theirs = json.loads((stranger.home / HEADER).read_bytes())
    file.write_bytes(ended([line_of({**json.loads(head), "vault": theirs}), line + b"\n"]))
    with pytest.raises(WrongPassphrase):
        exchange_key(locked_files(desk_at(tmp_path, "home"), stick), OTHER)


def test_heads_that_ask_for_hours_are_left_out_and_all_of_usual_costs_are_tried(tmp_path: Path, stick: Path) -> None:
    go(sealed_at(tmp_path, "office"), stick)
    [head] = locked_files(desk_at(tmp_path, "home"), stick)

    def costing(costs: Costs) -> Head:
        return replace(head, vault=replace(head.vault, costs=costs))

    hostile, usual = costing(Costs(1024 * 1024, 16, 16)), costing(USUAL)
    assert affordable((hostile,) * 32 + (usual,) * 32) == [usual] * 32
    assert affordable((usual,) * 64) == [usual] * 64


def test_a_vault_that_is_locked_joins_nothing_and_another_passphrase_leaves_what_was_joined(
    tmp_path: Path, stick: Path
) -> None:
    office, home = sealed_at(tmp_path, "office"), sealed_at(tmp_path, "home")
    go(office, stick)
    with pytest.raises(VaultIsLocked):
        locked_files(desk_at(tmp_path, "home"), stick)
    key = exchange_key(locked_files(home, stick), PASSPHRASE)
    join(home, key)
    again = unlock(home.home)
    assert with_passphrase(again.header, again.key, OTHER, QUICK).exchange == again.header.exchange
    assert again.exchange_key == key


@pytest.mark.slow
@pytest.mark.parametrize("has_vault_already", [False, True])
def test_joining_broken_off_anywhere_is_as_before_or_goes_on_to_the_end(
    tmp_path: Path, *, has_vault_already: bool
) -> None:
    begun = desk_at(tmp_path, "begun")
    write(begun, PLANTED)
    if has_vault_already:
        turn_on(begun.home, OTHER)
    key, before = b"k" * 32, everything(after(begun.home))
    for number in itertools.count(1):
        home = tmp_path / f"home{number}"
        shutil.copytree(begun.home, home)
        with broken_off_at(number) as calls, suppress(BrokenOff):
            if (vault := opened(home)) is not None:
                with_other_exchange_key(Files(home, cipher=vault), vault, key)
            else:
                turn_on(home, exchange_key=key)
        files = after(home)
        assert everything(files) == before
        if isinstance(files.cipher, Sealed):
            assert plain_files(home) == []
            own = opened(begun.home)
            assert files.cipher.exchange_key in {key, own.exchange_key if own else key}
        if calls[0] < number:
            assert files.cipher.is_locked is False
            assert isinstance(files.cipher, Sealed)
            assert files.cipher.exchange_key == key
            break
        shutil.rmtree(home)


def test_the_vault_turned_on_between_look_and_exchange_lets_nothing_plain_out(tmp_path: Path, stick: Path) -> None:
    office = desk_at(tmp_path, "office")
    write(office, PLANTED)
    look: ExchangeLook = look_at_folder(office, stick)
    office.take_cipher(turn_on(office.home))
    with pytest.raises(FileFaults):
        exchange(office, look)
    assert where(stick, PLANTED) == []


def test_a_sealed_file_says_no_more_than_whose_key_and_how_far(tmp_path: Path, stick: Path) -> None:
    office = sealed_at(tmp_path, "office")
    go(office, stick)
    data = (stick / own_file(office)).read_bytes()
    head = json.loads(data.split(b"\n")[0])
    assert head.keys() == {"exchange", "version", "format", "machine", "counter", "key", "vault"}
    with pytest.raises(FileFaults):
        header_in(data)  # the programs before this one: made by a newer program


def test_a_program_that_was_open_when_another_one_joined_exchanges_by_the_new_key(tmp_path: Path, stick: Path) -> None:
    office, home = sealed_at(tmp_path, "office"), sealed_at(tmp_path, "home")
    go(office, stick)
    vault = unlock(home.home)
    key = exchange_key(locked_files(home, stick), PASSPHRASE)
    with_other_exchange_key(Files(home.home, cipher=vault), vault, key)
    assert go(home, stick).passed == ()
    assert len(go(office, stick).computers) == 1
