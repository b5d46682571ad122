"""What a reader sees: Word files rendered by LibreOffice, measured on the page.

The standard's own fonts are seldom there. Every Chinese font has 字 of the same width, so that lines can be counted
with any of them; digits and Latin letters differ, so that none stand in what is counted.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from reports.document import (
    Addressee,
    Attachments,
    Block,
    Column,
    Document,
    Heading,
    Labelled,
    Paragraph,
    Signature,
    Small,
    Table,
)
from reports.formats import write

TOOLS = ("soffice", "pdftotext", "fc-list")
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(MISSING), reason=f"not on this machine: {', '.join(MISSING)}"),
]

MILLIMETRE = 72 / 25.4
SENTENCE = (
    "坚持把“六个不让”作为日常自查的尺子，每天下班前对照一遍，有差错当天改，有交办当天报，做到件件有着落、事事有回音。"
)


@dataclass(frozen=True)
class Word:
    """A run of text on the page; measures in points from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Page:
    """A rendered page."""

    width: float
    height: float
    words: tuple[Word, ...]

    @property
    def lines(self) -> list[str]:
        """The lines that hold Chinese text, from top to bottom."""
        rows: dict[int, list[Word]] = {}
        for word in self.words:
            rows.setdefault(round(word.top), []).append(word)
        texts = ["".join(word.text for word in sorted(rows[top], key=lambda one: one.left)) for top in sorted(rows)]
        return [text for text in texts if re.search("[一-鿿]", text)]


@pytest.fixture(scope="module", autouse=True)
def chinese_font() -> None:
    fonts = subprocess.run(["fc-list", ":lang=zh-cn", "family"], capture_output=True, text=True, check=True)
    if not fonts.stdout.strip():
        pytest.skip("no Chinese font on this machine")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """LibreOffice's settings for these tests alone; made once, since making them takes seconds."""
    return tmp_path_factory.mktemp("office")


