"""The sample office's report recounted from its files by a slow function that knows nothing of the program's counting.

It reads the lines of the text files as plain JSON, and goes by the file names of the office alone.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from content.period import Period
from desk.branch import accept, look_through, proposals_of, take_in
from desk.branch_report import files_of, report_of
from desk.desk import Desk
from storage.branch_figures import Figures
from storage.problems import Act
from storage.records import Attendance, AttendanceStatus, MakeUp, Meeting
from storage.roster import member_key, person_of
from tests.moments import local
from tui.demo.folders import Office, make_office
from tui.demo.office import MEMBER, SILENT, members, write_submissions

NOW = local(2026, 11, 28, 10)
MONTHS = {"2026-09": {3, SILENT}, "2026-10": {SILENT}, "2026-11": {SILENT, MEMBER}}  # who sent nothing
PERIODS = ("2026-11", "2026-10", "2026-Q4", "2026-H2", "2026")


def lines_of(path: Path) -> list[dict[str, Any]]:
    text = path.read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n") if line.startswith("{")]


def months_within(period: str) -> list[str]:
    return {
        "2026-11": ["2026-11"], "2026-10": ["2026-10"], "2026-Q4": ["2026-10", "2026-11"],
        "2026-H2": sorted(MONTHS), "2026": sorted(MONTHS),
    }[period]  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The secretary's desk of the sample office, with three months taken in, all accepted and one struck off."""
    folder = tmp_path_factory.mktemp("office")
    office: Office = make_office(folder, NOW, 1)
    desk = Desk(office.secretary, clock=lambda: NOW)
    joined = [one.model_copy(update={"joined_day": local(2020, 1, 2).date()}) for one in desk.branch.roster()]
    desk.branch.save_roster(joined, branch=desk.branch.branch_name())
    for number, (text, lacking) in enumerate(MONTHS.items()):
        month, inbox = Period.parse(text), folder / text
        write_submissions(inbox, month, NOW, number + 1, leave_out=lacking)
        take_in(desk, look_through(desk, inbox, month), frozenset(), month)
    items = accept(desk, proposals_of(desk))
    list_ = desk.branch.list
    list_.act([items[0].uid], list_.event(Act.DONE), list_.event(Act.VERIFY, by="支部书记"), list_.event(Act.STRIKE))
    yield desk
    desk.close()


def slow(folder: Path, months: Iterable[str]) -> tuple[Counter[str], dict[tuple[str, str], Counter[str]]]:
    """Every sum over the files of these months, and the counts by item where five or more told them."""
    sums: Counter[str] = Counter()
    items: dict[tuple[str, str], Counter[str]] = {}
    for month in months:
        files = [lines_of(path) for path in sorted((folder / month).glob("*.txt"))]
        tellers = [facts for facts in files if any(fact["fact"] == "item_marks" for fact in facts)]
        sums["files"] += len(files)
        sums["told_marks"] += len(tellers)
        for facts in files:
            for fact in facts:
                name = {"completeness": "told_days", "study": "told_study", "quiz": "told_quiz"}.get(fact["fact"])
                if name:
                    sums[name] += 1
                    sums.update({key: value for key, value in fact.items() if isinstance(value, int)})
                if fact["fact"] == "item_marks" and len(tellers) >= 5:
                    key = facts[0]["list_id"], fact["item"]
                    counts = {name: value for name, value in fact.items() if isinstance(value, int)}
                    items.setdefault(key, Counter()).update(counts)
    return sums, items


