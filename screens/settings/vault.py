"""The vault in Set-up: turned on, off, sealed by another key, and its passphrase and recovery key changed."""

from __future__ import annotations

from functools import partial

from content.words import _, ngettext
from desk.vault import (
    LEAST_CHARACTERS,
    VaultState,
    change_key,
    change_passphrase,
    change_recovery_key,
    is_long_enough,
    must_be_able_to_turn_on,
    must_be_passphrase,
    turn_off,
    turn_on,
    vault_state,
)
from desk.words.vault import (
    left_words,
    missing_header_words,
    old_passphrase_words,
    only_here_words,
    recovery_words,
    rekey_words,
    rekeyed_words,
    turned_on_words,
    warning_words,
)
from screens.kit.bars import keyed
from screens.kit.base import Room
from screens.kit.checks import Fault
from screens.kit.choose import ChooseDialog
from screens.kit.form import AskDialog, Field, FormDialog, Values, no_fault
from screens.kit.tell import TellDialog
from storage.settings import change_setting

NEW, AGAIN, NOW = "new", "again", "now"
LOCK_AFTER, PASSPHRASE, RECOVERY, REKEY, OFF = "lock_after", "passphrase", "recovery", "rekey", "off"
MINUTES = (0, 3, 5, 10, 20, 30, 60)


def state_words(state: VaultState) -> str:
    """How the vault stands, on its line of Set-up."""
    return _("on: records are sealed") if state.is_on else _("off: records lie open on the disk")


async def visit_vault(room: Room) -> None:
    """What can be done with the vault as it stands."""
    state = await room.attempt(lambda: vault_state(room.desk))
    if state is None:
        return
    if state.is_header_missing:
        room.tell(missing_header_words())
        return
    if not state.is_on:
        await _turn_on(room)
        return
    choices = (
        (LOCK_AFTER, _("lock by itself: {when}").format(when=_when(room.desk.settings.lock_after_minutes))),
        (PASSPHRASE, _("change the passphrase")),
        (RECOVERY, _("make a new recovery key")),
        (REKEY, _("seal by a new key")),
        (OFF, _("turn the vault off")),
    )
    chosen = await room.ask(ChooseDialog(_("Vault"), choices, about=_how_to_lock(room)))
    if chosen is not None:
        await _STEPS[chosen](room)


def _how_to_lock(room: Room) -> str:
    return keyed(room, _("{app.lock} locks at once, from any room."))


def _when(minutes: int) -> str:
    """After how long it locks by itself, in words."""
    if not minutes:
        return _("never")
    return ngettext("after {n} minute without a key", "after {n} minutes without a key", minutes).format(n=minutes)


async def _lock_after(room: Room) -> None:
    choices = [(str(minutes), _when(minutes)) for minutes in MINUTES]
    now = str(room.desk.settings.lock_after_minutes)
    chosen = await room.ask(ChooseDialog(_("Lock by itself"), choices, at=now))
    if chosen is not None:
        save = partial(change_setting, room.desk.home, "lock_after_minutes", int(chosen), notices=room.desk.notices)
        if await room.done(save):
            room.tell(_("It locks by itself: {when}").format(when=_when(int(chosen))))


async def _turn_on(room: Room) -> None:
    """A passphrase, the recovery key to be printed, then all is sealed."""
    if not await room.done(lambda: must_be_able_to_turn_on(room.desk)):
        return
    said = await new_passphrase(room, _("Turn the vault on"), warning_words())
    if said is None:
        return
    from storage.vault import new_recovery_key

    recovery_key = new_recovery_key()
    if not await is_printed(room, recovery_key):
        room.tell(_("The vault is off. Nothing was changed. The recovery key shown opens nothing: do not keep it."))
        return
    room.tell(_("Under way ..."))
    if await room.done(lambda: turn_on(room.desk, said, recovery_key)):
        await room.look_again()
        room.tell(_("The vault is on: all records are sealed."))  # else it went on saying that something is under way
        await room.ask(TellDialog(_("Vault"), "\n".join((turned_on_words(), _how_to_lock(room)))))


