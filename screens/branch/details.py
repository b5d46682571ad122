"""All about the selected line, as a title and the words beneath it."""

from __future__ import annotations

from content.calendar import Calendar
from content.cells import cut, fold
from content.dates import period_words
from content.period import Period
from content.words import _
from desk.branch_year import Year
from desk.words.branch import labelled, problem_lines, proposal_lines
from reports.terms import standing_words
from screens.branch.seen import Seen
from storage.problems import Problem
from storage.proposals import Proposal
from storage.standings import MemberStanding


def problem_details(seen: Seen, problem: Problem, calendar: Calendar, width: int) -> tuple[str, str]:
    """A problem with its flags, its whole history and what was merged into it."""
    events, merged = seen.events.get(problem.uid, ()), seen.merged.get(problem.uid, ())
    lines = problem_lines(problem, calendar, seen.flags.get(problem.uid), events, merged)
    return "\n".join(fold(problem.title, width)), labelled(lines, width)


def proposal_details(proposal: Proposal, calendar: Calendar, width: int) -> tuple[str, str]:
    """What a member proposes."""
    return "\n".join(fold(proposal.word.matter.title, width)), labelled(proposal_lines(proposal, calendar), width)


def month_words(year: Year, one: MemberStanding | None, period: Period, width: int) -> str:
    """A member in the month looked at, on one line."""
    if one is None:
        return ""
    is_begun = year.totals[period.first.month - 1] is not None
    words = standing_words(one.standing) if is_begun else _("Nothing was collected for this month.")
    who = f"{one.member.member_no} {one.member.name}", period_words(period)
    more = one.member.party_group, one.member.office, one.choice.words if one.choice else ""
    return cut("  ".join(filter(None, (*who, words, *more))), width)
