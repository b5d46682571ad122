"""What lies in the folder over which a person's computers exchange: whose files, and which are passed over."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
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
    kind: Literal["stranger", "locked", "open", "refused", "own", "former", "damaged", "unnamed"]
    """locked: by a key that is not here. open: not sealed, beside a sealed one of the same computer. refused: not
    sealed though the vault is on here, and not to be taken. own, former: this computer's under its name, or under one
    of before, that cannot be read. unnamed: nobody said whose it is, and it is not to be taken."""
    person: str = ""
    """Whose it is, of a stranger's."""


@dataclass(frozen=True)
class FolderRead:
    """The files of a folder."""

    found: tuple[Found, ...]
    passed: tuple[Passed, ...]


@dataclass(frozen=True)
class Self:
    """What this computer is called in the folder, how far it has been, and what it was called before, with how far."""

    machine: str
    counter: int
    former: Mapping[str, int]


def read_folder(folder: Path, profile: Profile, seal: Seal | None, me: Self, *, take_open: bool = True) -> FolderRead:
    """The files of this person's computers, and those that are passed over.

    take_open: whether files that are not sealed are read while the vault is on here.

    What anybody could have written under this computer's own name is not believed: it is written anew.

    Raises:
        FileFaults: the system did not let one be read, or there are files of several persons and nobody said who
            this is.
    """
    found, passed = list[Found](), list[Passed]()
    for path in _files(folder):
        try:
            data = read_file(path)
            head = head_in(data)
            if head is not None and not head.is_by(seal):
                passed += _locked(path.name, head, seal, me, folder)
                continue
            plain = data if head is None or seal is None else opened(data, seal)
            header = header_in(plain)
            if not is_of(profile, header):
                person = header.name or header.member_no
                passed.append(Passed(path.name, _("is {name}'s, not yours").format(name=person), "stranger", person))
                continue
            is_anybodys = seal is not None and head is None and header.machine == me.machine
            says = Foreign(header.machine, header.counter, versions_in(plain))
            found.append(Found(path.name, header, Foreign(me.machine, 0, {}) if is_anybodys else says, head))
        except FileFaults as error:
            if was_refused(error) and not isinstance(error.__cause__, disk.NotPlain):  # what it says nobody knows
                raise FileFaults([(0, f"{path.name} {error.faults[0][1]}")]) from error
            passed.append(_damaged(path.name, error, me))
    _must_be_of_one(profile, [one.header for one in found])
    kept, beside = _without_open_ones_beside(found)
    refused = [] if seal is None or take_open else _open_ones_of_others(kept, me)
    passed += [Passed(one.file, _refused_words(one, me, folder), "refused") for one in refused]
    return FolderRead(tuple(one for one in kept if one not in refused), (*passed, *beside))


def _locked(file: str, head: Head, seal: Seal | None, me: Self, folder: Path) -> list[Passed]:
    """A file sealed by a key that is not here, unless it is this computer's, as it is once its vault has another key.

    Nobody can check what its head says: not how far it had been either.
    """
    is_called_so = file == file_name(head.machine)
    if is_called_so and head.machine == me.machine:
        return [_own(file)] if head.counter > me.counter else []
    if is_called_so and head.counter <= me.former.get(head.machine, -1):
        words = _("is this computer's own from before, sealed by a key that is not used any more: it may be deleted")
        return [Passed(file, words, "former")]
    return [Passed(file, _locked_words(seal, folder), "locked")]


def _damaged(file: str, error: FileFaults, me: Self) -> Passed:
    if file == file_name(me.machine):
        return _own(file)
    if file in map(file_name, me.former):
        return Passed(file, _("is this computer's own from before, and not whole: it may be deleted"), "former")
    return Passed(file, error.faults[0][1], "damaged")


def _own(file: str) -> Passed:
    return Passed(file, _("is this computer's own, and not as it was written: it is written anew"), "own")


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
        words = _(
            "is sealed by the vault of the computer it is from; to read it here: {command} (this seals the records "
            "here too, by the same passphrase)"
        )
        return words.format(command=command)
    words = _("is sealed by another key; on the computer that has the older key: {command}")
    return words.format(command=command)


def _open_ones_of_others(found: Iterable[Found], me: Self) -> list[Found]:
    return [one for one in found if one.head is None and one.header.machine != me.machine]


def knows(says: Foreign, machines: Collection[str]) -> bool:
    """Whether a file has something that was written by a computer called so."""
    return any(name in one.vector for versions in says.versions.values() for one in versions for name in machines)


def _refused_words(one: Found, me: Self, folder: Path) -> str:
    words = _(
        "lies open: whoever had the folder could read it and change it. It is not taken in. On that computer run: "
        "{command}. Then exchange there once more."
    )
    if one.header.counter <= me.former.get(one.header.machine, -1):
        words = _(
            "lies open and is this computer's own of before: it is not taken in, as whoever had the folder could "
            "change it. Take it in once with --take-open, then delete it."
        )
    elif one.header.host == host() and not knows(
        one.says, [me.machine]
    ):  # whether it is this computer's own of before nobody knows: its folder was set back
        words = _(
            "lies open and is called as this computer: it is not taken in, as whoever had the folder could change it. "
            "If another computer of yours has this name, run there: {command}. If none has, it is this one's own of "
            "before: take it in once with --take-open, then delete it."
        )
    return words.format(command=f"{JOIN} {in_quotes(folder)}")


def host() -> str:
    """What this computer is called in its file."""
    import platform

    return platform.node()[:200]


def _without_open_ones_beside(found: Iterable[Found]) -> tuple[list[Found], list[Passed]]:
    """The files without those that anybody could have written where the same computer's sealed one lies."""
    files = list(found)
    sealed = {one.header.machine for one in files if one.head is not None}
    beside = [one for one in files if one.head is None and one.header.machine in sealed]
    words = _("lies open, and the same computer has a sealed one here: delete it")
    return [one for one in files if one not in beside], [Passed(one.file, words, "open") for one in beside]


def is_of(profile: Profile, header: Header | Profile) -> bool:
    """Whether a file, or a profile, is of the person who keeps these records, as far as both say who they are."""
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
