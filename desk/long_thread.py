"""The thread for jobs that may take seconds, and the gate through which they commit."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

T = TypeVar("T")


class Gate:
    """What must not be broken off half done passes here: whoever shuts the gate waits for it, and nothing follows.

    commits: how many passed.
    """

    def __init__(self) -> None:
        self.commits = 0
        self._lock = threading.Lock()
        self._is_shut = False

    @contextlib.contextmanager
    def commit(self) -> Iterator[None]:
        """Write what a job comes to.

        Raises:
            CancelledError: the program ends; nothing of it was written.
        """
        with self._lock:
            if self._is_shut:
                raise CancelledError
            self.commits += 1
            yield

    def shut(self) -> None:
        """Let nothing pass any more; returns when what was passing is through."""
        with self._lock:
            self._is_shut = True


class LongThread:
    """Does jobs in the order they were asked for, in a thread that the end of the program does not wait for."""

    def __init__(self) -> None:
        self.gate = Gate()
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._is_busy = False

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """What `work` will return; cancelled before it was begun, it never is."""
        future: Future[T] = Future()
        self._jobs.put(lambda: _carry_out(future, work))
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="long jobs", daemon=True)
            self._thread.start()
        return future

    def close(self) -> None:
        """Wait for a commit that is under way, not for reading; nothing is begun after that."""
        self.gate.shut()
        while not self._jobs.empty():
            with contextlib.suppress(Empty):
                self._jobs.get_nowait()
        self._jobs.put(None)

    @property
    def is_busy(self) -> bool:
        """Whether a job is under way."""
        return self._is_busy

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            self._is_busy = True
            job()
            self._is_busy = False


def _carry_out(future: Future[Any], work: Callable[[], Any]) -> None:
    if future.set_running_or_notify_cancel():
        try:
            future.set_result(work())
        except BaseException as error:  # whatever it is, it is raised where the job was asked for
            future.set_exception(error)
