"""Chips: a day in two cells, the first sign of its state on the state's own ground; no state by colour alone.

Where a year has to fit, a day has one cell: the digit that marks the state on Today.
"""

from __future__ import annotations

from textual.content import Content

from content.cells import pad
from content.marks import Mark, Unmarked, mark_words
from content.words import _

WIDTH = 2


State = Mark | Unmarked
_STYLES: dict[State, str] = {
    Mark.KEPT: "$chip-kept on $chip-kept-ground",
    Mark.PARTLY: "$chip-partly on $chip-partly-ground",
    Mark.NOT_KEPT: "$chip-not-kept on $chip-not-kept-ground",
    Mark.NOT_FACED: "$chip-not-faced on $chip-not-faced-ground",
    Unmarked.BLANK: "$text-muted",
    Unmarked.OFF: "$text-muted on $panel",
    Unmarked.AWAY: "$text-muted on $panel",
}
_DIGITS: dict[State, str] = {
    Mark.KEPT: "1", Mark.PARTLY: "2", Mark.NOT_KEPT: "3", Mark.NOT_FACED: "4",
    Unmarked.BLANK: "0", Unmarked.OFF: "-", Unmarked.AWAY: "/",
}  # fmt: skip


def chip(state: State | None, cells: int = WIDTH) -> Content:
    """A day in this state, in two cells or in one; None: nothing was asked of it, and nothing is shown."""
    if state is None:
        return Content(" " * cells)
    return Content.styled(pad(chip_sign(state) if cells == WIDTH else _DIGITS[state], cells), _STYLES[state])


def chip_style(state: State) -> str:
    """The colours of a state's sign on the state's own ground."""
    return _STYLES[state]


def chip_sign(state: State) -> str:
    """The sign of a state: 做, 半, 未, 免, 空, 休, 假."""
    return {
        Mark.KEPT: _("K", context="chip"),
        Mark.PARTLY: _("P", context="chip"),
        Mark.NOT_KEPT: _("N", context="chip"),
        Mark.NOT_FACED: _("F", context="chip"),
        Unmarked.BLANK: _("_", context="chip"),
        Unmarked.OFF: _("-", context="chip"),
        Unmarked.AWAY: _("/", context="chip"),
    }[state]


def legend(width: int, cells: int = WIDTH) -> list[Content]:
    """What each sign stands for, on lines of at most `width` cells; `cells`: those of a day."""
    states: list[State] = [*Mark, *Unmarked]
    words = [*map(mark_words, Mark), mark_words(None), _("day off"), _("on leave")]
    parts = [Content.assemble(chip(state, cells), f" {word}") for state, word in zip(states, words, strict=True)]
    lines = [parts[0]]
    for part in parts[1:]:
        if lines[-1].cell_length + 2 + part.cell_length <= width:
            lines[-1] = Content.assemble(lines[-1], "  ", part)
        else:
            lines.append(part)
    return [line.stylize_before("$text-muted") for line in lines]
