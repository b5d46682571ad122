"""A matter in one line: what is understood, what is asked, and that nothing is lost.

`quick_lines.tsv` holds lines as many hands write them, with the right values.
"""

from __future__ import annotations

import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.calendar import PUBLISHED
from content.dates import day_words
from content.quick import Quick, read_quick
from content.quick_days import Why
from content.quick_times import fold_width
from content.quick_words import doubt_words, quick_words
from content.words import use

MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)
ALPHABET = "张主任处长12月30日前周五下底@#＃〔〕2026号 .-/\t，报送ab\U0001f600内每初旬节会后（）"
LINES = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "quick_lines.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def said_due(quick: Quick) -> str:
    if quick.why is not None:
        return "ask"
    return quick.due_day.isoformat() if quick.due_day else "none"


@pytest.mark.parametrize(("line", "due", "giver", "title"), LINES, ids=[line[0] for line in LINES])
def test_lines_of_many_hands_are_heard_as_they_were_meant(line: str, due: str, giver: str, title: str) -> None:
    quick = read_quick(line, FRIDAY, PUBLISHED)
    assert (said_due(quick), quick.given_by or "-") == (due, giver)
    assert quick.original == line
    assert (quick.title == line) == (title == "whole")
    assert bool(quick.asked) == (due == "ask")
    assert all(words in line for words in quick.asked)


@pytest.mark.parametrize(
    ("line", "title", "given_by", "due", "channel"),
    [
        ("张主任 11月30日前 报送调研材料 #电话", "报送调研材料", "张主任", date(2026, 11, 30), "电话"),
        ("张主任11月30日前报送调研材料", "报送调研材料", "张主任", date(2026, 11, 30), ""),
        ("李副秘书长 月底前 改方案 常办〔2026〕12号", "改方案", "李副秘书长", date(2026, 11, 30), "常办〔2026〕12号"),
        ("准备12月4日会议材料 12.2前", "准备12月4日会议材料", "", date(2026, 12, 2), ""),
        ("5个工作日内 答复王代表 @陈处长", "答复王代表", "陈处长", date(2026, 11, 30), ""),
        ("下周五之前 汇总会签意见 ＃微信", "汇总会签意见", "", date(2026, 12, 4), "微信"),
        ("请各处室材料，12月5日前，报综合处", "请各处室材料，报综合处", "", date(2026, 12, 5), ""),
        ("12月4日下午5点前报名单", "报名单", "", date(2026, 12, 4), ""),
        ("今天下班前 送审通报", "送审通报", "", MONDAY, ""),
        ("11月30日前报送，11月30日前务必送达", "报送，11月30日前务必送达", "", date(2026, 11, 30), ""),
        ("春节前后走访，12月4日前报方案", "春节前后走访，12月4日前报方案", "", date(2026, 12, 4), ""),
        ("材料于12月4日前报", "材料于12月4日前报", "", date(2026, 12, 4), ""),
        ("12/4（周五）前报名单", "报名单", "", date(2026, 12, 4), ""),
        ("@3处 12月4日前 报名单", "报名单", "3处", date(2026, 12, 4), ""),
        ("刘主任@12-4前 报名单", "刘主任@12-4前 报名单", "", date(2026, 12, 4), ""),
        ("12月4日前的准备工作 12月2日前", "12月4日前的准备工作", "", date(2026, 12, 2), ""),
        ("@Li by Friday collect comments #phone", "collect comments", "Li", date(2026, 11, 27), "phone"),
        ("report by 30 November @Li", "report", "Li", date(2026, 11, 30), ""),
        ("预算 1.5万元 报销 @孙总", "预算 1.5万元 报销", "孙总", None, ""),
        ("王处、李处 12月4日前 会签 #电话", "王处、李处 12月4日前 会签", "", date(2026, 12, 4), "电话"),
        ("", "", "", None, ""),
        ("@周五组 12月4日前 报名单", "报名单", "周五组", date(2026, 12, 4), ""),
        ("3个工作日内@李处 报名单", "报名单", "李处", date(2026, 11, 26), ""),
        ("改方案 #微信 月底前 @王处", "改方案", "王处", date(2026, 11, 30), "微信"),
        ("报名单，@王处", "报名单", "王处", None, ""),
        ("@王处 报名单，", "报名单，", "王处", None, ""),
        ("张主任", "张主任", "", None, ""),
        ("张主任：", "张主任：", "", None, ""),
    ],
)
def test_the_day_is_cut_from_the_title_only_where_what_is_left_reads(
    line: str, title: str, given_by: str, due: date | None, channel: str
) -> None:
    quick = read_quick(line, MONDAY, PUBLISHED)
    assert (quick.title, quick.given_by, quick.due_day, quick.channel) == (title, given_by, due, channel)


