"""Return and receipt: what the branch hands out, what a member's program makes of it, and the way back."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from content.period import Period
from content.words import use
from desk.branch import take_in
from desk.branch_receipts import receipt_files, send_back
from desk.desk import Desk
from desk.receiving import News, last_receipt, last_revision, receipts_of, take_in_receipt
from desk.roster import look, save_roster
from desk.submit import files_of, hand_in, offered, prepare
from desk.words.faults import submission_fault_words
from desk.words.receipts import receipt_words, said_of, taken_in_words
from storage.collecting import DecisionKind
from storage.errors import NothingTakenIn, NotThisReceipt
from storage.passed import Passed
from storage.receipts import ReceiptHeader, Verdict, read_receipt, write_receipt
from storage.records import Profile
from storage.records.typed import KeptReceipt
from storage.standings import MemberStanding, Standing
from storage.submission import DamagedSubmission, NotASubmission
from tests.desk.conftest import MONDAY
from tests.screens.sending import MEMBERS, roster_file

NOVEMBER = Period.parse("2026-11")
COMMENT = "第2条问题请写明整改时限"
Send = Callable[..., Path]


@pytest.fixture
def clock() -> Callable[[], object]:
    """A clock that goes on with every look, for all desks of a test."""
    seconds = count()
    return lambda: MONDAY + timedelta(seconds=next(seconds))


@pytest.fixture
def members(tmp_path: Path, clock: Callable[[], object]) -> dict[str, Desk]:
    """The desks of three members of the branch."""
    use("zh")
    desks = {}
    for number in ("001", "002", "003"):
        desks[number] = Desk(tmp_path / number, clock=clock)  # type: ignore[arg-type]
        desks[number].journal.save_profile(Profile(name=MEMBERS[number], member_no=number, branch="第一党支部"))
    return desks


def hands_in(desk: Desk, folder: Path, remark: str = "") -> None:
    """Save the file for the branch."""
    made = prepare(desk, NOVEMBER, offered(desk, NOVEMBER), remark)
    hand_in(desk, made, {path: data for path, data in files_of(desk, made, folder).items() if path.suffix == ".txt"})


@pytest.fixture
def secretary(tmp_path: Path, members: dict[str, Desk], clock: Callable[[], object]) -> Desk:
    """A desk whose branch has taken in November from 001 and 002."""
    desk = Desk(tmp_path / "home", clock=clock)  # type: ignore[arg-type]
    save_roster(desk, look(desk, roster_file(tmp_path), "第一党支部"))
    (tmp_path / "in").mkdir()
    for number in ("001", "002"):
        hands_in(members[number], tmp_path / "in")
    collect(desk, tmp_path / "in")
    return desk


def collect(desk: Desk, folder: Path) -> None:
    take_in(desk, tuple(desk.branch.look([folder], NOVEMBER)), frozenset(), NOVEMBER)


def standing(desk: Desk, person: str) -> MemberStanding:
    return next(one for one in desk.branch.standings(NOVEMBER) if one.person == person)


def hands_out(desk: Desk, folder: Path) -> dict[str, Path]:
    """The receipts as files, by name."""
    folder.mkdir(exist_ok=True)
    found = {}
    for path, data in receipt_files(desk, NOVEMBER, folder).items():
        path.write_bytes(data)
        found[path.name] = path
    return found


def test_a_returned_submission_comes_back_in_the_next_revision(
    secretary: Desk, members: dict[str, Desk], tmp_path: Path
) -> None:
    member = members["001"]
    send_back(secretary, standing(secretary, "1"), NOVEMBER, COMMENT)
    assert standing(secretary, "1").standing is Standing.RETURNED
    files = hands_out(secretary, tmp_path / "out")
    taken = take_in_receipt(member, files["张三_2026年11月_退回.txt"])
    assert (taken.news, taken.receipt.state, taken.receipt.comment) == (News.NEW, "returned", COMMENT)

    hands_in(member, tmp_path / "in", remark="已补")
    collect(secretary, tmp_path / "in")
    assert standing(secretary, "1").standing is Standing.RECEIVED
    [name] = hands_out(secretary, tmp_path / "again")
    assert take_in_receipt(member, tmp_path / "again" / name).receipt.revision == 2
    last = last_receipt(member, NOVEMBER)
    assert last is not None
    assert (last.revision, last.state) == (2, "received")


def test_the_receipt_for_all_holds_numbers_revisions_and_days_only(secretary: Desk, tmp_path: Path) -> None:
    send_back(secretary, standing(secretary, "1"), NOVEMBER, COMMENT)
    files = hands_out(secretary, tmp_path / "out")
    assert set(files) == {"第一党支部_2026年11月_回执.txt", "张三_2026年11月_退回.txt"}
    text = files["第一党支部_2026年11月_回执.txt"].read_text(encoding="utf-8")
    assert "002" in text
    assert not re.search("(?<![0-9a-f])001(?![0-9a-f])", text)  # its checksum may hold it by chance
    for words in (*MEMBERS.values(), COMMENT, "退回"):
        assert words not in text
    own = files["张三_2026年11月_退回.txt"].read_text(encoding="utf-8")
    assert COMMENT in own
    assert not re.search("(?<![0-9a-f])002(?![0-9a-f])", own)  # its checksum may hold it by chance
    assert "李四" not in own


def test_no_receipt_for_all_can_be_made_or_read_that_holds_a_comment() -> None:
    header = ReceiptHeader(period="2026-11", made_at=MONDAY, program="0", count=1)
    for fields in ({"state": "returned"}, {"state": "received", "comment": COMMENT}):
        with pytest.raises(ValueError, match="for one"):
            write_receipt(header, [Verdict(member_no="001", revision=1, day=MONDAY.date(), **fields)], "")


def test_a_receipt_for_somebody_else_is_refused_by_name(
    secretary: Desk, members: dict[str, Desk], tmp_path: Path
) -> None:
    send_back(secretary, standing(secretary, "1"), NOVEMBER, COMMENT)
    files = hands_out(secretary, tmp_path / "out")
    with pytest.raises(NotThisReceipt) as refused:
        take_in_receipt(members["002"], files["张三_2026年11月_退回.txt"])
    assert (refused.value.why, refused.value.whom) == ("member", "张三（001）")
    assert last_receipt(members["002"], NOVEMBER) is None
    for_all = files["第一党支部_2026年11月_回执.txt"]
    assert take_in_receipt(members["002"], for_all).receipt.state == "received"
    with pytest.raises(NotThisReceipt) as refused:
        take_in_receipt(members["003"], for_all)
    assert (refused.value.why, refused.value.whom) == ("not_in", "003")
    members["002"].journal.save_profile(Profile(name="李四", member_no="002", branch="第二党支部"))
    with pytest.raises(NotThisReceipt) as refused:
        take_in_receipt(members["002"], for_all)
    assert (refused.value.why, refused.value.whom) == ("branch", "第一党支部")
    members["002"].journal.save_profile(Profile(name="李四"))
    with pytest.raises(NotThisReceipt) as refused:
        take_in_receipt(members["002"], for_all)
    assert refused.value.why == "profile"


def test_the_same_receipt_again_changes_nothing_and_an_old_one_is_said_to_be_old(
    secretary: Desk, members: dict[str, Desk], tmp_path: Path
) -> None:
    member = members["001"]
    [received] = hands_out(secretary, tmp_path / "first").values()
    send_back(secretary, standing(secretary, "1"), NOVEMBER, COMMENT)
    returned = hands_out(secretary, tmp_path / "second")["张三_2026年11月_退回.txt"]

    assert take_in_receipt(member, returned).news is News.NEW
    assert take_in_receipt(member, returned).news is News.SAME
    assert take_in_receipt(member, received).news is News.OLD
    last = last_receipt(member, NOVEMBER)
    assert last is not None
    assert last.state == "returned"

    hands_in(member, tmp_path / "in", remark="已补")
    hands_in(members["002"], tmp_path / "in", remark="已补")
    assert take_in_receipt(members["002"], received).news is News.OLD


def receipt_for(folder: Path, name: str, revision: int, made_at: datetime, comment: str = "") -> Path:
    """A receipt for 001 alone, as anybody could write one."""
    verdict = Verdict(
        member_no="001", revision=revision, state="returned" if comment else "received", day=made_at.date(),
        comment=comment,
    )  # fmt: skip
    header = ReceiptHeader(
        branch="第一党支部", period="2026-11", made_at=made_at, program="0", member_no="001", name="张三", count=1
    )
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(write_receipt(header, [verdict], ""))
    return folder / name


def test_a_receipt_of_a_revision_that_never_was_hides_no_later_one(
    secretary: Desk, members: dict[str, Desk], tmp_path: Path
) -> None:
    member = members["001"]
    before = MONDAY - timedelta(hours=1)
    taken = take_in_receipt(member, receipt_for(tmp_path / "out", "a.txt", 9999, before, "重报"))
    assert "本机最后一次保存的是第1版" in taken_in_words(member, taken, 1)
    [received] = hands_out(secretary, tmp_path / "out").values()
    assert take_in_receipt(member, received).news is News.NEW
    said = said_of(member, NOVEMBER)
    assert "收到" in said.words
    assert not said.waits
    assert ["9999" in words for words in said.before] == [True]


def test_a_receipt_of_what_was_never_saved_here_says_so_in_both_places(
    members: dict[str, Desk], tmp_path: Path
) -> None:
    """Of the same number in a branch of the same name it may be another's; from one's other computer it may be true."""
    member = members["001"]
    taken = take_in_receipt(member, receipt_for(tmp_path, "a.txt", 1, MONDAY))
    for words in (taken_in_words(member, taken, last_revision(member, "2026-11")), said_of(member, NOVEMBER).words):
        assert "本机没有保存过这个时段的报送材料" in words
    (tmp_path / "in").mkdir()
    hands_in(member, tmp_path / "in")
    assert "没有保存过" not in said_of(member, NOVEMBER).words


def test_what_says_the_same_stands_once_and_counts_by_its_last_day(members: dict[str, Desk], tmp_path: Path) -> None:
    member, hour = members["001"], timedelta(hours=1)
    first = MONDAY - 5 * hour
    assert take_in_receipt(member, receipt_for(tmp_path, "a.txt", 1, first)).news is News.NEW
    assert take_in_receipt(member, receipt_for(tmp_path, "b.txt", 1, first + hour)).news is News.SAME
    assert take_in_receipt(member, receipt_for(tmp_path, "c.txt", 1, first + 2 * hour, "写明时限")).news is News.NEW
    assert take_in_receipt(member, receipt_for(tmp_path, "d.txt", 1, first + 3 * hour)).news is News.NEW
    assert [one.state for one in receipts_of(member, NOVEMBER)] == ["received", "returned"]


def test_a_receipt_of_a_day_to_come_is_refused_since_it_would_hide_all_until_then(
    members: dict[str, Desk], tmp_path: Path
) -> None:
    with pytest.raises(NotThisReceipt) as refused:
        take_in_receipt(members["001"], receipt_for(tmp_path, "a.txt", 1, MONDAY + timedelta(days=400)))
    assert refused.value.why == "to_come"
    assert receipts_of(members["001"], NOVEMBER) == ()
    assert take_in_receipt(members["001"], receipt_for(tmp_path, "b.txt", 1, MONDAY + timedelta(hours=20)))


def test_a_return_taken_back_lets_the_submission_stand_again(secretary: Desk, tmp_path: Path) -> None:
    send_back(secretary, standing(secretary, "1"), NOVEMBER, "先退一次")
    send_back(secretary, standing(secretary, "1"), NOVEMBER, COMMENT)
    found = standing(secretary, "1")
    assert found.returned is not None
    assert found.returned.comment == COMMENT
    for left in ("先退一次", None):
        secretary.branch.take_return_back("1", NOVEMBER)
        found = standing(secretary, "1")
        assert (found.returned.comment if found.returned else None) == left
    assert found.standing is Standing.RECEIVED


def test_where_nothing_came_nothing_is_returned_and_no_receipt_is_made(secretary: Desk, tmp_path: Path) -> None:
    with pytest.raises(NothingTakenIn) as refused:
        send_back(secretary, standing(secretary, "3"), NOVEMBER, COMMENT)
    assert refused.value.name == "王五"
    with pytest.raises(NothingTakenIn):
        receipt_files(secretary, Period.parse("2026-10"), tmp_path)


def test_two_of_one_name_get_files_of_two_names(secretary: Desk, tmp_path: Path) -> None:
    second = secretary.branch.roster()[1]
    secretary.branch.save_member(second.model_copy(update={"name": "张三"}), second)
    for one in secretary.branch.standings(NOVEMBER):
        if one.received is not None:
            send_back(secretary, one, NOVEMBER, COMMENT)
    names = set(hands_out(secretary, tmp_path / "out"))
    assert names == {"张三-001_2026年11月_退回.txt", "张三-002_2026年11月_退回.txt"}


def test_a_receipt_among_the_members_files_is_named_and_passed_over(secretary: Desk, tmp_path: Path) -> None:
    hands_out(secretary, tmp_path / "in")
    found = {one.path.name: one for one in secretary.branch.look([tmp_path / "in"], NOVEMBER)}
    receipt = found["第一党支部_2026年11月_回执.txt"]
    assert (receipt.kind, receipt.detail) == (DecisionKind.FOREIGN, Passed.RECEIPT)


def test_what_is_no_sound_receipt_is_refused_for_what_it_is(
    secretary: Desk, members: dict[str, Desk], tmp_path: Path
) -> None:
    [path] = hands_out(secretary, tmp_path / "out").values()
    data = path.read_bytes()
    assert read_receipt(data.decode().encode("gb18030")) == read_receipt(data)  # mail saved it again
    with pytest.raises(DamagedSubmission):
        read_receipt(data.replace(b'"revision":1', b'"revision":2'))
    with pytest.raises(NotASubmission) as refused:
        read_receipt(next((tmp_path / "in").glob("*.txt")).read_bytes())
    assert refused.value.kind == "no_receipt"
    with pytest.raises(NotASubmission):
        read_receipt("大家好\n".encode())


@pytest.mark.parametrize(("comment", "said"), [("请补。", "意见：请补。本机没有"), ("请补", "意见：请补；本机没有")])
def test_what_follows_a_comment_has_one_sign_before_it(desk: Desk, comment: str, said: str) -> None:
    use("zh")
    kept = KeptReceipt(revision=1, state="returned", day=MONDAY.date(), made_at=MONDAY, comment=comment)
    assert said in receipt_words(desk, kept, 0)


def test_a_receipt_that_was_cut_is_not_called_one_to_hand_in_again(
    secretary: Desk, members: dict[str, Desk], tmp_path: Path
) -> None:
    file = hands_out(secretary, tmp_path / "out")["第一党支部_2026年11月_回执.txt"]
    file.write_bytes(file.read_bytes()[:-90])
    with pytest.raises(DamagedSubmission) as error:
        take_in_receipt(members["002"], file)
    assert submission_fault_words(error.value).endswith("请对方重发。")
