"""The form of a vault: what opens it, and that no sealed file can be changed, exchanged or passed for a newer one."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.cipher import Altered, OtherKey
from storage.errors import BrokenHeader, MistypedRecoveryKey, WrongPassphrase
from storage.keyring import Keyring
from storage.vault import (
    USUAL,
    Costs,
    Header,
    key_in,
    new_key,
    new_recovery_key,
    new_vault,
    read_header,
    recovery_key_in,
    rekeyed,
    with_passphrase,
    with_recovery_key,
)  # fmt: skip
from tests.storage.vaults import PASSPHRASE, QUICK

KEY = new_key()
RECOVERY = new_recovery_key()
HEADER = new_vault(PASSPHRASE, RECOVERY, KEY, costs=QUICK)
NAMES = st.sampled_from(["notes/2026-11.json", "notes/2026-12.json", "leaves.json"])


def test_passphrase_and_recovery_key_open_the_same() -> None:
    header = read_header(HEADER.encoded())
    assert header == HEADER
    assert key_in(header, PASSPHRASE) == key_in(header, RECOVERY) == KEY


def test_nothing_else_opens_it() -> None:
    for said in ("", "白云山上", PASSPHRASE + "。", new_recovery_key()):
        with pytest.raises(WrongPassphrase):
            key_in(HEADER, said)


def test_a_passphrase_typed_in_full_width_is_the_same() -> None:
    header = new_vault("six cups 6", RECOVERY, KEY, costs=QUICK)
    assert key_in(header, "ｓｉｘ　ｃｕｐｓ　６ ") == KEY


def test_the_usual_costs_are_those_of_the_design() -> None:
    assert Costs() == Costs(memory_kib=65536, passes=3, lanes=4)


@pytest.mark.slow
def test_another_passphrase_wraps_the_same_key_and_the_old_one_opens_nothing() -> None:
    header = with_passphrase(HEADER, KEY, "another one")
    assert key_in(header, "another one") == key_in(header, RECOVERY) == KEY
    with pytest.raises(WrongPassphrase):
        key_in(header, PASSPHRASE)


def test_another_recovery_key_takes_the_place_of_the_old_one() -> None:
    other = new_recovery_key()
    header = with_recovery_key(HEADER, KEY, other)
    assert key_in(header, other) == key_in(header, PASSPHRASE) == KEY
    with pytest.raises(WrongPassphrase):
        key_in(header, RECOVERY)


@given(st.integers(0, 39), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_a_mistyped_recovery_key_says_in_which_group(place: int, sign: str) -> None:
    signs = list(RECOVERY.replace("-", ""))
    if signs[place] == sign:
        return
    signs[place] = sign
    with pytest.raises(MistypedRecoveryKey) as caught:
        recovery_key_in("".join(signs))
    assert caught.value.group == place // 5 + 1


@given(st.integers(0, 38))
def test_two_neighbours_exchanged_are_noticed(place: int) -> None:
    signs = list(RECOVERY.replace("-", ""))
    if signs[place] == signs[place + 1]:
        return
    signs[place], signs[place + 1] = signs[place + 1], signs[place]
    with pytest.raises(MistypedRecoveryKey):
        recovery_key_in("".join(signs))


def test_a_recovery_key_may_be_typed_as_it_is_read() -> None:
    typed = RECOVERY.lower().replace("-", "  ").replace("1", "l").replace("0", "o")
    assert recovery_key_in(typed) == recovery_key_in(f" {RECOVERY}\n") == RECOVERY
    assert recovery_key_in("three words only") is None


@given(st.binary(max_size=300), NAMES, st.integers(0, 2**60))
def test_what_was_sealed_comes_back(content: bytes, name: str, revision: int) -> None:
    ring = Keyring(HEADER, KEY)
    assert ring.open(name, ring.seal(name, content, revision)) == (content, revision)


@given(st.binary(max_size=300), st.data())
def test_any_bit_changed_is_noticed(content: bytes, data: st.DataObject) -> None:
    ring = Keyring(HEADER, KEY)
    sealed = bytearray(ring.seal("leaves.json", content, 7))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(Altered):
        ring.open("leaves.json", bytes(sealed))


@given(st.binary(max_size=300), st.data())
def test_a_file_cut_off_or_gone_on_with_is_noticed(content: bytes, data: st.DataObject) -> None:
    ring = Keyring(HEADER, KEY)
    sealed = ring.seal("leaves.json", content, 7)
    for changed in (sealed[: data.draw(st.integers(0, len(sealed) - 1))], sealed + content + b"{}"):
        with pytest.raises(Altered):
            ring.open("leaves.json", changed)


def test_a_file_put_in_the_place_of_another_or_brought_from_another_vault_is_noticed() -> None:
    ring, other = Keyring(HEADER, KEY), Keyring(replace(HEADER, vault_id="00" * 16), KEY)
    with pytest.raises(Altered):
        ring.open("notes/2026-12.json", ring.seal("notes/2026-11.json", b"{}", 1))
    with pytest.raises(Altered):
        ring.open("leaves.json", other.seal("leaves.json", b"{}", 1))
    stranger = new_key()
    with pytest.raises(OtherKey):
        ring.open("leaves.json", Keyring(new_vault("x", RECOVERY, stranger, costs=QUICK), stranger).seal("", b"", 1))


def test_no_two_files_are_sealed_alike() -> None:
    ring = Keyring(HEADER, KEY)
    assert len({ring.seal("leaves.json", b"{}", 1) for _time in range(200)}) == 200


@pytest.mark.slow
def test_while_it_gets_another_key_the_old_one_still_opens() -> None:
    sealed = Keyring(HEADER, KEY).seal("leaves.json", b"{}", 3)
    header, new = rekeyed(HEADER, KEY, PASSPHRASE, RECOVERY)
    assert key_in(read_header(header.encoded()), PASSPHRASE) == new != KEY
    ring = Keyring(header, new)
    assert ring.open("leaves.json", sealed) == (b"{}", 3)
    assert not ring.is_by_this_key(sealed)
    assert ring.is_by_this_key(ring.seal("leaves.json", b"{}", 4))


def changed(**fields: object) -> bytes:
    data = json.loads(HEADER.encoded())
    costs = {name: fields.pop(name) for name in ("memory_kib", "passes", "lanes", "salt") if name in fields}
    return json.dumps(data | fields | {"argon2id": data["argon2id"] | costs}).encode()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 10_000])
def test_what_is_no_header_is_refused(content: bytes) -> None:
    with pytest.raises(BrokenHeader):
        read_header(content)


@pytest.mark.parametrize(
    "fields",
    [
        {"memory_kib": 1 << 40}, {"memory_kib": 8}, {"passes": 10**9}, {"passes": 0}, {"lanes": 99},
        {"memory_kib": "65536"}, {"passes": True}, {"salt": ""}, {"salt": 5}, {"vault": 2}, {"id": "zz"},
        {"by_passphrase": "00"}, {"by_recovery_key": None}, {"change": "later"}, {"change": "rekey"}, {"key": []},
    ],
)  # fmt: skip
def test_a_header_that_no_program_wrote_or_that_asks_for_too_much_is_refused(fields: dict[str, object]) -> None:
    assert read_header(changed()) == HEADER
    with pytest.raises(BrokenHeader):
        read_header(changed(**fields))


@given(st.binary(max_size=200))
def test_any_bytes_are_a_header_or_refused(content: bytes) -> None:
    with contextlib.suppress(BrokenHeader):
        assert isinstance(read_header(content), Header)


@pytest.mark.slow
def test_a_new_passphrase_costs_no_less_than_is_usual() -> None:
    assert with_passphrase(HEADER, KEY, "another one").costs == USUAL
    assert rekeyed(HEADER, KEY, "another one", RECOVERY)[0].costs == USUAL
    more = replace(HEADER, costs=replace(QUICK, passes=5))
    assert with_passphrase(more, KEY, "another one").costs == replace(USUAL, passes=5)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a process from memory")
def test_costs_that_the_memory_does_not_allow_are_told() -> None:
    header = replace(HEADER, costs=Costs(memory_kib=1024 * 1024, passes=1, lanes=1))
    code = (
        "import resource, sys\n"
        "from storage.errors import NotEnoughMemory\n"
        "from storage.vault import key_in, read_header\n"
        "header = read_header(sys.stdin.buffer.read())\n"
        "resource.setrlimit(resource.RLIMIT_AS, (600 << 20, 600 << 20))\n"
        "try:\n    key_in(header, 'x')\n"
        "except NotEnoughMemory as error:\n    print(error.mib)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], input=header.encoded(), capture_output=True, check=True)
    assert done.stdout.split() == [b"1024"]


def test_what_a_passphrase_costs_cannot_be_changed_without_it() -> None:
    header = replace(HEADER, costs=replace(QUICK, passes=2))
    with pytest.raises(WrongPassphrase):
        key_in(header, PASSPHRASE)
