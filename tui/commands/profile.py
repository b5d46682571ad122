"""`profile`: who keeps this journal."""

from __future__ import annotations

import click

from content.words import _, mark_for_translation
from desk.desk import Desk
from tui.commands.base import command, one_line, option, pass_desk, say


@command(
    help=mark_for_translation(
        "Show or change who keeps this journal.\n\nName, member number and branch are needed to submit."
    )
)
@option("--name", metavar="NAME", callback=one_line, help=mark_for_translation("Your name."))
@option(
    "--member-no", metavar="NO", callback=one_line, help=mark_for_translation("Your number on the branch's roster.")
)
@option("--office", metavar="TEXT", callback=one_line, help=mark_for_translation("Your office."))
@option("--post", metavar="TEXT", callback=one_line, help=mark_for_translation("Your post."))
@option("--branch", metavar="TEXT", callback=one_line, help=mark_for_translation("Your Party branch."))
@option("--party-group", metavar="TEXT", callback=one_line, help=mark_for_translation("Your Party group."))
@option("--role", type=click.Choice(["staff", "head"]), help=mark_for_translation("staff, or head of an office."))
@pass_desk
def profile(desk: Desk, **changes: str | None) -> None:
    """Save what is given; print what there is."""
    from desk.profile import change_profile
    from desk.words.values import role_words

    given = {field: text for field, text in changes.items() if text is not None}
    was = known = desk.journal.profile()
    if given:
        known = change_profile(desk, was, **given)
    role = role_words(known.role)
    for label, text in (
        (_("Name"), known.name),
        (_("Member no."), known.member_no),
        (_("Office"), known.office),
        (_("Post"), known.post),
        (_("Branch"), known.branch),
        (_("Party group"), known.party_group),
        (_("Role"), role),
    ):
        say(_("{label}: {text}").format(label=label, text=text or _("blank")))
