"""`status` as a command of click: its help, and faults in its usage. The work is in status.py."""

from __future__ import annotations

from content.words import mark_for_translation
from desk.desk import Desk
from tui.commands.base import command, option, pass_locked_desk, say


@command(help=mark_for_translation("How today stands: the check, open and overdue matters, reviews."))
@option("--json", "as_json", is_flag=True, help=mark_for_translation("For another program."))
@pass_locked_desk
def status(desk: Desk, as_json: bool) -> None:
    """Print the lines of status.py."""
    from tui.commands.status import status_text

    say(status_text(desk.home, desk.now(), as_json=as_json))
