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
    from desk.schedulers import Scheduler


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
    """Show what will be written, and what goes for it; ask; write it."""
    from desk.remind_texts import word_that_is_no_line
    from desk.reminding import reminder_of
    from desk.schedulers import scheduler_here

    if has_vault(desk.home):
        raise CouldNot(_(
            "While the vault is on, what is filled in cannot be seen, so there can be no reminder. "
            "Nothing was installed."
        ))  # fmt: skip
    reminder = reminder_of(desk, at)
    if word := word_that_is_no_line(reminder):
        words = _("No scheduler can be given the path {path}, so nothing was installed; give the folder another name.")
        raise CouldNot(words.format(path=printable_line(word)))
    scheduler = scheduler_here()
    found, pieces = _look(), scheduler.pieces(reminder)
    there = [one for _scheduler, those in found for one in those]
    if [(one.place, one.text) for one in there] == [(one.place, one.text) for one in pieces]:
        say(_("It is installed already. Nothing was changed."))
        return
    _keep_what_is_not_ours(desk, there, yes=yes)
    if there:
        say(_("This will be taken away:"))
        _show(there)
    say(_("This will be written:"))
    _show(pieces)
    _agree(desk, there, _("Write this?"), yes=yes)
    for other, _pieces in found:
        if type(other) is not type(scheduler):
            other.take_away()
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
    found = _look()
    there = [one for _scheduler, those in found for one in those]
    if not there:
        say(_("No reminder is installed."))
        return
    _keep_what_is_not_ours(desk, there, yes=yes)
    say(_("This will be taken away:"))
    _show(there)
    _agree(desk, there, _("Take it away?"), yes=yes)
    for scheduler, _pieces in found:
        scheduler.take_away()
    say(_("Taken away: nothing reminds you any more."))


@remind.command(help=mark_for_translation("Show what is installed, and where."))
@pass_locked_desk
def show(desk: Desk) -> None:
    """Show what is there."""
    if not (there := [one for _scheduler, those in _look() for one in those]):
        say(_("No reminder is installed."))
        return
    _show(there)
    if _is_for_others(desk, there):
        say(_("It is for another data folder, not for {folder}.").format(folder=printable_line(str(desk.home))))
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


def _look() -> list[tuple[Scheduler, tuple[Piece, ...]]]:
    """What is there of ours, with every scheduler that has something.

    Raises:
        SchedulerRefused: there is nothing where one can look, and one scheduler did not let it be seen.
    """
    from desk.schedulers import SchedulerRefused, schedulers_to_look_at
    from desk.words.faults import fault_words

    found: list[tuple[Scheduler, tuple[Piece, ...]]] = []
    refusals: list[SchedulerRefused] = []
    for scheduler in schedulers_to_look_at():
        try:
            if pieces := scheduler.found():
                found.append((scheduler, pieces))
        except SchedulerRefused as refused:
            refusals.append(refused)
    if refusals and not found:
        raise refusals[0]
    for unseen in refusals:
        click.echo(fault_words(unseen), err=True)
    return found


def _is_for_others(desk: Desk, there: Sequence[Piece]) -> bool:
    from desk.remind_texts import is_for_others

    return is_for_others([one.text for one in there], str(desk.home.absolute()))


def _keep_what_is_not_ours(desk: Desk, there: Sequence[Piece], *, yes: bool) -> None:
    """Pass where it is as it was written for this folder, or somebody can be asked; before anything is announced.

    Raises:
        CouldNot: nobody can be, so it is kept.
    """
    if (not sys.stdin.isatty() and any(not one.is_as_written for one in there)) or (
        (yes or not sys.stdin.isatty()) and _is_for_others(desk, there)
    ):
        raise _was_kept(there)


def _was_kept(there: Sequence[Piece]) -> CouldNot:
    changed = next((one.place for one in there if not one.is_as_written), "")
    if not changed:
        return CouldNot(_(
            "The reminder that is installed is for another data folder, and there can be only one: it was kept. "
            "sixdonts remind show shows it; sixdonts remind remove without --yes asks about it."
        ))  # fmt: skip
    words = _("{place} was changed by hand, so it was kept; change or remove it yourself.")
    return CouldNot(words.format(place=printable_line(changed)))


def _agree(desk: Desk, there: Sequence[Piece], question: str, *, yes: bool) -> None:
    """Go on when it was agreed to; what is not as it was written for this folder goes only when somebody says so.

    Raises:
        CouldNot: it was not.
    """
    if any(not one.is_as_written for one in there):
        asked = _("It was changed by hand. Do away with it all the same?")
    elif _is_for_others(desk, there):
        asked = _("It is for another data folder. Do away with it all the same?")
    else:
        agree(question, yes=yes, is_save=False)
        return
    if not click.confirm(asked):
        raise _was_kept(there)
