"""The notice of a period (报送通知): which period, by when, what is asked for, and where it is put."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from content.dates import day_words, period_words, weekday_words
from content.period import Period
from content.words import _
from reports.document import Addressee, Document, Paragraph, Signature
from reports.terms import days_words


@dataclass(frozen=True)
class Call:
    """What a branch asks of its members for a period."""

    branch: str
    """Who asks."""
    period: Period
    """What it is about."""
    due_day: date
    """By when."""
    today: date
    """The day of the notice."""
    asked: str = ""
    """What is asked for; empty: what a submission holds at first, and problems one by one."""
    where: str = ""
    """Where the file is put; empty: it is handed to the secretary."""


def document(call: Call) -> Document:
    """The notice as a document."""
    period = period_words(call.period)
    return Document(
        _("Notice: submissions for {period}").format(period=period),
        (
            Addressee(_("To all members of the branch:")),
            *(Paragraph(line) for line in _lines(call)),
            Signature(call.branch or _("(branch)"), call.today),
        ),
    )


def text(call: Call) -> str:
    """The same as a text to be copied: its lines are not folded, since another program folds them."""
    page = document(call)
    lines = [page.title]
    for block in page.blocks:
        if isinstance(block, Addressee | Paragraph):
            lines.append(block.text)
        elif isinstance(block, Signature):
            lines += [block.name, block.day_written]
    return "\n".join(lines)


def _lines(call: Call) -> Iterator[str]:
    yield _("These are due for {period}.").format(period=period_words(call.period))
    points = (
        _("Period: {days}.").format(days=days_words(call.period.first, call.period.last)),
        _("Content: {text}").format(text=_as_sentence(call.asked) or usually_asked()),
        _("By when: {day} ({weekday}).").format(day=day_words(call.due_day), weekday=weekday_words(call.due_day)),
        _("How: in sixdonts press F7 (Share), choose the period, tick what is to leave, and save. {where}").format(
            where=_where(call)
        ),
        _("Nothing leaves that was not ticked. Classified content must not be in it."),
    )
    for number, point in enumerate(points, 1):
        yield _("{n}. {text}", context="notice").format(n=number, text=point)


def _as_sentence(text: str) -> str:
    """The words with a stop at their end."""
    return text if not text or text[-1] in "。.！!？?；;" else _("{text}.").format(text=text)


def _where(call: Call) -> str:
    if call.where:
        return _("Put the submission file (.txt) here: {place}.").format(place=call.where)
    return _("Hand the submission file (.txt) to the branch secretary.")


def usually_asked() -> str:
    """What is asked for where nothing else was said."""
    return _("days checked, hours of study and leave; problems for the branch's list, ticked one by one.")
