"""What a document and a workbook consist of, whatever file they become.

A `Document` is a title and blocks in reading order; a `Workbook` is a few titled tables. They are plain frozen
values without fonts or measures: the formats in `reports.formats` know those.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from content.cells import cells_at_most
from content.dates import day_words


@dataclass(frozen=True)
class PerCent:
    """A share, shown in per cent: a spreadsheet sorts by it and reckons with it.

    It is no finer than what is shown: a finer one would tell of how few it is made.
    """

    share: float
    """Of one."""
    places: int
    """How many decimals its per cents have."""


def per_cent(part: int, whole: int, places: int = 0) -> PerCent | None:
    """The share that a part has of the whole, rounded; nothing where there is nothing to share."""
    return PerCent(round(part / whole, places + 2), places) if whole else None


Cell: TypeAlias = str | int | float | PerCent | date | None

# What XML 1.0 cannot hold, which is also what no document needs: control characters but newline and tab,
# lone surrogates, the two non-characters.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text without characters that no document can hold, its line ends all `\\n`."""
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def text_width(text: str) -> float:
    """The text's width in characters: one for 字 and full-width marks, a half for Latin letters and digits."""
    return cells_at_most(text) / 2


HYPHEN_OF_A_DAY = r"(?<=\d{4})-(?=\d{1,2}-\d)|(?<=\d{4}-\d)-(?=\d)|(?<=\d{4}-\d\d)-(?=\d)"
"""What must not be a place to break in a Word file."""


def cell_text(cell: Cell) -> str:
    """A table's cell as text: days of one width (2026-01-02), no needless decimals (21.5, 20), 66.7%."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, PerCent):
        return f"{cell.share:.{cell.places}%}"
    if isinstance(cell, float):
        return f"{cell:.2f}".rstrip("0").rstrip(".")
    return clean(str(cell))


@dataclass(frozen=True)
class Addressee:
    """Whom the document is for (主送机关), flush left; the colon at its end is part of the text."""

    text: str
    """Its words, colon and all."""


@dataclass(frozen=True)
class Heading:
    """A heading; its number (一、 （一） 1.) is part of the text."""

    level: Literal[1, 2, 3]
    """1 is the largest."""
    text: str
    """Its words, with the number."""


@dataclass(frozen=True)
class Paragraph:
    """Body text, indented by two characters; each line of the text becomes a paragraph of its own."""

    text: str
    """Its words."""
    bold_lead: str = ""
    """A leading phrase set off from the text."""


@dataclass(frozen=True)
class Labelled:
    """A label and its text (出席：张三、李四), whose further lines stand under its first; the label has its colon."""

    label: str
    """The words in front, with their colon."""
    text: str
    """What stands behind them."""


@dataclass(frozen=True)
class Column:
    """A column of a table."""

    title: str
    """What stands at its head."""
    width: int
    """Its width in characters, relative to the table's other columns."""
    choices: tuple[str, ...] = ()
    """What is usually filled in: a spreadsheet offers it, and takes other words too."""


def columns_of(titles: Iterable[tuple[str, int]]) -> tuple[Column, ...]:
    """Columns of these titles and widths."""
    return tuple(Column(title, width) for title, width in titles)


@dataclass(frozen=True)
class Table:
    """Rows under titled columns; every row has as many cells as there are columns."""

    columns: tuple[Column, ...]
    """What stands at the heads."""
    rows: tuple[tuple[Cell, ...], ...]
    """The cells, row by row."""
    caption: str = ""
    """A line above the table; empty for none."""
    is_dense: bool = False
    """Whether it has so many columns that it is set in the smallest type that reads well on paper, 9 point."""
    row_points: int = 0
    """The least height of its rows in points, where something is written in them by hand."""
    is_whole: bool = False
    """Whether it stays on one page, as what is looked up in a hurry."""

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"a row of {len(row)} cells under {len(self.columns)} columns")


