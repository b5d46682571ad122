"""Notices kept in the data folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from content.errors import FileFaults
from content.holidays import read_notice
from storage.backup import copies
from storage.calendar import LARGEST, read_calendar, read_notice_file, save_notice
from storage.glance import glance
from storage.journal import Journal
from storage.lists import read_lists
from storage.records import Leave
from tests.reports.making import AT
from tui.commands.status import status_text

NOTICE = "2027年安排\n元旦：1月1日（周五）至3日（周日）放假，共3天。"


def test_a_kept_notice_is_gone_by_and_replaced_by_a_newer_one(tmp_path: Path) -> None:
    save_notice(tmp_path, read_notice(NOTICE))
    assert read_calendar(tmp_path).kind_of(date(2027, 1, 1)).holiday == "元旦"
    save_notice(tmp_path, read_notice(NOTICE.replace("至3日（周日）放假，共3天", "放假")))
    calendar = read_calendar(tmp_path)
    assert calendar.unreadable == ()
    assert list(calendar.imported[2027].off) == [date(2027, 1, 1)]


def test_a_notice_that_cannot_be_read_is_left_out_and_named_and_the_others_count(tmp_path: Path) -> None:
    save_notice(tmp_path, read_notice(NOTICE))
    broken = tmp_path / "calendar" / "2028.txt"
    broken.write_bytes(b"\xff\xfe\x00")
    calendar = read_calendar(tmp_path)
    assert calendar.unreadable == ("calendar/2028.txt",)
    assert list(calendar.imported) == [2027]
    assert glance(tmp_path, AT.date(), read_lists(tmp_path), calendar, now=AT).damaged == calendar.unreadable


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_files_of_every_usual_encoding_are_read(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "通知.txt"
    file.write_text(NOTICE, encoding=encoding)
    assert read_notice_file(file).year == 2027


@pytest.mark.parametrize("content", [b"", b"\x00" * 50, b"x" * (LARGEST + 1)], ids=["empty", "binary", "large"])
def test_what_is_no_notice_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "f"
    file.write_bytes(content)
    with pytest.raises(FileFaults):
        read_notice_file(file)
    for other in (tmp_path, tmp_path / "none"):
        with pytest.raises(FileFaults):
            read_notice_file(other)


def test_the_daily_copy_has_the_notices_too(tmp_path: Path) -> None:
    save_notice(tmp_path, read_notice(NOTICE))
    later = AT.replace(year=2027)
    journal = Journal.open(tmp_path, clock=lambda: later)
    journal.leaves.add(Leave.new(later, later.date(), last_day=later.date(), reason="年休假"))
    (copied,) = [copy for copy in copies(tmp_path) if copy.name == later.date().isoformat()]
    assert (copied / "calendar" / "2027.txt").read_text("utf-8") == NOTICE


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"2027\xe5\xb9\xb4\n\x9b\xff\xfe", "UTF-8"),
        (NOTICE.replace("元旦", "元\x1b]0;旦").encode(), "控制字符"),
        (NOTICE.replace("共3天", "共" + "3" * 5000 + "天").encode(), "太长"),
        (NOTICE.replace("2027年安排", "9" * 5000 + "年").encode(), "太长"),
        (NOTICE.replace("2027年安排", "2026年安排").encode(), "2026-01-01"),
    ],
    ids=["no text", "escape", "long number", "long year", "other year"],
)
def test_one_bad_notice_stops_nothing_and_is_named(tmp_path: Path, content: bytes, why: str) -> None:
    save_notice(tmp_path, read_notice(NOTICE))
    bad = tmp_path / "calendar" / "2028.txt"
    bad.write_bytes(content)
    with pytest.raises(FileFaults, match=why):
        read_notice_file(bad)
    calendar = read_calendar(tmp_path)
    assert calendar.unreadable == ("calendar/2028.txt",)
    assert calendar.kind_of(date(2027, 1, 1)).holiday == "元旦"
    assert "calendar/2028.txt" in status_text(tmp_path, AT, as_json=False)


def test_a_notice_under_the_name_of_another_year_is_no_notice_of_that_year(tmp_path: Path) -> None:
    save_notice(tmp_path, read_notice(NOTICE))
    (tmp_path / "calendar" / "2028.txt").write_text(NOTICE.replace("至3日（周日）放假，共3天", "放假"), "utf-8")
    calendar = read_calendar(tmp_path)
    assert len(calendar.imported[2027].off) == 3
    assert calendar.unreadable == ("calendar/2028.txt",)
