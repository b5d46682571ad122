"""Which matters a list shows, and in what order and groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import groupby

from content.period import Period
from content.words import _
from reports.terms import matter_kind_words
from storage.records import Matter

BY_DUE, BY_GIVER, BY_KIND, OVERDUE = "due", "giver", "kind", "overdue"
WEEK = 7  # days
ORDERS = (BY_DUE, BY_GIVER, BY_KIND, OVERDUE)


def order_words(order: str) -> str:
    """How the open matters stand: 按时限, 按交办人, 按类别, 只看超期."""
    return {
        BY_DUE: _("by due day"),
        BY_GIVER: _("by giver"),
        BY_KIND: _("by kind"),
        OVERDUE: _("only overdue"),
    }[order]


def by_due_day(matters: Iterable[Matter]) -> list[Matter]:
    """The earliest due first, undated last."""
    return sorted(matters, key=lambda one: (one.due_day or date.max, one.day, one.uid))


def grouped(matters: Sequence[Matter], order: str, today: date) -> list[tuple[str, list[Matter]]]:
    """Open matters in groups with their headings, which are empty where there is but one."""
    if order == OVERDUE:
        return [("", by_due_day(one for one in matters if one.is_overdue(today)))]
    labels: dict[str, Callable[[Matter], str]] = {BY_DUE: partial(_when, today), BY_GIVER: _giver, BY_KIND: _kind}
    label = labels[order]
    # Sorting is stable: in a group the earliest due stays first. What has no giver stands last.
    ordered = by_due_day(matters)
    if order != BY_DUE:
        ordered.sort(key=lambda one: (order == BY_GIVER and not one.given_by, label(one)))
    return [(words, list(group)) for words, group in groupby(ordered, key=label)]


def _when(today: date, matter: Matter) -> str:
    """How soon it is due: 超期, 一周内, 以后, 未定时限."""
    if matter.due_day is None:
        return _("no due day")
    if matter.due_day < today:
        return _("Overdue", context="matters")
    return (
        _("Within a week", context="matters")
        if (matter.due_day - today).days <= WEEK
        else _("Later", context="matters")
    )


def _giver(matter: Matter) -> str:
    return matter.given_by or _("giver not written down")


def _kind(matter: Matter) -> str:
    return matter_kind_words(matter.kind)


def step_period(period: Period, step: int, today: date) -> Period:
    """The period beside one: this year, then this quarter and the quarters before it; never beyond this year."""
    year = Period.parse(f"{today.year}")
    if period == year:
        return Period.quarter_of(today) if step < 0 else year
    if step < 0:
        return Period.quarter_of(period.first - timedelta(days=1))
    following = period.last + timedelta(days=1)
    return Period.quarter_of(following) if following <= today else year
