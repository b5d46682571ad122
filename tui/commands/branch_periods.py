"""`branch standing`, `missing`, `call`: how members stand for a period, who is reminded, what is asked for."""

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
    agree,
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
    from storage.spans import Span
    from storage.standings import MemberStanding

OF_PERIOD = option(
    "--period", type=PERIOD, help=mark_for_translation("Such as 2026-11 or 2026-Q4; this month unless given.")
)
AS_JSON = option("--json", "as_json", is_flag=True, help=mark_for_translation("For another program."))
NUMBERS = argument(
    "numbers", nargs=-1, metavar="NUMBER", help=mark_for_translation("Member numbers; all members unless given.")
)
YES = option("--yes", is_flag=True, help=mark_for_translation("Agree to what is asked."))
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
@YES
@AS_JSON
@pass_desk
def standing(
    desk: Desk, numbers: tuple[str, ...], period: Period | None, chosen: str | None, reason: str, until: date | None,
    yes: bool, as_json: bool,
) -> None:  # fmt: skip
    """Choose, where that was asked for, and show what stands then."""
    from desk.branch_leave import over_words, whole_words

    period = period or Period.month_of(desk.today())
    if chosen is None and (reason or until):
        raise click.UsageError(_("--reason and --until belong to --set."))
    if (chosen == "deferred") != (until is not None):
        raise click.UsageError(_("--until belongs to deferred, and deferred needs it."))
    if until is not None and until < desk.today():
        raise CouldNot(over_words(until))
    if chosen is not None and not numbers:
        raise click.UsageError(_("Say whom: the member numbers come first."))
    if chosen is not None:
        must_stand_for_itself(desk, period)
    if (span := _of_months(desk, period)) is not None:
        _show_months(desk, span, numbers, as_json=as_json)
        return
    found = named(desk, period, numbers)
    if chosen is not None:
        _must_count(desk, found, chosen)
        _must_be_whole(desk, period, chosen, reason, yes=yes)
        with desk.commit():
            for one in found:
                desk.branch.choose(
                    one.person, period, "" if chosen == "none" else chosen.replace("-", "_"), reason, until
                )
        found = named(desk, period, numbers)
    show(desk, found, period, as_json=as_json)
    if chosen == "leave" and not as_json:
        say(whole_words())


def must_stand_for_itself(desk: Desk, period: Period) -> None:
    """Pass where nothing is counted by shorter periods.

    Raises:
        CouldNot: it is; the first of them is named.
    """
    if (span := _of_months(desk, period)) is not None:
        words = _("{period} is counted month by month: name the month, such as --period {month}.")
        raise CouldNot(words.format(period=period, month=span.units[0]))


def _must_be_whole(desk: Desk, period: Period, chosen: str, reason: str, *, yes: bool) -> None:
    """Ask why, and whether a leave that does not say so is one for the whole period.

    Raises:
        CouldNot: it is not, or nobody can be asked.
    """
    from desk.branch_leave import leave_question, no_reason_words

    if chosen in {"leave", "not-due"} and not reason:
        raise click.UsageError(no_reason_words())
    if chosen == "leave" and (question := leave_question(reason, period, desk.calendar)):
        agree(question, yes=yes)


def _must_count(desk: Desk, found: Sequence[MemberStanding], chosen: str) -> None:
    """Pass where no file and no form of these counts; only a choice that stands beside a form can be taken back.

    Raises:
        CouldNot: one counts; whose it is is named.
    """
    from desk.branch_names import labels

    names = labels(desk)
    files = [one for one in found if one.received is not None]
    forms = [one for one in found if one.paper is not None and (chosen != "none" or one.choice is None)]
    if files:
        words = _("A submission of {names} was taken in, and it counts. Nothing was changed.")
    elif forms:
        words = _("A form of {names} was entered from paper, and it counts: branch paper NUMBER --remove takes it out.")
    else:
        return
    raise CouldNot(words.format(names=_(", ").join(names.get(one.person, one.member.name) for one in files or forms)))


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
    from desk.branch_calling import still_open_words
    from desk.branch_reminding import reminder_text

    period = period or Period.month_of(desk.today())
    if period.first > desk.today():
        raise CouldNot(_("That period has not begun: nobody is missing yet."))
    span = _of_months(desk, period)
    units = span.units if span else (period,)
    wanted = {unit: _to_remind(desk, unit, span) for unit in units}
    if reminded is not None:
        with desk.commit():
            for unit, members in wanted.items():
                desk.branch.remind([one.person for one in members], unit, reminded)
        span = _of_months(desk, period)
        wanted = {unit: _to_remind(desk, unit, span) for unit in units}
    count = sum(map(len, wanted.values()))
    if as_json:
        months = [
            {"period": str(unit), "members": [_as_data(one) for one in members]} for unit, members in wanted.items()
        ]
        say_json({"period": str(period), "months": months} if span else months[0])
        return
    texts = [reminder_text(members, unit) for unit, members in wanted.items() if members]
    say("\n\n".join(texts) or _("Nobody is missing."))
    if texts and (still_open := still_open_words(desk, period)):
        say(still_open)
    _say_not_collected(span)
    if reminded is not None:
        words = ngettext("Noted: {n} member reminded.", "Noted: {n} members reminded.", count)
        say(words.format(n=count))


def _to_remind(desk: Desk, unit: Period, span: Span | None) -> list[MemberStanding]:
    """Who is to be reminded of a period; of a month of a longer one, not whom a file for the longer one stands for."""
    from desk.branch_reminding import must_know_who_is_missing, to_remind

    found = _of_unit(span, span.units.index(unit)) if span else named(desk, unit, ())
    must_know_who_is_missing(desk)
    return to_remind(found, desk.today())


