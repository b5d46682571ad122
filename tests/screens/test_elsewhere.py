"""Changed in another window meanwhile: both are shown and asked, and nothing wins silently."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from content.donts import official_list
from content.marks import Mark
from desk.answer import save_answer
from desk.desk import Desk
from desk.leaves import write_down
from desk.profile import change_profile
from screens.kit.fields import LineInput
from screens.kit.form import AskDialog
from screens.settings.screen import SettingsScreen
from screens.today.screen import TodayScreen
from storage.journal import Journal
from storage.records import Leave, Matter
from storage.settings import change_setting
from tests.moments import local
from tests.screens import test_settings
from tests.screens.driving import MONDAY, app_on, screen_text, settle, until, until_shown
from tests.screens.test_matters import enter_room, fill

SIZE = (80, 24)
SIX, DAY = official_list(), MONDAY.date()
FIRST = SIX.donts[0]


def elsewhere(home: Path) -> Desk:
    return Desk(home, clock=lambda: MONDAY)


def answer_elsewhere(home: Path, day: date = DAY, **change: Any) -> None:
    desk = elsewhere(home)
    save_answer(desk, day, SIX, FIRST.id, seen={}, reason="别处的原因", **change)
    desk.close()


def standing(home: Path, day: date = DAY) -> tuple[Mark | None, str]:
    [check] = [one for one in Journal.open(home, clock=lambda: MONDAY).checks.all() if one.day == day]
    answer = check.answer(FIRST.id)
    assert answer is not None
    return answer.mark, answer.sentence


def today(pilot: Pilot[None]) -> TodayScreen:
    screen = pilot.app.screen
    assert isinstance(screen, TodayScreen)
    return screen


async def test_a_mark_set_elsewhere_is_shown_before_the_same_key_replaces_it(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await until_shown(pilot, "已对照 0 / 6")
        await settle(pilot)
        answer_elsewhere(tmp_path, mark=Mark.NOT_KEPT, sentence="别处写的")
        await pilot.press("1")
        await until_shown(pilot, "别处改过，现为：未做到 别处写的")
        assert standing(tmp_path) == (Mark.NOT_KEPT, "别处写的")
        assert today(pilot).rows.selected == 0
        await pilot.press("1")
        await until(pilot, lambda: standing(tmp_path) == (Mark.KEPT, "别处写的"))


@pytest.mark.parametrize("is_left", [False, True])
@pytest.mark.slow
async def test_a_sentence_written_elsewhere_is_shown_with_the_one_being_written_and_asked(
    tmp_path: Path, is_left: bool
) -> None:
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await until_shown(pilot, "已对照 0 / 6")
        await settle(pilot)
        line = await write(pilot)
        line.value = "这里写的"
        if is_left:  # as a draft, which somebody overtakes
            await pilot.press("escape")
            await settle(pilot)
        answer_elsewhere(tmp_path, sentence="别处写的")
        if is_left:
            await pilot.press("f5", "f2")
            await settle(pilot)
            await write(pilot)
            await until_shown(pilot, "已保存的：别处写的")
        await pilot.press("enter")
        await until_shown(pilot, "现为：别处写的")
        assert isinstance(pilot.app.screen, AskDialog)
        assert "你的：这里写的" in screen_text(pilot)
        await pilot.press("escape")
        await until_shown(pilot, "已保存的：别处写的")
        assert (line.display, line.value) == (True, "这里写的")
        assert standing(tmp_path) == (None, "别处写的")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AskDialog))
        await settle(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: standing(tmp_path) == (None, "这里写的"))
    assert kept_beside(tmp_path) == ["别处写的"]


def kept_beside(home: Path) -> list[str]:
    """What was replaced at the item, and stays beside it."""
    [check] = Journal.open(home, clock=lambda: MONDAY).checks.all()
    answer = check.answer(FIRST.id)
    assert answer is not None
    return [old.sentence for old in answer.earlier]


async def test_a_draft_of_ones_own_change_is_saved_without_a_question(tmp_path: Path) -> None:
    answer_elsewhere(tmp_path, mark=Mark.PARTLY, sentence="早上写的")
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await until_shown(pilot, "已对照 1 / 6")
        await settle(pilot)
        await pilot.press("up")
        line = await write(pilot)
        line.value = "改了一次"
        await pilot.press("escape")
        await until_shown(pilot, "草稿")
        await write(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: standing(tmp_path) == (Mark.PARTLY, "改了一次"))


async def write(pilot: Pilot[None]) -> LineInput:
    """Open the line for a sentence."""
    await pilot.press("enter")
    line = pilot.app.screen.query_one("#sentence", LineInput)
    await until(pilot, lambda: line.has_focus)
    return line


async def test_a_change_after_the_day_made_elsewhere_meanwhile_is_shown_not_replaced(tmp_path: Path) -> None:
    friday = date(2026, 11, 20)
    then = Desk(tmp_path, clock=lambda: local(2026, 11, 20, 17))
    save_answer(then, friday, SIX, FIRST.id, seen={}, mark=Mark.KEPT)
    then.close()
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await until_shown(pilot, "已对照 0 / 6")
        await settle(pilot)
        await pilot.press("left", "left", "left")
        await until_shown(pilot, "11月20日 星期五")
        await settle(pilot)
        await pilot.press("up", "up", "up", "up", "up", "2")
        await until_shown(pilot, "修改11月20日的对照结果")
        form = pilot.app.screen
        await until(pilot, lambda: form.focused is not None)
        answer_elsewhere(tmp_path, friday, mark=Mark.NOT_KEPT)
        form.query_one(Input).value = "这里的原因"
        await pilot.press("enter")
        await until_shown(pilot, "别处改过，现为：未做到")
        assert standing(tmp_path, friday) == (Mark.NOT_KEPT, "")


@pytest.mark.slow
async def test_a_matter_changed_elsewhere_is_shown_with_both_and_asked(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, clock=lambda: MONDAY)
    matter = journal.matters.add(Matter.new(MONDAY, DAY, title="原来的题目", given_by="张主任"))

    def there() -> Matter:
        return Journal.open(tmp_path, clock=lambda: MONDAY).matters.open()[0]

    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await pilot.press("enter")
        await fill(pilot, title="这里改的")
        journal.matters.change(matter, lambda one: one.changed(MONDAY, title="别处改的", given_by="李主任"))
        await pilot.press("ctrl+s")
        await until_shown(pilot, "现为【别处改的】，你的是【这里改的】")
        assert "李主任" in screen_text(pilot)
        assert isinstance(pilot.app.screen, AskDialog)
        await pilot.press("escape")
        await settle(pilot)
        assert there().title == "别处改的"
        await pilot.press("enter")
        await until_shown(pilot, "这里改的")  # it is still a draft
        await pilot.press("enter")
        await fill(pilot)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: there().title == "这里改的")
        assert there().given_by == "李主任"


def name_elsewhere(home: Path) -> None:
    desk = elsewhere(home)
    change_profile(desk, desk.journal.profile(), name="别处张")
    desk.close()


def target_elsewhere(home: Path) -> None:
    change_setting(home, "hours_target", 40, seen=32)


@pytest.mark.parametrize(
    ("key", "change", "there", "mine"),
    [("name", name_elsewhere, "别处张", "这里李"), ("hours_target", target_elsewhere, "40", "55")],
)
@pytest.mark.slow
async def test_a_setting_changed_elsewhere_is_shown_and_asked(
    tmp_path: Path, key: str, change: Callable[[Path], None], there: str, mine: str
) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await test_settings.enter_room(pilot)
        form = await test_settings.open_setting(pilot, key)
        form.query_one(f"#field-{key}", Input).value = mine
        change(tmp_path)
        await pilot.press("ctrl+s")
        await until_shown(pilot, "打开之后，别处改过")
        assert there in screen_text(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, SettingsScreen))
        await until_shown(pilot, there)
        assert mine not in screen_text(pilot)


@pytest.mark.slow
async def test_leave_written_down_elsewhere_on_the_same_days_is_shown_and_nothing_added(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await test_settings.enter_room(pilot)
        await pilot.press("1")
        await until(pilot, lambda: not isinstance(pilot.app.screen, SettingsScreen))
        form = pilot.app.screen
        await until(pilot, lambda: form.focused is not None)
        for name, text in (("first_day", "11-09"), ("last_day", "11-10"), ("reason", "年休假")):
            form.query_one(f"#field-{name}", Input).value = text
        desk = elsewhere(tmp_path)
        write_down(desk, Leave.new(MONDAY, date(2026, 11, 10), last_day=date(2026, 11, 12), reason="看病"))
        desk.close()
        await pilot.press("ctrl+s")
        await until_shown(pilot, "看病")
    assert [one.reason for one in Journal.open(tmp_path).leaves.all()] == ["看病"]
