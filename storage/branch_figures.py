"""The figures of a branch for a period, as a report shows them: kept with it, and sent to the next level.

The field names are part of what is kept and of the file format: once released they are permanent.
"""

from __future__ import annotations

from storage.fact_types import PeriodText, Sum
from storage.records import Line, Name, Part


class ItemFigures(Part):
    """On how many days an item of a list went which way, over all who told it; never of fewer than five persons."""

    list_id: Name
    item: Name
    words: Line = ""
    persons: Sum
    kept: Sum
    partly: Sum
    not_kept: Sum
    not_faced: Sum
    blank: Sum


class ListFigures(Part):
    """Of one list of don'ts: how many told marks against it, and how many of these are in a group too small to show."""

    list_id: Name
    title: Line = ""
    told: Sum
    withheld: Sum = 0


class Figures(Part):
    """What a report counts. In a period made of shorter ones everything is counted by member and unit.

    due = received + leave + missing. `told_days`, `told_study`, `told_quiz` and `told_marks` say how many of the
    `files` (paper forms among them) tell that figure.
    """

    units: tuple[PeriodText, ...]
    persons: Sum = 0
    due: Sum = 0
    received: Sum = 0
    paper: Sum = 0
    filled: Sum = 0
    leave: Sum = 0
    missing: Sum = 0
    returned: Sum = 0
    in_doubt: Sum = 0
    wrong_period: Sum = 0
    deferred: Sum = 0
    not_due: Sum = 0
    files: Sum = 0
    told_days: Sum = 0
    answered_days: Sum = 0
    due_days: Sum = 0
    late_days: Sum = 0
    told_study: Sum = 0
    group_minutes: Sum = 0
    training_minutes: Sum = 0
    make_up_minutes: Sum = 0
    self_minutes: Sum = 0
    told_quiz: Sum = 0
    answered: Sum = 0
    right: Sum = 0
    told_marks: Sum = 0
    lists: tuple[ListFigures, ...] = ()
    items: tuple[ItemFigures, ...] = ()
    problems_before: Sum = 0
    problems_listed: Sum = 0
    problems_reopened: Sum = 0
    problems_split: Sum = 0
    problems_merged: Sum = 0
    problems_struck: Sum = 0
    problems_removed: Sum = 0
    problems_after: Sum = 0

    @property
    def largest(self) -> int:
        """The largest of all these numbers."""
        parts = (self, *self.lists, *self.items)
        return max(value for part in parts for _name, value in part if isinstance(value, int))

    @property
    def is_balanced(self) -> bool:
        """Whether what stood on the list at first and what came and went make what stands there at last."""
        came = self.problems_listed + self.problems_reopened + self.problems_split
        went = self.problems_merged + self.problems_struck + self.problems_removed
        return self.problems_before + came - went == self.problems_after
