"""What lies in a data folder, one entry a kind. Journal, search, doctor, the look around and the day's copy go by it.

A new kind is one entry here: the journal gives its shelf, doctor checks it, and it is looked at for what other
programs write. Only the standard library: the first frame reads this too, so what an entry names is resolved late.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, NamedTuple

Stamps = tuple[tuple[str, int, int], ...]


_IN_NAMES = {r"\*": "[^/]+", "dddd": r"\d{4}", "dd": r"\d{2}", "hash": "[0-9a-f]{16}"}  # of texts, in this order


def by_month(day: date) -> str:
    """The file for a day where there is one a month: `2026-11`."""
    return day.isoformat()[:7]


def by_year(day: date) -> str:
    """The file for a day where there is one a year: `2026`."""
    return day.isoformat()[:4]


class Kind(NamedTuple):
    """One kind of file.

    record, shelf: the model of what is in it and the collection that keeps it. near: the file for a day, where there
    are several; in_folder: they lie in a folder of the kind's name. found: what search makes of a document. is_told:
    whether rooms are told when another program wrote it. Of a kind that a person may also edit, and that no shelf
    keeps, and of a log that grows: texts, where the files are; beside, what else may lie there. check: what names the
    faults of a data folder that its records do not have of themselves.

    exchanged: how it goes between a person's own computers: "" not at all, "versions" each record with what its writer
    had seen, "added" all that is on either. stays: fields that do not go. doubles: whether of two versions both can be
    kept, the second under a new uid.
    """

    name: str
    record: str = ""
    shelf: str = "storage.shelf:Shelf"
    near: Callable[[date], str] | None = None
    in_folder: bool = False
    found: str = ""
    is_told: bool = True
    texts: str = ""
    beside: tuple[str, ...] = (".bak",)
    check: str = ""
    exchanged: Literal["", "versions", "added"] = ""
    stays: tuple[str, ...] = ()
    doubles: bool = False

    @property
    def lies_in_folder(self) -> bool:
        """Whether its record files lie in a folder of its name; else there is one file called so."""
        return self.in_folder or self.near is not None

    def file(self, day: date) -> str:
        """The name of the record file for a day."""
        return self.name if self.near is None else f"{self.name}/{self.near(day)}"

    def shared(self, document: Any) -> Any:
        """A document without the fields that do not go to other computers."""
        if not self.stays or not isinstance(document, dict):
            return document
        return {name: value for name, value in document.items() if name not in self.stays}

    def has(self, path: str) -> bool:
        """Whether a path inside the data folder is a file of this kind, or what may lie beside one."""
        return _pattern(self).fullmatch(path) is not None

    @property
    def stem(self) -> str:
        """The names in its folder, exactly as the program writes them: a cloud drive's copies have others."""
        return r"\d{4}-(0[1-9]|1[0-2])" if self.near is by_month else r"\d{4}" if self.near else r"(open|\d{4})"


@cache
def _pattern(kind: Kind) -> re.Pattern[str]:
    """The names of its files."""
    if kind.texts:
        file = (
            re.escape(kind.texts)
            .replace(r"\*", "[^/]+")
            .replace("dddd", r"\d{4}")
            .replace("dd", r"\d{2}")
            .replace("hash", "[0-9a-f]{16}")
            .replace("UID", "[0-9A-Za-z_-]+")
        )
    else:
        file = kind.name + (f"/{kind.stem}" if kind.lies_in_folder else "") + r"\.json"
    return re.compile(f"{file}({'|'.join(map(re.escape, kind.beside))})?" if kind.beside else file, re.ASCII)


def _records(name: str, record: str, **fields: Any) -> Kind:
    return Kind(name, f"storage.records.{record}", **fields)


def _kept(name: str, record: str, shelf: str, **fields: Any) -> Kind:
    return Kind(name, f"storage.records.{record}", f"storage.{shelf}", **fields)


