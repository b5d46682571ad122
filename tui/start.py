"""Starting the app: it runs on one folder of records, or on several between which a key changes."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path


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

    app = SixdontsApp([Desk(folder, hand_in=hand_in) for folder in homes])
    app.run()
    if app.parting_words:
        from content.printable import printable

        print(printable(app.parting_words), file=sys.stderr)
    if any(desk.left_reading for desk in app.desks):  # nothing of it will be written: nobody waits for it
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(app.return_code or 0)
    sys.exit(app.return_code)


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
