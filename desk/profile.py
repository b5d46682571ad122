"""Who keeps this journal. In the desk's thread."""

from __future__ import annotations

from desk.desk import Desk
from storage.records import Profile


def change_profile(desk: Desk, **fields: object) -> Profile:
    """Change these fields of the profile and leave the others.

    Raises:
        StorageError: it could not be saved.
    """
    with desk.journal.files.transaction():
        profile = Profile.model_validate({**desk.journal.profile().model_dump(), **fields})
        desk.journal.save_profile(profile)
    return profile
