"""The words beneath the items: the selected one in full, its question, and what was or is being written there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from textual.content import Content

from content.cells import cell_len, cut, fold_within
from content.marks import Dont
from content.words import _
from screens.today.room import LEAST_WORDING
from storage.glance import Glance

WIDTH = 70  # cells beside the margin at 80 columns, and in the first column of a wider screen
MOST = 200  # lines of one sentence, on the highest of screens


@dataclass(frozen=True)
class Below:
    """What stands beneath the question: a label, and a text that hangs beside it."""

    label: str = ""
    text: str = ""

    def lines(self, most: int = MOST) -> list[str]:
        """In at most so many lines; those that follow begin under the first's text."""
        indent = cell_len(self.label)
        first, *others = fold_within(self.text, WIDTH - indent, most)
        return [self.label + first, *(" " * indent + line for line in others)]


def below(dont: Dont, seen: Glance, drafts: Mapping[str, str]) -> Below:
    """The draft at an item that is not saved, or else its sentence."""
    draft, said = drafts.get(dont.id, ""), seen.sentences.get(dont.id, "")
    if draft and draft != said:
        return Below(_("Draft, not saved yet (Enter goes on): "), draft)
    return Below(_("Sentence: "), said) if said else Below()


def lines_wanted(donts: Iterable[Dont], seen: Glance, drafts: Mapping[str, str]) -> int:
    """How many lines the longest of all items takes: the room is the same whichever is selected, or being written."""
    shown = (below(dont, seen, each) for dont in donts for each in (drafts, {}))
    return 2 + max((len(one.lines()) for one in shown), default=1)


def wording(dont: Dont, day: date, seen: Glance, said: Below, room: int) -> Content:
    """An item's wording and question, and in the rest of `room` lines what was said."""
    question = str(dont.question_of(day, head=seen.role == "head"))
    lines = [Content.styled(cut(str(dont.official), WIDTH), "bold"), Content(cut(question, WIDTH))]
    if room > len(lines):
        lines += [Content.styled(line, "$text-muted") for line in said.lines(room - len(lines))]
    return Content("\n").join(lines)


def wording_while_writing(dont: Dont, day: date, seen: Glance, saved: str, room: int) -> Content:
    """The same while one writes: `saved` is what stands there so far, when something else is being written.

    Where there is no room for both, it stands in the place of the question.
    """
    if not saved or room > LEAST_WORDING - 1:
        return wording(dont, day, seen, Below(_("Saved so far: "), saved) if saved else Below(), room)
    lines = [Content.styled(cut(str(dont.official), WIDTH), "bold")]
    lines += map(Content, Below(_("Saved so far: "), saved).lines(room - 1))
    return Content("\n").join(lines)
