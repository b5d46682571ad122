"""A reminder in the evening of a day: off unless asked for, and only where a check is due and nothing is filled in.

A scheduler of the system starts the program once a day; the program looks, and mostly says nothing. It never says what
stands in the records.
"""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import sys
from datetime import time
from pathlib import Path

from content.period import Period
from content.words import language
from content.workdays import away_and_on_duty, due_days
from desk.desk import Desk
from desk.remind_texts import HOME_OPTION, Reminder
from desk.schedulers import system_environment


def own_program() -> list[str]:
    """How this program is started again."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-P", "-m", "tui"]


def reminder_of(desk: Desk, at: time) -> Reminder:
    """What is to be started every day at that time: this program, for this desk's records."""
    return Reminder(at, (*own_program(), HOME_OPTION, str(desk.home.absolute()), "remind", "now"), language())


def is_called_for(desk: Desk) -> bool:
    """Whether a check is due today and nothing of the unit's list is filled in; never where that cannot be seen."""
    if desk.cipher.is_locked:
        return False
    seen, today = desk.first_glance(), desk.today()
    if seen.damaged or desk.lists.unit_on(today).answered(seen.marks)[0]:
        return False
    profile, since = desk.journal.profile(), desk.journal.first_due_day() or today
    away, on_duty = away_and_on_duty(seen.leaves)
    until = min(today, profile.left_day or today)
    return bool(due_days(Period(today, today), away, since, until, desk.calendar, on_duty))


def notify(title: str, words: str) -> bool:
    """Show a message on the desktop; whether it was shown."""
    if sys.platform == "win32":  # the larger editions have it
        command = ["msg", getpass.getuser(), "/TIME:3600", f"{title}: {words}"]
    elif sys.platform == "darwin":
        command = ["osascript", "-e", "on run {title, words}", "-e", "display notification words with title title",
                   "-e", "end run", title, words]  # fmt: skip
    else:
        command = ["notify-send", "--app-name=sixdonts", title, words]
    if shutil.which(command[0]) is None:
        return False
    return not subprocess.run(command, capture_output=True, check=False, env=_with_bus()).returncode  # noqa: S603


def _with_bus() -> dict[str, str]:
    """The environment with the way to the desktop, which cron does not know."""
    bus = Path(f"/run/user/{os.getuid()}/bus") if hasattr(os, "getuid") else None
    known = {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={bus}"} if bus and bus.exists() else {}
    return {**known, **system_environment()}
