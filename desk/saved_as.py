"""A document or a workbook as the files that are saved: the usual ones, and those the settings add."""

from __future__ import annotations

from pathlib import Path

from desk.desk import Desk
from reports import formats
from reports.document import Document, Workbook


def files_as(desk: Desk, stem: Path, content: Document | Workbook, usual: tuple[str, ...]) -> dict[Path, bytes]:
    """The bytes of each file: of the usual suffixes, and of those in `also_save_as` that this content can become."""
    known = formats.WORKBOOK_FORMATS if isinstance(content, Workbook) else formats.DOCUMENT_FORMATS
    also = tuple(f".{name}" for name in desk.settings.also_save_as.split() if f".{name}" in known)
    return {
        stem.with_name(stem.name + suffix): formats.write(content, suffix, desk.fonts)
        for suffix in dict.fromkeys((*usual, *also))
    }
