"""Records through an open vault: all that a folder can do it does sealed, and what somebody did to a file is told."""

from __future__ import annotations

import contextlib
import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.period import Period
from content.search import read_query
from desk.desk import Desk
from desk.doctor import folder_faults, mend
from storage.branch import BranchLedger
from storage.checking import faults
from storage.cipher import MAGIC, REVISIONS, is_sealed
from storage.errors import WriteFailed
from storage.files import Files
from storage.finding import Finder
from storage.journal import Journal
from storage.kinds import KINDS
from storage.originals import Originals
from storage.records import MatterState, StudyNote
from storage.sealed import Sealed
from storage.submission import fingerprint
from storage.vault import new_recovery_key
from storage.vault_names import vault_files
from storage.vaulting import turned_off, with_new_key
from tests.storage.filling import AT, DAY, fill
from tests.storage.vaults import PASSPHRASE, PLANTED, turn_on, unlock, where

KINDS_OF_RECORDS = {kind.name for kind in KINDS if kind.record}


def journal(home: Path, vault: Sealed | None = None) -> Journal:
    return Journal.open(home, clock=lambda: AT, cipher=vault or unlock(home))


def note(home: Path, title: str) -> StudyNote:
    return journal(home).notes.add(StudyNote.new(AT, DAY, title=title))


def titles(home: Path) -> list[str]:
    return sorted(one.title for one in journal(home).notes.all())


def told(home: Path) -> list[tuple[str, str]]:
    """What a person is told who looks at all records."""
    return sorted({(one.kind, one.file) for one in faults(home, unlock(home)) if not isinstance(one, str)})  # type: ignore[union-attr]


def test_every_kind_is_sealed_and_says_what_it_said(tmp_path: Path) -> None:
    plain, home = tmp_path / "plain", tmp_path / "home"
    names = fill(plain)
    shutil.copytree(plain, home)
    before = {name: Files(plain).documents(name) for name in names}
    vault = turn_on(home)
    files = Files(home, cipher=vault)
    assert {name: files.documents(name) for name in names} == before
    assert list(faults(home, vault)) == list(faults(plain)) == []
    assert all(is_sealed(path.read_bytes()) for path, _name in vault_files(home))
    assert {kind for kind in KINDS_OF_RECORDS if Files(home, cipher=vault).names(kind)} == KINDS_OF_RECORDS


def test_what_is_written_into_a_vault_is_never_plain_on_the_disk(tmp_path: Path) -> None:
    turn_on(tmp_path)
    mine = journal(tmp_path)
    added = mine.notes.add(StudyNote.new(AT, DAY, title=PLANTED, own_words=PLANTED))
    mine.notes.change(added, lambda old: old.changed(AT, own_words=PLANTED + "又一份"))
    mine.notes.remove(added)
    mine.drafts.put("note/new", PLANTED)
    assert where(tmp_path) == []
    assert journal(tmp_path).drafts.get("note/new") == PLANTED
    assert [item.document["title"] for item in journal(tmp_path).trash.items()] == [PLANTED]


def test_files_taken_in_and_the_ledger_kept_before_are_sealed(tmp_path: Path) -> None:
    home = tmp_path / "home"
    fill(home)
    [original] = (home / "branch/originals").iterdir()
    content = original.read_bytes()
    vault = turn_on(home)
    assert is_sealed(original.read_bytes())
    ledger = BranchLedger.open(home, cipher=vault)
    assert Originals(original.parent, vault).read(original.stem) == content
    assert ledger.received(Period.parse("2026-11"))
    Originals(original.parent, vault).keep(fingerprint(b"another"), b"another")
    assert all(is_sealed(path.read_bytes()) for path in original.parent.iterdir())
    assert len(list(original.parent.iterdir())) == 2
    assert ledger.notices == []


def test_search_and_the_look_around_know_no_vault(tmp_path: Path) -> None:
    fill(tmp_path / "home")
    vault = turn_on(tmp_path / "home")
    assert len(Finder(journal(tmp_path / "home", vault).files).find(read_query("核对"))) == 1
    mine = journal(tmp_path / "home", vault)
    note(tmp_path / "home", "别的程序写的")
    assert mine.changed_since_last_look() == {"notes"}


def test_nobody_without_the_key_reads_or_writes(tmp_path: Path) -> None:
    turn_on(tmp_path)
    note(tmp_path, "一")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    locked = Journal.open(tmp_path, clock=lambda: AT)
    assert locked.notes.all() == []
    assert {one.kind for one in locked.notices} == {"unreadable"}
    with pytest.raises(WriteFailed):
        locked.notes.add(StudyNote.new(AT, DAY, title="二"))
    assert {path: path.read_bytes() for path in before} == before
    assert titles(tmp_path) == ["一"]


def test_a_key_that_was_dropped_opens_nothing(tmp_path: Path) -> None:
    vault = turn_on(tmp_path)
    note(tmp_path, "一")
    mine = journal(tmp_path, vault)
    vault.drop_key()
    assert mine.notes.all() == []
    with pytest.raises(WriteFailed):
        mine.drafts.put("note/new", "写")


