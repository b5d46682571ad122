"""What was merged into what: the item that stays has all of it, and a circle ends."""

from __future__ import annotations

from datetime import date

from storage.merged import merged_by_item
from storage.problems import Owner, Problem, Status
from storage.records import MatterKind

DAY = date(2026, 11, 2)


def item(uid: str, into: str = "") -> Problem:
    return Problem(
        uid=uid, title=uid, kind=MatterKind.ERROR, category="", cause="", measure="", owner=Owner(), given_day=DAY,
        listed_day=DAY, due_day=None, remark="", sources=(), into=into,
        status=Status.MERGED if into else Status.OPEN,
    )  # fmt: skip


def test_what_went_into_one_that_went_into_another_is_found_at_the_one_that_stays() -> None:
    found = merged_by_item([item("a", "b"), item("b", "c"), item("c"), item("d")])
    assert {uid: [one.uid for one in inside] for uid, inside in found.items()} == {"c": ["a", "b"]}


def test_a_circle_in_a_ledger_that_was_handed_on_ends() -> None:
    assert set(merged_by_item([item("a", "b"), item("b", "a")])) == {"a", "b"}
