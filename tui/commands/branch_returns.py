"""`branch return`, `receipt`: what the branch says back of what members sent."""

from __future__ import annotations

from pathlib import Path

import click

from content.period import Period
from content.words import _, mark_for_translation
from desk.desk import Desk
from tui.commands.base import CouldNot, argument, command, one_line, option, pass_desk, save_and_say, say
from tui.commands.branch_periods import OF_PERIOD, named, show


@command("return", help=mark_for_translation("Return what a member sent, with a comment; it is to come again."))
@argument("number", help=mark_for_translation("The person's member number."))
@OF_PERIOD
@option("--comment", metavar="TEXT", callback=one_line, help=mark_for_translation("What is to be put otherwise."))
@option("--undo", is_flag=True, help=mark_for_translation("Take the return back: what came stands again."))
@pass_desk
def send_back(desk: Desk, number: str, period: Period | None, comment: str | None, undo: bool) -> None:
    """Note the return, or take it back."""
    from desk.branch_receipts import send_back as send_back_one

    if bool(comment) == undo:
        raise click.UsageError(_("Write --comment TEXT, or --undo."))
    period = period or Period.month_of(desk.today())
    [one] = named(desk, period, (number,))
    if undo:
        _take_back(desk, number, period)
        return
    send_back_one(desk, one, period, comment or "")
    show(desk, named(desk, period, (number,)), period, as_json=False)
    say(_("Hand it out with: sixdonts branch receipt --out DIR"))


def _take_back(desk: Desk, number: str, period: Period) -> None:
    """Take the last return back, and say what stands then: what came, or the return before.

    Raises:
        CouldNot: nothing is returned, or the member has sent again since.
    """
    from desk.branch_names import labels

    [one] = named(desk, period, (number,))
    name = labels(desk).get(one.person, one.member.name)
    if one.returned is None:
        earlier = any(back.person == one.person for back in desk.branch.noted(period).returns)
        words = _("Nothing is returned to {name} for this period.")
        again = _("What was returned to {name} has come anew and counts; there is no return to take back.")
        raise CouldNot((again if earlier else words).format(name=name))
    desk.branch.take_return_back(one.person, period)
    [now] = found = named(desk, period, (number,))
    before = _("The last return was taken back; the one before it stands: {comment}")
    words = _("The return was taken back; what {name} sent stands again.")
    say(before.format(comment=now.returned.comment) if now.returned else words.format(name=name))
    show(desk, found, period, as_json=False)


@command(
    help=mark_for_translation(
        "Save the receipts of a period: one for all, and one for each member to whom something was returned.\n\n"
        "The one for all holds numbers, revisions and days; a comment stands only in the file of the one it is for."
    )
)
@OF_PERIOD
@option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
        help=mark_for_translation("Folder for the files."))  # fmt: skip
@option("--force", is_flag=True, help=mark_for_translation("Replace files that are already there."))
@pass_desk
def receipt(desk: Desk, period: Period | None, out: Path, force: bool) -> None:
    """Write the files."""
    from desk.branch_receipts import receipt_files

    save_and_say(receipt_files(desk, period or Period.month_of(desk.today()), out), force=force)
    say(_("The checksum shows that the file was not changed, not that it is true."))


RETURNS = (send_back, receipt)
