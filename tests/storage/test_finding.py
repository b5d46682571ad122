"""What is searched is what the files say now; a record that cannot be read hides no other."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from content.marks import Mark
from content.search import SearchEntry, read_query
from storage.finding import Finder
from storage.journal import Journal
from storage.records import (
    Attendance,
    AttendanceStatus,
    Decision,
    Matter,
    MatterKind,
    Meeting,
    SelfCheck,
    StudyNote,
    clean_line,
    clean_text,
)
from tests.storage.filling import fill

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = date(2026, 11, 23)


@pytest.fixture(params=["file", "memory"])
def journal(request: pytest.FixtureRequest, tmp_path: Path) -> Journal:
    return Journal.open(tmp_path, clock=lambda: AT) if request.param == "file" else Journal.in_memory(clock=lambda: AT)


def found(finder: Finder, text: str) -> list[tuple[str, str]]:
    return sorted((one.sort, one.id) for one in finder.find(read_query(text)))


def test_notes_sentences_and_matters_are_found_as_they_are_now(journal: Journal) -> None:
    finder = Finder(journal.files)
    assert found(finder, "会签") == []
    note = journal.notes.add(StudyNote.new(AT, DAY, title="会签怎样催", tags=("办文",)))
    matter = journal.matters.add(Matter.new(AT, DAY, title="x", measure="催会签", kind=MatterKind.SHORTFALL))
    uid = SelfCheck.uid_of(DAY, "six-donts")
    check = SelfCheck.new(AT, DAY, uid=uid, list_id="six-donts", edition="2012")
    journal.checks.add(check.answered(AT, "error", mark=Mark.PARTLY, sentence="会签晚了"))
    assert found(finder, "会签") == [("matter", matter.uid), ("note", note.uid), ("sentence", f"{uid}/error")]
    assert found(finder, "会签 类别:整改") == [("matter", matter.uid)]
    journal.notes.change(note, lambda one: one.changed(AT, title="别的"))
    journal.matters.remove(matter)
    assert found(finder, "会签") == [("sentence", f"{uid}/error")]
    assert found(finder, "tag:办文") == [("note", note.uid)]


def test_a_spoilt_record_and_a_spoilt_file_hide_no_other(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, clock=lambda: AT)
    journal.notes.add_many(StudyNote.new(AT, DAY, title=f"学习{n}", uid=f"n{n}") for n in range(3))
    journal.notes.add(StudyNote.new(AT, date(2026, 10, 1), title="学习十月", uid="october"))
    file = tmp_path / "notes" / "2026-11.json"
    content = json.loads(file.read_text("utf-8"))
    content["records"]["n1"]["title"] = 3
    file.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    (tmp_path / "notes" / "2026-09.json").write_bytes(b"{")
    names = {name for _sort, name in found(Finder(Journal.open(tmp_path).files), "学习")}
    assert {"n0", "n2", "october"} <= names


text = st.text(st.sampled_from('监督法宪 aAbＡ：:"\\{}[]，,uid\n'), max_size=12)
notes_of_texts = st.lists(st.tuples(text.filter(lambda said: bool(clean_line(said))), text, text), max_size=6)


@given(notes_of_texts, st.lists(text, min_size=1, max_size=3))
def test_looking_around_words_finds_what_reading_everything_finds(
    notes: list[tuple[str, str, str]], words: list[str]
) -> None:
    journal = Journal.in_memory(clock=lambda: AT)
    made = [
        StudyNote.new(AT, DAY, title=clean_line(title), own_words=own, question=question, uid=f"n{number}")
        for number, (title, own, question) in enumerate(notes)
    ]
    journal.notes.add_many(made)
    slow = [
        SearchEntry("note", note.uid, note.title, "\n".join(filter(None, (note.own_words, note.question))), note.day)
        for note in made
    ]
    finder, whole = Finder(journal.files), " ".join(words)
    for typed in (whole[: len(whole) // 2], whole, whole[:-1]):  # one finder, as somebody types on and goes back
        query = read_query(typed)
        assert found(finder, typed) == sorted((one.sort, one.id) for one in slow if one.matches(query)), typed


SIGNS = '监督法⼈人①1㎡mM2　 ＡaéeE\u0301ｶﾞガ㍿会…，,：:."“”\\u\n\tßſ한'
written = st.text(st.sampled_from(SIGNS), max_size=20) | st.text(max_size=20).map(clean_text)
FIELDS = re.compile(r"(tag|标签|kind|类别|material|材料|period|时段)[:：]", re.IGNORECASE)


@given(st.lists(written, min_size=1, max_size=4), st.data())
@pytest.mark.slow
def test_any_piece_of_a_stored_text_finds_it(texts: list[str], data: st.DataObject) -> None:
    journal = Journal.in_memory(clock=lambda: AT)
    journal.notes.add_many(
        StudyNote.new(AT, DAY, title="x", own_words=text, uid=f"n{number}") for number, text in enumerate(texts)
    )
    finder = Finder(journal.files)
    number = data.draw(st.integers(0, len(texts) - 1))
    start = data.draw(st.integers(0, len(texts[number])))
    typed = clean_line(texts[number][start : data.draw(st.integers(start, len(texts[number])))])
    assume(read_query(typed) and not FIELDS.search(typed))
    assert ("note", f"n{number}") in found(finder, typed)


@pytest.mark.parametrize("written_by", [json.dumps, lambda value: json.dumps(value, ensure_ascii=False, indent=1)])
def test_a_file_written_anew_by_another_program_is_searched_too(
    tmp_path: Path, written_by: Callable[[object], str]
) -> None:
    journal = Journal.open(tmp_path, clock=lambda: AT)
    note = journal.notes.add(StudyNote.new(AT, DAY, title="会签怎样催"))
    file = tmp_path / "notes" / "2026-11.json"
    file.write_text(written_by(json.loads(file.read_text("utf-8"))), "utf-8")
    assert found(Finder(Journal.open(tmp_path).files), "会签") == [("note", note.uid)]


def test_a_matter_that_is_found_says_how_it_stands(journal: Journal) -> None:
    journal.matters.add(Matter.new(AT, DAY, title="会签", due_day=date(2026, 11, 30)))
    [entry] = Finder(journal.files).find(read_query("会签"))
    assert (entry.state, entry.due_day) == ("open", date(2026, 11, 30))


LAYOUTS = {
    "pretty": lambda tables: json.dumps(tables, ensure_ascii=False, indent=2),
    "escaped": lambda tables: json.dumps(tables),
    "fields in another order": lambda tables: json.dumps(
        {"records": {uid: dict(reversed(one.items())) for uid, one in tables["records"].items()}}, ensure_ascii=False
    ),
    "with another table": lambda tables: json.dumps({"records": tables["records"], "x": {}}, ensure_ascii=False),
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_records_are_found_however_their_file_is_laid_out(
    tmp_path: Path, layout: Callable[[dict[str, Any]], str]
) -> None:
    fill(tmp_path)
    path = tmp_path / "notes/2026-11.json"
    path.write_text(layout(json.loads(path.read_bytes())), encoding="utf-8")
    assert len(Finder(Journal.open(tmp_path).files).find(read_query("核对"))) == 1


OTHERWISE: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "under another key than its uid": lambda one: {**one, "uid": "x"},
    "its fields in another order": lambda one: dict(reversed(one.items())),
    "a part of it begun as a record is": lambda one: {"uid": one["uid"], "part": {"uid": "p"}, **one},
    "a part of it before its uid": lambda one: {"part": {"uid": "p"}, **one},
}


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize("layout", OTHERWISE.values(), ids=OTHERWISE)
def test_a_record_laid_out_otherwise_is_found_wherever_it_stands_in_its_file(
    tmp_path: Path, layout: Callable[[dict[str, Any]], dict[str, Any]], place: int
) -> None:
    journal = Journal.open(tmp_path, clock=lambda: AT)
    journal.notes.add_many(StudyNote.new(AT, DAY, title=f"学习{n}", uid=f"n{n}") for n in range(3))
    path = tmp_path / "notes/2026-11.json"
    records = json.loads(path.read_bytes())["records"]
    records[f"n{place}"] = layout(records[f"n{place}"])
    path.write_text(json.dumps({"records": records}, ensure_ascii=False), encoding="utf-8")
    assert found(Finder(Journal.open(tmp_path).files), "学习") == [("note", f"n{n}") for n in range(3)]
    assert found(Finder(Journal.open(tmp_path).files), f"习{place}") == [("note", f"n{place}")]


def test_what_is_shown_from_the_copy_before_is_found_where_a_file_is_spoilt_within(tmp_path: Path) -> None:
    fill(tmp_path)
    path = tmp_path / "notes/2026-11.json"
    path.with_name("2026-11.json.bak").write_bytes(whole := path.read_bytes())
    path.write_bytes(whole.replace(b'"tags": ', b'"tags": ]'))
    assert len(Finder(Journal.open(tmp_path).files).find(read_query("核对"))) == 1


@pytest.mark.parametrize("keep", [0, 9, -1])
def test_what_is_shown_from_the_copy_before_is_found(tmp_path: Path, keep: int) -> None:
    fill(tmp_path)
    path = tmp_path / "notes/2026-11.json"
    path.with_name("2026-11.json.bak").write_bytes(whole := path.read_bytes())
    path.write_bytes(whole[:keep])
    assert len(Finder(Journal.open(tmp_path).files).find(read_query("核对"))) == 1


def test_what_stands_in_a_table_of_another_program_is_not_found(tmp_path: Path) -> None:
    fill(tmp_path)
    path = tmp_path / "notes/2026-11.json"
    whole = path.read_bytes()
    path.write_text(json.dumps({"records": {}, "_default": json.loads(whole)["records"]}), encoding="utf-8")
    assert Finder(Journal.open(tmp_path).files).find(read_query("核对")) == []
    records = json.loads(whole)["records"]
    tables = {"records": {uid: {**one, "own_words": ""} for uid, one in records.items()}, "_default": records}
    path.write_text(json.dumps(tables, ensure_ascii=False), encoding="utf-8")
    assert Finder(Journal.open(tmp_path).files).find(read_query("核对")) == []


def test_a_meeting_is_found_by_what_was_dealt_with_and_decided_and_not_by_who_was_there(journal: Journal) -> None:
    finder = Finder(journal.files)
    at = (time(9), time(10))
    decided = (Decision(uid="d1", text="每周五清点建议"), Decision(uid="d2", text="会签当天退回"))
    people = (Attendance(name="赵六"), Attendance(name="钱七", status=AttendanceStatus.ON_LEAVE, reason="看病"))
    first = Meeting.new(AT, DAY, title="代表法学习", from_time=at[0], to_time=at[1], decisions=decided)
    second = Meeting.new(AT, DAY, title="别的会", from_time=at[0], to_time=at[1], attendance=people)
    journal.meetings.add(first)
    journal.meetings.add(second)
    assert found(finder, "代表法 kind:集中学习") == [("meeting", first.uid)]
    assert found(finder, "清点") == found(finder, "当天退回") == [("meeting", first.uid)]
    assert found(finder, "别的会") == [("meeting", second.uid)]
    assert found(finder, "赵六") == found(finder, "看病") == []
