"""The hours of a year, month by month; another year by the arrows, and saved as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from content.dates import month_words
from content.hours import hours_and_minutes
from content.words import _, mark_for_translation
from desk.hours_table import hours_files, hours_now
from reports.hours import COUNTED, KINDS, Hours, hours_words
from reports.terms import note_kind_words
from screens.kit.bars import KeyBar
from screens.kit.base import Room, Translated
from screens.kit.fields import LEFT_RIGHT
from screens.kit.folder import save_into_folder
from screens.kit.rows import Cell, heads
from screens.study.slips import take_slip
from storage.records import NoteKind

WIDTHS = (14, 12, 12, 15, 11, 12)


async def show_hours(room: Room) -> None:
    """Show the hours of this year, then those of another or save them, as wished; a step."""
    this_year = year = room.desk.today().year
    while (found := await room.attempt_long(hours_now, year)) is not None:
        wish = await room.ask(HoursDialog(found))
        if wish == "save":
            explain = _("The table of hours as an Excel workbook and as CSV.")
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
    HoursDialog #heads { color: $text-muted; }
    HoursDialog #year { text-style: bold; }
    HoursDialog #rules { color: $text-muted; margin: 1 0 0 0; }
    """
    BINDINGS = [
        Binding(
            "left",
            "wish('earlier')",
            mark_for_translation("other years"),
            key_display=LEFT_RIGHT,
            id="hours.earlier",
            tooltip=mark_for_translation("The year before"),
        ),
        Binding(
            "right",
            "wish('later')",
            mark_for_translation("year after"),
            show=False,
            id="hours.later",
            tooltip=mark_for_translation("The year after, up to this one"),
        ),
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
        kinds = [*map(note_kind_words, COUNTED), _("counted"), note_kind_words(NoteKind.SELF)]
        rows = [_line(month_words(number), _times(month)) for number, month in enumerate(self.found.months, start=1)]
        year = _line(_("year"), _times({kind: self.found.minutes(kind) for kind in KINDS}))
        yield Static(hours_words(self.found), id="title", markup=False)
        yield Static(_line(_("hours:minutes"), kinds), id="heads", markup=False)
        yield Static("\n".join(rows), markup=False)
        yield Static(year, id="year", markup=False)
        words = _(
            "Group study, training and make-up study count; self-study stands beside them. Hours are never ranked."
        )
        yield Static(words, id="rules", markup=False)
        yield KeyBar()

    def action_wish(self, wish: str) -> None:
        """Close, and say what is wished next."""
        self.dismiss(wish)


def _times(minutes: Mapping[NoteKind, int]) -> list[str]:
    """What was studied of each kind, what counts of it before self-study; nothing where there is none."""
    counted = [minutes[kind] for kind in COUNTED]
    each = (*counted, sum(counted), minutes[NoteKind.SELF])
    return [hours_and_minutes(one) if one else "" for one in each]


def _line(name: str, texts: Sequence[str]) -> str:
    """A row: the month at the left, hours at the right."""
    cells = [Cell(name, WIDTHS[0])]
    cells += [Cell(text, width, is_number=True) for text, width in zip(texts, WIDTHS[1:], strict=True)]
    return heads(cells, "").rstrip()
