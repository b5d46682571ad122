"""What the first frame and `status` need, straight from the files: quick, plain, and never raising.

Only the standard library here: pydantic and TinyDB would keep the first frame waiting. The journal reads the same
files with every check; what this reader cannot make sense of it leaves out and names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from content.marks import DontList, DontLists, Mark
from content.workdays import LeaveKind
from storage import disk
from storage.kinds import kind_called
from storage.settings import DEFAULTS

COUNTED = frozenset({"group", "training", "make_up"})
LOOK_BACK_DAYS = 28


@dataclass(frozen=True)
class GlanceMatter:
    """An open matter in one line."""

    uid: str
    title: str
    due_day: date | None


@dataclass(frozen=True)
class Glance:
    """What Today shows.

    marks, sentences: the day's, by item of every list answered on it. late: items answered after the day; changed:
    those whose answer was changed after it; firm: those whose answer stays beside a change made today. complete_days:
    those of the last 28, today among them, on which every item of the unit's list has a mark. open_matters: the
    earliest due first, those without a due day last. due_reviews: how many reviews today still brings.
    counted_minutes: group study, training and make-up of this year; self_minutes: self-study. leaves: first and
    last day and kind of each. damaged: files of which something could not be read.
    """

    marks: dict[str, Mark] = field(default_factory=dict)
    sentences: dict[str, str] = field(default_factory=dict)
    late: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    firm: frozenset[str] = frozenset()
    complete_days: frozenset[date] = frozenset()
    open_matters: tuple[GlanceMatter, ...] = ()
    due_reviews: int = 0
    counted_minutes: int = 0
    self_minutes: int = 0
    name: str = ""
    role: str = "staff"
    leaves: tuple[tuple[date, date, LeaveKind], ...] = ()
    damaged: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Answered:
    """What one day's check says at the items of its list."""

    marks: dict[str, Mark]
    sentences: dict[str, str]
    written: dict[str, date]
    changed: frozenset[str]
    is_complete: bool


def glance(
    home: Path,
    today: date,
    lists: DontLists,
    *,
    now: datetime,
    day: date | None = None,
    cap: int = DEFAULTS.reviews_per_day,
) -> Glance:
    """What Today shows on `today` about a day, today unless said; empty where there is nothing, never an exception.

    `cap` is how many reviews a day brings at most.
    """
    day = day or today
    reader = _Reader(home)
    days = [today - timedelta(days=back) for back in range(min(LOOK_BACK_DAYS, today.toordinal()))]
    units = {one: lists.unit_on(one) for one in days}
    checks = dict(_checks(reader, [*units.items(), *((day, one) for one in lists.on(day))]))
    seen = [checks[day, one.id] for one in lists.on(day) if (day, one.id) in checks]
    minutes = list(_minutes(reader, today.year))
    profile = next(reader.values("profile", _profile), ("", "staff", False))
    return Glance(
        marks={item: mark for one in seen for item, mark in one.marks.items()},
        sentences={item: said for one in seen for item, said in one.sentences.items() if said},
        late=frozenset(item for one in seen for item, wrote in one.written.items() if wrote > day),
        changed=frozenset(item for one in seen for item in one.changed),
        firm=frozenset(item for one in seen for item, wrote in one.written.items() if day < today and wrote < today),
        complete_days=frozenset(
            one for one, unit in units.items() if (one, unit.id) in checks and checks[one, unit.id].is_complete
        ),
        open_matters=tuple(sorted((m for m in reader.values("matters/open", _matter) if m), key=_urgency)),
        due_reviews=_reviews_today(reader, home, now, cap),
        counted_minutes=sum(number for kind, number in minutes if kind in COUNTED),
        self_minutes=sum(number for kind, number in minutes if kind == "self"),
        name=profile[0],
        role=profile[1],
        leaves=tuple(sorted(reader.values("leaves", _leave))),
        damaged=tuple(dict.fromkeys([*reader.damaged, *lists.unreadable])),
    )


def is_secretary(home: Path) -> bool:
    """Whether whoever keeps these records is a branch secretary."""
    return bool(next(_Reader(home).values("profile", _profile), ("", "staff", False))[2])


class _Reader:
    """Reads documents file by file and remembers which files were not as they should be."""

    def __init__(self, home: Path) -> None:
        self.damaged: list[str] = []
        self._home = home
        self._waiting = self._tables("intent").get("records", {})

    def values(self, name: str, plain: Callable[[str, Any], Any]) -> Iterator[Any]:
        """What `plain` makes of each document; a document it cannot take is left out and its file named."""
        documents = dict(self._tables(name).get("records", {}))
        waiting = self._waiting.get(name)
        documents |= waiting if isinstance(waiting, dict) else {}
        for uid, document in documents.items():
            if document is None and isinstance(waiting, dict) and uid in waiting:
                continue
            try:
                yield plain(uid, document)
            except (TypeError, ValueError, LookupError, AttributeError, OverflowError):
                self.damaged.append(f"{name}.json")

    def _tables(self, name: str) -> dict[str, dict[str, Any]]:
        path = self._home / f"{name}.json"
        for candidate in (path, disk.backup_of(path)):
            try:
                return disk.decode_tables(candidate.read_bytes())
            except FileNotFoundError:
                continue
            except NotADirectoryError:
                return {}
            except (OSError, disk.Damaged):
                self.damaged.append(f"{name}.json")
        return {}


