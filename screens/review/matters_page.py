"""Matters of a period: given, settled, overdue, extended, how long an answer took; by giver and by kind."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from content.cells import fold
from content.period import Period
from content.words import _, ngettext
from reports.matter_figures import MatterFigures, by_giver, by_kind, days_taken, matter_figures
from reports.review import Reviewed
from reports.terms import matter_kind_words
from screens.kit.rows import Cell, Row, heading, heads
from screens.review.behind import matter_entry
from screens.review.page import Around, Group, LinesPage
from storage.records import MatterKind

NAME, NUMBER, TAKEN = 18, 7, 16  # cells


class MattersPage(LinesPage):
    """All of them, then a line a giver, then a line a kind."""

    def __init__(self, read: Reviewed, period: Period, around: Around) -> None:
        self.around = around
        matters = read.records.matters
        self.empty = _("No matter was in hand in this period.")
        whole = matter_figures(matters, period, around.today)
        self.whole = {"all": whole} if whole.every else {}
        self.givers = {f"giver{n}": one for n, one in enumerate(by_giver(matters, period, around.today))}
        self.kinds = {f"kind/{one.name}": one for one in by_kind(matters, period, around.today)}

    def heads(self) -> Sequence[str]:
        """The heads of the columns."""
        titles = (
            _("given", context="column"), _("settled", context="column"), _("dropped", context="column"),
            _("overdue", context="column"), _("moved", context="column"),
        )  # fmt: skip
        numbers = (Cell(title, NUMBER, is_number=True) for title in titles)
        return (
            heads([Cell("", NAME), *numbers, Cell(_("answer took", context="column"), TAKEN, is_number=True)], " "),
        )

    def rows(self) -> Sequence[Row]:
        """The lines."""
        rows = [self._row(name, _("all", context="matters"), one) for name, one in self.whole.items()]
        if self.givers:
            rows.append(heading("givers", _("By who gave them")))
            rows += [self._row(name, _giver(one), one) for name, one in self.givers.items()]
            rows.append(heading("kinds", _("By kind")))
            rows += [self._row(name, _kind(one), one) for name, one in self.kinds.items()]
        return rows

    def _row(self, name: str, label: str, one: MatterFigures) -> Row:
        counts = (one.given, one.settled, one.dropped, one.overdue, one.extended)
        numbers = (Cell(str(len(matters)) if matters else "--", NUMBER, is_number=True) for matters in counts)
        return Row(name, (Cell(label, NAME), *numbers, Cell(_taken(one), TAKEN, is_number=True)), gap=" ")

    def _figures(self, name: str) -> MatterFigures | None:
        return (self.whole | self.givers | self.kinds).get(name)

    def details(self, name: str, width: int) -> Content:
        """What the columns mean, with the numbers."""
        one = self._figures(name)
        if one is None:
            return Content("")
        lines = [
            _("In hand at any time in the period: {n}").format(n=len(one.every)),
            _("Overdue: not settled at its end, or today, with a due day that had passed. Moved: the due day."),
            _("Settled late, answered or else settled after the due day: {n}.").format(n=len(one.late)),
            _("The answer's time runs from the day given to the day answered, of what was settled and says so: {n}.")
            .format(n=len(one.answered)),
        ]  # fmt: skip
        return Content("\n").join(Content(part) for line in lines for part in fold(line, width))

    def behind(self, name: str) -> Sequence[Group]:
        """The matters of each column."""
        one = self._figures(name)
        if one is None:
            return ()
        named = {
            _("given", context="column"): one.given,
            _("settled", context="column"): one.settled,
            _("late", context="column"): one.late,
            _("dropped", context="column"): one.dropped,
            _("overdue", context="column"): one.overdue,
            _("moved", context="column"): one.extended,
            _("answer took", context="column"): tuple(sorted(one.answered, key=lambda matter: days_taken(matter) or 0)),
        }
        around = self.around
        return [
            Group(words, tuple(matter_entry(matter, around.today, around.calendar) for matter in matters))
            for words, matters in named.items()
        ]


def _taken(one: MatterFigures) -> str:
    """The median of the days an answer took and how many there are: 5天（3件）."""
    if one.median_days is None:
        return "--"
    days = ngettext("{n} day", "{n} days", 2 if one.median_days != 1 else 1).format(n=f"{one.median_days:g}")
    return _("{days} (n {n})").format(days=days, n=len(one.answered))


def _giver(one: MatterFigures) -> str:
    return one.name or _("not named", context="giver")


def _kind(one: MatterFigures) -> str:
    return matter_kind_words(MatterKind(one.name))