@pytest.mark.parametrize(
    ("line", "why", "asked", "offered"),
    [
        ("2月30日前 交稿", Why.UNREAL, ("2月30日",), []),
        ("20日前 交表", Why.UNCLEAR, ("20日",), ["2026-12-20"]),
        ("每月5日前 报", Why.REPEAT, ("每月5日前",), []),
        ("宪法日前布置展板", Why.EVENT, ("宪法日前",), []),
        ("等通知后报", Why.EVENT, ("等通知后",), []),
        ("等省里批复下来再报", Why.EVENT, ("等省里批复下来",), []),
        ("廿日前报", Why.FUZZY, ("廿日前",), []),
        ("主题党日之前把材料发给各处", Why.EVENT, ("党日之前",), []),
        ("会后3日内 出纪要", Why.EVENT, ("会后3日内",), []),
        ("12月3-5日 培训", Why.PERIOD, ("12月3-5日",), ["2026-12-03", "2026-12-05"]),
        ("12月3日报初稿，12月10日定稿", Why.SEVERAL, ("12月3日", "12月10日"), ["2026-12-03", "2026-12-10"]),
        ("12月中旬 上会", Why.FUZZY, ("12月中旬",), []),
        ("准备12月4日会议材料", Why.NOT_DUE, ("12月4日",), ["2026-12-04"]),
        ("11月20日前 交稿", Why.PAST, ("11月20日",), []),
        ("1937年7月7日展览材料", Why.EARLY, ("1937年7月7日",), []),
        ("0206年12月1日 交稿", Why.EARLY, ("0206年12月1日",), []),
        ("2206年12月1日前 交稿", Why.FAR, ("2206年12月1日",), ["2206-12-01"]),
        ("2037年1月1日前 交稿", Why.FAR, ("2037年1月1日",), ["2037-01-01"]),
        ("12月5日、2206年12月1日 交稿", Why.SEVERAL, ("12月5日", "2206年12月1日"), ["2026-12-05"]),
        ("12月5日（周五）前 交稿", Why.WEEKDAY, ("12月5日（周五）",), ["2026-12-05"]),
        ("周一前 交稿", Why.UNCLEAR, ("周一",), ["2026-11-30"]),
        ("周五前 交稿", Why.UNCLEAR, ("周五",), ["2026-11-27", "2026-12-04"]),
        ("11-30 交稿", Why.UNCLEAR, ("11-30",), ["2026-11-30"]),
        ("下周 交稿", Why.LEFT, ("下周",), []),
        (
            "收到11月10日的函，要求15个工作日内回复",
            Why.COUNTED,
            ("11月10日", "15个工作日内"),
            ["2026-12-01", "2026-12-18"],
        ),
        ("11月20日的来信，15日内办结", Why.COUNTED, ("11月20日", "15日内"), ["2026-12-05", "2026-12-12"]),
        ("按11月20日主任会议要求一周内报方案", Why.COUNTED, ("11月20日", "一周内"), ["2026-11-27", "2026-12-04"]),
        ("5个工作日内反馈（11月20日来文）", Why.COUNTED, ("5个工作日内", "11月20日"), ["2026-11-27", "2026-12-04"]),
        ("昨天来电，3天内报名单", Why.COUNTED, ("昨天", "3天内"), ["2026-11-29", "2026-11-30"]),
    ],
)
def test_what_is_asked_names_its_words_and_the_days_they_may_mean(
    line: str, why: Why, asked: tuple[str, ...], offered: list[str]
) -> None:
    quick = read_quick(line, FRIDAY, PUBLISHED)
    assert (quick.why, quick.asked, quick.due_day) == (why, asked, None)
    assert [day.isoformat() for day in quick.offered] == offered
    assert quick.title == line
    use("zh")
    assert all(f"【{words}】" in doubt_words(quick) for words in asked)


@pytest.mark.parametrize(
    "line",
    [
        "12月4日前报昨天的纪要",
        "12月4日前晚点报上周三会议的照片",
        "张主任昨天交办 12月4日前报名单",
        "张主任前天交办 整理材料，12月4日前报",
        "上周三交办 12月4日前报材料",
        "上周三张主任交办 12月4日前报材料",
        "上周三 办公厅交办 12月4日前报材料",
        "张主任昨天说 12月4日前报材料",
        "12月4日前整理昨天拍的照片",
        "前天来函，要求12月4日前报",
        "昨天来文 12月4日前报名单",
        "前天收到来函，12月4日前答复",
        "昨天收文 12月4日前报",
        "法工委昨天来函：12月4日前报材料",
        "省人大前天来函，12月4日前报材料",
        "12月4日前报名单（前天来函）",
        "12月4日前答复前天来函",
    ],
)
def test_a_day_gone_by_that_says_which_paper_or_when_it_was_given_asks_nothing(line: str) -> None:
    assert read_quick(line, FRIDAY, PUBLISHED).due_day == date(2026, 12, 4)


