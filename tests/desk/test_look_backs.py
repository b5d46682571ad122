"""Looking back in one's own words: kept, shown again, and its plans become matters of which the next month knows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from content.marks import Mark
from content.period import Period
from content.search import read_query
from desk.desk import Desk
from desk.look_backs import beside, fresh, list_plan, look_back_of, plan_as_read, questions, save_look_back
from desk.matters import settle
from desk.search import search
from reports.own_words import remark_words
from storage.errors import ChangedElsewhere
from storage.records import Extension, LookBack, Matter, MatterState, SelfCheck
from storage.settings import change_setting
from tests.moments import local
from tests.screens.driving import MONDAY


def written(desk: Desk, seen: LookBack, *texts: str, intention: str = "", planned: tuple[str, ...] = ()) -> LookBack:
    asked = {one.question: text for one, text in zip(seen.asked, texts, strict=False)}
    return save_look_back(desk, seen, asked=asked, intention=intention, planned=planned)


WEEK, NEXT_WEEK = Period.parse("2026-W47"), Period.parse("2026-W48")
OCTOBER, NOVEMBER = Period.parse("2026-10"), Period.parse("2026-11")


class Clock:
    now = MONDAY

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path, clock=Clock())
    yield made
    made.close()


def test_what_one_means_to_do_stands_beside_the_next_week_alone(desk: Desk) -> None:
    saved = written(desk, fresh(desk, WEEK), "校对有用", "", "", intention="先办督办件")
    assert look_back_of(desk, WEEK) == saved
    assert beside(desk, NEXT_WEEK).intention == "先办督办件"
    assert beside(desk, Period.parse("2026-W49")).intention == ""


def test_what_was_not_kept_stands_beside_its_own_week(desk: Desk) -> None:
    day = date(2026, 11, 18)
    check = SelfCheck.new(MONDAY, day, uid=SelfCheck.uid_of(day, "six-donts"), list_id="six-donts", edition="2012")
    check = check.answered(MONDAY, "error", mark=Mark.NOT_KEPT, sentence="文号写错")
    desk.journal.checks.add(check.answered(MONDAY, "duty", mark=Mark.KEPT))
    assert beside(desk, WEEK).sentences == ((day, "error", Mark.NOT_KEPT, "文号写错"),)
    assert beside(desk, NEXT_WEEK).sentences == ()


def test_a_planned_line_becomes_a_matter_and_the_next_month_says_what_became_of_it(desk: Desk) -> None:
    seen = written(desk, fresh(desk, OCTOBER), "", "", "", planned=("王处 11月30日前 报台账", "整理档案", " "))
    saved, matter = list_plan(desk, seen, 0, plan_as_read(desk, seen, 0))
    assert (matter.title, matter.given_by, matter.due_day) == ("报台账", "王处", date(2026, 11, 30))
    settle(desk, matter, result="已报")
    [(first, became), (second, nothing)] = beside(desk, NOVEMBER).planned
    assert (first.matter_uid, became and became.state.value) == (matter.uid, "settled")
    assert (second.text, nothing) == ("整理档案", None)
    kept = written(desk, saved, "x", "", "", planned=("整理档案", "王处 11月30日前 报台账"))
    assert [one.matter_uid for one in kept.planned] == ["", matter.uid]


def test_a_plan_is_read_for_the_month_after_its_look_back(desk: Desk) -> None:
    seen = written(desk, fresh(desk, NOVEMBER), planned=("整理会议记录 月底", "联系代表走访 下周五"))
    assert plan_as_read(desk, seen, 0).due_day == date(2026, 12, 31)
    asked = plan_as_read(desk, seen, 1)  # of Monday 23 November or of the beginning of December
    assert (asked.due_day, asked.offered) == (None, (date(2026, 12, 4), date(2026, 12, 11)))


def test_a_past_month_shows_the_matters_as_they_stood_on_its_last_day(desk: Desk) -> None:
    def moved(to: int, month: int, day: int) -> Extension:
        at = local(2026, month, day)
        return Extension(old_due_day=date(2026, 11, 5), due_day=date(2026, 11, to), reason="等意见", written_at=at)

    dropped, settled = MatterState.DROPPED, MatterState.SETTLED
    desk.journal.matters.add_many(
        Matter.new(MONDAY, date(2026, month, 8), title=title, due_day=date(2026, 11, due), **more)
        for title, month, due, more in (
            ("还在", 10, 20, {}),
            ("本月交办", 11, 1, {}),
            ("本月不办", 10, 9, {"state": dropped, "closed_day": date(2026, 11, 12)}),
            ("上月办结", 10, 2, {"state": settled, "closed_day": date(2026, 10, 31)}),
            ("本月延期", 10, 27, {"extensions": (moved(27, 11, 3),)}),
            (
                "上月延期",
                10,
                29,
                {"extensions": (moved(29, 10, 31),), "state": settled, "closed_day": date(2026, 11, 2)},
            ),
        )
    )
    found = beside(desk, OCTOBER)
    assert found.day == date(2026, 10, 31)
    assert [one.title for one in found.open] == ["本月延期", "本月不办", "还在", "上月延期"]
    assert [one.title for one in found.moved] == ["上月延期"]
    now = beside(desk, NOVEMBER)
    assert (now.day, [one.title for one in now.open]) == (MONDAY.date(), ["本月交办", "还在", "本月延期"])


def test_what_was_changed_elsewhere_is_not_written_over(desk: Desk) -> None:
    seen = fresh(desk, WEEK)
    written(desk, seen, "甲", "", "")
    with pytest.raises(ChangedElsewhere):
        written(desk, seen, "乙", "", "")
    found = look_back_of(desk, WEEK)
    assert found is not None
    assert found.asked[0].text == "甲"


def test_own_questions_are_asked_and_answers_to_older_ones_stay(desk: Desk) -> None:
    usual = questions(desk)
    written(desk, fresh(desk, WEEK), "甲", "", "")
    change_setting(desk.home, "look_back_questions", "谁帮了我？｜｜明天先办什么？｜三｜四")
    assert questions(desk) == ("谁帮了我？", "明天先办什么？", "三")
    asked = fresh(desk, WEEK).asked
    assert (usual[0], "甲") in [(one.question, one.text) for one in asked]
    assert len(asked) == 4


def test_it_is_found_by_search_and_begins_a_remark(desk: Desk) -> None:
    saved = written(desk, fresh(desk, OCTOBER), "督办件提前三天催", "", "多打电话")
    assert [one.id for one in search(desk, read_query("提前三天"))] == ["2026-10"]
    assert remark_words(saved) == f"{saved.asked[0].question}督办件提前三天催。{saved.asked[2].question}多打电话。"


def test_a_remark_has_the_questions_what_is_meant_and_what_is_planned(desk: Desk) -> None:
    month = save_look_back(desk, fresh(desk, OCTOBER), asked={}, planned=["起草十一月安排", "补学监督法"])
    assert remark_words(month) == "2026年11月工作预安排：1. 起草十一月安排。2. 补学监督法。"
    week = save_look_back(desk, fresh(desk, WEEK), asked={}, intention="先打电话")
    assert remark_words(week) == "下周打算：先打电话。"


@pytest.mark.parametrize(("days", "is_late"), [(0, False), (7, False), (8, True)])
def test_what_is_written_after_the_period_that_follows_is_late(desk: Desk, days: int, is_late: bool) -> None:
    desk.clock.now = MONDAY.replace(day=22) + timedelta(days=days)  # type: ignore[attr-defined]
    assert written(desk, fresh(desk, WEEK), "甲", "", "").is_late_entry is is_late
