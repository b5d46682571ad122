"""Matters: what is owed an answer, until it is settled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from textual import on
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from content.cells import cell_len
from content.dates import period_words, short_day
from content.period import Period
from content.words import _, language, mark_for_translation, ngettext
from desk.matter_ledger import ledger_files
from desk.matter_lists import BY_DUE, ORDERS, OVERDUE, grouped, order_words, step_period
from desk.words.unread import empty_words
from reports.terms import matter_kind_words, matter_state_words
from screens.kit.bars import keyed
from screens.kit.due import due_style
from screens.kit.fields import Choice
from screens.kit.folder import save_into_folder
from screens.kit.office_form import fill_office_form
from screens.kit.period import ask_period
from screens.kit.rows import Cell, Row, Rows, heading, heads
from screens.kit.taking_back import ChangesRoom
from screens.matters import steps
from screens.matters.shortfall import list_shortfall as list_shortfall
from screens.matters.steps import Step
from screens.matters.words import details, when_words
from storage.matter_shelf import OPEN
from storage.records import Matter, MatterState

GIVER_WIDTH = 12
GAP = "  "
WIDE, HIGH = 120, 30  # cells and lines of a screen from which on the list has room for more


class MatterRows(Rows):
    """The list of matters."""

    BINDINGS = [
        Binding("enter", "select", mark_for_translation("open"), id="matters.open",
                tooltip=mark_for_translation("Read and change the selected matter")),
        Binding("left", "screen.turn(-1)", mark_for_translation("order"), show=False, id="matters.turn_back",
                tooltip=mark_for_translation("The open ones in another order; the closed ones of another quarter")),
        Binding("right", "screen.turn(1)", mark_for_translation("order"), show=False, id="matters.turn",
                tooltip=mark_for_translation("The open ones in another order; the closed ones of another quarter")),
    ]  # fmt: skip


class MattersScreen(ChangesRoom[Step]):
    """The ledger of matters: open ones, overdue first, and those closed this year."""

    NAME = "matters"
    CSS_PATH = "matters.tcss"
    HELP = mark_for_translation(
        "What you owe an answer: who gave it, by when, and what was answered to whom. Overdue matters stand first.\n"
        "Settling needs a result. A due day moved later keeps the old one and the reason. A deleted matter lies in "
        "the trash for 30 days; {matters.undo} takes back the last change, {matters.settle} reopens a closed matter."
    )
    BINDINGS = [
        Binding("1", "add", mark_for_translation("add"), id="matters.add"),
        Binding("2", "settle", mark_for_translation("settle"), id="matters.settle",
                tooltip=mark_for_translation("What was done, and to whom it was answered; a closed matter: reopen it")),
        Binding("3", "undo", mark_for_translation("undo"), id="matters.undo",
                tooltip=mark_for_translation("Take back the last change, or bring back what was deleted")),
        Binding("4", "switch", mark_for_translation("open/closed"), id="matters.switch",
                tooltip=mark_for_translation("Change between open matters and those closed this year")),
        Binding("5", "not_pursued", mark_for_translation("drop"), id="matters.drop",
                tooltip=mark_for_translation("Close without settling, with the reason")),
        Binding("6", "progress", mark_for_translation("progress"), id="matters.progress",
                tooltip=mark_for_translation("Write down what was done so far")),
        Binding("7", "save_ledger", mark_for_translation("save"), id="matters.save",
                tooltip=mark_for_translation("Save what was settled (Word, Markdown) and the ledger (Excel)")),
        Binding("delete", "delete", mark_for_translation("delete"), id="matters.delete",
                tooltip=mark_for_translation("Move to the trash, which keeps it for 30 days")),
        Binding("8", "office_form", mark_for_translation("fill form"), id="matters.office_form",
                tooltip=mark_for_translation("Fill in a form of the office's own (Excel, Word) from these matters")),
    ]  # fmt: skip

    def __init__(self, *context: Any) -> None:
        super().__init__(*context)
        self.matters: list[Matter] = []
        self.groups: list[tuple[str, list[Matter]]] = []
        self.counts: tuple[int, int] | None = None  # not read yet
        self.order = BY_DUE
        self.period = Period.parse(f"{self.desk.today().year}")
        self.list = MatterRows(id="list")
        self.unread: tuple[str, ...] = ()
        self.in_part: tuple[str, ...] = ()  # the files of matters that are not shown in full, also beside a list
        self.view = Choice(self._views(), "open", id="view")

    def furniture(self) -> Iterable[Widget]:
        """Which matters, their list, and the selected one."""
        which = Horizontal(self.view, Static("", id="order", markup=False), id="which")
        yield from self.columns(which, Static("", id="heads", markup=False))

    async def read(self) -> None:
        """Read the ledger."""
        read = await self.attempt(self._read)
        if read is not None:
            open_ones, closed = read
            self.counts = (len(open_ones), len(closed))
            today = self.desk.today()
            self.groups = [("", closed)] if self.shows_closed else grouped(open_ones, self.order, today)
            self.matters = [matter for _words, group in self.groups for matter in group]
            self.in_part = await self.not_shown("matters")
            of_these = (
                self.in_part
                if self.shows_closed
                else [one for one in self.in_part if one in {f"matters/{OPEN}.json", "matters"}]
            )
            self.unread = () if self.matters else tuple(of_these)

    def _read(self) -> tuple[list[Matter], list[Matter]]:
        """The open matters, and those closed in the period, latest first."""
        shelf = self.desk.journal.matters
        closed = shelf.closed_within(self.period)
        return shelf.open(), sorted(closed, key=lambda one: (one.closed_day or one.day, one.uid), reverse=True)

    @property
    def shows_closed(self) -> bool:
        """Whether the closed matters are shown."""
        return self.view.value == "closed"

    @property
    def matter(self) -> Matter | None:
        """The selected matter."""
        return next((one for one in self.matters if one.uid == self.list.highlighted_id), None)

    # What the lines say

    def _views(self) -> tuple[tuple[str, str], ...]:
        if self.counts is None:
            return ("open", _("open matters")), ("closed", _("closed ones"))
        if self.in_part:  # nobody knows how many
            return ("open", _("open matters")), ("closed", _("closed ones"))
        open_words = ngettext("{n} open matter", "{n} open matters", self.counts[0]).format(n=self.counts[0])
        closed_words = _("{period}: {n} closed").format(period=period_words(self.period), n=self.counts[1])
        return ("open", open_words), ("closed", closed_words)

    async def visit(self, target: str) -> None:
        """Show a matter, open or closed, and select it."""
        found = await self.attempt(lambda: self.desk.journal.matters.get(target))
        if found is None:
            self.tell(_("It is no longer there."))
            return
        if found.closed_day is not None:
            self.period = Period.quarter_of(found.closed_day)
        elif self.order == OVERDUE:
            self.order = BY_DUE
        self.view.value = "open" if found.closed_day is None else "closed"
        await self.look_again()
        self.list.select(target)

    def show(self) -> None:
        """Bring every line up to date."""
        self.view.options = self._views()
        self.view.refresh(layout=True)
        titles = (
            _("Closed on") if self.shows_closed else _("Due"),
            _("Kind"),
            _("Matter"),
            _("State") if self.shows_closed else _("Given by"),
        )
        self.query_one("#heads", Static).update(heads(self._columns(titles)) if self.matters else "")
        self.list.empty = empty_words(self.unread, self._nothing())
        rows: list[Row] = []
        for place, (words, group) in enumerate(self.groups):
            if words and (self.has_room or self.order != BY_DUE):
                rows.append(heading(str(place), _("{words} ({n})").format(words=words, n=len(group))))
            rows += [self._row(matter) for matter in group]
        self.list.show(rows)
        self.query_one("#order", Static).update(self._order_words())
        self.show_details()

    def _order_words(self) -> str:
        if self.shows_closed:
            return _("Left/Right other quarters")
        return _("Left/Right order: {order}").format(order=order_words(self.order))

    def _nothing(self) -> str:
        if self.shows_closed:
            return _("Nothing closed in this period.")
        if self.order == OVERDUE and self.counts and self.counts[0]:
            return _("Nothing is overdue.")
        return keyed(self, _("Nothing open. Press {matters.add} to add a matter."))

    @property
    def has_room(self) -> bool:
        """Whether the list has room for headings that say again what the due days say."""
        return self.app.size.width >= WIDE or self.app.size.height >= HIGH

    def _row(self, matter: Matter) -> Row:
        today = self.desk.today()
        if matter.state is MatterState.OPEN:
            when, style = when_words(matter, today, self.desk.calendar), due_style(matter.due_day, today)
            last = matter.given_by
        else:
            when, style = short_day(matter.closed_day, today), "$text-muted"
            last = matter_state_words(matter.state)
        return Row(matter.uid, self._columns((when, matter_kind_words(matter.kind), matter.title, last), style))

    def _when_width(self) -> int:
        """The cells that due days take; that one is presumed takes more."""
        usual, today, calendar = 15 if language() == "en" else 13, self.desk.today(), self.desk.calendar
        shown = [one for _words, group in self.groups for one in group if one.state is MatterState.OPEN]
        return max([usual, *(cell_len(when_words(one, today, calendar)) for one in shown)])

    def _columns(self, texts: Sequence[str], style: str = "") -> tuple[Cell, ...]:
        """The columns: when, of what kind, what, from whom; what is left of the line is the title's."""
        kind = 9 if language() == "en" else 4
        when = self._when_width()
        title = max(self.list.line_width - when - kind - GIVER_WIDTH - 3 * len(GAP), 10)
        cells = zip(texts, (when, kind, title, GIVER_WIDTH), (style, "", "", "$text-muted"), strict=True)
        return tuple(Cell(text, width, colour) for text, width, colour in cells)

    def details(self, width: int) -> str | Content:
        """Everything about the selected matter."""
        return details(self.matter, self.desk.today(), self.desk.calendar, width) if self.matter else ""

    def on_resize(self) -> None:
        """Fit the columns to the new width."""
        self.call_after_refresh(self.show_if_there)

    @on(Choice.Changed, "#view")
    async def _view_changed(self) -> None:
        await self.look_again()

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done with the selected matter is offered."""
        matter = self.matter if self.is_mounted else None
        if action in ("progress", "not_pursued"):
            return matter is not None and matter.state is MatterState.OPEN
        if action in ("settle", "delete"):
            return matter is not None
        return bool(self.done_before) if action == "undo" else True

    def other_words(self) -> Mapping[str, str]:
        """2 is called by what it does: among the closed matters it reopens the selected one."""
        return {"settle": _("reopen")} if self.shows_closed else {}

    def action_switch(self) -> None:
        """Change between the open matters and the closed ones."""
        self.view.choose("open" if self.shows_closed else "closed")
        self.list.focus()

    async def action_turn(self, step: int) -> None:
        """Show the open matters in another order, or those closed in another period."""
        if self.shows_closed:
            self.period = step_period(self.period, step, self.desk.today())
        else:
            self.order = ORDERS[(ORDERS.index(self.order) + step) % len(ORDERS)]
        await self.look_again()

    def action_save_ledger(self) -> None:
        """Save the ledger as documents."""
        self.begin(self._save_ledger)

    async def _save_ledger(self) -> None:
        period = await ask_period(self, _("Of which period?"), str(self.period), _("go on"))
        if period is None:
            return
        words = _("{period}: what was settled (Word, Markdown), and the ledger (Excel).")
        explain = words.format(period=period_words(period))
        await save_into_folder(self, explain, ledger_files, period)

    def action_office_form(self) -> None:
        """Fill in a form of the office's own."""
        self.begin(fill_office_form, self, ("matters", "shortfalls"), self.period)

    def action_add(self) -> None:
        """Add a matter."""
        self.begin(self._add)

    async def _add(self) -> None:
        done = await steps.add(self)
        if done is not None:
            self.view.value, self.order = "open", BY_DUE
            await self.remember(done)
            self.list.select(done.matter.uid)

    @on(OptionList.OptionSelected, "#list")
    def _open(self) -> None:
        if self.matter is not None:
            ways = {MatterState.OPEN: steps.edit, MatterState.SETTLED: steps.settle, MatterState.DROPPED: steps.drop}
            self.do(ways[self.matter.state], self.matter)

    def action_settle(self) -> None:
        """Settle the selected matter, or open it again when it is closed."""
        self.do(steps.reopen if self.shows_closed else steps.settle, self.matter)

    def action_not_pursued(self) -> None:
        """Close the selected matter without settling it."""
        self.do(steps.drop, self.matter)

    def action_progress(self) -> None:
        """Write down what was done so far."""
        self.do(steps.note_progress, self.matter)

    def action_delete(self) -> None:
        """Move the selected matter to the trash."""
        self.do(steps.delete, self.matter)

    async def select_again(self, last: Step) -> None:
        """Select a matter, among the closed ones too; nothing when it is gone."""
        found = await self.attempt(lambda: self.desk.journal.matters.get(last.matter.uid))
        if found is not None:
            await self.visit(last.matter.uid)
