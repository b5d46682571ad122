"""Listing for correction (列入整改): from what was not kept at an item to a matter with measure and due day."""

from __future__ import annotations

from datetime import date, timedelta

from content.cells import cut
from content.dates import short_day
from content.marks import Dont
from content.period import Period
from content.words import _, ngettext
from reports.terms import matter_state_words
from screens.kit.base import Room
from screens.kit.checks import day_of, understood
from screens.kit.drafted import Drafted
from screens.matters.forms import shortfall_fault, shortfall_fields, usual_due_day
from storage.records import LINE_LIMIT, Matter, MatterKind, clean_line

LOOK_BACK_DAYS = 365
SHOWN = 3


async def list_shortfall(room: Room, dont: Dont, day: date, check_uid: str, sentence: str) -> None:
    """List what was not kept at an item on a day among the matters, with measure and due day; a step."""
    today, calendar = room.desk.today(), room.desk.calendar
    form = Drafted(room, f"shortfall/{day.isoformat()}/{dont.id}")
    kind = MatterKind.ERROR if dont.id == "error" else MatterKind.SHORTFALL
    title = clean_line(sentence)[:LINE_LIMIT] or str(dont.short)
    values = await form.fill_in(
        _("List for correction"),
        shortfall_fields(title, kind, today, calendar),
        lambda values: shortfall_fault(values, day, today, calendar),
        explain="\n".join([str(dont.official), *await _said_before(room, dont)]),
        note=understood({"due_day": _("Due")}, today, calendar),
        usual=lambda values: usual_due_day(values, today, calendar),
    )
    if values is None:
        return
    matter = Matter.new(
        room.desk.now(), day, kind=MatterKind(values["kind"]), title=clean_line(values["title"]),
        measure=clean_line(values["measure"]), due_day=day_of(values["due_day"], today, calendar), item=dont.id,
        check_uid=check_uid,
    )  # fmt: skip
    listed = await room.attempt(lambda: _list_once(room, matter))
    if listed is None:
        return
    await form.drop()
    await room.look_again()
    room.tell(_("Listed for correction") if listed else _("It is already listed for correction and open."))


async def _said_before(room: Room, dont: Dont) -> list[str]:
    """What was listed at the same item before, the latest first: so that what comes back is seen to."""
    today = room.desk.today()
    period = Period(today - timedelta(days=LOOK_BACK_DAYS), today)
    shelf = room.desk.journal.matters
    found = await room.attempt(lambda: [*shelf.open(), *shelf.closed_within(period)])
    before = sorted((one for one in found or () if one.item == dont.id), key=lambda one: one.day, reverse=True)
    if not before:
        return []
    count = ngettext("Listed here before: {n} time.", "Listed here before: {n} times.", len(before))
    lines = [
        f"  {short_day(one.day, today)}  {matter_state_words(one.state)}  {cut(one.title, 48)}"
        for one in before[:SHOWN]
    ]
    return [count.format(n=len(before)), *lines]


def _list_once(room: Room, matter: Matter) -> bool:
    """Add a matter unless an open one of the same item says the same (in the desk's thread)."""
    shelf = room.desk.journal.matters
    if any((one.item, one.title) == (matter.item, matter.title) for one in shelf.open()):
        return False
    shelf.add(matter)
    return True
