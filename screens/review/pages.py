"""Which pages there are, which days each shows, and how each is read and made."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from content.period import Period, Span
from content.words import mark_for_translation
from desk.desk import Desk
from desk.review import read_hours, read_review, read_topics
from reports.item_days import row_of
from reports.shares import days_needed
from screens.review.matters_page import MattersPage
from screens.review.page import Around, LinesPage
from screens.review.sentences_page import SentencesPage
from screens.review.shares_page import SharesPage
from screens.review.study_pages import HoursPage, QuizPage

MONTH, YEAR, SHARES, SENTENCES = "month", "year", "shares", "sentences"
MATTERS, HOURS, QUIZ = "matters", "hours", "quiz"
TITLES = {
    MONTH: mark_for_translation("Month", context="page"),
    YEAR: mark_for_translation("Year", context="page"),
    SHARES: mark_for_translation("Shares", context="page"),
    SENTENCES: mark_for_translation("Sentences", context="page"),
    MATTERS: mark_for_translation("Matters", context="page"),
    HOURS: mark_for_translation("Hours", context="page"),
    QUIZ: mark_for_translation("Quiz", context="page"),
}
GRIDS = (MONTH, YEAR)  # pages with days to go through
BY_ITEM = (YEAR, SHARES, SENTENCES)  # pages about one item, or all together
WITH_DETAILS = (SHARES, SENTENCES, MATTERS)  # pages that say more about the selected line
FIXED_SPANS = {
    MONTH: Span.MONTH,
    YEAR: Span.YEAR,
    SHARES: Span.YEAR,
    HOURS: Span.YEAR,
}  # what the others show is chosen
KINDS_OF = {
    MONTH: ("checks",),
    YEAR: ("checks",),
    SHARES: ("checks",),
    HOURS: ("notes",),
    SENTENCES: ("checks",),
    MATTERS: ("matters",),
    QUIZ: ("attempts",),
}  # what is read for each page
SPANS = (Span.YEAR, Span.QUARTER, Span.MONTH, Span.WEEK)
PARTS = (Span.MONTH, Span.QUARTER, Span.WEEK)  # of a year, on the page of shares


class Wanted(NamedTuple):
    """What is to be shown: a page of a period, of an item by its key."""

    page: str
    """One of the pages."""
    period: Period
    """Its days."""
    parts: Span = Span.MONTH
    """The parts of a year."""
    item: str = ""
    """The item; empty: the first, or all."""
    like_by_like: bool = False
    """Whether sentences that are much alike stand together."""


def job_of(wanted: Wanted) -> Callable[[Desk], Any]:
    """What reads the page's records: a long job."""
    if wanted.page == HOURS:
        return partial(_with, read_hours, wanted.period)
    if wanted.page == QUIZ:
        return partial(_with, read_topics, wanted.period)
    period = days_needed(wanted.period) if wanted.page == SHARES else wanted.period
    return partial(_with, read_review, period)


def _with(job: Callable[[Desk, Period], Any], period: Period, desk: Desk) -> Any:
    return job(desk, period)


def page_of(wanted: Wanted, read: Any, around: Around) -> LinesPage:
    """The page made of what was read for it."""
    if wanted.page == HOURS:
        return HoursPage(read, around)
    if wanted.page == QUIZ:
        topics, stems = read
        return QuizPage(topics, stems, around)
    if wanted.page == MATTERS:
        return MattersPage(read, wanted.period, around)
    row = row_of(read.rows, wanted.item) or next(iter(read.rows), None)
    if wanted.page == SHARES:
        return SharesPage(read, row, wanted.period, wanted.parts, around)
    return SentencesPage(read, row, around, like_by_like=wanted.like_by_like)


def span_of(page: str, chosen: Span) -> Span:
    """How long a page's period is."""
    return FIXED_SPANS.get(page, chosen)
