"""The one tree of what can go wrong: plain data, for which `desk/words/faults.py` has the words.

SixdontsError
├── PackError               one fault of a pack: file, line, problem
├── FileFaults              all that is wrong with a file a person filled in: faults
├── UnparsableError         content/parsing.py: no parser reads it: text
│   └── UnreadableError     content/importing/limits.py: it holds no table: why, kind
├── TooFew                  content/drawing.py: fewer questions than asked for: lacking
├── StorageError            storage/errors.py: path, reason; after any of these the records are what they were before
│   ├── ReadOnly            the folder cannot be written: reason "folder not writable"
│   ├── Unusable            the data folder is of no use: reason "not a folder", "not readable" or "gone"
│   ├── NewerFormat         a newer program made the folder: found, known
│   ├── Busy                another program held the lock too long
│   ├── NotRead             what a result would lack could not be read: file, why
│   │   └── NotWhole        it is damaged, or gone while a copy has it: copy
│   ├── WriteFailed         the system refused: error; reason "disk full", "file too large" or "system"
│   ├── HalfDone            sealing or opening all records was broken off, and goes on: change, error
│   ├── LinkInside          a link stands where the program's own files belong, so that they would be in no copy
│   ├── Gone                a record to be changed is not there any more: uid
│   ├── Taken               a record to be added is already there and says something else: uid
│   └── SettingsBroken      settings.toml cannot be read, so it is not changed: line
├── SubmissionError         storage/submission.py
│   ├── TooLarge            it is larger than a submission can be
│   ├── NotASubmission      it is another file
│   ├── DamagedSubmission   it is not as it was made: reason, line
│   └── UnknownVersion      a newer program made it: version
├── VaultError              storage/errors.py
│   ├── WrongPassphrase     neither the passphrase nor the recovery key
│   │   ├── OtherRecoveryKey     a recovery key with all its signs right that does not count here
│   │   └── MistypedRecoveryKey  a group of the recovery key has a wrong sign: group
│   ├── BrokenHeader        the vault's header is damaged, and its second copy too
│   │   └── NewerVault      a newer program made the vault
│   ├── NotEnoughMemory     what a passphrase is to cost is more than is free: mib
│   ├── HeaderIsMissing     sealed records are there without it
│   ├── VaultIsOn           there is a vault already
│   └── VaultIsLocked       it is sealed, and nobody said the passphrase: file
├── LedgerError             storage/errors.py
│   ├── NoSuchMember        the roster has nobody of that number: member_no
│   ├── NothingTakenIn      there is nothing to return or to confirm: name
│   └── NoReport            there is nothing a report could be made of: why
├── ProvinceError           storage/errors.py
│   ├── NoEngine            DuckDB is not installed
│   ├── NoLake              there are no facts in the folder: folder
│   ├── DamagedLake         a file of facts is cut off or damaged: path
│   └── NotWholeMonths      a province is counted by whole months
├── NotThisReceipt          storage/errors.py: a receipt is for somebody else: why, whom
├── NotAllowed              storage/problems.py: the branch's list does not allow it: why, uid
├── NoScheduler             desk/schedulers.py: the system has none of those that are known
├── SchedulerRefused        desk/schedulers.py: a program of the system did not do it: program, said
└── ChangedElsewhere        storage/errors.py: what is to be replaced is not what the person saw: there, as it is now

What a screen attempts and what a command does may end in any of them; nothing else is foreseen.
"""

from __future__ import annotations

import errno
from pathlib import Path

from content.words import _, mark_for_translation

