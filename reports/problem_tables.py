"""The branch's problems as tables: those of members with room to sign, and the list in its twelve columns."""

from __future__ import annotations

from content.dates import period_words
from content.period import Period
from content.words import _
from reports.branch import BranchReport
from reports.document import Cell, Table, cell_text, columns_of
from reports.later import later_cell
from reports.terms import act_words, due_cell, state_words, who_cell
from storage.problems import Act, Event, Problem
from storage.proposals import Proposal
from storage.roster import person_of

_REMARKED = frozenset({Act.REOPEN, Act.SPLIT, Act.HAND_OVER, Act.EXTEND})


def own_problems(report: BranchReport) -> Table:
    """个人问题清单: of each in the roster's order what stands on the list, then what does not, with room to sign."""
    titles = ((_("Line"), 2), (_("Name"), 4), (_("Item"), 5), (_("How it showed"), 11),
              (_("Cause", context="problem"), 7), (_("Corrective measure"), 10), (_("To be done by"), 5),
              (_("How far"), 7), (_("Done on"), 5), (_("Remarks"), 6), (_("Signed"), 4))  # fmt: skip
    found = [(one.owner.person, one.owner.name, _own_row(report, one)) for one in report.problems if one.sources]
    found += [(one.word.person, one.word.name, _sent_row(report, one)) for one in report.proposals]
    places = {person_of(one.member): place for place, one in enumerate(report.span.members)}
    found.sort(key=lambda row: (places.get(row[0], len(places)), row[1]))  # so that each signs in one place
    rows = tuple((number, who_cell(name), *row) for number, (_person, name, row) in enumerate(found, 1))
    return Table(columns_of(titles), rows, is_dense=True)


def _own_row(report: BranchReport, one: Problem) -> tuple[Cell, ...]:
    due = due_cell(one.due_day, report.calendar)
    what = (_category(report, one), one.title, one.cause, one.measure)
    return (*what, due, _progress(report, one), one.done_day, _remarks(report, one), "")


def _sent_row(report: BranchReport, sent: Proposal) -> tuple[Cell, ...]:
    matter = sent.word.matter
    due = due_cell(matter.due_day, report.calendar)
    what = (_item_words(report).get(matter.item, ""), matter.title, "", matter.measure)
    return (*what, due, matter.latest_progress, matter.closed_day, _off(sent), "")


def problems(report: BranchReport) -> Table:
    """支部问题整改台账, in the twelve columns of the order."""
    titles = (
        (_("Line"), 2), (_("Category"), 5), (_("The problem"), 9), (_("Source"), 5), (_("Corrective measure"), 9),
        (_("Responsible"), 4), (_("To be done by"), 5), (_("How far"), 6), (_("Done on"), 5),
        (_("Verified by"), 4), (_("Struck off on"), 5), (_("Remarks"), 6),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for number, one in enumerate(report.problems, 1):
        periods = _(", ").join(dict.fromkeys(period_words(Period.parse(source.period)) for source in one.sources))
        source = periods or _("the branch")
        rows.append(
            (number, _category(report, one), one.title, source, one.measure, who_cell(one.owner.name),
             due_cell(one.due_day, report.calendar), _progress(report, one),
             one.done_day, who_cell(one.verified_by), one.struck_day, _remarks(report, one))
        )  # fmt: skip
    return Table(columns_of(titles), tuple(rows), is_dense=True)


def _off(sent: Proposal) -> str:
    """That it is not on the branch's list: not yet, from a later day only, or why not."""
    if sent.left_off is None and sent.listed_day is not None:
        return cell_text(sent.listed_day) + act_words(Act.LIST)
    if sent.left_off is None:
        words = _("proposed", context="state")
        return words + _("({words})").format(words=_("returned", context="proposal")) if sent.is_returned else words
    words = _("left off", context="state")
    reason = sent.left_off.reason
    return _because(words, reason)


def _category(report: BranchReport, problem: Problem) -> str:
    """What it was put under, or the item of the list it was found at; else nobody has said, and it stays blank."""
    return problem.category or _item_words(report).get(problem.item, "")


def _item_words(report: BranchReport) -> dict[str, str]:
    return {item: said for one in report.received for item, said in one.header.item_words.items()}


def _remarks(report: BranchReport, problem: Problem) -> str:
    """The remark, what was merged into it, and what happened to it that nothing else in the row shows."""
    merged = dict.fromkeys(map(_merged_words, report.merged.get(problem.uid, ())))
    inside = _("merged in: {names}").format(names=_("; ").join(merged)) if merged else ""
    told = (_told(problem, event) for event in problem.history if event.act in _REMARKED)
    later = later_cell(report.later.get(problem.uid, ()), is_overdue=problem.uid in report.overdue_since)
    left = _("responsible: has left") if problem.uid in report.owner_left else ""
    return "\n".join(filter(None, (problem.remark, inside, *told, left, later)))


def _merged_words(problem: Problem) -> str:
    """Which problem it was, and whose: its words stand in no row of their own."""
    owner = _("({words})").format(words=problem.owner.name) if problem.owner.name else ""
    return problem.title + owner


def _told(problem: Problem, event: Event) -> str:
    """One thing that happened, with its day; of an extension, from when to when, of handing over from whom, and why."""
    if event.act is Act.HAND_OVER and event.owner is not None:
        before = problem.owner_before(event).name
        words = _("{day} from {name} to {other}") if before else _("{day} handed over to {other}")
        return _because(words.format(day=cell_text(event.day), name=before, other=event.owner.name), event.reason)
    was = problem.due_before(event)
    if event.act is not Act.EXTEND or was is None:
        return cell_text(event.day) + act_words(event.act, is_first_due=event.act is Act.EXTEND)
    words = _("from {day} to {until}", context="due").format(day=cell_text(was), until=cell_text(event.due_day))
    return _because(words, event.reason)


def _because(words: str, reason: str) -> str:
    return _("{label}: {text}").format(label=words, text=reason) if reason else words


def _progress(report: BranchReport, problem: Problem) -> str:
    """How it stands, that it is overdue where it is, and beneath that the last entry about how far it is."""
    state = state_words(problem.status, is_overdue=problem.is_overdue(report.stood_on))
    return "\n".join([state, *(one.text for one in problem.progress[-1:])])
