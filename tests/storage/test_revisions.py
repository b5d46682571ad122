"""The list of revisions: what was noted is there, whatever a kill left of the last frame, and no frame can be moved."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.cipher import REVISIONS, Altered
from storage.keyring import Keyring
from storage.revisions import MOST_FRAMES, Revisions
from storage.vault import new_key, new_recovery_key, new_vault
from tests.storage.vaults import QUICK

KEY = new_key()
RING = Keyring(new_vault("six cups", new_recovery_key(), KEY, costs=QUICK), KEY)


def read(home: Path) -> dict[str, int]:
    found = Revisions(home)
    found.read(RING)
    return found.listed


def noted(home: Path, count: int) -> list[bytes]:
    """The file after each note."""
    mine, states = Revisions(home), []
    for number in range(1, count + 1):
        mine.note(RING, {f"{number % 3}.json": number})
        states.append((home / REVISIONS).read_bytes())
    return states


def expected(count: int) -> dict[str, int]:
    return {f"{number % 3}.json": number for number in range(1, count + 1)}


def test_what_was_noted_is_there(tmp_path: Path) -> None:
    noted(tmp_path, 7)
    assert read(tmp_path) == expected(7)
    assert read(tmp_path / "nothing") == {}


def test_two_programs_note_in_turn(tmp_path: Path) -> None:
    both = [Revisions(tmp_path), Revisions(tmp_path)]
    for number in range(1, 9):
        one = both[number % 2]
        if one.is_newer_there:
            one.read(RING)
        one.note(RING, {f"{number}.json": number})
    assert read(tmp_path) == {f"{number}.json": number for number in range(1, 9)}


def test_a_long_row_is_written_anew(tmp_path: Path) -> None:
    states = noted(tmp_path, MOST_FRAMES + 5)
    assert len(states[-1]) < len(states[MOST_FRAMES - 1])
    assert read(tmp_path) == expected(MOST_FRAMES + 5)


@given(data=st.data())
def test_half_a_frame_that_a_kill_left_is_passed_over_and_written_over(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    home = tmp_path_factory.mktemp("revisions")
    states = noted(home, 4)
    (home / REVISIONS).write_bytes(states[3][: data.draw(st.integers(len(states[2]), len(states[3]) - 1))])
    mine = Revisions(home)
    mine.read(RING)
    assert mine.listed == expected(3)
    mine.note(RING, {"x.json": 9})
    assert read(home) == {**expected(3), "x.json": 9}


@given(data=st.data())
def test_a_bit_changed_takes_no_revision_for_a_higher_one(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    home = tmp_path_factory.mktemp("revisions")
    content = bytearray(noted(home, 4)[-1])
    content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    (home / REVISIONS).write_bytes(content)
    try:
        found = read(home)
    except Altered:
        return
    assert found in [expected(count) for count in range(1, 4)]


def test_frames_in_another_order_or_with_one_left_out_are_not_believed(tmp_path: Path) -> None:
    states = noted(tmp_path, 3)
    first, second, third = states[0], states[1][len(states[0]) :], states[2][len(states[1]) :]
    for row in (first + third + second, first + third):
        (tmp_path / REVISIONS).write_bytes(row)
        assert read(tmp_path) == expected(1)
    (tmp_path / REVISIONS).write_bytes(second + third)
    with pytest.raises(Altered):
        read(tmp_path)


def test_a_frame_of_an_earlier_row_is_not_believed_in_a_later_one(tmp_path: Path) -> None:
    earlier = noted(tmp_path, 2)
    frame = earlier[1][len(earlier[0]) :]  # the second: that 2.json has revision 2
    mine = Revisions(tmp_path)
    mine.listed |= {"1.json": 8, "2.json": 9}
    mine.write(RING, is_sure=False)
    (tmp_path / REVISIONS).write_bytes((tmp_path / REVISIONS).read_bytes() + frame)
    assert read(tmp_path) == {"1.json": 8, "2.json": 9}
