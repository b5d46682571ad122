"""The hours of a year: by month and kind, adding up to the notes; as Excel and as CSV."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from reports.formats import write
from reports.hours import hours_of, hours_words, workbook
from storage.records import NoteKind, StudyNote

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


def note(day: date, minutes: int, kind: NoteKind = NoteKind.GROUP, title: str = "学") -> StudyNote:
    return StudyNote.new(AT, day, title=title, minutes=minutes, kind=kind)


NOTES = [
    note(date(2026, 1, 5), 90), note(date(2026, 1, 31), 30, NoteKind.TRAINING),
    note(date(2026, 11, 1), 60, NoteKind.MAKE_UP),
    note(date(2026, 11, 2), 45, NoteKind.SELF, "=1+1"), note(date(2025, 11, 2), 600), note(date(2026, 3, 1), 0),
]  # fmt: skip


def test_what_counts_stands_beside_the_target_and_self_study_beside_it() -> None:
    assert hours_words(hours_of(NOTES, 2026, 32)) == "2026年集中学习培训 3 学时（要求 32），自学 0.8 学时"


def test_the_table_as_excel_has_the_months_and_the_notes() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write(workbook(hours_of(NOTES, 2026, 32), "张三"), ".xlsx")))
    rows = list(book["按月"].iter_rows(min_row=2, values_only=True))
    assert rows[0] == ("月份", "集中学习", "培训", "补课", "计入", "自学")
    assert rows[1] == ("1月", 1.5, 0.5, 0, 2, 0)
    assert rows[13] == ("全年", 1.5, 0.5, 1, 3, 0.8)
    assert [row[3] for row in book["明细"].iter_rows(min_row=3, values_only=True)] == ["学", "学", "学", "=1+1"]


def test_the_table_as_csv_opens_in_excel_and_runs_nothing() -> None:
    content = write(workbook(hours_of(NOTES, 2026, 32), "张三"), ".csv")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert (len(rows), rows[1]) == (14, ["1月", "1.5", "0.5", "0", "2", "0"])


DAYS = st.dates(date(2025, 12, 1), date(2027, 1, 31))


@given(st.lists(st.builds(note, DAYS, st.integers(0, 600), st.sampled_from(NoteKind))))
def test_months_add_up_to_the_notes_of_the_year(notes: list[StudyNote]) -> None:
    found = hours_of(notes, 2026, 32)
    mine = [one for one in notes if one.day.year == 2026]
    assert sum(found.minutes(kind) for kind in NoteKind) == sum(one.minutes for one in mine)
    assert found.counted_minutes == sum(one.minutes for one in mine if one.kind is not NoteKind.SELF)
