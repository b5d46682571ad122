"""The command palette in the language spoken now."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.command import CommandInput, CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message_pump import MessagePump
from textual.strip import Strip
from textual.widgets import LoadingIndicator, Static
from textual.widgets.option_list import Option

from content.cells import cell_len, pad
from content.initials import can_be_initials, initials_pattern
from content.words import _
from screens.kit.bars import key_words
from screens.kit.base import is_covered, uncover
from screens.kit.keymap import KeyedScreen
from screens.kit.rows import with_cursor

KEYS = 12  # cells for the key of an entry
MOST = 84  # cells of an entry with its key
NAME = 12  # cells of its name: what it does stands at the spine


class Actions(Provider):
    """What the app can do, in the order in which it names it; what begins with the words looked for comes first."""

    async def discover(self) -> Hits:
        """Everything, when nothing is looked for yet."""
        for words, key, do, _discover in self.app.get_system_commands(self.screen):
            yield DiscoveryHit(_entry(words, key, self.app.size.width - 4), do, text=words)

    async def search(self, query: str) -> Hits:
        """What these words or letters stand in."""
        matcher = self.matcher(query)
        for words, key, do, _discover in self.app.get_system_commands(self.screen):
            match = matcher.match(words) or float(_by_initials(query, words))
            if match > 0:
                yield Hit(
                    match * _nearness(query.casefold(), words.casefold()),
                    _entry(words, key, self.app.size.width - 4),
                    do,
                    text=words,
                )


def _by_initials(query: str, words: str) -> bool:
    """Whether the letters are those that the Chinese words begin with: bzb finds 报支部."""
    return can_be_initials(query) and initials_pattern(query).search(words) is not None


def _entry(words: str, key: str, width: int) -> Content:
    """One line: what it is called, what it does, and its key in a column of its own."""
    name, _gap, does = words.partition("  ")
    name = pad(name, NAME) if cell_len(name) < NAME and does else name
    does = pad(does, min(width, MOST) - KEYS - cell_len(name) - 2)
    return Content.assemble(name, "  ", (does, "$text-muted"), "  ", (key, "bold"))


def _what_keys_do() -> tuple[str | tuple[str, str], ...]:
    """What stands at the bottom: the keys of the room beneath do nothing while one types here."""
    gap = (f" {_('do it')}  ", "$text-muted")
    return (key_words("enter"), "bold"), gap, (key_words("escape"), "bold"), (f" {_('close')}", "$text-muted")


def _nearness(query: str, words: str) -> int:
    if words == query or words.endswith((f": {query}", f"：{query}")):  # Set-up: Trash
        return 1000
    return 100 if words.startswith(query) else 10 if query in words else 1


class Commands(CommandList):
    """The entries, with the cursor before the one that Enter takes: no state by colour alone."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"commands--cursor"}
    DEFAULT_CSS = """
    Commands > .commands--cursor { color: $accent; text-style: bold; }
    """

    def render_line(self, y: int) -> Strip:
        """The line; Textual's list has no focus of its own, one types in the line above it."""
        strip = super().render_line(y)
        line = y + self.scroll_offset.y
        if is_covered(self) or line >= len(self._lines) or self._lines[line] != (self.highlighted, 0):
            return strip
        return with_cursor(strip, self.get_component_rich_style("commands--cursor", partial=True))


class Palette(CommandPalette, KeyedScreen[None]):
    """Textual's palette; what it says itself is English only, so that is said here."""

    CAN_BE_LEFT = True
    AT_A_KEY = CommandPalette._GATHER_COMMANDS_GROUP
    DEFAULT_CSS = """
    Palette { background: $veil 60%; }
    Palette > Vertical { background: $surface; margin-top: 1; }
    Palette > .command-palette--help-text { color: $text-muted; text-style: none; }
    Palette #--input, Palette CommandInput, Palette CommandInput:focus { border: none; height: 1; }
    Palette #--input { background: $field; padding: 0 $edge; }
    Palette LoadingIndicator { display: none; }
    Palette #keys { dock: bottom; height: 1; background: $panel; color: $foreground; padding: 0 $edge; }
    Palette CommandList, Palette CommandList:focus { border: none; padding: 1 0 0 0; scrollbar-size-vertical: 1; }
    Palette CommandList > .option-list--option { text-style: none; padding: 0 $edge; }
    Palette CommandList > .option-list--option-highlighted { background: $block-cursor-background; text-style: bold; }
    Palette CommandInput .input--placeholder { color: $text-muted; }
    """

    def compose(self) -> ComposeResult:
        """The line to type in, and the entries."""
        with Vertical(id="--container"):
            with Horizontal(id="--input"):
                yield CommandInput(placeholder=self._placeholder, select_on_focus=False)
            with Vertical(id="--results"):
                yield Commands()
                yield LoadingIndicator()
        yield Static(Content.assemble(*_what_keys_do()), id="keys", markup=False)

    def takers(self) -> list[MessagePump]:
        """The list too: Enter in the line takes its entry."""
        return [*self.query(Commands), *super().takers()]

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close the palette once, and look for no more commands: what it would show them in is gone."""
        self._cancel_gather_commands()
        return super().dismiss(result) if uncover(self) else AwaitComplete()

    def on_screen_suspend(self) -> None:
        """Show no cursor while something is open above."""
        self.query(Commands).refresh()

    def on_screen_resume(self) -> None:
        """Show the cursor again."""
        self.query(Commands).refresh()

    def action_leave(self) -> None:
        """Leave as Esc does."""
        self.dismiss(None)

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """Say at once that nothing was found: until then Enter would do what stood first before."""
        if search_value:
            words = Option(Text(_("Nothing found")), disabled=True, id=self._NO_MATCHES)
            self.query_one(CommandList).add_option(words)
        self._list_visible = bool(search_value)
