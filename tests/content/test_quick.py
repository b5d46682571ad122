"""A matter in one line: what is understood, and that nothing is lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.calendar import PUBLISHED
from content.dates import day_words
from content.quick import read_quick
from content.words import use

MONDAY = date(2026, 11, 23)
ALPHABET = "张主任处长12月30日前周五下底@#＃〔〕2026号 .-/\t，报送ab\U0001f600"


@pytest.mark.parametrize(
    ("line", "title", "given_by", "due", "channel"),
    [
        ("张主任 11月30日前 报送调研材料 #电话", "报送调研材料", "张主任", date(2026, 11, 30), "电话"),
        ("张主任11月30日前报送调研材料", "报送调研材料", "张主任", date(2026, 11, 30), ""),
        ("李副秘书长 月底前 改方案 常办〔2026〕12号", "改方案", "李副秘书长", date(2026, 11, 30), "常办〔2026〕12号"),
        ("准备12月4日会议材料 12.2前", "准备12月4日会议材料", "", date(2026, 12, 2), ""),
        ("5个工作日内 答复王代表 @陈处长", "答复王代表", "陈处长", date(2026, 11, 30), ""),
        ("下周五之前 汇总会签意见 ＃微信", "汇总会签意见", "", date(2026, 12, 4), "微信"),
        ("明天 交", "交", "", date(2026, 11, 24), ""),
        ("报送11月份统计表", "报送11月份统计表", "", None, ""),
        ("主任办公会纪要", "主任办公会纪要", "", None, ""),
        ("报销1.5万元", "报销1.5万元", "", None, ""),
        ("召开周五例会", "召开周五例会", "", None, ""),
        ("11.25 12.2 两次会", "12.2 两次会", "", date(2026, 11, 25), ""),
        ("@Li by Friday collect comments #phone", "collect comments", "Li", date(2026, 11, 27), "phone"),
        ("下周一上午9点 处务会", "上午9点 处务会", "", date(2026, 11, 30), ""),
        ("准备12月4日上午的会", "准备12月4日上午的会", "", None, ""),
        ("张主任 12月28号前 报送材料", "报送材料", "张主任", date(2026, 12, 28), ""),
        ("12月 28日前 交表", "交表", "", date(2026, 12, 28), ""),
        ("十二月二十八日前 交表", "交表", "", date(2026, 12, 28), ""),
        ("刘主任 明年12月1日前 完成立法规划", "完成立法规划", "刘主任", date(2027, 12, 1), ""),
        ("2027年3月底前 交", "交", "", date(2027, 3, 31), ""),
        ("下下周五前 交", "交", "", date(2026, 12, 11), ""),
        ("周五下班前 交", "交", "", date(2026, 11, 27), ""),
        ("十五日内 交", "交", "", date(2026, 12, 8), ""),
        ("张主任，12月5日前，报送材料", "报送材料", "张主任", date(2026, 12, 5), ""),
        ("汇总11月30日前的数据", "汇总11月30日前的数据", "", None, ""),
        ("report by 30 November @Li", "report", "Li", date(2026, 11, 30), ""),
        ("by end of month send it", "send it", "", date(2026, 11, 30), ""),
        ("9-10点 开会", "9-10点 开会", "", None, ""),
        ("9-11:30 学习", "9-11:30 学习", "", None, ""),
        ("12月4日9点 开会", "9点 开会", "", date(2026, 12, 4), ""),
        ("next Monday send it", "send it", "", date(2026, 11, 30), ""),
        ("Fridays are busy", "Fridays are busy", "", None, ""),
        ("", "", "", None, ""),
    ],
)
def test_what_is_understood(line: str, title: str, given_by: str, due: date | None, channel: str) -> None:
    quick = read_quick(line, MONDAY, PUBLISHED)
    assert (quick.title, quick.given_by, quick.due_day, quick.channel) == (title, given_by, due, channel)


@pytest.mark.parametrize(
    ("line", "doubtful"),
    [
        ("2月30日前 交稿", "2月30日"),
        ("20日前 交表", "20日"),
        ("13月底 交", "13月底"),
        ("每周五前 交表", "每周五"),
        ("每月5日前 报", "每月5日"),
        ("第3周五前 交", "第3周五"),
        ("by 31 Nov send", "31 Nov"),
    ],
)
def test_what_is_no_day_or_could_be_two_is_named_and_stays_in_the_title(line: str, doubtful: str) -> None:
    quick = read_quick(line, MONDAY, PUBLISHED)
    assert (quick.doubtful, quick.due_day, quick.title) == (doubtful, None, line)


@given(st.text(ALPHABET, max_size=40) | st.text(max_size=40))
def test_no_character_of_the_line_is_lost(line: str) -> None:
    quick = read_quick(line, MONDAY, PUBLISHED)
    assert "".join(text for _kind, text in quick.parts) == line
    left = "".join(text for kind, text in quick.parts if kind == "title")
    assert "".join(quick.title.split()) == "".join(left.split())
    for kind, text in quick.parts:
        if kind in ("given_by", "channel"):
            said = {"given_by": quick.given_by, "channel": quick.channel}[kind]
            assert said in text
            assert said
    assert (quick.due_day is not None) == any(kind == "due" for kind, _text in quick.parts)


@given(st.integers(-180, 180), st.sampled_from(["前", "之前", "以前", ""]))
def test_a_written_day_comes_back(days: int, before: str) -> None:
    use("zh")
    day = MONDAY + timedelta(days=days)
    quick = read_quick(f"王处长 {day_words(day)}{before} 送材料", MONDAY, PUBLISHED)
    assert (quick.due_day, quick.title, quick.given_by) == (day, "送材料", "王处长")
