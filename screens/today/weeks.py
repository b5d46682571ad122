"""Four weeks of one item: a chip a day, how many days were due, and what was not kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from content.cells import cut, pad
from content.dates import short_day, weekday_sign
from content.marks import Dont, Mark, mark_words
from content.period import Period
from content.words import _
from screens.kit.chips import WIDTH, State, chip, legend
from screens.kit.marks import MARK_COLOURS

if TYPE_CHECKING:
    from content.calendar import Calendar
    from content.marks import DontLists
    from desk.desk import Desk
    from reports.figures import PeriodRecords

DAYS = 28
WEEK = 7
SPINE = 16  # where chips and sentences begin
GAP = "  "
LEAST_LINES = 4  # the title, a blank, the heads, the chips
STATE_WIDTH = 11


class Fell(NamedTuple):
    """A day on which the item was not, or only partly, kept."""

    day: date
    mark: Mark
    sentence: str
    is_listed: bool


class ItemWeeks(NamedTuple):
    """Four weeks of an item. `recorded`: how many of the days that were `due` have a mark; `fell`: the latest first."""

    first: date
    states: Mapping[date, State]
    due: int
    recorded: int
    fell: tuple[Fell, ...]


class PastWeeks(NamedTuple):
    """What the journal holds about the four weeks before a day.

    since: the day from which on checks are due. listed: check and item of what was listed for correction.
    """

    records: PeriodRecords
    since: date | None
    listed: frozenset[tuple[str, str]]


def read_past_weeks(desk: Desk, day: date) -> PastWeeks:
    """The records of the four weeks before a day (in the desk's thread)."""
    from reports.figures import records_of

    journal, today = desk.journal, desk.today()
    period = Period(day - timedelta(days=DAYS), day - timedelta(days=1))
    matters = (*journal.matters.open(), *journal.matters.closed_within(Period(period.first, max(today, day))))
    listed = frozenset((matter.check_uid, matter.item) for matter in matters)
    return PastWeeks(records_of(journal, period, today, desk.calendar), journal.first_due_day(), listed)


def due_lately(desk: Desk, until: date) -> frozenset[date]:
    """The days of the last four weeks up to one on which a check was due (in the desk's thread)."""
    from content.workdays import away_and_on_duty, due_days

    journal, today = desk.journal, desk.today()
    since = journal.first_due_day()
    away, on_duty = away_and_on_duty((leave.day, leave.last_day, leave.kind) for leave in journal.leaves.all())
    last = min(until, journal.profile().left_day or until)
    period = Period(today - timedelta(days=DAYS - 1), today)
    return frozenset(due_days(period, away, since, last, desk.calendar, on_duty) if since else ())


def item_weeks(past: PastWeeks, lists: DontLists, calendar: Calendar, dont: Dont) -> ItemWeeks:
    """How an item stood on each of the days."""
    from reports.item_days import item_rows, row_of

    records = past.records
    row = row_of(item_rows(records, lists, calendar, past.since), dont.id)
    days = row.days if row else ()
    fell = (
        Fell(one.day, one.mark, one.answer.sentence if one.answer else "", (one.check_uid, dont.id) in past.listed)
        for one in reversed(days)
        if one.mark in (Mark.PARTLY, Mark.NOT_KEPT)
    )
    due = {one.day for one in days if one.day in records.due_days}
    states: dict[date, State] = {one.day: state for one in days if (state := one.state)}
    recorded = sum(one.mark is not None for one in days if one.day in due)
    return ItemWeeks(records.period.first, states, len(due), recorded, tuple(fell))


def weeks_lines(number: str, weeks: ItemWeeks, today: date, room: int, width: int) -> list[Content]:
    """The title, the heads, the chips, and as far as there is room what was not kept; none without any day."""
    if room < LEAST_LINES or not weeks.states:
        return []
    last = weeks.first + timedelta(days=DAYS - 1)
    span = _("{first} to {last}").format(first=short_day(weeks.first, today), last=short_day(last, today))
    said = _("{span}: {due} days due, this item marked on {recorded}").format(
        span=span, due=weeks.due, recorded=weeks.recorded
    )
    title = Content.assemble(
        (f"  {pad(number, 4)}{pad(_('4 weeks'), SPINE - 6)}", "bold"), (cut(said, width - SPINE), "$text-muted")
    )
    days = [weeks.first + timedelta(days=n) for n in range(DAYS)]
    lines = [title, Content(""), _heads(days), _in_weeks([chip(weeks.states.get(day)) for day in days])]
    fell = [_fell_line(one, today, width) for one in weeks.fell[: max(room - len(lines) - 1, 0)]]
    lines += [Content(""), *fell] if fell else []
    signs = [Content.assemble(" " * SPINE, line) for line in legend(width - SPINE)]
    return [*lines, Content(""), *signs] if room > len(lines) + len(signs) else lines


def _heads(days: Sequence[date]) -> Content:
    return _in_weeks([Content(pad(weekday_sign(day), WIDTH)) for day in days]).stylize_before("$text-muted")


def _in_weeks(cells: Sequence[Content]) -> Content:
    weeks = [Content("").join(cells[start : start + WEEK]) for start in range(0, len(cells), WEEK)]
    return Content.assemble(" " * SPINE, Content(GAP).join(weeks))


def _fell_line(one: Fell, today: date, width: int) -> Content:
    listed = "  " + _("listed for correction") if one.is_listed else ""
    words = cut(one.sentence, max(width - SPINE - STATE_WIDTH - 2 - len(listed) * 2, 8))
    return Content.assemble(
        ("  " + pad(short_day(one.day, today), SPINE - 2), "$text-muted"),
        (pad(mark_words(one.mark), STATE_WIDTH) + GAP, f"bold {MARK_COLOURS[one.mark]}"),
        words,
        (listed, "$text-muted"),
    )
