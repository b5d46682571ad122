"""What the first frame and `status` need, straight from the files: quick, plain, and never raising.

Only the standard library here: pydantic and TinyDB would keep the first frame waiting. The journal reads the same
files with every check; what this reader cannot make sense of it leaves out and names. A field that a record may lack
means here what its model says: an exchange, and older programs, leave some out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from content.calendar import Calendar
from content.marks import DontList, DontLists, Mark
from content.workdays import LeaveKind
from storage.cipher import PLAIN, Cipher
from storage.gone import gone_here
from storage.kinds import kind_called
from storage.plain_reader import PlainReader, text, whole_number
from storage.settings import DEFAULTS

COUNTED = frozenset({"group", "training", "make_up"})
LOOK_BACK_DAYS = 28
LOOKS = 3  # as a shelf looks: where others write all the time, what was seen last is shown
_NOTHING: Mapping[str, Any] = MappingProxyType({})


class GlanceMatter(NamedTuple):
    """An open matter in one line."""

    uid: str
    title: str
    due_day: date | None
    given_by: str = ""


class Glance(NamedTuple):
    """What Today shows.

    marks, sentences: the day's, by item of every list answered on it. late: items first answered after it; changed:
    those whose answer was changed after it; firm: those whose answer stays beside a change made today. complete_days:
    those of the last 28, today among them, on which every item of the unit's list has a mark. open_matters: the
    earliest due first, those without a due day last. due_reviews: how many reviews today still brings.
    counted_minutes: group study, training and make-up of this year; self_minutes: self-study. leaves: first and
    last day and kind of each. damaged: files of which something could not be read. set_aside: those set aside as
    damaged, whose last save may be missing. is_counted: whether complete_days, due_reviews and the minutes were
    counted and set_aside looked for; the first frame does not wait for them.
    """

    marks: Mapping[str, Mark] = _NOTHING
    sentences: Mapping[str, str] = _NOTHING
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
    set_aside: tuple[str, ...] = ()
    is_counted: bool = True


class _Answered(NamedTuple):
    """What one day's check says at the items of its list."""

    marks: dict[str, Mark]
    sentences: dict[str, str]
    written: dict[str, date]
    first: dict[str, date]
    changed: frozenset[str]
    is_complete: bool


def glance(
    home: Path,
    today: date,
    lists: DontLists,
    calendar: Calendar,
    *,
    now: datetime,
    day: date | None = None,
    cap: int = DEFAULTS.reviews_per_day,
    is_counted: bool = True,
    cipher: Cipher = PLAIN,
) -> Glance:
    """What Today shows on `today` about a day, today unless said; empty where there is nothing, never an exception.

    `cap` is how many reviews a day brings at most; not `is_counted`: without what takes time to count.
    """
    for _look in range(LOOKS):
        reader = PlainReader(home, cipher)
        seen = _glance(reader, home, today, lists, calendar, now, day or today, cap, is_counted)
        if reader.is_of_one_moment():  # else a change of several files came between, of which half may have been seen
            break
    return seen


def _glance(
    reader: PlainReader, home: Path, today: date, lists: DontLists, calendar: Calendar, now: datetime, day: date,
    cap: int, is_counted: bool,
) -> Glance:  # fmt: skip
    """One look, file by file."""
    look_back = min(LOOK_BACK_DAYS, today.toordinal()) if is_counted else 0
    days = [today - timedelta(days=back) for back in range(look_back)]
    units = {one: lists.unit_on(one) for one in days}
    checks = dict(_checks(reader, [*units.items(), *((day, one) for one in lists.on(day))]))
    seen = [checks[day, one.id] for one in lists.on(day) if (day, one.id) in checks]
    minutes = list(_minutes(reader, today.year)) if is_counted else []
    gone = [f"{name}.json" for name in gone_here(home, reader.cipher)] if is_counted else []
    profile = next(reader.values("profile", _profile), ("", "staff", False))
    return Glance(
        **_said(seen, day, today),
        complete_days=frozenset(
            one for one, unit in units.items() if (one, unit.id) in checks and checks[one, unit.id].is_complete
        ),
        open_matters=tuple(sorted((m for m in reader.values("matters/open", _matter) if m), key=_urgency)),
        due_reviews=_due_reviews(reader, home, now, cap) if is_counted else 0,
        counted_minutes=sum(number for kind, number in minutes if kind in COUNTED),
        self_minutes=sum(number for kind, number in minutes if kind == "self"),
        name=profile[0],
        role=profile[1],
        leaves=tuple(sorted(reader.values("leaves", _leave))),
        damaged=tuple(dict.fromkeys([*reader.damaged, *gone, *lists.unreadable, *calendar.unreadable])),
        set_aside=tuple(reader.set_aside()) if is_counted else (),
        is_counted=is_counted,
    )


def is_secretary(home: Path, cipher: Cipher = PLAIN) -> bool:
    """Whether whoever keeps these records is a branch secretary."""
    return bool(next(PlainReader(home, cipher).values("profile", _profile), ("", "staff", False))[2])


