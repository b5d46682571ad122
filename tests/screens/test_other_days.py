"""Days gone by on Today: read, filled in late, and changed with a reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from content.donts import official_list
from content.marks import Mark
from screens.kit.form import FormDialog
from screens.today.recent import RecentDialog
from screens.today.screen import TodayScreen
from storage.journal import Journal
from storage.records import Answer, SelfCheck
from tests.moments import local
from tests.screens.driving import MONDAY, app_on, screen_text, settle, until, until_shown

SIZE = (80, 24)
FRIDAY = date(2026, 11, 20)
ON_FRIDAY = local(2026, 11, 20, 17)
FIRST, SECOND = official_list().donts[:2]


def answer(home: Path, day: date, item: str) -> Answer | None:
    journal = Journal.open(home, clock=lambda: MONDAY)
    check = journal.checks.get(SelfCheck.uid_of(day, "six-donts"), day)
    return check.answer(item) if check else None


def answered_on_friday(home: Path) -> None:
    check = SelfCheck.new(
        ON_FRIDAY, FRIDAY, uid=SelfCheck.uid_of(FRIDAY, "six-donts"), list_id="six-donts", edition="2012"
    )
    check = check.answered(ON_FRIDAY, FIRST.id, mark=Mark.KEPT, sentence="按时报了")
    Journal.open(home, clock=lambda: ON_FRIDAY).checks.add(check)


def today(pilot: Pilot[None]) -> TodayScreen:
    screen = pilot.app.screen
    assert isinstance(screen, TodayScreen)
    return screen


async def go_to_friday(pilot: Pilot[None]) -> None:
    await until_shown(pilot, "11月23日 星期一")
    await until(pilot, lambda: pilot.app.screen.is_mounted)
    await pilot.press("8")
    await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog) and pilot.app.screen.focused is not None)
    pilot.app.screen.query_one(Input).value = "11-20"
    await pilot.press("enter")
    await until_shown(pilot, "11月20日 星期五 工作日")


async def give_reason(pilot: Pilot[None], reason: str) -> None:
    await until_shown(pilot, "修改11月20日的对照结果")
    form = pilot.app.screen
    await until(pilot, lambda: form.focused is not None)
    form.query_one(Input).value = reason
    await pilot.press("enter")


async def test_a_missed_day_is_filled_in_late_and_says_so(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await go_to_friday(pilot)
        await pilot.press("3")
        await until_shown(pilot, "未做到")
        await pilot.press("enter")
        field = pilot.app.screen.query_one("#sentence", Input)
        await until(pilot, lambda: field.has_focus)
        field.value = "晚报半天"
        await pilot.press("enter")
        await until_shown(pilot, "补填 晚报半天")
        found = answer(tmp_path, FRIDAY, FIRST.id)
        assert found is not None
        assert (found.mark, found.sentence, found.written_at) == (Mark.NOT_KEPT, "晚报半天", MONDAY)
        assert found.earlier == ()  # finishing an entry of this sitting is no change after the fact
        assert answer(tmp_path, MONDAY.date(), FIRST.id) is None
        await pilot.press("escape")
        await until_shown(pilot, "11月23日 星期一")
        assert "晚报半天" not in screen_text(pilot)


async def test_the_arrows_go_from_day_to_day_and_never_beyond_today(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await until_shown(pilot, "左右 换日")
        for shown in ("11月22日 星期日", "11月21日 星期六"):
            await pilot.press("left")
            await until_shown(pilot, shown)
        for shown in ("11月22日 星期日", "11月23日 星期一", "11月23日 星期一"):
            await pilot.press("right")
            await until_shown(pilot, shown)
        assert today(pilot).chosen_day is None


@pytest.mark.slow
async def test_a_change_after_the_day_asks_why_and_keeps_the_old_answer(tmp_path: Path) -> None:
    answered_on_friday(tmp_path)
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await go_to_friday(pilot)
        await pilot.press("2")
        await give_reason(pilot, "  ")
        await until_shown(pilot, "请写明为什么现在改")
        await give_reason(pilot, "其实晚了半天")
        await until_shown(pilot, "部分做到")
        await until_shown(pilot, "有改动")
        found = answer(tmp_path, FRIDAY, FIRST.id)
        assert found is not None
        assert found.mark is Mark.PARTLY
        [old] = found.earlier
        assert (old.mark, old.sentence, old.reason) == (Mark.KEPT, "按时报了", "其实晚了半天")
        assert old.written_at == ON_FRIDAY
        await settle(pilot)
        await pilot.press("7")
        await until(pilot, lambda: isinstance(pilot.app.screen, RecentDialog))
        await until_shown(pilot, "改动原因：其实晚了半天")
        await until_shown(pilot, "原为：做到 按时报了")


@pytest.mark.slow
async def test_a_wrong_key_while_filling_in_late_is_set_right_with_enter_and_kept_with_its_reason(
    tmp_path: Path,
) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await go_to_friday(pilot)
        await pilot.press("3")
        await until_shown(pilot, "未做到")
        await pilot.press("up", "1")
        await until_shown(pilot, "修改11月20日的对照结果")
        form = pilot.app.screen
        await until(pilot, lambda: form.focused is not None)
        assert form.query_one(Input).value == "补填时按错"
        await pilot.press("enter")
        await until_shown(pilot, "有改动")
        found = answer(tmp_path, FRIDAY, FIRST.id)
        assert found is not None
        assert (found.mark, found.written_at) == (Mark.KEPT, MONDAY)
        assert [(old.mark, old.reason) for old in found.earlier] == [(Mark.NOT_KEPT, "补填时按错")]
        await pilot.press("left")
        await until_shown(pilot, "11月19日 星期四")
        await pilot.press("right")
        await until_shown(pilot, "11月20日 星期五")
        await pilot.press("2")
        await until_shown(pilot, "修改11月20日的对照结果")
        assert pilot.app.screen.query_one(Input).value == "", "the page was left: that is no wrong key any more"


async def test_a_change_that_is_not_explained_is_not_made(tmp_path: Path) -> None:
    answered_on_friday(tmp_path)
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await go_to_friday(pilot)
        await pilot.press("0")
        await until_shown(pilot, "修改11月20日的对照结果")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        found = answer(tmp_path, FRIDAY, FIRST.id)
        assert found is not None
        assert (found.mark, found.earlier) == (Mark.KEPT, ())


@pytest.mark.slow
async def test_a_sentence_changed_after_the_day_needs_a_reason_too(tmp_path: Path) -> None:
    answered_on_friday(tmp_path)
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await go_to_friday(pilot)
        await pilot.press("enter")
        field = pilot.app.screen.query_one("#sentence", Input)
        await until(pilot, lambda: field.has_focus)
        assert field.value == "按时报了"
        field.value = "按时报了，漏了附件"
        await pilot.press("enter")
        await give_reason(pilot, "当时没发现")
        await until(pilot, lambda: (answer(tmp_path, FRIDAY, FIRST.id) or answer_none()).sentence.endswith("漏了附件"))
        found = answer(tmp_path, FRIDAY, FIRST.id)
        assert found is not None
        assert [(old.sentence, old.reason) for old in found.earlier] == [("按时报了", "当时没发现")]


def answer_none() -> Answer:
    return Answer(item="none", written_at=MONDAY)


@pytest.mark.parametrize(
    ("typed", "fault"), [("11-24", "这一天还没有到"), ("2月30日", "没有2月30日这一天"), ("周日", "这一天还没有到")]
)
@pytest.mark.slow
async def test_a_day_that_cannot_be_is_refused_in_one_line(tmp_path: Path, typed: str, fault: str) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await until_shown(pilot, "11月23日 星期一")
        await pilot.press("8")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog) and pilot.app.screen.focused is not None)
        pilot.app.screen.query_one(Input).value = typed
        await pilot.press("enter")
        await until_shown(pilot, fault)


async def test_nothing_before_says_so(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await until_shown(pilot, "11月23日 星期一")
        await pilot.press("7")
        await until_shown(pilot, "近八周这一条没有记录")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))


async def test_the_key_of_today_leads_back_to_today_from_another_day_and_from_another_room(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "已对照 0 / 6")
        for keys in (["left", "f2"], ["left", "f5", "f2"]):
            await pilot.press(keys[0])
            await until_shown(pilot, "Esc 回到今日")
            for key in keys[1:]:
                await pilot.press(key)
                await settle(pilot)
            await until_shown(pilot, "2026年11月23日 星期一")
