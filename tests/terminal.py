"""The program in a real terminal: a pseudo-terminal (pexpect) and what it shows (pyte)."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pexpect
import pyte

from tui.themes import INK

TOP = Path(__file__).parent.parent
PROGRAM = "import sys; sys.argv[0] = 'sixdonts'; from tui.__main__ import main; main()"
KEYS = {
    "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~", "f6": "\x1b[17~", "f7": "\x1b[18~",
    "f8": "\x1b[19~", "f12": "\x1b[24~", "f9": "\x1b[20~", "enter": "\r", "escape": "\x1b", "tab": "\t",
    "down": "\x1b[B", "up": "\x1b[A", "left": "\x1b[D", "right": "\x1b[C", "space": " ", "ctrl+s": "\x13",
    "ctrl+q": "\x11", "ctrl+t": "\x14",
}  # fmt: skip


class Terminal:
    """One run of the program, at 80 × 24 unless resized; `program`: of one that was installed, how it is started."""

    def __init__(self, home: Path, *arguments: str, documents: Path, program: Sequence[str] = ()) -> None:
        self.screen = pyte.Screen(80, 24)
        self.stream = pyte.Stream(self.screen)
        environment = {
            "PATH": "/usr/bin:/bin", "HOME": str(documents), "PYTHONPATH": str(TOP), "LANG": "C.UTF-8",
            "TERM": "xterm-256color", "COLORTERM": "truecolor", "SIXDONTS_HOME": str(home), "SIXDONTS_LANG": "zh",
            "TZ": os.environ["TZ"],
        }  # fmt: skip
        if program:
            del environment["PYTHONPATH"]  # it has its own files
        command = [*(program or (sys.executable, "-c", PROGRAM)), *arguments]
        self.child = pexpect.spawn(
            command[0], command[1:], env=environment, dimensions=(24, 80), encoding="utf-8",
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # tests in the background ignore Ctrl+C
        )  # fmt: skip

    @property
    def text(self) -> str:
        """What the screen shows; behind each wide character pyte has an empty cell."""
        return "\n".join(self.line(row) for row in range(self.screen.lines))

    def line(self, row: int) -> str:
        """One line as it reads."""
        cells = self.screen.buffer[row]
        return "".join(cells[column].data for column in range(self.screen.columns)).rstrip()

    @property
    def selected(self) -> str:
        """The line of a list that the cursor is on."""
        ground = INK.variables["block-cursor-background"].removeprefix("#").lower()
        rows = [row for row in range(self.screen.lines) if self.screen.buffer[row][3].bg == ground]
        return self.line(rows[0]) if rows else ""

    def until(self, *words: str, when: Callable[[], bool] = lambda: True, seconds: float = 30) -> str:
        """Read until all these words are on the screen and the condition holds; the screen.

        The screen is looked at only when nothing more comes in: a frame may arrive in pieces.
        """
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                self.stream.feed(self.child.read_nonblocking(65536, timeout=0.1))
            except pexpect.TIMEOUT:
                if all(one in self.text for one in words) and when():
                    return self.text
            except pexpect.EOF:  # what it said last counts
                if all(one in self.text for one in words) and when():
                    return self.text
                break
        raise AssertionError(f"never came: {words}\n{self.text}")

    def press(self, *keys: str) -> None:
        """Press keys by name, or a character as it is."""
        for key in keys:
            self.child.send(KEYS.get(key, key))

    def paste(self, text: str) -> None:
        """Paste a text, as a terminal hands it over."""
        self.child.send(f"\x1b[200~{text}\x1b[201~")
        self.until(text[:20])

    def resize(self, width: int, height: int) -> None:
        """Make the window smaller or larger."""
        self.screen.resize(height, width)
        self.child.setwinsize(height, width)

    def end(self) -> None:
        """Leave the program and see that it ended well."""
        self.press("ctrl+q")
        self.child.expect(pexpect.EOF, timeout=30)
        self.child.close()
        assert self.child.exitstatus == 0

    def kill(self) -> None:
        """End it the hard way."""
        self.child.kill(9)
        self.child.wait()
