"""Where the terminal's cursor stands: an input method opens there, so it is in the field that one types in."""

from __future__ import annotations

from textual.app import App
from textual.geometry import Offset
from textual.widgets import Input


class CursorInField(App[None]):
    """An app whose cursor follows the field that is typed in, however it came to stand where it does.

    Textual takes the place when a field gets the focus, which is before a form has been laid out: the cursor stood at
    the corner until the first letter, and there an input method opened for it.
    """

    _left_at = Offset(0, 0)

    @property
    def cursor_position(self) -> Offset:
        """Where it stands: in the field that is typed in, else where it was last."""
        field = self.focused
        # Asked for by what it has: the first frame would wait 5 ms for TextArea.
        place = getattr(field, "cursor_screen_offset", None)
        if isinstance(place, Offset):
            behind = isinstance(field, Input) and field.cursor_at_end  # one cell on, for Textual
            self._left_at = place - (int(behind), 0)
        return self._left_at

    @cursor_position.setter
    def cursor_position(self, place: Offset) -> None:
        self._left_at = place
