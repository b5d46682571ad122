"""The branch's report on a period, from what was taken in; its tables are in branch_tables.py. It writes no opinions.

Every figure says how many submissions it is made of. Counts by item are shown from five submissions on, and no table
names a person beside marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from content.dates import day_words, period_words, short_day
from content.hours import hours
from content.period import Period
from content.words import _
from reports.document import (
    Addressee,
    Attachments,
    Blank,
    Block,
    Cell,
    Column,
    Document,
    Paragraph,
    Signature,
    Small,
    Table,
)
from reports.fact_words import leave_words, numbered
from reports.terms import matter_state_words, standing_words
from storage.branch_records import PROBLEM_KINDS, Received
from storage.facts import Completeness, Fact, ItemMarks, MatterFact, NoteFact, OnLeave, QuizFacts, Study
from storage.problems import Balance, Problem, Status
from storage.standings import MemberStanding, Standing, totals

FEWEST_BY_ITEM = 5
F = TypeVar("F", bound=Fact)


@dataclass(frozen=True)
class BranchReport:
    """What a report is made of."""

    branch: str
    """The branch's name."""
    period: Period
    """The days it is about."""
    today: date
    """The day it is made."""
    standings: tuple[MemberStanding, ...]
    """How every member stood who belonged to the branch in the period."""
    problems: tuple[Problem, ...]
    """What stands on the branch's list for the period, as it stood on its last day."""
    balance: Balance
    """What came and went on the list in the period."""
    year_minutes: Mapping[str, int] = field(default_factory=dict)
    """By person, the minutes that count towards the yearly target, of the months of the year up to the period's end."""
    hours_target: float = 0
    """The hours a year that Party members are to reach; 0: none is set."""

    @property
    def stood_on(self) -> date:
        """The day the report shows things as of (情况截至): the period's last, or today while it goes on."""
        return min(self.period.last, self.today)

    @property
    def received(self) -> list[Received]:
        """The submissions that count, in the roster's order."""
        return [one.received for one in self.standings if one.received is not None and one.is_received]


def document(report: BranchReport) -> Document:
    """The report as a document that can be handed in; a blank space is left for the branch's own words."""
    branch, period = report.branch or _("Branch"), period_words(report.period)
    title = _("{branch}: report on the self-check of {period}").format(branch=branch, period=period)
    opening = _("The self-check of {period} at {branch} is reported below. As of {day}; files taken in until {cut}.")
    blocks = numbered(
        [
            (_("Submissions"), _submissions(report)),
            (_("Self-check"), [*_completeness(report), *_by_item(report)]),
            (_("Study"), [*_study(report), *_quiz(report)]),
            (_("Problems put right"), _problems(report)),
            (_("Matters and notes that members shared"), _shared(report)),
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
            Attachments((_("Submissions"), _("List of problems"), _("The files this report is made of"))),
            Signature(report.branch or _("(branch)"), report.today),
            *_grounds(report),
        ),
    )


def _of(kind: type[F], received: Received) -> list[F]:
    return [fact for fact in received.facts if isinstance(fact, kind)]


def _submissions(report: BranchReport) -> list[Block]:
    n = totals(report.standings)
    text = _("Due {due}, received {received}, on leave {away}, missing {missing}.")
    words = text.format(due=n.due, received=n.received, away=n.leave, missing=n.missing)
    among = (
        (_("{n} of those received came on paper"), n.paper),
        (_("{n} of those missing were returned"), n.returned),
        (_("{n} of those missing are to be checked"), n.in_doubt),
        (_("{n} of those missing were for another period"), n.wrong_period),
        (_("{n} of those missing are deferred"), n.deferred),
        (_("nothing is due from {n}"), n.not_due),
    )
    if parts := [one.format(n=count) for one, count in among if count]:
        words += _("; ").join(parts) + _(".")
    blocks: list[Block] = [Paragraph(words)]
    missing = [one for one in report.standings if one.is_missing]
    away = [one for one in report.standings if one.standing is Standing.LEAVE]
    if missing:
        said = (one.member.name + _why_missing(one) for one in missing)
        blocks.append(Paragraph(_names(said), bold_lead=_("Missing: ")))
    if away:
        said = (one.member.name + _bracketed(one.choice.words if one.choice else "") for one in away)
        blocks.append(Paragraph(_names(said), bold_lead=_("On leave: ")))
    part = ((received.header.name, _of(OnLeave, received)) for received in report.received)
    return [*blocks, *(Paragraph(leave_words(leaves), bold_lead=_lead(name)) for name, leaves in part if leaves)]


def _why_missing(one: MemberStanding) -> str:
    return "" if one.standing is Standing.MISSING else _bracketed(standing_words(one.standing))


def _bracketed(words: str) -> str:
    return _("({words})").format(words=words) if words else ""


def _completeness(report: BranchReport) -> list[Block]:
    told = [fact for received in report.received for fact in _of(Completeness, received)]
    if not told:
        return []
    text = _("{n} of {all} submissions say how many days were checked: {done} of {due} due days, {late} of them late.")
    done, due, late = (sum(getattr(fact, name) for fact in told) for name in ("answered_days", "due_days", "late_days"))
    return [Paragraph(text.format(n=len(told), all=len(report.received), done=done, due=due, late=late))]


def _by_item(report: BranchReport) -> list[Block]:
    """The days by item and state over everybody who ticked them, list by list, where enough did."""
    told: dict[str, list[Received]] = {}
    for received in report.received:
        if _of(ItemMarks, received):
            told.setdefault(received.header.list_id, []).append(received)
    if not told:
        return [Paragraph(_("No submission tells the counts by item."))]
    return [_of_list(some, len(report.received), with_title=len(told) > 1) for some in told.values()]


