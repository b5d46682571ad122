"""The editor of one study note: what was studied, how long, and four parts that may each stay empty."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from content.dates import parse_day, weekday_words
from content.duration import HourRules
from content.errors import SixdontsError
from content.words import _, mark_for_translation
from desk.desk import Desk
from desk.note_fields import NO, PARTS, YES, Values, fault_in, part_words, record_fields
from desk.notes import counted_by_slip
from desk.words.faults import fault_words
from reports.terms import note_kind_words
from screens.kit.bars import KeyBar, keyed
from screens.kit.base import AtDesk
from screens.kit.choose import ChooseDialog
from screens.kit.fields import Choice, LineInput
from screens.kit.soon import Soon
from screens.study.note_draft import drafts_at
from screens.study.note_links import LinkLine
from screens.study.note_parts import FieldLine, PartArea
from screens.study.note_preview import preview_text
from screens.study.note_versions import NoteVersions
from storage.errors import ChangedElsewhere, Gone
from storage.records import NoteKind, StudyNote

T = TypeVar("T")
BOTH = "both"
PREVIEW_AFTER = 0.3  # seconds between a key press and the preview


class NoteEditor(AtDesk[StudyNote | None]):
    """A whole screen for one note. It saves the note itself, so that nothing typed is lost when saving fails.

    The result is the note as saved, or None when the editor was left; either way `versions` says what stayed a draft.
    """

    CAN_BE_LEFT = True
    CSS_PATH = "note_editor.tcss"
    HELP = mark_for_translation(
        "A note on what you studied. Only the title is needed; without one, the first line of your thoughts is "
        "taken. Write as much or as little as you like: length counts for nothing.\n"
        "Tab goes on, Shift+Tab back; Left and Right choose the kind. What you type is kept as a draft until you "
        "save it. Classified content does not belong here."
    )
    BINDINGS = [
        Binding("ctrl+s", "save", mark_for_translation("save"), id="note.save", priority=True),
        Binding("tab", "app.focus_next", mark_for_translation("next"), id="note.next"),
        Binding("shift+tab", "app.focus_previous", mark_for_translation("back", context="field"), show=False,
                id="note.back"),
        Binding("down", "app.focus_next", mark_for_translation("next"), show=False, id="note.down"),
        Binding("up", "app.focus_previous", mark_for_translation("back", context="field"), show=False, id="note.up"),
        Binding("escape", "leave", mark_for_translation("leave"), id="note.leave",
                tooltip=mark_for_translation("Leave; what is not saved stays as a draft")),
        Binding("ctrl+r", "change_draft", mark_for_translation("draft/saved"), id="note.draft",
                tooltip=mark_for_translation("Change between the draft and what was saved")),
        Binding("ctrl+o", "preview", mark_for_translation("preview"), id="note.preview", priority=True,
                tooltip=mark_for_translation("See the four parts as they read, or go on writing")),
        Binding("pagedown", "roll(1)", mark_for_translation("scroll"), show=False, id="note.page_down",
                tooltip=mark_for_translation("Scroll the preview")),
        Binding("pageup", "roll(-1)", mark_for_translation("scroll"), show=False, id="note.page_up",
                tooltip=mark_for_translation("Scroll the preview")),
        Binding("alt+1", "part(0)", mark_for_translation("parts"), key_display="Alt+1-4", id="note.part1",
                tooltip=mark_for_translation("Go to one of the four parts")),
        Binding("alt+2", "part(1)", mark_for_translation("parts"), show=False, id="note.part2"),
        Binding("alt+3", "part(2)", mark_for_translation("parts"), show=False, id="note.part3"),
        Binding("alt+4", "part(3)", mark_for_translation("parts"), show=False, id="note.part4"),
    ]  # fmt: skip

    def __init__(self, desk: Desk, versions: NoteVersions) -> None:
        super().__init__(desk)
        self.versions = versions
        settings = desk.settings
        self.rules = HourRules(settings.hours_per_day, settings.hours_per_half_day)
        self.is_saving = False
        self.keeping = Soon(self, self._keep)
        self.previewing = Soon(self, self._preview, PREVIEW_AFTER)

    @property
    def note(self) -> StudyNote | None:
        """The note that was opened, as it was seen last; None for a new one."""
        return self.versions.note

    def compose(self) -> ComposeResult:
        """The small fields, then the four parts."""
        yield Static("", id="head", markup=False)
        with Horizontal(id="columns"):
            with Vertical(id="fields"):
                yield from self._line("title", _("Title"), _("or take it from your thoughts"))
                with Horizontal(classes="line"):
                    yield Static(">", classes="cursor", markup=False)
                    yield Static(_("Day"), classes="label", markup=False)
                    yield FieldLine(id="field-day")
                    yield Static("", id="weekday", markup=False)
                    yield Static(_("Time", context="study"), classes="label", id="minutes-label", markup=False)
                    yield FieldLine(id="field-minutes", placeholder=_("90, 2h, 1 day"))
                yield from self._line("material", _("Material"), _("what you read or heard"))
                with Horizontal(classes="line"):
                    yield Static(">", classes="cursor", markup=False)
                    yield Static(_("Kind"), classes="label", markup=False)
                    kinds = [(kind.value, note_kind_words(kind)) for kind in NoteKind]
                    yield Choice(kinds, self.versions.shown["kind"], id="field-kind")
                yield from self._line("tags", _("Tags"), _("separated by spaces"))
                with Horizontal(classes="line"):
                    yield Static(">", classes="cursor", markup=False)
                    yield Static(_("About"), classes="label", markup=False)
                    yield LinkLine(self.desk)
                with Horizontal(classes="line"):
                    yield Static(">", classes="cursor", markup=False)
                    yield Static(_("Exchange"), classes="label", markup=False)
                    offers = [(NO, _("only for me")), (YES, _("may be chosen to leave"))]
                    yield Choice(offers, self.versions.shown["offered"], id="field-offered")
                yield Static("", id="fault", markup=False)
                yield Static(_("Preview"), id="preview-label", classes="label", markup=False)
                yield VerticalScroll(id="preview", can_focus=False)
            with Vertical(id="parts"):
                for part in PARTS:
                    with Horizontal(classes="part"):
                        yield Static(">", classes="cursor", markup=False)
                        yield Static(part_words(part), classes="label", markup=False)
                        yield PartArea(part)
        yield KeyBar()

    def _line(self, name: str, label: str, hint: str) -> Iterable[Widget]:
        with Horizontal(classes="line"):
            yield Static(">", classes="cursor", markup=False)
            yield Static(label, classes="label", markup=False)
            yield FieldLine(id=f"field-{name}", placeholder=hint)

    def on_mount(self) -> None:
        """Fill in, and begin at the title."""
        self.values = self.versions.shown
        self._show_head()
        self.call_after_refresh(self.query_one("#field-title").focus)

    @property
    def values(self) -> Values:
        """What stands in the fields."""
        return {name: self._field(name).value for name in self.versions.saved}

    @values.setter
    def values(self, values: Values) -> None:
        for name, value in values.items():
            self._field(name).value = value

    def _field(self, name: str) -> FieldLine | PartArea | Choice | LinkLine:
        widget = self.query_one(f"#field-{name}")
        assert isinstance(widget, FieldLine | PartArea | Choice | LinkLine)
        return widget

    # Typing and its draft

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choice.Changed)
    @on(LinkLine.Changed)
    def _typing(self) -> None:
        self.versions.type(self.values)
        self._show_weekday()
        self._preview_soon()
        self.keeping.wish()

    async def _keep(self) -> bool:
        """Keep as drafts what nobody saved: what stands in the fields and what is behind the key."""
        self.keeping.forget()
        if self.is_saving:  # a draft written behind the note would be offered as something not saved
            return True
        versions = self.versions
        is_done = await self._attempt(versions.keep) is not None
        return is_done if versions is self.versions else await self._keep()  # where the note is gone, as a new one's

    # The preview

    @property
    def _previews(self) -> bool:
        """Whether the preview is shown: always where there is room, else when asked for."""
        return self._is_wide or self.has_class("-preview")

    @property
    def _is_wide(self) -> bool:
        return self.app.size.width >= 120

    def other_words(self) -> Mapping[str, str]:
        """What is shown in any case is not asked for; from what was asked for the key leads back."""
        draft = {} if self.note else {"change_draft": _("draft/blank")}
        if self._is_wide:
            return draft | {"preview": ""}
        return draft | ({"preview": _("go on writing")} if self.has_class("-preview") else {})

    def action_preview(self) -> None:
        """Show the parts as they read, or the fields again."""
        self.set_class(not self._is_wide and not self.has_class("-preview"), "-preview")
        self.refresh_bindings()
        self._preview_soon()

    def action_roll(self, pages: int) -> None:
        """Scroll the preview, which has no cursor of its own."""
        preview = self.query_one("#preview", VerticalScroll)
        (preview.scroll_page_down if pages > 0 else preview.scroll_page_up)(animate=False)

    def action_part(self, number: int) -> None:
        """Go to one of the four parts."""
        self.remove_class("-preview")
        self.refresh_bindings()
        self._field(PARTS[number]).focus()

    def _preview_soon(self) -> None:
        if self._previews:
            self.previewing.wish()

    async def _preview(self) -> None:
        from screens.study.plain_markdown import PlainMarkdown  # Textual's Markdown takes long to import

        for area in self.query("#preview").results(VerticalScroll):  # none when the editor was left meanwhile
            if not area.children:
                await area.mount(PlainMarkdown(open_links=False))
            for preview in area.query(PlainMarkdown):
                await preview.update(
                    preview_text(self.values) or _("What the four parts say is shown here as it will read.")
                )

    def action_change_draft(self) -> None:
        """Show the next version: what was saved, each draft that waits, and the first one again."""
        if self.versions.others:
            self.values = self.versions.turn()
            self._show_head()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The draft can be put aside where there was one."""
        return bool(self.versions.others) if action == "change_draft" else True

    # Saving and leaving

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.focus_next()

    async def action_save(self) -> None:
        """Save and close, or say what is wrong."""
        values, today = self.values, self.desk.today()
        fault = fault_in(values, today, self.desk.calendar, self.note.day if self.note else None, self.rules)
        self.query_one("#fault", Static).update(fault[1] if fault else "")
        if fault:
            self._field(fault[0]).focus()
            return
        counted = await self._attempt(partial(self._counted, values))
        if counted:
            self.begin(self._ask_and_save, values, counted)
        elif counted is not None:
            await self._keep_note(values)

    def _counted(self, values: Values) -> tuple[StudyNote, ...]:
        """The notes of slips that may have these hours (in the desk's thread)."""
        fields = record_fields(values, self.desk.today(), self.desk.calendar, self.rules)
        return counted_by_slip(self.desk, self.note, fields)

    async def _ask_and_save(self, values: Values, counted: tuple[StudyNote, ...]) -> None:
        """Save the note, without hours when it is of a meeting whose slip has them."""
        words = _("The same meeting: {title}. Its slip counts; this note counts 0")
        choices = [(one.uid, words.format(title=one.title)) for one in counted]
        heading = _("A slip counts hours of that day. Is it the same meeting?")
        chosen = await self.ask(ChooseDialog(heading, [*choices, (BOTH, _("Another one: both count"))]))
        if chosen is not None:
            await self._keep_note(values if chosen == BOTH else {**values, "minutes": ""})

    async def _keep_note(self, values: Values) -> None:
        self.is_saving = True
        saved = await self._attempt(partial(self.versions.save, values, self.rules))
        self.is_saving = saved is not None
        if saved is not None:
            self.dismiss(saved)
        else:
            await self.keeping.now()

    @on(LineInput.Left)
    async def _left_line(self) -> None:
        await self.action_leave()

    async def action_leave(self) -> None:
        """Leave; what is not saved stays as a draft, and that is said."""
        self.versions.type(self.values)
        await self._keep()
        if len(self.versions.kept) > 1:
            words = keyed(self, _("{n} drafts are kept: opened again, {note.draft} changes from one to the next."))
            self.tell(words.format(n=len(self.versions.kept)))
        elif self.versions.kept:
            new = keyed(self, _("Kept as a draft: {study.add} in {go.study} Study goes on with it."))
            self.tell(_("Kept as a draft: the note, opened again, goes on with it.") if self.note else new)
        self.dismiss(None)

    async def _attempt(self, work: Callable[[], T]) -> T | None:
        """What `work` returns, done in the desk's thread; on a fault one clear line and None."""
        try:
            return await self.desk.do(work)
        except ChangedElsewhere as error:
            self.versions.change_elsewhere(error.there)
            words = keyed(
                self,
                _("This note was changed elsewhere. {note.draft} shows it; {note.save} again replaces it with yours."),
            )
            self._show_head()
        except Gone:
            await self._begin_anew()
            words = _("This note was deleted elsewhere. What is written here is a new one, once it is saved.")
        except SixdontsError as error:
            words = fault_words(error)
        self.notify(words, severity="error", markup=False)
        return None

    async def _begin_anew(self) -> None:
        """Go on as with a new note, to whose drafts those of the one that is gone come with what is kept next."""
        there = await self._attempt(lambda: drafts_at(self.desk.journal, None, self.desk.today()))
        if there is not None:
            self.versions = self.versions.as_new(there)
            self._show_head()

    # What the fixed lines say

    def _show_head(self) -> None:
        title = _("Study note") if self.note else _("New study note")
        n = len(self.versions.drafts())
        if n > 1 and self.note:
            hint = keyed(self, _("  {note.draft}: the next of {n} drafts, or what was saved"))
        elif n > 1:
            hint = keyed(self, _("  {note.draft}: the next of {n} drafts, or a blank note"))
        elif self.note:
            hint = keyed(self, _("  {note.draft}: the draft, or what was saved"))
        else:
            hint = keyed(self, _("  {note.draft}: the draft, or a blank note"))
        hint = hint.format(n=n) if self.versions.others else ""
        for head in self.query("#head").results(Static):  # none when the program ends
            head.update(Content.assemble((title, "bold"), (hint, "$text-muted")))
        self.refresh_bindings()

    def _show_weekday(self) -> None:
        try:
            words = weekday_words(parse_day(self._field("day").value, self.desk.today(), self.desk.calendar))
        except ValueError:
            words = ""
        self.query_one("#weekday", Static).update(words)
