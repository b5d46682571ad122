"""Which period a folder's files are for, where none of them is for the one that was meant."""

from __future__ import annotations

from collections.abc import Sequence

from content.dates import period_words
from content.period import Period
from content.words import _
from storage.collecting import Decision
from storage.file_names import is_named_for


def meant_instead(decisions: Sequence[Decision], chosen: Period) -> Period | None:
    """The period that all files of a folder are for, where it is another; None where one is for the period chosen.

    What has no period, such as a damaged file, says nothing of it. Who named a file for the period chosen meant that.
    """
    said = [one for one in decisions if one.period]
    periods = {one.period for one in said}
    if len(periods) != 1 or any(is_named_for(one.path.name, str(chosen)) for one in said):
        return None
    found = Period.parse(periods.pop())
    return None if found == chosen else found


def meant_words(period: Period) -> str:
    """That nothing was taken in, since the files are for that period."""
    return _("The files in this folder are for {period}. Nothing was taken in.").format(period=period_words(period))
