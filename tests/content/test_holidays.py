"""Holidays read from the words of the notice."""

from __future__ import annotations

import contextlib
import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.calendar import PUBLISHED, Calendar, DayKind, published_years
from content.errors import FileFaults
from content.holidays import TEMPLATE, arrangement_lines, calendar_words, read_notice

NOTICE_2026 = """\
关于2026年部分节假日安排的通知
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，要妥善安排好值班工作。
"""
STANDING = "经国务院批准，现将2026年元旦、春节等节日放假调休日期的具体安排通知如下。\n"


def test_the_notice_of_a_known_year_comes_to_the_same_workdays() -> None:
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]
    calendar = Calendar({2026: read_notice(NOTICE_2026)})
    assert [calendar.kind_of(day).is_workday for day in days] == [PUBLISHED.kind_of(day).is_workday for day in days]
    assert calendar.kind_of(date(2026, 2, 17)) == DayKind(is_workday=False, holiday="春节")


def test_a_year_to_come_is_no_longer_presumed_once_it_is_taught() -> None:
    assert PUBLISHED.kind_of(date(2027, 3, 1)) == DayKind(is_workday=True, is_presumed=True)
    notice = read_notice("2027年安排\n元旦：2026年12月31日至2027年1月2日放假，共3天。1月3日（周日）上班。")
    calendar = Calendar({2027: notice})
    assert calendar.kind_of(date(2027, 3, 1)).is_workday
    assert calendar.kind_of(date(2026, 12, 31)) == DayKind(is_workday=False, holiday="元旦")
    assert calendar.kind_of(date(2027, 1, 3)).is_workday
    assert calendar.kind_of(date(2026, 12, 30)).is_workday  # the rest of the year before is as it was


def test_the_template_holds_nothing_until_it_is_filled_in() -> None:
    with pytest.raises(FileFaults, match="没有找到节假日"):
        read_notice(TEMPLATE.format(year=2027))
    filled = TEMPLATE.format(year=2027).replace("一、元旦：\n", "一、元旦：1月1日放假。\n")
    assert list(read_notice(filled).off) == [date(2027, 1, 1)]


def test_the_standing_sentence_of_a_notice_is_passed_over_and_a_missing_holiday_is_named() -> None:
    head, _newline, rest = NOTICE_2026.partition("\n")
    assert read_notice(f"{head}\n{STANDING}{rest}").off == read_notice(NOTICE_2026).off
    lines = arrangement_lines(read_notice(NOTICE_2026))
    assert not any("文中没有" in line for line in lines)
    short = "\n".join(line for line in NOTICE_2026.splitlines() if "国庆" not in line)
    assert "文中没有：国庆" in arrangement_lines(read_notice(short))


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("元旦：1月1日至3日放假，共4天。", "写的是共4天"),
        ("元旦：1月1日（周四）放假。", "2027-01-01是周五，不是周四"),
        ("元旦：1月1日放假。1月4日上班。", "2027-01-04不是周六、周日"),
        ("元旦：1月1日至3日放假。1月3日上班。", "2027-01-03既写放假又写上班"),
        ("春节：2月30日放假。", "没有2月30日"),
        ("元旦：1月3日至1日放假。", "止日不在起日之后"),
        ("元旦：1月1日至32日放假。", "没有32日"),
        ("元旦：1月1日至12月1日放假。", "超过31天"),
        ("元旦：1月1日放假。\n春节：1月1日放假。", "2027-01-01已列入元旦"),
        ("元旦：一月1号放假。", "放假日期看不懂"),
        ("元旦：1月1日放假，四号上班。", "上班日期看不懂"),
        ("春节：5日至11日放假。", "没有写月份"),
        ("元旦：1月1日放假，共" + "9" * 5000 + "天。", "这一行太长"),
        ("元旦：1月1日放假，共" + "9" * 1500 + "天。", "写的是共99999999天"),
        ("元\x1b旦\x07：1月1日放假。", "控制字符"),
        ("1月1日放假。", "没有写节日名称"),
        ("元旦：2031年1月1日放假。", "2031-01-01不在2027年"),
    ],
)
def test_every_contradiction_is_named_with_its_line(line: str, fault: str) -> None:
    with pytest.raises(FileFaults) as raised:
        read_notice(f"2027年部分节假日安排\n{line}")
    assert any(fault in words for words in raised.value.lines("通知.txt"))
    assert all(words.startswith("通知.txt") for words in raised.value.lines("通知.txt"))


