"""What a line of quick-add was taken for, in words, and what was not understood of it."""

from __future__ import annotations

from content.calendar import Calendar
from content.dates import FIRST_YEAR, YEARS_AHEAD, day_in_full
from content.quick import Quick
from content.quick_days import Why
from content.words import _


def quick_words(quick: Quick, calendar: Calendar) -> str:
    """What was understood."""
    due = f"{day_in_full(quick.due_day, calendar)} {quick.hour}".rstrip() if quick.due_day else ""
    given = day_in_full(quick.given_day, calendar) if quick.given_day else ""
    found = (
        (_("Matter"), quick.title),
        (_("Due"), due),
        (_("Given by"), quick.given_by),
        (_("Given on"), given),
        (_("Channel, no."), quick.channel),
    )
    return "  ".join(f"{label} {text}" for label, text in found if text)


def doubt_words(quick: Quick) -> str:
    """That there is no due day, and what was not understood; empty when there is one."""
    if quick.due_day is not None:
        return ""
    if quick.why is None:
        return _("No due day.")
    return _("No due day: {question}").format(question=question_words(quick))


def question_words(quick: Quick) -> str:
    """What has to be asked about the words of time in a line; empty when nothing has to be."""
    if quick.why is None:
        return ""
    words = _(", ").join(f"【{words}】" for words in quick.asked)
    return {
        Why.REPEAT: _("{words} comes again and again; by which day this time?"),
        Why.EVENT: _("{words}: which day is that?"),
        Why.PERIOD: _("{words} is more than one day; which is the due day?"),
        Why.SEVERAL: _("{words}: which of them is the due day?"),
        Why.FUZZY: _("{words}: which day is that?"),
        Why.NOT_DUE: _("{words}: is that the due day?"),
        Why.UNREAL: _("there is no such day as {words}."),
        Why.EARLY: _("{words} lies before {year}; which day is meant?"),
        Why.FAR: _("{words} lies more than {n} years ahead; which day is meant?"),
        Why.PAST: _("{words} is past; which day is meant?"),
        Why.WEEKDAY: _("the day of the week in {words} is not that of the date."),
        Why.UNCLEAR: _("{words}: which day? Write 30 Nov or by 11-30."),
        Why.COUNTED: _("{words}: counted from which day?"),
        Why.LEFT: _("{words} was not understood; is there a due day?"),
    }[quick.why].format(words=words, year=FIRST_YEAR, n=YEARS_AHEAD)
