"""How long a session and its steps took, by the moments in its log, without the time between an end and going on.

A session begins where its first step is begun; the test picture before it takes no minutes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from content.session_events import MOST_MINUTES, SessionClosed, SessionOpened, StepBegan
from storage.sessions import Logged


def minutes_shown(logged: Iterable[Logged], now: datetime) -> tuple[int, int]:
    """How many minutes the session and its step under way have taken, by the moments of their beginnings."""
    spans = _spans(logged, now) or [0]
    return min(int(sum(spans) // 60), MOST_MINUTES), min(int(spans[-1] // 60), MOST_MINUTES)


def minutes_taken(logged: Iterable[Logged], now: datetime) -> int:
    """The minutes of the step under way, or that ended last, so that those of all steps add up to the whole."""
    spans = _spans(logged, now)
    return min(int(sum(spans) // 60 - sum(spans[:-1]) // 60), MOST_MINUTES)


def _spans(logged: Iterable[Logged], now: datetime) -> list[float]:
    """The seconds from one beginning of a step to the next, the last one until now or the end."""
    spans: list[float] = []
    began: datetime | None = None
    is_new = True  # no step was begun yet
    for one in logged:
        if not isinstance(one.event, SessionOpened | StepBegan | SessionClosed):
            continue
        is_first = is_new and isinstance(one.event, StepBegan) and one.event.place == 0
        if began is not None and not is_first:
            spans.append(max((one.at - began).total_seconds(), 0))
        began = None if isinstance(one.event, SessionClosed) else one.at
        is_new = is_new and not isinstance(one.event, StepBegan)
    if began is not None:
        spans.append(max((now - began).total_seconds(), 0))
    return spans
