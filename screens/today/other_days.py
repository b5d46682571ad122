"""What changing an answer asks and says: another day, why it is changed after its day, what stays of the old one."""

from __future__ import annotations

from datetime import date

from content.dates import short_day
from content.marks import Dont
from content.words import _
from desk.shortfall import is_listed
from screens.kit.bars import keyed
from screens.kit.base import Room
from screens.kit.checks import Fault, day_ahead, day_of, empty_field, understood, wrong_day, wrong_length
from screens.kit.form import Field, FormDialog, Values
from storage.records import clean_line


async def ask_day(room: Room) -> date | None:
    """Another day up to today, or None; in a step."""
    today, calendar = room.desk.today(), room.desk.calendar

    def fault(values: Values) -> Fault:
        return wrong_day(values, ("day",), today, calendar) or day_ahead(values, ("day",), today, calendar)

    field = Field("day", _("Day"), hint=_("such as 11-20; today when left empty"))
    form = FormDialog(
        _("Another day"), (field,), fault, note=understood({"day": _("Day")}, today, calendar), does=_("go there")
    )
    values = await room.ask(form)
    return None if values is None else day_of(values["day"], today, calendar) or today


async def ask_why(room: Room, dont: Dont, day: date, *, is_new: bool = False) -> str | None:
    """Why an answer is changed after its day, or None when it is not to be changed; in a step.

    Of one that `is_new`, filled in late on the page as it is open, a wrong key is the likely reason: it stands there,
    for Enter to agree to. What was there is kept all the same, since the day is over.
    """
    usual = _("a wrong key while filling in late") if is_new else ""
    field = Field("reason", _("Why"), usual, hint=_("one sentence; the old answer is kept beside the new one"))

    def fault(values: Values) -> Fault:
        return empty_field(values, {"reason": _("Say why it is changed now.")}) or wrong_length(values)

    title = _("Change the answer of {day}").format(day=short_day(day, room.desk.today()))
    values = await room.ask(FormDialog(title, (field,), fault, explain=str(dont.official)))
    return None if values is None else clean_line(values["reason"])


async def say_what_stays(room: Room, dont: Dont, check_uid: str, sentence: str) -> None:
    """Say what stays of an answer that was not kept and now is: the matter listed for correction, the sentence."""
    if await room.attempt(lambda: is_listed(room.desk, dont.id, check_uid)):
        words = _("The matter listed for correction stays ({go.matters}), and so does what was written.")
        room.tell(keyed(room, words))
    elif sentence:
        room.tell(_("What was written stays; go back to it and press Enter to change it."))
