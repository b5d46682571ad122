"""Several matters in one text."""

from __future__ import annotations

from datetime import date

import pytest

from content.calendar import PUBLISHED
from content.quick import read_quick
from content.quick_lines import as_one, heading_of, may_be_one, split_lines
from content.quick_words import quick_words
from content.words import use


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


FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("line", "title", "giver", "channel"),
    [
        (
            "12月5号前 张主任 批示件办理情况报告〔2026〕12号",
            "批示件办理情况报告〔2026〕12号",
            "张主任",
            "",
        ),
        ("12月3日前周主任 呈批件办理〔2026〕12号 回执", "呈批件办理〔2026〕12号 回执", "周主任", ""),
        ("周主任 呈批件办理〔2026〕12号 回执", "呈批件办理〔2026〕12号 回执", "周主任", ""),
        ("张主任 关于换届的请示〔2026〕12号 12月5日前", "关于换届的请示〔2026〕12号", "张主任", ""),
        ("报批示件情况〔2026〕12号", "报批示件情况〔2026〕12号", "", ""),
        ("王处 月底前 改方案 常办〔2026〕12号", "改方案", "王处", "常办〔2026〕12号"),
        ("王处 月底前 贯彻情况 #豫政办报告〔2026〕3号", "贯彻情况", "王处", "豫政办报告〔2026〕3号"),
    ],
)
def test_the_number_of_the_paper_to_be_made_stays_with_what_is_to_be_done(
    line: str, title: str, giver: str, channel: str
) -> None:
    quick = read_quick(line, FRIDAY, PUBLISHED)
    assert (quick.title, quick.given_by, quick.channel) == (title, giver, channel)
    assert quick.says_what


@pytest.mark.parametrize("line", ["12月5日前 张主任", "张主任 月底前", "12月5日前 办公厅王处：", "张主任"])
def test_a_person_alone_says_not_what_is_to_be_done(line: str) -> None:
    assert not read_quick(line, FRIDAY, PUBLISHED).says_what


@pytest.mark.parametrize(
    ("line", "giver", "channel"),
    [
        ("王处长 督办函〔2026〕3号 12月2日前回复", "王处长", "督办函〔2026〕3号"),
        ("李处 交办函〔2026〕3号 12月2日前回复", "李处", "交办函〔2026〕3号"),
        ("12月2日前 王处 提案答复函〔2026〕3号 回复", "王处", "提案答复函〔2026〕3号"),
        ("法工委 立法处 钱处长 函〔2026〕3号 12月2日前回复", "法工委 立法处 钱处长", "函〔2026〕3号"),
        ("王处长 #督办 12月2日前回复", "王处长", "督办"),
    ],
)
def test_a_number_behind_the_giver_is_no_part_of_the_name(line: str, giver: str, channel: str) -> None:
    quick = read_quick(line, FRIDAY, PUBLISHED)
    assert (quick.given_by, quick.channel, quick.title) == (giver, channel, "回复")


def test_a_second_number_of_papers_is_no_day() -> None:
    quick = read_quick("王处长 督办单〔2026〕3号、4号 12月2日前回复", FRIDAY, PUBLISHED)
    assert (quick.due_day, quick.given_by) == (date(2026, 12, 2), "王处长")


@pytest.mark.parametrize(
    ("line", "giver", "title"),
    [
        ("12月2日前 李处 代表建议第45号办理答复", "李处", "代表建议第45号办理答复"),
        ("12月2日前，李处，报名单", "李处", "报名单"),
        ("5个工作日内 陈处 答复", "陈处", "答复"),
        ("12月2日前 督查室：报名单", "督查室", "报名单"),
        ("12月2日 张主任 调研", "", "张主任 调研"),
        ("12月2日前 李处 王处 会签", "", "李处 王处 会签"),
        ("12月2日前 李处、王处 会签", "", "李处、王处 会签"),
        ("12月2日前 李秘书长 常委会审议意见", "李秘书长", "常委会审议意见"),
        ("李处 12月2日前 起草复函", "李处", "起草复函"),
        ("12月2日前 及时报名单", "", "及时报名单"),
        ("12月2日前 李处要的名单", "", "李处要的名单"),
        ("12月2日前 小会议室 布置", "", "小会议室 布置"),
        ("12月2日前 王主任签批的文件 归档", "", "王主任签批的文件 归档"),
    ],
)
def test_a_person_set_apart_behind_the_due_day_is_the_giver(line: str, giver: str, title: str) -> None:
    quick = read_quick(line, FRIDAY, PUBLISHED)
    assert (quick.given_by, quick.title, quick.due_day is not None) == (giver, title, True)


