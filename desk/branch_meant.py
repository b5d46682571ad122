"""Which period a folder's files are for, where none of them is for the one that was meant."""

from __future__ import annotations

from collections.abc import Sequence

from content.dates import period_words
from content.period import Period
from content.words import _
from storage.collecting import Decision, DecisionKind


def meant_instead(decisions: Sequence[Decision]) -> Period | None:
    """The period that all files of a folder are for, where it is another; None where one is for the period chosen.

    What has no period, such as a damaged file, says nothing of it.
    """
    said = [one for one in decisions if one.period]
    others = {one.detail for one in said if one.kind is DecisionKind.OTHER_PERIOD}
    if len(others) != 1 or any(one.period not in others for one in said):
        return None
    return Period.parse(others.pop())


def meant_words(period: Period) -> str:
    """That nothing was taken in, since the files are for that period."""
    return _("The files in this folder are for {period}. Nothing was taken in.").format(period=period_words(period))
