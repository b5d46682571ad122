"""The sample office, opened above one's own program: a program of its own, gone when it is left."""

from __future__ import annotations

import subprocess

from textual.app import App, SuspendNotSupported

from content.words import _
from screens.kit.bars import keyed
from tui.shown_on import in_browser


def open_sample(app: App[None]) -> None:
    """Open it on this terminal and come back when it is left; where that cannot be, say how to open it."""
    from desk.reminding import own_program

    try:
        with app.suspend():
            subprocess.run([*own_program(), "demo"], check=False)  # noqa: S603 - our own program, no shell
    except SuspendNotSupported:
        here = _("In a browser, open it with: sixdonts serve --demo")
        elsewhere = _("It cannot be opened from here. Leave with {app.quit} and run: sixdonts demo")
        app.notify(here if in_browser() else keyed(app, elsewhere), markup=False)
    app.refresh()
