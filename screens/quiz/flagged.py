"""Questions that were flagged, set aside or corrected: to look at them again, or to take that back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.binding import Binding

from content.catalog import Catalog
from content.words import _, mark_for_translation
from desk.undo import bring_back
from desk.words.unread import empty_words
from screens.kit.base import Room
from screens.kit.deleting import Deletion, bring_last_back, deleted_on, deleted_words
from screens.kit.list_screens import REMOVE, UNDO, Wish, WishPage
from screens.kit.rows import Cell, Row, Rows
from screens.quiz.remark import remark_on, withdraw
from storage.records import Remark

OPEN = "open"


class FlaggedRows(Rows):
    """The questions and what is held against them."""

    BINDINGS = [
        Binding("enter", "select", mark_for_translation("open"), id="flagged.open",
                tooltip=mark_for_translation("See what you held against the question, and change it")),
    ]  # fmt: skip


class Flagged(WishPage):
    """A whole screen of questions; the result is what is wished."""

    CAN_BE_LEFT = True
    CHOSEN = OPEN
    HELP = mark_for_translation(
        "Questions you flagged, set aside or corrected while they were asked. {flagged.remove} takes your remark away: "
        "the question is asked again as its bank has it."
    )
    BINDINGS = [
        Binding("3", "wish('undo')", mark_for_translation("undo"), id="flagged.undo",
                tooltip=mark_for_translation("Bring back what was deleted here last")),
        Binding("delete", "wish('remove')", mark_for_translation("delete"), id="flagged.remove",
                tooltip=mark_for_translation("Take your remark away: the question is asked as its bank has it")),
        Binding("escape", "leave", mark_for_translation("close"), id="flagged.leave"),
    ]  # fmt: skip

    def __init__(
        self, packs: Catalog, remarks: Sequence[Remark], at: Sequence[str], unread: Sequence[str], *, can_undo: bool
    ) -> None:
        none = _("None yet. While a question is asked, Ctrl+R flags it, sets it aside or corrects it.")
        rows = FlaggedRows(id="list", empty=empty_words(unread, none))
        super().__init__(_("Flagged questions"), rows, at, can_undo=can_undo)
        self.packs = packs
        self.remarks = remarks

    def rows(self) -> Sequence[Row]:
        """A line a question."""
        return [Row(remark.question_id, (Cell(_line(self.packs, remark)),)) for remark in self.remarks]


async def visit_flagged(room: Room) -> None:
    """Go through them until the list is left; a step."""
    at: tuple[str, ...] = ()
    deleted = deleted_on(room, "flagged")
    while (read := await room.attempt(lambda: (room.desk.packs, room.desk.journal.remarks.all()))) is not None:
        packs, remarks = read
        unread = () if remarks else await room.not_shown("remarks")
        wish: Wish | None = await room.ask(Flagged(packs, remarks, at, unread, can_undo=bool(deleted)))
        if wish is None:
            return
        at = wish.at
        if wish.what == OPEN:
            await remark_on(room, wish.id)
        elif wish.what == UNDO:
            at = (await bring_last_back(room, deleted), *at)
        elif wish.what == REMOVE:
            deleted += await _remove(room, packs, next(one for one in remarks if one.question_id == wish.id))


async def _remove(room: Room, packs: Catalog, remark: Remark) -> list[Deletion]:
    if not await withdraw(room, remark):
        return []
    title = _("the remark on '{stem}'").format(stem=_stem(packs, remark))
    room.tell(deleted_words(room, "flagged.undo", title))
    return [Deletion(title, remark.question_id, partial(bring_back, room.desk, "remarks", remark.uid))]


def _line(packs: Catalog, remark: Remark) -> str:
    state = _("set aside") if remark.set_aside else _("corrected") if remark.corrected else _("flagged")
    return "  ".join(filter(None, (state, remark.faulty, _stem(packs, remark))))


def _stem(packs: Catalog, remark: Remark) -> str:
    try:
        return str(packs.question(remark.question_id).stem)
    except KeyError:
        return _("{id}: in no bank any more").format(id=remark.question_id)
