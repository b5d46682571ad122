"""The report and tables of the next level, made of what branches sent: figures of persons, and of how many files."""

from __future__ import annotations

from collections.abc import Iterable

from content.dates import day_words, period_words
from content.hours import tenths_of_hours
from content.words import _, sentences
from reports.attached import attached, grounds, title_of
from reports.branch import SOON, BranchReport
from reports.branch_counts import quiz_blocks, study_blocks
from reports.branch_figures import FEWEST_BY_ITEM, are_few
from reports.branch_sentences import about_words, balance_words, columns_words, listed, parts_words
from reports.document import (
    Addressee,
    Blank,
    Block,
    Cell,
    Document,
    Paragraph,
    Signature,
    Table,
    columns_of,
)
from reports.fact_words import numbered
from reports.joint import BranchFile, Joint, has_enough, joint
from reports.later import is_overdue_by, later_cell, later_words
from reports.terms import due_cell, due_in, state_words
from storage.facts import BranchProblem
from storage.problems import Status


def committee_document(report: BranchReport) -> Document:
    """The report of the next level; a blank space is left for its own words."""
    found = joint(report.span)
    period = period_words(report.period)
    title = _("{branch}: report on the self-check of {period}").format(branch=report.branch, period=period)
    opening = _("The self-check of {period} at {branch} is reported below. As of {day}; files taken in until {cut}.")
    blocks = numbered(
        [
            (_("Submissions"), _submissions(report, found)),
            (_("Self-check"), _self_check(report, found)),
            (_("Study"), [*study_blocks(found.figures), *_few(found, "told_study"), *quiz_blocks(found.figures, 0)]),
            (_("Problems put right"), _problems(report, found)),
            (_("What comes next"), [Blank(3)]),
        ]
    )
    titles = [title_of(report.branch, report.period, name) for name in attached_tables(found)]
    days = {"day": day_words(report.stood_on), "cut": day_words(report.today)}
    return Document(
        title,
        (
            Addressee(_("To the higher Party organisation:")),
            Paragraph(opening.format(period=period, branch=report.branch, **days)),
            *blocks,
            Paragraph(_("This is reported.")),
            *attached(titles, report.span),
            Signature(report.branch, report.today),
            *grounds(report.span, len(titles) + 1),
        ),
    )


def attached_tables(found: Joint) -> list[str]:
    """The names of the tables that go with the report."""
    return [_("Submissions"), _("The branches"), *([_("Problems of the branches")] if found.problems else [])]


def _submissions(report: BranchReport, found: Joint) -> list[Block]:
    n, persons = report.figures, found.figures
    text = _("Files of branches: due {due}, received {received}, on leave {away}, missing {missing}.")
    blocks: list[Block] = [Paragraph(text.format(due=n.due, received=n.received, away=n.leave, missing=n.missing))]
    span = report.span
    if span.is_made_of_parts:
        blocks.insert(0, Paragraph(parts_words(span)))
    missing = dict.fromkeys(one.member.name for one in report.standings if one.is_missing)
    if missing and not span.is_made_of_parts:
        blocks.append(Paragraph(_(", ").join(missing) + _("."), bold_lead=_("Missing: ")))
    words = columns_words(persons, by_month=span.is_made_of_parts)
    if missing:
        words = sentences(words, _("Those of {names} are not in it.").format(names=_(", ").join(missing)))
    blocks.append(Paragraph(words, bold_lead=_("In these branches: ")))
    for one in found.twice:
        text = _(
            "{name} ({number}) stands in two branches for {period}: counted in {one}. The sums of {other} are left "
            "out until it sends a corrected file."
        )
        who = {"name": one.name, "number": one.member_no, "period": period_words(one.period)}
        blocks.append(Paragraph(text.format(**who, one=one.counted_in, other=one.not_in)))
    return blocks


def _self_check(report: BranchReport, found: Joint) -> list[Block]:
    n = found.figures
    text = _("{n} of {all} submissions say how many days were checked: {done} of {due} due days, {late} of them late.")
    words = text.format(n=n.told_days, all=n.files, done=n.answered_days, due=n.due_days, late=n.late_days)
    blocks: list[Block] = [Paragraph(words), *_few(found, "told_days")]
    if not n.items:
        return [*blocks, Paragraph(_("No submission tells the counts by item."))]
    titles = ((_("item"), 14), (_("kept"), 4), (_("partly kept"), 6), (_("not kept"), 5), (_("not faced"), 5),
              (_("blank"), 4), (_("n"), 4))  # fmt: skip
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.words or one.item, one.kept, one.partly, one.not_kept, one.not_faced, one.blank, one.persons)
        for one in report.in_order(n.items)
    )
    return [*blocks, Table(columns_of(titles), rows, caption=_("Days by state")), *_left_out(found)]


def _left_out(found: Joint) -> list[Block]:
    """Of which branches files are not in the counts by item, being too few to be shown."""
    return _too_few((file.branch, sum(one.withheld for one in file.figures.lists)) for file in found.files)


def _few(found: Joint, told: str) -> list[Block]:
    """Of which branches so few told it that no sum is shown."""
    return _too_few((file.branch, getattr(file.figures, told)) for file in found.files if are_few(file.figures, told))


def _too_few(left_out: Iterable[tuple[str, int]]) -> list[Block]:
    counts: dict[str, int] = {}
    for branch, n in left_out:
        if n:
            counts[branch] = counts.get(branch, 0) + n
    if not counts:
        return []
    names = _(", ").join(_("{what} {n}").format(what=name, n=n) for name, n in counts.items())
    text = _("Left out of it, being fewer than {least} that can be told apart (submissions): {names}.")
    return [Paragraph(text.format(least=FEWEST_BY_ITEM, names=names))]


