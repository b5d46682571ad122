"""What stands beneath and beside the month: the selected day in words, the counts, what the signs mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from textual.content import Content

from content.calendar import Calendar
from content.cells import cell_len, cut, fold_within, pad
from content.dates import short_day
from content.marks import Mark, mark_words
from content.words import _
from desk.review import DaysRead
from reports.item_days import ItemRow
from screens.kit.chips import chip_sign, legend
from screens.kit.marks import MARK_COLOURS, item_number
from screens.review.day_words import day_lines, figures_of, item_figures_words
from screens.review.month_grid import changed_sign, late_sign

NUMBER = 3  # cells of a count in the second column


def number_of(rows: Sequence[ItemRow], place: int) -> str:
    """The number of an item in its list."""
    own = [one for one in rows if one.is_personal == rows[place].is_personal]
    return item_number(own.index(rows[place]), len(own))


def words_lines(read: DaysRead, where: tuple[date, int], calendar: Calendar, width: int, room: int) -> list[Content]:
    """What the selected day holds at the selected item."""
    day, place = where
    row = read.rows[place] if place < len(read.rows) else None
    one = next((one for one in row.days if one.day == day), None) if row else None
    return [] if row is None or one is None else day_lines(
        read, row, number_of(read.rows, place), one, calendar, width, room
    )  # fmt: skip


def below_lines(read: DaysRead, place: int, width: int, room: int) -> list[Content]:
    """The counts of the selected item, and what the signs mean where there is room."""
    if place >= len(read.rows):
        return []
    row = read.rows[place]
    counts = item_figures_words(figures_of(read.figures.items, row.dont.id)) if not row.is_personal else ""
    lines = [Content.assemble((f"  {number_of(read.rows, place)}  ", "bold"), counts)] if counts else []
    signs = [Content.assemble("  ", line) for line in signs_lines(width)]
    return [*lines, *([Content("")] if lines else []), *signs] if room >= len(lines) + 1 + len(signs) else lines


def signs_lines(width: int) -> list[Content]:
    """What each sign stands for, those beneath the days among them."""
    flags = _("{late} filled in late, {changed} changed later").format(late=late_sign(), changed=changed_sign())
    lines = legend(width)
    more = Content.styled(flags, "$text-muted")
    if lines[-1].cell_length + 2 + more.cell_length <= width:
        return [*lines[:-1], Content.assemble(lines[-1], "  ", more)]
    return [*lines, more]


def panel_lines(read: DaysRead, place: int, width: int, room: int) -> list[Content]:
    """The counts of every item, and what was written at the selected one."""
    lines = [Content.styled(_("In all, in days"), "bold"), Content(""), *_counts(read, place, width)]
    if place < len(read.rows):
        lines += [Content(""), *_sentences(read.rows[place], read.records.today, width)]
    return lines[:room]


def _counts(read: DaysRead, place: int, width: int) -> Iterator[Content]:
    """A line an item; its name on a line of its own where the numbers leave no room for the names."""
    unit = [row for row in read.rows if not row.is_personal]
    labels = [f"{item_number(number, len(unit))} {row.dont.short}" for number, row in enumerate(unit)]
    heads = [*map(chip_sign, Mark), _("_", context="chip"), _("of", context="due days")]
    name = width - NUMBER * len(heads)
    beside = all(cell_len(label) <= name for label in labels)
    yield Content.styled(" " * name + "".join(map(_at_right, heads)), "$text-muted")
    for label, row in zip(labels, unit, strict=True):
        found = figures_of(read.figures.items, row.dont.id)
        if found is None:
            continue
        counts = (found.kept, found.partly, found.not_kept, found.not_faced, found.blank, found.marked + found.blank)
        numbers = "".join(_at_right(str(count)) for count in counts)
        style = "bold" if place < len(read.rows) and read.rows[place] is row else ""
        if not beside:
            yield Content.styled(cut(label, width), style)
        yield Content.styled((pad(label, name) if beside else " " * name) + numbers, style)


def _at_right(text: str) -> str:
    return " " * (NUMBER - cell_len(text)) + text


def _sentences(row: ItemRow, today: date, width: int) -> list[Content]:
    """What was written at an item, the latest first."""
    said = [one for one in reversed(row.days) if one.answer and one.answer.sentence]
    if not said:
        return []
    lines = [Content.styled(_("Written at {item}").format(item=row.dont.short), "bold")]
    for one in said:
        colour = f"bold {MARK_COLOURS[one.mark]}" if one.mark else MARK_COLOURS[None]
        lines += [Content(""), Content.assemble((pad(short_day(one.day, today), 12), "$text-muted"),
                                                (mark_words(one.mark), colour))]  # fmt: skip
        sentence = one.answer.sentence if one.answer else ""
        lines += [Content("  " + line) for line in fold_within(sentence, width - 2, 3)]
    return lines