@pytest.mark.parametrize(
    "line",
    [
        "大前天来文 后天报",
        "昨天来文 后天报",
        "前天收到来函 周五前报",
        "前天来函，3天内报",
        "前天来函，12月4日报材料",
        "张主任昨天交办 后天报材料",
        "张主任昨天交办 3天内报材料",
        "张主任前天交办 后天报材料",  # the day after the day it was said, or after today
        "上周三交办 12月4日前报材料，周一前改",
        "12月4日前报材料，昨天说推迟",
        "12月4日前报材料 昨天说的推迟",
        "12月4日前整理昨天拍的照片，后天交",
    ],
)
def test_a_day_gone_by_that_may_change_the_due_day_is_asked(line: str) -> None:
    assert read_quick(line, FRIDAY, PUBLISHED).due_day is None


@pytest.mark.parametrize(
    ("line", "given"),
    [
        ("张主任昨天交办 12月4日前报名单", "2026-11-26"),
        ("上周三张主任交办 12月4日前报材料", "2026-11-18"),
        ("张主任昨天交办 后天报材料", "2026-11-26"),
        ("前天来函，要求12月4日前报", "2026-11-25"),
        ("昨天收文 后天报", "2026-11-26"),
        ("大前天来文 后天报", "2026-11-24"),
        ("昨天收到的材料12月4日前报", None),
        ("前天来函的清单12月4日前报", None),
        ("12月4日前答复前天来函", None),
        ("12月4日前落实上周三交办事项", None),
        ("12月4日前报昨天的纪要", None),
        ("张主任 12月4日前报名单", None),
    ],
)
def test_the_day_it_was_given_is_kept_and_said(line: str, given: str | None) -> None:
    use("zh")
    quick = read_quick(line, FRIDAY, PUBLISHED)
    assert (quick.given_day and quick.given_day.isoformat()) == given
    assert ("交办日期" in quick_words(quick, PUBLISHED)) == (given is not None)


def test_the_people_s_congress_is_no_part_of_a_day() -> None:
    assert read_quick("省人大前天来函，后天报", FRIDAY, PUBLISHED).asked == ("前天", "后天")
    assert read_quick("大前天来函，后天报", FRIDAY, PUBLISHED).asked == ("大前天", "后天")


@pytest.mark.parametrize("line", ["3天内报11月20日会议的名单", "今天收文，3天内办结"])
def test_a_span_counts_from_today_where_no_other_day_can_be_meant(line: str) -> None:
    assert read_quick(line, FRIDAY, PUBLISHED).due_day == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("line", "giver", "channel", "title"),
    [
        ("#急件 #电话 王处 12月2日前 报名单", "王处", "急件 电话", "报名单"),
        ("看 http://a.b/c#d 报名单", "", "", "看 http://a.b/c#d 报名单"),
        ("12月2日前 报名单#电话", "", "电话", "报名单"),
        ("付主任 12月2日前 报名单", "付主任", "", "报名单"),
        ("阚秘书长 12月2日前 报名单", "阚秘书长", "", "报名单"),
    ],
)
def test_every_channel_is_heard_and_an_address_stays_whole(line: str, giver: str, channel: str, title: str) -> None:
    quick = read_quick(line, FRIDAY, PUBLISHED)
    assert (quick.given_by, quick.channel, quick.title) == (giver, channel, title)


@pytest.mark.parametrize("line", ["周5报名单", "2026年12月报名单"])
def test_a_day_written_oddly_is_asked_about_not_passed_over(line: str) -> None:
    assert read_quick(line, FRIDAY, PUBLISHED).why is not None


def test_the_last_day_that_is_not_too_far_ahead_is_taken() -> None:
    assert read_quick("2036年12月31日前 交稿", FRIDAY, PUBLISHED).due_day == date(2036, 12, 31)


def test_no_due_day_is_said_under_every_line_without_one() -> None:
    use("zh")
    for line, due, _giver, _title in LINES:
        says = doubt_words(read_quick(line, FRIDAY, PUBLISHED))
        assert says.startswith("未定时限") == (due in ("ask", "none"))


@pytest.mark.parametrize("line", ["12月4日前", "@张主任 11.30", "张主任 下周五前", "#电话", "  ", "by Friday"])
def test_a_line_of_only_who_and_when_says_not_what(line: str) -> None:
    assert not read_quick(line, FRIDAY, PUBLISHED).says_what
    assert read_quick(line + " 周报", FRIDAY, PUBLISHED).says_what


