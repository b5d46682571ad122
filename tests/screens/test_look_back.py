"""The look-back's page: one writes in one's own rows only, and goes on where one wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.period import Period
from desk.desk import Desk
from desk.look_backs import fresh, save_look_back
from screens.review.look_back import OWN, LookBackPage
from tests.reviewing import everything
from tests.screens.driving import MONDAY, app_on, screen_text, settle, until_shown
from tests.screens.test_matters import fill
from tests.screens.test_review import to_review


@pytest.mark.slow
async def test_enter_is_offered_in_ones_own_rows_and_in_no_other(tmp_path: Path) -> None:
    everything(tmp_path)
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await to_review(pilot)
        await pilot.press("8")
        await until_shown(pilot, "下月工作预安排")
        await settle(pilot)
        page = pilot.app.screen
        assert isinstance(page, LookBackPage)
        names = [row.id for row in page.list.rows if not row.is_heading]
        offered = {}
        for name in names:
            page.list.select(name)
            await settle(pilot)
            offered[name] = "select" in {one.binding.action for one in page.active_bindings.values()}
        assert offered == {name: bool(OWN.fullmatch(name)) for name in names}
        assert {*offered.values()} == {True, False}


@pytest.mark.parametrize("lines", [1, 3])
@pytest.mark.slow
async def test_after_a_planned_line_the_next_can_be_added_and_the_saved_one_is_seen(tmp_path: Path, lines: int) -> None:
    everything(tmp_path)
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await to_review(pilot)
        await pilot.press("8")
        await until_shown(pilot, "下月工作预安排")
        await settle(pilot)
        page = pilot.app.screen
        assert isinstance(page, LookBackPage)
        page.list.select("p_new")
        for n in range(lines):
            await pilot.press("enter")
            await fill(pilot, text=f"起草第{n}份安排")
            await pilot.press("ctrl+s")
            await until_shown(pilot, f"起草第{n}份安排")
            page = pilot.app.screen
            assert isinstance(page, LookBackPage)
            assert page.list.highlighted_id == "p_new"
            assert f"起草第{n}份安排" in screen_text(pilot)


@pytest.mark.slow
async def test_a_planned_line_is_asked_for_its_day_and_the_cursor_stays_on_it(tmp_path: Path) -> None:
    everything(tmp_path)
    desk = Desk(tmp_path, clock=lambda: MONDAY)
    seen = fresh(desk, Period.parse("2026-11"))
    save_look_back(desk, seen, asked={}, planned=("联系代表走访 下周五", "起草安排"))
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await to_review(pilot)
        await pilot.press("8")
        await until_shown(pilot, "下月工作预安排")
        await settle(pilot)
        page = pilot.app.screen
        assert isinstance(page, LookBackPage)
        page.list.select("p0")
        await pilot.press("5")
        await until_shown(pilot, "【下周五】是哪一天？")
        await pilot.press("escape")  # nothing was made of it
        await settle(pilot)
        assert not [one for one in desk.journal.matters.open() if one.title.startswith("联系代表")]
        await pilot.press("5")
        await until_shown(pilot, "【下周五】是哪一天？")
        await pilot.press("down", "enter")
        await until_shown(pilot, "已列为事项")
        page = pilot.app.screen
        assert isinstance(page, LookBackPage)
        assert page.list.highlighted_id == "p0"
    desk.close()
