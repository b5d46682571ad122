"""From which day on a list can count. In the desk's thread."""

from __future__ import annotations

from datetime import date

from content.marks import DontList
from desk.desk import Desk
from storage.lists import Place, first_day_for


def first_day_of(desk: Desk, place: Place, dont_list: DontList | None, wanted: date | None) -> date:
    """The first day on which a list, or with None the end of one, counts; never a day that was answered already.

    Without a day that is wanted it is the day the list says, or today.
    """
    said = dont_list.first_day_or(desk.today()) if dont_list else desk.today()
    return first_day_for(desk.lists, desk.journal, place, wanted or said)
