"""The whole ledger goes to the next secretary as one file, whole or not at all, and the way back is open."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.errors import FileFaults
from content.period import Period
from storage.branch import BranchLedger
from storage.handover import MANIFEST, handed_on, kept_before, read_handed_on, take_over
from storage.handover_compared import newer_here
from storage.problems import Act
from storage.proposals import proposals
from storage.roster import Member
from tests.moments import local
from tests.screens.sending import PROBLEM, submission
from tests.storage.test_branch import Ticking

NOVEMBER = Period.parse("2026-11")


def a_ledger(home: Path, folder: Path) -> BranchLedger:
    """A ledger with something of everything."""
    ledger = BranchLedger.open(home, clock=Ticking())
    ledger.save_roster(
        [Member(member_no="001", name="张三"), Member(member_no="002", name="李四")], branch="第一党支部"
    )
    folder.mkdir()
    (folder / "1.txt").write_bytes(submission("001", PROBLEM))
    ledger.take_in(ledger.look([folder], NOVEMBER))
    [item] = ledger.list.accept(proposals(ledger.sent(), ledger.items(), ledger.list.declined()))
    ledger.list.act([item.uid], ledger.list.event(Act.DONE))
    ledger.choose("2", NOVEMBER, "leave", "病假")
    return ledger


def told(ledger: BranchLedger) -> tuple[object, ...]:
    """All that a ledger says."""
    standings = ledger.standings(NOVEMBER)
    return ledger.roster(), ledger.branch_name(), standings, ledger.items(), ledger.batches(), ledger.made.all()


@pytest.fixture
def parcel(tmp_path: Path) -> Path:
    path = tmp_path / "台账.zip"
    path.write_bytes(handed_on(a_ledger(tmp_path / "old", tmp_path / "in")))
    return path


def test_the_next_secretary_sees_all_that_the_one_before_saw_and_can_go_back(tmp_path: Path, parcel: Path) -> None:
    old = BranchLedger.open(tmp_path / "old")
    new = BranchLedger.open(tmp_path / "new", clock=Ticking())
    new.save_roster([Member(member_no="9", name="别人")], branch="另一支部")
    new.list.add_own("值班表未更新")
    before = told(new)
    take_over(new, read_handed_on(parcel))
    again = BranchLedger.open(tmp_path / "new")
    assert told(again) == told(old)
    assert again.original(old.batches()[0].entries[0].sha256) == submission("001", PROBLEM)
    [kept] = kept_before(tmp_path / "new")
    take_over(new, read_handed_on(kept))
    assert told(BranchLedger.open(tmp_path / "new")) == before
    assert len(kept_before(tmp_path / "new")) == 2, "what was gone back from is kept too"


def test_what_is_here_only_is_named_before_an_older_ledger_takes_its_place(tmp_path: Path, parcel: Path) -> None:
    new = BranchLedger.open(tmp_path / "new", clock=lambda: local(2026, 12, 7, 9))
    take_over(new, read_handed_on(parcel))
    assert not newer_here(new, read_handed_on(parcel)), "the very same: nothing would go"
    [item] = new.items()
    new.list.act([item.uid], new.list.event(Act.VERIFY, by="李四"), new.list.event(Act.STRIKE))
    (tmp_path / "in" / "2.txt").write_bytes(submission("002"))
    new.take_in(new.look([tmp_path / "in"], NOVEMBER))
    new.choose("2", NOVEMBER, "")
    found = newer_here(new, read_handed_on(parcel))
    assert (found.files, found.items, found.acts, found.others) == (("2.txt",), (PROBLEM.title,), 2, 1)
    later = tmp_path / "later.zip"
    later.write_bytes(handed_on(new))
    take_over(new, read_handed_on(parcel))
    assert not newer_here(new, read_handed_on(later)), "what is older here is no loss"


def test_an_empty_desk_is_empty_again_after_going_back(tmp_path: Path, parcel: Path) -> None:
    new = BranchLedger.open(tmp_path / "new", clock=Ticking())
    take_over(new, read_handed_on(parcel))
    assert new.roster()
    [kept] = kept_before(tmp_path / "new")
    take_over(new, read_handed_on(kept))
    assert (new.roster(), new.items(), new.batches()) == ((), [], [])


def test_the_same_ledger_at_the_same_moment_is_the_same_file(tmp_path: Path) -> None:
    ledger = a_ledger(tmp_path / "old", tmp_path / "in")
    at = ledger.files.clock() + timedelta(seconds=1)
    first, second = (handed_on(BranchLedger.open(tmp_path / "old", clock=lambda: at)) for _turn in range(2))
    assert first == second


def test_an_original_that_was_lost_is_said_and_the_rest_goes_on(tmp_path: Path) -> None:
    ledger = a_ledger(tmp_path / "old", tmp_path / "in")
    [original] = (tmp_path / "old" / "branch" / "originals").iterdir()
    original.unlink()
    path = tmp_path / "台账.zip"
    path.write_bytes(handed_on(ledger))
    found = read_handed_on(path)
    assert found.manifest.lacking == (original.stem,)
    assert found.counts["files"] == 1


def rewritten(path: Path, change: dict[str, bytes | None]) -> Path:
    """The file with parts exchanged, added or left out."""
    with zipfile.ZipFile(path) as source:
        parts: dict[str, bytes | None] = {name: source.read(name) for name in source.namelist()}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for name, content in {**parts, **change}.items():
            if content is not None:
                target.writestr(name, content)
    other = path.with_name("改.zip")
    other.write_bytes(packed.getvalue())
    return other


@pytest.mark.parametrize(
    "change",
    [{"branch/roster.json": b"{}"}, {"branch/roster.json": None}, {"../x.json": b"{}"}, {"settings.toml": b""},
     {MANIFEST: b"{}"}, {MANIFEST: None}, {"branch/items/2026.json": b'{"records": {}}'}],
)  # fmt: skip
def test_what_was_changed_left_out_or_put_in_is_refused_whole(parcel: Path, change: dict[str, bytes | None]) -> None:
    with pytest.raises(FileFaults):
        read_handed_on(rewritten(parcel, change))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"nothing of the kind"])
def test_another_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    with pytest.raises(FileFaults):
        read_handed_on(path)
    with pytest.raises(FileFaults):
        read_handed_on(tmp_path / "none.zip")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(place=st.floats(0, 1, exclude_max=True), value=st.integers(0, 255))
def test_any_changed_byte_is_refused_or_changes_nothing(parcel: Path, place: float, value: int) -> None:
    sound, content = read_handed_on(parcel), bytearray(parcel.read_bytes())
    content[int(place * len(content))] = value
    other = parcel.with_name("byte.zip")
    other.write_bytes(content)
    try:
        found = read_handed_on(other)
    except FileFaults:
        return
    assert (found.records, found.originals) == (sound.records, sound.originals)


def test_the_way_back_is_still_open_when_the_same_file_is_taken_over_twice(tmp_path: Path, parcel: Path) -> None:
    new = BranchLedger.open(tmp_path / "new", clock=Ticking())
    new.save_roster([Member(member_no="9", name="别人")], branch="另一支部")
    kept = take_over(new, read_handed_on(parcel))
    assert take_over(new, read_handed_on(parcel)) == kept
    take_over(new, read_handed_on(kept_before(tmp_path / "new")[0]))
    assert new.branch_name() == "另一支部"


def test_a_file_of_a_newer_program_is_told_from_a_damaged_one(tmp_path: Path) -> None:
    path = tmp_path / "台账.zip"
    with zipfile.ZipFile(path, "w") as target:
        target.writestr(MANIFEST, '{"format":2,"something":"else"}')
    with pytest.raises(FileFaults) as newer:
        read_handed_on(path)
    path.write_bytes(b"PK")
    with pytest.raises(FileFaults) as damaged:
        read_handed_on(path)
    assert newer.value.faults != damaged.value.faults
