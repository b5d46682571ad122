"""Documents and workbooks as JSON for another program; docs/formats.md says what stands in it."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, ClassVar

from content.words import mark_for_translation
from reports.document import Document, PerCent, Workbook, clean

VERSION = 1


class JsonDocument:
    """A document: its title and its blocks in order, each with its kind."""

    suffix: ClassVar[str] = ".json"
    title: ClassVar[str] = mark_for_translation("data for another program")

    def render(self, document: Document) -> bytes:
        """The file in UTF-8, Chinese as it is."""
        blocks = [{"kind": type(block).__name__.lower(), **_plain(block)} for block in document.blocks]
        return _bytes({"title": clean(document.title), "mark": clean(document.mark), "blocks": blocks})


class JsonTables:
    """A workbook: its sheets, each with its columns and rows.

    Days are written 2026-11-03, 80% is 0.8, and an empty cell null.
    """

    suffix: ClassVar[str] = ".json"
    title: ClassVar[str] = mark_for_translation("data for another program")

    def render(self, workbook: Workbook) -> bytes:
        """The file in UTF-8, Chinese as it is."""
        sheets = [
            {
                "name": clean(sheet.name),
                "title": clean(sheet.title),
                "head": clean(sheet.head),
                "foot": clean(sheet.foot),
                "columns": [clean(column.title) for column in sheet.table.columns],
                "rows": [[_plain(cell) for cell in row] for row in sheet.table.rows],
            }
            for sheet in workbook.sheets
        ]
        return _bytes({"sheets": sheets})


def _bytes(value: dict[str, Any]) -> bytes:
    return (json.dumps({"version": VERSION, **value}, ensure_ascii=False, indent=1) + "\n").encode()


def _plain(value: Any) -> Any:
    """A value of a document as JSON has it."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, PerCent):
        return value.share
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value
