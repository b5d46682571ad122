"""The figures of a branch for a period, as a report shows them: kept with it, and sent to the next level.

The field names are part of what is kept and of the file format: once released they are permanent.
"""

from __future__ import annotations

from storage.fact_types import Count, PeriodText
from storage.records import Line, Name, Part


class ItemFigures(Part):
    """On how many days an item of a list went which way, over all who told it; never of fewer than five persons."""

    list_id: Name
    item: Name
    words: Line = ""
    persons: Count
    kept: Count
    partly: Count
    not_kept: Count
    not_faced: Count
    blank: Count


class ListFigures(Part):
    """Of one list of don'ts: how many told marks against it, and how many of these are in a group too small to show."""

    list_id: Name
    title: Line = ""
    told: Count
    withheld: Count = 0


class Figures(Part):
    """What a report counts. In a period made of shorter ones everything is counted by member and unit.

    due = received + leave + missing. `told_days`, `told_study`, `told_quiz` and `told_marks` say how many of the
    `files` (paper forms among them) tell that figure.
    """

    units: tuple[PeriodText, ...]
    persons: Count = 0
    due: Count = 0
    received: Count = 0
    paper: Count = 0
    filled: Count = 0
    leave: Count = 0
    missing: Count = 0
    returned: Count = 0
    in_doubt: Count = 0
    wrong_period: Count = 0
    deferred: Count = 0
    not_due: Count = 0
    files: Count = 0
    told_days: Count = 0
    answered_days: Count = 0
    due_days: Count = 0
    late_days: Count = 0
    told_study: Count = 0
    group_minutes: Count = 0
    training_minutes: Count = 0
    make_up_minutes: Count = 0
    self_minutes: Count = 0
    told_quiz: Count = 0
    answered: Count = 0
    right: Count = 0
    told_marks: Count = 0
    lists: tuple[ListFigures, ...] = ()
    items: tuple[ItemFigures, ...] = ()
    problems_before: Count = 0
    problems_listed: Count = 0
    problems_reopened: Count = 0
    problems_split: Count = 0
    problems_merged: Count = 0
    problems_struck: Count = 0
    problems_removed: Count = 0
    problems_after: Count = 0
