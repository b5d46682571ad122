"""Asking for a passphrase on the command line, and opening the vault with it.

It is typed unseen, or read from the file that SIXDONTS_PASSPHRASE_FILE names (which may be a pipe, /dev/fd/3), a new
one from that of SIXDONTS_NEW_PASSPHRASE_FILE. It is never an argument and never the value of a variable: others on this
computer can read both in the list of processes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

import click

from content.errors import FileFaults
from content.printable import printable
from content.words import _
from desk.desk import Desk
from tui.commands.could_not import CouldNot

FROM, NEW_FROM = "SIXDONTS_PASSPHRASE_FILE", "SIXDONTS_NEW_PASSPHRASE_FILE"
BACKUP_FROM = "SIXDONTS_BACKUP_PASSPHRASE_FILE"
OTHER_FROM = "SIXDONTS_OTHER_PASSPHRASE_FILE"
TRIES = 3
_LONGEST = 4096  # bytes
T = TypeVar("T")


def open_vault(desk: Desk) -> None:
    """Open the vault, if it is locked.

    Raises:
        VaultIsLocked: nobody can be asked.
        WrongPassphrase: what was said does not open it.
    """
    from desk.vault import must_have_header
    from storage.errors import VaultIsLocked

    if desk.cipher.is_locked:
        must_have_header(desk)
        _tried(FROM, _("Passphrase or recovery key: "), lambda said: _open_by(desk, said), VaultIsLocked())


def _open_by(desk: Desk, said: str) -> None:
    """Open the vault; who needed the recovery key hears how to have a passphrase again."""
    from desk.vault import unlock
    from desk.words.vault import by_recovery_key_words
    from storage.vault import is_recovery_key

    unlock(desk, said)
    if is_recovery_key(said):
        _complain(by_recovery_key_words("sixdonts vault passphrase"))


def of_another(work: Callable[[str], T]) -> T:
    """What `work` returns for the passphrase or recovery key of another computer.

    Raises:
        CouldNot: nobody can be asked.
        WrongPassphrase: what was said opens nothing there.
    """
    variable = OTHER_FROM if os.environ.get(OTHER_FROM) else FROM
    prompt = _("Passphrase or recovery key of the other computer: ")
    return _tried(variable, prompt, work, _nobody_asked(OTHER_FROM))


def _nobody_asked(variable: str) -> CouldNot:
    """What is raised where a passphrase is not that of records locked here: nothing is said to be locked."""
    words = _("The passphrase is typed in a terminal; for scripts name a file in {variable}. Nothing was changed.")
    return CouldNot(words.format(variable=variable))


def _tried(variable: str, prompt: str, work: Callable[[str], T], nobody: Exception) -> T:
    """What `work` returns for what was said; who mistypes is asked again. `nobody`: raised where nobody can be."""
    from desk.words.faults import fault_words
    from storage.errors import WrongPassphrase

    for _try in range(TRIES - 1):
        try:
            return work(_said(variable, prompt, nobody))
        except WrongPassphrase as error:
            if os.environ.get(variable):
                raise
            _complain(fault_words(error))
    return work(_said(variable, prompt, nobody))


def opening(work: Callable[[str], T]) -> T:
    """What `work` returns; a backup that was sealed by another key is asked for the passphrase of then.

    Raises:
        CouldNot: nobody can be asked, or what was said does not open it.
    """
    from storage.errors import VaultIsLocked, WrongPassphrase

    try:
        return work("")
    except VaultIsLocked as error:
        if not error.file:
            raise
        variable = BACKUP_FROM if os.environ.get(BACKUP_FROM) else FROM
        words = _("Passphrase or recovery key of {file}: ").format(file=error.file)
        try:
            return work(_said(variable, words, _nobody_asked(BACKUP_FROM)))
        except WrongPassphrase as wrong:
            words = _("{file} opens by the passphrase or recovery key of when it was written, and not by this. "
                      "In scripts a file named in {variable} says it.")  # fmt: skip
            raise CouldNot(words.format(file=error.file, variable=BACKUP_FROM)) from wrong


def new_passphrase() -> str:
    """A passphrase to be set: typed twice, or from the file that is named for it.

    Never from the one that opens: a variable that stands in a profile would set a passphrase that nobody meant to set,
    and leave the old one where another was wanted.

    Raises:
        CouldNot: nobody can be asked.
        FileFaults: it is too short, or was not typed twice alike.
    """
    from desk.vault import LEAST_CHARACTERS, is_long_enough
    from storage.vault import normal

    nobody = _nobody_asked(NEW_FROM)
    said = _said(NEW_FROM, _("New passphrase: "), nobody)
    if not is_long_enough(said):
        words = _(
            "The passphrase needs {n} characters at least; a sentence of some words is best. Nothing was changed."
        )
        raise FileFaults([(0, words.format(n=LEAST_CHARACTERS))])
    if not os.environ.get(NEW_FROM) and normal(_said(NEW_FROM, _("Once more: "), nobody)) != normal(said):
        raise FileFaults([(0, _("The two are not alike. Nothing was changed."))])
    return said


def _said(variable: str, prompt: str, nobody: Exception) -> str:
    if file := os.environ.get(variable):
        return _first_line(file)
    if not sys.stdin.isatty():
        raise nobody
    import getpass

    return getpass.getpass(prompt)


def _first_line(file: str) -> str:
    with open(file, "rb") as opened:  # noqa: PTH123 # it may be a pipe
        with suppress(OSError):
            if os.name == "posix" and os.fstat(opened.fileno()).st_mode & 0o077 and os.path.isfile(file):  # noqa: PTH113
                _complain(_("Others can read {file}; mend it with: chmod 600 {file}").format(file=file))
        line = opened.readline(_LONGEST)
    try:
        return line.decode().rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise FileFaults([(0, _("{file} is no text in UTF-8.").format(file=file))]) from error


def _complain(words: str) -> None:
    click.echo(printable(words), err=True)
