"""How many reviews today still brings, worked out of the files as `storage.sitting` works it out of the records.

The schedule is written once a sitting, so that after a kill the attempts know more than it does: those of the last
weeks are laid over it here as there. Only the standard library: the first frame shows the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from storage import disk
from storage.clock import local_day
from storage.kinds import kind_called
from storage.plain_reader import PlainReader, text, whole_number

LOOK_BACK, A_DAY = timedelta(days=31), timedelta(days=1)  # within which a schedule may not have been written


class PlainStanding(NamedTuple):
    """How a question stands: when it is due, when it was asked last, how often; `written`: its moment in the file."""

    due: datetime
    last_review: datetime | None
    asked: int
    written: str

    @property
    def moment(self) -> datetime:
        """When the question was asked last, as far as is known."""
        return self.last_review or self.due


class _Asked(NamedTuple):
    """One answer: its order among others, its question, and how that stands after it."""

    written_at: datetime
    uid: str
    question_id: str
    after: PlainStanding


def due_reviews(reader: PlainReader, home: Path, now: datetime, cap: int) -> int:
    """The reviews that are due, but at most what the cap leaves after those answered today."""
    not_asked = {one for one in reader.values("remarks", _set_aside) if one} | _removed(home)
    standings = [one for name, one in _standings(reader, now).items() if name not in not_asked]
    today = local_day(now)
    lately = (one.last_review for one in standings if one.asked > 1 and one.moment > now - 2 * A_DAY)
    answered = sum(last is not None and local_day(last) == today for last in lately)  # a day asked for costs more
    return min(sum(one.due <= now for one in standings), max(cap - answered, 0))


def _standings(reader: PlainReader, now: datetime) -> dict[str, PlainStanding]:
    """How each question stands; as the schedule says, with the answers that came after it was written."""
    written = reader.whole("schedule", _standing)
    schedule = dict(written or ())
    newest = max((one.moment for one in schedule.values()), default=None)
    if written is None or newest is None or newest > now + A_DAY:  # it cannot be trusted
        return _folded({}, _attempts(reader, date.min), now)
    first = min(local_day(newest - A_DAY), local_day(now) - LOOK_BACK)
    later = _attempts(reader, first, {name: one.written for name, one in schedule.items()})
    return _folded(schedule, (one for one in later if one.written_at <= now + A_DAY), now)


def _folded(standings: dict[str, PlainStanding], attempts: Iterable[_Asked], now: datetime) -> dict[str, PlainStanding]:
    def when(one: _Asked) -> tuple[bool, datetime, str]:
        return one.written_at <= now + A_DAY, one.written_at, one.uid

    for one in sorted(attempts, key=when):
        old = standings.get(one.question_id)
        if old is None or one.after.moment > old.moment or old.moment > now + A_DAY:
            asked = old.asked if old else 0
            standings[one.question_id] = one.after._replace(asked=asked + 1)
    return standings


def _attempts(reader: PlainReader, first: date, known: Mapping[str, str] = MappingProxyType({})) -> Iterator[_Asked]:
    """The answers about days from the first on; those `known` to be no later than the schedule may be left out."""
    kind, told = kind_called("attempts"), first.isoformat()

    def asked(uid: str, document: Any) -> _Asked | None:
        moment = document["card"]["last_review"] or ""
        if text(document["day"]) < told or _is_no_later(moment, known.get(document["question_id"], "")):
            return None
        written_at = datetime.fromisoformat(document["written_at"])
        return _Asked(written_at, uid, text(document["question_id"]),
                      _after(document["card"], 1))  # fmt: skip

    for name in reader.names(kind):
        if name >= kind.file(first):
            yield from (one for one in reader.values(name, asked) if one is not None)


def _standing(uid: str, document: Any) -> tuple[str, PlainStanding]:
    return uid, _after(document["card"], whole_number(document.get("asked", 1)))


def _after(card: Any, asked: int) -> PlainStanding:
    last = card["last_review"]
    due, last_review = datetime.fromisoformat(card["due"]), None if last is None else datetime.fromisoformat(last)
    if due.utcoffset() is None or (last_review is not None and last_review.utcoffset() is None):
        raise ValueError("a moment without its offset")
    return PlainStanding(due, last_review, asked, last or card["due"])


def _is_no_later(moment: str, known: str) -> bool:
    """Whether a moment, as it stands in the files, is surely no later than another; quicker than reading both."""
    return moment == known != "" or (moment[-1:] == known[-1:] == "Z" and moment[:19] < known[:19])


def _set_aside(uid: str, document: Any) -> str:
    return text(document["question_id"]) if document.get("set_aside", False) is True else ""


def _removed(home: Path) -> set[str]:
    """The questions of banks that were taken away; what was answered to them is kept, for when a bank comes back."""
    try:
        removed = [file for file in (home / "banks").glob("*/pack.toml.removed") if not file.with_suffix("").exists()]
        return _ids(removed) - _ids((home / "banks").glob("*/pack.toml")) if removed else set()
    except OSError:
        return set()  # what cannot be looked at was not taken away


def _ids(files: Iterable[Path]) -> set[str]:
    found: set[str] = set()
    for file in files:
        with suppress(OSError, UnicodeDecodeError):
            found |= set(re.findall(r'^id = "([^"\\]+)"$', disk.read_plain(file).decode(), re.MULTILINE))
    return found
