"""The words for a vault: what is wrong with a passphrase or a sealed file, and what it is for."""

from __future__ import annotations

from collections.abc import Iterator

from content.errors import reason_of
from content.printable import printable_line
from content.words import _, ngettext
from desk.vault import VaultState
from storage import errors
from storage.cipher import VaultChanged
from storage.record_files import NoticeKind


def vault_fault_words(error: errors.VaultError) -> str:
    """One line for an error of a vault: what happened, and what to do."""
    if isinstance(error, errors.MistypedRecoveryKey):
        return _("That is not the recovery key: group {n} is mistyped. Compare it with the print.").format(
            n=error.group
        )
    if isinstance(error, errors.OtherRecoveryKey):
        return _(
            "That is a recovery key, but not the one that counts: it may have been replaced, or be of another vault."
        )
    if isinstance(error, errors.WrongPassphrase):
        return _("That is not the passphrase. Look at Caps Lock and the input method; then type it again.")
    if isinstance(error, errors.NewerVault):
        return _("This vault was made by a newer program and cannot be opened here. Please update sixdonts.")
    if isinstance(error, errors.BrokenHeader):
        return _("vault.json and its copy are damaged. Put one of them back from a backup; the records are untouched.")
    if isinstance(error, errors.NotEnoughMemory):
        return _("Not enough memory: checking the passphrase takes {n} MiB. Close other programs; try again.").format(
            n=error.mib
        )
    if isinstance(error, errors.HeaderIsMissing):
        return missing_header_words()
    if isinstance(error, errors.VaultIsOn):
        return _("The vault is on already. Nothing was changed.")
    if isinstance(error, errors.VaultIsLocked) and error.file:
        return _("{file} was sealed by another passphrase or key. Bring it back with: {command}").format(
            file=error.file, command="sixdonts restore"
        )
    return _(
        "The records are locked. Run it in a terminal, where the passphrase is asked; "
        "for scripts name a file in {variable}."
    ).format(variable="SIXDONTS_PASSPHRASE_FILE")


def whole_folder_words(error: errors.HalfDone | errors.LinkInside) -> str:
    """That not all records could be sealed, opened or copied, what holds now, and what to do."""
    if isinstance(error, errors.LinkInside):
        return _(
            "{file} is a link to another place: what lies there would be in no backup and not sealed. Nothing was "
            "done. Move the real folder or file back there, then try again."
        ).format(file=printable_line(str(error.path)))
    begun = {
        "on": _(
            "Sealing stopped half way ({reason}). Nothing is lost; from now on the passphrase opens the records. Mend "
            "that (make room, say), then open the program: it goes on by itself."
        ),
        "rekey": _(
            "The new key holds already, but sealing by it stopped half way ({reason}). Nothing is lost; from now on "
            "the new passphrase opens the records. "
            "Mend that (make room, say), then open the program: it goes on by itself."
        ),
        "off": _(
            "Opening stopped half way ({reason}). Nothing is lost; the passphrase still opens the records. Mend that "
            "(make room, say), then open the program: it goes on by itself."
        ),
    }
    return begun[error.change].format(reason=reason_of(error.error))


def vault_changed_words(error: OSError) -> str:
    """That nothing can be saved any more since another program changed the vault; empty where it was refused else."""
    if not isinstance(error, VaultChanged):
        return ""
    return _(
        "Not saved: another program changed the vault, and nothing can be saved here any more. Copy elsewhere what you "
        "typed since; then close this program and start it again. What was saved before is safe."
    )


def old_passphrase_words(rekey: str) -> str:
    """What the passphrase of before still opens, and what locks out who knows it (`rekey`, as it is called)."""
    words = _("Copies and backups of before still open with the old one.\nTo lock out who knows it: {command}")
    return words.format(command=rekey)


def only_here_words() -> str:
    """That each computer has a passphrase of its own."""
    return _("Your other computers keep theirs.")


def rekeyed_words() -> str:
    """That another key holds, and what the one of before still opens."""
    return _(
        "All records are sealed by the new key. Backups and copies outside this folder still open with the old one."
    )


