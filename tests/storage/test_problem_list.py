"""The branch's list of problems: it owns its items; whatever is sent or taken back, none leaves it unasked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from content.period import Period
from storage.balance import Balance, balance_of
from storage.branch import BranchLedger
from storage.branch_notes import Return
from storage.branch_records import Collection, Entry
from storage.facts import MatterFact
from storage.first_problems import ProblemState, problem_uid
from storage.problems import IN_ACCOUNT, Act, NotAllowed, Owner, Problem, Status, as_of, listed_in
from storage.proposals import Proposal, flags_of, proposals
from storage.records import MatterKind, MatterState
from storage.roster import member_key
from storage.shelf import Shelf, by_month, by_year
from storage.standings import Standing
from tests.storage.test_branch import DECEMBER, ERROR, MEMBERS, NOVEMBER, SHORTFALL, Ticking, content, file

TODAY = date(2026, 12, 1)


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


def waiting(ledger: BranchLedger) -> list[Proposal]:
    return proposals(ledger.sent(), ledger.items(), ledger.list.declined())


def send(ledger: BranchLedger, folder: Path, *facts: MatterFact, period: Period = NOVEMBER, **header: Any) -> None:
    name = f"{header.get('member_no', '001')}-{period}-{header.get('revision', 1)}.txt"
    ledger.take_in(ledger.look([file(folder, name, *facts, period=str(period), **header)], period))


def listed(ledger: BranchLedger, folder: Path, *facts: MatterFact) -> list[str]:
    send(ledger, folder, *facts)
    return [item.uid for item in ledger.list.accept(waiting(ledger))]


def the(ledger: BranchLedger, uid: str) -> Problem:
    return ledger.list.get(uid)


def test_what_is_sent_is_only_proposed(ledger: BranchLedger, tmp_path: Path) -> None:
    send(ledger, tmp_path / "in", SHORTFALL, ERROR)
    assert ledger.items() == []
    assert [one.word.matter.title for one in waiting(ledger)] == [ERROR.title, SHORTFALL.title]


def test_what_was_accepted_keeps_its_wording_and_stays_whatever_a_later_revision_says(
    ledger: BranchLedger, reopened: Callable[[], BranchLedger], tmp_path: Path
) -> None:
    [uid] = listed(ledger, tmp_path / "in", SHORTFALL)
    send(ledger, tmp_path / "in", revision=2)
    [item] = reopened().items()
    assert (item.uid, item.title, item.owner) == (uid, SHORTFALL.title, Owner(name="张三", person="1"))
    assert flags_of(item, ledger.sent(), {}, TODAY).dropped
    worded = SHORTFALL.model_copy(update={"title": "会议通知晚发半天", "state": MatterState.SETTLED,
                                          "closed_day": date(2026, 11, 20)})  # fmt: skip
    send(ledger, tmp_path / "in", worded, revision=3)
    flags = flags_of(item, ledger.sent(), {}, TODAY)
    assert (flags.dropped, flags.changed, flags.says_settled) == (False, True, True)
    assert the(ledger, uid).title == SHORTFALL.title
    assert the(ledger, uid).status is Status.OPEN


def test_undoing_the_taking_in_leaves_what_was_accepted_and_says_so(ledger: BranchLedger, tmp_path: Path) -> None:
    [uid] = listed(ledger, tmp_path / "in", SHORTFALL)
    ledger.undo(ledger.batches()[0])
    [item] = ledger.items()
    assert item.uid == uid
    assert flags_of(item, ledger.sent(), {}, TODAY).batch_undone


def test_a_matter_is_listed_once_however_often_it_is_sent_or_accepted(ledger: BranchLedger, tmp_path: Path) -> None:
    send(ledger, tmp_path / "in", SHORTFALL)
    chosen = waiting(ledger)
    ledger.list.accept(chosen)
    ledger.list.accept(chosen)
    send(ledger, tmp_path / "in", SHORTFALL, period=DECEMBER)
    assert len(ledger.items()) == 1
    assert waiting(ledger) == []


def test_it_is_listed_on_the_last_day_of_the_period_it_came_for(ledger: BranchLedger, tmp_path: Path) -> None:
    [uid] = listed(ledger, tmp_path / "in", SHORTFALL)
    assert the(ledger, uid).listed_day == date(2026, 11, 30)
    assert [one.uid for one in listed_in(ledger.items(), NOVEMBER)] == [uid]
    assert listed_in(ledger.items(), Period.parse("2026-10")) == []


def test_a_problem_stands_in_the_period_on_whose_first_day_it_was_struck_off(
    ledger: BranchLedger, tmp_path: Path
) -> None:
    [uid] = listed(ledger, tmp_path / "in", SHORTFALL)
    list_ = ledger.list
    first = date(2026, 12, 1)
    list_.act(
        [uid], list_.event(Act.DONE, day=first), list_.event(Act.VERIFY, day=first, by="王 五"),
        list_.event(Act.STRIKE, day=first),
    )  # fmt: skip
    assert [one.uid for one in listed_in(ledger.items(), DECEMBER)] == [uid]
    assert listed_in(ledger.items(), Period.parse("2027-01")) == []


def test_done_then_verified_by_another_then_struck_off(ledger: BranchLedger, tmp_path: Path) -> None:
    [uid] = listed(ledger, tmp_path / "in", SHORTFALL)
    list_ = ledger.list
    for events, why in (
        ([list_.event(Act.STRIKE)], "status"),
        ([list_.event(Act.VERIFY, by="王五")], "status"),
        ([list_.event(Act.DONE), list_.event(Act.STRIKE)], "status"),
        ([list_.event(Act.DONE), list_.event(Act.VERIFY, by="张三")], "owner"),
        ([list_.event(Act.DONE), list_.event(Act.VERIFY)], "owner"),
        ([list_.event(Act.DONE, day=date(2026, 10, 1))], "day_given"),
        ([list_.event(Act.DONE), list_.event(Act.VERIFY, by="王五", day=date(2026, 11, 29))], "day_before"),
        ([list_.event(Act.DONE, day=date(2026, 12, 2))], "day_ahead"),
        ([list_.event(Act.REMOVE)], "reason"),
    ):
        with pytest.raises(NotAllowed) as raised:
            list_.act([uid], *events)
        assert raised.value.why == why
        assert len(the(ledger, uid).history) == 1, "nothing of it was entered"
    list_.act(
        [uid], list_.event(Act.DONE), list_.event(Act.VERIFY, by="王五", text="看过台账"), list_.event(Act.STRIKE)
    )
    found = the(ledger, uid)
    assert (found.status, found.verified_by, found.basis, found.struck_day) == (
        Status.STRUCK,
        "王五",
        "看过台账",
        TODAY,
    )


def test_an_act_on_several_is_done_to_all_or_to_none(ledger: BranchLedger, tmp_path: Path) -> None:
    first, second = listed(ledger, tmp_path / "in", SHORTFALL, ERROR)
    list_ = ledger.list
    list_.act([first], list_.event(Act.DONE))
    with pytest.raises(NotAllowed) as raised:
        list_.act([second, first], list_.event(Act.DONE))
    assert raised.value.uid == first
    assert the(ledger, second).status is Status.OPEN


def test_handed_over_to_who_verified_it_the_verification_falls(ledger: BranchLedger, tmp_path: Path) -> None:
    [uid] = listed(ledger, tmp_path / "in", SHORTFALL)
    list_ = ledger.list
    list_.act([uid], list_.event(Act.DONE), list_.event(Act.VERIFY, by="李四"))
    list_.act([uid], list_.event(Act.HAND_OVER, owner=Owner(name="李四", person="2")))
    assert (the(ledger, uid).status, the(ledger, uid).verified_by) == (Status.OPEN, "")


def test_merged_into_another_and_taken_apart_again(ledger: BranchLedger, tmp_path: Path) -> None:
    send(ledger, tmp_path / "in", ERROR, member_no="002", name="李四")
    into, child = (
        *(item.uid for item in ledger.list.accept(waiting(ledger))),
        *listed(ledger, tmp_path / "in", SHORTFALL),
    )
    list_ = ledger.list
    list_.act([child], list_.event(Act.MERGE, other=into))
    assert [one.uid for one in listed_in(ledger.items(), DECEMBER)] == [into]
    for uids, other in (([into], into), ([into], child)):
        with pytest.raises(NotAllowed):
            list_.act(uids, list_.event(Act.MERGE, other=other))
    list_.act([into], list_.event(Act.DONE))
    with pytest.raises(NotAllowed) as raised:
        list_.act([into], list_.event(Act.VERIFY, by="张三"))
    assert raised.value.why == "owner", "who sees to a merged one verifies neither"
    list_.act([into], list_.event(Act.VERIFY, by="王 五"), list_.event(Act.STRIKE))
    with pytest.raises(NotAllowed):
        list_.act([child], list_.event(Act.SPLIT))
    list_.act([into], list_.event(Act.REOPEN, reason="没有改好"))
    list_.act([child], list_.event(Act.SPLIT))
    assert the(ledger, child).status is Status.OPEN


def test_what_is_taken_back_counts_as_never_entered_and_stays_to_be_seen(ledger: BranchLedger, tmp_path: Path) -> None:
    [uid] = listed(ledger, tmp_path / "in", SHORTFALL)
    list_ = ledger.list
    list_.act([uid], list_.event(Act.DONE))
    [item] = list_.take_back([uid])
    assert the(ledger, uid).status is Status.OPEN
    assert [(event.act, event.taken_back_at is None) for event in item.events] == [(Act.LIST, True), (Act.DONE, False)]
    list_.take_back([uid])
    assert ledger.items() == []
    assert [one.word.matter.uid for one in waiting(ledger)] == ["m1"]


def test_what_was_left_off_is_proposed_again_only_in_other_words(ledger: BranchLedger, tmp_path: Path) -> None:
    send(ledger, tmp_path / "in", SHORTFALL)
    [proposal] = waiting(ledger)
    ledger.list.decline(proposal, "不属于支部")
    assert waiting(ledger) == []
    send(ledger, tmp_path / "in", SHORTFALL, period=DECEMBER)
    assert waiting(ledger) == []
    worded = SHORTFALL.model_copy(update={"title": "会议通知晚发两次"})
    send(ledger, tmp_path / "in", worded, revision=2, period=DECEMBER)
    [again] = waiting(ledger)
    assert again.was_declined


def test_what_was_struck_off_and_is_named_in_a_later_period_is_asked_about(
    ledger: BranchLedger, tmp_path: Path
) -> None:
    [uid] = listed(ledger, tmp_path / "in", SHORTFALL)
    list_ = ledger.list
    list_.act([uid], list_.event(Act.DONE), list_.event(Act.VERIFY, by="王五"), list_.event(Act.STRIKE))
    send(ledger, tmp_path / "in", SHORTFALL, period=Period.parse("2027-01"))
    [again] = waiting(ledger)
    assert again.was_struck == uid
    list_.accept([again])
    assert the(ledger, uid).status is Status.OPEN
    assert len(ledger.items()) == 1


def test_a_changed_number_makes_no_new_person_and_no_new_problem(ledger: BranchLedger, tmp_path: Path) -> None:
    [uid] = listed(ledger, tmp_path / "in", SHORTFALL)
    renumbered = [one.model_copy(update={"member_no": "101"}) if one.name == "张三" else one for one in MEMBERS]
    ledger.save_roster(renumbered)
    send(ledger, tmp_path / "in", SHORTFALL, member_no="101", period=DECEMBER)
    assert waiting(ledger) == []
    assert the(ledger, uid).owner.person == "1"
    assert set(ledger.received(DECEMBER)) == {"1"}


def test_who_left_the_roster_stands_in_the_past_and_the_item_waits_to_be_handed_over(
    ledger: BranchLedger, tmp_path: Path
) -> None:
    [uid] = listed(ledger, tmp_path / "in", SHORTFALL)
    ledger.save_roster(MEMBERS[1:])
    assert [one.member.name for one in ledger.standings(NOVEMBER)] == ["李四", "王 五", "张三"]
    assert [one.member.name for one in ledger.standings(DECEMBER)] == ["李四", "王 五"]
    left = {"1": ledger.former()[0].left_day or TODAY}
    [item] = ledger.items()
    assert item.uid == uid
    assert flags_of(item, ledger.sent(), left, TODAY).owner_left


# The first programs' list


def test_everything_that_stood_on_the_first_programs_list_becomes_an_item_once(tmp_path: Path) -> None:
    clock = Ticking()
    ledger = BranchLedger.open(tmp_path / "home", clock=clock)
    ledger.save_roster(MEMBERS)
    _written_by_the_first_program(ledger, clock)
    items = {item.uid: item for item in ledger.items()}
    struck, kept, own = problem_uid("001", "m1"), problem_uid("001", "m2"), "own1"
    assert set(items) == {struck, kept, own}
    now = {uid: as_of(item) for uid, item in items.items()}
    first = now[struck]
    assert first is not None
    assert (first.status, first.verified_by, first.struck_day, first.category, first.remark) == (
        Status.STRUCK, "王五", date(2026, 11, 30), "会务", "已核对",
    )  # fmt: skip
    assert [found.status for uid in (kept, own) if (found := now[uid])] == [Status.OPEN, Status.OPEN]
    send(ledger, tmp_path / "in", revision=2)  # a later revision names none of them any more
    assert {item.uid for item in BranchLedger.open(tmp_path / "home", clock=clock).items()} == set(items)
    assert waiting(ledger) == []


def _written_by_the_first_program(ledger: BranchLedger, clock: Ticking) -> None:
    at, data = clock(), content(SHORTFALL, ERROR)
    from storage.submission import read

    entry = Entry(
        sha256="a" * 64, member_no="001", header=read(data).header, taken_at=at, batch="b1", file_name="1.txt",
        problems=(SHORTFALL, ERROR),
    )  # fmt: skip
    kept = Collection.new(at, NOVEMBER.first, uid="2026-11", period="2026-11", entries=(entry,))
    Shelf(ledger.files, "branch/received", Collection, near=by_month).add(kept)
    own = MatterFact(uid="own1", kind=MatterKind.SHORTFALL, title="值班表未更新", given_day=date(2026, 11, 5))
    Shelf(ledger.files, "branch/problems", ProblemState, near=by_year).add_many(
        [
            ProblemState.new(
                at, SHORTFALL.given_day, uid=problem_uid("001", "m1"), category="会务", accepted_by="王五",
                accepted_day=date(2026, 11, 30), struck_day=date(2026, 11, 30), remark="已核对",
            ),
            ProblemState.new(at, own.given_day, uid="own1", own=own, responsible="王五"),
        ]
    )  # fmt: skip


# Any sequence of acts


PERIODS = (NOVEMBER, DECEMBER, Period.parse("2027-01"))
MATTERS = ("m1", "m2", "m3")


class Hands(RuleBasedStateMachine):
    """A secretary and members in any order; beside it the plainest model of what must be on the list."""

    def __init__(self) -> None:
        super().__init__()
        self.now = datetime(2026, 12, 1, 8, tzinfo=UTC)
        self.ledger = BranchLedger.in_memory(clock=self._clock)
        self.sent: dict[tuple[str, str], list[int]] = {}  # the revision of each file that was taken in
        self.returned: dict[tuple[str, str], list[str]] = {}  # the files returned, by SHA-256
        self.accepted: set[str] = set()  # what was put on the list and not taken back
        self.left_by_hand: set[str] = set()  # struck off, merged or withdrawn, and not opened again
        self.balances: dict[Period, Balance] = {}

    def _clock(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    @initialize()
    def roster(self) -> None:
        self.ledger.save_roster(MEMBERS)

    @rule(days=st.integers(1, 40))
    def time_goes_on(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(
        who=st.sampled_from(MEMBERS), period=st.sampled_from(PERIODS), names=st.sets(st.sampled_from(MATTERS)),
        closed=st.booleans(), data=st.data(),
    )  # fmt: skip
    def a_member_sends(self, who: Any, period: Period, names: set[str], closed: bool, data: st.DataObject) -> None:
        files = self.sent.setdefault((who.member_no, str(period)), [])
        revision = files[-1] + 1 if files else 1
        self._take_in(self._file(who, period, revision, names, closed=closed, data=data), period)
        files.append(revision)

    @rule(
        who=st.sampled_from(MEMBERS), period=st.sampled_from(PERIODS), names=st.sets(st.sampled_from(MATTERS)),
        data=st.data(),
    )  # fmt: skip
    def a_new_installation_counts_from_one_again(
        self, who: Any, period: Period, names: set[str], data: st.DataObject
    ) -> None:
        """Unasked it goes in nowhere, and nothing new is proposed; chosen, it stands, and nothing accepted leaves."""
        if not (files := self.sent.get((who.member_no, str(period)))):
            return
        sent, before = self._file(who, period, 1, names, closed=False, data=data), waiting(self.ledger)
        self._take_in(sent, period)
        assert waiting(self.ledger) == before
        self._take_in(sent, period, is_chosen=True)
        assert self.ledger.received(period)[member_key(who.member_no)].revision == 1
        files.append(1)

    def _file(
        self, who: Any, period: Period, revision: int, names: set[str], *, closed: bool, data: st.DataObject
    ) -> bytes:
        """A file with matters, made an hour after the one before it that stands."""
        facts = [
            MatterFact(
                uid=name, kind=MatterKind.SHORTFALL, title=f"{name} {data.draw(st.sampled_from('甲乙'))}",
                given_day=date(2026, 11, 3), closed_day=date(2026, 11, 20) if closed else None,
            )
            for name in sorted(names)
        ]  # fmt: skip
        made_at = datetime(2026, 11, 30, 9, tzinfo=UTC) + timedelta(hours=len(self.sent[who.member_no, str(period)]))
        return content(
            *facts, member_no=who.member_no, name=who.name, revision=revision, period=str(period), made_at=made_at
        )

    def _take_in(self, data: bytes, period: Period, *, is_chosen: bool = False) -> None:
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "a.txt"
            path.write_bytes(data)
            for _turn in range(2):  # again, it changes nothing
                self.ledger.take_in(self.ledger.look([path], period), also=[path] if is_chosen else [])

    @rule(who=st.sampled_from(MEMBERS), period=st.sampled_from(PERIODS), is_back=st.booleans())
    def a_submission_is_returned_or_that_taken_back(self, who: Any, period: Period, is_back: bool) -> None:
        """It says how the member stands, and of what is proposed that it was returned; nothing else changes."""
        person = member_key(who.member_no)
        found, before = self.ledger.received(period).get(person), (self._proposed(), self.ledger.items())
        returned = self.returned.setdefault((person, str(period)), [])
        if is_back and returned:
            self.ledger.take_return_back(person, period)
            returned.pop()
        elif not is_back and found is not None:
            back = Return(person=person, sha256=found.sha256, day=self.now.date(), comment="请补")
            self.ledger.send_back(back, period)
            returned.append(found.sha256)
        assert (self._proposed(), self.ledger.items()) == before
        for one in waiting(self.ledger):
            assert one.word.is_returned == (
                one.word.sha256 in self.returned.get((one.word.person, one.word.period), ())
            )

    def _proposed(self) -> list[Proposal]:
        """What is proposed, whether it was returned or not."""
        return [replace(one, word=replace(one.word, is_returned=False), first=None) for one in waiting(self.ledger)]

    @precondition(lambda self: self.ledger.batches())
    @rule()
    def the_last_taking_in_is_undone(self) -> None:
        batch = self.ledger.batches()[0]
        header = batch.entries[0].header
        self.sent[header.member_no, header.period].pop()
        self.ledger.undo(batch)

    @precondition(lambda self: bool(waiting(self.ledger)))
    @rule(data=st.data())
    def something_proposed_is_accepted_or_declined(self, data: st.DataObject) -> None:
        proposal = data.draw(st.sampled_from(waiting(self.ledger)))
        if data.draw(st.booleans()):
            self.accepted |= {item.uid for item in self.ledger.list.accept([proposal])}
            self.left_by_hand -= {proposal.was_struck}
        elif not proposal.was_struck:
            self.ledger.list.decline(proposal)
        assert proposal.id not in {one.id for one in waiting(self.ledger)} or proposal.was_struck

    @precondition(lambda self: self.ledger.items())
    @rule(data=st.data(), act=st.sampled_from([act for act in Act if act is not Act.LIST]))
    def something_happens(self, data: st.DataObject, act: Act) -> None:
        standing = self.ledger.list.standing()
        problem = data.draw(st.sampled_from(standing))
        other = data.draw(st.sampled_from(standing)).uid
        more: dict[Act, dict[str, Any]] = {
            Act.VERIFY: {"by": "书记"},
            Act.EXTEND: {"due_day": date(2027, 3, 1)},
            Act.HAND_OVER: {"owner": Owner(name="书记")},
            Act.MERGE: {"other": other},
            Act.EDIT: {"fields": {"title": "改过的"}},
        }
        event = self.ledger.list.event(act, reason="原因", **more.get(act, {}))
        try:
            self.ledger.list.act([problem.uid], event)
        except NotAllowed:
            return
        if act in {Act.STRIKE, Act.MERGE, Act.REMOVE}:
            self.left_by_hand.add(problem.uid)
        if act in {Act.REOPEN, Act.SPLIT}:
            self.left_by_hand.discard(problem.uid)

    @precondition(lambda self: self.ledger.items())
    @rule(data=st.data())
    def the_last_act_is_taken_back(self, data: st.DataObject) -> None:
        problem = data.draw(st.sampled_from(self.ledger.list.standing()))
        last = problem.history[-1].act
        children = self.ledger.list.merged_into(problem.uid)
        if last is Act.LIST and children:
            return
        self.ledger.list.take_back([problem.uid])
        if last is Act.LIST:
            self.accepted.discard(problem.uid)
        if last in {Act.STRIKE, Act.MERGE, Act.REMOVE}:
            self.left_by_hand.discard(problem.uid)
        if last in {Act.REOPEN, Act.SPLIT}:
            self.left_by_hand.add(problem.uid)

    @invariant()
    def nothing_accepted_leaves_but_by_hand(self) -> None:
        standing = self.ledger.list.standing()
        assert {problem.uid for problem in standing} == self.accepted
        assert {one.uid for one in standing if one.status in IN_ACCOUNT} == self.accepted - self.left_by_hand

    @invariant()
    def who_was_returned_the_very_file_that_stands_waits_for_the_next(self) -> None:
        for period in PERIODS:
            for one in self.ledger.standings(period):
                returned = self.returned.get((one.person, str(period)), [])
                waits = one.received is not None and one.received.sha256 in returned
                assert (one.standing is Standing.RETURNED) == waits

    @invariant()
    def every_balance_adds_up_and_goes_on_where_the_last_one_ended(self) -> None:
        items, before = self.ledger.items(), 0
        for month in (Period.month(2026, 11), *(Period.month(2026 + n // 12, n % 12 + 1) for n in range(11, 40))):
            one = balance_of(items, month)
            assert one.before == before
            came, gone = one.listed + one.reopened + one.split, one.merged + one.struck + one.removed
            assert one.before + came - gone == one.after
            before = one.after
        assert before == sum(problem.is_in_account for problem in self.ledger.list.standing())

    @invariant()
    def nothing_is_proposed_that_stands_on_the_list(self) -> None:
        there = {(one.person, one.matter_uid) for item in self.ledger.items() for one in item.sources}
        assert all(
            one.was_struck or (one.word.person, one.word.matter.uid) not in there for one in waiting(self.ledger)
        )


TestHands = Hands.TestCase
TestHands.settings = settings(
    max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)


@pytest.mark.slow
class TestHandsAtLength(Hands.TestCase):  # type: ignore[misc, valid-type] # made by Hypothesis
    settings = settings(max_examples=60, stateful_step_count=50, deadline=None, suppress_health_check=list(HealthCheck))
