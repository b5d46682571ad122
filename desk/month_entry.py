"""A month that was filled in on paper, typed in: a row an item, a digit a day. What is typed is late, and says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from content.marks import DontList, Mark
from content.period import Period
from content.words import _
from desk.desk import Desk
from storage.errors import ChangedElsewhere
from storage.records import SelfCheck

DIGITS = {"1": Mark.KEPT, "2": Mark.PARTLY, "3": Mark.NOT_KEPT, "4": Mark.NOT_FACED}
BLANK = frozenset("0-.·。空")


@dataclass(frozen=True)
class MonthEntry:
    """What was typed of a month, against what is there."""

    month: Period
    """The month."""
    new: tuple[tuple[date, str, Mark], ...]
    """Marks at days and items that are blank: these are saved."""
    same: int
    """How many say what is there already."""
    other: tuple[tuple[date, str, Mark, Mark], ...]
    """Day, item, what is there, what was typed: these stay as they are."""


def row_fault(text: str, month: Period, today: date) -> str:
    """What is wrong with an item's row; empty when it can be read."""
    signs = "".join(text.split())
    if unknown := sorted(set(signs) - set(DIGITS) - BLANK):
        return _("{signs}: only 1 2 3 4, and 0 for blank, a digit a day.").format(signs=" ".join(unknown[:5]))
    days = len(list(month))
    if len(signs) > days:
        return _("{n} digits, but the month has {days} days.").format(n=len(signs), days=days)
    marked = [month.first + timedelta(place) for place, sign in enumerate(signs) if sign in DIGITS]
    if marked and marked[-1] > today:
        return _("Day {day} has not come yet.").format(day=marked[-1].day)
    return ""


def read_month(desk: Desk, dont_list: DontList, month: Period, rows: Mapping[str, str]) -> MonthEntry:
    """What rows of digits say, by item, against what is there. Every row is one that `row_fault` let pass.

    Raises:
        NotRead: what is there could not be read.
    """
    desk.must_know_days()
    checks = {one.day: one for one in desk.journal.checks.within(month) if one.list_id == dont_list.id}
    desk.journal.files.must_be_read("checks")
    new, same, other = [], 0, []
    for item, text in rows.items():
        for place, sign in enumerate("".join(text.split())):
            if (mark := DIGITS.get(sign)) is None:
                continue
            day = month.first + timedelta(place)
            there = checks[day].mark(item) if day in checks else None
            if there is None:
                new.append((day, item, mark))
            elif there is mark:
                same += 1
            else:
                other.append((day, item, there, mark))
    return MonthEntry(month, tuple(sorted(new)), same, tuple(sorted(other)))


def save_month(desk: Desk, dont_list: DontList, entry: MonthEntry) -> int:
    """Save what was blank, in one change; how many marks.

    Raises:
        ChangedElsewhere: something was answered there since it was looked at; nothing was saved.
        StorageError: it could not be saved; nothing was.
    """
    now, journal = desk.now(), desk.journal
    with journal.files.transaction():
        for day in sorted({day for day, _item, _mark in entry.new}):
            marks = [(item, mark) for at, item, mark in entry.new if at == day]

            def edit(check: SelfCheck | None, day: date = day, marks: list[tuple[str, Mark]] = marks) -> SelfCheck:
                uid = SelfCheck.uid_of(day, dont_list.id)
                made = check or SelfCheck.new(now, day, uid=uid, list_id=dont_list.id, edition=dont_list.edition)
                for item, mark in marks:
                    if made.mark(item) is not None:
                        raise ChangedElsewhere(made.answer(item))
                    made = made.answered(now, item, mark=mark)
                return made

            journal.checks.edit(SelfCheck.uid_of(day, dont_list.id), day, edit)
    return len(entry.new)


def entry_words(entry: MonthEntry, names: Mapping[str, str]) -> str:
    """What would be saved, and what stays, in a few lines."""
    from content.dates import day_words
    from content.marks import mark_words

    lines = [_("New marks: {n}, saved as entered late").format(n=len(entry.new))]
    if entry.same:
        lines.append(_("There already, the same: {n}").format(n=entry.same))
    if entry.other:
        lines.append(_("There already and otherwise, these stay: {n}").format(n=len(entry.other)))
        for day, item, there, typed in entry.other[:5]:
            words = _("  {day} {item}: there {there}, typed {typed}")
            said = {"day": day_words(day), "item": names.get(item, item)}
            lines.append(words.format(there=mark_words(there), typed=mark_words(typed), **said))
    return "\n".join(lines)
