"""Reading a file that is one: a pipe would keep the reader waiting for ever, a device give no end."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path


def must_be_plain(path: Path) -> None:
    """Pass where a file stands, or a link to one.

    Raises:
        OSError: something else stands there (`ESPIPE`; a folder: `EISDIR`), or the system refused.
    """
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode):
        code = errno.EISDIR if stat.S_ISDIR(mode) else errno.ESPIPE
        raise OSError(code, os.strerror(code), str(path))


def read_plain(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        OSError: as `must_be_plain`, or the system refused.
    """
    must_be_plain(path)
    return path.read_bytes()
