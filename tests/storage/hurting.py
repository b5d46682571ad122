"""A data folder with some days of use behind it, and ways in which one of its files is hurt."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from content.marks import Mark
from storage.journal import Journal
from storage.kinds import KINDS, named
from storage.records import Attempt, Matter, MatterState, QuestionStanding, Record, SelfCheck, StudyNote
from tests.storage.filling import AT, CARD, DAY, fill

DAYS = 4
Documents = dict[tuple[str, str], Any]


def used(home: Path) -> None:
    """The folder: records of every kind, and on four more days something written, changed, settled and deleted."""
    fill(home)
    for number in range(1, DAYS + 1):
        at = AT + timedelta(days=number)
        journal, day = Journal.open(home, clock=lambda at=at: at), DAY + timedelta(days=number)  # type: ignore[misc]
        check = SelfCheck.new(at, day, uid=SelfCheck.uid_of(day, "six-donts"), list_id="six-donts", edition="2012")
        journal.checks.add(check.answered(at, "error", mark=Mark.KEPT))
        journal.checks.change(check, lambda old, at=at: old.answered(at, "duty", mark=Mark.PARTLY, sentence="晚发"))  # type: ignore[misc]
        for title in ("上午", "下午", "不要了"):
            note = journal.notes.add(StudyNote.new(at, day, title=f"{title}第{number}天", own_words="先核对\n再报送"))
        journal.notes.remove(note)
        matter = journal.matters.add(Matter.new(at, day, title=f"第{number}件", due_day=day))
        journal.matters.add(Matter.new(at, day, title=f"又第{number}件"))
        journal.matters.change(
            matter, lambda old, at=at, day=day: old.changed(at, state=MatterState.SETTLED, closed_day=day)  # type: ignore[misc]
        )  # fmt: skip
        attempt = Attempt.new(at, day, pack_id="p", question_id=f"q{number + 1}", chosen=("A",), right=True, card=CARD)
        journal.attempts.add(attempt)
        journal.save_schedule(
            {**(journal.schedule() or {}), attempt.question_id: QuestionStanding.after(None, attempt)}
        )


def record_paths(home: Path) -> list[str]:
    """The record files, by their paths inside the folder."""
    paths = sorted(home.rglob("*.json"))
    found = [path.relative_to(home).as_posix() for path in paths]
    return [path for path in found if not path.startswith(("copies/", "aside/")) and path != "format.json"]


def documents(home: Path) -> Documents:
    """Every record by kind and uid, read as plain JSON; a file that cannot be read has none."""
    return {key: one for path in record_paths(home) for key, one in documents_of(path, _bytes(home / path)).items()}


def documents_of(path: str, content: bytes) -> Documents:
    """The sound records in the bytes of a file of that path."""
    kind = next((one for one in KINDS if one.record and one.has(path.removesuffix(".bak"))), None)
    if kind is None:
        return {}
    try:
        found = json.loads(content)["records"]
        return {(kind.name, uid): one for uid, one in found.items() if is_sound(kind.record, uid, one)}
    except (ValueError, LookupError, TypeError, AttributeError):
        return {}


def is_sound(record: str, uid: str, document: Any) -> bool:
    """Whether a document is a record of its model, of that name."""
    try:
        value = named(record).model_validate(document)
    except ValueError:
        return False
    return not isinstance(value, Record) or value.uid == uid


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def rank(document: Any) -> tuple[int, float]:
    """How new a version of a record is; the same for what has no revisions."""
    if not isinstance(document, dict) or "rev" not in document:
        return 0, 0.0
    return document["rev"], datetime.fromisoformat(document["changed_at"]).timestamp()


def _cut(path: Path, place: float, _other: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * place)])


def _flipped(path: Path, place: float, _other: Path) -> None:
    content = bytearray(path.read_bytes())
    content[int((len(content) - 1) * place)] ^= 1 << int(place * 997) % 7
    path.write_bytes(bytes(content))


def _noise(path: Path, place: float, _other: Path) -> None:
    content = path.read_bytes()
    at = int(len(content) * place)
    path.write_bytes(content[:at] + b'\xff\x00{"' + content[at + 40 :])


def _empty(path: Path, _place: float, _other: Path) -> None:
    path.write_bytes(b"")


def _zeros(path: Path, place: float, _other: Path) -> None:
    content = path.read_bytes()
    at = int(len(content) * place)
    path.write_bytes(content[:at] + bytes(len(content) - at))


def _doubled(path: Path, _place: float, _other: Path) -> None:
    path.write_bytes(path.read_bytes() * 2)


def _swapped(path: Path, _place: float, other: Path) -> None:
    mine, its = path.read_bytes(), other.read_bytes()
    path.write_bytes(its)
    other.write_bytes(mine)


def _exchanged(path: Path, _place: float, other: Path) -> None:
    path.write_bytes(other.read_bytes())


def _older(path: Path, _place: float, _other: Path) -> None:
    before = path.with_name(path.name + ".bak")
    if before.exists():
        copies = [one / path.relative_to(_home(path)) for one in sorted((_home(path) / "copies").iterdir())]
        old = next((one for one in copies if one.is_file()), before)
        path.write_bytes(old.read_bytes())
        os.utime(path, (0, 0))


def _gone(path: Path, _place: float, _other: Path) -> None:
    path.unlink()


def _folder(path: Path, _place: float, _other: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "mine").write_text("mine", encoding="utf-8")


def _home(path: Path) -> Path:
    return next(one for one in path.parents if (one / "format.json").exists())


Damage = Callable[[Path, float, Path], None]
DAMAGES: dict[str, Damage] = {
    "cut": _cut, "a bit flipped": _flipped, "noise": _noise, "empty": _empty, "zeros": _zeros, "doubled": _doubled,
    "swapped with another": _swapped, "another's in its place": _exchanged, "an older copy": _older, "gone": _gone,
    "a folder in its place": _folder,
}  # fmt: skip
# What cloud drives, and people, call a second copy of a file.
CONFLICTS = (
    "{stem} (conflict){end}", "{stem}-副本{end}", "{stem} (1){end}", "{stem}_冲突文件_张三_20261107{end}",
    "副本 {stem}{end}", "{stem} (张三's conflicted copy 2026-11-07){end}", "{stem}-OFFICE-PC{end}",
    "{stem}.sync-conflict-20261107-101010-ABC{end}",
)  # fmt: skip
