"""Reads a list of don'ts from TOML, and the six from JSON; on the way to the first frame, so without pydantic.

The six are read at every start, and JSON is read without what TOML takes to import. Their ids are permanent. All their
texts are worded so that yes means kept (做到); the official sentences are quoted word for word, everything else is
worded for this program; their first day is technical and claims nothing about when the plan was issued. One question
is asked a day, in turn: an item never has a multiple of 7, or a question would be tied to its weekday.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from content.marks import Bilingual, Dont, DontList, Mark
from content.tomlfile import Table, read_toml
from content.words import _

MOST_DONTS = 20
_TEXT_LISTS = ("examples_kept", "examples_not_kept", "questions", "head_questions")
_OFFICIAL = Path(__file__).parent / "packs" / "six-donts" / "donts.json"


def official_list() -> DontList:
    """The six don'ts as they come with the program."""
    said = json.loads(_OFFICIAL.read_text(encoding="utf-8"))
    return _dont_list(Table(_OFFICIAL, {**said, "from_day": date.fromisoformat(said["from_day"])}))


def read_dont_list(file: Path) -> DontList:
    """The list a TOML file holds, checked.

    Raises:
        PackError: the file cannot be used; with the line and what to mend.
    """
    return _dont_list(read_toml(file))


def read_edition(file: Path) -> DontList | None:
    """The list a kept edition holds; None where it says that there is none of its own from its day on.

    Raises:
        PackError: the file cannot be used; with the line and what to mend.
    """
    table = read_toml(file)
    if table.take("ends") is not True:
        return _dont_list(table)
    table.finish()
    return None


def edition_text(dont_list: DontList | None) -> str:
    """What `read_edition` reads as just this."""
    import tomli_w  # here: the six are read from this file before the first frame

    if dont_list is None:
        return tomli_w.dumps({"ends": True})
    said: dict[str, Any] = {"id": dont_list.id, **dont_list.title.fields("title"), "edition": dont_list.edition}
    said |= dont_list.source.fields("source")
    if dont_list.from_day != date.min:
        said["from_day"] = dont_list.from_day
    return tomli_w.dumps({**said, "dont": [_entries(dont) for dont in dont_list.donts]})


def _entries(dont: Dont) -> dict[str, Any]:
    said: dict[str, Any] = {"id": dont.id, **dont.official.fields("official"), **dont.short.fields("short")}
    for mark, meaning in dont.meanings.items():
        said |= meaning.fields(mark.value)
    for key in _TEXT_LISTS:
        if texts := getattr(dont, key):
            said[key] = [text.fields("text") for text in texts]
    return said


def _dont_list(table: Table) -> DontList:
    donts = tuple(_dont(entry) for entry in table.take_tables("dont"))
    if not 1 <= len(donts) <= MOST_DONTS:
        raise table.fault(_("a list has 1 to {most} items, this one {count}").format(most=MOST_DONTS, count=len(donts)))
    ids = [dont.id for dont in donts]
    for dont_id in ids:
        if ids.count(dont_id) > 1:
            raise table.fault(_("the id {id} stands here twice").format(id=dont_id))
    dont_list = DontList(
        id=table.take_text("id"),
        title=table.take_bilingual("title"),
        edition=table.take_text("edition"),
        from_day=table.take_day("from_day") or date.min,
        source=table.take_bilingual("source"),
        donts=donts,
    )
    table.finish()
    return dont_list


def _dont(table: Table) -> Dont:
    dont = Dont(
        id=table.take_text("id"),
        official=table.take_bilingual("official"),
        short=table.take_bilingual("short"),
        meanings={mark: table.take_bilingual(mark.value) for mark in Mark},
        **{key: _texts(table, key) for key in _TEXT_LISTS},
    )
    table.finish()
    return dont


def _texts(table: Table, key: str) -> tuple[Bilingual, ...]:
    texts = []
    for entry in table.take_tables(key):
        texts.append(entry.take_bilingual("text"))
        entry.finish()
    return tuple(texts)
