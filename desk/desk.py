"""What a screen works at: one person's records, the packs, the clock, and two threads that do the slow work.

What is quick runs in the desk's thread, in the order it was asked for, so that two quick key presses are saved in
their order and the screen never waits for a disk. pydantic, TinyDB and the packs are imported there, after the first
frame. What may take longer than a tenth of a second runs beside it, as in a second program: a desk of its own, with
its own journal, ledger, finder and packs, that shares nothing but the disk.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from content.calendar import Calendar
from content.marks import DontLists
from desk.long_thread import Gate, LongThread
from storage.backup import BEFORE
from storage.calendar import calendar_stamp, read_calendar
from storage.cipher import Cipher, cipher_at
from storage.clock import Clock, local_day, utc_now
from storage.glance import Glance, glance, is_secretary
from storage.gone import forget_begun_anew, gone_here
from storage.kinds import Stamps
from storage.lists import lists_stamp, read_lists
from storage.settings import Settings, read_settings

if TYPE_CHECKING:
    from content.catalog import Catalog
    from content.models import Material
    from reports.document import Fonts
    from storage.branch import BranchLedger
    from storage.finding import Finder
    from storage.journal import Journal
    from storage.record_files import Notice, RecordFiles
    from storage.records import Remark

T = TypeVar("T")
P = ParamSpec("P")
READINGS = 3  # how often a long job is begun when others save all the time


class Desk:
    """One person's journal and what belongs to it.

    hand_in: the folder proposed for the file that leaves. corrected: the questions this person corrected, as of the
    last look at the catalog. asked: how many jobs the desk's thread was asked for.
    notices: what a person should know about their files, from all that work here and beside.
    cipher: what the bytes of records go through; of a vault that is locked nothing can be read.
    """

    def __init__(
        self, home: Path, *, clock: Clock = utc_now, hand_in: Path | None = None, cipher: Cipher | None = None
    ) -> None:
        self.home = home
        self._was_there = home.is_dir()
        self.cipher = cipher_at(home) if cipher is None else cipher
        self.hand_in = hand_in
        self.is_sample = hand_in is not None  # only the sample office has such a folder
        self.clock = clock
        self._calendar_stamp = calendar_stamp(home)
        self._calendar = read_calendar(home)
        self._lists_stamp = lists_stamp(home)
        self._lists = read_lists(home)
        self._packs: tuple[Stamps, Catalog] | None = None
        self._catalog: tuple[Catalog, list[Remark], Catalog] | None = None
        self.corrected: frozenset[str] = frozenset()
        self.asked = 0
        self.notices: list[Notice] = []
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
        self._long = LongThread()
        self._gate = Gate()

    async def do(self, work: Callable[[], T]) -> T:
        """What `work` returns, done in the desk's thread after all that was asked for before.

        It is done even when who asked for it does not wait any more.
        """
        self.asked += 1
        return await asyncio.shield(asyncio.get_running_loop().run_in_executor(self._thread, work))

    async def do_slowly(self, work: Callable[[], T]) -> T:
        """What `work` returns, which touches no record and takes its time: done beside the desk's thread."""
        return await asyncio.wrap_future(self._long.submit(work))

    def take_cipher(self, cipher: Cipher) -> None:
        """Have the records go through another cipher from now on; what was opened before is let go."""
        self.cipher = cipher
        for name in ("journal", "branch", "finder", "_beside"):
            self.__dict__.pop(name, None)
        self._catalog = None

    async def all_done(self) -> None:
        """Wait until the desk's thread has done all that was asked for."""
        await asyncio.get_running_loop().run_in_executor(self._thread, lambda: None)

    async def do_long(self, job: Callable[Concatenate[Desk, P], T], *values: P.args, **named: P.kwargs) -> T:
        """What a job returns that may take long: done beside the desk, so that no mark waits for it.

        The job gets the desk beside this one and values that nobody changes meanwhile. It reads and computes without
        the lock and writes once, in `commit`; one that only reads is done again when what it read was saved meanwhile.
        """
        for value in (*values, *named.values()):
            if isinstance(value, list | dict | set | bytearray):
                raise TypeError(f"a long job takes what cannot change meanwhile, not {type(value).__name__}")
        done = self._long.submit(lambda: self._do_beside(lambda desk: job(desk, *values, **named)))
        return await asyncio.wrap_future(done)

    def commit(self) -> contextlib.AbstractContextManager[None]:
        """Write what a job comes to: the end of the program waits for it. Brief, and once in a job."""
        return self._gate.commit()

    def close(self) -> None:
        """Wait until everything asked for is done; of a long job only for its commit, not for its reading."""
        self._long.close()
        self._thread.shutdown(wait=True)

    @property
    def left_reading(self) -> bool:
        """Whether a long job was left at its reading when the desk was closed."""
        return self._long.is_busy

    def now(self) -> datetime:
        """The present moment, aware UTC."""
        return self.clock()

    def today(self) -> date:
        """The local date."""
        return local_day(self.clock())

    def glance(self, day: date | None = None) -> Glance:
        """What Today shows about a day, today unless said, straight from the files; quick, and safe in any thread."""
        cap = self.settings.reviews_per_day
        return glance(self.home, self.today(), self.lists, self.calendar, now=self.now(), day=day, cap=cap,
                      cipher=self.cipher)  # fmt: skip

    def first_glance(self) -> Glance:
        """What the first frame shows of today: a glance without its counts."""
        return glance(self.home, self.today(), self.lists, self.calendar, now=self.now(), is_counted=False,
                      cipher=self.cipher)  # fmt: skip

    @property
    def is_secretary(self) -> bool:
        """Whether this person keeps a branch's ledger."""
        return is_secretary(self.home, self.cipher)

    @property
    def lists(self) -> DontLists:
        """Which lists are answered on which day, as the files say now."""
        if (stamp := lists_stamp(self.home)) != self._lists_stamp or self._lists.refused:
            self._lists_stamp, self._lists = stamp, read_lists(self.home)
        return self._lists

    @property
    def calendar(self) -> Calendar:
        """Which days are workdays, as the files say now."""
        if (stamp := calendar_stamp(self.home)) != self._calendar_stamp or self._calendar.refused:
            self._calendar_stamp, self._calendar = stamp, read_calendar(self.home)
        return self._calendar

    def must_know_days(self) -> None:
        """Pass when it is known for certain which list is answered on which day, and which days are workdays.

        Raises:
            NotRead: the system did not let a list or a notice of holidays be read.
        """
        for file, why in (*self.lists.refused.items(), *self.calendar.refused.items()):
            from storage.errors import NotRead

            raise NotRead(self.home, file, why)

    @property
    def settings(self) -> Settings:
        """The settings as the file says now."""
        return read_settings(self.home).settings

    @property
    def fonts(self) -> Fonts:
        """The fonts of documents: the standard's, but for those the settings name."""
        from reports.document import Fonts

        settings, names = self.settings, ("title", "body", "heading", "subheading")
        named = {name: font for name in names if (font := getattr(settings, f"{name}_font"))}
        return replace(Fonts(), **named)

    @cached_property
    def _beside(self) -> Desk:
        """The desk at which long jobs are done; used in their thread."""
        beside = Desk(self.home, clock=self.clock, hand_in=self.hand_in, cipher=self.cipher)
        beside._gate, beside.notices = self._long.gate, self.notices
        return beside

    def _do_beside(self, job: Callable[[Desk], T]) -> T:
        """What a job makes of the records as they stand when it is done. In the thread of long jobs."""
        if self._was_there and not self.home.is_dir():  # its disk was taken away: a job would begin with nothing
            from storage.errors import Unusable

            raise Unusable(self.home, "gone")
        self._was_there = self.home.is_dir()
        desk = self._beside
        files = (desk.journal.files, desk.branch.files)
        for _reading in range(READINGS):
            for one in files:
                one.begin_reading()
            commits = desk._gate.commits
            result = job(desk)
            if desk._gate.commits > commits or all(one.is_as_read() for one in files):
                break
        return result

    @property
    def is_open(self) -> bool:
        """Whether the journal was opened."""
        return "journal" in self.__dict__

    @cached_property
    def journal(self) -> Journal:
        """The person's records; opened at the first use, in the desk's thread."""
        from storage.journal import Journal

        journal = Journal.open(self.home, clock=self.clock, notices=self.notices, cipher=self.cipher)
        self._tell_gone(journal.files)
        journal.files.chores.append(lambda _change: forget_begun_anew(self.home, self.cipher))
        return journal

    def gone(self) -> list[Notice]:
        """What is to be said of record files that are gone, or were when a save began them anew."""
        from storage.record_files import Notice

        found = []
        for name, copy in gone_here(self.home, self.cipher).items():
            if os.path.lexists(self.home / f"{name}.json"):
                found.append(Notice("begun anew", f"{name}.json", f"copies/{copy}"))
            elif f"{name}.json" not in self.cipher.known():  # what a vault knows to be gone is told as it is read
                is_before = copy.startswith(BEFORE)
                place = copy if is_before else f"copies/{copy}"
                found.append(Notice("kept before" if is_before else "gone", f"{name}.json", place))
        return found

    def _tell_gone(self, files: RecordFiles) -> None:
        for one in self.gone():
            files.notice(one.kind, one.file, one.detail)

    def forget_gone(self) -> None:
        """Say no more of files that are gone: they were brought back."""
        self.notices[:] = [one for one in self.notices if one.kind not in {"gone", "begun anew", "kept before"}]

    @cached_property
    def branch(self) -> BranchLedger:
        """The secretary's ledger; opened at the first use, in the desk's thread."""
        from storage.branch import BranchLedger

        ledger = BranchLedger.open(self.home, clock=self.clock, notices=self.notices, cipher=self.cipher)
        self._tell_gone(ledger.files)
        return ledger

    @cached_property
    def finder(self) -> Finder:
        """What can be searched in the records; used in the desk's own thread."""
        from storage.finding import Finder

        return Finder(self.journal.files)

    @property
    def materials(self) -> tuple[Material, ...]:
        """What there is to read."""
        from storage.materials import own_materials

        return (*self.catalog.materials, *own_materials(self.home)[0])

    @property
    def catalog(self) -> Catalog:
        """The packs as questions are asked from them: with this person's corrections, without what was set aside.

        Used in the desk's thread; made again when somebody changed banks or remarks.
        """
        from storage.banks import catalog_with

        packs, remarks = self.packs, self.journal.remarks.all()
        if self._catalog is None or self._catalog[0] is not packs or self._catalog[1] != remarks:
            self._catalog = packs, remarks, catalog_with(packs, remarks)
            self.corrected = frozenset(one.question_id for one in remarks if one.corrected is not None)
        return self._catalog[2]

    @property
    def packs(self) -> Catalog:
        """The packs that come with the program and the banks in the data folder; read again when these changed."""
        from storage.banks import banks_stamp, load_packs

        stamp = banks_stamp(self.home)
        if self._packs is None or self._packs[0] != stamp:
            self._packs = stamp, load_packs(self.home)
        return self._packs[1]
