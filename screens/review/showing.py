"""What Review shows: the state of the room, which page of which period, and how it is laid out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from content.cells import fold
from content.dates import period_words
from content.period import Period, Span
from content.words import _, mark_for_translation
from desk.not_shown import not_shown_of
from desk.words.unread import empty_words
from reports.item_days import ItemRow, row_of
from reports.review import Reviewed
from screens.kit.bars import named
from screens.kit.fields import Choice
from screens.kit.list_screens import DetailsRoom
from screens.kit.rows import Rows
from screens.review.grid_pages import below_month, below_year, panel_lines, words_lines, year_states
from screens.review.month_grid import MonthGrid
from screens.review.page import Around, LinesPage
from screens.review.pages import (
    FIXED_SPANS,
    GRIDS,
    KINDS_OF,
    MONTH,
    TITLES,
    WITH_DETAILS,
    YEAR,
    Wanted,
    job_of,
    page_of,
    span_of,
)
from screens.review.words import head_line, head_words, hint_words
from screens.review.year_grid import YearGrid

FIXED = 7  # lines of bars, title, pages and what keeps them apart
TALL = 30  # lines from which the selected day has more room


class ReviewRows(Rows):
    """The lines of a page; the keys stand on the line of the pages."""

    BINDINGS = [
        Binding("enter", "select", mark_for_translation("records"), id="review.records",
                tooltip=mark_for_translation("The records that the selected line was counted from")),
    ]  # fmt: skip


class Showing(DetailsRoom):
    """A page of a period: read in the long thread, shown when it comes and still is what is wanted."""

    def __init__(self, *context: Any) -> None:
        super().__init__(*context)
        self.day = self.desk.today()  # the selected day; the period lies around it
        self.item = ""  # the selected item's key; empty: the first
        self.is_whole = True  # whether the year shows all items together
        self.span, self.parts = Span.YEAR, Span.MONTH
        self.typed: Period | None = None  # a period that is none of the spans
        self.like_by_like = False
        self.shown: tuple[Wanted, Any] | None = None  # what was read last, and what it was read for
        self.unread: tuple[str, ...] = ()  # what of it could not be read
        self.lines: LinesPage | None = None
        self.at: tuple[str, Span] | None = None  # which lines the cursor was put among last
        self.month, self.year = MonthGrid(id="month"), YearGrid(id="year")
        self.list = ReviewRows(id="list")
        self.view = Choice(self._views(), MONTH, id="view")
        self.view.can_focus = False  # Tab changes the page, so that the digits always work

    def furniture(self) -> Iterable[Widget]:
        """The period and how complete it is, the pages, and the page."""
        yield Static(_("Reading ..."), id="head", markup=False)
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
        kinds = KINDS_OF.get(wanted.page, ())
        unread = await self.attempt_long(not_shown_of, wanted.period, *kinds)
        if read is not None and wanted[:2] == self.wanted[:2]:
            self.shown, self.unread = (self.wanted, read), unread or ()

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
        key = named(self, "go.today")
        words = head_words(wanted, read, self.row, around.today, is_whole=self.is_whole, key=key, unread=self.unread)
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
        for name, words in (("#head", _("Reading ...")), ("#heads", ""), ("#hint", "")):
            self.query_one(name, Static).update(words)
        self.show_details()

    def _show_lines(self, page: LinesPage) -> None:
        self.lines = page
        rows, heads = page.rows(), page.heads()
        self.query_one("#heads", Static).update("\n".join("  " + line for line in heads) if rows else "")
        self.list.empty = empty_words(self.unread, page.empty)
        is_new, self.at = self.at != (self.page, self.parts), (self.page, self.parts)
        self.list.show(rows)
        if is_new:
            self.list.select(page.begin or next((row.id for row in rows if not row.is_heading), ""))

    def _show_grid(self) -> None:
        read, row = self.read_days, self.row
        if read is None or row is None:
            return
        if self.unread:
            self._show_no_grid()
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

    def _show_no_grid(self) -> None:
        """Show no day as blank where nobody knows what was answered, but why."""
        self.month.show((), self.day, "")
        self.year.show({}, self.day)
        width = self.app.size.width - 4
        self.query_one("#said", Static).update("\n".join(fold(empty_words(self.unread, ""), width)))
        self.query_one("#below", Static).update("")

    def details(self, width: int) -> str | Content:
        """What stands in the second column, or beneath a list: all about the selected line."""
        if self.lines is not None:
            return self.lines.details(self.list.highlighted_id or "", width)
        read, row = self.read_days, self.row
        if read is None or row is None or self.page != MONTH or self.unread:
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
