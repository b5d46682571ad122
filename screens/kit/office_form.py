"""A form of the office's own filled in: which one, what each column takes, what goes where, and the new file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Static

from content.cells import DIALOG_WIDTH, cut, fold
from content.dates import no_day_words, period_of, period_words
from content.errors import FileFaults, SixdontsError
from content.period import Period
from content.words import _, mark_for_translation
from desk.office_forms import Opened, fill_form, filled_name, keep_columns, mapped, must_be_another, open_form
from desk.save_files import folder_of, in_the_way_of, save_in_folder
from desk.words.faults import fault_words
from desk.words.office_forms import column_lines, lacking_line, outcome_lines, source_words, table_line
from reports.office_forms.filling import Plan
from reports.office_forms.headings import NOTHING, Map, key_of
from reports.office_forms.sources import table_words
from screens.kit.base import Room
from screens.kit.checks import Fault
from screens.kit.choose import ChooseDialog
from screens.kit.drafted import Drafted
from screens.kit.folder import SAVED_IN, ask_folder, may_replace, usual_folder
from screens.kit.form import AskDialog, Field, Values
from screens.kit.list_screens import Wish, WishPage
from screens.kit.rows import Cell, Row, Rows
from screens.kit.tell import TellDialog
from storage.records import clean_text

T = TypeVar("T")
FORM_FILE = "files/office-form"  # what the form used last is remembered for
FEW = 2  # tables that are chosen in the form itself
CHANGE, GO_ON = "change", "go_on"


class ColumnRows(Rows):
    """The columns of a form."""

    BINDINGS = [Binding("enter", "select", mark_for_translation("change"), id="form_columns.change")]


class ColumnsPage(WishPage):
    """What each column of a form takes; Enter changes one, Ctrl+S goes on."""

    CHOSEN = CHANGE
    DEFAULT_CSS = """
    ColumnsPage #about { height: auto; max-height: 6; margin: 0 0 1 0; padding: 0 $edge; color: $text-muted; }
    """
    HELP = mark_for_translation(
        "The columns of the form, each with what of the records goes in. A heading is known by its words; where it "
        "may mean two things the other is named. Enter on a column chooses something else for it; that is kept in "
        "the settings once the form is saved. {form_columns.go_on} shows what would go where. The form itself stays "
        "as it is."
    )
    BINDINGS = [
        Binding("ctrl+s", f"wish('{GO_ON}')", mark_for_translation("go on"), id="form_columns.go_on"),
        Binding("escape", "leave", mark_for_translation("leave"), id="form_columns.leave"),
    ]

    def __init__(self, opened: Opened, place: int, chosen: Map, at: Sequence[str]) -> None:
        super().__init__(cut(opened.path.name, DIALOG_WIDTH), ColumnRows(id="list"), at, can_undo=False)
        self.opened, self.place, self.chosen = opened, place, chosen

    def furniture(self) -> Iterable[Widget]:
        """Which table it is and what has no column in it, above the columns."""
        table = self.opened.tables[self.place]
        lines = filter(None, (table_line(table), lacking_line(self.chosen, self.opened.records), *table.remarks))
        folded = [line for one in lines for line in fold(one, DIALOG_WIDTH)]
        yield Static("\n".join(folded), id="about", markup=False)
        yield self.list

    def rows(self) -> Sequence[Row]:
        """A line a column."""
        table = self.opened.tables[self.place]
        lines = column_lines(table, self.chosen, self.opened.records)
        return [
            Row(str(column.place), (Cell(line),)) for column, line in zip(table.columns, lines, strict=True)
        ]  # fmt: skip


async def fill_office_form(room: Room, names: Sequence[str], period: Period) -> None:
    """Fill in a form with one of these tables of the records, asking on the way; in a step."""
    asked = await _ask_which(room, names, period)
    if asked is None:
        return
    path, name, period = asked
    opened = await _form_job(room, path, open_form, path, name, period)
    place = None if opened is None else await _which_table(room, opened)
    if opened is None or place is None:
        return
    mended = await _mend(room, opened, place)
    if mended is None:
        return
    chosen, named = mended
    plan = await _form_job(room, path, fill_form, opened, place, chosen)
    if plan is None:
        return
    lines = "\n".join(outcome_lines(opened, chosen, plan))
    if await room.ask(AskDialog(_("Fill in the form like this?"), lines)) is None:
        return
    out = await _save(room, opened, plan, period)
    if out is not None:
        await room.done(lambda: keep_columns(room.desk, name, named))
        await room.ask(TellDialog(_("Saved"), str(out)))


async def _ask_which(room: Room, names: Sequence[str], period: Period) -> tuple[Path, str, Period] | None:
    """Which table of the records, which period and which form."""
    choices = [(name, table_words(name)) for name in names]
    if len(names) > FEW:  # they do not stand side by side on a line
        chosen: Any = await room.ask(ChooseDialog(_("What is filled in?"), choices))
        if chosen is None:
            return None
        choices = [(chosen, table_words(chosen))]
    today, calendar = room.desk.today(), room.desk.calendar
    last = await room.attempt(lambda: room.desk.journal.folders.last(FORM_FILE))
    fields = (
        Field("table", _("Records"), choices[0][0], options=tuple(choices)),
        Field("period", _("Period"), str(period), hint=_("such as 2026-10, 2026-Q3, 2026, 2026-W47")),
        Field("file", _("Form"), last or "", hint=_("Excel (.xlsx) or Word (.docx)")),
    )

    def fault(values: Values) -> Fault:
        try:
            period_of(values["period"], today, calendar)
        except (ValueError, OverflowError) as error:
            words = _("Which period? Write 2026-10, 2026-Q3, 2026-H2, 2026, or 2026-11-01..2026-11-15.")
            return "period", no_day_words(error, words)
        try:
            if values["file"].strip() and folder_of(values["file"]).is_file():
                return None
        except (OSError, ValueError, RuntimeError):  # too long a name, a NUL, no such ~user
            pass
        return "file", _("There is no such file.")

    form = Drafted(room, FORM_FILE)
    explain = _("A form of the office's own is filled in from your records. The form itself stays as it is.")
    values = await form.fill_in(_("Fill in a form"), fields, fault, explain=explain, does=_("go on"))
    if values is None:
        return None
    text = clean_text(values["file"]).strip()
    await room.attempt(lambda: room.desk.journal.folders.keep(FORM_FILE, text))
    await form.drop()
    return folder_of(text), values["table"], period_of(values["period"], today, calendar)


async def _form_job(room: Room, path: Path, job: Callable[..., T], *values: object) -> T | None:
    """What a long job says of a form; why it cannot be filled stands on a page to be read."""
    try:
        return await room.do_long(job, *values)
    except FileFaults as error:
        await room.ask(TellDialog(_("The form cannot be filled in"), "\n".join(error.lines(path.name))))
    except SixdontsError as error:
        room.notify(fault_words(error), severity="error", markup=False)
    return None


async def _which_table(room: Room, opened: Opened) -> int | None:
    """The table of the form that is meant; asked where several fit, or none."""
    tables = opened.tables
    places = opened.fitting or tuple(range(len(tables)))
    if len(places) == 1:
        return places[0]
    choices = [(str(place), table_line(tables[place])) for place in places]
    chosen: Any = await room.ask(ChooseDialog(_("Which table of the form?"), choices, _("There is no table in it.")))
    return None if chosen is None else int(chosen)


async def _mend(room: Room, opened: Opened, place: int) -> tuple[Map, dict[str, str]] | None:
    """The map as it was looked through, and what was said of columns by their headings."""
    table, records = opened.tables[place], opened.records
    named: dict[str, str] = {}
    at: tuple[str, ...] = ()
    while True:
        wanted = {**opened.wanted, **{key_of(heading): key for heading, key in named.items()}}
        chosen = mapped(table, records, wanted)
        wish: Wish | None = await room.ask(ColumnsPage(opened, place, chosen, at))
        if wish is None:
            return None
        if wish.what == GO_ON:
            return chosen, named
        at = wish.at
        column = next((one for one in table.columns if str(one.place) == wish.id), None)
        if column is None:
            continue
        choices = [(NOTHING, source_words(NOTHING, records)), *((one.key, one.title) for one in records.sources)]
        heading = _("What goes into the column {name}?").format(name=column.heading)
        key: Any = await room.ask(ChooseDialog(heading, choices, at=chosen.taken.get(column.place, NOTHING)))
        if key is not None:
            named[column.heading] = key


async def _save(room: Room, opened: Opened, plan: Plan, period: Period) -> Path | None:
    """Write the filled form as a new file in a folder that is asked; never over another unasked."""
    name = filled_name(opened, period_words(period))
    explain = _("The filled form is called {name}.").format(name=name)
    folder = await ask_folder(
        room, SAVED_IN, _("Save where?"), explain, str(usual_folder()), saves=True, what="office-form"
    )
    if folder is None:
        return None
    out = folder / name
    try:
        must_be_another(opened, out)
    except FileFaults as error:
        room.tell("\n".join(error.lines(name)))
        return None
    files = ((out, plan.content),)
    there = await room.attempt_long(in_the_way_of, files)
    if there is None or not await may_replace(room, there):
        return None
    return None if await room.attempt_long(save_in_folder, folder, files) is None else out
