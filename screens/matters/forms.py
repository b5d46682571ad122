"""The forms about matters: their fields, what is wrong with what was filled in, and what it means for the record."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Literal

from content.calendar import Calendar
from content.dates import TooFarAhead
from content.quick import read_quick
from content.quick_words import question_words
from content.words import _, sentences
from reports.terms import every_words, matter_kind_words
from screens.kit.checks import Fault, day_ahead, day_of, empty_field, understood, wrong_day, wrong_length
from screens.kit.form import Field, Values
from storage.records import Every, Matter, MatterKind, Repeat, clean_line, new_uid, utc_now

_LONG = ("measure", "result", "text", "cause", "prevention")
_DAYS = ("day", "due_day", "answered_day")
USUAL_WORKDAYS = {MatterKind.ASSIGNED: 5, MatterKind.SHORTFALL: 5, MatterKind.ERROR: 3, MatterKind.DECISION: 10}
_LINES = ("title", "given_by", "channel", "measure", "result", "answered_to")


def usual_due_day(values: Values, today: date, calendar: Calendar) -> Values:
    """When a matter of that kind is usually due, in workdays from today; only a beginning, to be written over.

    Where the title says a day it is that one; where what it says has to be asked there is none.
    """
    said = read_quick(values.get("title", ""), today, calendar)
    if said.why is not None or said.due_day is not None:
        return {"due_day": said.due_day.isoformat() if said.due_day is not None else ""}
    due_day = calendar.workday_after(today, USUAL_WORKDAYS[MatterKind(values["kind"])])
    return {"due_day": due_day.isoformat()}


def matter_fields(matter: Matter | None, today: date, calendar: Calendar) -> tuple[Field, ...]:
    """The fields of a new matter, or of one to be changed; that one's due day moves later only with a reason."""
    old = _presets(matter, today, calendar)
    kinds = tuple((kind.value, matter_kind_words(kind)) for kind in MatterKind)
    repeats = tuple((every.value, every_words(every)) for every in Every)
    reason = Field("reason", _("Why later"), hint=_("only when the due day is moved later"))
    return (
        Field("title", _("Matter"), old["title"]),
        Field("kind", _("Kind"), old["kind"], options=kinds, about=about_kinds()),
        Field("given_by", _("Given by"), old["given_by"]),
        Field("channel", _("Channel, no."), old["channel"], hint=_("how it came: number of the document, meeting")),
        Field("day", _("Given on"), old["day"]),
        Field(
            "due_day", _("Due"), old["due_day"], hint=_("such as 11-30, or +5 for five days from today"),
            about=_("The usual one is filled in: 5 workdays, 3 for an error, 10 for a decision. Write over it or empty "
                    "it. 11-30, Friday, 下周五, 月底 and 5个工作日内 are understood."),
        ),
        *((reason,) if matter is not None and matter.due_day is not None else ()),
        Field(
            "co_workers", _("Together with"), old["co_workers"],
            about=_("Who else works on it; commas between the names."),
        ),
        Field("measure", _("Measure"), old["measure"]),
        Field(
            "repeat", _("Comes back"), old["repeat"], options=(("", _("once")), *repeats),
            about=_("What is due every week, month or quarter: settling it opens the next."),
        ),
    )  # fmt: skip


def matter_note(values: Values, today: date, calendar: Calendar) -> str:
    """The days that were understood, and what has to be asked about those in the title while no due day is given."""
    days = understood({"day": _("Given on"), "due_day": _("Due")}, today, calendar)(values)
    asked = "" if clean_line(values["due_day"]) else question_words(read_quick(values["title"], today, calendar))
    return "\n".join(filter(None, (days, asked)))


def about_kinds() -> str:
    """What the kinds of matters are."""
    return _(
        "assigned: given to you by somebody; shortfall: what was not kept, to be put right; error: what went wrong, "
        "settled with its cause and what prevents it; decision: what a meeting decided."
    )


