"""Who is who from one roster to the next: a person stays one through a changed number, and the past forgets nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from content.importing.table import name_key
from storage.roster import Member, member_key, person_of


@dataclass(frozen=True)
class Carried:
    """A new roster with everybody known again, and everybody who is no longer on it."""

    members: tuple[Member, ...]
    """The new roster, in its order."""
    former: tuple[Member, ...]
    """Who is not on it any more, each with a day of leaving; of who came back the time before that, too."""
    renumbered: tuple[tuple[Member, Member], ...]
    """Who has another number now: as they were and as they are."""


def carried(
    old: Sequence[Member],
    former: Sequence[Member],
    new: Iterable[Member],
    today: date,
    *,
    dated: bool = True,
    agreed: Mapping[str, str] | None = None,
    left_day: date | None = None,
) -> Carried:
    """The new roster after the old one, changed on `today`; who is gone without a day of leaving left on `left_day`.

    Somebody of the same number and name is the same person; so is somebody of the same name with another number, where
    of those left on either side only one has that name; so is who was said to be one (`agreed`, see `same_people`).
    Newcomers without a day of joining joined today; without any day of leaving it was yesterday; not `dated`: nothing
    is said of days, as for a first roster. Who comes back joined anew, and what past periods showed stays.
    """
    new = tuple(new)
    matches = same_people(old, new, agreed)
    others = [member for place, member in enumerate(new) if place not in matches]
    returning = {id(others[place]): former[was] for place, was in same_people(former, others).items()}
    taken = {person_of(member) for member in (*old, *former)}
    members, renumbered, over = list[Member](), list[tuple[Member, Member]](), list[Member]()
    for place, member in enumerate(new):
        before = old[matches[place]] if place in matches else returning.get(id(member))
        if before is None:
            now = _newcomer(member, taken, today if dated and old else None)
            taken.add(person_of(now))
        else:
            now = _as_person(member, before, today if dated else None)
            if before.left_day and now.joined_day and now.joined_day > before.left_day:
                over.append(before)
            if member_key(before.member_no) != member_key(now.member_no):
                renumbered.append((before, now))
        members.append(now)
    there = {person_of(member) for member in members}
    gone = [_gone(member, left_day or today - timedelta(days=1)) for member in old if person_of(member) not in there]
    came_back = [former[was] for was in same_people(former, others).values()]
    kept = (member for member in former if all(member is not one for one in came_back))
    return Carried(tuple(members), (*kept, *over, *gone), tuple(renumbered))


def same_people(
    old: Sequence[Member], new: Sequence[Member], agreed: Mapping[str, str] | None = None
) -> dict[int, int]:
    """Who of a new roster stood in the old one, too: by place in the new, the place in the old.

    `agreed` is what was said of people whom neither number and name nor a name of one only tells: by number in the new
    roster, the number in the old.
    """
    numbers = {member_key(member.member_no): place for place, member in enumerate(old)}
    found: dict[int, int] = {}
    for place, member in enumerate(new):
        was = numbers.get(member_key(member.member_no))
        if was is not None and name_key(old[was].name) == name_key(member.name):
            found[place] = was
    used = {*found.values()}
    of_old, of_new = _by_name(old), _by_name(new)
    for place, member in enumerate(new):
        if place in found:
            continue
        key = name_key(member.name)
        same = [at for at in of_old.get(key, ()) if at not in used]
        twins = [at for at in of_new[key] if at not in found]
        if len(same) == 1 and len(twins) == 1:
            found[place] = same[0]
            used.add(same[0])
    said = {member_key(now): numbers.get(member_key(was), -1) for now, was in (agreed or {}).items()}
    for place, member in enumerate(new):
        at = said.get(member_key(member.member_no), -1)
        if place not in found and at not in {-1, *used}:
            found[place] = at
            used.add(at)
    return found


def _by_name(members: Sequence[Member]) -> dict[str, list[int]]:
    """By name, the places of those who have it: a roster may be long."""
    found: dict[str, list[int]] = {}
    for place, member in enumerate(members):
        found.setdefault(name_key(member.name), []).append(place)
    return found


def perhaps_same(old: Sequence[Member], new: Sequence[Member]) -> list[tuple[Member, Member]]:
    """Who may be one person and cannot be known to be: as they were and as they are, nobody twice.

    Of those left on either side: one of the same name and office under another number, or else of the same number
    under another name.
    """
    matches = same_people(old, new)
    left = [member for place, member in enumerate(old) if place not in matches.values()]
    come = [member for place, member in enumerate(new) if place not in matches]
    found: list[tuple[Member, Member]] = []
    for alike in (_of_one_name_and_office, _of_one_number):
        pairs = _only_pairs(left, come, alike)
        left = [member for member in left if all(member is not was for was, _now in pairs)]
        come = [member for member in come if all(member is not now for _was, now in pairs)]
        found += pairs
    return sorted(found, key=lambda pair: [member is pair[1] for member in new].index(True))


def _only_pairs(
    left: Sequence[Member], come: Sequence[Member], alike: Callable[[Member, Member], bool]
) -> list[tuple[Member, Member]]:
    """The pairs in which each is like the other alone."""
    found = [(was, now) for was in left for now in come if alike(was, now)]
    return [
        (was, now)
        for was, now in found
        if sum(was is one for one, _ in found) == sum(now is one for _, one in found) == 1
    ]


def _of_one_name_and_office(was: Member, now: Member) -> bool:
    return (
        bool(was.office) and name_key(was.name) == name_key(now.name) and name_key(was.office) == name_key(now.office)
    )


def _of_one_number(was: Member, now: Member) -> bool:
    return member_key(was.member_no) == member_key(now.member_no)


def _as_person(member: Member, before: Member, today: date | None) -> Member:
    """The member as the person they were; a day that the new table does not say stays as it was.

    Who had left joined anew, today unless the table says when; the day after leaving, or before it: they never left.
    """
    person, joined_day = person_of(before), member.joined_day or before.joined_day
    if before.left_day and not member.left_day:
        anew = member.joined_day or today
        is_anew = anew is not None and anew > before.left_day + timedelta(days=1)
        joined_day = anew if is_anew else before.joined_day
    changes = {"person": "" if person == member_key(member.member_no) else person, "joined_day": joined_day}
    return Member(**{**dict(member), **changes})


def _newcomer(member: Member, taken: Iterable[str], joined_day: date | None) -> Member:
    key, used = member_key(member.member_no), frozenset(taken)
    person = key
    number = 2
    while person in used:
        person, number = f"{key}~{number}", number + 1
    changes = {"person": "" if person == key else person, "joined_day": member.joined_day or joined_day}
    return Member(**{**dict(member), **changes})


def _gone(member: Member, left_day: date) -> Member:
    return Member(**{**dict(member), "left_day": member.left_day or left_day})
