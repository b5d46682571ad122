"""Branch: the secretary's screen: who sent what for a month, the branch's list of problems, and the year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from textual import on
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import OptionList, Static

from content.cells import cut
from content.dates import period_words
from content.period import Period
from content.words import _, mark_for_translation
from desk.words.branch import labelled, problem_figures, standing_figures, standing_lines
from screens.branch.closing import go_on
from screens.branch.details import month_words, problem_details, proposal_details
from screens.branch.filtering import ask_only, only_words
from screens.branch.handing import hand_out
from screens.branch.lines import Page, member_page, problem_page, year_page, year_totals
from screens.branch.problem_steps import list_proposals, other_act, other_than_list, take_back
from screens.branch.reading import read_submission, remind
from screens.branch.roster import change_roster
from screens.branch.seen import (
    MEMBERS,
    PROBLEMS,
    YEAR,
    Only,
    Seen,
    read_seen,
    shown_lines,
    shown_members,
    shown_problems,
    shown_proposals,
)
from screens.branch.steps import choose_standing, take_in, undo
from screens.kit.base import Room
from screens.kit.fields import Choice
from screens.kit.rows import Rows
from screens.kit.tell import TellDialog
from storage.problems import Problem
from storage.proposals import Proposal
from storage.standings import MemberStanding

PAGES = (MEMBERS, PROBLEMS, YEAR)
DETAILS_WIDTH = 40  # beside the list, from 120 columns


class BranchRows(Rows):
    """The list: of members, of problems, or of members by months. The keys stand on the line of the pages."""

    BINDINGS = [
        Binding("enter", "select", mark_for_translation("open"), id="branch.open",
                tooltip=mark_for_translation("Read what the selected member sent, or all about a problem")),
        Binding("space", "screen.tick", mark_for_translation("tick"), id="branch.tick",
                tooltip=mark_for_translation("Tick problems, so that 5 and 7 are done to all of them at once")),
        Binding("tab", "screen.switch", mark_for_translation("pages"), show=False, id="branch.switch",
                tooltip=mark_for_translation("Change between who sent what, the list of problems, and the year")),
        Binding("left", "screen.month(-1)", mark_for_translation("month"), show=False, id="branch.earlier",
                tooltip=mark_for_translation("The month before")),
        Binding("right", "screen.month(1)", mark_for_translation("month"), show=False, id="branch.later",
                tooltip=mark_for_translation("The month after")),
    ]  # fmt: skip


class BranchScreen(Room):
    """Who sent what for a month and who did not, the problems of the branch until they are struck off, and the year."""

    NAME = "branch"
    CSS_PATH = "branch.tcss"
    HELP = mark_for_translation(
        "For the branch secretary. Tab changes the page, Left and Right the month. Members who sent nothing stand "
        "first; Enter reads what somebody sent, as it came.\n"
        "1 reads the roster, edits the selected person or goes back to the roster before. 2 looks at the files "
        "in a folder, says what is to be done about each, and takes in the new and the newer once you agree; 3 takes "
        "that back. 4 says how a member stands, or enters what came on paper. 5 makes the text to remind with.\n"
        "What members ticked is proposed for the list of problems; 5 puts it there, 8 puts all. What is on the list "
        "stays until it is done, verified by somebody else and struck off (5), or withdrawn by hand (7). Space ticks "
        "several; 3 takes back what was entered last.\n"
        "A checksum shows that a file was not changed, not that it is true."
    )
    BINDINGS = [
        Binding("1", "roster", mark_for_translation("roster"), id="branch.roster",
                tooltip=mark_for_translation("Read a roster, edit a person, go back to the one before")),
        Binding("2", "take_in", mark_for_translation("take in"), id="branch.take_in",
                tooltip=mark_for_translation("Look at the files in a folder, then take them in")),
        Binding("3", "undo", mark_for_translation("undo"), id="branch.undo",
                tooltip=mark_for_translation("Take back the last taking-in, or what was entered last on the list")),
        Binding("4", "reason", mark_for_translation("standing"), id="branch.reason",
                tooltip=mark_for_translation("Choose how the selected member stands, or enter what came on paper")),
        Binding("5", "next_step", mark_for_translation("go on"), id="branch.next",
                tooltip=mark_for_translation(
                    "Members: a text to remind with. Problems: list what was proposed; done, verified, struck off")),
        Binding("7", "other_act", mark_for_translation("more"), id="branch.other_act",
                tooltip=mark_for_translation("Progress, due day, hand over, merge, change, withdraw, leave off")),
        Binding("8", "accept_all", mark_for_translation("list all"), id="branch.accept_all",
                tooltip=mark_for_translation("Put all that was proposed on the list")),
        Binding("9", "only", mark_for_translation("filter"), id="branch.only",
                tooltip=mark_for_translation("Show only one standing or state, or one party group")),
        Binding("6", "report", mark_for_translation("report"), id="branch.report",
                tooltip=mark_for_translation(
                    "The report and tables of a month or longer, and what else is made for others")),
    ]  # fmt: skip

    def __init__(self, *context: Any) -> None:
        super().__init__(*context)
        self.period = Period.month_of(self.desk.today())
        self.seen = Seen()
        self.only = {page: Only() for page in PAGES}
        self.ticked: frozenset[str] = frozenset()
        self.list = BranchRows(id="list")
        self.view = Choice(self._views(), MEMBERS, id="view")
        self.view.can_focus = False  # Tab changes the list, so that the digits always work

    def furniture(self) -> Iterable[Widget]:
        """The month and its figures, the pages, and the selected line."""
        yield Static("", id="head", markup=False)
        with Horizontal(id="pages"):
            yield self.view
            yield Static("", id="hint", markup=False)
        with Horizontal(id="columns"):
            with Vertical(id="left"):
                yield Static("", id="heads", markup=False)
                yield self.list
                yield Static("", id="foot", markup=False)
            with VerticalScroll(id="details", can_focus=False):
                yield Static("", id="words", markup=False)

    def on_mount(self) -> None:
        """Begin in the list."""
        self.list.focus()

    async def read(self) -> None:
        """Read the branch ledger."""
        seen = await self.attempt_long(read_seen, self.period, self.page)
        if seen is not None:
            self.seen = seen
            there = {one.uid for one in seen.problems} | {one.id for one in seen.proposals}
            self.ticked &= there

    @property
    def page(self) -> str:
        """Which page is shown."""
        return self.view.value

    @property
    def shows_problems(self) -> bool:
        """Whether the list of problems is shown."""
        return self.page == PROBLEMS

    @property
    def month(self) -> int:
        """The month looked at, from 1."""
        return self.period.first.month

    @property
    def person(self) -> str:
        """Whom the selected line is about; empty where it is about a problem."""
        return "" if self.shows_problems else self.list.highlighted_id or ""

    @property
    def standing(self) -> MemberStanding | None:
        """How the selected member stands for the month."""
        return next((one for one in self.seen.members if self.person and one.person == self.person), None)

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

    @property
    def chosen(self) -> tuple[list[Problem], list[Proposal]]:
        """What is ticked, or else the selected line: problems and proposals."""
        if not self.ticked:
            return [self.problem] if self.problem else [], [self.proposal] if self.proposal else []
        problems = [one for one in self.seen.problems if one.uid in self.ticked]
        return problems, [one for one in self.seen.proposals if one.id in self.ticked]

    # What the lines say

    def show(self) -> None:
        """Show the month on the page chosen."""
        seen, today = self.seen, self.desk.today()
        figures = standing_figures(seen.members) if seen.has_roster else ""
        anything = seen.problems or seen.proposals
        problems = problem_figures(seen.problems, len(seen.proposals), today) if anything else ""
        lines = (period_words(self.period), figures), (cut(seen.branch, 20), problems)
        self.query_one("#head", Static).update("\n".join("   ".join(filter(None, line)) for line in lines))
        self.view.options = self._views()
        self.view.refresh()
        hint = only_words(self.only[self.page], self.page) or seen.recounted or _("Tab pages  Left/Right month")
        self.query_one("#hint", Static).update(hint)
        heads, rows = self._lines()
        self.query_one("#heads", Static).update("  " + heads)
        self.list.empty = self._nothing()
        self.list.show(rows)
        self.show_details()
        self.refresh_bindings()

    def _lines(self) -> Page:
        only, today = self.only[self.page], self.desk.today()
        if self.page == YEAR:
            return year_page(shown_lines(self.seen, only, self.month), self.month)
        if self.page == MEMBERS:
            return member_page(shown_members(self.seen, only), today)
        return problem_page(
            shown_problems(self.seen, only, today), shown_proposals(self.seen, only), self.seen.flags, self.ticked,
            today, self.list_width,
        )  # fmt: skip

    def _views(self) -> tuple[tuple[str, str], ...]:
        return (MEMBERS, _("Who sent what")), (PROBLEMS, _("List of problems")), (YEAR, _("The year"))

    def _nothing(self) -> str:
        if not self.seen.has_roster:
            return _("There is no roster yet. Press 1 to read one from Excel or CSV.")
        if self.only[self.page] != Only():
            return _("Nothing is like that. Press 9 to show everything.")
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

    def show_details(self) -> None:
        """Show everything about the selected line, where there is room beside the list; of the year its columns."""
        title, words = self._details(DETAILS_WIDTH - 4)
        self.query_one("#words", Static).update(f"{title}\n\n{words}" if title else "")
        foot = self.query_one("#foot", Static)
        foot.display = self.page == YEAR and self.seen.year is not None
        if self.seen.year is not None:
            words = month_words(self.seen.year, self.standing, self.period, self.list_width - 2)
            foot.update(f"{year_totals(self.seen.year)}\n\n  {words}")

    def _details(self, width: int) -> tuple[str, str]:
        if self.standing is not None:
            return self.standing.member.name, labelled(standing_lines(self.standing), width)
        if self.problem is not None:
            return problem_details(self.seen, self.problem, width)
        return proposal_details(self.proposal, width) if self.proposal is not None else ("", "")

    def on_resize(self) -> None:
        """Fit the columns to the new width."""
        self.call_after_refresh(self.show_if_there)

    @on(OptionList.OptionHighlighted, "#list")
    def _highlighted(self) -> None:
        self.show_details()
        self.refresh_bindings()

    @on(OptionList.OptionSelected, "#list")
    def _open(self) -> None:
        if self.person:
            self.begin(read_submission, self, self.person, self.period)
        else:
            self.app.push_screen(TellDialog(*self._details(74)))

    @on(Choice.Changed, "#view")
    async def _view_changed(self) -> None:
        self.list.highlighted, self.ticked = None, frozenset()
        self.show()
        self.list.focus()
        if self.page == YEAR:
            await self.look_again()

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now, and with the selected line, is offered."""
        if not self.is_mounted:
            return True
        if action == "month":
            return parameters[0] == -1 or self.period.last < self.desk.today()
        seen, is_members, is_problems = self.seen, self.page == MEMBERS, self.shows_problems
        anything = any(self.chosen)
        allowed = {
            "roster": is_members,
            "take_in": seen.has_roster and is_members,
            "undo": (is_members and seen.last_batch is not None) or (is_problems and seen.last_act is not None),
            "reason": self.standing is not None and self.standing.received is None,
            "tick": is_problems and anything,
            "next_step": anything if is_problems else is_members and any(one.is_missing for one in seen.members),
            "other_act": is_problems and anything,
            "accept_all": len(seen.proposals) > 1 and is_problems,
            "only": seen.has_roster,
            "report": seen.has_roster,
        }
        return allowed.get(action, True)

    def action_switch(self) -> None:
        """Go to the next page."""
        self.view.choose(PAGES[(PAGES.index(self.page) + 1) % len(PAGES)])

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
        """Take the last taking-in back, or on the list of problems what was entered there last."""
        if self.shows_problems and self.seen.last_act is not None:
            self.begin(take_back, self, self.seen.last_act)
        elif self.seen.last_batch is not None:
            self.begin(undo, self, self.seen.last_batch)

    def action_reason(self) -> None:
        """Choose how the selected member stands who sent nothing."""
        if self.standing is not None:
            self.begin(choose_standing, self, self.standing, self.period)

    def other_words(self) -> Mapping[str, str]:
        """What 5 is called where it is about members."""
        return {} if self.shows_problems else {"next_step": _("remind")}

    def action_next_step(self) -> None:
        """Show whom to remind of what; on the list of problems the next that is due for the selected one."""
        if self.shows_problems:
            self._go_on()
        else:
            self.begin(remind, self, self.seen.members, self.period)

    def action_tick(self) -> None:
        """Tick the selected problem, or take the tick away, and go on to the next line."""
        name = self.list.highlighted_id
        if name is not None:
            self.ticked ^= {name}
            self.show()
            if self.list.highlighted != len(self.list.rows) - 1:
                self.list.action_cursor_down()

    def _go_on(self) -> None:
        """The next that is due for the problems chosen; what was only proposed is put on the list."""
        problems, proposals = self.chosen
        if problems and proposals:
            self.tell(_("What is proposed and what is on the list cannot go on together."))
        elif proposals:
            self.begin(list_proposals, self, proposals)
        elif problems:
            self.begin(go_on, self, problems)

    def action_accept_all(self) -> None:
        """Put all that was proposed on the list."""
        self.begin(list_proposals, self, list(self.seen.proposals))

    def action_other_act(self) -> None:
        """Choose what else is done to the problems chosen; what was only proposed is left off, or merged."""
        problems, proposals = self.chosen
        if problems and proposals:
            self.tell(_("What is proposed and what is on the list cannot go on together."))
        elif proposals:
            self.begin(other_than_list, self, proposals, self.seen.problems)
        elif problems:
            self.begin(other_act, self, problems, self.seen.problems, self._members())

    def _members(self) -> Sequence[Any]:
        return [one.member for one in self.seen.members]

    def action_only(self) -> None:
        """Choose what of the page is shown."""
        self.begin(self._ask_only)

    async def _ask_only(self) -> None:
        page = self.page
        only = await ask_only(self, self.seen, page, self.only[page], self.month)
        if only is not None:
            self.only[page] = only
            self.show()

    def action_report(self) -> None:
        """Choose what is made for others: a report, or something else that leaves the desk."""
        self.begin(hand_out, self, self.period)
