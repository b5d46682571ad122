"""How every item stood on every day, against a slow second reckoning, and against the counts of the same records."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from content.calendar import PUBLISHED
from content.donts import official_list
from content.marks import DontList, DontLists, Edition, Mark, Unmarked
from content.period import Period
from content.workdays import LeaveKind
from reports.figures import PeriodRecords, figures, records_of
from reports.item_days import State, blank_days, item_rows, row_of, whole_day
from storage.journal import Journal
from storage.records import Leave, SelfCheck
from tests.reports.making import AT, ITEMS, LISTS, NOVEMBER, TODAY, check

FIRST, LAST = NOVEMBER.first, NOVEMBER.last
DAYS = st.dates(FIRST, LAST)
MARKS = st.fixed_dictionaries({item: st.sampled_from([*Mark, None]) for item in ITEMS[:3]})
LEAVES = st.lists(st.tuples(DAYS, st.integers(0, 4), st.sampled_from(LeaveKind)), max_size=4)


def answered(day: date, marks: dict[str, Mark | None], days_later: int = 0) -> SelfCheck:
    at = datetime(day.year, day.month, day.day, 8, tzinfo=UTC) + timedelta(days=days_later)
    made = SelfCheck.new(at, day, uid=SelfCheck.uid_of(day, "six-donts"), list_id="six-donts", edition="2012")
    for item, mark in marks.items():
        made = made.answered(at, item, mark=mark)
    return made


def journal_of(checks: dict[date, dict[str, Mark | None]], leaves: list[tuple[date, int, LeaveKind]]) -> Journal:
    journal = Journal.in_memory(clock=lambda: AT)
    journal.checks.add_many(answered(day, marks) for day, marks in checks.items())
    for first, days, kind in leaves:
        whole = kind in (LeaveKind.WHOLE, LeaveKind.DUTY)
        last = first + timedelta(days=days if whole else 0)
        journal.leaves.add(Leave.new(AT, first, last_day=last, reason="事", kind=kind))
    return journal


def slowly(records: PeriodRecords, since: date | None, day: date, item: str) -> State:
    """The same, asked day by day of everything there is."""
    for one in records.checks:
        for answer in one.answers:
            if one.day == day and one.list_id == "six-donts" and answer.item == item and answer.mark:
                return answer.mark
    if since is None or day < since or day > records.today:
        return None
    if day in records.due_days:
        return Unmarked.BLANK
    kinds = [leave.kind for leave in records.leaves if leave.day <= day <= leave.last_day]
    if LeaveKind.WHOLE in kinds or {LeaveKind.MORNING, LeaveKind.AFTERNOON} <= {*kinds}:
        return Unmarked.AWAY
    return None if PUBLISHED.kind_of(day).is_workday else Unmarked.OFF


@given(st.dictionaries(DAYS, MARKS, max_size=12), LEAVES, DAYS)
def test_every_day_of_every_item_is_what_a_slow_look_finds(
    checks: dict[date, dict[str, Mark | None]], leaves: list[tuple[date, int, LeaveKind]], today: date
) -> None:
    journal = journal_of(checks, leaves)
    records, since = records_of(journal, NOVEMBER, today, PUBLISHED), journal.first_due_day()
    for row in item_rows(records, LISTS, PUBLISHED, since):
        assert [one.day for one in row.days] == list(NOVEMBER)
        assert [one.state for one in row.days] == [slowly(records, since, day, row.dont.id) for day in NOVEMBER]


@given(st.dictionaries(DAYS, MARKS, max_size=12), LEAVES)
def test_the_days_of_an_item_come_to_its_counts_and_the_blank_days_to_those_not_answered(
    checks: dict[date, dict[str, Mark | None]], leaves: list[tuple[date, int, LeaveKind]]
) -> None:
    journal = journal_of(checks, leaves)
    records, since = records_of(journal, NOVEMBER, TODAY, PUBLISHED), journal.first_due_day()
    found, rows = figures(records, LISTS), item_rows(records, LISTS, PUBLISHED, since)
    for one in found.items:
        row = row_of(rows, one.item)
        assert row is not None
        states = [day.state for day in row.days if day.day in records.due_days]
        counts = [one.kept, one.partly, one.not_kept, one.not_faced, one.blank]
        assert [states.count(state) for state in (*Mark, Unmarked.BLANK)] == counts
    assert len(blank_days(records, LISTS)) == found.due_days - found.answered_days


def test_what_was_filled_in_late_and_what_was_changed_later_are_told_apart() -> None:
    journal, error = Journal.in_memory(clock=lambda: AT), ITEMS[0]
    late = check(date(2026, 11, 3), late=True)
    changed = check(date(2026, 11, 4)).answered(AT, error, mark=Mark.NOT_KEPT, reason="记错了")
    on_time = check(date(2026, 11, 5))
    both = check(date(2026, 11, 6), late=True).answered(AT, error, mark=Mark.NOT_KEPT, reason="记错了")
    journal.checks.add_many([late, changed, on_time, both])
    rows = item_rows(records_of(journal, NOVEMBER, TODAY, PUBLISHED), LISTS, PUBLISHED, FIRST)
    row = row_of(rows, error)
    assert row is not None
    told = [(one.is_late, one.is_changed) for one in row.days[2:6]]
    assert told == [(True, False), (False, True), (False, False), (True, True)]


def another_list(name: str, items: tuple[str, ...], from_day: date) -> DontList:
    own = official_list()
    donts = tuple(dont for item in items for dont in own.donts if dont.id == item)
    return DontList(name, own.title, "2026", from_day, own.source, donts)


def test_a_month_over_two_lists_shows_the_items_of_both_each_on_its_own_days() -> None:
    ninth = date(2026, 11, 9)
    lists = DontLists(official_list(), unit=(Edition(ninth, another_list("unit", ITEMS[3:5], ninth)),))
    journal = Journal.in_memory(clock=lambda: AT)
    journal.checks.add(check(date(2026, 11, 3)))
    rows = item_rows(records_of(journal, NOVEMBER, TODAY, PUBLISHED), lists, PUBLISHED, date(2026, 11, 3))
    assert [row.dont.id for row in rows] == [*ITEMS[3:5], *ITEMS[:3], ITEMS[5]]
    only_before, in_both = row_of(rows, ITEMS[0]), row_of(rows, ITEMS[3])
    assert only_before is not None
    assert in_both is not None
    assert only_before.days[2].state is in_both.days[2].state is Mark.KEPT
    assert (only_before.days[9].state, in_both.days[9].state) == (None, Unmarked.BLANK)


def test_the_items_of_an_own_list_come_last_and_count_in_no_whole_day() -> None:
    own = another_list("own", ITEMS[:1], FIRST)
    lists = DontLists(official_list(), personal=(Edition(FIRST, own),))
    journal = Journal.in_memory(clock=lambda: AT)
    journal.checks.add(check(date(2026, 11, 3)))
    at = datetime(2026, 11, 3, 8, tzinfo=UTC)
    mine = SelfCheck.new(at, FIRST + timedelta(days=2), uid="2026-11-03.own", list_id="own", edition="2026")
    journal.checks.add(mine.answered(at, ITEMS[0], mark=Mark.NOT_KEPT))
    rows = item_rows(records_of(journal, NOVEMBER, TODAY, PUBLISHED), lists, PUBLISHED, FIRST)
    assert [row.is_personal for row in rows] == [False] * 6 + [True]
    assert [row.key for row in rows] == [*ITEMS, f"own/{ITEMS[0]}"]
    assert rows[-1].days[2].state is Mark.NOT_KEPT
    assert whole_day(rows, 2) is Mark.KEPT
    assert rows[-1].visit(rows[-1].days[2]) == f"2026-11-03.own/{ITEMS[0]}"


@given(MARKS)
def test_a_day_with_a_blank_item_is_blank_as_a_whole(marks: dict[str, Mark | None]) -> None:
    journal = journal_of({date(2026, 11, 3): marks}, [])
    journal.checks.add(check(date(2026, 11, 2)))
    rows = item_rows(records_of(journal, NOVEMBER, TODAY, PUBLISHED), LISTS, PUBLISHED, FIRST)
    assert whole_day(rows, 2) is Unmarked.BLANK  # the other three were not answered


def test_a_period_in_the_future_before_the_first_record_of_a_day_and_of_ten_years_holds_what_there_is() -> None:
    journal = Journal.in_memory(clock=lambda: AT)
    journal.checks.add(check(date(2026, 11, 3)))
    since = journal.first_due_day()
    for text, states in (
        ("2027-03", 0), ("2020-01", 0), ("2026-11-03..2026-11-03", 1), ("2017-01-01..2026-12-31", 21),
    ):  # fmt: skip
        period = Period.parse(text)
        rows = item_rows(records_of(journal, period, TODAY, PUBLISHED), LISTS, PUBLISHED, since)
        assert {sum(day.state is not None for day in row.days) for row in rows} == {states}


def test_a_list_that_begins_today_is_asked_today_and_one_that_begins_tomorrow_is_not_yet() -> None:
    journal = Journal.in_memory(clock=lambda: AT)
    journal.checks.add(check(date(2026, 11, 3)))
    for from_day, count in ((TODAY, 8), (TODAY + timedelta(days=1), 6)):
        new = another_list("unit", ITEMS[:2], from_day)
        new = new._replace(donts=tuple(dont._replace(id=f"new-{dont.id}") for dont in new.donts))
        lists = DontLists(official_list(), unit=(Edition(from_day, new),))
        records = records_of(journal, NOVEMBER, TODAY, PUBLISHED)
        assert len(item_rows(records, lists, PUBLISHED, date(2026, 11, 3))) == count
