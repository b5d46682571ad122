"""What a period comes to when one looks back on it: its days item by item, its counts, what was listed from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from content.calendar import Calendar
from content.dates import day_words, short_day
from content.marks import DontLists
from content.period import Period
from content.words import _
from reports.figures import Figures, ItemFigures, PeriodRecords, figures, records_of
from reports.item_days import ItemDay, ItemRow, blank_days, item_rows
from reports.terms import day_in
from storage.journal import Journal
from storage.records import Matter

LONGEST = 36_525  # days of a period that is looked back on: a hundred years
Listed = Mapping[tuple[str, str], tuple[Matter, ...]]  # by check and item


@dataclass(frozen=True)
class Reviewed:
    """The days of a period, item by item, and their counts."""

    records: PeriodRecords
    """What they are counted from."""
    figures: Figures
    """The counts."""
    rows: tuple[ItemRow, ...]
    """Every item through the days."""
    blank: tuple[date, ...]
    """The due days with something left blank."""
    since: date | None
    """The day from which on checks are due."""
    listed: Listed
    """What was listed for correction."""

    def listed_from(self, row: ItemRow, day: ItemDay) -> tuple[Matter, ...]:
        """What was listed for correction from an item of a day."""
        return self.listed.get((day.check_uid, row.dont.id), ())


def reviewed(journal: Journal, period: Period, today: date, lists: DontLists, calendar: Calendar) -> Reviewed:
    """The days of a period; only reads.

    Raises:
        NotRead: part of it could not be read, so that every count could be too small.
    """
    records, since = records_of(journal, period, today, calendar), journal.first_due_day()
    journal.files.must_be_read("checks", "profile")
    return Reviewed(
        records,
        figures(records, lists),
        tuple(item_rows(records, lists, calendar, since)),
        tuple(blank_days(records, lists)),
        since,
        _listed(journal, period, today),
    )


def _listed(journal: Journal, period: Period, today: date) -> Listed:
    """What was listed for correction from a check of the period or later."""
    shelf, found = journal.matters, defaultdict[tuple[str, str], list[Matter]](list)
    for matter in (*shelf.open(), *shelf.closed_within(Period(period.first, max(today, period.last)))):
        if matter.check_uid:
            found[matter.check_uid, matter.item].append(matter)
    return {key: tuple(matters) for key, matters in found.items()}


def days_words(read: Reviewed) -> list[str]:
    """How many days were due and answered, the most telling first: 已自查18天（应自查20天）, 未填2天, …"""
    if words := _nothing_words(read):
        return [words]
    until = _("up to {day}").format(day=short_day(read.records.today, read.records.today))
    return [*_counts(read.figures), *([until] if _runs(read) else [])]


def days_sentence(read: Reviewed) -> str:
    """The same as a sentence: 截至11月28日，已自查18天（应自查20天）；未填2天。."""
    if words := _nothing_words(read):
        return words
    counts = _("; ").join(_counts(read.figures)) + _(".")
    if not _runs(read):
        return counts
    today = read.records.today
    return _("Up to {day}, {counts}").format(day=day_in(today, read.records.period.first), counts=counts)


def _runs(read: Reviewed) -> bool:
    return read.records.period.last > read.records.today


def _nothing_words(read: Reviewed) -> str:
    """Why nothing can be counted, as a sentence; empty when something can."""
    period = read.records.period
    if period.first > read.records.today:
        return _("This period has not come yet.")
    if read.since is None:
        return _("No self-check was recorded yet.")
    if period.last < read.since:
        return _("Checks are due from {day} on.").format(day=day_words(read.since))
    return ""


def _counts(found: Figures) -> list[str]:
    """What was late or changed is counted on days filled in partly too: the calendar marks those as well."""
    more = [_("{done} of {due} due days checked").format(done=found.answered_days, due=found.due_days)]
    if found.partly_days:
        more.append(_("{n} filled in partly", context="days").format(n=found.partly_days))
    if blank := found.due_days - found.answered_days - found.partly_days:
        more.append(_("{n} blank", context="days").format(n=blank))
    if late := found.late_days + found.partly_late_days:
        more.append(_("{n} late", context="days").format(n=late))
    if changed := found.changed_days + found.partly_changed_days:
        more.append(_("{n} changed later", context="days").format(n=changed))
    return more


def figures_of(items: Iterable[ItemFigures], item: str) -> ItemFigures | None:
    """The counts of an item."""
    return next((one for one in items if one.item == item), None)


def too_long_words(period: Period) -> str:
    """Why a period cannot be looked back on as a whole, in one line; empty when it can."""
    too_long = (period.last - period.first).days >= LONGEST
    return _("A period has a hundred years at most. Name a shorter one.") if too_long else ""
