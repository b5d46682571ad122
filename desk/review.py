"""Looking back over a period: read at the desk, counted by reports, so that screen and command say the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from content.period import Period
from desk.desk import Desk
from desk.hours_table import hours_now
from reports.figures import Figures, PeriodRecords, figures, records_of
from reports.hours import Hours
from reports.item_days import ItemDay, ItemRow, blank_days, item_rows
from reports.quiz_topics import TopicAnswers, by_topic
from storage.records import Matter


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
    listed: Mapping[tuple[str, str], tuple[Matter, ...]]
    """What was listed for correction, by check and item."""

    def listed_from(self, row: ItemRow, day: ItemDay) -> tuple[Matter, ...]:
        """What was listed for correction from an item of a day."""
        return self.listed.get((day.check_uid, row.dont.id), ())


def read_review(desk: Desk, period: Period) -> Reviewed:
    """The days of a period. A long job, which only reads.

    Raises:
        NotRead: part of it could not be read, so that every count could be too small.
    """
    desk.must_know_days()
    journal, today, lists, calendar = desk.journal, desk.today(), desk.lists, desk.calendar
    records, since = records_of(journal, period, today, calendar), journal.first_due_day()
    return Reviewed(
        records,
        figures(records, lists),
        tuple(item_rows(records, lists, calendar, since)),
        tuple(blank_days(records, lists)),
        since,
        _listed(desk, period),
    )


def all_blank_days(desk: Desk) -> tuple[date, ...]:
    """Every due day up to today on which something was left blank. A long job, which only reads.

    Raises:
        NotRead: part of it could not be read.
    """
    desk.must_know_days()
    since, today = desk.journal.first_due_day(), desk.today()
    if since is None or since > today:
        return ()
    records = records_of(desk.journal, Period(since, today), today, desk.calendar)
    return tuple(blank_days(records, desk.lists))


def _listed(desk: Desk, period: Period) -> Mapping[tuple[str, str], tuple[Matter, ...]]:
    """What was listed for correction from a check of the period or later, by check and item."""
    shelf, found = desk.journal.matters, defaultdict[tuple[str, str], list[Matter]](list)
    until = max(desk.today(), period.last)
    for matter in (*shelf.open(), *shelf.closed_within(Period(period.first, until))):
        if matter.check_uid:
            found[matter.check_uid, matter.item].append(matter)
    return {key: tuple(matters) for key, matters in found.items()}


def read_hours(desk: Desk, period: Period) -> Hours:
    """The hours of study of a period's year. A long job, which only reads.

    Raises:
        NotRead: some notes could not be read, so that the hours could be too few.
    """
    return hours_now(desk, period.first.year)


def read_topics(desk: Desk, period: Period) -> tuple[tuple[TopicAnswers, ...], Mapping[str, str]]:
    """The answers of a period by topic, and the stems of the questions by their ids. A long job, which only reads.

    Raises:
        NotRead: part of it could not be read, so that every count could be too small.
        PackError: the system did not let a pack be read.
    """
    attempts = desk.journal.attempts.within(period)
    desk.journal.files.must_be_read("attempts")
    packs = desk.packs
    packs.must_be_read()
    asked = {attempt.question_id for attempt in attempts}
    stems = {one.id: " ".join(str(one.stem).split()) for one in packs.questions() if one.id in asked}
    return tuple(by_topic(attempts, packs)), stems
