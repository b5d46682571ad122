"""In which order Today shows what is owed an answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from content.words import _, ngettext
from storage.glance import GlanceMatter


class Owed(NamedTuple):
    """A line: of one matter, or of several without a due day."""

    due_day: date | None
    title: str
    number: int = 1
    given_by: str = ""


def owed(matters: Sequence[GlanceMatter], today: date, fits: int) -> list[Owed]:
    """The overdue first, then those without a due day, on one line where not all have room, then the others.

    Those without a due day come before the overdue where these would push them off the `fits` lines that Today has.
    """
    rows = [Owed(one.due_day, one.title, given_by=one.given_by) for one in matters]
    dated = [row for row in rows if row.due_day is not None]
    overdue = [row for row in dated if row.due_day is not None and row.due_day < today]
    undated = [row for row in rows if row.due_day is None]
    if len(undated) > 1 and len(matters) > fits:
        count = ngettext("{n} matter", "{n} matters", len(undated)).format(n=len(undated))
        titles = _(", ").join(row.title for row in undated)
        undated = [Owed(None, _("{head}: {list}").format(head=count, list=titles), len(undated))]
    others = dated[len(overdue) :]
    has_room = len(dated) + len(undated) <= fits or len(overdue) < max(fits - 1, 1)
    return [*overdue, *undated, *others] if has_room else [*undated, *overdue, *others]
