"""What of a page is shown: one standing or state, one party group."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from content.people import group_order
from content.words import _
from reports.terms import standing_words, status_words
from screens.branch.seen import (
    LEFT_OFF,
    LOOK,
    MISSING,
    OVERDUE,
    PROBLEMS,
    PROPOSED,
    SOON,
    YEAR,
    Only,
    Seen,
    is_so,
    shown_lines,
    shown_members,
)
from screens.kit.base import Room
from screens.kit.choose import ChooseDialog
from storage.problems import Status
from storage.standings import Standing

ALL = "all"
GROUP = "group/"


async def ask_only(room: Room, seen: Seen, page: str, only: Only, month: int) -> Only | None:
    """What is to be shown; None when that was left. In a step."""
    counted = [*states(seen, page, month, room.desk.today()), *_groups(seen)]
    said = [(name, f"{words}  {count}") for name, words, count in counted]
    chosen = await room.ask(ChooseDialog(_("Show only"), [(ALL, _("everything")), *said]))
    if chosen is None:
        return None
    if chosen == ALL:
        return Only()
    if chosen.startswith(GROUP):
        return replace(only, group=chosen.removeprefix(GROUP))
    return replace(only, what=chosen)


def states(seen: Seen, page: str, month: int, today: date) -> list[tuple[str, str, int]]:
    """The standings or states that somebody or something is in, each with how many are."""
    if page == PROBLEMS:
        states = [OVERDUE, SOON, LOOK, *(status.value for status in Status)]
        counts = {name: sum(is_so(one, name, today, seen.flags) for one in seen.problems) for name in states}
        counts = {PROPOSED: len(seen.proposals), **counts, LEFT_OFF: len(seen.left_off)}
    else:
        names = [MISSING, *(standing.value for standing in Standing)]
        counts = {name: _of_members(seen, page, name, month) for name in names}
        if counts[MISSING] == counts[Standing.MISSING]:
            del counts[MISSING]
    return [(name, what_words(name, page), count) for name, count in counts.items() if count]


def _of_members(seen: Seen, page: str, name: str, month: int) -> int:
    only = Only(name)
    return len(shown_lines(seen, only, month)) if page == YEAR else len(shown_members(seen, only))


def _groups(seen: Seen) -> list[tuple[str, str, int]]:
    members = sorted(seen.members, key=lambda one: one.member.member_no)  # the groups in the order of the roster
    names = [one.member.party_group for one in members if one.member.party_group]
    return [(GROUP + name, name, names.count(name)) for name in sorted(dict.fromkeys(names), key=group_order)]


def what_words(what: str, page: str) -> str:
    """What is shown only, in words."""
    said = {
        MISSING: _("still missing, for whatever reason"),
        OVERDUE: _("overdue"),
        SOON: _("due soon"),
        LOOK: _("look at it"),
        PROPOSED: _("proposed", context="state"),
        LEFT_OFF: _("left off", context="state"),
    }
    if what in said:
        return said[what]
    return status_words(Status(what)) if page == PROBLEMS else standing_words(Standing(what))


def only_words(only: Only, page: str) -> str:
    """What is shown only, for the line of the pages; empty where everything is."""
    words = "  ".join(filter(None, (what_words(only.what, page) if only.what else "", only.group)))
    return _("only {words}").format(words=words) if words else ""
