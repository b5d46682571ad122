"""`backup` and `restore`: the backups there are, one more in a file, and bringing records back."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from content.printable import printable_line
from content.words import _, mark_for_translation, ngettext, sentences
from desk.desk import Desk
from tui.commands.base import (
    PAST_DAY,
    CouldNot,
    argument,
    command,
    complain,
    group,
    option,
    pass_desk,
    say,
    say_json,
)

if TYPE_CHECKING:
    from desk.backups import Look
    from storage.restoring import Difference

SHOWN = 20


@group(
    help=mark_for_translation(
        "Backups of your records: list them, write one into a file, read them all.\n\n"
        "One is made by itself before the first save of each day; seven days, four weeks and twelve months are kept."
    )
)
def backup() -> None:
    """Look after backups."""


@backup.command("list", help=mark_for_translation("The backups there are, the latest first."))
@option("--json", "as_json", is_flag=True, help=mark_for_translation("For another program."))
@pass_desk
def list_backups(desk: Desk, as_json: bool) -> None:
    """Print a line each."""
    from desk.backups import backups, second_folder, second_is_missed
    from desk.words.backups import backup_words, second_folder_line

    found = backups(desk)
    if as_json:
        say_json(
            [{"name": one.name, "where": one.where, "day": one.day.isoformat(), "path": str(one.path)} for one in found]
        )
        return
    if not found:
        say(_("There is no backup yet; the first is made before the first save of the next day."))
    for one in found:
        say(f"{one.day.isoformat()}  {printable_line(one.name)}  {backup_words(one)}")
    folder = second_folder(desk)
    if folder is None:
        say(_("No second folder is set: sixdonts backup folder FOLDER"))
    elif line := second_folder_line(desk):
        say(line)
    elif days := second_is_missed(desk):
        say(_("The second folder {folder} was not reached for {days} days.").format(folder=folder, days=days))


@backup.command("folder", help=mark_for_translation(
    "Set the second folder, on another disk or a stick, that a backup goes to once a day; - for none."
))  # fmt: skip
@argument("folder", metavar="FOLDER", help=mark_for_translation("The folder; it need not be there always."))
@pass_desk
def set_folder(desk: Desk, folder: str) -> None:
    """Write the setting."""
    from desk.words.backups import second_folder_fault
    from storage.places import typed_path
    from storage.settings import change_setting, is_allowed

    path = "" if folder == "-" else str(typed_path(folder).absolute())
    if not is_allowed("backup_folder", path):
        raise CouldNot(_("{folder} cannot be set as a folder.").format(folder=printable_line(folder)))
    if wrong := second_folder_fault(desk.home, path):
        raise CouldNot(wrong)
    change_setting(desk.home, "backup_folder", path, notices=desk.notices)
    if not path:
        say(_("No backup goes to a second folder any more."))
    elif Path(path).is_dir():
        say(_("Once a day a backup goes to {folder} as well.").format(folder=path))
    else:
        say(_("Once a day a backup goes to {folder} as well, when it is there; now it is not.").format(folder=path))


@backup.command("now", help=mark_for_translation(
    "Write everything into one file and read it back: for a stick, or for moving to another computer.\n\n"
    "The file holds all you wrote, readable for whoever has it unless the vault is on: keep it as you keep the records "
    "themselves."
))  # fmt: skip
@argument("target", type=click.Path(path_type=Path), required=False,
          help=mark_for_translation("A file, or a folder; the second folder unless given."))  # fmt: skip
@option("--force", is_flag=True, help=mark_for_translation("Replace files that are already there."))
@pass_desk
def now(desk: Desk, target: Path | None, force: bool) -> None:
    """Write it and say where it is."""
    from desk.backups import back_up
    from desk.words.backups import unread_words

    if target is not None and target.exists() and not target.is_dir() and not force:
        raise CouldNot(_("{file} is there already; --force replaces it.").format(file=target))
    path, count, unread = back_up(desk, target)
    words = ngettext("Written and read back, {n} file: {path}", "Written and read back, {n} files: {path}", count)
    say(words.format(n=count, path=path))
    if unread:
        complain(unread_words(unread))


@backup.command("verify", help=mark_for_translation(
    "Read backups and name what in them cannot be read; all of them unless named. Exit code 1 when something cannot."
))  # fmt: skip
@argument("names", nargs=-1, metavar="[NAME]...", help=mark_for_translation("As `backup list` names it, or a file."))
@pass_desk
def verify(desk: Desk, names: tuple[str, ...]) -> None:
    """Print a line each."""
    from content.errors import FileFaults
    from desk.backups import backups, faults_of
    from desk.words.faults import fault_words
    from tui.commands.passphrase import opening

    is_sound = True
    wanted = tuple(_meant(desk, name) for name in names) or tuple(one.name for one in backups(desk))
    for name in wanted:
        try:
            faults = opening(partial(faults_of, desk, name))
        except FileFaults as error:
            faults = [fault_words(error)]
        is_sound = is_sound and not faults
        shown = _("can be read") if not faults else _("cannot be read: {part}").format(part=_(", ").join(faults))
        say(f"{printable_line(name)}  {printable_line(shown)}")
    if not wanted:
        say(_("There is no backup yet; the first is made before the first save of the next day."))
    if not is_sound:
        raise click.exceptions.Exit(1)


@command(help=mark_for_translation(
    "Bring records back from a backup: a day as `backup list` shows it, or a file. Shows first what would change.\n\n"
    "What is missing here, or says something else, comes back; what was made since stays. All is kept as it was "
    "before, and --undo goes back to that; after a repair (`doctor --repair`) it takes away what came from elsewhere, "
    "and what was set aside stays there."
))  # fmt: skip
@argument("name", required=False, metavar="[NAME]",
          help=mark_for_translation("As `backup list` names it, or a file."))  # fmt: skip
@option("--record", "records", multiple=True, metavar="KIND/UID",
        help=mark_for_translation("Only this record; again for more."))  # fmt: skip
@option("--all", "everything", is_flag=True, help=mark_for_translation("All that is missing or otherwise here."))
@option("--list", "whole", is_flag=True, help=mark_for_translation("Only list every record that would come back."))
@option("--undo", is_flag=True, help=mark_for_translation("Go back to before the last bringing back instead."))
@option("--yes", is_flag=True, help=mark_for_translation("Do it without asking."))
@option("--this-is-me", is_flag=True,
        help=mark_for_translation("Where the backup names another person than the records here: "
                                  "both are mine."))  # fmt: skip
@pass_desk
def restore(
    desk: Desk, name: str | None, records: tuple[str, ...], everything: bool, whole: bool, undo: bool, yes: bool,
    this_is_me: bool,
) -> None:  # fmt: skip
    """Show what would change; ask, and bring it back."""
    from desk.backups import bring_back_from, look_into
    from desk.words.backups import brought_back_words, left_words
    from tui.commands.passphrase import opening

    if (name is None) != undo:
        raise click.UsageError(_("Name one: a backup, or --undo."))
    if name is None:
        _undo(desk, yes)
        return
    name = _meant(desk, name)
    said, look = opening(lambda said: (said, look_into(desk, name, said)))
    chosen = None
    coming = look.comparison.coming()
    if records:
        by_name = {f"{one.kind}/{one.uid}": one for one in coming}
        if unknown := [one for one in records if one not in by_name]:
            raise CouldNot(_("There is nothing to bring back called {name}.").format(name=printable_line(unknown[0])))
        chosen = tuple(by_name[one] for one in records)
        for one in chosen:
            _say_record(desk, one, "")
    else:
        _show_look(desk, look, whole=whole)
    if whole:
        return
    if not (coming or look.comparison.texts or look.comparison.kept_files):
        say_left(left_words(look), _verifying(name))
        return
    if chosen is None and not everything and not yes and not sys.stdin.isatty():
        say(_("Nothing was changed. --all brings all of it back, --record KIND/UID one."))
        return
    must_be_ones_own(look, yes=yes, this_is_me=this_is_me)
    _agreed(_("Bring this back?"), yes)
    say(sentences(brought_back_words(bring_back_from(desk, look, chosen, said=said)), way_back()))
    say_left(left_words(look) if chosen is None else [], _verifying(name))


def _meant(desk: Desk, typed: str) -> str:
    """The name of a backup: as it was typed, or of the copy of the day that was written.

    Raises:
        CouldNot: a day was written that is none, or that has no copy.
    """
    from content.dates import NoSuchDay, day_words, no_day_words
    from desk.backups import backups

    there = {one.name for one in backups(desk)}
    if typed in there or Path(typed).exists():
        return typed
    try:
        day = PAST_DAY.parse(typed, desk)
    except NoSuchDay as error:
        raise CouldNot(no_day_words(error, "")) from error
    except (ValueError, OverflowError):
        return typed
    if day.isoformat() not in there:
        words = _("There is no backup of {day}; they are listed by: {command}")
        raise CouldNot(words.format(day=day_words(day), command="sixdonts backup list"))
    return day.isoformat()


def must_be_ones_own(look: Look, *, yes: bool, this_is_me: bool) -> None:
    """Go on where the backup is not another person's, or somebody says that it is one's own all the same."""
    from desk.words.backups import stranger_words

    if this_is_me or not (words := stranger_words(look)):
        return
    if not yes and sys.stdin.isatty() and click.confirm(_("Are both yours?"), default=False):
        return
    raise CouldNot(printable_line(sentences(words, _("Nothing was changed. If both are yours: --this-is-me"))))


def _say_record(desk: Desk, one: Difference, before: str) -> None:
    """A record in a line, and in another in what it differs."""
    from desk.words.backups import apart_words, record_line

    say(f"{before}{printable_line(record_line(one))}")
    if apart := apart_words(one, desk.lists):
        say(f"{before}    {printable_line(apart)}")


def _show_look(desk: Desk, look: Look, *, whole: bool) -> None:
    """What would change, and the records by name: the first of them, or all."""
    from desk.backups import persons_own
    from desk.words.backups import look_lines, text_lines

    for line in look_lines(look):
        say(printable_line(line))
    own = persons_own(look.comparison.coming())
    for one in own if whole else own[:SHOWN]:
        _say_record(desk, one, "  ")
    if not whole and (more := len(own) - SHOWN) > 0:
        say(_more_words(more, "--list"))
    for line in text_lines(look, len(look.texts) if whole else SHOWN):
        say(f"  {printable_line(line)}")


def _undo(desk: Desk, yes: bool) -> None:
    """Say what it would go back to; ask, and say where one stands then."""
    from desk.undoing import last_bringing_back, look_at_undoing, undo_bringing_back
    from desk.words.backups import overwritten_lines, undo_question, undo_words, undone_words

    look, last = look_at_undoing(desk), last_bringing_back(desk)
    if last is None:  # it was there a moment ago
        raise CouldNot(_("What was kept before cannot be listed now. Nothing was changed."))
    say(printable_line(undo_words(last) if yes else undo_question(last)))
    for line in overwritten_lines(look):
        say(f"{'  ' * line.startswith('  ')}{printable_line(line)}")
    _agreed(_("Do it?"), yes)
    count = undo_bringing_back(desk)
    say(sentences(undone_words(last, count), way_back()))


def _agreed(question: str, yes: bool) -> None:
    if not yes and not (sys.stdin.isatty() and click.confirm(question, default=False)):
        raise CouldNot(_("Nothing was changed; --yes agrees."))


def way_back() -> str:
    """The command that undoes what was just brought back."""
    return _("The way back: {command}").format(command="sixdonts restore --undo")


def say_left(left: list[str], all_by: str = "") -> None:
    """Say last what did not come back; then the whole was not done. all_by: the command that names all, if one does."""
    shown = left[:SHOWN] if all_by else left
    for line in shown:
        complain(printable_line(line))
    if more := len(left) - len(shown):
        complain(_more_words(more, all_by))
    if left:
        raise click.exceptions.Exit(1)


def _more_words(more: int, all_by: str) -> str:
    """How many more there are, and what shows them all."""
    words = ngettext("  and {n} more", "  and {n} more", more).format(n=more)
    return words + _(" (all of them: {command})").format(command=all_by)


def _verifying(name: str) -> str:
    return f"sixdonts backup verify {printable_line(name)}"
