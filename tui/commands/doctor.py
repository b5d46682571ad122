"""`doctor`: looks at everything in the data folder and names each fault; changes nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from content.words import _, mark_for_translation, ngettext
from desk.desk import Desk
from storage.kinds import UNREAD_FOLDERS, is_housekeeping, kind_at
from tui.commands.base import CouldNot, command, option, pass_desk, say

if TYPE_CHECKING:
    from storage.files import Files


@command(
    help=mark_for_translation(
        "Check the data folder and name every fault; change nothing.\n\nExit code 0: all is sound. 1: something is not."
    )
)
@option("--show", "copy", metavar="FILE",
        help=mark_for_translation("Show what a copy made by a cloud drive holds that its file does not."))  # fmt: skip
@pass_desk
def doctor(desk: Desk, copy: str | None) -> None:
    """Print a line for each fault, or what only a copy holds."""
    if copy is not None:
        _show_copy(desk, copy)
        return
    say(_("Data folder: {folder}").format(folder=desk.home))
    if not desk.home.exists():
        say(_("There are no records yet."))
    faults = list(_folder_faults(desk))
    for fault in faults:
        say(f"- {fault}")
    if faults:
        say(ngettext("{n} fault.", "{n} faults.", len(faults)).format(n=len(faults)))
        raise click.exceptions.Exit(1)
    say(_("All is sound."))


def _folder_faults(desk: Desk) -> Iterator[str]:
    from storage.files import Files

    home = desk.home
    if not home.exists():
        return
    yield from _permission_faults(home)
    files = Files(home, cipher=desk.cipher)
    if (found := files.newer_format()) is not None:
        yield _("Made by a newer program (format {version}); it can only be read. Update sixdonts.").format(
            version=found
        )
    yield from _stray_faults(files)
    yield from _vault_faults(desk)
    yield from _record_and_text_faults(files)


def _permission_faults(home: Path) -> Iterator[str]:
    if not os.access(home, os.W_OK):
        yield _("The folder cannot be written; check its rights.")
    if os.name == "posix" and home.stat().st_mode & 0o077:
        yield _("Others on this computer may look into the folder. Mend it with: chmod 700 {folder}").format(
            folder=home
        )


def _vault_faults(desk: Desk) -> Iterator[str]:
    """What lies in a vault and is not sealed; of record files that is told where they are read."""
    from desk.vault import vault_state
    from storage.cipher import COPY, HEADER

    state = vault_state(desk)
    if not state.is_on:
        return
    if state.change:
        yield _("Sealing or opening was broken off; the next opening with the passphrase goes on with it.")
    for file in state.plain:
        if kind_at(file) is None or file.endswith(".bak"):
            yield _("{file}: not sealed, although the vault is on.").format(file=file)
    for one in (HEADER, COPY):
        if not (desk.home / one).is_file():
            yield _("{file}: is missing; it is made again when the vault is opened.").format(file=one)


def _stray_faults(files: Files) -> Iterator[str]:
    """Files left behind by a broken-off write, set aside as damaged, or not made by this program."""
    from desk.words.faults import notice_words
    from storage.beside import copied_file
    from storage.files import Notice

    home = files.root
    left = _("{file}: left by a write that was broken off; it can be deleted.")
    for folder in sorted(UNREAD_FOLDERS):
        yield from (left.format(file=f"{folder}/{path.name}") for path in sorted((home / folder).glob("*.tmp")))
    for folder, folders, names in os.walk(home):
        inside = Path(folder).relative_to(home)
        folders[:] = sorted(name for name in folders if (inside / name).as_posix() not in UNREAD_FOLDERS)
        links = [name for name in folders if (Path(folder) / name).is_symlink()]  # to folders: never gone into
        for name in sorted([*names, *links]):
            path = Path(folder) / name
            shown = path.relative_to(home).as_posix()
            if name == "intent.json":
                yield _intent_words(files).format(file=shown)
            elif name.endswith(".tmp"):
                yield left.format(file=shown)
            elif ".damaged-" in name:
                yield _("{file}: a damaged file that was set aside; what could be read is in use.").format(file=shown)
            elif not path.is_file() or path.is_symlink():
                yield _("{file}: not a plain file.").format(file=shown)
            elif not os.access(path, os.R_OK):
                yield _("{file}: cannot be read; check its rights.").format(file=shown)
            elif of := copied_file(shown):
                yield notice_words(Notice("beside", shown, of))
            elif not is_housekeeping(shown) and kind_at(shown) is None and not name.startswith("error-"):
                yield _("{file}: not a file of this program.").format(file=shown)


def _intent_words(files: Files) -> str:
    if files.has_broken_intent:
        return _("{file}: a change that was broken off cannot be read; it will be set aside, not made.")
    return _("{file}: a change was broken off; it is completed when the program opens.")


def _record_and_text_faults(files: Files) -> Iterator[str]:
    """What is wrong in the files of every kind, in words."""
    from desk.words.faults import notice_words, setting_notice_words
    from storage.checking import faults
    from storage.files import Notice

    for fault in faults(files.root, files.cipher):
        if isinstance(fault, str):
            yield fault
        else:
            yield notice_words(fault) if isinstance(fault, Notice) else setting_notice_words(fault)


def _show_copy(desk: Desk, copy: str) -> None:
    """Print what a copy holds that its file does not."""
    from desk.beside import copy_lines, path_inside
    from storage.beside import copied_file, only_in_copy
    from storage.disk import Damaged

    path = path_inside(desk.home, copy)
    of = copied_file(path)
    if not of or not (desk.home / path).is_file():
        raise CouldNot(_("{file} is no copy beside a file of this data folder.").format(file=copy))
    try:
        found = only_in_copy(desk.home, path, desk.cipher)
    except (OSError, Damaged) as error:
        raise CouldNot(_("{file} cannot be read; it is left as it is.").format(file=copy)) from error
    if not found:
        say(_("{file} holds nothing that {of} does not.").format(file=path, of=of))
        return
    say(_("Only {file} holds this; {of} does not:").format(file=path, of=of))
    for line in copy_lines(found, of):
        say(line)
