"""What to say when something happens that nobody foresaw: one line, and where the details lie.

The details say where in the program it happened, and what kind of fault it was. What a fault itself says is left out:
it may quote a record, the name of a file, or what was typed.
"""

from __future__ import annotations

import errno
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path

from content.words import _


def unforeseen(home: Path | None) -> str:
    """One line about the exception being handled; where it happened goes to a file of its own."""
    return _("Something unforeseen happened; what was saved before is safe. Details: {file}").format(
        file=_keep_details(home)
    )


def _keep_details(home: Path | None) -> str:
    """Write where it happened to a file only its owner may read: beside the records, else among temporary files."""
    error = sys.exception()
    for folder in (home, None):
        try:
            with tempfile.NamedTemporaryFile(
                "w", encoding="utf-8", errors="replace", prefix="error-", suffix=".log", dir=folder, delete=False
            ) as file:
                file.writelines(_told(error, set()) if error is not None else ())
            return file.name
        except OSError:
            continue
    return _("could not be written")


def _told(error: BaseException, seen: set[int]) -> Iterator[str]:
    """An exception and those it came from: kind and place of each, without what it says."""
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _told(before, seen)
        yield "\nThen:\n\n"
    yield "Traceback (most recent call last):\n"
    yield from traceback.format_tb(error.__traceback__)
    kind = type(error)
    number = f" {errno.errorcode.get(error.errno, error.errno)}" if isinstance(error, OSError) and error.errno else ""
    yield f"{kind.__module__}.{kind.__qualname__}{number}\n"
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            if id(one) not in seen:
                yield from _told(one, seen)