def turned_on_words() -> str:
    """That all is sealed, and what stays readable elsewhere."""
    return _(
        "The vault is on: all records are sealed. Backups written before, and this computer's file in a folder of an "
        "exchange, stay readable: write new ones, exchange once more, and delete the old ones."
    )


def by_recovery_key_words(how: str) -> str:
    """After the recovery key opened it: whoever lost the passphrase is to set a new one; `how`."""
    return _("Opened by the recovery key. If the passphrase is lost, set a new one: {how}").format(how=how)


def rekey_words() -> str:
    """What another key is for."""
    return _(
        "Seal everything by a new key, with a new passphrase and recovery key: when somebody may know the old ones. "
        "Your other computers, if you exchange with any, must then join this one again."
    )


def joining_words(*, needs_vault: bool) -> str:
    """What joining another computer does here: who joins takes that one's key, which may be the older."""
    if needs_vault:
        return _("Who joins turns the vault on here too: all records here are sealed by the same passphrase.")
    return _(
        "Who joins exchanges by that computer's key and gives up the one used here. If this computer got the new key, "
        "do not join here: join on the other one."
    )


def left_words(left: list[str]) -> str:
    """The files that nobody could open; empty when there are none."""
    if not left:
        return ""
    words = ngettext("{n} file could not be opened and stays as it is: {files}",
                     "{n} files could not be opened and stay as they are: {files}", len(left))  # fmt: skip
    return words.format(n=len(left), files=_(", ").join(map(printable_line, left[:5])))


def missing_header_words() -> str:
    """That records are sealed and nothing is there that could open them, and where to have it from."""
    return _(
        "The records are sealed, and vault.json is gone. Put it back from the newest day in copies or from a backup; "
        "then the passphrase opens them again."
    )


def vault_notices() -> dict[NoticeKind, str]:
    """What to say of a sealed file that is not what this program sealed last."""
    return {
        "altered": _("{file} was changed from outside, or another file was put in its place. It is kept aside."),
        "rolled_back": _(
            "{file} is older than what was saved last: somebody put an earlier state there. It is kept aside."
        ),
        "unsealed": _("{file} is not sealed although the vault is on: somebody else put it there. It is not read."),
        "removed": _("{file} is gone: it was removed from outside. Earlier days: sixdonts backup list."),
        "old_header": _(
            "{file} is older than the one that was here last, and a passphrase of before may open the vault. If it was "
            "not you who put it there: sixdonts vault rekey."
        ),
        "ahead": _(
            "{file}, the list of what was saved last, is older than the records: after a power cut, or somebody put "
            "an older one there. Look whether what you saved last is there."
        ),
    }


def vault_lines(state: VaultState) -> Iterator[str]:
    """How the vault stands, a line each."""
    if state.is_header_missing:
        yield missing_header_words()
        return
    if not state.is_on:
        yield _("The vault is off: the records lie open on the disk. Turn it on: {command}").format(
            command="sixdonts vault on"
        )
        return
    yield _("The vault is on; it is open here.") if state.is_open else _("The vault is on.")
    if state.change:
        yield _("Sealing or opening was broken off; the next opening with the passphrase goes on with it.")
        if state.change != "off":
            words = _("If you did not see the recovery key, then make a new one: {command}")
            yield words.format(command="sixdonts vault recovery")
        return
    for file in state.plain:
        yield _("- {file} is not sealed.").format(file=file)
    if not state.plain:
        yield _("All that belongs into it is sealed.")


def warning_words() -> str:
    """What to know before the vault is turned on."""
    return _(
        "The records are sealed by a passphrase. Without passphrase and recovery key nobody opens them again, neither "
        "you nor who made this program. Type it with the input method off. Settings, lists, holidays, reading and "
        "question banks stay readable: they are edited by hand too."
    )


def recovery_words(recovery_key: str) -> str:
    """The recovery key, to be printed."""
    words = _("Recovery key, shown this once. Print it and keep it apart from this computer:")
    return f"{words}\n\n    {recovery_key}\n"
