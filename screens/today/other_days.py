"""Days gone by: another day, why an answer is changed after its day, and what was answered at an item before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from textual.content import Content

from content.cells import fold, pad
from content.dates import short_day
from content.marks import Dont, mark_words
from content.period import Period
from content.words import _
from screens.kit.base import Room
from screens.kit.checks import Fault, day_of, empty_field, understood, wrong_day, wrong_length
from screens.kit.form import Field, FormDialog, Values
from screens.kit.page import PageDialog
from storage.records import Answer, SelfCheck, clean_line

RECENT_DAYS = 56


async def ask_day(room: Room) -> date | None:
    """Another day up to today, or None; in a step."""
    today, calendar = room.desk.today(), room.desk.calendar

    def fault(values: Values) -> Fault:
        if wrong := wrong_day(values, ("day",), today, calendar):
            return wrong
        if (day_of(values["day"], today, calendar) or today) > today:
            return "day", _("That day has not come yet.")
        return None

    field = Field("day", _("Day"), hint=_("such as 11-20; today when left empty"))
    form = FormDialog(
        _("Another day"), (field,), fault, note=understood({"day": _("Day")}, today, calendar), does=_("go there")
    )
    values = await room.ask(form)
    return None if values is None else day_of(values["day"], today, calendar) or today


async def ask_why(room: Room, dont: Dont, day: date) -> str | None:
    """Why an answer is changed after its day, or None when it is not to be changed; in a step."""
    field = Field("reason", _("Why"), hint=_("one sentence; the old answer is kept beside the new one"))

    def fault(values: Values) -> Fault:
        return empty_field(values, {"reason": _("Say why it is changed now.")}) or wrong_length(values)

    title = _("Change the answer of {day}").format(day=short_day(day, room.desk.today()))
    values = await room.ask(FormDialog(title, (field,), fault, explain=str(dont.official)))
    return None if values is None else clean_line(values["reason"])


async def show_recent(room: Room, dont: Dont) -> None:
    """Show what was answered at an item in the last eight weeks; a step."""
    desk, today = room.desk, room.desk.today()
    period = Period(today - timedelta(days=RECENT_DAYS - 1), today)
    checks = await room.attempt(lambda: desk.journal.checks.within(period))
    if checks is not None:
        await room.ask(RecentDialog(dont, recent_lines(reversed(checks), dont, today)))


def recent_lines(checks: Iterable[SelfCheck], dont: Dont, today: date) -> list[Content]:
    """What stands at an item on each day, with what stood there before a change and why it was changed."""
    lines: list[Content] = []
    for check in checks:
        answer = check.answer(dont.id)
        if answer is not None and (answer.mark or answer.sentence or answer.earlier):
            lines += _answer_lines(check.day, answer, today)
    return lines


def _answer_lines(day: date, answer: Answer, today: date) -> list[Content]:
    wrote = answer.wrote_on
    words = _("changed on {day}") if answer.earlier else _("filled in on {day}")
    late = words.format(day=short_day(wrote, today)) if wrote > day else ""
    said = "  ".join(filter(None, (late, " ".join(answer.sentence.split()))))
    head = (pad(short_day(day, today), 12) + pad(mark_words(answer.mark), 13), "bold")
    first, *others = fold(said, 48)
    lines = [Content.assemble(head, first), *(Content(" " * 25 + line) for line in others)]
    for old in reversed(answer.earlier):
        before = " ".join(filter(None, (mark_words(old.mark), " ".join(old.sentence.split()))))
        words = _("before: {before}; changed because: {reason}").format(before=before, reason=old.reason or "?")
        lines += [Content.styled(" " * 25 + line, "$text-muted") for line in fold(words, 48)]
    return lines


class RecentDialog(PageDialog):
    """What was answered at one item before."""

    def __init__(self, dont: Dont, lines: list[Content]) -> None:
        shown = lines or [Content(_("Nothing was answered here in the last eight weeks."))]
        super().__init__(Content("\n").join([Content.styled(str(dont.official), "bold"), *shown]))
