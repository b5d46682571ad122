"""All about the selected line, as a title and the words beneath it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from textual.content import Content

from content.calendar import Calendar
from content.cells import cut
from content.dates import period_words, short_day
from content.period import Period
from content.words import _
from desk.branch_year import Year, months_of
from desk.words.branch import problem_lines, progress_words, standing_lines
from desk.words.proposed import proposal_lines
from reports.branch import is_due_soon
from reports.namesakes import event_told_apart, proposal_told_apart, told_apart
from reports.terms import stands_words
from screens.branch.lines import colour_of
from screens.branch.seen import PROBLEMS, YEAR, Seen
from screens.kit.labelled import Labelled, labelled
from storage.standings import MemberStanding, Standing


def details_of(
    seen: Seen, page: str, period: Period, name: str, width: int, today: date, calendar: Calendar
) -> Content:
    """All about the line of that name on a page, in lines of at most `width` cells; nothing where there is none."""
    if page == PROBLEMS:
        return _problem_details(seen, name, width, today, calendar)
    standing = next((one for one in seen.members if one.person == name), None)
    if standing is None:
        return Content("")
    known = standing_lines(standing, is_early=seen.is_early)
    is_open = seen.open_until is not None and standing.standing is Standing.MISSING
    still = _("asked for by {day}").format(day=short_day(seen.open_until, today)) if is_open else ""
    colour = colour_of(standing.standing, is_early=seen.is_early)
    lines = [*_coloured(known, colour, still), *_owned(seen, name, today)]
    if seen.year is not None:
        lines += _other_months(seen.year, name, period)
    who = seen.names.get(standing.person, standing.member.name)
    title = f"{who}  {period_words(period)}" if page == YEAR else who
    return labelled(title, lines, width)


def _problem_details(seen: Seen, name: str, width: int, today: date, calendar: Calendar) -> Content:
    """A problem with its flags, its whole history and what was merged into it; or what a member proposes."""
    for problem in seen.problems:
        if problem.uid == name:
            events = [event_told_apart(event, seen.names) for event in seen.events.get(name, ())]
            merged = [told_apart(one, seen.names) for one in seen.merged.get(name, ())]
            lines = problem_lines(told_apart(problem, seen.names), calendar, seen.flags.get(name), events, merged)
            words, style = progress_words(problem, today)
            urgent = words if problem.is_overdue(today) or is_due_soon(problem, today) else ""
            return labelled(problem.title, _coloured(lines, style, urgent), width)
    for proposal in (*seen.proposals, *seen.left_off):
        if proposal.id == name:
            lines = proposal_lines(proposal_told_apart(proposal, seen.names), calendar)
            return labelled(proposal.word.matter.title, _coloured(lines, ""), width)
    return Content("")


def _coloured(lines: Iterable[tuple[str, str]], state: str, urgent: str = "") -> Iterable[Labelled]:
    """The lines with the state in its colour, with what is urgent of it, and what is to be looked at in its own."""
    styles, more = {_("State"): state, _("Look at"): "$warning"}, {_("State"): urgent}
    for label, text in lines:
        yield label, "  ".join(filter(None, (text, more.get(label)))), styles.get(label, "")


def _owned(seen: Seen, person: str, today: date) -> Iterable[Labelled]:
    """The problems in the account that the member sees to."""
    for problem in seen.problems:
        if problem.is_in_account and problem.owner.person == person:
            words, style = progress_words(problem, today)
            yield _("On the list"), f"{problem.title}  {words}", style


def _other_months(year: Year, person: str, period: Period) -> Iterable[Labelled]:
    """The months of the year in which the member did not simply send something, and why."""
    line = next((one for one in year.lines if one.person == person), None)
    for month, one in zip(months_of(year.year), line.months if line else (), strict=False):
        if one is not None and one.standing is not Standing.RECEIVED and month != period:
            why = one.choice.words if one.choice else ""
            words = "  ".join(filter(None, (period_words(month), stands_words(one), why)))
            yield _("The year"), words, colour_of(one.standing)


def month_line(year: Year, one: MemberStanding | None, period: Period, width: int) -> str:
    """A member in the month looked at, on one line."""
    if one is None:
        return ""
    is_begun = year.totals[period.first.month - 1] is not None
    words = stands_words(one) if is_begun else _("Nothing was collected for this month.")
    who = f"{one.member.member_no} {one.member.name}", period_words(period)
    more = one.member.party_group, one.member.office, one.choice.words if one.choice else ""
    return cut("  ".join(filter(None, (*who, words, *more))), width)
