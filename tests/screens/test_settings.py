"""Set-up, driven by keys: who one is, how the program looks, and days of leave."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, Static

from content.words import use
from screens.kit.fields import Choice
from screens.kit.form import FormDialog
from screens.kit.tell import TellDialog
from screens.settings.screen import SettingsScreen
from storage.journal import Journal
from storage.records import Matter, Profile, Role
from storage.settings import read_settings
from tests.reports.making import check
from tests.screens.driving import MONDAY, app_on, screen_text, settle, until, until_shown
from tests.screens.test_branch import secretary

SIZE = (80, 24)


async def enter_room(pilot: Pilot[None]) -> SettingsScreen:
    await pilot.press("f12")
    await until(pilot, lambda: isinstance(pilot.app.screen, SettingsScreen))
    screen = pilot.app.screen
    assert isinstance(screen, SettingsScreen)
    await until(pilot, lambda: screen.list.option_count > 0)
    return screen


async def open_setting(pilot: Pilot[None], key: str) -> FormDialog:
    """Go down to a setting and open it."""
    screen = pilot.app.screen
    assert isinstance(screen, SettingsScreen)
    for _row in range(60):
        if screen.list.highlighted_id == key:
            break
        await pilot.press("down")
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
    form = pilot.app.screen
    assert isinstance(form, FormDialog)
    await until(pilot, lambda: form.focused is not None)
    return form


async def write(pilot: Pilot[None], key: str, text: str) -> None:
    """Write a setting and save it."""
    await open_setting(pilot, key)
    await fill_in(pilot, key, text)


async def fill_in(pilot: Pilot[None], key: str, text: str) -> None:
    """Write into the form that is open and save it."""
    field = pilot.app.screen.query_one(f"#field-{key}", Input)
    field.value = ""
    field.post_message(events.Paste(text))
    await until(pilot, lambda: field.value == text)
    await pilot.press("ctrl+s")


async def back(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, SettingsScreen))


@pytest.mark.slow
async def test_who_one_is_is_written_and_shown(tmp_path: Path) -> None:
    written = {"name": "张三", "member_no": "017", "office": "综合处", "post": "副处长", "branch": "第一党支部",
               "party_group": "第二党小组"}  # fmt: skip
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        for key, text in written.items():
            await write(pilot, key, text)
            await back(pilot)
            await until_shown(pilot, text)
    profile = Journal.open(tmp_path).profile()
    assert {key: getattr(profile, key) for key in written} == written


@pytest.mark.slow
async def test_what_the_branchs_roster_says_of_one_is_offered_where_nothing_is_written(tmp_path: Path) -> None:
    home = secretary(tmp_path)
    Journal.open(home).save_profile(Profile(name="李四", post="处长"))
    async with app_on(home).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await until_shown(pilot, "未填；名册上为第一党小组")
        await open_setting(pilot, "party_group")
        await until_shown(pilot, "支部人员名册上是这样写的")
        assert pilot.app.screen.query_one("#field-party_group", Input).value == "第一党小组"
        assert Journal.open(home).profile().party_group == "", "nothing is written before it is saved"
        await pilot.press("ctrl+s")
        await back(pilot)
        await until(pilot, lambda: Journal.open(home).profile().party_group == "第一党小组")
        assert Journal.open(home).profile().post == "处长"


@pytest.mark.slow
async def test_the_days_checks_begin_and_end_are_written_down_or_asked_for_again(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        for key, text in (("joined_day", "11-2"), ("left_day", "11-20")):
            await write(pilot, key, "2月30日")
            await until_shown(pilot, "没有2月30日这一天")
            assert getattr(Journal.open(tmp_path).profile(), key) is None
            await fill_in(pilot, key, text)
            await back(pilot)
            await until_shown(pilot, f"2026-11-{text[3:]:0>2}")
    profile = Journal.open(tmp_path).profile()
    assert (profile.joined_day, profile.left_day) == (date(2026, 11, 2), date(2026, 11, 20))


@pytest.mark.slow
async def test_the_branch_appears_for_a_secretary_and_the_questions_change_for_a_head(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await open_setting(pilot, "is_secretary")
        await pilot.press("right", "ctrl+s")
        await until(pilot, lambda: "F8支部" in screen_text(pilot).splitlines()[0])
        await back(pilot)
        await open_setting(pilot, "role")
        await pilot.press("right", "ctrl+s")
        await back(pilot)
        await until_shown(pilot, "处室负责人")
    profile = Journal.open(tmp_path).profile()
    assert (profile.is_secretary, profile.role) == (True, Role.HEAD)


@pytest.mark.slow
async def test_another_language_and_theme_are_worn_at_once(tmp_path: Path) -> None:
    try:
        async with app_on(tmp_path).run_test(size=SIZE) as pilot:
            await enter_room(pilot)
            await open_setting(pilot, "language")
            await pilot.press("right", "right", "ctrl+s")
            await until_shown(pilot, "F12Set-up")
            await open_setting(pilot, "theme")
            await pilot.press("right", "ctrl+s")
            await until(pilot, lambda: pilot.app.theme == "paper")
            await until(pilot, lambda: isinstance(pilot.app.screen, SettingsScreen))
    finally:
        use("zh")
    settings = read_settings(tmp_path).settings
    assert (settings.language, settings.theme) == ("en", "paper")


@pytest.mark.slow
async def test_an_old_console_gets_plain_signs_at_once_and_the_record_keeps_its_own(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, clock=lambda: MONDAY)
    title = "学习“六个不让”……"
    journal.matters.add(Matter.new(MONDAY, MONDAY.date(), title=title))
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await until_shown(pilot, title)
        await enter_room(pilot)
        await open_setting(pilot, "signs")
        await pilot.press("right", "ctrl+s")
        await until_shown(pilot, "简化，旧控制台用")
        await pilot.press("f5")
        await until_shown(pilot, '学习"六个不让"..')
    assert journal.matters.open()[0].title == title


@pytest.mark.slow
async def test_the_second_backup_does_not_go_into_the_data_folder(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await write(pilot, "backup_folder", str(tmp_path / "notes"))
        await until_shown(pilot, "请另选一个")
        assert isinstance(pilot.app.screen, FormDialog)
        assert read_settings(tmp_path).settings.backup_folder == ""


@pytest.mark.slow
async def test_hours_a_year_are_a_number(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await write(pilot, "hours_target", "很多")
        await until_shown(pilot, "0")
        assert isinstance(pilot.app.screen, FormDialog)
        field = pilot.app.screen.query_one("#field-hours_target", Input)
        field.value = "40"
        await pilot.press("ctrl+s")
        await back(pilot)
        await pilot.press("f2")
        await until_shown(pilot, "要求 40")


async def test_a_wrong_value_in_the_file_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("# 自己改的\ntheme = 7\nhours_target = 40\n", encoding="utf-8")
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await until_shown(pilot, "第2行")
        assert isinstance(pilot.app.screen, SettingsScreen)
        pilot.app.screen.list.select("hours_target")  # so that it is to be seen
        await until_shown(pilot, "40")


@pytest.mark.slow
async def test_of_more_wrong_lines_than_there_is_room_for_the_others_are_counted(tmp_path: Path) -> None:
    """None is left out unsaid, at no width: it was cut at the sixth line."""
    lines = ["[keys]", 'today.recent = "no"', 'screen.help = "ab"', 'room.none = "r"', 'matters.add = "?"']
    lines += ['app.quit = "q"', 'app.quick_add = "hh"', 'today.none = "r"']
    (tmp_path / "settings.toml").write_text("\n".join(lines), encoding="utf-8")
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await enter_room(pilot)
        await until_shown(pilot, "sixdonts doctor")
        for width in (80, 200, 120):
            await pilot.resize_terminal(width, 36)
            await settle(pilot)
            shown = str(pilot.app.screen.query_one("#notices", Static).render()).splitlines()
            named = sum(line.startswith("settings.toml") for line in shown)
            assert len(shown) <= 6
            assert named > 0
            assert shown[-1] == f"还有{7 - named}处问题：sixdonts doctor"


async def test_enter_is_called_by_what_it_does_with_the_line(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await until_shown(pilot, "回车 修改")
        await pilot.press("end")
        await until_shown(pilot, "回车 增加请假")


@pytest.mark.slow
async def test_leave_is_written_down_and_deleted(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        form = pilot.app.screen
        for name, text in (("first_day", "11-09"), ("last_day", "11-10"), ("reason", "年休假")):
            form.query_one(f"#field-{name}", Input).value = text
        await pilot.press("ctrl+s")
        await back(pilot)
        await until_shown(pilot, "年休假")
        (leave,) = Journal.open(tmp_path).leaves.all()
        assert (leave.day, leave.last_day) == (date(2026, 11, 9), date(2026, 11, 10))
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog) and pilot.app.screen.focused is not None)
        form = pilot.app.screen
        for name, text in (("first_day", "11-12"), ("last_day", "11-13"), ("reason", "看牙")):
            form.query_one(f"#field-{name}", Input).value = text
        form.query_one("#field-kind", Choice).value = "afternoon"
        await pilot.press("ctrl+s")
        await until_shown(pilot, "半天只能写一天")
        form.query_one("#field-last_day", Input).value = ""
        await pilot.press("ctrl+s")
        await back(pilot)
        await until_shown(pilot, "11月12日下午（看牙）")
        await pilot.press("end", "up", "up", "enter")  # it is only shown
        await until(pilot, lambda: isinstance(pilot.app.screen, TellDialog))
        await pilot.press("escape")
        await settle(pilot)
        assert len(Journal.open(tmp_path).leaves.all()) == 2
        await pilot.press("delete")
        await until(pilot, lambda: len(Journal.open(tmp_path).leaves.all()) == 1)
        await pilot.press("end", "up", "delete")
        await until(pilot, lambda: Journal.open(tmp_path).leaves.all() == [])


@pytest.mark.slow
async def test_the_day_from_which_checks_are_due_is_the_first_one_answered_until_it_is_set(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, clock=lambda: MONDAY)
    journal.checks.add(check(date(2026, 11, 19)))
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await until_shown(pilot, "2026-11-19，首次自查日")
        await write(pilot, "joined_day", "11-20")
        await back(pilot)
        await until_shown(pilot, "2026-11-20")
        assert "首次自查日" not in screen_text(pilot)


@pytest.mark.slow
async def test_a_day_that_is_typed_says_when_its_kind_is_presumed(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await open_setting(pilot, "left_day")
        pilot.app.screen.query_one(Input).value = "2027-01-04"
        await until_shown(pilot, "星期一 工作日（按周一至周五推算）")
