"""`branch standing`, `missing`, `return`, `receipt`, `call`: how members stand for a period, and what is said back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from content.period import Period
from content.words import _, mark_for_translation, ngettext
from desk.desk import Desk
from tui.commands.base import (
    DAY,
    PAST_DAY,
    PERIOD,
    CouldNot,
    argument,
    command,
    one_line,
    option,
    pass_desk,
    save_and_say,
    say,
    say_json,
)

if TYPE_CHECKING:
    from storage.standings import MemberStanding

OF_PERIOD = option(
    "--period", type=PERIOD, help=mark_for_translation("Such as 2026-11 or 2026-Q4; this month unless given.")
)
AS_JSON = option("--json", "as_json", is_flag=True, help=mark_for_translation("For another program."))
NUMBERS = argument(
    "numbers", nargs=-1, metavar="NUMBER", help=mark_for_translation("Member numbers; all members unless given.")
)
CHOICES = ("leave", "deferred", "not-due", "none")


@command(
    help=mark_for_translation(
        "Show how members stand for a period, or say it of those who sent nothing.\n\n"
        "leave: on leave the whole period; deferred: until an agreed day; not-due: nothing is due; none: take it back."
    )
)
@NUMBERS
@OF_PERIOD
@option("--set", "chosen", type=click.Choice(CHOICES), help=mark_for_translation("How they stand."))
@option("--reason", metavar="TEXT", default="", callback=one_line,
        help=mark_for_translation("Why; of a leave its kind and days."))  # fmt: skip
@option("--until", type=DAY, help=mark_for_translation("The day agreed on, of deferred."))
@AS_JSON
@pass_desk
def standing(
    desk: Desk, numbers: tuple[str, ...], period: Period | None, chosen: str | None, reason: str, until: date | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Choose, where that was asked for, and show what stands then."""
    period = period or Period.month_of(desk.today())
    if chosen is None and (reason or until):
        raise click.UsageError(_("--reason and --until belong to --set."))
    if (chosen == "deferred") != (until is not None):
        raise click.UsageError(_("--until belongs to deferred, and deferred needs it."))
    if chosen is not None and not numbers:
        raise click.UsageError(_("Say whom: the member numbers come first."))
    found = _named(desk, period, numbers)
    if chosen is not None:
        if here := [one.member.name for one in found if one.received is not None]:
            words = _("A submission of {names} was taken in, and it counts. Nothing was changed.")
            raise CouldNot(words.format(names=_(", ").join(here)))
        with desk.commit():
            for one in found:
                _choose(desk, one, period, chosen.replace("-", "_"), reason, until)
        found = _named(desk, period, numbers)
    _show(desk, found, period, as_json=as_json)


def _choose(desk: Desk, one: MemberStanding, period: Period, chosen: str, reason: str, until: date | None) -> None:
    if chosen != "none":
        desk.branch.choose(one.person, period, chosen, reason, until)
        return
    if one.paper is not None:
        desk.branch.remove_paper(one.person, period)
    desk.branch.choose(one.person, period, "")


@command(
    help=mark_for_translation(
        "Who is missing for a period, as a text to remind with; whose agreed day has not come is left out.\n\n"
        "Exit code 0 also where somebody is missing."
    )
)
@OF_PERIOD
@option(
    "--reminded", type=PAST_DAY, metavar="DAY", help=mark_for_translation("Note that they were reminded on that day.")
)
@AS_JSON
@pass_desk
def missing(desk: Desk, period: Period | None, reminded: date | None, as_json: bool) -> None:
    """Say who is to be reminded of what."""
    from desk.branch_reminding import reminder_text, to_remind

    period = period or Period.month_of(desk.today())
    wanted = to_remind(_named(desk, period, ()), desk.today())
    if reminded is not None:
        desk.branch.remind([one.person for one in wanted], period, reminded)
        wanted = to_remind(_named(desk, period, ()), desk.today())
    if as_json:
        say_json({"period": str(period), "members": [_as_data(one) for one in wanted]})
        return
    say(reminder_text(wanted, period) if wanted else _("Nobody is missing."))
    if reminded is not None:
        words = ngettext("Noted: {n} member reminded.", "Noted: {n} members reminded.", len(wanted))
        say(words.format(n=len(wanted)))


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
    [one] = _named(desk, period, (number,))
    if undo:
        if one.returned is None:
            raise CouldNot(_("Nothing is returned to {name} for this period.").format(name=one.member.name))
        desk.branch.take_return_back(one.person, period)
    else:
        send_back_one(desk, one, period, comment or "")
    _show(desk, _named(desk, period, (number,)), period, as_json=False)
    if not undo:
        say(_("Hand it out with: sixdonts branch receipt --out DIR"))


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


