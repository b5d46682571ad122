"""A sealed file of an exchange: it opens by its key alone, and whatever is done to it ends in a declared error."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.errors import FileFaults
from content.words import _
from storage.errors import WrongPassphrase
from storage.exchange_file import LIMIT, ended, line_of
from storage.exchange_sealed import Head, Seal, head_in, key_by, opened, sealed_file
from storage.vault import exchange_key_in, new_recovery_key, new_vault, rekeyed, with_exchange_key
from tests.storage.test_exchange_file import DATA, HEADER
from tests.storage.vaults import OTHER, PASSPHRASE, QUICK

KEY = bytes(range(32))
RECOVERY = new_recovery_key()
VAULT = new_vault(PASSPHRASE, RECOVERY, KEY, costs=QUICK)
SEAL = Seal(exchange_key_in(VAULT, KEY), VAULT)
SEALED = sealed_file(DATA, HEADER.machine, HEADER.counter, SEAL)
LINE, CONTENT, _END, _NOTHING = SEALED.split(b"\n")
HEAD: dict[str, Any] = json.loads(LINE)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(HEAD["vault"])), inner),
    max_leaves=5,
)


def head_of(data: bytes) -> Head:
    found = head_in(data)
    assert found is not None
    return found


def with_head(head: Any) -> bytes:
    """The file with another head and a last line that fits."""
    return ended([line_of(head), CONTENT + b"\n"])


def test_it_opens_by_its_key_and_a_file_that_is_not_sealed_is_told_from_it() -> None:
    assert head_of(SEALED) == Head(HEADER.machine, HEADER.counter, SEAL.mark, VAULT)
    assert opened(SEALED, SEAL) == DATA
    assert head_in(DATA) is None
    with pytest.raises(FileFaults):
        opened(SEALED, Seal(KEY, VAULT))
    assert sealed_file(DATA, HEADER.machine, HEADER.counter, SEAL) != SEALED  # each by a nonce of its own


def test_passphrase_and_recovery_key_lead_to_the_key_of_the_exchange_and_to_no_other() -> None:
    assert key_by(head_of(SEALED), PASSPHRASE) == key_by(head_of(SEALED), RECOVERY) == SEAL.key != KEY
    with pytest.raises(WrongPassphrase):
        key_by(head_of(SEALED), OTHER)
    others = with_exchange_key(new_vault(OTHER, RECOVERY, KEY[::-1], costs=QUICK), KEY[::-1], SEAL.key)
    joined = sealed_file(DATA, HEADER.machine, HEADER.counter, Seal(SEAL.key, others))
    assert key_by(head_of(joined), OTHER) == SEAL.key
    assert exchange_key_in(*rekeyed(others, KEY[::-1], OTHER, RECOVERY, QUICK)) not in {SEAL.key, KEY}


def test_a_header_of_before_exchanges_were_sealed_is_the_same_to_the_last_byte() -> None:
    assert "exchange" not in json.loads(VAULT.encoded())


def test_what_a_newer_program_made_is_said_to_be_so_and_not_damaged() -> None:
    for head in ({**HEAD, "version": 3}, {**HEAD, "vault": {**HEAD["vault"], "vault": 99}}):
        with pytest.raises(FileFaults) as caught:
            head_in(with_head(head))
        assert caught.value.faults[0][1] == _("was made by a newer program: please update sixdonts")


@given(st.integers(0, len(SEALED) - 1), st.integers(1, 255))
def test_one_changed_byte_anywhere_is_noticed(place: int, by: int) -> None:
    with pytest.raises(FileFaults):
        head_in(SEALED[:place] + bytes([SEALED[place] ^ by]) + SEALED[place + 1 :])


@given(st.integers(0, len(SEALED) - 1))
def test_a_file_cut_off_anywhere_is_noticed(length: int) -> None:
    with pytest.raises(FileFaults):
        head_in(SEALED[:length])


@given(st.sampled_from(sorted(HEAD)), ANYTHING, st.booleans())
def test_another_head_with_a_checksum_that_fits_opens_nothing(field: str, value: Any, is_of_the_vault: bool) -> None:
    head = {**HEAD, "vault": {**HEAD["vault"], field: value}} if is_of_the_vault else {**HEAD, field: value}
    if head == HEAD:
        return
    data = with_head(head)
    with contextlib.suppress(FileFaults):
        head_in(data)
    with pytest.raises(FileFaults):
        opened(data, SEAL)


@pytest.mark.parametrize("content", [b"{}", b"[]", b'{"sealed":7}', b'{"sealed":""}', b'{"sealed":"AAAA"}', b"\xff"])
def test_what_seals_nothing_is_noticed(content: bytes) -> None:
    with pytest.raises(FileFaults):
        opened(ended([LINE + b"\n", content + b"\n"]), SEAL)


def test_more_lines_than_there_are_to_be_are_noticed() -> None:
    with pytest.raises(FileFaults):
        opened(ended([LINE + b"\n", CONTENT + b"\n", CONTENT + b"\n"]), SEAL)


@pytest.mark.slow
def test_what_would_be_too_large_to_be_read_is_not_written() -> None:
    with pytest.raises(FileFaults):
        sealed_file(bytes(LIMIT * 3 // 4), HEADER.machine, HEADER.counter, SEAL)
