"""The commands about holidays, and the same in Set-up."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from screens.kit.form import FormDialog
from screens.kit.rows import Rows
from tests.content.test_holidays import NOTICE_2026
from tests.screens.driving import app_on, until, until_shown
from tests.tui.commanding import run

NOTICE = "2027年安排\n元旦：1月1日（周五）至3日（周日）放假，共3天。"


def test_a_year_is_imported_and_shown(tmp_path: Path) -> None:
    file, home = tmp_path / "n.txt", tmp_path / "home"
    file.write_text(NOTICE_2026, "gb18030")
    said = run(home, "calendar", "import", str(file), "--yes", language="zh")
    assert "春节：2月15日至2月23日，共9天" in said.stdout
    assert "调休上班：1月4日、2月14日、2月28日、5月9日、9月20日、10月10日" in said.stdout
    assert "已导入2026年" in run(home, "calendar", "show", language="zh").stdout
    assert run(home, "doctor").exit_code == 0


def test_a_notice_that_contradicts_itself_is_not_taken_over(tmp_path: Path) -> None:
    file, home = tmp_path / "n.txt", tmp_path / "home"
    file.write_text(NOTICE.replace("共3天", "共4天"), "utf-8")
    said = run(home, "calendar", "import", str(file), "--yes", language="zh")
    assert said.exit_code == 1
    assert "n.txt 第2行：写的是共4天" in said.stderr
    assert not home.exists()


@pytest.mark.parametrize(("year", "says"), [("0206", "早于1949年"), ("2206", "距今超过10年")])
def test_a_notice_for_a_year_that_nobody_means_is_not_taken_over(tmp_path: Path, year: str, says: str) -> None:
    file, home = tmp_path / "n.txt", tmp_path / "home"
    file.write_text(f"{year}年安排\n元旦：1月1日至3日放假，共3天。", "utf-8")
    said = run(home, "calendar", "import", str(file), "--yes", language="zh")
    assert (said.exit_code, f"n.txt：{year}-01-01{says}" in said.stderr) == (1, True)
    assert not home.exists()


def test_doctor_names_a_notice_that_was_spoilt(tmp_path: Path) -> None:
    file = tmp_path / "n.txt"
    file.write_text(NOTICE, "utf-8")
    run(tmp_path / "home", "calendar", "import", str(file), "--yes")
    (tmp_path / "home" / "calendar" / "2027.txt").write_text("2027年\n元旦：1月1日至9日放假，共3天。", "utf-8")
    said = run(tmp_path / "home", "doctor", language="zh")
    assert said.exit_code == 1
    assert "calendar/2027.txt 第2行" in said.stdout


def test_the_template_names_the_coming_year(tmp_path: Path) -> None:
    assert run(tmp_path, "calendar", "template").stdout.startswith("2027年")


@pytest.mark.slow
async def test_set_up_reads_a_notice_shows_it_and_goes_by_it(tmp_path: Path) -> None:
    file = tmp_path / "n.txt"
    file.write_text(NOTICE.replace("共3天", "共4天"), "utf-8")
    async with app_on(tmp_path / "home").run_test(size=(80, 24)) as pilot:
        await pilot.press("f12")
        await until_shown(pilot, "个人信息")
        rows = pilot.app.screen.query_one("#list", Rows)
        while rows.highlighted_id != "calendar":
            await pilot.press("down")
        await until_shown(pilot, "内置2004年至2026年")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog) and pilot.app.screen.focused is not None)
        pilot.app.screen.query_one(Input).value = str(file)
        await pilot.press("enter")
        await until_shown(pilot, "n.txt 第2行：写的是共4天")
        file.write_text(NOTICE, "utf-8")
        await pilot.press("enter")
        await until_shown(pilot, "元旦：1月1日至1月3日，共3天")
        await pilot.press("enter")
        await until_shown(pilot, "已导入2027年")
