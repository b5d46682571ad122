"""How the app draws for a browser: as Textual does, but it ends as by Ctrl+Q, and when nobody listens any more."""

from __future__ import annotations

import os
from functools import partial
from typing import Any

from textual.drivers.web_driver import WebDriver

from tui.in_turn import AfterKeys


def _write(pipe: int, data: bytes) -> int:
    """Write for the server; where it was killed nobody reads, the input ends too, and with it the program."""
    try:
        return os.write(pipe, data)
    except BrokenPipeError:
        return len(data)


class TabDriver(WebDriver):
    """The terminal of a tab: pipes to the server that started this process."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._write = partial(_write, self.fileno)

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Take what the server says beside the keys; a closed tab first lets what was pressed before it be done."""
        if packet_type == "quit":
            self._quit()
        else:
            super().on_meta(packet_type, payload)

    def run_input_thread(self) -> None:
        """Read keys until the program ends, or the server did: nobody would see this one any more."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._quit()

    def _quit(self) -> None:
        self.send_message(AfterKeys(self._app.action_quit))  # it overtakes no key
