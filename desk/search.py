"""What a query finds at a desk. No Textual here: the command line searches too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from content.dates import short_day
from content.markdown import unmarked
from content.models import Material
from content.search import MATERIAL, MATTER, NOTE, SENTENCE, Entry, Query, in_order
from content.words import _, ngettext
from desk.desk import Desk


def sort_words(sort: str) -> str:
    """What a thing is: 笔记, 说明, 事项, 材料."""
    return {NOTE: _("note"), SENTENCE: _("sentence"), MATTER: _("matter"), MATERIAL: _("material")}[sort]


def standing_words(one: Entry, today: date) -> str:
    """How a matter stands and when it is due: 未办结，超期2天; empty for what is no matter."""
    from reports.terms import matter_state_words
    from storage.records import MatterState

    if not one.state:
        return ""
    if one.state != MatterState.OPEN:
        return matter_state_words(MatterState(one.state))
    return _("not settled, {when}").format(when=_due_words(one.due_day, today))


def _due_words(due_day: date | None, today: date) -> str:
    if due_day is None:
        return _("no due day")
    late = (today - due_day).days
    if late > 0:
        return ngettext("{n} day over", "{n} days over", late).format(n=late)
    return _("due {day}").format(day=short_day(due_day, today)) if late else _("due today")


def material_entries(materials: Sequence[Material]) -> list[Entry]:
    """Materials as things that can be found."""
    kinds = (MATERIAL, "材料", "学习材料")
    return [
        Entry(MATERIAL, one.id, str(one.title), unmarked(str(one.text)), None, (str(one.topic),), kinds)
        for one in materials
    ]


def search(desk: Desk, query: Query) -> list[Entry]:
    """What a query finds (in the desk's thread); nothing for an empty one."""
    if not query:
        return []
    materials = [one for one in material_entries(desk.materials) if one.matches(query)]
    return in_order([*desk.finder.find(query), *materials], query)
