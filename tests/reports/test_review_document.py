"""The review as a page: no table says a thing twice, and a year before stands only where there was one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.marks import Bilingual, Mark
from content.period import Period, Span
from desk.desk import Desk
from desk.review import whole_review
from reports.document import Table
from reports.everything import checks_document
from reports.plain_text import plain_text
from reports.quiz_topics import TopicAnswers
from reports.review_document import document, quiz_table
from storage.records import Attempt, CardState
from tests.reports.making import AT, LISTS, TODAY, check
from tests.screens.driving import MONDAY


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path, clock=lambda: MONDAY)
    made.journal.checks.add_many(check(date(2026, 11, day)) for day in (2, 3, 4))
    yield made
    made.close()


def tables(desk: Desk, period: str, parts: Span = Span.MONTH) -> list[Table]:
    page = document(whole_review(desk, Period.parse(period), parts))
    return [block for block in page.blocks if isinstance(block, Table)]


def test_a_month_without_a_year_before_has_one_table_of_its_items_and_says_nothing_of_last_year(desk: Desk) -> None:
    assert len(tables(desk, "2026-11")) == 1
    assert "去年" not in plain_text(document(whole_review(desk, Period.parse("2026-11"), Span.MONTH)))


def test_a_month_with_a_year_before_has_one_table_with_both_a_row_an_item(desk: Desk) -> None:
    desk.journal.checks.add_many(check(date(2025, 11, day), Mark.PARTLY) for day in (3, 4))
    own, both = tables(desk, "2026-11")
    assert len(own.rows) == len(both.rows) == 6
    assert both.rows[0][1:3] == ("3 / 0", "0 / 2")


def test_a_year_has_a_row_a_part_with_the_year_before_in_the_same_row(desk: Desk) -> None:
    desk.journal.checks.add(check(date(2026, 10, 9)))
    desk.journal.checks.add(check(date(2025, 10, 9)))
    for table in tables(desk, "2026")[1:]:
        names = [str(row[0]) for row in table.rows]
        assert len({*names}) == len(names)
        assert {"2026年10月", "2026年11月"} <= {*names}
        assert not any(name.startswith("2025") for name in names)


def answer(question_id: str, right: bool) -> Attempt:
    card = CardState(state=2, step=None, stability=1.0, difficulty=5.0, due=AT, last_review=AT)
    return Attempt.new(AT, TODAY, pack_id="p", question_id=question_id, chosen=("A",), right=right, card=card)


@pytest.mark.parametrize("topics", [1, 2, 20, 21, 90])
@given(st.lists(st.booleans(), min_size=1, max_size=3), st.integers(1, 4))
def test_the_answers_of_all_topics_are_in_the_table_which_stays_short(
    topics: int, rights: list[bool], packs: int
) -> None:
    found = [
        TopicAnswers(
            Bilingual(f"资料包{place % packs}"),
            Bilingual(f"知识点{place}"),
            tuple(answer(f"q{place}", right) for right in rights),
        )
        for place in range(topics)
    ]
    rows = quiz_table(found).rows
    lines = rows[:-1] if len(rows) > 1 else rows
    assert len(lines) == (topics if topics <= 20 else packs)
    sums = [topics, topics * len(rights), topics * sum(rights)]
    assert [sum(int(str(row[at])) for row in lines) for at in (1, 2, 3)] == sums == [*rows[-1][1:]]


def test_all_ones_checks_are_headed_by_the_list_as_people_call_it() -> None:
    said = plain_text(checks_document([check(date(2026, 11, 2))], [], LISTS))
    assert "六个不让" in said
    assert "six-donts" not in said
