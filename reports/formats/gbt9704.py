"""The page and the styles of GB/T 9704-2012 in a Word file: A4, 22 lines of 28 characters.

Measures are twips (1/20 pt) unless a name says otherwise.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import quoteattr

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENTATION
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.section import Section, _Footer
from docx.shared import Twips

from reports.document import Fonts, text_width

# The upright page: 225 mm of height for 22 lines, 156 mm of width for 28 characters.
_LONG_EDGE, _SHORT_EDGE = 16838, 11906
_TOP, _BOTTOM, _LEFT, _RIGHT = 2098, 1984, 1587, 1474
_FOOTER_BELOW_TEXT = 1984 - 1417  # 10 mm down to the footer's lower edge puts the page number 7 mm below the text
LINE = 579
# 28 characters of 16 pt are 448 pt, the type area is 442.25 pt wide: each gives up a quarter of a point. A character
# grid (linesAndChars) would be Word's own way, but comes out as 14 characters a line in LibreOffice.
_SPACING = -5
CHARACTER = 16 * 20 + _SPACING
TITLE_CHARACTERS, WIDE_TITLE_CHARACTERS = 20, 28  # of 22 pt, in a line of an upright page and of one on its side
_MOST_TITLE_LINES = 4
_JOINTS = re.compile("(?<=[^\x00-\x7f])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[^\x00-\x7f])")

# What Word takes where a font is missing.
_SUBSTITUTES = {
    "方正小标宋简体": "方正小标宋_GBK,华文中宋,宋体",
    "仿宋": "仿宋_GB2312,FangSong,华文仿宋",
    "仿宋_GB2312": "仿宋,FangSong,华文仿宋",
    "楷体": "楷体_GB2312,KaiTi,华文楷体",
    "楷体_GB2312": "楷体,KaiTi,华文楷体",
    "黑体": "SimHei,华文黑体",
    "宋体": "SimSun,华文宋体",
}
_TEMPLATE_PARTS = ("customXml", "numbering", "stylesWithEffects", "webSettings", "theme", "fontTable", "thumbnail")


def lay_out(word: WordDocument, fonts: Fonts, landscape: bool) -> None:
    """Give a new, empty document of python-docx the standard's page, styles and page numbers."""
    _strip_template(word)
    _add_font_table(word, fonts)
    _set_styles(word, fonts)
    _set_language(word)
    section = word.sections[0]
    _set_page(section, landscape)
    word.settings.odd_and_even_pages_header_footer = True
    _number_pages(section.footer, "right")
    _number_pages(section.even_page_footer, "left")


def line_width(word: WordDocument) -> int:
    """The width of the type area in twips."""
    section = word.sections[0]
    edges = (section.page_width, section.left_margin, section.right_margin)
    page, left, right = (int(edge.twips) for edge in edges if edge is not None)
    return page - left - right