FROM_FILES = (
    "files", "told_days", "answered_days", "due_days", "late_days", "told_study", "group_minutes", "training_minutes",
    "make_up_minutes", "self_minutes", "told_quiz", "answered", "right", "told_marks",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("period", PERIODS)
def test_every_figure_of_the_report_is_what_the_files_come_to(desk: Desk, period: str) -> None:
    report, folder, months = report_of(desk, Period.parse(period)), desk.home.parent, months_within(period)
    n: Figures = report.figures
    sums, items = slow(folder, months)
    assert {name: getattr(n, name) for name in FROM_FILES} == {name: sums[name] for name in FROM_FILES}
    found = {(one.list_id, one.item): one for one in n.items}
    assert set(found) == set(items)
    for key, counts in items.items():
        states = ("kept", "partly", "not_kept", "not_faced", "blank")
        assert [getattr(found[key], name) for name in states] == [counts[name] for name in states]
    lacking = sum(len(MONTHS[month]) for month in months)
    assert (n.due, n.received, n.missing, n.leave) == (24 * len(months), 24 * len(months) - lacking, lacking, 0)
    assert n.units == tuple(months)


@pytest.mark.slow
@pytest.mark.parametrize("period", PERIODS)
def test_the_balance_is_what_the_files_name_and_what_was_struck_off(desk: Desk, period: str) -> None:
    """What each file names for the first time was listed on the last day of its month; one was struck off."""
    seen: dict[tuple[str, str], str] = {}
    for month in MONTHS:
        for path in sorted((desk.home.parent / month).glob("*.txt")):
            header, *facts = lines_of(path)
            for fact in facts:
                if fact["fact"] == "matter" and fact["kind"] in {"shortfall", "error"}:
                    seen[header["member_no"], fact["uid"]] = month  # the last file that names it is its source
    n, months = report_of(desk, Period.parse(period)).figures, months_within(period)
    before = sum(month < months[0] for month in seen.values())
    listed = sum(month in months for month in seen.values())
    struck = int("2026-11" in months)
    found = (n.problems_before, n.problems_listed, n.problems_struck, n.problems_after)
    assert found == (before, listed, struck, before + listed - struck)
    assert len(seen) > 5


@pytest.mark.slow
def test_the_hours_in_the_table_are_those_of_the_files_person_by_person(desk: Desk, tmp_path: Path) -> None:
    book = next(
        content for path, content in files_of(desk, Period.parse("2026-Q4"), tmp_path).items() if path.suffix == ".xlsx"
    )
    file = tmp_path / "台账.xlsx"
    file.write_bytes(book)
    sheet = openpyxl.load_workbook(file)["学时"]
    rows = {str(row[1].value): [cell.value for cell in row] for row in sheet.iter_rows()}
    for member in members():
        minutes: Counter[str] = Counter()
        for month in months_within("2026-Q4"):
            for path in (desk.home.parent / month).glob(f"{member.name}_*.txt"):
                for fact in lines_of(path):
                    if fact["fact"] == "study":
                        minutes.update({key: value for key, value in fact.items() if isinstance(value, int)})
        if minutes:
            row = rows[member.name]
            kinds = ("group_minutes", "training_minutes", "make_up_minutes")
            assert row[4:7] == [pytest.approx(minutes[kind] / 60, abs=0.051) for kind in kinds]
            assert row[7] == pytest.approx(sum(minutes[kind] for kind in kinds) / 60, abs=0.051)


@pytest.mark.slow
@pytest.mark.parametrize("period", PERIODS)
def test_no_figure_of_the_report_goes_without_a_recount(desk: Desk, period: str) -> None:
    """Whatever field the figures have or get stands here with what the files and the roster come to."""
    n, months = report_of(desk, Period.parse(period)).figures, months_within(period)
    sums, items = slow(desk.home.parent, months)
    lacking = sum(len(MONTHS[month]) for month in months)
    files = 24 * len(months) - lacking
    balance = {name: getattr(n, name) for name in type(n).model_fields if name.startswith("problems_")}  # see above
    of_lists = {(one.list_id, one.told, one.withheld) for one in n.lists}
    assert of_lists == {(list_id, sums["told_marks"], 0) for list_id, _item in items}
    persons = {one.item: one.persons for one in n.items}
    assert persons == {item: len(_tellers(desk.home.parent, months)) for _list_id, item in items}
    expected = {
        **{name: sums[name] for name in FROM_FILES}, **balance, "units": tuple(months), "persons": 24,
        "due": 24 * len(months), "received": files, "missing": lacking, "lists": n.lists, "items": n.items,
        **dict.fromkeys(("paper", "filled", "leave", "returned", "in_doubt", "wrong_period", "deferred", "not_due"), 0),
    }  # fmt: skip
    assert dict(n) == expected


def _tellers(folder: Path, months: Iterable[str]) -> set[str]:
    """Who told counts by item in any of these months, by member number."""
    files = [lines_of(path) for month in months for path in (folder / month).glob("*.txt")]
    return {facts[0]["member_no"] for facts in files if any(fact["fact"] == "item_marks" for fact in facts)}


STATUSES = ("present", "present", "late", "on_leave", "present", "absent", "present")
MEETINGS: tuple[tuple[date, time, time, int, bool, dict[int, int]], ...] = (
    # day, from, to, break, struck, who makes it up
    (date(2026, 9, 16), time(9), time(10, 30), 0, False, {}),
    (date(2026, 10, 14), time(14, 30), time(16), 0, False, {3: 90}),
    (date(2026, 11, 10), time(9), time(11), 15, False, {5: 60, 12: 45}),
    (date(2026, 11, 17), time(9), time(11), 0, True, {}),
    (date(2026, 12, 1), time(9), time(11), 0, False, {}),  # still to come
)


@pytest.fixture
def with_register(desk: Desk, tmp_path: Path) -> Iterator[Desk]:
    """The same desk with a register of meetings: some late, on leave or absent, one struck, one to come."""
    shutil.copytree(desk.home, tmp_path / "home")
    found = Desk(tmp_path / "home", clock=lambda: NOW)
    people = members()
    for number, (day, begin, end, pause, is_struck, ups) in enumerate(MEETINGS):
        there = tuple(
            Attendance(person=member_key(one.member_no), member_no=one.member_no, name=one.name,
                       status=AttendanceStatus(STATUSES[place % 7]),
                       arrived=time(begin.hour + 1) if place == 2 else None)
            for place, one in enumerate(people)
        )  # fmt: skip
        made_up = tuple(
            MakeUp(person=member_key(people[place].member_no), day=day, minutes=minutes)
            for place, minutes in ups.items()
        )
        meeting = Meeting.new(
            NOW, day, title=f"第{number}次集中学习", from_time=begin, to_time=end, break_minutes=pause,
            attendance=there, make_ups=made_up, is_struck=is_struck,
        )  # fmt: skip
        found.journal.meetings.add(meeting)
    yield found
    found.close()


def _registered(home: Path, months: Iterable[str]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """From the register's file as plain JSON: 应到, 实到, 参学; minutes and minutes made up, by person."""
    [file] = (home / "meetings").glob("*.json")
    sums, minutes, made_up = Counter[str](), Counter[str](), Counter[str]()
    [table] = (table for name, table in json.loads(file.read_text(encoding="utf-8")).items() if name != "_default")
    for one in table.values():
        if one.get("is_struck") or one["day"][:7] not in months or one["day"] > "2026-11-28":
            continue
        begin, end = (int(one[name][:2]) * 60 + int(one[name][3:5]) for name in ("from_time", "to_time"))
        sums["meetings"] += 1
        for he in one["attendance"]:
            sums["expected"] += he.get("status", "present") != "observer"
            if he.get("status", "present") in {"present", "late"}:
                sums["present"] += 1
                arrived = he.get("arrived")
                missed = int(arrived[:2]) * 60 + int(arrived[3:5]) - begin if arrived else 0
                whole = end - begin - one.get("break_minutes", 0)
                minutes[he["person"]] += whole - missed
        for up in one.get("make_ups", ()):
            sums["made_up"] += 1
            minutes[up["person"]] += up["minutes"]
            made_up[up["person"]] += up["minutes"]
    return sums, minutes, made_up


@pytest.mark.slow
@pytest.mark.parametrize("period", PERIODS)
def test_meetings_and_hours_by_the_register_are_what_its_file_comes_to(
    with_register: Desk, period: str, tmp_path: Path
) -> None:
    report = report_of(with_register, Period.parse(period))
    hours = report.hours
    assert hours is not None
    months = months_within(period)
    sums, minutes, made_up = _registered(with_register.home, months)
    assert (len(hours.held), hours.expected, hours.present) == (sums["meetings"], sums["expected"], sums["present"])
    assert hours.studied == sums["present"] + sums["made_up"]
    last = int(max(months)[5:])
    _sums, year, _ups = _registered(with_register.home, [f"2026-{month:02}" for month in range(1, last + 1)])
    for one in hours.members:
        person = person_of(one.member)
        assert (one.registered, one.made_up) == (minutes[person], made_up[person]), one.member.name
        assert hours.year_minutes.get(person, 0) == year[person]
    assert sums["meetings"] > 0
