"""Run all commands, all jobs of the app and every screen, with the network forbidden; print what reached for it.

    python tests/tui/offline.py FOLDER

A hook of the interpreter, which no code can take out again, sees every socket that is asked for. It is a program of
its own for that reason. What a command comes to is held elsewhere: here only what it reaches for counts.
"""

from __future__ import annotations

import asyncio
import json
import socket
import sys
from pathlib import Path
from typing import Any

REACHING = ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname",
            "socket.gethostbyaddr", "socket.getnameinfo", "urllib.Request", "http.client.connect", "ftplib.connect",
            "smtplib.connect", "webbrowser.open", "os.system", "os.startfile")  # fmt: skip
NETWORK = {socket.AF_INET, socket.AF_INET6}
reached: list[str] = []


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Note and refuse what leads to a network, or to a shell."""
    if event in REACHING or (event == "socket.__new__" and arguments[1] in NETWORK):
        reached.append(f"{event} {arguments!r}")
        raise OSError(event)


def run_commands(top: Path) -> int:
    """Run every command and every job; how many that were."""
    from tests.tui.sweeping import Faulty, attempt
    from tests.tui.swept import COMMANDS, JOBS, READS, whole_office

    whole_office(top / "made")
    names = [*COMMANDS, *JOBS, *READS]
    for name in names:
        done = attempt(top / "made", top / "one", name, Faulty("nowhere"))
        assert done.exit_code == 0, (name, done.output)
    return len(names)


async def open_screens(top: Path) -> set[str]:
    """Open every screen; the names of those that were."""
    from tests.screens.driving import app_on, settle
    from tests.screens.every_screen import WAYS, back, go, home_of_everything

    seen = set()
    app = app_on(home_of_everything(top))
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        for keys in WAYS.values():
            await back(pilot)
            await pilot.press("f2")
            await settle(pilot)
            await go(pilot, keys)
            seen.add(type(pilot.app.screen).__name__)
    return seen


def main() -> None:
    """Do all of it and say what came of it as JSON."""
    sys.path.insert(0, str(Path(__file__).parent.parent.parent))
    top = Path(sys.argv[1])
    sys.addaudithook(watch)
    commands = run_commands(top / "commands")
    (top / "screens").mkdir()
    screens = asyncio.run(open_screens(top / "screens"))
    print(json.dumps({"reached": reached, "commands": commands, "screens": sorted(screens)}))


if __name__ == "__main__":
    main()
