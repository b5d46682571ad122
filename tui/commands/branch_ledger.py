"""`branch ledger`, and what is put on the list or left off it: decline, add; `accept` has a file of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from content.period import Period
from content.words import _, mark_for_translation
from desk.desk import Desk
from tui.commands.base import (
    DAY,
    PERIOD,
    CouldNot,
    argument,
    command,
    one_line,
    option,
    pass_desk,
    say,
    say_json,
)
from tui.commands.branch_accepting import accept
from tui.commands.branch_ids import (
    BY,
    IDS,
    OUTSIDE,
    REASON,
    owner_of,
    proposals_meant,
    say_each,
    say_listed,
    short_of,
    whose,
)

if TYPE_CHECKING:
    from content.calendar import Calendar
    from storage.problems import Problem
    from storage.proposals import Proposal

STATES = ("open", "done", "verified", "struck", "merged", "removed", "proposed", "left-off")


@command(
    help=mark_for_translation(
        "The branch's list of problems: what is proposed, and what is in account or was struck off in the period."
    )
)
@option("--period", type=PERIOD, help=mark_for_translation("Such as 2026-11 or 2026-Q4; this month unless given."))
@option("--status", type=click.Choice(STATES),
        help=mark_for_translation("Only what stands so."))  # fmt: skip
@option("--owner", metavar="TEXT", default="", callback=one_line,
        help=mark_for_translation("Only of this name or member number."))  # fmt: skip
@option("--category", metavar="TEXT", default="", callback=one_line,
        help=mark_for_translation("Only of this category."))  # fmt: skip
@option("--overdue", is_flag=True, help=mark_for_translation("Only what is overdue."))
@option("--soon", is_flag=True, help=mark_for_translation("Only what is due within 30 days."))
@option("--json", "as_json", is_flag=True, help=mark_for_translation("For another program."))
@pass_desk
def ledger(
    desk: Desk, period: Period | None, status: str | None, owner: str, category: str, overdue: bool, soon: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Say what stands on the list."""
    from content.dates import day_words
    from desk.branch import flags_by_item, left_off_of, sent_by
    from desk.branch_list import Wanted, changed_since, listed, of_owner, proposed, urgency
    from desk.branch_names import labels
    from desk.words.branch import flag_words, problem_figures
    from reports.namesakes import proposal_told_apart, told_apart

    period, today = period or Period.month_of(desk.today()), desk.today()
    stood_on = min(period.last, today)
    is_of_list = status not in {None, "proposed", "left-off"}
    wanted = Wanted(status or "" if is_of_list else "", owner, category, overdue, soon)
    problems = [] if status in {"proposed", "left-off"} else listed(desk, period, wanted)
    problems.sort(key=lambda one: urgency(one, stood_on))
    left_off = of_owner(desk, sent_by(left_off_of(desk), period), owner) if status in {None, "left-off"} else []
    is_only_listed = status not in {None, "proposed"} or category or overdue or soon
    proposals = [] if is_only_listed else proposed(desk, period, wanted)
    if as_json:
        say_json({"period": str(period), "as_of": stood_on.isoformat(),
                  **_ledger_data(desk, problems, proposals, left_off, stood_on)})  # fmt: skip
        return
    if stood_on < today:
        say(_("As of {day}:").format(day=day_words(stood_on)))
    flags = flags_by_item(desk)
    short, names, since = short_of(desk), labels(desk), changed_since(desk, problems)
    for proposal in (*proposals, *(left_off if status == "left-off" else ())):
        line = proposal_told_apart(proposal, names)
        say(_proposal_line(line, short[proposal.id], today, desk.calendar))
    for one in problems:
        more = [*flag_words(flags[one.uid]), *([since[one.uid]] if one.uid in since else [])]
        say(_problem_line(told_apart(one, names), more, short[one.uid], stood_on, desk.calendar))
    say(problem_figures(problems, proposals, stood_on, left_off=len(left_off)))


@command(help=mark_for_translation("Leave what members propose off the list; worded otherwise it is proposed again."))
@IDS
@REASON
@pass_desk
def decline(desk: Desk, ids: tuple[str, ...], reason: str) -> None:
    """Leave them off, all in one write."""
    from desk.branch_acts import decline_all

    if not reason:
        raise CouldNot(_("Say why it is left off: --reason TEXT. Nothing was changed."))

    chosen = proposals_meant(desk, ids)
    decline_all(desk, chosen, reason)
    say_each(_("Not listed: {title}"), whose(desk, chosen))


@command(help=mark_for_translation("List a problem of the branch's own."))
@argument("title", callback=one_line, help=mark_for_translation("The problem in words."))
@option("--owner", metavar="TEXT", default="", callback=one_line,
        help=mark_for_translation("Who sees to it: a name or a member number."))  # fmt: skip
@OUTSIDE
@option("--due", "due_day", type=DAY, help=mark_for_translation("By when."))
@option("--measure", metavar="TEXT", default="", callback=one_line,
        help=mark_for_translation("What is to be done about it."))  # fmt: skip
