"""What can be done in a room, as the palette lists it in another: read from the room's bindings."""

from __future__ import annotations

from collections.abc import Iterator

from textual.binding import BindingsMap

from content.words import _
from screens.kit.bars import key_words
from screens.kit.base import Room
from screens.kit.door import Door
from screens.kit.keymap import KeysByAction


def commands_of(door: Door, room: type[Room], chosen: KeysByAction) -> Iterator[tuple[str, str, str]]:
    """The words, the keys and the action of each; no action where the room is only entered."""
    seen = set()
    for key, (binding, *_others) in BindingsMap(room.BINDINGS).key_to_bindings.items():
        what = called(_(binding.description), _(binding.tooltip) if binding.tooltip else "")
        if key != "escape" and what not in seen:
            seen.add(what)
            # What is done at once to what is selected there is not done unseen.
            unseen = key == "delete" or binding.action.startswith("mark(")
            words = _("{name}: {words}").format(name=_(door.title), words=what)
            way, now = chosen.get(f"go.{door.room}", (door.key,)), chosen.get(binding.id or "", (key,))
            yield words, f"{key_words(way[0])} {key_words(now[0])}", "" if unseen else binding.action
    yield from places_of(door, room, chosen)


def places_of(door: Door, room: type[Room], chosen: KeysByAction) -> Iterator[tuple[str, str, str]]:
    """The same of the lines that one can go to in a room, from within it too."""
    way = chosen.get(f"go.{door.room}", (door.key,))
    for name, what in room.places():
        yield _("{name}: {words}").format(name=_(door.title), words=what), key_words(way[0]), f"to_line({name!r})"


def called(name: str, tooltip: str) -> str:
    """An action as the palette names it: by its word on the key bar, and by what it does where more is said."""
    return f"{name}  {tooltip}" if tooltip and name != tooltip else name
