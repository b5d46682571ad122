"""Starting the app: it runs on one folder of records, or on several between which a key changes."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from storage.cipher import has_vault
from tui.shown_on import in_browser

if TYPE_CHECKING:
    from desk.desk import Desk

COME_BACK = "SIXDONTS_COME_BACK"  # the room one was in when it was locked; says nothing of the records


def open_app(home: Path | None, *more_homes: Path, hand_in: Path | None = None) -> None:
    """Run the app on the records in `home`; with more homes, a key changes between them.

    `hand_in` is the folder proposed for the file that leaves, instead of the person's documents.
    """
    if hangup := getattr(signal, "SIGHUP", None):  # ignored under nohup: a program without a terminal would run on
        signal.signal(hangup, signal.SIG_DFL)
    gc.disable()  # until the first frame is out; the app switches it on again
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")  # it loses what a Chinese input method types
    from storage.places import data_home

    homes = [data_home(home), *more_homes]
    if unusable := _why_unusable(homes):
        print(unusable, file=sys.stderr)
        sys.exit(1)
    from desk.desk import Desk
    from tui.app import SixdontsApp

    if os.name == "nt":
        from tui.windows_typing import let_signs_through

        let_signs_through()
    desks = [Desk(folder, hand_in=hand_in) for folder in homes]
    app = SixdontsApp(desks, os.environ.pop(COME_BACK, "today"))
    app.run()
    _leave_vaults(desks)
    if app.is_locking and not in_browser():  # there it begins anew when its owner opens it again
        _begin_anew(app.come_back)
    if app.parting_words:
        from content.printable import printable

        print(printable(app.parting_words), file=sys.stderr)
    if any(desk.left_reading for desk in app.desks):  # nothing of it will be written: nobody waits for it
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(app.return_code or 0)
    sys.exit(app.return_code)


def _leave_vaults(desks: Sequence[Desk]) -> None:
    """Drop the keys; what they need is on the disk before."""
    for desk in desks:
        if has_vault(desk.home):
            from desk.vault import lock

            lock(desk)


def _begin_anew(room: str) -> NoReturn:
    """Put a new program in the place of this one, as it was called: in its memory is nothing of what was read here."""
    environment = {**os.environ, COME_BACK: room}
    command = [sys.executable, *(sys.argv if getattr(sys, "frozen", False) else sys.orig_argv)[1:]]
    sys.stdout.flush()
    if os.name == "nt":  # Windows cannot: this one waits for it, and has what it had until Python lets it go
        import subprocess

        sys.exit(subprocess.run(command, env=environment, check=False).returncode)  # noqa: S603 # as it was called
    os.execve(command[0], command, environment)  # noqa: S606 # as it was called


def _why_unusable(homes: Sequence[Path]) -> str:
    """One line when a data folder cannot be worked with, in the language spoken; empty when all can."""
    from storage.errors import Unusable
    from storage.places import check_home

    for home in homes:
        try:
            check_home(home)
        except Unusable as error:
            from content.printable import printable
            from content.words import system_language, use
            from desk.words.faults import fault_words

            use(system_language())
            return printable(fault_words(error))
    return ""
