"""Why a file was not taken into a province's facts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from content.words import _
from desk.words.branch import decision_words, why_words
from storage.collecting import Decision, DecisionKind


def kind_words(kind: DecisionKind) -> str:
    """What a decision is called where there is no roster."""
    own = {
        DecisionKind.DOUBLED: _("the same file twice among these"),
        DecisionKind.OTHER_NAME: _("number of another branch"),
        DecisionKind.OTHER_PERIOD: _("period that cannot be meant"),
    }
    return own.get(kind) or decision_words(kind)


def not_taken_words(decision: Decision, labels: Mapping[Path, str]) -> str:
    """Why, and what to do where something is to be done."""
    said = {
        DecisionKind.CONFLICT: _("revision {n} was taken in with other content ({detail}); have a new revision sent"),
        DecisionKind.ANEW: _("revision {n} and its date disagree with revision {detail}; have a new revision sent"),
        DecisionKind.OTHER_NAME: _("its number is {detail}'s, and they have no member in common; have it put right"),
        DecisionKind.OTHER_PERIOD: _(
            "it is about {detail}, before 1949 or more than a year ahead; have it put right and sent again"
        ),
        DecisionKind.OLDER: _("revision {detail} goes before it"),
    }.get(decision.kind)
    if said is None:
        return why_words(decision, labels)
    return _("{name} ({member_no}): ").format(name=decision.name, member_no=decision.member_no) + said.format(
        n=decision.revision, detail=decision.detail
    )