@option("--category", metavar="TEXT", default="", callback=one_line, help=mark_for_translation("Its category."))
@BY
@pass_desk
def add(desk: Desk, title: str, owner: str, is_outside: bool, by: str, **fields: Any) -> None:
    """Add it."""
    from desk.branch_acts import twin

    desk.branch.settle_first()
    who = owner_of(desk, owner, is_outside=is_outside)
    if (there := twin(desk, title, who)) is not None:
        words = _("It is on the list already: {id}  {title}. Nothing was added.")
        raise CouldNot(words.format(id=short_of(desk)[there.uid], title=there.title))
    made = desk.branch.list.add_own(title, owner=who, by=by, **fields)
    say_listed(desk, [made])
    if not made.owner.name:
        say(_("Nobody is responsible yet: branch hand says who."))
    if made.due_day is None:
        say(_("There is no due day yet: branch extend sets one."))


LEDGER = (ledger, accept, decline, add)


def _ledger_data(
    desk: Desk, problems: Sequence[Problem], proposals: Sequence[Proposal], left_off: Sequence[Proposal], day: date
) -> dict[str, Any]:
    """The list for another program."""
    from desk.branch import flags_by_item
    from desk.branch_names import numbers

    known, flags = numbers(desk), flags_by_item(desk)
    proposed_data, left_off_data = (
        [{**_as_proposed(one, desk.calendar), "member_no": known.get(one.word.person, "")} for one in them]
        for them in (proposals, left_off)
    )
    return {
        "problems": [
            {**_as_data(one, flags.get(one.uid), day, desk.calendar), "owner_no": known.get(one.owner.person, "")}
            for one in problems
        ],
        "proposed": proposed_data,
        "left_off": left_off_data,
    }


def _proposal_line(one: Proposal, short: str, today: date, calendar: Calendar) -> str:
    from content.cells import pad
    from content.dates import short_day
    from desk.words.proposed import proposal_state

    state = proposal_state(one)
    due_day = one.word.matter.due_day
    due = calendar.presumed(due_day, short_day(due_day, today))
    return "  ".join([pad(short, 8), pad(state, 8), _at_least(due), _at_least(one.word.name, 8), one.word.matter.title])


def _at_least(words: str, width: int = 10) -> str:
    """Words in their column, such as a due day or a name; one that is longer takes more."""
    from content.cells import cell_len, pad

    return pad(words, max(width, cell_len(words)))


def _problem_line(one: Problem, more: Sequence[str], short: str, today: date, calendar: Calendar) -> str:
    from content.cells import pad
    from content.dates import short_day
    from desk.words.branch import progress_words

    due = _at_least(calendar.presumed(one.due_day, short_day(one.due_day, today)))
    cells = (pad(short, 8), pad(progress_words(one, today)[0], 8), due,
             _at_least(one.owner.name, 8), one.title, *more)  # fmt: skip
    return "  ".join(cells)


def _as_data(one: Problem, flags: Any, today: date, calendar: Calendar) -> dict[str, Any]:
    from dataclasses import asdict

    from storage.clock import local_day
    from storage.problems import Act

    def day(at: date | None) -> str | None:
        return at.isoformat() if at else None

    return {
        "id": one.uid,
        "status": one.status.value,
        "overdue": one.is_overdue(today),
        "title": one.title,
        "kind": one.kind.value,
        "category": one.category,
        "cause": one.cause,
        "measure": one.measure,
        "owner": one.owner.name,
        "listed_on": day(one.listed_day),
        "entered_on": day(next((local_day(event.at) for event in one.history if event.act is Act.LIST), None)),
        "due": day(one.due_day),
        "due_is_presumed": calendar.is_presumed(one.due_day),
        "progress": [{"day": day(event.day), "text": event.text} for event in one.progress],
        "done_on": day(one.done_day),
        "verified_by": one.verified_by,
        "verified_on": day(one.verified_day),
        "checked": one.basis,
        "struck_off_on": day(one.struck_day),
        "remark": one.remark,
        "merged_into": one.into,
        "sources": [{"name": source.name, "period": source.period} for source in one.sources],
        "look_at": sorted(name for name, is_so in asdict(flags).items() if is_so) if flags else [],
    }


def _as_proposed(one: Proposal, calendar: Calendar) -> dict[str, Any]:
    matter = one.word.matter
    return {
        "id": one.id,
        "name": one.word.name,
        "period": one.origin.period,
        "title": matter.title,
        "measure": matter.measure,
        "given_on": matter.given_day.isoformat(),
        "due": matter.due_day.isoformat() if matter.due_day else None,
        "due_is_presumed": calendar.is_presumed(matter.due_day),
        "declined_before": one.was_declined,
        "struck_off_before": bool(one.was_struck),
        "left_off_because": one.left_off.reason if one.left_off else "",
        "file_checksum": one.word.checksum,
        "source_returned": one.is_returned,
    }
