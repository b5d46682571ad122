"""The branch's report on a period, from what was taken in; its tables are in branch_tables.py. It writes no opinions.

Every figure says how many submissions it is made of. Counts by item are shown from five submissions on, and no table
names a person beside marks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from content.calendar import PUBLISHED, Calendar
from content.dates import day_words, period_words
from content.period import Period
from content.words import _, ngettext, sentences
from reports.attached import attached, grounds, title_of
from reports.branch_counts import item_blocks, quiz_blocks, study_blocks
from reports.branch_figures import facts_of, figures_of, in_list_order, quizzes_left_out
from reports.branch_hours import BranchHours, hours_blocks
from reports.branch_sentences import (
    about_words,
    among_words,
    balance_words,
    columns_words,
    listed,
    parts_words,
    unit_names,
)
from reports.document import (
    Addressee,
    Blank,
    Block,
    Document,
    Paragraph,
    Signature,
)
from reports.fact_words import leave_words, numbered, presumed_words
from reports.later import Later, later_words
from reports.terms import due_in, matter_state_words, not_counted_words, stands_words
from storage.balance import Balance
from storage.branch_figures import Figures, ItemFigures
from storage.branch_records import PROBLEM_KINDS, Received
from storage.facts import MatterFact, NoteFact, OnLeave, RemarkFact
from storage.problems import Problem, Status
from storage.proposals import Proposal
from storage.spans import Piece, Span
from storage.standings import MemberStanding, Standing

SOON = timedelta(days=30)


@dataclass(frozen=True)
class BranchReport:
    """What a report is made of."""

    branch: str
    """The branch's name."""
    period: Period
    """The days it is about."""
    today: date
    """The day it is made."""
    span: Span
    """How every member stood who belonged to the branch in the period, and what they handed in."""
    problems: tuple[Problem, ...]
    """What stands on the branch's list for the period, as it stood on its last day."""
    balance: Balance
    """What came and went on the list in the period."""
    year_minutes: Mapping[str, int] = field(default_factory=dict)
    """By person, the minutes that count towards the yearly target, of the months of the year up to the period's end."""
    year_lacking: Mapping[str, tuple[Period, ...]] = field(default_factory=dict)
    """By person, the months that were collected and are not in these minutes, nothing of theirs telling hours."""
    year_not_collected: tuple[Period, ...] = ()
    """The months of the year for which nothing was collected."""
    hours_target: float = 0
    """The hours a year that Party members are to reach; 0: none is set."""
    calendar: Calendar = PUBLISHED
    """Which due days are known to be workdays."""
    merged: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    """By item, what had been merged into it by the period's end."""
    proposals: tuple[Proposal, ...] = ()
    """What members sent by the period's end that is not on the list: proposed still, or left off in the period."""
    later: Later = field(default_factory=dict)
    """By item, what became of it after the period's end, of those that stand otherwise by now."""
    overdue_since: Collection[str] = ()
    """The items that were in time at the period's end and are overdue on the day the report is made."""
    owner_left: Collection[str] = ()
    """The items to be dealt with whose owner had left the branch by then."""
    put: Collection[str] = ()
    """What the secretary puts in of what members wrote: remarks and notes, by `put_id`."""
    hours: BranchHours | None = None
    """What the branch's register of meetings counts; None where branches are those who send."""

    @property
    def stood_on(self) -> date:
        """The day the report shows things as of (情况截至): the period's last, or today while it goes on."""
        return min(self.period.last, self.today)

    @property
    def standings(self) -> list[MemberStanding]:
        """How every member stood; over a longer period one standing for each member and unit."""
        return [one for member in self.span.members for one in member.standings if one is not None]

    @property
    def waiting(self) -> int:
        """How many problems that members sent still wait to be listed (待列入)."""
        return sum(one.waits for one in self.proposals)

    @property
    def received(self) -> list[Received]:
        """The submissions that count, in the roster's order."""
        return [piece.received for piece in self.span.pieces if piece.received is not None]

    @cached_property
    def figures(self) -> Figures:
        """All that is counted."""
        return figures_of(self.span, self.balance)

    def in_order(self, items: Iterable[ItemFigures]) -> list[ItemFigures]:
        """Counts by item, in the order of the lists that members answered."""
        return in_list_order(items, [one.header for one in self.received])


