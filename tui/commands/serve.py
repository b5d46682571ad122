"""`serve`: the program in a browser on the same computer, for whoever started it."""

from __future__ import annotations

import sys

import click

from content.words import _, mark_for_translation
from desk.desk import Desk
from tui.commands.base import CouldNot, command, complain, option, pass_locked_desk, say


@command(
    help=mark_for_translation(
        "Open the program in a browser on this computer, where there is no good terminal.\n\n"
        "It prints an address that works once, in your own browser; nobody else gets in, and nothing goes over the "
        "network. Files are saved in this computer's folders. Ctrl+C here ends it."
    )
)
@option("--port", type=click.IntRange(0, 65535), default=0, metavar="N",
        help=mark_for_translation("The port to listen on; a free one unless given."))  # fmt: skip
@option("--demo", is_flag=True, help=mark_for_translation("Show the sample office instead of your own records."))
@pass_locked_desk
def serve(desk: Desk, port: int, demo: bool) -> None:
    """Serve until Ctrl+C."""
    try:
        from tui.serving.run import serve_until_ended
    except ModuleNotFoundError as error:
        words = _("For this the program lacks a part. Where there is a network: pip install {part}")
        raise CouldNot(words.format(part='"sixdonts[web]"')) from error
    if not sys.stdout.isatty():  # a file or a log would keep the address
        complain(_("This needs a terminal: the address it prints is for your eyes alone."))
        raise click.exceptions.Exit(2)
    from content.errors import reason_of

    try:
        serve_until_ended(desk.home, port, say, is_sample=demo)
    except OSError as error:
        words = _("Port {port} cannot be used: {reason}. Name another with --port.")
        raise CouldNot(words.format(port=port, reason=reason_of(error))) from error
