"""A vault turned on and off, given another key and another passphrase: nothing is lost wherever it is broken off."""

from __future__ import annotations

import errno
import itertools
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import pytest

from storage import disk
from storage.backup import copies
from storage.checking import faults
from storage.cipher import COPY, HEADER, HOUSE, VaultChanged, has_vault, is_sealed
from storage.errors import BrokenHeader, HalfDone, LinkInside, StorageError, WrongPassphrase
from storage.files import Files
from storage.journal import Journal
from storage.keyring import Keyring
from storage.records import StudyNote
from storage.restoring import DatedCopy, compared
from storage.sealed import Sealed, header_at
from storage.vault import key_in, new_recovery_key, read_header
from storage.vault_names import bound_name, vault_files
from storage.vaulting import (
    go_on,
    turned_off,
    turned_on,
    unlocked,
    with_new_key,
    with_other_passphrase,
    with_other_recovery_key,
)  # fmt: skip
from tests.storage.filling import AT, DAY, fill
from tests.storage.vaults import (
    OTHER,
    PASSPHRASE,
    PLANTED,
    QUICK,
    BrokenOff,
    after,
    broken_off_at,
    everything,
    plain_files,
    sealed_files,
    turn_on,
    unlock,
    where,
)

RECOVERY = new_recovery_key()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with all that may lie in one: every kind, copies, what a cloud drive and a kill left."""
    home = tmp_path_factory.mktemp("filled") / "home"
    fill(home)
    journal = Journal.open(home)
    journal.notes.add(StudyNote.new(AT, DAY, title=PLANTED))
    journal.drafts.put("note/new", PLANTED)
    journal.drafts.put("note/new", PLANTED + "又")
    shutil.copy(home / "notes/2026-11.json", home / "notes/2026-11-copy.json")
    shutil.copy(home / "notes/2026-11.json", home / "notes/2026-11.json.tmp")
    shutil.copy(home / "notes/2026-11.json", home / "notes/2026-11.json.damaged-20261103T090000Z")
    assert len(copies(home)) == 2
    return home


@pytest.fixture
def home(filled: Path, tmp_path: Path) -> Path:
    home = tmp_path / "home"
    copied(filled, home)
    return home


def copied(source: Path, home: Path) -> None:
    """A folder as it is, with its files of several names."""
    made: dict[int, Path] = {}
    for path in sorted(source.rglob("*")):
        target = home / path.relative_to(source)
        if path.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        elif (inode := path.stat().st_ino) in made:
            target.hardlink_to(made[inode])
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            made[inode] = Path(shutil.copy2(path, target))


def test_on_and_off_again_all_is_as_it_was(home: Path) -> None:
    before = everything(Files(home))
    vault = turn_on(home)
    assert plain_files(home) == []
    assert where(home) == []
    assert everything(Files(home, cipher=vault)) == before
    assert turned_off(Files(home, cipher=vault), vault) == []
    assert not has_vault(home)
    assert sealed_files(home) == []
    assert everything(Files(home)) == before
    assert not {path.name for path in home.iterdir()} & HOUSE


def test_copies_of_days_take_no_more_room_than_before(home: Path) -> None:
    def files() -> int:
        return len({path.stat().st_ino for path, name in vault_files(home) if ".tmp" not in path.name})

    before = files()
    turn_on(home)
    assert files() == before


def test_a_dated_copy_is_brought_back_from_in_the_vault(home: Path) -> None:
    vault = turn_on(home)
    files = Files(home, cipher=vault)
    for copy in copies(home):
        found = compared(files, DatedCopy(copy, vault))
        assert found.unread == ()
    first = compared(files, DatedCopy(copies(home)[0], vault))
    assert {one.state for one in first.records} >= {"new"}


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("notes/2026-11.json", "notes/2026-11.json"),
        ("notes/2026-11.json.bak", "notes/2026-11.json"),
        ("notes/2026-11.json.damaged-20261103T090000Z", "notes/2026-11.json"),
        ("notes/2026-11.json.bak.damaged-20261103T090000Z-2", "notes/2026-11.json"),
        ("notes/2026-11 (conflict).json", "notes/2026-11.json"),
        ("copies/2026-11-03/notes/2026-11.json", "notes/2026-11.json"),
        ("copies/before-restore-20261103T090000Z/leaves.json", "leaves.json"),
        ("aside/20261103T090000Z/copies/2026-11-03/notes/2026-11.json", "notes/2026-11.json"),
        ("aside/20261103T090000Z/copies/days.txt", ""),
        ("branch/originals/ab.txt", "branch/originals/ab.txt"),
        ("branch/before/20261103.zip", "branch/before/20261103.zip"),
        ("intent.json", "intent.json"),
        ("settings.toml", ""),
        ("calendar/2026.txt", ""),
        ("lists/unit/2026-12-01.toml", ""),
        ("copies/days.txt", ""),
        ("format.json", ""),
        ("vault.json", ""),
        ("holiday.jpg", ""),
    ],
)
def test_what_is_in_a_vault_is_bound_to_the_name_of_its_file(path: str, name: str) -> None:
    assert bound_name(path) == name


@pytest.mark.slow
def test_records_behind_a_link_are_not_sealed_in_part(home: Path, tmp_path: Path) -> None:
    (home / "notes").rename(tmp_path / "elsewhere")
    (home / "notes").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(LinkInside) as raised:
        turn_on(home)
    assert raised.value.path == home / "notes"
    assert not has_vault(home)
    assert sealed_files(home) == []


@pytest.mark.parametrize("change", ["on", "rekey", "off"])
def test_what_stops_half_way_says_what_holds_now_and_goes_on(
    change: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(Files(home))
    if change != "on":
        turn_on(home)
    exchange, written = disk.exchange, itertools.count()

    def full_after_ten(path: Path, content: bytes, mtime_ns: int | None = None) -> None:
        if next(written) >= 10:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        exchange(path, content, mtime_ns)

    monkeypatch.setattr(disk, "exchange", full_after_ten)
    with pytest.raises(HalfDone) as raised:
        {"on": on, "rekey": rekey, "off": off}[change](home)
    assert raised.value.change == change
    monkeypatch.undo()
    opened_by = unlocked(home, PASSPHRASE)
    assert opened_by is not None
    files = Files(home, cipher=opened_by)
    go_on(files, opened_by)
    assert everything(after(home)) == before


@pytest.mark.slow
def test_another_passphrase_touches_no_record(home: Path) -> None:
    vault = turn_on(home)
    before = {path: path.read_bytes() for path, _name in vault_files(home)}
    with_other_passphrase(Files(home, cipher=vault), vault, OTHER)
    assert {path: path.read_bytes() for path in before} == before
    opened = unlocked(home, OTHER)
    assert opened is not None
    assert opened.key == vault.key
    with pytest.raises(WrongPassphrase):
        unlocked(home, PASSPHRASE)


def test_another_recovery_key_opens_and_the_old_one_does_not(home: Path) -> None:
    vault = turned_on(Files(home), PASSPHRASE, RECOVERY, costs=QUICK)
    other = with_other_recovery_key(Files(home, cipher=vault), vault)
    opened = unlocked(home, other)
    assert opened is not None
    assert opened.key == vault.key
    with pytest.raises(WrongPassphrase):
        unlocked(home, RECOVERY)


@pytest.mark.slow
def test_another_key_leaves_nothing_under_the_old_one(home: Path) -> None:
    old = turn_on(home)
    before = everything(Files(home, cipher=old))
    vault = unlock(home)
    assert with_new_key(Files(home, cipher=vault), vault, OTHER, RECOVERY) == []
    opened = unlocked(home, OTHER)
    assert opened is not None
    assert opened.key != old.key
    assert everything(Files(home, cipher=opened)) == before
    assert all(opened.is_by_this_key(path.read_bytes()) for path, _name in vault_files(home))
    assert list(faults(home, opened)) == []


@pytest.mark.parametrize("lost", [HEADER, COPY])
@pytest.mark.slow
def test_either_of_the_two_headers_is_enough_and_the_other_is_made_again(home: Path, lost: str) -> None:
    turn_on(home)
    content = (home / lost).read_bytes()
    for broken in (b"", content[:-20], None):
        (home / lost).unlink()
        if broken is not None:
            (home / lost).write_bytes(broken)
        vault = unlock(home)
        go_on(Files(home, cipher=vault), vault)
        assert (home / lost).read_bytes() == content
    assert list(faults(home, unlock(home))) == []


def test_a_file_that_cannot_be_opened_stays_as_it_is_and_is_named(home: Path) -> None:
    vault = turn_on(home)
    broken = (home / "leaves.json").read_bytes()[:-1]
    (home / "leaves.json").unlink()  # so that its other names stay what they are
    (home / "leaves.json").write_bytes(broken)
    assert turned_off(Files(home, cipher=vault), vault) == ["leaves.json"]
    assert (home / "leaves.json").read_bytes() == broken


@pytest.mark.parametrize("field", ["change", "before_key", "before", "proof", "by_recovery_key"])
def test_a_header_changed_by_whoever_has_not_the_key_opens_nothing_and_the_second_one_does(
    home: Path, field: str
) -> None:
    turn_on(home)
    sealed = {path: path.read_bytes() for path, _name in vault_files(home)}
    data = json.loads((home / HEADER).read_bytes())
    data[field] = {"change": "off", "before_key": "00" * 8, "before": "00" * 60}.get(
        field, "ab" * (len(data[field]) // 2)
    )
    (home / HEADER).write_text(json.dumps(data))
    vault = unlock(home)
    go_on(Files(home, cipher=vault), vault)
    assert {path: path.read_bytes() for path in sealed} == sealed
    assert json.loads((home / HEADER).read_bytes())["change"] == ""
    for name in (HEADER, COPY):
        (home / name).write_text(json.dumps(data))
    with pytest.raises(BrokenHeader):
        unlock(home)


def test_an_open_vault_follows_no_header_of_somebody_without_the_key(home: Path) -> None:
    vault = turn_on(home)
    data = json.loads((home / HEADER).read_bytes()) | {"change": "off"}
    (home / HEADER).write_text(json.dumps(data))
    with pytest.raises(StorageError) as caught:
        Journal(Files(home, cipher=vault)).notes.add(StudyNote.new(AT, DAY, title="新"))
    assert isinstance(caught.value.__cause__, VaultChanged)
    assert all(is_sealed(path.read_bytes()) for path, _name in vault_files(home) if not path.name.endswith(".tmp"))


def test_what_was_altered_and_is_brought_back_can_still_be_opened_after_the_vault_was_turned_off(home: Path) -> None:
    vault = turn_on(home)
    sound = (home / "leaves.json").read_bytes()
    (home / "leaves.json").unlink()
    (home / "leaves.json").write_bytes(sound[:-1])
    assert turned_off(Files(home, cipher=vault), vault) == ["leaves.json"]
    [kept] = home.glob(f"aside/*/{HEADER}")
    ring = Keyring(read_header(kept.read_bytes()), key_in(read_header(kept.read_bytes()), PASSPHRASE))
    assert ring.open("leaves.json", sound)[0].startswith(b"{")


@pytest.mark.slow
def test_what_was_altered_and_is_brought_back_can_still_be_opened_after_the_key_was_changed(home: Path) -> None:
    vault = turn_on(home)
    sound = (home / "leaves.json").read_bytes()
    (home / "leaves.json").unlink()
    (home / "leaves.json").write_bytes(sound[:-1])
    assert with_new_key(Files(home, cipher=vault), vault, PASSPHRASE, RECOVERY) == ["leaves.json"]
    assert unlock(home).open_sealed("leaves.json", sound)[0].startswith(b"{")


# Broken off


def on(home: Path) -> None:
    turned_on(Files(home), PASSPHRASE, RECOVERY, costs=QUICK)


def off(home: Path) -> None:
    vault = unlock(home)
    turned_off(Files(home, cipher=vault), vault)


def rekey(home: Path) -> None:
    vault = unlock(home)
    with_new_key(Files(home, cipher=vault), vault, PASSPHRASE, RECOVERY, costs=QUICK)


def repass(home: Path) -> None:
    vault = unlock(home)
    with_other_passphrase(Files(home, cipher=vault), vault, OTHER, costs=QUICK)


WAYS = {"on": (on, False), "off": (off, True), "rekey": (rekey, True), "repass": (repass, True)}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.slow
def test_broken_off_anywhere_all_is_there_and_it_goes_on(way: str, filled: Path, tmp_path: Path) -> None:
    work, is_sealed_before = WAYS[way]
    begun = tmp_path / "begun"
    copied(filled, begun)
    if is_sealed_before:
        turn_on(begun)
    before = everything(after(begun))
    for number in range(2, 10**6, 7):
        home = tmp_path / f"home{number}"
        copied(begun, home)
        with broken_off_at(number) as calls:
            try:
                work(home)
            except BrokenOff:
                pass
            else:
                assert calls[0] < number
                break
        files = after(home)
        assert everything(files) == before, f"{way} broken off at {number}"
        assert [one for one in files.notices if one.kind != "intent"] == []
        assert (plain_files(home) if has_vault(home) else sealed_files(home)) == []
        if has_vault(home):
            header = header_at(home)
            assert header is not None
            assert header.change == ""
            assert (home / HEADER).read_bytes() == (home / COPY).read_bytes()
            assert isinstance(files.cipher, Sealed)
        shutil.rmtree(home)


@pytest.mark.parametrize("way", ["on", "off", "rekey"])
@pytest.mark.slow
def test_broken_off_between_two_names_of_a_file_and_again_at_the_next_opening_all_is_there(
    way: str, filled: Path, tmp_path: Path
) -> None:
    work, is_sealed_before = WAYS[way]
    begun = tmp_path / "begun"
    copied(filled, begun)
    if is_sealed_before:
        turn_on(begun)
    before = everything(after(begun))
    broken = tmp_path / "broken"
    copied(begun, broken)
    with broken_off_in_relink(), suppress(BrokenOff):
        work(broken)
    assert [path for path in broken.glob("copies/**/*.tmp") if path.stat().st_nlink > 1]
    for number in range(1, 30):
        home = tmp_path / f"home{number}"
        copied(broken, home)
        with broken_off_at(number), suppress(BrokenOff):
            after(home)
        assert everything(after(home)) == before, f"{way} broken off again at {number}"
        assert (plain_files(home) if has_vault(home) else sealed_files(home)) == []
        shutil.rmtree(home)


@contextmanager
def broken_off_in_relink() -> Iterator[None]:
    """The program ends where another name of a file was to be put in place and already has its temp file."""
    original = os.replace

    def ends(source: Path, target: Path) -> None:
        if source.name.endswith(".tmp") and source.stat().st_nlink > 1:
            raise BrokenOff
        original(source, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", ends)
        yield


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.slow
def test_a_disk_that_confirms_nothing_loses_no_file(
    way: str, filled: Path, tmp_path: Path, fails: Callable[..., AbstractContextManager[list[int]]]
) -> None:
    work, is_sealed_before = WAYS[way]
    begun = tmp_path / "begun"
    copied(filled, begun)
    if is_sealed_before:
        turn_on(begun)
    before = everything(after(begun))
    for call in range(1, 12):
        home = tmp_path / f"home{call}"
        copied(begun, home)
        with fails("fsync", OSError(errno.EIO, "no"), call=call, for_good=True), suppress(StorageError):
            work(home)
        assert everything(after(home)) == before
        shutil.rmtree(home)
