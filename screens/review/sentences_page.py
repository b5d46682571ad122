"""Sentences: what was written at one item, the latest first or like beside like, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from content.cells import fold
from content.dates import day_words, short_day
from content.marks import mark_words
from content.words import _, ngettext
from desk.words.answers import written_words
from reports.item_days import ItemRow
from reports.review import Reviewed
from reports.sentences import Said, repeated, sentences
from reports.terms import matter_state_words
from screens.kit.marks import MARK_COLOURS
from screens.kit.rows import Cell, Row, heading, heads
from screens.review.behind import day_entry, matter_entry
from screens.review.day_words import listed_words
from screens.review.page import Around, Group, LinesPage
from storage.records import MatterState

DAY, STATE, OUTCOME = 11, 11, 8  # cells


class SentencesPage(LinesPage):
    """A line a sentence."""

    def __init__(self, read: Reviewed, row: ItemRow | None, around: Around, *, like_by_like: bool) -> None:
        self.around, self.row = around, row
        self.empty = _("Nothing was written at this item in this period.")
        self.said = {one.day.day.isoformat(): one for one in sentences(row, read.listed)}
        self.groups = repeated(list(self.said.values()))
        self.like_by_like = like_by_like

    def heads(self) -> Sequence[str]:
        """The heads of the columns."""
        cells = (
            Cell(_("Day"), DAY), Cell(_("State"), STATE), Cell(_("Outcome", context="column"), OUTCOME),
            Cell(_("Sentence", context="column"), 10),
        )  # fmt: skip
        return (heads(cells),)

    def rows(self) -> Sequence[Row]:
        """The sentences in a row; or those that are much alike under a heading each, and then the others."""
        if not self.like_by_like:
            return [self._row(one) for one in self.said.values()]
        rows: list[Row] = []
        for place, group in enumerate(self.groups):
            words = ngettext("{n} much alike", "{n} much alike", len(group)).format(n=len(group))
            rows += [heading(str(place), words), *map(self._row, group)]
        together = {one.day.day for group in self.groups for one in group}
        others = [self._row(one) for one in self.said.values() if one.day.day not in together]
        if rows and others:
            rows.append(heading("others", _("The others")))
        return [*rows, *others]

    def _row(self, one: Said) -> Row:
        mark = one.day.mark
        cells = (
            Cell(short_day(one.day.day, self.around.today), DAY, "$text-muted"),
            Cell(mark_words(mark), STATE, f"bold {MARK_COLOURS[mark]}" if mark else MARK_COLOURS[None]),
            Cell(_outcome(one), OUTCOME, "$text-muted"),
            Cell(one.sentence),
        )
        return Row(one.day.day.isoformat(), cells)

    def details(self, name: str, width: int) -> Content:
        """The sentence in full, what was listed from it and what came of that, and what is like it."""
        one = self.said.get(name)
        return Content("\n").join(self._details(one, width)) if one else Content("")

    def _details(self, one: Said, width: int) -> Iterator[Content]:
        today, calendar = self.around.today, self.around.calendar
        day, answer = one.day.day, one.day.answer
        written = written_words(day, answer, today) if answer else ""
        head = "  ".join(filter(None, (day_words(day), mark_words(one.day.mark), written)))
        yield Content.styled(head, "bold")
        yield from map(Content, fold(one.sentence, width))
        for matter in one.listed:
            lines = fold(listed_words(matter, today, calendar), width)
            yield from (Content.styled(line, "$text-muted") for line in lines)
        like = next((group for group in self.groups if one in group), [])
        for other in like:
            if other is not one:
                words = _("much alike, {day}: {sentence}").format(
                    day=short_day(other.day.day, today), sentence=other.sentence
                )
                yield from map(Content, fold(words, width))

    def behind(self, name: str) -> Sequence[Group]:
        """The day, what was listed from it, and the days with much the same words."""
        one, row, today = self.said.get(name), self.row, self.around.today
        if one is None or row is None:
            return ()
        like = next((group for group in self.groups if one in group), [])
        return (
            Group(_("Day"), (day_entry(row, one.day, today),)),
            Group(
                _("listed for correction"),
                tuple(matter_entry(matter, today, self.around.calendar) for matter in one.listed),
            ),
            Group(_("much alike"), tuple(day_entry(row, other.day, today) for other in like if other is not one)),
        )


def _outcome(one: Said) -> str:
    """What came of it, in a word: 未办结, 办结; empty where nothing was listed."""
    states = {matter.state for matter in one.listed}
    order = (MatterState.OPEN, MatterState.SETTLED, MatterState.DROPPED)
    return next((matter_state_words(state) for state in order if state in states), "")
