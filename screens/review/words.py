"""What Review says above its pages, and of itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from textual.content import Content

from content.cells import cell_len
from content.period import Span
from content.words import _, mark_for_translation, ngettext
from desk.words.unread import incomplete_words
from reports.hours import Hours, hours_words
from reports.item_days import ItemRow
from reports.review import Reviewed, days_words
from screens.review.pages import GRIDS, QUIZ, SENTENCES, SHARES, YEAR, Wanted

WORDS = mark_for_translation(
    "What you recorded, to look back on; it stays here. Tab changes the page.\n"
    "Month: an item a line, a day in two cells; the signs are explained beneath, and beneath a day stands whether "
    "something was filled in late or changed. Year: the same, a week a column, of all items together or of one "
    "({review.item}). The arrows and the mouse go to a day, Enter opens it in Today, {review.next_blank} goes to the "
    "next due day with something left blank.\n"
    "Shares: on how many of the due days an item stood in each state, and the same a year before. Sentences: what was "
    "written at an item and what came of it; {review.like} puts much alike beside each other. Matters, hours and quiz "
    "are counted. Enter shows the records behind a line. {review.period} takes any period.\n"
    "Every number says what it is out of. Nothing is rated or ranked."
)


def span_words(span: Span) -> str:
    """How long a period is: 按周, 按月, 按季度, 按年."""
    return {
        Span.WEEK: _("by week"),
        Span.MONTH: _("by month"),
        Span.QUARTER: _("by quarter"),
        Span.YEAR: _("by year"),
    }[span]


def head_words(
    wanted: Wanted, read: Any, row: ItemRow | None, today: date, *, is_whole: bool, key: str, unread: Sequence[str]
) -> list[str]:
    """What stands beside the period: which item it is about, and how complete it is or what the page comes to.

    key: what opens today, named where no day was answered yet.
    """
    if wanted.period.first > today:
        return [_("This period has not come yet.")]
    item = str(row.dont.short) if row else ""
    lacking = [incomplete_words(unread)] if unread else []
    if lacking and wanted.page in GRIDS:  # days of which nobody knows are not counted as blank
        return lacking
    if wanted.page in GRIDS and isinstance(read, Reviewed):
        which = [] if wanted.page != YEAR else [_("all items") if is_whole else item]
        opens = [] if read.since else [_("{key} opens today.").format(key=key)]
        return [*which, *days_words(read), *opens]
    if wanted.page in (SHARES, SENTENCES):
        return [item, *lacking]
    if isinstance(read, Hours):
        return [*lacking, hours_words(read)]
    if wanted.page == QUIZ and read[0]:
        answers = sum(len(one.attempts) for one in read[0])
        words = ngettext("{n} answer, {right} right", "{n} answers, {right} right", answers)
        return [*lacking, words.format(n=answers, right=sum(one.right for one in read[0]))]
    return lacking


def head_line(title: str, words: Sequence[str], width: int) -> Content:
    """The period, and beside it as much as there is room for, the most telling first."""
    said = ""
    for part in words:
        more = f"{said}  {part}" if said else part
        if cell_len(title) + 4 + cell_len(more) > width:
            break
        said = more
    return Content.assemble((title, "bold"), f"    {said}" if said else "")


def hint_words(wanted: Wanted) -> str:
    """How the page is turned now."""
    if wanted.page == SHARES:
        return span_words(wanted.parts)
    if wanted.page == SENTENCES:
        return _("alike together") if wanted.like_by_like else _("latest first")
    return ""