def _of_list(some: list[Received], of_all: int, *, with_title: bool) -> Block:
    """The table of those who answered one list, or why there is none."""
    n = _("{n} of {all} submissions tell the counts by item").format(n=len(some), all=of_all)
    if with_title:
        n = _("{label}: ").format(label=some[0].header.list_title or some[0].header.list_id) + n
    if len(some) < FEWEST_BY_ITEM:
        return Paragraph(_("{n}: fewer than {least}, so they are not shown.").format(n=n, least=FEWEST_BY_ITEM))
    sums: dict[str, list[int]] = {}
    words: dict[str, str] = {}
    for received in some:
        words |= received.header.item_words
        for fact in _of(ItemMarks, received):
            counts = sums.setdefault(fact.item, [0, 0, 0, 0])
            for place, count in enumerate((fact.kept, fact.partly, fact.not_kept, fact.not_faced)):
                counts[place] += count
    titles = (_("kept"), _("partly kept"), _("not kept"), _("not faced"), _("days marked"))
    columns = (Column(_("item"), 12), *(Column(title, 5) for title in titles))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (words.get(item, item), *counts, sum(counts)) for item, counts in sums.items()
    )
    return Table(columns, rows, caption=_("Days by state ({n})").format(n=n))


def _study(report: BranchReport) -> list[Block]:
    told = [fact for received in report.received for fact in _of(Study, received)]
    if not told:
        return []
    counted = sum(fact.group_minutes + fact.training_minutes + fact.make_up_minutes for fact in told)
    text = _(
        "{n} of {all} submissions tell hours: group study, training and make-up study {counted} h; "
        "self-study {alone} h."
    )
    alone = hours(sum(fact.self_minutes for fact in told))
    return [Paragraph(text.format(n=len(told), all=len(report.received), counted=hours(counted), alone=alone))]


def _quiz(report: BranchReport) -> list[Block]:
    told = [fact for received in report.received for fact in _of(QuizFacts, received)]
    if not told:
        return []
    answered, right = sum(fact.answered for fact in told), sum(fact.right for fact in told)
    text = _("{n} of {all} submissions tell quizzes: {answered} questions answered, {right} of them rightly.")
    return [Paragraph(text.format(n=len(told), all=len(report.received), answered=answered, right=right))]


def _shared(report: BranchReport) -> list[Block]:
    """Titles with the name of who ticked them; problems stand in their own list."""
    blocks: list[Block] = []
    for received in report.received:
        name = received.header.name
        for matter in _of(MatterFact, received):
            if matter.kind not in PROBLEM_KINDS:
                about = "; ".join(filter(None, (matter_state_words(matter.state), matter.result))).replace(
                    "; ", _("; ")
                )
                blocks.append(
                    Paragraph(_("{name}, {about}").format(name=name, about=about), bold_lead=_lead(matter.title))
                )
        blocks += [Paragraph(name, bold_lead=_lead(note.title)) for note in _of(NoteFact, received)]
    return blocks


def _lead(title: str) -> str:
    return _("{label}: ").format(label=title)


def _problems(report: BranchReport) -> list[Block]:
    """What came and went on the list, and what is overdue or falls due within 30 days, named one by one."""
    n = report.balance
    if not report.problems and n == Balance():
        return []
    between = (
        (_("listed {n}"), n.listed),
        (_("listed again {n}"), n.reopened),
        (_("taken apart {n}"), n.split),
        (_("merged {n}"), n.merged),
        (_("struck off {n}"), n.struck),
        (_("withdrawn {n}"), n.removed),
    )
    said = [_("in account at the beginning {n}").format(n=n.before)]
    said += [words.format(n=count) for words, count in between if count]
    said.append(_("in account at the end {n}").format(n=n.after))
    blocks: list[Block] = [Paragraph(_(", ").join(said) + _("."))]
    late = [one for one in report.problems if one.is_overdue(report.stood_on)]
    soon = [one for one in report.problems if is_due_soon(one, report.stood_on)]
    for words, group in ((_("Overdue: {n}. "), late), (_("Due within 30 days: {n}. "), soon)):
        if group:
            names = _("; ").join(_named(one) for one in group)
            blocks.append(Paragraph(names + _("."), bold_lead=words.format(n=len(group))))
    return blocks


def is_due_soon(problem: Problem, day: date) -> bool:
    """Whether an item that is in hand falls due within the 30 days after that day."""
    due = problem.due_day
    return problem.status is Status.OPEN and due is not None and day <= due <= day + timedelta(days=30)


def _named(problem: Problem) -> str:
    due = short_day(problem.due_day, problem.listed_day) if problem.due_day else ""
    return _("{title} ({who}, due {day})").format(title=problem.title, who=problem.owner.name, day=due)


def _grounds(report: BranchReport) -> list[Block]:
    """The files every figure can be followed to, behind the signature."""
    if not report.received:
        return []
    columns = (Column(_("Line"), 3), Column(_("File"), 18), Column(_("Rev."), 4), Column(_("Check code"), 9))
    rows = tuple(
        (number, one.file_name, one.revision, one.checksum[:12]) for number, one in enumerate(report.received, 1)
    )
    return [
        Table(columns, rows, caption=_("Attachment 3: the files this report is made of")),
        Small(_("The checksum shows that the file was not changed, not that it is true.")),
    ]


def _names(names: Iterable[str]) -> str:
    return _(", ").join(names) + _(".")
