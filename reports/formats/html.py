"""Documents and workbooks as one HTML file: light, dark and printed, with nothing from elsewhere and no script.

What a person typed is escaped by the template, always. The page forbids itself everything but its own style, by a
policy that names the style's hash.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from content.cells import cut
from content.words import language, mark_for_translation
from reports.document import Block, Chart, Document, Heading, PerCent, TableNote, Workbook, cell_text, clean

_WIDTH, _NAMES, _STEP, _LONGEST_BAR = 640, 150, 26, 420
_NAME_CELLS = 22  # of a bar's name; the table beneath has all of it


@dataclass(frozen=True)
class _Piece:
    """A part of a bar: which, from where, how wide, and how much it is."""

    part: int
    x: float
    width: float
    value: float


@dataclass(frozen=True)
class _Bar:
    """A bar: its name, its place from above, its parts, where it ends, and how much it is together."""

    name: str
    y: int
    pieces: tuple[_Piece, ...]
    end: float
    total: float


class Html:
    """A document as one HTML file that prints to A4."""

    suffix: ClassVar[str] = ".html"
    title: ClassVar[str] = mark_for_translation("web page")

    def render(self, document: Document) -> bytes:
        """The file in UTF-8; the same document gives the same bytes."""
        return _page(document.title, document.blocks, document.mark, is_wide=document.landscape)


class HtmlTables:
    """The tables of a workbook as one HTML file, each under its title."""

    suffix: ClassVar[str] = ".html"
    title: ClassVar[str] = mark_for_translation("web page")

    def render(self, workbook: Workbook) -> bytes:
        """The file in UTF-8; the same workbook gives the same bytes."""
        first, *further = workbook.sheets
        blocks: list[Block] = []
        for sheet in (first, *further):
            blocks += [Heading(1, sheet.title)] if sheet is not first else []
            blocks += [TableNote(sheet.head)] if sheet.head else []
            blocks += [replace(sheet.table, caption="")]
            blocks += [sheet.chart] if sheet.chart is not None else []
            blocks += [TableNote(sheet.foot)] if sheet.foot else []
        return _page(first.title, tuple(blocks), "", is_wide=True)


def _page(title: str, blocks: tuple[Block, ...], mark: str, *, is_wide: bool) -> bytes:
    style = _style()
    shown = {
        "title": clean(title),
        "mark": clean(mark),
        "is_wide": is_wide,
        "blocks": [(type(block).__name__, _cleaned(block)) for block in blocks],
    }
    text = (
        _environment()
        .get_template("page.html")
        .render(
            page=shown,
            style=style,
            style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
            drawn={"width": _WIDTH},
            language="en" if language() == "en" else "zh-CN",
        )
    )
    return text.encode()


def _cleaned(block: Block) -> Any:
    """A block without characters that no page can hold; a chart with its numbers beneath."""
    if isinstance(block, Chart):
        return _Drawn(block)
    texts: dict[str, Any] = {name: clean(value) for name, value in vars(block).items() if isinstance(value, str)}
    return replace(block, **texts)


class _Drawn:
    """A chart as the template draws it."""

    def __init__(self, chart: Chart) -> None:
        self.title, self.unit = clean(chart.title), clean(chart.unit)
        self.parts = tuple(map(clean, chart.parts))
        self.rows = tuple((clean(name), values) for name, values in chart.rows)
        self.table_alone = replace(chart.table, caption="")


def _bars(chart: _Drawn) -> tuple[_Bar, ...]:
    """The bars to scale: the longest fills the width."""
    longest = max((sum(values) for _name, values in chart.rows), default=0) or 1
    bars = []
    for place, (name, values) in enumerate(chart.rows):
        x, pieces = float(_NAMES), []
        for part, value in enumerate(values):
            width = round(_LONGEST_BAR * value / longest, 2)
            if width:
                pieces.append(_Piece(part, round(x, 2), width, value))
            x += width
        bars.append(_Bar(cut(name, _NAME_CELLS), place * _STEP, tuple(pieces), round(x, 2), sum(values)))
    return tuple(bars)


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(Path(__file__).parent)
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, auto_reload=False)
    environment.tests["figure"] = lambda cell: isinstance(cell, int | float | PerCent)
    environment.filters |= {
        "cell": cell_text,
        "bars": _bars,
        "height": lambda bars: max(_STEP, len(bars) * _STEP),
        "one_line": lambda text: " ".join(str(text).split()),
    }
    return environment


@cache
def _style() -> str:
    return Path(__file__).with_name("page.css").read_text(encoding="utf-8")
