"""What a command says that has nothing to list."""

from __future__ import annotations

from content.period import Period
from desk.desk import Desk
from tui.commands.base import say


def say_none(desk: Desk, words: str, *kinds: str, period: Period | None = None) -> None:
    """Say that there is nothing to list, unless something of these kinds, and the period, was not read or is gone."""
    from desk.not_shown import not_shown, not_shown_of
    from desk.words.unread import empty_words

    files = not_shown(desk, *kinds) if period is None else not_shown_of(desk, period, *kinds)
    say(empty_words(files, words))
