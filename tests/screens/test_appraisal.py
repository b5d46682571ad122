"""The document of a period gone over in the program: what was changed stays, and is what is saved."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from textual.pilot import Pilot

from desk.desk import Desk
from screens.review.appraisal import AppraisalEditor
from storage.journal import Journal
from tests.reviewing import fill
from tests.screens.driving import MONDAY, app_on, settle, until, until_shown
from tests.screens.test_review import to_review


async def to_editor(pilot: Pilot[None]) -> AppraisalEditor:
    await pilot.press("9")
    await until_shown(pilot, "把哪个时段写成一份材料")
    await pilot.press("ctrl+s")
    await until(pilot, lambda: isinstance(pilot.app.screen, AppraisalEditor))
    await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, AppraisalEditor)
    return screen


@pytest.mark.slow
async def test_what_is_changed_is_there_again_and_is_what_is_saved(tmp_path: Path) -> None:
    fill(tmp_path)
    out = tmp_path / "out"
    out.mkdir()
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await to_review(pilot)
        editor = await to_editor(pilot)
        await until_shown(pilot, "按记录生成")
        made = editor.area.value
        assert "会议材料日期写错一处" in made
        editor.area.move_cursor(editor.area.document.end)
        await pilot.press("enter", *"下季度早一天送签")
        await until_shown(pilot, "自己的稿子")
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, AppraisalEditor))
        assert "下季度早一天送签" in Journal.open(tmp_path).drafts.get("appraisal/2026-Q4")
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await to_review(pilot)
        editor = await to_editor(pilot)
        assert editor.area.value == f"{made}\n下季度早一天送签"
        await pilot.press("ctrl+r")
        await until_shown(pilot, "按记录生成")
        assert editor.area.value == made
        await pilot.press("ctrl+r")
        await until_shown(pilot, "自己的稿子")
        await pilot.press("ctrl+s")
        await until_shown(pilot, "保存到哪里")
        pilot.app.screen.query_one("#field-folder").value = str(out)  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(list(out.iterdir())) == 2)
    [path] = out.glob("*.docx")
    assert path.name == "2026年第4季度_工作学习情况.docx"
    lines = [one.text for one in docx.Document(str(path)).paragraphs]
    assert "下季度早一天送签" in lines
    assert any("会议材料日期写错一处" in line for line in lines)


@pytest.mark.slow
async def test_what_is_being_typed_outlives_a_kill(tmp_path: Path) -> None:
    fill(tmp_path)
    desk = Desk(tmp_path, clock=lambda: MONDAY)
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await to_review(pilot)
        await to_editor(pilot)
        await pilot.press(*"催办提前")
        await until(pilot, lambda: "催办提前" in desk.journal.drafts.get("appraisal/2026-Q4"))
    desk.close()
