"""What a note has to do with: items of the lists and matters, chosen from a list, shown in one line."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from content.cells import cut
from content.words import _, mark_for_translation
from desk.desk import Desk
from screens.kit.base import unbegun
from screens.kit.pick import PickDialog


class LinkLine(Widget, can_focus=True):
    """The items and matters of a note; Enter chooses. `value` is `item:error matter:0192…`."""

    DEFAULT_CSS = """
    LinkLine { height: 1; width: 1fr; }
    LinkLine:focus { background: $field; }
    """
    BINDINGS = [
        Binding("enter", "choose", mark_for_translation("choose"), id="links.choose",
                tooltip=mark_for_translation("Choose the items and matters that the note has to do with")),
    ]  # fmt: skip
    value: reactive[str] = reactive("")

    @dataclass
    class Changed(Message):
        """Others were chosen."""

        line: LinkLine

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="field-links")
        self.desk = desk
        self.words: dict[str, str] = {}

    def render(self) -> Content:
        """The short forms and titles, in one line."""
        said = _(", ").join(self.words.get(link, "..") for link in self.value.split())
        if not said:
            return Content.styled(_("Enter: choose items and matters"), "$text-muted")
        return Content(cut(said, max(self.size.width, 10)))

    async def _look_up(self) -> None:
        self.words = dict(await self.desk.do(self._choices))
        self.refresh()

    def _choices(self) -> list[tuple[str, str]]:
        """What can be chosen, in words: the items of today, the open matters, and what is chosen already."""
        lists, journal = self.desk.lists, self.desk.journal
        found = [(f"item:{dont.id}", str(dont.short)) for one in lists.on(self.desk.today()) for dont in one.donts]
        found += [(f"matter:{matter.uid}", matter.title) for matter in journal.matters.open()]
        known = {name for name, _words in found}
        if missing := [link for link in self.value.split() if link not in known]:
            titles = {f"matter:{matter.uid}": matter.title for matter in journal.matters.all()}
            found += [(link, titles.get(link, _("(no longer there)"))) for link in missing]
        return found

    def watch_value(self) -> None:
        """Tell the editor, and look up words that are not known yet."""
        if self.is_mounted:
            self.post_message(self.Changed(self))
            if not self.words.keys() >= set(self.value.split()):
                self.run_worker(unbegun(self._look_up), exclusive=True, group="words")

    def action_choose(self) -> None:
        """Choose from a list."""
        self.run_worker(unbegun(self._choose), exclusive=True, group="choose")

    async def _choose(self) -> None:
        choices = await self.desk.do(self._choices)
        dialog = PickDialog(_("What the note has to do with"), choices, self.value.split(), _("Nothing to choose."))
        ticked = await self.app.push_screen_wait(dialog)
        if ticked is not None:
            self.value = " ".join(name for name, _words in choices if name in ticked)
            await self._look_up()
