"""The branch's report and tables for a period, from what was taken in. Only reads; writes no opinions.

Every figure says how many submissions it is made of. Counts by item are shown from five submissions on, and no table
names a person beside marks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from content.dates import period_words
from content.period import Period
from content.words import _, ngettext
from reports.document import Blank, Block, Cell, Column, Document, Paragraph, Sheet, Signature, Small, Table, Workbook
from reports.fact_words import leave_words, numbered
from reports.terms import hours, matter_kind_words, matter_state_words, standing_words, status_words
from storage.branch_records import PROBLEM_KINDS, Received
from storage.clock import local_day
from storage.facts import Completeness, Fact, ItemMarks, MatterFact, NoteFact, OnLeave, Study
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

    @property
    def received(self) -> list[Received]:
        """The submissions that count, in the roster's order."""
        return [one.received for one in self.standings if one.received is not None and one.is_received]


def document(report: BranchReport) -> Document:
    """The report as a document that can be handed in; a blank space is left for the branch's own words."""
    title = _("{branch}: self-check of {period}").format(
        branch=report.branch or _("Branch"), period=period_words(report.period)
    )
    blocks = numbered(
        [
            (_("Submissions"), _submissions(report)),
            (_("Self-check"), [*_completeness(report), *_by_item(report)]),
            (_("Study"), _study(report)),
            (_("Matters and notes that members shared"), _shared(report)),
            (_("List of problems"), _problem_list(report)),
            (_("The branch's own words"), [Blank(3)]),
        ]
    )
    return Document(title, (*blocks, *_grounds(report), Signature(report.branch or _("(branch)"), report.today)))


def workbook(report: BranchReport) -> Workbook:
    """The tables 报送情况 and 支部问题整改台账."""
    what = {"branch": report.branch, "period": period_words(report.period)}
    return Workbook(
        (
            Sheet(_("Submissions"), _submission_table(report), _("{branch}: submissions, {period}").format(**what)),
            Sheet(_("Problems"), _problem_table(report), _("{branch}: list of problems, {period}").format(**what)),
        )
    )


def _of(kind: type[F], received: Received) -> list[F]:
    return [fact for fact in received.facts if isinstance(fact, kind)]


def _submissions(report: BranchReport) -> list[Block]:
    n = totals(report.standings)
    text = _("Due {due}, received {received}, on leave {away}, missing {missing}.")
    blocks: list[Block] = [Paragraph(text.format(due=n.due, received=n.received, away=n.leave, missing=n.missing))]
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


def _problem_list(report: BranchReport) -> list[Block]:
    struck = sum(problem.status is Status.STRUCK for problem in report.problems)
    count = len(report.problems)
    text = ngettext("{n} problem, {struck} struck off.", "{n} problems, {struck} struck off.", count)
    blocks: list[Block] = [Paragraph(text.format(n=count, struck=struck))]
    if report.problems:
        titles = (
            (_("Line"), 3),
            (_("The problem"), 14),
            (_("Responsible"), 6),
            (_("To be done by"), 7),
            (_("State"), 6),
        )
        columns = tuple(Column(title, width) for title, width in titles)
        rows = tuple(
            (number, problem.title, problem.owner.name, problem.due_day, status_words(problem.status))
            for number, problem in enumerate(report.problems, 1)
        )
        blocks.append(Table(columns, rows))
    return blocks


def _grounds(report: BranchReport) -> list[Block]:
    """The files every figure can be followed to."""
    if not report.received:
        return []
    columns = (Column(_("Line"), 3), Column(_("File"), 18), Column(_("Rev."), 4), Column(_("Check code"), 9))
    rows = tuple(
        (number, one.file_name, one.revision, one.checksum[:12]) for number, one in enumerate(report.received, 1)
    )
    return [
        Table(columns, rows, caption=_("The files this report is made of")),
        Small(_("The checksum shows that the file was not changed, not that it is true.")),
    ]


def _submission_table(report: BranchReport) -> Table:
    titles = ((_("Line"), 5), (_("Name"), 9), (_("Party group"), 12), (_("Office and post"), 18), (_("Due to send"), 6),
              (_("Received"), 6), (_("Rev."), 6), (_("Received on"), 12), (_("Why missing"), 16),
              (_("Remarks"), 24))  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for number, one in enumerate(report.standings, 1):
        received, member = one.received, one.member
        post = _(", ").join(filter(None, (member.office, member.post)))
        away = leave_words(leaves) if received and (leaves := _of(OnLeave, received)) else ""
        sent: tuple[Cell, ...] = (1, received.revision, local_day(received.taken_at)) if received else (0, None, None)
        why = (
            "" if one.is_received else standing_words(one.standing) + _bracketed(one.choice.words if one.choice else "")
        )
        rows.append((number, member.name, member.party_group, post, int(one.is_due), *sent, why, away))
    return Table(tuple(Column(title, width) for title, width in titles), tuple(rows))


def _problem_table(report: BranchReport) -> Table:
    titles = (
        (_("Line"), 5), (_("Category"), 10), (_("The problem"), 24), (_("Source"), 16), (_("Corrective measure"), 22),
        (_("Responsible"), 9), (_("To be done by"), 12), (_("How far"), 18), (_("Done on"), 12),
        (_("Accepted by"), 9), (_("Struck off on"), 12), (_("Remarks"), 16),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for number, problem in enumerate(report.problems, 1):
        periods = _(", ").join(period_words(Period.parse(source.period)) for source in problem.sources)
        source = _("submission of {period}").format(period=periods) if periods else _("the branch")
        category = problem.category or matter_kind_words(problem.kind)
        progress = problem.progress[-1].text if problem.progress else status_words(problem.status)
        rows.append(
            (number, category, problem.title, source, problem.measure, problem.owner.name, problem.due_day, progress,
             problem.done_day, problem.verified_by, problem.struck_day, problem.remark)
        )  # fmt: skip
    return Table(tuple(Column(title, width) for title, width in titles), tuple(rows))


def _names(names: Iterable[str]) -> str:
    return _(", ").join(names) + _(".")
