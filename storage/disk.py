"""Replacing a file so that a kill, a full disk or a power cut leaves the old one or the new one, whole.

    temp file of one fixed name → fsync → old `.bak` unlinked, current file linked to it → replace → fsync the folder

Only the standard library: the first frame reads through this module too.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import stat
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Literal

RETRIES = 10 if os.name == "nt" else 0  # a virus scanner may hold a file on Windows for a moment
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP}
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
_GUEST = re.compile(r"\.sixdonts-[0-9a-f]{16}\.tmp")
_STALE = 3600.0  # seconds: by then no write of ours is under way


class Damaged(ValueError):
    """A file is not what this program writes.

    KIND: how a person is told of it beside what is used in its place; empty where there is nothing more to tell.
    """

    KIND: Literal["", "altered", "rolled_back", "unsealed"] = ""


class NotPlain(OSError):
    """What stands where a file should is a folder, a pipe, a device, or a link that leads nowhere but to itself."""


class Unsure(OSError):
    """The file says what it was to say, but the system did not confirm that it is on the disk."""


def backup_of(path: Path) -> Path:
    """The file's state before its last replacement."""
    return path.with_name(path.name + ".bak")


def temp_of(path: Path) -> Path:
    """The file's next state, while it is being written."""
    return path.with_name(path.name + ".tmp")


def read_plain(path: Path, limit: int = -1) -> bytes:
    """The bytes of a plain file, `limit` at most; a pipe or a device, which may never end, is not opened.

    Raises:
        NotPlain: it is no plain file.
        OSError: the system refused.
    """
    try:
        look = path.stat()
    except OSError as error:
        if error.errno == errno.ELOOP:  # a link that leads to itself
            raise NotPlain(*error.args) from error
        raise
    if not stat.S_ISREG(look.st_mode):
        raise NotPlain(errno.EISDIR if stat.S_ISDIR(look.st_mode) else errno.ESPIPE, "no plain file", str(path))
    flags = os.O_RDONLY | _NO_WAIT | getattr(os, "O_BINARY", 0)  # no wait: it may have been exchanged since
    handle = os.open(path, flags)
    try:
        return b"".join(_pieces(handle, look.st_size + 1, limit))
    finally:
        os.close(handle)


def _pieces(handle: int, expected: int, limit: int) -> Iterator[bytes]:
    """What an open file holds, `limit` bytes at most: in one piece where the system gives it so.

    Without Python's own buffer a search through hundreds of files takes a third less to read them.
    """
    while limit and (piece := os.read(handle, expected if limit < 0 else min(limit, expected))):
        yield piece
        limit -= len(piece) if limit > 0 else 0


def encode(data: Any) -> bytes:
    """JSON in UTF-8 that a person can read.

    Raises:
        Damaged: it is nested deeper than can be written, as only what came from outside is.
    """
    try:
        return json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # a lone surrogate that came in from outside stays an escape
        return json.dumps(data).encode()
    except RecursionError as error:
        raise Damaged("nested too deep") from error


def decode_tables(content: bytes, doubled: list[str] | None = None) -> dict[str, dict[str, Any]]:
    """The tables in a record file; of a key that stands twice the last is taken, and named in `doubled` if given.

    A mark of the encoding, as an editor puts before a text, hides nothing.

    Raises:
        Damaged: it is not JSON, not UTF-8, nested too deep, or not an object of objects.
    """
    try:
        tables = json.loads(
            content.decode("utf-8-sig"), object_pairs_hook=None if doubled is None else partial(_noting, doubled)
        )
    except (ValueError, RecursionError) as error:
        raise Damaged(str(error)) from error
    if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
        raise Damaged("not an object of objects")
    return tables


