"""`vault`: sealing the records by a passphrase, opening them again, and changing passphrase and keys."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from content.printable import printable_line
from content.words import _, mark_for_translation
from desk.desk import Desk
from tui.commands.base import (
    CouldNot,
    agree,
    argument,
    complain,
    group,
    option,
    pass_desk,
    pass_locked_desk,
    say,
    say_json,
)

T = TypeVar("T")
_yes = option("--yes", is_flag=True, help=mark_for_translation("Do it without asking."))


@group(
    help=mark_for_translation(
        "The vault: your records lie sealed on the disk and open with a passphrase.\n\n"
        "In a script the passphrase is read from the file that SIXDONTS_PASSPHRASE_FILE names, a new one from "
        "SIXDONTS_NEW_PASSPHRASE_FILE."
    )
)
def vault() -> None:
    """Seal the records."""


@vault.command("status", help=mark_for_translation("Whether the vault is on, and whether all in it is sealed."))
@option("--json", "as_json", is_flag=True, help=mark_for_translation("For another program."))
@pass_locked_desk
def show_state(desk: Desk, as_json: bool) -> None:
    """Print a line, and one for each file that is not sealed."""
    from desk.vault import vault_state
    from desk.words.vault import vault_lines

    found = vault_state(desk)
    if as_json:
        missing = {"is_header_missing": True} if found.is_header_missing else {}
        say_json({"is_on": found.is_on, "unfinished": found.change, "not_sealed": list(found.plain), **missing})
        return
    for line in vault_lines(found):
        say(printable_line(line))


@vault.command("on", help=mark_for_translation(
    "Seal all records by a passphrase. Shows a recovery key, once: print it and put it away.\n\n"
    "Settings, lists, holidays, reading and question banks stay readable: they are edited by hand too."
))  # fmt: skip
@_yes
@pass_locked_desk
def turn_on(desk: Desk, yes: bool) -> None:
    """Ask for a passphrase, show the recovery key, and seal."""
    from desk.vault import must_be_able_to_turn_on, turn_on
    from desk.words.vault import turned_on_words, warning_words
    from tui.commands.passphrase import new_passphrase

    must_be_able_to_turn_on(desk)
    _must_be_asked_or_agreed(_("Seal the records?"), yes=yes)
    _say_lines(warning_words())
    passphrase = new_passphrase()
    _with_recovery_key(lambda key, tell: turn_on(desk, passphrase, key, tell), yes=yes)
    say(turned_on_words())


@vault.command("off", help=mark_for_translation("Have the records lie open on the disk again."))
@_yes
@pass_desk
def turn_off(desk: Desk, yes: bool) -> None:
    """Open everything for good."""
    from desk.vault import turn_off
    from desk.words.vault import left_words

    _must_be_on(desk)
    agree(_("Have all records lie open on the disk again?"), yes=yes, is_save=False)
    left = turn_off(desk, _say_so_far)
    _end_of_count()
    say(_("The vault is off: the records lie open."))
    if left:
        say(left_words(left))


@vault.command("passphrase", help=mark_for_translation(
    "Change the passphrase. The records and the recovery key stay as they are."
))  # fmt: skip
@pass_desk
def change_passphrase(desk: Desk) -> None:
    """Wrap the key anew."""
    from desk.vault import change_passphrase
    from desk.words.vault import old_passphrase_words, only_here_words
    from tui.commands.passphrase import new_passphrase

    _must_be_on(desk)
    change_passphrase(desk, new_passphrase())
    say(_("From now on the new passphrase opens the vault."))
    for part in (*old_passphrase_words("sixdonts vault rekey").split("\n"), only_here_words()):
        say(part)


@vault.command("recovery", help=mark_for_translation(
    "Make a new recovery key and show it, once; the one before opens nothing any more.\n\n"
    "Print it and put it away: it stands nowhere else."
))  # fmt: skip
@_yes
@pass_desk
def change_recovery_key(desk: Desk, yes: bool) -> None:
    """Make and show another."""
    from desk.vault import change_recovery_key
    from desk.words.vault import recovery_words

    _must_be_on(desk)
    agree(_("Make a new recovery key? The printed one opens nothing any more."), yes=yes, is_save=False)
    _say_lines(recovery_words(change_recovery_key(desk)))


@vault.command("rekey", help=mark_for_translation(
    "Seal everything by a new key, with a new passphrase and recovery key: when somebody may know the old ones.\n\n"
    "Shows the new recovery key, once: print it and put it away."
))  # fmt: skip
@_yes
@pass_desk
def change_key(desk: Desk, yes: bool) -> None:
    """Seal everything anew."""
    from desk.vault import change_key
    from desk.words.vault import left_words, rekeyed_words
    from tui.commands.passphrase import new_passphrase

    _must_be_on(desk)
    _must_be_asked_or_agreed(_("Take a new key, passphrase and recovery key, and seal all anew?"), yes=yes)
    passphrase = new_passphrase()
    left = _with_recovery_key(lambda key, tell: change_key(desk, passphrase, key, tell), yes=yes)
    say(rekeyed_words())
    if left:
        say(left_words(left))


@vault.command("join", help=mark_for_translation(
    "Let this computer read what another one of yours, whose vault is on, left in the folder of an exchange.\n\n"
    "Asks for the passphrase of that computer. Where no vault is on here, one is turned on by the same passphrase; "
    "else each keeps its own. In a script that passphrase is read from the file that SIXDONTS_OTHER_PASSPHRASE_FILE "
    "names."
))  # fmt: skip
@argument("folder", type=click.Path(path_type=Path), help=mark_for_translation("The folder of the exchange."))
@_yes
@pass_desk
def join(desk: Desk, folder: Path, yes: bool) -> None:
    """Ask for the other computer's passphrase, and exchange by its key from now on."""
    from desk.exchange_folder import in_quotes
    from desk.joining import exchange_key, join, locked_files, needs_vault
    from desk.words.vault import joining_words
    from tui.commands.passphrase import of_another

    heads = locked_files(desk, folder)
    said, key = of_another(lambda said: (said, exchange_key(heads, said)))
    if needs_vault(desk):
        _turn_on_to_join(desk, said, key, yes=yes)
    else:
        _say_lines(joining_words(needs_vault=False))
        agree(_("Join that computer?"), yes=yes, is_save=False)
        join(desk, key)
    say(_("Joined. Now exchange: {command}").format(command=f"sixdonts exchange {printable_line(in_quotes(folder))}"))


