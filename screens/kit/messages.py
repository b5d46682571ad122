"""What a room asks for that stands in another: it posts one of these, and the app opens what is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from textual.message import Message

from content.marks import Dont
from screens.kit.base import Room


@dataclass
class Visit(Message):
    """Go to a room and show one thing there, named as its `visit` reads it."""

    room: str
    target: str


@dataclass
class ListShortfall(Message):
    """List what was not kept at an item on a day among the matters, above the room that asks."""

    room: Room
    dont: Dont
    day: date
    check_uid: str
    sentence: str
