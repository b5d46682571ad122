"""Which agenda a session begins from: the hour, or one that was kept; one taken away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from textual.binding import Binding

from content.agenda_line import HOUR, written
from content.session_events import AgendaStep
from content.words import _, mark_for_translation
from desk.undo import bring_back
from screens.kit.base import Room
from screens.kit.deleting import Deletion, bring_last_back, deleted_on, deleted_words
from screens.kit.elsewhere import over
from screens.kit.list_screens import UNDO, Wish, WishPage
from screens.kit.rows import Cell, Row, Rows
from storage.records import Agenda

USE = "use"
KEPT = "kept/"


class AgendaRows(Rows):
    """The agendas, by name."""

    BINDINGS = [Binding("enter", "select", mark_for_translation("choose"), id="agendas.use")]


class Agendas(WishPage):
    """A whole screen of agendas; the result is what is wished."""

    CAN_BE_LEFT = True
    CHOSEN = USE
    HELP = mark_for_translation(
        "Agendas to begin a session from: the hour, and those you kept. At the host's desk Tab keeps the agenda of the "
        "session under a name. Every step can still be changed in the form that follows, and while the session runs."
    )
    BINDINGS = [
        Binding("3", "wish('undo')", mark_for_translation("undo"), id="agendas.undo",
                tooltip=mark_for_translation("Bring back what was deleted here last")),
        Binding("delete", "wish('remove')", mark_for_translation("delete"), id="agendas.remove",
                tooltip=mark_for_translation("Take the agenda away; sessions begun from it stay")),
        Binding("escape", "leave", mark_for_translation("close"), id="agendas.leave"),
    ]  # fmt: skip

    def __init__(self, kept: Mapping[str, Agenda], at: Sequence[str], *, can_undo: bool) -> None:
        super().__init__(_("Which agenda?"), AgendaRows(id="list"), at, can_undo=can_undo)
        self.kept = kept

    def rows(self) -> Sequence[Row]:
        """A line an agenda: its name and its steps."""
        named = [("hour", _("An hour", context="agenda"), HOUR)]
        named += [(KEPT + name, name, one.steps) for name, one in self.kept.items()]
        return [Row(id_, (Cell(name, 20), Cell(written(steps)))) for id_, name, steps in named]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The hour is the program's own and stays."""
        if parameters == ("remove",) and not (self.list.highlighted_id or "").startswith(KEPT):
            return False
        return super().check_action(action, parameters)


async def choose_agenda(room: Room) -> tuple[AgendaStep, ...] | None:
    """The steps to begin from; asked only where some were kept. None: it was left; within a step."""
    at: tuple[str, ...] = ()
    deleted = deleted_on(room, "agendas")
    while (kept := await room.attempt(lambda: room.desk.journal.agendas.all())) is not None:
        if not kept and not deleted:
            return HOUR
        wish: Wish | None = await room.ask(Agendas(kept, at, can_undo=bool(deleted)))
        if wish is None:
            return None
        at, name = wish.at, wish.id.removeprefix(KEPT)
        if wish.what == USE:
            return kept[name].steps if wish.id.startswith(KEPT) else HOUR
        if wish.what == UNDO:
            at = (await bring_last_back(room, deleted), *at)
        else:
            deleted += await _remove(room, name, kept[name])
    return None


async def _remove(room: Room, name: str, agenda: Agenda) -> list[Deletion]:
    gone = await over(
        room, agenda, lambda seen: room.desk.journal.agendas.remove(name, seen), lambda seen: written(seen.steps)
    )
    if gone is None:
        return []
    room.tell(deleted_words(room, "agendas.undo", name))
    return [Deletion(name, KEPT + name, partial(bring_back, room.desk, "agendas", name))]
