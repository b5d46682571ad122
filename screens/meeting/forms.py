"""The forms of meetings: their fields, what is wrong with them, and what they become."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time
from typing import Any

from content.calendar import Calendar
from content.clock_times import parse_time
from content.dates import day_words
from content.words import _
from desk.words.values import becomes_words
from reports.terms import meeting_kind_words
from screens.kit.bars import keyed
from screens.kit.base import Room
from screens.kit.checks import Fault, day_ahead, day_of, empty_field, wrong_day, wrong_length
from screens.kit.form import Field, Values
from storage.records import Attendance, Decision, DecisionBecomes, Meeting, MeetingKind, Topic, clean_line, clean_text

BETWEEN = "；"  # between topics on one line
OWN = "own/"
_DAY = re.compile(  # as people write in a line, but not the day from which on something is done
    r"(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{4}-\d{1,2}-\d{1,2}(?!\d))(?!\s*(?:起|开始))", re.ASCII
)
USUAL_TIMES = ("9:30", "10:30")


def kind_choices(own_kinds: str) -> list[tuple[str, str]]:
    """The kinds to choose from, the branch's own last."""
    own = [clean_line(one) for one in own_kinds.replace(",", "、").replace("，", "、").split("、")]
    return [(str(kind), meeting_kind_words(kind)) for kind in MeetingKind] + [(OWN + one, one) for one in own if one]


def kind_fields(chosen: str) -> dict[str, Any]:
    """The fields of a meeting that a chosen kind sets."""
    if chosen.startswith(OWN):
        return {"kind": MeetingKind.OTHER, "own_kind": chosen.removeprefix(OWN)}
    return {"kind": MeetingKind(chosen)}


def meeting_fields(room: Room, meeting: Meeting | None, usual: Meeting | None = None) -> list[Field]:
    """The fields of the form, filled with a meeting's own; those of a new one as they usually are, to be typed over."""
    day, like = (meeting.day if meeting else room.desk.today()), meeting or usual
    begin, end = (f"{like.from_time:%H:%M}", f"{like.to_time:%H:%M}") if like else USUAL_TIMES
    topics = BETWEEN.join(one.title for one in meeting.topics) if meeting else ""
    return [
        Field("title", _("Title"), meeting.title if meeting else "",
              about=_("What papers, slips and files are named by.")),
        Field("day", _("Day"), day_words(day), about=_("One to come may be entered; it counts once it was held.")),
        Field("from_time", _("From", context="meeting"), begin, hint="9:30",
              about=_("Hours are counted by the times.")),
        Field("to_time", _("To", context="meeting"), end, hint="10:30"),
        Field("place", _("Place", context="minutes"), like.place if like else ""),
        Field("host", _("Host", context="meeting"), like.host if like else ""),
        Field("recorder", _("Recorder"), like.recorder if like else ""),
        Field("topics", _("Topics", context="minutes"), topics, hint=_("several with ； between them"),
              about=_("What the minutes list; what was read in a session they list by themselves.")),
        Field("summary", _("Summary", context="meeting"), meeting.summary if meeting else "",
              about=_("Stands in the minutes, not in the short minutes.")),
        *_struck_field(room, meeting),
    ]  # fmt: skip


def _struck_field(room: Room, meeting: Meeting | None) -> list[Field]:
    """Whether a meeting that stands in the register counts."""
    if meeting is None:
        return []
    options = (("counts", _("counted", context="meeting")), ("struck", _("struck: no hours")))
    words = _("A meeting that is struck stays in the register. New slips ({meeting.papers}) then take its hours back.")
    about = keyed(room, words)
    value = "struck" if meeting.is_struck else "counts"
    return [Field("counts", _("Hours"), value, options=options, about=about)]


def meeting_fault(values: Values, today: date, calendar: Calendar, *, may_come: bool = True) -> Fault:
    """What is wrong with the form; a meeting to come may be entered for its session."""
    needed = {
        "title": _("Say what it is called."),
        "from_time": _("When does it begin? Write it like 9:30."),
        "to_time": _("When does it end? Write it like 10:30."),
    }
    fault = empty_field(values, needed) or wrong_length(values, ("summary",)) or wrong_day(
        values, ("day",), today, calendar)  # fmt: skip
    if fault or (not may_come and (fault := day_ahead(values, ("day",), today, calendar))):
        return fault
    for name in ("from_time", "to_time"):
        if _time(values[name]) is None:
            return name, _("{text} is no time of day. Write it like 9:30.").format(text=clean_line(values[name]))
    begin, end = _time(values["from_time"]), _time(values["to_time"])
    if begin is not None and end is not None and end <= begin:
        return "to_time", _("It would end before it begins.")
    return None


