"""The files a document or a workbook can become, by suffix.

A format is one class in a module of its own, with the attributes of `Format`. To add one, write the class and enter
it below. Its module, and with it the library it needs, is imported when the format is first used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar, Protocol, TypeVar

from reports.document import Document, Fonts, Workbook

Content = TypeVar("Content", contravariant=True)


class Format(Protocol[Content]):
    """What every format offers."""

    suffix: ClassVar[str]  # of the file's name, with the dot
    title: ClassVar[str]  # what users call it; to be translated where it is shown

    def render(self, content: Content, /) -> bytes:
        """The bytes of the file; the same content gives the same bytes."""


def _markdown(_fonts: Fonts) -> Format[Document]:
    from reports.formats.markdown import Markdown

    return Markdown()


def _docx(fonts: Fonts) -> Format[Document]:
    from reports.formats.docx import Docx

    return Docx(fonts)


def _xlsx(fonts: Fonts) -> Format[Workbook]:
    from reports.formats.xlsx import Xlsx

    return Xlsx(fonts)


def _csv(_fonts: Fonts) -> Format[Workbook]:
    from reports.formats.csv import Csv

    return Csv()


def _markdown_tables(_fonts: Fonts) -> Format[Workbook]:
    from reports.formats.markdown import MarkdownTables

    return MarkdownTables()


def _html(_fonts: Fonts) -> Format[Document]:
    from reports.formats.html import Html

    return Html()


def _html_tables(_fonts: Fonts) -> Format[Workbook]:
    from reports.formats.html import HtmlTables

    return HtmlTables()


def _json(_fonts: Fonts) -> Format[Document]:
    from reports.formats.json import JsonDocument

    return JsonDocument()


def _json_tables(_fonts: Fonts) -> Format[Workbook]:
    from reports.formats.json import JsonTables

    return JsonTables()


DOCUMENT_FORMATS: Mapping[str, Callable[[Fonts], Format[Document]]] = {
    ".md": _markdown, ".docx": _docx, ".html": _html, ".json": _json,
}  # fmt: skip
WORKBOOK_FORMATS: Mapping[str, Callable[[Fonts], Format[Workbook]]] = {
    ".xlsx": _xlsx, ".csv": _csv, ".md": _markdown_tables, ".html": _html_tables, ".json": _json_tables,
}  # fmt: skip


def write(content: Document | Workbook, suffix: str, fonts: Fonts | None = None) -> bytes:
    """The bytes of the file with this suffix that holds this document or workbook.

    Raises:
        KeyError: No format of that suffix takes this content.
    """
    fonts = fonts or Fonts()
    if isinstance(content, Workbook):
        return WORKBOOK_FORMATS[suffix](fonts).render(content)
    return DOCUMENT_FORMATS[suffix](fonts).render(content)
