"""Reminding (催报): who is to be reminded of what, as a text to copy, and the note that it was done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from content.dates import day_words, period_words
from content.people import group_order
from content.period import Period
from content.words import _
from desk.desk import Desk
from reports.refused_files import unread_words
from reports.terms import stands_words
from storage.seen_whole import must_stand_in_full
from storage.standings import MemberStanding, Standing


def must_know_who_is_missing(desk: Desk) -> None:
    """Pass when all that was taken in, and the roster, was seen: nobody is reminded of what may be there.

    Raises:
        NotWhole: part of it was not.
    """
    must_stand_in_full(desk.branch.files, "branch/roster", "branch/received")


def to_remind(standings: Sequence[MemberStanding], today: date) -> list[MemberStanding]:
    """Who is missing, but for those whose agreed day has not come; and of whom a later revision could not be read."""
    return [one for one in standings if (one.is_missing or one.spoilt) and not _is_agreed(one, today)]


def _is_agreed(one: MemberStanding, today: date) -> bool:
    until = one.choice.until if one.choice and one.standing is Standing.DEFERRED else None
    return until is not None and until >= today


def reminder_text(standings: Sequence[MemberStanding], period: Period) -> str:
    """By party group, the names and what is missing of each: to be copied into the office's own channel."""
    groups: dict[str, list[MemberStanding]] = {}
    for one in standings:
        groups.setdefault(one.member.party_group, []).append(one)
    names = [one.member.name for one in standings]
    lines = [_("For {period} these are still missing:").format(period=period_words(period))]
    for group, members in sorted(groups.items(), key=lambda one: group_order(one[0])):
        said = _(", ").join(_who(one, is_one_of_several=names.count(one.member.name) > 1) for one in members)
        label = group or _("(no party group)")
        has_groups = any(groups)  # branches have none, nor has a small branch
        lines.append(_("{label}: {text}").format(label=label, text=said) if has_groups else said)
    return "\n".join(lines)


def _who(one: MemberStanding, *, is_one_of_several: bool) -> str:
    """The name, told from others of that name, and what is missing where it is more than that nothing came.

    The comment of a return and the name of a file are not among it: the text goes to all, and a file of somebody
    else's name would name that one.
    """
    name = one.member.name + (_("({words})").format(words=one.member.member_no) if is_one_of_several else "")
    is_agreed = one.standing is Standing.DEFERRED or one.is_deferral_over
    why = [stands_words(one)] if one.is_missing and (one.standing is not Standing.MISSING or is_agreed) else []
    if one.choice and one.choice.until and is_agreed:
        why.append(_("until {day}").format(day=day_words(one.choice.until)))
    why += unread_words(one)
    return name + (_("({words})").format(words=_(", ").join(why)) if why else "")


def note_reminder(desk: Desk, standings: Sequence[MemberStanding], period: Period) -> int:
    """Note today that these were reminded; how many they are."""
    desk.branch.remind([one.person for one in standings], period, desk.today())
    return len(standings)
