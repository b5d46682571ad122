"""Small values by key: read where they lie, also where they lay before they had a file of their own."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from storage.journal import Journal
from storage.records import Look, SittingKind, SittingPlan, Template
from storage.records.typed import KeptReceipt
from tests.storage.conftest import SetClock

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
PLAN = SittingPlan(uid="s1", kind=SittingKind.PAPER, question_ids=("q1", "q2"), began_at=AT, given={"q1": ("A",)})
FOLDER = "/home/张三/报送"
# As an older program left them among the drafts.
OLD = {
    "sitting": PLAN.model_dump_json(),
    "files/saved-in": FOLDER,
    "share/2026-11/remark": "无补充",
    "note/new": "未写完",
}


@pytest.fixture
def old(tmp_path: Path) -> Journal:
    documents = {"records": {place: {"text": text} for place, text in OLD.items()}}
    (tmp_path / "drafts.json").write_text(json.dumps(documents), encoding="utf-8")
    return Journal.open(tmp_path, clock=lambda: AT)


def drafts(home: Path) -> set[str]:
    return set(json.loads((home / "drafts.json").read_bytes())["records"])


def test_what_an_older_program_left_among_the_drafts_is_read_there(old: Journal, tmp_path: Path) -> None:
    assert old.plans.get("sitting") == PLAN
    assert old.plans.get("paper") is None
    assert old.folders.last("files/saved-in") == FOLDER
    assert old.submission_remarks.text("2026-11") == "无补充"
    assert old.submission_remarks.text("2026-10") == ""
    assert drafts(tmp_path) == set(OLD)


def test_the_first_write_moves_it_to_its_own_file_and_leaves_the_other_drafts(old: Journal, tmp_path: Path) -> None:
    old.plans.put("sitting", PLAN)
    old.folders.keep("files/saved-in", "/elsewhere")
    old.submission_remarks.keep("2026-11", "补充一点")
    assert drafts(tmp_path) == {"note/new"}
    again = Journal.open(tmp_path)
    assert again.plans.get("sitting") == PLAN
    assert again.folders.last("files/saved-in") == "/elsewhere"
    assert again.submission_remarks.text("2026-11") == "补充一点"
    assert again.drafts.get("note/new") == "未写完"


def test_what_is_taken_away_does_not_come_back_from_the_drafts(old: Journal, tmp_path: Path) -> None:
    old.plans.drop("sitting")
    old.submission_remarks.keep("2026-11", "")
    assert drafts(tmp_path) == {"files/saved-in", "note/new"}
    assert Journal.open(tmp_path).plans.get("sitting") is None


@pytest.mark.slow
def test_what_is_no_draft_is_not_swept_with_the_drafts(tmp_path: Path, old: Journal, clock: SetClock) -> None:
    for days in range(250):
        clock.now += timedelta(days=1)
        Journal.open(tmp_path, clock=clock).looks.keep("m", days + 1)
    journal = Journal.open(tmp_path)
    assert (journal.plans.get("sitting"), journal.folders.last("files/saved-in")) == (PLAN, FOLDER)
    assert journal.submission_remarks.text("2026-11") == "无补充"
    assert journal.drafts.get("note/new") == ""


@pytest.mark.parametrize("text", ["", "{", "null", '{"uid": 5}', "[" * 50_000])
def test_an_old_plan_that_cannot_be_read_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "drafts.json").write_text(json.dumps({"records": {"paper": {"text": text}}}), encoding="utf-8")
    assert Journal.open(tmp_path).plans.get("paper") is None


def test_a_value_that_cannot_be_read_is_named_and_kept_beside_the_new_one(journal: Journal) -> None:
    with journal.files.transaction() as transaction:
        transaction.put("looks", "campaign/one", {"paragraph": "three"})
    assert journal.looks.place("campaign/one") == 0
    assert [(one.kind, one.file, one.detail) for one in journal.notices] == [("record", "looks.json", "campaign/one")]
    journal.looks.keep("campaign/one", 3)
    assert journal.looks.place("campaign/one") == 3
    assert {"paragraph": "three"} in journal.files.documents("looks").values()


def test_what_another_program_wrote_is_seen(tmp_path: Path) -> None:
    journal, other = Journal.open(tmp_path), Journal.open(tmp_path)
    journal.templates.keep("周学习", {"title": "学习"})
    assert other.templates.all() == {"周学习": Template(fields={"title": "学习"})}
    journal.templates.keep("周学习", {"title": "再学"})
    assert other.templates.all() == {"周学习": Template(fields={"title": "再学"})}
    other.templates.drop("周学习")
    assert journal.templates.all() == {}


def test_a_change_broken_off_is_seen_by_a_program_that_read_before(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path)
    journal.looks.keep("campaign/one", 3)
    assert journal.looks.get("campaign/one") == Look(paragraph=3)
    intent: dict[str, Any] = {"records": {"looks": {"campaign/one": {"paragraph": 7}}}}
    (tmp_path / "intent.json").write_text(json.dumps(intent), encoding="utf-8")
    assert journal.looks.place("campaign/one") == 7


def test_what_two_programs_keep_at_once_about_one_period_is_all_kept(tmp_path: Path) -> None:
    def keep(program: int) -> None:
        journal = Journal.open(tmp_path)
        both_there.wait()
        for number in range(25):
            journal.submission_ticks.keep("2026-11", {f"{program}-{number}": True})
            receipt = KeptReceipt(
                revision=1, state="received", day=AT.date(), comment=f"{program}-{number}", made_at=AT
            )
            journal.submission_receipts.keep("2026-11", receipt)

    both_there = Barrier(2)
    with ThreadPoolExecutor(2) as programs:
        list(programs.map(keep, range(2)))
    journal, all_ = Journal.open(tmp_path), {f"{program}-{number}" for program in range(2) for number in range(25)}
    assert set(journal.submission_ticks.of("2026-11")) == all_
    assert {one.comment for one in journal.submission_receipts.of("2026-11")} == all_
