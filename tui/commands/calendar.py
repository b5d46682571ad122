"""`calendar`: the holidays of a year that the program does not know yet, from the words of the notice."""

from __future__ import annotations

from pathlib import Path

import click

from content.words import _, mark_for_translation
from desk.desk import Desk
from tui.commands.base import CouldNot, argument, complain, confirm_saving, group, option, pass_desk, say


@group(help=mark_for_translation("Holidays and adjusted workdays: show, import a year, print a template."))
def calendar() -> None:
    """The commands about holidays."""


@calendar.command(help=mark_for_translation("Say for which years holidays are known, and which were imported."))
@pass_desk
def show(desk: Desk) -> None:
    """Print the years."""
    from content.holidays import calendar_words

    say(calendar_words(desk.calendar))


@calendar.command(help=mark_for_translation("Print a text to fill in with the words of the notice."))
@option("--year", type=click.IntRange(2000, 2999), help=mark_for_translation("The coming year when left out."))
@pass_desk
def template(desk: Desk, year: int | None) -> None:
    """Print the template."""
    from content.holidays import TEMPLATE

    say(TEMPLATE.format(year=year or desk.today().year + 1).rstrip())


@calendar.command(
    "import",
    help=mark_for_translation(
        "Take over the holidays of a year from a text file.\n\n"
        "The file holds the notice as it was published; every fault is named with its line. Answers already "
        "recorded stay as they are; only which days were due is counted anew."
    ),
)
@argument("file", type=click.Path(path_type=Path), help=mark_for_translation("The notice, as a text file."))
@option("--yes", is_flag=True, help=mark_for_translation("Save without asking."))
@pass_desk
def import_notice(desk: Desk, file: Path, yes: bool) -> None:
    """Show what was read, then save it."""
    from content.errors import FileFaults
    from content.holidays import arrangement_lines
    from storage.calendar import read_notice_file, save_notice

    try:
        arrangement = read_notice_file(file, desk.today())
    except FileFaults as error:
        for words in error.lines(file.name):
            complain(words)
        raise CouldNot(_("Nothing was taken over.")) from error
    for line in arrangement_lines(arrangement):
        say(line)
    confirm_saving(yes=yes)
    save_notice(desk.home, arrangement, notices=desk.notices)
    say(_("Saved: holidays of {year}").format(year=arrangement.year))