def test_a_program_that_was_open_when_the_vault_was_turned_on_writes_nothing_plain(tmp_path: Path) -> None:
    mine = Journal.open(tmp_path, clock=lambda: AT)
    mine.notes.add(StudyNote.new(AT, DAY, title="一"))
    turn_on(tmp_path)
    with pytest.raises(WriteFailed):
        mine.notes.add(StudyNote.new(AT, DAY, title=PLANTED))
    with pytest.raises(WriteFailed):
        mine.drafts.put("note/new", PLANTED)  # into a file that is not there yet
    assert where(tmp_path) == []
    assert titles(tmp_path) == ["一"]


@pytest.mark.slow
def test_a_program_that_was_open_when_the_vault_was_turned_off_or_got_another_key_says_so(tmp_path: Path) -> None:
    turn_on(tmp_path)
    note(tmp_path, "一")
    for change in (rekey, turn_off):
        mine = journal(tmp_path)
        assert len(mine.notes.all()) == 1
        change(tmp_path)
        mine.files.documents("notes/2026-11")
        assert [one.kind for one in mine.notices] == ["unreadable"]
        with pytest.raises(WriteFailed):
            mine.drafts.put("note/new", "写")
    assert len(Journal.open(tmp_path).notes.all()) == 1


def rekey(home: Path) -> None:
    vault = unlock(home)
    with_new_key(Files(home, cipher=vault), vault, PASSPHRASE, new_recovery_key())


def turn_off(home: Path) -> None:
    vault = unlock(home)
    turned_off(Files(home, cipher=vault), vault)


def test_several_programs_write_in_turn(tmp_path: Path) -> None:
    turn_on(tmp_path)
    both = [journal(tmp_path), journal(tmp_path)]
    for number in range(6):
        both[number % 2].notes.add(StudyNote.new(AT, DAY, title=str(number)))
    assert [sorted(one.title for one in mine.notes.all()) for mine in both] == [list("012345")] * 2
    assert [one.notices for one in both] == [[], []]
    assert told(tmp_path) == []


# What somebody did to a file


NOTES = "notes/2026-11.json"


def three_states(home: Path) -> list[bytes]:
    """The file of notes after one note, two and three."""
    turn_on(home)
    states = []
    for title in ("一", "二", "三"):
        note(home, title)
        states.append((home / NOTES).read_bytes())
    return states


@pytest.mark.slow
def test_one_bit_of_a_sealed_file_changed_is_told_and_kept(tmp_path: Path) -> None:
    *_states, last = three_states(tmp_path)

    @given(st.integers(0, len(last) - 1), st.integers(0, 7))
    @settings(max_examples=20)
    def changed_and_told(place: int, bit: int) -> None:
        changed = bytearray(last)
        changed[place] ^= 1 << bit
        (tmp_path / NOTES).write_bytes(changed)
        kind = "unsealed" if place < len(MAGIC) else "altered"
        assert told(tmp_path) == [(kind, NOTES), ("damaged", NOTES)][:: 1 if kind < "damaged" else -1]
        assert titles(tmp_path) == ["一", "二"]

    changed_and_told()
    changed = (tmp_path / NOTES).read_bytes()
    note(tmp_path, "四")
    [aside] = (tmp_path / "notes").glob("*.damaged-*")
    assert aside.read_bytes() == changed
    assert titles(tmp_path) == sorted(["一", "二", "四"])


@pytest.mark.slow
def test_an_older_state_put_back_is_told_and_not_taken_for_the_last(tmp_path: Path) -> None:
    first, second, third = three_states(tmp_path)
    for older in (first, second):
        (tmp_path / NOTES).write_bytes(older)
        assert ("rolled_back", NOTES) in told(tmp_path)
    (tmp_path / NOTES).write_bytes(third)
    assert told(tmp_path) == []
    assert len(titles(tmp_path)) == 3


def test_the_state_before_vault_was_turned_on_cannot_be_passed_for_the_last(tmp_path: Path) -> None:
    mine = Journal.open(tmp_path, clock=lambda: AT)
    for title in ("一", "二"):
        mine.notes.add(StudyNote.new(AT, DAY, title=title))
    turn_on(tmp_path)
    shutil.copy(tmp_path / f"{NOTES}.bak", tmp_path / NOTES)
    assert ("rolled_back", NOTES) in told(tmp_path)


def test_two_files_exchanged_are_told(tmp_path: Path) -> None:
    home = tmp_path / "home"
    fill(home)
    turn_on(home)
    one, other = home / "matters/open.json", home / "matters/2026.json"
    one.write_bytes(other.read_bytes())
    assert ("altered", "matters/open.json") in told(home)


def test_a_plain_file_in_a_vault_is_told_and_not_read(tmp_path: Path) -> None:
    turn_on(tmp_path)
    note(tmp_path, "一")
    (tmp_path / "leaves.json").write_text('{"records": {"a": {"day": "2026-11-03"}}}', encoding="utf-8")
    assert ("unsealed", "leaves.json") in told(tmp_path)
    assert journal(tmp_path).leaves.all() == []


