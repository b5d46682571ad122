"""XML as it lies in a file: where each element begins and ends in its bytes, so that only some are written anew."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.parsers import expat

from content.parsing import UnparsableError, parsing
from content.words import _
from reports.document import clean
from reports.office_forms.package import damaged_words, refused

_TAG = re.compile(rb"""<[^<>"']*(?:"[^"<]*"[^<>"']*|'[^'<]*'[^<>"']*)*>""")
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([^"']*)["']""")
_LIKE_ESCAPE = re.compile(r"_(?=x[0-9a-fA-F]{4}_)")
_DEEPEST = 200
_MOST_BYTES, _MOST_ELEMENTS = 8 * 1024 * 1024, 200_000  # a form that people fill in has a few thousand

Edit = tuple[int, int, bytes]


@dataclass
class Element:
    """An element: its name as written and without its prefix, what it says, and where it lies.

    begin, end: of all of it. inner, inner_end: of what stands between its tags; both are `end` where it has only one.
    """

    written: str
    attributes: dict[str, str]
    begin: int
    inner: int
    inner_end: int = 0
    end: int = 0
    is_single: bool = False
    text: str = ""
    children: list[Element] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name without its prefix."""
        return self.written.rpartition(":")[2]

    @property
    def prefix(self) -> str:
        """The prefix of its name with the colon; empty where it has none."""
        return self.written[: -len(self.name)]

    def child(self, name: str) -> Element | None:
        """The first element in it of that name."""
        return next((one for one in self.children if one.name == name), None)

    def all(self, name: str) -> list[Element]:
        """The elements right in it of that name."""
        return [one for one in self.children if one.name == name]

    def every(self, name: str) -> Iterable[Element]:
        """The elements of that name at any depth, in their order."""
        for one in self.children:
            if one.name == name:
                yield one
            yield from one.every(name)


def read_elements(data: bytes) -> Element:
    """The elements of a part, the outermost.

    Raises:
        FileFaults: it is no XML in UTF-8, has a document type, or is nested too deep.
    """
    if len(data) > _MOST_BYTES:
        raise refused(_("is too large for a form"))
    said = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
    if (said and said[1].lower() not in (b"utf-8", b"us-ascii")) or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise refused(_("is not written in UTF-8 inside; open it in Excel, Word or WPS and save it anew"))
    reading = _Reading(data)
    try:
        with parsing():
            reading.read()
    except UnparsableError as error:
        raise refused(damaged_words()) from error
    if reading.count > _MOST_ELEMENTS:
        raise refused(_("is too large for a form"))
    return reading.top.children[0]


class _Reading:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.top = Element("", {}, 0, 0)
        self.stack = [self.top]
        self.count = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def read(self) -> None:
        self.parser.Parse(self.data, True)

    def _doctype(self, *_said: object) -> None:
        raise ValueError("a document type")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        at = self.parser.CurrentByteIndex
        tag = _TAG.match(self.data, at)
        if tag is None or len(self.stack) > _DEEPEST:
            raise ValueError("a tag that is not understood")
        self.count += 1
        if self.count > _MOST_ELEMENTS:
            return
        one = Element(name, attributes, at, tag.end(), is_single=tag[0].endswith(b"/>"))
        self.stack[-1].children.append(one)
        self.stack.append(one)

    def _end(self, _name: str) -> None:
        if self.count > _MOST_ELEMENTS:
            return
        one = self.stack.pop()
        if one.is_single:
            one.inner_end = one.end = one.inner
            return
        one.inner_end = self.parser.CurrentByteIndex
        tag = _TAG.match(self.data, one.inner_end)
        if tag is None:
            raise ValueError("a tag that is not understood")
        one.end = tag.end()

    def _text(self, piece: str) -> None:
        self.stack[-1].text += piece


def edited(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes with pieces of them replaced; what is put in at one place comes in the order given.

    Raises:
        FileFaults: one of the pieces lies in another.
    """
    out, at = [], 0
    for begin, end, content in sorted(edits, key=lambda one: (one[0], one[1])):
        if begin < at:
            raise refused(damaged_words())  # what is patched lies inside of what is patched
        out += [data[at:begin], content]
        at = end
    return b"".join((*out, data[at:]))


def with_attribute(tag: bytes, name: str, value: str) -> bytes:
    """A start tag with an attribute of a value, in the place of the one of its name where it has one."""
    said = b' %s="%s"' % (name.encode(), escaped(value, quotes=True))
    pattern = re.compile(rb"""\s%s\s*=\s*(?:"[^"]*"|'[^']*')""" % re.escape(name.encode()))
    if pattern.search(tag):
        return pattern.sub(lambda _found: said, tag, count=1)
    end = b"/>" if tag.endswith(b"/>") else b">"
    return tag[: -len(end)].rstrip() + said + end


def without_attribute(tag: bytes, name: str) -> bytes:
    """A start tag without an attribute."""
    return re.sub(rb"""\s%s\s*=\s*(?:"[^"]*"|'[^']*')""" % re.escape(name.encode()), b"", tag, count=1)


def escaped(text: str, *, quotes: bool = False) -> bytes:
    """A text as XML holds it, without what XML cannot hold."""
    text = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return (text.replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;") if quotes else text).encode()


def in_cell(text: str) -> bytes:
    """A text as a cell holds it: what looks like the sign for a control character is itself written as one."""
    return escaped(_LIKE_ESCAPE.sub("_x005F_", clean(text)))
