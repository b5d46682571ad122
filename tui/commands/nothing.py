"""What a command says that has nothing to list."""

from __future__ import annotations

from desk.desk import Desk
from tui.commands.base import say


def say_none(desk: Desk, words: str, *kinds: str) -> None:
    """Say that there is nothing to list, unless something of these kinds could not be read, or is gone."""
    from desk.not_shown import not_shown
    from desk.words.unread import empty_words

    say(empty_words(not_shown(desk, *kinds), words))
