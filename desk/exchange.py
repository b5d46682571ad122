"""A person's computers exchange what they recorded: looked at, done, and decided where two say different things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content.errors import FileFaults, reason_of, was_refused
from content.words import _
from desk.desk import Desk
from reports.summary import program
from storage import disk
from storage.errors import ChangedElsewhere, write_fault
from storage.exchange_file import (
    Header,
    encoded,
    file_name,
    files_in,
    header_in,
    into_folder,
    must_go_plain,
    read_file,
    versions_in,
)
from storage.exchange_place import Read, carry_out, new_name, only_sound, read_here
from storage.exchange_settling import Conflict, conflicts, settle
from storage.exchanging import Foreign, Key, Outcome, exchanged
from storage.files import Files
from storage.record_files import saved_though_unsure
from storage.records import Profile
from storage.sitting import folded

PLACE = "exchange"  # what the folder used last is remembered for
ATTEMPTS = 3


@dataclass(frozen=True)
class ExchangeLook:
    """What exchanging over a folder would do."""

    folder: Path
    """The folder."""
    read: Read
    """This computer's records as they were read."""
    outcome: Outcome
    """What would come of it."""
    computers: tuple[Header, ...]
    """The other computers whose files lie there."""
    refused: tuple[tuple[str, str], ...]
    """Files that are passed over, and why."""
    unsound: tuple[Key, ...]
    """Records in the files that are not as this program writes them, and are passed over."""
    profile: Profile
    """Who keeps these records, as far as that was said here."""
    strangers: tuple[str, ...]
    """Whose the files of other persons are, one a file; those are among the ones passed over."""
    is_written: bool
    """Whether this computer's own file lies there and says all already."""


@dataclass(frozen=True)
class Exchanged:
    """What was done: how many records changed here, and how many are to be decided."""

    changed: int
    undecided: int
    file: Path


def look_at_folder(desk: Desk, folder: Path) -> ExchangeLook:
    """What exchanging over a folder would do; nothing is changed. A long job.

    Raises:
        FileFaults: the folder is not there, is the data folder itself, or holds files of several persons.
        NotRead: something here could not be read.
    """
    must_go_plain(desk.home)
    _must_be_folder(desk, folder)
    files = _files(desk)
    read = read_here(files)
    profile = desk.journal.profile()
    found, refused, strangers = _read_folder(folder, profile)
    foreign, unsound = [], list[Key]()
    for _header, one in found:
        sound, left_out = only_sound(one, read)
        foreign.append(sound)
        unsound += left_out
    outcome = exchanged(read.here, foreign, new_name)
    own = next((header for header, _one in found if header.machine == outcome.machine), None)
    return ExchangeLook(
        folder=folder,
        read=read,
        outcome=outcome,
        computers=tuple(header for header, _one in found if header.machine != read.here.machine),
        refused=tuple(refused),
        unsound=tuple(dict.fromkeys(unsound)),
        profile=profile,
        strangers=tuple(strangers),
        is_written=own is not None and own.counter == outcome.counter and not outcome.going,
    )


def exchange(desk: Desk, look: ExchangeLook) -> Exchanged:
    """Do what a look showed: first this computer's records, then its file in the folder. A long job.

    What was saved meanwhile, and what it does not concern, is in it.

    Raises:
        ChangedElsewhere: what would change is another by now; nothing was changed.
        StorageError: the system refused; the records are whole, and the other files are what they were.
        FileFaults: the folder is not there any more, or this computer's file would be too large.
    """
    for _attempt in range(ATTEMPTS):
        data = _own_file(desk, look)
        try:
            with desk.commit():
                _change_here(desk, look)
                _write(desk, look, data)
            break
        except ChangedElsewhere:
            again = look_at_folder(desk, look.folder)
            if again.outcome.steps != look.outcome.steps:
                raise
            look = again
    else:
        raise ChangedElsewhere(None)
    path = look.folder / file_name(look.outcome.machine)
    return Exchanged(len(look.outcome.steps), len(look.outcome.unsettled), path)


