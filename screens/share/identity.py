"""Who hands it in: asked once, before the first file is saved."""

from __future__ import annotations

from content.words import _
from desk.desk import Desk
from desk.not_shown import must_be_in_full
from desk.profile import change_profile
from screens.kit.base import Room
from screens.kit.checks import empty_field, wrong_length
from screens.kit.drafted import Drafted
from screens.kit.elsewhere import over
from screens.kit.form import Field
from storage.records import Profile, clean_line


def _known(desk: Desk) -> Profile:
    """What is known; not asked anew where the file is only gone, or damaged."""
    profile = desk.journal.profile()
    must_be_in_full(desk, "profile")
    return profile


async def ask_who(room: Room) -> bool:
    """Ask for what the profile lacks, and write it down."""
    profile = await room.attempt(lambda: _known(room.desk))
    if profile is None:
        return False
    needed = {
        "name": _("The branch must see who hands it in."),
        "member_no": _("The number by which the branch's roster knows you."),
        "branch": _("The name of your branch."),
    }
    form = Drafted(room, "profile")
    values = await form.fill_in(
        _("Who hands it in"),
        (
            Field("name", _("Name"), profile.name),
            Field(
                "member_no",
                _("Member no."),
                profile.member_no,
                hint=_("as in the branch's roster; the branch secretary knows it"),
            ),
            Field("branch", _("Branch"), profile.branch),
        ),
        lambda values: empty_field(values, needed) or wrong_length(values),
        explain=_("Asked once; it stands in the file and on the page. Set-up changes it."),
    )
    if values is None:
        return False
    who = {name: clean_line(text) for name, text in values.items()}
    if await over(room, profile, lambda seen: change_profile(room.desk, seen, **who), _who_words) is None:
        return False
    await form.drop()
    await room.look_again()
    return True


def _who_words(now: Profile) -> str:
    return "  ".join(filter(None, (now.name, now.member_no, now.branch)))
