"""Records to look back on."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from content.catalog import Catalog
from content.donts import official_list
from content.marks import Mark
from content.workdays import LeaveKind
from storage.journal import Journal
from storage.records import (
    Attempt,
    CardState,
    Leave,
    Matter,
    MatterKind,
    MatterState,
    NoteKind,
    SelfCheck,
    StudyNote,
)
from tests.moments import local

MONDAY = local(2026, 11, 23, 9, 30)
ITEMS = tuple(dont.id for dont in official_list().donts)
BLANK = (date(2026, 11, 10), date(2026, 11, 18))
AWAY = date(2026, 11, 13)


def a_check(day: date, at: datetime, **marks: Mark) -> SelfCheck:
    """All six kept, but for those named."""
    new = SelfCheck.new(at, day, uid=SelfCheck.uid_of(day, "six-donts"), list_id="six-donts", edition="2012")
    for item in ITEMS:
        mark = marks.get(item, Mark.KEPT)
        new = new.answered(at, item, mark=mark, sentence="会议材料日期写错一处" if mark is Mark.NOT_KEPT else "")
    return new


def fill(home: Path) -> Journal:
    """The workdays of 2–20 November: two left blank, one on leave, one late, one changed, one not kept and listed."""
    journal = Journal.open(home, clock=lambda: MONDAY)
    for number in range(2, 21):
        day = date(2026, 11, number)
        if day.weekday() > 4 or day in (*BLANK, AWAY):
            continue
        at = local(2026, 11, number + (3 if number == 5 else 0), 17)
        check = a_check(day, at, **({"error": Mark.NOT_KEPT} if number == 12 else {}))
        if number == 6:
            check = check.answered(local(2026, 11, 9, 9), ITEMS[0], mark=Mark.PARTLY, reason="核对后改")
        journal.checks.add(check)
    journal.leaves.add(Leave.new(MONDAY, AWAY, last_day=AWAY, reason="年休假", kind=LeaveKind.WHOLE))
    uid = SelfCheck.uid_of(date(2026, 11, 12), "six-donts")
    journal.matters.add(
        Matter.new(MONDAY, date(2026, 11, 12), title="核对日期", kind=MatterKind.SHORTFALL, check_uid=uid, item="error",
                   due_day=date(2026, 12, 6))
    )  # fmt: skip
    return journal


def everything(home: Path) -> Journal:
    """The days of `fill`, days of the year before, a settled matter, notes and answers."""
    journal = fill(home)
    for number in range(2, 21):
        day = date(2025, 11, number)
        if day.weekday() < 5:
            journal.checks.add(a_check(day, MONDAY.replace(year=2025, day=number)))
    matter = journal.matters.add(Matter.new(MONDAY, date(2026, 11, 2), title="会签意见汇总", given_by="张主任"))
    journal.matters.change(
        matter,
        lambda old: old.changed(
            MONDAY, state=MatterState.SETTLED, closed_day=date(2026, 11, 9), answered_day=date(2026, 11, 7)
        ),
    )
    journal.notes.add(StudyNote.new(MONDAY, date(2026, 11, 3), title="监督法学习", minutes=90, kind=NoteKind.GROUP))
    card = CardState(state=2, step=None, stability=1.0, difficulty=5.0, due=MONDAY, last_review=MONDAY)
    for question in Catalog.shipped().questions()[:3]:
        journal.attempts.add(
            Attempt.new(
                MONDAY, date(2026, 11, 4), pack_id="p", question_id=question.id, chosen=("A",), right=True, card=card
            )
        )
    return journal