def _checks(reader: _Reader, days: Iterable[tuple[date, DontList]]) -> Iterator[tuple[tuple[date, str], _Answered]]:
    wanted = {f"{day.isoformat()}.{one.id}": (day, one) for day, one in days}

    def answers(uid: str, document: Any) -> tuple[tuple[date, str], _Answered] | None:
        if uid not in wanted:
            return None
        day, dont_list = wanted[uid]
        items = {dont.id for dont in dont_list.donts}
        given = [answer for answer in document["answers"] if answer["item"] in items]
        marks = {answer["item"]: Mark(answer["mark"]) for answer in given if answer["mark"]}
        sentences = {answer["item"]: _text(answer["sentence"]) for answer in given}
        said = [answer for answer in given if answer["mark"] or answer["sentence"]]
        written = {answer["item"]: datetime.fromisoformat(answer["written_at"]).astimezone().date() for answer in said}
        changed = frozenset(answer["item"] for answer in given if answer["earlier"])
        return (day, dont_list.id), _Answered(marks, sentences, written, changed, marks.keys() >= items)

    for name in sorted({kind_called("checks").file(day) for day, _list in wanted.values()}):
        yield from filter(None, reader.values(name, answers))


def _minutes(reader: _Reader, year: int) -> Iterator[tuple[str, int]]:
    for month in range(1, 13):
        yield from reader.values(kind_called("notes").file(date(year, month, 1)), _kind_and_minutes)


def _kind_and_minutes(uid: str, document: Any) -> tuple[str, int]:
    return _text(document["kind"]), _whole(document["minutes"])


def _matter(uid: str, document: Any) -> GlanceMatter | None:
    if document["state"] != "open":
        return None
    due = document["due_day"]
    return GlanceMatter(uid, _text(document["title"]), None if due is None else date.fromisoformat(due))


def _urgency(matter: GlanceMatter) -> tuple[bool, date, str]:
    return matter.due_day is None, matter.due_day or date.max, matter.uid


def _reviews_today(reader: _Reader, home: Path, now: datetime, cap: int) -> int:
    """How many reviews today still brings: those due, but at most what the cap leaves after those answered today."""
    midnight = datetime.combine(now.astimezone().date() + timedelta(days=1), time.min).astimezone()
    morning = datetime.combine(now.astimezone().date(), time.min).astimezone()

    not_asked = {one for one in reader.values("remarks", _set_aside) if one} | _removed(home)

    def due_and_answered(uid: str, document: Any) -> tuple[bool, bool]:
        card = document["card"]
        answered = card["last_review"] is not None and datetime.fromisoformat(card["last_review"]) >= morning
        is_due = datetime.fromisoformat(card["due"]) < midnight and uid not in not_asked
        return is_due, answered and document["asked"] > 1

    cards: list[tuple[bool, bool]] = list(reader.values("schedule", due_and_answered))
    return min(sum(due for due, _answered in cards), max(cap - sum(answered for _due, answered in cards), 0))


def _removed(home: Path) -> set[str]:
    """The questions of banks that were taken away; what was answered to them is kept, for when a bank comes back."""
    removed = [file for file in (home / "banks").glob("*/pack.toml.removed") if not file.with_suffix("").exists()]
    return _ids(removed) - _ids((home / "banks").glob("*/pack.toml")) if removed else set()


def _ids(files: Iterable[Path]) -> set[str]:
    found: set[str] = set()
    for file in files:
        with suppress(OSError, UnicodeDecodeError):
            found |= set(re.findall(r'^id = "([^"\\]+)"$', file.read_text(encoding="utf-8"), re.MULTILINE))
    return found


def _set_aside(uid: str, document: Any) -> str:
    return _text(document["question_id"]) if document["set_aside"] is True else ""


def _leave(uid: str, document: Any) -> tuple[date, date, LeaveKind]:
    kind = LeaveKind(document.get("kind", "whole"))
    return date.fromisoformat(document["day"]), date.fromisoformat(document["last_day"]), kind


def _profile(uid: str, document: Any) -> tuple[str, str, bool]:
    role = document["role"]
    if role not in {"staff", "head"}:
        raise ValueError(role)
    return _text(document["name"]), role, document["is_secretary"] is True


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(value)
    return value
