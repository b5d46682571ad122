"""The schedulers of the systems: what is there of ours, putting it there, taking it away.

Of what is not ours nothing is touched: a crontab is written again byte for byte but for one line.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from content.errors import SixdontsError
from desk.remind_texts import (
    NAME,
    Piece,
    Reminder,
    cron_line,
    has_mark,
    is_as_written,
    service_unit,
    task_mark,
    task_xml,
    timer_unit,
)
from desk.save_files import save_files
from storage import disk
from storage.errors import WriteFailed

ENCODING = "oem" if sys.platform == "win32" else "utf-8"


class NoScheduler(SixdontsError):
    """Neither systemd's user manager nor cron nor Windows' Task Scheduler is there."""


class SchedulerRefused(SixdontsError):
    """A program of the system did not do what it was asked: which, and the last it said."""

    def __init__(self, program: str, said: str) -> None:
        super().__init__(f"{program}: {said}")
        self.program = program
        self.said = said


class Scheduler(Protocol):
    """What starts a program at a time of day."""

    def pieces(self, reminder: Reminder) -> tuple[Piece, ...]:
        """What would be written."""

    def found(self) -> tuple[Piece, ...]:
        """What is there of ours."""

    def put(self, pieces: Sequence[Piece]) -> None:
        """Write it in place of what there is of ours, and have it start."""

    def take_away(self) -> None:
        """Take away all that is found."""


def scheduler_here() -> Scheduler:
    """The scheduler of this system.

    Raises:
        NoScheduler: there is none.
    """
    if sys.platform == "win32":
        return TaskScheduler()
    if shutil.which("systemctl") and _is_well(("systemctl", "--user", "show-environment")):
        return _systemd()
    if shutil.which("crontab"):
        return Cron()
    raise NoScheduler


def schedulers_to_look_at() -> list[Scheduler]:
    """Where a reminder may have been put, now or in a session in which another scheduler was there."""
    if sys.platform == "win32":
        return [TaskScheduler()]
    return [_systemd(), *([Cron()] if shutil.which("crontab") else [])]


def _systemd() -> Systemd:
    return Systemd(Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd" / "user")


class Systemd:
    """A timer of the person's own systemd."""

    def __init__(self, folder: Path) -> None:
        self.service, self.timer = folder / f"{NAME}.service", folder / f"{NAME}.timer"

    def pieces(self, reminder: Reminder) -> tuple[Piece, ...]:
        """The two units."""
        return Piece(str(self.service), service_unit(reminder)), Piece(str(self.timer), timer_unit(reminder))

    def found(self) -> tuple[Piece, ...]:
        """The units that lie there."""
        texts = [(path, _read(path)) for path in (self.service, self.timer) if path.exists()]
        return tuple(Piece(str(path), text, is_as_written(text)) for path, text in texts)

    def put(self, pieces: Sequence[Piece]) -> None:
        """Write the units and start the timer; where it does not start, they are as they were before."""
        before = {Path(one.place): one.text for one in self.found()}
        try:
            disk.make_folder(self.timer.parent)
        except OSError as error:
            raise WriteFailed(self.timer.parent, error) from error
        save_files({Path(one.place): one.text.encode() for one in pieces})
        try:
            _run(("systemctl", "--user", "daemon-reload"))
            _run(("systemctl", "--user", "enable", "--now", self.timer.name))
        except SchedulerRefused:
            for path in (self.timer, self.service):
                if path not in before:
                    _remove(path)
            save_files({path: text.encode("utf-8", "surrogateescape") for path, text in before.items()})
            self._remove_empty()
            _is_well(("systemctl", "--user", "daemon-reload"))  # it may have read the new ones
            raise

    def take_away(self) -> None:
        """Stop the timer and remove the units.

        Raises:
            OSError: one could not be removed; it is found again.
        """
        if self.timer.exists():
            _run(("systemctl", "--user", "disable", "--now", self.timer.name))
        for path in (self.timer, self.service):
            _remove(path)
        self._remove_empty()
        _is_well(("systemctl", "--user", "daemon-reload"))  # without it systemd forgets them when it starts again

    def _remove_empty(self) -> None:
        """Remove the folders of the units that `put` may have made, `systemd/user`, where nothing lies in them."""
        with contextlib.suppress(OSError):
            for folder in (self.timer.parent, self.timer.parent.parent):
                folder.rmdir()


