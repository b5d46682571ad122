"""The tokens of the look: two themes of the program's own, paper (light) and ink (dark), and the grid.

Every text colour stands at least 4.5 : 1 from every ground it is shown on; a test counts it.
"""

from __future__ import annotations

import os
from collections.abc import Container

from textual.theme import Theme


def _theme(name: str, *, dark: bool, tokens: dict[str, str]) -> Theme:
    """A theme of these tokens: the ones that Textual knows under its own names, and the rest as variables."""
    return Theme(
        name=name,
        dark=dark,
        primary=tokens["lit-ground"],
        secondary=tokens["mark-not-faced"],
        accent=tokens["vermilion"],
        foreground=tokens["text"],
        background=tokens["ground"],
        surface=tokens["side"],
        panel=tokens["bar"],
        success=tokens["mark-kept"],
        warning=tokens["mark-partly"],
        error=tokens["mark-not-kept"],
        variables={
            **{name: value for name, value in tokens.items() if name in OWN},
            "text-muted": tokens["quiet"],
            "block-cursor-background": tokens["selection"],
            "block-cursor-foreground": tokens["text"],
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": tokens["selection-blurred"],
            "block-cursor-blurred-foreground": tokens["text"],
            "block-cursor-blurred-text-style": "none",
            "input-selection-background": tokens["selection"],
            "scrollbar": tokens["selection"],
            "scrollbar-hover": tokens["selection"],
            "scrollbar-active": tokens["quiet"],
            "scrollbar-background": tokens["ground"],
            "scrollbar-background-hover": tokens["ground"],
            "scrollbar-background-active": tokens["ground"],
            "scrollbar-corner-color": tokens["ground"],
            "link-style": "none",
            "link-style-hover": "underline",
        },
    )


# The tokens that no theme of Textual has: with those themes they keep these colours (see `SixdontsApp`).
OWN = frozenset(
    {
        "lit", "lit-ground", "field", "veil",
        "mark-kept", "mark-partly", "mark-not-kept", "mark-not-faced",
        "chip-kept", "chip-kept-ground", "chip-partly", "chip-partly-ground", "chip-not-kept", "chip-not-kept-ground",
        "chip-not-faced", "chip-not-faced-ground", "due", "due-ground",
    }
)  # fmt: skip

# What each colour is for: docs/look.md. Vermilion: the lit room, the cursor, the name. Red: not kept and overdue alone.
PAPER = _theme(
    "paper",
    dark=False,
    tokens={
        "ground": "#FAF7F0",
        "side": "#F3EEE2",
        "bar": "#EBE4D4",
        "selection": "#E2D6BB",
        "selection-blurred": "#EFE8D8",
        "field": "#FFFFFF",
        "veil": "#FAF7F0",
        "text": "#2B2B2B",
        "quiet": "#5F594C",
        "vermilion": "#A02F23",
        "lit": "#FFFFFF",
        "lit-ground": "#B3392B",
        "mark-kept": "#2A6235",
        "mark-partly": "#7A5000",
        "mark-not-kept": "#A0261A",
        "mark-not-faced": "#5B5648",
        "chip-kept": "#1F4E29",
        "chip-kept-ground": "#D5E6D3",
        "chip-partly": "#5C3C00",
        "chip-partly-ground": "#F3DFB0",
        "chip-not-kept": "#FFFFFF",
        "chip-not-kept-ground": "#A3271B",
        "chip-not-faced": "#4A463B",
        "chip-not-faced-ground": "#E3DED2",
        "due": "#5A1A12",
        "due-ground": "#EBD3C6",
    },
)
INK = _theme(
    "ink",
    dark=True,
    tokens={
        "ground": "#1F1D1A",
        "side": "#2A2723",
        "bar": "#35312B",
        "selection": "#40392F",
        "selection-blurred": "#332F29",
        "field": "#3A362F",
        "veil": "#000000",
        "text": "#E9E4DA",
        "quiet": "#B5AE9F",
        "vermilion": "#F09C8C",
        "lit": "#1F1D1A",
        "lit-ground": "#EA8B79",
        "mark-kept": "#8FC49A",
        "mark-partly": "#E0B35F",
        "mark-not-kept": "#F59B8D",
        "mark-not-faced": "#B5AE9F",
        "chip-kept": "#CFE8D2",
        "chip-kept-ground": "#2C4A33",
        "chip-partly": "#F5DDA6",
        "chip-partly-ground": "#5A4416",
        "chip-not-kept": "#1F1D1A",
        "chip-not-kept-ground": "#F08A7B",
        "chip-not-faced": "#CFC8B9",
        "chip-not-faced-ground": "#3A362F",
        "due": "#F6D3CB",
        "due-ground": "#56322B",
    },
)

# The grid, in terminal cells: column 0 is the cursor's, text begins at 2, the last column is the scrollbar's.
GRID = {
    "edge": "2",  # where text begins, and what stays free to the right of it
    "spine": "16",  # where what belongs to a row begins: fields, wording, empty states
    "lock-width": "72",  # of the box that asks for the passphrase
    "label-width": "14",  # of the labels between the edge and the spine
    "short-label-width": "8",  # of those of a question: the number of a gap, how sure one is
    "day-width": "12",  # of a field for a day
    "reading": "76",  # no line that is read is longer
    "main-width": "80",  # the first column from 120: it shows what a screen of 80 shows
    "side-width": "40",  # the second column from 120
    "side-most": "60",  # to which it grows
    "details-beneath": "9",  # lines of it beneath the list, where it is not beside it
    "page-width": "80",  # a second column with lines as they will stand in a file
}


def theme_of_the_terminal() -> str:
    """The theme that suits the terminal: paper where it says that its ground is light, else ink."""
    ground = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return "paper" if ground in {"7", "15"} else "ink"


def theme_wanted(setting: str, available: Container[str]) -> str:
    """The theme that a setting names; where it names none there is, the one that suits the terminal."""
    return setting if setting in available else theme_of_the_terminal()
