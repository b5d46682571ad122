"""The look-back's page: one writes in one's own rows only, and goes on where one wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from screens.review.look_back import OWN, LookBackPage
from tests.reviewing import everything
from tests.screens.driving import app_on, screen_text, settle, until_shown
from tests.screens.test_matters import fill
from tests.screens.test_review import to_review


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