def rendered(document: Document, office: Path, folder: Path) -> list[Page]:
    (folder / "document.docx").write_bytes(write(document, ".docx"))
    setting = f"-env:UserInstallation={office.as_uri()}"
    convert = ["soffice", "--headless", setting, "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*convert, str(folder / "document.docx")], check=True, capture_output=True, timeout=120)
    boxes = ["pdftotext", "-bbox", str(folder / "document.pdf"), "-"]
    html = subprocess.run(boxes, check=True, capture_output=True, text=True).stdout
    tag = "{http://www.w3.org/1999/xhtml}"
    return [
        Page(
            float(page.attrib["width"]),
            float(page.attrib["height"]),
            tuple(
                Word(word.text or "", *(float(word.attrib[edge]) for edge in ("xMin", "yMin", "xMax", "yMax")))
                for word in page.iter(f"{tag}word")
            ),
        )
        for page in ElementTree.fromstring(html).iter(f"{tag}page")
    ]


def test_a_page_holds_22_lines_of_28_characters(office: Path, tmp_path: Path) -> None:
    characters = "不让工作差错在自己手上发生" * 120
    nineteen_lines = Paragraph(characters[: 26 + 18 * 28])
    first, second, *_ = rendered(Document("小结", (nineteen_lines, Paragraph(characters))), office, tmp_path)
    # The title and the blank line below it take two lines, a paragraph is indented by two characters; the last line
    # of the page is a paragraph's first, which no rule about single lines may move away.
    assert [len(line) for line in first.lines] == [2, 26, *[28] * 18, 26]
    assert [len(line) for line in second.lines] == [28] * 22


def test_the_text_fills_the_type_area_of_the_standard(office: Path, tmp_path: Path) -> None:
    _, second, *_ = rendered(Document("小结", (Paragraph("不让差错发生" * 300),)), office, tmp_path)
    text = [word for word in second.words if "差错" in word.text]
    assert (second.width, second.height) == pytest.approx((210 * MILLIMETRE, 297 * MILLIMETRE), abs=0.5)
    assert min(word.left for word in text) == pytest.approx(28 * MILLIMETRE, abs=0.5)
    assert max(word.right for word in text) == pytest.approx((28 + 156) * MILLIMETRE, abs=2)
    assert min(word.top for word in text) > 37 * MILLIMETRE
    assert max(word.bottom for word in text) < (37 + 225) * MILLIMETRE


def test_page_numbers_stand_below_the_text_outside(office: Path, tmp_path: Path) -> None:
    pages = rendered(Document("小结", (Paragraph("不让差错发生" * 300),)), office, tmp_path)
    for page, number in zip(pages, ("1", "2"), strict=False):
        (digit,) = [word for word in page.words if word.text == number]
        dashes = [word for word in page.words if word.text == "—"]
        assert len(dashes) == 2
        middle = (digit.top + digit.bottom) / 2
        assert middle == pytest.approx((37 + 225 + 7) * MILLIMETRE, abs=6)
        if number == "1":
            assert max(dash.right for dash in dashes) == pytest.approx((28 + 156) * MILLIMETRE - 16, abs=2)
        else:
            assert min(dash.left for dash in dashes) == pytest.approx(28 * MILLIMETRE + 16, abs=2)


def test_nothing_typed_is_lost_on_the_page(office: Path, tmp_path: Path) -> None:
    texts = [SENTENCE * count + "完" for count in range(1, 6)]
    blocks: tuple[Block, ...] = (
        Addressee("机关党委："),
        *(Paragraph(text) for text in texts),
        Heading(1, SENTENCE),
        Labelled("出席：", SENTENCE * 2),
        Small(SENTENCE),
        Attachments((SENTENCE,)),
    )
    pages = rendered(Document("小结", blocks), office, tmp_path)
    seen = "".join(line for page in pages for line in page.lines)
    assert seen == "".join(["小结机关党委：", *texts, SENTENCE, "出席：", SENTENCE * 2, SENTENCE, "附件：", SENTENCE])


@pytest.mark.parametrize("length", [2, 5, 7, 8, 15, 24, 28])
def test_a_signature_stands_over_the_middle_of_its_day_in_the_type_area(
    length: int, office: Path, tmp_path: Path
) -> None:
    name = ("省人大常委会机关代表工作委员会第一党支部" * 2)[:length]
    (page,) = rendered(Document("小结", (Paragraph("正文"), Signature(name, date(2026, 11, 30)))), office, tmp_path)
    signed = next(word for word in page.words if word.text.startswith(name))
    day = [word for word in page.words if word.top > signed.bottom - 5 and word.text not in {"—", "1"}]
    assert "".join(word.text for word in day) == page.lines[-1] == "2026年11月30日"
    begin, end = min(word.left for word in day), max(word.right for word in day)
    assert begin + end == pytest.approx(signed.left + signed.right, abs=2)
    assert max(signed.right, end) <= (28 + 156) * MILLIMETRE + 1
    assert min(signed.left, begin) >= 28 * MILLIMETRE - 1


def test_a_landscape_table_repeats_its_header_on_every_page(office: Path, tmp_path: Path) -> None:
    columns = (Column("序号", 3), Column("具体问题", 20), Column("完成时限", 6))
    rows = tuple((number, "会议通知晚发半天", date(2026, 11, 25)) for number in range(1, 61))
    pages = rendered(Document("台账", (Table(columns, rows),), landscape=True), office, tmp_path)
    assert len(pages) > 1
    for page in pages:
        assert page.width > page.height
        assert "".join(page.lines).count("完成时限") == 1
    days = [word for page in pages for word in page.words if word.text == "2026-11-25"]
    assert len(days) == 60


def test_a_cell_longer_than_a_page_goes_on_on_the_next(office: Path, tmp_path: Path) -> None:
    table = Table((Column("序号", 3), Column("说明", 20)), ((1, "不让差错发生" * 400),))
    pages = rendered(Document("台账", (table,)), office, tmp_path)
    assert sum("".join(page.lines).count("差") for page in pages) == 400
