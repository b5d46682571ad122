"""`list`: a unit's own list instead of the six, or one's own beside it, from a table or a TOML file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from content.words import _, mark_for_translation
from desk.desk import Desk
from tui.commands.base import (
    DAY,
    CouldNot,
    argument,
    complain,
    confirm_saving,
    ending_of,
    group,
    option,
    pass_desk,
    say,
)

PERSONAL = mark_for_translation("A list of one's own beside the unit's; nothing of it is ever handed in.")
HIDDEN = mark_for_translation("Read hidden sheets too; they are left out and named otherwise.")
FROM = mark_for_translation("The first day it is answered; days already answered keep their list.")


@group("list", help=mark_for_translation("The lists that are answered: show, check, import, end, write a template."))
def dont_lists() -> None:
    """The commands about lists."""


@contextmanager
def _faults_named(file: Path) -> Iterator[None]:
    """Name every fault of a file on a line of its own."""
    from content.errors import FileFaults

    try:
        yield
    except FileFaults as error:
        for words in error.lines(file.name):
            complain(words)
        raise CouldNot(_("Nothing was taken over.")) from error


@dont_lists.command(help=mark_for_translation("Show which lists are answered, and from which day on."))
@pass_desk
def show(desk: Desk) -> None:
    """Print them."""
    from reports.dont_lists import kept_lines

    for line in kept_lines(desk.lists):
        say(line)
    for file in desk.lists.unreadable:
        complain(_("{file} cannot be read and is left out. Run sixdonts doctor.").format(file=file))


@dont_lists.command(help=mark_for_translation("Write a table to fill in (.xlsx), or the same as TOML (.toml)."))
@argument("file", type=click.Path(path_type=Path), help=mark_for_translation("The file to write."))
@pass_desk
def template(desk: Desk, file: Path) -> None:
    """Write the example list."""
    from content.donts import edition_text
    from content.importing.donts import example_list
    from desk.save_files import make_folder, save_files
    from reports.dont_lists import list_workbook
    from reports.formats import write

    suffix = ending_of(file, (".xlsx", ".toml"), "FILE")
    if file.exists():
        raise CouldNot(_("{file} is there already; choose another name.").format(file=file))
    example = example_list()
    content = (
        edition_text(example).encode() if suffix == ".toml" else write(list_workbook(example, desk.today()), suffix)
    )
    make_folder(desk, file.parent)
    save_files({file: content}, desk.notices)
    say(_("Written: {file}").format(file=file.absolute()))


@dont_lists.command(help=mark_for_translation("Check a list file, naming every fault with its row; take over nothing."))
@argument("file", type=click.Path(path_type=Path), help=mark_for_translation("The list: .xlsx, .csv or .toml."))
@pass_desk
def check(desk: Desk, file: Path) -> None:
    """Print the faults, or what the list holds."""
    from content.importing.donts import read_list_file
    from desk.dont_lists import must_begin_in_a_year_that_is_meant
    from reports.banks import remark_lines
    from reports.dont_lists import list_words

    with _faults_named(file):
        found = read_list_file(file)
        must_begin_in_a_year_that_is_meant(found.dont_list, desk.today())
    say(list_words(found.dont_list))
    for line in remark_lines(found.remarks):
        say(line)
    say(_("No fault was found."))


@dont_lists.command(
    "import",
    help=mark_for_translation(
        "Take over a list from a file.\n\nThe unit's list is answered instead of the six from its first day on. Days "
        "already answered keep their list: the new one begins after them."
    ),
)
@argument("file", type=click.Path(path_type=Path), help=mark_for_translation("The list: .xlsx, .csv or .toml."))
@option("--personal", is_flag=True, help=PERSONAL)
@option("--from", "wanted", type=DAY, help=FROM)
@option("--with-hidden", is_flag=True, help=HIDDEN)
@option("--yes", is_flag=True, help=mark_for_translation("Save without asking."))
@pass_desk
def import_list(desk: Desk, file: Path, personal: bool, wanted: date | None, with_hidden: bool, yes: bool) -> None:
    """Show what was read, then save it."""
    from content.importing.donts import read_list_file
    from desk.dont_lists import first_day_of
    from reports.banks import hidden_words
    from reports.dont_lists import preview_lines
    from storage.lists import Place, save_list

    place = Place.PERSONAL if personal else Place.UNIT
    with _faults_named(file):
        found = read_list_file(file, with_hidden=with_hidden)
        if found.hidden and not yes and sys.stdin.isatty() and click.confirm(hidden_words(found.hidden)):
            found = read_list_file(file, with_hidden=True)
        dont_list = found.dont_list
        from_day = first_day_of(desk, place, dont_list, wanted)
        for line in preview_lines(dont_list, place, from_day, found.remarks):
            say(line)
        confirm_saving(yes=yes)
        save_list(desk.home, place, from_day, dont_list, notices=desk.notices)
    say(_("Saved."))


@dont_lists.command(help=mark_for_translation("Go back to the six, or have no list of one's own any more."))
@option("--personal", is_flag=True, help=mark_for_translation("End one's own list, not the unit's."))
@option("--from", "wanted", type=DAY, help=mark_for_translation("The first day without it; today when left out."))
@pass_desk
def end(desk: Desk, personal: bool, wanted: date | None) -> None:
    """Write the end of a list."""
    from content.dates import day_words
    from desk.dont_lists import first_day_of
    from storage.lists import Place, save_list

    place = Place.PERSONAL if personal else Place.UNIT
    if not (desk.lists.personal if personal else desk.lists.unit):
        raise CouldNot(_("There is no such list."))
    from_day = first_day_of(desk, place, None, wanted)
    save_list(desk.home, place, from_day, None, notices=desk.notices)
    words = _("From {day} on there is no list of your own.") if personal else _("From {day} on the six are answered.")
    say(words.format(day=day_words(from_day)))
