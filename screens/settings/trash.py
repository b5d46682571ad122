"""What was deleted in the last 30 days, to be brought back."""

from __future__ import annotations

from collections.abc import Sequence

from textual.binding import Binding

from content.dates import short_day
from content.words import _, mark_for_translation
from desk.undo import Lying, bring_lying_back, lying
from desk.words.kinds import kind_words
from desk.words.unread import empty_words
from screens.kit.base import Room
from screens.kit.deleting import back_words
from screens.kit.list_screens import ListPage
from screens.kit.rows import Cell, Row, Rows

KIND_WIDTH = 20


class TrashRows(Rows):
    """What was deleted, the latest first."""

    BINDINGS = [Binding("enter", "select", mark_for_translation("bring back"), id="trash.bring_back")]


class TrashPage(ListPage[str]):
    """A whole screen of what was deleted; the result is the row of what is to come back."""

    CAN_BE_LEFT = True
    HELP = mark_for_translation(
        "Matters, notes, meetings, templates, remarks on questions and leave that were deleted lie here for 30 days. "
        "Enter brings the selected one back to where it was."
    )
    BINDINGS = [Binding("escape", "leave", mark_for_translation("close"), id="trash.leave")]

    def __init__(self, found: Sequence[Lying], at: Sequence[str], unread: Sequence[str]) -> None:
        empty = empty_words(unread, _("Nothing was deleted in the last 30 days."))
        super().__init__(_("Trash: deleted in the last 30 days"), TrashRows(id="list", empty=empty), at)
        self.found = found

    def rows(self) -> Sequence[Row]:
        """A line a record: the day it was deleted, what it is, what it is called."""
        today = self.found[0].day if self.found else None
        return [
            Row(_row_id(one), (
                Cell(short_day(one.day, today or one.day), 11), Cell(kind_words(one.kind), KIND_WIDTH), Cell(one.title)
            ))
            for one in self.found
        ]  # fmt: skip

    def on_option_list_option_selected(self) -> None:
        """Give back which one is to come back."""
        self.dismiss(self.list.highlighted_id)


async def visit_trash(room: Room) -> None:
    """Bring back what is chosen, until the list is left; a step."""
    at: tuple[str, ...] = ()
    while (found := await room.attempt(lambda: lying(room.desk))) is not None:
        page = TrashPage(found, at, () if found else await room.not_shown("trash"))
        chosen = await room.ask(page)
        one = next((one for one in found if _row_id(one) == chosen), None)
        if one is None:
            return
        at = tuple(page.list.beside)
        is_back = await room.attempt(lambda one=one: bring_lying_back(room.desk, one))  # type: ignore[misc]
        if is_back is not None:
            await room.look_again()
            room.tell(back_words(one.title, is_back))


def _row_id(one: Lying) -> str:
    return f"{one.kind}/{one.uid}"
