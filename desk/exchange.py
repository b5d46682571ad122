"""A person's computers exchange what they recorded: looked at, done, and decided where two say different things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from content.errors import FileFaults, reason_of
from content.words import _
from desk.desk import Desk
from desk.exchange_folder import FolderRead, Found, Passed, Self, host, knows, read_folder
from reports.summary import program
from storage import disk
from storage.cipher import HEADER
from storage.errors import ChangedElsewhere, NotRead, write_fault
from storage.exchange_file import Header, encoded, file_name
from storage.exchange_place import Read, carry_out, new_name, only_sound, read_here
from storage.exchange_sealed import Seal, into_folder, seal_of, sealed_file
from storage.exchange_settling import Conflict, conflicts, later_conflicts, settle
from storage.exchanging import Key, Outcome, exchanged
from storage.files import Files
from storage.places import lies_inside
from storage.record_files import saved_though_unsure
from storage.records import Profile
from storage.sealed import Sealed
from storage.sitting import folded

PLACE = "exchange"  # what the folder used last is remembered for
ATTEMPTS = 3


class Unnamed(NamedTuple):
    """A computer of which nobody said whose it is, and how many records only its file has."""

    header: Header
    records: int


@dataclass(frozen=True)
class ExchangeLook:
    """What exchanging over a folder would do."""

    folder: Path
    """The folder."""
    place: tuple[int, int]
    """What tells it from another of the same name, as where a stick was pulled out since."""
    read: Read
    """This computer's records as they were read."""
    outcome: Outcome
    """What would come of it."""
    computers: tuple[Header, ...]
    """The other computers whose files lie there."""
    passed: tuple[Passed, ...]
    """Files that are passed over, and why."""
    unsound: tuple[Key, ...]
    """Records in the files that are not as this program writes them, and are passed over."""
    profile: Profile
    """Who keeps these records, as far as that was said here."""
    seal: Seal | None
    """What seals this computer's file; None where no vault is on."""
    lying_open: tuple[Found, ...]
    """The files that anybody can read, and could have written, though the vault is on here; one's own may be one."""
    older: tuple[Found, ...]
    """Files of this computer under a name of before, that can go: all they say is in its new one. Others of it that
    cannot be read are passed over as "former", and can go too."""
    seen_by: frozenset[str]
    """The computers that have read a file of this one under its present name."""
    is_written: bool
    """Whether this computer's own file lies there and says all already."""
    unnamed: tuple[Unnamed, ...] = ()
    """The computers that never met this one, of which nobody said whose they are."""
    take_open: bool = True
    """Whether files that lie open were read though the vault is on here."""

    @property
    def is_other_missing(self) -> bool:
        """Whether this computer has something from others, and no file of theirs lies in the folder."""
        others = {machine for one in self.read.here.known.values() for machine in one.vector}
        others -= {self.read.here.machine, *self.read.former}
        return bool(others) and not self.computers and not self.passed_for("locked", "open", "refused", "damaged")

    @property
    def goes_without_unnamed(self) -> bool:
        """Whether there is something to exchange without what is of nobody named: it is known whose the rest is."""
        is_known = bool(self.profile.name or self.profile.member_no)
        others = [one for one in self.computers if is_known or not (one.name or one.member_no)]
        return len(others) > len(self.unnamed)

    def passed_for(self, *kinds: str) -> tuple[Passed, ...]:
        """The files that are passed over for such reasons."""
        return tuple(one for one in self.passed if one.kind in kinds)


@dataclass(frozen=True)
class Exchanged:
    """What was done: how many records changed here, and how many are to be decided."""

    changed: int
    undecided: int
    file: Path


def look_at_folder(desk: Desk, folder: Path, *, take_open: bool = True, take_unnamed: bool = True) -> ExchangeLook:
    """What exchanging over a folder would do; nothing is changed. A long job.

    take_open: whether what lies open there is to be taken in while the vault is on here, else only what is sealed.
    take_unnamed: whether the files of which nobody said whose they are, are to be taken in.

    Raises:
        FileFaults: the folder is not there, is the data folder itself, or holds files of several persons.
        NotRead: something here could not be read.
    """
    must_be_folder(desk, folder)
    place, seal = _place_of(folder), seal_here(desk)
    read = read_here(_files(desk))
    profile, me = desk.journal.profile(), read.here.machine
    there = read_folder(folder, profile, seal, Self(me, read.here.counter, read.former), take_open=take_open)
    unnamed = [one for one in there.found if one.header.machine != me and _is_unknown(one, read)]
    if not take_unnamed:
        there, unnamed = _without(there, unnamed), []
    looked = [only_sound(one.says, read) for one in there.found]
    foreign, unsound = [sound for sound, _out in looked], [key for _sound, out in looked for key in out]
    outcome = exchanged(read.here, foreign, new_name)
    older = [one for one in there.found if _is_own_of_before(one.header, read) and not unsound]
    others = [one for one in there.found if one.header.machine != me and one not in older]
    return ExchangeLook(
        folder=folder,
        place=place,
        read=read,
        outcome=outcome,
        computers=tuple(one.header for one in others),
        passed=there.passed,
        unsound=tuple(dict.fromkeys(unsound)),
        profile=profile,
        seal=seal,
        lying_open=tuple(one for one in there.found if seal is not None and one.head is None),
        older=tuple(older),
        seen_by=frozenset(one.machine for one in foreign if knows(one, [me])),
        is_written=not outcome.going and any(_says_all(one, outcome, seal) for one in there.found),
        unnamed=tuple(Unnamed(one.header, _new_in(one, read)) for one in others if one in unnamed),
        take_open=take_open,
    )