def test_a_file_that_was_taken_away_is_told(tmp_path: Path) -> None:
    three_states(tmp_path)
    for path in (tmp_path / "notes").iterdir():
        path.unlink()
    assert told(tmp_path) == [("removed", NOTES)]


@pytest.mark.slow
def test_an_older_list_of_revisions_is_told_once_and_everything_is_read(tmp_path: Path) -> None:
    turn_on(tmp_path)
    note(tmp_path, "一")
    older = (tmp_path / REVISIONS).read_bytes()
    for title in ("二", "三"):
        note(tmp_path, title)
    for put in (lambda: (tmp_path / REVISIONS).write_bytes(older), (tmp_path / REVISIONS).unlink,
                lambda: (tmp_path / REVISIONS).write_bytes(older[:-1])):  # fmt: skip
        put()
        assert ("ahead", REVISIONS) in told(tmp_path)
        assert titles(tmp_path) == sorted("一二三")
    note(tmp_path, "四")
    assert told(tmp_path) == []


def test_a_kill_between_file_and_list_is_no_fault(tmp_path: Path) -> None:
    turn_on(tmp_path)
    note(tmp_path, "一")
    before = (tmp_path / REVISIONS).read_bytes()
    note(tmp_path, "二")
    (tmp_path / REVISIONS).write_bytes(before)
    assert told(tmp_path) == []
    note(tmp_path, "三")
    assert told(tmp_path) == []
    assert titles(tmp_path) == sorted("一二三")


def test_an_intent_that_was_completed_cannot_be_put_there_again(
    tmp_path: Path, fails: Callable[..., contextlib.AbstractContextManager[list[int]]]
) -> None:
    home = tmp_path / "home"
    fill(home)
    turn_on(home)
    mine = journal(home)
    [matter] = mine.matters.open()
    mine.drafts.put("note/new", "写")  # so that the day's copy is made
    with fails("replace", KeyboardInterrupt(), call=2, for_good=True), pytest.raises(KeyboardInterrupt):
        mine.matters.change(matter, lambda old: old.changed(AT, state=MatterState.SETTLED, closed_day=DAY))
    intent = (home / "intent.json").read_bytes()
    assert is_sealed(intent)
    again = journal(home)
    assert [one.kind for one in again.notices] == ["intent"]
    (home / "intent.json").write_bytes(intent)
    assert [one.kind for one in journal(home).notices] == ["aside"]
    [settled] = [one for one in again.matters.all() if one.uid == matter.uid]
    again.matters.change(settled, lambda old: old.changed(AT, state=MatterState.OPEN, closed_day=None))
    (home / "intent.json").write_bytes(intent)
    last = journal(home)
    assert ("aside", "intent.json") in {(one.kind, one.file) for one in last.notices}
    assert [one.state for one in last.matters.all() if one.uid == matter.uid] == [MatterState.OPEN]


@pytest.mark.slow
def test_doctor_finds_no_fault_in_a_vault_and_repairs_it_sealed(tmp_path: Path) -> None:
    home = tmp_path / "home"
    fill(home)
    turn_on(home)
    desk = Desk(home, clock=lambda: AT, cipher=unlock(home))
    assert list(folder_faults(desk)) == []
    notes = Files(home, cipher=unlock(home)).documents("notes/2026-11")
    broken = bytearray((home / NOTES).read_bytes())
    broken[-1] ^= 1
    (home / NOTES).unlink()
    (home / NOTES).write_bytes(broken)
    desk = Desk(home, clock=lambda: AT, cipher=unlock(home))
    assert list(folder_faults(desk)) != []
    assert mend(desk)
    assert list(folder_faults(desk)) == []
    assert set(Files(home, cipher=unlock(home)).documents("notes/2026-11")) <= set(notes)
    assert [path for path, _name in vault_files(home) if not is_sealed(path.read_bytes())] == []
    desk.close()


def test_a_change_that_waits_in_its_intent_is_completed_and_not_taken_for_an_old_one(
    tmp_path: Path, fails: Callable[..., contextlib.AbstractContextManager[list[int]]]
) -> None:
    home = tmp_path / "home"
    fill(home)
    turn_on(home)
    mine = journal(home)
    mine.drafts.put("note/new", "写")  # so that the day's copy is made
    [matter] = mine.matters.open()
    with fails("replace", OSError(errno.EIO, "no"), call=3, for_good=True):
        mine.matters.change(matter, lambda old: old.changed(AT, state=MatterState.SETTLED, closed_day=DAY))
    assert [one.kind for one in mine.notices] == ["waiting"]
    again = journal(home)
    assert [one.kind for one in again.notices] == ["intent"]
    assert [one.state for one in again.matters.all() if one.uid == matter.uid] == [MatterState.SETTLED]
    assert told(home) == []
