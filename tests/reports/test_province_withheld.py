"""Nothing a province publishes lets a group under five be computed, by subtraction neither, through all levels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zlib import crc32

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from content.period import Period
from reports.province.report import Line, ProvinceReport, province_report
from storage.facts import Header
from storage.province import Lake, write_rows
from storage.province_rows import Row, head_of, person_key
from tests.reports.making import ITEM_WORDS, ITEMS

MONTHS = (Period.parse("2026-10"), Period.parse("2026-11"))
HALF = Period.parse("2026-11-01..2026-11-15")
QUARTER = Period.parse("2026-Q4")
TODAY = date(2026, 11, 30)
MOST = 7  # of a branch
ALL, NO_MARKS, NO_DAYS, NOTHING = "all", "no marks", "no days", "nothing"
"""What a member tells."""
SUMS = {
    "days": {"days": "due_days", "items": "kept"},  # an item's counts make up the days that were due
    "hours": {"hours": "self_minutes"},
    "quiz": {"quiz": "answers"},
}
"""The tables whose sums may be added to and taken off one another, and the sum of each."""


@dataclass(frozen=True)
class Month:
    """What a branch does in a month: what its people tell, and whether it sends a file, or they do, or both."""

    tells: tuple[str, ...]
    by_branch: bool
    by_members: bool
    in_half: bool


Branch = tuple[Month, Month]


@dataclass(frozen=True)
class Office:
    """Two branches; in which months it sends a file of its own; whether somebody stands in both branches.

    Branches that `span` send one file for the quarter in which everybody counts once a month. What the first branch
    sends, but for one person, comes under `another` office too.
    """

    branches: tuple[Branch, Branch]
    own: tuple[bool, bool]
    shares: bool
    spans: bool = False
    another: bool = False


def bit(office: int, branch: int, person: int, month: int) -> int:
    """A number of its own for what one person did in a month, so that a sum says what it is made of."""
    return 1 << (month + 2 * (person + MOST * (branch + 2 * office)))


def person_of(place: int) -> int:
    return place // 2


Told = tuple[int, int, str]
"""Who tells, their bit, and what."""


def people(office: Office, of_office: int, branch: int, month: int) -> Iterator[Told]:
    """Everybody who tells; the first of the first branch may stand in the second too, as 90."""
    for person, tells in enumerate(office.branches[branch][month].tells):
        if tells != NOTHING:
            yield person, bit(of_office, branch, person, month), tells
    first = office.branches[0][month].tells[0]
    if branch == 1 and office.shares and first != NOTHING:
        yield 90, bit(of_office, 0, 0, month), first


def rows(offices: Iterable[Office], month: int) -> Iterator[Row]:
    for place, office in enumerate(offices):
        name = f"单位{place}"
        every: set[Told] = set()
        members: set[str] = set()
        for branch in (0, 1):
            told = list(people(office, place, branch, month))
            does = office.branches[branch][month]
            if does.by_branch and not office.spans:
                here = [person_key(*who(place, branch, person)) for person, _one, _tells in told]
                yield from branch_file(f"{branch + 1}", f"第{branch}支部", name, MONTHS[month], told, here)
                if office.another and branch == 0:
                    yield from branch_file("8", f"第{branch}支部", f"别处{place}", MONTHS[month], told[1:], here[1:])
                every.update((0, one, tells) for _person, one, tells in told)
                members.update(here)
            if does.by_members:
                for person, one, tells in told:
                    who_is = who(place, branch, person)
                    yield from member_file(*who_is, f"第{branch}支部", name, MONTHS[month], one, tells)
                    if office.another and branch == 0 and person:
                        yield from member_file(*who_is, "支部", f"别的{place}", MONTHS[month], one, tells)
        if office.own[month] and every:
            yield from branch_file(f"{90 + place}", name, "省直工委", MONTHS[month], sorted(every), sorted(members))


def halves(offices: Iterable[Office]) -> Iterator[Row]:
    for place, office in enumerate(offices):
        for branch in (0, 1):
            if office.branches[branch][1].in_half:
                for person, one, tells in people(office, place, branch, 1):
                    who_is = who(place, branch, person)
                    yield from member_file(*who_is, f"第{branch}支部", f"单位{place}", HALF, one, tells)


def spans(offices: Iterable[Office]) -> Iterator[Row]:
    for place, office in enumerate(offices):
        for branch in (0, 1):
            sent = [month for month in (0, 1) if office.branches[branch][month].by_branch]
            told = [one for month in sent for one in people(office, place, branch, month)]
            if office.spans and told:
                members = sorted({person_key(*who(place, branch, person)) for person, _one, _tells in told})
                yield from branch_file(f"{branch + 1}", f"第{branch}支部", f"单位{place}", QUARTER, told, members, 2)


def head(number: str, name: str, above: str, office: str, period: Period, *, of_branch: bool) -> Row:
    header = Header(
        format=3 if of_branch else 1, list_id="six-donts", list_edition="2012", list_hash="0123456789abcdef",
        list_items=ITEMS, item_words=ITEM_WORDS, member_no=number, name=name, branch=above, period=str(period),
        made_at=datetime(2026, 11, 30, tzinfo=UTC), program="sixdonts", counts={},
    )  # fmt: skip
    return head_of(header, f"{office}{number}{name}{above}{period}", f"{name}.txt", office)


def branch_file(
    number: str, name: str, office: str, period: Period, told: list[Told], members: list[str], units: int = 1
) -> Iterator[Row]:
    """A branch's file; of days and of counts by item it tells no more than how many told them."""
    of_file = {**head(number, name, office, office, period, of_branch=True), "line": 1}
    n, total = len(told), sum(one for _person, one, _tells in told)
    days = [one for _person, one, tells in told if tells != NO_DAYS]
    marks = [one for _person, one, tells in told if tells != NO_MARKS]
    yield {**of_file, "fact": "header"}
    yield {
        **of_file, "fact": "branch_figures", "due": len(members), "received": len(members), "on_leave": 0,
        "files": n, "told_days": len(days), "answered_days": sum(days), "due_days": sum(days), "late_days": 0,
        "told_study": n, "self_minutes": total, "group_minutes": 0, "training_minutes": 0, "make_up_minutes": 0,
        "told_quiz": n, "answers": total, "right_answers": 0, "units": units,
    }  # fmt: skip
    if len(marks) >= 5:
        yield {**of_file, **item(sum(marks)), "fact": "item_figures", "persons": len(marks)}
    for member in members:
        yield {**of_file, "fact": "branch_member", "person": member, "due": 1, "received": 1, "on_leave": 0}


