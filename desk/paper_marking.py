"""Answer sheets of a printed paper, typed into a table, marked; and how each question was answered.

What a paper asked is kept in a file beside it (`…_判卷.json`): per version the questions and the order of their
options. Nothing is kept of who answered: a row of the table is a sheet.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content.errors import FileFaults
from content.importing.limits import UnreadableError
from content.importing.table import Row, cell_text, read_table
from content.item_analysis import ItemFigures, analysed
from content.marking import ShownQuestion, is_right
from content.models import FALSE, TRUE, QuestionType
from content.parsing import UnparsableError, parsing
from content.words import _
from desk.desk import Desk
from reports import formats
from reports.item_analysis import answers_workbook, workbook
from reports.paper import Paper
from storage.foreign_files import read_limited
from storage.submission import safe_name

LIMIT = 4 * 1024 * 1024
VERSION = 1
ROWS = 2000
_TRUE, _FALSE = {"√", "对", "T", "Y", "正确", "✓"}, {"×", "错", "F", "N", "错误", "X", "✗"}
_NUMBER = re.compile(r"\d{1,3}")
_VERSIONS = {"卷别", "版本", "卷", "version"}


@dataclass(frozen=True)
class Marked:
    """A table of answer sheets, marked."""

    title: str
    """The paper's."""
    scores: tuple[tuple[int, str, int, int], ...]
    """Of each sheet: its row in the table, its version, how many right, of how many."""
    items: tuple[ItemFigures, ...]
    """How each question was answered."""
    remarks: tuple[str, ...]
    """What of the table was not understood, by row and question."""


def paper_record(papers: Sequence[Paper]) -> bytes:
    """What the papers asked, to be kept beside them."""
    versions = [
        {"version": one.version, "questions": [{"id": q.question.id, "order": "".join(q.order)} for q in one.questions]}
        for one in papers
    ]
    return (json.dumps({"paper": VERSION, "title": papers[0].title, "versions": versions}, ensure_ascii=False)).encode()


def papers_of(desk: Desk, record: Path) -> tuple[Paper, ...]:
    """The papers that were printed.

    Raises:
        FileFaults: it is no such file, or asks what no bank has any more.
    """
    try:
        with parsing():
            said = json.loads(read_limited(record, LIMIT))
            title, versions = said["title"], [(one["version"], one["questions"]) for one in said["versions"]]
            known = said["paper"] == VERSION and isinstance(title, str) and bool(versions)
    except UnparsableError as error:
        raise _fault(_("is no record of a paper; bank paper writes one beside it")) from error
    if not known:
        raise _fault(_("is no record of a paper; bank paper writes one beside it"))
    return tuple(Paper(title, str(version), tuple(_shown(desk, asked))) for version, asked in versions)


def _shown(desk: Desk, asked: list[dict[str, Any]]) -> Iterator[ShownQuestion]:
    known = {question.id: question for question in desk.catalog.questions()}
    for one in asked:
        name, order = str(one.get("id")), tuple(str(one.get("order")))
        if name not in known or sorted(order) != sorted(known[name].letters):
            raise _fault(_("asks {id}, which no bank has like that any more").format(id=name))
        question = known[name]
        yield ShownQuestion(question, order)


def answer_table(desk: Desk, record: Path) -> bytes:
    """An empty table to type the answer sheets into, as an Excel workbook.

    Raises:
        FileFaults: as `papers_of`.
    """
    papers = papers_of(desk, record)
    count = max(len(one.questions) for one in papers)
    return formats.write(answers_workbook(papers[0].title, count), ".xlsx", desk.fonts)


