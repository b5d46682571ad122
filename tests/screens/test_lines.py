"""Every key of every room is pressed at 80 × 24 and 120 × 36, in both languages: nothing breaks, nothing is cut."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from textual.containers import ScrollableContainer
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static

from content.donts import official_list
from content.marks import Mark
from content.period import Period
from content.words import CONTEXT_END, use
from screens.kit.bars import Keys, RoomBar, key_label, keys_to_show
from screens.kit.base import Room
from storage.branch import BranchLedger
from storage.journal import Journal
from storage.records import Leave, Matter, MatterKind, Profile, SelfCheck, StudyNote
from storage.roster import read_roster
from storage.settings import change_setting
from tests.screens.driving import MONDAY, app_on, screen_text, settle, until
from tests.screens.looking import faint_texts, uncertain_signs
from tests.screens.sending import inbox, roster_file
from tui.doors import DOORS


@pytest.fixture(autouse=True)
def chinese_again() -> Iterator[None]:
    """What was spoken in one test is not spoken in the next."""
    yield
    use("zh")


def filled(folder: Path) -> Path:
    """The records of somebody who is a secretary too, with one of everything, its texts short."""
    home, day = folder / "home", MONDAY.date()
    journal = Journal.open(home, clock=lambda: MONDAY)
    journal.save_profile(Profile(name="李四", member_no="002", branch="第一党支部", is_secretary=True))
    check = SelfCheck.new(MONDAY, day, uid=SelfCheck.uid_of(day, "six-donts"), list_id="six-donts", edition="2012")
    first, second = official_list().donts[:2]
    check = check.answered(MONDAY, first.id, mark=Mark.KEPT).answered(
        MONDAY, second.id, mark=Mark.NOT_KEPT, sentence="一句"
    )
    journal.checks.add(check)
    journal.matters.add(Matter.new(MONDAY, day, title="会签", due_day=day - timedelta(days=2)))
    journal.matters.add(Matter.new(MONDAY, day, title="改正", kind=MatterKind.SHORTFALL, measure="核对"))
    journal.notes.add(StudyNote.new(MONDAY, day, title="监督法", own_words="一段", minutes=40))
    journal.leaves.add(Leave.new(MONDAY, day - timedelta(days=9), last_day=day - timedelta(days=8), reason="年休假"))
    ledger = BranchLedger.open(home, clock=lambda: MONDAY)
    ledger.save_roster(read_roster(roster_file(folder)).members, branch="第一党支部")
    ledger.take_in(ledger.look([inbox(folder)], Period.parse("2026-11")))
    return home


VARIABLE = {"side", "preview", "wording"}  # what stands there was written by a person or a pack, and is cut by cells


def cut_texts(screen: Screen[object]) -> list[str]:
    """The fixed texts on the screen that do not fit where they stand."""
    found = []
    for text in screen.query(Static):
        scrolls = any(isinstance(parent, ScrollableContainer) for parent in text.ancestors)
        if text.is_on_screen and text.content_size.width and not scrolls:
            wanted = text.visual.get_height(text.styles.get_rules(), text.content_size.width)
            shortened = ".." in str(text.content) and text.id not in VARIABLE
            if wanted > text.content_size.height or shortened:
                found.append(f"{text.id}: {text.content}")
    return found


def keys_out_of_order(screen: Screen[object]) -> list[str]:
    """The keys that the bar shows though one before them had no room: those that fall out are the last."""
    shown = str(screen.query_one(Keys).content)
    bindings = keys_to_show(screen.active_bindings.values(), screen.focused)
    labels = [
        f"{key_label(one.binding)} {one.binding.description}"
        for one in bindings
        if one.binding.key not in {"f1", "escape"}
    ]
    there = [label in shown for label in labels]
    return [label for label, is_there, before in zip(labels[1:], there[1:], there, strict=False) if is_there > before]


def said(screen: Screen[object]) -> Iterator[str]:
    """Every text the screen holds, as it was given to it: drawing may leave signs out."""
    for widget in screen.walk_children(Widget):
        yield from (str(widget.tooltip or ""), str(widget.border_title or ""), str(widget.border_subtitle or ""))
        if isinstance(widget, Static):
            yield str(widget.content)
        if isinstance(widget, Input):
            yield f"{widget.placeholder} {widget.value}"


def faults(pilot: Pilot[None]) -> str:
    """What is wrong with what is on the screen now, and the screen."""
    screen = pilot.app.screen
    text = screen_text(pilot)
    wrong = [f"cut: {words}" for words in cut_texts(screen)]
    wrong += [f"a context is shown: {words!r}" for words in [text, *said(screen)] if CONTEXT_END in words]
    if screen.query(Keys):
        wrong += [f"out of order in the key bar: {label}" for label in keys_out_of_order(screen)]
    wrong += [*uncertain_signs(pilot), *faint_texts(pilot)]
    for bar in screen.query(RoomBar):
        wrong += (
            ["the bar of rooms is too long"]
            if bar.visual.get_height(bar.styles.get_rules(), bar.size.width) > 1
            else []
        )
    return "\n".join([*wrong, text]) if wrong else ""


@pytest.mark.parametrize(
    "room", [door.room if door.room == "today" else pytest.param(door.room, marks=pytest.mark.slow) for door in DOORS]
)
@pytest.mark.parametrize("size", [(80, 24), pytest.param((120, 36), marks=pytest.mark.slow)], ids=["80x24", "120x36"])
@pytest.mark.parametrize("language", ["zh", pytest.param("en", marks=pytest.mark.slow)])
@pytest.mark.slow
async def test_every_key_of_every_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: str, size: tuple[int, int], language: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    home = filled(tmp_path)
    change_setting(home, "language", language)
    async with app_on(home).run_test(size=size) as pilot:

        def is_in_room() -> bool:
            return isinstance(pilot.app.screen, Room) and room == pilot.app.screen.NAME

        door = next(door for door in DOORS if door.room == room)
        await pilot.press(door.key)
        await until(pilot, is_in_room)
        await settle(pilot)
        assert not faults(pilot)
        pressed: set[str] = set()
        while keys := [key for key in keys_of(pilot) if key not in pressed]:
            pressed.add(keys[0])
            await pilot.press(keys[0])
            await settle(pilot)
            assert not faults(pilot), f"after {keys[0]}"
            for _escape in range(4):
                if is_in_room() and not getattr(pilot.app.focused, "TAKES_TYPING", False):
                    break
                await pilot.press("escape")
                await settle(pilot)
            if isinstance(pilot.app.screen, Room) and not is_in_room():  # a day or a record was opened in its room
                await pilot.press(door.key)
                await settle(pilot)
            assert is_in_room(), f"Esc does not lead back after {keys[0]}:\n{screen_text(pilot)}"


def keys_of(pilot: Pilot[None]) -> list[str]:
    """The keys the bar of this screen shows, and F1."""
    shown = keys_to_show(pilot.app.screen.active_bindings.values(), pilot.app.screen.focused)
    return [*(active.binding.key for active in shown), "f1"]
