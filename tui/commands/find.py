"""`find`: notes, sentences, matters, meetings and materials that have some words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from content.words import _, mark_for_translation, ngettext
from desk.desk import Desk
from tui.commands.base import argument, command, option, pass_desk, say, say_json

if TYPE_CHECKING:
    from content.calendar import Calendar
    from content.search import SearchEntry


@command(
    help=mark_for_translation(
        "Search notes, sentences, matters, meetings and materials.\n\n"
        'Every word must stand somewhere; also "exact phrase", '
        "tag:, kind:, material:, period:. Two letters or more also find titles by first letters: xf finds 宪法."
    )
)
@argument("words", nargs=-1, required=True, help=mark_for_translation("What to look for."))
@option("--json", "as_json", is_flag=True, help=mark_for_translation("For another program."))
@option("--limit", type=click.IntRange(1, 10_000), default=30, help=mark_for_translation("How many to show at most."))
@pass_desk
def find(desk: Desk, words: tuple[str, ...], as_json: bool, limit: int) -> None:
    """Print what was found."""
    from content.marks import short_words
    from content.search import context, read_query
    from desk.search import search, sort_words, standing_words

    if not any(word.strip() for word in words):
        raise click.BadParameter(_("must not be empty"), param_hint="WORDS")
    query = read_query(" ".join(map(_quoted, words)))
    if query.faults:
        raise click.BadParameter(_("; ").join(query.faults), param_hint="WORDS")
    found = search(desk, query)
    items = short_words(desk.lists.units()) | short_words(desk.lists.personals())
    if as_json:
        say_json([_as_data(one, desk.calendar) for one in found[:limit]])
        return
    for one in found[:limit]:
        title = one.title or items.get(one.item, one.item)
        day = one.day.isoformat() if one.day else " " * 10
        standing = standing_words(one, desk.today(), desk.calendar)
        say("  ".join(filter(None, (day, sort_words(one.sort), standing, title, context(one.body, query)))))
    say(ngettext("{n} found", "{n} found", len(found)).format(n=len(found)))


def _quoted(word: str) -> str:
    """A word given with blanks in it is a phrase, unless it says itself what it is."""
    return f'"{word}"' if " " in word and not any(sign in word for sign in ':："“”') else word


def _as_data(one: SearchEntry, calendar: Calendar) -> dict[str, object]:
    day = one.day and one.day.isoformat()
    data: dict[str, object] = {"sort": one.sort, "id": one.id, "day": day, "title": one.title, "text": one.body}
    if not one.state:
        return data
    due_day = one.due_day and one.due_day.isoformat()
    return data | {"state": one.state, "due_day": due_day, "due_day_is_presumed": calendar.is_presumed(one.due_day)}
