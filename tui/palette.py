"""The command palette in the language spoken now."""

from __future__ import annotations

from rich.text import Text
from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette
from textual.widgets.option_list import Option

from content.words import _
from screens.kit.base import uncover


class Palette(CommandPalette):
    """Textual's palette; what it says itself is English only, so that is said here."""

    CAN_BE_LEFT = True
    DEFAULT_CSS = """
    Palette { background: $background 60%; }
    Palette > Vertical { background: $surface; margin-top: 1; }
    Palette > .command-palette--help-text { color: $text-muted; text-style: none; }
    Palette #--input, Palette CommandInput, Palette CommandInput:focus { border: none; height: 1; }
    Palette #--input { background: $field; padding: 0 $edge; }
    Palette SearchIcon, Palette LoadingIndicator { display: none; }
    Palette CommandList, Palette CommandList:focus { border: none; padding: 1 0 0 0; scrollbar-size-vertical: 1; }
    Palette CommandList > .option-list--option { text-style: none; padding: 0 $edge; }
    """

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close the palette once, and look for no more commands: what it would show them in is gone."""
        self._cancel_gather_commands()
        return super().dismiss(result) if uncover(self) else AwaitComplete()

    def action_leave(self) -> None:
        """Leave as Esc does."""
        self.dismiss(None)

    def _start_no_matches_countdown(self, search_value: str) -> None:
        self._stop_no_matches_countdown()
        if search_value:
            self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, self._say_nothing_found)
        else:
            self._list_visible = False

    def _say_nothing_found(self) -> None:
        words = Option(Text(_("Nothing found")), disabled=True, id=self._NO_MATCHES)
        self.query_one(CommandList).add_option(words)
        self._list_visible = True
