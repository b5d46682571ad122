"""The hours of a year, month by month; another year by the arrows, and saved as a table."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from content.words import _, mark_for_translation
from desk.hours_table import hours_files, hours_now
from reports.document import Cell as Value
from reports.document import cell_text
from reports.hours import Hours, hours_words, month_table
from screens.kit.bars import KeyBar
from screens.kit.base import Room, Translated
from screens.kit.folder import save_into_folder
from screens.kit.rows import Cell, heads
from screens.study.slips import take_slip

WIDTHS = (10, 13, 12, 15, 11, 12)


async def show_hours(room: Room) -> None:
    """Show the hours of this year, then those of another or save them, as wished; a step."""
    this_year = year = room.desk.today().year
    while (found := await room.attempt_long(hours_now, year)) is not None:
        wish = await room.ask(HoursDialog(found))
        if wish == "save":
            explain = _("The table 学时 as an Excel workbook and as CSV.")
            await save_into_folder(room, explain, hours_files, year)
        elif wish == "slip":
            await take_slip(room)
        elif wish in ("earlier", "later"):
            year = min(max(year + (1 if wish == "later" else -1), 2000), this_year)
        else:
            return


class HoursDialog(Translated[str | None]):
    """A whole screen of months; the result is what is wished next."""

    CAN_BE_LEFT = True
    DEFAULT_CSS = """
    HoursDialog Static { padding: 0 $edge; }
    HoursDialog #title { height: 1; margin: 0 0 1 0; text-style: bold; background: $panel; }
    HoursDialog #rules { color: $text-muted; margin: 1 0 0 0; }
    """
    BINDINGS = [
        Binding("left", "wish('earlier')", mark_for_translation("year before"), id="hours.earlier"),
        Binding("right", "wish('later')", mark_for_translation("year after"), id="hours.later"),
        Binding(
            "1",
            "wish('slip')",
            mark_for_translation("take in a slip"),
            id="hours.slip",
            tooltip=mark_for_translation("Count the hours of a meeting from the slip that the branch handed out"),
        ),
        Binding("7", "wish('save')", mark_for_translation("save"), id="hours.save"),
        Binding("escape", "wish('')", mark_for_translation("close"), id="hours.close"),
        Binding("enter", "wish('')", mark_for_translation("close"), show=False, id="hours.close_enter"),
    ]

    def __init__(self, found: Hours) -> None:
        super().__init__()
        self.found = found

    def compose(self) -> ComposeResult:
        """The year in one line, and the months."""
        table = month_table(self.found)
        lines = [_line([column.title for column in table.columns]), *(_line(row) for row in table.rows)]
        yield Static(hours_words(self.found), id="title", markup=False)
        yield Static("\n".join(lines), markup=False)
        words = _(
            "Group study, training and make-up study count; self-study stands beside them. Hours are never ranked."
        )
        yield Static(words, id="rules", markup=False)
        yield KeyBar()

    def action_wish(self, wish: str) -> None:
        """Close, and say what is wished next."""
        self.dismiss(wish)


def _line(cells: Sequence[Value]) -> str:
    """A row of the table: the month at the left, hours at the right; a month without any is empty."""
    texts = zip((cell_text(cell) if cell else "" for cell in cells), WIDTHS, strict=True)
    return heads([Cell(text, width, is_number=place > 0) for place, (text, width) in enumerate(texts)], "").rstrip()
