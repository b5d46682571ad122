"""Counts of a period, each beside what it is out of."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from content.marks import Mark
from content.period import Period
from reports.figures import PeriodRecords, figures, records_of
from tests.reports.making import LISTS, NOVEMBER, PROFILE, TODAY, a_journal, check


def test_days_are_counted_against_the_days_that_were_due() -> None:
    found = figures(records_of(a_journal(), NOVEMBER, TODAY), LISTS)
    # 2–6, 11–13, 16–20 and 23 November are workdays of a person on leave on the 9th and 10th
    assert found.due_days == 14
    assert (found.answered_days, found.late_days) == (3, 1)


def test_the_five_states_of_an_item_add_up_to_the_due_days() -> None:
    found = figures(records_of(a_journal(), NOVEMBER, TODAY), LISTS)
    for item in found.items:
        assert (item.kept, item.not_kept, item.blank) == (2, 1, 11)
        assert item.marked + item.blank == found.due_days


def test_hours_that_count_stand_apart_from_self_study() -> None:
    found = figures(records_of(a_journal(), NOVEMBER, TODAY), LISTS)
    assert (found.study.counted_minutes, found.study.self_minutes, found.study.notes) == (90, 30, 2)


def test_what_lies_outside_the_period_is_not_counted() -> None:
    found = figures(records_of(a_journal(), Period.parse("2026-10"), TODAY), LISTS)
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
    due = records_of(journal, NOVEMBER, TODAY).due_days
    assert sorted(day.day for day in due) == [3, 4, 5, 6, 11, 12]  # on leave on the 9th and 10th
