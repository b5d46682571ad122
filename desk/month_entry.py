"""A month that was filled in on paper, typed in: a row an item, a digit a day. What is typed is late, and says so."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from content.marks import DontList, Mark
from content.period import Period
from content.words import _, ngettext
from content.workdays import away_and_on_duty, due_days
from desk.desk import Desk
from storage.errors import ChangedElsewhere
from storage.records import SelfCheck

DIGITS = {"1": Mark.KEPT, "2": Mark.PARTLY, "3": Mark.NOT_KEPT, "4": Mark.NOT_FACED}
BLANK = frozenset("0-.·。空")
MOST_SHOWN = 5
Taken = tuple[tuple[date, str, Mark], ...]


@dataclass(frozen=True)
class MonthEntry:
    """What was typed of a month, against what is there."""

    month: Period
    """The month."""
    new: Taken
    """Marks at days and items that are blank: these are saved."""
    same: int
    """How many say what is there already."""
    other: tuple[tuple[date, str, Mark, Mark], ...]
    """Day, item, what is there, what was typed: these stay as they are."""
    start: date | None = None
    """The day from which on checks will be due, where saving moves it; None where it stays."""
    start_before: date | None = None
    """The day it was before that; None where nothing was recorded yet."""
    more_due: int = 0
    """How many more days will be due then."""
    off: tuple[date, ...] = ()
    """The days of new marks that are days off, not on duty."""
    away: tuple[date, ...] = ()
    """The days of new marks that would be due but for leave."""


def _signs(text: str) -> str:
    """A row as it is read: full-width digits are digits; blanks at its end say nothing."""
    return unicodedata.normalize("NFKC", text.rstrip())


def row_fault(text: str, month: Period, today: date) -> str:
    """What is wrong with an item's row, and at which day; empty when it can be read.

    A blank within it may be a day left empty or a gap between weeks: nobody here knows which, so it is asked.
    """
    signs = _signs(text)
    for day, sign in enumerate(signs, 1):
        if sign.isspace():
            return _("Day {day}: a blank. Write 0 for a day that was not checked; leave no gaps.").format(day=day)
        if sign not in DIGITS and sign not in BLANK:
            words = _("Day {day}: {sign}. Only 1 2 3 4, and 0 for blank, a digit a day.")
            return words.format(day=day, sign=sign)
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
        for place, sign in enumerate(_signs(text)):
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
    return _with_days(desk, _with_start(desk, MonthEntry(month, tuple(sorted(new)), same, tuple(sorted(other)))))


def _with_days(desk: Desk, entry: MonthEntry) -> MonthEntry:
    """The same with those of its days of new marks on which nothing is due."""
    leaves, on_duty = away_and_on_duty((one.day, one.last_day, one.kind) for one in desk.journal.leaves.all())
    desk.journal.files.must_be_read("leaves")
    month, days = entry.month, sorted({day for day, _item, _mark in entry.new})
    usual = due_days(month, (), None, month.last, desk.calendar, on_duty)
    due = due_days(month, leaves, None, month.last, desk.calendar, on_duty)
    return replace(
        entry,
        off=tuple(day for day in days if day not in usual),
        away=tuple(day for day in days if day in usual and day not in due),
    )


def _with_start(desk: Desk, entry: MonthEntry) -> MonthEntry:
    """The same with the day from which on checks will be due, where its first new mark moves that."""
    before = desk.journal.first_due_day()
    profile = desk.journal.profile()
    desk.journal.files.must_be_read("profile", "leaves")
    if profile.joined_day or not entry.new or (before is not None and before <= entry.new[0][0]):
        return entry
    start = entry.new[0][0]
    until = min(desk.today(), profile.left_day or desk.today())
    last = before - timedelta(days=1) if before else until
    away, on_duty = away_and_on_duty((one.day, one.last_day, one.kind) for one in desk.journal.leaves.all())
    due = due_days(Period(start, max(start, last)), away, start, until, desk.calendar, on_duty)
    return replace(entry, start=start, start_before=before, more_due=len(tuple(due)))


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
                    made = made.answered(now, item, mark=mark, from_paper=True)
                return made

            journal.checks.edit(SelfCheck.uid_of(day, dont_list.id), day, edit)
    return len(entry.new)


@dataclass(frozen=True)
class Filled:
    """The marks of a month that were typed in last, all at one moment."""

    at: datetime
    """When."""
    marks: Taken
    """Which, as they still stand there."""


def filled_last(desk: Desk, dont_list: DontList, month: Period) -> Filled | None:
    """What rows of a month entered last and still stands as it was; None where nothing does.

    A mark of the same moment that was set day by day is none of it: it is not taken out with them.

    Raises:
        NotRead: what is there could not be read.
    """
    checks = [one for one in desk.journal.checks.within(month) if one.list_id == dont_list.id]
    desk.journal.files.must_be_read("checks")
    found = [
        (answer.written_at, check.day, answer.item, answer.mark)
        for check in checks
        for answer in check.answers
        if answer.mark and answer.from_paper
    ]
    if not found:
        return None
    at = max(found)[0]
    return Filled(at, tuple(sorted((day, item, mark) for then, day, item, mark in found if then == at)))


def take_out(desk: Desk, dont_list: DontList, filled: Filled) -> int:
    """Take out what was typed in last, as if it never had been; how many marks.

    Raises:
        ChangedElsewhere: something was changed there since it was looked at; nothing was taken out.
        StorageError: it could not be saved; nothing was taken out.
    """
    now, shelf = desk.now(), desk.journal.checks
    with desk.journal.files.transaction():
        for day in sorted({day for day, _item, _mark in filled.marks}):
            check = shelf.get(SelfCheck.uid_of(day, dont_list.id), near=day)
            out = [item for at, item, _mark in filled.marks if at == day]
            if check is None or any(one is None or one.written_at != filled.at for one in map(check.answer, out)):
                raise ChangedElsewhere(check)
            answers = tuple(one for one in check.answers if one.item not in out)
            if answers:
                shelf.change(check, lambda there, answers=answers: there.changed(now, answers=answers))  # type: ignore[misc]
            else:
                shelf.take_back(check)
    return len(filled.marks)


def filled_words(filled: Filled, dont_list: DontList) -> str:
    """When it was typed in, how many marks, and each of them: an item and a mark a line, with its days."""
    from content.dates import day_words
    from content.marks import mark_words
    from storage.clock import local_day

    words = _("Typed in on {day}, {time}: {n} marks.")
    when = {"day": day_words(local_day(filled.at)), "time": f"{filled.at.astimezone():%H:%M}"}
    lines = [words.format(n=len(filled.marks), **when)]
    names = {one.id: str(one.short) for one in dont_list.donts}
    for item in dict.fromkeys((*names, *(item for _day, item, _mark in filled.marks))):
        for mark in Mark:
            if days := [str(day.day) for day, at, one in filled.marks if (at, one) == (item, mark)]:
                each = ngettext("  {item}, {mark}: day {days}", "  {item}, {mark}: days {days}", len(days))
                lines.append(each.format(item=names.get(item, item), mark=mark_words(mark), days=_(", ").join(days)))
    return "\n".join(lines)


def _start_words(start: date, before: date | None, more: int) -> str:
    """That saving moves the day from which on checks are due, and what that does to every count."""
    from content.dates import day_words

    if before is None:
        return _("Checks will be due from {day} on: {n} days up to today.").format(day=day_words(start), n=more)
    if not more:
        words = _("Checks are due from {before} on; saved, from {day} on: no more due days.")
    else:
        words = _("Checks are due from {before} on; saved, from {day} on: {n} more due days, blank ones count too.")
    return words.format(before=day_words(before), day=day_words(start), n=more)


def entry_words(entry: MonthEntry, names: Mapping[str, str]) -> str:
    """What would be saved, and what stays, in a few lines."""
    from content.dates import day_words, short_day
    from content.marks import mark_words

    lines = [_("New marks: {n}, saved as entered late").format(n=len(entry.new))]
    for words, named in (
        (_("Days off among them, are these meant? {days}"), entry.off),
        (_("Days of leave among them, are these meant? {days}"), entry.away),
    ):
        if named:
            lines.append(words.format(days=_(", ").join(short_day(day, entry.month.first) for day in named)))
    if entry.start is not None:
        lines.append(_start_words(entry.start, entry.start_before, entry.more_due))
    if entry.same:
        lines.append(_("There already, the same: {n}").format(n=entry.same))
    if entry.other:
        lines.append(_("There already and otherwise, these stay: {n}").format(n=len(entry.other)))
        for day, item, there, typed in entry.other[:MOST_SHOWN]:
            words = _("  {day} {item}: there {there}, typed {typed}")
            said = {"day": day_words(day), "item": names.get(item, item)}
            lines.append(words.format(there=mark_words(there), typed=mark_words(typed), **said))
        if (more := len(entry.other) - MOST_SHOWN) > 0:
            lines.append(ngettext("  and {n} more", "  and {n} more", more).format(n=more))
    return "\n".join(lines)
