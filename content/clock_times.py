"""A time of day as people write it: `9:30`, `0930`, `14：05`."""

from __future__ import annotations

from datetime import time


def parse_time(text: str) -> time:
    """The time that was written.

    Raises:
        ValueError: it is none.
    """
    hours, _colon, minutes = "".join(text.split()).replace("：", ":").partition(":")
    if not minutes and len(hours) in (3, 4):
        hours, minutes = hours[:-2], hours[-2:]
    return time(int(hours), int(minutes or 0))
