"""The doors of the house: which rooms there are, by which key each is entered, and where its screen is."""

from __future__ import annotations

from importlib import import_module

from content.words import mark_for_translation
from desk.desk import Desk
from screens.kit.base import Room, Translated
from screens.kit.door import Door

DOORS = (
    Door("today", "f2", mark_for_translation("Today")),
    Door("study", "f3", mark_for_translation("Study")),
    Door("quiz", "f4", mark_for_translation("Quiz")),
    Door("matters", "f5", mark_for_translation("Matters")),
    Door("review", "f6", mark_for_translation("Review", context="room")),
    Door("share", "f7", mark_for_translation("Share")),
    Door("branch", "f8", mark_for_translation("Branch"), for_secretary=True),
    Door("settings", "f12", mark_for_translation("Set-up")),
)
# Rooms within a room: no key of their own; they are asked for there and in the palette.
INNER = (Door("meeting", "f8", mark_for_translation("Meetings", context="room")),)
# Where each room's screen is; imported when the room is entered for the first time.
SCREENS = {
    "today": ("screens.today.screen", "TodayScreen"),
    "study": ("screens.study.screen", "StudyScreen"),
    "quiz": ("screens.quiz.screen", "QuizScreen"),
    "matters": ("screens.matters.screen", "MattersScreen"),
    "review": ("screens.review.screen", "ReviewScreen"),
    "share": ("screens.share.screen", "ShareScreen"),
    "branch": ("screens.branch.screen", "BranchScreen"),
    "meeting": ("screens.meeting.screen", "MeetingScreen"),
    "settings": ("screens.settings.screen", "SettingsScreen"),
}


def door_of(room: str) -> Door:
    """The door of a room."""
    return next(door for door in (*DOORS, *INNER) if door.room == room)


def screen_class(room: str) -> type[Room]:
    """The screen of a room; imported here, when it is entered for the first time."""
    module, name = SCREENS[room]
    found: type[Room] = getattr(import_module(module), name)
    return found


def lock_screen(desk: Desk) -> Translated[None]:
    """What stands before all rooms where the records are locked; imported only there."""
    from screens.lock.screen import LockScreen

    return LockScreen(desk)
