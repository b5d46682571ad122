"""The lists that are answered: seen, one taken over from a file, one ended."""

from __future__ import annotations

from datetime import date
from functools import partial

from content.calendar import Calendar
from content.dates import day_words
from content.importing.donts import ListFile, read_list_file
from content.words import _
from desk.dont_lists import first_day_of
from reports.banks import hidden_words
from reports.dont_lists import kept_lines, place_words, preview_lines
from screens.kit.base import Room
from screens.kit.checks import Fault, day_of, understood, wrong_day
from screens.kit.folder import Faults, read_named
from screens.kit.form import AskDialog, Field, FormDialog, Values
from storage.lists import Place, save_list

FAULTS_SHOWN = 3


async def change_lists(room: Room) -> None:
    """Ask for a list's file or for the end of a list, show what it would be, and keep it; a step."""
    today, calendar = room.desk.today(), room.desk.calendar
    places = tuple((place.value, place_words(place)) for place in Place)
    fields = (
        Field("place", _("Whose"), Place.UNIT.value, options=places),
        Field("file", _("File"), hint=_(".xlsx, .csv or .toml; empty: no list of its own any more")),
        Field("from_day", _("From", context="list"), hint=_("such as 12-01; days already answered keep their list")),
    )
    explain = "\n".join([*kept_lines(room.desk.lists), _("A table to fill in: sixdonts list template FILE.xlsx")])
    values = await room.ask(
        FormDialog(
            _("Lists to answer"),
            fields,
            lambda values: _fault(values, room, today, calendar),
            explain=explain,
            note=understood({"from_day": _("From", context="list")}, today, calendar),
        )
    )
    if values is not None:
        await _take_over(room, values, today, calendar)


async def _take_over(room: Room, values: Values, today: date, calendar: Calendar) -> None:
    place, wanted = Place(values["place"]), day_of(values["from_day"], today, calendar)
    found = read_named(values["file"], read_list_file) if values["file"].strip() else None
    if isinstance(found, ListFile) and found.hidden:
        whether = AskDialog(hidden_words(found.hidden), otherwise=_("leave out"))
        if await room.ask(whether) is not None:
            found = read_named(values["file"], partial(read_list_file, with_hidden=True))
    if isinstance(found, Faults):  # it was changed in the meantime
        room.tell(found[0])
        return
    dont_list = found.dont_list if found else None
    from_day = await room.attempt(lambda: first_day_of(room.desk, place, dont_list, wanted))
    if from_day is None:
        return
    if dont_list is None:
        lines = [_("{place} ends on {day}").format(place=place_words(place), day=day_words(from_day))]
    else:
        lines = list(preview_lines(dont_list, place, from_day, found.remarks if found else ()))
    asked = _("Answer this from then on?") if dont_list else _("No file was named. End this list?")
    if await room.ask(AskDialog(asked, "\n".join(lines))) is None:
        return
    if await room.done(lambda: save_list(room.desk.home, place, from_day, dont_list, notices=room.desk.notices)):
        await room.look_again()
        room.tell(_("Saved; it counts from {day} on.").format(day=day_words(from_day)))


def _fault(values: Values, room: Room, today: date, calendar: Calendar) -> Fault:
    if wrong := wrong_day(values, ("from_day",), today, calendar):
        return wrong
    if values["file"].strip():
        found = read_named(values["file"], read_list_file)
        return ("file", "\n".join(found[:FAULTS_SHOWN])) if isinstance(found, Faults) else None
    lists = room.desk.lists
    kept = lists.unit if values["place"] == Place.UNIT else lists.personal
    return None if kept else ("file", _("Say which file."))
