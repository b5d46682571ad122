"""Choosing a theme in the palette, the program's own two first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from textual.app import App
from textual.command import CommandListItem, SimpleCommand, SimpleProvider

from content.words import _
from tui.palette import Palette


def choose_theme(app: App[None], wear: Callable[[str], Awaitable[None]]) -> None:
    """Show every theme there is; the one chosen is worn."""
    names = sorted(app.available_themes, key=lambda name: (name not in {"paper", "ink"}, name))
    commands: list[CommandListItem] = [SimpleCommand(name, partial(wear, name)) for name in names]
    provider: Any = SimpleProvider(app.screen, commands)  # called like the class it stands for
    app.push_screen(Palette([provider], placeholder=_("Search for a theme")))
