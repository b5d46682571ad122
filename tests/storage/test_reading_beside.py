"""Who reads while another writes sees every record once, wherever the writer is stopped and the reader was."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from desk.desk import Desk
from storage.journal import Journal
from storage.records import Matter, MatterState

AT, DAY = datetime(2026, 11, 23, 9, tzinfo=UTC), date(2026, 11, 23)
WRITES = ("open", "fsync", "link", "unlink", "replace")
READS = ("stat", "scandir")


class Stopped:
    """A writer in a thread of its own, stopped before its n-th call; it goes on when told to."""

    def __init__(self, work: Callable[[], object], at: int) -> None:
        self.calls, self._at = 0, at
        self._is_there, self._may_go = threading.Event(), threading.Event()
        self._work = work
        self._thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        self._work()
        self._is_there.set()

    def begin(self) -> None:
        self._thread.start()
        assert self._is_there.wait(10)

    def end(self) -> None:
        self._may_go.set()
        self._thread.join(10)

    def called(self) -> None:
        if threading.current_thread() is self._thread:
            self.calls += 1
            if self.calls == self._at:
                self._is_there.set()
                assert self._may_go.wait(10)


def filled(home: Path, state: MatterState) -> Matter:
    journal = Journal.open(home, clock=lambda: AT)
    matter = Matter.new(AT, DAY, title="督办件", state=state, closed_day=DAY if state is not MatterState.OPEN else None)
    journal.matters.add(Matter.new(AT, DAY, title="另一件"))
    journal.matters.add(Matter.new(AT, DAY, title="旧事", state=MatterState.SETTLED, closed_day=DAY))
    return journal.matters.add(matter)


def moved(home: Path, matter: Matter) -> None:
    state = MatterState.OPEN if matter.state is MatterState.SETTLED else MatterState.SETTLED
    closed = None if state is MatterState.OPEN else DAY
    Journal.open(home, clock=lambda: AT).matters.change(
        matter, lambda there: there.changed(AT, state=state, closed_day=closed)
    )


def titles_beside(
    home: Path, monkeypatch: pytest.MonkeyPatch, matter: Matter, write_to: int, read_to: int
) -> tuple[list[str], int, int]:
    """What is read when the writer comes in between at a call of the reader's and is stopped at one of its own."""
    writer, reads, begun = Stopped(lambda: moved(home, matter), write_to), 0, False
    reader, me = Journal.open(home, clock=lambda: AT), threading.current_thread()

    def wrapped(name: str) -> Callable[..., Any]:
        original = getattr(os, name)

        def call(*arguments: Any, **named: Any) -> Any:
            nonlocal reads, begun
            writer.called()
            try:
                return original(*arguments, **named)
            finally:
                if threading.current_thread() is me and not begun:
                    reads += 1
                    if reads == read_to:
                        begun = True
                        writer.begin()

        return call

    with monkeypatch.context() as patch:
        for name in (*WRITES, *READS):
            patch.setattr(os, name, wrapped(name))
        titles = [one.title for one in reader.matters.all()]
        if not begun:
            begun = True
            writer.begin()
        writer.end()
    return titles, writer.calls, reads


@pytest.mark.slow
@pytest.mark.parametrize("state", [MatterState.OPEN, MatterState.SETTLED])
def test_a_matter_that_goes_to_another_file_meanwhile_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, state: MatterState
) -> None:
    missed, number, write_to, read_to = [], 0, 1, 1
    while True:
        home = tmp_path / str(number)
        number += 1
        matter = filled(home, state)
        titles, calls, reads = titles_beside(home, monkeypatch, matter, write_to, read_to)
        if sorted(titles) != sorted(["督办件", "另一件", "旧事"]):
            missed.append((write_to, read_to, titles))
        if write_to <= calls:
            write_to += 1 if read_to == 1 else 3
        elif read_to <= reads:
            write_to, read_to = 1, read_to + 1
        else:
            break
    assert missed == []
    assert write_to > 10
    assert read_to > 5


async def test_a_search_that_a_move_overtook_is_made_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path, clock=lambda: AT)
    readings = 0
    (tmp_path / "matters").mkdir()

    def job(beside: Desk) -> int:
        nonlocal readings
        readings += 1
        beside.journal.matters.all()
        if readings == 1:
            (tmp_path / "intent.json").write_text('{"records": {}}')
        return readings

    assert await desk.do_long(job) == 2
    desk.close()
