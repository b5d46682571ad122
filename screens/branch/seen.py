"""What the secretary's screen read at its last look, and which of it is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from content.period import Period
from desk.branch import flags_by_item, left_off_of, problems_now, proposals_of, sent_by
from desk.branch_acts import LastAct, last_act
from desk.branch_calling import is_early, open_until
from desk.branch_list import urgency
from desk.branch_names import labels
from desk.branch_year import Year, YearLine, year_of
from desk.desk import Desk
from desk.not_shown import not_shown
from desk.words.branch import flag_words
from desk.words.branch_figures import recounted_words
from reports.branch import is_due_soon
from reports.namesakes import Labels
from storage.branch_records import Batch
from storage.problems import Event, Problem, Status
from storage.proposals import Flags, Proposal
from storage.standings import MemberStanding, Standing

MEMBERS, PROBLEMS, YEAR = "members", "problems", "year"
MISSING, OVERDUE, SOON, LOOK, PROPOSED, LEFT_OFF = (
    "not_there",
    "overdue",
    "soon",
    "look",
    "proposed",
    "left_off",
)  # beside the standings and states


@dataclass(frozen=True)
class Seen:
    """What the ledger said at the last look."""

    branch: str = ""
    has_roster: bool = False
    members: tuple[MemberStanding, ...] = ()
    problems: tuple[Problem, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    left_off: tuple[Proposal, ...] = ()
    flags: Mapping[str, Flags] = field(default_factory=dict)
    events: Mapping[str, Sequence[Event]] = field(default_factory=dict)
    merged: Mapping[str, Sequence[Problem]] = field(default_factory=dict)
    last_batch: Batch | None = None
    last_act: LastAct | None = None
    year: Year | None = None
    recounted: str = ""
    names: Labels = field(default_factory=dict)
    is_early: bool = False
    """Whether nobody has sent anything for the month yet, and the day for it is to come."""
    open_until: date | None = None
    """The day by which the notice of the month asks for the files, as long as it is not over."""
    unread: tuple[str, ...] = ()
    """The files of the ledger that are not shown in full."""


@dataclass(frozen=True)
class Only:
    """What is shown only: members who stand so, problems in that state, one party group; empty: everything."""

    what: str = ""
    group: str = ""


@dataclass(frozen=True)
class Chosen:
    """What a step is begun with: the page, and the member of the selected line or the problems that are ticked."""

    seen: Seen
    page: str
    period: Period
    standing: MemberStanding | None
    """How the selected member stands for the month; None on the list of problems."""
    problems: tuple[Problem, ...]
    """What is ticked of the list, or else the selected line."""
    proposals: tuple[Proposal, ...]
    """What is ticked of that which is proposed, or else the selected line."""

    @property
    def anything(self) -> bool:
        """Whether a problem is chosen, listed or proposed."""
        return bool(self.problems or self.proposals)


def read_seen(desk: Desk, period: Period, page: str) -> Seen:
    """Read the ledger; the year only where something is shown of it. A long job."""
    ledger = desk.branch
    found = ledger.standings(period)
    found.sort(key=lambda one: (one.is_received, one.standing is not Standing.MISSING))
    batches, items = ledger.batches(), ledger.items()
    standing = ledger.list.standing()
    merged: dict[str, list[Problem]] = {}
    for problem in standing:
        if problem.status is Status.MERGED:
            merged.setdefault(problem.into, []).append(problem)
    return Seen(
        branch=ledger.branch_name(),
        has_roster=bool(ledger.roster()),
        members=tuple(found),
        problems=tuple(sorted(problems_now(desk, period), key=lambda one: urgency(one, desk.today()))),
        proposals=tuple(sent_by(proposals_of(desk), period)),
        left_off=tuple(sent_by(left_off_of(desk), period)),
        flags=flags_by_item(desk),
        events={item.uid: item.events for item in items},
        merged=merged,
        last_batch=batches[0] if batches else None,
        last_act=last_act(desk),
        year=year_of(desk, period.first.year) if page != PROBLEMS else None,
        recounted=recounted_words(desk, period),
        names=labels(desk),
        is_early=is_early(desk, period, found),
        open_until=open_until(desk, period),
        unread=not_shown(desk, "branch"),
    )


def ended(before: Seen, now: Seen) -> set[str]:
    """What came to its end since the look before: a tick that stays there would be taken along by the next key."""
    was = {one.uid for one in before.problems if one.is_in_account}
    return {one.uid for one in now.problems if one.uid in was and not one.is_in_account}


def stands(one: MemberStanding | None, only: Only) -> bool:
    """Whether a member is shown."""
    if not only.what:
        return True
    return one is not None and (one.is_missing if only.what == MISSING else one.standing == only.what)


def shown_members(seen: Seen, only: Only) -> list[MemberStanding]:
    """The members who are shown for the month."""
    return [one for one in seen.members if stands(one, only) and only.group in {"", one.member.party_group}]


def shown_lines(seen: Seen, only: Only, month: int) -> list[YearLine]:
    """The lines of the year that are shown; `month` is the one a standing is looked for in."""
    lines = seen.year.lines if seen.year else ()
    return [one for one in lines if stands(one.months[month - 1], only) and only.group in {"", one.member.party_group}]


def shown_problems(seen: Seen, only: Only, today: date) -> list[Problem]:
    """The problems that are shown."""
    groups = {one.person: one.member.party_group for one in seen.members}
    return [
        one
        for one in seen.problems
        if is_so(one, only.what, today, seen.flags) and only.group in {"", groups.get(one.owner.person, "")}
    ]


def is_so(problem: Problem, what: str, today: date, flags: Mapping[str, Flags]) -> bool:
    """Whether a problem is in a state that one may ask for."""
    if what == LOOK:
        return bool(flag_words(flags.get(problem.uid, Flags())))
    if what == OVERDUE:
        return problem.is_overdue(today)
    return is_due_soon(problem, today) if what == SOON else not what or problem.status == what


def shown_proposals(seen: Seen, only: Only) -> list[Proposal]:
    """What is proposed, where that is shown; what was left off the list only where it is asked for."""
    if only.what not in {"", PROPOSED, LEFT_OFF}:
        return []
    groups = {one.person: one.member.party_group for one in seen.members}
    found = seen.left_off if only.what == LEFT_OFF else seen.proposals
    return [one for one in found if only.group in {"", groups.get(one.word.person, "")}]
