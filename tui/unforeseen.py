"""What to say when something happens that nobody foresaw: one line, and where the details lie."""

from __future__ import annotations

import tempfile
import traceback
from pathlib import Path

from content.words import _


def unforeseen(home: Path | None) -> str:
    """One line about the exception being handled; its traceback goes to a file of its own."""
    return _("Something unforeseen happened; what was saved before is safe. Details: {file}").format(
        file=_keep_details(home)
    )


def _keep_details(home: Path | None) -> str:
    """Write the traceback to a file only its owner may read: beside the records, else among temporary files."""
    for folder in (home, None):
        try:
            with tempfile.NamedTemporaryFile(
                "w", encoding="utf-8", errors="replace", prefix="error-", suffix=".log", dir=folder, delete=False
            ) as file:
                traceback.print_exc(file=file)
            return file.name
        except OSError:
            continue
    return _("could not be written")
