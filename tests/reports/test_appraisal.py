"""A period in one document: what was settled, studied, fell short and was written, and nothing of another period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from content.marks import Mark
from content.period import Period
from desk.appraisal import appraisal_of
from desk.desk import Desk
from desk.look_backs import fresh, save_look_back
from desk.matters import add, settle
from reports.plain_text import plain_text
from storage.records import NoteKind, SelfCheck, StudyNote
from tests.screens.driving import MONDAY

QUARTER = Period.parse("2026-Q4")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path, clock=lambda: MONDAY)
    yield made
    made.close()


def page(desk: Desk, period: Period = QUARTER) -> str:
    return plain_text(appraisal_of(desk, period)).replace("\n", "").replace(" ", "")


def test_it_quotes_what_was_recorded_in_the_period(desk: Desk) -> None:
    settle(desk, add(desk, date(2026, 11, 2), title="报年度台账"), result="已报")
    add(desk, date(2026, 11, 2), title="没有办结的")
    journal = desk.journal
    journal.notes.add(StudyNote.new(MONDAY, date(2026, 10, 8), title="监督法", minutes=90, kind=NoteKind.GROUP))
    journal.notes.add(StudyNote.new(MONDAY, date(2026, 9, 8), title="上季度的", minutes=60))
    day = date(2026, 11, 9)
    check = SelfCheck.new(MONDAY, day, uid=SelfCheck.uid_of(day, "six-donts"), list_id="six-donts", edition="2012")
    check = check.answered(MONDAY, "error", mark=Mark.NOT_KEPT, sentence="文号写错")
    journal.checks.add(check.answered(MONDAY, "duty", mark=Mark.KEPT, sentence="顺利"))
    seen = fresh(desk, Period.parse("2026-10"))
    save_look_back(desk, seen, asked={seen.asked[0].question: "提前三天催"})
    said = page(desk)
    assert all(words in said for words in ("报年度台账", "已报", "1.5学时", "监督法", "文号写错", "提前三天催"))
    assert not any(words in said for words in ("没有办结的", "上季度的", "顺利"))


def test_what_has_no_content_is_left_out_and_the_rest_numbered_anew(desk: Desk) -> None:
    said = page(desk)
    assert "一、每日自查" in said
    assert "二、接下来" in said or "二、下一步" in said
    assert "办结事项" not in said


def test_what_makes_up_the_hours_that_count_adds_up_to_them_and_self_study_stands_beside(desk: Desk) -> None:
    for kind, minutes in ((NoteKind.GROUP, 90), (NoteKind.TRAINING, 120), (NoteKind.SELF, 300)):
        desk.journal.notes.add(StudyNote.new(MONDAY, date(2026, 10, 8), title="监督法", minutes=minutes, kind=kind))
    said = page(desk)
    inside, _semicolon, beside = said[said.index("计入3.5学时：") :].partition("；")
    assert ("1.5" in inside, "2" in inside, "自学" in inside) == (True, True, False)
    assert beside.startswith("另有自学5学时，不计入。")


def test_of_self_study_alone_nothing_is_counted(desk: Desk) -> None:
    desk.journal.notes.add(StudyNote.new(MONDAY, date(2026, 10, 8), title="监督法", minutes=300, kind=NoteKind.SELF))
    assert "计入0" not in page(desk)
    assert "另有自学5学时，不计入。" in page(desk)
