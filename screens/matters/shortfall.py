"""Listing for correction (列入整改): from what was not kept at an item to a matter with measure and due day."""

from __future__ import annotations

from datetime import date

from content.cells import cut
from content.dates import short_day
from content.marks import Dont
from content.words import _, ngettext
from desk.shortfall import list_once, listed_before, usual_kind
from reports.terms import matter_state_words
from screens.kit.base import Room
from screens.kit.checks import day_of, understood
from screens.kit.drafted import Drafted
from screens.matters.forms import shortfall_fault, shortfall_fields, usual_due_day
from storage.records import LINE_LIMIT, MatterKind, clean_line

SHOWN = 3


async def list_shortfall(room: Room, dont: Dont, day: date, check_uid: str, sentence: str) -> None:
    """List what was not kept at an item on a day among the matters, with measure and due day; a step."""
    today, calendar = room.desk.today(), room.desk.calendar
    form = Drafted(room, f"shortfall/{day.isoformat()}/{dont.id}", again="today.shortfall")
    title = clean_line(sentence)[:LINE_LIMIT] or str(dont.short)
    values = await form.fill_in(
        _("List for correction"),
        shortfall_fields(title, usual_kind(dont.id), today, calendar),
        lambda values: shortfall_fault(values, day, today, calendar),
        explain="\n".join([str(dont.official), *await _said_before(room, dont)]),
        note=understood({"due_day": _("Due")}, today, calendar),
        usual=lambda values: usual_due_day(values, today, calendar),
    )
    if values is None:
        return
    due_day, kind = day_of(values["due_day"], today, calendar), MatterKind(values["kind"])
    texts = {name: clean_line(values[name]) for name in ("title", "measure")}
    listed = await room.attempt(
        lambda: list_once(room.desk, day, dont.id, **texts, kind=kind, due_day=due_day, check_uid=check_uid)
    )
    if listed is None:
        return
    await form.drop()
    await room.look_again()
    room.tell(_("Listed for correction") if listed else _("It is already listed for correction and open."))


async def _said_before(room: Room, dont: Dont) -> list[str]:
    """What was listed at the same item before, in a few lines."""
    before, today = await room.attempt(lambda: listed_before(room.desk, dont.id)), room.desk.today()
    if not before:
        return []
    count = ngettext("Listed here before: {n} time.", "Listed here before: {n} times.", len(before))
    lines = [
        f"  {short_day(one.day, today)}  {matter_state_words(one.state)}  {cut(one.title, 48)}"
        for one in before[:SHOWN]
    ]
    return [count.format(n=len(before)), *lines]