@pytest.mark.parametrize(
    ("line", "giver", "channel", "title"),
    [
        ("王主任（办公厅）说下周三前把材料报来", "王主任（办公厅）", "", "把材料报来"),
        ("王主任（微信）说下周三前把材料报来", "王主任", "微信", "把材料报来"),
        ("王主任电话里说，12月3日前报名单", "王主任", "电话", "报名单"),
        ("王主任说材料下周三前报", "王主任", "", "材料下周三前报"),
        ("王主任让小李12月3日前报名单", "王主任", "", "让小李12月3日前报名单"),
        ("赵主任今天要求12月4日前报名单", "赵主任", "", "报名单"),
        ("省委办公厅电话通知12月10日前报数据", "省委办公厅", "电话", "报数据"),
        ("省里要求12月10日前报数据", "省里", "", "报数据"),
        ("领导说下周三前报名单", "领导", "", "报名单"),
        ("李晓红让12月4日前报名单", "李晓红", "", "报名单"),
        ("王芳说12月4日前要", "王芳", "", "12月4日前要"),
        ("王主任和李主任说下周三前报名单", "", "", "王主任和李主任说下周三前报名单"),
        ("请王主任说一下12月3日前能否报", "", "", "请王主任说一下12月3日前能否报"),
        ("张主任说明材料 12月3日前", "", "", "张主任说明材料"),
        ("王主任要求的材料 12月4日前", "", "", "王主任要求的材料"),
        ("文件说12月4日前报名单", "", "", "文件说12月4日前报名单"),
        ("方案要求12月4日前报名单", "", "", "方案要求12月4日前报名单"),
    ],
)
def test_who_says_or_wants_it_is_the_giver(line: str, giver: str, channel: str, title: str) -> None:
    quick = read_quick(line, FRIDAY, PUBLISHED)
    assert (quick.given_by, quick.channel, quick.title) == (giver, channel, title)
    assert quick.due_day is not None


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("行程单周一前给老赵", ("周一",)),
        ("菜单周五前定", ("周五",)),
        ("名单周三前报", ("周三",)),
        ("单周三例会", ("单周三",)),
        ("王处单周三例会", ("单周三",)),
        ("双周五前 报简报", ("双周五",)),
        ("12月1日至3日赴市里调研，行程单周一前给老赵", ("12月1日至3日", "周一")),
        ("12月1日-3日调研，11月30日前报行程", ("12月1日-3日", "11月30日")),
        ("每月25日前报，首次12月2日前报", ("每月25日前", "12月2日")),
        ("会后3日内出纪要，12月10日前印发", ("会后3日内", "12月10日")),
    ],
)
def test_only_a_word_of_its_own_is_an_odd_week_and_every_day_of_the_line_is_asked(
    line: str, asked: tuple[str, ...]
) -> None:
    quick = read_quick(line, FRIDAY, PUBLISHED)
    assert (quick.asked, quick.due_day) == (asked, None)


def test_a_list_by_a_day_of_this_week_is_due_on_it() -> None:
    assert read_quick("行程单周三前给老赵", date(2026, 11, 23), PUBLISHED).due_day == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("小雪前 布置", "小雪前"),
        ("冬至前慰问", "冬至前"),
        ("生日前 送卡", "生日前"),
        ("开学前 报名单", "开学前"),
        ("材料在领导来之前报", "领导来之前"),
        ("before Spring Festival send list", "before Spring Festival"),
        ("send list [before Spring Festival]", "before Spring Festival"),
        ("by Christmas send list", "by Christmas"),
        ("before the inspection send list", "before the inspection"),
        ("before 5pm send list", "before 5pm"),
        ("prior to the meeting copy the list", "prior to the meeting"),
        ("before my leave file it", "before my leave"),
        ("send it the day after tomorrow", "the day after tomorrow"),
        ("send it two days before 5 Dec", "two days before 5 Dec"),
        ("after Friday send it", "after Friday"),
        ("三中全会前 学习", "三中全会前"),
        ("年会前 报名单", "年会前"),
        ("12.1-3日 陪同", "12.1-3日"),
    ],
)
def test_what_was_not_understood_is_quoted_whole(line: str, asked: str) -> None:
    assert read_quick(line, FRIDAY, PUBLISHED).asked == (asked,)


