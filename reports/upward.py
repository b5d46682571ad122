"""What a branch sends to the next level: its figures, who belongs to it, and the items of its list that were ticked.

Sums are told only of what five or more told, and counts by item never so that two revisions or periods could be
subtracted to show fewer: see `without_small_differences`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Literal, TypeAlias, cast

from content.dates import day_words, period_words
from content.hours import hours
from content.words import _, sentences
from reports.branch import BranchReport
from reports.branch_figures import FEWEST_BY_ITEM, STATES, SUMS_OF, are_few, facts_of, left_out_of_sums
from reports.branch_sentences import among_words, balance_words, columns_words, parts_words
from reports.document import Block, Cell, Column, Document, Paragraph, Signature, Table
from reports.fact_words import numbered
from reports.later import Later, is_overdue_by, later_words
from reports.terms import due_in, matter_kind_words, state_words
from storage.branch_figures import Figures
from storage.facts import BranchFigures, BranchMember, BranchProblem, Fact, ItemMarks, LaterEvent
from storage.problems import Problem, Status
from storage.roster import Member
from storage.spans import MemberSpan, Piece, Span
from storage.standings import Standing

BY_ITEM = ("told_marks", "lists", "items")
_BY_FILE = re.compile(" [0-9a-f]{64}$")
Sent: TypeAlias = Literal["open", "done", "verified", "struck"]
SENT = frozenset({Status.OPEN, Status.DONE, Status.VERIFIED, Status.STRUCK})


def tellers_of(span: Span) -> tuple[str, ...]:
    """The person of each that tells counts by item, and what these are, as a fingerprint."""
    told = ((one, facts_of(ItemMarks, one)) for one in span.pieces)
    return tuple(sorted(f"{one.person} {_print_of(one, marks)}" for one, marks in told if marks))


def _person(teller: str) -> str:
    return teller.rpartition(" ")[0]


def _print_of(piece: Piece, marks: Iterable[ItemMarks]) -> str:
    """The same of two files that tell the same by item, whatever else differs in them."""
    list_id = piece.received.header.list_id if piece.received else ""
    told = sorted((one.item, *(getattr(one, state) for state in STATES)) for one in marks)
    return "=" + sha256(repr((list_id, told)).encode()).hexdigest()


def without_small_differences(
    figures: Figures, tellers: Sequence[str], before: Figures | None, told_before: Sequence[str]
) -> tuple[Figures, tuple[str, ...]]:
    """The figures to send, and whose counts by item were sent last: the earlier where fewer than five persons differ.

    Those are sent again only beside the days of more persons. Of as many, who are others or told something else since,
    the next level would take both for the same persons', and one off the other would show these few.
    A longer period holds none: the next level sums those of the months, and a difference of the two shows nobody.
    """
    if len(figures.units) != 1:
        return figures.model_copy(update={"told_marks": 0, "lists": (), "items": ()}), ()
    if before is None or not told_before:
        return figures, tuple(tellers) if figures.items else ()
    is_by_file = any(map(_BY_FILE.search, told_before))  # of the programs before: who told other counts is not known
    now, then = ({_person(one) if is_by_file else one for one in found} for found in (tellers, told_before))
    persons = now ^ then if is_by_file else set(map(_person, now ^ then))
    is_same = figures.items == before.items if is_by_file else not persons
    if len(persons) >= FEWEST_BY_ITEM or is_same:
        return figures, tuple(tellers) if figures.items else tuple(told_before)
    if before.items and all(one.persons < figures.told_days for one in before.items):
        return figures.model_copy(update={name: getattr(before, name) for name in BY_ITEM}), tuple(told_before)
    return _without_items(figures), tuple(told_before)


def _without_items(figures: Figures) -> Figures:
    """The figures with all counts by item withheld."""
    lists = tuple(one.model_copy(update={"withheld": one.told}) for one in figures.lists)
    return figures.model_copy(update={"lists": lists, "items": ()})


def facts_upward(
    figures: Figures, members: Iterable[BranchMember], problems: Iterable[Problem], later: Later
) -> tuple[Fact, ...]:
    """The lines of the file."""
    return (
        BranchFigures(**dict(figures)),
        *members,
        *(problem_fact(problem, later.get(problem.uid, ())) for problem in problems if problem.status in SENT),
    )


def members_of(span: Span) -> tuple[BranchMember, ...]:
    """Everybody who belonged to the branch in the period."""
    return tuple(map(_member_fact, span.members))


def _member_fact(span: MemberSpan) -> BranchMember:
    member: Member = span.member
    counted = span.counted
    return BranchMember(
        member_no=member.member_no,
        name=member.name,
        joined_day=member.joined_day,
        left_day=member.left_day,
        due=sum(one.is_due for one in counted),
        received=sum(one.is_received for one in counted),
        leave=sum(one.standing is Standing.LEAVE for one in counted),
    )


def problem_fact(problem: Problem, later: tuple[LaterEvent, ...] = ()) -> BranchProblem:
    """An item as it stood, and what became of it since, as the next level sees it."""
    return BranchProblem(
        uid=problem.uid,
        title=problem.title,
        kind=problem.kind,
        category=problem.category,
        measure=problem.measure,
        owner=problem.owner.name,
        listed_day=problem.listed_day,
        due_day=problem.due_day,
        status=cast("Sent", problem.status.value),
        done_day=problem.done_day,
        verified_by=problem.verified_by,
        struck_day=problem.struck_day,
        later=later,
    )


def upward_document(report: BranchReport, facts: Sequence[Fact], to: str) -> Document:
    """The page for people: everything the lines beneath it say, in words."""
    title = _("{branch}: figures and list for {to}, {period}").format(
        branch=report.branch, to=to or _("the next level"), period=period_words(report.period)
    )
    [figures] = (fact for fact in facts if isinstance(fact, BranchFigures))
    members = [fact for fact in facts if isinstance(fact, BranchMember)]
    problems = [fact for fact in facts if isinstance(fact, BranchProblem)]
    as_of = _("As of {day}; files taken in until {cut}.")
    blocks = numbered(
        [
            (_("Submissions"), [Paragraph(line) for line in _figure_lines(figures, report.span)]),
            (_("Self-check"), _items(figures, report)),
            (_("Members"), _members(members)),
            (_("List of problems"), [_balance(figures), *([_problems(problems, report)] if problems else [])]),
        ]
    )
    opening = Paragraph(as_of.format(day=day_words(report.stood_on), cut=day_words(report.today)))
    return Document(title, (opening, *blocks, Signature(report.branch, report.today)))


def _figure_lines(n: Figures, span: Span) -> Iterator[str]:
    by_month = span.is_made_of_parts
    if by_month:
        yield parts_words(span)
    yield sentences(columns_words(n, by_month=by_month), among_words(n, by_month=by_month))
    text = _("{n} of {all} submissions say how many days were checked: {done} of {due} due days, {late} of them late.")
    few = {told for told in SUMS_OF if are_few(n, told)}
    left_out = left_out_of_sums(n, span)
    if n.told_days and "told_days" not in few:
        yield text.format(n=n.told_days, all=n.files, done=n.answered_days, due=n.due_days, late=n.late_days)
    counted = hours(n.group_minutes + n.training_minutes + n.make_up_minutes)
    text = _(
        "{n} of {all} submissions tell hours: group study, training and make-up study {counted} h; "
        "self-study {alone} h."
    )
    if n.told_study and "told_study" not in few:
        yield text.format(n=n.told_study, all=n.files, counted=counted, alone=hours(n.self_minutes))
    text = _("{n} of {all} submissions tell quizzes: {answered} answers, {right} of them right.")
    if n.told_quiz and "told_quiz" not in few:
        yield text.format(n=n.told_quiz, all=n.files, answered=n.answered, right=n.right)
    if any(left_out.values()):
        told = {
            "told_days": _("days told by {n}"),
            "told_study": _("hours told by {n}"),
            "told_quiz": _("quizzes told by {n}"),
        }
        words = _(", ").join(told[name].format(n=count) for name, count in left_out.items() if count)
        yield _("The sums of fewer than {least} are not sent: {list}.").format(least=FEWEST_BY_ITEM, list=words)


def _items(n: Figures, report: BranchReport) -> list[Block]:
    if not n.items:
        return [Paragraph(_("Counts by item are not sent."))]
    titles = (_("kept"), _("partly kept"), _("not kept"), _("not faced"), _("blank"), _("n"))
    columns = (Column(_("item"), 12), *(Column(title, 5) for title in titles))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.words or one.item, one.kept, one.partly, one.not_kept, one.not_faced, one.blank, one.persons)
        for one in report.in_order(n.items)
    )
    return [Table(columns, rows)]


def _members(members: Sequence[BranchMember]) -> list[Block]:
    """Everybody by number and name, those who stand alike together; over several months with how often they did."""
    alike: dict[str, list[str]] = {}
    for one in sorted(members, key=lambda one: (not one.due, one.leave, one.due - one.received)):
        counts = ((_("received", context="figure"), one.received), (_("missing", context="figure"), _missing(one)),
                  (_("on leave"), one.leave))  # fmt: skip
        said = [what if one.due == 1 else _("{what} {n}").format(what=what, n=n) for what, n in counts if n]
        alike.setdefault(_(", ").join(said) or _("not due"), []).append(f"{one.member_no}{one.name}")
    return [
        Paragraph(_(", ").join(names) + _("."), bold_lead=_("{label}: ").format(label=what))
        for what, names in alike.items()
    ]


def _missing(one: BranchMember) -> int:
    return max(one.due - one.received - one.leave, 0)


def _balance(n: Figures) -> Paragraph:
    return Paragraph(balance_words(n))


def _problems(problems: Sequence[BranchProblem], report: BranchReport) -> Table:
    columns = (Column(_("Line"), 3), Column(_("The problem"), 14), Column(_("Kind"), 4), Column(_("Responsible"), 5),
               Column(_("To be done by"), 6), Column(_("State"), 6))  # fmt: skip
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (number, one.title, one.category or matter_kind_words(one.kind), one.owner,
         due_in(one.due_day, report.period.last, report.calendar) if one.due_day else "",
         _state(one, report))
        for number, one in enumerate(problems, 1)
    )  # fmt: skip
    return Table(columns, rows)


def _state(one: BranchProblem, report: BranchReport) -> str:
    """How it stood at the period's end, and what became of it since."""
    is_overdue = is_overdue_by(one, report.stood_on, report.today)
    later = later_words(one.later, report.stood_on, is_overdue=is_overdue)
    state = state_words(Status(one.status), is_overdue=one.is_overdue(report.stood_on))
    return state + (_("({words})").format(words=later) if later else "")
