"""Counts of a period, each beside what it is out of."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from content.calendar import PUBLISHED
from content.marks import Mark
from content.period import Period
from reports.figures import PeriodRecords, figures, records_of
from reports.review import Reviewed, days_words
from reports.summary import PickKind, Summary, offer, page
from storage.journal import Journal
from storage.records import Leave, Matter, NoteKind, SelfCheck, StudyNote
from tests.moments import local
from tests.reports.making import AT, ITEM_WORDS, ITEMS, LISTS, NOVEMBER, PROFILE, TODAY, a_journal, check


def test_days_are_counted_against_the_days_that_were_due() -> None:
    found = figures(records_of(a_journal(), NOVEMBER, TODAY, PUBLISHED), LISTS)
    # 2–6, 11–13, 16–20 and 23 November are workdays of a person on leave on the 9th and 10th
    assert found.due_days == 14
    assert (found.answered_days, found.late_days) == (3, 1)


def test_a_day_that_was_changed_later_is_not_a_late_one() -> None:
    days = {number: check(date(2026, 11, number), late=number == 4) for number in (2, 3, 4)}
    for number in (3, 4):
        days[number] = days[number].answered(AT, ITEMS[0], mark=Mark.NOT_KEPT, reason="记错了")
    due = frozenset(one.day for one in days.values())
    found = figures(PeriodRecords(NOVEMBER, TODAY, due_days=due, checks=tuple(days.values())), LISTS)
    assert (found.answered_days, found.late_days, found.changed_days) == (3, 1, 2)


def test_what_was_late_or_changed_is_counted_on_days_filled_in_partly_too() -> None:
    days = [check(date(2026, 11, number), late=number != 2) for number in (2, 3, 4, 5)]
    for place in (2, 3):
        whole = days[place]
        days[place] = whole.changed(AT, answers=whole.answers[:1])
    days[3] = days[3].answered(AT, days[3].answers[0].item, mark=Mark.NOT_KEPT, reason="记错了", keep=True)
    due = frozenset(one.day for one in days)
    records = PeriodRecords(NOVEMBER, TODAY, due_days=due, checks=tuple(days))
    found = figures(records, LISTS)
    assert (found.partly_days, found.partly_late_days, found.partly_changed_days) == (2, 2, 1)
    assert (found.answered_days, found.late_days, found.changed_days) == (2, 1, 0)
    said = days_words(Reviewed(records, found, (), (), date(2026, 11, 2), {}))
    assert "补填3天" in said  # as many as the calendar marks
    assert "改动1天" in said


def test_the_five_states_of_an_item_add_up_to_the_due_days() -> None:
    found = figures(records_of(a_journal(), NOVEMBER, TODAY, PUBLISHED), LISTS)
    for item in found.items:
        assert (item.kept, item.not_kept, item.blank) == (2, 1, 11)
        assert item.marked + item.blank == found.due_days


def test_hours_that_count_stand_apart_from_self_study() -> None:
    found = figures(records_of(a_journal(), NOVEMBER, TODAY, PUBLISHED), LISTS)
    assert (found.study.counted_minutes, found.study.self_minutes, found.study.notes) == (90, 30, 2)


def test_what_lies_outside_the_period_is_not_counted() -> None:
    found = figures(records_of(a_journal(), Period.parse("2026-10"), TODAY, PUBLISHED), LISTS)
    assert (found.answered_days, found.study.notes) == (0, 0)


@given(st.dictionaries(st.dates(date(2026, 11, 1), date(2026, 11, 30)), st.sampled_from([*Mark, None])))
def test_no_count_exceeds_what_it_is_out_of(days: dict[date, Mark | None]) -> None:
    due = frozenset(day for day in days if day.day % 2)
    checks = tuple(check(day, mark) for day, mark in days.items())
    found = figures(PeriodRecords(NOVEMBER, TODAY, due_days=due, checks=checks), LISTS)
    assert found.answered_days == sum(days[day] is not None for day in due)
    assert found.late_days <= found.answered_days <= found.due_days == len(due)
    for item in found.items:
        assert item.marked + item.blank == found.due_days


def test_nothing_is_due_before_one_came_and_after_one_left() -> None:
    journal = a_journal()
    journal.save_profile(PROFILE.model_copy(update={"joined_day": date(2026, 11, 3), "left_day": date(2026, 11, 12)}))
    due = records_of(journal, NOVEMBER, TODAY, PUBLISHED).due_days
    assert sorted(day.day for day in due) == [3, 4, 5, 6, 11, 12]  # on leave on the 9th and 10th


def due_in(journal: Journal, today: date = TODAY) -> list[int]:
    return sorted(day.day for day in records_of(journal, NOVEMBER, today, PUBLISHED).due_days)


def test_nobody_begins_with_missed_days() -> None:
    journal = Journal.in_memory(clock=lambda: AT)
    assert due_in(journal) == []
    journal.checks.add_many([check(date(2026, 11, 20), None), check(date(2026, 11, 23))])  # the first holds no answer
    assert due_in(journal) == [23]


def test_checks_are_due_from_the_first_day_answered_even_when_that_was_filled_in_late() -> None:
    journal = Journal.in_memory(clock=lambda: AT)
    journal.checks.add_many([check(date(2026, 11, 23)), check(date(2026, 11, 19), late=True)])
    assert due_in(journal) == [19, 20, 23]


def test_the_beginning_that_was_set_outranks_the_first_answer() -> None:
    journal = Journal.in_memory(clock=lambda: AT)
    journal.checks.add(check(date(2026, 11, 19)))
    for first, due in ((date(2026, 11, 17), [17, 18, 19, 20, 23]), (date(2026, 11, 20), [20, 23])):
        journal.save_profile(PROFILE.model_copy(update={"joined_day": first}))
        assert due_in(journal) == due


def test_later_years_do_not_move_the_beginning() -> None:
    journal = Journal.in_memory(clock=lambda: AT)
    journal.checks.add_many([check(date(2027, 1, 4)), check(date(2026, 2, 3))])
    assert journal.first_due_day() == date(2026, 2, 3)


def test_due_days_beyond_the_known_calendar_are_said_to_be_presumed() -> None:
    journal = Journal.in_memory(clock=lambda: AT)
    journal.checks.add_many([check(date(2026, 12, 30)), check(date(2027, 1, 4))])
    for period, presumed, ends in (("2026-12", 0, "。"), ("2027-01", 21, "工作日按周一至周五推算。")):
        records = records_of(journal, Period.parse(period), date(2027, 2, 1), PUBLISHED)
        found = figures(records, LISTS)
        assert found.presumed_days == presumed
        days = next(one for one in offer(records, found, LISTS) if one.kind is PickKind.COMPLETENESS)
        assert days.words.endswith(ends)
        assert days.words.count("推算") == bool(presumed)
        summary = Summary(records.period, LISTS.official, ITEM_WORDS, PROFILE, AT, (days,))
        assert ("按周一至周五推算" in page(summary)) == bool(presumed)


def test_each_kind_of_study_counts_its_minutes_once_and_only_notes_with_minutes_are_counted() -> None:
    minutes = {NoteKind.GROUP: 60, NoteKind.TRAINING: 31, NoteKind.MAKE_UP: 1, NoteKind.SELF: 15}
    notes = [StudyNote.new(AT, TODAY, title="学", kind=kind, minutes=count) for kind, count in minutes.items()]
    notes.append(StudyNote.new(AT, TODAY, title="没有记学时"))
    study = figures(PeriodRecords(NOVEMBER, TODAY, notes=tuple(notes)), LISTS).study
    assert (study.group_minutes, study.training_minutes, study.make_up_minutes, study.self_minutes) == (60, 31, 1, 15)
    assert (study.counted_minutes, study.notes) == (92, 4)


def test_what_touches_the_period_on_its_first_or_last_day_only_belongs_to_it() -> None:
    journal = Journal.in_memory(clock=lambda: AT)
    spans = {"前": (date(2026, 10, 20), date(2026, 10, 31)), "首日": (date(2026, 10, 30), date(2026, 11, 1)),
             "末日": (date(2026, 11, 30), date(2026, 12, 2)), "后": (date(2026, 12, 1), date(2026, 12, 3))}  # fmt: skip
    for reason, (first, last) in spans.items():
        journal.leaves.add(Leave.new(AT, first, last_day=last, reason=reason))
    for day in (date(2026, 11, 30), date(2026, 12, 1)):
        journal.matters.add(Matter.new(AT, day, title=str(day)))
    found = records_of(journal, NOVEMBER, date(2026, 12, 5), PUBLISHED)
    assert sorted(leave.reason for leave in found.leaves) == ["末日", "首日"]
    assert [matter.title for matter in found.matters] == ["2026-11-30"]


def test_a_check_by_a_personal_list_is_never_counted_as_the_units() -> None:
    own = SelfCheck.new(AT, TODAY, uid=SelfCheck.uid_of(TODAY, "mine"), list_id="mine", edition="2026")
    for item in ITEMS:
        own = own.answered(AT, item, mark=Mark.NOT_KEPT)
    due = frozenset({TODAY})
    for checks in ((own,), (own, check(TODAY)), (check(TODAY), own)):
        found = figures(PeriodRecords(NOVEMBER, TODAY, due_days=due, checks=checks), LISTS)
        assert {one.not_kept for one in found.items} == {0}
        assert found.answered_days == len(checks) - 1


def test_answers_on_days_that_were_not_due_are_counted_apart_with_why() -> None:
    days = {date(2026, 11, 20): Mark.KEPT, date(2026, 11, 21): Mark.KEPT, date(2026, 11, 9): Mark.PARTLY,
            date(2026, 11, 22): None}  # fmt: skip
    records = PeriodRecords(
        NOVEMBER,
        TODAY,
        due_days=frozenset({date(2026, 11, 20)}),
        days_off=frozenset({date(2026, 11, 21), date(2026, 11, 22)}),
        checks=tuple(check(day, mark) for day, mark in days.items()),
    )
    found = figures(records, LISTS)
    assert (found.answered_days, found.undue_days, found.undue_days_off) == (1, 2, 1)


def test_the_journal_says_which_answered_days_were_days_off() -> None:
    journal = a_journal()
    before = figures(records_of(journal, NOVEMBER, TODAY, PUBLISHED), LISTS)
    journal.checks.add(check(date(2026, 11, 21), Mark.KEPT))
    found = figures(records_of(journal, NOVEMBER, TODAY, PUBLISHED), LISTS)
    assert found.undue_days_off == before.undue_days_off + 1
    assert found.answered_days == before.answered_days


def test_a_day_with_three_of_six_marks_is_filled_in_partly_and_no_answered_day() -> None:
    at, day = local(2026, 11, 20, 10), date(2026, 11, 20)
    half = SelfCheck.new(at, day, uid=SelfCheck.uid_of(day, "six-donts"), list_id="six-donts", edition="1")
    for dont in LISTS.unit_on(day).donts[:3]:
        half = half.answered(at, dont.id, mark=Mark.KEPT)
    found = figures(PeriodRecords(NOVEMBER, TODAY, due_days=frozenset({day}), checks=(half,)), LISTS)
    assert (found.answered_days, found.partly_days, found.due_days) == (0, 1, 1)
