"""A longer period is made of the monthly files; a file for the quarter fills a gap only, and counts nothing twice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.period import Period
from storage.branch_notes import Choice, Paper
from storage.branch_records import Received
from storage.facts import Header
from storage.roster import Member
from storage.spans import Span, months_in, span_of
from storage.standings import MemberStanding, Noted, Standing, standings, totals

AT = datetime(2026, 12, 31, 8, tzinfo=UTC)
TODAY = date(2026, 12, 31)
QUARTER = Period.parse("2026-Q4")
MONTHS = months_in(QUARTER)
OCTOBER, NOVEMBER, DECEMBER = MONTHS
MEMBERS = [Member(member_no=str(n), name=f"甲{n}") for n in range(1, 4)]


def file_of(person: str, period: Period) -> Received:
    header = Header(
        list_id="six-donts", list_edition="2012", list_hash="0123456789abcdef", list_items=("duty",),
        member_no=person, name=f"甲{person}", period=str(period), made_at=AT, program="sixdonts", counts={},
    )  # fmt: skip
    return Received(header, AT, 1, f"{person}{period}".rjust(64, "0"), f"{person}.txt", ())


def stand(period: Period, *persons: str, noted: Noted | None = None) -> list[MemberStanding]:
    return standings(MEMBERS, {one: file_of(one, period) for one in persons}, noted or Noted(), period)


def quarter(begun: Mapping[Period, list[MemberStanding]]) -> Span:
    return span_of(QUARTER, begun, TODAY)


def periods_of(span: Span, person: str) -> list[str]:
    return [str(piece.period) for piece in span.pieces if piece.person == person]


@pytest.mark.parametrize(
    ("text", "count"), [("2026-11", 1), ("2026-Q4", 3), ("2026-H2", 6), ("2026", 12), ("2026-W47", 0),
                        ("2026-11-01..2026-11-15", 0), ("2026-10-01..2026-11-15", 0)],
)  # fmt: skip
def test_only_whole_months_make_a_longer_period(text: str, count: int) -> None:
    assert len(months_in(Period.parse(text))) == count


def test_a_file_for_the_quarter_counts_only_where_no_month_of_the_member_does() -> None:
    span = quarter(
        {OCTOBER: stand(OCTOBER, "1"), NOVEMBER: stand(NOVEMBER, "1"), DECEMBER: stand(DECEMBER),
         QUARTER: stand(QUARTER, "1", "2")}
    )  # fmt: skip
    assert periods_of(span, "1") == ["2026-10", "2026-11"]
    assert periods_of(span, "2") == ["2026-Q4"]
    first, second, third = span.members
    assert [str(piece.period) for piece in first.left_over] == ["2026-Q4"]
    assert second.filled == {0, 1, 2}
    assert not third.filled
    n = totals(span.counted)
    assert (n.due, n.received, n.missing, span.filled) == (9, 5, 4, 3)


def test_a_month_for_which_nothing_was_collected_is_named_and_counts_for_nobody() -> None:
    span = quarter({OCTOBER: stand(OCTOBER, "1"), DECEMBER: stand(DECEMBER, "1")})
    assert span.units == (OCTOBER, DECEMBER)
    assert span.not_collected == (NOVEMBER,)
    assert totals(span.counted).due == 6


def test_a_month_that_lies_ahead_is_not_said_to_lack_anything() -> None:
    span = span_of(QUARTER, {OCTOBER: stand(OCTOBER, "1")}, date(2026, 11, 5))
    assert span.not_collected == (NOVEMBER,)
    assert span_of(QUARTER, {OCTOBER: stand(OCTOBER, "1")}, NOVEMBER.first).not_collected == (NOVEMBER,)


def test_a_quarter_collected_as_such_is_a_part_of_the_year_and_stands_for_itself_alone() -> None:
    found = {QUARTER: stand(QUARTER, "1"), Period.parse("2026-Q3"): stand(Period.parse("2026-Q3"), "2")}
    year = span_of(Period.parse("2026"), found, TODAY)
    assert list(map(str, year.units)) == ["2026-Q3", "2026-Q4"]
    assert not quarter({QUARTER: stand(QUARTER, "1")}).is_made_of_parts


def test_what_is_counted_of_a_member_stands_in_the_order_of_the_periods() -> None:
    july, summer = Period.parse("2026-07"), Period.parse("2026-Q3")
    begun = {july: stand(july, "2"), NOVEMBER: stand(NOVEMBER, "1"), summer: stand(summer, "1")}
    assert periods_of(span_of(Period.parse("2026"), begun, TODAY), "1") == ["2026-Q3", "2026-11"]


def test_a_file_for_a_quarter_fills_the_gaps_of_that_quarter_only() -> None:
    july = Period.parse("2026-07")
    span = span_of(
        Period.parse("2026"),
        {july: stand(july, "1"), OCTOBER: stand(OCTOBER, "1"), QUARTER: stand(QUARTER, "2")},
        TODAY,
    )
    assert [one.standing for one in span.members[1].counted] == [Standing.MISSING, Standing.RECEIVED]


def test_leave_and_not_due_stay_what_they_are_though_a_file_for_the_quarter_came() -> None:
    leave = Noted(choices=[Choice(person="1", standing="leave", words="病假", at=AT)])
    span = quarter({OCTOBER: stand(OCTOBER, noted=leave), NOVEMBER: stand(NOVEMBER), QUARTER: stand(QUARTER, "1")})
    assert [one.standing for one in span.members[0].counted] == [Standing.LEAVE, Standing.RECEIVED]


def test_a_paper_form_is_a_piece_and_a_file_goes_before_it() -> None:
    paper = Noted(papers=[Paper(person=one, day=TODAY) for one in ("1", "2")])
    span = quarter({NOVEMBER: stand(NOVEMBER, "1", noted=paper)})
    assert [(piece.person, piece.received is None) for piece in span.pieces] == [("1", False), ("2", True)]


def test_who_joined_in_the_second_month_is_due_for_two() -> None:
    late = [*MEMBERS, Member(member_no="9", name="新来", joined_day=date(2026, 11, 10))]
    span = quarter({month: standings(late, {}, Noted(), month) for month in MONTHS})
    assert span.members[-1].standings[0] is None
    assert len(span.members[-1].counted) == 2


HALF, YEAR = Period.parse("2026-H2"), Period.parse("2026")
ALL = [*months_in(YEAR), *(Period.parse(f"2026-Q{n}") for n in range(1, 5)), HALF, YEAR, Period.parse("2026-W47")]


@given(st.sets(st.tuples(st.sampled_from("123"), st.sampled_from(ALL)), min_size=1), st.sampled_from([QUARTER, YEAR]))
def test_no_day_of_a_member_is_counted_twice_and_nothing_that_came_is_lost_to_the_eye(
    sent: set[tuple[str, Period]], period: Period
) -> None:
    begun = {one: stand(one, *(who for who, when in sent if when == one)) for _who, one in sent}
    inside = {one for one in begun if one.first >= period.first and months_in(one)}
    if not inside:
        return
    span = span_of(period, begun, TODAY)
    for member in span.members:
        days = [day for piece in member.pieces for day in piece.period]
        assert len(days) == len(set(days))
        told = {piece.period for piece in (*member.pieces, *member.left_over)}
        assert told == {when for who, when in sent if who == member.member.member_no and when in inside}
    n = totals(span.counted)
    assert n.due == n.received + n.leave + n.missing == len(span.units) * len(MEMBERS)
