"""`doctor`: looks at everything in the data folder and names each fault; changes nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from content.period import Period
from content.words import _, mark_for_translation, ngettext
from desk.desk import Desk
from tui.commands.base import command, pass_desk, say

if TYPE_CHECKING:
    from storage.files import Files

# What belongs in a data folder besides the record files.
OWN_FILES = frozenset({"format.json", "settings.toml", "lock", "intent.json"})
OWN_FOLDERS = frozenset({"copies", "originals"})
GIVEN_FILES = (
    r"calendar/\d{4}\.txt|lists/(unit|personal)/\d{4}-\d{2}-\d{2}\.toml|materials/\w+\.md"
    r"|banks/[^/]+/pack\.toml(\.bak|\.removed)?"
)


@command(
    help=mark_for_translation(
        "Check the data folder and name every fault; change nothing.\n\nExit code 0: all is sound. 1: something is not."
    )
)
@pass_desk
def doctor(desk: Desk) -> None:
    """Print a line for each fault."""
    from storage.materials import own_materials

    say(_("Data folder: {folder}").format(folder=desk.home))
    if not desk.home.exists():
        say(_("There are no records yet."))
    packs = (str(fault) for fault in (*own_materials(desk.home)[1], *desk.packs.faults))
    faults = [
        *_folder_faults(desk.home),
        *_settings_faults(desk),
        *_calendar_faults(desk.home),
        *_list_faults(desk),
        *packs,
    ]
    for fault in faults:
        say(f"- {fault}")
    if faults:
        say(ngettext("{n} fault.", "{n} faults.", len(faults)).format(n=len(faults)))
        raise click.exceptions.Exit(1)
    say(_("All is sound."))


def _folder_faults(home: Path) -> Iterator[str]:
    from storage.files import Files

    if not home.exists():
        return
    yield from _permission_faults(home)
    files = Files(home)
    if (found := files.newer_format()) is not None:
        yield _("Made by a newer program (format {version}); it can only be read. Update sixdonts.").format(
            version=found
        )
    yield from _stray_faults(home, files)
    yield from _record_faults(home, files)


def _permission_faults(home: Path) -> Iterator[str]:
    if not os.access(home, os.W_OK):
        yield _("The folder cannot be written; check its rights.")
    if os.name == "posix" and home.stat().st_mode & 0o077:
        yield _("Others on this computer may look into the folder. Mend it with: chmod 700 {folder}").format(
            folder=home
        )


def _stray_faults(home: Path, files: Files) -> Iterator[str]:
    """Files left behind by a broken-off write, set aside as damaged, or not made by this program."""
    for folder, folders, names in os.walk(home):
        folders[:] = sorted(name for name in folders if name not in OWN_FOLDERS)
        for name in sorted(names):
            path = Path(folder) / name
            shown = path.relative_to(home).as_posix()
            if name == "intent.json":
                yield _("{file}: a change was broken off; it is completed when the program opens.").format(file=shown)
            elif name.endswith(".tmp"):
                yield _("{file}: left by a write that was broken off; it can be deleted.").format(file=shown)
            elif ".damaged-" in name:
                yield _("{file}: a damaged file that was set aside; what could be read is in use.").format(file=shown)
            elif not path.is_file() or path.is_symlink():
                yield _("{file}: not a plain file.").format(file=shown)
            elif not os.access(path, os.R_OK):
                yield _("{file}: cannot be read; check its rights.").format(file=shown)
            elif re.fullmatch(GIVEN_FILES, shown, re.ASCII):
                continue
            elif shown not in OWN_FILES and not _is_record_file(shown) and not name.startswith("error-"):
                yield _("{file}: not a file of this program.").format(file=shown)


def _is_record_file(name: str) -> bool:
    from storage.journal import KINDS

    stem, _dot, ending = name.partition(".")
    kind = stem.rpartition("/")[0] or stem
    known = {*KINDS, "drafts", "looks", "templates", "branch", "branch/roster", "branch/received", "branch/problems"}
    return kind in known and ending in {"json", "json.bak"}


def _record_faults(home: Path, files: Files) -> Iterator[str]:
    """Read every record as the program does, but without completing or mending anything."""
    from desk.words.faults import notice_words
    from storage.branch import BranchLedger, Originals
    from storage.journal import Journal

    journal = Journal(files)
    for shelf in (journal.checks, journal.notes, journal.attempts, journal.matters, journal.leaves, journal.sent):
        shelf.all()
    journal.remarks.all()
    journal.trash.items()
    journal.drafts.get("")
    journal.profile()
    journal.schedule()
    ledger = BranchLedger(files, Originals(home / "branch" / "originals"))
    ledger.roster()
    for period in sorted({batch.period for batch in ledger.batches()}):
        ledger.problems(Period.parse(period))
        ledger.received(Period.parse(period))
    for notice in files.notices:
        yield notice_words(notice)


def _calendar_faults(home: Path) -> Iterator[str]:
    from content.errors import FileFaults
    from storage.calendar import load_calendar, read_notice_file

    for file in load_calendar(home):
        try:
            read_notice_file(file)
        except FileFaults as error:
            yield from error.lines(f"calendar/{file.name}")


def _list_faults(desk: Desk) -> Iterator[str]:
    from content.donts import read_edition
    from content.errors import PackError

    for name in desk.lists.unreadable:
        try:
            read_edition(desk.home / name)
            yield _("{file}: not a file of this program.").format(file=name)
        except PackError as error:
            yield _("lists/{fault}").format(fault=error)


def _settings_faults(desk: Desk) -> Iterator[str]:
    from desk.words.faults import setting_notice_words
    from storage.settings import read_settings

    for notice in read_settings(desk.home).notices:
        yield setting_notice_words(notice)
