"""Branch: the secretary's screen: the roster, what members sent, and the branch's list of problems."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from textual import on
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import OptionList, Static

from content.cells import cut, fold, pad
from content.dates import period_words, short_day
from content.period import Period
from content.words import _, mark_for_translation
from desk.branch import standings_of
from desk.desk import Desk
from desk.words.branch import (
    labelled,
    problem_figures,
    problem_lines,
    progress_words,
    standing_figures,
    standing_lines,
)
from reports.branch import MemberStanding
from screens.branch.roster import change_roster
from screens.branch.steps import excuse, restore, save_report, strike_off, take_in, undo
from screens.kit.base import Room
from screens.kit.fields import Choice
from screens.kit.rows import Cell, Row, Rows
from screens.kit.tell import TellDialog
from storage.branch_records import Batch, Problem
from storage.clock import local_day

MEMBERS, PROBLEMS = "members", "problems"
NUMBER_WIDTH, NAME_WIDTH, GROUP_WIDTH, STATE_WIDTH, DAY_WIDTH = 8, 8, 12, 16, 11
DETAILS_WIDTH = 40  # beside the list, from 120 columns


@dataclass(frozen=True)
class Seen:
    """What the ledger said at the last look."""

    branch: str = ""
    has_roster: bool = False
    members: tuple[MemberStanding, ...] = ()
    problems: tuple[Problem, ...] = ()
    last_batch: Batch | None = None


class BranchRows(Rows):
    """The list: of members, or of problems."""

    BINDINGS = [
        Binding("enter", "select", mark_for_translation("open"), id="branch.open",
                tooltip=mark_for_translation("Read everything about the selected line")),
        Binding("tab", "screen.switch", mark_for_translation("lists"), id="branch.switch",
                tooltip=mark_for_translation("Change between who sent what and the list of problems")),
        Binding("left", "screen.month(-1)", mark_for_translation("month"), id="branch.earlier",
                tooltip=mark_for_translation("The month before")),
        Binding("right", "screen.month(1)", mark_for_translation("month"), show=False, id="branch.later",
                tooltip=mark_for_translation("The month after")),
    ]  # fmt: skip


class BranchScreen(Room):
    """Who sent what for a month and who did not, and the problems of the branch until they are struck off."""

    NAME = "branch"
    CSS_PATH = "branch.tcss"
    HELP = mark_for_translation(
        "For the branch secretary. Members who sent nothing stand first.\n"
        "1 reads the roster, edits the selected person or goes back to the roster before. 2 looks at the files "
        "in a folder, says what is to be done about each, and takes in the new and the newer once you agree; 3 takes "
        "that back.\n"
        "The list of problems is made of what members ticked. 5 strikes off, or puts back.\n"
        "A checksum shows that a file was not changed, not that it is true."
    )
    BINDINGS = [
        Binding("1", "roster", mark_for_translation("roster"), id="branch.roster",
                tooltip=mark_for_translation("Read a roster, edit a person, go back to the one before")),
        Binding("2", "take_in", mark_for_translation("take in"), id="branch.take_in",
                tooltip=mark_for_translation("Look at the files in a folder, then take them in")),
        Binding("3", "undo", mark_for_translation("undo"), id="branch.undo",
                tooltip=mark_for_translation("Take the last taking-in back")),
        Binding("4", "reason", mark_for_translation("reason"), id="branch.reason",
                tooltip=mark_for_translation("Why the selected member sends nothing")),
        Binding("5", "strike", mark_for_translation("strike off"), id="branch.strike",
                tooltip=mark_for_translation("Accept the selected problem and strike it off, or put it back")),
        Binding("6", "report", mark_for_translation("report"), id="branch.report",
                tooltip=mark_for_translation("Save the report (Word) and the tables (Excel)")),
    ]  # fmt: skip

    def __init__(self, *context: Any) -> None:
        super().__init__(*context)
        self.period = Period.month_of(self.desk.today())
        self.seen = Seen()
        self.list = BranchRows(id="list")
        self.view = Choice(self._views(), MEMBERS, id="view")
        self.view.can_focus = False  # Tab changes the list, so that the digits always work

    def furniture(self) -> Iterable[Widget]:
        """The month and its figures, the two lists, and the selected line."""
        yield Static("", id="head", markup=False)
        yield self.view
        with Horizontal(id="columns"):
            with Vertical(id="left"):
                yield Static("", id="heads", markup=False)
                yield self.list
            with VerticalScroll(id="details", can_focus=False):
                yield Static("", id="words", markup=False)

    def on_mount(self) -> None:
        """Begin in the list."""
        self.list.focus()

    async def read(self) -> None:
        """Read the branch ledger."""
        seen = await self.attempt_long(_read, self.period)
        if seen is not None:
            self.seen = seen

    @property
    def shows_problems(self) -> bool:
        """Whether the list of problems is shown."""
        return self.view.value == PROBLEMS

    @property
    def standing(self) -> MemberStanding | None:
        """The selected member."""
        name = None if self.shows_problems else self.list.highlighted_id
        return next((one for one in self.seen.members if one.member.member_no == name), None)

    @property
    def problem(self) -> Problem | None:
        """The selected problem."""
        name = self.list.highlighted_id if self.shows_problems else None
        return next((one for one in self.seen.problems if one.uid == name), None)

    # What the lines say

    def show(self) -> None:
        """Show the month in the list chosen."""
        seen = self.seen
        figures = standing_figures(seen.members) if seen.has_roster else ""
        problems = problem_figures(seen.problems) if seen.problems else ""
        lines = (period_words(self.period), figures), (cut(seen.branch, 40), problems)
        self.query_one("#head", Static).update("\n".join("   ".join(filter(None, line)) for line in lines))
        self.view.options = self._views()
        self.view.refresh()
        width = self.list_width
        heads, rows = self._problem_rows(width) if self.shows_problems else self._member_rows()
        self.query_one("#heads", Static).update(" " + heads)
        self.list.empty = self._nothing()
        self.list.show(rows)
        self.show_details()
        self.refresh_bindings()

    def _views(self) -> tuple[tuple[str, str], ...]:
        return (MEMBERS, _("Who sent what")), (PROBLEMS, _("List of problems"))

    def _nothing(self) -> str:
        if not self.seen.has_roster:
            return _("There is no roster yet. Press 1 to read one from Excel or CSV.")
        if not self.shows_problems:
            return _("Nobody on the roster belongs to the branch in this month.")
        if not any(one.received for one in self.seen.members):
            return _("Nothing was taken in for this month. Press 2 to take in the members' files.")
        return _("No problem was sent in up to this month.")

    @property
    def list_width(self) -> int:
        """The cells the list has."""
        wide = self.app.size.width >= 120
        return self.app.size.width - (DETAILS_WIDTH if wide else 0) - 2

    def _member_rows(self) -> tuple[str, list[Row]]:
        widths = (NUMBER_WIDTH, NAME_WIDTH, GROUP_WIDTH, STATE_WIDTH, DAY_WIDTH, 12)
        titles = (_("No."), _("Name"), _("Party group"), _("State"), _("Made on"), _("Why"))
        return _heads(titles, widths), [self._member_row(one) for one in self.seen.members]

    def _member_row(self, one: MemberStanding) -> Row:
        member, today = one.member, self.desk.today()
        style = "$mark-kept" if one.received else "" if one.reason else "$error"
        made = short_day(local_day(one.received.header.made_at), today) if one.received else ""
        cells = (
            Cell(member.member_no, NUMBER_WIDTH),
            Cell(member.name, NAME_WIDTH),
            Cell(member.party_group, GROUP_WIDTH),
            Cell(one.state_words, STATE_WIDTH, style),
            Cell(made, DAY_WIDTH),
            Cell("" if one.received else one.reason),
        )
        return Row(member.member_no, cells)

    def _problem_rows(self, width: int) -> tuple[str, list[Row]]:
        what = max(width - 2 * NAME_WIDTH - 3 * DAY_WIDTH - 10, 10)
        widths = (NAME_WIDTH, what, DAY_WIDTH, DAY_WIDTH, NAME_WIDTH, DAY_WIDTH)
        titles = (_("Member", context="problem"), _("Problem"), _("Due"), _("Progress"), _("Accepted"), _("Struck off"))
        return _heads(titles, widths), [self._problem_row(one, what) for one in self.seen.problems]

    def _problem_row(self, problem: Problem, what: int) -> Row:
        today, state, matter = self.desk.today(), problem.state, problem.matter
        progress, style = progress_words(problem, today)
        cells = (
            Cell(problem.responsible, NAME_WIDTH),
            Cell(matter.title, what),
            Cell(short_day(matter.due_day, today), DAY_WIDTH),
            Cell(progress, DAY_WIDTH, style),
            Cell(state.accepted_by if state else "", NAME_WIDTH),
            Cell(short_day(state.struck_day if state else None, today)),
        )
        return Row(problem.uid, cells)

    def show_details(self) -> None:
        """Show everything about the selected line, where there is room beside the list."""
        title, words = self._details(DETAILS_WIDTH - 4)
        self.query_one("#words", Static).update(f"{title}\n\n{words}" if title else "")

    def _details(self, width: int) -> tuple[str, str]:
        if self.standing is not None:
            return self.standing.member.name, labelled(standing_lines(self.standing), width)
        if self.problem is not None:
            title = "\n".join(fold(self.problem.matter.title, width))
            return title, labelled(problem_lines(self.problem), width)
        return "", ""

    def on_resize(self) -> None:
        """Fit the columns to the new width."""
        if self.list.is_attached:
            self.call_after_refresh(self.show)

    @on(OptionList.OptionHighlighted, "#list")
    def _highlighted(self) -> None:
        self.show_details()
        self.refresh_bindings()

    @on(OptionList.OptionSelected, "#list")
    def _open(self) -> None:
        self.app.push_screen(TellDialog(*self._details(74)))

    @on(Choice.Changed, "#view")
    def _view_changed(self) -> None:
        self.list.highlighted = None
        self.show()
        self.list.focus()

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now, and with the selected line, is offered."""
        if not self.is_mounted:
            return True
        if action == "month":
            return parameters[0] == -1 or self.period.last < self.desk.today()
        allowed = {
            "take_in": self.seen.has_roster,
            "undo": self.seen.last_batch is not None,
            "reason": self.standing is not None and self.standing.received is None,
            "strike": self.problem is not None,
            "report": self.seen.has_roster,
        }
        return allowed.get(action, True)

    def action_switch(self) -> None:
        """Change the list."""
        self.view.choose(MEMBERS if self.shows_problems else PROBLEMS)

    async def action_month(self, step: int) -> None:
        """Go to the month before or after."""
        beside = self.period.first - timedelta(days=1) if step < 0 else self.period.last + timedelta(days=1)
        self.period = Period.month_of(beside)
        await self.look_again()

    def action_roster(self) -> None:
        """Read the roster, edit a person, go back, or save a table to fill in."""
        self.begin(change_roster, self, self.standing.member if self.standing else None)

    def action_take_in(self) -> None:
        """Look at the files in a folder and take them in."""
        self.begin(take_in, self, self.period)

    def action_undo(self) -> None:
        """Take the last taking-in back."""
        if self.seen.last_batch is not None:
            self.begin(undo, self, self.seen.last_batch)

    def action_reason(self) -> None:
        """Note why the selected member sends nothing."""
        if self.standing is not None:
            self.begin(excuse, self, self.standing, self.period)

    def action_strike(self) -> None:
        """Strike the selected problem off, or put it back."""
        if self.problem is not None:
            work = restore if self.problem.is_struck_off else strike_off
            self.begin(work, self, self.problem)

    def action_report(self) -> None:
        """Save the report and the tables."""
        self.begin(save_report, self, self.period)


def _read(desk: Desk, period: Period) -> Seen:
    ledger, found = desk.branch, standings_of(desk, period)
    found.sort(key=lambda one: (one.received is not None, bool(one.reason)))
    batches = ledger.batches()
    problems = tuple(ledger.problems(period))
    last = batches[0] if batches else None
    return Seen(ledger.branch_name(), bool(ledger.roster()), tuple(found), problems, last)


def _heads(titles: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(pad(title, width) for title, width in zip(titles, widths, strict=True))