@given(st.text("2027年元旦春节：1月3日至（周四五六），共天。放假调休上班、\n一 ", max_size=80) | st.text(max_size=60))
def test_whatever_is_in_the_file_only_named_faults_come_of_it(text: str) -> None:
    with contextlib.suppress(FileFaults):
        arrangement = read_notice(text)
        assert arrangement.off
        assert not arrangement.work & arrangement.off.keys()


@pytest.mark.parametrize(
    ("line", "off", "work"),
    [
        ("端午节：5月28日放假，5月29日补休。", ["05-28", "05-29"], []),
        ("清明节：4月4日放假，5日补休，共2天。", ["04-04", "04-05"], []),
        ("元旦：1日至3日放假，共3天。", ["01-01", "01-02", "01-03"], []),
        ("国庆节：1至3日放假调休，共3天。14日上班。", ["10-01", "10-02", "10-03"], ["10-14"]),
        (
            "春节: 1月25日-27日放假调休,共3天。1月22日(周六)、29日(周六)上班",
            ["01-25", "01-26", "01-27"],
            ["01-22", "01-29"],
        ),
        ("春节：１月２５日～１月２６日放假，共２天。", ["01-25", "01-26"], []),
        ("劳动节：5月1日放假1天，4月29日调休上班。", ["05-01"], ["04-29"]),
        ("国庆节、中秋节：10月1日、3日放假，共2天。9月24日补班。", ["10-01", "10-03"], ["09-24"]),
    ],
)
def test_days_off_and_days_worked_in_the_ways_people_write_them(line: str, off: list[str], work: list[str]) -> None:
    arrangement = read_notice(f"2028年部分节假日安排\n{line}")
    assert [f"{day:%m-%d}" for day in sorted(arrangement.off)] == off
    assert [f"{day:%m-%d}" for day in sorted(arrangement.work)] == work
    assert arrangement.passed_over == ()


def test_an_end_in_the_next_year_needs_no_year() -> None:
    arrangement = read_notice("2028年安排\n元旦：2027年12月31日至1月2日放假，共3天。")
    assert sorted(arrangement.off) == [date(2027, 12, 31), date(2028, 1, 1), date(2028, 1, 2)]


def test_what_was_not_used_is_named_with_its_line() -> None:
    text = "2028年安排\n# 摘自通知\n清明节：4月4日放假，与周末连休。\n\n节假日期间，要妥善安排好值班工作。\n"
    arrangement = read_notice(text)
    assert arrangement.passed_over == ((3, "与周末连休"),)
    assert arrangement.unread_lines == (5,)
    lines = arrangement_lines(arrangement)
    assert "第3行未用：与周末连休" in lines
    assert "未写日期、略过的行：第5行" in lines


def test_what_was_read_is_shown_a_holiday_a_line_with_the_days_worked() -> None:
    lines = arrangement_lines(read_notice(NOTICE_2026))
    assert lines[1] == "元旦：1月1日至1月3日，共3天"
    assert lines[8] == "调休上班：1月4日、2月14日、2月28日、5月9日、9月20日、10月10日"
    assert arrangement_lines(read_notice("2028年安排\n清明节：4月4日放假。"))[-1] == "调休上班：无"


def test_a_holiday_lasts_no_longer_than_a_month() -> None:
    assert len(read_notice("2028年安排\n春节：1月1日至31日放假。").off) == 31
    with pytest.raises(FileFaults, match="超过31天"):
        read_notice("2028年安排\n春节：1月1日至2月1日放假。")


@pytest.mark.parametrize(("name", "month"), [("元旦", 1), ("清明节", 4), ("劳动节", 5), ("国庆节", 10)])
def test_a_holiday_that_lies_in_one_month_every_year_needs_none(name: str, month: int) -> None:
    assert list(read_notice(f"2028年安排\n{name}：3日放假。").off) == [date(2028, month, 3)]


def test_of_the_years_beside_only_the_nearest_month_may_be_named() -> None:
    off = read_notice("2028年安排\n元旦：2028年12月31日至1月1日放假。").off
    assert sorted(off) == [date(2028, 12, 31), date(2029, 1, 1)]
    for day in ("2029年2月1日", "2027年11月30日", "2030年1月1日", "2026年12月31日"):
        with pytest.raises(FileFaults, match="不在2028年"):
            read_notice(f"2028年安排\n春节：{day}放假。")


def test_a_line_has_two_thousand_signs_at_most() -> None:
    line = "元旦：1月1日放假，"
    assert read_notice("2028年安排\n" + line.ljust(2000, "文")).off
    with pytest.raises(FileFaults, match="这一行太长"):
        read_notice("2028年安排\n" + line.ljust(2001, "文"))