def _problems(report: BranchReport, found: Joint) -> list[Block]:
    blocks: list[Block] = [Paragraph(balance_words(found.figures))]
    named = sum(one.status != "struck" for _file, one in found.problems)
    rest, among = found.figures.problems_after - named, ""
    if rest > 0:
        text = _("Of the {all} in account {n} were sent by name; of the other {rest} no details were sent.")
        blocks.append(Paragraph(text.format(all=found.figures.problems_after, n=named, rest=rest)))
        among = _("Of the {n} sent by name: ").format(n=named)
    if found.unbalanced:
        text = _(
            "The files of {branches} do not follow on each other: what stood at the beginning and what came and went "
            "do not make what stands at the end. A month is missing, or was changed since without a corrected file."
        )
        blocks.append(Paragraph(text.format(branches=_(", ").join(found.unbalanced))))
    day = report.stood_on
    opened = [(file, one) for file, one in found.problems if one.status == "open"]
    dated = [(file, one, one.due_day) for file, one in opened if one.due_day is not None]
    groups = (
        (_("Overdue: {n}. "), [(file, one) for file, one, due in dated if due < day]),
        (_("Due within 30 days: {n}. "), [(file, one) for file, one, due in dated if day <= due <= day + SOON]),
        (_("No due day yet: {n}. "), [(file, one) for file, one in opened if one.due_day is None]),
    )
    for words, group in groups:
        if group:
            blocks += listed(among + words.format(n=len(group)), [_named(file, one, report) for file, one in group])
    return blocks


def _named(file: BranchFile, one: BranchProblem, report: BranchReport) -> str:
    """An item with its branch, who sees to it, by when, and what became of it since."""
    due = due_in(one.due_day, report.stood_on, report.calendar) if one.due_day else ""
    due = _("due {day}", context="problem").format(day=due) if due else ""
    is_overdue = is_overdue_by(one, report.stood_on, file.made_on)
    about = about_words((one.owner, due, later_words(one.later, report.stood_on, is_overdue=is_overdue)))
    return _("{label}: {text}").format(label=file.branch, text=one.title + about + _("."))


def branches_table(report: BranchReport) -> Table:
    """各支部情况: a row a branch with the figures it sent, and the sums that count."""
    titles = (
        (_("Line"), 2), (_("Branch"), 9), (_("due", context="figure"), 4), (_("received", context="figure"), 4),
        (_("on leave"), 4), (_("missing", context="figure"), 4), (_("days checked"), 5), (_("days due"), 5),
        (_("group study, training and make-up, hours"), 6), (_("self-study, hours"), 5), (_("at first"), 3),
        (_("new"), 3), (_("struck off"), 3), (_("at last"), 3),
    )  # fmt: skip
    found = joint(report.span)
    rows: list[tuple[Cell, ...]] = []
    for name in dict.fromkeys(one.member.name for one in report.span.members):  # in the order of the roster
        if own := [file for file in found.files if file.branch == name]:
            rows.append((len(rows) + 1, name, *_columns(own)))
        elif any(one.is_missing for one in report.standings if one.member.name == name):
            rows.append((len(rows) + 1, name, _("missing", context="figure"), *[""] * (len(titles) - 3)))
    total = found.figures
    days = (total.answered_days, total.due_days) if total.told_days else ("", "")
    counted = total.group_minutes + total.training_minutes + total.make_up_minutes
    studied = (tenths_of_hours(counted), tenths_of_hours(total.self_minutes)) if total.told_study else ("", "")
    rows.append(
        ("", _("Total"), total.due, total.received, total.leave, total.missing, *days, *studied,
         total.problems_before, total.problems_listed, total.problems_struck, total.problems_after)
    )  # fmt: skip
    return Table(columns_of(titles), tuple(rows), is_dense=True)


def _columns(own: list[BranchFile]) -> tuple[Cell, ...]:
    def total(*names: str) -> int:
        return sum(getattr(file.figures, name) for file in own for name in names if has_enough(file, name))

    def told(name: str, cell: Cell) -> Cell:
        """Nothing where so few told it that there is no sum."""
        return cell if total(name) or not any(getattr(file.figures, name) for file in own) else ""

    own.sort(key=lambda file: file.period)
    return (
        total("due"), total("received"), total("leave"), total("missing"),
        told("told_days", total("answered_days")), told("told_days", total("due_days")),
        told("told_study", tenths_of_hours(total("group_minutes", "training_minutes", "make_up_minutes"))),
        told("told_study", tenths_of_hours(total("self_minutes"))),
        own[0].figures.problems_before, total("problems_listed"), total("problems_struck"),
        own[-1].figures.problems_after,
    )  # fmt: skip


def problems_table(report: BranchReport) -> Table:
    """各支部问题整改情况: the items that branches sent, as they stand."""
    titles = (
        (_("Line"), 2), (_("Branch"), 7), (_("The problem"), 14), (_("Corrective measure"), 12), (_("Responsible"), 4),
        (_("To be done by"), 6), (_("State"), 5), (_("Verified by"), 4), (_("Struck off on"), 6), (_("Remarks"), 6),
    )  # fmt: skip
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (number, file.branch, one.title, one.measure, one.owner, due_cell(one.due_day, report.calendar),
         state_words(Status(one.status), is_overdue=one.is_overdue(report.stood_on)),
         one.verified_by, one.struck_day,
         later_cell(one.later, is_overdue=is_overdue_by(one, report.stood_on, file.made_on)))
        for number, (file, one) in enumerate(joint(report.span).problems, 1)
    )  # fmt: skip
    return Table(columns_of(titles), rows, is_dense=True)