def _change_here(desk: Desk, look: ExchangeLook) -> None:
    here, outcome = look.read.here, look.outcome
    if outcome.counter != here.counter or outcome.machine != here.machine:
        carry_out(_files(desk), look.read, outcome)
    if any(step.key[0] == "attempts" for step in outcome.steps):
        attempts = desk.journal.attempts.all()
        desk.journal.files.must_be_read("attempts")
        desk.journal.save_schedule(folded({}, attempts, desk.now()))


def _own_file(desk: Desk, look: ExchangeLook) -> bytes:
    profile = _profile_then(desk, look)
    header = Header(
        machine=look.outcome.machine,
        counter=look.outcome.counter,
        host=host(),
        member_no=profile.member_no,
        name=profile.name,
        made_at=desk.now().isoformat(),
        program=program(),
    )
    return encoded(header, look.outcome.versions)


def _profile_then(desk: Desk, look: ExchangeLook) -> Profile:
    """Who one is once what a look showed is done: another computer may know it."""
    after = next((step.after for step in look.outcome.steps if step.key[0] == "profile"), None)
    return desk.journal.profile() if after is None else Profile.model_validate(after)


def _write(desk: Desk, look: ExchangeLook, data: bytes) -> None:
    path = look.folder / file_name(look.outcome.machine)
    if look.is_written:
        return
    try:
        with saved_though_unsure(path, desk.journal.files.notice):
            into_folder(desk.home, path, data)
    except OSError as error:
        raise write_fault(path, error) from error


def host() -> str:
    """What this computer is called in its file."""
    import platform

    return platform.node()[:200]


def _must_be_folder(desk: Desk, folder: Path) -> None:
    if not folder.is_dir():
        raise FileFaults([(0, _("{folder} is not there: nothing was exchanged.").format(folder=folder))])
    home = desk.home.resolve()
    if folder.resolve() == home or home in folder.resolve().parents:
        raise FileFaults([(0, _("{folder} lies in the data folder: choose another one.").format(folder=folder))])


def _read_folder(
    folder: Path, profile: Profile
) -> tuple[list[tuple[Header, Foreign]], list[tuple[str, str]], list[str]]:
    """The files of this person's computers, those that are passed over with the reason, and whose of these are.

    Raises:
        FileFaults: the system did not let one be read.
    """
    try:
        paths = files_in(folder)
    except OSError as error:
        words = _("{file} cannot be read: {reason}").format(file=folder.name, reason=reason_of(error))
        raise FileFaults([(0, words)]) from error
    found, refused, strangers = list[tuple[Header, Foreign]](), list[tuple[str, str]](), list[str]()
    for path in paths:
        try:
            data = read_file(path)
            header = header_in(data)
            if not is_of(profile, header):
                strangers.append(header.name or header.member_no)
                refused.append((path.name, _("is {name}'s, not yours").format(name=strangers[-1])))
                continue
            found.append((header, Foreign(header.machine, header.counter, versions_in(data))))
        except FileFaults as error:
            if was_refused(error) and not isinstance(error.__cause__, disk.NotPlain):  # what it says nobody knows
                raise FileFaults([(0, f"{path.name} {error.faults[0][1]}")]) from error
            refused.append((path.name, error.faults[0][1]))
    _must_be_of_one(profile, [header for header, _one in found])
    return found, refused, strangers


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


def _files(desk: Desk) -> Files:
    files: Any = desk.journal.files
    assert isinstance(files, Files)  # a desk has a folder
    return files


# What two computers say differently


def undecided(desk: Desk) -> list[Conflict]:
    """The records of which two computers say different things.

    Raises:
        NotRead: something could not be read.
    """
    return conflicts(_files(desk))


def decide(desk: Desk, conflict: Conflict, chosen: int | None) -> None:
    """Keep what stands here (0), what another computer says (from 1 on), or all, each as a record of its own (None).

    Raises:
        ChangedElsewhere: it is not as it was seen; nothing was changed.
        StorageError: the system refused; all is what it was.
    """
    with desk.commit():
        settle(_files(desk), conflict, chosen)
