"""Reads a list of don'ts from TOML; on the way to the first frame, so without pydantic."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from content.marks import Bilingual, Dont, DontList, Mark
from content.tomlfile import Table, read_toml
from content.words import _

MOST_DONTS = 20
_OFFICIAL = Path(__file__).parent / "packs" / "six-donts" / "donts.toml"


def official_list() -> DontList:
    """The six don'ts as they come with the program."""
    return read_dont_list(_OFFICIAL)


def read_dont_list(file: Path) -> DontList:
    """The list a TOML file holds, checked.

    Raises:
        PackError: the file cannot be used; with the line and what to mend.
    """
    table = read_toml(file)
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
        examples_kept=_texts(table, "examples_kept"),
        examples_not_kept=_texts(table, "examples_not_kept"),
        questions=_texts(table, "questions"),
        head_questions=_texts(table, "head_questions"),
    )
    table.finish()
    return dont


def _texts(table: Table, key: str) -> tuple[Bilingual, ...]:
    texts = []
    for entry in table.take_tables(key):
        texts.append(entry.take_bilingual("text"))
        entry.finish()
    return tuple(texts)
