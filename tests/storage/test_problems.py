"""The rules of the branch's list, on items made here: what may happen to one, how it stands on a day, the balance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from content.period import Period
from storage.balance import Balance, balance_of
from storage.problems import Act, Event, ListedProblem, NotAllowed, Owner, Problem, Status, as_of, check, latest_act

NOVEMBER, DECEMBER = Period.parse("2026-11"), Period.parse("2026-12")
AT = datetime(2026, 11, 2, 8, tzinfo=UTC)
LISTED = date(2026, 11, 2)
DUE = date(2026, 11, 20)
CHANG = Owner(name="张三", person="1")


def event(act: Act, day: date, *, at: datetime = AT, **fields: object) -> Event:
    return Event.model_validate({"act": act, "day": day, "at": at, **fields})


def item(uid: str, *events: Event, day: date = LISTED) -> ListedProblem:
    listed = event(Act.LIST, day)
    return ListedProblem.new(
        AT, day, uid=uid, title="会议通知晚发半天", given_day=day, due_day=DUE, owner=CHANG, events=(listed, *events)
    )


def standing(*events: Event, day: date | None = None) -> Problem:
    found = as_of(item("a", *events), day)
    assert found is not None
    return found


def why_not(problem: Problem, one: Event, today: date = DUE, owners: Sequence[Owner] = ()) -> str:
    try:
        check(problem, one, today, owners)
    except NotAllowed as error:
        return error.why
    return ""


def test_what_happens_on_a_day_is_seen_on_that_day_and_not_the_day_before() -> None:
    done = event(Act.DONE, DUE)
    assert standing(done, day=DUE).status is Status.DONE
    assert standing(done, day=DUE - timedelta(days=1)).status is Status.OPEN
    assert as_of(item("a"), LISTED) is not None
    assert as_of(item("a"), LISTED - timedelta(days=1)) is None


def test_it_is_overdue_from_the_day_after_it_was_due_and_only_while_it_is_in_hand() -> None:
    after = DUE + timedelta(days=1)
    assert not standing().is_overdue(DUE)
    assert standing().is_overdue(after)
    assert not standing(event(Act.DONE, DUE)).is_overdue(after)


def test_an_extension_names_another_day_than_the_one_it_has() -> None:
    def extended(due_day: date | None) -> str:
        return why_not(standing(), event(Act.EXTEND, DUE, reason="等会签", due_day=due_day))

    assert extended(DUE + timedelta(days=1)) == ""
    assert extended(DUE) == "due_day"
    assert extended(None) == "due_day"


def test_an_act_is_not_entered_before_the_one_before_it_nor_ahead_of_today() -> None:
    problem = standing(event(Act.PROGRESS, date(2026, 11, 9), text="已起草"))
    for day, why in ((8, "day_before"), (9, ""), (20, ""), (21, "day_ahead")):
        assert why_not(problem, event(Act.DONE, date(2026, 11, day))) == why


@pytest.mark.parametrize(
    ("by", "person", "why"),
    [("李四", "", ""), ("张三", "", "owner"), ("张叁", "1", "owner"), ("", "", "owner"), ("王五", "", "owner")],
)
def test_nobody_verifies_what_they_or_those_merged_into_it_are_responsible_for(by: str, person: str, why: str) -> None:
    verify = event(Act.VERIFY, DUE, by=by, owner=Owner(name=by, person=person))
    assert why_not(standing(event(Act.DONE, DUE)), verify, owners=[Owner(name="王五")]) == why


def test_handed_over_to_somebody_else_than_who_verified_it_stays_verified() -> None:
    verified = (event(Act.DONE, DUE), event(Act.VERIFY, DUE, by="李四"))
    for name, status in (("王五", Status.VERIFIED), ("李四", Status.OPEN)):
        assert standing(*verified, event(Act.HAND_OVER, DUE, owner=Owner(name=name))).status is status
    assert standing(event(Act.DONE, DUE), event(Act.HAND_OVER, DUE, owner=Owner(name="王五"))).status is Status.DONE


def test_the_last_act_is_the_latest_on_all_items_and_of_those_at_one_moment_the_one_with_more_before_it() -> None:
    later = AT + timedelta(seconds=1)
    assert latest_act([]) is None
    items = [
        item("a", event(Act.DONE, DUE, at=later)),
        item("b", event(Act.DONE, DUE, at=later)),
        item("c", event(Act.PROGRESS, DUE, at=later)),
        item("d"),
    ]
    found = latest_act(items)
    assert found is not None
    assert (found[0], found[1].act) == (["a", "b"], Act.DONE)
    found = latest_act([item("a"), item("b", event(Act.DONE, DUE))])  # the clock stood still
    assert found is not None
    assert (found[0], found[1].act) == (["b"], Act.DONE)


def test_the_balance_counts_what_happened_on_the_days_of_its_period_and_goes_out() -> None:
    struck = [
        event(Act.DONE, DUE), event(Act.VERIFY, DUE, by="李四"), event(Act.STRIKE, DUE)
    ]  # fmt: skip
    december = date(2026, 12, 1)
    items = [
        item("a", *struck, event(Act.REOPEN, december, reason="又发生")),
        item("b", event(Act.MERGE, DUE, other="a"), event(Act.SPLIT, december)),
        item("c", event(Act.REMOVE, DUE, reason="误列")),
        item("d", day=december),
        item("e"),
    ]
    assert balance_of(items, NOVEMBER) == Balance(before=0, listed=4, merged=1, struck=1, removed=1, after=1)
    assert balance_of(items, DECEMBER) == Balance(before=1, listed=1, reopened=1, split=1, after=4)
    assert Balance() == Balance(0, 0, 0, 0, 0, 0, 0, 0)


def test_what_was_listed_by_mistake_counts_nowhere() -> None:
    mistaken = item("a").model_copy(update={"events": (event(Act.LIST, LISTED, taken_back_at=AT),)})
    assert as_of(mistaken) is None
    assert balance_of([mistaken], NOVEMBER) == Balance()
