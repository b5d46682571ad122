"""What is said to the person: one row above the keys, which covers nothing.

What was done is said until the next key; what went wrong or needs a look stands there until Esc.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from textual import events
from textual.app import App
from textual.content import Content
from textual.geometry import Size
from textual.notifications import SeverityLevel
from textual.reactive import reactive
from textual.widgets import Static

from content.cells import fold
from content.words import ngettext

if TYPE_CHECKING:
    from storage.record_files import Notice

SHOWN = 4  # so many things that stay are shown at once; Esc takes them away, then the next ones are
PART = 4  # of the rows of the terminal what is said takes one in so many, unless one thing alone takes more
EDGES = 4  # cells left and right of what is said
OF_A_SAVE = {"unsure", "waiting", "locked"}  # kinds of notices that are said again when they come again
STYLES = {"information": "", "warning": "bold $warning", "error": "bold $error"}


class Said(NamedTuple):
    """Words, and how grave they are."""

    words: str
    severity: SeverityLevel = "information"

    @property
    def is_passing(self) -> bool:
        """Whether the next key takes it away."""
        return self.severity == "information"


class SpeakingApp(App[None]):
    """An app that says everything in the message row of whichever screen is up.

    Textual's own way would be a box over the rows, gone after a time, read or not.
    """

    said: reactive[tuple[Said, ...]] = reactive((), layout=False, repaint=False)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Say words in the row; a key takes them away, not the time."""
        new = Said(message, severity)
        if new not in self.said:
            staying = [one for one in self.said if not one.is_passing]
            # What went wrong comes first, the latest before the others: it is never behind what only needs a look.
            self.said = (new, *staying) if severity == "error" else (*staying, new)

    def __init__(self) -> None:
        super().__init__()
        self._told: set[Notice] = set()

    def say_notices(self, notices: list[Notice]) -> None:
        """Say what should be known of the files, and forget it: of a save each time, of how they stand once."""
        new = []
        while notices:
            notice = notices.pop(0)
            if notice.kind in OF_A_SAVE or notice not in self._told:
                self._told.add(notice)
                new.append(notice)
        if new:
            from desk.words.notices import notices_words

            for words in notices_words(new):
                self.notify(words, severity="warning", markup=False)

    def heard(self, event: events.Event) -> None:
        """A key was pressed: what was only passing is gone; Esc takes away what stays."""
        if not self.said or not isinstance(event, events.Key) or event.is_forwarded:
            return
        staying = tuple(one for one in self.said if not one.is_passing)
        self.said = staying[at_once(staying, self.size) :] if event.key == "escape" else staying


def at_once(staying: Sequence[Said], size: Size) -> int:
    """How many of the things that stay are shown at once: what is worked at keeps its place whatever is said."""
    rows, count = size.height // PART, 0
    for one in staying[:SHOWN]:
        rows -= len(fold(one.words, size.width - EDGES))
        if count and rows < 0:
            break
        count += 1
    return count


class MessageRow(Static):
    """The row above the keys: what was said last, in full."""

    DEFAULT_CSS = """
    MessageRow { height: auto; min-height: 1; max-height: 13; padding: 0 $edge; }
    Dialog MessageRow { background: $surface; }
    Dialog MessageRow.-silent { display: none; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)

    def on_mount(self) -> None:
        """Follow what is said."""
        self.watch(self.app, "said", self.show)

    def show(self, said: tuple[Said, ...]) -> None:
        """Show what was said, the grave things first."""
        self.set_class(not said, "-silent")
        staying = [one for one in said if not one.is_passing]
        count = at_once(staying, self.app.size)
        shown = [*staying[:count], *(one for one in said if one.is_passing)]
        if more := len(staying[count:]):
            words = ngettext("{n} more to be read: Esc", "{n} more to be read: Esc", more).format(n=more)
            shown.insert(count, Said(words, "warning"))
        width = self.app.size.width - EDGES
        lines = [Content(line).stylize(STYLES[one.severity]) for one in shown for line in fold(one.words, width)]
        self.update(Content("\n").join(lines))

    def on_resize(self) -> None:
        """Fold the words to the new width."""
        self.show(cast("SpeakingApp", self.app).said)