def who(office: int, branch: int, person: int) -> tuple[str, str]:
    """The number and name of somebody; whoever stands in two branches has them in both."""
    number = f"{office}00" if person == 90 else f"{office}{branch}{person}"
    return number, f"甲{number}"


def member_file(
    number: str, person: str, branch: str, office: str, period: Period, one: int, tells: str
) -> Iterator[Row]:
    of_file = {**head(number, person, branch, office, period, of_branch=False), "line": 1}
    yield {**of_file, "fact": "header"}
    if tells != NO_DAYS:
        yield {**of_file, "fact": "completeness", "answered_days": one, "due_days": one, "late_days": 0}
    yield {
        **of_file, "fact": "study", "self_minutes": one, "group_minutes": 0, "training_minutes": 0, "make_up_minutes": 0
    }  # fmt: skip
    yield {**of_file, "fact": "quiz", "answers": one, "right_answers": 0}
    if tells != NO_MARKS:
        yield {**of_file, **item(one), "fact": "item_marks"}


def item(kept: int) -> dict[str, Any]:
    return {
        "list_id": "six-donts", "item": ITEMS[0], "words": "一", "kept": kept, "partly": 0, "not_kept": 0,
        "not_faced": 0, "blank": 0,
    }  # fmt: skip


def published(offices: tuple[Office, ...], folder: Path, late: int | None) -> list[ProvinceReport]:
    """The reports on each month and on the quarter; with `late`, which draws it, also two of before some files came."""
    lake = Lake(folder)
    months = [(one, rows(offices, month)) for month, one in enumerate(MONTHS)]
    every = {
        str(period): list(found) for period, found in (*months, (HALF, halves(offices)), (QUARTER, spans(offices)))
    }
    before = []
    for moment in range(1 if late is None else 3):
        for period, found in every.items():
            lines = folder / "lines.tmp"
            come = [row for row in found if late is None or arrives(row, late) == moment]
            sent_again = [row for row in found if late is not None and is_sent_again(row, late, moment)]
            again = [{**row, "file": f"{row['file']}again"} for row in sent_again]
            with lines.open("w", encoding="utf-8") as out:
                write_rows(out, [*come, *again])
            lake.put(period, lines, sorted({str(row["file"]) for row in sent_again}))
        if late is not None and moment < 2:
            before.append(province_report(lake, QUARTER, TODAY, 32, datetime(2026, 11, 30, moment, tzinfo=UTC)))
    return [*before, *(province_report(lake, period, TODAY, 32) for period in (*MONTHS, QUARTER))]


