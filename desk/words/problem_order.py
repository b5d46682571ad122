"""What must come first where a problem of the branch's list does not stand so that something can be done to it."""

from __future__ import annotations

from collections.abc import Mapping

from content.words import _
from reports.terms import act_words
from storage.problems import Act, NotAllowed, Status


def what_first_words(error: NotAllowed) -> str:
    """Why it cannot be done as the problem stands, and what would have to be done before."""
    status, act = error.said.get("status", ""), error.said.get("act", "")
    while_so: Mapping[str, Mapping[str, str]] = {
        Status.OPEN: _while_open(),
        Status.DONE: _while_done(),
        Status.VERIFIED: _while_verified(),
    }
    usual: Mapping[str, str] = {
        Status.STRUCK: _("It was struck off. First list it again, with the reason."),
        Status.REMOVED: _("It was withdrawn from the list. First list it again, with the reason."),
        Status.MERGED: _("It was merged into another problem. First take it apart, or enter it for that one."),
    }
    otherwise = _("That cannot be done to this problem as it stands. Nothing was changed.")
    return while_so.get(status, {}).get(act) or usual.get(status, otherwise)


def before_words(error: NotAllowed) -> str:
    """That a day lies before the step before: which that was and on which day, so that the right one can be written."""
    said, step = error.said, error.said.get("act", "")
    if not step:
        return _("The day lies before what was entered last for this problem.")
    words = _("The day lies before the last step ({day}: {step}). Write that day or a later one.")
    return words.format(day=said.get("day", ""), step=act_words(Act(step)))


def _while_open() -> Mapping[str, str]:
    return {
        Act.VERIFY: _("It is not done yet. First enter that it is done, then verify it."),
        Act.STRIKE: _("It is not done yet. First enter that it is done, then verify it, then strike it off."),
        **_still_in_hand(),
    }


def _while_done() -> Mapping[str, str]:
    undo_first = _("It was entered as done. If it is not, first enter that it is not done after all.")
    return {
        Act.STRIKE: _("It is not verified yet. First verify it, then strike it off."),
        Act.DONE: _("It was entered as done before; next it is verified."),
        Act.EXTEND: undo_first,
        Act.MERGE: undo_first,
        **_still_in_hand(),
    }


def _while_verified() -> Mapping[str, str]:
    before = _("It was verified before; next it is struck off.")
    return {**_while_done(), Act.DONE: before, Act.VERIFY: before}


def _still_in_hand() -> Mapping[str, str]:
    return {
        Act.UNDONE: _("It was not entered as done; there is nothing to take back."),
        Act.REOPEN: _("It is on the list still and need not be listed again."),
        Act.SPLIT: _("It was not merged into another."),
    }
