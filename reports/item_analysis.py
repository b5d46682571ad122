"""How the questions of a paper were answered, as a table: never by person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from content.item_analysis import ItemFigures
from content.words import _
from reports.document import Cell, Column, Sheet, Table, Workbook


def items_table(items: Iterable[ItemFigures]) -> Table:
    """A row a question, the hardest first: n, facility index, the wrong options chosen, what stands out."""
    rows: list[tuple[Cell, ...]] = [
        (" ".join(str(one.question.stem).split()), str(one.question.topic), one.n, one.blank,
         f"{one.facility:.2f}" if one.n else "", wrong_words(one), extreme_words(one))
        for one in sorted(items, key=lambda one: (one.facility, one.question.id))
    ]  # fmt: skip
    titles = (
        (_("Quiz question"), 30), (_("Topic", context="quiz"), 10), (_("n"), 4), (_("left blank"), 5),
        (_("Facility index"), 7), (_("wrong options chosen"), 24), (_("what stands out"), 10),
    )  # fmt: skip
    return Table(tuple(Column(title, width) for title, width in titles), tuple(rows))


def wrong_words(one: ItemFigures) -> str:
    """The wrong options that were chosen, by their words, with how often."""
    options = dict(zip(one.question.letters, map(str, one.question.options), strict=False))
    return _("; ").join(f"{options.get(letter, _truth(letter))} {n}" for letter, n in one.wrong)


def _truth(letter: str) -> str:
    return _("true") if letter == "T" else _("false")


def extreme_words(one: ItemFigures) -> str:
    """That all or nobody had it right, from five papers on."""
    return {"": "", "all": _("all right"), "nobody": _("nobody right")}[one.extreme]


def workbook(title: str, items: Sequence[ItemFigures], scores: Sequence[tuple[int, str, int, int]]) -> Workbook:
    """The questions; and the sheets by their row in the table, without names."""
    columns = (Column(_("row"), 4), Column(_("Version"), 4), Column(_("sheets right"), 5), Column(_("sheets of"), 5))
    sheets = Table(columns, tuple(scores))
    return Workbook((Sheet(_("questions"), items_table(items), title), Sheet(_("sheets"), sheets, title)))


def answers_workbook(title: str, count: int) -> Workbook:
    """An empty table to type answer sheets into, a column a question."""
    columns = (Column(_("Version"), 4), *(Column(str(number), 3) for number in range(1, count + 1)))
    foot = _("A row a sheet, no names. Letters as ABD; √ or × for true or false; a blank cell where nothing is.")
    return Workbook((Sheet(_("answer table"), Table(columns, ()), title, foot=foot),))
