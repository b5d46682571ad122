"""Web pages and data for other programs: all that was said is there, as text, and nothing else can come in."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import formats
from reports.document import (
    Addressee,
    Annex,
    Attachments,
    Block,
    Chart,
    Column,
    Document,
    Heading,
    Labelled,
    Paragraph,
    PerCent,
    Sheet,
    Signature,
    Small,
    Table,
    TableNote,
    Workbook,
    clean,
)

MONTHS = Chart("各月", ("做到", "未做到"), (("10月", (14, 2)), ("11月", (0, 0))), "天")
TRAP = "<script>fetch('https://example.org')</script><img src=x onerror=alert(1)>&lt;{{ 7*7 }}{% x %}\"'"
EVERY_BLOCK: tuple[Block, ...] = (
    Addressee(TRAP), Heading(1, TRAP), Paragraph(TRAP, TRAP), Labelled(TRAP, TRAP), Small(TRAP), TableNote(TRAP),
    Table((Column(TRAP, 3),), ((TRAP,),), TRAP), Chart(TRAP, (TRAP,), ((TRAP, (1,)),), TRAP), Attachments((TRAP, TRAP)),
    Signature(TRAP, date(2026, 12, 31)), Annex(TRAP, TRAP),
)  # fmt: skip


class Reading(HTMLParser):
    """What a browser would make of a page: its elements and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def page(document: Document) -> str:
    return formats.write(document, ".html").decode()


def test_what_a_person_typed_is_text_wherever_it_stands() -> None:
    read = Reading(page(Document(TRAP, EVERY_BLOCK, mark=TRAP)))
    assert {tag for tag, _attributes in read.elements}.isdisjoint({"script", "img", "iframe", "object", "form", "a"})
    assert not [name for _tag, found in read.elements for name in found if name.startswith("on")]
    assert "".join(read.text).count(TRAP) >= 16


def test_the_page_forbids_itself_everything_but_its_own_style() -> None:
    text = page(Document("题", EVERY_BLOCK))
    [style] = re.findall("<style>(.*?)</style>", text, re.DOTALL)
    policy = next(found["content"] for tag, found in Reading(text).elements if tag == "meta" and "content" in found)
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert f"sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}" in policy
    assert "unsafe" not in policy
    assert not re.search(r"(src|href)=\"(?!data:)|url\(|@import|style=", text)


@pytest.mark.slow
@given(st.lists(st.text(max_size=20), min_size=1, max_size=4), st.lists(st.integers(0, 99), min_size=2, max_size=2))
def test_all_that_was_said_is_on_the_page(texts: list[str], numbers: list[int]) -> None:
    chart = Chart("各月", ("做到", "未做到"), tuple((text, tuple(numbers)) for text in texts), "天")
    read = Reading(page(Document("题", (*map(Paragraph, texts), chart))))
    said = "".join(read.text)
    assert all(line in said for text in texts for line in clean(text).split("\n"))
    widths = [float(found["width"] or 0) for tag, found in read.elements if tag == "rect"]
    shown = [number for number in numbers if number]
    assert len(widths) == len(shown) * len(texts)
    if len(shown) == 2:
        assert widths[0] / widths[1] == pytest.approx(numbers[0] / numbers[1], rel=0.02, abs=0.02)


def test_a_workbook_is_one_page_with_every_table() -> None:
    book = Workbook((
        Sheet("一", Table((Column("条目", 4),), (("甲",),)), "表一", head="填报单位", foot="审核人", chart=MONTHS),
        Sheet("二", Table((Column("空", 4),), ()), "表二"),
    ))  # fmt: skip
    said = "".join(Reading(formats.write(book, ".html").decode()).text)
    assert all(words in said for words in ("表一", "条目", "甲", "填报单位", "审核人", "10月", "14", "表二", "空"))


def test_data_for_another_program_hold_days_numbers_and_empty_cells_as_such() -> None:
    columns = Column("题", 4), Column("n", 2), Column("日", 2)
    table = Table(columns, (("甲", 2.5, date(2026, 1, 2)), ("乙", PerCent(0.8, 0), None)))
    book = json.loads(formats.write(Workbook((Sheet("一", table, "表一"),)), ".json"))
    assert book["sheets"][0]["rows"] == [["甲", 2.5, "2026-01-02"], ["乙", 0.8, None]]
    text = json.loads(formats.write(Document("题", (Heading(1, "一"), MONTHS)), ".json"))
    assert [block["kind"] for block in text["blocks"]] == ["heading", "chart"]
    assert text["blocks"][1]["rows"] == [["10月", [14, 2]], ["11月", [0, 0]]]


@pytest.mark.parametrize("suffix", formats.DOCUMENT_FORMATS)
def test_the_numbers_of_a_chart_stand_in_every_format(suffix: str) -> None:
    document = Document("题", (MONTHS,))
    content = formats.write(document, suffix)
    assert content == formats.write(document, suffix)
    if suffix != ".docx":
        assert all(words in content.decode() for words in ("各月", "10月", "14", "未做到"))


def browser() -> str | None:
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.mark.slow
@pytest.mark.skipif(browser() is None, reason="there is no Chromium here")
def test_a_browser_shows_the_page_without_a_word_on_its_console_and_asks_for_nothing(tmp_path: Path) -> None:
    file, log = tmp_path / "page.html", tmp_path / "net.json"
    file.write_bytes(formats.write(Document(TRAP, EVERY_BLOCK), ".html"))
    found = subprocess.run(
        [browser() or "", "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--v=0",
         f"--log-net-log={log}", f"--user-data-dir={tmp_path}/profile", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-first-run", "--dump-dom", file.as_uri()],
        capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    assert "CONSOLE" not in found.stderr.decode(errors="replace")
    assert "example.org" not in log.read_text(errors="replace")
    assert "<svg" in found.stdout.decode()


@pytest.mark.slow
@pytest.mark.skipif(browser() is None or not shutil.which("pdftotext"), reason="there is no Chromium or pdftotext here")
def test_a_table_says_its_headings_on_every_page_it_is_printed_on(tmp_path: Path) -> None:
    rows = tuple((number, f"第{number}件事") for number in range(1, 100))
    table = Table((Column("行号", 2), Column("这一列的标题", 10)), rows)
    (file := tmp_path / "page.html").write_bytes(formats.write(Document("台账", (table,)), ".html"))
    subprocess.run(
        [browser() or "", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/profile",
         "--no-first-run", f"--print-to-pdf={tmp_path}/page.pdf", file.as_uri()],
        capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    printed = subprocess.run(["pdftotext", tmp_path / "page.pdf", "-"], capture_output=True, check=True, text=True)
    pages = printed.stdout.split("\f")[:-1]
    assert len(pages) > 2
    assert all("这一列的标题" in page for page in pages)


def test_on_paper_neither_the_first_nor_the_last_row_of_a_table_is_parted_from_its_neighbour() -> None:
    page = formats.write(Document("台账", (Table((Column("事项", 5),), (("甲",), ("合计",))),)), ".html").decode()
    rules = {words.strip() for words in re.findall(r"([^{}]+){ break-before: avoid; }", page.split("@media print")[1])}
    assert rules == {"tbody tr:first-child, tbody tr:last-child"}
