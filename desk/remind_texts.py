"""What a scheduler of the system is given so that it reminds: pure texts, each with a mark that shows a change by hand.

The mark is the checksum of the text before it. Whether a text is as it was written is told by it alone: nothing is
kept about it anywhere else.
"""

from __future__ import annotations

import hashlib
import re
import shlex
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from xml.sax.saxutils import escape, unescape

NAME = "sixdonts-remind"
HOME_OPTION = "--home"
_MARK = re.compile(rf"#{NAME}:(?P<sum>[0-9a-f]{{16}})")
_MARK_AT_END = re.compile(rf"{_MARK.pattern}\s*\Z")
_NO_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")  # of a path that is no UTF-8 there are lone surrogates


@dataclass(frozen=True)
class Reminder:
    """At what time of every day which program is started, in which language it speaks."""

    at: time
    command: tuple[str, ...]
    language: str


@dataclass(frozen=True)
class Piece:
    """One thing that is written for a scheduler, or that was found there: where, and what it says."""

    place: str
    text: str
    is_as_written: bool = True


def marked(text: str) -> str:
    """The text with its mark behind it."""
    return f"{text}#{NAME}:{_sum(text)}"


def is_as_written(text: str) -> bool:
    """Whether a marked text says what it said when it was marked."""
    found = _MARK_AT_END.search(text)
    return found is not None and found["sum"] == _sum(text[: found.start()])


def has_mark(text: str) -> bool:
    """Whether a text was once marked, changed since or not."""
    return _MARK.search(text) is not None


def is_for_others(texts: Sequence[str], home: str) -> bool:
    """Whether what was found starts the program, but on the records of another folder."""
    words = (HOME_OPTION, home)
    forms = " ".join(map(_for_systemd, words)), " ".join(map(_for_cron, words)), subprocess.list2cmdline(words)
    whole = "\n".join(unescape(text) if "<Task" in text else text for text in texts)
    return HOME_OPTION in whole and not any(re.search(rf"{re.escape(form)}(?=\s)", whole) for form in forms)


def word_that_is_no_line(reminder: Reminder) -> str:
    """The first word of the command that cannot stand in a line of text in UTF-8; empty where all can."""
    return next((word for word in reminder.command if _NO_TEXT.search(word)), "")


def service_unit(reminder: Reminder) -> str:
    """The unit of systemd that is started."""
    program, *others = map(_for_systemd, reminder.command)
    line = " ".join([program.replace("$$", "$"), *others])  # there a $ stands for itself
    return marked(
        "[Unit]\nDescription=sixdonts: a word on a due day on which nothing is filled in yet\n\n"
        f"[Service]\nType=oneshot\nEnvironment=SIXDONTS_LANG={reminder.language}\nExecStart={line}\n"
    ) + "\n"  # fmt: skip


def timer_unit(reminder: Reminder) -> str:
    """The unit of systemd that says when; it is not made up for when the computer was off."""
    return marked(
        "[Unit]\nDescription=sixdonts: when to look\n\n"
        f"[Timer]\nOnCalendar=*-*-* {reminder.at:%H:%M:%S}\n\n[Install]\nWantedBy=timers.target\n"
    ) + "\n"  # fmt: skip


def cron_line(reminder: Reminder) -> str:
    """The line of a crontab, without its end; to a shell the mark is a comment."""
    command = " ".join(map(_for_cron, reminder.command))
    return marked(f"{reminder.at.minute} {reminder.at.hour} * * * SIXDONTS_LANG={reminder.language} {command} ")


def task_xml(reminder: Reminder) -> str:
    """The task of Windows: every day while the person is logged in, with no more rights than theirs."""
    program, *arguments = reminder.command
    line = subprocess.list2cmdline(arguments)
    mark = task_mark(f"{reminder.at:%H:%M:%S}", program, line)
    return f"""\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>{mark}</Description></RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>2026-01-01T{reminder.at:%H:%M:%S}</StartBoundary>
      <ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>
    </CalendarTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author"><LogonType>InteractiveToken</LogonType><RunLevel>LeastPrivilege</RunLevel></Principal>
  </Principals>
  <Settings>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
  </Settings>
  <Actions Context="Author">
    <Exec><Command>{escape(program)}</Command><Arguments>{escape(line)}</Arguments></Exec>
  </Actions>
</Task>
"""


def task_mark(at: str, program: str, arguments: str) -> str:
    """The mark of a task: of what counts in it, since Windows writes the rest in its own way."""
    return marked(f"{at}\n{program}\n{arguments}\n").rpartition("\n")[2]


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _for_systemd(word: str) -> str:
    """A word as systemd reads it again: between quotes, nothing in it a variable or a specifier."""
    for sign, written in (("\\", "\\\\"), ('"', '\\"'), ("%", "%%"), ("$", "$$"), ("\n", "\\n")):
        word = word.replace(sign, written)
    return f'"{word}"'


def _for_cron(word: str) -> str:
    """A word as cron and then a shell read it: each % outside the quotes, so that just one backslash stands before."""
    return r"\%".join(shlex.quote(part) if part else "" for part in word.split("%")) or "''"
