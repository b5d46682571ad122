"""From which day on a list can count. In the desk's thread."""

from __future__ import annotations

from datetime import date

from content.dates import year_words
from content.errors import FileFaults
from content.marks import DontList
from desk.desk import Desk
from storage.lists import Place, first_day_for


def first_day_of(desk: Desk, place: Place, dont_list: DontList | None, wanted: date | None) -> date:
    """The first day on which a list, or with None the end of one, counts; never a day that was answered already.

    Without a day that is wanted it is the day the list says, or today.

    Raises:
        FileFaults: the list says a day in a year that nobody means.
    """
    if wanted is None and dont_list is not None:
        must_begin_in_a_year_that_is_meant(dont_list, desk.today())
    said = dont_list.first_day_or(desk.today()) if dont_list else desk.today()
    return first_day_for(desk.lists, desk.journal, place, wanted or said)


def must_begin_in_a_year_that_is_meant(dont_list: DontList, today: date) -> None:
    """Raise FileFaults where the day a list says it begins on is in no year that anybody means."""
    if dont_list.from_day != date.min and (words := year_words(dont_list.from_day, today)):
        raise FileFaults([(0, words)])
