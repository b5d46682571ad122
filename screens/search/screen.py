"""Search: notes, sentences, matters, meetings and materials, as one types; Enter opens what was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from content.cells import fold
from content.dates import short_day
from content.marks import short_words
from content.search import SENTENCE, Query, SearchEntry, context, first_hit, hits, read_query
from content.words import _, mark_for_translation, ngettext
from desk.desk import Desk
from desk.not_shown import not_shown
from desk.search import SEARCHED, search, sort_words, standing_words
from desk.words.unread import empty_words
from screens.kit.bars import KeyBar
from screens.kit.base import AtDesk, unbegun
from screens.kit.fields import LineInput
from screens.kit.rows import Cell, Row, Rows

MOST_SHOWN = 200
BODY_SHOWN = 6_000  # characters of what is selected, around what was found


class FindLine(LineInput):
    """What is looked for; the list follows as one types."""

    BINDINGS = [
        Binding("enter", "submit", mark_for_translation("to the list"), id="search.to_list"),
        Binding("down", "submit", mark_for_translation("to the list"), show=False, id="search.down"),
        Binding("escape", "leave", mark_for_translation("close"), id="search.leave"),
    ]


class FoundRows(Rows):
    """What was found."""

    BINDINGS = [Binding("enter", "select", mark_for_translation("open"), id="search.open",
                        tooltip=mark_for_translation("Open what was found"))]  # fmt: skip


class SearchScreen(AtDesk[SearchEntry | None]):
    """A whole screen to search on; its result is what is to be opened."""

    CAN_BE_LEFT = True
    CSS_PATH = "search.tcss"
    HELP = mark_for_translation(
        "Several words must all be found; a phrase in quotation marks as it stands. tag: kind: material: and "
        "period: narrow it down, such as tag:budget period:2026-Q4. First letters find titles and tags: xf finds "
        "宪法.\n"
        "Enter goes to the list, and there opens what was found."
    )
    BINDINGS = [
        Binding("2", "again", mark_for_translation("other words"), id="search.again"),
        Binding("escape", "dismiss", mark_for_translation("close"), id="search.close"),
    ]

    def __init__(self, desk: Desk, text: str = "", at: SearchEntry | None = None) -> None:
        super().__init__(desk)
        self.at = at  # what was opened last: the list begins there
        self.text = text
        self.query_now = Query()
        self.goes_to_list = False  # Enter was hit before anything was found
        self.found: list[SearchEntry] = []
        self.unread: tuple[str, ...] = ()
        self.list = FoundRows(id="list")

    def compose(self) -> ComposeResult:
        """The title, the line, how many were found, the list, and the selected one."""
        yield Static(_("Search"), id="title", markup=False)
        with Horizontal(id="asked"):
            yield Static(">", classes="cursor", markup=False)
            yield FindLine(self.text, id="line", select_on_focus=False)
        yield Static("", id="count", markup=False)
        with Horizontal(id="columns"):
            yield self.list
            with VerticalScroll(id="details", can_focus=False):
                yield Static("", id="words", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin in the line, unless somebody went elsewhere before it was built."""
        if not self.query("#line"):
            return
        line = self.query_one("#line", FindLine)
        line.placeholder = _("Words to be found in notes, sentences, matters, meetings and materials")
        line.focus()
        self._look()

    @on(Input.Changed, "#line")
    def _typing(self, event: Input.Changed) -> None:
        self.text, self.goes_to_list = event.value, False
        self._look()

    def _look(self) -> None:
        self.run_worker(unbegun(self._search, read_query(self.text)), exclusive=True, group="search")

    async def _search(self, query: Query) -> None:
        found = await self.attempt_long(search, query)
        self.query_now, self.found = query, found or []
        if query and not found:
            self.unread = await self.attempt_long(not_shown, *SEARCHED) or ()
        if self in self.app.screen_stack:  # it may have been left in the meantime
            self._show()

    def _show(self) -> None:
        self.words = short_words(self.desk.lists.units()) | short_words(self.desk.lists.personals())
        self.list.empty = empty_words(self.unread, _("Nothing found.")) if self.query_now else ""
        self.list.show([self._row(place, one) for place, one in enumerate(self.found[:MOST_SHOWN])])
        count = self.query_one("#count", Static)
        count.update(words := self._count())
        count.display = bool(words)
        if self.at is not None:
            self._go_back_to(self.at)
            self.at = None
        if self.goes_to_list:
            self._to_the_list()
        self._show_details()

    def _go_back_to(self, opened: SearchEntry) -> None:
        known = (opened.sort, opened.id, opened.item)
        there = [place for place, one in enumerate(self.found) if (one.sort, one.id, one.item) == known]
        if there:
            self.list.select(str(there[0]))
            self.list.focus()

    def _count(self) -> str:
        if self.query_now.faults:
            return self.query_now.faults[0]
        if not self.query_now:
            return _('Also: "exact phrase"  tag:budget  kind:note  period:2026-Q4  material:law; xf finds 宪法')
        if not self.found:
            return ""  # the list says it
        words = ngettext("{n} found", "{n} found", len(self.found)).format(n=len(self.found))
        if len(self.found) > MOST_SHOWN:
            words += _("; the first {n} are shown").format(n=MOST_SHOWN)
        return words

    def _title(self, one: SearchEntry) -> str:
        return " ".join((one.title or self.words.get(one.item, one.item)).split())

    def _row(self, place: int, one: SearchEntry) -> Row:
        today = self.desk.today()
        pieces = [(standing_words(one, today, self.desk.calendar), False, False), (self._title(one), True, True)]
        if not one.is_titled(self.query_now) or one.sort == SENTENCE:
            pieces.append((context(one.body, self.query_now), True, False))
        text, marks = "", []
        for piece, searched, initials in pieces:
            begin = len(text) + 1 if text else 0
            found = hits(piece, self.query_now, initials=initials) if searched else []
            marks += [(begin + start, begin + end) for start, end in found]
            text = " ".join(filter(None, (text, piece)))
        cells = (Cell(sort_words(one.sort), 8), Cell(short_day(one.day, today), 11), Cell(text, hits=tuple(marks)))
        return Row(str(place), cells)

    @property
    def entry(self) -> SearchEntry | None:
        """The selected one."""
        name = self.list.highlighted_id
        return self.found[int(name)] if name is not None and int(name) < len(self.found) else None

    @on(OptionList.OptionHighlighted, "#list")
    def _highlighted(self) -> None:
        self._show_details()

    def _show_details(self) -> None:
        area, words = self.query_one("#details", VerticalScroll), self.query_one("#words", Static)
        one = self.entry
        area.display = one is not None
        if one is None:
            words.update("")
            return
        width = max((area.size.width or self.app.size.width) - 3, 20)
        marked = [line for line in self._marked(one, width) if line[0]]
        words.update(Content("\n").join([_with_hits(line, spans) for line, spans in marked]))
        first = next((place for place, (_line, spans) in enumerate(marked) if spans and place), 0)
        area.scroll_to(y=max(first - 2, 0), animate=False)

    def _marked(self, one: SearchEntry, width: int) -> Iterator[tuple[str, list[tuple[int, int]]]]:
        """The lines of the details, each with where what was found lies in it."""
        about = standing_words(one, self.desk.today(), self.desk.calendar)
        for text in (self._title(one), " ".join(one.tags)):
            yield from folded_with(text, hits(text, self.query_now), width)
        yield from folded_with(about, [], width)
        found = first_hit(one.body, self.query_now)
        begin = 0 if found < BODY_SHOWN // 2 else found - BODY_SHOWN // 2
        for text in (one.material, one.body[begin : begin + BODY_SHOWN]):
            yield from folded_with(text, hits(text, self.query_now, initials=False), width)

    def on_resize(self) -> None:
        """Fold the text to the new width."""
        self.call_after_refresh(self._show_details_if_there)

    def _show_details_if_there(self) -> None:
        if self.is_attached:
            self._show_details()

    @on(Input.Submitted, "#line")
    def _to_the_list(self) -> None:
        self.goes_to_list = self.query_now != read_query(self.text)
        if self.found and not self.goes_to_list:
            self.list.focus()

    @on(LineInput.Left, "#line")
    def _left(self) -> None:
        self.dismiss(None)

    def action_again(self) -> None:
        """Back to the line."""
        self.query_one("#line", FindLine).focus()

    @on(OptionList.OptionSelected, "#list")
    def _open(self) -> None:
        if self.entry is not None:
            self.dismiss(self.entry)


def folded_with(text: str, spans: Sequence[tuple[int, int]], width: int) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """A text in lines of at most `width` cells, each with the part of the spans that lies in it."""
    begin = 0
    for line in fold(text, width):
        begin = text.index(line, begin)
        within = [(max(start - begin, 0), min(end - begin, len(line))) for start, end in spans]
        yield line, [(start, end) for start, end in within if start < end]
        begin += len(line)


def _with_hits(text: str, spans: Sequence[tuple[int, int]]) -> Content:
    content = Content(text)
    for start, end in spans:
        content = content.stylize("bold underline", start, end)
    return content
