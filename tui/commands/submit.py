"""`submit`: the file for the branch; shows word for word what leaves."""

from __future__ import annotations

from pathlib import Path

import click

from content.dates import period_words
from content.period import Period
from content.words import _, mark_for_translation
from desk.desk import Desk
from tui.commands.base import CouldNot, command, complain, option, pass_desk, refuse_replacing, say, say_saved
from tui.commands.choosing import agree_to_lack, choosing_options, leaving, refuse_empty


@command(
    help=mark_for_translation(
        "Write the submission file for the branch, and show word for word what leaves.\n\n"
        "Without more said it holds only on how many days you checked, hours of study, and leave."
    )
)
@choosing_options
@option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
        help=mark_for_translation("Folder for the file."))  # fmt: skip
@option("--force", is_flag=True, help=mark_for_translation("Replace files that are already there."))
@option("--quiet", is_flag=True, help=mark_for_translation("Do not show what leaves."))
@option("--yes", is_flag=True, help=mark_for_translation("Save without asking where part cannot be read."))
@pass_desk
def submit(
    desk: Desk,
    period: Period | None,
    blocks: tuple[str, ...],
    picks: tuple[str, ...],
    remark: str | None,
    out: Path,
    force: bool,
    quiet: bool,
    yes: bool,
) -> None:
    """Write the file: of the revision it had when nothing changed since, else of the next one."""
    from desk.not_shown import must_be_in_full
    from desk.save_files import make_folder
    from desk.submit import files_of, hand_in
    from desk.words.receipts import unchanged_words

    made, in_part = leaving(desk, period or Period.month_of(desk.today()), blocks, picks, remark)
    if made.lacking:
        must_be_in_full(desk, "profile")
        raise CouldNot(_("Say first who you are: sixdonts profile --name NAME --member-no NO --branch BRANCH"))
    if unchanged := unchanged_words(desk, made):
        raise CouldNot(unchanged)
    refuse_empty(desk, made, in_part)
    files = {path: content for path, content in files_of(desk, made, out).items() if path.suffix == ".txt"}
    refuse_replacing(files, force=force)
    agree_to_lack(desk, in_part, yes=yes)
    if not quiet:
        say(made.text.rstrip("\n"))
    make_folder(desk, out)
    hand_in(desk, made, files)
    say_saved(files)
    if made.summary.period.first > desk.today():
        complain(_("{period} has not begun yet.").format(period=period_words(made.summary.period)))
    complain(_("Classified content does not belong in it."))
    complain(_("The checksum shows that the file was not changed, not that it is true."))
