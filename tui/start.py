"""Starting the app: it runs on one folder of records, or on several between which a key changes."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path


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
