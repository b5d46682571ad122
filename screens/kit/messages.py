"""What a room asks for that stands in another: it posts one of these, and the app opens what is wanted."""

from __future__ import annotations

from datetime import date

from textual.message import Message

from content.marks import Dont
from screens.kit.base import Room

GO_ON = "go-on"  # behind the name of a meeting and a slash: its session is gone on with


class Visit(Message):
    """Go to a room and show one thing there, named as its `visit` reads it; empty: only go there."""

    def __init__(self, room: str, target: str) -> None:
        super().__init__()
        self.room = room
        self.target = target


class ListShortfall(Message):
    """List what was not kept at an item on a day among the matters, above the room that asks."""

    def __init__(self, room: Room, dont: Dont, day: date, check_uid: str, sentence: str) -> None:
        super().__init__()
        self.room = room
        self.dont = dont
        self.day = day
        self.check_uid = check_uid
        self.sentence = sentence