def title_lines(title: str, room: int = TITLE_CHARACTERS) -> list[str]:
    """The title in as few lines as hold it, about equally long; Latin words and numbers stay whole.

    A newline in the title decides instead. A line ends, where it can, behind 的, a mark or a date; a title for more
    than four lines is left to Word.
    """
    title = title.strip()
    count = int(-(-spaced_width(title) // room))
    if "\n" in title or not 1 < count <= _MOST_TITLE_LINES:
        return [line.strip() for line in title.split("\n")]
    # One line more where no even break is to be had.
    breaks = [
        (_break_cost(title, cut, lines, room) + lines * 50, cut)
        for lines in (count, count + 1)
        for cut in range(1, len(title))
    ]
    cut = min(breaks)[1]
    return [title[:cut].strip(), *title_lines(title[cut:], room)]


def spaced_width(text: str) -> float:
    """The text's width in characters, with the quarter that Word adds between 字 and a Latin letter or digit."""
    return text_width(text) + len(_JOINTS.findall(text)) / 4


def _break_cost(title: str, cut: int, count: int, room: int) -> float:
    """How bad it is to end the first of `count` lines at `cut`: characters off its share, and what is torn apart."""
    line, rest = title[:cut], title[cut:]
    before, after = line[-1], rest[0]
    here, there = spaced_width(line.strip()), spaced_width(rest.strip())
    cost = abs(here - (here + there) / count)
    if here > room or there > room * (count - 1):
        cost += 1000
    in_a_word = before.isascii() and after.isascii() and " " not in before + after
    in_a_date = (before.isdigit() and after in "年月日") or (before in "年月" and after.isdigit())
    if in_a_word or in_a_date or before in "“（《" or after in "”）》，、的":
        cost += 100
    if before not in "的”）》，、 年月日度" and after not in "“《":
        cost += 6
    return cost


def _strip_template(word: WordDocument) -> None:
    """Take out what python-docx's template brings along: styles, a picture, another program's name."""
    unused = {*_TEMPLATE_PARTS, "extended-properties"}
    for relationships in (word.part.rels, word.part.package.rels):
        for key in [key for key, one in relationships.items() if one.reltype.rsplit("/", 1)[-1] in unused]:
            del relationships[key]


def _add_font_table(word: WordDocument, fonts: Fonts) -> None:
    names = dict.fromkeys((fonts.title, fonts.body, fonts.heading, fonts.subheading, fonts.number))
    entries = "".join(
        f"<w:font w:name={quoteattr(name)}>"
        + (f'<w:altName w:val="{_SUBSTITUTES[name]}"/>' if name in _SUBSTITUTES else "")
        + '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name in names
    )
    blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts {nsdecls("w")}>{entries}</w:fonts>'
    part = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, blob.encode(), word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)


def _set_language(word: WordDocument) -> None:
    """Chinese as the language of the fonts, and today's Word instead of that of 2010."""
    settings = word.settings.element
    for tag, attribute, value in (
        ("w:themeFontLang", "w:eastAsia", "zh-CN"),
        ("w:characterSpacingControl", "w:val", "compressPunctuation"),
        ("w:compat/w:compatSetting[@w:name='compatibilityMode']", "w:val", "15"),
    ):
        settings.xpath(tag)[0].set(qn(attribute), value)


def _set_page(section: Section, landscape: bool) -> None:
    """A4 with the standard's margins and its grid of lines.

    A landscape page is the upright one turned to the left: its top is the binding edge.
    """
    top, right, bottom, left = (_LEFT, _TOP, _RIGHT, _BOTTOM) if landscape else (_TOP, _RIGHT, _BOTTOM, _LEFT)
    section.top_margin, section.right_margin = Twips(top), Twips(right)
    section.bottom_margin, section.left_margin = Twips(bottom), Twips(left)
    section.footer_distance = Twips(bottom - _FOOTER_BELOW_TEXT)
    section.page_width, section.page_height = Twips(_SHORT_EDGE), Twips(_LONG_EDGE)
    if landscape:
        section.orientation = WD_ORIENTATION.LANDSCAPE
        section.page_width, section.page_height = Twips(_LONG_EDGE), Twips(_SHORT_EDGE)
    grid = section._sectPr.xpath("w:docGrid")[0]
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(LINE))


def _number_pages(footer: _Footer, side: str) -> None:
    """The page number between two dashes, one character in from this side."""
    footer.is_linked_to_previous = False
    footer._element.replace(
        footer.paragraphs[0]._p,
        parse_xml(
            f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="Footer"/><w:ind w:{side}Chars="100" w:{side}="{CHARACTER}"/>'
            f'<w:jc w:val="{side}"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r>'
            '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
            '<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p>'
        ),
    )


def _set_styles(word: WordDocument, fonts: Fonts) -> None:
    """Put the standard's styles in place of the template's."""
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_font(fonts.body)}<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang '
        'w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
    )
    lead = (
        '<w:style w:type="character" w:customStyle="1" w:styleId="Lead"><w:name w:val="Lead"/><w:qFormat/>'
        f"<w:rPr>{_font(fonts.heading)}</w:rPr></w:style>"
    )
    styles = "".join([defaults, *_paragraph_styles(fonts), lead, _TABLE_STYLE])
    element = word.styles.element
    for child in list(element):
        element.remove(child)
    for child in list(parse_xml(f"<w:styles {nsdecls('w')}>{styles}</w:styles>")):
        element.append(child)