def arrives(row: Row, late: int) -> int:
    """At which of three moments a file comes: half of them at the first."""
    return (0, 0, 1, 2)[(crc32(str(row["file"]).encode()) >> late) % 4]


def is_sent_again(row: Row, late: int, moment: int) -> bool:
    """Whether a member's file that came before comes once more unchanged, as another file: one in four does."""
    drawn = (crc32(str(row["file"]).encode()) >> late) // 4 % 4
    return drawn == 0 and row["sender"] == "member" and arrives(row, late) == moment - 1


def told_apart(sums: Iterable[int]) -> list[set[int]]:
    """The persons of whom the sums, added and subtracted in any way, show something: groups of who is in the same."""
    sums = list(sums)
    groups: dict[tuple[int, ...], set[int]] = {}
    for place in range(max((total.bit_length() for total in sums), default=0)):
        if any(where := tuple(total >> place & 1 for total in sums)):
            groups.setdefault(where, set()).add(person_of(place))
    return list(groups.values())


def lines_of(reports: Iterable[ProvinceReport], name: str) -> list[Line]:
    return [line for report in reports for line in report.lines(name)]


months = st.builds(
    Month,
    st.one_of(
        st.integers(1, MOST).map(lambda n: (ALL,) * n),
        st.lists(st.sampled_from([ALL, ALL, ALL, NO_MARKS, NO_DAYS, NOTHING]), min_size=1, max_size=MOST).map(tuple),
    ),
    st.booleans(), st.booleans(), st.booleans(),
)  # fmt: skip
branches = st.tuples(months, months)
offices = st.builds(Office, st.tuples(branches, branches), st.tuples(st.booleans(), st.booleans()), st.booleans(),
                    st.booleans(), st.booleans())  # fmt: skip


def month_of(n: int, *, by_branch: bool = True, by_members: bool = False) -> Month:
    return Month((ALL,) * n, by_branch, by_members, in_half=by_members)


def office_of(first: Month, second: Month, *, own: bool = False, shares: bool = False, spans: bool = False) -> Office:
    return Office(((first, first), (second, second)), (own, own), shares, spans)


def check(found: tuple[Office, ...], late: int | None = None) -> list[ProvinceReport]:
    with TemporaryDirectory() as folder:
        reports = published(found, Path(folder), late)
    for about, of_tables in SUMS.items():
        lines = [(line, line[column]) for name, column in of_tables.items() for line in lines_of(reports, name)]
        assert all(line["n"] == total.bit_count() for line, total in lines), f"{about}: somebody is counted twice"
        assert all(len(group) >= 5 for group in told_apart(total for _line, total in lines)), about
    return reports


