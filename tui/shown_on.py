"""What the app is shown on: a terminal, or a tab of a browser (tui/serving)."""

from __future__ import annotations

import os
import sys

IN_BROWSER = "SIXDONTS_IN_BROWSER"  # set for the program behind a tab


def in_browser() -> bool:
    """Whether it is a tab of a browser, which keeps some keys for itself: Ctrl+T, Ctrl+W, Ctrl+N."""
    return IN_BROWSER in os.environ


def can_show() -> bool:
    """Whether there is anything to show it on."""
    return in_browser() or (sys.stdin.isatty() and sys.stdout.isatty())
