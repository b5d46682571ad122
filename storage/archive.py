"""A whole data folder in one file: for a stick, a second folder, another computer.

A ZIP file. Last in it stands `sixdonts-backup.json`, which names every other file with its size and SHA-256; so what
was cut off or changed is noticed file by file. Copies, temp files and what was set aside as damaged are not in it.
Of a vault the files are in it as they lie there, sealed, with the vault's header: it opens with the passphrase of then.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from content.errors import FileFaults, reason_of
from content.parsing import UnparsableError, parsing
from content.words import _
from storage import disk
from storage.backup import linked
from storage.cipher import HEADER, Altered, Cipher, is_sealed
from storage.errors import BrokenHeader, NotRead, VaultIsLocked, write_fault
from storage.files import FORMAT, Files
from storage.kinds import kind_at
from storage.linked import must_hold_all
from storage.vault_names import bound_name

CONTENTS = "sixdonts-backup.json"
STILL = "copies/.for-backup"
VERSION = 1
LARGEST = 1 << 30  # bytes of one file
LARGEST_IN_ALL = 1 << 33
BESIDE_KINDS = ("branch/originals", "branch/before", "sessions")  # folders of files that no kind names


@dataclass(frozen=True)
class Inside:
    """One file of a backup, as its table of contents has it."""

    size: int
    """Bytes."""
    sha256: str
    """Of its bytes, in hexadecimal digits."""


def own_files(root: Path) -> Iterator[str]:
    """The paths of all files of a data folder that belong into a backup, in order.

    Raises:
        OSError: a folder cannot be listed; what is in it is not taken for gone.
    """
    for folder, folders, names in os.walk(root, onerror=_refused):
        inside = Path(folder).relative_to(root)
        folders[:] = sorted(name for name in folders if (inside / name).as_posix() != "copies")
        for name in sorted(names):
            path = (inside / name).as_posix()
            if belongs(path) and (Path(folder) / name).is_file() and not (Path(folder) / name).is_symlink():
                yield path


def _refused(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error


def belongs(path: str) -> bool:
    """Whether a path is one that the program's own files have, and lies inside the data folder."""
    parts = PurePosixPath(path).parts
    if path.startswith("/") or ".." in parts or "\\" in path or ":" in path or path.endswith((".bak", ".tmp")):
        return False
    return kind_at(path) is not None or path == HEADER or any(path.startswith(f"{folder}/") for folder in BESIDE_KINDS)


def write_archive(files: Files, target: Path) -> int:
    """Write a data folder into one file and read it back; how many files are in it.

    All of it is as of one moment. What stood at `target` stays until the new file was read back.

    Raises:
        StorageError: the records could not be looked at in peace, or the system refused here.
        LinkInside: a part of them lies elsewhere, behind a link; nothing was written.
        OSError: the system refused there; what stood there is what it was.
        FileFaults: what was written could not be read back as it was; it is removed.
    """
    temp, still = target.with_name(f".{target.name}.tmp"), files.root / STILL
    try:
        _hold_still(files, still)
        count = _write(still, temp, files.clock())
        with Archive(temp) as written:
            if fault := next(written.faults(), None):
                raise _fault(_("was changed: {part}").format(part=fault))
        temp.replace(target)
    finally:
        temp.unlink(missing_ok=True)
        shutil.rmtree(still, ignore_errors=True)
    return count


def _hold_still(files: Files, still: Path) -> None:
    """Link the files as they are now, so that what is saved meanwhile does not mix in."""
    with files.transaction():
        try:
            must_hold_all(files.root)
            paths = [files.root / path for path in own_files(files.root)]
        except OSError as error:
            raise NotRead(files.root, Path(error.filename or files.root).name, reason_of(error)) from error
        try:
            shutil.rmtree(still, ignore_errors=True)
            if not linked(files.root, still, paths):
                disk.make_folder(still)
        except OSError as error:
            raise write_fault(still, error) from error


def _write(root: Path, temp: Path, at: datetime) -> int:
    contents: dict[str, Inside] = {}
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(temp, flags, 0o600), "wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
            for path in own_files(root):
                data = disk.read_plain(root / path)
                contents[path] = _inside(data)
                packed.writestr(zipfile.ZipInfo(path), data, zipfile.ZIP_DEFLATED)
            files = {path: {"size": one.size, "sha256": one.sha256} for path, one in contents.items()}
            head = {"version": VERSION, "format": FORMAT, "made_at": at.isoformat(), "files": files}
            packed.writestr(zipfile.ZipInfo(CONTENTS), disk.encode(head), zipfile.ZIP_DEFLATED)
        file.flush()
        os.fsync(file.fileno())
    return len(contents)


