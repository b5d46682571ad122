"""A clock that obeys, a journal on file and in memory, and a system that fails when told to."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from storage.journal import Journal


class SetClock:
    """A clock that shows what it is set to, a second later each time it is read."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture(params=["folder", "memory"])
def journal(request: pytest.FixtureRequest, tmp_path: Path, clock: SetClock) -> Journal:
    """A journal on file, and the same in memory."""
    if request.param == "memory":
        return Journal.in_memory(clock=clock)
    return Journal.open(tmp_path / "home", clock=clock)


@contextlib.contextmanager
def _fails(name: str, error: BaseException, *, call: int = 1, for_good: bool = False) -> Iterator[list[int]]:
    original, calls = getattr(os, name), [0]

    def maybe(*args: Any, **kwargs: Any) -> Any:
        calls[0] += 1
        if calls[0] == call or (for_good and calls[0] > call):
            raise error
        return original(*args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, name, maybe)
        yield calls


@pytest.fixture
def fails() -> Callable[..., contextlib.AbstractContextManager[list[int]]]:
    """`with fails("fsync", OSError(…), call=2)`: that call of `os.fsync` raises; the list counts the calls."""
    return _fails