def _said(seen: Iterable[_Answered], day: date, today: date) -> dict[str, Any]:
    """What the checks of a day say, of all its lists together."""
    seen = list(seen)
    written = [(item, wrote) for one in seen for item, wrote in one.written.items()]
    return {
        "marks": {item: mark for one in seen for item, mark in one.marks.items()},
        "sentences": {item: said for one in seen for item, said in one.sentences.items() if said},
        "late": frozenset(item for one in seen for item, wrote in one.first.items() if wrote > day),
        "changed": frozenset(item for one in seen for item in one.changed),
        "firm": frozenset(item for item, wrote in written if day < today and wrote < today),
    }


def _checks(reader: PlainReader, days: Iterable[tuple[date, DontList]]) -> Iterator[tuple[tuple[date, str], _Answered]]:
    wanted = {f"{day.isoformat()}.{one.id}": (day, one) for day, one in days}

    def answers(uid: str, document: Any) -> tuple[tuple[date, str], _Answered] | None:
        if uid not in wanted:
            return None
        day, dont_list = wanted[uid]
        return (day, dont_list.id), _answered(document, dont_list)

    for name in sorted({kind_called("checks").file(day) for day, _list in wanted.values()}):
        yield from filter(None, reader.values(name, answers))


def _answered(document: Any, dont_list: DontList) -> _Answered:
    items = {dont.id for dont in dont_list.donts}
    given = [answer for answer in document.get("answers", ()) if answer["item"] in items]
    marks = {answer["item"]: Mark(mark) for answer in given if (mark := answer.get("mark"))}
    sentences = {answer["item"]: text(answer.get("sentence", "")) for answer in given}
    said = [answer for answer in given if answer.get("mark") or answer.get("sentence")]
    written = {answer["item"]: _wrote_on(answer) for answer in said}
    first = {answer["item"]: _wrote_on((*answer.get("earlier", ()), answer)[0]) for answer in said}
    changed = frozenset(answer["item"] for answer in given if answer.get("earlier"))
    return _Answered(marks, sentences, written, first, changed, marks.keys() >= items)


def _wrote_on(answer: Any) -> date:
    """As `Answer.wrote_on`."""
    if day := answer.get("written_day"):
        return date.fromisoformat(day)
    return datetime.fromisoformat(answer["written_at"]).astimezone().date()


def with_check(seen: Glance, document: Any, dont_list: DontList, day: date, today: date, unit: DontList) -> Glance:
    """A glance at a day after a check of it was saved: what the files would say, without reading them.

    `document` is the check as it stands in its file; `unit` is the unit's list of that day.
    """
    items, one = {dont.id for dont in dont_list.donts}, _answered(document, dont_list)
    firm = {item for item, wrote in one.written.items() if day < today and wrote < today}
    complete = seen.complete_days
    if dont_list.id == unit.id and 0 <= (today - day).days < LOOK_BACK_DAYS:
        complete = complete | {day} if one.is_complete else complete - {day}
    return seen._replace(
        marks={item: mark for item, mark in seen.marks.items() if item not in items} | one.marks,
        sentences={item: said for item, said in seen.sentences.items() if item not in items}
        | {item: said for item, said in one.sentences.items() if said},
        late=(seen.late - items) | {item for item, wrote in one.first.items() if wrote > day},
        changed=(seen.changed - items) | one.changed,
        firm=(seen.firm - items) | firm,
        complete_days=complete,
    )


def _due_reviews(reader: PlainReader, home: Path, now: datetime, cap: int) -> int:
    from storage.due import due_reviews  # here: the first frame counts nothing

    return due_reviews(reader, home, now, cap)


def _minutes(reader: PlainReader, year: int) -> Iterator[tuple[str, int]]:
    for month in range(1, 13):
        yield from reader.values(kind_called("notes").file(date(year, month, 1)), _kind_and_minutes)


def _kind_and_minutes(uid: str, document: Any) -> tuple[str, int]:
    return text(document.get("kind", "self")), whole_number(document.get("minutes", 0))


def _matter(uid: str, document: Any) -> GlanceMatter | None:
    if document.get("state", "open") != "open":
        return None
    due = document.get("due_day")
    day = None if due is None else date.fromisoformat(due)
    return GlanceMatter(uid, text(document["title"]), day, text(document.get("given_by", "")))


def _urgency(matter: GlanceMatter) -> tuple[bool, date, str]:
    return matter.due_day is None, matter.due_day or date.max, matter.uid


def _leave(uid: str, document: Any) -> tuple[date, date, LeaveKind]:
    kind = LeaveKind(document.get("kind", "whole"))
    return date.fromisoformat(document["day"]), date.fromisoformat(document["last_day"]), kind


def _profile(uid: str, document: Any) -> tuple[str, str, bool]:
    role = document.get("role", "staff")
    if role not in {"staff", "head"}:
        raise ValueError(role)
    return text(document.get("name", "")), role, document.get("is_secretary", False) is True
