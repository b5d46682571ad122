"""Shares: on how many of the due days an item stood in each state, month by month, and the same a year before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from content.cells import cell_len, pad
from content.dates import month_words, period_words, short_day
from content.marks import Mark, Unmarked, mark_words
from content.period import Period, Span
from content.words import _
from reports.item_days import ItemRow
from reports.review import Reviewed
from reports.shares import STATES, Compared, Share, before_of, compared, share
from screens.kit.chips import chip_sign, chip_style
from screens.kit.rows import Cell, Row, heads
from screens.review.behind import day_entry
from screens.review.page import Around, Group, LinesPage

LABEL, NUMBER, APART = 13, 4, 8  # cells
BAR = 50
TOTAL = "total"


class SharesPage(LinesPage):
    """The whole year, then a line a part of it."""

    def __init__(self, read: Reviewed, row: ItemRow | None, year: Period, span: Span, around: Around) -> None:
        self.around, self.row, self.span = around, row, span
        due = read.records.due_days
        parts = compared(row, due, year, span, around.today)
        self.begin = str(len(parts) - 1) if parts else TOTAL
        before = before_of(year, Span.YEAR, around.today)
        total = Compared(share(row, due, year), share(row, due, before) if before else None)
        self.parts = {TOTAL: total} | {str(place): part for place, part in enumerate(parts)}

    def heads(self) -> Sequence[str]:
        """This year, and the year before, over the signs of the states."""
        signs = [*map(chip_sign, STATES), _("of", context="due days")]
        now, before = _("these days"), _("a year before")
        block = (NUMBER + 1) * len(signs) - 1
        above = " " * (LABEL + 1) + pad(now, block) + " " * (APART - NUMBER + 1) + before
        cells = [Cell("", LABEL), *(Cell(sign, NUMBER, is_number=True) for sign in signs)]
        cells += [Cell(sign, NUMBER if place else APART, is_number=True) for place, sign in enumerate(signs)]
        return above, heads(cells, " ")

    def rows(self) -> Sequence[Row]:
        """The year, and a line a part."""
        return [
            Row(name, (Cell(self._label(name, part), LABEL), *_counts(part.now, NUMBER), *_counts(part.before, APART)),
                gap=" ")
            for name, part in self.parts.items()
        ]  # fmt: skip

    def _label(self, name: str, part: Compared) -> str:
        first = part.now.period.first
        if name == TOTAL:
            return _("year")
        if self.span is Span.MONTH:
            return month_words(first.month)
        if self.span is Span.QUARTER:
            return _("quarter {n}").format(n=(first.month + 2) // 3)
        return _("W{n} {day}").format(n=first.isocalendar().week, day=short_day(first, first))

    def details(self, name: str, width: int) -> Content:
        """Both periods as bars with shares in words."""
        part = self.parts.get(name)
        if part is None:
            return Content("")
        lines = [*_bar_lines(part.now, width), *(_bar_lines(part.before, width) if part.before else ())]
        return Content("\n").join(lines)

    def behind(self, name: str) -> Sequence[Group]:
        """The days of each state, of this period and of the one a year before."""
        part, row = self.parts.get(name), self.row
        if part is None or row is None:
            return ()
        groups = []
        for one in filter(None, (part.now, part.before)):
            for state in STATES:
                entries = tuple(day_entry(row, day, self.around.today) for day in one.of(state))
                words = _("{period}: {state}").format(period=period_words(one.period), state=_state_words(state))
                groups.append(Group(words, entries))
        return groups


def _counts(one: Share | None, first: int) -> Iterator[Cell]:
    for place, state in enumerate((*STATES, None)):
        text = "--" if one is None or not one.n else str(one.n if state is None else len(one.of(state)))
        yield Cell(text, NUMBER if place else first, is_number=True, style="" if first == NUMBER else "$text-muted")


def _bar_lines(one: Share, width: int) -> Iterator[Content]:
    """The period, its shares in words, and then the bar: beside the heads its signs would look like more of them."""
    words = _("{period}: {n} due days").format(period=period_words(one.period), n=one.n)
    yield Content.styled(words, "bold")
    if one.n:
        said = (
            _("{state} {count} ({percent}%)").format(
                state=_state_words(state), count=len(one.of(state)), percent=round(100 * len(one.of(state)) / one.n)
            )
            for state in STATES
            if one.of(state)
        )
        line = ""
        for part in said:
            if line and cell_len(line) + 2 + cell_len(part) > width:
                yield Content.styled(line, "$text-muted")
                line = ""
            line = f"{line}  {part}" if line else part
        yield Content.styled(line, "$text-muted")
        yield bar([(state, len(one.of(state))) for state in STATES], min(BAR, width - 2))


def bar(counts: Sequence[tuple[Mark | Unmarked, int]], width: int) -> Content:
    """Counts as parts of one bar, each begun with the sign of its state; none that is there is narrower than that."""
    there = [(state, count) for state, count in counts if count]
    total, least = sum(count for _state, count in there), 2
    widths = [max(width * count // total, least) for _state, count in there]
    while sum(widths) > width and max(widths) > least:
        widths[widths.index(max(widths))] -= 1
    while widths and sum(widths) < width:
        exact = [width * count / total - cells for (_state, count), cells in zip(there, widths, strict=True)]
        widths[exact.index(max(exact))] += 1
    parts = [
        Content.styled(pad(chip_sign(state), cells), chip_style(state))
        for (state, _count), cells in zip(there, widths, strict=True)
    ]
    return Content("").join(parts)


def _state_words(state: Mark | Unmarked) -> str:
    return state.words if isinstance(state, Mark) else mark_words(None)
