"""Today: the six don'ts, a key press each, and what is still owed an answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import on
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from content.marks import Mark
from content.words import _, mark_for_translation
from desk.answer import check_uid, due_words_since
from desk.words.fault_line import fault_line
from screens.kit.bars import EDGE, named
from screens.kit.base import unbegun
from screens.kit.fields import LineInput
from screens.kit.messages import GO_ON, ListShortfall, Visit
from screens.today.answering import Answering
from screens.today.dont_rows import READING, DontRows
from screens.today.lines import (
    USUAL,
    Named,
    counts_line,
    counts_words,
    day_line,
    matters_lines,
    matters_wanted,
    session_words,
)
from screens.today.room import (
    LEAST_WORDING,
    first_width,
    is_wide,
    matters_room,
    panel_room,
    panel_width,
    weeks_room,
    wording_lines,
)
from screens.today.wording import (
    SPINE,
    Below,
    below,
    lines_wanted,
    wording,
    wording_begin,
    wording_while_writing,
    wording_width,
)

if TYPE_CHECKING:
    from screens.today.weeks import PastWeeks
    from storage.records import Meeting


class TodayScreen(Answering):
    """The day's self-check and what is owed an answer."""

    # Not a file: a screen that brings one has every rule of the program read anew, before the first frame.
    DEFAULT_CSS = """
    TodayScreen #columns { height: 1fr; layout: vertical; }
    TodayScreen #check { height: auto; }
    TodayScreen #day { height: 2; padding: 0 $edge; }
    TodayScreen #wording { height: 3; margin: 1 0 0 0; padding: 0 $edge 0 $spine; }
    TodayScreen #wording.-at-edge { padding: 0 $edge; }
    TodayScreen #writing { height: 1; padding: 0 $edge 0 0; display: none; }
    TodayScreen.-writing #writing { display: block; }
    TodayScreen #writing Static { width: $spine; text-style: bold; }
    TodayScreen #matters { height: 1fr; padding: 0 $edge; margin: 1 0 0 0; }
    TodayScreen #counts { height: 1; padding: 0 $edge; }
    TodayScreen #weeks { height: 1fr; margin: 1 0 0 0; }
    TodayScreen #panel { height: 1fr; padding: 0 $edge; background: $surface; display: none; }
    TodayScreen.-wide #columns { layout: horizontal; }
    TodayScreen.-wide #check { width: 1fr; height: 1fr; }
    TodayScreen.-wide #matters, TodayScreen.-wide #counts { display: none; }
    TodayScreen.-wide #panel { display: block; }
    TodayScreen.-narrow #weeks { display: none; }
    """
    NAME = "today"
    HELP = mark_for_translation(
        "{today.kept}, {today.partly}, {today.not_kept} or {today.not_faced} marks the item and goes on to the next "
        "blank one, to the next when none is blank; at the last it stays. {today.clear} clears and stays. After "
        "partly and not kept, Enter writes a sentence at that item, {today.shortfall} lists it for correction. Blank "
        "stays blank; a day off asks nothing.\n"
        "Everything stays on this computer. Classified content does not belong here."
    )
    BINDINGS = [
        Binding("1", "mark('kept')", mark_for_translation("kept"), id="today.kept"),
        Binding("2", "mark('partly')", mark_for_translation("partly", context="check"), id="today.partly"),
        Binding("3", "mark('not_kept')", mark_for_translation("not kept"), id="today.not_kept"),
        Binding("4", "mark('not_faced')", mark_for_translation("not faced"), id="today.not_faced"),
        Binding("0", "mark('')", mark_for_translation("clear"), id="today.clear"),
        Binding("enter", "write", mark_for_translation("write"), id="today.write",
                tooltip=mark_for_translation("Write a sentence at the selected item")),
        Binding("5", "list_shortfall", mark_for_translation("fix"), id="today.shortfall",
                tooltip=mark_for_translation("List what was not kept among the matters, with measure and due day")),
        Binding("6", "explain", mark_for_translation("guide"), id="today.explain",
                tooltip=mark_for_translation("What each mark means at this item, with examples")),
        Binding("7", "recent", mark_for_translation("past"), id="today.recent",
                tooltip=mark_for_translation("What was answered at this item in the last eight weeks, and changes")),
        Binding("8", "other_day", mark_for_translation("day"), id="today.other_day",
                tooltip=mark_for_translation("Another day, to read it or to fill it in late")),
        Binding("9", "host", mark_for_translation("session"), show=False, id="today.host",
                tooltip=mark_for_translation("Go on with the session that waits")),
        Binding("left", "step(-1)", mark_for_translation("day before"), show=False, id="today.earlier",
                tooltip=mark_for_translation("The day before; what is filled in there says that it is late")),
        Binding("right", "step(1)", mark_for_translation("day after"), show=False, id="today.later",
                tooltip=mark_for_translation("The day after, up to today")),
        Binding("escape", "back", mark_for_translation("today"), show=False, id="today.back",
                tooltip=mark_for_translation("Back to today")),
    ]  # fmt: skip

    def __init__(self, *context: Any) -> None:
        super().__init__(*context)
        self.chosen_day: date | None = None  # another day than today
        self.laid_out_at = Size()  # the size of the terminal
        self.room = LEAST_WORDING  # how many lines the wording has, whichever item is selected
        self.past: PastWeeks | None = None  # the weeks before the day shown, when they are shown
        self.waits: Meeting | None = None  # of the session that was begun and not ended
        self.due: frozenset[date] | None = None  # the days of four weeks on which a check was due, once they are known

    def furniture(self) -> Iterable[Widget]:
        """The day, the items, the words of the selected one, the matters, the counts; the second column comes later."""
        with Horizontal(id="columns"):
            with Vertical(id="check"):
                yield Static(self._day_line(), id="day", markup=False)
                yield self.rows
                yield Static(id="wording", markup=False)
            yield Static(id="matters", markup=False)
        yield Static(id="counts", markup=False)

    def on_mount(self) -> None:
        """Begin at the first blank item."""
        self.lay_out()
        if self.rows.donts and self.rows.dont.id in self.seen.marks:
            self.rows.go_to_next_blank()
        self.rows.focus()
        self.set_interval(30, self._follow_the_clock)

    async def complete(self) -> None:
        """Count what the first frame did not wait for, before the journal is opened."""
        self.seen = await self.desk.do(partial(self.desk.glance, self.day))
        if self.is_there:
            await self.field()
            self.show()

    async def read(self) -> None:
        """Read the day."""
        if not self.has_class("-writing"):
            self.day = self._day_shown()
        self.seen = await self.desk.do(partial(self.desk.glance, self.day))
        place = f"today/{self.day.isoformat()}/"
        self.drafts = await self.attempt(lambda: self.desk.journal.drafts.under(place)) or {}
        from desk.session_waiting import waiting
        from screens.today.weeks import due_lately, read_past_weeks  # here: not on the way to the first frame

        self.waits = await self.attempt(partial(waiting, self.desk))
        self.due = await self.attempt(partial(due_lately, self.desk, self.day_of_lines))
        if is_wide(self.app.size):
            self.past = await self.attempt(partial(read_past_weeks, self.desk, self.day))

    def show(self) -> None:
        """Bring every line up to date."""
        self.rows.show(self.desk.lists.on(self.day), self.seen, () if self.has_class("-writing") else self.drafts)
        self.query_one("#day", Static).update(self._day_line())
        self.lay_out()
        self.refresh_bindings()
        if self.begun is not None:
            self.tell(due_words_since(self.begun))
            self.begun = None

    def _follow_the_clock(self) -> None:
        if self.day < self.desk.today() and self.is_current:
            self.run_worker(unbegun(self.look_again))

    def _day_shown(self) -> date:
        """The day chosen; else today, but a day begun stays past midnight until the person goes on to the new one."""
        begun = self.seen.marks or self.seen.sentences or self.drafts
        return self.chosen_day or (self.day if begun else self.desk.today())

    @property
    def day_of_lines(self) -> date:
        """The day shown as today, past midnight too; the real one while a day gone by is looked at."""
        return self.day if self.chosen_day is None else self.desk.today()

    # What the lines say

    def _day_line(self) -> Content:
        is_chosen = self.chosen_day is not None
        return day_line(self.seen, self.rows.lists, self.day, self.desk.today(), self.desk.calendar, is_chosen)

    def _wording(self) -> Content:
        dont, room, width = self.rows.dont, self.room, self._wording_width()
        if self.has_class("-writing"):
            there = self.seen.sentences.get(dont.id, "")
            saved = there if self.query_one("#sentence", LineInput).value != there else ""
            return wording_while_writing(dont, self.day, self.seen, saved, room - 1, width)
        said = below(dont, self.seen, self.drafts)
        if self.marked and not self.wrote:
            short = next((str(one.short) for one in self.rows.donts if one.id == self.marked), "")
            words, key = _("{item}: Enter adds words, {key} lists it"), named(self, "today.shortfall", "5")
            said = Below("", words.format(item=short, key=key))
        return wording(dont, self.day, self.seen, said, room, width)

    def _wording_room(self) -> int:
        """How many lines the wording has, the line to write in among them."""
        size, width = self.app.size, self._wording_width()
        wanted = lines_wanted(self.rows.donts, self.day, self.seen, self.drafts, width)
        return wording_lines(size, self.rows.room, wanted, matters_wanted(self.seen, self._named()))

    def _wording_width(self) -> int:
        """How many cells the words have, from where they begin now."""
        column = first_width(self.app.size)
        begin = wording_begin(self.rows.donts, self.day, self.seen, column)
        self.query_one("#wording", Static).set_class(begin == EDGE, "-at-edge")
        return wording_width(column, begin)

    def show_wording(self) -> None:
        """Write the words of the selected item anew, and its weeks."""
        self.query_one("#wording", Static).update(self._wording())
        if is_wide(self.app.size):
            self._show_weeks()

    def lay_out(self) -> None:
        """Give the wording and the matters the lines they have now."""
        size, today, calendar = self.app.size, self.desk.today(), self.desk.calendar
        self.laid_out_at = size
        counts = counts_words(self.seen, self.desk.settings.hours_target, calendar, self.due)
        waits = self.waits.title if self.waits and not fault_line(self.seen) else ""
        self.room = self._wording_room()
        self.query_one("#wording", Static).styles.height = self.room - self.has_class("-writing")
        session = [session_words(waits, self._named())] if waits else []
        if is_wide(size):
            self._show_panel([*session, *counts])
        else:
            room = matters_room(size, self.rows.room, self.room)
            self.query_one("#matters", Static).update(matters_lines(self.seen, today, calendar, room, self._named()))
            self.query_one("#counts", Static).update(counts_line(session or counts))
        self.show_wording()

    def _named(self) -> Named:
        marks = ("today.kept", "today.partly", "today.not_kept", "today.not_faced")
        return Named(
            named(self, "app.quick_add", USUAL.note),
            named(self, "go.matters", USUAL.matters),
            tuple(named(self, action, usual) for action, usual in zip(marks, USUAL.marks, strict=True)),
            named(self, "today.host", USUAL.session),
        )

    def _show_panel(self, counts: Sequence[str]) -> None:
        """The second column, as wide as it is now; put beside the first when the screen is wide for the first time."""
        from screens.today.panel import panel_lines

        if not self.query("#panel"):
            self.query_one("#check").mount(Static(id="weeks", markup=False), after="#wording")
            self.query_one("#columns").mount(Static(id="panel", markup=False))
        size, panel = self.app.size, self.query_one("#panel", Static)
        panel.styles.width = panel_width(size)
        room, width = panel_room(size), panel_width(size) - 2 * EDGE
        lines = panel_lines(self.seen, self.desk.today(), self.desk.calendar, counts, room, width, self._named())
        panel.update(Content("\n").join(lines))

    def _show_weeks(self) -> None:
        if self.past is None or not self.query("#weeks"):
            return
        from screens.today.weeks import item_weeks, weeks_lines

        size, dont = self.app.size, self.rows.dont
        number = self.rows.number_of(self.rows.list_of(dont).donts.index(dont))
        weeks = item_weeks(self.past, self.desk.lists, self.desk.calendar, dont)
        room = weeks_room(size, self.rows.room, self.room)
        width = min(first_width(size) - 2, SPINE + READING)
        lines = weeks_lines(number, weeks, self.desk.today(), room, width)
        self.query_one("#weeks", Static).update(Content("\n").join(lines))

    def on_resize(self) -> None:
        """Wrap and lay out anew at another size; what only a wide screen shows is read when it becomes one."""
        if self.is_there and self.app.size != self.laid_out_at:
            self.rows.fit()
            self.lay_out()
            if is_wide(self.app.size) and self.past is None and self.desk.is_open:
                self.call_after_refresh(self.look_again)

    # Keys

    @on(DontRows.Selected)
    def _selected(self) -> None:
        if self.rows.selected != self.marked_at:
            self.marked = ""  # somebody went elsewhere with the arrows
        if self.is_mounted and self.query("#wording"):
            self.show_wording()
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Listing for correction is offered where something was not, or only partly, kept."""
        if action == "list_shortfall":
            return self.seen.marks.get(self.marked or self.rows.dont.id) in (Mark.PARTLY, Mark.NOT_KEPT)
        if action == "host":
            return self.waits is not None
        if action == "back":
            return self.day < self.desk.today()
        return True

    def action_list_shortfall(self) -> None:
        """List what was not kept, at the item marked just now or at the selected one, among the matters."""
        dont = next((one for one in self.rows.donts if one.id == self.marked), self.rows.dont)
        uid, sentence = check_uid(self.day, self.rows.list_of(dont)), self.seen.sentences.get(dont.id, "")
        self.post_message(ListShortfall(self, dont, self.day, uid, sentence))

    def action_host(self) -> None:
        """Go on with the session that waits, in its room."""
        if self.waits is not None:
            self.post_message(Visit("meeting", f"{self.waits.uid}/{GO_ON}"))

    async def action_step(self, days: int) -> None:
        """Go to the day before or after, never beyond today."""
        day = self.day + timedelta(days=days)
        if day > self.desk.today():
            self.tell(_("That day has not come yet."))
        await self._go_to(day)

    async def come_by_key(self) -> None:
        """Today, whichever day was shown; a day begun before midnight stays."""
        if self.chosen_day is not None and self.is_there:
            await self.action_back()

    async def action_back(self) -> None:
        """Go back to today."""
        await self._go_to(self.desk.today())

    async def _go_to(self, day: date) -> None:
        today = self.desk.today()
        self.chosen_day = day if day < today else None
        self.day, self.marked, self.drafts, self.filled_in = min(day, today), "", {}, set()
        self.seen = await self.desk.do(partial(self.desk.glance, self.day))
        await self.look_again()

    async def visit(self, target: str) -> None:
        """Show a day, and select an item: `2026-11-20.six-donts/error`."""
        day, _point, rest = target.partition(".")
        await self._go_to(date.fromisoformat(day))
        self.rows.go_to(rest.rpartition("/")[2])

    def action_other_day(self) -> None:
        """Ask for another day."""
        self.begin(self._ask_day)

    async def _ask_day(self) -> None:
        from screens.today.other_days import ask_day

        day = await ask_day(self)
        if day is not None:
            await self._go_to(day)

    def action_recent(self) -> None:
        """Show what was answered at this item before."""
        from screens.today.recent import show_recent

        self.begin(show_recent, self, self.rows.dont)

    def action_explain(self) -> None:
        """Say what each mark means at this item, with examples."""
        from screens.today.meaning import MeaningDialog

        self.app.push_screen(MeaningDialog(self.rows.dont))
