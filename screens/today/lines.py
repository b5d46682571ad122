"""What the lines of Today say: the day, how much is answered, what is owed an answer, the counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content
from textual.geometry import Size

from content.calendar import Calendar
from content.cells import cell_len, cut, pad
from content.dates import day_words, weekday_words
from content.marks import DontList
from content.words import _, ngettext
from content.workdays import HALVES, LeaveKind
from desk.words.due import due_words
from screens.kit.due import due_style
from screens.today.owed import owed
from screens.today.room import is_wide
from storage.glance import Glance

LINE_WIDTH = 76


def day_line(
    seen: Glance, lists: Sequence[DontList], day: date, today: date, calendar: Calendar, is_chosen: bool
) -> Content:
    """The day, what it is, and how much is answered; a day gone by says how to come back, or that it is past midnight.

    `is_chosen`: somebody went to the day; else it was begun, and midnight came.
    """
    left = f"{day_words(day)} {weekday_words(day)} {kind_words(seen, day, calendar)}"
    done = done_words(lists, seen)
    if day < today:
        late = f" {_('late')}" if is_filled_in_late(seen) else ""
        hint = _("Esc: today") if is_chosen else _("past midnight; Esc: the new day")
        past = f"{left}{late}  {hint}"
        if cell_len(past + done) >= LINE_WIDTH:  # that a day is presumed takes room
            past = f"{left}{late}" if is_chosen else f"{day_words(day)}{late}  {hint}"
        return Content.assemble((pad(past, LINE_WIDTH - cell_len(done)), "bold $accent"), (done, "$text-muted"))
    arrows = _("Left, Right: other days") + "   "
    right = arrows + done if cell_len(left + arrows + done) < LINE_WIDTH else done
    return Content.assemble(pad(left, LINE_WIDTH - cell_len(right)), (right, "$text-muted"))


def is_filled_in_late(seen: Glance) -> bool:
    """Whether all that stands there was filled in after the day (补填); else each item says so that was."""
    said = seen.marks.keys() | seen.sentences.keys()
    return bool(said) and said <= seen.late - seen.changed


def matters_wanted(seen: Glance) -> int:
    """How many lines the open matters would take, with their head."""
    return 1 + len(seen.open_matters)


def matters_lines(seen: Glance, today: date, size: Size, room: int) -> Content:
    """The open matters as far as they have room, the most pressing first."""
    open_matters = seen.open_matters
    wide = is_wide(size)
    head = ngettext("{n} open matter", "{n} open matters", len(open_matters)).format(n=len(open_matters))
    lines = [Content.styled(head, "bold")]
    fits, width = max(room - 1, 1), (size.width - 84) if wide else size.width
    rows = owed(open_matters, today, fits)
    shown = rows if len(rows) <= fits else rows[: max(fits - 1, 1)]
    for due_day, title, _n in shown:
        due = pad(due_words(due_day, today), 14), due_style(due_day, today)
        lines.append(Content.assemble("  ", due, cut(title, max(width - 20, 8))))
    if left := len(open_matters) - sum(n for _due, _title, n in shown):
        more = ngettext("and {n} more; F5 shows all", "and {n} more; F5 shows all", left).format(n=left)
        lines.append(Content.styled("  " + more, "$text-muted"))
    return Content("\n").join(lines)


def counts_line(seen: Glance, target: int) -> Content:
    """Reviews, hours and days; or a damaged file."""
    hours = f"{seen.counted_minutes / 60:.1f}"
    days = len(seen.complete_days)
    parts = [
        _("{n} to review").format(n=seen.due_reviews),
        _("counted study {hours} h of {target}").format(hours=hours.removesuffix(".0"), target=target),
        ngettext("{n} day checked in four weeks", "{n} days checked in four weeks", days).format(n=days),
    ]
    if seen.damaged:
        parts = [cut(_("Not read in full: {file}. Run sixdonts doctor.").format(file=seen.damaged[0]), 78)]
    return Content.styled("   ".join(parts), "$text-muted")


def done_words(lists: Sequence[DontList], seen: Glance) -> str:
    """已对照 3 / 6, and of a personal list likewise."""
    done, items = lists[0].count(seen.marks)
    said = _("{done} / {all} answered").format(done=done, all=items)
    for own in lists[1:]:
        done, items = own.count(seen.marks)
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