def test_workdays_beyond_the_known_calendar_are_said_to_be_presumed() -> None:
    use("zh")
    assert "按周一至周五" in quick_words(read_quick("300个工作日内 办结", FRIDAY, PUBLISHED), PUBLISHED)
    assert "按周一至周五" not in quick_words(read_quick("3个工作日内 办结", FRIDAY, PUBLISHED), PUBLISHED)


def test_every_full_width_sign_is_read_as_the_narrow_one_and_no_other_is_changed() -> None:
    wide = "".join(chr(code) for code in range(0xFF01, 0xFF5F))
    assert fold_width(wide + "　") == "".join(chr(code) for code in range(0x21, 0x7F)) + " "
    assert fold_width("\uff00\uff5f、。〔〕") == "\uff00\uff5f、。〔〕"


@pytest.mark.slow
@given(st.text(ALPHABET, max_size=40) | st.text(max_size=40))
def test_no_character_of_the_line_is_lost(line: str) -> None:
    quick = read_quick(line, MONDAY, PUBLISHED)
    assert quick.original == line
    rest = iter(line)
    assert all(sign in rest for sign in quick.title if not sign.isspace())  # in its order, nothing added
    assert not (quick.due_day and quick.why)
    assert bool(quick.why) == bool(quick.asked)
    if quick.due_day is None:  # what was not understood stays in the title
        for name in (quick.given_by, *quick.channel.split()):  # several channels stand beside each other
            line = line.replace(name, "", 1)
        left = [sign for sign in quick.title if sign.isalnum()]
        assert len(left) >= len([sign for sign in line if sign.isalnum()])


GIVERS = [
    "王处",
    "办公厅王处",
    "老王",
    "法工委小李",
    "张主任",
    "欧阳书记",
    "刘副秘书长",
    "督查室",
    "钱局",
    "省政府办公厅",
]
JOINS = ["{giver} {day}{verb}", "{giver}：{day}{verb}", "{giver}，请于{day}{verb}", "{giver} {day} {verb}"]
VERBS = [
    "报送调研材料",
    "反馈修改意见",
    "核对代表名册",
    "办结建议第12号",
    "印制2-3份样书",
    "答复李代表",
    "会签12月1日会议纪要",
]
MARKS = ["前", "之前", "以前", "下班前"]


@st.composite
def days_as_written(draw: st.DrawFn) -> tuple[str, date]:
    day = FRIDAY + timedelta(days=draw(st.integers(1, 120)))
    weekday = "一二三四五六日"[day.weekday()]
    beside = draw(st.sampled_from(["", f"（星期{weekday}）", f"周{weekday}", f"(周{weekday})"]))
    year = draw(st.sampled_from(["", f"{day.year}年"]))
    return draw(
        st.sampled_from(
            [
                f"{year}{day.month}月{day.day}日{beside}",
                f"{day.month}月{day.day}号",
                f"{day.year}-{day.month}-{day.day}",
                f"{day.month}-{day.day}",
                f"{day.month}.{day.day}",
                f"{day.month}/{day.day}",
            ]
        )
    ), day


@given(
    st.sampled_from(GIVERS), st.sampled_from(JOINS), days_as_written(), st.sampled_from(MARKS), st.sampled_from(VERBS)
)
def test_giver_marked_day_and_work_are_each_heard_and_the_title_is_the_work(
    giver: str, join: str, written: tuple[str, date], mark: str, verb: str
) -> None:
    words, day = written
    quick = read_quick(join.format(giver=giver, day=words + mark, verb=verb), FRIDAY, PUBLISHED)
    assert (quick.given_by, quick.due_day, quick.title, quick.why) == (giver, day, verb, None)


@given(st.integers(-180, 180), st.sampled_from(["前", "之前", "以前"]))
def test_a_written_day_comes_back_and_a_past_one_is_asked(days: int, before: str) -> None:
    use("zh")
    day = MONDAY + timedelta(days=days)
    quick = read_quick(f"王处长 {day_words(day)}{before} 送材料", MONDAY, PUBLISHED)
    if day < MONDAY:
        assert (quick.due_day, quick.why, quick.title) == (None, Why.PAST, f"{day_words(day)}{before} 送材料")
    else:
        assert (quick.due_day, quick.title, quick.given_by) == (day, "送材料", "王处长")


def test_a_long_line_is_read_at_once() -> None:
    line = "请各处室认真梳理今年以来重点任务完成情况，12-3、5-6份，每、会后" * 60
    begun = time.process_time()
    read_quick(line[:2000], FRIDAY, PUBLISHED)
    assert time.process_time() - begun < 2
