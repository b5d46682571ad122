"""A terminal below 80 × 24: it says which size it needs, and everything stays as it was until it has grown again.

The screens never hear of a smaller terminal. They stay laid out at 80 × 24, so that the focus, the place in a list and
what was typed are untouched; only what is drawn is something else, and no key is taken for a screen that is not seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, ConsoleOptions, RenderableType
from rich.control import Control
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.screen import Screen

from content.cells import cut, fold
from content.words import _
from screens.kit.bars import key_words
from screens.kit.keymap import keys_by_action
from screens.kit.saying import SpeakingApp

SmallLines = Sequence[Sequence[tuple[str, str]]]
"""Lines, each of words with their style."""
NEEDED = Size(80, 24)


def at_least(size: Size) -> Size:
    """The size that the screens are told."""
    return Size(max(size.width, NEEDED.width), max(size.height, NEEDED.height))


def too_small_lines(size: Size, leaving: str, *, is_over_wall: bool = False) -> list[str]:
    """What a terminal of this size says, in lines that fit it; the sizes first, as long as there is room for them.

    leaving: the key that ends the program.
    is_over_wall: the letters were made larger for a wall, and something was opened over it that Esc closes.
    """
    needed, now = f"{NEEDED.width}x{NEEDED.height}", f"{size.width}x{size.height}"
    said = (
        _("The window is too small: {needed} is needed, it is {now}.").format(needed=needed, now=now),
        _("Smaller letters: Ctrl and -. Esc closes, back to the wall")
        if is_over_wall
        else _("Make it larger to go on; what was typed is kept. {key}: quit").format(key=key_words(leaving)),
    )
    lines = [line for words in said for line in fold(words, size.width)]
    if len(lines) > size.height or any(cut(line, size.width) != line for line in lines):
        lines = [f">={needed}"]
    return [cut(line, size.width) for line in lines[: size.height]]


class _Small:
    """Lines of words and styles, drawn from the upper left corner of a terminal; `clears` wipes it first."""

    def __init__(self, lines: SmallLines, *, clears: bool) -> None:
        self.lines = lines
        self.clears = clears

    def __rich_console__(self, _console: Console, _options: ConsoleOptions) -> Iterator[Segment]:
        if self.clears:
            yield Control.clear().segment
        for row, line in enumerate(self.lines):
            yield Control.move_to(0, row).segment
            yield from (Segment(text, Style.parse(style)) for text, style in line)


class SizedApp(SpeakingApp):
    """An app whose screens have 80 × 24 at least; a smaller terminal shows what it needs instead of them.

    A screen that has `small_lines` draws itself in any terminal: a wall is zoomed until the last row reads it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.terminal: Size | None = None  # as it is; None before it was first measured

    @property
    def size(self) -> Size:
        """The size that the screens are laid out at."""
        return at_least(super().size)

    @property
    def is_too_small(self) -> bool:
        """Whether the terminal is too small to show a screen."""
        return self.terminal is not None and at_least(self.terminal) != self.terminal

    async def on_event(self, event: events.Event) -> None:
        """Tell the screens no size below what they need; what is typed or clicked unseen goes nowhere."""
        if isinstance(event, events.Resize):
            self._measured(event.size)
            event = events.Resize(at_least(event.size), at_least(event.virtual_size))
        unseen = isinstance(event, events.InputEvent | events.Paste) and self.is_too_small and not self._own_lines
        leaving = {*self._leaving, "escape"} if self._is_over_wall else self._leaving
        if not unseen or (isinstance(event, events.Key) and event.key in leaving):
            await super().on_event(event)

    @property
    def _leaving(self) -> Sequence[str]:
        """The keys that end the program; of all keys only they work unseen."""
        return keys_by_action(self).get("app.quit", ("ctrl+q",))

    @property
    def _own_lines(self) -> SmallLines:
        """What the screen draws in a terminal that is too small for others; empty for most."""
        return getattr(self.screen, "small_lines", ()) if self.screen_stack else ()

    @property
    def _is_over_wall(self) -> bool:
        """Whether what does not fit was opened over a wall that does."""
        return any(getattr(screen, "small_lines", ()) for screen in self.screen_stack[:-1])

    @property
    def _small(self) -> _Small:
        if lines := self._own_lines:
            return _Small(lines, clears=False)
        words = too_small_lines(self.terminal or NEEDED, self._leaving[0], is_over_wall=self._is_over_wall)
        return _Small([[(line, "")] for line in words], clears=True)

    def _measured(self, size: Size) -> None:
        was_too_small, self.terminal = self.is_too_small, size
        if not self.screen_stack:
            return
        if self.is_too_small:
            self._display(self.screen, self._small)
        elif was_too_small:
            self.screen.refresh()

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Draw the screen, or in its place what the terminal lacks."""
        if renderable is not None and self.terminal is not None and self.is_too_small:
            renderable = self._small
        super()._display(screen, renderable)
