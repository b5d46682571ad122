from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from content.calendar import PUBLISHED
from content.quick import read_quick
from desk import matters
from desk.desk import Desk
from desk.shortfall import list_once, listed_before, usual_kind
from desk.undo import put_back, take_away, unsettle
from storage.errors import Gone
from storage.records import Every, Matter, MatterKind, MatterState, Repeat
from tests.desk.conftest import MONDAY

TODAY = MONDAY.date()
FRIDAY = date(2026, 11, 27)


def a_matter(desk: Desk, **fields: Any) -> Matter:
    return matters.add(desk, TODAY, **{"title": "会签意见汇总", **fields})


def the_open(desk: Desk) -> list[str]:
    return [one.title for one in desk.journal.matters.open()]


def test_what_a_line_says_becomes_a_matter(desk: Desk) -> None:
    quick = read_quick("张主任 11月30日前 报送调研材料 #电话", TODAY, PUBLISHED)
    saved = matters.add_line(desk, quick, given_on=TODAY)
    assert (saved.title, saved.given_by, saved.channel) == ("报送调研材料", "张主任", "电话")
    assert (saved.day, saved.due_day, saved.kind) == (TODAY, date(2026, 11, 30), MatterKind.ASSIGNED)
    assert desk.journal.matters.open() == [saved]


@pytest.mark.parametrize(
    ("line", "due_day", "given_on", "fault"),
    [
        ("@张主任 11.30", None, TODAY, "title"),
        ("交稿", date(2026, 11, 20), TODAY, "due_day"),
        ("交稿", date(2026, 11, 20), date(2026, 11, 20), ""),
        ("交稿", None, TODAY, ""),
    ],
)
def test_a_line_needs_something_to_do_and_is_not_due_before_it_was_given(
    line: str, due_day: date | None, given_on: date, fault: str
) -> None:
    quick = replace(read_quick(line, TODAY, PUBLISHED), due_day=due_day)
    assert matters.line_fault(quick, given_on) == fault


def test_a_due_day_moved_later_keeps_the_old_one_and_the_reason(desk: Desk) -> None:
    matter = a_matter(desk, due_day=FRIDAY)
    later = matters.change(desk, matter, reason="等会签", due_day=FRIDAY + timedelta(days=3))
    assert [(one.old_due_day, one.due_day, one.reason) for one in later.extensions] == [
        (FRIDAY, FRIDAY + timedelta(days=3), "等会签")
    ]


@pytest.mark.parametrize("change", [{"due_day": FRIDAY - timedelta(days=1)}, {"title": "另一件"}, {"due_day": FRIDAY}])
def test_no_other_change_is_an_extension(desk: Desk, change: dict[str, Any]) -> None:
    assert matters.change(desk, a_matter(desk, due_day=FRIDAY), **change).extensions == ()


def test_settled_and_answered_to_somebody_without_a_day_was_answered_today(desk: Desk) -> None:
    settled, following = matters.settle(desk, a_matter(desk), result="已报", answered_to="张主任")
    assert (settled.state, settled.closed_day, settled.answered_day) == (MatterState.SETTLED, TODAY, TODAY)
    assert following is None
    assert the_open(desk) == []


def test_answered_to_nobody_has_no_day_of_answering(desk: Desk) -> None:
    settled, _following = matters.settle(desk, a_matter(desk), result="已报", answered_day=TODAY)
    assert (settled.answered_to, settled.answered_day) == ("", None)


def test_a_closed_matter_settled_anew_keeps_the_day_it_was_closed(desk: Desk) -> None:
    matter = a_matter(desk, state=MatterState.DROPPED, closed_day=date(2026, 11, 2), result="不办了")
    settled, _following = matters.settle(desk, matter, result="还是办了")
    assert (settled.state, settled.closed_day) == (MatterState.SETTLED, date(2026, 11, 2))


def test_settling_what_comes_back_opens_the_next_and_undo_takes_both_back(desk: Desk) -> None:
    matter = a_matter(desk, due_day=FRIDAY, repeat=Repeat(every=Every.WEEK, first_due_day=FRIDAY, series="weekly"))
    settled, following = matters.settle(desk, matter, result="已报")
    assert following is not None
    assert following.due_day == FRIDAY + timedelta(days=7)
    assert unsettle(desk, settled, matter, following)
    assert [one.due_day for one in desk.journal.matters.open()] == [FRIDAY]


def test_dropped_has_its_reason_and_can_be_opened_again(desk: Desk) -> None:
    dropped = matters.drop(desk, a_matter(desk), "会议取消")
    assert (dropped.state, dropped.closed_day, dropped.result) == (MatterState.DROPPED, TODAY, "会议取消")
    again = matters.reopen(desk, dropped)
    assert (again.state, again.closed_day) == (MatterState.OPEN, None)
    assert the_open(desk) == ["会签意见汇总"]


def test_progress_is_added_to_what_was_done_before(desk: Desk) -> None:
    matter = matters.note_progress(desk, a_matter(desk), TODAY, "已发出")
    matter = matters.note_progress(desk, matter, TODAY, "已收回三份")
    assert [entry.text for entry in matter.progress] == ["已发出", "已收回三份"]


def test_undo_leaves_alone_what_somebody_changed_since(desk: Desk) -> None:
    matter = a_matter(desk)
    changed = matters.change(desk, matter, title="改过一次")
    matters.change(desk, changed, title="别处又改")
    assert not put_back(desk, changed, matter)
    assert the_open(desk) == ["别处又改"]


def test_what_was_deleted_elsewhere_cannot_be_settled(desk: Desk) -> None:
    matter = a_matter(desk)
    take_away(desk, matter)
    with pytest.raises(Gone):
        matters.settle(desk, matter, result="已报")
    assert the_open(desk) == []


def test_a_shortfall_is_listed_once_while_it_is_open(desk: Desk) -> None:
    assert list_once(desk, TODAY, "error", "日期写错", kind=MatterKind.ERROR, due_day=FRIDAY)
    assert not list_once(desk, TODAY, "error", "日期写错", kind=MatterKind.ERROR, due_day=FRIDAY)
    assert list_once(desk, TODAY, "error", "文号写错")
    assert list_once(desk, TODAY, "delay", "日期写错")
    [first] = [one for one in desk.journal.matters.open() if (one.item, one.title) == ("error", "日期写错")]
    matters.settle(desk, first, result="已改")
    assert list_once(desk, TODAY, "error", "日期写错")


def test_what_was_listed_at_an_item_within_a_year_is_found_again_the_latest_first(desk: Desk) -> None:
    days = [TODAY - timedelta(days=back) for back in (400, 200, 3)]
    for day in days:
        list_once(desk, day, "error", f"错在{day}")
    list_once(desk, TODAY, "delay", "晚发半天")
    for one in desk.journal.matters.open():
        if one.day == days[0]:
            matters.change(desk, one, state=MatterState.SETTLED, closed_day=one.day, result="已改")
    assert [one.day for one in listed_before(desk, "error")] == [days[2], days[1]]


def test_only_the_item_about_errors_lists_errors() -> None:
    assert (usual_kind("error"), usual_kind("delay")) == (MatterKind.ERROR, MatterKind.SHORTFALL)
