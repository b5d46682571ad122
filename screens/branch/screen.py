"""Branch: the secretary's screen: the roster, what members sent, and the branch's list of problems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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
from desk.branch import flags_by_item, problems_of, proposals_of
from desk.desk import Desk
from desk.words.branch import (
    flag_words,
    labelled,
    problem_figures,
    problem_lines,
    progress_words,
    proposal_lines,
    standing_figures,
    standing_lines,
)
from reports.terms import standing_words
from screens.branch.problem_steps import decline, go_on, list_proposals, other_act
from screens.branch.roster import change_roster
from screens.branch.steps import choose_standing, save_report, take_in, undo
from screens.kit.base import Room
from screens.kit.fields import Choice
from screens.kit.rows import Cell, Row, Rows
from screens.kit.tell import TellDialog
from storage.branch_records import Batch
from storage.clock import local_day
from storage.problems import Problem, Status
from storage.proposals import Flags, Proposal
from storage.standings import MemberStanding, Standing

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
    proposals: tuple[Proposal, ...] = ()
    flags: Mapping[str, Flags] = field(default_factory=dict)
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
        "What members ticked is proposed for the list of problems; 5 puts it there, 8 puts all. What is on the list "
        "stays until it is done, verified by somebody else and struck off (5), or withdrawn by hand (7).\n"
        "A checksum shows that a file was not changed, not that it is true."
    )
    BINDINGS = [
        Binding("1", "roster", mark_for_translation("roster"), id="branch.roster",
                tooltip=mark_for_translation("Read a roster, edit a person, go back to the one before")),
        Binding("2", "take_in", mark_for_translation("take in"), id="branch.take_in",
                tooltip=mark_for_translation("Look at the files in a folder, then take them in")),
        Binding("3", "undo", mark_for_translation("undo"), id="branch.undo",
                tooltip=mark_for_translation("Take the last taking-in back")),
        Binding("4", "reason", mark_for_translation("standing"), id="branch.reason",
                tooltip=mark_for_translation("Choose how the selected member stands: on leave, deferred, not due")),
        Binding("5", "strike", mark_for_translation("go on"), id="branch.strike",
                tooltip=mark_for_translation("List what was proposed; done, verified, struck off")),
        Binding("7", "other_act", mark_for_translation("more"), id="branch.other_act",
                tooltip=mark_for_translation("Progress, due day, hand over, merge, change, withdraw, take back")),
        Binding("8", "accept_all", mark_for_translation("list all"), id="branch.accept_all",
                tooltip=mark_for_translation("Put all that was proposed on the list")),
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
        return next((one for one in self.seen.members if one.person == name), None)

    @property
    def problem(self) -> Problem | None:
        """The selected problem."""
        name = self.list.highlighted_id if self.shows_problems else None
        return next((one for one in self.seen.problems if one.uid == name), None)

    @property
    def proposal(self) -> Proposal | None:
        """The selected proposal."""
        name = self.list.highlighted_id if self.shows_problems else None
        return next((one for one in self.seen.proposals if one.id == name), None)

    # What the lines say

    def show(self) -> None:
        """Show the month in the list chosen."""
        seen = self.seen
        figures = standing_figures(seen.members) if seen.has_roster else ""
        problems = problem_figures(seen.problems, len(seen.proposals)) if seen.problems or seen.proposals else ""
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
        style = "$error" if one.standing is Standing.MISSING else "$warning" if one.is_missing else ""
        made = short_day(local_day(one.received.header.made_at), today) if one.received else ""
        cells = (
            Cell(member.member_no, NUMBER_WIDTH),
            Cell(member.name, NAME_WIDTH),
            Cell(member.party_group, GROUP_WIDTH),
            Cell(_state_words(one), STATE_WIDTH, style),
            Cell(made, DAY_WIDTH),
            Cell(one.choice.words if one.choice and not one.is_received else ""),
        )
        return Row(one.person, cells)

    def _problem_rows(self, width: int) -> tuple[str, list[Row]]:
        what = max(width - NAME_WIDTH - 2 * DAY_WIDTH - 6, 10)
        widths = (what, NAME_WIDTH, DAY_WIDTH, DAY_WIDTH)
        titles = (_("Problem"), _("Owner"), _("Due"), _("State"))
        waiting = [self._proposal_row(one, what) for one in self.seen.proposals]
        return _heads(titles, widths), [*waiting, *(self._problem_row(one, what) for one in self.seen.problems)]

    def _proposal_row(self, one: Proposal, what: int) -> Row:
        matter, today = one.word.matter, self.desk.today()
        state = _("again") if one.was_struck else _("reworded") if one.was_declined else _("proposed", context="state")
        cells = (
            Cell(matter.title, what),
            Cell(one.word.name, NAME_WIDTH),
            Cell(short_day(matter.due_day, today), DAY_WIDTH),
            Cell(state, DAY_WIDTH, "$warning"),
        )
        return Row(one.id, cells)

    def _problem_row(self, problem: Problem, what: int) -> Row:
        today = self.desk.today()
        progress, style = progress_words(problem, today)
        if flag_words(self.seen.flags.get(problem.uid, Flags())):
            progress, style = _("look at it"), "$warning"
        cells = (
            Cell(problem.title, what),
            Cell(problem.owner.name, NAME_WIDTH),
            Cell(short_day(problem.due_day, today), DAY_WIDTH),
            Cell(progress, DAY_WIDTH, style),
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
            title = "\n".join(fold(self.problem.title, width))
            return title, labelled(problem_lines(self.problem, self.seen.flags.get(self.problem.uid)), width)
        if self.proposal is not None:
            title = "\n".join(fold(self.proposal.word.matter.title, width))
            return title, labelled(proposal_lines(self.proposal), width)
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
            "roster": not self.shows_problems,
            "take_in": self.seen.has_roster,
            "undo": self.seen.last_batch is not None,
            "reason": self.standing is not None and not self.standing.is_received,
            "strike": self.problem is not None or self.proposal is not None,
            "other_act": self.problem is not None or self.proposal is not None,
            "accept_all": len(self.seen.proposals) > 1 and self.shows_problems,
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
        """Choose how the selected member stands who sent nothing."""
        if self.standing is not None:
            self.begin(choose_standing, self, self.standing, self.period)

    def action_strike(self) -> None:
        """The next that is due for the selected problem; what was only proposed is put on the list."""
        if self.proposal is not None:
            self.begin(list_proposals, self, [self.proposal])
        elif self.problem is not None:
            self.begin(go_on, self, self.problem)

    def action_accept_all(self) -> None:
        """Put all that was proposed on the list."""
        self.begin(list_proposals, self, list(self.seen.proposals))

    def action_other_act(self) -> None:
        """Choose what else is done to the selected problem; what was only proposed is left off."""
        if self.proposal is not None:
            self.begin(decline, self, self.proposal)
        elif self.problem is not None:
            members = [one.member for one in self.seen.members]
            self.begin(other_act, self, self.problem, self.seen.problems, members)

    def action_report(self) -> None:
        """Save the report and the tables."""
        self.begin(save_report, self, self.period)


def _read(desk: Desk, period: Period) -> Seen:
    ledger = desk.branch
    found = ledger.standings(period)
    found.sort(key=lambda one: (one.is_received, one.standing is not Standing.MISSING))
    batches = ledger.batches()
    last = batches[0] if batches else None
    return Seen(
        branch=ledger.branch_name(),
        has_roster=bool(ledger.roster()),
        members=tuple(found),
        problems=tuple(sorted(problems_of(desk, period), key=lambda one: one.status is Status.STRUCK)),
        proposals=tuple(proposals_of(desk)),
        flags=flags_by_item(desk),
        last_batch=last,
    )


def _state_words(one: MemberStanding) -> str:
    """How a member stands; with the revision from the second on."""
    words = standing_words(one.standing)
    if one.received is None or one.received.revision == 1:
        return words
    return words + " " + _("rev. {n}").format(n=one.received.revision)


def _heads(titles: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(pad(title, width) for title, width in zip(titles, widths, strict=True))