def marked(desk: Desk, record: Path, answers: Path) -> Marked:
    """Mark what was typed of the answer sheets. A long job.

    Raises:
        FileFaults: the record is none, or the table has no row of numbers.
    """
    papers = papers_of(desk, record)
    header, rows = _rows(answers)
    table = _Answers(header)
    scores, sheets, remarks = [], [], []
    for number, cells in rows:
        texts = [cell_text(cell).strip() for cell in cells]
        if table.is_blank(texts):
            continue
        paper = table.paper_of(texts, papers)
        if paper is None:
            remarks.append(_("row {row}: which version? The sheet is not counted").format(row=number))
            continue
        sheet: dict[str, Sequence[str] | None] = {}
        for place, shown in enumerate(paper.questions, 1):
            text = table.text_of(texts, place)
            sheet[shown.question.id] = given = _given(shown, text)
            if given is None:
                words = _("row {row}, question {number}: {text} was not understood; it is not counted")
                remarks.append(words.format(row=number, number=place, text=text[:20]))
        sheets.append(sheet)
        answered = ((one.question, sheet[one.question.id]) for one in paper.questions)
        right = sum(given is not None and is_right(question, given) for question, given in answered)
        scores.append((number, paper.version, right, len(paper.questions)))
    asked = {one.question.id: one.question for paper in papers for one in paper.questions}
    return Marked(papers[0].title, tuple(scores), tuple(analysed(list(asked.values()), sheets)), tuple(remarks))


class _Answers:
    """Where in the table the version and each question stand."""

    def __init__(self, header: Sequence[str]) -> None:
        self._places = {int(text): at for at, text in enumerate(header) if _NUMBER.fullmatch(text)}
        self._version = next((at for at, text in enumerate(header) if text.casefold() in _VERSIONS), None)

    def is_blank(self, texts: Sequence[str]) -> bool:
        """Whether nothing was answered in a row."""
        return not any(self.text_of(texts, number) for number in self._places)

    def text_of(self, texts: Sequence[str], number: int) -> str:
        """What stands at a question."""
        at = self._places.get(number)
        return texts[at] if at is not None and at < len(texts) else ""

    def paper_of(self, texts: Sequence[str], papers: Sequence[Paper]) -> Paper | None:
        """Which version a row answers; None where that is not said."""
        said = texts[self._version].upper() if self._version is not None and self._version < len(texts) else ""
        return next((one for one in papers if one.version == said), papers[0] if len(papers) == 1 else None)


def marking_files(desk: Desk, found: Marked, folder: Path) -> dict[Path, bytes]:
    """What would be saved in a folder: the figures as an Excel workbook."""
    words = _("figures")
    book = workbook(found.title, found.items, found.scores)
    return {folder / f"{safe_name(found.title)}_{words}.xlsx": formats.write(book, ".xlsx", desk.fonts)}


def _given(shown: ShownQuestion, text: str) -> tuple[str, ...] | None:
    """What was given, by the letters of the pack; None where it was not understood, empty where it was left blank."""
    question, sign = shown.question, text.upper().translate(_NARROW)
    if question.type is QuestionType.TRUE_FALSE:
        if not sign:
            return ()
        return (TRUE,) if sign in _TRUE else (FALSE,) if sign in _FALSE else None
    if question.letters:
        letters = re.sub(r"[\s,，、.．]", "", sign)
        try:
            return shown.given(letters)
        except ValueError:
            return None
    if question.type is QuestionType.BLANK and sign and sign not in _TRUE | _FALSE:
        return tuple(one.strip() for one in re.split(r"[;；\n]", text))
    if not sign:
        return ()
    if sign not in _TRUE | _FALSE:
        return None
    if sign in _FALSE:  # who marked it by hand says so
        return ("",)
    return tuple(gap.zh[0] for gap in question.gaps) or tuple(str(n + 1) for n in range(len(question.points)))


_NARROW = {ord("Ａ") + place: chr(ord("A") + place) for place in range(26)}


def _rows(path: Path) -> tuple[list[str], list[Row]]:
    try:
        table = read_table(path)
    except UnreadableError as error:
        raise _fault(error.words or _("is no Excel (.xlsx) or CSV file")) from error
    for sheet in table.sheets:
        for place, (_number, cells) in enumerate(sheet.rows[:20]):
            header = [cell_text(cell).strip().removesuffix(".0") for cell in cells]
            if sum(bool(_NUMBER.fullmatch(text)) for text in header) >= 1 and "1" in header:
                return header, list(sheet.rows[place + 1 : place + 1 + ROWS])
    raise _fault(_("has no row with the numbers of the questions: 1, 2, 3"))


def _fault(words: str) -> FileFaults:
    return FileFaults([(0, words)])
