"""What is to be read in a box: the bar names the keys that scroll it, where there is something to scroll."""

from __future__ import annotations

from pathlib import Path

import pytest

from screens.kit.folder import files_words
from screens.kit.form import AskDialog
from screens.kit.tell import TellDialog
from tests.screens.driving import app_on, screen_text, settle


@pytest.mark.parametrize("kind", [TellDialog, AskDialog])
@pytest.mark.parametrize(("lines", "is_long"), [(3, False), (30, True)])
@pytest.mark.slow
async def test_the_bar_says_that_more_can_be_read(
    tmp_path: Path, kind: type[TellDialog] | type[AskDialog], lines: int, is_long: bool
) -> None:
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(kind("已保存", "\n".join(f"第{n}行" for n in range(lines))))
        await settle(pilot)
        assert ("上下 翻看" in screen_text(pilot)) is is_long, screen_text(pilot)
        await pilot.press(*["down"] * lines)
        await settle(pilot)
        assert f"第{lines - 1}行" in screen_text(pilot)


def test_files_of_one_folder_stand_beneath_it_and_one_alone_with_it() -> None:
    folder, other = Path("报送"), Path("报送") / "凭条"
    said = files_words([folder / "会议记录.docx", other / "张三.txt", other / "李四.txt"])
    assert said.splitlines() == [str(folder / "会议记录.docx"), str(other), "  张三.txt", "  李四.txt"]
