"""The keys that a person gave to actions, on the screens: whatever names a key asks here which it is now.

Textual has a keymap too; where two bindings share a key it takes both away when one gets another, and it puts what
was changed at the end of the bar.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, ClassVar, TypeVar, cast

from textual.app import App
from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget

T = TypeVar("T")
KeysByAction = Mapping[str, tuple[str, ...]]
GO_WITH = {  # the same key on other screens and pages
    "room.help": "screen.help", "help.close_f1": "screen.help",
    "branch.roster_first": "branch.roster", "branch.take_in_first": "branch.take_in",
}  # fmt: skip
NOTHING: KeysByAction = {}


def keys_by_action(app: App[Any]) -> KeysByAction:
    """What this app was told of keys; the hall's window was told nothing."""
    found: KeysByAction = getattr(app, "keys_by_action", NOTHING)
    return found


def first_key(node: DOMNode, action: str, usual: str) -> str:
    """The key to name for an action, by the id of its binding; the usual one is looked up where it is not given."""
    chosen = keys_by_action(node.app).get(GO_WITH.get(action, action))
    if chosen or usual:
        return chosen[0] if chosen else usual
    from content.keys import usual_key  # the first frame goes without

    return usual_key(action)


def with_keys(bindings: BindingsMap, chosen: KeysByAction) -> BindingsMap:
    """The bindings with the keys that were chosen, each in the place where it was."""
    found = BindingsMap()
    for key, those in bindings.key_to_bindings.items():
        for binding in those:
            action = GO_WITH.get(binding.id or "", binding.id or "")
            for now in chosen.get(action, (key,)):
                _put(found, now, binding if now == key else replace(binding, key=now, key_display=None))
    return found


def _put(bindings: BindingsMap, key: str, binding: Binding) -> None:
    there = bindings.key_to_bindings.setdefault(key, [])
    if all(other.id != binding.id or other.id is None for other in there):
        there.append(binding)


class KeyedScreen(Screen[T]):
    """A screen whose actions answer to the keys that were chosen for them."""

    AT_A_KEY: ClassVar[str] = ""  # the group of workers that are at what a key began, where it is not a step
    put_off = 0  # how much is to be done once it is drawn, which the next key waits for

    @property
    def _binding_chain(self) -> list[tuple[DOMNode, BindingsMap]]:
        chain, chosen = super()._binding_chain, keys_by_action(self.app)
        return [(node, with_keys(bindings, chosen)) for node, bindings in chain] if chosen else chain

    def takers(self) -> list[MessagePump]:
        """What a key comes to: what has the focus, and all that this stands in."""
        return list((self.focused or self).ancestors_with_self)


def once_drawn(widget: Widget, do: Callable[[], object]) -> None:
    """Do it when its screen was drawn next; the next key waits for it, as where it moves the focus."""
    screen = cast("KeyedScreen[Any]", widget.screen)

    def done() -> object:
        screen.put_off -= 1
        return do()

    screen.put_off += widget.call_after_refresh(done)
