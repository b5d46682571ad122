"""Review: a month of one's own records day by day, a year, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from textual import on
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from content.dates import period_words
from content.period import Period, Span
from content.words import _, mark_for_translation
from desk.review import all_blank_days
from reports.item_days import ItemRow, row_of
from reports.review import Reviewed, too_long_words
from screens.kit.fields import Choice
from screens.kit.list_screens import DetailsRoom
from screens.kit.messages import Visit
from screens.kit.rows import Rows
from screens.review.grid import DayGrid
from screens.review.grid_pages import below_month, below_year, panel_lines, words_lines, year_states
from screens.review.month_grid import MonthGrid
from screens.review.page import Around, LinesPage
from screens.review.pages import (
    BY_ITEM,
    FIXED_SPANS,
    GRIDS,
    MONTH,
    PARTS,
    SENTENCES,
    SHARES,
    SPANS,
    TITLES,
    WITH_DETAILS,
    YEAR,
    Wanted,
    job_of,
    page_of,
    span_of,
)
from screens.review.words import WORDS, head_line, head_words, hint_words
from screens.review.year_grid import YearGrid

FIRST_DAY = date(2000, 1, 1)  # nothing is looked for before it
FIXED = 7  # lines of bars, title, pages and what keeps them apart
TALL = 30  # lines from which the selected day has more room


class ReviewRows(Rows):
    """The lines of a page; the keys stand on the line of the pages."""

    BINDINGS = [
        Binding("enter", "select", mark_for_translation("records"), id="review.records",
                tooltip=mark_for_translation("The records that the selected line was counted from")),
    ]  # fmt: skip


class ReviewScreen(DetailsRoom):
    """Looking back: which days, which items, what was written, what came of it."""

    NAME = "review"
    CSS_PATH = "review.tcss"
    HELP = WORDS
    BINDINGS = [
        Binding("tab", "page(1)", mark_for_translation("pages"), id="review.page",
                tooltip=mark_for_translation("The next page")),
        Binding("shift+tab", "page(-1)", mark_for_translation("pages"), show=False, id="review.page_back",
                tooltip=mark_for_translation("The page before")),
        Binding("1", "shift(-1)", mark_for_translation("earlier"), id="review.earlier",
                tooltip=mark_for_translation("The month, year or other period before")),
        Binding("2", "shift(1)", mark_for_translation("later"), id="review.later",
                tooltip=mark_for_translation("The month, year or other period after, up to today")),
        Binding("3", "next_blank", mark_for_translation("next blank"), id="review.next_blank",
                tooltip=mark_for_translation("The next due day with something left blank; Enter opens it")),
        Binding("4", "span", mark_for_translation("span"), id="review.span",
                tooltip=mark_for_translation("By year, quarter, month or week")),
        Binding("5", "item", mark_for_translation("next item"), id="review.item",
                tooltip=mark_for_translation("The next item; in the year also all together")),
        Binding("6", "like", mark_for_translation("alike"), id="review.like",
                tooltip=mark_for_translation("Sentences that are much alike beside each other, or all by day")),
        Binding("7", "save", mark_for_translation("save"), id="review.save",
                tooltip=mark_for_translation("Save what this period comes to as a Word document and as Markdown")),
        Binding("0", "period", mark_for_translation("period"), id="review.period",
                tooltip=mark_for_translation("Say which month, quarter, year or days")),
    ]  # fmt: skip

    def __init__(self, *context: Any) -> None:
        super().__init__(*context)
        self.day = self.desk.today()  # the selected day; the period lies around it
        self.item = ""  # the selected item's key; empty: the first
        self.is_whole = True  # whether the year shows all items together
        self.span, self.parts = Span.YEAR, Span.MONTH
        self.typed: Period | None = None  # a period that is none of the spans
        self.like_by_like = False
        self.shown: tuple[Wanted, Any] | None = None  # what was read last, and what it was read for
        self.lines: LinesPage | None = None
        self.at: tuple[str, Span] | None = None  # which lines the cursor was put among last
        self.month, self.year = MonthGrid(id="month"), YearGrid(id="year")
        self.list = ReviewRows(id="list")
        self.view = Choice(self._views(), MONTH, id="view")
        self.view.can_focus = False  # Tab changes the page, so that the digits always work

    def furniture(self) -> Iterable[Widget]:
        """The period and how complete it is, the pages, and the page."""
        yield Static("", id="head", markup=False)
        with Horizontal(id="pages"):
            yield self.view
            yield Static("", id="hint", markup=False)
        below = (Static("", id="said", markup=False), Static("", id="below", markup=False))
        yield from self.columns(self.month, self.year, Static("", id="heads", markup=False), beneath=below)

    def on_mount(self) -> None:
        """Begin in the month; Tab changes the page, so that it never goes to the details."""
        self.query_one("#details", VerticalScroll).can_focus = False
        self._arrange()

    def _views(self) -> tuple[tuple[str, str], ...]:
        return tuple((page, _(title)) for page, title in TITLES.items())

    @property
    def page(self) -> str:
        """Which page is shown."""
        return self.view.value

    @property
    def period(self) -> Period:
        """The days that are to be shown."""
        if self.typed is not None and self.page not in FIXED_SPANS:
            return self.typed
        return span_of(self.page, self.span).of(self.day)

    @property
    def wanted(self) -> Wanted:
        """What is to be shown."""
        return Wanted(self.page, self.period, self.parts, self.item, self.like_by_like)

    @property
    def read_days(self) -> Reviewed | None:
        """The days that are shown, where the page shows days item by item."""
        read = self.shown[1] if self.shown else None
        return read if isinstance(read, Reviewed) else None

    @property
    def rows(self) -> tuple[ItemRow, ...]:
        """The items of what is shown."""
        return self.read_days.rows if self.read_days else ()

    @property
    def row(self) -> ItemRow | None:
        """The selected item, or the first."""
        return row_of(self.rows, self.item) or next(iter(self.rows), None)

    async def read(self) -> None:
        """Read what is wanted; somebody may want something else when it comes."""
        wanted = self.wanted
        read = await self.attempt_long(job_of(wanted))
        if read is not None and wanted[:2] == self.wanted[:2]:
            self.shown = (self.wanted, read)

    # What is shown

    def show(self) -> None:
        """Show the page."""
        self.view.options = self._views()
        self.view.refresh()
        if self.shown is None or self.shown[0][:2] != self.wanted[:2]:
            self._show_nothing()
            return
        self.shown = (self.wanted, self.shown[1])
        wanted, read = self.shown
        self.query_one("#hint", Static).update(hint_words(wanted))
        around = Around(self.desk.today(), self.desk.calendar)
        words = head_words(wanted, read, self.row, around.today, is_whole=self.is_whole)
        self.query_one("#head", Static).update(head_line(period_words(wanted.period), words, self.app.size.width - 4))
        if wanted.page in GRIDS:
            self.lines = None
            self._show_grid()
        else:
            self._show_lines(page_of(wanted, read, around))
        self.show_details()

    def _show_nothing(self) -> None:
        """Show no lines of another page or period while these are being read."""
        self.lines, self.list.empty = None, ""
        self.list.show(())
        for name in ("#head", "#heads", "#hint"):
            self.query_one(name, Static).update("")
        self.show_details()

    def _show_lines(self, page: LinesPage) -> None:
        self.lines = page
        rows, heads = page.rows(), page.heads()
        self.query_one("#heads", Static).update("\n".join("  " + line for line in heads) if rows else "")
        self.list.empty = page.empty
        is_new, self.at = self.at != (self.page, self.parts), (self.page, self.parts)
        self.list.show(rows)
        if is_new:
            self.list.select(page.begin or next((row.id for row in rows if not row.is_heading), ""))

    def _show_grid(self) -> None:
        read, row = self.read_days, self.row
        if read is None or row is None:
            return
        height, calendar = self.app.size.height, self.desk.calendar
        said = 6 if height >= TALL else 3
        width = min(self.query_one("#left").size.width or self.app.size.width, 80) - 4
        is_month = self.page == MONTH
        if is_month:
            self.month.show(read.rows, self.day, row.key)
            self.month.styles.height = min(self.month.lines_wanted, max(height - FIXED - said - 3, 4))
        else:
            self.year.show(year_states(read, None if self.is_whole else row), self.day)
        lines = words_lines(read, None if self.is_whole and not is_month else row, self.day, calendar, width, said)
        self.query_one("#said", Static).styles.height = said
        self.query_one("#said", Static).update(Content("\n").join(lines))
        room = height - FIXED - said - 1 - (self.month.lines_wanted if is_month else 8)
        one = None if self.is_whole else row
        below = below_month(read, row, width, room) if is_month else below_year(read, one, width, self.year.cell)
        self.query_one("#below", Static).update(Content("\n").join(below))

    def details(self, width: int) -> str | Content:
        """What stands in the second column, or beneath a list: all about the selected line."""
        if self.lines is not None:
            return self.lines.details(self.list.highlighted_id or "", width)
        read, row = self.read_days, self.row
        if read is None or row is None or self.page != MONTH:
            return ""
        return Content("\n").join(panel_lines(read, row, width))

    def _arrange(self) -> None:
        """Show what the page is made of, and put the cursor there."""
        page, is_grid = self.page, self.page in GRIDS
        here = {MONTH: self.month, YEAR: self.year}.get(page, self.list)
        for widget in (self.month, self.year, self.list):
            widget.display = widget is here
        for name in ("said", "below"):
            self.query_one(f"#{name}").display = is_grid
        self.query_one("#heads").display = not is_grid
        self.query_one("#details").display = page in WITH_DETAILS or (page == MONTH and self.has_class("-wide"))
        here.focus()
        self.call_after_refresh(self._show_details_if_there)  # they have their width then

    def on_resize(self) -> None:
        """Lay the page out anew."""
        self.call_after_refresh(self._lay_out_if_there)

    def _lay_out_if_there(self) -> None:
        if self.is_there:
            self._arrange()
            self.show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What a page has no use for is not offered."""
        if action == "next_blank":
            return self.page in GRIDS
        if action == "span":
            return self.page == SHARES or self.page not in FIXED_SPANS
        if action == "item":
            return self.page in BY_ITEM
        return action != "like" or self.page == SENTENCES

    # Keys

    @on(Choice.Changed, "#view")
    async def _turned(self) -> None:
        self._arrange()
        self.show()
        await self.look_again()

    @on(DayGrid.Wanted)
    async def _wanted(self, event: DayGrid.Wanted) -> None:
        self.item = event.item or self.item
        await self._go_to(event.day)

    async def _go_to(self, day: date) -> None:
        """Select a day; what is shown is read when the day lies outside of it."""
        self.typed = None
        self.day = min(max(day, FIRST_DAY), Span.MONTH.of(self.desk.today()).last)
        if self.shown is None or self.shown[0][:2] != self.wanted[:2]:
            await self.look_again()
        else:
            self.show()

    @on(DayGrid.Opened)
    def _opened(self) -> None:
        row = self.row
        at = next((one for one in row.days if one.day == self.day), None) if row else None
        if self.day > self.desk.today():
            self.tell(_("That day has not come yet."))
        elif row is not None and at is not None:
            self.post_message(Visit("today", row.visit(at)))

    @on(OptionList.OptionSelected, "#list")
    def _chosen(self) -> None:
        self.begin(self._show_behind)

    async def _show_behind(self) -> None:
        """Show the records behind the selected line, and open the one that is chosen."""
        from screens.review.behind import BehindPage

        if self.lines is None:
            return
        groups = self.lines.behind(self.list.highlighted_id or "")
        entry = await self.ask(BehindPage(period_words(self.period), groups))
        if entry is not None:
            self.post_message(Visit(entry.room, entry.target))

    def action_page(self, step: int) -> None:
        """Show the next page, or the one before."""
        self.view.action_move(step)

    async def action_shift(self, step: int) -> None:
        """Show the period before or after, up to the one of today."""
        today, period = self.desk.today(), self.period
        span = span_of(self.page, self.span)
        beside = span.beside(period, step)
        if beside.first > today:
            self.tell(_("What comes after has not come yet."))
        else:
            day = min(beside.first + (self.day - span.of(self.day).first), beside.last)
            await self._go_to(min(day, today))

    async def action_next_blank(self) -> None:
        """Go to the next due day with something left blank; after the last one to the first."""
        days = await self.attempt_long(all_blank_days)
        if days is None:
            return
        if not days:
            self.tell(_("No due day is left blank."))
            return
        await self._go_to(next((day for day in days if day > self.day), days[0]))
        blank = (row.key for row in self.rows for one in row.days if one.day == self.day and one.mark is None)
        self.item = next(blank, self.item)
        self.show()

    async def action_span(self) -> None:
        """Go on to the next span."""
        if self.page == SHARES:
            self.parts = PARTS[(PARTS.index(self.parts) + 1) % len(PARTS)]
            self.show()
        else:
            self.typed, self.span = None, SPANS[(SPANS.index(self.span) + 1) % len(SPANS)]
            await self.look_again()

    def action_item(self) -> None:
        """Go on to the next item; in the year after the last one to all together."""
        keys = [row.key for row in self.rows]
        place = keys.index(self.row.key) if self.row else 0
        if self.page == YEAR and self.is_whole:
            self.is_whole, place = False, -1
        elif self.page == YEAR and place == len(keys) - 1:
            self.is_whole = True
        if keys:
            self.item = keys[(place + 1) % len(keys)]
        self.show()

    def action_like(self) -> None:
        """Show what is much alike beside each other, or all by day again."""
        self.like_by_like = not self.like_by_like
        self.show()

    def action_save(self) -> None:
        """Save the period as files."""
        self.begin(self._save)

    async def _save(self) -> None:
        from desk.review import review_files
        from screens.kit.folder import save_into_folder

        explain = _("What this period comes to, your sentences among it, as a Word document and as Markdown.")
        await save_into_folder(self, explain, review_files, self.period, self.parts)

    def action_period(self) -> None:
        """Ask for a period."""
        self.begin(self._ask_period)

    async def _ask_period(self) -> None:
        from screens.kit.period import ask_period

        period = await ask_period(self, _("Which period?"), str(self.period), _("show it"))
        if period is None:
            return
        if words := too_long_words(period):
            self.tell(words)
            return
        today = self.desk.today()
        await self._go_to(today if today in period else period.first)
        if self.page not in FIXED_SPANS:
            self.typed = period
            await self.look_again()
        elif period.first > today:
            self.tell(_("This period has not come yet."))
