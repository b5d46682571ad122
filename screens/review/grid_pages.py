"""What stands beneath and beside the month and the year: the selected day in words, counts, what the signs mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from textual.content import Content

from content.calendar import Calendar
from content.cells import cell_len, cut, fold, fold_within, pad
from content.dates import short_day, weekday_words
from content.marks import Mark, Unmarked, mark_words
from content.words import _
from reports.item_days import ItemRow, State, whole_day
from reports.review import Reviewed, figures_of
from screens.kit.chips import chip_sign, legend
from screens.kit.marks import MARK_COLOURS, item_number
from screens.review.day_words import SPINE, day_lines, item_figures_words, state_words
from screens.review.month_grid import changed_sign, late_sign

NUMBER = 3  # cells of a count in the second column


def number_of(rows: Sequence[ItemRow], row: ItemRow) -> str:
    """The number of an item in its list."""
    own = [one for one in rows if one.is_personal == row.is_personal]
    return item_number(own.index(row), len(own))


def year_states(read: Reviewed, row: ItemRow | None) -> dict[date, State]:
    """The state of every day of one item, or of all together."""
    if row is not None:
        return {one.day: one.state for one in row.days}
    return {day: whole_day(read.rows, place) for place, day in enumerate(read.records.period)}


def words_lines(
    read: Reviewed, row: ItemRow | None, day: date, calendar: Calendar, width: int, room: int
) -> list[Content]:
    """What the selected day holds at one item, or at all."""
    if row is None:
        return _whole_lines(read, day, width, room)
    one = next((one for one in row.days if one.day == day), None)
    return [] if one is None else day_lines(read, row, number_of(read.rows, row), one, calendar, width, room)


def _whole_lines(read: Reviewed, day: date, width: int, room: int) -> list[Content]:
    """A day: how many items stood in each state, then those that were not, or only partly, kept."""
    days = [(row, one) for row in read.rows if not row.is_personal for one in row.days if one.day == day]
    counts = Counter(state_words(one, read) for _row, one in days if one.check_uid)
    words = [f"{words} {n}" if len(counts) > 1 else words for words, n in counts.items()]
    when = f"{short_day(day, read.records.today)} {weekday_words(day)}"
    lines = [Content.assemble((f"  {pad(when, SPINE + 4)}", "bold"), "  ".join(words))]
    for row, one in days:
        if one.mark in (Mark.PARTLY, Mark.NOT_KEPT):
            said = one.answer.sentence if one.answer else ""
            head = f"{number_of(read.rows, row)} {row.dont.short}  "
            state = mark_words(one.mark)
            rest = width - SPINE - cell_len(head) - cell_len(state) - 2
            lines.append(
                Content.assemble(
                    " " * SPINE, head, (state, f"bold {MARK_COLOURS[one.mark]}"), "  " + cut(said, max(rest, 4))
                )
            )
    return lines[:room]


def below_month(read: Reviewed, row: ItemRow, width: int, room: int) -> list[Content]:
    """The counts of the selected item, and what the signs mean where there is room."""
    lines = _counts_line(read, row)
    signs = [Content.assemble("  ", line) for line in signs_lines(width)]
    return [*lines, *([Content("")] if lines else []), *signs] if room >= len(lines) + 1 + len(signs) else lines


def below_year(read: Reviewed, row: ItemRow | None, width: int, cell: int) -> list[Content]:
    """The counts of an item, and what the signs mean."""
    lines = _counts_line(read, row) if row else []
    signs = [Content.assemble("  ", line) for line in legend(width, cell)]
    more = (
        []
        if row
        else [
            _("All together: blank where one item is; else not kept, partly kept or kept, in this order, where one is.")
        ]
    )
    quiet = [Content.styled(f"  {line}", "$text-muted") for words in more for line in fold(words, width)]
    return [*lines, *([Content("")] if lines else []), *signs, *quiet]


def _counts_line(read: Reviewed, row: ItemRow) -> list[Content]:
    counts = "" if row.is_personal else item_figures_words(figures_of(read.figures.items, row.dont.id))
    return [Content.assemble((f"  {number_of(read.rows, row)}  ", "bold"), counts)] if counts else []


def signs_lines(width: int) -> list[Content]:
    """What each sign stands for, those beneath the days among them."""
    flags = _("{late} filled in late, {changed} changed later").format(late=late_sign(), changed=changed_sign())
    lines = legend(width)
    more = Content.styled(flags, "$text-muted")
    if lines[-1].cell_length + 2 + more.cell_length <= width:
        return [*lines[:-1], Content.assemble(lines[-1], "  ", more)]
    return [*lines, more]


def panel_lines(read: Reviewed, row: ItemRow, width: int) -> list[Content]:
    """The counts of every item, each on its line of the grid, and what was written at the selected one."""
    return [*_counts(read, row, width), Content(""), *_sentences(row, read.records.today, width)]


def _counts(read: Reviewed, selected: ItemRow, width: int) -> Iterator[Content]:
    """Two heads, as the grid beside has, and a line an item."""
    heads = [*map(chip_sign, Mark), chip_sign(Unmarked.BLANK), _("of", context="due days")]
    name = width - NUMBER * len(heads)
    yield Content.styled(_("In all, in days"), "bold")
    yield Content.styled(" " * name + "".join(map(_at_right, heads)), "$text-muted")
    for row in (row for row in read.rows if not row.is_personal):
        found = figures_of(read.figures.items, row.dont.id)
        if found is None:
            yield Content("")
            continue
        counts = (found.kept, found.partly, found.not_kept, found.not_faced, found.blank, found.marked + found.blank)
        numbers = "".join(_at_right(str(count)) for count in counts)
        label = pad(cut(f"{number_of(read.rows, row)} {row.dont.short}", name), name)
        yield Content.styled(label + numbers, "bold" if row is selected else "")


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
