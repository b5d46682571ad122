"""Who keeps this journal. In the desk's thread."""

from __future__ import annotations

from desk.desk import Desk
from desk.opened import fields_as_seen
from storage.records import Profile


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
