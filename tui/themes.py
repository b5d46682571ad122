"""Two themes of the program's own: paper (light) and ink (dark), each with one vermilion accent.

Every text colour stands at least 4.5 : 1 from its ground; a test counts it.
"""

from __future__ import annotations

import os

from textual.theme import Theme

# What each mark and each field is coloured with; other themes get these from their own colours (see app.py).
PAPER = Theme(
    name="paper",
    dark=False,
    primary="#8A2C22",
    secondary="#5B5648",
    accent="#B3392B",
    foreground="#2B2B2B",
    background="#FAF7F0",
    surface="#F3EEE2",
    panel="#EBE4D4",
    success="#2F6B3A",
    warning="#8A5A00",
    error="#A3271B",
    variables={
        "text-muted": "#6A6456",
        "text-on-accent": "#FFFFFF",
        "field": "#FFFFFF",
        "mark-kept": "#2F6B3A",
        "mark-partly": "#8A5A00",
        "mark-not-kept": "#A3271B",
        "mark-not-faced": "#5B5648",
        "block-cursor-background": "#EAE1CD",
        "block-cursor-foreground": "#2B2B2B",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#EFE8D8",
        "block-cursor-blurred-foreground": "#2B2B2B",
        "block-cursor-blurred-text-style": "none",
        "link-style": "none",
        "link-style-hover": "underline",
    },
)
INK = Theme(
    name="ink",
    dark=True,
    primary="#EA8B79",
    secondary="#A39C8C",
    accent="#EA8B79",
    foreground="#E9E4DA",
    background="#1F1D1A",
    surface="#2A2723",
    panel="#35312B",
    success="#8FC49A",
    warning="#E0B35F",
    error="#F08A7B",
    variables={
        "text-muted": "#A8A192",
        "text-on-accent": "#1F1D1A",
        "field": "#3A362F",
        "mark-kept": "#8FC49A",
        "mark-partly": "#E0B35F",
        "mark-not-kept": "#F08A7B",
        "mark-not-faced": "#A8A192",
        "block-cursor-background": "#3D372F",
        "block-cursor-foreground": "#F4EFE6",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#332F29",
        "block-cursor-blurred-foreground": "#E9E4DA",
        "block-cursor-blurred-text-style": "none",
        "link-style": "none",
        "link-style-hover": "underline",
    },
)


def theme_of_the_terminal() -> str:
    """The theme that suits the terminal: paper where it says that its ground is light, else ink."""
    ground = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return "paper" if ground in {"7", "15"} else "ink"
