"""A tour of the rooms: each is gone to, and a few lines say what it is for; it can be left at any step."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from content.cells import DIALOG_WIDTH, fold
from content.words import _, mark_for_translation
from screens.kit.bars import KeyBar, named
from screens.kit.base import Dialog
from screens.kit.door import Door


class TourDialog(Dialog[bool], inherit_bindings=False):
    """What a room is for, beneath the room itself; True: on to the next."""

    CAN_BE_LEFT = True
    DEFAULT_CSS = """
    TourDialog { align: center bottom; background: $veil 0%; }
    TourDialog > Vertical { padding: 1 $edge 1 $edge; margin: 0 0 1 0; }
    """
    BINDINGS = [
        Binding("enter", "go_on", mark_for_translation("next room"), id="tour.on"),
        Binding("escape", "leave", mark_for_translation("leave the tour"), id="tour.leave"),
    ]

    def __init__(self, door: Door, place: int, of: int) -> None:
        super().__init__()
        self.door = door
        self.number = f"{place} / {of}"

    def compose(self) -> ComposeResult:
        """The room's name, and what it is for."""
        title = f"{named(self, f'go.{self.door.room}', self.door.key)} {_(self.door.title)}   {self.number}"
        with Vertical():
            yield Static(title, classes="title", markup=False)
            yield Static("\n".join(fold(about(self, self.door.room), DIALOG_WIDTH)), markup=False)
        yield KeyBar()

    def action_go_on(self) -> None:
        """Go to the next room."""
        self.dismiss(True)


async def tour(app: App[None], doors: Sequence[Door]) -> None:
    """Go through the rooms behind these doors, and back to Today."""
    for place, door in enumerate(doors, start=1):
        await app.run_action(f"app.go('{door.room}')")
        if not await app.push_screen_wait(TourDialog(door, place, len(doors))):
            return
    await app.run_action("app.go('today')")
    words = _("That was all. {key} explains the screen that is up, Ctrl+P finds every action.")
    app.notify(words.format(key=named(app, "screen.help")), markup=False)


def about(dialog: TourDialog, room: str) -> str:
    """What a room is for, in a few sentences."""
    return {
        "today": _(
            "The six don'ts of the day: a key each marks the selected item, and the next blank one is selected. Where "
            "something was not kept, Enter writes a sentence, and can list it for correction. Beneath stands what "
            "is owed an answer."
        ),
        "study": _("Notes on what was studied, materials to read, and the hours of the year: kept for yourself."),
        "quiz": _("Short rounds of questions, each with its article. What was wrong comes again in time."),
        "matters": _(
            "What is owed an answer: who gave it, by when, what was done, and what was answered to whom. {key} notes "
            "one in a line from anywhere."
        ).format(key=named(dialog, "app.quick_add")),
        "review": _("Looking back: which days, which items, what was written and what came of it. Nothing is rated."),
        "share": _("What leaves for a branch meeting, word for word: only what you tick, and never by itself."),
        "branch": _("The secretary's side: files taken in, who is missing and why, the list of problems, the report."),
        "settings": _("Your name, the days off, lists, backups, and how the program looks."),
    }[room]
