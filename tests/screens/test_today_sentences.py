"""Long sentences on Today: shown whole where lines are free, hanging, and nothing moves with the selection."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.geometry import Size
from textual.keys import key_to_character
from textual.pilot import Pilot

from content.cells import cell_len
from content.donts import official_list
from content.marks import Mark
from content.words import use
from screens.kit.fields import LineInput
from screens.today.dont_rows import DontRows
from screens.today.room import (
    FIXED,
    FIXED_WIDE,
    first_width,
    is_wide,
    lines_to_wrap,
    matters_room,
    rows_most,
    wording_lines,
)
from screens.today.wording import lines_wanted, wording_while_writing, wording_width
from storage.glance import Glance
from storage.journal import Journal
from storage.records import Matter, MatterKind, SelfCheck
from tests.screens.driving import MONDAY, app_on, screen_text, settle, until, until_shown

DAY = MONDAY.date()
ITEMS = [dont.id for dont in official_list().donts]
SENTENCE = "".join(f"第{n}份会议材料的日期写错，已经通知三个处室，" for n in range(1, 6)) + "都改好了。"


def written(home: Path, sentence: str = SENTENCE, matters: int = 0, item: int = 2) -> None:
    journal = Journal.open(home, clock=lambda: MONDAY)
    check = SelfCheck.new(MONDAY, DAY, uid=SelfCheck.uid_of(DAY, "six-donts"), list_id="six-donts", edition="2012")
    journal.checks.add(check.answered(MONDAY, ITEMS[item], mark=Mark.NOT_KEPT, sentence=sentence))
    for n in range(matters):
        journal.matters.add(
            Matter.new(MONDAY, DAY, kind=MatterKind.ASSIGNED, title=f"事项{n}", due_day=DAY.replace(day=24 + n % 6))
        )


def lines(pilot: Pilot[None]) -> list[str]:
    return screen_text(pilot).split("\n")


def line_with(pilot: Pilot[None], words: str) -> int:
    return next(place for place, line in enumerate(lines(pilot)) if words in line)


def first_column(line: str) -> str:
    """What stands in the first 80 cells of a line."""
    return "".join(sign for place, sign in enumerate(line) if cell_len(line[: place + 1]) <= 80).rstrip()


def cells_before(line: str, words: str) -> int:
    return cell_len(line[: line.index(words)])


async def test_the_whole_sentence_of_the_selected_line_stands_beneath_and_hangs(tmp_path: Path) -> None:
    written(tmp_path)
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "未做到")
        await pilot.press("up", "up", "up", "up", "up", "down", "down")
        await until_shown(pilot, "说明：")
        at = line_with(pilot, "说明：")
        found = [line for line in lines(pilot)[at : line_with(pilot, "未办结")] if line.strip()]
        assert "".join(line.strip() for line in found).removeprefix("说明：") == SENTENCE
        assert {cells_before(line, line.strip()) for line in found[1:]} == {cells_before(found[0], "第1份")}
        assert not any(line.strip().startswith(("，", "。")) for line in found)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.slow
async def test_no_line_moves_when_another_item_is_selected(tmp_path: Path, size: tuple[int, int]) -> None:
    written(tmp_path, matters=2)
    async with app_on(tmp_path).run_test(size=size) as pilot:
        await until_shown(pilot, "未做到")
        await until_shown(pilot, "待复习")  # what is counted comes after the first frame
        places = set()
        for _step in range(7):
            shorts = tuple(line_with(pilot, str(dont.short)) for dont in official_list().donts)
            places.add((*shorts, line_with(pilot, "未办结"), line_with(pilot, "待复习")))
            await pilot.press("up")
            await settle(pilot)
        assert len(places) == 1


async def test_at_eighty_columns_the_six_stay_six_lines(tmp_path: Path) -> None:
    written(tmp_path)
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "未做到")
        assert [line_with(pilot, str(dont.short)) for dont in official_list().donts] == [3, 4, 5, 6, 7, 8]


async def test_where_there_is_room_the_rows_wrap_and_hang(tmp_path: Path) -> None:
    written(tmp_path)
    async with app_on(tmp_path).run_test(size=(120, 36)) as pilot:
        await until_shown(pilot, "未做到")
        first, end = line_with(pilot, "工作不出差错"), line_with(pilot, "来办事同志不受冷落")
        found = [first_column(line) for line in lines(pilot)[first:end]]
        column = found[0].index("第1份")
        assert (found[0][column:] + "".join(line.strip() for line in found[1:])).replace(" ", "") == SENTENCE
        assert {cells_before(line, line.strip()) for line in found[1:]} == {cells_before(found[0], "第1份")}
        await pilot.click("DontRows", offset=(50, 3))
        await until_shown(pilot, "> 三  未做到")


async def test_a_window_made_small_wraps_no_more_and_a_large_one_again(tmp_path: Path) -> None:
    written(tmp_path)
    async with app_on(tmp_path).run_test(size=(120, 36)) as pilot:
        await until_shown(pilot, "未做到")
        wide = line_with(pilot, "人大形象不受损")
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert line_with(pilot, "人大形象不受损") == 8
        await pilot.resize_terminal(120, 36)
        await settle(pilot)
        assert line_with(pilot, "人大形象不受损") == wide > 8


@pytest.mark.slow
async def test_a_sentence_of_any_length_leaves_matters_in_sight_and_says_that_it_was_cut(tmp_path: Path) -> None:
    written(tmp_path, "日期写错" * 2_000, matters=9, item=5)
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "未做到")
        await pilot.press(*["down"] * 5)
        await until_shown(pilot, "说明：")
        shown = lines(pilot)
        heading = line_with(pilot, "未办结 9 件")
        assert shown[heading - 2].rstrip().endswith("..")
        assert any("F5" in line and "还有" in line for line in shown[heading + 1 :])


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.slow
async def test_while_one_writes_over_a_sentence_the_saved_one_stays_in_sight(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    written(tmp_path)
    async with app_on(tmp_path).run_test(size=size) as pilot:
        await until_shown(pilot, "未做到")
        await pilot.press("down", "down", "enter")
        field = pilot.app.screen.query_one("#sentence", LineInput)
        await until(pilot, lambda: field.has_focus)
        field.value = "另一句"
        await until_shown(pilot, "已保存的：第1份")
        at = line_with(pilot, "另一句")
        await pilot.press("escape")
        await until(pilot, lambda: not field.display)
        assert line_with(pilot, "未办结") in (1, at + 2)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("said", ["", "晚发半天"])
def test_while_one_writes_no_wording_is_cut_at_eighty_by_twentyfour(language: str, said: str) -> None:
    use(language)
    try:
        donts, size = official_list().donts, Size(80, 24)
        seen = Glance(sentences={dont.id: said for dont in donts if said})
        width = wording_width(first_width(size))
        room = wording_lines(size, len(donts), lines_wanted(donts, DAY, seen, {}, width), 20) - 1
        for dont in donts:
            shown = wording_while_writing(dont, DAY, seen, said, room, width).plain
            flat = " ".join(shown.split())
            assert len(shown.split("\n")) <= room
            assert ".." not in flat
            assert str(dont.official) in flat
            assert said in flat
            assert said or str(dont.question_of(DAY, head=False)) in flat
    finally:
        use("zh")


@given(
    st.integers(24, 60),
    st.sampled_from([80, 119, 120, 200]),
    st.integers(1, 20),
    st.integers(1, 40),
    st.integers(1, 30),
)
def test_the_lines_of_the_screen_are_shared_out_without_one_too_many(
    height: int, width: int, items: int, wanted: int, matters: int
) -> None:
    size = Size(width, height)
    rows = min(items, rows_most(size)) + lines_to_wrap(size, items)
    wording = wording_lines(size, rows, wanted, matters)
    if is_wide(size):
        assert rows + wording <= height - FIXED_WIDE
    else:
        assert FIXED + rows + wording + matters_room(size, rows, wording) == height
        assert matters_room(size, rows, wording) >= 3


@pytest.mark.parametrize("way", ["tab", "shift+tab", "click"])
async def test_tab_or_a_click_back_to_the_items_leaves_the_line_and_its_text_stays_with_its_item(
    tmp_path: Path, way: str
) -> None:
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("down", "down", "enter", *"abc")
        await (pilot.click(DontRows, offset=(4, 0)) if way == "click" else pilot.press(way))
        await settle(pilot)
        await pilot.press("1", "tab", "x", "escape")
        await settle(pilot)
        drafts = Journal.open(tmp_path).drafts.under("today/2026-11-23/")
        (check,) = Journal.open(tmp_path).checks.all()
    assert drafts == {"error": "abc"}
    assert [(one.item, one.mark, one.sentence) for one in check.answers] == [
        ("entrusted" if way == "click" else "error", Mark.KEPT, "")
    ]


@pytest.mark.parametrize("came", [lambda: events.Key("报", "报"), lambda: events.Paste("报送材料")])
async def test_who_begins_to_write_where_one_answers_is_told_where_one_writes(
    tmp_path: Path, came: Callable[[], events.Event]
) -> None:
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        pilot.app.post_message(came())
        await until_shown(pilot, "按回车写说明，按F9记事项")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.focused, LineInput))
        pilot.app.post_message(came())
        await until(pilot, lambda: "报" in pilot.app.screen.query_one("#sentence", LineInput).value)


@pytest.mark.parametrize("words", ["报送材料1份，2份存档", "tupian 3 zhang 2 fen"])
async def test_digits_among_words_are_no_answers_and_one_after_a_slip_of_a_finger_is(
    tmp_path: Path, words: str
) -> None:
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for sign in words:
            pilot.app.post_message(events.Key(key_to_character(sign) or sign, sign))
        await until_shown(pilot, "这里不能写字")
        await settle(pilot)
        assert not Journal.open(tmp_path).checks.all()
        await pilot.press("escape", "q", "1")
        await until(pilot, lambda: bool(Journal.open(tmp_path).checks.all()))
