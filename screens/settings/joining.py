"""This computer joins those whose vault is on: the other's passphrase, and a vault here where none is on."""

from __future__ import annotations

from pathlib import Path

from content.words import _
from desk.joining import exchange_key, join, join_with_vault, locked_files, needs_vault
from desk.words.vault import warning_words
from screens.kit.base import Room
from screens.kit.form import Field, FormDialog, Values, no_fault
from screens.settings.vault import is_printed, new_passphrase

SAID = "said"


async def join_computers(room: Room, folder: Path) -> bool:
    """Have this computer read what others locked; whether it does now."""
    heads = await room.attempt(lambda: locked_files(room.desk, folder))
    if heads is None:
        return False
    field = Field(SAID, _("Passphrase"), is_secret=True)
    explain = _("That of the other computer, or its recovery key.")
    values: Values | None = await room.ask(
        FormDialog(_("The other computer's passphrase"), (field,), no_fault, explain=explain, does=_("go on"))
    )
    if values is None:
        return False
    said = values[SAID]
    key = await room.attempt(lambda: exchange_key(heads, said))
    if key is None:
        return False
    if needs_vault(room.desk):
        return await _turn_on(room, said, key)
    return bool(await room.done(lambda: join(room.desk, key)))


async def _turn_on(room: Room, said: str, key: bytes) -> bool:
    from storage.vault import is_recovery_key, new_recovery_key

    passphrase: str | None = said
    if is_recovery_key(said):
        passphrase = await new_passphrase(room, _("Turn the vault on"), warning_words())
    if passphrase is None:
        return False
    recovery_key, chosen = new_recovery_key(), passphrase
    if not await is_printed(room, recovery_key):
        room.tell(_("The vault is off. Nothing was changed."))
        return False
    room.tell(_("Under way ..."))
    if not await room.done(lambda: join_with_vault(room.desk, chosen, recovery_key, key)):
        return False
    await room.look_again()
    return True
