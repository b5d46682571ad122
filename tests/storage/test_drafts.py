"""What is being typed is there again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.journal import Journal

PLACE = "today/2026-11-23/error"


def test_a_draft_is_kept_until_it_is_dropped(journal: Journal) -> None:
    journal.drafts.put(PLACE, "发文前没有")
    journal.drafts.put("note/new", "另一处")
    assert journal.drafts.get(PLACE) == "发文前没有"
    journal.drafts.put(PLACE, "发文前没有核对日期\n第二行")
    assert journal.drafts.get(PLACE) == "发文前没有核对日期\n第二行"
    journal.drafts.drop(PLACE)
    assert (journal.drafts.get(PLACE), journal.drafts.get("note/new")) == ("", "另一处")


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
