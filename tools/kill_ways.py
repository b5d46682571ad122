"""What `tools/kills.py` kills, and what must be true of the folder afterwards."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from desk.backups import back_up, bring_back_from, faults_of, look_into
from desk.desk import Desk
from desk.exchange import exchange, look_at_folder
from desk.undoing import undo_bringing_back
from desk.vault import lock, unlock
from storage.cipher import PLAIN, has_vault, is_sealed
from storage.errors import ChangedElsewhere, WrongPassphrase
from storage.files import Files
from storage.journal import Journal
from storage.records import Matter, MatterState, StudyNote, utc_now
from storage.sealed import Sealed
from storage.vault import Costs, new_recovery_key
from storage.vault_names import vault_files
from storage.vaulting import turned_off, turned_on, with_new_key, with_other_exchange_key, with_other_passphrase

Say = Callable[[str], object]
Ready = Callable[[], object]
DAY = date(2026, 11, 23)
PASSPHRASE, OTHER = "six cups of tea", "seven cups of tea"
QUICK = Costs(memory_kib=8 * 1024, passes=1, lanes=1)
JOINED = b"j" * 32, b"k" * 32
STATES, BACKUP = "states.json", "backup.zip"


@dataclass(frozen=True)
class Way:
    """One thing that is killed. lines: within how many of its lines the kill comes."""

    name: str
    words: str
    work: Callable[[Path, Say, Ready], None]
    check: Callable[[Path, Desk, list[str]], None]
    has_vault: bool = False
    lines: int = 12


def opened(home: Path) -> Desk:
    """A desk as somebody has it who comes next."""
    for said in (PASSPHRASE, OTHER):
        desk = Desk(home)
        try:
            if desk.cipher.is_locked:
                unlock(desk, said)
        except WrongPassphrase:
            continue
        return desk
    raise AssertionError("no passphrase opens it")


def prepared(way: Way, folder: Path) -> None:
    """A data folder with a few records, for one way to be killed."""
    for name in ("home", "other"):
        home = folder / name
        journal = Journal.open(home)
        notes = [journal.notes.add(note(f"{name} {number}")) for number in range(3)]
        journal.matters.add(Matter.new(utc_now(), DAY, title="督办件"))
        if way.has_vault:
            turned_on(Files(home), PASSPHRASE, new_recovery_key(), costs=QUICK)
    (folder / "stick").mkdir()
    desk = opened(folder / "home")
    then = records(desk)
    back_up(desk, folder / BACKUP)
    shelf = desk.journal.notes
    shelf.change(shelf.get(notes[0].uid) or shelf.all()[0], lambda old: old.changed(utc_now(), own_words="改过"))
    shelf.remove(shelf.all()[-1])
    desk.journal.matters.add(Matter.new(utc_now(), DAY, title="后来的"))
    (folder / STATES).write_text(json.dumps([then, records(desk)]), encoding="utf-8")


def next_start(way: Way, folder: Path, said: list[str]) -> None:
    """Pass when the folder is as it must be after all that was said."""
    desk = opened(folder / "home")
    assert_quiet(desk)
    way.check(folder, desk, said)
    assert_quiet(desk)
    if way.has_vault:
        assert all(is_sealed(path.read_bytes()) for path, _ in vault_files(desk.home) if path.suffix != ".tmp")


def assert_quiet(desk: Desk) -> None:
    """Nothing is told but that a change was completed."""
    desk.journal.notes.all()
    told = [one for one in [*desk.notices, *desk.journal.notices] if one.kind != "intent"]
    assert not told, told


def note(title: str) -> StudyNote:
    """One to be saved."""
    return StudyNote.new(utc_now(), DAY, title=title, own_words="字" * 200)


def records(desk: Desk) -> dict[str, Any]:
    """What a person wrote, by kind and uid."""
    files = desk.journal.files
    names = [name for kind in ("notes", "matters") for name in files.names(kind)]
    return {f"{name.partition('/')[0]}/{uid}": one for name in names for uid, one in files.documents(name).items()}


# What works, without end


def save(folder: Path, say: Say, ready: Ready) -> None:
    """Notes, matters that are settled, notes that are thrown away."""
    journal = opened(folder / "home").journal
    ready()
    for number in itertools.count():
        added = journal.notes.add(note("学"))
        say(f"note {added.uid}")
        matter = journal.matters.add(Matter.new(utc_now(), DAY, title="督办件"))
        say(f"open {matter.uid}")
        if number % 2:
            journal.matters.change(
                matter, lambda old: old.changed(utc_now(), state=MatterState.SETTLED, closed_day=DAY)
            )
            say(f"settled {matter.uid}")
        if number % 3 == 0:
            journal.notes.remove(added)
            say(f"trash {added.uid}")


def draft(folder: Path, say: Say, ready: Ready) -> None:
    """What is being typed."""
    journal = opened(folder / "home").journal
    begun = int(journal.drafts.get("note/new") or 0)
    ready()
    for number in itertools.count(begun + 1):
        journal.drafts.put("note/new", str(number))
        say(f"draft {number}")


def backup(folder: Path, say: Say, ready: Ready) -> None:
    """A note, and everything into one file."""
    desk = opened(folder / "home")
    ready()
    while True:
        say(f"note {desk.journal.notes.add(note('学')).uid}")
        back_up(desk, folder / BACKUP)
        say("backup")


def restore(folder: Path, say: Say, ready: Ready) -> None:
    """All of a backup back, and undone."""
    desk = opened(folder / "home")
    ready()
    while True:
        bring_back_from(desk, look_into(desk, str(folder / BACKUP)))
        say("back")
        undo_bringing_back(desk)
        say("undone")


def exchanged(folder: Path, say: Say, ready: Ready) -> None:
    """A note here, and an exchange with the other computer over a stick."""
    desk = opened(folder / "home")
    ready()
    while True:
        say(f"note {desk.journal.notes.add(note('学')).uid}")
        meet(desk, folder / "stick")
        say("exchanged")


def locked(folder: Path, say: Say, ready: Ready) -> None:
    """Opened, something saved, locked."""
    ready()
    while True:
        desk = opened(folder / "home")
        say(f"note {desk.journal.notes.add(note('学')).uid}")
        lock(desk)
        say("locked")


def unlocked(folder: Path, say: Say, ready: Ready) -> None:
    """Opened, and another passphrase given."""
    ready()
    while True:
        for passphrase in (OTHER, PASSPHRASE):
            desk = opened(folder / "home")
            say("opened")
            with_other_passphrase(files_of(desk), desk.cipher, passphrase, costs=QUICK)  # type: ignore[arg-type]
            say("changed")


def changed(folder: Path, say: Say, ready: Ready) -> None:
    """Sealed, sealed by another key, and not sealed any more."""
    home = folder / "home"
    ready()
    tell = lambda number: say(f"file {number}")  # noqa: E731
    while True:
        desk = opened(home)
        if not has_vault(home):
            turned_on(files_of(desk), PASSPHRASE, new_recovery_key(), tell=tell, costs=QUICK)
        desk = opened(home)
        with_new_key(files_of(desk), desk.cipher, OTHER, new_recovery_key(), tell=tell, costs=QUICK)  # type: ignore[arg-type]
        desk = opened(home)
        turned_off(files_of(desk), desk.cipher, tell=tell)  # type: ignore[arg-type]


def joined(folder: Path, say: Say, ready: Ready) -> None:
    """Joined with the vault turned on for it, joined to others, and the vault turned off."""
    home = folder / "home"
    ready()
    while True:
        desk = opened(home)
        if not has_vault(home):
            turned_on(files_of(desk), PASSPHRASE, new_recovery_key(), costs=QUICK, exchange_key=JOINED[0])
            say(f"joined {JOINED[0].hex()}")
        desk = opened(home)
        with_other_exchange_key(files_of(desk), desk.cipher, JOINED[1])  # type: ignore[arg-type]
        say(f"joined {JOINED[1].hex()}")
        desk = opened(home)
        turned_off(files_of(desk), desk.cipher)  # type: ignore[arg-type]
        say("joined")


def files_of(desk: Desk) -> Files:
    """The records of a desk, as what changes a vault has them."""
    return Files(desk.home, cipher=None if desk.cipher is PLAIN else desk.cipher)


def meet(desk: Desk, stick: Path) -> None:
    """One exchange."""
    while True:
        try:
            exchange(desk, look_at_folder(desk, stick))
        except ChangedElsewhere:
            continue
        return


# What must be true


def check_saves(_folder: Path, desk: Desk, said: list[str]) -> None:
    """What was said to be saved is there, and nothing is in two states."""
    last = dict(line.split()[::-1] for line in said if " " in line)
    notes = {one.uid for one in desk.journal.notes.all()}
    trash = {item.record_uid for item in desk.journal.trash.items()}
    matters = {one.uid: one.state for one in desk.journal.matters.all()}
    assert not notes & trash
    for uid, word in last.items():
        if word == "note":
            assert uid in notes | trash
        elif word == "trash":
            assert uid in trash
        else:
            assert matters[uid] is MatterState.SETTLED or word == "open"


def check_draft(_folder: Path, desk: Desk, said: list[str]) -> None:
    """The last draft that was said to be kept is there, or a later one."""
    if said:
        assert int(desk.journal.drafts.get("note/new")) >= int(said[-1].split()[1])


def check_backup(folder: Path, desk: Desk, said: list[str]) -> None:
    """The records are there, and the file that stands there is a whole backup."""
    check_saves(folder, desk, said)
    assert faults_of(desk, str(folder / BACKUP)) == []


def check_restore(folder: Path, desk: Desk, said: list[str]) -> None:
    """All is as it was before, or all as in the backup; and it can be brought back again."""
    then, now = json.loads((folder / STATES).read_text(encoding="utf-8"))
    both = now | then  # what was made since stays
    assert records(desk) in (now, both)
    bring_back_from(desk, look_into(desk, str(folder / BACKUP)))
    assert records(desk) == both
    undo_bringing_back(desk)


def check_exchange(folder: Path, desk: Desk, said: list[str]) -> None:
    """Nothing is lost here, and now and then the other computer gets all of it."""
    check_saves(folder, desk, said)
    if len(said) % 5 == 0:
        other = opened(folder / "other")
        if isinstance(desk.cipher, Sealed) and isinstance(other.cipher, Sealed):
            with_other_exchange_key(files_of(other), other.cipher, desk.cipher.exchange_key)
        for one in (desk, other, desk):
            meet(one, folder / "stick")
        assert records(other) == records(desk)


def check_records(folder: Path, desk: Desk, _said: list[str]) -> None:
    """The records are what they were, all sealed or none."""
    assert records(desk) == json.loads((folder / STATES).read_text(encoding="utf-8"))[1]
    assert {is_sealed(path.read_bytes()) for path, _ in vault_files(desk.home)} == {has_vault(desk.home)}


def check_joined(folder: Path, desk: Desk, said: list[str]) -> None:
    """The records are what they were, and by the key that was joined last, or the next one, is exchanged."""
    check_records(folder, desk, said)
    keys = ["", *(key.hex() for key in JOINED)]
    now = desk.cipher.exchange_key.hex() if isinstance(desk.cipher, Sealed) else ""
    last = said[-1].partition(" ")[2] if said else ""
    assert now in (last, keys[(keys.index(last) + 1) % len(keys)])


_BOTH = (
    ("save", "saving", save, check_saves),
    ("draft", "drafts", draft, check_draft),
    ("backup", "a backup in one file", backup, check_backup),
    ("restore", "bringing back, and undoing it", restore, check_restore),
)
WAYS = (
    *(Way(name, words, work, check) for name, words, work, check in _BOTH),
    *(Way(f"{name}-vault", f"{words}, in a vault", work, check, has_vault=True) for name, words, work, check in _BOTH),
    Way("exchange", "exchanging over a stick", exchanged, check_exchange),
    Way("exchange-vault", "exchanging over a stick, in a vault", exchanged, check_exchange, has_vault=True),
    Way("join", "joining others, the vault turned on for it and off", joined, check_joined),
    Way("lock", "saving, then locking", locked, check_saves, has_vault=True),
    Way("unlock", "opening, and another passphrase", unlocked, check_records, has_vault=True),
    Way("change", "a vault turned on, given another key, turned off", changed, check_records, lines=24),
)
