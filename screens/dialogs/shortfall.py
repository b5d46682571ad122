"""Listing for correction (列入整改): from what was not kept at an item to a matter with measure and due day."""

from __future__ import annotations

from datetime import date, timedelta

from content.marks import Dont
from content.words import _
from content.workdays import kind_of
from screens.base import Room
from screens.dialogs.checks import day_of, understood
from screens.dialogs.drafted import Drafted
from screens.dialogs.matter import shortfall_fault, shortfall_fields
from storage.records import LINE_LIMIT, Matter, MatterKind, SelfCheck, clean_line


async def list_shortfall(room: Room, dont: Dont, day: date, sentence: str) -> None:
    """List what was not kept at an item on a day among the matters, with measure and due day; a step."""
    today = room.desk.today()
    form = Drafted(room, f"shortfall/{day.isoformat()}/{dont.id}")
    kind = MatterKind.ERROR if dont.id == "error" else MatterKind.SHORTFALL
    title = clean_line(sentence)[:LINE_LIMIT] or str(dont.short)
    values = await form.fill_in(
        _("List for correction"),
        shortfall_fields(title, kind, a_week_ahead(today)),
        lambda values: shortfall_fault(values, day, today),
        explain=str(dont.official),
        note=understood({"due_day": _("Due")}, today),
    )
    if values is None:
        return
    matter = Matter.new(
        room.desk.now(), day, kind=MatterKind(values["kind"]), title=clean_line(values["title"]),
        measure=clean_line(values["measure"]), due_day=day_of(values["due_day"], today), item=dont.id,
        check_uid=SelfCheck.uid_of(day, room.desk.dont_list.id),
    )  # fmt: skip
    listed = await room.attempt(lambda: _list_once(room, matter))
    if listed is None:
        return
    await form.drop()
    await room.look_again()
    room.tell(_("Listed for correction") if listed else _("It is already listed for correction and open."))


def _list_once(room: Room, matter: Matter) -> bool:
    """Add a matter unless an open one of the same item says the same (in the desk's thread)."""
    shelf = room.desk.journal.matters
    if any((one.item, one.title) == (matter.item, matter.title) for one in shelf.open()):
        return False
    shelf.add(matter)
    return True


def a_week_ahead(today: date) -> date:
    """The first workday from a week ahead on."""
    day = today + timedelta(days=7)
    while not kind_of(day).is_workday:
        day += timedelta(days=1)
    return day
