"""A period in one document: what was settled, studied, fell short and was written, and nothing of another period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.calendar import PUBLISHED
from content.marks import Mark
from content.period import Period, Span
from desk.appraisal import appraisal_of
from desk.desk import Desk
from desk.look_backs import fresh, save_look_back
from desk.matters import add, settle
from desk.review import whole_review
from reports.figures import records_of
from reports.item_days import item_rows, row_of
from reports.plain_text import plain_text
from reports.review_document import document
from reports.sentences import sentences
from reports.told_sentences import told
from storage.journal import Journal
from storage.records import MatterKind, NoteKind, SelfCheck, StudyNote
from tests.reports.making import ITEMS, LISTS, NOVEMBER, TODAY, check
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


def test_a_document_of_nothing_names_no_key(desk: Desk) -> None:
    assert "还没有自查记录。" in page(desk)
    assert "F2" not in page(desk)


def wrote(desk: Desk, day: int, sentence: str, mark: Mark = Mark.NOT_KEPT) -> None:
    desk.journal.checks.add(check(date(2026, 11, day), mark, sentence=sentence))


def test_the_same_words_stand_once_with_all_their_days_and_what_came_of_them(desk: Desk) -> None:
    for day in (2, 4, 9):
        wrote(desk, day, "督办件拖到当天才反馈", Mark.PARTLY if day == 4 else Mark.NOT_KEPT)
    for day in (2, 9):
        uid = SelfCheck.uid_of(date(2026, 11, day), "six-donts")
        fields = {"kind": MatterKind.SHORTFALL, "item": ITEMS[0], "check_uid": uid, "measure": "提前两天送审"}
        made = add(desk, date(2026, 11, day), title="督办件拖到当天才反馈", **fields)
        settle(desk, made, result="已改正")
    said = page(desk)[page(desk).index("不足") :]
    assert said.count("督办件拖到当天才反馈") == 1
    assert "3次：督办件拖到当天才反馈（未做到11月2日、9日，部分做到11月4日）" in said
    assert "列入整改2件：办结2件（11月23日），措施：提前两天送审，结果：已改正。" in said


@given(st.lists(st.sampled_from(["甲乙丙丁戊己", "甲乙丙丁戊己", "子丑寅卯", "一句别的话"]), min_size=1, max_size=15))
def test_every_sentence_is_told_with_its_day_and_none_twice(texts: list[str]) -> None:
    journal = Journal.in_memory(clock=lambda: MONDAY)
    journal.checks.add_many(check(date(2026, 11, day), Mark.PARTLY, sentence=text) for day, text in enumerate(texts, 2))
    row = row_of(item_rows(records_of(journal, NOVEMBER, TODAY, PUBLISHED), LISTS, PUBLISHED, NOVEMBER.first), ITEMS[0])
    said = [paragraph.bold_lead + paragraph.text for paragraph in told(sentences(row, {}), NOVEMBER.first, PUBLISHED)]
    days = [int(day) for line in said for day in re.findall(r"(\d+)日", line)]
    assert sorted(days) == list(range(2, 2 + len(texts)))
    assert sum(line.count(text) for line in said for text in {*texts}) == len({*texts})


def test_what_was_listed_at_no_sentence_stands_too_with_its_outcome(desk: Desk) -> None:
    add(
        desk,
        date(2026, 11, 2),
        title="值班表没有贴",
        kind=MatterKind.SHORTFALL,
        item=ITEMS[3],
        due_day=date(2026, 12, 1),
    )
    settle(desk, add(desk, date(2026, 11, 3), title="错了一处文号", kind=MatterKind.ERROR), result="已重发")
    said = page(desk)[page(desk).index("不足") :]
    assert "另列入整改1件：值班表没有贴：未办结1件（时限12月1日）。" in said
    assert "另列入整改1件：错了一处文号：办结1件（11月23日），结果：已重发。" in said


def test_settled_matters_stand_by_their_kind(desk: Desk) -> None:
    settle(desk, add(desk, date(2026, 11, 2), title="报年度台账"), result="已报")
    settle(desk, add(desk, date(2026, 11, 3), title="错了一处文号", kind=MatterKind.ERROR), result="已重发")
    said = page(desk)
    assert said.index("交办1件") < said.index("报年度台账") < said.index("差错1件") < said.index("错了一处文号")


def test_answers_stand_behind_their_questions_and_what_is_planned_is_what_comes_next(desk: Desk) -> None:
    seen = fresh(desk, Period.parse("2026-10"))
    save_look_back(desk, seen, asked={seen.asked[1].question: "催得晚"}, planned=["起草十一月安排"])
    week = fresh(desk, Period.parse("2026-W46"))
    save_look_back(desk, week, asked={}, intention="先打电话")
    said = page(desk)
    assert seen.asked[1].question + "催得晚" in said
    assert "2026年10月" in said
    assert "2026-W46" not in said
    assert "下周打算：先打电话" in said
    assert said.index("下一步打算") < said.index("2026年11月工作预安排：1.起草十一月安排")


@pytest.mark.parametrize("text", ["2026-10", "2026-Q4", "2027-01", "2020-01"])
def test_a_document_has_no_doubled_sign_and_no_day_of_a_table(desk: Desk, text: str) -> None:
    wrote(desk, 9, "文号写错，")
    add(desk, date(2025, 12, 30), title="跨年的，")
    period = Period.parse(text)
    said = page(desk, period) + plain_text(document(whole_review(desk, period, Span.MONTH)))
    assert not re.search("[，。；：、,.;][，。；：、,.;]", said)
    assert not re.search(r"\d{4}-\d\d-\d\d", said)