def document(report: BranchReport) -> Document:
    """The report as a document that can be handed in; a blank space is left for the branch's own words."""
    branch, period = report.branch or _("Branch"), period_words(report.period)
    title = _("{branch}: report on the self-check of {period}").format(branch=branch, period=period)
    titles = [title_of(report.branch, report.period, name) for name in attached_tables(report)]
    opening = _("The self-check of {period} at {branch} is reported below. As of {day}; files taken in until {cut}.")
    blocks = numbered(
        [
            (_("Submissions"), _submissions(report)),
            (
                _("Self-check"),
                [*_completeness(report), *item_blocks(report.figures, report.in_order(report.figures.items))],
            ),
            (_("Study"), _study(report)),
            (_("Problems put right"), _problems(report)),
            (_("Matters that members shared"), _shared(report)),
            (_("Remarks to be answered"), _remarks(report)),
            (_("Notes for exchange"), _notes(report)),
            (_("What comes next"), [Blank(3)]),
        ]
    )
    return Document(
        title,
        (
            Addressee(_("To the Party committee:")),
            Paragraph(
                opening.format(
                    period=period, branch=branch, day=day_words(report.stood_on), cut=day_words(report.today)
                )
            ),
            *blocks,
            Paragraph(_("This is reported.")),
            *attached(titles, report.span),
            Signature(report.branch or _("(branch)"), report.today),
            *grounds(report.span, len(titles) + 1),
        ),
    )


def attached_tables(report: BranchReport) -> list[str]:
    """The names of the tables that go with the report; the others stay in the branch."""
    return [_("Submissions"), *([_("Problems")] if report.problems else [])]


def _submissions(report: BranchReport) -> list[Block]:
    n = report.figures
    by_month = report.span.is_made_of_parts
    words = sentences(columns_words(n, by_month=by_month), among_words(n, by_month=by_month))
    blocks: list[Block] = [*_parts(report), Paragraph(words)]
    blocks += _not_counted(report)
    if report.span.is_made_of_parts:
        return [*blocks, *_lacking(report), *_left_over(report)]
    missing = [one for one in report.standings if one.is_missing]
    away = [one for one in report.standings if one.standing is Standing.LEAVE]
    if missing:
        said = (one.member.name + _why_missing(one) for one in missing)
        blocks.append(Paragraph(_names(said), bold_lead=_("Missing: ")))
    if away:
        said = (one.member.name + _bracketed(one.choice.words if one.choice else "") for one in away)
        blocks.append(Paragraph(_names(said), bold_lead=_("On leave: ")))
    part = ((piece.member.name, facts_of(OnLeave, piece)) for piece in report.span.pieces)
    return [*blocks, *(Paragraph(leave_words(leaves), bold_lead=_lead(name)) for name, leaves in part if leaves)]


def _parts(report: BranchReport) -> list[Block]:
    """Of which months a longer period is made, and for which nothing was collected."""
    words = parts_words(report.span)
    return [Paragraph(words)] if words else []


def _lacking(report: BranchReport) -> list[Block]:
    """Who is missing, or on leave, for which months."""
    said: dict[str, list[str]] = {"missing": [], "leave": []}
    for member in report.span.members:
        months: dict[str, dict[str, list[Period]]] = {"missing": {}, "leave": {}}
        for place, (unit, one) in enumerate(zip(report.span.units, member.standings, strict=True)):
            if one is None or place in member.filled:
                continue
            if one.is_missing:
                months["missing"].setdefault(_why_words(one), []).append(unit)
            elif one.standing is Standing.LEAVE:
                months["leave"].setdefault("", []).append(unit)
        for what, found in months.items():
            named = [unit_names(units, report.span.period) + why for why, units in sorted(found.items())]
            if named:
                said[what].append(member.member.name + _bracketed(_("; ").join(named)))
    leads = {"missing": _("Missing: "), "leave": _("On leave: ")}
    return [Paragraph(_names(said[what]), bold_lead=lead) for what, lead in leads.items() if said[what]]


def _not_counted(report: BranchReport) -> list[Block]:
    """What came from those from whom nothing is due, above all from who has left: named, and in no figure."""
    said = []
    for member in report.span.members:
        units = zip(report.span.units, member.standings, strict=True)
        whys = [not_counted_words(one, unit) for unit, one in units if one is not None and one.is_not_counted]
        if whys:
            about = _("{why}, {n} not counted").format(why=whys[-1], n=len(whys))
            said.append(member.member.name + _bracketed(about))
    return [Paragraph(_names(said), bold_lead=_("Came besides: "))] if said else []


def _left_over(report: BranchReport) -> list[Block]:
    """Files for a longer period that are not counted, since months within it are."""
    pieces = [piece for member in report.span.members for piece in member.left_over]
    if not pieces:
        return []
    said = (piece.member.name + _bracketed(period_words(piece.period)) for piece in pieces)
    return [Paragraph(_names(said), bold_lead=_("Not counted, since files for single months are: "))]


def _why_missing(one: MemberStanding) -> str:
    return _bracketed(_why_words(one))


def _why_words(one: MemberStanding) -> str:
    """Why nothing counts; empty where nothing came and that is all."""
    return "" if one.standing is Standing.MISSING and not one.is_deferral_over else stands_words(one)


def _bracketed(words: str) -> str:
    return _("({words})").format(words=words) if words else ""


