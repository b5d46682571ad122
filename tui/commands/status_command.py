"""`status` as a command of click: its help, and faults in its usage. The work is in status.py."""

from __future__ import annotations

import click

from content.words import _, mark_for_translation
from desk.desk import Desk
from tui.commands.base import command, option, pass_locked_desk, say


@command(help=mark_for_translation("How today stands: the check, open and overdue matters, reviews."))
@option("--json", "as_json", is_flag=True, help=mark_for_translation("For another program."))
@option("--short", "is_short", is_flag=True, help=mark_for_translation("A few words, for a prompt or a status bar."))
@pass_locked_desk
def status(desk: Desk, as_json: bool, is_short: bool) -> None:
    """Print the lines of status.py."""
    if as_json and is_short:
        raise click.UsageError(_("--json and --short exclude each other."))
    from tui.commands.status import status_text

    say(status_text(desk.home, desk.now(), as_json=as_json, is_short=is_short))
