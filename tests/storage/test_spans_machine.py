"""Any sequence of what members and the secretary do: quarter and year are those of the plainest model."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from content.period import Period
from reports.branch_figures import figures_of
from storage.balance import balance_of
from storage.branch import BranchLedger
from storage.branch_notes import Paper, Return
from storage.collecting import DecisionKind
from storage.facts import Completeness
from storage.handover import handed_on, read_handed_on, take_over
from storage.roster import Member
from storage.spans import months_in, span_of
from tests.storage.test_branch import content

MEMBERS = [Member(member_no=f"00{number}", name=f"甲{number}") for number in range(1, 4)]
NOVEMBER, DECEMBER, QUARTER = Period.parse("2026-11"), Period.parse("2026-12"), Period.parse("2026-Q4")
PERIODS = (NOVEMBER, DECEMBER, QUARTER)
TODAY = date(2027, 1, 15)
Key = tuple[str, Period]
Sent = tuple[int, int]
FIRST_MADE = datetime(2026, 12, 31, 2, tzinfo=UTC)


class Months(RuleBasedStateMachine):
    """Beside the ledger the plainest model: by person and period, what stands there."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.now = datetime(2027, 1, 15, 2, tzinfo=UTC)
        self.homes = 0
        self.ledger = BranchLedger.open(Path(self.folder.name) / "home", clock=self._clock)
        self.sent: dict[Key, list[Sent]] = {}  # revision and days checked of each file that was taken in
        self.order: list[Key] = []  # in which they were taken in
        self.returned: set[tuple[Key, int, Sent]] = set()  # whose, place and content of all that was returned
        self.papers: dict[Key, int] = {}
        self.choices: dict[Key, str] = {}

    def _clock(self) -> datetime:
        self.now += timedelta(milliseconds=10)
        return self.now

    def teardown(self) -> None:
        self.folder.cleanup()

    @initialize()
    def roster(self) -> None:
        self.ledger.save_roster(MEMBERS, branch="第一党支部")

    @rule(who=st.integers(0, 2), period=st.sampled_from(PERIODS), days=st.integers(0, 20))
    def a_member_sends(self, who: int, period: Period, days: int) -> None:
        key = str(who + 1), period
        files = self.sent.get(key, [])
        revision = files[-1][0] + 1 if files else 1
        path = self._file(key, revision, days, len(files))
        for _turn in range(2):  # again: it changes nothing
            self.ledger.take_in(self.ledger.look([path], period))
        self._is_in(key, revision, days)

    @rule(data=st.data(), days=st.integers(0, 20))
    def a_new_installation_counts_from_one_again_and_is_asked(self, data: st.DataObject, days: int) -> None:
        """It stands in no one's place unasked, and once it was chosen the next revision goes on from it."""
        if not (there := self._there()):
            return
        key = data.draw(st.sampled_from(there))
        files = self.sent[key]
        path = self._file(key, 1, days, len(files))
        decisions = self.ledger.look([path], key[1])
        assert [one.kind for one in decisions] == [DecisionKind.CONFLICT if files[-1][0] == 1 else DecisionKind.ANEW]
        assert self.ledger.take_in(decisions).entries == ()
        for _turn in range(2):  # again: it is the same now, and changes nothing
            self.ledger.take_in(self.ledger.look([path], key[1]), also=[path])
        self._is_in(key, 1, days)

    @rule(data=st.data())
    def a_file_of_before_comes_late_and_stands_nowhere(self, data: st.DataObject) -> None:
        """Of the installation before, and made before what stands: whatever its number says, it does not go in."""
        there = [key for key in self._there() if self.sent[key][-1][0] > 1]
        if not there:
            return
        key = data.draw(st.sampled_from(there))
        revision = data.draw(st.integers(1, self.sent[key][-1][0] + 2))
        path = self._file(key, revision, 20, -1)
        assert self.ledger.take_in(self.ledger.look([path], key[1])).entries == ()

    def _there(self) -> list[Key]:
        """Of whom something stands for a period."""
        return sorted((key for key, files in self.sent.items() if files), key=str)

    def _file(self, key: Key, revision: int, days: int, place: int) -> Path:
        """A file as a member makes it, each made an hour after the one before."""
        member, path = MEMBERS[int(key[0]) - 1], Path(self.folder.name) / "a.txt"
        facts = Completeness(answered_days=days, due_days=20, late_days=0)
        made_at = FIRST_MADE + timedelta(hours=place)
        header: dict[str, Any] = {
            "member_no": member.member_no, "name": member.name, "revision": revision, "period": str(key[1]),
            "made_at": made_at,
        }  # fmt: skip
        path.write_bytes(content(facts, **header))
        return path

    def _is_in(self, key: Key, revision: int, days: int) -> None:
        self.sent.setdefault(key, []).append((revision, days))
        self.order.append(key)

    @precondition(lambda self: self.order)
    @rule()
    def the_last_taking_in_is_undone(self) -> None:
        self.ledger.undo(self.ledger.batches()[0])
        key = self.order.pop()
        self.sent[key].pop()

    @rule(data=st.data())
    def a_submission_is_returned(self, data: st.DataObject) -> None:
        if not (there := self._there()):
            return
        person, period = data.draw(st.sampled_from(there))
        sha256 = self.ledger.received(period, with_facts=False)[person].sha256
        self.ledger.send_back(Return(person=person, sha256=sha256, day=TODAY, comment="请补"), period)
        files = self.sent[person, period]
        self.returned.add(((person, period), len(files), files[-1]))

    @rule(who=st.integers(1, 3), period=st.sampled_from(PERIODS), days=st.integers(1, 20))
    def a_form_is_entered(self, who: int, period: Period, days: int) -> None:
        self.ledger.enter_paper(Paper(person=str(who), day=TODAY, answered_days=days, due_days=20), period)
        self.papers[str(who), period] = days

    @rule(who=st.integers(1, 3), period=st.sampled_from(PERIODS), how=st.sampled_from(["leave", "not_due", ""]))
    def a_standing_is_chosen(self, who: int, period: Period, how: str) -> None:
        self.ledger.choose(str(who), period, how)
        self.choices[str(who), period] = how

    @rule()
    def the_ledger_goes_to_the_next_secretary(self) -> None:
        path = Path(self.folder.name) / "handed-on.zip"
        path.write_bytes(handed_on(self.ledger))
        self.homes += 1
        self.ledger = BranchLedger.open(Path(self.folder.name) / f"home{self.homes}", clock=self._clock)
        take_over(self.ledger, read_handed_on(path))

    # The plainest model

    def _stands(self, key: Key) -> tuple[str, int]:
        """received, missing, leave or not_due; and the days that are counted."""
        files, how = self.sent.get(key, []), self.choices.get(key, "")
        if how == "not_due":
            return "not_due", 0
        if files:
            # A return holds for the very file: when a later one is undone it waits again.
            waits = (key, len(files), files[-1]) in self.returned
            return ("missing", 0) if waits else ("received", files[-1][1])
        if key in self.papers:
            return "received", self.papers[key]
        return (how or "missing"), 0

    def _is_begun(self, period: Period) -> bool:
        keys = [(str(who), period) for who in range(1, 4)]
        return any(self.sent.get(key) or key in self.papers or self.choices.get(key) for key in keys)

    def _expected(self) -> tuple[int, int, int, int] | None:
        """Due, received, on leave, and the days checked, of the quarter."""
        units = [month for month in (NOVEMBER, DECEMBER) if self._is_begun(month)]
        whole = [] if units else [QUARTER]
        due = received = leave = days = 0
        for who in map(str, range(1, 4)):
            stands = [self._stands((who, unit)) for unit in units or whole]
            due += sum(how != "not_due" for how, _days in stands)
            leave += sum(how == "leave" for how, _days in stands)
            came = [told for how, told in stands if how == "received"]
            received, days = received + len(came), days + sum(came)
            own, told = self._stands((who, QUARTER))
            if units and not came and own == "received":
                received += sum(how == "missing" for how, _days in stands)
                days += told
        return due, received, leave, days

    @invariant()
    def quarter_and_year_are_what_the_model_says(self) -> None:
        for period in (QUARTER, Period.parse("2026")):
            within = [one for one in self.ledger.periods() if period.first <= one.first and months_in(one)]
            span = span_of(period, {one: self.ledger.standings(one) for one in within or [period]}, TODAY)
            if within:
                n = figures_of(span, balance_of(self.ledger.items(), period))
                assert (n.due, n.received, n.leave, n.answered_days) == self._expected()
                assert n.due == n.received + n.leave + n.missing


TestMonths = pytest.mark.slow(Months.TestCase)
TestMonths.settings = settings(
    max_examples=15, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
)


@pytest.mark.slow
class TestMonthsAtLength(Months.TestCase):  # type: ignore[misc, valid-type] # made by Hypothesis
    settings: Any = settings(
        max_examples=30, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
    )
