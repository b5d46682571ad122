"""Questions that were flagged, set aside or corrected: to look at them again, or to take that back."""

from __future__ import annotations

from content.catalog import Catalog
from content.words import _
from screens.kit.base import Room
from screens.kit.choose import ChooseDialog
from screens.quiz.remark import remark_on
from storage.records import Remark


async def visit_flagged(room: Room) -> None:
    """Go through them until the list is left; a step."""
    while (read := await room.attempt(lambda: (room.desk.packs, room.desk.journal.remarks.all()))) is not None:
        packs, remarks = read
        choices = [(remark.question_id, _line(packs, remark)) for remark in remarks]
        empty = _("None yet. While a question is asked, F6 flags it, sets it aside or corrects it.")
        chosen: str | None = await room.ask(ChooseDialog(_("Flagged questions"), choices, empty))
        if chosen is None:
            return
        await remark_on(room, chosen)


def _line(packs: Catalog, remark: Remark) -> str:
    state = _("set aside") if remark.set_aside else _("corrected") if remark.corrected else _("flagged")
    try:
        stem = str(packs.question(remark.question_id).stem)
    except KeyError:
        stem = _("{id}: in no bank any more").format(id=remark.question_id)
    return "  ".join(filter(None, (state, remark.faulty, stem)))