LARGE, SMALL = month_of(6), month_of(4)
MIXED = replace(LARGE, tells=(ALL,) * 5 + (NO_MARKS,))
CASES = {
    "a small branch beside a large one": (office_of(LARGE, SMALL), office_of(LARGE, LARGE)),
    "members beside their branch": (office_of(month_of(6, by_members=True), LARGE), office_of(SMALL, SMALL)),
    "members alone": (office_of(month_of(6, by_branch=False, by_members=True), SMALL), office_of(LARGE, SMALL)),
    "an office beside its branches": (office_of(LARGE, LARGE, own=True), office_of(LARGE, SMALL)),
    "an office's file of only the branch that sends one": (
        office_of(LARGE, month_of(7, by_branch=False, by_members=True), own=True), office_of(LARGE, SMALL)
    ),
    "somebody in two branches": (office_of(LARGE, LARGE, shares=True), office_of(LARGE, LARGE)),
    "somebody in two branches, of which one sends a file": (
        office_of(month_of(7, by_branch=False, by_members=True), LARGE, shares=True), office_of(LARGE, SMALL)
    ),
    "somebody who sends two files": (
        office_of(month_of(7, by_branch=False, by_members=True), month_of(7, by_branch=False, by_members=True),
                  shares=True),
        office_of(LARGE, SMALL),
    ),
    "one of six who tells no marks": (
        office_of(MIXED, LARGE), office_of(replace(MIXED, by_branch=False, by_members=True), LARGE)
    ),
    "one who tells no marks, and another no days": (
        office_of(replace(MIXED, tells=(*MIXED.tells, NO_DAYS), by_branch=False, by_members=True), LARGE),
        office_of(LARGE, LARGE),
    ),
    "of a branch as many who tell days as who tell marks, and not the same": (
        office_of(replace(MIXED, tells=(*MIXED.tells, NO_DAYS)), LARGE), office_of(LARGE, SMALL)
    ),
    "the same under two offices": (
        Office(((LARGE, LARGE), (LARGE, LARGE)), (False, False), shares=False, another=True),
        Office(((month_of(7, by_branch=False, by_members=True),) * 2, (LARGE, LARGE)), (False, True), shares=False,
               another=True),
    ),
    "a quarter's file of three a month": (
        office_of(month_of(3), LARGE, spans=True), office_of(LARGE, month_of(2), spans=True)
    ),
}  # fmt: skip

LATER_MOST = Office(
    ((replace(LARGE, by_branch=False, by_members=True), Month((ALL, NOTHING, ALL, ALL, ALL), False, True, True)),
     (Month((NO_DAYS,), True, True, False), Month((ALL,) * 3, True, False, True))),
    (False, False), shares=False, spans=True, another=True,
)  # fmt: skip
LATER_SOME = Office(
    ((Month((ALL, NOTHING), True, False, False), Month((NOTHING, NOTHING, ALL, ALL), True, True, False)),
     (Month((ALL,) * 7, False, False, True), Month((ALL,), False, True, True))),
    (True, True), shares=True, spans=True,
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_no_sums_of_any_level_and_period_show_fewer_than_five(name: str) -> None:
    reports = check(CASES[name])
    assert any(line["n"] for line in lines_of(reports, "days")), "nothing was published, so nothing was tried"


@pytest.mark.slow
# What fails is printed, and not shrunk: that takes minutes.
@settings(max_examples=3, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(st.tuples(offices, offices), st.integers(1, 20))
@example(CASES["somebody in two branches"], 3)
@example((LATER_MOST, LATER_SOME), 16)
def test_whatever_is_sent_at_three_moments_nothing_published_shows_fewer_than_five(
    found: tuple[Office, ...], late: int
) -> None:
    check(found, late)
