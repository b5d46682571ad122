"""Branch: the secretary's screen: who sent what for a month, the branch's list of problems, and the year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from textual import on
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from content.cells import DIALOG_WIDTH, cell_len, cut
from content.dates import period_words
from content.period import Period
from content.words import _, mark_for_translation
from desk.branch_opening import month_to_open, opened_words
from desk.not_shown import not_shown
from desk.words.branch import problem_figures, standing_figures
from desk.words.unread import empty_words
from reports.namesakes import proposal_told_apart, told_apart
from screens.branch.actions import ACTIONS
from screens.branch.details import details_of, month_line
from screens.branch.filtering import ask_only, only_words
from screens.branch.lines import Page, member_page, problem_page, year_page, year_totals
from screens.branch.reading import read_submission
from screens.branch.seen import (
    MEMBERS,
    PROBLEMS,
    YEAR,
    Chosen,
    Only,
    Seen,
    ended,
    read_seen,
    shown_lines,
    shown_members,
    shown_problems,
    shown_proposals,
)
from screens.kit.bars import keyed
from screens.kit.fields import Choice
from screens.kit.keymap import once_drawn
from screens.kit.list_screens import DetailsRoom
from screens.kit.messages import Visit
from screens.kit.page import PageDialog
from screens.kit.rows import Rows
from storage.standings import MemberStanding

PAGES = (MEMBERS, PROBLEMS, YEAR)
TALL = 30  # lines, from which there is room for the details beneath the list


class BranchRows(Rows):
    """The list: of members, of problems, or of members by months. The keys stand on the line of the pages."""

    BINDINGS = [
        Binding("enter", "select", mark_for_translation("open"), id="branch.open",
                tooltip=mark_for_translation("Read what the selected member sent, or all about a problem")),
        Binding("space", "screen.tick", mark_for_translation("tick"), id="branch.tick",
                tooltip=mark_for_translation("Tick problems: what is done next is done to all of them at once")),
        Binding("tab", "screen.switch", mark_for_translation("pages"), show=False, id="branch.switch",
                tooltip=mark_for_translation("Change between who sent what, the list of problems, and the year")),
        Binding("left", "screen.month(-1)", mark_for_translation("month"), show=False, id="branch.earlier",
                tooltip=mark_for_translation("The month before")),
        Binding("right", "screen.month(1)", mark_for_translation("month"), show=False, id="branch.later",
                tooltip=mark_for_translation("The month after")),
    ]  # fmt: skip


class BranchScreen(DetailsRoom):
    """Who sent what for a month and who did not, the problems of the branch until they are struck off, and the year."""

    NAME = "branch"
    CSS_PATH = "branch.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (TALL, "-tall")]
    HELP = mark_for_translation(
        "For the branch secretary. Tab changes the page, Left and Right the month. Members who sent nothing stand "
        "first; Enter reads what somebody sent, as it came.\n"
        "{branch.roster} reads the roster, edits the selected person or goes back to the roster before. "
        "{branch.take_in} looks at the files in a folder, says what is to be done about each, and takes in the new "
        "and the newer once you agree; {branch.undo} takes that back. {branch.reason} says how a member stands, or "
        "enters what came on paper; {branch.send_back} returns what came, with a comment. {branch.remind} makes the "
        "text to remind with; {branch.report} the report, the receipts and the notice of the month.\n"
        "What members ticked is proposed for the list of problems; {branch.next} puts it there, {branch.accept_all} "
        "puts all. What is on the list stays until it is done, verified by somebody else and struck off "
        "({branch.next}), or withdrawn by hand ({branch.other_act}). {branch.tick} ticks several; {branch.undo} takes "
        "back what was entered last.\n"
        "A checksum shows that a file was not changed, not that it is true."
    )
    BINDINGS = [
        Binding("1", "step('roster')", mark_for_translation("roster"), id="branch.roster",
                tooltip=mark_for_translation("Read a roster, edit a person, go back to the one before")),
        Binding("2", "step('take_in')", mark_for_translation("take in"), id="branch.take_in",
                tooltip=mark_for_translation("Look at the files in a folder, then take them in")),
        Binding("3", "step('undo')", mark_for_translation("undo"), id="branch.undo",
                tooltip=mark_for_translation("Take back the last taking-in, or what was entered last on the list")),
        Binding("4", "step('reason')", mark_for_translation("standing"), id="branch.reason",
                tooltip=mark_for_translation("Choose how the selected member stands, or enter what came on paper")),
        Binding("5", "step('remind')", mark_for_translation("remind"), id="branch.remind",
                tooltip=mark_for_translation("A text to remind those with who sent nothing")),
        Binding("5", "step('next')", mark_for_translation("go on"), id="branch.next",
                tooltip=mark_for_translation("The next step: list what was proposed; done, verified, struck off")),
        Binding("7", "step('other')", mark_for_translation("more"), id="branch.other_act",
                tooltip=mark_for_translation("Progress, due day, hand over, merge, change, withdraw, leave off")),
        Binding("8", "step('accept_all')", mark_for_translation("list all"), id="branch.accept_all",
                tooltip=mark_for_translation("Put all that was proposed on the list")),
        Binding("8", "step('return')", mark_for_translation("return"), id="branch.send_back",
                tooltip=mark_for_translation("Return what the selected member sent, with a comment")),
        Binding("9", "only", mark_for_translation("filter"), id="branch.only",
                tooltip=mark_for_translation("Show only one standing or state, or one party group")),
        Binding("6", "step('report')", mark_for_translation("report"), id="branch.report",
                tooltip=mark_for_translation("Report and tables, receipts, the notice, handing on")),
        Binding("1", "first_page('roster')", mark_for_translation("roster"), show=False, id="branch.roster_first",
                tooltip=mark_for_translation("Read a roster, edit a person, go back to the one before")),
        Binding("2", "first_page('take_in')", mark_for_translation("take in"), show=False, id="branch.take_in_first",
                tooltip=mark_for_translation("Look at the files in a folder, then take them in")),
        Binding("0", "meetings", mark_for_translation("meetings"), id="branch.meetings",
                tooltip=mark_for_translation("The register of meetings: attendance, minutes, learning sessions")),
    ]  # fmt: skip

    def __init__(self, *context: Any) -> None:
        super().__init__(*context)
        self.period = Period.month_of(self.desk.today())
        self.is_opened = False
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
        heads, foot = Static("", id="heads", markup=False), Static("", id="foot", markup=False)
        yield from self.columns(heads, beneath=[foot])

    def on_mount(self) -> None:
        """Tab changes the page, so that it never goes to the details."""
        self.query_one("#details", VerticalScroll).can_focus = False

    async def read(self) -> None:
        """Read the branch ledger; at first look which month to open on."""
        if not self.is_opened:
            await self._open_on()
        seen = await self.attempt_long(read_seen, self.period, self.page)
        if seen is None:  # lines of before would stand below another month
            seen = Seen(unread=await self.attempt_long(not_shown, "branch") or ())
        there = {one.uid for one in seen.problems} | {one.id for one in (*seen.proposals, *seen.left_off)}
        self.ticked = (self.ticked & there) - ended(self.seen, seen)
        self.seen = seen

    async def _open_on(self) -> None:
        """Show the month that is being collected, and say so where it is not the present one."""
        self.is_opened = True
        present, found = self.period, await self.attempt_long(month_to_open)
        if found is not None and self.period == present != found:
            self.period = found
            self.tell(opened_words(found, present))

    @property
    def page(self) -> str:
        """Which page is shown."""
        return self.view.value

    @property
    def shows_problems(self) -> bool:
        """Whether the list of problems is shown."""
        return self.page == PROBLEMS

    @property
    def person(self) -> str:
        """Whom the selected line is about; empty where it is about a problem."""
        return "" if self.shows_problems else self.list.highlighted_id or ""

    @property
    def standing(self) -> MemberStanding | None:
        """How the selected member stands for the month."""
        return next((one for one in self.seen.members if self.person and one.person == self.person), None)

    @property
    def chosen(self) -> Chosen:
        """What a key would do something with: what is ticked, or else the selected line."""
        names = self.ticked or ({self.list.highlighted_id} if self.shows_problems else frozenset())
        return Chosen(
            self.seen, self.page, self.period, self.standing,
            tuple(one for one in self.seen.problems if one.uid in names),
            tuple(one for one in (*self.seen.proposals, *self.seen.left_off) if one.id in names),
        )  # fmt: skip

    # What the lines say

    def show(self) -> None:
        """Show the month on the page chosen."""
        seen, today = self.seen, self.desk.today()
        figures = standing_figures(seen.members, is_early=seen.is_early) if seen.has_roster else ""
        counts, left_off = (seen.problems, seen.proposals, today), len(seen.left_off)
        anything = seen.problems or seen.proposals or left_off
        problems = problem_figures(*counts, left_off=left_off) if anything else ""
        if anything and self.period.last < today:
            problems = _("{figures}  as they stand now").format(figures=problems)
        room = max(self.size.width - cell_len(problems) - 7, 8)  # what edges, gap and figures leave of the line
        lines = (period_words(self.period), figures), (cut(seen.branch, room), problems)
        said = [Content.assemble((first, "bold"), f"   {more}" if more else "") for first, more in lines]
        self.query_one("#head", Static).update(Content("\n").join(said))
        self.view.options = self._views()
        self.view.refresh()
        hint = only_words(self.only[self.page], self.page) or seen.recounted or _("Tab pages  Left/Right month")
        self.query_one("#hint", Static).update(hint)
        self.set_class(self.shows_problems, "-problems")
        heads, rows = self._lines()
        self.query_one("#heads", Static).update("  " + heads)
        self.list.empty = self._nothing()
        self.list.show(rows)
        self.show_details()

    def _lines(self) -> Page:
        only, today = self.only[self.page], self.desk.today()
        if self.page == YEAR:
            return year_page(shown_lines(self.seen, only, self.period.first.month), self.period.first.month)
        if self.page == MEMBERS:
            return member_page(shown_members(self.seen, only), today, is_early=self.seen.is_early)
        names = self.seen.names
        return problem_page(
            [told_apart(one, names) for one in shown_problems(self.seen, only, today)],
            [proposal_told_apart(one, names) for one in shown_proposals(self.seen, only)], self.seen.flags, self.ticked,
            today, self.desk.calendar, self.list_width,
        )  # fmt: skip

    def _views(self) -> tuple[tuple[str, str], ...]:
        return (MEMBERS, _("Who sent what")), (PROBLEMS, _("List of problems")), (YEAR, _("The year"))

    def _nothing(self) -> str:
        if self.seen.unread:
            return empty_words(self.seen.unread, "")
        if not self.seen.has_roster:
            return keyed(self, _("There is no roster yet. Press {branch.roster} to read one from Excel or CSV."))
        if self.only[self.page] != Only():
            return keyed(self, _("Nothing is like that. Press {branch.only} to show everything."))
        if not self.shows_problems:
            return _("Nobody on the roster belongs to the branch in this month.")
        if not any(one.received for one in self.seen.members):
            return _("Nothing was taken in for this month. Tab leads to the page where files are taken in.")
        return _("No problem was sent in up to this month.")

    def show_details(self) -> None:
        """Show everything about the selected line, where there is room; of the year its columns."""
        super().show_details()
        foot, year = self.query_one("#foot", Static), self.seen.year
        foot.display = self.page == YEAR and year is not None
        if year is not None:
            words = month_line(year, self.standing, self.period, self.list_width - 2)
            foot.update(year_totals(year) + ("" if self.has_class("-wide") else f"\n\n  {words}"))

    def details(self, width: int) -> Content:
        """Everything about the selected line."""
        name = self.list.highlighted_id or ""
        return details_of(self.seen, self.page, self.period, name, width, self.desk.today(), self.desk.calendar)

    def on_resize(self) -> None:
        """Fit the columns to the new width."""
        self.call_after_refresh(self.show_if_there)

    @on(OptionList.OptionSelected, "#list")
    def _open(self) -> None:
        if self.person:
            self.begin(read_submission, self, self.person, self.period, self.seen)
        else:
            self.app.push_screen(PageDialog(self.details(DIALOG_WIDTH)))

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
        if action == "step":
            return ACTIONS[str(parameters[0])].may(self.chosen)
        if action == "first_page":
            return self.page != MEMBERS and (self.seen.has_roster or parameters[0] == "roster")
        if action == "tick":
            return self.shows_problems and self.list.highlighted_id is not None
        return self.seen.has_roster if action == "only" else True

    def other_words(self) -> Mapping[str, str]:
        """The keys called by what they do with what is chosen."""
        at = self.chosen
        return {f"step('{name}')": words for name, action in ACTIONS.items() if (words := action.words(at))}

    def action_step(self, name: str) -> None:
        """Begin what a key does with what is chosen."""
        at = self.chosen

        async def begun() -> None:
            await ACTIONS[name].begin(self, at)

        self.begin(begun)

    def action_first_page(self, name: str) -> None:
        """Begin what belongs to who sent what from another page: the room comes back to the page it was left on."""
        self.view.choose(MEMBERS)
        once_drawn(self, lambda: self.action_step(name))

    def action_switch(self) -> None:
        """Go to the next page."""
        self.view.choose(PAGES[(PAGES.index(self.page) + 1) % len(PAGES)])

    def action_meetings(self) -> None:
        """Go to the meetings."""
        self.post_message(Visit("meeting", ""))

    async def action_month(self, step: int) -> None:
        """Go to the month before or after."""
        beside = self.period.first - timedelta(days=1) if step < 0 else self.period.last + timedelta(days=1)
        self.period = Period.month_of(beside)
        await self.look_again()

    def action_tick(self) -> None:
        """Tick the selected problem, or take the tick away, and go on to the next line."""
        name = self.list.highlighted_id
        if name is not None:
            self.ticked ^= {name}
            self.show()
            if self.list.highlighted != len(self.list.rows) - 1:
                self.list.action_cursor_down()

    def action_only(self) -> None:
        """Choose what of the page is shown."""
        self.begin(self._ask_only)

    async def _ask_only(self) -> None:
        page = self.page
        only = await ask_only(self, self.seen, page, self.only[page], self.period.first.month)
        if only is not None:
            self.only[page] = only
            self.show()
