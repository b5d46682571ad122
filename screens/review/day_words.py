"""What is said of a day and an item beneath a grid: its state as a word, when it was written, what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from textual.content import Content

from content.calendar import Calendar
from content.cells import fold_within, pad
from content.dates import short_day, weekday_words
from content.marks import Unmarked, mark_words
from content.words import _
from desk.words.answers import written_words
from desk.words.due import due_words
from reports.figures import ItemFigures
from reports.item_days import ItemDay, ItemRow
from reports.review import Reviewed
from reports.terms import matter_state_words
from screens.kit.marks import MARK_COLOURS
from storage.records import Matter, MatterState

SPINE = 16


def state_words(one: ItemDay, read: Reviewed) -> str:
    """The state of an item on a day in words: a mark, 未填, the name of a day off, 请假 with its reason."""
    if one.mark:
        return one.mark.words
    if one.unmarked is Unmarked.BLANK:
        return mark_words(None)
    if one.unmarked is Unmarked.AWAY:
        reason = next((leave.reason for leave in read.records.leaves if leave.day <= one.day <= leave.last_day), "")
        return _("on leave ({reason})").format(reason=reason) if reason else _("on leave")
    if one.unmarked is Unmarked.OFF or not one.kind.is_workday:
        return one.kind.words
    return _("to come", context="day") if one.day > read.records.today else _("nothing asked")


def day_lines(
    read: Reviewed, row: ItemRow, number: str, one: ItemDay, calendar: Calendar, width: int, room: int
) -> list[Content]:
    """The day, the item and its state, then what was written there, what it was before, and what came of it."""
    today = read.records.today
    colour = f"bold {MARK_COLOURS[one.mark]}" if one.mark else MARK_COLOURS[None]
    when = f"{short_day(one.day, today)} {weekday_words(one.day)}"
    said = [number, str(row.dont.short)]
    written = written_words(one.day, one.answer, today) if one.answer else ""
    head = Content.assemble(
        ("  " + pad(when, SPINE + 4), "bold"), " ".join(said), "  ", (state_words(one, read), colour),
        (f"  {written}" if written else "", "$text-muted"),
    )  # fmt: skip
    if one.mark and (remark := one.kind.remark):
        head = Content.assemble(head, (f"  {remark}", "$text-muted"))
    lines = [head]
    for words, style in _more(one, read.listed_from(row, one), today, calendar):
        left = room - len(lines)
        if left > 0:
            folded = fold_within(words, width - SPINE, min(left, 3))
            lines += [Content.styled(" " * SPINE + line, style) for line in folded]
    return lines


def _more(one: ItemDay, listed: Sequence[Matter], today: date, calendar: Calendar) -> Iterator[tuple[str, str]]:
    if one.answer is not None and one.answer.sentence:
        yield " ".join(one.answer.sentence.split()), ""
    for matter in listed:
        yield listed_words(matter, today, calendar), "$text-muted"
    for old in reversed(one.answer.earlier if one.answer else ()):
        before = " ".join(filter(None, (mark_words(old.mark), " ".join(old.sentence.split()))))
        words = _("before: {before}; changed because: {reason}").format(before=before, reason=old.reason or "?")
        yield words, "$text-muted"


def listed_words(matter: Matter, today: date, calendar: Calendar) -> str:
    """What came of what was listed for correction: 已列入整改：未办结，12月6日; 办结，11月20日：结果."""
    if matter.state is MatterState.OPEN:
        outcome = _("not settled, {when}").format(when=due_words(matter.due_day, today, calendar))
    else:
        outcome = _("{state}, {day}").format(
            state=matter_state_words(matter.state), day=short_day(matter.closed_day, today)
        )
    result = " ".join(matter.result.split())
    words = _("{listed}: {outcome}").format(listed=_("listed for correction"), outcome=outcome)
    return _("{words}. {result}").format(words=words, result=result) if result else words


def item_figures_words(found: ItemFigures | None) -> str:
    """One item's counts on one line: 做到16  部分做到1  未做到1  不涉及0  未填2（应自查20天）."""
    if found is None or not found.marked + found.blank:
        return ""
    words = _("kept {kept}  partly kept {partly}  not kept {not_kept}  not faced {not_faced}  blank {blank} (of {due})")
    return words.format(
        kept=found.kept, partly=found.partly, not_kept=found.not_kept, not_faced=found.not_faced, blank=found.blank,
        due=found.marked + found.blank,
    )  # fmt: skip
