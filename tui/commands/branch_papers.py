"""`branch paper`: what a member handed in on paper, entered by the secretary (代录)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from content.period import Period
from content.words import _, mark_for_translation
from desk.desk import Desk
from tui.commands.base import CouldNot, argument, command, option, pass_desk, say
from tui.commands.branch_ids import BY
from tui.commands.branch_periods import OF_PERIOD, must_stand_for_itself, named, show

if TYPE_CHECKING:
    from storage.standings import MemberStanding

_HOURS = mark_for_translation("Hours of it, such as 2 or 1.5.")


@command(
    help=mark_for_translation(
        "Enter what a member handed in on paper; it counts as received. What is not named stays as it was.\n\n"
        "--problem names a problem of the form, again for more; those named take the place of all before."
    )
)
@argument("number", help=mark_for_translation("The person's member number."))
@OF_PERIOD
@option("--days", "answered_days", metavar="N", help=mark_for_translation("Days checked."))
@option("--due-days", "due_days", metavar="N", help=mark_for_translation("Days due."))
@option("--group", "group_minutes", metavar="HOURS", help=_HOURS)
@option("--training", "training_minutes", metavar="HOURS", help=_HOURS)
@option("--make-up", "make_up_minutes", metavar="HOURS", help=_HOURS)
@option("--self", "self_minutes", metavar="HOURS", help=_HOURS)
@option(
    "--problem",
    "problems",
    metavar="TEXT",
    multiple=True,
    help=mark_for_translation("A problem of the form; at most five."),
)
@BY
@option("--remove", is_flag=True, help=mark_for_translation("Take out what was entered; the member counts as before."))
@pass_desk
def paper(
    desk: Desk, number: str, period: Period | None, problems: tuple[str, ...], by: str, remove: bool,
    **figures: str | None,
) -> None:  # fmt: skip
    """Enter the form, or take it out, and show how the member stands then."""
    from desk.branch_papers import enter_paper, take_paper_out
    from desk.words.branch import paper_lines

    said = {name: text for name, text in figures.items() if text is not None}
    if remove == bool(said or problems):
        raise click.UsageError(_("Say what the form says, such as --days 18 --due-days 20, or --remove."))
    period = period or Period.month_of(desk.today())
    if period.first > desk.today():
        raise CouldNot(_("That period has not begun."))
    must_stand_for_itself(desk, period)
    [one] = named(desk, period, (number,))
    if remove:
        if one.paper is None:
            raise CouldNot(_("Nothing was entered from paper for {name}.").format(name=one.member.name))
        take_paper_out(desk, one.person, period, one.paper)
    else:
        values = _values(one, period, said, problems)
        enter_paper(desk, one.person, period, values, one.paper, by or (one.paper.by if one.paper else ""))
    found = named(desk, period, (number,))
    show(desk, found, period, as_json=False)
    for label, text in (line for one in found if one.paper for line in paper_lines(one.paper)):
        if text:
            say("  " + _("{label}: {text}").format(label=label, text=text))


def _values(one: MemberStanding, period: Period, said: Mapping[str, str], problems: Sequence[str]) -> dict[str, str]:
    """The form with what was said put into it.

    Raises:
        CouldNot: a file of the member counts, or something cannot be read as what it is.
        UsageError: there are more problems than the form has lines.
    """
    from desk.branch_papers import PROBLEMS, paper_fault, paper_labels, paper_values
    from storage.records import clean_line

    if one.received is not None:
        words = _("A submission of {names} was taken in, and it counts. Nothing was changed.")
        raise CouldNot(words.format(names=one.member.name))
    if len(problems) > len(PROBLEMS):
        raise click.UsageError(_("A form has at most {n} problems.").format(n=len(PROBLEMS)))
    values = {**paper_values(one.paper), **said}
    if problems:
        values |= dict.fromkeys(PROBLEMS, "") | dict(zip(PROBLEMS, map(clean_line, problems), strict=False))
    if fault := paper_fault(values, period):
        label, why = paper_labels()[fault[0]], fault[1]
        raise CouldNot(_("{label}: {text}").format(label=label, text=why))
    return values


PAPERS = (paper,)
