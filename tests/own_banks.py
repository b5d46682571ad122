"""A bank brought in, as the app and the command line do it."""

from __future__ import annotations

from pathlib import Path

from content.importing.bank_plan import plan_import
from content.importing.unchecked import BankFile
from content.models import Pack
from storage.banks import load_packs, own_ids, take_in


def bring_in(home: Path, pack: Pack) -> None:
    """Take in a file that says of its bank what the pack does."""
    file = BankFile(
        pack, tuple(range(2, len(pack.questions) + 2)), head=frozenset({"id", "title", "edition", "source"})
    )
    take_in(home, file, plan_import(file, load_packs(home), own_ids(home)))