KINDS = (
    _kept("checks", "checks:SelfCheck", "check_shelf:CheckShelf", near=by_month,
          found="storage.finding:sentence_entries", exchanged="versions"),
    _records("notes", "notes:StudyNote", near=by_month, found="storage.finding:note_entries",
             exchanged="versions", doubles=True),
    _records("attempts", "quiz:Attempt", near=by_month, exchanged="added"),
    _kept("matters", "matters:Matter", "matter_shelf:MatterShelf", in_folder=True,
          found="storage.finding:matter_entries", exchanged="versions", doubles=True),
    _records("meetings", "meetings:Meeting", near=by_year, found="storage.finding:meeting_entries",
             exchanged="versions"),
    _records("lookbacks", "look_backs:LookBack", near=by_year, found="storage.finding:look_back_entries",
             exchanged="versions"),
    _records("leaves", "person:Leave", exchanged="versions"),
    _records("sent", "person:Sent", exchanged="versions"),
    _records("remarks", "quiz:Remark", exchanged="versions"),
    Kind("trash", "storage.discard:Trashed"),
    _kept("profile", "person:Profile", "keyed:Keyed", exchanged="versions", stays=("is_secretary",)),
    _kept("schedule", "quiz:QuestionStanding", "keyed:Keyed"),
    _kept("looks", "notes:Look", "reading_places:Looks", is_told=False),
    _kept("templates", "notes:Template", "templates:Templates", exchanged="versions"),
    _kept("agendas", "meetings:Agenda", "templates:Agendas", exchanged="versions"),
    _kept("drafts", "typed:Draft", "drafts:Drafts", is_told=False),
    _kept("plans", "quiz:SittingPlan", "typed:Plans", is_told=False),
    _kept("folders", "typed:Folder", "typed:Folders", is_told=False),
    _kept("told", "typed:Told", "keyed:Keyed", is_told=False),
    _kept("submissions/remarks", "typed:SubmissionRemark", "typed:SubmissionRemarks"),
    _kept("submissions/ticks", "typed:Ticks", "typed:SubmissionTicks"),
    _kept("submissions/receipts", "typed:SubmissionReceipts", "typed:Receipts", exchanged="versions"),
    _kept("exchange/machine", "exchange:Machine", "keyed:Keyed", is_told=False),
    _kept("exchange/known", "exchange:Noted", "keyed:Keyed", is_told=False),
    _kept("exchange/unsettled", "exchange:Unsettled", "keyed:Keyed", is_told=False,
          found="storage.finding:unsettled_entries"),
    Kind("branch/roster", "storage.branch_records:Roster"),
    Kind("branch/received", "storage.branch_records:Collection", near=by_month,
         check="storage.checking:original_faults"),
    Kind("branch/problems", "storage.first_problems:ProblemState", near=by_year),
    Kind("branch/items", "storage.problems:ListedProblem", near=by_year),
    Kind("branch/reports", "storage.made_reports:MadeReport", near=by_year),
    Kind("branch/upward", "storage.handed_up:HandedUp", near=by_year),
    Kind("branch/declined", "storage.declined:Declined"),
    Kind("calendar", texts="calendar/dddd.txt", check="storage.calendar:calendar_faults", exchanged="versions"),
    Kind("lists", texts="lists/*/dddd-dd-dd.toml", check="storage.lists:list_faults", exchanged="versions"),
    Kind("materials", texts="materials/hash.md", beside=(".bak", ".removed"),
         check="storage.materials:material_faults", exchanged="versions"),
    Kind("banks", texts="banks/*/pack.toml", beside=(".bak", ".removed"), check="storage.banks:bank_faults",
         exchanged="versions"),
    Kind("sessions", texts="sessions/UID.ndjson", beside=(), is_told=False, check="storage.sessions:session_faults"),
    Kind("settings", texts="settings.toml", check="storage.settings:setting_faults"),
)  # fmt: skip
# What the program keeps for itself, and folders in which it looks at nothing.
HOUSEKEEPING = frozenset({"format.json", "intent.json", "lock", "vault.json", "vault.copy.json", "vault.revisions"})
UNREAD_FOLDERS = frozenset({"copies", "aside", "branch/originals", "branch/before"})
_BESIDE_SESSIONS = re.compile(r"sessions/[0-9A-Za-z_-]+\.(lock|hall\.(ndjson|size))")
_BY_NAME = {kind.name: kind for kind in KINDS}


def is_housekeeping(path: str) -> bool:
    """Whether the program keeps a file for itself: locks, and what a hall is shown now."""
    return path in HOUSEKEEPING or _BESIDE_SESSIONS.fullmatch(path) is not None


def kind_called(name: str) -> Kind:
    """The kind of that name."""
    return _BY_NAME[name]


def kind_at(path: str) -> Kind | None:
    """The kind of a file, by its path inside the data folder; None when it belongs to none."""
    return next((kind for kind in KINDS if kind.has(path)), None)


def named(dotted: str) -> Any:
    """What is called `storage.shelf:Shelf`; imports where it is."""
    module, _colon, name = dotted.partition(":")
    return getattr(import_module(module), name)


def text_files(home: Path, name: str, unread: dict[str, OSError] | None = None) -> list[Path]:
    """The files of a kind that a person may edit, in order; folders that cannot be listed are named in `unread`."""
    kind = _BY_NAME[name]
    top, *below = kind.texts.split("/")
    found = [top] if below or (home / top).exists() else []
    for _level in below:
        found = [f"{folder}/{one}" for folder in found for one in _listed(home, folder, unread)]
    ending = Path(kind.texts).suffix
    return [home / path for path in sorted(found) if path.endswith(ending) and kind.has(path)]


def _listed(home: Path, folder: str, unread: dict[str, OSError] | None) -> list[str]:
    """What lies in a folder; nothing in what is none."""
    try:
        return os.listdir(home / folder)  # noqa: PTH208 # names, no paths
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        if unread is not None:
            unread[folder] = error
        return []


def text_stamps(home: Path, name: str) -> Stamps:
    """What differs when somebody changed the files of such a kind."""
    found = []
    for file in text_files(home, name):
        try:
            look = file.stat()
        except OSError:
            continue
        found.append((file.relative_to(home).as_posix(), look.st_mtime_ns, look.st_size))
    return tuple(found)