def _without(there: FolderRead, unnamed: Sequence[Found]) -> FolderRead:
    """A folder without the files of which nobody said whose they are."""
    words = _("is of nobody named, and was left out")
    left = tuple(Passed(one.file, words, "unnamed") for one in unnamed)
    found = tuple(one for one in there.found if one not in unnamed)
    return replace(there, found=found, passed=(*there.passed, *left))


def _is_unknown(one: Found, read: Read) -> bool:
    """Whether nobody said whose a file is, and neither computer has anything from the other yet.

    Where the other one has, somebody agreed to it there.
    """
    if one.header.name or one.header.member_no or knows(one.says, [read.here.machine, *read.former]):
        return False
    return all(one.header.machine not in known.vector for known in read.here.known.values())


def _new_in(one: Found, read: Read) -> int:
    """How many records only a file has, which would be mixed with those here."""
    others = (versions for key, versions in one.says.versions.items() if key not in read.here.documents)
    return sum(any(version.document is not None for version in versions) for versions in others)


def _is_own_of_before(header: Header, read: Read) -> bool:
    """Whether a file is this computer's from before, for certain: where a disk was copied whole, another computer may
    go on under that name, and is then further than this one ever was."""
    return header.counter <= read.former.get(header.machine, -1)


def _says_all(one: Found, outcome: Outcome, seal: Seal | None) -> bool:
    """Whether a file is this computer's own, as it would be written now; what opens its seal may be another since."""
    is_own = one.file == file_name(outcome.machine) and one.header.counter == outcome.counter
    return is_own and (one.head.vault if one.head else None) == (seal.vault if seal else None)


def exchange(desk: Desk, look: ExchangeLook) -> Exchanged:
    """Do what a look showed: first this computer's records, then its file in the folder. A long job.

    What was saved meanwhile, and what it does not concern, is in it.

    Raises:
        ChangedElsewhere: what would change is another by now; nothing was changed.
        StorageError: the system refused; the records are whole, and the other files are what they were.
        FileFaults: the folder is not there any more or another one, or this computer's file would be too large.
    """
    for _attempt in range(ATTEMPTS):
        data = _own_file(desk, look)
        try:
            with desk.commit():
                _must_be_the_same(desk, look)
                _change_here(desk, look)
                _write(desk, look, data)
            break
        except ChangedElsewhere:
            again = look_at_folder(desk, look.folder, take_open=look.take_open)
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
    data = encoded(header, look.outcome.versions)
    return sealed_file(data, header.machine, header.counter, look.seal) if look.seal else data


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


def delete_older(look: ExchangeLook) -> int:
    """Delete this computer's files under names of before, after its new one is written; how many there were.

    Raises:
        StorageError: the system refused.
    """
    files = [*(one.file for one in look.older), *(one.file for one in look.passed_for("former"))]
    for file in files:
        path = look.folder / file
        try:
            disk.remove(path)
        except OSError as error:
            if path.exists():
                raise write_fault(path, error) from error
    return len(files)


def must_be_folder(desk: Desk, folder: Path) -> None:
    """Pass when a folder is one over which can be exchanged.

    Raises:
        FileFaults: it is not there, or is the data folder itself.
    """
    if not folder.is_dir():
        raise FileFaults([(0, _("{folder} is not there: nothing was exchanged.").format(folder=folder))])
    if lies_inside(desk.home, folder):
        raise FileFaults([(0, _("{folder} lies in the data folder: choose another one.").format(folder=folder))])


def _place_of(folder: Path) -> tuple[int, int]:
    try:
        there = folder.stat()
    except OSError as error:
        words = _("{folder} is not there: nothing was exchanged.")
        raise FileFaults([(0, words.format(folder=folder))]) from error
    return there.st_dev, there.st_ino


def _must_be_the_same(desk: Desk, look: ExchangeLook) -> None:
    """Pass when the folder is the one that was looked at: nothing is told to a disk that nobody agreed to."""
    must_be_folder(desk, look.folder)
    if _place_of(look.folder) != look.place:
        words = _("{folder} is another one by now: nothing was exchanged. Look at it again.")
        raise FileFaults([(0, words.format(folder=look.folder))])


def seal_here(desk: Desk) -> Seal | None:
    """What seals this computer's file; None where no vault is on.

    Raises:
        NotRead: the vault was changed by another program meanwhile.
    """
    if not isinstance(desk.cipher, Sealed):
        return None
    try:
        return seal_of(desk.cipher)
    except OSError as error:
        raise NotRead(desk.home, HEADER, reason_of(error)) from error


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


def undecided_later(desk: Desk) -> int:
    """How many more there are that nobody can choose between before the next exchange: what stood here was lost.

    Raises:
        NotRead: something could not be read.
    """
    return later_conflicts(_files(desk))


def decide(desk: Desk, conflict: Conflict, chosen: int | None) -> None:
    """Keep what stands here (0), what another computer says (from 1 on), or all, each as a record of its own (None).

    Raises:
        ChangedElsewhere: it is not as it was seen; nothing was changed.
        StorageError: the system refused; all is what it was.
    """
    with desk.commit():
        settle(_files(desk), conflict, chosen)
