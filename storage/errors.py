"""What can go wrong with the records; the whole tree is drawn in content/errors.py."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

from content.errors import SixdontsError


class StorageError(SixdontsError):
    """The records could not be read or written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class ReadOnly(StorageError):
    """The folder cannot be written."""

    def __init__(self, path: Path, reason: str = "folder not writable") -> None:
        super().__init__(path, reason)


class Unusable(StorageError):
    """The data folder is none, or belongs to somebody who lets nobody else in, or was there and is gone."""


class NewerFormat(StorageError):
    """The folder was made by a newer program; this one only reads it."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(path, "newer format")
        self.found = found
        self.known = known


class Busy(StorageError):
    """Another program held the lock too long."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "busy")


class NotRead(StorageError):
    """The system did not let something be read without which a result would lack something."""

    def __init__(self, home: Path, file: str, why: str) -> None:
        super().__init__(home / file, "not read")
        self.file = file
        self.why = why


class NotWhole(NotRead):
    """A file without which a result would lack something is damaged; or not here any more, and a `copy` has it."""

    def __init__(self, home: Path, file: str, why: str, copy: str = "") -> None:
        super().__init__(home, file, why)
        self.copy = copy


class WriteFailed(StorageError):
    """The system refused to write: a full disk, a broken one."""

    def __init__(self, path: Path, error: OSError) -> None:
        full = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
        too_large = error.errno == errno.EFBIG
        super().__init__(path, "disk full" if error.errno in full else "file too large" if too_large else "system")
        self.error = error


class HalfDone(StorageError):
    """All records were to be sealed or opened, and the system refused half way: it goes on at the next opening.

    change: "on", "off" or "rekey".
    """

    def __init__(self, path: Path, change: str, error: OSError) -> None:
        super().__init__(path, "half done")
        self.change = change
        self.error = error


class LinkInside(StorageError):
    """A link stands where the program's own files belong: what it leads to would be in no backup, and not sealed."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "link")


class Gone(StorageError):
    """A record to be changed is not there any more."""

    def __init__(self, path: Path, uid: str) -> None:
        super().__init__(path, "gone")
        self.uid = uid


class Taken(StorageError):
    """A record to be added is already there and says something else."""

    def __init__(self, path: Path, uid: str) -> None:
        super().__init__(path, "taken")
        self.uid = uid


class LedgerError(SixdontsError):
    """The ledger does not allow it."""


class NoSuchMember(LedgerError):
    """The roster has nobody of that number."""

    def __init__(self, member_no: str) -> None:
        super().__init__(member_no)
        self.member_no = member_no


class NoReport(LedgerError):
    """There is nothing a report could be made of.

    `why` is "roster", "branch", "received", "returned", "orders", "owner" or "ahead".
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class NothingTakenIn(LedgerError):
    """Nothing was taken in that could be returned or confirmed; `name` is the member's where it is about one."""

    def __init__(self, name: str = "") -> None:
        super().__init__(name)
        self.name = name


class ProvinceError(SixdontsError):
    """The facts of a province cannot be counted."""


class NoEngine(ProvinceError):
    """What reads and writes them is not installed."""


class NoLake(ProvinceError):
    """There are none in this folder: `folder`."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.folder = folder


class DamagedLake(ProvinceError):
    """A file of them is cut off or damaged: `path`; nothing was counted."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


class NotWholeMonths(ProvinceError):
    """The period that was asked for begins or ends within a month, and a province is counted by months."""


class NotThisReceipt(SixdontsError):
    """A receipt that is sound and not taken in: `why` is "member", "branch", "not_in", "profile" or "to_come".

    `whom` is the member or the branch it is for, after "not_in" the number that does not stand in it, after "to_come"
    the day on which it says it was made.
    """

    def __init__(self, why: str, whom: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.whom = whom


class ChangedElsewhere(SixdontsError):
    """What is to be replaced is not what the person saw; `there` is what stands there now."""

    def __init__(self, there: Any) -> None:
        super().__init__()  # its text would be a record, which no log may hold
        self.there = there


class SettingsBroken(StorageError):
    """settings.toml cannot be read, so it is not changed either."""

    def __init__(self, path: Path, line: int) -> None:
        super().__init__(path, "settings broken")
        self.line = line


class VaultError(SixdontsError):
    """The vault could not be opened, or not be turned on."""


class WrongPassphrase(VaultError):
    """Neither the passphrase nor the recovery key of this vault."""


class OtherRecoveryKey(WrongPassphrase):
    """It is a recovery key with all its signs right, but opens nothing here: replaced, or of another vault."""


class MistypedRecoveryKey(WrongPassphrase):
    """It has the form of a recovery key, but the group of this number has a wrong sign."""

    def __init__(self, group: int) -> None:
        super().__init__(group)
        self.group = group


class BrokenHeader(VaultError, ValueError):
    """What should be a vault's header is none, or asks for more than any program would have written."""


class NewerVault(BrokenHeader):
    """A newer program made the vault; this one does not know its form."""


class NotEnoughMemory(VaultError):
    """A passphrase could not be checked: the computer has not the memory that is to cost whoever guesses."""

    def __init__(self, mib: int) -> None:
        super().__init__(mib)
        self.mib = mib


class HeaderIsMissing(VaultError):
    """Records are sealed, and neither the vault's header is there nor its second copy."""


class VaultIsOn(VaultError):
    """There is a vault already."""


class VaultIsLocked(VaultError):
    """What is to be read is sealed, and nobody said the passphrase; `file` is the backup's name, if it is one."""

    def __init__(self, file: str = "") -> None:
        super().__init__(file)
        self.file = file


def write_fault(path: Path, error: OSError) -> StorageError:
    """The error to raise when the system refused to write `path`."""
    refused = {errno.EROFS} if os.name == "nt" else {errno.EROFS, errno.EACCES, errno.EPERM}
    return ReadOnly(path) if error.errno in refused else WriteFailed(path, error)
