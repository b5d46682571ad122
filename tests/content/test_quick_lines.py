"""Several matters in one text."""

from __future__ import annotations

from datetime import date

import pytest

from content.calendar import PUBLISHED
from content.quick import read_quick
from content.quick_lines import as_one, heading_of, may_be_one, split_lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("1. 报表\n2、交稿\n3）归档", ["报表", "交稿", "归档"]),
        ("一、报表\r\n\r\n（二）交稿\n③ 归档", ["报表", "交稿", "归档"]),
        ("> 报表 ⏎ - 交稿", ["报表", "交稿"]),
        ("1. 12月4日前报表\n12.5前交稿\n3份材料", ["12月4日前报表", "12.5前交稿", "3份材料"]),
        ("1. 报表", ["1. 报表"]),
        ("\n\n", []),
    ],
)
def test_a_list_is_read_a_line_a_matter_without_its_numbers(text: str, lines: list[str]) -> None:
    assert split_lines(text) == lines


@pytest.mark.parametrize(
    ("line", "giver", "channel", "title"),
    [
        ("明天前李处长（办公厅）要材料", "李处长（办公厅）", "", "要材料"),
        ("张主任（电话）：下周三前报学习计划", "张主任", "电话", "报学习计划"),
        ("刘处（微信） 12月3日前报行程", "刘处", "微信", "报行程"),
        ("12月4日前李处长（微信）要名单", "李处长", "微信", "要名单"),
        ("选工委刘处（内线8012）：12月8日前报名单", "选工委刘处（内线8012）", "", "报名单"),
        ("12月4日前李处长：要名单", "李处长", "", "要名单"),
        ("李处长（办公厅）明天前报材料", "李处长（办公厅）", "", "报材料"),
        ("人事处通知：12月11日前填报登记表", "人事处", "", "填报登记表"),
        ("办公厅电话：12月4日前报名单", "办公厅", "电话", "报名单"),
        ("12月4日前李处长要参加会议", "", "", "李处长要参加会议"),
    ],
)
def test_a_giver_with_a_bracket_or_behind_the_day_is_heard(line: str, giver: str, channel: str, title: str) -> None:
    quick = read_quick(line, date(2026, 11, 27), PUBLISHED)
    assert (quick.given_by, quick.channel, quick.title) == (giver, channel, title)
    assert quick.due_day is not None


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("张主任（下周五前）：报材料", date(2026, 12, 4)),
        ("办公厅（明天）：报名单", date(2026, 11, 28)),
        ("李处长（尽快）：报名单", None),
        ("老王（节后）：报名单", None),
    ],
)
def test_words_of_time_in_the_bracket_behind_a_giver_are_read_not_taken_for_his_name(
    line: str, due: date | None
) -> None:
    quick = read_quick(line, date(2026, 11, 27), PUBLISHED)
    assert (quick.due_day, bool(quick.asked)) == (due, due is None)
    assert "（" not in quick.given_by


NOTICE = "各位：\n请于12月4日前报送以下材料：\n1.工作总结\n2.明年计划\n联系人：王芳，85551234\n办公厅秘书处"


def test_a_notice_may_be_one_matter_and_a_list_is_not_taken_for_one() -> None:
    assert may_be_one(NOTICE)
    assert may_be_one("报送材料\n附件：名单")
    assert not may_be_one("1. 张主任 11月30日前 报材料\n2. 整理档案")
    assert not may_be_one("李处：12月4日前报名单\n整理档案")
    quick = read_quick(as_one(NOTICE), date(2026, 11, 27), PUBLISHED)
    assert quick.due_day == date(2026, 12, 4)
    assert "明年计划" in quick.title


def test_the_heading_row_of_a_table_is_no_matter_and_is_named() -> None:
    table = "事项\t交办人\n报名单\t张主任"
    assert split_lines(table) == ["报名单\t张主任"]
    assert heading_of(table) == "事项 交办人"
    assert heading_of("报名单\n整理档案") == ""