def _turn_on_to_join(desk: Desk, said: str, key: bytes, *, yes: bool) -> None:
    from desk.joining import join_with_vault
    from desk.words.vault import joining_words, warning_words
    from storage.vault import is_recovery_key
    from tui.commands.passphrase import new_passphrase

    _must_be_asked_or_agreed(_("Seal the records of this computer too?"), yes=yes)
    _say_lines(joining_words(needs_vault=True))
    _say_lines(warning_words())
    passphrase = new_passphrase() if is_recovery_key(said) else said
    _with_recovery_key(lambda made, tell: join_with_vault(desk, passphrase, made, key, tell), yes=yes)
    say(_("The vault is on: all records are sealed."))


def _must_be_on(desk: Desk) -> None:
    from storage.cipher import has_vault

    if not has_vault(desk.home):
        raise CouldNot(_("The vault is off. Nothing was changed."))


def _must_be_asked_or_agreed(question: str, *, yes: bool) -> None:
    """Refuse, before a passphrase is asked or a key shown, where nobody can be asked and nothing was agreed to."""
    if not sys.stdin.isatty():
        agree(question, yes=yes, is_save=False)


def _with_recovery_key(work: Callable[[str, Callable[[int], None]], T], *, yes: bool) -> T:
    """What `work` returns for a new recovery key, which is shown once.

    It is shown before where somebody says that it is printed, else as soon as it counts, which `work` tells before it
    seals the first file: so who seals is killed with the key shown.
    """
    from desk.words.vault import recovery_words
    from storage.errors import HalfDone, StorageError
    from storage.vault import new_recovery_key

    recovery_key = new_recovery_key()
    if not yes:
        _say_lines(recovery_words(recovery_key))
        useless = CouldNot(_("Nothing was changed. The recovery key above opens nothing: do not keep it."))
        try:
            if not click.confirm(_("Is the recovery key printed or written down? Seal now?")):
                raise useless
        except click.Abort:
            raise useless from None

    def tell(count: int) -> None:
        if yes and not count:
            _say_lines(recovery_words(recovery_key))
        _say_so_far(count)

    try:
        return work(recovery_key, tell)
    except HalfDone:  # it counts already
        raise
    except StorageError:
        if not yes:
            complain(_("The recovery key above opens nothing: do not keep it."))
        raise
    finally:
        _end_of_count()


def _say_lines(words: str) -> None:
    from content.cells import fold

    for line in words.split("\n"):
        for part in fold(line, 78):
            say(part)


def _say_so_far(count: int) -> None:
    from tui.commands.base import say_so_far

    if count % 20 == 0:
        say_so_far(count)


def _end_of_count() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
