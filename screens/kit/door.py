"""A door: how a room is reached."""

from __future__ import annotations

from typing import NamedTuple


class Door(NamedTuple):
    """One room in the bar: its name in actions, its key, and its words."""

    room: str
    key: str
    title: str
    for_secretary: bool = False