def matter_fault(values: Values, matter: Matter | None, today: date, calendar: Calendar) -> Fault:
    """What is wrong with a matter as filled in."""
    if (
        fault := empty_field(values, {"title": _("Say what is to be done.")})
        or wrong_length(values, _LONG)
        or _wrong_new_day(values, matter, today, calendar)
    ):
        return fault
    given = _day_in(values, "day", matter, today, calendar) or today
    due = _day_in(values, "due_day", matter, today, calendar)
    if (matter is None or given != matter.day) and (fault := day_ahead(values, ("day",), today, calendar)):
        return fault
    if due is not None and due < given:
        return "due_day", _("It cannot be due before the day it was given.")
    if due is None and values["repeat"]:
        return "due_day", _("What comes back needs a due day.")
    if matter is None or matter.due_day is None:
        return None
    if due is None:
        return "due_day", _("A due day can be moved, but not taken away.")
    if due > matter.due_day and not clean_line(values["reason"]):
        return "reason", _("Say why the due day is moved later; the old one is kept beside it.")
    return None


def _wrong_new_day(values: Values, matter: Matter | None, today: date, calendar: Calendar) -> Fault:
    """What is wrong with a day that does not stand in the record already; a due day far ahead has a way of its own."""
    old = {} if matter is None else _presets(matter, today, calendar)
    names = [name for name in _DAYS if values.get(name, "") != old.get(name)]
    fault = wrong_day(values, names, today, calendar)
    if fault is None or fault[0] != "due_day":
        return fault
    try:
        day_of(values["due_day"], today, calendar)
    except TooFarAhead:
        words = _("If it is meant: write it as a new matter in one line, and choose the day when asked.")
        return "due_day", sentences(fault[1], words)
    except ValueError:
        return fault
    return fault


def _day_in(
    values: Values, name: Literal["day", "due_day"], matter: Matter | None, today: date, calendar: Calendar
) -> date | None:
    """The day of a field; what was not written over is the record's, even in a year that nobody means now."""
    stands = None if matter is None else matter.day if name == "day" else matter.due_day
    return stands if stands and values[name] == stands.isoformat() else day_of(values[name], today, calendar)


def matter_changes(values: Values, matter: Matter | None, today: date, calendar: Calendar) -> dict[str, Any]:
    """The fields of the record that were filled in otherwise than they stood."""
    presets = _presets(matter, today, calendar)
    new = {name: clean_line(values[name]) for name in _LINES if name in values}
    fields: dict[str, Any] = {
        **new,
        "kind": MatterKind(values["kind"]),
        "day": _day_in(values, "day", matter, today, calendar) or today,
        "due_day": _day_in(values, "due_day", matter, today, calendar),
        "co_workers": _names(values["co_workers"]),
    }
    changes = {name: value for name, value in fields.items() if matter is None or values[name] != presets[name]}
    if values["repeat"] != presets["repeat"]:
        changes["repeat"] = _repeat(values["repeat"], fields["due_day"], matter)
    return changes


def _repeat(every: str, due_day: date, matter: Matter | None) -> Repeat | None:
    """How a matter comes back; its series is named after the matter it began with."""
    if not every:
        return None
    series = matter.uid if matter else new_uid(utc_now())
    return Repeat(every=Every(every), first_due_day=due_day, series=series)


def settling_fields(matter: Matter) -> tuple[Field, ...]:
    """What was done about a matter, and whom it was answered to."""
    given_by = _("such as {name}").format(name=matter.given_by) if matter.given_by else ""
    answered = matter.answered_day.isoformat() if matter.answered_day else ""
    error = (
        Field("cause", _("Cause", context="error"), clean_line(matter.cause), hint=_("why it happened")),
        Field("prevention", _("From now on"), clean_line(matter.prevention), hint=_("so that it does not come again")),
    )
    return (
        Field("result", _("Result"), clean_line(matter.result)),
        *(error if matter.kind is MatterKind.ERROR else ()),
        Field("answered_to", _("Answered to"), matter.answered_to, hint=given_by),
        Field("answered_day", _("Answered on"), answered, hint=_("today when left empty")),
    )


