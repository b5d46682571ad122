"""Banks of questions that a person keeps: a TOML file each in `banks/`, beside the packs that come with the program."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext, suppress
from functools import partial
from pathlib import Path

from content.banks import pack_text
from content.catalog import PACK, SHIPPED, Catalog
from content.errors import FileFaults, reason_of
from content.importing.bank_plan import BankPlan, plan_import
from content.importing.unchecked import BankFile
from content.models import Pack
from content.words import _
from storage.errors import NotRead
from storage.files import Notice
from storage.kinds import Stamps, text_files, text_stamps
from storage.records import Remark
from storage.text_files import bring_back, replace_text, take_away

FOLDER = "banks"


def load_packs(home: Path) -> Catalog:
    """The packs that come with the program, and those kept in a data folder."""
    own = home / FOLDER
    return Catalog.shipped().with_banks(own) if os.path.lexists(own) else Catalog.shipped()


def catalog_with(packs: Catalog, remarks: Iterable[Remark]) -> Catalog:
    """The packs as questions are asked from them: corrected where a person corrected them, without those set aside."""
    remarks = list(remarks)
    corrected = {one.question_id: one.corrected for one in remarks if one.corrected is not None}
    return packs.changed(corrected, {one.question_id for one in remarks if one.set_aside})


def banks_stamp(home: Path) -> Stamps:
    """What differs when somebody changed the banks of a data folder."""
    return text_stamps(home, FOLDER)


def bank_faults(home: Path) -> list[str]:
    """A line for each fault of the banks, and of the packs that come with the program."""
    return [str(fault) for fault in load_packs(home).faults]


def own_ids(home: Path) -> set[str]:
    """The ids of the banks that are kept in the data folder: they did not come with the program.

    Raises:
        NotRead: the system did not let their folder be read.
    """
    unread: dict[str, OSError] = {}
    files = text_files(home, FOLDER, unread)
    for folder, error in unread.items():
        raise NotRead(home, folder, reason_of(error))
    shipped = {file.parent.name for file in SHIPPED.glob(f"*/{PACK}")}
    return {file.parent.name for file in files} - shipped


class _Overtaken(Exception):
    """Somebody changed the banks while the new one was made."""


def take_in(
    home: Path,
    bank: BankFile,
    shown: BankPlan,
    *,
    commit: Callable[[], AbstractContextManager[None]] = nullcontext,
    notices: list[Notice] | None = None,
) -> None:
    """Take a file's questions into the bank they belong to, durably, as it was shown; in `commit` it is written.

    What takes long is done without the lock; when somebody changed the banks meanwhile, it is done again.

    Raises:
        FileFaults: the bank was changed after that was shown, or what would be written could not be read again.
        StorageError: it could not be written; what was there before is still there.
    """
    path = home / FOLDER / shown.pack.id / PACK
    while True:
        stamp = banks_stamp(home)
        content = _as_shown(home, path, bank, shown)
        with suppress(_Overtaken), commit():
            replace_text(home, path, partial(_unless_overtaken, home, stamp, content), notices=notices)
            return


def _as_shown(home: Path, path: Path, bank: BankFile, shown: BankPlan) -> bytes:
    plan = plan_import(bank, load_packs(home), own_ids(home))
    if plan != shown:
        raise FileFaults([(0, _("the bank was changed meanwhile; bring the file in again"))])
    return _readable(path, plan.pack)


def _unless_overtaken(home: Path, stamp: Stamps, content: bytes) -> bytes:
    if banks_stamp(home) != stamp:
        raise _Overtaken
    return content


def _readable(path: Path, pack: Pack) -> bytes:
    """The text of a bank, once it was seen that it can be read again.

    Raises:
        FileFaults: it cannot.
    """
    text = pack_text(pack)
    again = Catalog.load_text(path, text)
    if again.packs != (pack,):
        raise FileFaults([(0, fault.problem) for fault in again.faults] or [(0, _("cannot be kept as it is"))])
    return text.encode()


def remove_bank(home: Path, pack_id: str, *, notices: list[Notice] | None = None) -> None:
    """Take a bank away; it lies beside its place as `pack.toml.removed` until the next one of its id is removed.

    Raises:
        StorageError: the system refused.
    """
    take_away(home, home / FOLDER / pack_id / PACK, notices=notices)


def bring_bank_back(home: Path, pack_id: str, *, notices: list[Notice] | None = None) -> bool:
    """Put a bank back that was removed; nothing, and False, when one of its id was brought in since.

    Raises:
        StorageError: the system refused.
    """
    return bring_back(home, home / FOLDER / pack_id / PACK, notices=notices)
