"""A record in another file than its own, or in two: told by the doctor, put right by a repair, nothing lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from content.errors import FileFaults
from content.period import Period
from desk.desk import Desk
from desk.doctor import folder_faults, mend
from desk.undoing import undo_bringing_back
from storage.checking import faults
from storage.exchange_place import read_here
from storage.files import Files
from storage.kinds import kind_called
from storage.matter_shelf import place_of
from storage.record_files import Notice
from storage.records import Matter, MatterState, StudyNote
from tests.computers import AT, desk_at

OCTOBER, NOVEMBER = "notes/2026-10.json", "notes/2026-11.json"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = desk_at(tmp_path, "office")
    for title, day in (("十月", date(2026, 10, 8)), ("十一月", date(2026, 11, 3))):
        desk.journal.notes.add(StudyNote.new(AT, day, title=title))
    desk.journal.matters.add(Matter.new(AT, date(2026, 11, 3), title="督办件"))
    return desk


def records(desk: Desk, file: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((desk.home / file).read_bytes())["records"]
    return found


def put(desk: Desk, file: str, documents: dict[str, Any]) -> None:
    (desk.home / file).write_text(json.dumps({"records": documents}, ensure_ascii=False))


def exchanged_places(desk: Desk) -> None:
    october, november = records(desk, OCTOBER), records(desk, NOVEMBER)
    put(desk, OCTOBER, november)
    put(desk, NOVEMBER, october)


def twin(desk: Desk) -> None:
    [(uid, there)] = records(desk, NOVEMBER).items()
    put(desk, OCTOBER, {**records(desk, OCTOBER), uid: {**there, "title": "别的话"}})


def settled_and_open(desk: Desk) -> None:
    opened = records(desk, "matters/open.json")
    [matter] = desk.journal.matters.all()
    desk.journal.matters.change(matter, lambda one: one.changed(AT, state=MatterState.SETTLED, closed_day=AT.date()))
    put(desk, "matters/open.json", opened)


CASES: dict[Callable[[Desk], None], tuple[set[Notice], dict[str, list[str]]]] = {
    exchanged_places: (
        {Notice("misplaced", OCTOBER, NOVEMBER), Notice("misplaced", NOVEMBER, OCTOBER)},
        {OCTOBER: ["十月"], NOVEMBER: ["十一月"]},
    ),
    twin: (
        {Notice("misplaced", OCTOBER, NOVEMBER), Notice("twice", NOVEMBER, OCTOBER)},
        {OCTOBER: ["十月"], NOVEMBER: ["十一月"]},
    ),
    settled_and_open: (
        {Notice("twice", "matters/open.json", "matters/2026.json")},
        {"matters/open.json": [], "matters/2026.json": ["督办件"]},
    ),
}


@pytest.mark.parametrize("hurt", CASES)
def test_what_stands_in_a_wrong_file_or_twice_is_told_and_put_right(hurt: Callable[[Desk], None], desk: Desk) -> None:
    told, wanted = CASES[hurt]
    hurt(desk)
    before = {path: path.read_bytes() for path in desk.home.rglob("20*.json") if "copies" not in path.parts}

    assert set(faults(desk.home)) == told
    assert all("sixdonts doctor --repair" in line for line in folder_faults(desk))
    lines = mend(desk)
    assert {file: [one["title"] for one in records(desk, file).values()] for file in wanted} == wanted
    assert (set(folder_faults(desk)), mend(desk)) == (set(), ())
    [aside] = (desk.home / "aside").iterdir()
    kept = [path.read_bytes() for path in aside.rglob("*.json")]
    assert all(content in kept for path, content in before.items() if content != path.read_bytes())
    assert any("还有" in line or "不同" in line or "恢复" in line for line in lines)


def test_a_month_counts_its_records_again_and_the_way_back_takes_none_away(desk: Desk) -> None:
    exchanged_places(desk)
    assert desk.journal.notes.within(Period.parse("2026-11")) == []
    mend(desk)
    with suppress(FileFaults):  # there is nothing that came from elsewhere
        undo_bringing_back(desk)

    assert [one.title for one in desk.journal.notes.within(Period.parse("2026-11"))] == ["十一月"]
    assert [one.title for one in desk.journal.notes.within(Period.parse("2026-10"))] == ["十月"]


def test_of_a_record_in_two_files_the_other_computers_get_what_is_shown_here(desk: Desk) -> None:
    settled_and_open(desk)
    [shown] = desk.journal.matters.all()
    read = read_here(Files(desk.home))
    assert read.here.documents["matters", shown.uid]["state"] == shown.state == MatterState.SETTLED


@pytest.mark.parametrize(("closed_day", "home"), [(None, "matters/2025"), (AT.date(), "matters/2026")])
def test_a_matter_closed_on_an_unwritten_day_may_lie_in_any_year(closed_day: date | None, home: str) -> None:
    matter = Matter.new(AT, AT.date(), title="督办件").changed(AT, state=MatterState.SETTLED, closed_day=closed_day)
    assert place_of(kind_called("matters"), "matters/2025", matter) == home


def test_a_record_under_another_name_is_not_said_to_be_lost_once_it_is_back(desk: Desk) -> None:
    desk.journal.notes.add(StudyNote.new(AT, date(2026, 11, 4), title="又一条"))
    documents = records(desk, NOVEMBER)
    uid = next(iter(documents))
    put(desk, NOVEMBER, {"0" * 22: documents.pop(uid), **documents})
    lines = mend(desk)
    assert [one["title"] for one in records(desk, NOVEMBER).values()] == ["又一条", "十一月"]
    assert not [line for line in lines if "丢失" in line]