def _completeness(report: BranchReport) -> list[Block]:
    n = report.figures
    if not n.told_days:
        return []
    text = _("{n} of {all} submissions say how many days were checked: {done} of {due} due days, {late} of them late.")
    words = text.format(n=n.told_days, all=n.files, done=n.answered_days, due=n.due_days, late=n.late_days)
    is_presumed = report.calendar.is_presumed(report.period.first) or report.calendar.is_presumed(report.stood_on)
    return [Paragraph(presumed_words(words) if is_presumed else words)]


def _study(report: BranchReport) -> list[Block]:
    n = report.figures
    return [*hours_blocks(report.hours), *study_blocks(n), *quiz_blocks(n, quizzes_left_out(report.span))]


def _shared(report: BranchReport) -> list[Block]:
    """Titles with the name of who ticked them; problems stand in their own list."""
    blocks: list[Block] = []
    told: dict[tuple[str, str], tuple[str, MatterFact]] = {}
    for piece in report.span.pieces:
        for matter in facts_of(MatterFact, piece):
            if matter.kind not in PROBLEM_KINDS:
                told[piece.person, matter.uid] = piece.member.name, matter  # a later month says how it stands now
    for name, matter in told.values():
        parts = filter(None, (matter_state_words(matter.state), matter.result))
        about = _("{name}, {about}").format(name=name, about=_("; ").join(parts))
        blocks.append(Paragraph(about, bold_lead=_lead(matter.title)))
    return blocks


def put_id(piece: Piece, fact: RemarkFact | NoteFact) -> str:
    """What a remark or a note is chosen by."""
    what = "remark" if isinstance(fact, RemarkFact) else f"note/{fact.uid}"
    return f"{piece.person}/{piece.period}/{what}"


def _remarks(report: BranchReport) -> list[Block]:
    """What members wrote for the branch to answer, where the secretary puts it in."""
    found = ((piece, fact) for piece in report.span.pieces for fact in facts_of(RemarkFact, piece))
    return [
        Paragraph(fact.text, bold_lead=_lead(piece.member.name))
        for piece, fact in found
        if put_id(piece, fact) in report.put
    ]


def _notes(report: BranchReport) -> list[Block]:
    """Study notes that others may learn from, where the secretary puts them in: the member's own words."""
    found = ((piece, fact) for piece in report.span.pieces for fact in facts_of(NoteFact, piece))
    return [
        Paragraph(
            "\n".join(filter(None, (note.own_words, note.use_at_work))),
            bold_lead=_("{title} ({name}): ").format(title=note.title, name=piece.member.name),
        )
        for piece, note in found
        if put_id(piece, note) in report.put
    ]


def _lead(title: str) -> str:
    return _("{label}: ").format(label=title)


def _problems(report: BranchReport) -> list[Block]:
    """What came and went on the list, and what is overdue or falls due within 30 days, named one by one."""
    blocks: list[Block] = [Paragraph(sentences(balance_words(report.figures), _waiting(report)))]
    late = [one for one in report.problems if one.is_overdue(report.stood_on)]
    soon = [one for one in report.problems if is_due_soon(one, report.stood_on)]
    nobodys = [one for one in report.problems if one.is_in_account and not one.owner.name]
    undated = [one for one in report.problems if one.status is Status.OPEN and one.due_day is None]
    groups = (
        (_("Overdue: {n}. "), late),
        (_("Due within 30 days: {n}. "), soon),
        (_("Nobody is responsible yet: {n}. "), nobodys),
        (_("No due day yet: {n}. "), undated),
        (_("To be verified: {n}. "), [one for one in report.problems if one.status is Status.DONE]),
        (_("To be struck off: {n}. "), [one for one in report.problems if one.status is Status.VERIFIED]),
    )
    for words, group in groups:
        if group:
            blocks += listed(words.format(n=len(group)), [_named(one, report) + _(".") for one in group])
    return blocks


def is_due_soon(problem: Problem, day: date) -> bool:
    """Whether an item that is in hand falls due within the 30 days after that day."""
    due = problem.due_day
    return problem.status is Status.OPEN and due is not None and day <= due <= day + SOON


def _waiting(report: BranchReport) -> str:
    """That the balance is without what members sent and nobody has listed yet."""
    words = ngettext(
        "{n} problem that members sent waits to be listed and is not in these figures.",
        "{n} problems that members sent wait to be listed and are not in these figures.",
        report.waiting,
    )
    return words.format(n=report.waiting) if report.waiting else ""


def _named(problem: Problem, report: BranchReport) -> str:
    """The item with who sees to it, its due day, and what became of it after the day the report shows."""
    due = due_in(problem.due_day, problem.listed_day, report.calendar) if problem.due_day else ""
    due = _("due {day}", context="problem").format(day=due) if due else ""
    events, is_overdue = report.later.get(problem.uid, ()), problem.uid in report.overdue_since
    later = later_words(events, report.stood_on, is_overdue=is_overdue)
    left = _(" (has left)", context="owner") if problem.uid in report.owner_left else ""
    return problem.title + about_words((problem.owner.name + left, due, later))


def _names(names: Iterable[str]) -> str:
    return _(", ").join(names) + _(".")
