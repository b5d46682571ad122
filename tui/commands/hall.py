"""`hall`: the window for the projector, which follows the session that runs in the app."""

from __future__ import annotations

import click

from content.words import mark_for_translation
from desk.desk import Desk
from tui.commands.base import command, pass_locked_desk


@command(
    help=mark_for_translation(
        "Open the window for the projector: it follows the session run in the app on the same records.\n\n"
        "Zoom the terminal until the last row can read it (Ctrl and +). It shows no answer before it is revealed."
    )
)
@pass_locked_desk
def hall(desk: Desk) -> None:
    """Follow the session until the window is closed."""
    from tui.hall import HallApp

    app = HallApp(desk.home)
    app.run()
    raise click.exceptions.Exit(app.return_code or 0)
