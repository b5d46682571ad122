"""The two bars of every screen: the rooms on the first line; what is said and the keys on the last two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding
from textual.content import Content
from textual.dom import DOMNode
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from content.cells import cell_len
from content.words import _, mark_for_translation
from screens.kit.door import Door
from screens.kit.keymap import first_key
from screens.kit.saying import MessageRow

EDGE = 2  # where text begins, as in every room
GAP = "  "
LONGEST = 20  # cells of a key, more than any takes
NOTE, HELP = "app.quick_add", "app.help"  # what a click does at the end of the first line
MOVEMENT = {"up", "down", "home", "end", "pageup", "pagedown", "tab", "shift+tab"}
_ACTION = re.compile(r"\{([a-z_]+\.[a-z_0-9]+)\}")
KEY_WORDS = {
    "enter": mark_for_translation("Enter"),
    "escape": "Esc",
    "tab": "Tab",
    "space": mark_for_translation("Space"),
    "delete": "Del",
    "insert": "Ins",
}


class RoomBar(Static):
    """The program's name and the rooms with their keys; the room one is in stands out; a click goes there."""

    def __init__(self, doors: Sequence[Door], here: str, *, is_sample: bool = False) -> None:
        super().__init__(markup=False)
        self.auto_links = False  # the colours of the parts stand as they are written
        self.doors = doors
        self.here = here
        self.is_sample = is_sample  # the records are those of the sample office

    def on_mount(self) -> None:
        """Show the rooms."""
        self.show()

    def show(self, doors: Sequence[Door] | None = None) -> None:
        """Show these rooms, in the language spoken now."""
        self.doors = self.doors if doors is None else doors
        width = self.app.size.width - EDGE
        for name, rooms, right in self._ways():
            taken = name.cell_length + rooms.cell_length + right.cell_length
            if taken <= width:
                break
        self.update(_joined(name, rooms, " " * max(width - 1 - taken, 0), right))

    def _ways(self) -> Iterable[tuple[Content, Content, Content]]:
        """The name, the rooms and what stands behind them, less and less of it: own keys may be long.

        First goes the program's name, then the note as a whole; the help stays to the last, since it names the rest.
        Where the rooms with their keys take the line alone, long keys are left out, then the last room one is not in,
        then all keys: they stand in the help.
        """
        last = next(door for door in reversed(self.doors) if door.room != self.here)
        fewer = [door for door in self.doors if door is not last]
        for doors, longest in ((self.doors, LONGEST), (self.doors, len("F12")), (fewer, len("F12")), (self.doors, 0)):
            rooms = self._rooms(doors, longest)
            for name, right in self._ends():
                yield name, rooms, right

    def _rooms(self, doors: Sequence[Door], longest: int) -> Content:
        """Rooms, with the keys that take no more than `longest` cells."""
        parts: list[Content] = []
        for door in doors:
            key, words = named(self, f"go.{door.room}", door.key), _(door.title)
            label = _labelled(key, words) if cell_len(key) <= longest else words
            style = "bold $lit on $lit-ground" if door.room == self.here else "$foreground"
            parts += [_link(label, f"app.go('{door.room}')", style), Content(" ")]
        return Content("").join(parts)

    def _ends(self) -> Iterable[tuple[Content, Content]]:
        """What stands before the rooms and behind them."""
        f9, f1 = named(self, "app.quick_add", "f9"), named(self, "screen.help", "f1")
        note, help_ = (
            _link(_labelled(f9, _("New")), NOTE, "$foreground"),
            _link(_labelled(f1, _("Help")), HELP, "$foreground"),
        )
        name = Content.styled(_("SAMPLE") if self.is_sample else _("Six don'ts"), "bold $accent")
        yield _joined(name, "  "), _joined(note, " ", help_)
        name = Content("")
        if self.is_sample:  # that these are no real records is said wherever one is
            name = Content.styled(_("SAMPLE", context="short") + " ", "bold $accent")
        yield name, _joined(note, " ", help_)
        yield name, help_

    def on_resize(self) -> None:
        """Keep the help at the right edge."""
        self.show()


class KeyBar(Widget):
    """What every screen ends with: the row in which it speaks, and the keys."""

    def compose(self) -> ComposeResult:
        """The row and the keys."""
        yield MessageRow()
        yield Keys()


