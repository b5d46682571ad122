"""The lines and the parts that a note is written in; a paste comes in whole or is refused in words."""

from __future__ import annotations

from textual import events
from textual.binding import Binding

from content.words import _, mark_for_translation
from screens.kit.area import Area
from screens.kit.fields import LineInput
from storage.records import LINE_LIMIT, clean_line


class FieldLine(LineInput):
    """A line of the note; Enter goes on to the next field."""

    BINDINGS = [
        Binding("enter", "submit", mark_for_translation("next"), show=False, id="note.line_next"),
        Binding("escape", "leave", mark_for_translation("leave"), id="note.line_leave"),
    ]

    def _on_paste(self, event: events.Paste) -> None:
        """Take a paste only if it fits on a line of a record; the parts below take the rest."""
        if len(self.value) + len(clean_line(event.text)) <= LINE_LIMIT:
            super()._on_paste(event)
            return
        event.stop()
        event.prevent_default()
        words = _("Too long for this line, so it was not put in. Paste it into one of the four parts.")
        self.notify(words, markup=False)


class PartArea(Area):
    """One of the four parts."""

    def __init__(self, part: str) -> None:
        super().__init__(f"field-{part}")
