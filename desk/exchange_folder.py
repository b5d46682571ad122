"""What lies in the folder over which a person's computers exchange: whose files, and which are passed over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from content.errors import FileFaults, reason_of, was_refused
from content.words import _
from storage import disk
from storage.exchange_file import Header, file_name, files_in, header_in, read_file, versions_in
from storage.exchange_sealed import Head, Seal, head_in, opened
from storage.exchanging import Foreign
from storage.records import Profile

JOIN = "sixdonts vault join"


@dataclass(frozen=True)
class Found:
    """A file that was read."""

    file: str
    header: Header
    says: Foreign
    head: Head | None
    """What it tells without its key; None where it is not sealed."""


@dataclass(frozen=True)
class Passed:
    """A file that was passed over, and why."""

    file: str
    why: str
    """Words that follow its name, and say what to do."""
    kind: Literal["stranger", "locked", "open", "own", "damaged"]
    """locked: by a key that is not here. open: not sealed, beside a sealed one of the same computer."""
    person: str = ""
    """Whose it is, of a stranger's."""


@dataclass(frozen=True)
class FolderRead:
    """The files of a folder."""

    found: tuple[Found, ...]
    passed: tuple[Passed, ...]
    own: Foreign | None = None
    """How far this computer was by a file of its own that cannot be opened any more; it is written anew."""


def read_folder(folder: Path, profile: Profile, seal: Seal | None, machine: str) -> FolderRead:
    """The files of this person's computers, and those that are passed over. `machine` is what this one is called.

    Raises:
        FileFaults: the system did not let one be read, or there are files of several persons and nobody said who
            this is.
    """
    found, passed, own = list[Found](), list[Passed](), None
    for path in _files(folder):
        try:
            data = read_file(path)
            head = head_in(data)
            if head is not None and not head.is_by(seal):
                if path.name == file_name(machine) and head.machine == machine:
                    own = Foreign(machine, head.counter, {})
                else:
                    passed.append(Passed(path.name, _locked_words(seal, folder), "locked"))
                continue
            plain = data if head is None or seal is None else opened(data, seal)
            header = header_in(plain)
            if not is_of(profile, header):
                person = header.name or header.member_no
                passed.append(Passed(path.name, _("is {name}'s, not yours").format(name=person), "stranger", person))
                continue
            found.append(Found(path.name, header, Foreign(header.machine, header.counter, versions_in(plain)), head))
        except FileFaults as error:
            if was_refused(error) and not isinstance(error.__cause__, disk.NotPlain):  # what it says nobody knows
                raise FileFaults([(0, f"{path.name} {error.faults[0][1]}")]) from error
            passed.append(_damaged(path.name, error, is_own=path.name == file_name(machine)))
    _must_be_of_one(profile, [one.header for one in found])
    kept, beside = _without_open_ones_beside(found)
    return FolderRead(tuple(kept), (*passed, *beside), own)


def _damaged(file: str, error: FileFaults, *, is_own: bool) -> Passed:
    if is_own:
        return Passed(file, _("is this computer's own, and not as it was written: it is written anew"), "own")
    return Passed(file, error.faults[0][1], "damaged")


def _files(folder: Path) -> list[Path]:
    try:
        return files_in(folder)
    except OSError as error:
        words = _("{file} cannot be read: {reason}").format(file=folder.name, reason=reason_of(error))
        raise FileFaults([(0, words)]) from error


def in_quotes(folder: Path) -> str:
    """A folder as it is typed in a command."""
    return f'"{folder}"' if " " in str(folder) else str(folder)


def _locked_words(seal: Seal | None, folder: Path) -> str:
    command = f"{JOIN} {in_quotes(folder)}"
    if seal is None:
        return _("is sealed by the vault of the computer it is from; to read it here: {command}").format(
            command=command
        )
    words = _("is sealed by another key; on the computer that has the older key: {command}")
    return words.format(command=command)


def _without_open_ones_beside(found: Iterable[Found]) -> tuple[list[Found], list[Passed]]:
    """The files without those that anybody could have written where the same computer's sealed one lies."""
    files = list(found)
    sealed = {one.header.machine for one in files if one.head is not None}
    beside = [one for one in files if one.head is None and one.header.machine in sealed]
    words = _("lies open, and the same computer has a sealed one here: delete it")
    return [one for one in files if one not in beside], [Passed(one.file, words, "open") for one in beside]


def is_of(profile: Profile, header: Header) -> bool:
    """Whether a file is of the person who keeps these records, as far as both say who they are."""
    if profile.member_no and header.member_no:
        return profile.member_no == header.member_no
    return not (profile.name and header.name) or profile.name == header.name


def _must_be_of_one(profile: Profile, headers: Sequence[Header]) -> None:
    """Where nobody said yet whose records these are, files of several persons cannot be told apart."""
    first = next((one for one in headers if one.name or one.member_no), None)
    if first is None or profile.name or profile.member_no:
        return
    person = Profile(name=first.name, member_no=first.member_no)
    if not all(is_of(person, one) for one in headers):
        words = _("There lie files of several persons. Say first who you are: {command}")
        raise FileFaults([(0, words.format(command="sixdonts profile --name ..."))])
