"""Moments for the clocks of tests: a day and an hour where the test runs, whichever place that is."""

from __future__ import annotations

from datetime import UTC, datetime


def local(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """The moment of a local day and hour, in aware UTC as the program keeps it."""
    return datetime(year, month, day, hour, minute).astimezone(UTC)
