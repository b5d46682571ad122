"""Searching everything from any room, and opening what was found in the room it belongs to."""

from __future__ import annotations

from content.search import LOOK_BACK, MATERIAL, MATTER, MEETING, NOTE, SearchEntry
from content.words import _
from screens.kit.base import Room
from screens.kit.messages import Visit
from screens.search.screen import SearchScreen
from screens.study.steps import edit_note, read_material


async def find(room: Room) -> None:
    """Search, and open what was chosen; what opens above the room leads back to what was found; a step."""
    search, entry = SearchScreen(room.desk), None
    while (entry := await room.ask(search)) is not None:
        if await _open(room, entry):
            return
        search = SearchScreen(room.desk, search.text, entry)


async def _open(room: Room, entry: SearchEntry) -> bool:
    """Open what was found, where it belongs; whether that is another room; in a step."""
    if entry.sort == NOTE:
        note = await room.attempt(lambda: room.desk.journal.notes.get(entry.id, entry.day))
        if note is None:
            room.tell(_("It is no longer there."))
        else:
            await edit_note(room, note)
        return False
    if entry.sort == MATERIAL:
        return await read_material(room, entry.id)
    room.post_message(
        Visit({MATTER: "matters", MEETING: "meeting", LOOK_BACK: "review"}.get(entry.sort, "today"), entry.id)
    )
    return True
