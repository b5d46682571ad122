"""近况: how an item stood on each day of the last weeks, with days left blank and days off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from textual.content import Content

from content.calendar import Calendar
from content.cells import fold, pad
from content.dates import short_day
from content.marks import Dont, DontLists, Unmarked, mark_words
from content.period import Period
from content.words import _
from desk.words.answers import written_words
from desk.words.unread import empty_words
from reports.figures import PeriodRecords, records_of
from reports.item_days import item_rows, row_of
from screens.kit.base import Room
from screens.kit.marks import MARK_COLOURS
from screens.kit.page import PageDialog
from storage.records import Answer

RECENT_DAYS = 56
AT, WIDTH = 25, 48  # where what was said begins, and how many cells it has


@dataclass(frozen=True)
class RecentDay:
    """One day of an item: its answer, or why it has none."""

    day: date
    answer: Answer | None = None
    off: str = ""
    """Why nothing was due: a day off, a holiday by its name, on leave; empty of a due day."""
    remark: str = ""
    """What sort of day it is, where an answer stands on a day off or the calendar is not known."""


async def show_recent(room: Room, dont: Dont) -> None:
    """Show how an item stood in the last eight weeks; a step."""
    desk, today = room.desk, room.desk.today()
    period = Period(today - timedelta(days=RECENT_DAYS - 1), today)

    def read() -> list[RecentDay]:
        records = records_of(desk.journal, period, today, desk.calendar)
        return list(recent_days(records, desk.lists, desk.calendar, dont, desk.journal.first_due_day()))

    days = await room.attempt(read)
    if days is not None:
        lines = recent_lines(days, today)
        unread = () if lines else await room.not_shown("checks")
        await room.ask(RecentDialog(dont, lines, unread))


def recent_days(
    records: PeriodRecords, lists: DontLists, calendar: Calendar, dont: Dont, since: date | None
) -> Iterator[RecentDay]:
    """The days of the period, the latest first: answered ones, blank ones that were due, and days off from `since`."""
    row = row_of(item_rows(records, lists, calendar, since), dont.id)
    for one in reversed(row.days if row else ()):
        if one.answer is not None:
            yield RecentDay(one.day, one.answer, remark=one.kind.remark)
        elif one.unmarked is Unmarked.BLANK:
            yield RecentDay(one.day, remark=one.kind.remark)
        elif one.unmarked is not None:
            yield RecentDay(one.day, off=_("on leave") if one.unmarked is Unmarked.AWAY else one.kind.words)


def recent_lines(days: Iterable[RecentDay], today: date) -> list[Content]:
    """A line a day, more where much was said; days off that follow each other on one line; none when all are off."""
    days, lines = list(days), list[Content]()
    if all(one.off for one in days):
        return lines
    for off, run in groupby(days, lambda one: one.off):
        if off:
            together = list(run)
            first, last = short_day(together[-1].day, today), short_day(together[0].day, today)
            words = first if len(together) == 1 else _("{first} to {last}").format(first=first, last=last)
            lines.append(Content.styled(pad(words, AT) + off, "$text-muted"))
        else:
            for one in run:
                lines += _day_lines(one, today)
    return lines


def _day_lines(one: RecentDay, today: date) -> list[Content]:
    answer, mark = one.answer, one.answer.mark if one.answer else None
    said = [one.remark]
    if answer is not None:
        said += [written_words(one.day, answer, today), " ".join(answer.sentence.split())]
    first, *others = fold("  ".join(filter(None, said)), WIDTH)
    state = pad(mark_words(mark), 13), f"bold {MARK_COLOURS[mark]}" if mark else MARK_COLOURS[None]
    lines = [Content.assemble((pad(short_day(one.day, today), 12), "$text-muted"), state, first)]
    lines += [Content(" " * AT + line) for line in others]
    for old in reversed(answer.earlier if answer else ()):
        before = " ".join(filter(None, (mark_words(old.mark), " ".join(old.sentence.split()))))
        words = _("before: {before}; changed because: {reason}").format(before=before, reason=old.reason or "?")
        lines += [Content.styled(" " * AT + line, "$text-muted") for line in fold(words, WIDTH)]
    return lines


class RecentDialog(PageDialog):
    """What was answered at one item before."""

    def __init__(self, dont: Dont, lines: list[Content], unread: Sequence[str]) -> None:
        none = empty_words(unread, _("Nothing was answered here in the last eight weeks."))
        shown = lines or [Content(none)]
        super().__init__(Content("\n").join([Content.styled(str(dont.official), "bold"), Content(""), *shown]))
