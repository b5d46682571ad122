from __future__ import annotations

from datetime import date, timedelta

import pytest

from content.donts import official_list
from content.marks import DontList, Mark
from desk.answer import save_answer
from desk.desk import Desk
from desk.dont_lists import first_day_of
from storage.lists import Place
from tests.desk.conftest import MONDAY

TODAY = MONDAY.date()
DECEMBER = date(2026, 12, 1)
OWN = official_list()._replace(id="own", from_day=DECEMBER)


@pytest.mark.parametrize(
    ("dont_list", "wanted", "first"),
    [
        (OWN, None, DECEMBER),
        (OWN, date(2026, 12, 7), date(2026, 12, 7)),
        (OWN._replace(from_day=date.min), None, TODAY),
        (None, None, TODAY),
        (None, DECEMBER, DECEMBER),
    ],
    ids=["the list says", "wanted", "nobody says", "an end", "a wanted end"],
)
def test_a_list_counts_from_the_day_wanted_or_the_day_it_says_or_today(
    desk: Desk, dont_list: DontList | None, wanted: date | None, first: date
) -> None:
    assert first_day_of(desk, Place.UNIT, dont_list, wanted) == first


def test_a_day_that_was_answered_keeps_its_list(desk: Desk) -> None:
    save_answer(desk, TODAY, official_list(), "error", seen={}, mark=Mark.KEPT)
    assert first_day_of(desk, Place.UNIT, None, None) == TODAY + timedelta(days=1)
    assert first_day_of(desk, Place.PERSONAL, None, None) == TODAY  # the six say nothing about a list of one's own