@command(help=mark_for_translation("The notice of a period: by when, what is asked for, where it is put."))
@argument("period", type=PERIOD, help=mark_for_translation("Such as 2026-11 or 2026-Q4."))
@option("--due", "due_day", type=DAY, required=True, help=mark_for_translation("By when."))
@option("--where", metavar="TEXT", callback=one_line, help=mark_for_translation("Where the files are put."))
@option("--asked", metavar="TEXT", callback=one_line, help=mark_for_translation("What is asked for, where not usual."))
@option("--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
        help=mark_for_translation("Save it here too, as a text and as a Word document."))  # fmt: skip
@option("--force", is_flag=True, help=mark_for_translation("Replace files that are already there."))
@pass_desk
def call(
    desk: Desk, period: Period, due_day: date, where: str | None, asked: str | None, out: Path | None, force: bool
) -> None:
    """Print the text; save it where that was asked for."""
    from desk.branch_calling import PUT_IN, call_files, call_of, call_text

    if where is None:
        where = desk.journal.folders.last(PUT_IN)
    made = call_of(desk, period, due_day, asked=asked or "", where=where)
    say(call_text(made))
    if out is not None:
        save_and_say(call_files(desk, made, out), force=force)


PERIODS = (standing, missing, send_back, receipt, call)


def _named(desk: Desk, period: Period, numbers: Sequence[str]) -> list[MemberStanding]:
    """How the members of these numbers stand, or all.

    Raises:
        CouldNot: there is no roster, or nobody of one of the numbers.
    """
    from storage.roster import member_key

    if not desk.branch.roster():
        raise CouldNot(_("There is no roster yet. First run: sixdonts branch roster FILE"))
    found = desk.branch.standings(period, with_facts=False)
    by_number = {member_key(one.member.member_no): one for one in found}
    for number in numbers:
        if member_key(number) not in by_number:
            raise CouldNot(_("Nobody of the number {number} belongs to the branch then.").format(number=number))
    return [by_number[key] for key in dict.fromkeys(map(member_key, numbers))] if numbers else found


def _show(desk: Desk, found: Sequence[MemberStanding], period: Period, *, as_json: bool) -> None:
    from dataclasses import asdict

    from desk.words.branch import standing_figures
    from storage.standings import totals

    if as_json:
        everybody = _named(desk, period, ())
        say_json({"period": str(period), "members": [_as_data(one) for one in found],
                  "totals": asdict(totals(everybody))})  # fmt: skip
        return
    for one in found:
        say(_line(one, desk.today()))
    if len(found) > 1:
        say(standing_figures(found))


def _line(one: MemberStanding, today: date) -> str:
    """A member on one line: number, name, how they stand, and what more there is to say."""
    from content.cells import cell_len, pad
    from content.dates import short_day
    from reports.terms import standing_words
    from storage.clock import local_day

    words, name = standing_words(one.standing), one.member.name  # a branch's is longer
    more = []
    if one.received is not None:
        received = _("revision {n}, taken in on {day}")
        more.append(received.format(n=one.received.revision, day=short_day(local_day(one.received.taken_at), today)))
    if one.choice is not None:
        until = one.choice.until
        more += [_("until {day}").format(day=short_day(until, today))] if until else []
        more += [one.choice.words] if one.choice.words else []
    more += [one.returned.comment] if one.returned else []
    more += [refused.file_name for refused in one.refused if one.is_missing]
    more += [_("reminded {day}").format(day=short_day(kept.day, today)) for kept in one.reminders]
    return "  ".join([pad(one.member.member_no, 6), pad(name, max(8, cell_len(name))), pad(words, 14), *more]).rstrip()


def _as_data(one: MemberStanding) -> dict[str, Any]:
    received, choice, back = one.received, one.choice, one.returned
    return {
        "member_no": one.member.member_no,
        "name": one.member.name,
        "party_group": one.member.party_group,
        "standing": one.standing.value,
        "revision": received.revision if received else None,
        "made_at": received.header.made_at.isoformat() if received else None,
        "taken_at": received.taken_at.isoformat() if received else None,
        "checksum": received.checksum if received else None,
        "reason": choice.words if choice else "",
        "until": choice.until.isoformat() if choice and choice.until else None,
        "returned_on": back.day.isoformat() if back else None,
        "comment": back.comment if back else "",
        "reminded_on": [kept.day.isoformat() for kept in one.reminders],
        "refused": [{"file": kept.file_name, "why": kept.why} for kept in one.refused],
    }
