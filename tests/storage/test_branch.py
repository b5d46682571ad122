"""The secretary's ledger: what is decided about each file, what is taken in, and the branch's list of problems."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from content.period import Period
from desk.words.branch import file_labels, why_words
from storage.arriving import Change
from storage.branch import BranchLedger
from storage.collecting import TOLD_EVERY, Decision, DecisionKind
from storage.errors import WriteFailed
from storage.facts import Fact, Header, MatterFact, RemarkFact, counts_of
from storage.passed import Passed
from storage.records import MatterKind
from storage.roster import Member
from storage.submission import Submission, write

NOVEMBER, DECEMBER = Period.parse("2026-11"), Period.parse("2026-12")
MEMBERS = (
    Member(member_no="001", name="张三", party_group="第一党小组"),
    Member(member_no="002", name="李四"),
    Member(member_no="003", name="王 五"),
)
SHORTFALL = MatterFact(uid="m1", kind=MatterKind.SHORTFALL, title="会议通知晚发", given_day=date(2026, 11, 9))
ERROR = MatterFact(uid="m2", kind=MatterKind.ERROR, title="文号写错", given_day=date(2026, 11, 3))
ASSIGNED = MatterFact(uid="m3", kind=MatterKind.ASSIGNED, title="会签意见汇总", given_day=date(2026, 11, 3))


class Ticking:
    """A clock that goes on by a second each time it is read."""

    def __init__(self) -> None:
        self.now = datetime(2026, 12, 1, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture(params=["folder", "memory"])
def reopened(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], BranchLedger]:
    """What gives the ledger, opened again each time where it is kept in a folder."""
    clock = Ticking()
    kept = BranchLedger.in_memory(clock=clock)
    return lambda: BranchLedger.open(tmp_path / "home", clock=clock) if request.param == "folder" else kept


@pytest.fixture
def ledger(reopened: Callable[[], BranchLedger]) -> BranchLedger:
    ledger = reopened()
    ledger.save_roster(MEMBERS, branch="第一党支部")
    return ledger


def content(*facts: Fact, page: str = "", **header: Any) -> bytes:
    fields: dict[str, Any] = {
        "list_id": "six-donts",
        "list_edition": "2012",
        "list_hash": "0123456789abcdef",
        "list_items": ("duty", "error"),
        "member_no": "001",
        "name": "张三",
        "branch": "第一党支部",
        "period": "2026-11",
        "made_at": datetime(2026, 11, 30, 9, tzinfo=UTC),
        "program": "0.1.0",
        "counts": counts_of(facts),
    }
    return write(Submission(header=Header(**{**fields, **header}), facts=facts), page)


def file(folder: Path, file_name: str, /, *facts: Fact, **header: Any) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / file_name
    path.write_bytes(content(*facts, **header))
    return path


def kinds(decisions: list[Decision]) -> dict[str, DecisionKind]:
    return {decision.path.name: decision.kind for decision in decisions}


def one(ledger: BranchLedger, path: Path) -> Decision:
    (decision,) = ledger.look([path], NOVEMBER)
    return decision


def received(ledger: BranchLedger, period: Period = NOVEMBER) -> dict[str, int]:
    return {f"{int(person):03}": found.revision for person, found in ledger.received(period).items()}


def test_roster_and_name_are_kept(ledger: BranchLedger, reopened: Callable[[], BranchLedger]) -> None:
    assert reopened().roster() == MEMBERS
    ledger.save_roster(MEMBERS[:1])
    assert reopened().roster() == MEMBERS[:1]
    assert reopened().branch_name() == "第一党支部"


def test_looking_at_an_empty_home_writes_nothing(tmp_path: Path) -> None:
    ledger = BranchLedger.open(tmp_path / "home")
    path = file(tmp_path / "in", "a.txt")
    assert one(ledger, path).kind is DecisionKind.UNKNOWN_MEMBER
    assert ledger.take_in(ledger.look([path], NOVEMBER)).entries == ()
    assert not (tmp_path / "home").exists()


def test_what_is_taken_in_is_received_with_its_facts(
    ledger: BranchLedger, reopened: Callable[[], BranchLedger], tmp_path: Path
) -> None:
    path = file(tmp_path / "in", "张三.txt", SHORTFALL, RemarkFact(text="无"), revision=2)
    decision = one(ledger, path)
    assert (decision.kind, decision.member_no, decision.name, decision.revision) == (DecisionKind.NEW, "001", "张三", 2)
    batch = ledger.take_in([decision])
    (entry,) = batch.entries
    found = reopened().received(NOVEMBER)["1"]
    assert found.facts == (SHORTFALL, RemarkFact(text="无"))
    assert (found.revision, found.sha256, found.file_name) == (2, decision.sha256, "张三.txt")
    assert found.taken_at == entry.taken_at == batch.taken_at
    assert received(reopened(), DECEMBER) == {}


def test_original_is_kept_byte_for_byte(tmp_path: Path) -> None:
    ledger = BranchLedger.open(tmp_path / "home")
    ledger.save_roster(MEMBERS)
    path = file(tmp_path / "in", "a.txt")
    mailed = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(mailed)
    decision = one(ledger, path)
    ledger.take_in([decision])
    assert (tmp_path / "home/branch/originals" / f"{decision.sha256}.txt").read_bytes() == mailed


def test_lost_or_changed_original_is_named_and_the_submission_still_counts(tmp_path: Path) -> None:
    ledger = BranchLedger.open(tmp_path / "home")
    ledger.save_roster(MEMBERS)
    path = file(tmp_path / "in", "a.txt", SHORTFALL)
    decision = one(ledger, path)
    ledger.take_in([decision])
    original = tmp_path / "home/branch/originals" / f"{decision.sha256}.txt"
    original.write_bytes(content(ERROR))
    assert ledger.received(NOVEMBER)["1"].facts == ()
    assert [notice.kind for notice in ledger.notices] == ["original"]
    original.unlink()
    assert received(ledger) == {"001": 1}
    assert [word.matter.title for word in ledger.sent().words.values()] == [SHORTFALL.title]


def test_every_kind_of_decision(ledger: BranchLedger, tmp_path: Path) -> None:
    before, now = tmp_path / "before", tmp_path / "now"
    file(before, "same.txt")
    file(before, "stands.txt", member_no="002", name="李四", revision=2)
    ledger.take_in(ledger.look([before], NOVEMBER))

    file(now, "same again.txt")
    file(now, "conflict.txt", member_no="002", name="李四", revision=2, page="other")
    file(now, "older.txt", member_no="002", name="李四", revision=1)
    file(now, "newer.txt", member_no="2", name="李四", revision=3)
    file(now, "new.txt", member_no="3", name="王五")
    (now / "new copied.txt").write_bytes((now / "new.txt").read_bytes())
    file(now, "unknown.txt", member_no="099", name="赵六")
    file(now, "name.txt", member_no="003", name="赵六")
    file(now, "branch.txt", branch="第二党支部", page="b")
    file(now, "period.txt", period="2026-12")
    version = (now / "new.txt").read_bytes().replace(b'"format":1', b'"format":9')
    (now / "damaged.txt").write_bytes(version)
    (now / "empty.txt").write_bytes(b"")
    (now / "large.txt").write_bytes(b"# " + b"a" * 5_000_000)
    (now / "foreign.txt").write_text("会议通知")
    missing = tmp_path / "missing.txt"

    decisions = ledger.look([now, missing], NOVEMBER)
    assert kinds(decisions) == {
        "same again.txt": DecisionKind.SAME,
        "conflict.txt": DecisionKind.CONFLICT,
        "older.txt": DecisionKind.OLDER,
        "newer.txt": DecisionKind.NEWER,
        "new.txt": DecisionKind.DOUBLED,
        "new copied.txt": DecisionKind.NEW,
        "unknown.txt": DecisionKind.UNKNOWN_MEMBER,
        "name.txt": DecisionKind.OTHER_NAME,
        "branch.txt": DecisionKind.OTHER_BRANCH,
        "period.txt": DecisionKind.OTHER_PERIOD,
        "damaged.txt": DecisionKind.DAMAGED,
        "empty.txt": DecisionKind.FOREIGN,
        "large.txt": DecisionKind.TOO_LARGE,
        "foreign.txt": DecisionKind.FOREIGN,
        "missing.txt": DecisionKind.UNREADABLE,
    }
    assert {decision.path.name: decision.detail for decision in decisions if decision.detail} == {
        "conflict.txt": "stands.txt",
        "older.txt": "2",
        "new.txt": "new copied.txt",
        "name.txt": "王 五",
        "branch.txt": "第二党支部",
        "period.txt": "2026-12",
        "damaged.txt": "checksum",
        "empty.txt": "empty",
        "missing.txt": "没有这个文件",
    }
    ledger.take_in(decisions)
    assert received(ledger) == {"001": 1, "002": 3, "003": 1}


def test_newer_version_is_named(ledger: BranchLedger, tmp_path: Path) -> None:
    body = content().split(b"sha256:")[0].replace(b'"format":1', b'"format":9')
    path = tmp_path / "a.txt"
    path.write_bytes(body + f"sha256:{hashlib.sha256(body).hexdigest()}\n".encode())
    assert one(ledger, path).kind is DecisionKind.UNKNOWN_VERSION
    assert one(ledger, path).detail == "9"


def test_of_several_in_one_batch_the_latest_goes_in_and_of_two_alike_neither(
    ledger: BranchLedger, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    file(folder, "1.txt", revision=1)
    file(folder, "2.txt", revision=2)
    file(folder, "a.txt", member_no="002", name="李四", page="a")
    file(folder, "b.txt", member_no="002", name="李四", page="b")
    decisions = ledger.look([folder], NOVEMBER)
    assert kinds(decisions) == {
        "1.txt": DecisionKind.OLDER,
        "2.txt": DecisionKind.NEW,
        "a.txt": DecisionKind.CONFLICT,
        "b.txt": DecisionKind.CONFLICT,
    }
    ledger.take_in(decisions)
    assert received(ledger) == {"001": 2}
    both = ledger.take_in(decisions, also=[folder / "b.txt", folder / "a.txt"])
    assert [entry.file_name for entry in both.entries] == ["a.txt"]
    assert both.left_out == (folder / "b.txt",)


def test_of_two_rivals_each_names_the_other_and_neither_enters_unchosen_even_when_both_looked_new(
    ledger: BranchLedger, tmp_path: Path
) -> None:
    paths = [file(tmp_path / "in", f"{letter}.txt", page=letter) for letter in "ab"]
    together = ledger.look(paths, NOVEMBER)
    assert [(one.detail, one.other) for one in together] == [("b.txt", paths[1]), ("a.txt", paths[0])]
    first, second = ([one(ledger, path)] for path in paths)
    assert [decision.kind for decision in (*first, *second)] == [DecisionKind.NEW, DecisionKind.NEW]
    ledger.take_in(first)
    assert ledger.take_in(second).left_out == (paths[1],)
    assert ledger.received(NOVEMBER)["1"].file_name == "a.txt"
    assert ledger.take_in(second, also=[paths[1]]).entries[0].file_name == "b.txt"


EARLIER, LATER = datetime(2026, 11, 20, 9, tzinfo=UTC), datetime(2026, 11, 24, 9, tzinfo=UTC)


def test_a_revision_of_another_installation_is_asked_by_its_date_and_goes_on_from_there(
    ledger: BranchLedger, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    old = file(folder, "old.txt", revision=3, made_at=EARLIER)
    ledger.take_in([one(ledger, old)])
    anew = file(folder, "anew.txt", made_at=LATER)
    asked = one(ledger, anew)
    assert (asked.kind, asked.detail, asked.made_at, asked.other_made_at) == (DecisionKind.ANEW, "3", LATER, EARLIER)
    assert ledger.take_in([asked]).entries == ()
    assert received(ledger) == {"001": 3}
    ledger.take_in([asked], also=[anew])
    assert received(ledger) == {"001": 1}

    before = file(folder, "before.txt", revision=2, made_at=EARLIER)  # of the first installation, never sent
    assert one(ledger, before).kind is DecisionKind.ANEW
    following = file(folder, "next.txt", revision=2, made_at=datetime(2026, 11, 25, 9, tzinfo=UTC))
    assert one(ledger, following).kind is DecisionKind.NEWER
    assert one(ledger, old).kind is DecisionKind.SAME
    assert one(ledger, file(folder, "1.txt", made_at=EARLIER, page="x")).kind is DecisionKind.CONFLICT


def test_of_two_installations_in_one_batch_the_later_made_is_asked_and_stands_where_it_is_chosen(
    ledger: BranchLedger, tmp_path: Path
) -> None:
    anew = file(tmp_path / "in", "a.txt", made_at=LATER)
    file(tmp_path / "in", "b.txt", revision=3, made_at=EARLIER)
    decisions = ledger.look([tmp_path / "in"], NOVEMBER)
    assert kinds(decisions) == {"a.txt": DecisionKind.ANEW, "b.txt": DecisionKind.NEW}
    batch = ledger.take_in(decisions, also=[anew])
    assert [entry.file_name for entry in batch.entries] == ["b.txt", "a.txt"]
    assert received(ledger) == {"001": 1}
    ledger.undo(batch)
    ledger.take_in(ledger.look([tmp_path / "in"], NOVEMBER))
    assert received(ledger) == {"001": 3}


@pytest.mark.slow
def test_it_is_told_now_and_then_how_many_files_are_done_with(ledger: BranchLedger, tmp_path: Path) -> None:
    for number in range(TOLD_EVERY + 1):
        file(tmp_path / "in", f"{number:03}.txt", member_no=f"{number:03}", name=f"甲{number}")
    ledger.save_roster([Member(member_no=f"{number:03}", name=f"甲{number}") for number in range(TOLD_EVERY + 1)])
    looked, kept = list[int](), list[int]()
    decisions = ledger.look([tmp_path / "in"], NOVEMBER, looked.append)
    assert len(ledger.bring(decisions, so_far=kept.append).batch.entries) == TOLD_EVERY + 1
    assert looked == kept == [TOLD_EVERY]


def test_every_file_at_any_depth_gets_a_decision_whatever_its_name(ledger: BranchLedger, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    deep = folder / "办公室" / "综合处" / "张三"
    deep.mkdir(parents=True)
    file(deep, "张三.txt")
    file(folder, "no ending", member_no="002", name="李四")
    file(folder, "wrong ending.doc", member_no="003", name="王五")
    file(folder, ".hidden", page="h")
    others = {
        "a.zip": (b"PK\x03\x04" + bytes(40), Passed.ARCHIVE),
        "a.docx": (b"PK\x03\x04[Content_Types].xml" + bytes(40), Passed.OFFICE),
        "a.doc": (b"\xd0\xcf\x11\xe0" + bytes(40), Passed.OFFICE),
        "a.pdf": (b"%PDF-1.7", Passed.PDF),
        "a.txt": (b"\x89PNG\r\n", Passed.PICTURE),
        "notice": ("会议通知".encode("gb18030"), ""),
    }
    for name, (data, _passed) in others.items():
        (folder / name).write_bytes(data)
    (folder / "link.txt").symlink_to(folder / "no ending")
    (folder / "linked").symlink_to(deep)
    os.mkfifo(folder / "pipe.txt")
    decisions = ledger.look([folder], NOVEMBER)
    foreign = {one.path.name: one.detail for one in decisions if one.kind is DecisionKind.FOREIGN}
    assert foreign == {
        **{name: passed for name, (_data, passed) in others.items()},
        "link.txt": Passed.LINK,
        "linked": Passed.LINK,
        "pipe.txt": Passed.NOT_PLAIN,
    }
    assert {name: kind for name, kind in kinds(decisions).items() if name not in foreign} == {
        "张三.txt": DecisionKind.CONFLICT,
        ".hidden": DecisionKind.CONFLICT,
        "no ending": DecisionKind.NEW,
        "wrong ending.doc": DecisionKind.NEW,
    }


def test_sixteen_levels_are_looked_at(ledger: BranchLedger, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for level in range(2, 17):
        folder = folder / str(level)
    folder.mkdir(parents=True)
    file(folder, "a.txt")
    (folder / "17").mkdir()
    decisions = ledger.look([tmp_path / "in"], NOVEMBER)
    assert {one.path.name: (one.kind, one.detail) for one in decisions} == {
        "a.txt": (DecisionKind.NEW, ""),
        "17": (DecisionKind.FOREIGN, Passed.TOO_DEEP),
    }


def test_a_folder_too_deep_is_named(ledger: BranchLedger, tmp_path: Path) -> None:
    deep = tmp_path.joinpath("in", *"abcdefghijklmnopqr")
    deep.mkdir(parents=True)
    file(deep, "张三.txt")
    (decision,) = ledger.look([tmp_path / "in"], NOVEMBER)
    assert (decision.kind, decision.detail) == (DecisionKind.FOREIGN, Passed.TOO_DEEP)


def test_files_of_one_name_are_called_by_their_folders(ledger: BranchLedger, tmp_path: Path) -> None:
    paths = [file(tmp_path / "甲", "1.txt"), file(tmp_path / "乙", "1.txt"), file(tmp_path / "乙", "2.txt", page="2")]
    decisions = ledger.look(paths, NOVEMBER)
    labels = file_labels(paths)
    assert [labels[path] for path in paths] == ["甲/1.txt", "乙/1.txt", "2.txt"]
    assert "甲/1.txt" in why_words(decisions[1], labels)


def test_what_was_done_on_the_way_is_told_and_what_is_taken_in_is_as_it_was_sent(
    ledger: BranchLedger, tmp_path: Path
) -> None:
    sent = content(RemarkFact(text="无"), page="张三")
    path = tmp_path / "张三.txt"
    path.write_bytes((sent.decode() + "\n张三\n").replace("\n", "\r\n").encode("utf-16"))
    decision = one(ledger, path)
    assert decision.kind is DecisionKind.NEW
    assert decision.changes == (Change.UTF_16_LE, Change.LINE_ENDS, Change.ADDED)
    ledger.take_in([decision])
    received_one = ledger.received(NOVEMBER)["1"]
    assert received_one.facts == (RemarkFact(text="无"),)
    assert sent.decode().splitlines()[-1] == f"sha256:{received_one.checksum}"
    path.write_bytes(sent)
    assert one(ledger, path).kind is DecisionKind.SAME


def test_taking_in_again_changes_nothing(ledger: BranchLedger, tmp_path: Path) -> None:
    decisions = ledger.look([file(tmp_path / "in", "a.txt")], NOVEMBER)
    first = ledger.take_in(decisions)
    again = ledger.take_in(decisions)
    assert (len(first.entries), len(again.entries), again.left_out) == (1, 0, ())
    assert [batch.uid for batch in ledger.batches()] == [first.uid]
    assert kinds(ledger.look([tmp_path / "in"], NOVEMBER)) == {"a.txt": DecisionKind.SAME}


def test_file_that_changed_since_it_was_looked_at_stays_out(ledger: BranchLedger, tmp_path: Path) -> None:
    good, changed = file(tmp_path / "in", "a.txt"), file(tmp_path / "in", "b.txt", member_no="002", name="李四")
    decisions = ledger.look([good, changed], NOVEMBER)
    changed.write_bytes(content(member_no="002", name="李四", page="other"))
    batch = ledger.take_in(decisions)
    assert batch.left_out == (changed,)
    assert received(ledger) == {"001": 1}


def test_two_secretaries_at_once_never_hide_a_later_revision(ledger: BranchLedger, tmp_path: Path) -> None:
    first, second = file(tmp_path / "in", "1.txt", revision=1), file(tmp_path / "in", "2.txt", revision=2)
    looked_first, looked_second = ledger.look([first], NOVEMBER), ledger.look([second], NOVEMBER)
    ledger.take_in(looked_second)
    late = ledger.take_in(looked_first)
    assert late.entries == ()
    assert late.left_out == (first,)
    assert received(ledger) == {"001": 2}


@pytest.mark.parametrize(
    "header", [{"page": "other"}, {"name": "张山", "revision": 2}, {"branch": "第二党支部", "revision": 2}]
)
def test_what_is_doubtful_goes_in_only_when_chosen(
    ledger: BranchLedger, tmp_path: Path, header: dict[str, Any]
) -> None:
    ledger.take_in([one(ledger, file(tmp_path / "in", "stands.txt"))])
    doubtful = file(tmp_path / "in", "doubtful.txt", **header)
    decision = one(ledger, doubtful)
    assert ledger.take_in([decision]).entries == ()
    batch = ledger.take_in([decision], also=[doubtful])
    assert [entry.file_name for entry in batch.entries] == ["doubtful.txt"]
    assert ledger.received(NOVEMBER)["1"].file_name == "doubtful.txt"
    ledger.undo(batch)
    assert ledger.received(NOVEMBER)["1"].file_name == "stands.txt"


@pytest.mark.parametrize("header", [{"member_no": "099"}, {"period": "2026-12"}])
def test_what_cannot_be_right_does_not_go_in_even_when_chosen(
    ledger: BranchLedger, tmp_path: Path, header: dict[str, Any]
) -> None:
    path = file(tmp_path / "in", "a.txt", **header)
    assert ledger.take_in([one(ledger, path)], also=[path]).entries == ()


def test_undoing_a_batch_restores_what_stood_before(
    ledger: BranchLedger, reopened: Callable[[], BranchLedger], tmp_path: Path
) -> None:
    first = ledger.take_in([one(ledger, file(tmp_path / "in", "1.txt", SHORTFALL))])
    others = [
        file(tmp_path / "in", "2.txt", ERROR, revision=2),
        file(tmp_path / "in", "3.txt", member_no="002", name="李四"),
    ]
    second = ledger.take_in(ledger.look(others, NOVEMBER))
    assert received(ledger) == {"001": 2, "002": 1}
    assert [batch.uid for batch in reopened().batches()] == [second.uid, first.uid]
    ledger.undo(second)
    ledger.undo(second)
    assert received(reopened()) == {"001": 1}
    assert [word.matter for word in ledger.sent().words.values()] == [SHORTFALL]
    assert [batch.uid for batch in reopened().batches()] == [first.uid]
    assert len(ledger.take_in(ledger.look(others, NOVEMBER)).entries) == 2


def test_undoing_an_empty_batch_is_nothing(ledger: BranchLedger) -> None:
    ledger.undo(ledger.take_in([]))
    assert ledger.batches() == []


def test_full_disk_leaves_the_ledger_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = BranchLedger.open(tmp_path / "home", clock=Ticking())
    ledger.save_roster(MEMBERS)
    decisions = ledger.look([file(tmp_path / "in", "a.txt")], NOVEMBER)

    def full(*args: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(WriteFailed):
            ledger.take_in(decisions)
    assert received(ledger) == {}
    ledger.take_in(decisions)
    assert received(ledger) == {"001": 1}


def test_it_is_told_how_far_the_looking_is(tmp_path: Path) -> None:
    ledger, told = BranchLedger.in_memory(), list[int]()
    for number in range(450):
        (tmp_path / f"{number:03}.txt").write_bytes(b"nothing")
    assert len(ledger.look([tmp_path], NOVEMBER, told.append)) == 450
    assert told == [200, 400]
