"""Topics: what one knows of each, and questions on the one that is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from textual import on
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import OptionList, Static

from content.cells import cell_len
from content.words import _, mark_for_translation, ngettext
from reports.progress import TopicProgress, progress, stubborn
from screens.kit.base import Room
from screens.kit.list_screens import ListPage
from screens.kit.rows import Cell, Row, Rows, heading, heads

if TYPE_CHECKING:
    from content.models import Question
    from storage.records import QuestionStanding

LEAST, NUMBERS = 30, (9, 18, 11)  # cells of a topic at 80 columns, and of the numbers
BESIDE = sum(NUMBERS) + 2 * len(NUMBERS) + 5  # what a topic leaves of the line
STUBBORN_SHOWN = 20
Stubborn = list[tuple["Question", "QuestionStanding"]]


async def choose_topic(room: Room) -> tuple[str, ...]:
    """Show how well each topic is known; the topic to be asked about, by its Chinese name; in a step."""
    read = await room.attempt(lambda: _read(room))
    if read is None:
        return ()
    topic: str | None = await room.ask(Topics(*read))
    return (topic,) if topic else ()


def _read(room: Room) -> tuple[list[TopicProgress], Stubborn]:
    """What is known (in the desk's thread)."""
    from storage.sitting import standings_now

    catalog, now = room.desk.catalog, room.desk.now()
    standings = standings_now(room.desk.journal, now)
    return progress(catalog, standings, now), stubborn(catalog, standings)


class TopicRows(Rows):
    """The topics."""

    BINDINGS = [Binding("enter", "select", mark_for_translation("questions on it"), id="topics.ask")]


class Topics(ListPage[str]):
    """A whole screen of topics; the result is the one to be asked about."""

    CAN_BE_LEFT = True
    DEFAULT_CSS = """
    Topics #heads { height: 1; padding: 0 $edge; color: $text-muted; }
    Topics #note { height: auto; padding: 1 $edge 0 $edge; color: $text-muted; }
    """
    HELP = mark_for_translation(
        "Enter asks questions on the selected topic. Right: of all your answers. Remembered: how many of the "
        "questions asked you would probably answer rightly now; what was wrong the last time counts as not "
        "remembered."
    )
    BINDINGS = [Binding("escape", "leave", mark_for_translation("close"), id="topics.leave")]

    def __init__(self, topics: list[TopicProgress], wrong: Stubborn) -> None:
        super().__init__(_("By topic"), TopicRows(id="list", empty=_("There are no questions yet.")))
        self.topics = topics
        self.wrong = wrong

    def furniture(self) -> Iterable[Widget]:
        """The heads of the columns, the topics, and how to read them."""
        yield Static("", id="heads")
        yield self.list
        words = _("Right: of all your answers. Remembered: how much you would probably still know of what was asked.")
        yield Static(words, id="note", markup=False)

    def on_resize(self) -> None:
        """Give the topics the room they need, where there is any: none is cut beside an empty half of the screen."""
        titles = (_("topic"), _("asked"), _("answered right"), _("remembered"))
        self.query_one("#heads", Static).update(heads(self._cells(titles)))
        self.list.show(self.rows())

    def rows(self) -> Sequence[Row]:
        """The topics under their banks, then what was wrong again and again."""
        rows: list[Row] = []
        for pack, topics in groupby(self.topics, key=lambda one: str(one.pack)):
            rows.append(heading(str(len(rows)), pack))
            rows += [self._row(f"{len(rows) + place}", one) for place, one in enumerate(topics)]
        if self.wrong:
            rows.append(heading("wrong", _("Wrong again and again")))
            rows += [self._wrong(place, *one) for place, one in enumerate(self.wrong[:STUBBORN_SHOWN])]
        return rows

    def _row(self, place: str, one: TopicProgress) -> Row:
        right = ""
        if one.answers:
            answers = ngettext("{n} answer", "{n} answers", one.answers).format(n=one.answers)
            right = _("{percent}% ({answers})").format(percent=round(100 * one.right / one.answers), answers=answers)
        remembered = "" if one.remembered is None else f"{round(100 * one.remembered)}%"
        asked = f"{one.asked} / {one.questions}"
        return Row(f"{place}/{one.topic.zh}", self._cells((str(one.topic), asked, right, remembered)))

    def _wrong(self, place: int, question: Question, standing: QuestionStanding) -> Row:
        times = ngettext("{n} time", "{n} times", standing.asked - standing.right)
        cells = (Cell(times.format(n=standing.asked - standing.right), 8), Cell(str(question.stem)))
        return Row(f"wrong{place}/{question.topic.zh}", cells)

    @on(OptionList.OptionSelected)
    def _take(self, event: OptionList.OptionSelected) -> None:
        self.dismiss((event.option_id or "").partition("/")[2])

    def _cells(self, texts: Sequence[str]) -> tuple[Cell, ...]:
        """The columns: the topic, and numbers."""
        longest = max((cell_len(str(one.topic)) for one in self.topics), default=LEAST)
        widths = (max(LEAST, min(longest, self.app.size.width - BESIDE)), *NUMBERS)
        cells = enumerate(zip(texts, widths, strict=True))
        return tuple(Cell(text, width, is_number=place > 0) for place, (text, width) in cells)