def _inside(data: bytes) -> Inside:
    return Inside(len(data), hashlib.sha256(data).hexdigest())


def _fault(words: str) -> FileFaults:
    return FileFaults([(0, words)])


def _no_backup() -> FileFaults:
    return _fault(_("is no backup of sixdonts, or was cut off"))


class Archive:
    """A backup in one file, open for reading; a context manager. It may come from anywhere: nothing in it is believed.

    made_at: when it says it was made. format: of the data folder it was made of. What was sealed is read as what it
    says once `open_with` was called.
    """

    _open: Callable[[str, bytes], bytes] | None = None

    def __init__(self, path: Path) -> None:
        """Open it and read its table of contents.

        Raises:
            FileFaults: it is no backup of this program, or cut off; why, in a line.
            OSError: the system does not let it be read.
        """
        self.path = path
        try:
            if not path.is_file():  # a pipe may never end
                raise _no_backup()
            with parsing():
                self._zip = zipfile.ZipFile(path)
        except UnparsableError as error:
            raise _no_backup() from error
        try:
            self._read_contents()
        except FileFaults:
            self.close()
            raise

    def _read_contents(self) -> None:
        head = self._head()
        self.format: int = head["format"]
        self.made_at = datetime.fromisoformat(head["made_at"])
        self._inside = {path: Inside(one["size"], one["sha256"]) for path, one in head["files"].items()}
        if sum(one.size for one in self._inside.values()) > LARGEST_IN_ALL:
            raise _fault(_("the file is too large"))

    def _head(self) -> dict[str, Any]:
        try:
            with parsing():
                head = json.loads(self._bytes(CONTENTS, LARGEST))
                at = datetime.fromisoformat(head["made_at"])
                sound = at.tzinfo is not None and type(head["format"]) is int and type(head["version"]) is int
                for one in head["files"].values():
                    sound = sound and type(one["size"]) is int and one["size"] >= 0 and type(one["sha256"]) is str
        except UnparsableError as error:
            raise _no_backup() from error
        if not sound:
            raise _no_backup()
        if head["version"] > VERSION:
            raise _fault(_("was made by a newer program: please update sixdonts"))
        return dict(head)

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._zip.close()

    @property
    def is_sealed(self) -> bool:
        """Whether it is of a vault."""
        return HEADER in self._inside

    def open_with(self, cipher: Cipher, said: str) -> None:
        """Have what was sealed opened: by the key that is at hand, or by what was the passphrase when it was made.

        Raises:
            VaultIsLocked: it was sealed by another key, and nothing was said.
            WrongPassphrase: what was said does not open it.
            FileFaults: its header is damaged.
        """
        if HEADER not in self._inside:
            return
        from storage.keyring import Keyring
        from storage.vault import key_in, read_header

        try:
            header = read_header(self.read(HEADER))
        except BrokenHeader as error:
            raise _fault(_("was changed: {part}").format(part=HEADER)) from error
        known = cipher.key_of(header.vault_id, header.mark)
        if known is None and not said:
            raise VaultIsLocked(self.path.name)
        ring = Keyring(header, known or key_in(header, said))
        self._open = lambda path, data: ring.open(bound_name(path), data)[0]

    def names(self) -> list[str]:
        """The paths of the files in it that can belong to a data folder."""
        return [path for path in self._inside if belongs(path)]

    def passed_over(self) -> list[str]:
        """What lies in it and belongs to no data folder."""
        told = [path for path in self._inside if not belongs(path)]
        more = [info.filename for info in self._zip.infolist() if info.filename not in {CONTENTS, *self._inside}]
        return [*told, *more]

    def read(self, path: str) -> bytes:
        """The bytes of a file in it, as they were when it was made.

        Raises:
            FileFaults: they are not what its table of contents says.
        """
        told = self._inside[path]
        try:
            with parsing():
                data = self._bytes(path, min(told.size, LARGEST))
        except UnparsableError as error:
            raise _fault(_("was changed: {part}").format(part=path)) from error
        if _inside(data) != told:
            raise _fault(_("was changed: {part}").format(part=path))
        if self._open is None or not is_sealed(data):
            return data
        try:
            return self._open(path, data)
        except Altered as error:
            raise _fault(_("was changed: {part}").format(part=path)) from error

    def faults(self) -> Iterator[str]:
        """The paths of what cannot be read as it was."""
        for path in self._inside:
            try:
                self.read(path)
            except FileFaults:
                yield path

    def _bytes(self, path: str, limit: int) -> bytes:
        with self._zip.open(path) as file:
            data = file.read(limit + 1)
        if len(data) > limit:
            raise ValueError("more than it said")
        return data