def meeting_changes(values: Values, meeting: Meeting | None, today: date, calendar: Calendar) -> dict[str, Any]:
    """What the form says, as fields of a meeting; a topic that stands there keeps what was spoken."""
    there = {one.title: one for one in meeting.topics} if meeting else {}
    titles = [one for part in values["topics"].replace(";", BETWEEN).split(BETWEEN) if (one := clean_line(part))]
    return {
        **{name: clean_line(values[name]) for name in ("title", "place", "host", "recorder")},
        "day": day_of(values["day"], today, calendar) or today,
        "from_time": parse_time(values["from_time"]),
        "to_time": parse_time(values["to_time"]),
        "topics": tuple(there.get(one) or Topic(title=one) for one in titles),
        "summary": clean_text(values["summary"]),
        "is_struck": values.get("counts") == "struck",
    }


def _time(text: str) -> time | None:
    try:
        return parse_time(text)
    except ValueError:
        return None


def person_fields(one: Attendance) -> list[Field]:
    """What can be said of somebody at a meeting, beside the status that a digit sets."""
    return [
        Field("reason", _("Reason"), one.reason, hint=_("of leave or absence")),
        Field("arrived", _("Came at"), f"{one.arrived:%H:%M}" if one.arrived else "", hint="9:45"),
        Field("left", _("Left at"), f"{one.left:%H:%M}" if one.left else ""),
        Field("minutes", _("Minutes"), "" if one.minutes is None else str(one.minutes),
              hint=_("empty: counted from the times")),
    ]  # fmt: skip


def person_fault(values: Values) -> Fault:
    """What is wrong with what was said of somebody."""
    for name in ("arrived", "left"):
        if values[name].strip() and _time(values[name]) is None:
            return name, _("{text} is no time of day. Write it like 9:30.").format(text=clean_line(values[name]))
    minutes = values["minutes"].strip()
    if minutes and not (minutes.isascii() and minutes.isdigit() and len(minutes) <= 4):
        return "minutes", _("Minutes are a number, such as 60.")
    return wrong_length(values)


def person_said(one: Attendance, values: Values) -> Attendance:
    """Somebody at a meeting, with what the form says."""
    minutes = values["minutes"].strip()
    fields = {
        "reason": clean_line(values["reason"]),
        "arrived": _time(values["arrived"]),
        "left": _time(values["left"]),
        "minutes": int(minutes) if minutes else None,
    }
    return Attendance(**{**one.model_dump(), **fields})


def decision_fields(decision: Decision | None, names: Iterable[str], today: date, calendar: Calendar) -> list[Field]:
    """What was decided, by whom it is done and by when, and what becomes of it.

    What a line noted in the session says of who and when stands in the fields already, to be typed over.
    """
    becomes = tuple((str(one.value), becomes_words(one)) for one in DecisionBecomes)
    owner, due_day = (decision.owner, decision.due_day) if decision else ("", None)
    if decision is not None and not owner and due_day is None:
        owner, due_day = who_and_when(decision.text, names, today, calendar)
    due = day_words(due_day) if due_day else ""
    return [
        Field("text", _("Decided"), decision.text if decision else ""),
        Field("owner", _("Who does it"), owner),
        Field("due_day", _("Due"), due, hint=_("such as 11-30, or +5 for five days from today")),
        Field("becomes", _("Becomes"), str(decision.becomes.value) if decision else "", options=becomes),
    ]


def who_and_when(text: str, names: Iterable[str], today: date, calendar: Calendar) -> tuple[str, date | None]:
    """The one person a line names and the one day it says: `李娜 12月10日前报送`; nothing where it may be several.

    A day from which on something is done (12月4日起) is no due day.
    """
    named = {one for one in names if one and one in text}
    found = {one for one in named if not any(one != other and one in other for other in named)}
    days = {day for said in _DAY.findall(text) if (day := _day(said, today, calendar))}
    return (found.pop() if len(found) == 1 else ""), (days.pop() if len(days) == 1 else None)


def _day(text: str, today: date, calendar: Calendar) -> date | None:
    try:
        return day_of(text, today, calendar)
    except ValueError:
        return None


def decision_fault(values: Values, today: date, calendar: Calendar) -> Fault:
    """What is wrong with a decision as filled in."""
    needed = {"text": _("Say what was decided, in one line.")}
    return empty_field(values, needed) or wrong_length(values) or wrong_day(values, ("due_day",), today, calendar)
