"""Days on which nothing is due: leave, travel, training, sick."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from content.calendar import Calendar
from content.dates import period_words, short_day
from content.period import Period
from content.words import _
from content.workdays import HALVES, LeaveKind
from desk.desk import Desk
from desk.leaves import overlapping, write_down
from desk.words.values import leave_kind_words
from screens.kit.base import Room
from screens.kit.checks import Fault, day_of, empty_field, understood, wrong_day, wrong_length
from screens.kit.drafted import Drafted
from screens.kit.form import Field, Values
from storage.errors import ChangedElsewhere
from storage.records import Leave, clean_line

DAYS = ("first_day", "last_day")


async def add_leave(room: Room, period: Period | None = None) -> Leave | None:
    """Ask for days of leave, within a period if one is given, and write them down; in a step."""
    today, calendar = room.desk.today(), room.desk.calendar
    leaves = await room.attempt(lambda: room.desk.journal.leaves.all())
    if leaves is None:
        return None
    form = Drafted(room, "leave/new")
    fields = (
        Field("first_day", _("First day"), hint=_("such as 11-30, or +5 for five days from today")),
        Field("last_day", _("Last day"), hint=_("the same day when left empty")),
        Field("kind", _("Kind", context="leave"), LeaveKind.WHOLE.value, options=kinds()),
        Field("reason", _("Why"), hint=_("leave, travel, training, sick; duty")),
    )
    values = await form.fill_in(
        _("Leave or duty"),
        fields,
        lambda values: leave_fault(values, leaves, period, today, calendar),
        explain=_("Whole days away are not due; half days are. On duty a day off is due too."),
        note=understood({"first_day": _("First day"), "last_day": _("Last day")}, today, calendar),
    )
    if values is None:
        return None
    days = _days(values, today, calendar)
    kind, reason = LeaveKind(values["kind"]), clean_line(values["reason"])
    leave = Leave.new(room.desk.now(), days.first, last_day=days.last, kind=kind, reason=reason)
    written = await room.attempt(lambda: _written(room.desk, leave))
    if isinstance(written, ChangedElsewhere):
        room.tell(_overlap_words(written.there, today))
    if written is None or isinstance(written, ChangedElsewhere):
        return None
    await form.drop()
    await room.look_again()
    room.tell(_("Duty written down") if kind is LeaveKind.DUTY else _("Leave written down"))
    return leave


def kinds() -> tuple[tuple[str, str], ...]:
    """What can be otherwise than the calendar says: 全天, 上午, 下午, 休息日值班."""
    return tuple((kind.value, leave_kind_words(kind)) for kind in LeaveKind)


def leave_fault(
    values: Values, leaves: Sequence[Leave], period: Period | None, today: date, calendar: Calendar
) -> Fault:
    """What is wrong with days of leave as filled in; they may not overlap those already written down."""
    needed = {"first_day": _("Say from which day on."), "reason": _("Say why: leave, travel, training, sick.")}
    if fault := wrong_day(values, DAYS, today, calendar) or empty_field(values, needed) or wrong_length(values):
        return fault
    try:
        days = _days(values, today, calendar)
    except ValueError:
        return "last_day", _("The last day lies before the first.")
    if period is not None and (days.last < period.first or days.first > period.last):
        words = _("These days lie outside {period}. Show their period first, or write them down in Set-up.")
        return "first_day", words.format(period=period_words(period))
    kind = LeaveKind(values["kind"])
    if kind is LeaveKind.DUTY and _are_workdays(days, calendar):
        return "first_day", _("These are workdays, which are due anyway; duty is written down for days off.")
    if kind in HALVES and days.first != days.last:
        return "last_day", _("Half a day is of one day; write down several one by one.")
    there = overlapping(days, kind, leaves)
    return ("first_day", _overlap_words(there, today)) if there is not None else None


def _overlap_words(there: Leave, today: date) -> str:
    words = _("It overlaps the leave from {first} to {last}: {reason}")
    first, last = short_day(there.day, today), short_day(there.last_day, today)
    return words.format(first=first, last=last, reason=there.reason[:20])


def _written(desk: Desk, leave: Leave) -> Leave | ChangedElsewhere:
    """The leave as it was written down, or the one that was on one of its days meanwhile."""
    try:
        return write_down(desk, leave)
    except ChangedElsewhere as error:
        return error


def _are_workdays(days: Period, calendar: Calendar) -> bool:
    """Whether all of them are workdays for certain, by the holidays that are known."""
    kinds = (calendar.kind_of(days.first + timedelta(days=step)) for step in range((days.last - days.first).days + 1))
    return all(kind.is_workday and not kind.is_presumed for kind in kinds)


def _days(values: Values, today: date, calendar: Calendar) -> Period:
    """The days from the first to the last.

    Raises:
        ValueError: a day cannot be read, or they are in the wrong order.
    """
    first = day_of(values["first_day"], today, calendar) or today
    return Period(first, day_of(values["last_day"], today, calendar) or first)