async def is_printed(room: Room, recovery_key: str) -> bool:
    """Whether the recovery key was printed or written down; Enter, hit once too often before, agrees to nothing."""
    words = recovery_words(recovery_key) + "\n" + _("Is it printed or written down?")
    question = FormDialog(_("Recovery key"), (), no_fault, explain=words, does=_("seal all"))
    return await room.ask(question) is not None


async def _change_passphrase(room: Room) -> None:
    if await _knows_passphrase(room, _("Change the passphrase")):
        said = await new_passphrase(room, _("Change the passphrase"), "")
        if said is not None and await room.done(lambda: change_passphrase(room.desk, said)):
            words = _("From now on the new passphrase opens the vault.")
            more = old_passphrase_words(_("seal by a new key")) + "\n" + only_here_words()
            await room.ask(TellDialog(_("Change the passphrase"), f"{words}\n{more}"))


async def _change_recovery_key(room: Room) -> None:
    if not await _knows_passphrase(room, _("make a new recovery key")):
        return
    if await room.ask(AskDialog(_("Make a new recovery key? The printed one opens nothing any more."))) is None:
        return
    made = await room.attempt(lambda: change_recovery_key(room.desk))
    if made is not None:
        await room.ask(TellDialog(_("Recovery key"), recovery_words(made)))


async def _change_key(room: Room) -> None:
    """Everything by another key, passphrase and recovery key."""
    if not await _knows_passphrase(room, _("seal by a new key")):
        return
    said = await new_passphrase(room, _("seal by a new key"), rekey_words())
    if said is None:
        return
    from storage.vault import new_recovery_key

    recovery_key = new_recovery_key()
    if not await is_printed(room, recovery_key):
        room.tell(_("Nothing was changed. The recovery key shown opens nothing: do not keep it."))
        return
    room.tell(_("Under way ..."))
    left = await room.attempt(lambda: change_key(room.desk, said, recovery_key))
    if left is not None:
        await _say_done(room, rekeyed_words(), left)


async def _turn_off(room: Room) -> None:
    explain = _("All records lie open on the disk afterwards, readable for whoever has this computer.")
    if not await _knows_passphrase(room, _("turn the vault off"), explain, _("turn off")):
        return
    left = await room.attempt(lambda: turn_off(room.desk))
    if left is not None:
        await _say_done(room, _("The vault is off: the records lie open."), left)


async def _say_done(room: Room, words: str, left: list[str]) -> None:
    """That it is done, and what nobody could open."""
    await room.look_again()
    room.tell(words)
    if left:
        await room.ask(TellDialog(_("Vault"), f"{words}\n{left_words(left)}"))


async def _knows_passphrase(room: Room, title: str, explain: str = "", does: str = "") -> bool:
    """Whether whoever sits here knows the passphrase: an open program may be somebody else's."""
    field = Field(NOW, _("Passphrase or recovery key"), is_secret=True)
    form = FormDialog(title, (field,), no_fault, explain=explain, does=does or _("go on"))
    values: Values | None = await room.ask(form)
    if values is None:
        return False
    return bool(await room.done(lambda: must_be_passphrase(room.desk, values[NOW])))


async def new_passphrase(room: Room, title: str, explain: str) -> str | None:
    """A passphrase to be set, typed twice alike; None where one left."""
    fields = (Field(NEW, _("Passphrase"), is_secret=True), Field(AGAIN, _("Once more"), is_secret=True))
    dialog = FormDialog(title, fields, _fault, explain=explain, does=_("go on"))
    values: Values | None = await room.ask(dialog)
    return values[NEW] if values else None


def _fault(values: Values) -> Fault:
    """What is wrong with a passphrase that is to be set."""
    if not is_long_enough(values[NEW]):
        return NEW, _("At least {n} characters; a sentence of some words is best.").format(n=LEAST_CHARACTERS)
    return None if values[NEW] == values[AGAIN] else (AGAIN, _("The two are not alike."))


_STEPS = {
    LOCK_AFTER: _lock_after,
    PASSPHRASE: _change_passphrase,
    RECOVERY: _change_recovery_key,
    REKEY: _change_key,
    OFF: _turn_off,
}
