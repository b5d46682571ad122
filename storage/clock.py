"""Moments and days: instants are aware UTC, days are local dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The present moment, aware UTC: the clock the program uses unless it is given another."""
    return datetime.now(UTC)


def read_day(value: object) -> date | None:
    """The day a record names; None when that is none."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def local_day(at: datetime) -> date:
    """The local date of a moment."""
    return at.astimezone().date()
