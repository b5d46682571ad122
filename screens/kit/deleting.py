"""The one rule for Del: it takes away at once, in every list alike, and says what is gone and which key is for that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from content.cells import cut
from content.words import _
from screens.kit.bars import named
from screens.kit.base import Room


@dataclass(frozen=True)
class Deletion:
    """What was taken away from a list, and how it comes back."""

    title: str
    """What it is called."""
    id: str
    """What its row is selected by."""
    undo: Callable[[], bool]
    """Brings it back, in the desk's thread; says whether it could."""


def deleted_words(room: Room, undo: str, title: str) -> str:
    """What is gone, and the key that brings it back: that of the action `undo`."""
    back = _("{key} brings it back.").format(key=named(room, undo))
    return _("Deleted: {title}").format(title=cut(title, 50)) + "  " + back


def back_words(title: str, is_back: bool) -> str:
    """What came back, or why it did not."""
    if is_back:
        return _("Back again: {title}").format(title=cut(title, 60))
    return _("Not brought back: it is there already, or another one stands in its place.")


def deleted_on(room: Room, page: str) -> list[Deletion]:
    """What was taken away on a page that the room opens, the latest last: kept when the page is closed."""
    return room.deletions.setdefault(page, [])


async def bring_last_back(room: Room, deleted: list[Deletion]) -> str:
    """Bring back what was taken away last, and say so; the id of its row, or nothing; in a step."""
    last = deleted[-1]
    is_back = await room.attempt(last.undo)
    if is_back is None:  # the fault was told, and it may be tried again
        return ""
    deleted.pop()
    await room.look_again()
    room.tell(back_words(last.title, is_back))
    return last.id if is_back else ""
