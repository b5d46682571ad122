"""How long a session and its steps took, by the moments in its log, without the time between an end and going on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from content.session_events import MOST_MINUTES, SessionClosed, SessionOpened, StepBegan
from storage.sessions import Logged


def minutes_shown(logged: Iterable[Logged], now: datetime) -> tuple[int, int]:
    """How many minutes the session and its step under way have taken, by the moments of their beginnings."""
    moments = [one.at for one in logged if isinstance(one.event, SessionOpened | StepBegan)]
    if not moments:
        return 0, 0
    whole, step = (max(int((now - at).total_seconds()) // 60, 0) for at in (moments[0], moments[-1]))
    return min(whole, MOST_MINUTES), min(step, MOST_MINUTES)


def minutes_taken(logged: Iterable[Logged], now: datetime) -> int:
    """The minutes of the step under way, or that ended last, so that those of all steps add up to the whole."""
    spans: list[float] = []
    began: datetime | None = None
    for one in logged:
        if not isinstance(one.event, SessionOpened | StepBegan | SessionClosed):
            continue
        if began is not None:
            spans.append(max((one.at - began).total_seconds(), 0))
        began = None if isinstance(one.event, SessionClosed) else one.at
    if began is not None:
        spans.append(max((now - began).total_seconds(), 0))
    return min(int(sum(spans) // 60 - sum(spans[:-1]) // 60), MOST_MINUTES)
