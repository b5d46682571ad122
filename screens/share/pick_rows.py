"""The list of what may leave: a tick, and what it is, in columns where it is a sentence."""

from __future__ import annotations

from datetime import date

from textual.binding import Binding

from content.cells import cell_len
from content.dates import short_day
from content.marks import Mark, mark_words
from content.words import _, mark_for_translation, ngettext
from desk.not_shown import not_shown
from desk.words.unread import empty_words
from reports.summary import TICKED_AT_FIRST, Pickable, PickKind
from screens.kit.base import AtDesk
from screens.kit.fields import LEFT_RIGHT
from screens.kit.marks import MARK_COLOURS
from screens.kit.rows import Cell, Row, Rows, tick
from storage.facts import SentenceFact

DAY_WIDTH = 11
TEXT_AT = 5  # behind the tick


class PickRows(Rows):
    """What may leave, a tick before each; nothing of it is cut where it has room beneath."""

    FOLDS_AT = TEXT_AT

    BINDINGS = [
        Binding("space", "select", mark_for_translation("tick"), id="share.tick",
                tooltip=mark_for_translation("Let it leave, or not")),
        Binding("enter", "select", mark_for_translation("tick"), show=False, id="share.tick_enter"),
        Binding("left", "screen.turn_period(-1)", mark_for_translation("period"), id="share.before",
                key_display=LEFT_RIGHT,
                tooltip=mark_for_translation("This month, last month, this quarter, this year")),
        Binding("right", "screen.turn_period(1)", mark_for_translation("period"), show=False, id="share.after",
                tooltip=mark_for_translation("This month, last month, this quarter, this year")),
    ]  # fmt: skip


def group_words(kind: PickKind) -> str:
    """What stands above what may leave of one kind; that it is ticked unless somebody takes the tick away."""
    return _("{kind} (ticked beforehand)").format(kind=kind.words) if kind in TICKED_AT_FIRST else kind.words


def pick_row(pick: Pickable, *, is_ticked: bool, is_changed: bool, today: date) -> Row:
    """The row of something that may leave; all of it stands beneath the list while it is selected."""
    fact = pick.facts[0] if pick.facts else None
    word = _("changed", context="since it was ticked")
    changed = (Cell(word, cell_len(word), "$warning"),) if is_changed else ()
    if not isinstance(fact, SentenceFact):
        return Row(pick.id, (tick(is_ticked), *changed, Cell(pick.words)))
    states = max(cell_len(mark_words(mark)) for mark in Mark)
    state = Cell(mark_words(fact.mark), states, MARK_COLOURS[fact.mark])
    return Row(
        pick.id, (tick(is_ticked), Cell(short_day(fact.day, today), DAY_WIDTH), state, *changed, Cell(fact.sentence))
    )


def changed_words(number: int) -> str:
    """How many lost their tick because they were changed since it was set; empty when none did."""
    words = ngettext(
        "{n} was changed since it was ticked: look, and tick it again.",
        "{n} were changed since they were ticked: look, and tick them again.",
        number,
    )
    return words.format(n=number) if number else ""


async def nothing_words(room: AtDesk[None]) -> str:
    """What is said where nothing may be ticked: that nothing was recorded, or what could not be read."""
    unread = await room.attempt_long(not_shown, "checks", "notes", "matters", "attempts", "meetings") or ()
    return empty_words(unread, _("Nothing was recorded in this period."))