# What the system says, in our words; it says it in English. What is not here is told by its number.
_REASONS = {
    errno.ENOENT: mark_for_translation("there is no such file"),
    errno.EACCES: mark_for_translation("no right to it"),
    errno.EADDRINUSE: mark_for_translation("another program uses it"),
    errno.EPERM: mark_for_translation("no right to it"),
    errno.EISDIR: mark_for_translation("it is a folder"),
    errno.ESPIPE: mark_for_translation("it is a pipe or a device, and no file"),
    errno.ENOTDIR: mark_for_translation("there is no such folder"),
    errno.ENOSPC: mark_for_translation("the disk is full"),
    errno.EROFS: mark_for_translation("the disk cannot be written on"),
    errno.ENAMETOOLONG: mark_for_translation("its name is too long"),
    errno.EIO: mark_for_translation("the disk or its connection has a fault"),
    errno.ENXIO: mark_for_translation("the disk is not there"),
    errno.ENODEV: mark_for_translation("the disk is not there"),
    errno.EBUSY: mark_for_translation("it is in use"),
    errno.ETXTBSY: mark_for_translation("it is in use"),
    errno.EAGAIN: mark_for_translation("it is in use"),
    errno.EEXIST: mark_for_translation("something of this name is there already"),
    errno.ENOTEMPTY: mark_for_translation("the folder is not empty"),
    errno.EXDEV: mark_for_translation("it lies on another disk"),
    errno.EINVAL: mark_for_translation("the system cannot do it here"),
    errno.ENOSYS: mark_for_translation("the system cannot do it here"),
    errno.ENOTSUP: mark_for_translation("the system cannot do it here"),
    errno.EMLINK: mark_for_translation("it has too many names"),
    errno.EMFILE: mark_for_translation("too many files are open"),
    errno.ENFILE: mark_for_translation("too many files are open"),
    errno.ENOMEM: mark_for_translation("there is too little memory"),
    errno.EFBIG: mark_for_translation("the file is too large"),
    errno.ELOOP: mark_for_translation("its links go round in a circle"),
    errno.EILSEQ: mark_for_translation("its name cannot be written on this disk"),
    errno.ENOLCK: mark_for_translation("the disk knows no locks"),
    errno.ETIMEDOUT: mark_for_translation("it took too long"),
    **{
        getattr(errno, name): words
        for name, words in (
            ("EDQUOT", mark_for_translation("your share of the disk is full")),
            ("ESTALE", mark_for_translation("the network folder was cut off")),
            ("EREMOTEIO", mark_for_translation("the disk or its connection has a fault")),
            ("EHOSTDOWN", mark_for_translation("the network folder was cut off")),
        )
        if hasattr(errno, name)  # not on every system
    },
}


class SaidInWords(OSError):
    """Something of ours that lies between a file and its reader refused, for a reason that has words."""

    WORDS = ""


def reason_of(error: OSError) -> str:
    """Why the system refused, in the language spoken now; by its number where we have no words for it."""
    if isinstance(error, SaidInWords):
        return _(error.WORDS)
    if error.errno in _REASONS:
        return _(_REASONS[error.errno])
    if error.errno is None:
        return _("the system gave no reason")
    return _("error {n} of the system").format(n=error.errno)


def was_refused(error: Exception) -> bool:
    """Whether an error tells of a file that the system did not let be read: what it says nobody knows."""
    return isinstance(error.__cause__, OSError)


class SixdontsError(Exception):
    """Something this program expected might happen, told to the person in one line."""


class PackError(SixdontsError):
    """A file of a pack that cannot be used as it is: which one, at which line, and what is wrong there."""

    def __init__(self, file: Path, line: int | None, problem: str) -> None:
        super().__init__(file, line, problem)
        self.file = file
        self.line = line
        self.problem = problem

    def __str__(self) -> str:
        file = f"{self.file.parent.name}/{self.file.name}"
        if self.line is None:
            return _("{file}: {problem}").format(file=file, problem=self.problem)
        return _("{file}, line {line}: {problem}").format(file=file, line=self.line, problem=self.problem)


class FileFaults(SixdontsError, ValueError):
    """All that is wrong with a file a person filled in: (line or row, what and what to do) each; 0 is the file."""

    def __init__(self, faults: list[tuple[int, str]]) -> None:
        super().__init__("\n".join(f"{line}: {words}" for line, words in faults))
        self.faults = faults

    def lines(self, file: str) -> list[str]:
        """Each fault in one line, with the file and its line."""
        with_line = _("{file}, line {line}: {problem}")
        without = _("{file}: {problem}")
        return [
            (with_line if line else without).format(file=file, line=line, problem=words) for line, words in self.faults
        ]