@command(help=mark_for_translation("The notice of a period: by when, what is asked for, where it is put."))
@argument("period", type=PERIOD, help=mark_for_translation("Such as 2026-11 or 2026-Q4."))
@option("--due", "due_day", type=DAY, required=True, help=mark_for_translation("By when."))
@option("--where", metavar="TEXT", callback=one_line, help=mark_for_translation("Where the files are put."))
@option("--asked", metavar="TEXT", callback=one_line, help=mark_for_translation("What is asked for, where not usual."))
@option("--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
        help=mark_for_translation("Save it here too, as a text and as a Word document."))  # fmt: skip
@option("--force", is_flag=True, help=mark_for_translation("Replace files that are already there."))
@YES
@pass_desk
def call(
    desk: Desk, period: Period, due_day: date, where: str | None, asked: str | None, out: Path | None, force: bool,
    yes: bool,
) -> None:  # fmt: skip
    """Print the text; save it where that was asked for."""
    from desk.branch_calling import PUT_IN, call_files, call_of, call_text, due_doubt, due_fault

    if wrong := due_fault(period, due_day, desk.today()):
        raise CouldNot(wrong)
    if doubt := due_doubt(desk, period, due_day):
        agree(doubt, yes=yes)
    if where is None:
        where = desk.journal.folders.last(PUT_IN)
    made = call_of(desk, period, due_day, asked=asked or "", where=where)
    say(call_text(made))
    if out is not None:
        save_and_say(call_files(desk, made, out), force=force)


PERIODS = (standing, missing, call)


def _of_months(desk: Desk, period: Period) -> Span | None:
    """The months and quarters a longer period is counted by, as in the report; None where it stands for itself."""
    from desk.branch_span import branch_span

    span = branch_span(desk, period, with_facts=False)
    return span if span.is_made_of_parts else None


def _of_unit(span: Span, place: int) -> list[MemberStanding]:
    """How everybody counts in one unit of a longer period."""
    from dataclasses import replace

    from storage.standings import Standing

    return [
        replace(one, standing=Standing.RECEIVED) if place in member.filled else one
        for member in span.members
        if (one := member.standings[place]) is not None
    ]


def _show_months(desk: Desk, span: Span, numbers: Sequence[str], *, as_json: bool) -> None:
    """A longer period month by month, and the sum of them, which is what the report says."""
    from dataclasses import asdict

    from content.dates import period_words
    from desk.words.branch import standing_figures
    from storage.roster import member_key
    from storage.standings import totals

    keys = {member_key(number) for number in numbers}
    known = {member_key(one.member.member_no) for one in span.members}
    if unknown := [number for number in numbers if member_key(number) not in known]:
        raise CouldNot(_("Nobody of the number {number} belongs to the branch then.").format(number=unknown[0]))
    months = [(unit, _of_unit(span, place)) for place, unit in enumerate(span.units)]
    shown = [
        (unit, [one for one in found if not keys or member_key(one.member.member_no) in keys]) for unit, found in months
    ]
    if as_json:
        data = [{"period": str(unit), "members": [_as_data(one) for one in found]} for unit, found in shown]
        say_json({"period": str(span.period), "months": data, "totals": asdict(totals(span.counted))})
        return
    for unit, found in shown:
        say(period_words(unit))
        for one in found:
            say(_line(one, desk.today()))
        if len(found) > 1:
            say(standing_figures(found))
    if not keys:
        figures = standing_figures(span.counted)
        say(_("{period}, members by months: {figures}").format(period=period_words(span.period), figures=figures))
    _say_not_collected(span)


def _say_not_collected(span: Span | None) -> None:
    from content.dates import period_words

    if span and span.not_collected:
        months = _(", ").join(map(period_words, span.not_collected))
        say(_("Nothing was collected for {months}.").format(months=months))


def named(desk: Desk, period: Period, numbers: Sequence[str]) -> list[MemberStanding]:
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


def show(desk: Desk, found: Sequence[MemberStanding], period: Period, *, as_json: bool) -> None:
    """Say how these stand, a line each."""
    from dataclasses import asdict

    from desk.branch_calling import is_early
    from desk.words.branch import standing_figures
    from storage.standings import totals

    if as_json:
        everybody = named(desk, period, ())
        say_json({"period": str(period), "members": [_as_data(one) for one in found],
                  "totals": asdict(totals(everybody))})  # fmt: skip
        return
    early = is_early(desk, period, named(desk, period, ()))
    for one in found:
        say(_line(one, desk.today(), is_early=early))
    if len(found) > 1:
        say(standing_figures(found, is_early=early))


def _line(one: MemberStanding, today: date, *, is_early: bool = False) -> str:
    """A member on one line: number, name, how they stand, and what more there is to say."""
    from content.cells import cell_len, pad
    from content.dates import short_day
    from reports.refused_files import asked_again_words
    from reports.terms import stands_words
    from storage.clock import local_day

    words, name = stands_words(one, is_early=is_early), one.member.name  # a branch's is longer
    more = []
    if one.received is not None:
        received = _("revision {n}, taken in on {day}")
        more.append(received.format(n=one.received.revision, day=short_day(local_day(one.received.taken_at), today)))
    if one.choice is not None:
        until = one.choice.until
        more += [_("until {day}").format(day=short_day(until, today))] if until else []
        more += [one.choice.words] if one.choice.words else []
    more += [one.returned.comment] if one.returned else []
    more += asked_again_words(one)
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
