"""Word files: the page is that of GB/T 9704, nobody is named as author, and any text goes in."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from datetime import date
from xml.etree import ElementTree

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENTATION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Twips
from docx.text.paragraph import Paragraph as WordParagraph
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reports.document import (
    Addressee,
    Attachments,
    Block,
    Cell,
    Column,
    Document,
    Fonts,
    Heading,
    Labelled,
    Paragraph,
    Signature,
    Small,
    Table,
    TableNote,
    text_width,
)
from reports.formats import write
from reports.formats.gbt9704 import line_width, title_lines

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHARACTER = 315  # twips: 28 of them fill a line of 156 mm
DAY = date(2026, 1, 2)
# What no file can hold, between letters that must stay.
UNWRITABLE = "a\ud800b\udfff\x00c\x1b[31m\x85\ufffe\uffff\r\nd\re"


def written(*blocks: Block, title: str = "小结", landscape: bool = False, fonts: Fonts | None = None) -> WordDocument:
    return docx.Document(io.BytesIO(write(Document(title, blocks, landscape), ".docx", fonts)))


def paragraph(word: WordDocument, text: str) -> WordParagraph:
    return next(one for one in word.paragraphs if one.text == text)


def left(one: WordParagraph) -> float:
    """Where the paragraph starts, in characters."""
    indent = one.paragraph_format.left_indent
    assert indent is not None
    return round(int(indent) / 635 / CHARACTER, 2)


def attribute(word: WordDocument, path: str, name: str) -> str | None:
    value = word.styles.element.xpath(path)[0].get(qn(name))
    assert value is None or isinstance(value, str)
    return value


def part(file: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return ElementTree.fromstring(package.read(name))


@pytest.mark.parametrize(
    ("landscape", "size", "margins"),
    [(False, (11906, 16838), (2098, 1984, 1587, 1474)), (True, (16838, 11906), (1587, 1474, 1984, 2098))],
)
def test_the_page_is_a4_with_the_margins_of_the_standard(
    landscape: bool, size: tuple[int, int], margins: tuple[int, ...]
) -> None:
    section = written(landscape=landscape).sections[0]
    edges = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert tuple(edge.twips for edge in edges if edge is not None) == margins
    assert (section.page_width, section.page_height) == tuple(635 * twips for twips in size)
    assert (section.orientation == WD_ORIENTATION.LANDSCAPE) is landscape


def test_a_page_has_22_lines_and_a_line_28_characters() -> None:
    word = written()
    (grid,) = word.element.body.xpath("w:sectPr/w:docGrid")
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")
    assert attribute(word, "w:style[@w:styleId='Normal']/w:rPr/w:spacing", "w:val") == "-5"


@pytest.mark.parametrize(
    ("style", "font", "half_points"),
    [
        ("Title", "方正小标宋简体", "44"),
        ("BodyText", "仿宋", "32"),
        ("Heading1", "黑体", "32"),
        ("Heading2", "楷体", "32"),
        ("Heading3", "仿宋", "32"),
        ("Small", "仿宋", "28"),
        ("Footer", "宋体", "28"),
    ],
)
def test_every_style_has_its_font_for_chinese_and_for_digits(style: str, font: str, half_points: str) -> None:
    word = written()
    run = f"w:style[@w:styleId='{style}']/w:rPr"
    for script in ("w:eastAsia", "w:ascii", "w:hAnsi"):
        assert attribute(word, f"{run}/w:rFonts", script) == font
    assert attribute(word, f"{run}/w:sz", "w:val") == half_points


def test_other_fonts_are_taken_and_every_font_has_a_substitute() -> None:
    word = written(fonts=Fonts(body='仿宋_GB2312" & <x>'))
    assert attribute(word, "w:style[@w:styleId='BodyText']/w:rPr/w:rFonts", "w:eastAsia") == '仿宋_GB2312" & <x>'
    table = part(write(Document("小结", ()), ".docx"), "word/fontTable.xml")
    assert [font.find(f"{W}altName") is not None for font in table] == [True] * 5


def test_body_text_is_indented_by_two_characters_and_an_addressee_is_not() -> None:
    word = written(Addressee("机关党委："), Paragraph("正文"))
    assert paragraph(word, "正文").style == word.styles["Body Text"]
    assert attribute(word, "w:style[@w:styleId='BodyText']/w:pPr/w:ind", "w:firstLineChars") == "200"
    assert paragraph(word, "机关党委：").paragraph_format.first_line_indent is None


def test_a_lead_and_a_label_stand_out_and_text_is_aligned_behind_the_label() -> None:
    word = written(Paragraph("后文", bold_lead="工作差错。"), Labelled("出席：", "张三、李四"))
    led, labelled = paragraph(word, "工作差错。后文"), paragraph(word, "出席：张三、李四")
    for one in (led, labelled):
        assert one.runs[0].style.name == "Lead"
    assert left(labelled) == 5
    assert labelled.paragraph_format.first_line_indent == -3 * CHARACTER * 635


@pytest.mark.parametrize("length", range(2, 31))
@pytest.mark.parametrize("day", [DAY, date(2026, 11, 28)])
def test_name_and_day_stand_where_the_standard_has_them_and_never_outside_the_type_area(length: int, day: date) -> None:
    word = written(Signature("某" * length, day))
    line, signed, dated = line_width(word) / CHARACTER, *word.paragraphs[-2:]
    assert dated.text == f"{day.year}年{day.month}月{day.day}日"
    assert signed.alignment == dated.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert edges(signed) == edges(dated)
    begin, end = edges(dated)
    assert min(begin, end) >= 0
    room, wide = line - begin - end, text_width(dated.text)
    day_ends, name_ends = (end + (room - one) / 2 for one in (wide, min(length, room)))
    assert min(day_ends, name_ends) >= 0
    if length <= wide + 4:
        assert day_ends == pytest.approx(4, abs=0.1)
    elif length <= 24:
        assert name_ends == pytest.approx(2, abs=0.1)
    assert room >= min(length, 28)  # it breaks only where no line could hold it


def edges(one: WordParagraph) -> tuple[float, float]:
    """How far in a paragraph stands from both sides, in characters."""
    put = one.paragraph_format
    return (put.left_indent or Twips(0)).twips / CHARACTER, (put.right_indent or Twips(0)).twips / CHARACTER


def test_a_signature_is_never_alone_on_a_page() -> None:
    word = written(Paragraph("正文"), Signature("张三", DAY))
    assert [one.paragraph_format.keep_with_next for one in word.paragraphs[-4:]] == [True, True, True, None]


def test_several_attachments_are_numbered_under_each_other_and_one_is_not() -> None:
    word = written(Attachments(("统计表", "清单")))
    assert left(paragraph(word, "附件：1. 统计表")) == left(paragraph(word, "2. 清单"))
    assert paragraph(written(Attachments(("清单",))), "附件：清单")


def test_page_numbers_stand_outside_on_odd_and_even_pages() -> None:
    word = written()
    assert word.settings.odd_and_even_pages_header_footer
    for footer, side in ((word.sections[0].footer, "right"), (word.sections[0].even_page_footer, "left")):
        (one,) = footer.paragraphs
        assert one._p.xpath("w:pPr/w:jc")[0].get(qn("w:val")) == side
        assert one._p.xpath("w:pPr/w:ind")[0].get(qn(f"w:{side}Chars")) == "100"
        assert "".join(text.text for text in one._p.xpath(".//w:t")) == "— 1 —"


def table(word: WordDocument) -> ElementTree.Element:
    return ElementTree.fromstring(word.tables[0]._tbl.xml)


def test_a_table_repeats_its_header_and_keeps_rows_whole_but_endless_ones() -> None:
    rows: tuple[tuple[Cell, ...], ...] = (("短", 1), ("长" * 5000, 2))
    made = table(written(Table((Column("说明", 8), Column("数", 2)), rows, caption="表1")))
    header, short, long = made.findall(f"{W}tr")
    assert header.find(f"{W}trPr/{W}tblHeader") is not None
    assert [row.find(f"{W}trPr/{W}cantSplit") is not None for row in (header, short, long)] == [True, True, False]


def test_a_table_is_as_wide_as_the_text_and_its_days_fit_on_one_line() -> None:
    columns = (Column("序号", 1), Column("事项", 60), Column("日期", 1))
    word = written(Table(columns, ((100, "会签", date(2026, 11, 25)),)))
    widths = [int(column.get(f"{W}w", 0)) for column in table(word).findall(f"{W}tblGrid/{W}gridCol")]
    assert 8800 < sum(widths) <= 11906 - 1587 - 1474
    assert widths[2] > 5 * 12 * 20  # ten half-width signs of 12 pt
    assert [cell.text for cell in word.tables[0].rows[1].cells] == ["100", "会签", "2026-11-25"]


def test_a_row_with_a_cell_too_few_is_refused() -> None:
    with pytest.raises(ValueError, match="1 cells under 2 columns"):
        Table((Column("甲", 1), Column("乙", 1)), (("一",),))


def test_chinese_is_the_language_and_no_stranger_is_named() -> None:
    file = write(Document("小结", (Paragraph("正文"),)), ".docx")
    word = docx.Document(io.BytesIO(file))
    assert attribute(word, "w:docDefaults/w:rPrDefault/w:rPr/w:lang", "w:eastAsia") == "zh-CN"
    assert word.settings.element.xpath("w:themeFontLang")[0].get(qn("w:eastAsia")) == "zh-CN"
    properties = word.core_properties
    assert (properties.title, properties.author, properties.last_modified_by) == ("小结", "", "")
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        for name in package.namelist():
            assert not any(word in package.read(name) for word in (b"python-docx", b"Macintosh", b"JFIF"))


def test_the_same_document_gives_the_same_bytes_at_any_time() -> None:
    document = Document("小结", (Table((Column("甲", 1),), (("一",),)), Signature("张三", DAY)))
    file = write(document, ".docx")
    assert file == write(document, ".docx")
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@settings(deadline=None, max_examples=25)
@given(st.text(st.characters(exclude_categories=())))
@example(UNWRITABLE)
@pytest.mark.slow
def test_any_text_keeps_every_character_that_can_be_seen(typed: str) -> None:
    blocks = (Paragraph(typed, typed), Labelled(typed, typed), Small(typed), Heading(1, typed), Addressee(typed))
    cells = Table((Column(typed, 1),), ((typed,),), caption=typed)
    word = written(*blocks, cells, Attachments((typed,)), Signature(typed, DAY), title=typed)
    body = "".join(text.text or "" for text in word.element.body.iter(qn("w:t")))
    visible = "".join(character for character in typed if character.isprintable() and character != " ")
    seen = "".join(character for character in body if character.isprintable() and character != " ")
    assert seen == visible * 11 + "附件：" + visible * 2 + "2026年1月2日"


def test_a_pasted_book_goes_in_whole() -> None:
    book = "不让" * 50_000
    word = written(Paragraph(book), Table((Column("甲", 1),), ((book,),)), title=book)
    assert paragraph(word, book)
    assert word.tables[0].rows[1].cells[0].text == book


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("张三2026年11月“六个不让”落实情况小结", ["张三2026年11月“六个不让”落实情况小结"]),
        (
            "省人大常委会机关办公厅第一党支部2026年11月“六个不让”落实情况报告",
            ["省人大常委会机关办公厅第一党支部", "2026年11月“六个不让”落实情况报告"],
        ),
        ("第一行\n第二行", ["第一行", "第二行"]),
        (
            "Summary of November 2026: the six don'ts, Zhang San, General Office Party Branch",
            ["Summary of November 2026:", "the six don'ts, Zhang San,", "General Office Party Branch"],
        ),
    ],
)
def test_a_long_title_is_broken_where_a_person_would(title: str, lines: list[str]) -> None:
    assert title_lines(title) == lines


@given(st.text(alphabet="关于的机2026年月Ab “”、", max_size=120))
def test_a_broken_title_loses_nothing(title: str) -> None:
    lines = title_lines(title)
    assert "".join(lines).replace(" ", "") == title.replace(" ", "")


def test_no_office_library_is_imported_before_its_format_is_used() -> None:
    code = (
        "import sys, reports.formats as formats; from reports.document import Document;"
        "formats.write(Document('题', ()), '.md');"
        "print(sorted({'docx', 'xlsxwriter', 'lxml', 'openpyxl'} & set(sys.modules)))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


def test_two_lines_beneath_a_table_have_no_rule_between_them() -> None:
    table = Table((Column("项目", 5),), (("甲",),))
    page = Document("学时", (table, TableNote("注：略有出入。"), TableNote("制表人：")), landscape=True)
    rows = docx.Document(io.BytesIO(write(page, ".docx"))).tables[0]._tbl.findall(qn("w:tr"))
    first, second = (
        {side.tag.split("}")[1] for side in row.iter() if side.getparent().tag == qn("w:tcBorders")}
        for row in rows[-2:]
    )
    assert first == {"left", "bottom", "right"}, "its upper rule is the table's last"
    assert second == {"top", *first}
