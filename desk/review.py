"""Looking back over a period: long jobs that only read, so that screen and command say the same."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from content.dates import period_words
from content.period import Period, Span
from content.words import _
from desk.desk import Desk
from desk.hours_table import hours_now
from reports import formats
from reports.figures import records_of
from reports.hours import Hours
from reports.item_days import blank_days
from reports.quiz_topics import TopicAnswers, by_topic
from reports.review import Reviewed, reviewed
from reports.review_document import Review, document
from reports.shares import compared, days_needed
from storage.submission import safe_name

SUFFIXES = (".docx", ".md")
REVIEWED = ("checks", "matters", "notes", "attempts", "leaves")  # the kinds of which a review is made


def read_review(desk: Desk, period: Period) -> Reviewed:
    """The days of a period, item by item, and their counts.

    Raises:
        NotRead: part of it could not be read, so that every count could be too small.
    """
    desk.must_know_days()
    return reviewed(desk.journal, period, desk.today(), desk.lists, desk.calendar)


def all_blank_days(desk: Desk) -> tuple[date, ...]:
    """Every due day up to today on which something was left blank.

    Raises:
        NotRead: part of it could not be read.
    """
    desk.must_know_days()
    since, today = desk.journal.first_due_day(), desk.today()
    desk.journal.files.must_be_read("checks", "profile")
    if since is None or since > today:
        return ()
    records = records_of(desk.journal, Period(since, today), today, desk.calendar)
    return tuple(blank_days(records, desk.lists))


def read_hours(desk: Desk, period: Period) -> Hours:
    """The hours of study of a period's year.

    Raises:
        NotRead: some notes could not be read, so that the hours could be too few.
    """
    return hours_now(desk, period.first.year)


def read_topics(desk: Desk, period: Period) -> tuple[tuple[TopicAnswers, ...], Mapping[str, str]]:
    """The answers of a period by topic, and the stems of the questions by their ids.

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


def whole_review(desk: Desk, period: Period, parts: Span) -> Review:
    """Everything the pages of a period say; shares by those parts, beside the same a year before.

    Raises:
        NotRead: part of it could not be read, so that every count could be too small.
        PackError: the system did not let a pack be read.
    """
    read, topics = read_review(desk, period), read_topics(desk, period)[0]
    longer = read_review(desk, days_needed(period))
    due, today = longer.records.due_days, desk.today()
    shares = [
        (row, tuple(compared(row, due, period, parts, today)))
        for row in longer.rows
        if not row.is_personal and any(row.dont.id == one.dont.id for one in read.rows)
    ]
    return Review(desk.journal.profile().name, read, parts, tuple(shares), topics, desk.calendar)


def review_files(desk: Desk, period: Period, parts: Span, folder: Path) -> dict[Path, bytes]:
    """What would be saved in a folder: the review as Word and Markdown."""
    review = whole_review(desk, period, parts)
    whose = [safe_name(review.name)] if review.name else []
    stem = "_".join([*whose, period_words(period), _("review", context="file")])
    return {folder / f"{stem}{suffix}": formats.write(document(review), suffix, desk.fonts) for suffix in SUFFIXES}
