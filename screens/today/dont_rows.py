"""The items of the day's lists, a line each; a list longer than the room it has moves with the selection."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import accumulate

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from content.cells import cell_len, cut, fold_within, pad
from content.marks import Dont, DontList, mark_words
from content.words import _, language, mark_for_translation, ngettext
from screens.kit.base import is_covered
from screens.kit.marks import MARK_COLOURS, item_number
from screens.today.room import FIRST, first_width, lines_to_wrap, rows_most
from storage.glance import Glance

SHORT_WIDTHS = range(22, 27)  # cells of an item's short form; sentences begin two behind it
READING = 76  # no line that is read is longer
MORE_AT = "      "


class DontRows(Widget, can_focus=True):
    """The items: number, mark, short form and what was written; one is selected."""

    BINDINGS = [
        Binding("up", "move(-1)", mark_for_translation("item above"), show=False, id="donts.up"),
        Binding("down", "move(1)", mark_for_translation("item below"), show=False, id="donts.down"),
    ]
    selected: reactive[int] = reactive(0)
    is_left: reactive[bool] = reactive(False)  # one writes beneath: the selection stays and shows that it waits

    class Selected(Message):
        """Another item is selected."""

    def __init__(self, lists: Sequence[DontList], seen: Glance) -> None:
        super().__init__()
        self.seen = seen
        self.lists: tuple[DontList, ...] = ()
        self.lines: list[int | str] = []  # an item's place among all, or the title of a personal list
        self.heights: list[int] = []  # how many lines of the screen each of the lines takes
        self.top = 0
        self.letters = 0  # pressed one after the other, where none has a meaning
        self.show(lists, seen)

    @property
    def hears_words(self) -> bool:
        """Whether somebody writes here, where one does not: then no sign of it is a mark or a move."""
        return self.letters >= 2

    @property
    def MOVES_BY_LETTERS(self) -> bool:  # noqa: N802 # a constant of other lists
        """Whether the letters of vim move."""
        return not self.hears_words

    def hear(self, event: events.Key) -> None:
        """Take note of letters that mean nothing here (one of Chinese is a word of itself), until another key comes."""
        if event.character is None or not event.is_printable:
            self.letters = 0
        elif event.character.isalpha() or cell_len(event.character) > 1:
            self.letters += cell_len(event.character)

    def show(self, lists: Sequence[DontList], seen: Glance, begun: Collection[str] = ()) -> None:
        """Show these lists as answered, and where a sentence was `begun` and not saved; the selected item stays so."""
        self.seen, self.begun = seen, frozenset(begun)
        if tuple(lists) != self.lists:
            name = self.dont.id if self.lists else ""
            self.lists = tuple(lists)
            self.lines = list(range(len(lists[0].donts)))
            for own in lists[1:]:
                self.lines += [str(own.title), *range(len(self.donts) - len(own.donts), len(self.donts))]
            names = [dont.id for dont in self.donts]
            self.selected = names.index(name) if name in names else 0
        self.fit()
        self.refresh()

    @property
    def donts(self) -> tuple[Dont, ...]:
        """The items of all lists."""
        return tuple(dont for dont_list in self.lists for dont in dont_list.donts)

    @property
    def dont(self) -> Dont:
        """The selected item."""
        return self.donts[self.selected]

    def list_of(self, dont: Dont) -> DontList:
        """The list an item is of."""
        return next(dont_list for dont_list in self.lists if dont in dont_list.donts)

    @property
    def room(self) -> int:
        """How many lines of the screen the items take."""
        most = rows_most(self.app.size) if self.is_attached else len(self.lines)
        return sum(self.heights) if len(self.lines) <= most else most

    def fit(self) -> None:
        """Take the lines the screen has: long sentences wrap where it has more than items, each as far as all can."""
        self.heights = [1] * len(self.lines)
        if self.is_attached and (free := lines_to_wrap(self.app.size, len(self.lines))):
            wanted = [self._lines_wanted(line, free + 1) for line in self.lines]
            fits = (
                most for most in range(free + 1, 0, -1) if sum(min(one, most) for one in wanted) <= free + len(wanted)
            )
            most = next(fits, 1)
            self.heights = [min(one, most) for one in wanted]
        self.styles.height = self.room
        self._follow()

    def _lines_wanted(self, line: int | str, most: int) -> int:
        said = "" if isinstance(line, str) else self._said(self.donts[line])
        return len(fold_within(said, self._said_width, most))

    @property
    def _said_width(self) -> int:
        """How many cells a sentence has beside an item; before the first layout those of the screen's first column."""
        column = self.size.width or (first_width(self.app.size) if self.is_attached else FIRST)
        return min(max(column - self._said_at - 2, 4), READING)

    @property
    def _short_at(self) -> int:
        """Where an item's short form begins: at the spine, in English two cells on, where the marks are longer."""
        return 18 if language() == "en" else 16

    @property
    def _said_at(self) -> int:
        """Where the sentences begin, behind the longest of the short forms."""
        longest = max((cell_len(str(dont.short)) for dont in self.donts), default=0)
        return self._short_at + min(max(longest, SHORT_WIDTHS[0]), SHORT_WIDTHS[-1]) + 2

    def _said(self, dont: Dont) -> str:
        """What was written at an item, with what is to be said of its dates."""
        said = self.seen.sentences.get(dont.id, "")
        late = _("late", context="answer") if dont.id in self.seen.late else ""
        changed = _("changed since") if dont.id in self.seen.changed else ""
        begun = _("draft") if dont.id in self.begun else ""
        return " ".join(filter(None, (begun, late, changed, said)))

    def _follow(self) -> None:
        """Move the lines so that the selected one is among those shown, and not under a line that tells of more."""
        room, here = min(self.room, len(self.lines)), self.lines.index(self.selected)
        most = len(self.lines) - room
        top = min(self.top, most)
        if here < top + (top > 0):
            top = max(here - 1, 0)
        if here > top + room - 1 - (top < most):
            top = min(here - room + 2, most)
        self.top = top

    def on_mount(self) -> None:
        """Take the room the screen has."""
        self.fit()

    def on_resize(self) -> None:
        """Take the room the screen has now."""
        self.fit()

    def render(self) -> Content:
        """One line an item; the first and the last say how many more there are."""
        room, above = min(self.room, len(self.lines)), self.top
        places = range(above, above + room)
        shown = [self._line(self.lines[place], self.heights[place]) for place in places]
        below = len(self.lines) - above - room
        if above:
            shown[0] = self._more(ngettext("{n} more line above", "{n} more lines above", above + 1), above + 1)
        if below:
            shown[-1] = self._more(ngettext("{n} more line below", "{n} more lines below", below + 1), below + 1)
        return Content("\n").join(shown)

    def _more(self, words: str, count: int) -> Content:
        return Content.styled(MORE_AT + words.format(n=count), "$text-muted")

    def _line(self, line: int | str, height: int) -> Content:
        if isinstance(line, str):
            return Content.styled(MORE_AT + cut(_("Own list: {title}").format(title=line), 66), "$text-muted")
        place, dont = line, self.donts[line]
        first = len(self.lists[0].donts)
        place = place - first if place >= first else place
        said = fold_within(self._said(dont), self._said_width, height)
        mark = self.seen.marks.get(dont.id)
        here = line == self.selected
        waits = self.is_left or is_covered(self)
        style = "bold" if here else ""
        head = Content.assemble(
            (" " if waits or not here else ">", "bold $accent"),
            (f" {self.number_of(place)}  ", style),
            (pad(mark_words(mark), self._short_at - 6), f"bold {MARK_COLOURS[mark]}" if mark else MARK_COLOURS[None]),
            (pad(str(dont.short), self._said_at - self._short_at - 2), style),
            ("  " + said[0], "$text-muted"),
        )
        lines = [head, *(Content.styled(" " * self._said_at + line, "$text-muted") for line in said[1:])]
        if here:
            ground = "$block-cursor-blurred-background" if waits else "$block-cursor-background"
            width = self.size.width or FIRST
            lines = [line.pad_right(max(width - line.cell_length, 0)).stylize(f"on {ground}") for line in lines]
        return Content("\n").join(lines)

    def number_of(self, place: int) -> str:
        """The number of an item as its line says it, in two cells."""
        return item_number(place, len(self.donts))

    def action_move(self, step: int) -> None:
        """Select the neighbour; the list does not go round."""
        self.selected = min(max(self.selected + step, 0), len(self.donts) - 1)

    def watch_selected(self) -> None:
        """Tell the screen, which shows the wording of the selected item."""
        if self.lines:
            self._follow()
        self.post_message(self.Selected())

    def on_click(self, event: events.Click) -> None:
        """Select the line under the mouse."""
        ends = accumulate(self.heights[self.top :])
        line = self.lines[self.top + next((place for place, end in enumerate(ends) if event.y < end), 0)]
        if isinstance(line, int):
            self.selected = line

    def go_on(self) -> None:
        """Select the next item without a mark; when none is blank the next one, and the last stays."""
        if all(dont.id in self.seen.marks for dont in self.donts):
            self.action_move(1)
        else:
            self.go_to_next_blank()

    def has(self, item: str) -> bool:
        """Whether the day's lists have an item."""
        return any(dont.id == item for dont in self.donts)

    def go_to(self, item: str) -> None:
        """Select an item, if the day's lists have it."""
        if self.has(item):
            self.selected = [dont.id for dont in self.donts].index(item)

    def go_to_next_blank(self) -> None:
        """Select the next item without a mark, if there is one."""
        count = len(self.donts)
        for step in range(1, count + 1):
            place = (self.selected + step) % count
            if self.donts[place].id not in self.seen.marks:
                self.selected = place
                return
