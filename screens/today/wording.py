"""The words beneath the items: the selected one in full, its question, and what was or is being written there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from textual.content import Content

from content.cells import cell_len, fold_within
from content.marks import Dont
from content.words import _
from screens.kit.bars import EDGE
from screens.today.room import LEAST_WORDING
from storage.glance import Glance

MOST_WIDTH = 76  # cells of a line that is read
SPINE = 16
MOST = 200  # lines of one sentence, on the highest of screens
HEAD_LINES = 2  # of an item's wording, and of its question


class Below(NamedTuple):
    """What stands beneath the question: a label, and a text that hangs beside it."""

    label: str = ""
    text: str = ""

    def lines(self, width: int, most: int = MOST) -> list[str]:
        """In at most so many lines; those that follow begin under the first's text."""
        indent = cell_len(self.label)
        first, *others = fold_within(self.text, width - indent, most)
        return [self.label + first, *(" " * indent + line for line in others)]


def below(dont: Dont, seen: Glance, drafts: Mapping[str, str]) -> Below:
    """The draft at an item that is not saved, or else its sentence."""
    draft, said = drafts.get(dont.id, ""), seen.sentences.get(dont.id, "")
    if draft and draft != said:
        return Below(_("Draft, not saved yet (Enter goes on): "), draft)
    return Below(_("Sentence: "), said) if said else Below(text=_("Enter writes a sentence"))


def wording_begin(donts: Iterable[Dont], day: date, seen: Glance, column: int) -> int:
    """Where the words begin: at the spine, or at the edge where the day's wordings have one line each only there.

    It is asked of all items, so that nothing moves with the selection; the lines saved are the matters'.
    """
    longest = max((cell_len(words) for dont in donts for words in _head_words(dont, day, seen)), default=0)
    return EDGE if column - SPINE - EDGE < longest <= column - 2 * EDGE else SPINE


def wording_width(column: int, begin: int = SPINE) -> int:
    """How many cells the words have in a column so wide, two free at the right."""
    return min(column - begin - EDGE, MOST_WIDTH)


def lines_wanted(donts: Iterable[Dont], day: date, seen: Glance, drafts: Mapping[str, str], width: int) -> int:
    """How many lines the longest of all items takes: the room is the same whichever is selected, or being written."""
    shown = (
        len(_head_lines(dont, day, seen, width)) + len(below(dont, seen, each).lines(width))
        for dont in donts
        for each in (drafts, {})
    )
    return max(shown, default=LEAST_WORDING)


def _head_words(dont: Dont, day: date, seen: Glance) -> tuple[str, str]:
    return str(dont.official), str(dont.question_of(day, head=seen.role == "head"))


def _head_lines(dont: Dont, day: date, seen: Glance, width: int, most: int = HEAD_LINES) -> list[Content]:
    official, question = (fold_within(words, width, most) for words in _head_words(dont, day, seen))
    return [*(Content.styled(line, "bold") for line in official), *map(Content, question)]


def wording(dont: Dont, day: date, seen: Glance, said: Below, room: int, width: int) -> Content:
    """An item's wording and question, and in the rest of `room` lines what was said."""
    lines = _head_lines(dont, day, seen, width)
    if len(lines) + bool(said.text) > room:
        lines = _head_lines(dont, day, seen, width, 1)
    if room > len(lines):
        lines += [Content.styled(line, "$text-muted") for line in said.lines(width, room - len(lines))]
    return Content("\n").join(lines)


def wording_while_writing(dont: Dont, day: date, seen: Glance, saved: str, room: int, width: int) -> Content:
    """The same while one writes: `saved` is what stands there so far, when something else is being written.

    Where there is no room for both, it stands in the place of the question.
    """
    if not saved or len(_head_lines(dont, day, seen, width)) < room:
        return wording(dont, day, seen, Below(_("Saved so far: "), saved) if saved else Below(), room, width)
    official = fold_within(str(dont.official), width, max(room - 1, 1))
    lines = [Content.styled(line, "bold") for line in official]
    lines += map(Content, Below(_("Saved so far: "), saved).lines(width, max(room - len(official), 1)))
    return Content("\n").join(lines)
