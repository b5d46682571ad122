"""What is being typed is there again."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.drafts import DAYS
from storage.journal import Journal
from tests.storage.conftest import SetClock

PLACE = "today/2026-11-23/error"


def test_a_draft_is_kept_until_it_is_dropped(journal: Journal) -> None:
    journal.drafts.put(PLACE, "发文前没有")
    journal.drafts.put("note/new", "另一处")
    assert journal.drafts.get(PLACE) == "发文前没有"
    journal.drafts.put(PLACE, "发文前没有核对日期\n第二行")
    assert journal.drafts.get(PLACE) == "发文前没有核对日期\n第二行"
    journal.drafts.drop(PLACE)
    assert (journal.drafts.get(PLACE), journal.drafts.get("note/new")) == ("", "另一处")


def test_the_drafts_of_a_day_come_together(journal: Journal) -> None:
    for place in (PLACE, "today/2026-11-23/delay", "today/2026-11-24/delay", "note/new"):
        journal.drafts.put(place, place)
    assert journal.drafts.under("today/2026-11-23/") == {"error": PLACE, "delay": "today/2026-11-23/delay"}


def test_an_empty_text_is_no_draft(journal: Journal) -> None:
    journal.drafts.put(PLACE, "写了")
    journal.drafts.put(PLACE, "")
    assert journal.files.documents("drafts") == {}


def test_a_draft_is_there_in_the_next_program(tmp_path: Path) -> None:
    Journal.open(tmp_path).drafts.put(PLACE, "未写完")
    assert Journal.open(tmp_path).drafts.get(PLACE) == "未写完"


@given(st.text(alphabet=st.characters(exclude_categories=()), min_size=1), st.text(min_size=1))
def test_anything_typed_anywhere_is_kept_as_it_is(text: str, place: str) -> None:
    journal = Journal.in_memory()
    journal.drafts.put(place, text)
    assert journal.drafts.get(place) == text


@pytest.mark.parametrize("content", [b"", b"{", b'{"records": [1]}', b'{"records": {"note/new": 5}}'])
def test_damaged_drafts_stop_nothing(tmp_path: Path, content: bytes) -> None:
    tmp_path.joinpath("drafts.json").write_bytes(content)
    journal = Journal.open(tmp_path)
    assert journal.drafts.get("note/new") == ""
    journal.drafts.put("note/new", "重新写")
    assert Journal.open(tmp_path).drafts.get("note/new") == "重新写"


def test_a_draft_that_nobody_touched_for_long_goes_to_the_trash(journal: Journal, clock: SetClock) -> None:
    journal.drafts.put(PLACE, "很久以前")
    clock.now += timedelta(days=DAYS)
    journal.drafts.put("note/new", "今天的")
    assert journal.drafts.get(PLACE) == "很久以前"
    for number in range(10):  # seen to be old on ten days of use
        assert journal.drafts.get(PLACE) == "很久以前"
        clock.now += timedelta(days=1)
        journal.drafts.put("note/other", f"今天的{number}")
    assert journal.drafts.get(PLACE) == ""
    assert journal.drafts.get("note/new") == "今天的"
    [item] = journal.trash.items()
    assert (item.kind, item.record_uid, item.document["text"]) == ("drafts", PLACE, "很久以前")
    journal.trash.restore(item.uid)
    assert journal.drafts.get(PLACE) == "很久以前"


def test_a_draft_of_an_older_program_or_of_a_clock_ahead_counts_from_today(tmp_path: Path) -> None:
    now = [datetime(2026, 11, 23, 9, tzinfo=UTC)]
    old = {"records": {PLACE: {"text": "旧"}, "note/new": {"text": "未来", "kept_day": "2099-01-01"}}}
    (tmp_path / "drafts.json").write_text(json.dumps(old), encoding="utf-8")
    for days in (0, DAYS):
        now[0] += timedelta(days=days)
        journal = Journal.open(tmp_path, clock=lambda: now[0])
        journal.looks.keep("campaign/one", days + 1)
        assert (journal.drafts.get(PLACE), journal.drafts.get("note/new")) == ("旧", "未来")
    for page in range(500, 510):
        now[0] += timedelta(days=1)
        journal.looks.keep("campaign/one", page)
    assert (journal.drafts.get(PLACE), journal.drafts.get("note/new")) == ("", "")
    assert {item.record_uid for item in journal.trash.items()} == {PLACE, "note/new"}
