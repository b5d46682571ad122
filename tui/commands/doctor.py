"""`doctor`: looks at everything in the data folder and names each fault; mends what can be mended where asked to."""

from __future__ import annotations

import click

from content.words import _, mark_for_translation, ngettext
from desk.desk import Desk
from tui.commands.base import CouldNot, command, option, pass_desk, say


@command(
    help=mark_for_translation(
        "Check the data folder and name every fault; change nothing unless told to.\n\n"
        "--repair puts records together again from what is whole in files, copies and backups. Nothing is deleted: "
        "what is bad is set aside. `restore --undo` moves what came from copies and backups to the trash; what stood "
        "in the files stays, and what was set aside stays there.\n\n"
        "Exit code 0: all is sound. 1: something is not."
    )
)
@option(
    "--repair", "is_repair", is_flag=True, help=mark_for_translation("Mend what can be mended, and say what was done.")
)
@option("--show", "copy", metavar="FILE",
        help=mark_for_translation("Show what a copy made by a cloud drive, or a file set aside, holds that its file "
                                  "does not."))  # fmt: skip
@pass_desk
def doctor(desk: Desk, is_repair: bool, copy: str | None) -> None:
    """Print a line for each fault, or what only a copy holds."""
    from desk.doctor import can_mend, folder_faults, mend, worth_knowing
    from desk.words.doctor import unmendable_words

    if copy is not None:
        _show_copy(desk, copy)
        return
    say(_("Data folder: {folder}").format(folder=desk.home))
    if not desk.home.exists():
        say(_("There are no records yet."))
        is_repair = False
    if is_repair:
        done = mend(desk)
        for line in done or [_("There was nothing to mend.")]:
            say(line)
    faults = list(folder_faults(desk))
    for fault in faults:
        say(f"- {fault}")
    for line in worth_knowing(desk):
        say(line)
    if faults:
        say(ngettext("{n} fault.", "{n} faults.", len(faults)).format(n=len(faults)))
        if not can_mend(desk):
            say(unmendable_words())
        elif not is_repair:  # another one at once would put away what is to be looked at first
            words = _("To mend what can be mended: {command}; for the rest each line says what helps.")
            say(words.format(command="sixdonts doctor --repair"))
        raise click.exceptions.Exit(1)
    say(_("All is sound."))


def _show_copy(desk: Desk, copy: str) -> None:
    """Print what a copy holds that its file does not."""
    from desk.beside import copy_lines, path_inside
    from storage.beside import only_in_copy, shown_beside
    from storage.disk import Damaged

    path = path_inside(desk.home, copy)
    of = shown_beside(path)
    if not of or not (desk.home / path).is_file():
        raise CouldNot(_("{file} is no copy beside a file of this data folder.").format(file=copy))
    try:
        found = only_in_copy(desk.home, path, desk.cipher)
    except (OSError, Damaged) as error:
        raise CouldNot(_("{file} cannot be read; it is left as it is.").format(file=copy)) from error
    if not found:
        say(_("{file} holds nothing that {of} does not.").format(file=path, of=of))
        return
    say(_("Only {file} holds this; {of} does not:").format(file=path, of=of))
    for line in copy_lines(found, of):
        say(line)
