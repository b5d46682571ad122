"""The branch's tables of a period, for Excel and for paper: A4 on its side, wide enough for at least 9 point.

Widths are in characters; what fits is counted by `room_of`: 70 characters at 9 point less what the borders take.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from content.hours import tenths_of_hours
from content.words import _
from reports.attached import mark_of, title_of
from reports.branch import BranchReport, attached_tables
from reports.branch_figures import STUDY, facts_of, study_of, told_undivided
from reports.branch_quiz import hardest_table, topic_table
from reports.branch_sentences import unit_head, unit_names
from reports.committee import attached_tables as branches_tables
from reports.committee import branches_table, problems_table
from reports.document import Cell, Document, Sheet, Table, TableNote, Workbook, cell_text, columns_of, per_cent
from reports.hours_tables import (
    NOT_SHARED,
    SharedLack,
    differences_table,
    meetings_table,
    register_hours,
    shared_lack,
    year_lacks,
)
from reports.joint import is_of_branches, joint
from reports.problem_tables import own_problems, problems
from reports.refused_files import asked_again_words
from reports.terms import (
    leave_days_words,
    moved_words,
    office_and_post,
    standing_words,
    stands_words,
    who_cell,
)
from storage.clock import local_day
from storage.facts import OnLeave
from storage.roster import Member, person_of
from storage.spans import MemberSpan
from storage.standings import MemberStanding, Standing

TYPE_AREA_POINTS = 637.8  # A4 on its side, between the margins of GB/T 9704


def room_of(columns: int, points: float) -> int:
    """How many characters of that size fit side by side in so many columns with their borders."""
    return int((TYPE_AREA_POINTS - 3.8 * columns) / points)


def workbook(report: BranchReport) -> Workbook:
    """All tables of a period, one a sheet; those that would be empty are left out."""
    return Workbook(tuple(_sheet(report, name, table) for name, table in tables(report)))


def documents(report: BranchReport) -> list[tuple[str, Document]]:
    """The same tables for paper, each a document of its own on its side, with who made it at its foot."""
    of_branches = is_of_branches(report.span)
    names = branches_tables(joint(report.span)) if of_branches else attached_tables(report)
    marks = {name: mark_of(number) for number, name in enumerate(names, 1)}
    return [
        (
            name,
            Document(
                title_of(report.branch, report.period, name),
                (TableNote(_head(report)), table, TableNote("\n".join(_foot(report, name, table)))),
                landscape=True,
                mark=marks.get(name, ""),
            ),
        )
        for name, table in tables(report)
    ]


def tables(report: BranchReport) -> list[tuple[str, Table]]:
    """Each table with its name, in the order an office keeps them."""
    if is_of_branches(report.span):
        sent = by_month(report) if report.span.is_made_of_parts else submissions(report)
        made = [(_("Submissions"), sent), (_("The branches"), branches_table(report)),
                (_("Problems of the branches"), problems_table(report))]  # fmt: skip
        return [(name, table) for name, table in made if table.rows]
    questions = told_undivided(report.span, "quiz_topic", "quiz_question")
    shared = shared_lack(report)
    by_register = register_hours(report, shared)
    hours = by_register if by_register.rows else study_hours(report, shared)
    found = [
        (_("Submissions"), by_month(report) if report.span.is_made_of_parts else submissions(report)),
        (_("Problems of members"), own_problems(report)),
        (_("Problems"), problems(report)),
        (_("Meetings", context="table"), meetings_table(report)),
        (_("Hours"), hours),
        (_("Hours compared"), differences_table(report)),
        (_("Self-check"), self_check(report)),
        (_("Quiz"), quiz(report)),
        (_("Quiz by topic"), topic_table(questions)),
        (_("Hardest questions"), hardest_table(questions)),
    ]
    return [(name, table) for name, table in found if table.rows]


def _sheet(report: BranchReport, name: str, table: Table) -> Sheet:
    title = title_of(report.branch, report.period, name)
    return Sheet(name, table, title, head=_head(report), foot="\n".join(_foot(report, name, table)))


def _foot(report: BranchReport, name: str, table: Table) -> list[str]:
    """What stands beneath a table: what a year so far lacks, why hours need not add up, and who made it."""
    is_rounded = any(isinstance(cell, float) for cell in table.rows[-1]) and _("Total") in table.rows[-1]
    note = _("Hours are summed up in minutes and rounded to a tenth: rows need not add up to the last digit.")
    is_short = name == _("Hours") and report.year_not_collected
    months = unit_names(report.year_not_collected, report.period)
    year = [_("The year so far is without {names}, which was not collected.").format(names=months)] if is_short else []
    lack = shared_lack(report).note if name == _("Hours") else ""
    return [*year, *([lack] if lack else []), *([note] if is_rounded else []), _("Made by:            Checked by:")]


def _head(report: BranchReport) -> str:
    return _("Unit: {branch}      Made on: {day}").format(
        branch=report.branch or _("(branch)"), day=cell_text(report.today)
    )


def submissions(report: BranchReport) -> Table:
    """报送情况: who was due, how they stand, and the day that the file says it was made on, as on the screen."""
    titles = ((_("Line"), 2), (_("Name"), 4), (_("Party group"), 5), (_("Office and post"), 12),
              (_("How it stands"), 6), (_("Sent on"), 6), (_("Rev."), 2), (_("Note"), 11), (_("Reminded on"), 6),
              (_("Remarks"), 12))  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    leaves = {piece.person: facts_of(OnLeave, piece) for piece in report.span.pieces}
    for number, one in enumerate(report.standings, 1):
        received, member = one.received, one.member
        post = office_and_post(member.office, member.post)
        away = "\n".join(map(leave_note, leaves.get(one.person, ())))
        sent: tuple[Cell, ...] = (one.paper.day, None) if one.paper and one.is_received else (None, None)
        if received:
            sent = local_day(received.header.made_at), received.revision
        reminded = "\n".join(cell_text(reminder.day) for reminder in one.reminders)
        rows.append(
            (
                number,
                who_cell(member.name),
                member.party_group,
                post,
                stands_words(one),
                *sent,
                _note(one),
                reminded,
                away,
            )
        )
    if is_of_branches(report.span):  # they have no group, no office and no post
        return _of_branches(titles[4:], rows, 4)
    return Table(columns_of(titles), tuple(rows), is_dense=True)


def _of_branches(titles: Sequence[tuple[str, int]], rows: Iterable[tuple[Cell, ...]], begin: int) -> Table:
    """The table with branches in the place of members: of what says who it is only the name stays."""
    heads = ((_("Line"), 2), (_("Branch"), 8), *titles)
    return Table(columns_of(heads), tuple((*row[:2], *row[begin:]) for row in rows), is_dense=True)


def leave_note(leave: OnLeave) -> str:
    """Days away, as a remark in a cell: 2026-11-01至2026-11-14（外出培训）."""
    days = leave_days_words(leave.first_day, leave.last_day, leave.kind, in_cell=True)
    return _("{days} ({reason})").format(days=days, reason=leave.reason)


def by_month(report: BranchReport) -> Table:
    """报送情况 of a longer period: members by months, and for how many of those due something came."""
    units = report.span.units
    room = (room_of(len(units) + 4, 9) - 15) // max(len(units), 1)
    heads = [(unit_head(unit, report.period), max(min(room, 6), 2)) for unit in units]
    titles = [(_("Line"), 2), (_("Name"), 4), (_("Party group"), 5), *heads, (_("came / due"), 4)]
    rows: list[tuple[Cell, ...]] = []
    for number, one in enumerate(report.span.members, 1):
        counted = one.counted
        came, due = sum(there.is_received for there in counted), sum(there.is_due for there in counted)
        cells = (_cell(one, place) for place in range(len(units)))
        away = sum(there.standing is Standing.LEAVE for there in counted)
        share = [f"{came}/{due}", *([_("on leave {n}", context="count").format(n=away)] if away else [])]
        rows.append((number, who_cell(one.member.name), one.member.party_group, *cells, "\n".join(share)))
    if is_of_branches(report.span):
        return _of_branches(titles[3:], rows, 3)
    return Table(columns_of(titles), tuple(rows), is_dense=True)


def _cell(one: MemberSpan, place: int) -> str:
    """How a member stands for a month, in the words that a month's own table has."""
    standing = one.standings[place]
    if standing is None:
        return _("not a member then")
    return _("longer", context="file") if place in one.filled else stands_words(standing)


