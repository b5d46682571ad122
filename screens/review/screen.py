"""Review: a month of one's own records day by day, a year, and what they come to."""

from __future__ import annotations

from datetime import date

from textual import on
from textual.binding import Binding
from textual.widgets import OptionList

from content.dates import period_words
from content.period import Period, Span
from content.words import _, mark_for_translation
from desk.review import all_blank_days
from reports.review import too_long_words
from screens.kit.fields import Choice
from screens.kit.messages import Visit
from screens.review.grid import DayGrid
from screens.review.pages import BY_ITEM, FIXED_SPANS, GRIDS, PARTS, SENTENCES, SHARES, SPANS, YEAR, span_of
from screens.review.showing import Showing
from screens.review.words import WORDS

FIRST_DAY = date(2000, 1, 1)  # nothing is looked for before it


class ReviewScreen(Showing):
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
        Binding("8", "look_back", mark_for_translation("own words"), id="review.look_back",
                tooltip=mark_for_translation("Look back at this week or month in your own words, and plan the next")),
        Binding("0", "period", mark_for_translation("period"), id="review.period",
                tooltip=mark_for_translation("Say which month, quarter, year or days")),
        Binding("9", "appraisal", mark_for_translation("appraisal"), id="review.appraisal",
                tooltip=mark_for_translation("A quarter or year in one document for an appraisal; gone over first")),
    ]  # fmt: skip

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What a page has no use for is not offered."""
        if action == "next_blank":
            return self.page in GRIDS and not self.unread
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
        if self.typed is not None and day not in self.typed:
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

    def action_look_back(self) -> None:
        """Write about the month of the selected day."""
        from screens.review.look_back import look_back

        self.begin(look_back, self, Span.MONTH.of(min(self.day, self.desk.today())))

    def action_appraisal(self) -> None:
        """Go over the document of the quarter of the selected day."""
        from screens.review.appraisal import edit_appraisal

        self.begin(edit_appraisal, self, Period.quarter_of(min(self.day, self.desk.today())))

    async def visit(self, target: str) -> None:
        """Show the look-back that search found."""
        from screens.review.look_back import look_back

        self.begin(look_back, self, Period.parse(target))

    @on(OptionList.OptionSelected, "#list")
    def _chosen(self) -> None:
        self.begin(self._show_behind)

    async def _show_behind(self) -> None:
        """Show the records behind the selected line, and open the one that is chosen."""
        from screens.review.behind import BehindPage

        if self.lines is None:
            return
        name = self.list.highlighted_id or ""
        label = next((row.cells[0].text for row in self.list.rows if row.id == name), "")
        item = str(self.row.dont.short) if self.page in BY_ITEM and self.row is not None else ""
        title = "  ".join(filter(None, (item, period_words(self.period), label)))
        entry = await self.ask(BehindPage(title, self.lines.behind(name)))
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
        """Go to the next due day with something left blank: of what is shown first, round its end, then elsewhere."""
        days = await self.attempt_long(all_blank_days)
        if days is None:
            return
        if not days:
            self.tell(_("No due day is left blank."))
            return
        shown = self.period
        here = [day for day in days if day in shown and day != self.day]
        day = next((day for day in here or days if day > self.day), (here or days)[0])
        if day not in shown:
            self.tell(_("Nothing else is blank in {period}; this day is.").format(period=period_words(shown)))
        elif day < self.day:
            self.tell(_("Round to the first blank day of {period}.").format(period=period_words(shown)))
        await self._go_to(day)
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
        self.typed = period
        if self.page not in FIXED_SPANS:
            await self.look_again()
        elif period.first > today:
            self.tell(_("This period has not come yet."))
        elif self.period != period:
            words = _("This page shows {shown} as a whole; the other pages show {period}.")
            self.tell(words.format(shown=period_words(self.period), period=period_words(period)))
