"""Files and folders that somebody else made, read within limits."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from content.encoding import decoded
from content.errors import FileFaults, reason_of
from content.words import _


def files_below(folder: Path) -> Iterator[Path]:
    """The files in a folder and in those below it.

    Raises:
        FileFaults: one of the folders cannot be listed.
    """

    def refuse(error: OSError) -> None:
        words = _("{file} cannot be read: {reason}")
        raise FileFaults([(0, words.format(file=Path(error.filename).name, reason=reason_of(error)))]) from error

    for at, _folders, names in os.walk(folder, onerror=refuse):
        yield from (Path(at, name) for name in names)


def text_of(content: bytes) -> str:
    """The text of a file in UTF-8 or gb18030.

    Raises:
        FileFaults: it is no text.
    """
    if b"\0" in content:
        raise FileFaults([(0, _("is no text"))])
    try:
        return decoded(content)
    except UnicodeDecodeError:
        raise FileFaults([(0, _("is encoded neither in UTF-8 nor in GB 18030: save it as UTF-8"))]) from None


def read_limited(file: Path, limit: int) -> bytes:
    """The bytes of a file.

    Raises:
        FileFaults: it cannot be read, or is larger than the limit.
    """
    try:
        with file.open("rb") as stream:
            content = stream.read(limit + 1)
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else _("no file can be called so")
        raise FileFaults([(0, _("cannot be read: {reason}").format(reason=reason))]) from error
    if len(content) > limit:
        raise FileFaults([(0, _("is larger than {n} MB").format(n=limit // 1024 // 1024))])
    return content
