"""What was deleted can be put back for 30 days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from content.marks import Mark
from storage.errors import Gone
from storage.journal import Journal
from storage.records import Leave, Matter, MatterState, SelfCheck, StudyNote
from tests.moments import local

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = date(2026, 11, 23)


def test_what_is_deleted_is_in_the_trash_and_comes_back_as_it_was(journal: Journal) -> None:
    note = journal.notes.add(StudyNote.new(AT, DAY, title="宪法学习", minutes=40))
    matter = journal.matters.add(Matter.new(AT, DAY, title="督办件", state=MatterState.SETTLED, closed_day=DAY))
    leave = journal.leaves.add(Leave.new(AT, DAY, last_day=DAY, reason="出差"))
    journal.notes.remove(note)
    journal.matters.remove(matter)
    journal.leaves.remove(leave)
    assert [item.kind for item in journal.trash.items()] == ["leaves", "matters", "notes"]
    assert (journal.notes.all(), journal.matters.all(), journal.leaves.all()) == ([], [], [])
    for item in journal.trash.items():
        journal.trash.restore(item.uid)
    assert (journal.notes.all(), journal.matters.all(), journal.leaves.all()) == ([note], [matter], [leave])
    assert journal.trash.items() == []


def test_what_took_the_place_goes_to_the_trash_instead(journal: Journal) -> None:
    def check(mark: Mark) -> SelfCheck:
        new = SelfCheck.new(AT, DAY, uid=SelfCheck.uid_of(DAY, "six-donts"), list_id="six-donts", edition="1")
        return new.answered(AT, "delay", mark=mark)

    first, second = check(Mark.PARTLY), check(Mark.KEPT)
    journal.checks.remove(journal.checks.add(first))
    journal.checks.add(second)
    journal.trash.restore(journal.trash.items()[0].uid)
    assert [(one.answers, one.rev) for one in journal.checks.all()] == [(first.answers, 3)]
    journal.trash.restore(journal.trash.items()[0].uid)
    assert [(one.answers, one.rev) for one in journal.checks.all()] == [(second.answers, 4)]
    assert len(journal.trash.items()) == 1


def test_what_is_not_in_the_trash_cannot_come_back(journal: Journal) -> None:
    with pytest.raises(Gone):
        journal.trash.restore("nothing")


def test_after_thirty_days_the_first_write_of_a_day_empties_it(journal: Journal, clock: Any) -> None:
    journal.notes.remove(journal.notes.add(StudyNote.new(AT, DAY, title="旧")))
    clock.now += timedelta(days=1)
    journal.notes.remove(journal.notes.add(StudyNote.new(AT, DAY, title="新")))
    for days in range(30, 41):
        assert len(journal.trash.items()) == 2  # older than 30 days on fewer than ten days of use
        clock.now = AT + timedelta(days=days)
        journal.drafts.put("note/new", f"写了 {days}")
    assert [item.document["title"] for item in journal.trash.items()] == ["新"]


@pytest.mark.parametrize("fields", [{"file": "../../outside"}, {"record_uid": ""}, {"document": 5}])
def test_a_doctored_trash_puts_nothing_anywhere(journal: Journal, fields: dict[str, Any]) -> None:
    journal.notes.remove(journal.notes.add(StudyNote.new(AT, DAY, title="旧")))
    item = journal.trash.items()[0]
    with journal.files.transaction() as transaction:
        transaction.put("trash", item.uid, {**item.model_dump(mode="json"), **fields})
    assert journal.trash.items() == []
    with pytest.raises(Gone):
        journal.trash.restore(item.uid)


@pytest.mark.parametrize("ahead", [40, 183, 3650])
@pytest.mark.parametrize("before", [1, 12])
def test_a_clock_ahead_for_a_week_does_not_empty_the_trash(
    journal: Journal, clock: Any, before: int, ahead: int
) -> None:
    for day in range(-before, 0):
        clock.now = AT + timedelta(days=day)
        journal.drafts.put("note/new", f"写 {day}")
    clock.now = AT
    journal.notes.remove(journal.notes.add(StudyNote.new(AT, DAY, title="旧")))
    for day in range(7):
        clock.now = AT + timedelta(days=ahead + day)
        journal.drafts.put("note/new", f"未来 {day}")
    for days in (2, 3):
        clock.now = AT + timedelta(days=days)
        journal.drafts.put("note/new", f"写了 {days}")
    assert [item.document["title"] for item in journal.trash.items()] == ["旧"]


@pytest.mark.parametrize("day", ["", "2026", 5, None, "0001-13-01", "昨天"])
def test_what_was_deleted_on_an_unreadable_day_is_kept(journal: Journal, clock: Any, day: object) -> None:
    journal.notes.remove(journal.notes.add(StudyNote.new(AT, DAY, title="旧")))
    item = journal.trash.items()[0]
    with journal.files.transaction() as transaction:
        transaction.put("trash", item.uid, {**item.model_dump(mode="json"), "day": day})
    for days in (40, 41, 42):
        clock.now = AT + timedelta(days=days)
        journal.drafts.put("note/new", f"写了 {days}")
    assert item.uid in journal.files.documents("trash")


def test_what_was_deleted_while_the_clock_was_set_back_is_kept_its_time(tmp_path: Path) -> None:
    at = local(2026, 11, 19)

    def journal() -> Journal:
        return Journal.open(tmp_path / "home", clock=lambda: at)

    def write() -> StudyNote:
        return journal().notes.add(StudyNote.new(at, at.date(), title="学习"))

    write()
    at = local(2026, 11, 20)
    note = write()
    at = local(2015, 1, 1)
    journal().notes.remove(note)
    for day in range(21, 29):
        at = local(2026, 11, day)
        write()
    assert [item.record_uid for item in journal().trash.items()] == [note.uid]
