"""What the lines of Today say: the day, how much is answered, what is owed an answer, the counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from textual.content import Content

from content.calendar import Calendar
from content.cells import cell_len, cut, fit, fold, pad
from content.dates import day_words, weekday_words
from content.hours import hours
from content.marks import DontList
from content.words import _, ngettext
from content.workdays import HALVES, LeaveKind
from desk.words.due import due_words
from desk.words.fault_line import fault_line
from screens.kit.due import due_style
from screens.today.owed import owed
from storage.glance import Glance

LINE_WIDTH = 76  # cells of a line, from the edge on
SPINE = 14  # where, from the edge on, what belongs to a row begins
GIVER_AT = 64
COUNTS_LEFT = 2
OPEN_MATTERS = "matters/open.json"


class Named(NamedTuple):
    """The keys that the lines name: they may have been given others."""

    note: str = "F9"
    matters: str = "F5"
    marks: tuple[str, ...] = ("1", "2", "3", "4")
    session: str = "9"


USUAL = Named()


def day_line(
    seen: Glance, lists: Sequence[DontList], day: date, today: date, calendar: Calendar, is_chosen: bool
) -> Content:
    """The day, what it is, and how much is answered; a day gone by says how to come back, or that it is past midnight.

    `is_chosen`: somebody went to the day; else it was begun, and midnight came.
    """
    left = f"{day_words(day)} {weekday_words(day)}"
    if seen.is_counted:  # looking it up takes as long as a few widgets: the first frame goes without
        left += f" {kind_words(seen, day, calendar)}"
    done = done_words(lists, seen)
    if day < today:
        late = " " + _("late", context="answer") if is_filled_in_late(seen) else ""
        hint = _("Esc: today") if is_chosen else _("past midnight; Esc: the new day")
        past = f"{left}{late}  {hint}"
        if cell_len(past + done) >= LINE_WIDTH:  # that a day is presumed takes room
            past = f"{left}{late}" if is_chosen else f"{day_words(day)}{late}  {hint}"
        past = fit(past, LINE_WIDTH - cell_len(done))
        gap = " " * (LINE_WIDTH - cell_len(past + done))
        return Content.assemble((past + gap, "bold $accent"), (done, "$text-muted"))
    arrows = _("Left/Right other days") + "   "
    right = arrows + done if cell_len(left + arrows + done) < LINE_WIDTH else done
    return Content.assemble((pad(left, LINE_WIDTH - cell_len(right)), "bold"), (right, "$text-muted"))


def is_filled_in_late(seen: Glance) -> bool:
    """Whether all that stands there was filled in after the day (补填); else each item says so that was."""
    said = seen.marks.keys() | seen.sentences.keys()
    return bool(said) and said <= seen.late - seen.changed


def matters_wanted(seen: Glance, named: Named) -> int:
    """How many lines the open matters would take, with their head; or what is said to who begins."""
    return 1 + (len(first_lines(named)) if is_first(seen) else len(seen.open_matters))


def is_first(seen: Glance) -> bool:
    """Whether nothing was recorded here yet, but for what this day says so far."""
    there = seen.complete_days, seen.open_matters, seen.counted_minutes, seen.self_minutes, seen.name, seen.leaves
    return seen.is_counted and not any(there) and not fault_line(seen) and not seen.due_reviews


def first_words(named: Named) -> list[str]:
    """What is said to who begins, while there is nothing else to be said."""
    answering = _("First time? {keys} mark the item; it stays on this computer.")
    return [
        answering.format(keys=" ".join(named.marks)),
        _("Ctrl+P has a tour of the rooms, and a sample office to try."),
    ]


def first_lines(named: Named) -> list[str]:
    """The same on lines beneath the items."""
    return [line for words in first_words(named) for line in fold(words, LINE_WIDTH - SPINE)]


def matters_head(seen: Glance, today: date) -> Content:
    """How many matters are open, and of those how many overdue: 未办结 5 件   超期 1 件."""
    count, over = len(seen.open_matters), sum(1 for one in seen.open_matters if one.due_day and one.due_day < today)
    head = ngettext("{n} open matter", "{n} open matters", count).format(n=count)
    late = "   " + ngettext("{n} overdue", "{n} overdue", over).format(n=over) if over else ""
    return Content.assemble((head, "bold"), (late, "bold $error"))


def no_matters(seen: Glance, named: Named) -> Content:
    """What stands there when no matter is open, or could be read."""
    if OPEN_MATTERS in seen.damaged:
        return Content.styled(_("The open matters cannot be read in full."), "$warning")
    return Content.styled(_("No open matters. {key} notes one.").format(key=named.note), "$text-muted")


def _muted(words: str) -> Content:
    return Content.styled(words, "$text-muted")


def more_words(left: int, named: Named) -> str:
    """How many matters are not shown, and where they are."""
    words = ngettext("and {n} more; {key} shows all", "and {n} more; {key} shows all", left)
    return words.format(n=left, key=named.matters)


def matters_lines(seen: Glance, today: date, calendar: Calendar, room: int, named: Named = USUAL) -> Content:
    """The open matters as far as they have room, the most pressing first: when due, what, who gave it."""
    if not seen.open_matters:
        told = [no_matters(seen, named), *map(_muted, first_lines(named) if is_first(seen) else ())]
        return Content("\n").join(Content.assemble(" " * SPINE, line) for line in told)
    head = matters_head(seen, today)
    quick = _("{key} notes one").format(key=named.note)
    gap = " " * (min(GIVER_AT, LINE_WIDTH - cell_len(quick)) - head.cell_length)
    lines = [Content.assemble(head, gap, (quick, "$text-muted"))]
    fits = max(room - 1, 1)
    rows = owed(seen.open_matters, today, fits)
    shown = rows if len(rows) <= fits else rows[: max(fits - 1, 1)]
    said = [due_words(one.due_day, today, calendar) for one in shown]
    begin = max([SPINE, *(cell_len(words) + 2 for words in said)])  # that a day is presumed takes room
    for one, words in zip(shown, said, strict=True):
        due = pad(words, begin), due_style(one.due_day, today)
        title = pad(one.title, GIVER_AT - begin - 2) + "  " if one.given_by else cut(one.title, LINE_WIDTH - begin)
        lines.append(Content.assemble(due, title, (cut(one.given_by, LINE_WIDTH - GIVER_AT), "$text-muted")))
    if left := len(seen.open_matters) - sum(one.number for one in shown):
        lines.append(Content.styled(" " * SPINE + more_words(left, named), "$text-muted"))
    return Content("\n").join(lines)


def counts_words(seen: Glance, target: int, calendar: Calendar, due: frozenset[date] | None = None) -> list[str]:
    """Reviews, hours and days; or a damaged file. None in the first frame, which counts nothing.

    `due`: the days of the four weeks on which a check was due, once they are known.
    """
    if not seen.is_counted:
        return []
    if fault := fault_line(seen):
        return [fault]
    words = [
        _("{n} to review").format(n=seen.due_reviews),
        _("counted study {hours} h of {target}").format(hours=hours(seen.counted_minutes), target=target),
    ]
    if due:
        checked = len(seen.complete_days & due)
        days = _("4 weeks: {n} of {all} days in full").format(n=checked, all=len(due))
        words.append(calendar.presumed(next(filter(calendar.is_presumed, sorted(due)), None), days))
    return words


def session_words(title: str, named: Named) -> str:
    """That the session of a meeting of that title was begun and not ended, and the key that goes on with it."""
    words, key = _("Session not ended: {title}  {key} goes on"), named.session
    return words.format(title=cut(title, LINE_WIDTH - cell_len(words.format(title="", key=key))), key=key)


def counts_line(words: Sequence[str]) -> Content:
    """The counts on one line: what is to be done and learnt at the left, the days at the right."""
    said = "   ".join(words[:COUNTS_LEFT])
    right = "".join(words[COUNTS_LEFT:])
    gap = max(LINE_WIDTH - cell_len(said) - cell_len(right), 2) if right else 0
    return Content.styled(f"{said}{' ' * gap}{right}", "$text-muted").truncate(LINE_WIDTH)


def done_words(lists: Sequence[DontList], seen: Glance) -> str:
    """已对照 3 / 6, and of a personal list likewise."""
    done, items = lists[0].answered(seen.marks)
    said = _("{done} / {all} answered").format(done=done, all=items)
    for own in lists[1:]:
        done, items = own.answered(seen.marks)
        said += "  " + _("own {done} / {all}").format(done=done, all=items)
    return said


def kind_words(seen: Glance, day: date, calendar: Calendar) -> str:
    """What a day is: a workday, a day off, on leave, on duty."""
    words = calendar.kind_of(day).words
    kinds = {kind for first, last, kind in seen.leaves if first <= day <= last}
    if LeaveKind.WHOLE in kinds or kinds >= set(HALVES):
        return _("on leave")
    if LeaveKind.DUTY in kinds:
        return _("on duty")
    if kinds:
        words += _(", morning off") if LeaveKind.MORNING in kinds else _(", afternoon off")
    return words
