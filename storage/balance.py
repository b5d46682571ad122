"""The balance of the branch's list over a period: what was in account before, what came and went, what is after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from content.period import Period
from storage.problems import Act, ListedProblem, as_of


@dataclass(frozen=True)
class Balance:
    """How many items are in account at the beginning and the end of a period, and what lies between (期初 … 期末).

    before + listed + reopened + split - merged - struck - removed = after.
    """

    before: int = 0
    """期初在账."""
    listed: int = 0
    """新增."""
    reopened: int = 0
    """重新列入."""
    split: int = 0
    """拆分."""
    merged: int = 0
    """归并."""
    struck: int = 0
    """销号."""
    removed: int = 0
    """人工撤销."""
    after: int = 0
    """期末在账."""


def balance_of(items: Sequence[ListedProblem], period: Period) -> Balance:
    """The balance of a period, counted from what happened on its days."""
    items = [item for item in items if item.was_listed]
    acts = [event.act for item in items for event in item.valid if event.day in period]
    return Balance(
        before=sum(_is_in_account_before(item, period) for item in items),
        listed=sum(item.day in period for item in items),
        reopened=acts.count(Act.REOPEN),
        split=acts.count(Act.SPLIT),
        merged=acts.count(Act.MERGE),
        struck=acts.count(Act.STRIKE),
        removed=acts.count(Act.REMOVE),
        after=sum(found.is_in_account for item in items if (found := as_of(item, period.last)) is not None),
    )


def _is_in_account_before(item: ListedProblem, period: Period) -> bool:
    if item.day >= period.first:
        return False
    found = as_of(item, date.fromordinal(period.first.toordinal() - 1))
    return found is not None and found.is_in_account
