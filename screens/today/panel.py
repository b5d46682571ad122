"""The second column of Today, from 120 columns: the matters with giver and due day, a calendar of them, the counts.

It adds to what 80 columns show and cuts nothing that they show whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain
from string import ascii_lowercase

from textual.content import Content

from content.calendar import Calendar
from content.cells import cell_len, cut, fold_within, pad
from content.dates import short_day, short_weekday
from content.words import _, ngettext
from desk.words.due import due_words
from screens.kit.due import due_style
from screens.today.due_calendar import calendar_lines, letters_of, shown_days
from screens.today.lines import USUAL, Named, first_words, is_first, matters_head, more_words, no_matters
from screens.today.owed import Owed, owed
from storage.glance import Glance

INDENT = 2  # a letter and a blank
TITLE_LINES = 2
QUIET_LINES = 3  # a file that was not read in full, with what to do
LEAST_SHOWN = 3  # matters that the days leave room for


def panel_lines(
    seen: Glance, today: date, calendar: Calendar, counts: Sequence[str], room: int, width: int, named: Named = USUAL
) -> list[Content]:
    """The head, the matters, the days on which they are due, the counts, in at most `room` lines."""
    head = [matters_head(seen, today) if seen.open_matters else no_matters(seen, named), Content("")]
    if is_first(seen):
        head += [*(line for words in first_words(named) for line in _quiet(words, width)), Content("")]
    last = [line for words in counts for line in _quiet(words, width)]
    free = room - len(head) - len(last)
    days = _days_lines(seen, (), today, calendar)
    shown = _that_fit(seen, today, calendar, free - len(days) - 2, width)
    if len(shown) < min(LEAST_SHOWN, len(seen.open_matters)):
        shown = _that_fit(seen, today, calendar, free, width)
        days = []
    else:
        days = _days_lines(seen, shown, today, calendar)
    blocks = [_block(letter, one, today, calendar, width) for letter, one in zip(ascii_lowercase, shown, strict=False)]
    lines = [*head, *chain.from_iterable([*block, Content("")] for block in blocks)]
    if left := len(seen.open_matters) - sum(one.number for one in shown):
        lines += [Content.styled("  " + more_words(left, named), "$text-muted"), Content("")]
    return [*lines, *days, *last][:room]


def _quiet(words: str, width: int) -> list[Content]:
    return [Content.styled(line, "$text-muted") for line in fold_within(words, width, QUIET_LINES)]


def _that_fit(seen: Glance, today: date, calendar: Calendar, room: int, width: int) -> Sequence[Owed]:
    """As many of the matters, the most pressing first, as `room` lines hold with the line that counts the rest."""
    for count in range(min(len(seen.open_matters), room // 2, len(ascii_lowercase)), 0, -1):
        rows = owed(seen.open_matters, today, count)
        shown = rows if len(rows) <= count else rows[:count]
        taken = sum(len(_block("a", one, today, calendar, width)) + 1 for one in shown)
        rest = len(seen.open_matters) > sum(one.number for one in shown)
        if taken + 2 * rest <= room:
            return shown
    return owed(seen.open_matters, today, 1)[:1]


def _block(letter: str, one: Owed, today: date, calendar: Calendar, width: int) -> list[Content]:
    """A matter: its letter and title, then when it is due, and who gave it, on a line more where that is long."""
    title = fold_within(one.title, width - INDENT, TITLE_LINES)
    lines = [Content.assemble((f"{letter} ", "bold"), title[0])]
    lines += [Content(" " * INDENT + line) for line in title[1:]]
    state = _state_words(one.due_day, today, calendar)
    day = f"{short_day(one.due_day, today)} {short_weekday(one.due_day)}" if one.due_day else ""
    day = calendar.presumed(one.due_day, day)
    when, giver = pad(state, max(cell_len(state) + 2, 10)), one.given_by
    style = due_style(one.due_day, today)
    facts = Content.assemble(" " * INDENT, (when, style), (day, "$text-muted"))
    when += day
    if cell_len(when) > width - INDENT:  # that a day is presumed takes room
        facts = Content.assemble(" " * INDENT, (state, style))
        lines, when = [*lines, facts], day
        facts = Content.assemble(" " * INDENT, (day, "$text-muted"))
    if not giver:
        return [*lines, facts]
    if cell_len(when) + 2 + cell_len(giver) <= width - INDENT:
        return [*lines, Content.assemble(facts, ("  " + giver, "$text-muted"))]
    return [*lines, facts, Content.styled(" " * INDENT + cut(giver, width - INDENT), "$text-muted")]


def _state_words(due_day: date | None, today: date, calendar: Calendar) -> str:
    if due_day is None or due_day <= today:
        return due_words(due_day, today, calendar)
    days = (due_day - today).days
    return ngettext("{n} day left", "{n} days left", days).format(n=days)


def _days_lines(seen: Glance, shown: Sequence[Owed], today: date, calendar: Calendar) -> list[Content]:
    """This week and the next with the letters of the matters, and which overdue ones lie before them."""
    lettered: Mapping[str, date | None] = {
        letter: one.due_day for letter, one in zip(ascii_lowercase, shown, strict=False)
    }
    days = shown_days(today)
    there = list(lettered.values())
    others = [one.due_day for one in seen.open_matters if one.due_day and one.due_day not in there]
    table = calendar_lines(today, letters_of(days, lettered, others), calendar)
    head = calendar.presumed(days[-1], _("Due this week and next"))
    lines = [Content.styled(head, "bold"), Content(""), *table, Content("")]
    earlier = " ".join(letter for letter, due in lettered.items() if due and due < days[0])
    if earlier:
        words = _("{letters}: overdue, before these days").format(letters=earlier)
        lines += [Content.styled(words, "$text-muted"), Content("")]
    return lines
