"""What a screen is for, and its keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.binding import ActiveBinding, Binding
from textual.content import Content

from content.cells import DIALOG_WIDTH, fold, pad
from content.words import _, mark_for_translation
from screens.kit.bars import key_words, movement_last
from screens.kit.page import PageDialog


class HelpDialog(PageDialog):
    """The help of one screen; F1 closes it too."""

    BINDINGS = [
        Binding("f1", "dismiss", mark_for_translation("close"), show=False, id="help.close_f1", priority=True),
        Binding("question_mark", "dismiss", mark_for_translation("close"), show=False, id="help.close_sign"),
    ]

    def __init__(self, title: str, text: str, bindings: Sequence[ActiveBinding]) -> None:
        told = [*map(Content, fold(text, DIALOG_WIDTH)), Content("")] if text else []
        super().__init__(Content("\n").join([Content.styled(title, "bold"), Content(""), *told, *_keys(bindings)]))


def _keys(bindings: Iterable[ActiveBinding]) -> Iterable[Content]:
    """A line a key and what it does; what does not fit goes on beneath it."""
    seen: set[tuple[str, str]] = set()
    yield Content.styled(_("Keys"), "bold")
    for active in movement_last(bindings):
        binding = active.binding
        words = active.tooltip or binding.description
        if (binding.key, words) in seen or words in ("", key_words(binding.key)):
            continue
        seen.add((binding.key, words))
        first, *others = fold(words, DIALOG_WIDTH - 10)
        yield Content.assemble((pad(key_words(binding.key), 10), "bold"), first)
        yield from (Content(" " * 10 + line) for line in others)
