"""Answering on Today: a mark, a sentence, a change of an old answer is saved at once, and what was saved is shown."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.containers import Horizontal
from textual.widgets import Input, Static

from content.marks import Dont, DontList, Mark, mark_words
from content.words import _
from desk.answer import Answered, needs_reason, save_answer, sentence_fault, writing_day
from screens.kit.bars import keyed
from screens.kit.base import Room
from screens.kit.fields import LineInput
from screens.kit.keymap import once_drawn
from screens.kit.soon import Soon
from screens.today.dont_rows import DontRows
from storage.errors import ChangedElsewhere
from storage.glance import with_check

if TYPE_CHECKING:
    from storage.records import Answer, SelfCheck


class Answering(Room):
    """What is marked and written at the items of one day."""

    def __init__(self, *context: Any) -> None:
        super().__init__(*context)
        self.day = self.desk.today()
        self.seen = self.desk.first_glance()
        self.drafts: dict[str, str] = {}
        self.filled_in = set[str]()  # the items answered late since the day was opened
        self.begun: date | None = None  # the day from which on checks are due, when an answer just settled it
        self.opened = ""  # the sentence that was shown when the line was opened
        self.opened_at = self.desk.now()  # when that was
        self.marked, self.marked_at = "", 0  # marked 部分做到 or 未做到 just now: Enter writes there; what was selected
        self.wrote = False  # whether the sentence there was written: then Enter writes at the selected item again
        self.came_from = ""  # the item that was selected when Enter went back to another
        self.writing: Dont | None = None  # the item that the line was opened for
        self.typed = ("", "", "")  # the item a sentence is being typed at, what is typed, and what it would replace
        self.placing = asyncio.Lock()  # Enter may come while the line is being put there
        self.keeping = Soon(self, lambda: self._keep_draft(*self.typed))
        self.rows = DontRows(self.desk.lists.on(self.day), self.seen)

    def lay_out(self) -> None:
        """Give what stands beneath the items the lines it has now, and write it anew."""

    def show_wording(self) -> None:
        """Write the words of the selected item anew."""

    def on_key(self, event: events.Key) -> None:
        """Say to who begins to write here where one does; digits among the words are no answers."""
        self.rows.hear(event)
        if self.rows.hears_words:
            self._say_where_to_write()

    def on_paste(self) -> None:
        """The same of words that are pasted."""
        self._say_where_to_write()

    def _say_where_to_write(self) -> None:
        words = _(
            "Nothing is written here: Enter writes a sentence, {app.quick_add} a matter. After Esc digits answer again."
        )
        self.tell(keyed(self, words))

    async def action_mark(self, mark: str) -> None:
        """Mark the selected item and go on to the next blank one, whatever the mark; 0 clears it and stays."""
        if self.rows.hears_words:
            self._say_where_to_write()
            return
        dont = self.rows.dont
        value = Mark(mark) if mark else None
        if self._needs_reason(dont, mark=value):
            self.begin(self._change_old_mark, dont, value)
            return
        was = self.seen.marks.get(dont.id)
        saved = await self._unless_changed(partial(self._answer, dont, mark=value))
        if saved is None:
            return
        if was is None and value is None:
            self.tell(_("This item is blank."))
        if was is None and self.day < self.desk.today():
            self.filled_in.add(dont.id)
        self._saved(saved.check, self.rows.list_of(dont))
        if was in (Mark.PARTLY, Mark.NOT_KEPT) and value not in (Mark.PARTLY, Mark.NOT_KEPT):
            await self._say_what_stays(dont, saved.check.uid)
        if value is not None:
            self.rows.go_on()
        self.marked = dont.id if value in (Mark.PARTLY, Mark.NOT_KEPT) else ""
        self.marked_at, self.wrote = self.rows.selected, False
        self.show_wording()
        self.refresh_bindings()

    async def _say_what_stays(self, dont: Dont, uid: str) -> None:
        from screens.today.other_days import say_what_stays

        await say_what_stays(self, dont, uid, self.seen.sentences.get(dont.id, ""))

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

        reason = await ask_why(self, dont, self.day, is_new=dont.id in self.filled_in)
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

    async def field(self) -> LineInput:
        """The line to write a sentence in; put in its place when first asked for, which is after the first frame."""
        async with self.placing:
            for line in self.query("#sentence").results(LineInput):
                return line
            line = LineInput(id="sentence", select_on_focus=False)  # a key press must not replace what was written
            line.display = False
            await self.query_one("#check").mount(
                Horizontal(Static(_("> Sentence"), markup=False), line, id="writing"), after="#wording"
            )
            return line  # not looked for: the program may be ending, and take down what was put there

    async def action_write(self) -> None:
        """Open the line for a sentence at the item marked just now, or at the selected one."""
        if self.rows.has(self.marked) and not self.wrote:
            self.came_from, marked = self.rows.dont.id, self.marked
            self.marked = ""
            self.rows.go_to(marked)
        self.writing, dont_id = self.rows.dont, self.rows.dont.id
        draft, there = self.drafts.get(dont_id, ""), self.seen.sentences.get(dont_id, "")
        over = await self.attempt(lambda: self.desk.journal.drafts.over(self._place(dont_id))) if draft else there
        self.opened, self.opened_at = over or "", self.desk.now()
        field = await self.field()
        field.placeholder = _("A sentence about: {item}").format(item=self.rows.dont.short)
        field.value = draft or there
        field.cursor_position = len(field.value)
        field.display = True
        self.rows.is_left = True
        self.add_class("-writing")
        self.lay_out()
        once_drawn(self, field.focus)

    @on(Input.Changed, "#sentence")
    def _typing(self, event: Input.Changed) -> None:
        if not event.input.display or self.writing is None:
            return
        self.typed = self.writing.id, event.value, self.opened
        self.show_wording()
        self.keeping.wish()

    def _place(self, dont_id: str) -> str:
        """Where the draft of a sentence lies."""
        return f"today/{self.day.isoformat()}/{dont_id}"

    async def _keep_draft(self, dont_id: str, text: str, over: str) -> bool:
        from storage.records import clean_text

        place = self._place(dont_id)
        return await self.done(lambda: self.desk.journal.drafts.put(place, clean_text(text), over))

    @on(Input.Submitted, "#sentence")
    def _submitted(self, event: Input.Submitted) -> None:
        from storage.records import clean_text

        text = clean_text(event.value).strip()
        if fault := sentence_fault(text):
            self.tell(fault)
            return
        if self.writing is not None:
            self.begin(self._save_sentence, self.writing, text)

    async def _save_sentence(self, dont: Dont, text: str) -> None:
        """Save a sentence; what was written there elsewhere since this one was begun is shown, and asked about."""
        from screens.kit.elsewhere import over
        from screens.today.other_days import ask_why

        reason = None
        begun_day = writing_day(self.opened_at, self.desk.now())
        if needs_reason(self.seen, self.day, begun_day, dont.id, sentence=text):
            reason = await ask_why(self, dont, self.day)
            if reason is None:
                return

        def save(seen: str | Answer) -> Answered:
            if isinstance(seen, str):
                self.opened = seen
                return self._answer(dont, sentence=text, begun_day=begun_day, **({"reason": reason} if reason else {}))
            self.opened = seen.sentence
            why = reason or _("written in another window, replaced by this one")
            return self._answer(dont, sentence=text, begun_day=begun_day, keep=bool(seen.sentence), reason=why)

        def both(there: str | Answer) -> str:
            now = there if isinstance(there, str) else there.sentence
            stays = keyed(self, _("What is there now stays beside it ({today.recent} shows it)."))
            words = "\n".join([_("There now: {there}"), _("Yours: {mine}"), stays])
            return words.format(there=now or _("blank"), mine=text or _("blank"))

        begun_over = self.opened
        if (saved := await over(self, begun_over, save, both)) is None:
            self.opened = begun_over
            await self.look_again()
            return
        self._saved(saved.check, self.rows.list_of(dont))
        await self._stop_writing(drop_draft_of=dont.id)
        if self.seen.marks.get(dont.id) in (Mark.PARTLY, Mark.NOT_KEPT):
            self.marked, self.marked_at, self.wrote = dont.id, self.rows.selected, True
            self.refresh_bindings()
            self.tell(keyed(self, _("Saved. Press {today.shortfall} to list it for correction.")))

    @on(events.DescendantFocus)
    async def _came_back(self, event: events.DescendantFocus) -> None:
        """Leave the line as Esc does when Tab or a click leads back to the items: the next key is for these."""
        if event.widget is self.rows and self.rows.is_left:
            await self._leave_sentence(LineInput.Left(await self.field()))

    @on(LineInput.Left, "#sentence")
    async def _leave_sentence(self, event: LineInput.Left) -> None:
        if self.writing is None:
            return
        dont_id, text = self.writing.id, event.field.value
        self.writing = None
        if text != self.seen.sentences.get(dont_id, ""):
            await self._keep_draft(dont_id, text, self.opened)
            self.drafts[dont_id] = text  # the day is begun
            await self._stop_writing()
        else:
            await self._stop_writing(drop_draft_of=dont_id)

    async def _stop_writing(self, drop_draft_of: str = "") -> None:
        self.keeping.forget()
        self.query_one("#sentence").display = False
        self.remove_class("-writing")
        self.rows.is_left, self.writing = False, None
        self.rows.focus()
        self.rows.go_to(self.came_from)
        self.came_from = ""
        if drop_draft_of:
            place = self._place(drop_draft_of)
            await self.attempt(lambda: self.desk.journal.drafts.drop(place))
        await self.look_again()