def _note(one: MemberStanding) -> str:
    """What was agreed with who sent nothing, or why their file does not count; of a form, who entered it."""
    if one.standing is Standing.PAPER:
        return _("entered by {name}").format(name=one.paper.by) if one.paper and one.paper.by else ""
    if one.is_received:
        return _(", ").join(asked_again_words(one))
    if one.choice is None and one.standing is Standing.NOT_DUE:
        came = _("what came is not counted") if one.is_not_counted else ""
        return "\n".join(filter(None, (moved_words(one.member), came)))
    if one.choice is not None:
        until = one.choice.until
        agreed = _("deferred until {day}").format(day=cell_text(until)) if until else ""
        return "\n".join(filter(None, (one.choice.words, agreed)))
    if one.returned is not None:
        return _("returned on {day}").format(day=cell_text(one.returned.day))  # why is for one person
    return _(", ").join(asked_again_words(one))


def study_hours(report: BranchReport, shared: SharedLack = NOT_SHARED) -> Table:
    """学时汇总: hours of the period by member; self-study stands beside, for information."""
    titles = ((_("Line"), 2), (_("Name"), 5), (_("Political status"), 6), (_("Party group"), 6),
              (_("Group study, hours"), 5), (_("Training, hours"), 5), (_("Make-up, hours"), 5), (_("Together"), 5),
              (_("Year so far"), 5), (_("Required"), 4), (_("Self-study (for information)"), 6),
              (_("Remarks"), 7))  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    sums, year = [0, 0, 0, 0], 0
    for one in report.span.members:
        told = [study for piece in one.pieces if (study := study_of(piece))]
        if not told:
            continue
        minutes = [sum(getattr(study, name) for study in told) for name in STUDY]
        so_far = report.year_minutes.get(person_of(one.member), 0)
        sums, year = [total + more for total, more in zip(sums, minutes, strict=True)], year + so_far
        member = one.member
        required = report.hours_target if report.hours_target and _is_party_member(member) else ""
        *counted, alone = _hours(minutes)
        who = (len(rows) + 1, who_cell(member.name), member.political_status, member.party_group)
        rows.append((*who, *counted, tenths_of_hours(so_far), required, alone, _hours_note(report, one, shared)))
    if rows:
        *counted, alone = _hours(sums)
        rows.append(
            ("", _("Total"), "", _("n = {n}").format(n=len(rows)), *counted, tenths_of_hours(year), "", alone, "")
        )
    return Table(columns_of(titles), tuple(rows), is_dense=True)


