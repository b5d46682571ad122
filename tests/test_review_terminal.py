"""A clerk looks back in a real terminal: fills in two blank days late, reads the year, and sums the month up."""

from __future__ import annotations

import os
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from content.calendar import PUBLISHED
from content.dates import short_day
from content.donts import official_list
from content.marks import Mark
from storage.clock import local_day, utc_now
from storage.journal import Journal
from storage.records import SelfCheck
from tests.terminal import Terminal

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="pexpect needs a pseudo-terminal")]


OWN_WORDS = "催办要提前三天"


def a_check(day: date) -> SelfCheck:
    at = datetime.combine(day, time(12)).astimezone()
    new = SelfCheck.new(at, day, uid=SelfCheck.uid_of(day, "six-donts"), list_id="six-donts", edition="2012")
    for dont in official_list().donts:
        new = new.answered(at, dont.id, mark=Mark.KEPT)
    return new


def test_two_blank_days_are_filled_in_late_and_the_months_look_back_is_written_and_seen_in_the_summary(
    tmp_path: Path,
) -> None:
    home, today = tmp_path / "home", local_day(utc_now())
    days = [today - timedelta(days=back) for back in range(30)]
    due = [day for day in days if PUBLISHED.kind_of(day).is_workday or day == today]
    blank = sorted(due[3:6:2])
    Journal.open(home).checks.add_many(a_check(day) for day in due if day not in blank)
    run = Terminal(home, documents=tmp_path)
    run.until("已对照 6 / 6")
    run.press("f6")
    run.until("[月历]", "有改动")
    for late, day in enumerate(blank, 1):
        run.press("3")
        run.until(f"{short_day(day, today)} 星期", "未填", when=lambda: "一 交办工作不延误  未填" in run.text)
        run.press("enter")
        run.until(f"{day.year}年{day.month}月{day.day}日", "已对照 0 / 6")
        for count in range(1, 7):
            run.press("1")
            run.until(f"已对照 {count} / 6")
        run.press("f6")
        run.until("[月历]", f"补填{late}天", f"{short_day(day, today)} 星期", f"做到  {short_day(today, today)}补填")
    run.press("3")
    run.until("应自查的日子都填了")
    run.press("tab")
    run.until("[年历]", "1 做到")
    run.press("5")
    run.until("交办工作不延误")

    run.press("f6", "8")
    run.until(f"{today.year}年{today.month}月", "下月工作预安排", when=lambda: "未填" in run.selected)
    run.press("enter")
    run.until("可以不写")
    run.paste(OWN_WORDS)
    run.press("ctrl+s")
    run.until("已保存", OWN_WORDS)
    run.press("escape", "f7")
    run.until("报支部")
    run.press("5")
    run.until("时段")
    run.paste(f"{today:%Y-%m}")
    run.press("enter")
    run.until("3 附言")
    run.press("3")
    run.until("取自您的月回顾", OWN_WORDS)
    run.press("ctrl+s")
    run.until("附言", OWN_WORDS)
    run.press("2")
    run.until("自查小结", OWN_WORDS)
    run.end()

    checks = {one.day: one for one in Journal.open(home).checks.all()}
    for day in blank:
        assert len(checks[day].answers) == 6
        assert all(checks[day].is_late(answer) and answer.mark is Mark.KEPT for answer in checks[day].answers)
