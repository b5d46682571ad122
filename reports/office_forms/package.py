"""A form's file: a ZIP whose parts can be read, and written again with some of them patched.

What is not patched is carried over as it lies in the file, its compressed bytes and its header untouched: nothing of an
office's form is written anew that need not be.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from content.errors import FileFaults
from content.importing.limits import WORKBOOK_LIMIT, UnreadableError
from content.importing.workbook import UNPACKED_LIMIT
from content.importing.workbook_parts import KEPT_LIMIT
from content.parsing import UnparsableError, parsing
from content.words import _

_ENTRY = struct.Struct("<4s6H3L5H2L")  # of the directory at the end: its fixed part
_LOCAL = struct.Struct("<4s5H3L2H")
_END = struct.Struct("<4s4H2LH")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_HAS_SIZES_BEHIND, _IS_ENCRYPTED, _IS_UTF8 = 0x8, 0x1, 0x800
_MOST_PARTS = 2000


def refused(words: str) -> FileFaults:
    """Why a form is not filled, and what to do."""
    return FileFaults([(0, words)])


def macro_words() -> str:
    """Why a form with a program in it is not filled: what that would do to what was filled in, nobody knows."""
    return _("has macros in it; save it without them (.xlsx, .docx) and fill that")


class Package:
    """A form's file, opened within limits.

    Raises:
        FileFaults: it is no such file, it is damaged or too large, or a program, a link or a signature is in it.
    """

    def __init__(self, data: bytes) -> None:
        if data.startswith(_OLE):
            locked = "EncryptedPackage".encode("utf-16-le") in data
            raise refused(UnreadableError("not_a_table", kind="password").words if locked else _old_words())
        if len(data) > WORKBOOK_LIMIT:
            raise refused(_("is too large for a form"))
        if not data.startswith(b"PK"):
            raise refused(_("is no form that can be filled: choose a workbook (.xlsx) or a Word document (.docx)"))
        self._data = data
        try:
            with parsing(), zipfile.ZipFile(io.BytesIO(data)) as archive:
                self._entries = archive.infolist()
                self._directory_at = archive.start_dir
                self._comment = archive.comment
                self._check()
        except FileFaults:
            raise
        except UnparsableError as error:
            raise refused(damaged_words()) from error
        self.names = [entry.filename for entry in self._entries]
        _refuse_programs(self.names)

    def _check(self) -> None:
        entries = self._entries
        if sum(entry.file_size for entry in entries) > UNPACKED_LIMIT or len(entries) > _MOST_PARTS:
            raise refused(_("is too large for a form"))
        begins = sorted(entry.header_offset for entry in entries)
        is_sound = (
            all(entry.compress_type in _METHODS and not entry.flag_bits & _IS_ENCRYPTED for entry in entries)
            and len({entry.filename for entry in entries}) == len(entries) == len(set(begins))
            and begins[:1] == [0]
            and begins[-1] < self._directory_at
            and self._data[self._directory_at : self._directory_at + 4] == b"PK\x01\x02"
        )
        if not is_sound:
            raise refused(damaged_words())

    def __contains__(self, name: str) -> bool:
        """Whether there is such a part."""
        return name in self.names

    def part(self, name: str) -> bytes:
        """What a part holds, its checksum proved.

        Raises:
            FileFaults: there is none, or it is damaged or too large.
        """
        try:
            with parsing(), zipfile.ZipFile(io.BytesIO(self._data)) as archive, archive.open(name) as file:
                found = file.read(KEPT_LIMIT + 1)
        except UnparsableError as error:
            raise refused(damaged_words()) from error
        if len(found) > KEPT_LIMIT:
            raise refused(_("is too large for a form"))
        return found

    def with_parts(self, patched: Mapping[str, bytes]) -> bytes:
        """The file with these parts in the place of those of their names, the others as they lie there."""
        begins = sorted(entry.header_offset for entry in self._entries)
        ends = dict(zip(begins, [*begins[1:], self._directory_at], strict=True))
        out, moved = io.BytesIO(), {}
        for entry in sorted(self._entries, key=lambda one: one.header_offset):
            moved[entry.filename] = out.tell()
            if entry.filename in patched:
                out.write(_member(entry, patched[entry.filename]))
            else:
                out.write(self._data[entry.header_offset : ends[entry.header_offset]])
        directory_at = out.tell()
        at = self._directory_at
        for entry in self._entries:
            at = self._write_entry(out, at, moved[entry.filename], patched.get(entry.filename))
        count, size = len(self._entries), out.tell() - directory_at
        out.write(_END.pack(b"PK\x05\x06", 0, 0, count, count, size, directory_at, len(self._comment)) + self._comment)
        return out.getvalue()

    def _write_entry(self, out: io.BytesIO, at: int, offset: int, content: bytes | None) -> int:
        """Write an entry of the directory as it was, but for what changed; where the next one begins."""
        fields = [*_ENTRY.unpack_from(self._data, at)]
        length: int = sum(fields[10:13])
        rest = self._data[at + _ENTRY.size : at + _ENTRY.size + length]
        if 0xFFFFFFFF in (fields[8], fields[9], fields[16]):
            raise refused(_("is written as an archive of more than 4 GB; open it and save it anew"))
        fields[16] = offset
        if content is not None:
            packed = _packed(content)
            fields[3] &= ~_HAS_SIZES_BEHIND
            fields[4] = zipfile.ZIP_DEFLATED
            fields[7:10] = zlib.crc32(content), len(packed), len(content)
        out.write(_ENTRY.pack(*fields) + rest)
        return at + _ENTRY.size + length


def _packed(content: bytes) -> bytes:
    packing = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packing.compress(content) + packing.flush()


def _member(entry: zipfile.ZipInfo, content: bytes) -> bytes:
    """A part with its header: name and time are those of the part it takes the place of."""
    name = entry.orig_filename.encode("utf-8" if entry.flag_bits & _IS_UTF8 else "cp437")
    year, month, day, hour, minute, second = entry.date_time
    at = hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day
    packed = _packed(content)
    sizes = zlib.crc32(content), len(packed), len(content)
    flags = entry.flag_bits & ~_HAS_SIZES_BEHIND
    head = _LOCAL.pack(b"PK\x03\x04", 20, flags, zipfile.ZIP_DEFLATED, *at, *sizes, len(name), 0)
    return head + name + packed


def _refuse_programs(names: list[str]) -> None:
    """A form that runs a program, or counts with what lies elsewhere, is not touched."""
    for name in names:
        low = name.casefold()
        if "vbaproject" in low or "macrosheet" in low or "/activex/" in low:
            raise refused(macro_words())
        if "externallink" in low:
            raise refused(_("counts with another workbook; break the links in it and save it"))
        if low.startswith("_xmlsignatures/"):
            raise refused(_("is signed, and what is filled in would break the signature; take an unsigned form"))


def _old_words() -> str:
    return _("is an old Office file (.xls, .doc), whatever its name says; save it as .xlsx or .docx")


def damaged_words() -> str:
    """That a file is not as such files are."""
    return _("is damaged, or written otherwise than Office programs do; open it and save it anew")
