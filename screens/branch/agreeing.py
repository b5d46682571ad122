"""A name that the roster does not have is taken only once somebody agreed to it."""

from __future__ import annotations

from content.words import _
from desk.branch_people import AGREEABLE, People, owner_named
from desk.words.faults import not_allowed_words
from screens.kit.base import Room
from screens.kit.form import AskDialog, Values
from storage.problems import NotAllowed
from storage.records import clean_line


async def agreed_outside(room: Room, people: People, words: str) -> Values | None:
    """Ask where the name is not one of the branch: `outside` is in what comes back, None goes back to the form."""
    try:
        owner_named(people, clean_line(words))
    except NotAllowed as error:
        if error.why not in AGREEABLE:
            return None
        ask = AskDialog(_("Take this name all the same?"), not_allowed_words(error), _("back to the form"))
        return None if await room.ask(ask) is None else {"outside": "yes"}
    return {}
