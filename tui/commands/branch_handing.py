"""What of `branch` leaves the secretary's desk beside the report: sheets for those responsible, the whole ledger."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from content.period import Period
from content.words import _, mark_for_translation
from desk.desk import Desk
from tui.commands.base import (
    PERIOD,
    CouldNot,
    argument,
    command,
    complain,
    one_line,
    option,
    pass_desk,
    refuse_replacing,
    save_and_say,
    say,
    say_saved,
)


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
    from desk.branch_orders import order_files, unowned, unowned_words

    if not owner and (words := unowned_words(unowned(desk))):
        click.echo(words, err=True)
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
    from desk.handing_on import look_at, newer_words, parcel_words, taken_over, taken_over_before

    if (file is None) != undo:
        raise click.UsageError(_("Name one: a file, or --undo."))
    parcel = look_at(desk, file) if file else taken_over_before(desk)
    if parcel is None:
        raise CouldNot(_("No ledger was taken over here, so there is none to go back to."))
    say(parcel_words(parcel))
    if newer := newer_words(desk, parcel):
        say(newer)
    if not yes and not (sys.stdin.isatty() and click.confirm(_("Put this ledger in the place of the one here?"))):
        raise CouldNot(_("Nothing was changed; --yes agrees."))
    kept = taken_over(desk, parcel)
    went_back = _("Gone back to the ledger before. The one that was here is kept: {file}")
    done = _("Taken over. The ledger that was here is kept: {file}")
    say((went_back if undo else done).format(file=kept))


@command("hand-up", help=mark_for_translation(
    "Write the branch's figures, and what is named of its list, as a file for the next level; shows what leaves.\n\n"
    "The next level takes it in like a branch its members' files: its roster has the branches, with a number each."
))  # fmt: skip
@option("--period", type=PERIOD, help=mark_for_translation("Such as 2026-11 or 2026-Q4; this month unless given."))
@option("--number", metavar="NO", callback=one_line,
        help=mark_for_translation("The branch's number there; the one used last unless given."))  # fmt: skip
@option("--to", metavar="NAME", callback=one_line, help=mark_for_translation("The name of the next level."))
@option("--problem", "problems", multiple=True, metavar="WORDS",
        help=mark_for_translation("A problem of the list that goes along, by its title; again for more."))  # fmt: skip
@option("--all-problems", is_flag=True, help=mark_for_translation("Everything on the list goes with it."))
@option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
        help=mark_for_translation("Folder for the file."))  # fmt: skip
@option("--force", is_flag=True, help=mark_for_translation("Replace files that are already there."))
@pass_desk
def hand_up(
    desk: Desk, period: Period | None, number: str | None, to: str | None, problems: tuple[str, ...],
    all_problems: bool, out: Path, force: bool,
) -> None:  # fmt: skip
    """Show what leaves, and write it: of the revision it had when nothing changed since, else of the next one."""
    from desk.save_files import make_folder
    from desk.upward import hand_up as write_up
    from desk.upward import last_handed_up, may_leave, not_there_words, prepare

    period, last = period or Period.month_of(desk.today()), last_handed_up(desk)
    number, to = number or (last.number if last else ""), to or (last.to if last else "")
    if not number:
        raise CouldNot(_("Say the branch's number on the roster of the next level: --number NO"))
    there = may_leave(desk, period)
    unknown = [words for words in problems if all(words not in one.title for one in there)]
    if unknown:
        raise CouldNot(not_there_words(desk, unknown, period))
    chosen = frozenset(one.uid for one in there if all_problems or any(words in one.title for words in problems))
    made = prepare(desk, period, number, to, chosen)
    refuse_replacing({out / made.note.file_name: made.content}, force=force)
    say(made.content.decode().rstrip("\n"))
    make_folder(desk, out)
    say_saved([write_up(desk, made, out)])
    complain(_("Classified content does not belong in it."))
    complain(_("The checksum shows that the file was not changed, not that it is true."))
