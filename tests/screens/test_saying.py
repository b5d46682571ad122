"""What is said stands in a row of its own above the keys, until a key: it covers nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from content.words import use
from desk.desk import Desk
from screens.kit.saying import MessageRow
from storage.journal import Journal
from storage.records import StudyNote
from tests.screens.driving import MONDAY, app_on, screen_text, settle, until, until_shown
from tui.app import SixdontsApp

SIZES = [(80, 24), (120, 36)]


def said(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one(MessageRow).content)


def below(text: str, words: str) -> int:
    """On which line from the bottom the words stand: 1 is the line of the keys."""
    lines = text.splitlines()
    return len(lines) - next(at for at, line in enumerate(lines) if words in line)


@pytest.mark.parametrize("size", SIZES)
async def test_a_message_stands_above_the_keys_and_nothing_else_moves(tmp_path: Path, size: tuple[int, int]) -> None:
    use("zh")
    async with app_on(tmp_path).run_test(size=size) as pilot:
        await settle(pilot)
        before = screen_text(pilot).splitlines()
        pilot.app.notify("已经保存")
        await until_shown(pilot, "已经保存")
        after = screen_text(pilot).splitlines()
        assert below(screen_text(pilot), "已经保存") == 2
        assert [line for line in after if "已经保存" not in line] == [*before[:-2], before[-1]]


async def test_the_next_key_takes_a_message_away_but_a_fault_stays_until_esc(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        pilot.app.notify("没能保存", severity="error")
        pilot.app.notify("已经复制")
        await until(pilot, lambda: said(pilot) == "没能保存\n已经复制")
        await pilot.press("down")
        await until(pilot, lambda: said(pilot) == "没能保存")
        await pilot.press("down", "up")
        assert said(pilot) == "没能保存"
        await pilot.press("escape")
        await until(pilot, lambda: said(pilot) == "")


@pytest.mark.slow
async def test_what_is_said_goes_along_to_the_screen_that_comes_up(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        pilot.app.notify("没能保存", severity="error")
        await pilot.press("f5")
        await until(pilot, lambda: said(pilot) == "没能保存" and "F5" in screen_text(pilot))
        await pilot.press("1")
        await until_shown(pilot, "Ctrl+S")
        assert "没能保存" in screen_text(pilot)


async def test_more_faults_than_the_row_shows_are_counted_and_come_one_after_another(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for number in range(6):
            pilot.app.notify(f"fault {number}", severity="warning")
        await until(pilot, lambda: said(pilot) == "fault 0\nfault 1\nfault 2\nfault 3\n另有2条，按 Esc 看")
        await pilot.press("escape")
        await until(pilot, lambda: said(pilot) == "fault 4\nfault 5")


async def test_long_words_are_folded_and_stand_in_full(tmp_path: Path) -> None:
    words = "会议纪要" * 30
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        pilot.app.notify(words)
        await until(pilot, lambda: said(pilot).replace("\n", "") == words)
        lines = [
            line.strip() for line in screen_text(pilot).splitlines() if line.strip("会议纪要 ") == "" and line.strip()
        ]
        assert "".join(lines) == words
        assert len({len(line) for line in lines[:-1]}) == 1, "a line that breaks before its end is folded twice"


async def test_the_sample_office_says_so_on_its_top_line(tmp_path: Path) -> None:
    use("zh")
    app = SixdontsApp([Desk(tmp_path / "home", hand_in=tmp_path)])
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "示例" in screen_text(pilot).splitlines()[0])
        assert "F1" in screen_text(pilot).splitlines()[0]
    async with app_on(tmp_path / "mine").run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "示例" not in screen_text(pilot).splitlines()[0]


async def test_what_the_second_desk_finds_in_the_files_is_said(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "2026-11.json").write_bytes(b"{")
    app = app_on(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await app.desk.do_long(lambda beside: beside.journal.notes.all())
        await until_shown(pilot, "2026-11.json")


async def test_of_many_files_that_are_gone_one_line_is_said(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, clock=lambda: MONDAY)
    for month in range(5, 10):
        journal.notes.add(StudyNote.new(MONDAY, date(2026, month, 1), title="学习"))
    (copy := tmp_path / "copies" / "2026-11-20").mkdir(parents=True)
    (tmp_path / "notes").rename(copy / "notes")
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await pilot.press("f3")
        await until_shown(pilot, "5个文件不见了")
        assert len(said(pilot).splitlines()) <= 2


LONG = "\n".join(f'"no.such{number}" = "{number}"' for number in range(5))  # each fault takes four lines


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_keys_that_cannot_be_had_are_counted_in_one_line(
    tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    (tmp_path / "settings.toml").write_text(f'language = "{language}"\n[keys]\n{LONG}\n', encoding="utf-8")
    try:
        async with app_on(tmp_path).run_test(size=size) as pilot:
            await until_shown(pilot, "sixdonts doctor")
            [line] = [line for line in said(pilot).splitlines() if line.startswith("settings.toml")]
            assert "5" in line
            assert "F12" in line
    finally:
        use("zh")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.slow
async def test_however_much_is_said_today_keeps_three_quarters_of_its_rows_and_all_is_read_in_turn(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with app_on(tmp_path).run_test(size=size) as pilot:
        await settle(pilot)
        asked = screen_text(pilot).splitlines()[3:12]
        words = [f"{number}" + "会议纪要" * 40 for number in range(6)]
        for one in words:
            pilot.app.notify(one, severity="warning")
        await until(pilot, lambda: "按 Esc 看" in said(pilot))
        read = list[str]()
        while said(pilot):
            await settle(pilot)
            assert screen_text(pilot).splitlines()[3:12] == asked
            assert len(said(pilot).splitlines()) <= size[1] // 4 + 1
            read += [one for one in words if one[0] in said(pilot).split("另有")[0]]
            before = said(pilot)
            await pilot.press("escape")
            await until(pilot, lambda before=before: said(pilot) != before)  # type: ignore[misc]
        assert read == words
