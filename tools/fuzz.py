"""Feed a reader of foreign files what a coverage-guided fuzzer thinks of; anything but a declared error ends it.

    pip install atheris          # in an environment of one's own; the project does not depend on it
    python tools/fuzz.py roster-xlsx -runs=1000000
    python tools/fuzz.py --list

Every option after the reader's name goes to libFuzzer. The bank readers are also held to a promise: what is taken can
be written and read again.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import io
import json
import os
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from tools.fuzz_seeds import (
    AIKEN,
    BANK,
    GIFT,
    HALL,
    JRNL,
    JRNL_TEXT,
    LIST,
    NOTE,
    NOTICE,
    ROSTER,
    SESSION,
    exchange_file,
)

AT, DAY = datetime(2026, 11, 24, 4, tzinfo=UTC), date(2026, 11, 24)
READ_BY = ("content", "storage", "reports.office_forms")  # the floors whose branches guide the fuzzer
TYPES = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PARTS = ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml")
MARK = b"\n====\n"  # between the parts of a workbook in one input


@dataclass(frozen=True)
class Reader:
    """One reader: how it is called, what it may raise, and what to begin from."""

    read: Callable[[bytes], object]
    declared: tuple[type[BaseException], ...]
    seeds: tuple[bytes, ...]


def workbook(data: bytes) -> bytes:
    """The input as a workbook: its pieces are the sheet, the texts, the formats and the book, as far as they go."""
    given = dict(zip(PARTS, data.split(MARK), strict=False))
    return _zip({**WORKBOOK, **{part: piece for part, piece in given.items() if piece}})


WORKBOOK = {
    "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "xl/workbook.xml": (
        f'<workbook xmlns="{TYPES}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ).encode(),
    "xl/_rels/workbook.xml.rels": (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        b'Target="worksheets/sheet1.xml"/></Relationships>'
    ),
    "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{TYPES}"><sheetData/></worksheet>'.encode(),
    "xl/sharedStrings.xml": f'<sst xmlns="{TYPES}"><si><t>姓名</t></si></sst>'.encode(),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{TYPES}"><numFmts><numFmt numFmtId="164" formatCode="[h]:mm"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="9"/></cellXfs></styleSheet>'
    ).encode(),
}


def sheet(*rows: tuple[str, ...], more: str = "") -> bytes:
    """A sheet of texts as the XML of a workbook."""
    body = "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{chr(65 + at)}{number}" t="inlineStr" s="1"><is><t>{cell}</t></is></c>'
            for at, cell in enumerate(cells)
        )
        + "</row>"
        for number, cells in enumerate(rows, start=1)
    )
    return f'<worksheet xmlns="{TYPES}"><sheetData>{body}</sheetData>{more}</worksheet>'.encode()


class _Folder:
    """A file of the wanted name that holds the input; most readers are given a path."""

    def __init__(self) -> None:
        memory = Path("/dev/shm")  # noqa: S108 # a file system in memory, where there is one
        self.folder = Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None))

    def read(self, name: str, read: Callable[[Path], object], wrap: Callable[[bytes], bytes] = bytes) -> Any:
        path = self.folder / name

        def from_file(data: bytes) -> object:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.write(handle, wrap(data))
            os.close(handle)
            return read(path)

        return from_file


def _bank_again(path: Path) -> None:
    """A bank without faults can be kept: what is written of it reads as the same."""
    from content.banks import pack_text
    from content.catalog import Catalog
    from content.importing.questions import read_bank_file

    bank = read_bank_file(path)
    if bank.pack.questions and not bank.faults:
        again = Catalog.load_text(path, pack_text(bank.pack))
        if again.packs != (bank.pack,):
            raise AssertionError([fault.problem for fault in again.faults] or again.packs)


def _office_form(path: Path) -> None:
    """A form that is filled can be read again, and holds what was put in."""
    from content.importing.table import cell_text, excel_file
    from reports.office_forms.forms import form_of
    from reports.office_forms.headings import Records, Source, matched

    rows: tuple[dict[str, Any], ...] = tuple({"line": number, "title": f"第{number}件"} for number in range(1, 4))
    records = Records((Source("line", "序号"), Source("title", "事项")), rows)
    form = form_of(path.read_bytes())
    for table in form.tables(records.sources):
        chosen = matched(table, records)
        if table.why_not or not chosen.taken:
            continue
        plan = form.fill(table, chosen, records)
        again = form_of(plan.content)
        if form.suffix == ".xlsx":
            rows_found = [cells for sheet in excel_file(plan.content).sheets for _row, cells in sheet.rows]
            found = {cell_text(cell) for cells in rows_found for cell in cells}
            if lost := [one.text for one in plan.cells if one.key == "title" and one.text not in found]:
                raise AssertionError(lost)
        again.tables(records.sources)


def readers() -> dict[str, Reader]:
    """Every reader of a file that somebody else may have made or touched, by its name."""
    place = _Folder().read
    return {
        **_of_tables(place), **_of_texts(place), **_of_branches(place), **_of_the_data_folder(place),
        **_of_backups(place),
    }  # fmt: skip


def _of_tables(place: Callable[..., Any]) -> dict[str, Reader]:
    """Rosters, banks and lists."""
    from content.errors import FileFaults
    from content.importing.donts import read_list_file
    from storage.roster import read_roster

    faults = (FileFaults,)
    people = (("编号", "姓名", "处室", "入党日期"), ("007", "张三", "办公室", "2001-07-01"))
    merged = '<mergeCells><mergeCell ref="A1:A3"/></mergeCells>'
    questions = (
        ("题型", "题干", "选项A", "选项B", "答案", "知识点"),
        ("单选题", "首都是（ ）", "北京", "上海", "A", "t"),
    )
    table = "\n".join(",".join(row) for row in questions).encode()
    heads, more = ("登记表",), '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A5:B5"/></mergeCells>'
    blank = (("序号", "事项", "备注"), ("", "", ""), ("", "", ""), ("合计", "", ""))
    return {
        "form-xlsx": Reader(place("f.xlsx", _office_form, workbook), faults, (sheet(heads, *blank, more=more),)),
        "form-zip": Reader(place("g.xlsx", _office_form), faults, (workbook(sheet(heads, *blank)),)),
        "roster-xlsx": Reader(place("r.xlsx", read_roster, workbook), (), (sheet(*people, more=merged),)),
        "roster-csv": Reader(place("r.csv", read_roster), (), ("\n".join(",".join(p) for p in people).encode(),)),
        "workbook-zip": Reader(place("z.xlsx", _bank_again), faults, (workbook(sheet(*questions)),)),
        "bank-xlsx": Reader(place("b.xlsx", _bank_again, workbook), faults, (sheet(*questions, more=merged),)),
        "bank-csv": Reader(place("b.csv", _bank_again), faults, (table, table.decode().encode("gb18030"))),
        "bank-aiken": Reader(place("b.txt", _bank_again), faults, (AIKEN.encode(),)),
        "bank-gift": Reader(place("b.gift", _bank_again), faults, (GIFT.encode(),)),
        "bank-toml": Reader(place("b.toml", _bank_again), faults, (BANK.encode(),)),
        "list-toml": Reader(place("l.toml", read_list_file), faults, (_list_toml(),)),
        "list-csv": Reader(place("l.csv", read_list_file), faults, (LIST.encode(),)),
    }


def _of_texts(place: Callable[..., Any]) -> dict[str, Reader]:
    """Notes, materials, notices."""
    from content.errors import FileFaults
    from storage.calendar import read_notice_file
    from storage.materials import material_text
    from storage.note_files import read_all

    faults = (FileFaults,)
    return {
        "notice": Reader(place("n.txt", read_notice_file), faults, (NOTICE.encode(),)),
        "note-md": Reader(place("n.md", lambda path: read_all(path, AT)), faults, (NOTE.encode(),)),
        "note-txt": Reader(place("n.txt", lambda path: read_all(path, AT)), faults, (JRNL_TEXT.encode(),)),
        "jrnl": Reader(place("j.json", lambda path: read_all(path, AT)), faults, (JRNL.encode(),)),
        "material": Reader(place("m.md", lambda path: material_text(path, "", "", DAY)), faults, (NOTE.encode(),)),
    }


def _of_branches(place: Callable[..., Any]) -> dict[str, Reader]:
    """What goes between members, a branch and the next secretary; sealed: its checksum fits, however it was changed."""
    from content.errors import FileFaults
    from storage.handover import read_handed_on
    from storage.receipts import read_receipt
    from storage.slips import read_slip
    from storage.submission import SubmissionError, read

    declared = (SubmissionError,)
    ledger = ROSTER + MARK + b'{"records":{}}'
    return {
        "submission": Reader(read, declared, (_submission(),)),
        "submission-sealed": Reader(lambda data: read(_sealed(data)), declared, (_submission(),)),
        "receipt": Reader(lambda data: read_receipt(_sealed(data)), declared, (_receipt(),)),
        "slip": Reader(lambda data: read_slip(_sealed(data)), declared, (_slip(),)),
        "exchange": Reader(_exchanged, (FileFaults,), (exchange_file(),)),
        "exchange-sealed": Reader(lambda data: _exchanged(_ended(data)), (FileFaults,), (exchange_file(),)),
        "handed-on": Reader(place("h.zip", read_handed_on, _handed_on), (FileFaults,), (ledger,)),
    }


def _exchanged(data: bytes) -> None:
    """What a file of another computer says, as far as the records here take it in."""
    from storage.exchange_file import header_in, versions_in
    from storage.exchange_place import Read, only_sound
    from storage.exchanging import Foreign, Here, exchanged

    header = header_in(data)
    read = Read(Here("0123456789ab", 1, {}, frozenset(), {}, {}), {}, {}, {})
    found, _unsound = only_sound(Foreign(header.machine, header.counter, versions_in(data)), read)
    exchanged(read.here, [found], lambda: "ba9876543210")


def _ended(data: bytes) -> bytes:
    """The same with the last line that fits, so that what stands above it is read."""
    body = data[: data.rstrip(b"\n").rfind(b"\n") + 1]
    end = {"records": body.count(b"\n") - 1, "sha256": hashlib.sha256(body).hexdigest()}
    return body + json.dumps(end).encode() + b"\n"


def _of_the_data_folder(place: Callable[..., Any]) -> dict[str, Reader]:
    """What lies in a data folder, where others may have touched it."""
    from storage import disk
    from storage.hall_file import HallFollower
    from storage.sessions import logged_in
    from storage.settings import read_settings

    record = {"records": {"01": {"uid": "01", "rev": 1, "day": "2026-11-23", "title": "学"}}}
    return {
        "session": Reader(place("s.ndjson", logged_in), (), (SESSION.encode(),)),
        "hall": Reader(place("h.ndjson", lambda path: HallFollower(path).look(0)), (), (HALL.encode(),)),
        "settings": Reader(place("settings.toml", lambda path: read_settings(path.parent)), (), (b"language = 'zh'",)),
        "record": Reader(disk.decode_tables, (disk.Damaged,), (disk.encode(record),)),
    }


def _of_backups(place: Callable[..., Any]) -> dict[str, Reader]:
    """A data folder in one file; sealed: its table of contents fits, however its parts were changed."""
    from content.errors import FileFaults
    from storage import disk
    from storage.archive import CONTENTS, Archive
    from storage.files import Files
    from storage.restoring import compared

    names = ("notes/2026-11.json", "settings.toml", "branch/roster.json", "sessions/01.ndjson")
    note = disk.encode({"records": {"01": {"uid": "01", "rev": 1, "day": "2026-11-23", "title": "学"}}})
    pieces = (note, b"language = 'zh'", ROSTER, SESSION.encode())

    def read(path: Path) -> None:
        with Archive(path) as found:
            told = {*found.faults(), *found.passed_over()}
            for one in found.names():
                if one not in told:
                    found.read(one)
            compared(Files(path.parent / "nothing"), found)

    def sealed(data: bytes) -> bytes:
        head, *given = data.split(MARK)
        parts = dict(zip(names, given, strict=False))
        files = {one: {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()} for one, data in parts.items()}
        told = {"version": 1, "format": 1, "made_at": AT.isoformat(), "files": files}
        return _zip({**parts, CONTENTS: head or disk.encode(told)})

    whole = sealed(MARK.join((b"", *pieces)))
    return {
        "backup": Reader(place("b.zip", read), (FileFaults,), (whole,)),
        "backup-sealed": Reader(place("b.zip", read, sealed), (FileFaults,), (MARK.join((b"", *pieces)),)),
    }


def _zip(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


def _sealed(data: bytes) -> bytes:
    """The same with the checksum that fits, so that what stands above it is read."""
    body = data.rpartition(b"sha256:")[0]
    return body + b"sha256:" + hashlib.sha256(body).hexdigest().encode() + b"\n"


def _handed_on(data: bytes) -> bytes:
    """The input as a handed-on ledger: its pieces are the roster and the list, and its manifest says just that."""
    names = ("branch/roster.json", "branch/items/2026.json")
    parts = dict(zip(names, data.split(MARK), strict=False))
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in parts.items()}
    parts["handover.json"] = json.dumps({"branch": "b", "made_at": "2026-11-24T04:00:00Z", "parts": sums}).encode()
    return _zip(parts)


def _receipt() -> bytes:
    from storage.receipts import ReceiptHeader, Verdict, write_receipt

    header = ReceiptHeader(
        branch="支部", period="2026-11", made_at=AT, program="0.1.0", member_no="007", name="张三", count=1
    )
    return write_receipt(
        header, [Verdict(member_no="007", revision=1, state="returned", day=DAY, comment="写明时限")], "回执"
    )


def _slip() -> bytes:
    from storage.slips import SlipEntry, SlipHeader, write_slip

    header = SlipHeader(
        branch="支部", meeting_uid="01a1", revision=1, title="学习", day=DAY, made_at=AT, program="0.1.0", count=1
    )
    return write_slip(header, [SlipEntry(member_no="007", minutes=90)], "凭条")


def _submission() -> bytes:
    from content.marks import Mark
    from storage.facts import Completeness, Header, ItemMarks, SentenceFact, counts_of
    from storage.submission import Submission, write

    facts = (
        Completeness(answered_days=18, due_days=20, late_days=1),
        ItemMarks(item="duty", kept=15, partly=2, not_kept=1, not_faced=2, blank=0),
        SentenceFact(day=date(2026, 11, 23), item="duty", mark=Mark.PARTLY, sentence="晚发", late=False),
    )
    header = Header(
        list_id="six-donts",
        list_edition="2012",
        list_hash="0123456789abcdef",
        list_items=("duty",),
        member_no="007",
        name="张三",
        period="2026-11",
        made_at=AT,
        program="0.1.0",
        counts=counts_of(facts),
    )
    return write(Submission(header=header, facts=facts), "小结\n张三")


def _list_toml() -> bytes:
    from content.donts import edition_text
    from content.importing.donts import example_list

    return edition_text(example_list()).encode()


def main() -> None:
    """Run the fuzzer on one reader."""
    if sys.argv[1:2] in ([], ["--list"]):
        print(*readers(), sep="\n")
        return
    atheris = importlib.import_module("atheris")
    with atheris.instrument_imports(include=list(READ_BY)):
        reader = readers()[sys.argv[1]]

    def once(data: bytes) -> None:
        with contextlib.suppress(*reader.declared):
            reader.read(data)

    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(reader.seeds):
            (Path(corpus) / str(number)).write_bytes(seed)
        atheris.Setup([sys.argv[0], "-max_len=8192", *sys.argv[2:], corpus], once)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