def _noting(doubled: list[str], pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        doubled.extend(key for key in found if sum(key == other for other, _value in pairs) > 1)
    return found


def replace_file(path: Path, content: bytes, *, keep: bool = True) -> None:
    """Make `content` the file's content, durably; with `keep`, what stood there becomes the `.bak`.

    Raises:
        Unsure: the file says so now, and could neither be confirmed nor put back.
        OSError: the system refused; the file is what it was before.
    """
    prepare(path, content)
    put_in_place(path, keep=keep)


def replace_as_guest(path: Path, content: bytes) -> None:
    """Make `content` a file's content, durably, in a folder that holds what others made.

    What is written first has a name that nothing there had; what earlier runs left so when they were killed goes. The
    folder is not made: where a stick was pulled out, one of its name would be on another disk.

    Raises:
        Unsure: the file says so now, and the system did not confirm it.
        OSError: the system refused; the file is what it was before.
    """
    temp = path.with_name(f".sixdonts-{os.urandom(8).hex()}.tmp")
    try:
        _write_new(temp, content)
        _retry(lambda: temp.replace(path))
    except OSError:
        with contextlib.suppress(OSError):
            temp.unlink(missing_ok=True)
        raise
    _sweep_as_guest(path.parent)
    confirm_folder(path.parent)


def confirm_folder(path: Path) -> None:
    """See the folder's names on the disk after a change that stands.

    Raises:
        Unsure: the system did not confirm it.
    """
    try:
        sync_folder(path)
    except OSError as error:
        raise Unsure(*error.args) from error


def _sweep_as_guest(folder: Path) -> None:
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _GUEST.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                with contextlib.suppress(OSError):
                    if time.time() - entry.stat(follow_symlinks=False).st_mtime > _STALE:
                        Path(entry).unlink()


def prepare(path: Path, content: bytes) -> None:
    """Write the temp file beside `path` and see it on the disk: from here on little room is needed."""
    try:
        _retry(lambda: temp_of(path).unlink(missing_ok=True))  # it may be another name of a file that is in use
        _write(temp_of(path), content)
    except OSError:
        discard(path)
        raise


def exchange(path: Path, content: bytes, mtime_ns: int | None = None) -> None:
    """Make `content` the file's content, durably, where it means what stood there: nothing is ever put back.

    `mtime_ns`: when that was changed last, and this is to be said to be.

    Raises:
        Unsure: the file says so now, and the system did not confirm it.
        OSError: the system refused; the file is what it was before.
    """
    prepare(path, content)
    try:
        if mtime_ns is not None:
            os.utime(temp_of(path), ns=(mtime_ns, mtime_ns))
        _retry(lambda: temp_of(path).replace(path))
    except OSError:
        discard(path)
        raise
    confirm_folder(path.parent)


def replace_unsure(path: Path, content: bytes) -> None:
    """Make `content` the file's content without waiting for the disk: a kill leaves the old or the new one whole."""
    temp, target = f"{path}.tmp", str(path)  # texts: at every save in a vault this is waited for
    with contextlib.suppress(FileNotFoundError):
        _retry(lambda: os.unlink(temp))  # noqa: PTH108
    handle = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(handle, left) :]
    finally:
        os.close(handle)
    _retry(lambda: os.replace(temp, target))  # noqa: PTH105


def discard(path: Path) -> None:
    """Remove the temp file beside `path`, so that it takes no room."""
    with contextlib.suppress(OSError):
        temp_of(path).unlink(missing_ok=True)


def put_in_place(path: Path, *, keep: bool = True) -> None:
    """Make the prepared temp file the file; errors as of `replace_file`."""
    backup, kept, replaced = backup_of(path), False, False
    try:
        if keep:
            _retry(lambda: backup.unlink(missing_ok=True))
            kept = _link(path, backup)
        _retry(lambda: temp_of(path).replace(path))
        replaced = True
        sync_folder(path.parent)
    except OSError as error:
        try:
            _put_back(path, kept=kept, replaced=replaced)
        except OSError:
            if replaced:
                raise Unsure(*error.args) from error
        raise


def remove(path: Path) -> None:
    """Remove a file, durably; fine when it is not there."""
    _retry(lambda: path.unlink(missing_ok=True))
    sync_folder(path.parent)


def link_or_copy(source: Path, target: Path) -> None:
    """Give a file a second name, or a copy where the file system has no links."""
    try:
        target.hardlink_to(source)
    except FileNotFoundError:
        raise
    except OSError:
        import shutil  # late: it takes longer to import than all of this file, and is rarely needed

        shutil.copy(source, target)


def keep_also(path: Path, content: bytes) -> None:
    """Let the `.bak` of a file say `content` too, as far as the system lets it: the file itself stands."""
    with contextlib.suppress(OSError):
        prepare(path, content)
        try:
            _retry(lambda: temp_of(path).replace(backup_of(path)))
        except OSError:
            discard(path)


def make_folder(path: Path) -> None:
    """Make a folder only its owner may enter, with those missing above it, and see it on the disk."""
    if path.is_dir():
        return
    make_folder(path.parent)
    path.mkdir(mode=0o700, exist_ok=True)
    sync_folder(path.parent)


def must_be_folder(path: Path) -> None:
    """Pass where a folder is there, that nobody is to make: of a disk taken away it would be on another one.

    Raises:
        NotADirectoryError: it is not.
    """
    if not path.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))


def sync_folder(path: Path) -> None:
    """See the folder's names on the disk, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)


def _write(path: Path, content: bytes) -> None:
    """Write a new file of one's own folder, which is made where it is not there yet."""
    try:
        _write_new(path, content)
    except FileNotFoundError:
        make_folder(path.parent)
        _write_new(path, content)


def _write_new(path: Path, content: bytes) -> None:
    """Write a new file: one that is there is never opened, whoever made it and whatever it is linked to."""
    more = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_WAIT | more, 0o600)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(handle, left) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _link(path: Path, backup: Path) -> bool:
    try:
        link_or_copy(path, backup)
    except FileNotFoundError:
        return False
    return True


def _put_back(path: Path, *, kept: bool, replaced: bool) -> None:
    if not replaced:
        discard(path)
    elif kept:
        backup_of(path).replace(path)
    else:
        path.unlink(missing_ok=True)


def _retry(act: Callable[[], object]) -> None:
    for attempt in range(RETRIES):
        try:
            act()
        except PermissionError:
            time.sleep(0.01 * (attempt + 1))
        else:
            return
    act()
