"""Textual's reader of the Windows keyboard, over a system that is played: signs typed with Shift held arrive."""

from __future__ import annotations

import ctypes
import sys
import threading
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from tui.windows_typing import let_signs_through

SHIFT = 0x0010
TYPED = [("？", 0, SHIFT), ("\0", 0, SHIFT), ("a", 65, 0), ("：", 0, SHIFT), ("人", 0, 0), ("B", 66, SHIFT)]


class System:
    """As much of Windows as the reader asks for; it reads these keys once."""

    GetStdHandle = SimpleNamespace()

    def WaitForMultipleObjects(self, *_arguments: object) -> int:  # noqa: N802
        return 0

    def ReadConsoleInputW(self, _handle: object, records: Any, _most: int, read: Any) -> int:  # noqa: N802
        for place, (sign, code, held) in enumerate(TYPED):
            record = records._obj[place]
            record.EventType, key = 1, record.Event.KeyEvent
            key.bKeyDown, key.wVirtualKeyCode, key.dwControlKeyState = True, code, held
            key.uChar.UnicodeChar = sign
        read._obj.value = len(TYPED)
        return 1


@pytest.mark.skipif(sys.platform == "win32", reason="there the system is not played")
@pytest.mark.parametrize(("is_mended", "arrived"), [(False, "a人B"), (True, "？a：人B")])
def test_signs_typed_with_shift_held_arrive(monkeypatch: pytest.MonkeyPatch, is_mended: bool, arrived: str) -> None:
    monkeypatch.setitem(sys.modules, "msvcrt", ModuleType("msvcrt"))
    monkeypatch.setattr(ctypes, "WinDLL", lambda *_names, **_options: System(), raising=False)
    monkeypatch.delitem(sys.modules, "textual.drivers.win32", raising=False)
    from textual.drivers import win32

    monkeypatch.setattr(win32, "GetStdHandle", lambda _number: 7)
    if is_mended:
        let_signs_through()
    seen: list[str] = []
    end = threading.Event()

    def see(event: Any) -> None:
        seen.append(event.character or "")
        end.set()

    app: Any = SimpleNamespace(log=SimpleNamespace(error=print))
    loop: Any = None
    win32.EventMonitor(loop, app, end, see).run()
    assert "".join(seen) == arrived
