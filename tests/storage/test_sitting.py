"""A sitting: reviews first, each answer on the disk at once, the schedule never behind the answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.catalog import Catalog
from storage.clock import local_day
from storage.journal import Journal
from storage.sitting import Sitting, schedule_now

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
CATALOG = Catalog.load()


def begin(journal: Journal, at: datetime = NOW) -> Sitting:
    return Sitting(journal, CATALOG, lambda: at)


def answer(sitting: Sitting, *, rightly: bool) -> None:
    shown = sitting.current
    assert shown is not None
    wrong = [letter for letter, _words in shown.choices if letter not in shown.answer]
    sitting.answer(shown.answer if rightly else wrong[:1])


def test_an_answer_is_in_the_journal_when_it_is_told() -> None:
    journal = Journal.in_memory()
    sitting = begin(journal)
    answer(sitting, rightly=False)
    (attempt,) = journal.attempts.all()
    assert (attempt.right, attempt.question_id) == (False, sitting.questions[0].question.id)
    assert sitting.answers[0].right is False


def test_a_sitting_broken_off_before_the_schedule_was_written_loses_nothing() -> None:
    journal = Journal.in_memory()
    answer(begin(journal), rightly=False)
    assert journal.schedule() == {}
    tomorrow = begin(journal, NOW + timedelta(days=1))
    assert tomorrow.due == 1
    assert tomorrow.questions[0].question.id == journal.attempts.all()[0].question_id


def test_nothing_chosen_and_letters_not_shown_are_refused() -> None:
    journal = Journal.in_memory()
    sitting = begin(journal)
    for chosen in ((), ("Z",)):
        with pytest.raises(ValueError, match=r"."):
            sitting.answer(chosen)
    assert journal.attempts.all() == []
    assert sitting.answers == []


@settings(max_examples=25)
@given(st.lists(st.lists(st.booleans(), max_size=5), max_size=4))
def test_the_schedule_is_what_the_attempts_come_to(days: list[list[bool]]) -> None:
    journal = Journal.in_memory()
    for number, answers in enumerate(days):
        at = NOW + timedelta(days=number)
        sitting = begin(journal, at)
        assert len(sitting.questions) == len({shown.question.id for shown in sitting.questions}) == 5
        for rightly in answers:
            answer(sitting, rightly=rightly)
        if number % 2:
            sitting.close()
    last = local_day(NOW + timedelta(days=len(days)))
    assert schedule_now(journal, last) == journal.rebuild_schedule()
