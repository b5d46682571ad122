"""What of the records cannot be shown, for where a list is empty: that is not to be said of what was not read."""

from __future__ import annotations

from desk.desk import Desk
from storage.gone import gone_here
from storage.record_files import is_of


def not_shown(desk: Desk, *kinds: str) -> tuple[str, ...]:
    """The files of these kinds of which the last look did not show all, or which are gone; "branch" is one too."""
    gone = [f"{name}.json" for name in gone_here(desk.home, desk.cipher) if is_of(name, kinds)]
    in_part = (*desk.journal.files.not_shown(*kinds), *desk.branch.files.not_shown(*kinds))
    return tuple(dict.fromkeys([*in_part, *gone]))
