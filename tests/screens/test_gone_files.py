"""Where a file is gone no screen counts what it had, nor calls a day blank or a list empty."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from content.donts import official_list
from content.marks import Mark
from storage.journal import Journal
from storage.records import Matter, MatterKind, SelfCheck, StudyNote
from tests.screens.driving import MONDAY, app_on, screen_text, settle, until_shown

KINDS = ("checks", "matters", "notes")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A person with a check, a note and a matter of last week, of which a copy has all."""
    before = MONDAY - timedelta(days=4)
    journal = Journal.open(tmp_path, clock=lambda: before)
    day, item = before.date(), official_list().donts[0].id
    check = SelfCheck.new(before, day, uid=SelfCheck.uid_of(day, "six-donts"), list_id="six-donts", edition="2012")
    journal.checks.add(check.answered(before, item, mark=Mark.KEPT))
    journal.notes.add(StudyNote.new(before, day, title="学习", minutes=90))
    journal.matters.add(Matter.new(before, day, kind=MatterKind.ASSIGNED, title="会议通知"))
    copy = tmp_path / "copies" / "2026-11-20"
    for kind in KINDS:
        shutil.copytree(tmp_path / kind, copy / kind)
    return tmp_path


def lose(home: Path) -> None:
    for kind in KINDS:
        shutil.rmtree(home / kind)


@pytest.mark.parametrize("is_lost", [False, True])
@pytest.mark.slow
async def test_what_is_gone_is_not_counted_nor_called_blank(home: Path, is_lost: bool) -> None:
    if is_lost:
        lose(home)
    async with app_on(home).run_test(size=(120, 36)) as pilot:
        await pilot.press("escape", "escape", "f5")
        await settle(pilot)
        assert ("未办结 1 件" in screen_text(pilot), "未办结 0 件" in screen_text(pilot)) == (not is_lost, False)
        await pilot.press("f6")
        await until_shown(pilot, "缺 checks/2026-11.json" if is_lost else "未填")
        assert "还没有自查记录" not in screen_text(pilot)
        assert ("下一个未填" in screen_text(pilot)) == (not is_lost)
        await pilot.press("tab")
        await settle(pilot)
        await until_shown(pilot, "缺 checks/2026-11.json" if is_lost else "未填")
