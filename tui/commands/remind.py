"""`remind`: a word once a day, where a check is due and nothing is filled in. Off unless it is installed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import time
from typing import TYPE_CHECKING

import click

from content.printable import printable, printable_line
from content.words import _, mark_for_translation
from desk.desk import Desk
from storage.cipher import has_vault
from tui.commands.base import CouldNot, agree, group, option, pass_locked_desk, say
from tui.commands.time_type import TIME

if TYPE_CHECKING:
    from desk.remind_texts import Piece


yes_option = option(
    "--yes", is_flag=True, help=mark_for_translation("Do it without asking, but leave what was changed by hand.")
)


@group(help=mark_for_translation(
    "A word once a day, where a check is due and nothing is filled in. Off unless you install it.\n\n"
    "A timer of the system starts the program, which looks and mostly says nothing: not on days off or on leave, not "
    "when something is filled in, and never what the records say."
))  # fmt: skip
def remind() -> None:
    """The commands."""


@remind.command(help=mark_for_translation(
    "Have the system remind you. Shows first what will be written, and where.\n\n"
    "Linux: a timer of systemd, or a line of the crontab; Windows: a task."
))  # fmt: skip
@option("--at", type=TIME, default="17:00", show_default=True, metavar="HH:MM",
        help=mark_for_translation("At what time of day."))  # fmt: skip
@yes_option
@pass_locked_desk
def install(desk: Desk, at: time, yes: bool) -> None:
    """Show what will be written; ask; write it."""
    from desk.reminding import reminder_of
    from desk.schedulers import scheduler_here

    if has_vault(desk.home):
        raise CouldNot(_(
            "While the vault is on, what is filled in cannot be seen, so there can be no reminder. "
            "Nothing was installed."
        ))  # fmt: skip
    scheduler = scheduler_here()
    found, pieces = scheduler.found(), scheduler.pieces(reminder_of(desk, at))
    if [one.text for one in found] == [one.text for one in pieces]:
        say(_("It is installed already. Nothing was changed."))
        return
    _keep_what_was_changed(found)
    _show([one for one in found if not one.is_as_written])
    say(_("This will be written:"))
    _show(pieces)
    _agree(found, _("Write this?"), yes=yes)
    scheduler.put(pieces)
    say(_("Installed: it looks every day at {time}. To end it: sixdonts remind remove").format(
        time=f"{at:%H:%M}"
    ))  # fmt: skip


@remind.command(help=mark_for_translation(
    "Take away what install wrote, and nothing else. What was changed by hand since is asked about first."
))  # fmt: skip
@yes_option
@pass_locked_desk
def remove(desk: Desk, yes: bool) -> None:
    """Show what goes; ask; take it away."""
    from desk.schedulers import scheduler_here

    scheduler = scheduler_here()
    if not (found := scheduler.found()):
        say(_("No reminder is installed."))
        return
    _keep_what_was_changed(found)
    say(_("This will be taken away:"))
    _show(found)
    _agree(found, _("Take it away?"), yes=yes)
    scheduler.take_away()
    say(_("Taken away: nothing reminds you any more."))


@remind.command(help=mark_for_translation("Show what is installed, and where."))
@pass_locked_desk
def show(desk: Desk) -> None:
    """Show what is there."""
    from desk.schedulers import scheduler_here

    if not (found := scheduler_here().found()):
        say(_("No reminder is installed."))
        return
    _show(found)
    if has_vault(desk.home):
        say(_("While the vault is on, it says nothing: what is filled in cannot be seen."))


@remind.command(help=mark_for_translation(
    "What the timer starts: a word if a check is due today and nothing is filled in; else nothing."
))  # fmt: skip
@pass_locked_desk
def now(desk: Desk) -> None:
    """Look, and say it or not."""
    from desk.reminding import is_called_for, notify

    if not is_called_for(desk):
        return
    words = _("Today's self-check is still blank.")
    is_read_here = sys.stdout.isatty() and sys.platform != "win32"  # there the window closes at once
    if is_read_here or not notify(_("The six don'ts"), words):
        say(words)


def _show(pieces: Sequence[Piece]) -> None:
    for one in pieces:
        say(printable_line(one.place) + ("" if one.is_as_written else "  " + _("(changed by hand)")))
        for line in printable(one.text).splitlines():
            say(f"    {line}")


def _keep_what_was_changed(found: Sequence[Piece]) -> None:
    """Pass where nothing was changed by hand, or somebody can be asked about it; before anything is announced.

    Raises:
        CouldNot: nobody can be, so it is kept.
    """
    if not sys.stdin.isatty() and any(not one.is_as_written for one in found):
        raise _was_kept(found)


def _was_kept(found: Sequence[Piece]) -> CouldNot:
    words = _("{place} was changed by hand, so it was kept; change or remove it yourself.")
    return CouldNot(words.format(place=printable_line(next(one.place for one in found if not one.is_as_written))))


def _agree(found: Sequence[Piece], question: str, *, yes: bool) -> None:
    """Go on when it was agreed to; what was changed by hand goes only when somebody says so who was asked.

    Raises:
        CouldNot: it was not.
    """
    if all(one.is_as_written for one in found):
        agree(question, yes=yes, is_save=False)
    elif not click.confirm(_("It was changed by hand. Do away with it all the same?")):
        raise _was_kept(found)