def settling_fault(values: Values, matter: Matter, today: date, calendar: Calendar) -> Fault:
    """What is wrong with how a matter was settled."""
    if (
        fault := empty_field(values, {"result": _("Settling needs a result: say what was done.")})
        or wrong_length(values, _LONG)
        or wrong_day(values, _DAYS, today, calendar)
    ):
        return fault
    answered = day_of(values["answered_day"], today, calendar)
    if answered is not None and not matter.day <= answered <= today:
        return "answered_day", _("It was answered between the day it was given and today.")
    if answered is not None and not clean_line(values["answered_to"]):
        return "answered_to", _("Say to whom it was answered.")
    return None


def settling_changes(values: Values, matter: Matter, today: date, calendar: Calendar) -> dict[str, Any]:
    """What was filled in about how it was settled; a text that was not touched stays as it was, to its line ends."""
    texts = {
        name: old if values[name] == clean_line(old) else clean_line(values[name])
        for name, old in (("result", matter.result), ("cause", matter.cause), ("prevention", matter.prevention))
        if name in values
    }
    return {
        **texts,
        "answered_to": clean_line(values["answered_to"]),
        "answered_day": day_of(values["answered_day"], today, calendar),
    }


def shortfall_fields(title: str, kind: MatterKind, today: date, calendar: Calendar) -> tuple[Field, ...]:
    """What is listed for correction."""
    kinds = tuple((kind.value, matter_kind_words(kind)) for kind in (MatterKind.SHORTFALL, MatterKind.ERROR))
    return (
        Field("measure", _("Measure"), hint=_("what will be done so that it is put right")),
        Field("title", _("Matter"), title),
        Field("due_day", _("Due"), usual_due_day({"kind": kind.value}, today, calendar)["due_day"]),
        Field("kind", _("Kind"), kind.value, options=kinds, about=about_kinds()),
    )


def shortfall_fault(values: Values, day: date, today: date, calendar: Calendar) -> Fault:
    """What is wrong with what is listed for correction; it has a due day."""
    if (
        fault := empty_field(values, {"title": _("Say what is to be put right.")})
        or wrong_length(values, _LONG)
        or wrong_day(values, _DAYS, today, calendar)
    ):
        return fault
    due = day_of(values["due_day"], today, calendar)
    if due is None or due < day:
        return "due_day", _("Give a due day, not before the day it is about.")
    return None


def reason_fault(values: Values) -> Fault:
    """What is wrong with the reason for closing a matter without settling it."""
    if fault := empty_field(values, {"reason": _("Say why it is not pursued.")}):
        return fault
    return wrong_length(values, _LONG)


def progress_fault(values: Values, today: date, calendar: Calendar) -> Fault:
    """What is wrong with an entry about what was done."""
    if fault := empty_field(values, {"text": _("Say what was done.")}):
        return fault
    return (
        wrong_length(values, _LONG)
        or wrong_day(values, _DAYS, today, calendar)
        or day_ahead(values, ("day",), today, calendar)
    )


def _presets(matter: Matter | None, today: date, calendar: Calendar) -> Values:
    if matter is None:
        empty = dict.fromkeys(("title", "given_by", "channel", "due_day", "co_workers", "measure"), "")
        values = {**empty, "kind": MatterKind.ASSIGNED.value, "day": today.isoformat(), "repeat": ""}
        return {**values, **usual_due_day(values, today, calendar)}
    return {
        "title": matter.title,
        "kind": matter.kind.value,
        "given_by": matter.given_by,
        "channel": matter.channel,
        "day": matter.day.isoformat(),
        "due_day": matter.due_day.isoformat() if matter.due_day else "",
        "co_workers": "、".join(matter.co_workers),
        "measure": clean_line(matter.measure),
        "repeat": matter.repeat.every.value if matter.repeat else "",
    }


def _names(text: str) -> tuple[str, ...]:
    """Names written one after another with commas between them."""
    return tuple(name for part in re.split(r"[、，,;；]", text) if (name := clean_line(part)))
