"""Keys in turn: what is typed ahead comes where it was meant to, however fast it comes."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from textual import events
from textual._xterm_parser import XTermParser
from textual.keys import key_to_character
from textual.pilot import Pilot

from content.cells import cell_len
from content.marks import Mark
from screens.kit.base import QUICK, unbegun
from storage.journal import Journal
from tests.screens.driving import app_on, screen_text, settle, until
from tests.tui.test_quitting import burst, ended, marks
from tui.in_turn import PATIENCE, AfterKeys


def ahead(pilot: Pilot[None], *keys: str | events.Event) -> None:
    """Keys and pasted texts that come in at once."""
    for key in keys:
        pilot.app.post_message(events.Key(key, key_to_character(key)) if isinstance(key, str) else key)


@pytest.mark.slow
async def test_a_form_is_filled_in_one_burst_each_word_in_its_field(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        ahead(pilot, "f3", "1", *"abc", "tab", "tab", events.Paste("1.5小时"), *["tab"] * 7, events.Paste("体会"))
        burst(pilot, "ctrl+s")
        await ended(pilot)
    (note,) = Journal.open(tmp_path).notes.all()
    assert (note.title, note.minutes, note.own_words) == ("abc", 90, "体会")


async def test_a_matter_typed_right_after_its_key_is_whole_and_marks_nothing(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        ahead(pilot, "f9", *"123ab", "enter")
        ahead(pilot, "f9", *"45cd", "enter", "1")  # and then a mark
        burst(pilot)
        await ended(pilot)
    assert sorted(matter.title for matter in Journal.open(tmp_path).matters.all()) == ["123ab", "45cd"]
    assert marks(tmp_path) == [Mark.KEPT]


@pytest.mark.slow
async def test_what_is_left_in_the_burst_is_left_before_the_next_key(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        begun = time.monotonic()
        ahead(pilot, *["f9", "escape"] * 5, "f1", "escape", "f5", "f2", "1")
        await until(pilot, lambda: bool(marks(tmp_path)))
        # No Esc waited for the screen that it left: each of the six would use up its patience.
        assert time.monotonic() - begun < 6 * PATIENCE
    assert marks(tmp_path) == [Mark.KEPT]


@pytest.mark.slow
async def test_a_step_that_waits_for_long_holds_no_key_for_long(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        never = asyncio.Event()
        pilot.app.screen.begin(never.wait)  # type: ignore[attr-defined]
        ahead(pilot, "1", "2")
        await until(pilot, lambda: len(marks(tmp_path)) == 2)
        other = pilot.app.run_worker(unbegun(never.wait), group=QUICK)  # type: ignore[arg-type]
        ahead(pilot, "1", "1")
        await until(pilot, lambda: len(marks(tmp_path)) == 4)
        begun = time.monotonic()
        ahead(pilot, "1", *["f10"] * 6, "1")  # f10 does nothing
        await until(pilot, lambda: len(marks(tmp_path)) == 6)
        assert time.monotonic() - begun < 4 * PATIENCE, "what was given up holds no key again"
        assert not other.is_finished
    assert marks(tmp_path) == [Mark.KEPT, Mark.PARTLY, *[Mark.KEPT] * 4]


async def test_a_closed_tab_quits_behind_the_keys_that_came_before(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        ahead(pilot, *"111111")
        app.post_message(AfterKeys(app.action_quit))
        await ended(pilot)
    assert marks(tmp_path) == [Mark.KEPT] * 6


@pytest.mark.slow
async def test_a_widget_that_is_at_something_long_holds_no_key_for_long_and_is_waited_for_again(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        go_on = asyncio.Event()
        room = pilot.app.screen
        room.call_later(go_on.wait)
        begun = time.monotonic()
        ahead(pilot, *["f10"] * 8, "f5")  # f10 does nothing
        try:
            async with asyncio.timeout(30):
                while pilot.app.screen is room:  # the pilot would wait for the room
                    await asyncio.sleep(0.01)
        finally:
            go_on.set()
        assert time.monotonic() - begun < 4 * PATIENCE
        ahead(pilot, "f2", "1", "f9", *"ab", "enter", "1")
        await until(pilot, lambda: len(marks(tmp_path)) == 2)
    assert [matter.title for matter in Journal.open(tmp_path).matters.all()] == ["ab"]


async def test_a_click_comes_behind_the_keys_before_it(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        ahead(pilot, "f3", "1", *"abcdef")
        x, y = 18, 3  # the day, one line beneath the title; no form stands there yet
        ahead(
            pilot,
            *(kind(None, x, y, 0, 0, 1, False, False, False, x, y) for kind in (events.MouseDown, events.MouseUp)),
        )
        ahead(pilot, "home", *["delete"] * 10, *"11-20", "ctrl+s")
        await until(pilot, lambda: bool(Journal.open(tmp_path).notes.all()))
    (note,) = Journal.open(tmp_path).notes.all()
    assert (note.title, note.day.isoformat()) == ("abcdef", "2026-11-20")


@pytest.mark.slow
async def test_letters_typed_at_once_are_no_slower_than_a_few(tmp_path: Path) -> None:
    """None of them waits for the one before it; only what is no letter does."""
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        waited = [0]
        stands = pilot.app._stands  # type: ignore[attr-defined]

        async def counted() -> None:
            waited[0] += 1
            await stands()

        pilot.app._stands = counted  # type: ignore[attr-defined]
        ahead(pilot, "f9", *"a" * 300, "enter", "1")
        await until(pilot, lambda: bool(marks(tmp_path)))
        assert waited[0] < 10
    assert [matter.title for matter in Journal.open(tmp_path).matters.all()] == ["a" * 300]


@pytest.mark.parametrize("leaving", [["enter"], ["enter", "f5"], ["escape"], ["tab"]])
async def test_a_sentence_typed_right_after_its_mark_is_whole(tmp_path: Path, leaving: list[str]) -> None:
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        ahead(pilot, "3", "enter", *"224abc", *leaving)
        burst(pilot)
        await ended(pilot)
    journal = Journal.open(tmp_path)
    (check,) = journal.checks.all()
    answers = [(one.mark, one.sentence) for one in check.answers]
    drafts = [*journal.drafts.under("").values()]
    assert [mark for mark, _sentence in answers] == [Mark.NOT_KEPT]
    assert [sentence for _mark, sentence in answers if sentence] + drafts == ["224abc"]


async def test_enter_in_the_palette_does_what_was_looked_for_and_nothing_where_nothing_was_found(
    tmp_path: Path,
) -> None:
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        ahead(pilot, "ctrl+p", events.Paste("垃圾"), "enter", "enter", "escape")
        ahead(pilot, "ctrl+p", events.Paste("记事项"), "enter", *"123abc", "enter", "1")
        burst(pilot)
        await ended(pilot)
    assert [matter.title for matter in Journal.open(tmp_path).matters.all()] == ["123abc"]
    assert marks(tmp_path) == [Mark.KEPT]


def clicked(pilot: Pilot[None], words: str) -> list[events.MouseEvent]:
    """A click on these words, which stand somewhere on the screen now."""
    lines = screen_text(pilot).split("\n")
    y = next(number for number, line in enumerate(lines) if words in line)
    x = cell_len(lines[y].partition(words)[0]) + 1
    return [kind(None, x, y, 0, 0, 1, False, False, False, x, y) for kind in (events.MouseDown, events.MouseUp)]


async def test_what_a_click_on_the_key_bar_does_comes_before_the_keys_after_it(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        ahead(pilot, *clicked(pilot, "1 做到"), "2", "3")
        burst(pilot)
        await ended(pilot)
    assert marks(tmp_path) == [Mark.KEPT, Mark.PARTLY, Mark.NOT_KEPT]


@pytest.mark.parametrize("came", [["\x1b2\x1b3"], ["\x1b2", "\x1b3"], ["\x1b", "2\x1b", "3"]])
def test_keys_with_alt_are_such_however_close_they_come(came: list[str]) -> None:
    parser = XTermParser()
    found = [event for piece in came for event in parser.feed(piece) if isinstance(event, events.Key)]
    assert [event.key for event in found] == ["alt+2", "alt+3"]
    assert not any(event.is_printable for event in found), "no sign is typed"


async def in_turn(pilot: Pilot[None]) -> None:
    """Return when all that was pressed so far was taken."""
    done = asyncio.Event()
    pilot.app.post_message(AfterKeys(done.set))
    await done.wait()
    await settle(pilot)


async def what_comes_of(home: Path, pressed: Sequence[str | list[str]], *, at_once: bool) -> object:
    """The screen one is on, and all that is recorded or being typed."""
    async with app_on(home).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for key in pressed:
            ahead(pilot, key if isinstance(key, str) else events.Paste(*key))
            if not at_once:
                await in_turn(pilot)
        await in_turn(pilot)
        ends_on = type(pilot.app.screen).__name__
        burst(pilot)
        await ended(pilot)
    journal = Journal.open(home)
    answers = [(check.day, one.item, one.mark, one.sentence) for check in journal.checks.all() for one in check.answers]
    titles = sorted([*(one.title for one in journal.matters.all()), *(one.title for one in journal.notes.all())])
    return ends_on, sorted(answers, key=str), titles, sorted(journal.drafts.under("").values())


def some_keys(chance: random.Random, kind: str) -> list[str | list[str]]:
    """Keys and pasted texts (each in a list) of a kind."""
    if kind == "word":
        return [*chance.choices("abcxyz0123", k=4)]
    if kind == "paste":
        return [[chance.choice(["记事项", "垃圾", "abc 12"])]]
    moves = ["up", "down", "tab", "enter", "enter", "escape", "space", "ctrl+s", "ctrl+r", "ctrl+p"]
    return [chance.choice({"room": ["f2", "f3", "f5", "f9", "f1"], "move": moves, "digit": [*"1234567az0"]}[kind])]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
async def test_typed_ahead_all_comes_of_it_that_comes_of_it_typed_slowly(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    begun = chance.choices(["room", "move", "digit", "word", "paste"], [5, 7, 5, 2, 1], k=16)
    pressed = [key for kind in begun for key in some_keys(chance, kind)]
    slowly = await what_comes_of(tmp_path / "slowly", pressed, at_once=False)
    assert await what_comes_of(tmp_path / "ahead", pressed, at_once=True) == slowly, pressed
