"""Answer sheets of a printed paper, typed into a table: marked by version, counted question by question."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from content.errors import FileFaults
from content.item_analysis import analysed
from content.marking import credit
from content.models import Question, QuestionType
from desk.banks import paper_files
from desk.desk import Desk
from desk.paper_marking import answer_table, marked, papers_of
from desk.save_files import save_files
from tests.content.questions import banks
from tests.screens.driving import MONDAY

CHOICES = (QuestionType.SINGLE, QuestionType.MULTIPLE, QuestionType.TRUE_FALSE)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "home", clock=lambda: MONDAY)
    yield made
    made.close()


@pytest.fixture
def record(desk: Desk, tmp_path: Path) -> Path:
    """A paper of six questions in two versions, and its record."""
    questions = desk.catalog.questions()
    counts = dict.fromkeys(CHOICES, 2)
    files = paper_files(desk, questions, counts.items(), "小测", tmp_path / "out", seed="s", versions="AB")
    save_files(files, into=tmp_path)
    return tmp_path / "out" / "小测_判卷.json"


def typed(path: Path, header: list[str], *rows: list[str]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def right_row(desk: Desk, record: Path, version: str) -> list[str]:
    paper = next(one for one in papers_of(desk, record) if one.version == version)
    judged = {"T": "√", "F": "×"}
    rows = (
        judged[one.answer[0]] if one.question.type is QuestionType.TRUE_FALSE else "".join(one.answer)
        for one in paper.questions
    )
    return [version, *rows]


HEADER = ["卷别", *map(str, range(1, 7))]


def test_each_version_is_marked_by_its_own_order(desk: Desk, record: Path, tmp_path: Path) -> None:
    rows = [right_row(desk, record, "A"), right_row(desk, record, "B"), ["A", *[""] * 5, "√"]]
    found = marked(desk, record, typed(tmp_path / "a.csv", HEADER, *rows))
    assert [(version, right) for _row, version, right, _of in found.scores][:2] == [("A", 6), ("B", 6)]
    assert all(one.n == 3 for one in found.items)
    assert sum(one.blank for one in found.items) == 5


def test_what_is_not_understood_is_named_with_its_row_and_not_counted(desk: Desk, record: Path, tmp_path: Path) -> None:
    row = right_row(desk, record, "A")
    found = marked(desk, record, typed(tmp_path / "a.csv", HEADER, ["C", *row[1:]], ["A", "Z", *row[2:]]))
    assert [score[:3] for score in found.scores] == [(3, "A", 5)]
    assert len(found.remarks) == 2
    assert "第2行" in found.remarks[0]
    assert "第3行第1题" in found.remarks[1]
    assert sorted(one.n for one in found.items) == [0, 1, 1, 1, 1, 1]


def test_full_width_letters_with_blanks_and_commas_are_read(desk: Desk, record: Path, tmp_path: Path) -> None:
    wide = {ord(sign): chr(ord(sign) + 0xFEE0) for sign in "ABCDEFGH"}
    row = [" , ".join(text).translate(wide) for text in right_row(desk, record, "A")]
    found = marked(desk, record, typed(tmp_path / "a.csv", HEADER, [row[0].replace("Ａ", "A"), *row[1:]]))
    assert [score[2] for score in found.scores] == [6]


def test_the_empty_table_has_a_column_a_question(desk: Desk, record: Path, tmp_path: Path) -> None:
    file = tmp_path / "t.xlsx"
    file.write_bytes(answer_table(desk, record))
    sheet = load_workbook(file).worksheets[0]
    assert [cell.value for cell in sheet[2]] == HEADER


@pytest.mark.parametrize("text", [
    "", "[]", "{}", '{"paper": 1, "title": "x", "versions": []}', "[" * 99999,
    '{"paper": 1, "title": "x", "versions": [{"version": "", "questions": [{"id": 1}]}]}',
])  # fmt: skip
def test_a_file_that_is_no_record_is_refused(desk: Desk, tmp_path: Path, text: str) -> None:
    file = tmp_path / "r.json"
    file.write_text(text)
    with pytest.raises(FileFaults):
        papers_of(desk, file)


def test_the_record_holds_no_key(record: Path) -> None:
    said = json.loads(record.read_text(encoding="utf-8"))
    assert {tuple(one) for version in said["versions"] for one in version["questions"]} == {("id", "order")}


@given(banks(CHOICES), st.data())
@pytest.mark.slow
def test_the_figures_are_those_of_a_slow_recount(bank: object, data: st.DataObject) -> None:
    questions: tuple[Question, ...] = bank.questions  # type: ignore[attr-defined]
    answers = st.sampled_from([*questions[0].letters, ""]).map(lambda one: (one,) if one else ())
    papers = data.draw(st.lists(st.fixed_dictionaries({questions[0].id: st.none() | answers}), max_size=8))
    [one] = [one for one in analysed(questions, papers) if one.question is questions[0]]
    counted = [paper[questions[0].id] for paper in papers if paper[questions[0].id] is not None]
    assert one.n == len(counted)
    assert one.right == len([given for given in counted if credit(questions[0], given or ()) == 1])
    assert sum(n for _letter, n in one.wrong) == len(
        [given for given in counted if given and given[0] not in questions[0].answer]
    )
    assert (one.extreme == "all") == (one.n >= 5 and one.right == one.n)
