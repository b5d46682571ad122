"""The app as a whole: rooms, palette, settings, roles, and what happens when something goes wrong."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from textual.events import Key
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import OptionList

from content.words import _, use
from desk.desk import Desk
from screens.kit.base import Room
from screens.kit.form import FormDialog
from screens.kit.help import HelpDialog
from screens.kit.rows import Rows
from screens.matters.screen import MattersScreen
from screens.search.screen import SearchScreen
from screens.today.screen import TodayScreen
from storage.journal import Journal
from storage.records import Matter, Profile
from storage.settings import change_setting, read_settings
from tests.screens.driving import MONDAY, app_on, screen_text, settle, until, until_shown
from tui.app import SixdontsApp
from tui.doors import DOORS
from tui.palette import Palette
from tui.tour import TourDialog

SIZE = (80, 24)
TOP = Path(__file__).parents[2]


def make_secretary(home: Path) -> None:
    Journal.open(home, clock=lambda: MONDAY).save_profile(Profile(name="李四", is_secretary=True))


def room(pilot: Pilot[None]) -> str:
    screen = pilot.app.screen
    return screen.NAME if isinstance(screen, Room) else ""


async def search(pilot: Pilot[None], words: str) -> OptionList:
    await pilot.press("ctrl+p")
    await until(pilot, lambda: isinstance(pilot.app.screen, Palette))
    await pilot.press(*words)
    return pilot.app.screen.query_one(OptionList)


@pytest.mark.slow
async def test_every_room_is_reached_by_its_key_and_by_the_mouse(tmp_path: Path) -> None:
    make_secretary(tmp_path)
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await pilot.press("f5")
        await until(pilot, lambda: room(pilot) == "matters")
        for door in DOORS:
            await pilot.press(door.key)
            await until(pilot, lambda door=door: room(pilot) == door.room)  # type: ignore[misc]
        for door in DOORS:
            bar = screen_text(pilot).splitlines()[0]
            column = len(bar[: bar.index(door.key.upper())].encode("gb18030"))  # hanzi take two cells and two bytes
            await pilot.click(offset=(column, 0))
            await until(pilot, lambda door=door: room(pilot) == door.room)  # type: ignore[misc]


@pytest.mark.slow
async def test_f1_explains_the_screen_that_is_up_and_closes_again(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:

        async def helped(words: str) -> None:
            beneath = pilot.app.screen
            await pilot.press("f1")
            await until(pilot, lambda: isinstance(pilot.app.screen, HelpDialog))
            await until_shown(pilot, words)
            await pilot.press("f1")
            await until(pilot, lambda: pilot.app.screen is beneath)

        await until_shown(pilot, "已对照")
        await helped("做到")
        await pilot.press("f5")
        await until(pilot, lambda: room(pilot) == "matters")
        await helped("办结")
        await pilot.click(offset=(SIZE[0] - 2, 0))  # F1 at the right edge of the bar
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpDialog))
        await pilot.press("escape", "f9")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog) and pilot.app.screen.focused is not None)
        await helped("Ctrl+S")
        await pilot.press("escape", "ctrl+f")
        await until(pilot, lambda: isinstance(pilot.app.screen, SearchScreen) and pilot.app.screen.focused is not None)
        await helped("宪法")


async def test_above_a_dialog_nothing_is_searched(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await until_shown(pilot, "已对照")
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog) and pilot.app.screen.focused is not None)
        form = pilot.app.screen
        await pilot.app.run_action("app.find", form)
        await pilot.press("ctrl+f")
        await settle(pilot)
        assert pilot.app.screen is form


async def test_what_another_process_writes_while_a_room_is_being_built_is_shown_there(tmp_path: Path) -> None:
    building, finished = asyncio.Event(), asyncio.Event()

    class SlowlyBuilt(MattersScreen):
        CSS_PATH = str(TOP / "screens" / "matters" / "matters.tcss")

        async def mount_composed_widgets(self, widgets: list[Widget]) -> None:
            building.set()
            await finished.wait()
            await super().mount_composed_widgets(widgets)

    app = app_on(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: app.desk.is_open)
        app.rooms["matters"] = SlowlyBuilt(app.desk, app.doors)
        app.install_screen(app.rooms["matters"], name="slow")
        going = asyncio.create_task(app.action_go("matters"))
        await building.wait()
        now = MONDAY
        Journal.open(tmp_path, clock=lambda: now).matters.add(Matter.new(now, now.date(), title="借阅档案"))
        try:
            await app._look_around()
        finally:
            finished.set()
        await going
        await until_shown(pilot, "借阅档案")


async def test_the_branch_stands_there_only_for_a_secretary(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await until_shown(pilot, "F2今日")
        assert "F8" not in screen_text(pilot).splitlines()[0]
        await pilot.press("f8")
        await pilot.pause()
        assert room(pilot) == "today"


@pytest.mark.slow
async def test_the_palette_finds_an_action_by_its_chinese_words_and_does_it(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        options = await search(pilot, "事项")
        await until(pilot, lambda: options.option_count > 0)
        await pilot.press("enter")
        await until(pilot, lambda: room(pilot) == "matters")


async def test_the_palette_offers_each_action_once_and_nothing_of_textuals_own(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await until_shown(pilot, "F2今日")
        titles = [command.title for command in pilot.app.get_system_commands(pilot.app.screen)]
        assert len(titles) == len(set(titles))
        assert {"写说明  给选中的一条写说明", "事项", "学习：新笔记", "退出"} <= set(titles)
        assert [title for title in titles if title.isascii()] == []


@pytest.mark.slow
async def test_the_palette_does_what_belongs_to_another_room(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        options = await search(pilot, "事项：增加")
        await until(pilot, lambda: options.option_count > 0)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        await pilot.press("escape")
        await until(pilot, lambda: room(pilot) == "matters")


@pytest.mark.parametrize(
    ("words", "line"),
    [("备份", "backups"), ("语言", "language"), ("回收站", "trash"), ("职务", "post"), ("支部书记", "is_secretary")],
)
@pytest.mark.slow
async def test_the_palette_finds_what_stands_in_set_up_and_goes_there(tmp_path: Path, words: str, line: str) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        for _from in ("today", "settings"):
            options = await search(pilot, f"设置：{words}")
            await until(pilot, lambda options=options: options.option_count > 0)  # type: ignore[misc]
            await pilot.press("enter")
            await until(pilot, lambda: room(pilot) == "settings")
            rows = pilot.app.screen.query_one("#list", Rows)
            await until(pilot, lambda rows=rows: rows.highlighted_id == line)  # type: ignore[misc]
            await pilot.press("home")
            await settle(pilot)


@pytest.mark.slow
async def test_the_line_called_so_comes_before_what_only_speaks_of_it(tmp_path: Path) -> None:
    change_setting(tmp_path, "language", "en")
    try:
        async with app_on(tmp_path).run_test(size=SIZE) as pilot:
            options = await search(pilot, "trash")
            await until(pilot, lambda: options.option_count > 1)
            await settle(pilot)
            assert str(options.get_option_at_index(0).prompt).startswith("Set-up: Trash")
    finally:
        use("zh")


@pytest.mark.slow
async def test_the_palette_says_in_chinese_that_nothing_was_found(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await search(pilot, "qqzzqq")
        await until_shown(pilot, "没有找到")


async def test_a_theme_chosen_in_the_palette_stays_chosen(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        app = pilot.app
        assert isinstance(app, SixdontsApp)
        app.action_change_theme()
        await until(pilot, lambda: isinstance(app.screen, Palette))
        await pilot.press(*"paper", "enter")
        await until(pilot, lambda: app.theme == "paper")
        await until(pilot, lambda: read_settings(tmp_path).settings.theme == "paper")
    assert app_on(tmp_path).theme == "paper"


async def test_the_language_of_the_settings_is_spoken(tmp_path: Path) -> None:
    change_setting(tmp_path, "language", "en")
    try:
        async with app_on(tmp_path).run_test(size=SIZE) as pilot:
            await until_shown(pilot, "F2Today")
            await until_shown(pilot, "Monday")
    finally:
        use("zh")


@pytest.mark.slow
async def test_the_palette_finds_an_action_by_the_first_letters_of_its_words(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        options = await search(pilot, "gyzyb")
        await until(pilot, lambda: options.option_count > 0)
        assert "各页走一遍" in str(options.get_option_at_index(0).prompt)
        await pilot.press("escape")


async def test_the_palette_knows_everything_that_the_hint_to_who_begins_names(tmp_path: Path) -> None:
    named = re.findall("【(.+?)】", _("Ctrl+P has a tour of the rooms, and a sample office to try."))
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await until_shown(pilot, "".join(f"【{one}】" for one in named[:1]))
        titles = {command.title for command in pilot.app.get_system_commands(pilot.app.screen)}
    assert (len(named), set(named) - titles) == (2, set())


@pytest.mark.slow
async def test_the_tour_goes_through_every_room_and_can_be_left_at_any(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await until_shown(pilot, "各页走一遍")  # said to who begins
        app = pilot.app
        assert isinstance(app, SixdontsApp)
        rooms = [door.room for door in app.doors]
        app.action_tour()
        for place, name in enumerate(rooms, start=1):
            await until_shown(pilot, f"{place} / {len(rooms)}")
            assert [one.NAME for one in app.screen_stack if isinstance(one, Room)] == [name]
            await pilot.press("enter")
        await until(pilot, lambda: room(pilot) == "today")
        app.action_tour()
        await until_shown(pilot, "1 / ")
        await pilot.press("enter")
        await until_shown(pilot, "2 / ")
        await pilot.press("escape")
        await until(pilot, lambda: room(pilot) == "study" and not isinstance(app.screen, TourDialog))


async def test_a_room_s_key_leaves_the_tour_and_goes_there(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await until_shown(pilot, "F2今日")
        assert isinstance(pilot.app, SixdontsApp)
        pilot.app.action_tour()
        await until_shown(pilot, "1 / ")
        await pilot.press("f5")
        await until(pilot, lambda: room(pilot) == "matters")


async def test_the_sample_office_says_how_it_is_opened_where_it_cannot_be_opened_from_here(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await until_shown(pilot, "F2今日")
        assert isinstance(pilot.app, SixdontsApp)
        pilot.app.action_sample()
        await until_shown(pilot, "sixdonts demo")


async def test_who_has_recorded_anything_is_told_nothing_for_beginners(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await until_shown(pilot, "第一次用")
        await pilot.press(*"111111")
        await until(pilot, lambda: "第一次用" not in screen_text(pilot))


@pytest.mark.parametrize("key", [Key("question_mark", "?"), Key("fullwidth_question_mark", "？"), Key("f1", None)])
@pytest.mark.slow
async def test_help_comes_by_a_sign_too_and_goes_by_it(tmp_path: Path, key: Key) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await until_shown(pilot, "F2今日")
        pilot.app.post_message(Key(key.key, key.character))
        await until_shown(pilot, "帮助：今日")
        pilot.app.post_message(Key(key.key, key.character))
        await until(pilot, lambda: room(pilot) == "today" and "帮助：今日" not in screen_text(pilot))


@pytest.mark.slow
async def test_the_letters_of_vim_move_where_nobody_writes(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await until_shown(pilot, "> 一  未填")
        await pilot.press("j", "j", "k")
        await until_shown(pilot, "> 二  未填")
        await pilot.press("f12")
        await until(pilot, lambda: room(pilot) == "settings")
        settings = pilot.app.screen.query_one(Rows)
        await pilot.press("G")
        await until(pilot, lambda: settings.highlighted == len(settings.rows) - 1)
        await pilot.press("g")
        await until(pilot, lambda: (settings.highlighted or 0) <= 1)
        await pilot.press("f9", *"jkhl")
        await until(pilot, lambda: "jkhl" in screen_text(pilot))


async def test_one_key_changes_the_desk_where_there_are_two(tmp_path: Path) -> None:
    make_secretary(tmp_path / "secretary")
    desks = [Desk(tmp_path / name, clock=lambda: MONDAY) for name in ("member", "secretary")]
    async with SixdontsApp(desks).run_test(size=SIZE) as pilot:
        await pilot.press("1")
        await until_shown(pilot, "已对照 1 / 6")
        await pilot.press("ctrl+t")
        await until(pilot, lambda: room(pilot) == "branch")
        await pilot.press("f2")
        await until_shown(pilot, "已对照 0 / 6")
        await pilot.press("ctrl+t")
        await until_shown(pilot, "已对照 1 / 6")
        assert isinstance(pilot.app.screen, TodayScreen)


async def test_what_nobody_foresaw_ends_with_one_line_and_the_details_in_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    app = app_on(tmp_path)

    async def mark_and_break() -> None:
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("1")
            await until_shown(pilot, "已对照 1 / 6")
            app.call_later(lambda: 1 // 0)
            await until(pilot, lambda: not app.is_running)

    with pytest.raises(ZeroDivisionError):
        await mark_and_break()
    (details,) = tmp_path.glob("error-*.log")
    assert "\n" not in app.parting_words
    assert str(details) in app.parting_words
    assert "Traceback" not in "".join(capsys.readouterr())
    assert "ZeroDivisionError" in details.read_text(encoding="utf-8")
    assert Journal.open(tmp_path).checks.all()[0].answers


@pytest.mark.parametrize(("language", "words"), [("zh", "复制选中的文字"), ("en", "Ctrl+Q quits")])
async def test_ctrl_c_says_in_the_language_spoken_which_key_quits(tmp_path: Path, language: str, words: str) -> None:
    change_setting(tmp_path, "language", language)
    try:
        async with app_on(tmp_path).run_test(size=(80, 24), notifications=True) as pilot:
            await until(pilot, lambda: pilot.app.screen.is_mounted)
            await pilot.press("ctrl+c")
            await until_shown(pilot, words)
    finally:
        use("zh")


async def test_a_copy_of_a_cloud_drive_is_told_of_at_the_start(tmp_path: Path) -> None:
    make_secretary(tmp_path)
    (tmp_path / "profile (1).json").write_text("{}", encoding="utf-8")
    async with app_on(tmp_path).run_test(size=(120, 36), notifications=True) as pilot:
        await until_shown(pilot, "profile (1).json")
