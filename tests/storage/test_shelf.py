"""Shelves: models in, models out, the same over files and over memory."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.marks import Mark
from content.period import Period
from storage.errors import Gone, StorageError, Taken
from storage.journal import Journal, Notice
from storage.records import Matter, MatterState, Record, SelfCheck, StudyNote
from storage.shelf import Shelf, by_year

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = date(2026, 11, 23)
Fails = Callable[..., AbstractContextManager[list[int]]]


def note(day: date = DAY, title: str = "宪法学习", **fields: Any) -> StudyNote:
    return StudyNote.new(AT, day, title=title, **fields)


def settle(matter: Matter, day: date = DAY) -> Matter:
    return matter.changed(AT, state=MatterState.SETTLED, closed_day=day, result="已答复")


def put_raw(journal: Journal, name: str, uid: str, document: Any) -> None:
    with journal.files.transaction() as transaction:
        transaction.put(name, uid, document)


def test_what_is_added_is_there_in_order_of_day(journal: Journal) -> None:
    later, earlier = note(DAY, "后"), note(DAY - timedelta(days=40), "先")
    assert journal.notes.add(later) == later
    journal.notes.add(earlier)
    assert journal.notes.all() == [earlier, later]
    assert journal.files.names("notes") == ["notes/2026-10", "notes/2026-11"]


def test_a_period_holds_its_first_and_last_day_only(journal: Journal) -> None:
    days = [date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 30), date(2026, 12, 1)]
    journal.notes.add_many(note(day) for day in days)
    assert [found.day for found in journal.notes.within(Period.parse("2026-11"))] == days[1:3]
    assert [found.day for found in journal.notes.within(Period.parse("2026-Q4"))] == days


def test_a_record_is_found_by_uid_with_and_without_its_day(journal: Journal) -> None:
    kept = journal.notes.add(note())
    assert journal.notes.get(kept.uid) == journal.notes.get(kept.uid, DAY) == kept
    assert journal.notes.get(kept.uid, date(2020, 1, 1)) is None
    assert journal.notes.get("nothing") is None


def test_a_batch_writes_each_file_once(journal: Journal) -> None:
    journal.notes.add_many(note(DAY, str(number)) for number in range(20))
    before = journal.files.stamp("notes/2026-11")
    journal.notes.add_many(journal.notes.all())
    assert journal.files.stamp("notes/2026-11") == before
    assert len(journal.notes.all()) == 20


def test_adding_never_overwrites(journal: Journal) -> None:
    kept = journal.notes.add(note())
    with pytest.raises(Taken) as caught:
        journal.notes.add_many([note(title="另一条"), kept.changed(AT, title="改了")])
    assert caught.value.uid == kept.uid
    assert journal.notes.all() == [kept]


def test_edit_begins_what_is_not_there_and_goes_on_with_what_is(journal: Journal) -> None:
    uid = SelfCheck.uid_of(DAY, "six-donts")

    def mark(old: SelfCheck | None, item: str) -> SelfCheck:
        check = old or SelfCheck.new(AT, DAY, uid=uid, list_id="six-donts", edition="1")
        return check.answered(AT, item, mark=Mark.KEPT)

    journal.checks.edit(uid, DAY, lambda old: mark(old, "delay"))
    check = journal.checks.edit(uid, DAY, lambda old: mark(old, "error"))
    assert (check.mark("delay"), check.mark("error")) == (Mark.KEPT, Mark.KEPT)
    assert journal.checks.all() == [check]


def test_an_edit_cannot_change_who_a_record_is(journal: Journal) -> None:
    kept = journal.notes.add(note())
    with pytest.raises(ValueError, match="cannot become"):
        journal.notes.change(kept, lambda old: note())
    assert journal.notes.all() == [kept]


def test_an_edit_that_changes_nothing_writes_nothing(journal: Journal) -> None:
    kept = journal.notes.add(note())
    before = journal.files.stamp("notes/2026-11")
    journal.notes.change(kept, lambda old: old.changed(AT, title=old.title))
    assert journal.files.stamp("notes/2026-11") == before


def test_a_change_is_made_to_what_is_stored_not_to_what_was_shown(journal: Journal) -> None:
    shown = journal.notes.add(note())
    journal.notes.change(shown, lambda old: old.changed(AT, minutes=45))
    changed = journal.notes.change(shown, lambda old: old.changed(AT, tags=("党纪",)))
    assert (changed.minutes, changed.tags, changed.rev) == (45, ("党纪",), 3)


def test_a_record_redated_moves_to_the_other_month(journal: Journal) -> None:
    kept = journal.notes.add(note(DAY))
    moved = journal.notes.change(kept, lambda old: old.changed(AT, day=date(2025, 3, 1)))
    assert journal.notes.all() == [moved]
    assert journal.notes.get(kept.uid, DAY) is None
    again = journal.notes.change(kept, lambda old: old.changed(AT, minutes=10))
    assert (again.day, again.minutes) == (date(2025, 3, 1), 10)


def test_what_is_gone_cannot_be_changed_or_removed(journal: Journal) -> None:
    kept = journal.notes.add(note())
    journal.notes.remove(kept)
    assert journal.notes.all() == []
    with pytest.raises(Gone) as caught:
        journal.notes.change(kept, lambda old: old.changed(AT, minutes=1))
    assert caught.value.uid == kept.uid
    with pytest.raises(Gone):
        journal.notes.remove(kept)


def with_fields(**fields: Any) -> dict[str, Any]:
    return {**note().model_dump(mode="json"), "uid": "bad", **fields}


BAD = [
    {},
    {"uid": "bad", "title": "少了很多"},
    with_fields(uid="other"),
    with_fields(colour="red"),
    with_fields(minutes=float("nan")),
    with_fields(title="\ud800"),
    with_fields(day="2026-02-30"),
]


@pytest.mark.parametrize("document", BAD)
def test_one_bad_record_hides_no_other_and_outlives_every_write(journal: Journal, document: Any) -> None:
    first = journal.notes.add(note(title="一"))
    put_raw(journal, "notes/2026-11", "bad", document)
    second = journal.notes.add(note(title="二"))
    journal.notes.change(first, lambda old: old.changed(AT, minutes=5))
    assert {found.title for found in journal.notes.all()} == {"一", "二"}
    journal.notes.remove(second)
    assert repr(journal.files.documents("notes/2026-11")["bad"]) == repr(document)
    assert journal.notices == [Notice("record", "notes/2026-11.json", "bad")]


@pytest.mark.parametrize("value", [5, "words", [1, 2], None, True])
def test_what_is_no_record_at_all_is_kept_too(tmp_path: Path, value: Any) -> None:
    journal = Journal.open(tmp_path)
    kept = journal.notes.add(note())
    path = tmp_path / "notes" / "2026-11.json"
    content = json.loads(path.read_bytes())
    content["records"]["bad"] = value
    path.write_text(json.dumps(content), encoding="utf-8")
    changed = journal.notes.change(kept, lambda old: old.changed(AT, minutes=5))
    assert journal.notes.all() == [changed]
    assert json.loads(path.read_bytes())["records"]["bad"] == value
    new = note(uid="bad")
    journal.notes.edit("bad", DAY, lambda old: old or new)
    assert value is None or {"unreadable": value} in json.loads(path.read_bytes())["records"].values()
    assert journal.notes.get("bad") == new


def test_a_bad_record_in_the_way_is_kept_beside_the_new_one(journal: Journal) -> None:
    uid = SelfCheck.uid_of(DAY, "six-donts")
    put_raw(journal, "checks/2026-11", uid, {"written": "by somebody else"})
    new = SelfCheck.new(AT, DAY, uid=uid, list_id="six-donts", edition="1")
    journal.checks.edit(uid, DAY, lambda old: old or new)
    assert journal.checks.all() == [new]
    assert {"written": "by somebody else"} in journal.files.documents("checks/2026-11").values()


def test_changes_of_two_shelves_in_one_transaction_are_one_change(journal: Journal) -> None:
    def broken_off() -> None:
        with journal.files.transaction():
            journal.notes.add(note())
            journal.matters.add(Matter.new(AT, DAY, title="会签意见汇总"))
            raise KeyError

    with pytest.raises(KeyError):
        broken_off()
    assert (journal.notes.all(), journal.matters.all()) == ([], [])
    with journal.files.transaction():
        kept = journal.notes.add(note())
        journal.notes.change(kept, lambda old: old.changed(AT, minutes=7))
        journal.matters.add(Matter.new(AT, DAY, title="会签意见汇总"))
    assert ([found.minutes for found in journal.notes.all()], len(journal.matters.open())) == ([7], 1)


def test_a_matter_is_open_then_closed_and_may_be_opened_again(journal: Journal) -> None:
    matter = journal.matters.add(Matter.new(AT, DAY, title="督办件"))
    other = journal.matters.add(Matter.new(AT, DAY, title="代表建议"))
    settled = journal.matters.change(matter, lambda old: settle(old, date(2027, 1, 4)))
    assert journal.matters.open() == [other]
    assert journal.matters.closed_within(Period.parse("2027")) == [settled]
    assert journal.matters.closed_within(Period.parse("2026")) == []
    journal.matters.change(settled, lambda old: old.changed(AT, state=MatterState.OPEN, closed_day=None))
    assert {found.uid for found in journal.matters.open()} == {matter.uid, other.uid}
    assert len(journal.matters.all()) == 2


def test_a_shelf_can_be_put_up_over_other_files(journal: Journal) -> None:
    shelf = Shelf(journal.files, "branch/problems", Record, near=by_year)
    kept = shelf.add(Record.new(AT, DAY))
    assert shelf.all() == [kept]
    assert journal.files.names("branch/problems") == ["branch/problems/2026"]


@pytest.mark.parametrize("name", ["../outside", "/etc/x", "checks/../../x", "Checks/1", "", "checks/2026 (2)"])
def test_no_record_file_lies_outside_the_folder(journal: Journal, name: str) -> None:
    with pytest.raises(ValueError, match="not a name"), journal.files.transaction() as transaction:
        transaction.put(name, "uid", {})


ACTIONS = st.tuples(
    st.integers(0, 2),
    st.sampled_from(["settle 2026", "settle 2027", "drop", "reopen", "measure", "trash", "restore"]),
    st.none() | st.tuples(st.sampled_from(["open", "write", "fsync", "replace", "unlink", "link"]), st.integers(1, 9)),
)


@pytest.mark.slow
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions=st.lists(ACTIONS, max_size=12))
def test_a_matter_moved_between_files_is_never_doubled_or_lost(
    tmp_path_factory: pytest.TempPathFactory, fails: Fails, actions: list[tuple[int, str, tuple[str, int] | None]]
) -> None:
    home = tmp_path_factory.mktemp("moves") / "home"
    journal, reader = Journal.open(home), Journal.open(home)
    uids = [journal.matters.add(Matter.new(AT, DAY, title=f"事项{number}")).uid for number in range(3)]
    for number, action, fault in actions:
        before = _whereabouts(journal)
        name, call = fault or ("fsync", 1_000)
        try:
            with fails(name, OSError(errno.EIO, "injected"), call=call):
                _act(journal, uids[number], action)
        except StorageError:
            assert _whereabouts(journal) == before
        for anybody in (journal, reader, Journal.open(home)):
            assert sorted(uid for uid, _ in _whereabouts(anybody)) == sorted(uids)
    documents = [uid for name in journal.files.names("matters") for uid in journal.files.documents(name)]
    assert len(documents) + len(journal.trash.items()) == len(uids)


def _whereabouts(journal: Journal) -> set[tuple[str, str]]:
    kept = {(matter.uid, matter.model_dump_json()) for matter in journal.matters.all()}
    return kept | {(item.record_uid, "trash") for item in journal.trash.items()}


def _act(journal: Journal, uid: str, action: str) -> None:
    if action == "restore":
        for item in journal.trash.items():
            if item.record_uid == uid:
                journal.trash.restore(item.uid)
        return
    if (matter := journal.matters.get(uid)) is None:
        return
    changes: dict[str, dict[str, Any]] = {
        "settle 2026": {"state": MatterState.SETTLED, "closed_day": date(2026, 12, 1)},
        "settle 2027": {"state": MatterState.SETTLED, "closed_day": date(2027, 1, 1)},
        "drop": {"state": MatterState.DROPPED, "closed_day": date(2026, 12, 2)},
        "reopen": {"state": MatterState.OPEN, "closed_day": None},
        "measure": {"measure": "每周核对一次"},
    }
    if action == "trash":
        journal.matters.remove(matter)
    else:
        journal.matters.change(matter, lambda old: old.changed(AT, **changes[action]))
