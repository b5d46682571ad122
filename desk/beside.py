"""Copies of a cloud drive in the data folder, told at the start of the app: of each once."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from content.words import _
from desk.desk import Desk

if TYPE_CHECKING:
    from storage.beside import OnlyInCopy


def notice_copies(desk: Desk) -> None:
    """Put a notice of each copy that was not told before among the desk's, and remember that it was told.

    Where that cannot be written, it is told again next time.
    """
    from content.printable import printable_line
    from storage.beside import copies_beside
    from storage.errors import StorageError
    from storage.records import Told

    journal = desk.journal
    known = journal.told.all()
    new = [(printable_line(copy), of) for copy, of in copies_beside(desk.home)]
    new = [(copy, of) for copy, of in new if copy not in known]
    for copy, of in new:
        journal.files.notice("beside", copy, of)
    if new:
        with contextlib.suppress(StorageError):
            journal.told.put_all(known | {copy: Told(of=of, told_day=desk.today()) for copy, of in new})


def path_inside(home: Path, file: str) -> str:
    """The path of a file inside the data folder, whether it was given so or in full."""
    path = Path(file)
    if path.is_absolute() and path.is_relative_to(home):
        path = path.relative_to(home)
    return path.as_posix() if not path.is_absolute() and ".." not in path.parts else ""


def copy_lines(found: Iterable[OnlyInCopy], of: str) -> Iterator[str]:
    """What a copy holds that its file does not, a line each: a record, then its fields beneath it."""
    for one in found:
        if one.line:
            yield f"  {one.line}"
            continue
        words = _("record {uid}, which {of} does not have") if one.is_missing else _("record {uid}, otherwise in {of}")
        yield "- " + words.format(uid=one.uid, of=of)
        for name, (here, there) in one.fields.items():
            if one.is_missing:
                yield "    " + _("{label}: {text}").format(label=name, text=_shown(here))
            else:
                yield "    " + _("{name}: {here} (in the file: {there})").format(
                    name=name, here=_shown(here), there=_("blank") if there in (None, "", []) else _shown(there)
                )


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
