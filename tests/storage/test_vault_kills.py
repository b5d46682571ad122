"""Real processes killed while a vault is saved into, turned on, off, and given another key or passphrase.

SIXDONTS_VAULT_KILLS says how many of each kind; CI has 150 in all.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.cipher import has_vault, is_sealed
from storage.files import Files
from storage.journal import Journal
from storage.vault import new_recovery_key
from storage.vault_names import vault_files
from storage.vaulting import turned_off, turned_on, with_new_key, with_other_passphrase
from tests.killing import Say, killed
from tests.storage.filling import fill
from tests.storage.test_kills import expected_after, saver
from tests.storage.vaults import OTHER, PASSPHRASE, QUICK, after, everything, opened, turn_on, unlock

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="Windows knows no kill -9")]
KILLS = int(os.environ.get("SIXDONTS_VAULT_KILLS", "30"))
SAVES = 12


def changer(home: Path, way: str) -> Callable[[Say], None]:
    """Turns the vault on or off, gives it another key, or one passphrase after another; says how far it is."""

    def work(say: Say) -> None:
        vault = None if way == "on" else unlock(home)
        files = Files(home, cipher=vault)
        if vault is None:
            turned_on(files, PASSPHRASE, new_recovery_key(), tell=say, costs=QUICK)
        elif way == "off":
            turned_off(files, vault, tell=say)
        elif way == "rekey":
            with_new_key(files, vault, PASSPHRASE, new_recovery_key(), tell=say, costs=QUICK)
        else:
            for number in range(1000):
                with_other_passphrase(files, vault, OTHER if number % 2 else PASSPHRASE, costs=QUICK)
                say(number)

    return work


def test_every_acknowledged_save_in_a_vault_survives_kills(tmp_path: Path) -> None:
    chance, home, expected = random.Random(7), tmp_path / "home", dict[str, str]()
    for kill in range(KILLS):
        if kill % 50 == 0:
            home, expected = tmp_path / f"home{kill}", {}
            Journal.open(home).drafts.put("note/new", "0")
            turn_on(home)
        draft = expected_after(killed(saver(home, PASSPHRASE), chance, chance.randrange(SAVES)), expected)
        journal = Journal.open(home, cipher=opened(home))
        notes = {note.uid for note in journal.notes.all()}
        trash = {item.record_uid for item in journal.trash.items()}
        matters = {matter.uid: matter.state.value for matter in journal.matters.all()}
        assert not [notice for notice in journal.notices if notice.kind != "intent"]
        for uid, word in expected.items():
            if word in {"note", "trash"}:
                assert uid in trash or (word == "note" and uid in notes)
            else:
                assert matters[uid] == "settled" or word == "open"
        assert not draft or int(journal.drafts.get("note/new")) >= int(draft)
        assert all(is_sealed(path.read_bytes()) for path, _name in vault_files(home) if path.suffix != ".tmp")


@pytest.mark.parametrize("way", ["on", "off", "rekey", "passphrase"])
def test_a_vault_that_is_changed_survives_kills(way: str, tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    fill(begun)
    if way != "on":
        turn_on(begun)
    before = everything(after(begun))
    most = sum(1 for _ in vault_files(begun)) + 1
    chance = random.Random(way)
    for kill in range(KILLS):
        home = tmp_path / f"home{kill}"
        shutil.copytree(begun, home)
        killed(changer(home, way), chance, chance.randrange(most))
        files = after(home)
        assert everything(files) == before
        assert files.notices == []
        sealed = {is_sealed(path.read_bytes()) for path, _name in vault_files(home)}
        assert sealed == {has_vault(home)}
        shutil.rmtree(home)
