"""Taking back: what came back is as it was, and what another window wrote meanwhile is never overwritten."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from desk import matters
from desk.desk import Desk
from desk.leaves import write_down
from desk.opened import remove
from desk.remarks import keep_remark
from desk.undo import bring_back, bring_leave_back, bring_lying_back, lying, put_back, take_away, unsettle
from storage.errors import ChangedElsewhere
from storage.materials import bring_material_back, own_materials, remove_material, save_material
from storage.records import Leave, Matter, MatterState, Remark, StudyNote, Template
from tests.desk.conftest import MONDAY

DAY = MONDAY.date()


def matter(desk: Desk, **fields: Any) -> Matter:
    return desk.journal.matters.add(Matter.new(MONDAY, DAY, title="督办件", **fields))


def other(desk: Desk) -> Desk:
    """Another window on the same folder, a minute later."""
    return Desk(desk.home, clock=lambda: MONDAY + timedelta(minutes=1))


@pytest.mark.parametrize("state", [MatterState.OPEN, MatterState.SETTLED])
def test_a_matter_comes_back_as_it_was_and_only_once(desk: Desk, state: MatterState) -> None:
    closed = {} if state is MatterState.OPEN else {"closed_day": DAY, "result": "办了"}
    deleted = remove(desk, desk.journal.matters, matter(desk, state=state, **closed))
    assert desk.journal.matters.all() == []
    assert bring_back(desk, "matters", deleted.uid)
    assert not bring_back(other(desk), "matters", deleted.uid)
    assert desk.journal.matters.all() == [deleted]


def test_a_note_that_another_window_brought_back_and_changed_keeps_the_change(desk: Desk) -> None:
    deleted = remove(desk, desk.journal.notes, desk.journal.notes.add(StudyNote.new(MONDAY, DAY, title="监督法")))
    elsewhere = other(desk)
    assert bring_back(elsewhere, "notes", deleted.uid)
    changed = elsewhere.journal.notes.change(deleted, lambda there: there.changed(elsewhere.now(), title="新题"))
    assert not bring_back(desk, "notes", deleted.uid)
    assert desk.journal.notes.all() == [changed]


def test_a_remark_does_not_push_away_the_one_written_in_its_place(desk: Desk) -> None:
    first = keep_remark(desk, "q-1", None, {"faulty": "旧"})
    remove(desk, desk.journal.remarks, first)
    second = keep_remark(other(desk), "q-1", None, {"faulty": "新"})
    assert not bring_back(desk, "remarks", Remark.uid_of("q-1"))
    assert [one.faulty for one in desk.journal.remarks.all()] == ["新"]
    later = other(desk)
    remove(later, later.journal.remarks, second)
    assert bring_back(desk, "remarks", second.uid)  # the one deleted last
    assert [one.faulty for one in desk.journal.remarks.all()] == ["新"]


def test_leave_does_not_come_back_onto_days_that_are_taken(desk: Desk) -> None:
    week = Leave.new(MONDAY, date(2026, 11, 9), last_day=date(2026, 11, 13), reason="年休假")
    remove(desk, desk.journal.leaves, write_down(desk, week))
    day = write_down(other(desk), Leave.new(MONDAY, date(2026, 11, 11), last_day=date(2026, 11, 11), reason="看牙"))
    assert not bring_leave_back(desk, week)
    assert desk.journal.leaves.all() == [day]
    remove(desk, desk.journal.leaves, day)
    assert bring_leave_back(desk, week)
    assert desk.journal.leaves.all() == [week]


def test_a_template_replaced_elsewhere_is_neither_taken_away_unseen_nor_overwritten(desk: Desk) -> None:
    templates = desk.journal.templates
    templates.keep("周学", {"title": "旧"})
    seen = templates.get("周学")
    assert seen is not None
    other(desk).journal.templates.keep("周学", {"title": "新"})
    with pytest.raises(ChangedElsewhere) as caught:
        templates.remove("周学", seen)
    assert caught.value.there == Template(fields={"title": "新"})
    new = templates.remove("周学", caught.value.there)
    assert templates.all() == {}
    assert bring_back(desk, "templates", "周学")
    assert not bring_back(desk, "templates", "周学")
    assert templates.all() == {"周学": new}


def test_what_was_deleted_is_listed_the_latest_first_and_each_comes_back_by_the_rule_of_its_kind(desk: Desk) -> None:
    note = desk.journal.notes.add(StudyNote.new(MONDAY, DAY, title="监督法"))
    day = write_down(desk, Leave.new(MONDAY, DAY, last_day=DAY, reason="看牙"))
    desk.journal.templates.keep("周学", {"title": "每周"})
    remove(desk, desk.journal.notes, note)
    elsewhere = other(desk)
    remove(elsewhere, elsewhere.journal.leaves, day)
    later = Desk(desk.home, clock=lambda: MONDAY + timedelta(minutes=2))
    later.journal.templates.remove("周学", Template(fields={"title": "每周"}))
    template, leave, first = lying(desk)
    assert [(one.kind, one.title) for one in (template, leave, first)] == [
        ("templates", "周学"), ("leaves", "看牙"), ("notes", "监督法"),
    ]  # fmt: skip
    taken = write_down(desk, Leave.new(MONDAY, DAY, last_day=DAY, reason="出差"))
    assert [bring_lying_back(desk, one) for one in (template, leave, first)] == [True, False, True]
    assert desk.journal.leaves.all() == [taken]
    assert [one.kind for one in lying(desk)] == ["leaves"]


def test_a_material_comes_back_unless_another_was_added_under_its_title(desk: Desk) -> None:
    def text(words: str) -> str:
        return f"---\ntitle: 讲话\ntopic: 本处\nsource: 本处\nedition: 1\n---\n\n{words}\n"

    uid = save_material(desk.home, "讲话", text("旧"))
    (old,), _faults = own_materials(desk.home)
    remove_material(desk.home, uid)
    assert own_materials(desk.home) == ([], [])
    assert bring_material_back(desk.home, uid)
    assert own_materials(desk.home) == ([old], [])
    remove_material(desk.home, uid)
    save_material(desk.home, "讲话", text("新"))
    there = own_materials(desk.home)
    assert not bring_material_back(desk.home, uid)
    assert own_materials(desk.home) == there


@pytest.mark.parametrize("what", ["added", "changed", "settled"])
def test_a_matter_changed_elsewhere_since_stays_as_it_was_written_there(desk: Desk, what: str) -> None:
    before = matter(desk)
    if what == "added":
        after, undo = before, partial(take_away, desk, before)
    elif what == "changed":
        after = matters.change(desk, before, measure="先催办")
        undo = partial(put_back, desk, after, before)
    else:
        after, following = matters.settle(desk, before, result="办了", answered_to="", answered_day=None)
        undo = partial(unsettle, desk, after, before, following)
    elsewhere = other(desk)
    changed = elsewhere.journal.matters.change(after, lambda there: there.changed(elsewhere.now(), given_by="主任"))
    assert not undo()
    assert desk.journal.matters.all() == [changed]


def test_a_draft_in_the_trash_is_called_by_what_was_written_first(desk: Desk) -> None:
    for place, text in [
        ("note/1", '{"title": "", "own_words": "读第二章\\n", "kind": "self"}'),
        ("today/2", "{写到一半"),
    ]:
        desk.journal.drafts.put(place, text, "")
        desk.journal.drafts.give_up(place)
    assert sorted(one.title for one in lying(desk)) == ["{写到一半", "读第二章"]
