"""The lines of the three pages: members of a month, problems, members by months."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from content.calendar import Calendar
from content.cells import cell_len, pad
from content.dates import short_day
from content.people import group_order
from content.words import _
from desk.branch_year import Year, YearLine
from desk.words.branch import flag_words, progress_words
from desk.words.proposed import proposal_state
from reports.refused_files import asked_again_words
from reports.terms import moved_words, standing_short, stands_words
from screens.kit.rows import Cell, Row, heading, tick
from storage.clock import local_day
from storage.problems import Problem
from storage.proposals import Flags, Proposal
from storage.standings import MemberStanding, Standing

NUMBER_WIDTH, NAME_WIDTH, GROUP_WIDTH, STATE_WIDTH, DAY_WIDTH = 8, 8, 12, 16, 11
MADE_WIDTH, WHY_WIDTH = 9, 11  # of members: the day a file was made; and at 80 columns why it counts for nothing
WHO_WIDTH, MONTH_WIDTH = 14, 4  # of the year: number and name, and each month
Page = tuple[str, list[Row]]  # the heads, and the lines beneath them


def member_page(members: Sequence[MemberStanding], today: date, *, is_early: bool = False) -> Page:
    """How everybody stands for the month; before anything is due nobody is called missing."""
    widths = (NUMBER_WIDTH, NAME_WIDTH, GROUP_WIDTH, STATE_WIDTH, MADE_WIDTH, 12)
    titles = (_("No.", context="roster"), _("Name"), _("Party group"), _("State"), _("Made on"), _("Why"))
    return _heads(titles, widths), [_member_row(one, today, is_early=is_early) for one in members]


def _member_row(one: MemberStanding, today: date, *, is_early: bool) -> Row:
    member = one.member
    made = short_day(local_day(one.received.header.made_at), today) if one.received else ""
    why = _why(one, today)
    state = Cell(_state_words(one, is_early=is_early), STATE_WIDTH, colour_of(one.standing, is_early=is_early))
    cells = (
        Cell(member.member_no, NUMBER_WIDTH),
        Cell(member.name, NAME_WIDTH),
        Cell(member.party_group, GROUP_WIDTH),
        state,
        *([Cell(made, MADE_WIDTH)] if made or cell_len(why) <= WHY_WIDTH else ()),  # a long reason takes both
        Cell(why),
    )
    return Row(one.person, cells)


def colour_of(standing: Standing, *, is_early: bool = False) -> str:
    """Missing stands out once it is not early, what is not quite received less; what is received needs no colour."""
    if standing is Standing.MISSING:
        return "$text-muted" if is_early else "bold $error"
    if standing is Standing.RECEIVED:
        return ""
    return "$text-muted" if standing in {Standing.LEAVE, Standing.NOT_DUE} else "$warning"


def _state_words(one: MemberStanding, *, is_early: bool) -> str:
    """How a member stands; with the revision from the second on."""
    words = stands_words(one, is_early=is_early)
    if one.received is None or one.received.revision == 1:
        return words
    return words + " " + _("rev. {n}").format(n=one.received.revision)


def _why(one: MemberStanding, today: date) -> str:
    """What was said of it, until when, why nothing counts, and when the member was reminded last."""
    if one.is_received:
        return "  ".join(asked_again_words(one))
    if one.choice is None and one.standing is Standing.NOT_DUE:
        return moved_words(one.member)
    until = _("until {day}").format(day=short_day(one.choice.until, today)) if one.choice and one.choice.until else ""
    words = (one.choice.words if one.choice else "") or (one.returned.comment if one.returned else "")
    reminded = _("reminded {day}").format(day=short_day(one.reminders[-1].day, today)) if one.reminders else ""
    return "  ".join(filter(None, (until, words, *asked_again_words(one), reminded)))


def problem_page(
    problems: Sequence[Problem],
    proposals: Sequence[Proposal],
    flags: Mapping[str, Flags],
    ticked: Collection[str],
    today: date,
    calendar: Calendar,
    width: int,
) -> Page:
    """What is proposed, then what is on the list; ticks stand in front as soon as there is one."""
    front = 5 if ticked else 0
    days = [*(one.word.matter.due_day for one in proposals), *(one.due_day for one in problems)]
    dues = {day: calendar.presumed(day, short_day(day, today)) for day in days}
    due_width = max([DAY_WIDTH, *map(cell_len, dues.values())])  # that a day is presumed takes room
    owners = [*(one.word.name for one in proposals), *(one.owner.name for one in problems)]
    name_width = min(max([NAME_WIDTH, *map(cell_len, owners)]), WHO_WIDTH)  # two of one name with their numbers
    what = max(width - name_width - due_width - DAY_WIDTH - 6 - front, 10)
    widths = (what + front, name_width, due_width, DAY_WIDTH)
    heads = _heads((_("Problem"), _("Owner"), _("Due"), _("State")), widths)
    rows = [
        Row(one.id, _proposal_cells(one, what, name_width, Cell(dues[one.word.matter.due_day], due_width)))
        for one in proposals
    ]
    for one in problems:
        due = Cell(dues[one.due_day], due_width)
        rows.append(Row(one.uid, _problem_cells(one, flags.get(one.uid, Flags()), (what, name_width), due, today)))
    return heads, [Row(one.id, (tick(one.id in ticked), *one.cells)) for one in rows] if ticked else rows


def _proposal_cells(one: Proposal, what: int, name_width: int, due: Cell) -> tuple[Cell, ...]:
    matter = one.word.matter
    return (
        Cell(matter.title, what),
        Cell(one.word.name, name_width),
        due,
        Cell(proposal_state(one), DAY_WIDTH, "$text-muted" if one.left_off else "$warning"),
    )


def _problem_cells(problem: Problem, flags: Flags, widths: tuple[int, int], due: Cell, today: date) -> tuple[Cell, ...]:
    progress, style = progress_words(problem, today)
    if flag_words(flags):
        progress = _("late, look") if problem.is_overdue(today) else _("look at it")
        style = "$error" if problem.is_overdue(today) else "$warning"
    return (
        Cell(problem.title, widths[0]),
        Cell(problem.owner.name, widths[1]),
        due,
        Cell(progress, DAY_WIDTH, style),
    )


def year_page(lines: Sequence[YearLine], month: int) -> Page:
    """Members by months, group by group where there are several; the month looked at is underlined."""
    heads = _in_columns(_("Member", context="year"), [_month_head(number) for number in range(1, 13)])
    rows: list[Row] = []
    groups: dict[str, list[YearLine]] = {}
    for line in lines:
        groups.setdefault(line.member.party_group, []).append(line)
    names = [line.member.name for line in lines]
    numbers = max((len(line.member.member_no) for line in lines), default=0)
    for group, members in sorted(groups.items(), key=lambda one: group_order(one[0])):
        if len(groups) > 1:
            rows.append(heading(group, group or _("(no party group)")))
        for line in members:
            cells = (_month_cell(one, is_looked_at=number == month) for number, one in enumerate(line.months, 1))
            rows.append(Row(line.person, (Cell(_who(line, names, numbers), WHO_WIDTH), *cells), gap=" "))
    return heads, rows


def _in_columns(who: str, months: Sequence[str]) -> str:
    return " ".join((pad(who, WHO_WIDTH), *(pad(words, MONTH_WIDTH) for words in months)))


def _who(line: YearLine, names: Sequence[str], numbers: int) -> str:
    """The number and the name, as far as there is room; where there is not, the number only of two of one name."""
    member = line.member
    if numbers <= MONTH_WIDTH:
        return f"{pad(member.member_no, numbers)} {member.name}"
    return f"{member.name} {member.member_no}" if names.count(member.name) > 1 else member.name


def _month_head(number: int) -> str:
    return _("{n:02}", context="month").format(n=number)


def _month_cell(one: MemberStanding | None, *, is_looked_at: bool) -> Cell:
    words, style = (standing_short(one.standing), colour_of(one.standing)) if one else ("--", "$text-muted")
    return Cell(words, MONTH_WIDTH, f"{style} underline".strip() if is_looked_at else style)


def year_totals(year: Year) -> str:
    """The columns of each month: received, and due."""
    received = ["--" if one is None else str(one.received) for one in year.totals]
    due = ["--" if one is None else str(one.due) for one in year.totals]
    rows = (_in_columns(_("received"), received), _in_columns(_("due", context="year"), due))
    return "\n".join(f"  {row}" for row in rows)


def _heads(titles: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(pad(title, width) for title, width in zip(titles, widths, strict=True))
