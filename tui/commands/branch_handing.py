"""What of `branch` leaves the secretary's desk beside the report: sheets for those responsible, the whole ledger."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from content.words import _, mark_for_translation
from desk.desk import Desk
from tui.commands.base import CouldNot, argument, command, one_line, option, pass_desk, save_and_say, say


@command(
    help=mark_for_translation("Write a sheet for each person with what is theirs on the list and not done (Word).")
)
@option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
        help=mark_for_translation("Folder for the files."))  # fmt: skip
@option("--owner", metavar="NAME", default="", callback=one_line, help=mark_for_translation("Only for this person."))
@option("--force", is_flag=True, help=mark_for_translation("Replace files that are already there."))
@pass_desk
def orders(desk: Desk, out: Path, owner: str, force: bool) -> None:
    """Write the sheets."""
    from desk.branch_orders import order_files

    save_and_say(order_files(desk, out, owner or ""), force=force)


@command("hand-on", help=mark_for_translation(
    "Write the whole ledger as one file for the next secretary: roster, all files taken in, the list, the reports."
))  # fmt: skip
@option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
        help=mark_for_translation("Folder for the file."))  # fmt: skip
@option("--force", is_flag=True, help=mark_for_translation("Replace files that are already there."))
@pass_desk
def hand_on(desk: Desk, out: Path, force: bool) -> None:
    """Write the file."""
    from desk.handing_on import handed_on_files

    if not desk.branch.roster():
        raise CouldNot(_("There is no ledger to hand on."))
    save_and_say(handed_on_files(desk, out), force=force)


@command("take-over", help=mark_for_translation(
    "Check a ledger that was handed on, and put it in the place of the one here, which is kept."
))  # fmt: skip
@argument("file", type=click.Path(path_type=Path), required=False,
          help=mark_for_translation("The file that the secretary before handed on."))  # fmt: skip
@option("--undo", is_flag=True, help=mark_for_translation("Go back to the ledger before the last taking over instead."))
@option("--yes", is_flag=True, help=mark_for_translation("Do it without asking."))
@pass_desk
def take_over(desk: Desk, file: Path | None, undo: bool, yes: bool) -> None:
    """Say what is in the file, ask, and take it over."""
    from desk.handing_on import look_at, parcel_words, taken_over, taken_over_before

    if (file is None) != undo:
        raise click.UsageError(_("Name one: a file, or --undo."))
    parcel = look_at(desk, file) if file else taken_over_before(desk)
    if parcel is None:
        raise CouldNot(_("No ledger was taken over here, so there is none to go back to."))
    say(parcel_words(parcel))
    if not yes and not (sys.stdin.isatty() and click.confirm(_("Put this ledger in the place of the one here?"))):
        raise CouldNot(_("Nothing was changed; --yes agrees."))
    kept = taken_over(desk, parcel)
    say(_("Taken over. The ledger that was here is kept: {file}").format(file=kept))