def _paragraph_styles(fonts: Fonts) -> list[str]:
    # A page holds 22 lines only if none is held back to keep another company. The marks at line ends are as Word has
    # them anyway; unsaid, LibreOffice 7.4 lets them hang over the end and then loses them.
    full_lines = '<w:widowControl w:val="0"/><w:overflowPunct w:val="1"/>'
    off_grid = '<w:snapToGrid w:val="0"/>'
    exactly = off_grid + '<w:spacing w:line="{}" w:lineRule="exact"/>'
    indented = '<w:ind w:firstLineChars="200" w:firstLine="{}"/>'
    body = indented.format(2 * CHARACTER)
    centred, condensed, loose = '<w:jc w:val="center"/>', f'<w:spacing w:val="{_SPACING}"/>', '<w:spacing w:val="0"/>'
    # Without space between digits and 字, a day under a name or in a cell has the width that is reckoned for it.
    close, at_left = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>', '<w:jc w:val="left"/>'
    headings = ((1, fonts.heading), (2, fonts.subheading), (3, fonts.body))
    return [
        _style("Normal", fonts.body, 16, full_lines + '<w:jc w:val="both"/>', condensed),
        _style("Title", fonts.title, 22, "<w:keepNext/>" + exactly.format(LINE) + centred, loose),
        _style("Body Text", fonts.body, 16, body),
        *(
            _style(f"heading {level}", font, 16, f'<w:keepNext/>{body}<w:outlineLvl w:val="{level - 1}"/>')
            for level, font in headings
        ),
        _style("Small", fonts.body, 14, indented.format(2 * 14 * 20)),
        _style("Signature", fonts.body, 16, close + at_left),
        _style("caption", fonts.heading, 14, "<w:keepNext/>" + centred),
        _style("Table Note", fonts.body, 10.5, f"<w:keepNext/>{exactly.format(360)}{at_left}", loose),
        _style("Annex", fonts.heading, 16, f"<w:keepNext/>{exactly.format(400)}{at_left}"),
        _style("Annex Title", fonts.title, 22, "<w:keepNext/>" + exactly.format(LINE) + centred, loose),
        _style("Table Text", fonts.body, 12, close + exactly.format(360) + at_left, loose),
        _style("Table Header", fonts.heading, 12, close + exactly.format(360) + centred, loose),
        _style("Table Text Dense", fonts.body, 9, close + exactly.format(240) + at_left, loose),
        _style("Table Header Dense", fonts.heading, 9, close + exactly.format(240) + centred, loose),
        _style("Table End", fonts.body, 1, exactly.format(20)),
        _style("footer", fonts.number, 14, off_grid, loose),
    ]


def _style(name: str, font: str, points: float, paragraph: str, run: str = "") -> str:
    """A paragraph style; `paragraph` and `run` are further properties in the order that the schema wants."""
    kind = 'w:default="1" ' if name == "Normal" else ""
    parent = "" if name == "Normal" else '<w:basedOn w:val="Normal"/>'
    return (
        f'<w:style w:type="paragraph" {kind}w:styleId="{style_id(name)}"><w:name w:val="{name}"/>{parent}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{_font(font)}{run}"
        f'<w:sz w:val="{round(2 * points)}"/><w:szCs w:val="{round(2 * points)}"/></w:rPr></w:style>'
    )


def style_id(name: str) -> str:
    """The id under which a paragraph names its style: Body Text is BodyText, heading 1 Heading1."""
    return "".join(word.capitalize() for word in name.split())


def _font(name: str) -> str:
    """The font for letters of every script; the hint makes “ ” … — Chinese marks of full width."""
    value = quoteattr(name)
    return f'<w:rFonts w:hint="eastAsia" w:ascii={value} w:hAnsi={value} w:eastAsia={value} w:cs={value}/>'


_TABLE_STYLE = (
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>'
    + "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + '</w:tblBorders><w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="57" w:type="dxa"/>'
    '<w:bottom w:w="28" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
