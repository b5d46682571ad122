"""The file of an exchange: it reads back as it was written, and whatever is done to it ends in a declared error."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.errors import FileFaults
from content.words import _
from storage.exchange_file import Header, encoded, header_in, versions_in
from storage.exchange_place import Read, only_sound
from storage.exchanging import Foreign, Here, Key, Version

HEADER = Header("0123456789ab", 3, "单位的电脑", "001", "张三", "2026-11-23T09:00:00+00:00", "0.1.0")
SEEN = {"0123456789ab": 3, "ba9876543210": 1}
VERSIONS: dict[Key, tuple[Version, ...]] = {
    ("notes", "n1"): (Version(SEEN, {"uid": "n1", "title": "甲\n\u2028乙"}), Version({"ba9876543210": 2}, None)),
    ("attempts", "a1"): (Version({}, {"uid": "a1"}),),
    ("calendar", "calendar/2028.txt"): (Version(SEEN, "一、元旦\r\n"),),
}
DATA = encoded(HEADER, VERSIONS)


def sealed(lines: list[Any]) -> bytes:
    """Lines as a file whose last line fits."""
    body = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
    return body + json.dumps({"records": len(lines) - 1, "sha256": hashlib.sha256(body).hexdigest()}).encode() + b"\n"


def changed(line: int, **fields: Any) -> bytes:
    lines = [json.loads(one) for one in DATA.decode().split("\n")[:-2]]
    lines[line] |= fields
    return sealed(lines)


def test_it_reads_back_as_it_was_written_and_is_the_same_for_the_same() -> None:
    assert (header_in(DATA), versions_in(DATA)) == (HEADER, VERSIONS)
    assert encoded(HEADER, dict(reversed(VERSIONS.items()))) == DATA


@given(st.integers(0, len(DATA) - 1), st.integers(1, 255))
def test_one_changed_byte_anywhere_is_noticed(place: int, by: int) -> None:
    with pytest.raises(FileFaults):
        header_in(DATA[:place] + bytes([DATA[place] ^ by]) + DATA[place + 1 :])


@given(st.integers(0, len(DATA) - 1))
def test_a_file_cut_off_anywhere_is_noticed(length: int) -> None:
    with pytest.raises(FileFaults):
        header_in(DATA[:length])


@pytest.mark.parametrize(
    "data",
    [
        changed(0, exchange="another"),
        changed(0, version="1"),
        changed(0, machine="../../etc"),
        changed(0, counter=-1),
        changed(0, name=5),
        sealed([5]),
        sealed([]),
        b"{}\n",
    ],
)
def test_a_header_that_fits_its_checksum_and_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(FileFaults):
        header_in(data)


@pytest.mark.parametrize("field", ["version", "format"])
def test_a_file_of_a_newer_program_says_so(field: str) -> None:
    with pytest.raises(FileFaults, match=re.escape(_("was made by a newer program: please update sixdonts"))):
        header_in(changed(0, **{field: 99}))


@pytest.mark.parametrize(
    "fields",
    [
        {"vector": {"x": 1}},
        {"vector": {"0123456789ab": 0}},
        {"vector": {"0123456789ab": True}},
        {"vector": {"0123456789ab": 1 << 60}},
        {"vector": {f"{n:012x}": 1 for n in range(1001)}},
        {"vector": {}},
        {"vector": []},
        {"uid": ""},
        {"uid": 5},
        {"uid": "x" * 301},
        {"kind": []},
    ],
)
def test_a_version_that_is_none_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(FileFaults):
        versions_in(changed(3, **fields))


def test_a_kind_that_a_newer_program_exchanges_is_left_out() -> None:
    assert [kind for kind, _uid in versions_in(changed(3, kind="plans"))] == ["attempts", "calendar", "notes"]


@pytest.mark.parametrize(
    ("kind", "uid", "document"),
    [
        ("notes", "n1", {"uid": "n1", "title": "甲"}),
        ("notes", "n1", "甲"),
        ("calendar", "calendar/../2028.txt", "一"),
        ("calendar", "/etc/2028.txt", "一"),
        ("calendar", "banks/a/pack.toml", "一"),
        ("calendar", "calendar/2028.txt.bak", "一"),
        ("calendar", "calendar/2028.txt", None),
        ("calendar", "calendar/2028.txt", "\ud800"),
        ("banks", "banks/../pack.toml", "一"),
        ("banks", "banks/a/pack.toml.removed", "一"),
        ("templates", "a\nb", {"fields": {}}),
        ("attempts", "a1", None),
    ],
)
def test_what_this_program_would_not_write_is_left_out_and_named(kind: str, uid: str, document: Any) -> None:
    vector = {} if kind == "attempts" else SEEN
    found = Foreign("ba9876543210", 1, {(kind, uid): (Version(vector, document),)})
    read = Read(Here("0123456789ab", 1, {}, frozenset(), {}, {}), {}, {}, {})
    sound, left_out = only_sound(found, read)
    assert (dict(sound.versions), left_out) == ({}, ((kind, uid),))


def test_a_bank_can_be_taken_away_there() -> None:
    found = Foreign("ba9876543210", 1, {("banks", "banks/a/pack.toml"): (Version(SEEN, None),)})
    read = Read(Here("0123456789ab", 1, {}, frozenset(), {}, {}), {}, {}, {})
    assert only_sound(found, read) == (found, ())
