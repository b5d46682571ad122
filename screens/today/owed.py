"""In which order Today shows what is owed an answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from content.words import _, ngettext
from storage.glance import GlanceMatter

Owed = tuple[date | None, str, int]  # due day, title, how many matters stand on the line


def owed(matters: Sequence[GlanceMatter], today: date, fits: int) -> list[Owed]:
    """The overdue first, then those without a due day, on one line where not all have room, then the others.

    Those without a due day come before the overdue where these would push them off the `fits` lines that Today has.
    """
    dated = [(one.due_day, one.title, 1) for one in matters if one.due_day is not None]
    overdue = [row for row in dated if row[0] < today]
    undated: list[Owed] = [(None, one.title, 1) for one in matters if one.due_day is None]
    if len(undated) > 1 and len(matters) > fits:
        count = ngettext("{n} matter", "{n} matters", len(undated)).format(n=len(undated))
        titles = _(", ").join(title for _due, title, _n in undated)
        undated = [(None, _("{head}: {list}").format(head=count, list=titles), len(undated))]
    others = dated[len(overdue) :]
    has_room = len(dated) + len(undated) <= fits or len(overdue) < max(fits - 1, 1)
    return [*overdue, *undated, *others] if has_room else [*undated, *overdue, *others]
