"""This computer joins those whose vault is on: the other's passphrase, and a vault here where none is on."""

from __future__ import annotations

from pathlib import Path

from content.errors import SixdontsError
from content.words import _
from desk.desk import Desk
from desk.joining import exchange_key, join, join_with_vault, locked_files, needs_vault
from desk.words.faults import fault_words
from desk.words.vault import warning_words
from screens.kit.base import Room
from screens.kit.form import Field, FormDialog, Values, no_fault
from screens.settings.vault import is_printed, new_passphrase
from storage.exchange_sealed import Head

SAID = "said"


async def join_computers(room: Room, folder: Path) -> bool:
    """Have this computer read what others locked; whether it does now."""
    heads = await room.attempt(lambda: locked_files(room.desk, folder))
    if heads is None:
        return False
    said = key = None
    explain = _("That of the other computer, or its recovery key.")
    while key is None:
        said = await _asked(room, explain)
        if said is None:
            return False
        key, explain = await room.do_long(_tried, heads, said)
    assert said is not None
    if needs_vault(room.desk):
        return await _turn_on(room, said, key)
    return bool(await room.done(lambda: join(room.desk, key)))


async def _asked(room: Room, explain: str) -> str | None:
    field = Field(SAID, _("Passphrase"), is_secret=True)
    title = _("The other computer's passphrase")
    values: Values | None = await room.ask(FormDialog(title, (field,), no_fault, explain=explain, does=_("go on")))
    return values[SAID] if values else None


def _tried(_desk: Desk, heads: tuple[Head, ...], said: str) -> tuple[bytes | None, str]:
    """The key, or what was wrong, in a line."""
    try:
        return exchange_key(heads, said), ""
    except SixdontsError as error:
        return None, fault_words(error)


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
    room.tell(_("The vault is on: all records are sealed."))  # else it went on saying that something is under way
    return True
