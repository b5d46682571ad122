"""The app with a long job of three seconds under way as soon as Today stands: what a mark is painted beside."""

from __future__ import annotations

import time
from pathlib import Path

import tui.app
from desk.desk import Desk
from tui.app import SixdontsApp

BEGUN = "a long job is under way"
JOB_SECONDS = 3.0


def job(beside: Desk, seconds: float) -> int:
    """Reads every note and counts words until the time is over, as busily as it can."""
    end, count = time.perf_counter() + seconds, 0
    while time.perf_counter() < end:
        for note in beside.journal.notes.all():
            count += len(note.own_words.split()) + sum(letter.isalpha() for letter in note.title)
    return count


class BusyApp(SixdontsApp):
    """The app, busy."""

    CSS_PATH = str(Path(tui.app.__file__).with_name("app.tcss"))

    async def _after_first_frame(self) -> None:
        await super()._after_first_frame()
        self.run_worker(self._work())
        self.notify(BEGUN)

    async def _work(self) -> None:
        await self.desk.do_long(job, JOB_SECONDS)


if __name__ == "__main__":
    from storage.places import data_home

    BusyApp([Desk(data_home(None))]).run()
