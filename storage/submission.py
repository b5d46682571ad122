"""The file that leaves: what a member hands to the branch, written and read.

A text file in UTF-8. First the page a person reads, each line beginning with `#`; the reader never parses it. Then
one JSON line a fact, the header first, in the one spelling the writer uses. The last line is `sha256:` and the
SHA-256 of all bytes above it: it shows that the file was not changed, not that it is true. Every version of the
format begins its header with `{"fact":"header","format":N` and ends with that last line.

What mail systems and editors do on the way is undone first, as far as the checksum proves it (storage.arriving):
another encoding, other line ends, something added above or beneath. Everything else is damage.

    SixdontsError
    └── SubmissionError
        ├── TooLarge           over 2 MiB
        ├── NotASubmission     some other file; .kind says which where it is another of ours
        ├── DamagedSubmission  .reason and, where one is to blame, .line
        └── UnknownVersion     .version
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from typing import Annotated, Self, TypeVar

from pydantic import FailFast, Field, TypeAdapter, ValidationError, model_validator

from content.errors import SixdontsError
from storage.arriving import HEADER_START, Arrived, Change, as_written
from storage.facts import Fact, Header, check_together
from storage.records import Part, clean_text

SIZE_LIMIT = 2 * 1024 * 1024
READING_LIMIT = 4 * SIZE_LIMIT  # another encoding, line ends and additions make a file longer than it was
NESTING_LIMIT = 3
PAGE_START = b"#  "  # the title stands in the middle of the first line: no heading in Markdown begins so
# 2 has meetings attended, 3 is what a branch sends, 4 has quizzes by topic, 5 is 3 with what came later
KNOWN_VERSIONS = (1, 2, 3, 4, 5)
_PAGE = re.compile(rb"(?:#[^\n]*+\n)*+")
_WRITTEN_PAGE = re.compile(rb"(?:#(?: [^\n]*+)?\n)*+(?:#[^\n]*+)?+")  # every line of it as the writer begins one
_HEADER_VERSION = re.compile(rb'\{"fact":"header","format":([0-9]{1,6})[,}]')
_KIND = re.compile(rb'\{"fact":"header","format":1,"kind":"([a-z_]{1,20})"')
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"?')  # an unclosed one reaches to the end: linear in time whatever comes
P = TypeVar("P", bound=Part)
_UNSAFE_IN_FILE_NAME = re.compile(r'[<>:"/\\|?*\s_]+')


class SubmissionError(SixdontsError):
    """A file cannot be written or read as a submission."""


class TooLarge(SubmissionError):
    """The file is over the size limit."""


class NotASubmission(SubmissionError):
    """The file is something else; `kind` says what it calls itself where it is another file of this program."""

    def __init__(self, kind: str = "") -> None:
        super().__init__(kind)
        self.kind = kind


class DamagedSubmission(SubmissionError):
    """The file was a submission once, but was changed or cut short.

    Attributes:
        reason: "empty", "last_line" (there is none), "checksum", "resaved" (in another encoding, and it is not what it
            was), "several" (submissions in one file), "nesting", "header", "line", "counts", "doubled" or "item_marks".
        line: the number of the line to blame, from 1; 0 when it is no single line.
        changes: what was done to the file on its way, as far as that can be told.
    """

    def __init__(self, reason: str, line: int = 0, changes: tuple[Change, ...] = ()) -> None:
        super().__init__(reason, line)
        self.reason = reason
        self.line = line
        self.changes = changes


class UnknownVersion(SubmissionError):
    """The file is of a format that this program does not know, probably made by a newer one."""

    def __init__(self, version: int) -> None:
        super().__init__(version)
        self.version = version


class Submission(Part):
    """A header and the facts it counts."""

    header: Header
    facts: tuple[Annotated[Fact, Field(discriminator="fact")], ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        check_together(self.header, self.facts)
        return self


_LINES = TypeAdapter(Annotated[tuple[Annotated[Header | Fact, Field(discriminator="fact")], ...], FailFast()])


def write(submission: Submission, page: str) -> bytes:
    """The submission as a file, with `page` in front for people to read.

    Raises:
        TooLarge: it would be over the size limit.
    """
    return seal((submission.header, *submission.facts), page)


def seal(parts: Iterable[Part], page: str) -> bytes:
    """A file of this family: the page for people, a JSON line a part, and the checksum of all above it at the end.

    Raises:
        TooLarge: it would be over the size limit.
    """
    lines = [f"# {line}" if line else "#" for line in clean_text(page).split("\n")]
    lines += [part.model_dump_json() for part in parts]
    body = "".join(f"{line}\n" for line in lines).encode()
    data = body + f"sha256:{hashlib.sha256(body).hexdigest()}\n".encode()
    if len(data) > SIZE_LIMIT:
        raise TooLarge
    return data


def read(data: bytes) -> Submission:
    """The submission in a file, only if it is exactly what the writer wrote.

    Raises:
        SubmissionError: it is not; which of them says why.
    """
    return read_arrived(arrived_from(data))


def read_arrived(arrived: Arrived) -> Submission:
    """The submission in a file that came whole.

    Raises:
        SubmissionError: it is none, or not exactly what the writer wrote; which of them says why.
    """
    parsed = read_parts(arrived, _LINES)
    try:
        return Submission.model_validate({"header": parsed[0], "facts": parsed[1:]})
    except ValidationError as error:
        kind = error.errors(include_url=False, include_context=False, include_input=False)[0]["type"]
        raise DamagedSubmission(kind if kind in ("counts", "doubled", "item_marks") else "line") from None


def read_parts(arrived: Arrived, lines: TypeAdapter[tuple[P, ...]], kind: str = "") -> tuple[P, ...]:
    """The lines of a file that calls itself of this kind, only if they are exactly what the writer wrote.

    Raises:
        NotASubmission: it is of another kind.
        SubmissionError: it is not sound; which of them says why.
    """
    body = arrived.data[: arrived.data.rindex(b"sha256:")]
    _check_nesting(body)
    start = _end_of_page(body)
    block, first_line = body[start:-1], body.count(b"\n", 0, start) + 1
    _check_version(block, first_line)
    found = _KIND.match(block)
    if (other := found[1].decode() if found else "") != kind:
        raise NotASubmission(other)
    array = b"[" + block.replace(b"\n", b",") + b"]"
    try:
        parsed = lines.validate_json(array)
    except ValidationError as error:
        place = error.errors(include_url=False, include_context=False, include_input=False)[0]["loc"]
        raise DamagedSubmission("line", first_line + place[0] if place and isinstance(place[0], int) else 0) from None
    is_a_line_each = block.count(b"}\n{") == block.count(b"\n") == len(parsed) - 1
    if not is_a_line_each or lines.dump_json(parsed) != array:  # all at once; one by one only to find the place
        _check_spelling(block, [part.model_dump_json().encode() for part in parsed], first_line)
    return parsed


def arrived_from(data: bytes) -> Arrived:
    """The file as it was written, if it came whole: limits first, then the checksum.

    Raises:
        SubmissionError: it is too large, empty or damaged, or no such file at all.
    """
    if len(data) > READING_LIMIT:
        raise TooLarge
    if not data.strip():
        raise DamagedSubmission("empty")
    arrived = as_written(data)
    if len(arrived.data) > SIZE_LIMIT:
        raise TooLarge
    if not arrived.fits:
        raise _fault_of(arrived)
    if arrived.several:
        raise DamagedSubmission("several", changes=arrived.changes)
    return arrived


def fingerprint(data: bytes) -> str:
    """The SHA-256 of the file as it was written, whatever was done to it on the way."""
    return hashlib.sha256(as_written(data).data).hexdigest()


def checksum_of(data: bytes) -> str:
    """The checksum on the last line: the one that the member sees too."""
    return as_written(data).checksum


def page_of(data: bytes) -> str:
    """The page that people read, as it stands at the beginning of a file; empty where there is none."""
    found = _PAGE.match(as_written(data).data)
    lines = found[0].decode(errors="replace").split("\n") if found else []
    return clean_text("\n".join(line.removeprefix("#").removeprefix(" ") for line in lines)).rstrip("\n")


def suggested_file_name(name: str, period_words: str) -> str:
    """A name such as `张三_2026年11月.txt` that every file system takes."""
    return f"{safe_name(name)}_{safe_name(period_words)}.txt"


def safe_name(text: str) -> str:
    """A part of a file's name that every file system takes, at most 30 characters; "-" where nothing is left."""
    clean = unicodedata.normalize("NFC", clean_text(text))
    visible = "".join(letter for letter in clean if letter.isspace() or unicodedata.category(letter)[0] != "C")
    return _UNSAFE_IN_FILE_NAME.sub("-", visible)[:30].strip("-.~ ") or "-"