def test_what_stands_beside_the_days_is_kept_whether_it_has_a_figure_or_speaks_of_days_off() -> None:
    arrangement = read_notice("2028年安排\n元旦：1月1日放假，放假期间值班，3日例会。")
    assert arrangement.passed_over == ((2, "放假期间值班"), (2, "3日例会"))


def test_a_holiday_on_days_far_apart_is_named_with_both() -> None:
    with pytest.raises(FileFaults) as raised:
        read_notice("2028年安排\n春节：1月1日、3月1日放假。")
    [line] = raised.value.lines("通知.txt")
    assert "2028-01-01" in line
    assert "2028-03-01" in line


def test_a_line_no_record_could_hold_is_named_by_its_number() -> None:
    with pytest.raises(FileFaults) as raised:
        read_notice("2028年安排\n元\x07旦：1月1日放假。")
    [line] = raised.value.lines("通知.txt")
    assert "第2行" in line


def test_sunday_has_two_names_and_a_holiday_without_its_days_is_named() -> None:
    arrangement = read_notice("2028年安排\n元旦：1月2日（周天）放假。\n春节：待定\n各有关单位：")
    assert list(arrangement.off) == [date(2028, 1, 2)]
    assert arrangement.unread_lines == (4,)
    assert arrangement.passed_over == ((3, "春节:待定"),)


@pytest.mark.parametrize("text", ["元旦：1月1日放假。", "2028年安排\n\n"])
def test_what_a_notice_lacks_as_a_whole_is_said_of_its_first_line(text: str) -> None:
    with pytest.raises(FileFaults) as raised:
        read_notice(text)
    [line] = raised.value.lines("通知.txt")
    assert "第1行" in line


def test_a_day_without_a_month_is_in_the_month_and_the_year_named_before_it() -> None:
    arrangement = read_notice("2028年安排\n元旦：2027年12月30日、31日、1月1日放假。")
    assert sorted(arrangement.off) == [date(2027, 12, 30), date(2027, 12, 31), date(2028, 1, 1)]


def test_the_years_whose_holidays_are_known_are_said_with_those_imported() -> None:
    years = published_years()
    assert calendar_words(PUBLISHED) == f"内置{years[0]}年至{years[-1]}年；其余年份按周一至周五推算"
    taught = Calendar({2031: read_notice("2031年安排\n元旦：1月1日放假。")})
    assert "；已导入2031年（2031年不全）；" in calendar_words(taught)


def test_a_line_with_only_a_name_and_a_colon_is_named_unless_it_is_a_holiday_not_filled_in() -> None:
    text = "2028年安排\n各省、自治区、直辖市人民政府：\n一、元旦：1月1日放假，共1天。\n二、春节：\n"
    arrangement = read_notice(text)
    assert arrangement.unread_lines == (2,)
    assert "未写日期、略过的行：第2行" in arrangement_lines(arrangement)


@pytest.mark.parametrize("part", ["1日、", "1-", "1(", "1月1日至", "1日(", "1日 ", "共1", "一、"])
@pytest.mark.slow
def test_a_line_made_to_be_slow_is_not(part: str) -> None:
    begun = time.process_time()
    with contextlib.suppress(FileFaults):
        read_notice("2028年\n" + (part * 2000)[:1990])
    assert time.process_time() - begun < 2


def test_a_year_with_holidays_missing_keeps_its_mark_and_says_so() -> None:
    text = "2027年安排\n一、元旦：1月1日至3日放假，共3天。\n六、中秋节、国庆节：另行通知。"
    arrangement = read_notice(text)
    taught = Calendar({2027: arrangement})
    assert taught.kind_of(date(2027, 10, 1)).is_presumed
    assert not taught.kind_of(date(2027, 1, 1)).is_presumed
    said = arrangement_lines(arrangement)
    assert "第3行未用：六、中秋节、国庆节:另行通知。" in said
    assert any("推算" in line for line in said)
    assert "已导入2027年（2027年不全）" in calendar_words(taught)
    assert not Calendar({2026: read_notice(NOTICE_2026)}).kind_of(date(2026, 10, 12)).is_presumed


def test_a_holiday_that_two_lines_put_on_other_days_is_named_and_the_same_line_twice_is_not() -> None:
    first = "元旦：1月1日至3日放假，共3天。"
    with pytest.raises(FileFaults) as refused:
        read_notice(f"2027年安排\n{first}\n元旦：1月1日至2日放假，共2天。")
    assert [line for line, _said in refused.value.faults] == [3]
    assert len(read_notice(f"2027年安排\n{first}\n{first}").off) == 3
    assert len(read_notice("2027年安排\n国庆节：10月1日至3日放假。\n国庆节：10月4日至7日放假。").off) == 7
