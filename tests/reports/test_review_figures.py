"""Shares, sentences, matters and quiz of a period, each against a slow second reckoning."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.calendar import PUBLISHED
from content.catalog import Catalog
from content.marks import Mark, Unmarked
from content.period import Period, Span
from reports.figures import figures, records_of
from reports.item_days import item_rows, row_of
from reports.matter_figures import by_giver, by_kind, days_late, days_taken, due_on, matter_figures
from reports.quiz_topics import by_topic
from reports.sentences import repeated, sentences
from reports.shares import STATES, compared, days_needed, share, year_before
from storage.clock import local_day
from storage.journal import Journal
from storage.records import Attempt, CardState, Extension, Matter, MatterKind, MatterState, SelfCheck
from tests.reports.making import AT, ITEMS, LISTS, NOVEMBER, TODAY, check

YEAR = Period.parse("2026")
BOTH = Period(date(2024, 12, 26), date(2027, 1, 6))
DAYS = st.dates(date(2025, 1, 1), TODAY)


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


# Shares


@pytest.mark.slow
@given(st.dictionaries(DAYS, st.sampled_from(Mark), min_size=1, max_size=30), st.sampled_from(list(Span)))
def test_the_shares_of_a_part_are_the_counts_of_that_part(days: dict[date, Mark], span: Span) -> None:
    journal = Journal.in_memory(clock=lambda: AT)
    journal.checks.add_many(check(day, mark) for day, mark in days.items())
    records = records_of(journal, BOTH, TODAY, PUBLISHED)
    row = row_of(item_rows(records, LISTS, PUBLISHED, journal.first_due_day()), ITEMS[1])
    for part in compared(row, records.due_days, YEAR, span, TODAY):
        for one in filter(None, (part.now, part.before)):
            whole = figures(records_of(journal, one.period, TODAY, PUBLISHED), LISTS)
            found = next(item for item in whole.items if item.item == ITEMS[1])
            counts = [len(one.of(state)) for state in STATES]
            assert counts == [found.kept, found.partly, found.not_kept, found.not_faced, found.blank]
            assert one.n == sum(counts) == whole.due_days


@given(st.dates(date(2001, 1, 1), date(2090, 12, 31)), st.sampled_from(list(Span)))
def test_a_period_is_compared_with_the_one_of_the_same_name_a_year_before(day: date, span: Span) -> None:
    period = span.of(day)
    before = year_before(period, span)
    if before is None:  # week 53
        assert period.first.isocalendar().week == 53
        return
    week, earlier = period.first.isocalendar(), before.first.isocalendar()
    if span is Span.WEEK:
        assert (earlier.year, earlier.week) == (week.year - 1, week.week)
    else:
        assert str(before) == str(period).replace(str(day.year), str(day.year - 1), 1)


@given(st.dates(date(2001, 1, 1), date(2090, 12, 31)), st.sampled_from(list(Span)))
def test_spans_follow_on_each_other_and_cover_a_year(day: date, span: Span) -> None:
    period = span.of(day)
    assert day in period
    assert span.beside(span.beside(period, 1), -1) == period
    assert span.beside(period, 1).first == period.last + timedelta(days=1)
    parts = span.within(Span.YEAR.of(day))
    assert (parts[0].first, parts[-1].last) == (date(day.year, 1, 1), date(day.year, 12, 31))
    assert all(after.first == before.last + timedelta(days=1) for before, after in pairwise(parts))


def test_an_item_without_a_row_has_no_share_and_no_days() -> None:
    assert share(None, [TODAY], NOVEMBER).n == 0


# Sentences


def said(day: int, sentence: str) -> SelfCheck:
    return check(date(2026, 11, day), Mark.PARTLY, sentence=sentence)


def test_repeated_wordings_stand_together_and_what_was_listed_stands_at_its_sentence() -> None:
    journal = Journal.in_memory(clock=lambda: AT)
    written = {
        2: "会议通知晚发半天，已经补发",
        3: "送审稿漏了一处文号",
        4: "会议通知晚发一天，已经补发",
        5: "送审稿漏了两处文号",
        6: "会议通知晚发半天、已经补发",
        9: "与别的都不像的一句话",
    }
    journal.checks.add_many(said(day, words) for day, words in written.items())
    records = records_of(journal, NOVEMBER, TODAY, PUBLISHED)
    row = row_of(item_rows(records, LISTS, PUBLISHED, date(2026, 11, 2)), ITEMS[0])
    uid = SelfCheck.uid_of(date(2026, 11, 3), "six-donts")
    matter = Matter.new(AT, TODAY, title="核对文号", check_uid=uid, item=ITEMS[0])
    found = sentences(row, {(uid, ITEMS[0]): (matter,)})
    assert [one.day.day.day for one in found] == [9, 6, 5, 4, 3, 2]
    assert [one.listed for one in found if one.day.day.day == 3] == [(matter,)]
    groups = [[one.day.day.day for one in group] for group in repeated(found)]
    assert all(group == sorted(group, reverse=True) for group in groups)
    assert {6, 2} <= {*groups[0]}
    assert 9 not in {day for group in groups for day in group}


@given(st.lists(st.sampled_from(["甲乙丙丁", "甲乙丙丁", "戊己庚辛", "一句话"]), max_size=8))
def test_the_same_words_are_in_one_group_and_every_sentence_in_one_at_most(texts: list[str]) -> None:
    journal = Journal.in_memory(clock=lambda: AT)
    journal.checks.add_many(said(day, words) for day, words in enumerate(texts, start=2))
    records = records_of(journal, NOVEMBER, TODAY, PUBLISHED)
    row = row_of(item_rows(records, LISTS, PUBLISHED, date(2026, 11, 2)), ITEMS[0])
    groups = repeated(sentences(row, {}))
    assert sorted(len(group) for group in groups) == sorted(n for text in {*texts} if (n := texts.count(text)) > 1)
    assert all(len({one.sentence for one in group}) == 1 for group in groups)


# Matters

GIVERS = st.sampled_from(["", "处长", "办公室"])
OFFSETS = st.integers(0, 40)


@st.composite
def matters(draw: st.DrawFn) -> Matter:
    given = date(2026, 9, 15) + timedelta(days=draw(st.integers(0, 69)))
    due = draw(st.none() | st.builds(lambda n: given + timedelta(days=n), OFFSETS))
    state = draw(st.sampled_from(MatterState))
    closed = None if state is MatterState.OPEN else min(given + timedelta(days=draw(OFFSETS)), TODAY)
    answered = closed if state is MatterState.SETTLED and draw(st.booleans()) else None
    longer: tuple[Extension, ...] = ()
    if due is not None and draw(st.booleans()):
        written = moment(given + timedelta(days=draw(OFFSETS)))
        longer = (Extension(old_due_day=due, due_day=due + timedelta(days=9), reason="等意见", written_at=written),)
        due = due + timedelta(days=9)
    kind = draw(st.sampled_from(MatterKind))
    return Matter.new(
        moment(given), given, title="事", kind=kind, given_by=draw(GIVERS), due_day=due, state=state,
        closed_day=closed, answered_day=answered, extensions=longer,
    )  # fmt: skip


@given(
    st.lists(matters(), max_size=12),
    st.sampled_from(["2026-10", "2026-11", "2026", "2027-01", "2026-10-01..2026-10-01"]),
)
@pytest.mark.slow
def test_matters_are_counted_as_a_slow_look_counts_them(all_: list[Matter], text: str) -> None:
    period = Period.parse(text)
    journal = Journal.in_memory(clock=lambda: AT)
    journal.matters.add_many(all_)
    in_hand = records_of(journal, period, TODAY, PUBLISHED).matters
    found = matter_figures(in_hand, period, TODAY)
    end = min(period.last, TODAY)
    expected = {"given": 0, "settled": 0, "late": 0, "dropped": 0, "overdue": 0, "extended": 0}
    taken = []
    for one in all_:
        expected["given"] += one.day in period
        if one.closed_day and one.closed_day in period:
            expected["settled" if one.state is MatterState.SETTLED else "dropped"] += 1
            if one.state is MatterState.SETTLED and one.answered_day:
                taken.append((one.answered_day - one.day).days)
            done = one.answered_day or one.closed_day
            expected["late"] += bool(one.state is MatterState.SETTLED and one.due_day and one.due_day < done)
        due = one.due_day
        if one.extensions and local_day(one.extensions[0].written_at) > end:
            due = one.extensions[0].old_due_day
        was_open = one.day <= end and not (one.closed_day and one.closed_day <= end)
        expected["overdue"] += bool(period.first <= TODAY and was_open and due and due < end)
        is_there = one.day <= period.last and not (one.closed_day and one.closed_day < period.first)
        expected["extended"] += is_there and any(local_day(ext.written_at) in period for ext in one.extensions)
    assert {name: len(getattr(found, name)) for name in expected} == expected
    taken.sort()
    if taken:
        middle = (taken[(len(taken) - 1) // 2] + taken[len(taken) // 2]) / 2
        assert (found.median_days, len(found.answered)) == (middle, len(taken))
    else:
        assert found.median_days is None


@given(st.lists(matters(), max_size=12))
@pytest.mark.slow
def test_givers_and_kinds_together_are_all_and_who_was_not_named_comes_last(all_: list[Matter]) -> None:
    whole = matter_figures(all_, YEAR, TODAY)
    for groups in (by_giver(all_, YEAR, TODAY), by_kind(all_, YEAR, TODAY)):
        for name in ("given", "settled", "late", "dropped", "overdue", "extended"):
            assert sum(len(getattr(one, name)) for one in groups) == len(getattr(whole, name))
        assert "" not in [one.name for one in groups][:-1]
        assert all(one.every for one in groups)


def test_a_matter_was_overdue_by_the_due_day_it_had_then() -> None:
    longer = Extension(
        old_due_day=date(2026, 10, 10), due_day=date(2026, 12, 1), reason="等意见", written_at=moment(date(2026, 11, 5))
    )
    given = date(2026, 10, 1)
    matter = Matter.new(moment(given), given, title="事", due_day=date(2026, 12, 1), extensions=(longer,))
    assert (due_on(matter, date(2026, 10, 31)), due_on(matter, TODAY)) == (date(2026, 10, 10), date(2026, 12, 1))
    assert matter_figures([matter], Period.parse("2026-10"), TODAY).overdue == (matter,)
    assert matter_figures([matter], NOVEMBER, TODAY).overdue == ()
    assert days_taken(matter) is None


@pytest.mark.parametrize(
    ("answered", "closed", "days"), [(None, 13, 4), (9, 13, 0), (12, 13, 3), (None, 9, 0), (None, 8, 0)]
)
def test_what_was_settled_after_its_due_day_is_late_by_the_days_to_its_answer(
    answered: int | None, closed: int, days: int
) -> None:
    given, due = date(2026, 10, 1), date(2026, 10, 9)
    matter = Matter.new(
        moment(given), given, title="事", due_day=due, state=MatterState.SETTLED, closed_day=date(2026, 10, closed),
        answered_day=date(2026, 10, answered) if answered else None,
    )  # fmt: skip
    assert days_late(matter) == days
    found = matter_figures([matter], Period.parse("2026-10"), TODAY)
    assert (found.late == (matter,), found.overdue) == (days > 0, ())


@given(st.sampled_from(list(Span)), st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_a_part_that_still_runs_is_compared_with_as_many_days_of_the_year_before(span: Span, today: date) -> None:
    found = compared(None, (), YEAR, span, today)
    for one in found:
        if one.before is None:
            continue
        begun = min((today - one.now.period.first).days + 1, (one.now.period.last - one.now.period.first).days + 1)
        days = len(list(one.before.period))
        assert abs(days - begun) <= (one.now.period.last == YEAR.last or span is not Span.WEEK)  # a 29 February
    running = [one for one in found if one.now.period.first <= today < one.now.period.last]
    for one in running:
        if one.before is not None and span is not Span.WEEK and (today.month, today.day) != (2, 29):
            assert (one.before.period.last.month, one.before.period.last.day) == (today.month, today.day)


# Quiz


def test_answers_are_counted_by_topic_and_those_to_questions_taken_out_stand_apart() -> None:
    catalog = Catalog.shipped()
    asked = catalog.questions()[::97]
    card = CardState(state=2, step=None, stability=1.0, difficulty=5.0, due=AT, last_review=AT)

    def answer(question_id: str, right: bool) -> Attempt:
        return Attempt.new(AT, TODAY, pack_id="p", question_id=question_id, chosen=("A",), right=right, card=card)

    attempts = [answer(one.id, number % 2 == 0) for number, one in enumerate(asked)] * 2
    attempts.append(answer("taken-out", False))
    found = by_topic(attempts, catalog)
    for one in found[:-1]:
        assert one.topic is not None
        mine = [
            a for a in attempts if a.question_id != "taken-out" and catalog.question(a.question_id).topic == one.topic
        ]
        assert one.right == sum(a.right for a in mine)
        assert one.questions == len({a.question_id for a in mine})
    assert sum(len(one.attempts) for one in found) == len(attempts)
    assert (found[-1].topic, found[-1].questions, found[-1].right) == (None, 1, 0)


def test_a_blank_day_is_a_state_of_its_own_among_the_shares() -> None:
    journal = Journal.in_memory(clock=lambda: AT)
    journal.checks.add(check(date(2026, 11, 2)))
    records = records_of(journal, NOVEMBER, TODAY, PUBLISHED)
    row = row_of(item_rows(records, LISTS, PUBLISHED, date(2026, 11, 2)), ITEMS[0])
    one = share(row, records.due_days, NOVEMBER)
    assert (len(one.of(Mark.KEPT)), len(one.of(Unmarked.BLANK)), one.n) == (1, 15, 16)


@given(st.dates(date(2001, 1, 1), date(2090, 12, 31)), st.sampled_from(list(Span)))
def test_the_days_needed_hold_every_part_and_its_like_a_year_before(day: date, span: Span) -> None:
    year = Span.YEAR.of(day)
    needed = days_needed(year)
    found = compared(None, (), year, span, year.last)
    assert [one.now.period for one in found] == list(dict.fromkeys(span.of(day) for day in year))
    for one in found:
        assert one.before is not None or one.now.period.first.isocalendar().week == 53
        for period in (one.now.period, *([one.before.period] if one.before else [])):
            assert needed.first <= period.first
            assert period.last <= needed.last
    assert (needed.first, needed.last) == (date(day.year - 1, 1, 1) - timedelta(days=13), year.last + timedelta(days=6))


def test_a_share_takes_the_days_of_its_period_from_the_first_to_the_last() -> None:
    journal = Journal.in_memory(clock=lambda: AT)
    journal.checks.add_many(check(date(2026, 11, day)) for day in (2, 3, 30))
    period = Period(date(2026, 11, 2), date(2026, 11, 30))
    records = records_of(journal, period, date(2026, 11, 30), PUBLISHED)
    row = row_of(item_rows(records, LISTS, PUBLISHED, date(2026, 11, 2)), ITEMS[0])
    for part, days in (
        (NOVEMBER, 21), (Period.parse("2026-10"), 0), (Period.parse("2026-12"), 0), (Period.parse("2026-W45"), 5),
        (Period(date(2026, 11, 2), date(2026, 11, 2)), 1), (Period(date(2026, 11, 30), date(2026, 11, 30)), 1),
    ):  # fmt: skip
        assert share(row, records.due_days, part).n == days


def test_before_the_second_year_of_the_calendar_there_is_no_year_before() -> None:
    assert year_before(Period.parse("0001-03"), Span.MONTH) is None
    assert year_before(Period.parse("0002"), Span.YEAR) == Period.parse("0001")


def test_on_the_last_day_what_is_due_or_settled_or_moved_then_is_not_overdue() -> None:
    october, last = Period.parse("2026-10"), date(2026, 10, 31)
    begun = date(2026, 10, 1)

    def overdue(given: date = begun, *, due: date, moved: date | None = None, closed: date | None = None) -> bool:
        longer = () if moved is None else (
            Extension(old_due_day=date(2026, 10, 9), due_day=due, reason="等意见", written_at=moment(moved)),
        )  # fmt: skip
        state = MatterState.OPEN if closed is None else MatterState.SETTLED
        matter = Matter.new(
            moment(given), given, title="事", due_day=due, extensions=longer, state=state, closed_day=closed
        )
        return matter_figures([matter], october, TODAY).overdue == (matter,)

    day = timedelta(days=1)
    assert [overdue(due=last - day), overdue(due=last)] == [True, False]
    assert [overdue(due=last - day, closed=last + day), overdue(due=last - day, closed=last)] == [True, False]
    assert [overdue(due=last + day, moved=last + day), overdue(due=last + day, moved=last)] == [True, False]
    assert overdue(last, due=last - day)  # given on the last day, for a day gone by
