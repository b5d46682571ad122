"""The one rule for Del: it asks first, in the same words in every list, and says afterwards what is gone."""

from __future__ import annotations

from content.cells import cut
from content.words import _
from screens.kit.base import Room
from screens.kit.form import AskDialog


async def may_delete(room: Room, title: str, kept: str) -> bool:
    """Whether what is called so may go; `kept` says what is left of it or how it comes back."""
    question = _("Delete '{title}'?").format(title=cut(title, 60))
    return await room.ask(AskDialog(question, kept)) is not None


def tell_deleted(room: Room, title: str, undo: str = "") -> None:
    """Say what is gone, and by which key it comes back where one does that."""
    words = _("Deleted: {title}").format(title=cut(title, 50))
    room.tell(words + "  " + _("{key} brings it back.").format(key=undo) if undo else words)
