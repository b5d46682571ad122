"""Today: the six don'ts, a key press each, and what is still owed an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import on
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from content.marks import Dont, DontList, Mark, mark_words
from content.words import _, mark_for_translation
from desk.answer import Answered, check_uid, due_words_since, needs_reason, save_answer, sentence_fault
from screens.kit.base import Room, unbegun
from screens.kit.fields import LineInput
from screens.kit.messages import ListShortfall
from screens.kit.soon import Soon
from screens.today.dont_rows import DontRows
from screens.today.lines import counts_line, day_line, matters_lines, matters_wanted
from screens.today.room import matters_room, wording_lines
from screens.today.wording import Below, below, lines_wanted, wording, wording_while_writing
from storage.errors import ChangedElsewhere
from storage.glance import with_check

if TYPE_CHECKING:
    from storage.records import SelfCheck


class TodayScreen(Room):
    """The day's self-check and what is owed an answer."""

    CSS_PATH = "today.tcss"
    NAME = "today"
    HELP = mark_for_translation(
        "A digit marks the item and goes on to the next blank one, to the next when none is blank; at the last it "
        "stays. 0 clears and stays. After partly and not kept, Enter writes a sentence at that item, 5 lists it for "
        "correction. Blank stays blank; a day off asks nothing.\n"
        "Everything stays on this computer. Classified content does not belong here."
    )
    BINDINGS = [
        Binding("1", "mark('kept')", mark_for_translation("kept"), id="today.kept"),
        Binding("2", "mark('partly')", mark_for_translation("partly"), id="today.partly"),
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
        Binding("8", "other_day", mark_for_translation("day"), show=False, id="today.other_day",
                tooltip=mark_for_translation("Another day, to read it or to fill it in late")),
        Binding("left", "step(-1)", mark_for_translation("day before"), show=False, id="today.earlier",
                tooltip=mark_for_translation("The day before; what is filled in there says that it is late")),
        Binding("right", "step(1)", mark_for_translation("day after"), show=False, id="today.later",
                tooltip=mark_for_translation("The day after, up to today")),
        Binding("escape", "back", mark_for_translation("today"), show=False, id="today.back",
                tooltip=mark_for_translation("Back to today")),
    ]  # fmt: skip

    def __init__(self, *context: Any) -> None:
        super().__init__(*context)
        self.day = self.desk.today()
        self.chosen_day: date | None = None  # another day than today
        self.seen = self.desk.glance()
        self.drafts: dict[str, str] = {}
        self.begun: date | None = None  # the day from which on checks are due, when an answer just settled it
        self.opened = ""  # the sentence that was shown when the line was opened
        self.marked, self.marked_at = "", 0  # marked 部分做到 or 未做到 just now: Enter writes there; what was selected
        self.wrote = False  # whether the sentence there was written: then Enter writes at the selected item again
        self.came_from = ""  # the item that was selected when Enter went back to another
        self.typed = ("", "")  # the item a sentence is being typed at, and what stands there
        self.keeping = Soon(self, lambda: self._keep_draft(*self.typed))
        self.rows = DontRows(self.desk.lists.on(self.day), self.seen)

    def furniture(self) -> Iterable[Widget]:
        """The day, the items, the words of the selected one, the matters, the counts."""
        with Horizontal(id="columns"):
            with Vertical(id="check"):
                yield Static(self._day_line(), id="day", markup=False)
                yield self.rows
                yield Static(self._wording(), id="wording", markup=False)
                yield LineInput(id="sentence", select_on_focus=False)  # a key press must not replace what was written
            yield Static(self._matters(), id="matters", markup=False)
        yield Static(counts_line(self.seen, self.desk.settings.hours_target), id="counts", markup=False)

    def on_mount(self) -> None:
        """Begin at the first blank item."""
        self.query_one("#sentence").display = False
        self._lay_out()
        if self.rows.donts and self.rows.dont.id in self.seen.marks:
            self.rows.go_to_next_blank()
        self.rows.focus()
        self.set_interval(30, self._follow_the_clock)

    async def read(self) -> None:
        """Read the day."""
        if not self.query_one("#sentence").display:
            self.day = self._day_shown()
        self.seen = await self.desk.do(partial(self.desk.glance, self.day))
        place = f"today/{self.day.isoformat()}/"
        self.drafts = await self.attempt(lambda: self.desk.journal.drafts.under(place)) or {}

    def show(self) -> None:
        """Bring every line up to date."""
        self.rows.show(self.desk.lists.on(self.day), self.seen)
        self.query_one("#day", Static).update(self._day_line())
        self._lay_out()
        self.query_one("#counts", Static).update(counts_line(self.seen, self.desk.settings.hours_target))
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
        dont, room = self.rows.dont, self._wording_room()
        if self.has_class("-writing"):
            is_another = self.query_one("#sentence", LineInput).value != self.opened
            return wording_while_writing(dont, self.day, self.seen, self.opened if is_another else "", room - 1)
        said = below(dont, self.seen, self.drafts)
        if self.marked and not self.wrote:
            short = next((str(one.short) for one in self.rows.donts if one.id == self.marked), "")
            said = Below("", _("{item}: Enter writes a sentence, 5 lists it").format(item=short))
        return wording(dont, self.day, self.seen, said, room)

    def _wording_room(self) -> int:
        """How many lines the wording has, the line to write in among them."""
        wanted = lines_wanted(self.rows.donts, self.seen, self.drafts)
        return wording_lines(self.app.size, self.rows.room, wanted, matters_wanted(self.seen))

    def _matters(self) -> Content:
        room = matters_room(self.app.size, self.rows.room, self._wording_room())
        return matters_lines(self.seen, self.desk.today(), self.app.size, room)

    def _lay_out(self) -> None:
        """Give the wording and the matters the lines they have now."""
        words, is_writing = self.query_one("#wording", Static), self.has_class("-writing")
        words.styles.height = self._wording_room() - is_writing
        words.update(self._wording())
        self.query_one("#matters", Static).update(self._matters())

    def on_resize(self) -> None:
        """Wrap and lay out anew."""
        if self.is_mounted:
            self.rows.fit()
            self._lay_out()

    # Keys

    @on(DontRows.Selected)
    def _selected(self) -> None:
        if self.rows.selected != self.marked_at:
            self.marked = ""  # somebody went elsewhere with the arrows
        if self.is_mounted and self.query("#wording"):
            self.query_one("#wording", Static).update(self._wording())
            self.refresh_bindings()

    async def action_mark(self, mark: str) -> None:
        """Mark the selected item and go on to the next blank one, whatever the mark; 0 clears it and stays."""
        dont = self.rows.dont
        value = Mark(mark) if mark else None
        if self._needs_reason(dont, mark=value):
            self.begin(self._change_old_mark, dont, value)
            return
        saved = await self._unless_changed(partial(self._answer, dont, mark=value))
        if saved is None:
            return
        self._saved(saved.check, self.rows.list_of(dont))
        if value is not None:
            self.rows.go_on()
        self.marked = dont.id if value in (Mark.PARTLY, Mark.NOT_KEPT) else ""
        self.marked_at, self.wrote = self.rows.selected, False
        self.query_one("#wording", Static).update(self._wording())
        self.refresh_bindings()

    async def _unless_changed(self, work: Callable[[], Answered]) -> Answered | None:
        """An answer that was saved; None when it could not be, or when what it replaces was changed elsewhere.

        Then what stands there now is shown, and the same key once more replaces it.
        """

        def tried() -> Answered | ChangedElsewhere:
            try:
                return work()
            except ChangedElsewhere as error:
                return error

        outcome = await self.attempt(tried)
        if not isinstance(outcome, ChangedElsewhere):
            return outcome
        there = outcome.there
        self.opened = there.sentence
        self.seen = await self.desk.do(partial(self.desk.glance, self.day))
        self.show()
        words = _("Changed elsewhere, it says now: {there}. The same key again replaces it.")
        said = words.format(there=" ".join(filter(None, (mark_words(there.mark), there.sentence))))
        self.notify(said, severity="warning", timeout=12, markup=False)
        return None

    def _needs_reason(self, dont: Dont, **change: Any) -> bool:
        """Whether what stands at an item is kept beside a change made now, which then needs a reason."""
        return needs_reason(self.seen, self.day, self.desk.today(), dont.id, **change)

    async def _change_old_mark(self, dont: Dont, mark: Mark | None) -> None:
        await self._change_old(dont, {"mark": mark})

    async def _change_old(self, dont: Dont, change: dict[str, Any]) -> bool:
        """Ask why an answer is changed after its day, and change it; the old one is kept."""
        from screens.today.other_days import ask_why

        reason = await ask_why(self, dont, self.day)
        if reason is None or await self._unless_changed(partial(self._answer, dont, reason=reason, **change)) is None:
            return False
        await self.look_again()
        return True

    def _saved(self, check: SelfCheck, dont_list: DontList) -> None:
        """Show a check of this day that was saved, without reading anything again."""
        if check.day == self.day and self.is_there:
            unit = self.desk.lists.unit_on(self.day)
            document = check.model_dump(mode="json")
            self.seen = with_check(self.seen, document, dont_list, self.day, self.desk.today(), unit)
            self.show()

    def _answer(self, dont: Dont, **change: Any) -> Answered:
        """Save a mark or a sentence at an item of this day (in the desk's thread)."""
        seen = {"mark": self.seen.marks.get(dont.id), "sentence": self.opened}
        saved = save_answer(self.desk, self.day, self.rows.list_of(dont), dont.id, seen=seen, **change)
        self.begun = saved.due_since
        return saved

    def action_write(self) -> None:
        """Open the line for a sentence at the item marked just now, or at the selected one."""
        if self.rows.has(self.marked) and not self.wrote:
            self.came_from, marked = self.rows.dont.id, self.marked
            self.marked = ""
            self.rows.go_to(marked)
        self.opened = self.seen.sentences.get(self.rows.dont.id, "")
        field = self.query_one("#sentence", LineInput)
        field.placeholder = _("A sentence about: {item}").format(item=self.rows.dont.short)
        field.value = self.drafts.get(self.rows.dont.id) or self.seen.sentences.get(self.rows.dont.id, "")
        field.cursor_position = len(field.value)
        field.display = True
        self.add_class("-writing")
        self._lay_out()
        self.call_after_refresh(field.focus)

    @on(Input.Changed, "#sentence")
    def _typing(self, event: Input.Changed) -> None:
        if not event.input.display:
            return
        self.typed = self.rows.dont.id, event.value
        self.query_one("#wording", Static).update(self._wording())
        self.keeping.wish()

    async def _keep_draft(self, dont_id: str, text: str) -> None:
        from storage.records import clean_text

        place = f"today/{self.day.isoformat()}/{dont_id}"
        await self.attempt(lambda: self.desk.journal.drafts.put(place, clean_text(text)))

    @on(Input.Submitted, "#sentence")
    async def _save_sentence(self, event: Input.Submitted) -> None:
        from storage.records import clean_text

        dont = self.rows.dont
        text = clean_text(event.value).strip()
        if fault := sentence_fault(text):
            self.tell(fault)
            return
        if self._needs_reason(dont, sentence=text):
            self.begin(self._change_old_sentence, dont, text)
            return
        if (saved := await self._unless_changed(partial(self._answer, dont, sentence=text))) is None:
            return
        self._saved(saved.check, self.rows.list_of(dont))
        await self._stop_writing(drop_draft_of=dont.id)
        if self.seen.marks.get(dont.id) in (Mark.PARTLY, Mark.NOT_KEPT):
            self.marked, self.marked_at, self.wrote = dont.id, self.rows.selected, True
            self.refresh_bindings()
            self.tell(_("Saved. Press 5 to list it for correction."))

    async def _change_old_sentence(self, dont: Dont, text: str) -> None:
        if await self._change_old(dont, {"sentence": text}):
            await self._stop_writing(drop_draft_of=dont.id)

    @on(LineInput.Left, "#sentence")
    async def _leave_sentence(self, event: LineInput.Left) -> None:
        dont_id, text = self.rows.dont.id, event.field.value
        if text != self.seen.sentences.get(dont_id, ""):
            await self._keep_draft(dont_id, text)
            self.drafts[dont_id] = text  # the day is begun
            await self._stop_writing()
        else:
            await self._stop_writing(drop_draft_of=dont_id)

    async def _stop_writing(self, drop_draft_of: str = "") -> None:
        self.keeping.forget()
        self.query_one("#sentence").display = False
        self.remove_class("-writing")
        self.rows.focus()
        self.rows.go_to(self.came_from)
        self.came_from = ""
        if drop_draft_of:
            place = f"today/{self.day.isoformat()}/{drop_draft_of}"
            await self.attempt(lambda: self.desk.journal.drafts.drop(place))
        await self.look_again()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Listing for correction is offered where something was not, or only partly, kept."""
        if action == "list_shortfall":
            return self.seen.marks.get(self.marked or self.rows.dont.id) in (Mark.PARTLY, Mark.NOT_KEPT)
        if action == "back":
            return self.day < self.desk.today()
        return True

    def action_list_shortfall(self) -> None:
        """List what was not kept, at the item marked just now or at the selected one, among the matters."""
        dont = next((one for one in self.rows.donts if one.id == self.marked), self.rows.dont)
        uid, sentence = check_uid(self.day, self.rows.list_of(dont)), self.seen.sentences.get(dont.id, "")
        self.post_message(ListShortfall(self, dont, self.day, uid, sentence))

    async def action_step(self, days: int) -> None:
        """Go to the day before or after, never beyond today."""
        await self._go_to(self.day + timedelta(days=days))

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
        self.day, self.marked, self.drafts = min(day, today), "", {}
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
