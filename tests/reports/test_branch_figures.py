"""The figures of a period: what was not told is not counted as nothing."""

from __future__ import annotations

from datetime import date

from reports.branch_figures import figures_of
from storage.balance import Balance
from storage.branch_figures import Figures
from storage.branch_notes import Paper
from storage.branch_records import Received
from storage.facts import Completeness
from storage.roster import Member
from storage.spans import span_of
from storage.standings import Noted, standings
from tests.reports.making import ITEM_WORDS, ITEMS, NOVEMBER, TODAY, marks, received

DAYS = Completeness(answered_days=18, due_days=20, late_days=2)
MEMBERS = [Member(member_no=f"{n:03}", name=f"甲{n}") for n in range(1, 9)]


def counted(came: dict[str, Received], *papers: Paper) -> Figures:
    found = standings(MEMBERS, {str(int(no)): one for no, one in came.items()}, Noted(papers=[*papers]), NOVEMBER)
    return figures_of(span_of(NOVEMBER, {NOVEMBER: found}, TODAY), Balance())


def test_a_paper_form_tells_days_only_where_it_says_how_many_were_due() -> None:
    day = date(2026, 11, 20)
    n = counted({}, Paper(person="1", day=day, answered_days=17, due_days=20), Paper(person="2", day=day))
    assert (n.files, n.told_days, n.answered_days, n.due_days, n.late_days) == (2, 1, 17, 20, 0)


def test_who_told_no_marks_makes_no_group_large_enough_to_be_shown() -> None:
    came = {f"{n:03}": received(f"{n:03}", f"甲{n}", *marks(1)) for n in range(1, 5)}
    came |= {f"{n:03}": received(f"{n:03}", f"甲{n}", DAYS) for n in range(5, 8)}
    n = counted(came)
    assert (n.files, n.told_marks, n.items) == (7, 4, ())
    assert [(one.told, one.withheld) for one in n.lists] == [(4, 4)]


def test_every_item_is_shown_in_the_words_of_its_list() -> None:
    n = counted({f"{n:03}": received(f"{n:03}", f"甲{n}", *marks(1)) for n in range(1, 6)})
    assert {one.item: one.words for one in n.items} == {item: ITEM_WORDS[item] for item in ITEMS}
    assert [(one.told, one.withheld) for one in n.lists] == [(5, 0)]
