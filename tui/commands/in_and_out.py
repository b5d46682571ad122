"""`export` and `import`: study notes as a folder of Markdown files and back; from jrnl and from plain Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from content.period import Period
from content.printable import printable_line
from content.words import _, mark_for_translation, ngettext, sentences
from desk.desk import Desk
from tui.commands.base import PERIOD, CouldNot, argument, complain, confirm_saving, group, option, pass_desk, say

if TYPE_CHECKING:
    from storage.note_files import Plan

SHOWN = 10


@group("export", help=mark_for_translation("Write records as files that other programs read."))
def export_group() -> None:
    """The commands that write files."""


@group("import", help=mark_for_translation("Take in records from files."))
def import_group() -> None:
    """The commands that read files."""


@export_group.command(
    "notes",
    help=mark_for_translation(
        "Write study notes as Markdown files, a file each.\n\nEverything a note holds is in its file; import brings it "
        "back to the last character. Files there that were changed are not replaced unless --force is given."
    ),
)
@argument("folder", type=click.Path(path_type=Path, file_okay=False), help=mark_for_translation("Where to."))
@option("--period", type=PERIOD, help=mark_for_translation("Such as 2026-11 or 2026; all notes when left out."))
@option("--force", is_flag=True, help=mark_for_translation("Replace files that say something else."))
@pass_desk
def export_notes(desk: Desk, folder: Path, period: Period | None, force: bool) -> None:
    """Write the files."""
    from desk.save_files import in_the_way, make_folder, save_files
    from storage.note_files import files_of

    notes = desk.journal.notes.within(period) if period else desk.journal.notes.all()
    desk.journal.files.must_be_read("notes")
    files = files_of(notes, folder)
    if not force and (others := in_the_way(files)):
        for path in others[:SHOWN]:
            complain(_("{file} says something else.").format(file=path))
        raise CouldNot(_("Nothing was written. Import these files first, or replace them with --force."))
    make_folder(desk, folder)
    save_files(files, desk.notices, folder)
    words = ngettext("{n} note written in {folder}.", "{n} notes written in {folder}.", len(files))
    say(words.format(n=len(files), folder=folder.absolute()))


@import_group.command(
    "notes",
    help=mark_for_translation(
        "Take in study notes: a folder of Markdown, one Markdown file, or a jrnl JSON export.\n\nWhat would come in is "
        "shown first. The same files taken in twice come in once."
    ),
)
@argument("path", type=click.Path(path_type=Path), help=mark_for_translation("The folder or the file."))
@option("--dry-run", is_flag=True, help=mark_for_translation("Only show what would come in."))
@option("--yes", is_flag=True, help=mark_for_translation("Save without asking."))
@pass_desk
def import_notes(desk: Desk, path: Path, dry_run: bool, yes: bool) -> None:
    """Show what would come in, then take it in."""
    from content.errors import FileFaults
    from storage.note_files import of_other_kinds, plan, read_all, take_in

    try:
        incoming, faults = read_all(path, desk.now())
        unread = of_other_kinds(path)
    except FileFaults as error:
        raise CouldNot(error.lines(path.name)[0]) from error
    there = desk.journal.notes.all()
    desk.journal.files.must_be_read("notes")
    planned = plan(there, incoming, faults)
    _show(planned, unread)
    if dry_run:
        say(_("Nothing was saved: this was a dry run."))
        return
    taken, left = len(planned.new) + len(planned.changed), len(planned.faults)
    if taken:
        confirm_saving(yes=yes)
        take_in(desk.journal, planned, desk.now())
        words = _("Saved: {n}. Left out: {left}.") if left else _("Saved: {n}.", context="notes")
        say(words.format(n=taken, left=left))
    else:
        words = _("Nothing was saved. Left out: {left}.") if left else _("There is nothing to take in.")
        say(words.format(left=left))
    if planned.faults or planned.conflicts or unread:
        raise click.exceptions.Exit(1)  # a script is not to take it for all of the folder


@export_group.command(
    "all",
    help=mark_for_translation(
        "Write everything you recorded into a folder: every record as JSON Lines, and pages to read as Markdown.\n\n"
        "The form is described in docs/formats.md, so that another program can read it; import all brings it back."
    ),
)
@argument("folder", type=click.Path(path_type=Path, file_okay=False),
          help=mark_for_translation("Where to; a folder of its own."))  # fmt: skip
@option("--force", is_flag=True, help=mark_for_translation("Replace files that say something else."))
@pass_desk
def export_all(desk: Desk, folder: Path, force: bool) -> None:
    """Write the files."""
    from desk.everything import everything
    from desk.save_files import in_the_way, make_folder, save_files

    files = everything(desk, folder)
    if not force and (others := in_the_way(files)):
        for path in others[:SHOWN]:
            complain(_("{file} says something else.").format(file=path))
        raise CouldNot(_("Nothing was written. Name an empty folder, or replace these files with --force."))
    make_folder(desk, folder)
    save_files(files, desk.notices, folder)
    words = ngettext("{n} file written in {folder}.", "{n} files written in {folder}.", len(files))
    say(words.format(n=len(files), folder=folder.absolute()))
    complain(_("All you wrote is in it, readable for whoever has it."))


@import_group.command(
    "all",
    help=mark_for_translation(
        "Take in what export all wrote: what is missing here, or says something else, becomes what it was there.\n\n"
        "What would change is shown first; what was here is kept, and restore --undo goes back to it."
    ),
)
@argument("folder", type=click.Path(path_type=Path, file_okay=False), help=mark_for_translation("The folder."))
@option("--dry-run", is_flag=True, help=mark_for_translation("Only show what would come in."))
@option("--yes", is_flag=True, help=mark_for_translation("Save without asking."))
@option("--this-is-me", is_flag=True,
        help=mark_for_translation("Where the folder names another person than the records here: "
                                  "both are mine."))  # fmt: skip
@pass_desk
def import_all(desk: Desk, folder: Path, dry_run: bool, yes: bool, this_is_me: bool) -> None:
    """Show what would come in, then take it in."""
    from desk.everything import look_into_export, take_in_export
    from desk.words.backups import brought_back_words, left_words, look_lines
    from tui.commands.backup import must_be_ones_own, say_left, way_back

    if not (folder / "records.jsonl").is_file():
        raise CouldNot(_("{folder} is no folder that export all wrote.").format(folder=folder))
    look = look_into_export(desk, folder)
    for line in look_lines(look):
        say(printable_line(line))
    found = look.comparison
    if not dry_run and (found.coming() or found.texts or found.kept_files):
        must_be_ones_own(look, yes=yes, this_is_me=this_is_me)
        confirm_saving(yes=yes)
        say(sentences(brought_back_words(take_in_export(desk, folder, look)), way_back()))
    say_left(left_words(look))


def _show(planned: Plan, unread: str) -> None:
    for words, some in (
        (_("new: {n}"), planned.new),
        (_("changed outside: {n}"), planned.changed),
        (_("here already: {n}"), planned.same),
        (_("changed here and outside, left as they are here: {n}"), planned.conflicts),
    ):
        if some:
            say(words.format(n=len(some)))
    for one in [*planned.new, *planned.changed][:SHOWN]:
        say(f"  {one.note.day.isoformat()}  {one.note.title[:60]}")
    if len(planned.new) + len(planned.changed) > SHOWN:
        say("  " + _("and more"))
    for one in planned.conflicts[:SHOWN]:
        complain(_("{file}: changed here and outside").format(file=one.source))
    for line in planned.told[:SHOWN]:
        complain(line)
    if len(planned.told) > SHOWN:
        words = ngettext("and {n} more line of the kind", "and {n} more lines of the kind", len(planned.told) - SHOWN)
        complain(words.format(n=len(planned.told) - SHOWN))
    if unread:
        complain(unread)
    for line in planned.faults[:SHOWN]:
        complain(line)
    if len(planned.faults) > SHOWN:
        complain(_("and {n} more left out").format(n=len(planned.faults) - SHOWN))