def _hours_note(report: BranchReport, one: MemberSpan, shared: SharedLack) -> str:
    """What the row is made of: paper, a file for a longer period, or of how many months; what the year lacks."""
    lacks = shared.in_row(year_lacks(report, person_of(one.member)))
    if not report.span.is_made_of_parts:
        paper = standing_words(Standing.PAPER) if any(piece.paper for piece in one.pieces) else ""
        return _(", ").join(filter(None, (paper, lacks)))
    told = [piece for piece in one.pieces if study_of(piece)]
    came = len({place for place, unit in enumerate(report.span.units) for piece in told if unit == piece.period})
    due = sum(there.is_due for there in one.counted)
    notes = [_("{n} of {all} periods").format(n=came + len(one.filled), all=due)]
    notes += [standing_words(Standing.PAPER)] if any(piece.paper for piece in told) else []
    return _(", ").join(filter(None, (*notes, lacks)))


def _is_party_member(member: Member) -> bool:
    """Whether the yearly target holds for somebody: Party members, probationary ones too."""
    return "党员" in member.political_status


def _hours(minutes: Sequence[int]) -> tuple[float, ...]:
    group, training, make_up, alone = minutes
    return tuple(map(tenths_of_hours, (group, training, make_up, group + training + make_up, alone)))


def self_check(report: BranchReport) -> Table:
    """自查汇总: person-days by item and state over everybody who ticked them; fewer than five are not shown."""
    titles = ((_("Item"), 16), (_("kept"), 8), (_("partly kept"), 8), (_("not kept"), 8), (_("not faced"), 8),
              (_("blank"), 8), (_("n"), 8))  # fmt: skip
    rows = tuple(
        (one.words or one.item, one.kept, one.partly, one.not_kept, one.not_faced, one.blank, one.persons)
        for one in report.in_order(report.figures.items)
    )
    return Table(columns_of(titles), rows)


def quiz(report: BranchReport) -> Table:
    """Quizzes: how many answered, and rightly, over everybody who ticked it; never by person, never under five."""
    n = report.figures
    titles = ((_("Questions answered"), 16), (_("rightly"), 16), (_("share right"), 16),
              (_("submissions", context="count"), 16))  # fmt: skip
    if not n.told_quiz:
        return Table(columns_of(titles), ())
    return Table(columns_of(titles), ((n.answered, n.right, per_cent(n.right, n.answered), n.told_quiz),))
