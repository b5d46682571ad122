"""Whom a name or a number means that somebody wrote for the branch's list: a person of the roster, or plainly not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from content.dates import day_words
from content.importing.table import name_key
from content.words import _
from desk.desk import Desk
from storage.problems import NotAllowed, Owner
from storage.roster import Member, member_key, person_of

# What stands around a name without making it another's, beside the office and the posts the roster has.
_TITLES = re.compile(
    "党?支部|党小组|党总支|副?书记|(组织|宣传|纪检|学习|青年|文体)?委员|副?主任|副?处长|副?科长|副?秘书长|小?组长|"
    "调研员|科员|干部|同志|负责|comrade",
)
_BETWEEN = re.compile("[、,，;；/\n]")
AGREEABLE = frozenset({"nobody", "like", "left"})  # whom somebody can say that they mean all the same
_AROUND = re.compile(r"[()\[\]【】《》<>:.\-_]")


@dataclass(frozen=True)
class People:
    """Who can be meant: those of the branch today, and those who have left it."""

    here: tuple[Member, ...] = ()
    gone: tuple[Member, ...] = ()


def people_of(desk: Desk) -> People:
    """Who is and who was of the branch."""
    today, roster = desk.today(), desk.branch.roster()
    here = tuple(one for one in roster if one.left_day is None or one.left_day > today)
    return People(here, tuple(one for one in (*roster, *desk.branch.former()) if one not in here))


def owner_named(people: People, words: str, *, is_outside: bool = False) -> Owner:
    """Who is meant: one of the branch by number or name, with or without a title; several by all their names.

    `is_outside` agrees to names that the branch does not have.

    Raises:
        NotAllowed: "several", "number", or one of `AGREEABLE`: it is not certain who that is.
    """
    parts = [part.strip() for part in _BETWEEN.split(words) if part.strip()]
    found = [_one_named(people, part, is_outside=is_outside) for part in parts]
    if len(found) < 2:
        return found[0] if found else Owner()
    return Owner(name=_(", ").join(dict.fromkeys(one.name for one in found)))


def asked_for(desk: Desk, words: str) -> Owner:
    """Whose things are to be shown: the person where it is certain who that is, else whoever has just that name.

    Of two of one name one may have left: both are shown.
    """
    people = people_of(desk)
    if len({person_of(one) for one in (*people.here, *people.gone) if name_key(one.name) == name_key(words)}) > 1:
        return Owner(name=words)
    try:
        return owner_named(people, words, is_outside=True)
    except NotAllowed:
        return Owner(name=words)


def is_asked_for(asked: Owner, owner: Owner) -> bool:
    """Whether something of that owner is to be shown."""
    return asked.may_be(owner) if asked.person else name_key(asked.name) == name_key(owner.name)


def _one_named(people: People, words: str, *, is_outside: bool) -> Owner:
    found = _meant(people.here, words)
    if len(found) > 1:
        raise NotAllowed("several", name=words, who=_(", ").join(map(_with_number, found)))
    if found and _is_all_said(found[0], words):
        return Owner(name=found[0].name, person=person_of(found[0]))
    if found and not is_outside:
        raise NotAllowed("like", name=words, who=_with_number(found[0]))
    left = [one for one in _meant(people.gone, words) if _is_all_said(one, words)]
    if left and not is_outside:
        day = left[0].left_day
        raise NotAllowed("left", who=_with_number(left[0]), day=day_words(day) if day else "")
    if left:
        return Owner(name=left[0].name, person=person_of(left[0]))
    if _is_number(words):
        raise NotAllowed("number", name=words)
    if not is_outside:
        raise NotAllowed("nobody", name=words)
    return Owner(name=words)


def _meant(members: Sequence[Member], words: str) -> list[Member]:
    """Those whose number or whole name stands in the words: by the number first, the longest name, the office."""
    key = name_key(words)
    if found := [one for one in members if member_key(one.member_no) == member_key(words)]:
        return found
    numbers = [one for one in members if name_key(one.name) in key and _number_in(one, key)]
    named = numbers or [one for one in members if name_key(one.name) in key]
    longest = [
        one
        for one in named
        if not any(one.name != other.name and name_key(one.name) in name_key(other.name) for other in named)
    ]
    by_office = [one for one in longest if one.office and name_key(one.office) in key]
    return by_office if len(by_office) == 1 and len({one.name for one in longest}) == 1 else longest


def _number_in(member: Member, key: str) -> bool:
    number = name_key(member.member_no)
    return re.search(rf"(?<![0-9a-z]){re.escape(number)}(?![0-9a-z])", key) is not None


def _is_all_said(member: Member, words: str) -> bool:
    """Whether nothing stands beside the name and the number but what the roster or a title says of that person."""
    key = name_key(words)
    if member_key(words) == member_key(member.member_no):
        return True
    left = key.replace(name_key(member.name), " ", 1).replace(name_key(member.member_no), " ")
    for known in (member.office, member.post, member.party_group, member.party_post):
        left = left.replace(name_key(known), " ") if known else left
    return not _AROUND.sub("", _TITLES.sub("", left)).strip()


def _is_number(words: str) -> bool:
    """Whether it is no name at all: digits, and no letter of a script that names are written in here."""
    return any(sign.isdigit() for sign in words) and not any("一" <= sign <= "鿿" for sign in words)


def _with_number(member: Member) -> str:
    return _("{name} ({member_no})").format(name=member.name, member_no=member.member_no)