@dataclass(frozen=True)
class Chart:
    """Bars, one a row, each of parts laid end to end; a format that draws nothing shows the table of them."""

    title: str
    """The line above."""
    parts: tuple[str, ...]
    """What the parts are called, in the order they are laid."""
    rows: tuple[tuple[str, tuple[float, ...]], ...]
    """The name of each bar, and how much each part of it is."""
    unit: str = ""
    """What the numbers count: 天, 学时."""

    def __post_init__(self) -> None:
        for name, values in self.rows:
            if len(values) != len(self.parts) or any(value < 0 for value in values):
                raise ValueError(f"the bar {name} has {len(values)} of {len(self.parts)} parts, or one below zero")

    @property
    def table(self) -> Table:
        """The numbers, a row a bar."""
        columns = (Column(self.unit, 6), *(Column(part, 5) for part in self.parts))
        return Table(columns, tuple((name, *values) for name, values in self.rows), self.title)


@dataclass(frozen=True)
class Blank:
    """Empty lines."""

    lines: int = 1
    """How many."""
    is_ruled: bool = False
    """Whether a rule over the whole width stands beneath each, to be written on by hand."""


@dataclass(frozen=True)
class Attachments:
    """The names of what is attached (附件说明), after a blank line; numbered where there are several."""

    names: tuple[str, ...]
    """What is attached, in its order."""
    label: str = "附件："
    """The words in front."""


@dataclass(frozen=True)
class Signature:
    """Who signs and the day (署名、成文日期), after a blank line, the name over the middle of the day."""

    name: str
    """Who signs."""
    day: date
    """The day under the name."""
    day_text: str = ""
    """How the day is written, where not in the language spoken now."""

    @property
    def day_written(self) -> str:
        """The day as it stands under the name: in full, without zero padding."""
        return self.day_text or day_words(self.day)


@dataclass(frozen=True)
class Annex:
    """The head of something attached (附件), which begins a page: its number, and its title."""

    label: str
    """附件 and its number."""
    title: str
    """What it is."""


@dataclass(frozen=True)
class TableNote:
    """A line above or beneath a table that fills a page: who made it and when, who signs it."""

    text: str
    """Its words."""


@dataclass(frozen=True)
class Small:
    """A remark in smaller type, e.g. what a checksum does not prove."""

    text: str
    """Its words."""


Block: TypeAlias = (
    Addressee | Heading | Paragraph | Labelled | Table | Chart | Blank | Attachments | Signature | Small | Annex
    | TableNote
)  # fmt: skip


@dataclass(frozen=True)
class Document:
    """A titled text of blocks."""

    title: str
    """What stands on top; a newline breaks it there."""
    blocks: tuple[Block, ...]
    """What stands beneath, in its order."""
    landscape: bool = False
    """Whether the page lies on its side."""
    mark: str = ""
    """What stands above the title at the left, where it is attached to another document: 附件1."""


@dataclass(frozen=True)
class Sheet:
    """One table of a workbook."""

    name: str
    """The words on its tab."""
    table: Table
    """Its rows; the table's caption is not shown."""
    title: str
    """The line above the table."""
    head: str = ""
    """A line between title and table, such as who made it and when; empty for none."""
    foot: str = ""
    """A line beneath the table, such as who signs it; empty for none."""
    chart: Chart | None = None
    """Bars beneath the table, drawn by a spreadsheet from numbers of their own."""


@dataclass(frozen=True)
class Workbook:
    """Tables that belong together, one a sheet."""

    sheets: tuple[Sheet, ...]
    """The tables in the order of their tabs."""


@dataclass(frozen=True)
class Fonts:
    """The fonts of a document by their part in GB/T 9704; every one is a setting, none is bundled.

    仿宋 and 楷体 come with Windows and with WPS, their `_GB2312` namesakes often do not. A Word document names the
    fonts to take where one of these is missing.
    """

    title: str = "方正小标宋简体"
    """For the title (小标宋体)."""
    body: str = "仿宋"
    """For the text (仿宋体)."""
    heading: str = "黑体"
    """For headings of the first level and those of tables (黑体)."""
    subheading: str = "楷体"
    """For those of the second (楷体)."""
    number: str = "宋体"
    """For page numbers, and the cells of workbooks (宋体)."""
