"""The lock screen: the first frame where the records lie in a vault. It knows nothing of them, and imports little."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from content.words import _, mark_for_translation
from desk.desk import Desk
from screens.kit.bars import KeyBar, keyed
from screens.kit.base import Translated, unbegun
from screens.kit.fields import LineInput


class PassphraseLine(LineInput):
    """The line for the passphrase; what is typed is not shown, and no fault takes it away."""

    BINDINGS = [
        Binding("enter", "submit", mark_for_translation("open"), id="lock.open"),
        Binding("escape", "clear", mark_for_translation("clear"), id="lock.clear"),
    ]

    def action_clear(self) -> None:
        """Take away what was typed."""
        self.value = ""


class LockScreen(Translated[None]):
    """One line for the passphrase. What it costs to check it is spent beside the keys, which go on answering."""

    HELP = mark_for_translation(
        "The records are sealed. The passphrase opens them, and so does the recovery key that was printed when the "
        "vault was turned on. Type it with the input method off; what was being typed when it locked is kept."
    )
    DEFAULT_CSS = """
    LockScreen { align: center middle; }
    LockScreen > Vertical { width: $lock-width; max-width: 100%; height: auto; padding: 1 $edge; background: $surface; }
    LockScreen #title { text-style: bold; margin: 0 0 1 0; }
    LockScreen #about { color: $text-muted; height: auto; margin: 1 0 0 0; }
    LockScreen #said { height: auto; color: $error; text-style: bold; }
    LockScreen KeyBar { dock: bottom; }
    """

    class Opened(Message):
        """The vault is open; by the recovery key, or the passphrase."""

        def __init__(self, *, by_recovery_key: bool) -> None:
            super().__init__()
            self.by_recovery_key = by_recovery_key

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.tried = ""

    def compose(self) -> ComposeResult:
        """The line, what was wrong, and how to type."""
        with Vertical():
            yield Static(_("Locked"), id="title", markup=False)
            yield PassphraseLine(password=True, placeholder=_("passphrase"), id="passphrase")
            yield Static("", id="said", markup=False)
            yield Static(_about(self), id="about", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """One types at once."""
        self.query_one(PassphraseLine).focus()

    @on(Input.Changed)
    def _typed(self) -> None:
        self._say("")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        """Try what was typed, unless something is being tried; what is typed meanwhile is there when it is wrong."""
        if event.value and not any(one.node is self and not one.is_finished for one in self.workers):
            self.run_worker(unbegun(self._try, event.value))

    async def _try(self, said: str) -> None:
        self._say(_("Under way ..."))
        if fault := await self.desk.do_slowly(lambda: _tried(self.desk, said)):
            self._say(fault)
            self._select(said)
        else:
            self.query_one(PassphraseLine).value = ""
            from storage.vault import is_recovery_key

            self.post_message(self.Opened(by_recovery_key=is_recovery_key(said)))

    def _select(self, said: str) -> None:
        """Have what was wrong replaced by what is typed next, unless more was typed meanwhile."""
        if self.is_attached and (line := self.query_one(PassphraseLine)).value == said:
            line.action_select_all()

    def _say(self, words: str) -> None:
        if self.is_attached:
            self.query_one("#said", Static).update(words)


def _about(screen: LockScreen) -> str:
    return keyed(
        screen,
        _(
            "Switch the input method off and look at Caps Lock. The printed recovery key opens it too. {app.quit} "
            "quits."
        ),
    )


def _tried(desk: Desk, said: str) -> str:
    """Open the vault; what was wrong, in a line. In a thread of its own: what it needs is imported there too."""
    from content.errors import SixdontsError
    from desk.vault import unlock
    from desk.words.faults import fault_words

    try:
        unlock(desk, said)
    except SixdontsError as error:
        return fault_words(error)
    return ""
