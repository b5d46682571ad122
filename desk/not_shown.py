"""What of the records cannot be shown, for where a list is empty: that is not to be said of what was not read."""

from __future__ import annotations

from content.period import Period
from desk.desk import Desk
from storage.gone import gone_here
from storage.record_files import is_of
from storage.seen_whole import must_not_be_gone, must_stand_in_full


def not_shown(desk: Desk, *kinds: str) -> tuple[str, ...]:
    """The files of these kinds of which the last look did not show all, or which are gone; "branch" is one too."""
    gone = [f"{name}.json" for name in gone_here(desk.home, desk.cipher) if is_of(name, kinds)]
    in_part = (*desk.journal.files.not_shown(*kinds), *desk.branch.files.not_shown(*kinds))
    return tuple(dict.fromkeys([*in_part, *gone]))


def not_shown_of(desk: Desk, period: Period, *kinds: str) -> tuple[str, ...]:
    """Those of them in which records of a period may stand."""
    return tuple(file for file in not_shown(desk, *kinds) if may_hold(file, period))


def may_hold(file: str, period: Period) -> bool:
    """Whether records of a period may stand in a file: in one of its months or years, or in one without a day."""
    try:
        held = Period.parse(file.removesuffix(".json").partition("/")[2])
    except ValueError:
        return True
    return held.first <= period.last and period.first <= held.last


def must_be_in_full(desk: Desk, *kinds: str) -> None:
    """Pass when all of these kinds was shown at the last look, and nothing of them is gone.

    Raises:
        NotWhole: so it is not; which file.
    """
    must_not_be_gone(desk.journal.files, *kinds)
    must_stand_in_full(desk.journal.files, *kinds)
