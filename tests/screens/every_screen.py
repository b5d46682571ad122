"""Every screen of the program and the keys that lead there; what is built later must have a line here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

from openpyxl import Workbook
from textual.pilot import Pilot
from textual.screen import Screen

import screens
import tui
from content.agenda_line import HOUR
from desk.agendas import keep_agenda
from desk.desk import Desk
from desk.meetings import add_meeting, expected_at
from desk.opened import remove
from screens.branch.handing import CALL, UP
from screens.kit.base import Room
from screens.kit.office_form import FORM_FILE
from screens.kit.rows import Rows
from storage.records import MeetingKind, StudyNote
from tests.screens.driving import MONDAY, settle
from tests.screens.test_lines import filled

# Bases of screens, none of which is opened itself.
BASES = {
    "Answering", "AtDesk", "ChangesRoom", "DetailsRoom", "Dialog", "HostBase", "KeyedScreen", "ListPage", "ListRoom",
    "QuestionScreen",
    "Room", "Showing", "Translated", "WishPage",
}  # fmt: skip
# What stands before all rooms: looked at in tests of its own.
BEFORE = {"LockScreen", "WallAgain"}  # test_lock.py, test_host.py
# The keys from Today; `~name` takes the line of that name in a list, `!name` does what the palette calls so.
WAYS: dict[str, tuple[str, ...]] = {
    "TodayScreen": ("f2",),
    "MeaningDialog": ("f2", "6"),
    "RecentDialog": ("f2", "7"),
    "StudyScreen": ("f3",),
    "NoteEditor": ("f3", "enter"),
    "HoursDialog": ("f3", "5"),
    "Library": ("f3", "4"),
    "Reader": ("f3", "4", "enter"),
    "Templates": ("f3", "6"),
    "QuizScreen": ("f4",),
    "Asking": ("f4", "1"),
    "Topics": ("f4", "4"),
    "MockPaperScreen": ("f4", "5", "ctrl+s"),
    "Flagged": ("f4", "7"),
    "Banks": ("f4", "8"),
    "MattersScreen": ("f5",),
    "ColumnsPage": ("f5", "8", "ctrl+s"),
    "FormDialog": ("f5", "1"),
    "AskDraft": ("f5", "1", "x", "escape", "1"),
    "ReviewScreen": ("f6",),
    "BehindPage": ("f6", "tab", "tab", "enter"),
    "LookBackPage": ("f6", "8"),
    "AppraisalEditor": ("f6", "9", "ctrl+s"),
    "ShareScreen": ("f7",),
    "SettingsScreen": ("f12",),
    "TellDialog": ("f12", "~home"),
    "TrashPage": ("f12", "~trash"),
    "BranchScreen": ("f8",),
    "PageDialog": ("f8", "enter"),
    "ChooseDialog": ("f8", "6"),
    "AskDialog": ("f8", "3"),
    "RemindDialog": ("f8", "5"),
    "CallDialog": ("f8", "6", f"~{CALL}", *"2026-11-30", "ctrl+s"),
    "ReviewDialog": ("f8", "6", f"~{UP}", "1", "ctrl+s"),
    "PreviewPage": ("f8", "6", f"~{UP}", "enter", "ctrl+s", "enter"),  # the form is gone on with as it was left
    "MergePage": ("f8", "tab", "7", "enter"),
    "MeetingScreen": ("f8", "0"),
    "AttendancePage": ("f8", "0", "2"),
    "PickDialog": ("f8", "0", "6"),
    "HelpDialog": ("f1",),
    "Palette": ("ctrl+p",),
    "SearchScreen": ("ctrl+f",),
    "TourDialog": ("!tour",),
    "Agendas": ("f8", "0", "4", "down", "enter"),
    "HostScreen": ("f8", "0", "4", "down", "enter", "enter", "ctrl+s", "escape"),  # not left by Esc
    "QuitDialog": ("ctrl+q",),  # the last, above it
}


def screen_names() -> set[str]:
    """The names of all screens of the program, as Python finds them; those that are not opened left out."""
    for package in (screens, tui):
        for found in walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                import_module(found.name)
    return {one.__name__ for one in _under(Screen) if one.__module__.split(".")[0] in ("screens", "tui")} - BASES


def _under(kind: type[Screen[object]]) -> Iterator[type[Screen[object]]]:
    for one in kind.__subclasses__():
        yield one
        yield from _under(one)


def home_of_everything(folder: Path) -> Path:
    """The records of a secretary, with something on every screen."""
    home = filled(folder)
    desk = Desk(home, clock=lambda: MONDAY)
    people = expected_at(desk, MeetingKind.STUDY, MONDAY.date()).people
    add_meeting(desk, MONDAY.date(), title="代表法", from_time=time(9), to_time=time(10), attendance=people)
    keep_agenda(desk, "支部的", HOUR)
    remove(desk, desk.journal.notes, desk.journal.notes.add(StudyNote.new(MONDAY, MONDAY.date(), title="删去的")))
    _keep_office_form(desk, folder / "form.xlsx")
    desk.close()
    return home


def _keep_office_form(desk: Desk, path: Path) -> None:
    """A form of the office's own, as the one that was filled in last."""
    book = Workbook()
    for row in (("登记表",), ("序号", "事项", "办理情况", "办结时间", "备注"), (None,)):
        book.worksheets[0].append(row)
    book.save(path)
    desk.journal.folders.keep(FORM_FILE, str(path))


async def go(pilot: Pilot[None], keys: tuple[str, ...]) -> None:
    """Press the keys, each when what the one before it asked for is there."""
    for key in keys:
        if key.startswith("~"):
            pilot.app.screen.query(Rows).first().select(key[1:])
            await pilot.press("enter")
        elif key.startswith("!"):
            await pilot.app.run_action(key[1:])
        else:
            await pilot.press(key)
        await settle(pilot)


async def back(pilot: Pilot[None]) -> None:
    """Leave everything that is open above the room."""
    for _escape in range(6):
        if isinstance(pilot.app.screen, Room) and not getattr(pilot.app.focused, "TAKES_TYPING", False):
            return
        await pilot.press("escape")
        await settle(pilot)
