"""A submission is read as it came; a lost or changed original is said, and nothing else is shown for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.period import Period
from content.words import use
from desk.branch_reading import page_words, reading
from desk.desk import Desk
from desk.roster import look, save_roster
from storage.branch_records import Received
from storage.facts import RemarkFact
from storage.submission import fingerprint, read, write
from tests.screens.sending import roster_file, submission

NOVEMBER = Period.parse("2026-11")
PAGE = "对照检查\n\n  一、自查\n会议通知晚发半天。"


@pytest.fixture
def secretary(desk: Desk, tmp_path: Path) -> Desk:
    """A desk whose branch has four members."""
    use("zh")
    save_roster(desk, look(desk, roster_file(tmp_path), "第一党支部"))
    return desk


def sent(desk: Desk, tmp_path: Path, data: bytes) -> Received:
    file = tmp_path / "张三.txt"
    file.write_bytes(data)
    desk.branch.take_in(desk.branch.look([file], NOVEMBER))
    return desk.branch.received(NOVEMBER)["1"]


def test_the_page_is_that_of_the_file_word_for_word(secretary: Desk, tmp_path: Path) -> None:
    received = sent(secretary, tmp_path, write(read(submission("001")), PAGE))
    assert page_words(secretary, received) == PAGE


def test_a_file_without_a_page_is_read_from_what_it_says(secretary: Desk, tmp_path: Path) -> None:
    received = sent(secretary, tmp_path, submission("001", RemarkFact(text="十一月中旬病假两天")))
    assert "十一月中旬病假两天" in page_words(secretary, received)


def test_a_file_that_was_saved_again_on_its_way_is_read_as_it_was_written(secretary: Desk, tmp_path: Path) -> None:
    written = write(read(submission("001")), PAGE)
    received = sent(secretary, tmp_path, written.decode().replace("\n", "\r\n").encode("utf-16"))
    assert received.sha256 == fingerprint(written)
    assert page_words(secretary, received) == PAGE


def test_a_lost_and_a_changed_original_are_named(secretary: Desk, tmp_path: Path) -> None:
    received = sent(secretary, tmp_path, write(read(submission("001")), PAGE))
    [path] = (secretary.home / "branch" / "originals").iterdir()
    path.write_bytes(path.read_bytes().replace("半天".encode(), "一天".encode()))
    said = page_words(secretary, received)
    assert "张三.txt" in said
    assert "晚发" not in said
    path.unlink()
    assert "张三.txt" in page_words(secretary, received)
    assert page_words(secretary, received) != said


def test_a_member_is_read_with_what_they_sent_and_who_sent_nothing_without(secretary: Desk, tmp_path: Path) -> None:
    sent(secretary, tmp_path, write(read(submission("001")), PAGE))
    for person, name, words in (("1", "张三", PAGE), ("2", "李四", "")):
        found = reading(secretary, person, NOVEMBER)
        assert found is not None
        assert (found[0].member.name, found[1]) == (name, words)
    assert reading(secretary, "9", NOVEMBER) is None
