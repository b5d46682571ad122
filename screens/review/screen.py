"""Review: a month of one's own records day by day, a year, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from textual import on
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from content.dates import period_words
from content.period import Period
from content.words import _, mark_for_translation
from desk.review import DaysRead, all_blank_days, read_days
from screens.kit.base import Room
from screens.kit.fields import Choice
from screens.kit.messages import Visit
from screens.review.day_words import days_words
from screens.review.grid import DayGrid
from screens.review.month_grid import MonthGrid
from screens.review.month_page import below_lines, panel_lines, words_lines
from screens.review.spans import FIRST_DAY, shifted

MONTH = "month"
FIXED = 7  # lines of bars, title, pages and what keeps them apart
WORDS, WORDS_TALL = 3, 6  # lines that say what the selected day holds


class ReviewScreen(Room):
    """Looking back: which days, which items, what was written, what came of it."""

    NAME = "review"
    CSS_PATH = "review.tcss"
    HELP = mark_for_translation(
        "What you recorded, to look back on; it stays here. In the month every item stands on a line, every day in "
        "two cells: the signs are explained beneath it, and beneath a day stands whether something was filled in "
        "late or changed. The arrows move, Enter opens the day in Today, 3 goes to the next due day with something "
        "left blank.\n"
        "Every number says what it is out of. Nothing is rated or ranked."
    )
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
        Binding("0", "period", mark_for_translation("period"), id="review.period",
                tooltip=mark_for_translation("Say which month, quarter, year or days")),
    ]  # fmt: skip

    def __init__(self, *context: Any) -> None:
        super().__init__(*context)
        self.day = self.desk.today()  # the selected day
        self.item = 0  # the place of the selected item
        self.days: DaysRead | None = None
        self.month = MonthGrid(id="month")
        self.view = Choice(self._views(), MONTH, id="view")
        self.view.can_focus = False  # Tab changes the page, so that the digits always work

    def furniture(self) -> Iterable[Widget]:
        """The period and how complete it is, the pages, and the page."""
        yield Static("", id="head", markup=False)
        with Horizontal(id="pages"):
            yield self.view
        with Horizontal(id="columns"):
            with Vertical(id="left"):
                yield self.month
                yield Static("", id="words", markup=False)
                yield Static("", id="below", markup=False)
            yield Static("", id="panel", markup=False)

    def on_mount(self) -> None:
        """Begin in the page."""
        self.month.focus()

    def _views(self) -> list[tuple[str, str]]:
        return [(MONTH, _("Month", context="page"))]

    @property
    def page(self) -> str:
        """Which page is shown."""
        return self.view.value

    @property
    def period(self) -> Period:
        """The days that are shown."""
        return Period.month_of(self.day)

    async def read(self) -> None:
        """Read the days of the page."""
        period = self.period
        read = await self.attempt_long(read_days, period)
        if read is not None and period == self.period:  # somebody may have gone on meanwhile
            self.days = read

    # What is shown

    def show(self) -> None:
        """Show the page."""
        if self.days is None:
            return
        period, today = self.days.records.period, self.desk.today()
        words = days_words(self.days, today)
        head = Content.assemble((period_words(period), "bold"), "    ", words)
        self.query_one("#head", Static).update(head)
        self.view.options = tuple(self._views())
        self.view.refresh()
        self._show_month()
        self.refresh_bindings()

    def _show_month(self) -> None:
        read = self.days
        if read is None:
            return
        self.month.show(read.rows, self.day, self.item)
        height, is_wide = self.app.size.height, self.has_class("-wide")
        words = WORDS_TALL if height >= 30 else WORDS
        self.month.styles.height = min(self.month.lines_wanted, max(height - FIXED - words - 3, 4))
        self.query_one("#words", Static).styles.height = words
        width = min(self.query_one("#left").size.width or self.app.size.width, 80) - 4
        calendar, where = self.desk.calendar, (self.day, self.item)
        said = words_lines(read, where, calendar, width, words)
        self.query_one("#words", Static).update(Content("\n").join(said))
        room = height - FIXED - words - 1 - min(self.month.lines_wanted, height)
        self.query_one("#below", Static).update(Content("\n").join(below_lines(read, self.item, width, room)))
        if is_wide:
            panel = self.query_one("#panel", Static)
            lines = panel_lines(read, self.item, (panel.size.width or 40) - 4, height - 4)
            panel.update(Content("\n").join(lines))

    def on_resize(self) -> None:
        """Lay the page out anew."""
        self.call_after_refresh(self.show_if_there)

    # Keys

    @on(DayGrid.Wanted)
    async def _wanted(self, event: DayGrid.Wanted) -> None:
        if event.item is not None:
            self.item = event.item
        await self._go_to(event.day)

    async def _go_to(self, day: date) -> None:
        """Select a day; what is shown is read when the day lies outside of it."""
        today = self.desk.today()
        last = Period.month_of(today).last
        self.day = min(max(day, FIRST_DAY), last)
        if self.days is None or self.day not in self.days.records.period or self.days.records.period != self.period:
            await self.look_again()
        else:
            self.show()

    @on(DayGrid.Opened)
    def _opened(self) -> None:
        if self.day > self.desk.today():
            self.tell(_("That day has not come yet."))
        elif self.days is not None:
            rows = self.days.rows
            row = rows[self.item] if self.item < len(rows) else None
            at = next((one for one in row.days if one.day == self.day), None) if row else None
            self.post_message(Visit("today", row.visit(at) if row and at else self.day.isoformat()))

    async def action_page(self, step: int) -> None:
        """Show the next page, or the one before."""
        self.view.action_move(step)

    async def action_shift(self, step: int) -> None:
        """Show the period before or after, up to the one of today."""
        day = shifted(self.day, self.period, step)
        if day > self.desk.today() and self.desk.today() in self.period:
            self.tell(_("What comes after has not come yet."))
        else:
            await self._go_to(min(day, self.desk.today()))

    async def action_next_blank(self) -> None:
        """Go to the next due day with something left blank; after the last one to the first."""
        days = await self.attempt_long(all_blank_days)
        if days is None:
            return
        if not days:
            self.tell(_("No due day is left blank."))
            return
        day = next((day for day in days if day > self.day), days[0])
        await self._go_to(day)
        self._to_the_blank_item()
        self.show()

    def _to_the_blank_item(self) -> None:
        rows = self.days.rows if self.days else ()
        blank = (
            place for place, row in enumerate(rows) for one in row.days if one.day == self.day and one.mark is None
        )
        self.item = next(blank, self.item)

    def action_period(self) -> None:
        """Ask for a period."""
        self.begin(self._ask_period)

    async def _ask_period(self) -> None:
        from screens.kit.period import ask_period

        period = await ask_period(self, _("Which period?"), str(self.period), _("show it"))
        if period is not None:
            today = self.desk.today()
            if period.first > today:
                self.tell(_("This period has not come yet."))
            await self._go_to(today if today in period else period.first)
