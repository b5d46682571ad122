"""On which day a line says its matter was given: never a wrong day, none lost, and no question more than is needed."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.calendar import PUBLISHED
from content.quick import read_quick
from content.quick_days import Why
from content.quick_words import doubt_words, quick_words
from content.words import use

FRIDAY = date(2026, 11, 27)
# line | due, `ask` or `none` | given on | given by | title, `=` where the line stays whole
LINES = """
昨天布置会场的照片 12月4日前整理归档 | 12-04 | - | - | =
昨天指示牌脱落，12月4日前修好 | 12-04 | - | - | =
上周三布置展板的费用 12月4日前报销 | 12-04 | - | - | =
上周三王书记批示精神传达提纲 12月4日前 | 12-04 | - | - | 上周三王书记批示精神传达提纲
昨天张主任布置会场 12月4日前 | 12-04 | - | - | 昨天张主任布置会场
张主任昨天布置会场的照片 12月4日前归档 | 12-04 | - | - | =
昨天嘱咐的事 12月4日前办 | 12-04 | - | - | =
昨天张主任交代的事 12月4日前办 | 12-04 | - | - | =
昨天布置 8-10桌座签 | none | - | - | =
办公厅11月20日通知 12月4日前转发 | 12-04 | - | - | =
昨天主任会议：补签到表 12月4日前 | 12-04 | - | - | 昨天主任会议：补签到表
张主任昨天下午5:30前把材料发群里 | ask | - | - | =
张主任昨天下班前要材料 | ask | - | - | =
昨天张主任 讲话稿归档 12月4日前 | ask | - | - | =
昨天交办事项 12月4日前办结 | 12-04 | - | - | =
昨天交办给小李的材料 12月4日前收回 | 12-04 | - | - | =
张主任昨天交办起草的报告 12月4日前报 | 12-04 | - | - | =
张主任昨天交办落实情况 12月4日前报 | 12-04 | - | - | =
昨天布置、检查的会场照片 12月4日前报 | 12-04 | - | - | =
张贴画昨天布置，12月4日前拍照 | 12-04 | - | - | =
12月4日前落实上周三交办事项 | 12-04 | - | - | 落实上周三交办事项
昨天布置会场的照片 后天报 | ask | - | - | =
昨天说好的材料 12月4日前报 | ask | - | - | =
11月20日交办事项 12月4日前办结 | ask | - | - | =
12月1日交办 12月4日前报 | ask | - | - | =
昨天安排 12月4日会议 | ask | - | - | =
张主任上周三交办 12月4日前报 | 12-04 | 11-18 | 张主任 | 报
张主任昨日交办 12月4日前报 | 12-04 | 11-26 | 张主任 | 报
12月25日前报 张主任昨天交办 | 12-25 | 11-26 | 张主任 | 报
王秘书长 11.20 交办 12.4前办结 | 12-04 | 11-20 | 王秘书长 | 办结
11月24日主任会议交办 下周一前报方案 | 11-30 | 11-24 | 主任会议 | 报方案
张主任昨天交办起草报告 | none | 11-26 | 张主任 | 起草报告
张主任11月20日交办起草报告 12月4日前 | 12-04 | 11-20 | 张主任 | 起草报告
昨天研究室交办 12月4日前报 | 12-04 | 11-26 | 研究室 | 报
昨天研究室要求12月4日前报 | 12-04 | 11-26 | 研究室 | 报
办公室昨天通知 12月4日前报名单 | 12-04 | 11-26 | 办公室 | 报名单
昨天张主任交办：起草讲话稿，下周三前 | 12-02 | 11-26 | 张主任 | 起草讲话稿
昨天张主任批示：11月20日前的数据12月5日前报 | 12-05 | 11-26 | 张主任 | 11月20日前的数据12月5日前报
11月20日交办，12月4日前报 | 12-04 | 11-20 | - | 报
11月20日批示，12月4日前落实 | 12-04 | 11-20 | - | 落实
2026年11月20日（周五）张主任交办，12月4日前报 | 12-04 | 11-20 | 张主任 | 报
张主任于11月20日交办，12月4日前报 | 12-04 | 11-20 | 张主任 | 报
张主任11月20日批示：12月4日前报 | 12-04 | 11-20 | 张主任 | 报
11.26张主任交办 11月28日前报方案 | 11-28 | 11-26 | 张主任 | 报方案
20日张主任交办 12月4日前报 | 12-04 | 11-20 | 张主任 | 报
周三张主任交办 12月4日前报 | 12-04 | 11-25 | 张主任 | 报
上月20日交办 12月4日前报 | 12-04 | 10-20 | - | 报
昨晚张主任交办 12月4日前报 | 12-04 | 11-26 | 张主任 | 报
昨天下午3点张主任电话交办 12月4日前报 | 12-04 | 11-26 | 张主任 | 报
张主任昨天在会上交办 12月4日前报 | 12-04 | 11-26 | 张主任 | 报
由张主任昨天交办，12月4日前报 | 12-04 | 11-26 | 张主任 | 报
昨天由张主任交办，12月4日前报 | 12-04 | 11-26 | 张主任 | 报
按张主任昨天要求，12月4日前报 | 12-04 | 11-26 | 张主任 | 报
昨天林局：12月1日上午9点前报数据 | 12-01 | 11-26 | 林局 | 报数据
昨天秘书处小何：明天9点前把座次图发我 | ask | 11-26 | 秘书处小何 | 明天9点前把座次图发我
昨天张主任 12月4日前报 | 12-04 | 11-26 | 张主任 | 报
昨天赵副处 本周日前 排出值班表 | 11-29 | 11-26 | 赵副处 | 排出值班表
昨天布置 12月4日前报方案 | 12-04 | 11-26 | - | 报方案
张主任上周三说12月4日前报 | 12-04 | 11-18 | 张主任 | 报
起草报告（张主任昨天交办）12月4日前 | 12-04 | 11-26 | 张主任 | 起草报告
起草报告 12月4日前（昨天张主任交办） | 12-04 | 11-26 | 张主任 | 起草报告
@张主任 昨天交办 12月4日前报 | 12-04 | 11-26 | 张主任 | 报
昨天交办 12月4日前报材料 @张主任 | 12-04 | 11-26 | 张主任 | 报材料
王芳昨天交办 12月4日前报 | 12-04 | 11-26 | - | =
刘主任、陈处长昨天交办 12月4日前会签 | 12-04 | 11-26 | - | =
上周三交办 12月4日报材料 | 12-04 | 11-18 | - | 报材料
前天来函，要求12月4日前报 | 12-04 | 11-25 | - | =
大前天交办，周六前报名单 | 11-28 | 11-24 | - | 报名单
今早交办 12月4日前 报名单 | 12-04 | - | - | 报名单
今天张主任交办 后天报 | 11-29 | - | 张主任 | 报
昨天张主任交办 后天报 | ask | 11-26 | 张主任 | 后天报
张主任昨天交办 3天内报材料 | ask | 11-26 | 张主任 | 3天内报材料
张主任上周三交办 下周一前报 | ask | 11-18 | 张主任 | 下周一前报
上周三交办 12月4日前报材料，周一前改 | ask | 11-18 | - | 12月4日前报材料，周一前改
昨天张主任交办 每周五报送 | ask | 11-26 | 张主任 | 每周五报送
上月20日交办 12-4 报名单 | ask | 10-20 | - | 12-4 报名单
"""


@pytest.mark.parametrize("row", [row for row in LINES.splitlines() if row])
def test_the_day_it_was_given_the_giver_and_the_due_day_are_each_heard(row: str) -> None:
    line, due, given_on, giver, title = (cell.strip() for cell in row.split("|"))
    quick = read_quick(line, FRIDAY, PUBLISHED)
    said = "ask" if quick.why else f"{quick.due_day:%m-%d}" if quick.due_day else "none"
    assert (said, f"{quick.given_day:%m-%d}" if quick.given_day else "-", quick.given_by or "-") == (
        due, given_on, giver,
    )  # fmt: skip
    assert quick.title == (line if title == "=" else title)


@pytest.mark.parametrize(
    ("line", "asked", "offered"),
    [
        ("昨天交办 后天报 名单", ("昨天", "后天"), ["2026-11-28", "2026-11-29"]),
        ("昨天张主任交办 后天报", ("昨天", "后天"), ["2026-11-28", "2026-11-29"]),
        ("前晚交办 后天前 报名单", ("前晚", "后天"), ["2026-11-27", "2026-11-29"]),
        ("张主任11月20日交办 10天内报", ("11月20日", "10天内"), ["2026-11-30", "2026-12-07"]),
        ("上周三交办 后天报名单", ("上周三", "后天"), ["2026-11-29"]),  # counted from then it is past
        ("昨天交办 今天下班前报", ("昨天", "今天"), ["2026-11-27"]),
    ],
)
def test_a_day_that_is_another_one_counted_from_the_giving_is_asked_with_both(
    line: str, asked: tuple[str, ...], offered: list[str]
) -> None:
    use("zh")
    quick = read_quick(line, FRIDAY, PUBLISHED)
    assert (quick.why, quick.asked, quick.due_day) == (Why.COUNTED, asked, None)
    assert [day.isoformat() for day in quick.offered] == offered
    assert doubt_words(quick).endswith("：从哪天算起？")
    assert "交办日期" in quick_words(quick, PUBLISHED)


def test_three_days_later_are_offered_from_the_giving_too() -> None:
    quick = read_quick("昨天张主任交办 三天后报", FRIDAY, PUBLISHED)
    assert [day.day for day in quick.offered] == [29, 30]


def test_a_day_of_december_said_in_january_is_of_last_year() -> None:
    quick = read_quick("12月20日张主任交办，1月15日前报", date(2027, 1, 5), PUBLISHED)
    assert (quick.given_day, quick.due_day) == (date(2026, 12, 20), date(2027, 1, 15))


GIVERS = ["", "张主任", "王副秘书长", "研究室", "法工委", "主任会议", "办公厅王处", "省政府办公厅"]
PHRASES = ["{who}{day}{how}交办", "{day}{who}{how}交办", "{day}{how}交办", "{who} {day} {how}交办"]
FORMS = ["{phrase} {due}报方案", "{phrase}，{due}报方案", "{phrase}：{due} 报方案", "{due}报方案，{phrase}"]


@st.composite
def days_of_giving(draw: st.DrawFn) -> tuple[str, date]:
    back = draw(st.integers(1, 150))
    day = FRIDAY - timedelta(days=back)
    written = [f"{day.month}月{day.day}日", f"{day.month}.{day.day}", f"{day.year}-{day.month}-{day.day}"]
    near = {1: ["昨天", "昨日", "昨晚"], 2: ["前天"], 3: ["大前天"]}.get(back, [])
    if 5 <= back <= 11:
        near = [f"上周{'一二三四五六日'[day.weekday()]}"]
    return draw(st.sampled_from(written + near)), day


@given(
    st.sampled_from(GIVERS), st.sampled_from(PHRASES), days_of_giving(), st.sampled_from(["", "电话", "口头", "当面"]),
    st.sampled_from(FORMS), st.integers(1, 120), st.sampled_from(["前", "之前", "下班前"]),
)  # fmt: skip
def test_a_day_of_giving_and_one_due_day_with_its_month_are_never_asked(
    who: str, phrase: str, given_on: tuple[str, date], how: str, form: str, ahead: int, mark: str
) -> None:
    words, day = given_on
    due = FRIDAY + timedelta(days=ahead)
    said = phrase.format(who=who, day=words, how=how).strip()
    line = form.format(phrase=said, due=f"{due.month}月{due.day}日{mark}")
    quick = read_quick(line, FRIDAY, PUBLISHED)
    assert (quick.why, quick.due_day, quick.given_day) == (None, due, day)
    assert quick.given_by == (who if who and who in said else "")


NOUNS = ["布置会场的照片", "指示牌脱落的情况", "批示精神的提纲", "嘱咐语的样稿", "交代材料的目录", "布置展板的费用"]


@given(days_of_giving(), st.sampled_from(["", "张主任", "研究室"]), st.sampled_from(NOUNS), st.integers(1, 120))
def test_what_was_put_up_or_written_that_day_says_nothing_of_when_the_matter_was_given(
    gone: tuple[str, date], who: str, noun: str, ahead: int
) -> None:
    due = FRIDAY + timedelta(days=ahead)
    quick = read_quick(f"{gone[0]}{who}{noun} {due.month}月{due.day}日前整理", FRIDAY, PUBLISHED)
    assert quick.given_day is None
    assert quick.why or gone[0] in quick.title
    assert quick.why or quick.due_day == due


@given(
    st.text("昨天前日上周三11月20张主任研究室处长交办布置批示要求说：，。 （）()了、的12.4报送方案内@#", max_size=40)
)
def test_any_line_is_read_and_what_is_not_taken_stays(line: str) -> None:
    quick = read_quick(line, FRIDAY, PUBLISHED)
    assert not (quick.due_day and quick.why)
    assert quick.given_day is None or quick.given_day < FRIDAY
    rest = iter(line)
    assert all(sign in rest for sign in quick.title if not sign.isspace())
    assert quick.given_day or quick.given_by or not re.search("昨天|前天", line) or re.search("昨天|前天", quick.title)