class Cron:
    """A line of the person's crontab."""

    def pieces(self, reminder: Reminder) -> tuple[Piece, ...]:
        """The line."""
        return (Piece("crontab", cron_line(reminder)),)

    def found(self) -> tuple[Piece, ...]:
        """The lines with our mark."""
        lines = [line.rstrip("\r\n") for line in _crontab() if has_mark(line)]
        return tuple(Piece("crontab", line, is_as_written(line)) for line in lines)

    def put(self, pieces: Sequence[Piece]) -> None:
        """Write the crontab again with the line at its end."""
        lines = [line for line in _crontab() if not has_mark(line)]
        if lines and not lines[-1].endswith("\n"):
            lines[-1] += "\n"
        _run(("crontab", "-"), "".join([*lines, *(f"{one.text}\n" for one in pieces)]))

    def take_away(self) -> None:
        """Write the crontab again without our line."""
        _run(("crontab", "-"), "".join(line for line in _crontab() if not has_mark(line)))


class TaskScheduler:
    """A task of Windows."""

    def pieces(self, reminder: Reminder) -> tuple[Piece, ...]:
        """The task."""
        return (Piece(NAME, task_xml(reminder)),)

    def found(self) -> tuple[Piece, ...]:
        """The task of our name."""
        if not _is_well(("schtasks", "/Query", "/TN", NAME)):
            return ()
        text = _run(("schtasks", "/Query", "/TN", NAME, "/XML"))
        return (Piece(NAME, text, is_task_as_written(text)),)

    def put(self, pieces: Sequence[Piece]) -> None:
        """Hand the task over by a file, which does not stay."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "task.xml"
            file.write_text(pieces[0].text, encoding="utf-16")
            _run(("schtasks", "/Create", "/TN", NAME, "/XML", str(file), "/F"))

    def take_away(self) -> None:
        """Delete the task."""
        _run(("schtasks", "/Delete", "/TN", NAME, "/F"))


def is_task_as_written(text: str) -> bool:
    """Whether a task, as Windows tells it, starts the same program at the same time as when it was written."""
    from xml.etree.ElementTree import ParseError

    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(text[text.index("<Task") :])  # its heading names another encoding than it comes in
    except (ValueError, ParseError):
        return False

    def said(name: str) -> str:
        return str(root.findtext(f".//{{*}}{name}") or "")

    mark = task_mark(said("StartBoundary").partition("T")[2], said("Command"), said("Arguments"))
    return said("Description").strip() == mark


def _crontab() -> list[str]:
    """The lines of the person's crontab, each with its end.

    Raises:
        SchedulerRefused: it could not be read; only where there surely is none is it taken for empty.
    """
    try:
        return re.findall(r"[^\n]*\n|[^\n]+", _run(("crontab", "-l")))
    except SchedulerRefused as refused:
        if "no crontab" in refused.said:
            return []
        raise


def _remove(path: Path) -> None:
    """Remove a file, if it is there; one that a power cut brings back is found again."""
    path.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        disk.sync_folder(path.parent)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="surrogateescape")


def _is_well(command: Sequence[str]) -> bool:
    try:
        _run(command)
    except SchedulerRefused:
        return False
    return True


def system_environment() -> dict[str, str]:
    """The environment for programs of the system: not with the libraries that a folder without Python carries."""
    environment = dict(os.environ)
    if getattr(sys, "frozen", False):
        before = environment.pop("LD_LIBRARY_PATH_ORIG", "")
        environment.pop("LD_LIBRARY_PATH", None)
        environment.update({"LD_LIBRARY_PATH": before} if before else {})
    return environment


def _run(command: Sequence[str], stdin: str = "") -> str:
    """What a program of the system printed.

    Raises:
        SchedulerRefused: it could not be started, or ended otherwise than well.
    """
    in_english = {**system_environment(), "LC_ALL": "C"}  # what crontab says of an empty one is compared
    try:
        done = subprocess.run(  # noqa: S603 - names of ours, no shell
            command, input=stdin.encode(ENCODING, "surrogateescape"), capture_output=True, check=False, env=in_english
        )
    except OSError as error:
        raise SchedulerRefused(command[0], str(error.strerror)) from error
    if done.returncode:
        lines = done.stderr.decode(ENCODING, "replace").strip().splitlines() or [""]
        raise SchedulerRefused(command[0], lines[-1])
    return done.stdout.decode(ENCODING, "surrogateescape")
