"""Two secretaries at once, and what is taken back or named again: no accepted problem leaves the list unasked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from content.period import Period
from storage.branch import BranchLedger
from storage.branch_figures import Figures
from storage.collecting import DecisionKind
from storage.made_reports import MadeReport
from storage.problems import Act, NotAllowed, Owner, Status
from tests.storage.test_branch import ERROR, MEMBERS, NOVEMBER, SHORTFALL, Ticking, file
from tests.storage.test_problem_list import listed, send, the, waiting

NEXT_YEAR = Period.parse("2027-01")


@pytest.fixture
def ledger(tmp_path: Path) -> BranchLedger:
    ledger = BranchLedger.open(tmp_path / "home", clock=Ticking())
    ledger.save_roster(MEMBERS, branch="第一党支部")
    return ledger


@pytest.fixture
def other(ledger: BranchLedger, tmp_path: Path) -> BranchLedger:
    """The same ledger in a second program."""
    return BranchLedger.open(tmp_path / "home", clock=ledger.files.clock)


def meanwhile(ledger: BranchLedger, monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Let something else happen just before the ledger gets the lock for its next change."""
    locked = ledger.files._locked  # the only door to the lock; what another program does comes before it opens

    @contextmanager
    def late() -> Iterator[None]:
        monkeypatch.setattr(ledger.files, "_locked", locked)
        act()
        with locked():
            yield

    monkeypatch.setattr(ledger.files, "_locked", late)


def do(ledger: BranchLedger, uid: str, act: Act, **fields: Any) -> None:
    ledger.list.act([uid], ledger.list.event(act, **fields))


def test_two_items_never_vanish_into_each_other(
    ledger: BranchLedger, other: BranchLedger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = listed(ledger, tmp_path, SHORTFALL, ERROR)
    meanwhile(ledger, monkeypatch, lambda: do(other, two, Act.MERGE, other=one))
    with pytest.raises(NotAllowed):
        do(ledger, one, Act.MERGE, other=two)
    assert the(ledger, one).status is Status.OPEN


def test_nothing_is_merged_into_what_another_withdrew_meanwhile(
    ledger: BranchLedger, other: BranchLedger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = listed(ledger, tmp_path, SHORTFALL, ERROR)
    meanwhile(ledger, monkeypatch, lambda: do(other, two, Act.REMOVE, reason="重复"))
    with pytest.raises(NotAllowed):
        do(ledger, one, Act.MERGE, other=two)
    assert the(ledger, one).status is Status.OPEN


def test_a_proposal_that_both_accept_is_listed_once(
    ledger: BranchLedger, other: BranchLedger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(ledger, tmp_path, SHORTFALL)
    seen = waiting(ledger)
    meanwhile(ledger, monkeypatch, lambda: other.list.accept(seen))
    assert ledger.list.accept(seen) == []
    assert len(ledger.list.items()) == 1


def test_a_report_that_both_keep_is_kept_once(
    ledger: BranchLedger, other: BranchLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def keep(at: BranchLedger, received: int) -> MadeReport:
        figures = Figures(units=("2026-11",), due=4, received=received)
        return at.made.keep(NOVEMBER, NOVEMBER.last, figures, ["a" * 64], ["报告.docx"])

    kept: list[MadeReport] = []
    meanwhile(ledger, monkeypatch, lambda: kept.append(keep(other, 2)))
    assert keep(ledger, 2) == kept[0]
    assert ledger.made.all() == kept
    assert keep(ledger, 3) not in kept
    assert len(other.made.all()) == 2


def test_what_was_struck_off_with_another_and_is_named_again_is_proposed_once(
    ledger: BranchLedger, tmp_path: Path
) -> None:
    one, two = listed(ledger, tmp_path, SHORTFALL, ERROR)
    do(ledger, one, Act.MERGE, other=two)
    do(ledger, two, Act.DONE)
    do(ledger, two, Act.VERIFY, by="书记")
    do(ledger, two, Act.STRIKE)
    assert waiting(ledger) == []
    send(ledger, tmp_path, SHORTFALL, ERROR, period=NEXT_YEAR)
    assert {proposal.was_struck for proposal in waiting(ledger)} == {two}
    ledger.list.accept(waiting(ledger))
    assert the(ledger, two).status is Status.OPEN
    assert waiting(ledger) == []


def test_listing_is_not_taken_back_under_what_was_merged_into_it(ledger: BranchLedger, tmp_path: Path) -> None:
    one, two = listed(ledger, tmp_path, SHORTFALL, ERROR)
    do(ledger, one, Act.MERGE, other=two)
    with pytest.raises(NotAllowed):
        ledger.list.take_back([two])
    assert the(ledger, two).status is Status.OPEN


def test_only_what_was_seen_is_taken_back(ledger: BranchLedger, other: BranchLedger, tmp_path: Path) -> None:
    [one] = listed(ledger, tmp_path, SHORTFALL)
    do(ledger, one, Act.PROGRESS, text="一半")
    seen = the(ledger, one).history[-1]
    do(other, one, Act.DONE)
    with pytest.raises(NotAllowed):
        ledger.list.take_back([one], seen)
    assert the(ledger, one).status is Status.DONE


def test_who_verified_is_known_under_another_name_when_it_is_handed_to_them(
    ledger: BranchLedger, tmp_path: Path
) -> None:
    [one] = listed(ledger, tmp_path, SHORTFALL)
    do(ledger, one, Act.DONE)
    do(ledger, one, Act.VERIFY, by="李四", owner=Owner(name="李四", person="2"))
    do(ledger, one, Act.HAND_OVER, owner=Owner(name="李思", person="2"))
    assert the(ledger, one).status is Status.OPEN


def test_a_file_taken_in_before_is_the_same_though_its_member_has_another_number_now(
    ledger: BranchLedger, tmp_path: Path
) -> None:
    path = file(tmp_path / "in", "1.txt", SHORTFALL)
    ledger.take_in(ledger.look([path], NOVEMBER))
    swapped = {"001": "002", "002": "001", "003": "103"}
    ledger.save_roster(
        [one.model_copy(update={"member_no": swapped[one.member_no]}) for one in MEMBERS],
    )
    assert [one.kind for one in ledger.look([path], NOVEMBER)] == [DecisionKind.SAME]
