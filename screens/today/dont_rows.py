"""The items of the day's lists, a line each; a list longer than the room it has moves with the selection."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from content.cells import cut, fold_within, pad
from content.marks import Dont, DontList, mark_words
from content.words import _, language, mark_for_translation, ngettext
from screens.kit.marks import MARK_COLOURS
from screens.today.room import lines_to_wrap, rows_most
from storage.glance import Glance

NUMBERS = "一二三四五六七八九十"
SAID_AT = 46  # the column in which a sentence begins


class DontRows(Widget, can_focus=True):
    """The items: number, mark, short form and what was written; one is selected."""

    BINDINGS = [
        Binding("up", "move(-1)", mark_for_translation("item above"), show=False, id="donts.up"),
        Binding("down", "move(1)", mark_for_translation("item below"), show=False, id="donts.down"),
    ]
    selected: reactive[int] = reactive(0)

    class Selected(Message):
        """Another item is selected."""

    def __init__(self, lists: Sequence[DontList], seen: Glance) -> None:
        super().__init__()
        self.seen = seen
        self.lists: tuple[DontList, ...] = ()
        self.lines: list[int | str] = []  # an item's place among all, or the title of a personal list
        self.heights: list[int] = []  # how many lines of the screen each of the lines takes
        self.top = 0
        self.show(lists, seen)

    def show(self, lists: Sequence[DontList], seen: Glance) -> None:
        """Show these lists as answered; the selected item stays so where it is still there."""
        self.seen = seen
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
        return max((self.size.width or 78) - SAID_AT, 4)

    def _said(self, dont: Dont) -> str:
        """What was written at an item, with what is to be said of its dates."""
        said = self.seen.sentences.get(dont.id, "")
        if dont.id not in self.seen.late:
            return said
        return " ".join(filter(None, (_("changed since") if dont.id in self.seen.changed else _("late"), said)))

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
        return Content.styled("      " + words.format(n=count), "$text-muted")

    def _line(self, line: int | str, height: int) -> Content:
        if isinstance(line, str):
            return Content.styled("      " + cut(_("Own list: {title}").format(title=line), 66), "$text-muted")
        place, dont = line, self.donts[line]
        first = len(self.lists[0].donts)
        place = place - first if place >= first else place
        said = fold_within(self._said(dont), self._said_width, height)
        mark = self.seen.marks.get(dont.id)
        here = line == self.selected
        number = f"{place + 1:>2}" if language() == "en" or len(self.donts) > len(NUMBERS) else NUMBERS[place]
        style = "bold" if here else ""
        return Content.assemble(
            ("> " if here else "  ", "bold $accent"),
            (f"{number}  ", style),
            (pad(mark_words(mark), 12), f"bold {MARK_COLOURS[mark]}" if mark else MARK_COLOURS[None]),
            (pad(str(dont.short), 26), style),
            ("  " + ("\n" + " " * SAID_AT).join(said), "$text-muted"),
        )

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
