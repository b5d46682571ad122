"""What is shown of several together shows nothing of fewer than five: neither by itself nor as a difference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.period import Period
from reports.branch import document
from reports.branch_figures import figures_of
from reports.branch_tables import tables
from reports.document import Paragraph
from storage.balance import Balance
from storage.branch_figures import Figures
from storage.branch_records import Received
from storage.facts import ItemMarks, QuizFacts, QuizQuestion, QuizTopic
from storage.roster import Member
from storage.spans import Span, span_of
from storage.standings import MemberStanding, Noted, standings
from tests.reports.making import ITEMS, NOVEMBER, TODAY, a_report, marks, received

FIRST, SECOND = Period.parse("2026-11-01..2026-11-15"), Period.parse("2026-11-16..2026-11-30")
PERIODS = (FIRST, SECOND, NOVEMBER)
MEMBERS = [Member(member_no=f"{number:03}", name=f"甲{number}") for number in range(1, 10)]
Told = Sequence[str]
"""Against which list somebody told marks in each of the three periods; empty: nothing came."""


def weight(person: int, half: int) -> int:
    """A number of its own for what one person did in half a month, so that a sum says what it is made of."""
    return 1 << (2 * person + half)


def submission(person: int, list_id: str, halves: Iterable[int]) -> Received:
    days = sum(weight(person, half) for half in halves)
    facts = (
        ItemMarks(item=ITEMS[0], kept=days, partly=0, not_kept=0, not_faced=0, blank=0),
        QuizFacts(answered=days, right=0),
    )
    found = received(MEMBERS[person].member_no, MEMBERS[person].name, *facts)
    return replace(found, header=found.header.model_copy(update={"list_id": list_id}))


def collected(told: Sequence[Told]) -> Mapping[Period, list[MemberStanding]]:
    found = {}
    for place, (period, halves) in enumerate(zip(PERIODS, ([0], [1], [0, 1]), strict=True)):
        files = {
            str(person + 1): submission(person, lists[place], halves)
            for person, lists in enumerate(told)
            if lists[place]
        }
        found[period] = standings(MEMBERS[: len(told)], files, Noted(), period)
    return found


def counted(period: Period, found: Mapping[Period, list[MemberStanding]]) -> Figures:
    within = {one: there for one, there in found.items() if one != period}
    return figures_of(span_of(period, {period: found[period]}, TODAY, within), Balance())


def made_of(total: int, persons: int) -> list[int]:
    """What a sum is made of: a one for every half month of every person that is in it."""
    return [total >> place & 1 for place in range(2 * persons)]


def fewest_told_apart(sums: Sequence[int], persons: int) -> int:
    """The fewest persons of whom the sums, added and taken from each other, show something."""
    parts = [made_of(total, persons) for total in sums]
    found = persons + 5
    for signs in product((-1, 0, 1), repeat=len(parts)):
        left = [
            sum(sign * part[place] for sign, part in zip(signs, parts, strict=True)) for place in range(2 * persons)
        ]
        apart = {place // 2 for place, value in enumerate(left) if value}
        found = min(found, len(apart) or found)
    return found


usual = st.sampled_from(["aaa", "aaa", "aaa", "aab", "bbb", "bba"]).map(list)
anything = st.lists(st.sampled_from(["a", "b", ""]), min_size=3, max_size=3)


@given(st.lists(st.one_of(usual, usual, anything), min_size=5, max_size=9))
def test_no_sums_of_a_month_and_its_halves_and_of_two_lists_show_fewer_than_five(told: list[list[str]]) -> None:
    found = collected(told)
    shown = [counted(period, found) for period in PERIODS]
    assert fewest_told_apart([one.kept for n in shown for one in n.items], len(told)) >= 5
    assert fewest_told_apart([n.answered for n in shown if n.told_quiz], len(told)) >= 5


@pytest.mark.parametrize(("only_in_the_month", "is_shown"), [(0, True), (1, False), (4, False), (5, True)])
def test_a_month_is_shown_beside_its_half_where_none_or_five_and_more_set_them_apart(
    only_in_the_month: int, is_shown: bool
) -> None:
    members = [Member(member_no=f"{number:03}", name=f"甲{number}") for number in range(1, 11)]
    month = {str(n): received(f"{n:03}", f"甲{n}", *marks(1)) for n in range(1, 11)}
    half = {person: one for person, one in month.items() if int(person) > only_in_the_month}
    within = {FIRST: standings(members, half, Noted(), FIRST)}
    span = span_of(NOVEMBER, {NOVEMBER: standings(members, month, Noted(), NOVEMBER)}, TODAY, within)
    assert bool(figures_of(span, Balance()).items) is is_shown
    said = "".join(block.text for block in document(replace(a_report({}), span=span)).blocks if hasattr(block, "text"))
    assert ("相差不足5人" in said) is not is_shown


def test_an_item_that_few_have_on_their_list_is_left_out_and_the_others_say_how_many_told_them() -> None:
    came = {f"{n:03}": received(f"{n:03}", f"甲{n}", *marks(1)) for n in range(1, 9)}
    for n in range(1, 5):
        came[f"{n:03}"] = replace(came[f"{n:03}"], facts=came[f"{n:03}"].facts[1:])
    found = {one.item: one.persons for one in a_report(came).figures.items}
    assert ITEMS[0] not in found
    assert set(found.values()) == {8}


def test_quizzes_of_fewer_than_five_are_counted_nowhere_and_that_is_said() -> None:
    quizzes = QuizFacts(answered=10, right=3)
    for count, words in ((4, "另有4份报了答题情况"), (5, "5份报了答题情况：共答题50次，答对15次")):
        report = a_report({f"{n:03}": received(f"{n:03}", f"甲{n}", quizzes) for n in range(1, count + 1)})
        said = "".join(block.text for block in document(report).blocks if isinstance(block, Paragraph))
        assert words in said
        assert (report.figures.told_quiz, report.figures.answered) == ((0, 0) if count < 5 else (5, 50))


def test_a_quarter_shows_no_quizzes_of_a_month_in_which_fewer_than_five_told_them() -> None:
    def of(period: Period, count: int) -> list[MemberStanding]:
        quizzes = QuizFacts(answered=10, right=3)
        files = {str(n): received(f"{n:03}", f"甲{n}", quizzes) for n in range(1, count + 1)}
        return standings(MEMBERS, files, Noted(), period)

    october = Period.parse("2026-10")
    span: Span = span_of(Period.parse("2026-Q4"), {october: of(october, 6), NOVEMBER: of(NOVEMBER, 3)}, TODAY)
    assert figures_of(span, Balance()).answered == 60


@pytest.mark.parametrize(("in_the_half", "is_shown"), [(0, True), (4, True), (5, False), (9, False)])
def test_questions_of_a_month_are_not_shown_beside_those_of_its_half(in_the_half: int, is_shown: bool) -> None:
    facts = (
        QuizTopic(topic="代表法", answered=2, right=1),
        QuizQuestion(question="q1", topic="代表法", stem="几日内答复？", first_right=False),
    )
    came = {f"{n:03}": received(f"{n:03}", f"甲{n}", *facts) for n in range(1, 10)}
    half = {str(n): one for n, one in enumerate(came.values(), 1) if n <= in_the_half}
    month = {str(n): one for n, one in enumerate(came.values(), 1)}
    found = standings(MEMBERS, month, Noted(), NOVEMBER)
    span = span_of(NOVEMBER, {NOVEMBER: found}, TODAY, {FIRST: standings(MEMBERS, half, Noted(), FIRST)})
    names = {name for name, _table in tables(replace(a_report({}), span=span))}
    assert ({"失分较多的题目", "答题（按知识点）"} <= names) is is_shown
    assert bool({"失分较多的题目", "答题（按知识点）"} & names) is is_shown
