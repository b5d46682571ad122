"""A sitting: reviews first, each answer on the disk at once, the schedule never behind the answers; gone on with."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.catalog import Catalog
from content.marking import right_answer
from content.spacing import after
from storage.errors import StorageError
from storage.journal import Journal
from storage.records import CardState, QuestionStanding, SittingKind
from storage.sitting import BATCH, DAILY, Overview, Sitting, folded, overview, plan_for, standings_now

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
CATALOG = Catalog.shipped()
TOPIC = next(question.topic.zh for question in CATALOG.questions())
CAP = 20


def look(journal: Journal, at: datetime = NOW, cap: int = CAP) -> Overview:
    return overview(journal, CATALOG, at, cap)


def begin(journal: Journal, at: datetime = NOW, kind: SittingKind = SittingKind.DAILY, count: int = 0) -> Sitting:
    topics = (TOPIC,) if kind in (SittingKind.TOPIC, SittingKind.ENDLESS) else ()
    plan = plan_for(kind, look(journal, at), CATALOG, at, topics=topics, count=count)
    moments = (at + timedelta(seconds=number) for number in itertools.count())
    return Sitting(journal, CATALOG, lambda: next(moments), plan)


def answer(sitting: Sitting, *, rightly: bool, unsure: bool = False) -> None:
    """Answer the current question, whatever its type."""
    shown = sitting.current
    assert shown is not None
    question = shown.question
    if not rightly:
        if question.points:
            sitting.answer_short([], unsure=unsure)
            return
        letters = [letter for letter, _words in shown.choices]
        wrong = [letter for letter in letters if letter not in shown.answer] or letters[:1]
        sitting.answer(wrong[:1] if letters else ["不对"], unsure=unsure)
        return
    right = right_answer(question)
    sitting.answer([shown.shown(letter) for letter in right] if question.letters else right, unsure=unsure)


def test_an_answer_is_in_the_journal_when_it_is_told() -> None:
    journal = Journal.in_memory()
    sitting = begin(journal)
    answer(sitting, rightly=False, unsure=True)
    (attempt,) = journal.attempts.all()
    assert (attempt.right, attempt.unsure, attempt.question_id) == (False, True, sitting.questions[0].question.id)
    assert (sitting.answers[0].right, attempt.sitting) == (False, sitting.plan.uid)


def test_an_answer_that_could_not_be_saved_counts_nowhere_and_can_be_given_again(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, clock=lambda: NOW)
    sitting = begin(journal)
    current, block = sitting.current, tmp_path / "attempts" / "2026-11.json.tmp"
    block.mkdir(parents=True)
    with pytest.raises(StorageError):
        answer(sitting, rightly=True)
    assert (sitting.answers, sitting.current, sitting.right) == ([], current, 0)
    sitting.close()
    assert journal.schedule() == {}
    block.rmdir()
    answer(sitting, rightly=True)
    assert (len(sitting.answers), len(journal.attempts.all()), sitting.right) == (1, 1, 1)


def test_a_right_answer_is_right_whatever_the_type() -> None:
    journal = Journal.in_memory()
    for question in {question.type: question for question in CATALOG.questions()}.values():
        plan = begin(journal).plan
        plan = type(plan)(**{**plan.model_dump(), "question_ids": (question.id,)})
        sitting = Sitting(journal, CATALOG, lambda: NOW, plan)
        answer(sitting, rightly=True)
        assert sitting.answers[0].right, question.id
        sitting = Sitting(journal, CATALOG, lambda: NOW, type(plan)(**{**plan.model_dump(), "uid": "other"}))
        answer(sitting, rightly=False)
        assert not sitting.answers[0].right, question.id


def test_a_sitting_broken_off_before_the_schedule_was_written_loses_nothing() -> None:
    journal = Journal.in_memory()
    answer(begin(journal), rightly=False)
    assert journal.schedule() == {}
    tomorrow = look(journal, NOW + timedelta(days=1))
    (attempt,) = journal.attempts.all()
    assert tomorrow.reviews == tomorrow.wrong == (attempt.question_id,)
    assert begin(journal, NOW + timedelta(days=1)).questions[0].question.id == attempt.question_id


@pytest.mark.parametrize("kind", [SittingKind.DAILY, SittingKind.TOPIC, SittingKind.ENDLESS])
def test_what_was_broken_off_is_gone_on_with(kind: SittingKind) -> None:
    journal = Journal.in_memory()
    sitting = begin(journal, kind=kind)
    answer(sitting, rightly=True)
    answer(sitting, rightly=False)
    plan = look(journal).plan
    assert plan == sitting.plan
    assert plan is not None
    again = Sitting(journal, CATALOG, lambda: NOW, plan)
    assert again.answers == sitting.answers
    assert again.current == sitting.current
    tomorrow = look(journal, NOW + timedelta(days=1)).plan
    assert (tomorrow is None) == (kind is SittingKind.DAILY)


def test_what_is_finished_is_not_gone_on_with() -> None:
    journal = Journal.in_memory()
    sitting = begin(journal)
    for _number in range(DAILY):
        answer(sitting, rightly=True)
    sitting.close()
    assert look(journal).plan is None


def test_a_question_set_aside_in_the_middle_does_not_end_the_sitting() -> None:
    journal = Journal.in_memory()
    sitting = begin(journal)
    answer(sitting, rightly=True)
    answer(sitting, rightly=True)
    without = CATALOG.changed({}, {sitting.plan.question_ids[0]})
    plan = overview(journal, without, NOW, CAP).plan
    assert plan is not None
    again = Sitting(journal, without, lambda: NOW, plan)
    assert [answered.shown.question.id for answered in again.answers] == [sitting.plan.question_ids[1]]
    assert len(again.questions) == DAILY - 1


def test_on_and_on_never_ends_and_asks_all_before_it_asks_again() -> None:
    journal = Journal.in_memory()
    sitting = begin(journal, kind=SittingKind.ENDLESS)
    there = {question.id for question in CATALOG.questions([TOPIC])}
    for _number in range(len(there) + BATCH):
        answer(sitting, rightly=True)
        assert not sitting.is_over
    asked = [answered.shown.question.id for answered in sitting.answers]
    assert set(asked[: len(there)]) == there


def test_wrong_answers_come_until_they_are_right() -> None:
    journal = Journal.in_memory()
    sitting = begin(journal)
    for rightly in (True, False, True, False, True):
        answer(sitting, rightly=rightly)
    sitting.close()
    wrong = [one.shown.question.id for one in sitting.answers if not one.right]
    again = begin(journal, NOW + timedelta(hours=1), SittingKind.WRONG)
    assert {shown.question.id for shown in again.questions} == set(wrong)
    answer(again, rightly=True)
    again.close()
    assert list(look(journal).wrong) == [again.questions[1].question.id]


def test_a_backlog_is_spread_over_the_days() -> None:
    journal = Journal.in_memory()
    for _sitting in range(6):
        sitting = begin(journal)
        for _number in range(DAILY):
            answer(sitting, rightly=False)
        sitting.close()
    later = NOW + timedelta(days=30)
    seen = look(journal, later, cap=12)
    assert (seen.backlog, len(seen.reviews)) == (30, 12)
    sitting = begin(journal, later, SittingKind.REVIEW, count=0)
    assert len(sitting.questions) == CAP
    for _number in range(12):
        answer(sitting, rightly=True)
    sitting.close()
    assert look(journal, later, cap=12).reviews == ()
    assert len(look(journal, later + timedelta(days=1), cap=12).reviews) == 12


def test_nothing_chosen_and_letters_not_shown_are_refused() -> None:
    journal = Journal.in_memory()
    sitting = begin(journal, kind=SittingKind.TOPIC)
    for chosen in ((), ("",)):
        with pytest.raises(ValueError, match=r"."):
            sitting.answer(chosen)
    if sitting.questions[0].question.letters:
        with pytest.raises(ValueError, match="not shown"):
            sitting.answer(["Z"])
    assert journal.attempts.all() == []
    assert sitting.answers == []


HISTORIES = st.lists(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=5), max_size=4)


@settings(max_examples=25, deadline=None)
@given(HISTORIES)
def test_the_schedule_is_what_the_attempts_come_to(days: list[list[tuple[bool, bool]]]) -> None:
    journal = Journal.in_memory()
    for number, answers in enumerate(days):
        at = NOW + timedelta(days=number)
        sitting = begin(journal, at)
        assert len(sitting.questions) == len({shown.question.id for shown in sitting.questions}) == DAILY
        for rightly, unsure in answers:
            answer(sitting, rightly=rightly, unsure=unsure)
        if number % 2:
            sitting.close()
    last = NOW + timedelta(days=len(days))
    stored = standings_now(journal, last)
    assert stored == folded({}, journal.attempts.all(), last)
    for question_id, standing in stored.items():
        assert standing == reckoned_anew(journal, question_id)


def reckoned_anew(journal: Journal, question_id: str) -> QuestionStanding:
    """The same from right, unsure and the moments alone, without the cards that the attempts carry."""
    card: CardState | None = None
    attempts = [one for one in journal.attempts.all() if one.question_id == question_id]
    for one in attempts:
        card = CardState(**after(card, one.right, one.written_at, unsure=one.unsure))
    assert card is not None
    right = sum(one.right for one in attempts)
    return QuestionStanding(card=card, asked=len(attempts), right=right, last_right=attempts[-1].right)


def test_what_a_sitting_broken_off_left_counts_after_any_absence() -> None:
    journal = Journal.in_memory()
    whole = begin(journal)
    answer(whole, rightly=True)
    whole.close()
    broken = begin(journal, NOW + timedelta(days=1))
    answer(broken, rightly=False)
    later = look(journal, NOW + timedelta(days=90))
    assert len(later.standings) == 2
    assert later.wrong == (broken.answers[0].shown.question.id,)


def test_a_clock_that_ran_ahead_once_stops_nothing() -> None:
    journal = Journal.in_memory()
    ahead = begin(journal, NOW + timedelta(days=400))
    answer(ahead, rightly=False)
    ahead.close()
    name = ahead.answers[0].shown.question.id
    plan = type(ahead.plan)(**{**ahead.plan.model_dump(), "uid": "again", "began_at": NOW, "question_ids": (name,)})
    sitting = Sitting(journal, CATALOG, lambda: NOW, plan)
    answer(sitting, rightly=True)
    sitting.close()
    standing = look(journal).standings[name]
    assert (standing.asked, standing.right, standing.last_right) == (2, 1, True)
    assert standing.card.last_review == NOW


def test_an_unreadable_schedule_is_made_again_from_the_attempts() -> None:
    journal = Journal.in_memory()
    sitting = begin(journal)
    for _number in range(DAILY):
        answer(sitting, rightly=True)
    sitting.close()
    before = journal.schedule()
    with journal.files.transaction() as transaction:
        transaction.put("schedule", sitting.questions[0].question.id, {"state": "confused"})
    assert standings_now(journal, NOW + timedelta(days=60)) == before


def test_new_questions_do_not_use_up_the_reviews_of_the_day() -> None:
    journal = Journal.in_memory()
    for _number in range(2):
        sitting = begin(journal)
        for _question in range(DAILY):
            answer(sitting, rightly=False)
        sitting.close()
    tomorrow = NOW + timedelta(days=1)
    practice = begin(journal, tomorrow, SittingKind.TOPIC)
    while not practice.is_over:
        answer(practice, rightly=True)
    practice.close()
    fresh = sum(one.asked == 1 and one.last_right for one in look(journal, tomorrow).standings.values())
    assert fresh
    again = len(practice.questions) - fresh
    assert len(look(journal, tomorrow, cap=12).reviews) == min(12 - again, look(journal, tomorrow).backlog)


def test_a_question_whose_options_changed_is_asked_again_and_the_others_are_not() -> None:
    journal = Journal.in_memory()
    sitting = begin(journal)
    for _number in range(3):
        answer(sitting, rightly=True)
    changed = next(answered.shown.question for answered in sitting.answers)
    other = type(changed)(
        **{
            **dict(changed),
            "type": "true_false",
            "options": (),
            "gaps": (),
            "points": (),
            "answer": ("T",),
            "explanation": changed.source,
        }
    )
    catalog = CATALOG.changed({changed.id: other}, set())
    plan = overview(journal, catalog, NOW, CAP).plan
    assert plan is not None
    again = Sitting(journal, catalog, lambda: NOW, plan)
    expected = 3 if changed.type == "true_false" or not changed.letters else 2
    assert len(again.answers) in (2, expected)
    assert again.questions[len(again.answers)].question.id not in {one.shown.question.id for one in again.answers}


def test_on_and_on_keeps_its_promise_when_the_next_batch_cannot_be_kept(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, clock=lambda: NOW)
    sitting = begin(journal, kind=SittingKind.ENDLESS)
    for _number in range(BATCH - 1):
        answer(sitting, rightly=True)
    current, before = sitting.current, len(journal.attempts.all())
    (tmp_path / "plans.json.tmp").mkdir()
    with pytest.raises(StorageError):
        answer(sitting, rightly=True)
    assert (sitting.current, len(journal.attempts.all())) == (current, before)
    (tmp_path / "plans.json.tmp").rmdir()
    answer(sitting, rightly=True)
    assert not sitting.is_over
