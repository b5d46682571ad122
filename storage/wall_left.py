"""Whether a session that had this window for its wall was ended by a kill: seen before the first frame.

Only the standard library here; a line that cannot be read is passed over, as the session's own reader does.
"""

from __future__ import annotations

import json
from pathlib import Path

from storage.sessions_folder import FOLDER, HALL_ENDING


def wall_left(home: Path) -> str:
    """The uid of the meeting whose session was on the wall in one window when the program ended; "" when none was.

    Who leaves the desk by its menu takes the hall's file away; a kill leaves it there.
    """
    try:
        halls = sorted((home / FOLDER).glob(f"*{HALL_ENDING}"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        uids = [path.name.removesuffix(HALL_ENDING) for path in halls]
        return next((uid for uid in uids if _is_wall(home / FOLDER / f"{uid}.ndjson")), "")
    except OSError:
        return ""


def _is_wall(path: Path) -> bool:
    """Whether the session goes on, in one window, and no other desk has it open."""
    one_window = is_closed = False
    for line in path.read_bytes().splitlines():
        if b'"wall_chosen"' not in line:
            is_closed = b'"session_closed"' in line or (is_closed and b'"session_reopened"' not in line)
            continue
        try:
            one_window = bool(json.loads(line)["event"].get("one_window"))
        except (ValueError, LookupError, TypeError, AttributeError):
            continue
    return one_window and not is_closed and _is_free(path.with_suffix(".lock"))


def _is_free(path: Path) -> bool:
    from filelock import FileLock, Timeout  # here: only where there is such a session

    try:
        with FileLock(path, timeout=0, mode=0o600, thread_local=False):
            return True
    except (Timeout, OSError):
        return False