def _fault_of(arrived: Arrived) -> SubmissionError:
    """Why a file whose checksum does not fit is no sound submission."""
    has_header = HEADER_START in arrived.data
    is_ours = arrived.data.startswith(b"#") if arrived.checksum else _is_cut_start(arrived.data)
    if not has_header and not is_ours:
        return NotASubmission()
    if not arrived.checksum:
        return DamagedSubmission("last_line", changes=arrived.changes)
    was_narrowed = Change.GB18030 in arrived.changes  # what calls itself that often holds fewer letters
    return DamagedSubmission("resaved" if was_narrowed else "checksum", changes=arrived.changes)


def _is_cut_start(data: bytes) -> bool:
    """Whether this is how the writer begins: its page, cut before the header was there or within its first words."""
    page = _WRITTEN_PAGE.match(data)
    if page is None or not data.startswith(PAGE_START):
        return False
    return HEADER_START.startswith(data[page.end() :])


def _check_nesting(body: bytes) -> None:
    """Refuse deep nesting before anything is parsed; brackets in strings do not count."""
    for line in body[_end_of_page(body) :].split(b"\n"):
        if line.count(b"[") + line.count(b"{") <= NESTING_LIMIT:
            continue
        depth = 0
        for bracket in re.findall(rb"[\[\]{}]", _STRING.sub(b"", line)):
            depth += 1 if bracket in b"[{" else -1
            if depth > NESTING_LIMIT:
                raise DamagedSubmission("nesting")


def _end_of_page(body: bytes) -> int:
    page = _PAGE.match(body)
    return page.end() if page else 0


def _check_version(block: bytes, line: int) -> None:
    version = _HEADER_VERSION.match(block)
    if version is None:
        raise DamagedSubmission("header", line)
    if int(version[1]) not in KNOWN_VERSIONS:
        raise UnknownVersion(int(version[1]))


def _check_spelling(block: bytes, spelled: list[bytes], first_line: int) -> None:
    """Refuse lines that say the same in another spelling: doubled keys, blanks, other order, other numbers."""
    if block == b"\n".join(spelled):
        return
    for number, (found, right) in enumerate(zip(block.split(b"\n"), spelled, strict=False)):
        if found != right:
            raise DamagedSubmission("line", first_line + number)
    raise DamagedSubmission("line")
