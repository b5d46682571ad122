"""The way in: the app without words, a command with them.

Only what the first frame needs is imported here; click comes in when there is a command to read.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path


def main() -> None:
    """Open the app, or run the command that was given."""
    arguments = sys.argv[1:]
    if arguments or "_SIXDONTS_COMPLETE" in os.environ:  # a shell asks for completions without arguments
        if "status" in arguments:
            from tui.commands.status import quick_status

            if quick_status(arguments):
                return
        from tui.commands.main import cli

        cli(prog_name="sixdonts")
    elif sys.stdin.isatty() and sys.stdout.isatty():
        open_app(None)
    else:
        from content.words import _, system_language, use

        use(system_language())
        print(_("This needs a terminal. For a line of text run: sixdonts status"), file=sys.stderr)
        sys.exit(2)


def open_app(home: Path | None, *more_homes: Path, hand_in: Path | None = None) -> None:
    """Run the app on the records in `home`; with more homes, a key changes between them.

    `hand_in` is the folder proposed for the file that leaves, instead of the person's documents.
    """
    gc.disable()  # until the first frame is out; the app switches it on again
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")  # it loses what a Chinese input method types
    from storage.places import data_home

    homes = [data_home(home), *more_homes]
    from desk.desk import Desk
    from tui.app import SixdontsApp

    app = SixdontsApp([Desk(folder, hand_in=hand_in) for folder in homes])
    app.run()
    if app.parting_words:
        print(app.parting_words, file=sys.stderr)
    sys.exit(app.return_code)


if __name__ == "__main__":
    main()
