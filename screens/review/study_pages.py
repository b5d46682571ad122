"""Hours by month and kind, and the quiz by topic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from content.dates import month_words
from content.hours import hours
from content.words import _
from reports.hours import COUNTED, KINDS, Hours
from reports.quiz_topics import TopicAnswers
from reports.terms import note_kind_words
from screens.kit.rows import Cell, Row, heading, heads
from screens.review.behind import day_cell, note_entry
from screens.review.page import Around, Entry, Group, LinesPage
from storage.records import NoteKind

MONTH, NUMBER = 10, 12  # cells
TOPIC, COUNT, RIGHT = 34, 9, 18
ALL = "13"


class HoursPage(LinesPage):
    """A line a month, the year last."""

    def __init__(self, found: Hours, around: Around) -> None:
        self.found, self.around = found, around
        self.begin = str(around.today.month) if found.year == around.today.year else ALL

    def heads(self) -> Sequence[str]:
        """The kinds, what counts of them, and self-study."""
        titles = [*(_kind_title(kind) for kind in COUNTED), _("counted"), note_kind_words(NoteKind.SELF)]
        return (heads([Cell("", MONTH), *(Cell(title, NUMBER, is_number=True) for title in titles)], " "),)

    def rows(self) -> Sequence[Row]:
        """A line a month that has come, and the year."""
        year = {kind: self.found.minutes(kind) for kind in KINDS}
        last = self.around.today.month if self.found.year == self.around.today.year else 12
        months = [(str(n), month_words(n), month) for n, month in enumerate(self.found.months[:last], start=1)]
        rows = []
        for name, words, month in (*months, (ALL, _("year"), year)):
            minutes = [*(month[kind] for kind in COUNTED), sum(month[kind] for kind in COUNTED), month[NoteKind.SELF]]
            numbers = (Cell(f"{hours(one)}" if one else "--", NUMBER, is_number=True) for one in minutes)
            rows.append(Row(name, (Cell(words, MONTH), *numbers), gap=" "))
        return rows

    def behind(self, name: str) -> Sequence[Group]:
        """The notes of each kind."""
        notes = [note for note in self.found.notes if name in (ALL, str(note.day.month))]
        today = self.around.today
        return [
            Group(
                note_kind_words(kind),
                tuple(note_entry(note, str(hours(note.minutes)), today) for note in notes if note.kind is kind),
            )
            for kind in KINDS
        ]


def _kind_title(kind: NoteKind) -> str:
    return _("make-up", context="column") if kind is NoteKind.MAKE_UP else note_kind_words(kind)


class QuizPage(LinesPage):
    """A line a topic under its pack."""

    def __init__(self, topics: Sequence[TopicAnswers], stems: Mapping[str, str], around: Around) -> None:
        self.topics, self.stems, self.around = topics, stems, around
        self.empty = _("No question was answered in this period.")

    def heads(self) -> Sequence[str]:
        """The heads of the columns."""
        numbers = (
            Cell(_("asked"), COUNT, is_number=True),
            Cell(_("answers", context="column"), COUNT, is_number=True),
            Cell(_("answered right"), RIGHT, is_number=True),
        )
        return (heads([Cell(_("topic"), TOPIC), *numbers], " "),)

    def rows(self) -> Sequence[Row]:
        """The topics under their packs; what is in no pack any more last."""
        rows: list[Row] = []
        numbered = list(enumerate(self.topics))
        for pack, topics in groupby(numbered, key=lambda one: str(one[1].pack or _("In no pack any more"))):
            rows.append(heading(str(len(rows)), pack))
            rows += [self._row(str(place), one) for place, one in topics]
        return rows

    def _row(self, place: str, one: TopicAnswers) -> Row:
        percent = round(100 * one.right / len(one.attempts))
        right = _("{right} of {n} ({percent}%)").format(right=one.right, n=len(one.attempts), percent=percent)
        cells = (
            Cell(str(one.topic or _("questions taken out")), TOPIC),
            Cell(str(one.questions), COUNT, is_number=True),
            Cell(str(len(one.attempts)), COUNT, is_number=True),
            Cell(right, RIGHT, is_number=True),
        )
        return Row(place, cells, gap=" ")

    def behind(self, name: str) -> Sequence[Group]:
        """The answers, those that were wrong first."""
        if not name.isdigit():
            return ()
        found = self.topics[int(name)]
        named = ((_("wrong", context="answers"), False), (_("right", context="answers"), True))
        return [
            Group(
                words,
                tuple(
                    Entry("", "", (day_cell(one.day, self.around.today), Cell(self._stem(one.question_id))))
                    for one in found.attempts
                    if one.right is right
                ),
            )
            for words, right in named
        ]

    def _stem(self, question_id: str) -> str:
        return self.stems.get(question_id, question_id)
