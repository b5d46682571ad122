"""Who keeps this journal. In the desk's thread."""

from __future__ import annotations

from content.importing.table import name_key
from desk.branch_people import people_of
from desk.desk import Desk
from desk.opened import fields_as_seen
from storage.records import Profile
from storage.roster import member_key


def change_profile(desk: Desk, seen: Profile, **fields: object) -> Profile:
    """Change these fields of the profile, which the person saw as in `seen`, and leave the others.

    Raises:
        ChangedElsewhere: one of them is not what was seen; `there` is the profile as it is.
        StorageError: it could not be saved.
    """
    with desk.journal.files.transaction():
        there = desk.journal.profile()
        profile = Profile.model_validate({**there.model_dump(), **fields})
        fields_as_seen(there, {name: getattr(seen, name) for name in fields}, fields)
        desk.journal.save_profile(profile)
    return profile


def blank_on_roster(desk: Desk, profile: Profile) -> dict[str, str]:
    """What this computer's roster says of the person where the profile says nothing; empty unless it is certain who.

    Both the name and the number must fit as far as the profile has them, and fit one member alone.
    """
    if not (profile.name or profile.member_no):
        return {}
    found = [
        one
        for one in people_of(desk).here
        if (not profile.name or name_key(one.name) == name_key(profile.name))
        and (not profile.member_no or member_key(one.member_no) == member_key(profile.member_no))
    ]
    if len(found) != 1:
        return {}
    [one] = found
    said = {"name": one.name, "member_no": one.member_no, "office": one.office, "post": one.post}
    said |= {"branch": desk.branch.branch_name(), "party_group": one.party_group}
    return {field: text for field, text in said.items() if text and not getattr(profile, field)}
