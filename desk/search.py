"""What a query finds at a desk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from content.calendar import Calendar
from content.markdown import unmarked
from content.models import Material
from content.search import LOOK_BACK, MATERIAL, MATTER, MEETING, NOTE, SENTENCE, Query, SearchEntry, in_order
from content.words import _
from desk.desk import Desk
from desk.words.due import due_words
from storage.finding import WORDS

SEARCHED = tuple(WORDS)


def sort_words(sort: str) -> str:
    """What a thing is: 笔记, 说明, 事项, 会议, 材料."""
    return {
        NOTE: _("note", context="kind"), SENTENCE: _("sentence"), MATTER: _("matter"),
        MEETING: _("meeting", context="kind"), LOOK_BACK: _("look-back"), MATERIAL: _("material"),
    }[sort]  # fmt: skip


def standing_words(one: SearchEntry, today: date, calendar: Calendar) -> str:
    """How a matter stands and when it is due: 未办结，超期2天; empty for what is no matter."""
    from reports.terms import matter_state_words
    from storage.records import MatterState

    if not one.state:
        return ""
    if one.state != MatterState.OPEN:
        return matter_state_words(MatterState(one.state))
    return _("not settled, {when}").format(when=due_words(one.due_day, today, calendar))


def material_entries(materials: Sequence[Material]) -> list[SearchEntry]:
    """Materials as things that can be found."""
    kinds = (MATERIAL, "材料", "学习材料")
    return [
        SearchEntry(MATERIAL, one.id, str(one.title), unmarked(str(one.text)), None, (str(one.topic),), kinds)
        for one in materials
    ]


def search(desk: Desk, query: Query) -> list[SearchEntry]:
    """What a query finds, nothing for an empty one. A long job: the first one reads everything."""
    if not query:
        return []
    materials = [one for one in material_entries(desk.materials) if one.matches(query)]
    return in_order([*desk.finder.find(query), *materials], query)