@pytest.mark.parametrize(
    ("line", "title", "due"),
    [
        ("by the 5th of Dec tell Li (office) the numbers", "tell Li (office) the numbers", date(2026, 12, 5)),
        ("tell Li by the 5th of December the numbers", "tell Li the numbers", date(2026, 12, 5)),
        ("no later than the 4th of Dec reply", "reply", date(2026, 12, 4)),
        ("by the end of the month send the list", "send the list", date(2026, 11, 30)),
        ("by COB the 5th of Dec send it", "send it", date(2026, 12, 5)),
        ("by close of business tomorrow send it", "send it", date(2026, 11, 28)),
        ("by 5pm on 4 Dec send it", "send it", date(2026, 12, 4)),
        ("by 4 Dec at 5pm send it", "send it", date(2026, 12, 4)),
        ("send the report on the 4th of December", "send the report", date(2026, 12, 4)),
        ("by Dec 4th, 2026 send it", "send it", date(2026, 12, 4)),
        ("read by 12 Dec, 2026", "read", date(2026, 12, 12)),
        ("by the 4 Dec deadline send it", "by the 4 Dec deadline send it", date(2026, 12, 4)),
        ("due by the 8th of Dec: minutes", "minutes", date(2026, 12, 8)),
        ("deadline the 8th of Dec minutes", "minutes", date(2026, 12, 8)),
        ("by the 8th of Dec at the latest send it", "send it", date(2026, 12, 8)),
        ("by the 5th send the list", "by the 5th send the list", None),
        ("8-10 Dec visit", "8-10 Dec visit", None),
        ("Dec 8-10 visit", "Dec 8-10 visit", None),
        ("8 to 10 December visit", "8 to 10 December visit", None),
        ("by the middle of December send it", "by the middle of December send it", None),
        ("within the next 3 days reply", "within the next 3 days reply", None),
        ("by year end file it", "by year end file it", None),
        ("by the Friday after next send it", "by the Friday after next send it", None),
        ("by next Friday's meeting send it", "by next Friday's meeting send it", None),
    ],
)
def test_no_word_that_goes_with_an_english_day_is_left_in_the_title(line: str, title: str, due: date | None) -> None:
    quick = read_quick(line, FRIDAY, PUBLISHED)
    assert (quick.title, quick.due_day, bool(quick.asked)) == (title, due, due is None)


@pytest.mark.parametrize(
    ("line", "title", "hour"),
    [
        ("11月30日24时前 报名单", "报名单", "24时"),
        ("11月30日（星期一）17:00前反馈意见", "反馈意见", "17:00"),
        ("张主任 11月30日下午5点半之前反馈意见", "反馈意见", "下午5点半"),
        ("截至11月30日24时 填报完毕", "填报完毕", "24时"),
        ("请于11月30日17：30反馈意见", "反馈意见", "17：30"),
        ("报名单 11月30日17时30分前", "报名单", "17时30分"),
        ("by 30 Nov 5pm send it", "send it", "5pm"),
        ("下午三点前 报名单", "下午三点前 报名单", ""),
        ("于11月30日下午3点在301会议室开会", "下午3点在301会议室开会", ""),
        ("11月30日9:00-11:00 培训", "9:00-11:00 培训", ""),
        ("材料须11月30日17时前报出", "材料须11月30日17时前报出", ""),
        ("12月4日零时前 关闭系统", "12月4日零时前 关闭系统", ""),
        ("12月4日0点前 关闭系统", "12月4日0点前 关闭系统", ""),
    ],
)
def test_the_clock_time_of_a_due_day_goes_with_it_and_is_said_with_it(line: str, title: str, hour: str) -> None:
    use("zh")
    quick = read_quick(line, FRIDAY, PUBLISHED)
    assert (quick.title, quick.hour, quick.due_day is not None) == (title, hour, True)
    assert hour in quick_words(quick, PUBLISHED)


@pytest.mark.parametrize(
    ("line", "title"),
    [("周五17:00前 王处 报名单", "周五17:00前 报名单"), ("20日前，王处：报名单", "20日前，报名单")],
)
def test_a_giver_behind_a_day_that_is_asked_is_seen(line: str, title: str) -> None:
    quick = read_quick(line, FRIDAY, PUBLISHED)
    assert (quick.given_by, quick.title, quick.due_day) == ("王处", title, None)


@pytest.mark.parametrize(
    "line", ["12月2日前 回复省政府王处长", "任命李主任", "12月5日前 陪同张主任", "老干部处老王 名单"]
)
def test_what_is_done_with_a_person_is_a_matter(line: str) -> None:
    assert read_quick(line, FRIDAY, PUBLISHED).says_what


def test_a_box_not_ticked_before_a_line_of_a_list_is_none_of_it_and_a_tick_stays() -> None:
    assert split_lines("- [ ] 12月4日前 报材料\n☐ 会签\n- [x] 归档") == ["12月4日前 报材料", "会签", "[x] 归档"]
