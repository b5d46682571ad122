"""The session that waits to be gone on with: it was begun, for a meeting of these days, and not ended."""

from __future__ import annotations

from datetime import timedelta

from desk.desk import Desk
from storage.records import Meeting
from storage.sessions import sessions_under_way

NEWEST = 8  # session files looked into: what is asked whenever Today is shown costs the same after ten years
DAYS = 7  # an older session that nobody ended is marked in the register alone


def waiting(desk: Desk) -> Meeting | None:
    """The meeting of the session written last, of those that are not over, if it is of the last days or to come."""
    held = (desk.journal.meetings.get(uid) for uid in sessions_under_way(desk.home, newest=NEWEST))
    since = desk.today() - timedelta(days=DAYS)
    return next((one for one in held if one is not None and one.day >= since and not one.is_struck), None)
