"""Banks of questions that a person keeps: a TOML file each in `banks/`, beside the packs that come with the program."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from content.banks import pack_text
from content.catalog import PACK, SHIPPED, Catalog
from content.models import Pack
from storage import disk
from storage.errors import write_fault
from storage.files import Files
from storage.lists import Stamps
from storage.records import Remark

FOLDER = "banks"


def load_packs(home: Path) -> Catalog:
    """The packs that come with the program, and those kept in a data folder."""
    own = home / FOLDER
    return Catalog.load((SHIPPED, own) if own.is_dir() else (SHIPPED,))


def catalog_with(packs: Catalog, remarks: Iterable[Remark]) -> Catalog:
    """The packs as questions are asked from them: corrected where a person corrected them, without those set aside."""
    remarks = list(remarks)
    corrected = {one.question_id: one.corrected for one in remarks if one.corrected is not None}
    return packs.changed(corrected, {one.question_id for one in remarks if one.set_aside})


def banks_stamp(home: Path) -> Stamps:
    """What differs when somebody changed the banks of a data folder."""
    found = []
    for file in sorted((home / FOLDER).glob(f"*/{PACK}")):
        try:
            look = file.stat()
        except OSError:
            continue
        found.append((file.parent.name, look.st_mtime_ns, look.st_size))
    return tuple(found)


def is_own(home: Path, pack_id: str) -> bool:
    """Whether a bank is kept in the data folder: it did not come with the program."""
    return (home / FOLDER / pack_id / PACK).is_file()


def save_bank(home: Path, pack: Pack) -> None:
    """Keep a bank, durably, instead of what was kept under its id.

    Raises:
        StorageError: it could not be written; what was there before is still there.
    """
    path = home / FOLDER / pack.id / PACK
    with Files(home).transaction():
        try:
            disk.replace_file(path, pack_text(pack).encode())
        except OSError as error:
            raise write_fault(path, error) from error


def remove_bank(home: Path, pack_id: str) -> None:
    """Take a bank away; it lies beside its place as `pack.toml.removed` until the next one of its id is removed.

    Raises:
        StorageError: the system refused.
    """
    path = home / FOLDER / pack_id / PACK
    with Files(home).transaction():
        try:
            path.replace(path.with_name(PACK + ".removed"))
            disk.sync_folder(path.parent)
        except FileNotFoundError:
            return
        except OSError as error:
            raise write_fault(path, error) from error