class Keys(Static):
    """The keys that work now, following the focus; a click presses the key."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.auto_links = False
        self.words = ""
        self._is_wished = False  # several changes of the bindings in a row are shown once

    def say(self, words: str) -> None:
        """Say something before the keys, or nothing any more."""
        if words != self.words:
            self.words = words
            self.show()

    def on_mount(self) -> None:
        """Follow every change of the bindings."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self._wish())
        self._wish()

    def _wish(self) -> None:
        if not self._is_wished:
            self._is_wished = True
            self.call_after_refresh(self.show)

    def show(self) -> None:
        """Show the keys, as many as fit on the line; the last ones stand in the help only (F1)."""
        self._is_wished = False
        if not self.is_attached or not self.screen.is_attached:
            return
        shown = keys_to_show(self.screen.active_bindings.values(), self.screen.focused)
        said = f"{self.words}  " if self.words else ""
        room = self.app.size.width - EDGE - cell_len(said)
        parts: list[Content] = [Content.styled(said, "$warning")] if said else []
        for active in those_that_fit(shown, room):
            press = f"screen.press('{active.binding.key}')"
            parts += [
                _link(key_label(active.binding), press, "bold"),
                _link(" " + active.binding.description, press, "$text-muted"),
                Content(GAP),
            ]
        self.update(Content("").join(parts))


def those_that_fit(shown: Sequence[ActiveBinding], room: int) -> list[ActiveBinding]:
    """The first of the keys, as many as `room` cells take; the way out and the help, where they are there, always."""
    always = [active for active in shown if _way_out(active)]
    room -= sum(map(_key_width, always))
    fitting = []
    for active in shown:
        if active in always or (room := room - _key_width(active)) + len(GAP) >= 0:
            fitting.append(active)
        else:
            break
    return [*fitting, *(one for one in always if one not in fitting)]


def _way_out(active: ActiveBinding) -> int:
    """What stands at the end of the bar, where it is looked for: Esc, and then the help; 0 of every other key."""
    return 2 if active.binding.action == "app.help" else int(active.binding.key == "escape")


def _key_width(active: ActiveBinding) -> int:
    return cell_len(f"{key_label(active.binding)} {active.binding.description}{GAP}")


def keys_to_show(bindings: Iterable[ActiveBinding], focused: object) -> list[ActiveBinding]:
    """The bindings for the bar: while one types, only those of the field itself and those it lets through."""
    shown: list[ActiveBinding] = []
    typing = bool(getattr(focused, "TAKES_TYPING", False))
    for active in bindings:
        binding = active.binding
        wanted = binding.show and active.enabled and binding.description
        if typing and active.node is not focused and (binding.key.isprintable() and len(binding.key) == 1):
            wanted = False
        if typing and active.node is not focused and binding.key in {"enter", "up", "down", "left", "right"}:
            wanted = False
        if wanted and not any(other.binding.action == binding.action for other in shown):
            shown.append(active)
    return sorted(shown, key=lambda active: (_way_out(active), _comes_first_by_chance(active)))


def _comes_first_by_chance(active: ActiveBinding) -> bool:
    """Whether it is Tab with a sense of its own: a screen has Textual's Tab before all that it binds itself."""
    return active.binding.key == "tab" and not active.binding.action.startswith("app.")


def movement_last(bindings: Iterable[ActiveBinding]) -> list[ActiveBinding]:
    """The bindings with those of the bar first, then the rooms, and those that only move about at the end."""
    return sorted(bindings, key=_place)


def _place(active: ActiveBinding) -> tuple[bool, bool, bool, bool]:
    """What a room alone has, such as Left and Right for another order, stands before what all of them have."""
    binding, action = active.binding, active.binding.action
    return binding.key in MOVEMENT, action.startswith("go("), not binding.show, action.startswith("app.")


def key_label(binding: Binding) -> str:
    """The key of a binding as the bar names it; two keys that belong together stand in its `key_display`."""
    return _(binding.key_display) if binding.key_display else key_words(binding.key)


def named(node: DOMNode, action: str, usual: str = "") -> str:
    """The key of an action as it is named: the one that a person gave it, else the usual one.

    usual: given where the first frame asks, which has no time to look it up.
    """
    return key_words(first_key(node, action, usual))


def keyed(node: DOMNode, words: str) -> str:
    """The words with the key that is named for each action in them: {app.lock} stands for Ctrl+L, or what it is now."""
    return _ACTION.sub(lambda found: named(node, found[1]), words)


def key_words(key: str) -> str:
    """A key as the bar and the help name it."""
    if key in KEY_WORDS:
        return _(KEY_WORDS[key])
    for held, words in (("ctrl+", "Ctrl+"), ("shift+", "Shift+"), ("alt+", "Alt+")):
        if key.startswith(held):
            return words + key_words(key.removeprefix(held))
    named = {"up": _("Up"), "down": _("Down"), "left": _("Left"), "right": _("Right"), "question_mark": "?"}
    return named.get(key, key.upper())


def _labelled(key: str, words: str) -> str:
    """F5事项, but Ctrl+B 记事项: where a key ends in a letter a word begins apart from it."""
    return f"{key} {words}" if key[-1:].isalpha() else key + words


def _joined(*parts: Content | str) -> Content:
    return Content("").join([Content(part) if isinstance(part, str) else part for part in parts])


def _link(text: str, action: str, style: str) -> Content:
    return Content(text).stylize(style).stylize(Style.from_meta({"@click": action}))
