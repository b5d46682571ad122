"""Signs of a Chinese input method on Windows: what is typed with Shift held, such as ？ and ：, arrives.

Textual up to 8.2.8 leaves out every key event without a key code while Shift, Ctrl or Caps Lock is on, those with a
sign too (Textualize/textual#6667). It goes by the state of those keys, so that state is taken from a sign.
"""

from __future__ import annotations

from typing import Any

KEY_EVENT = 0x0001
NO_SIGN = ("", "\0")


class Keyboard:
    """The system's functions as Textual calls them; the key events that are read are such as it lets through."""

    def __init__(self, system: Any) -> None:
        self._system = system

    def __getattr__(self, name: str) -> Any:
        return getattr(self._system, name)

    def ReadConsoleInputW(self, handle: Any, records: Any, most: int, read: Any) -> Any:  # noqa: N802 # its name there
        """Read what was typed."""
        done = self._system.ReadConsoleInputW(handle, records, most, read)
        for place in range(read._obj.value):  # both come by reference
            record = records._obj[place]
            if record.EventType == KEY_EVENT:
                key = record.Event.KeyEvent
                if key.wVirtualKeyCode == 0 and key.uChar.UnicodeChar not in NO_SIGN:
                    key.dwControlKeyState = 0
        return done


def let_signs_through() -> None:
    """Let Textual read the keyboard so; to be called before an app runs, on Windows only."""
    from textual.drivers import win32

    win32.KERNEL32 = Keyboard(win32.KERNEL32)
