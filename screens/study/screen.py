"""Study: the notes, newest first, the hours of the year, what the packs have to read, and finding things again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from itertools import islice
from typing import Any

from textual import on
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from content.cells import cell_len, fold
from content.dates import day_words, short_day
from content.words import _, mark_for_translation, ngettext
from desk.note_fields import PARTS, Values, part_words
from desk.note_lists import NEWEST, ORDERS, grouped, order_words
from desk.opened import remove
from desk.undo import bring_back
from desk.words.unread import empty_words
from reports.hours import hours_of, hours_words
from reports.terms import note_kind_words
from screens.kit.bars import keyed
from screens.kit.deleting import Deletion, bring_last_back, deleted_words
from screens.kit.elsewhere import over
from screens.kit.list_screens import LOOKED_AT, DetailsRoom
from screens.kit.rows import Cell, Row, Rows, heading
from screens.study.steps import edit_note
from storage.records import StudyNote

MOST, LONGEST = 9, 20_000  # lines of details that are looked at beneath the list, and characters of a part


class NoteRows(Rows):
    """The list of notes."""

    BINDINGS = [Binding("enter", "select", mark_for_translation("open"), id="study.open",
                        tooltip=mark_for_translation("Read and change the selected note"))]  # fmt: skip


class _Columns:
    """The columns of the list; what many notes say alike is put into words once, for there may be ten thousand."""

    def __init__(self, notes: Sequence[StudyNote], today: date) -> None:
        kinds = {kind: note_kind_words(kind) for kind in {note.kind for note in notes}}
        width = max(map(cell_len, kinds.values()), default=0)
        self._kinds = {kind: Cell(words, width) for kind, words in kinds.items()}
        times = {n: _("{n} min").format(n=n) if n else "" for n in {note.minutes for note in notes}}
        self._times = {n: (Cell(words, 7, is_number=True),) if any(times) else () for n, words in times.items()}
        self._today = today

    def row(self, note: StudyNote, group: str) -> Row:
        """The line of a note; one of several tags stands under each of them."""
        when, title = Cell(short_day(note.day, self._today), 11), Cell(note.title)
        return Row(f"{note.uid}/{group}", (when, self._kinds[note.kind], *self._times[note.minutes], title))


class StudyScreen(DetailsRoom):
    """The notes of one person and the materials of the packs."""

    NAME = "study"
    CSS_PATH = "study.tcss"
    HELP = mark_for_translation(
        "Study notes, newest first. Nobody counts their length. Group study, training and make-up study count towards "
        "the hours of the year; self-study stands beside them.\n"
        "{study.search} searches notes, sentences, matters, meetings and materials. {study.read} opens what there is "
        "to read. A deleted note lies in the trash for 30 days; {study.undo} brings back the last one."
    )
    BINDINGS = [
        Binding("1", "add", mark_for_translation("new note"), id="study.add"),
        Binding("2", "app.find", mark_for_translation("search"), id="study.search",
                tooltip=mark_for_translation("Search notes, sentences, matters, meetings and materials")),
        Binding("3", "undo", mark_for_translation("undo"), id="study.undo",
                tooltip=mark_for_translation("Bring back the note deleted last")),
        Binding("4", "read", mark_for_translation("read"), id="study.read",
                tooltip=mark_for_translation("What there is to read, and materials of your own")),
        Binding("6", "template", mark_for_translation("templates"), id="study.template",
                tooltip=mark_for_translation("Begin a note from a template, or make one of the selected note")),
        Binding("left", "order(-1)", mark_for_translation("order"), show=False, id="study.order_back",
                tooltip=mark_for_translation("The notes by month, tag, material or kind")),
        Binding("right", "order(1)", mark_for_translation("order"), show=False, id="study.order",
                tooltip=mark_for_translation("The notes by month, tag, material or kind")),
        Binding("5", "hours", mark_for_translation("hours"), id="study.hours",
                tooltip=mark_for_translation("The hours of the year, month by month; saved as a table")),
        Binding("delete", "delete", mark_for_translation("delete"), id="study.delete",
                tooltip=mark_for_translation("Move to the trash, which keeps it for 30 days")),
    ]  # fmt: skip

    def __init__(self, *context: Any) -> None:
        super().__init__(*context)
        self.notes: list[StudyNote] = []
        self.unread: tuple[str, ...] = ()
        self.deleted: list[Deletion] = []
        self.order = NEWEST
        self.list = NoteRows(id="list")

    def furniture(self) -> Iterable[Widget]:
        """The hours, the words to be found, the notes, and the selected one."""
        yield from self.columns(Static("", id="hours", markup=False), Static("", id="order", markup=False))

    async def read(self) -> None:
        """Read the notes."""
        notes = await self.attempt(lambda: self.desk.journal.notes.all())
        if notes is not None:
            self.notes = sorted(notes, key=lambda note: (note.day, note.uid), reverse=True)
            self.unread = () if notes else await self.not_shown("notes")

    @property
    def note(self) -> StudyNote | None:
        """The selected note."""
        uid = (self.list.highlighted_id or "").partition("/")[0]
        return next((note for note in self.notes if note.uid == uid), None)

    def show(self) -> None:
        """Bring every line up to date."""
        self.list.empty = empty_words(self.unread, keyed(self, _("No notes yet. Press {study.add} to write one.")))
        columns, rows = _Columns(self.notes, self.desk.today()), list[Row]()
        for place, (words, notes) in enumerate(grouped(self.notes, self.order)):
            rows += [heading(str(place), _("{words} ({n})").format(words=words, n=len(notes)))] if words else []
            rows += [columns.row(note, words) for note in notes]
        self.list.show(rows)
        self.query_one("#hours", Static).update(self._hours())
        self.query_one("#order", Static).update(_("Left/Right order: {order}").format(order=order_words(self.order)))
        self.show_details()

    def _hours(self) -> str:
        return hours_words(hours_of(self.notes, self.desk.today().year, self.desk.settings.hours_target))

    def action_order(self, step: int) -> None:
        """Turn the notes to another order."""
        self.order = ORDERS[(ORDERS.index(self.order) + step) % len(ORDERS)]
        self.show()

    def action_template(self) -> None:
        """Begin a note from a template, or make one."""
        from screens.study.templates import use_template

        self.begin(use_template, self, self.note)

    def details(self, width: int) -> str | Content:
        """The selected note."""
        return Content("\n").join(_lines(self.note, width)) if self.note else ""

    def details_wanted(self, width: int) -> int:
        """As many as the longest of the notes that stand first: what short ones do not need is the list's."""
        first = self.notes[:LOOKED_AT]
        return max((len([*islice(_lines(note, width, MOST * width), MOST)]) for note in first), default=0) + 1

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A note can be deleted where one is selected, and brought back where one was deleted."""
        if action == "delete":
            return self.is_mounted and self.note is not None
        return bool(self.deleted) if action == "undo" else True

    # Notes

    def action_add(self) -> None:
        """Write a new note."""
        self.begin(self._edit, None)

    @on(OptionList.OptionSelected, "#list")
    def _open(self) -> None:
        if self.note is not None:
            self.begin(self._edit, self.note)

    async def _edit(self, note: StudyNote | None, begin_with: Values | None = None) -> None:
        """Open the editor, on what was typed and not saved the last time."""
        saved = await edit_note(self, note, begin_with)
        if saved is not None:
            self._select(saved.uid)

    def action_delete(self) -> None:
        """Move the selected note to the trash."""
        if self.note is not None:
            self.begin(self._delete, self.note)

    async def _delete(self, note: StudyNote) -> None:
        removed = await over(
            self, note, lambda seen: remove(self.desk, self.desk.journal.notes, seen), lambda seen: seen.title
        )
        if removed is not None:
            self.deleted.append(Deletion(note.title, note.uid, partial(bring_back, self.desk, "notes", note.uid)))
            await self.look_again()
            self.tell(deleted_words(self, "study.undo", note.title))

    def action_undo(self) -> None:
        """Bring back the note deleted last."""
        if self.deleted:
            self.begin(self._bring_back)

    async def _bring_back(self) -> None:
        self._select(await bring_last_back(self, self.deleted))

    async def visit(self, target: str) -> None:
        """Select a note."""
        await self.look_again()
        if any(note.uid == target for note in self.notes):
            self._select(target)
        else:
            self.tell(_("It is no longer there."))

    def _select(self, uid: str) -> None:
        """Select a note where it stands first."""
        self.list.select(next((row.id for row in self.list.rows if row.id.startswith(f"{uid}/")), ""))

    def action_hours(self) -> None:
        """Show the hours of the year."""
        from screens.study.hours import show_hours

        self.begin(show_hours, self)

    # Materials

    def action_read(self) -> None:
        """Choose something to read."""
        from screens.study.library import visit_library

        self.begin(visit_library, self)


def _lines(note: StudyNote, width: int, most: int = LONGEST) -> Iterable[Content]:
    """A note as lines of at most `width` cells, title and heads bold, what is about it quiet."""
    about = [day_words(note.day), note_kind_words(note.kind)]
    if note.minutes:
        about.append(ngettext("{n} minute", "{n} minutes", note.minutes).format(n=note.minutes))
    about = [_(", ").join([*about, *filter(None, (note.material,))]), *([" ".join(note.tags)] if note.tags else [])]
    yield from _styled(fold(note.title, width), "bold")
    for text in about:
        yield from _styled(fold(text, width), "$text-muted")
    for part in PARTS:
        if text := getattr(note, part):
            yield Content("")
            yield Content.styled(part_words(part), "bold")
            yield from map(Content, fold(text[:most], width))


def _styled(lines: Sequence[str], style: str) -> Iterable[Content]:
    return (Content.styled(line, style) for line in lines)
