"""What a form calls its columns, and what of the records each of them takes.

A heading is known by its words, however they are spaced or bracketed. Where it may mean two things the first that no
other heading means is taken, and said to be a guess; a person may say otherwise for every column.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from content.importing.table import name_key
from reports.document import Cell

HEADER_WITHIN = 30  # rows in which a form's headings may stand
LEAST_KNOWN = 2  # headings by which a table is known
RUNNING = ("序号", "编号", "no", "#", "line")  # a column whose numbers may stand in a form's blank rows
_COLUMN_NUMBER = re.compile(r"[甲乙丙丁戊]|[(（]?[1-9]\d?[)）]?|[A-Z]")
NOTHING = "-"  # in a map: this column is left blank


@dataclass(frozen=True)
class Source:
    """A column of the records: its stored name, what our own table calls it, and what offices call it."""

    key: str
    title: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Records:
    """A table of the records on its way into a form: its columns, its rows in their order, and what was left out."""

    sources: tuple[Source, ...]
    rows: tuple[Mapping[str, Cell], ...]
    remark: str = ""

    def source(self, key: str) -> Source:
        """The column of that name."""
        return next(one for one in self.sources if one.key == key)


@dataclass(frozen=True)
class FormColumn:
    """A column of a form: its place from 0, its letter or number, and its heading."""

    place: int
    letter: str
    heading: str


@dataclass(frozen=True)
class FormTable:
    """A table of a form: in which sheet or as which table of the page, its headings, and how many blank rows it has.

    header_row: as the sheet counts, or 0 in a document. why_not: why nothing can be filled in, in a line.
    """

    name: str
    header_row: int
    columns: tuple[FormColumn, ...]
    blank_rows: int = 0
    remarks: tuple[str, ...] = ()
    why_not: str = ""

    @property
    def key(self) -> str:
        """The form's headings in one text: by it a map that was mended is known again."""
        return "|".join(key_of(column.heading) for column in self.columns)


@dataclass(frozen=True)
class Map:
    """Which column of the form takes what: by its place the key of a source.

    unsure: of these another key would be as good. chosen: these a person named. lacking: what of the records has no
    column, though something stands there.
    """

    taken: Mapping[int, str]
    unsure: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    chosen: frozenset[int] = frozenset()
    lacking: tuple[str, ...] = ()

    def place_of(self, key: str) -> int | None:
        """Which column takes it."""
        return next((place for place, one in self.taken.items() if one == key), None)


def key_of(heading: str) -> str:
    """A heading without blanks, brackets at its end and marks."""
    key = name_key(heading).strip("*:.")
    return re.sub(r"\(.*\)$", "", key) or key


def keys_for(heading: str, sources: Sequence[Source]) -> tuple[str, ...]:
    """Which sources a heading may mean, those of its very words first."""
    wanted = key_of(heading)
    if not wanted:
        return ()
    own = [one.key for one in sources if key_of(one.title) == wanted]
    other = [one.key for one in sources if wanted in map(key_of, one.aliases)]
    return tuple(dict.fromkeys((*own, *other)))


def matched(table: FormTable, records: Records, chosen: Mapping[int, str] | None = None) -> Map:
    """The map of a form's table: what a person chose, then headings of one meaning, then those of several."""
    taken: dict[int, str] = {}
    unsure: dict[int, tuple[str, ...]] = {}
    chosen = chosen or {}
    known = {source.key for source in records.sources}
    taken.update({place: key for place, key in chosen.items() if key in known})
    open_ones = {column.place: keys_for(column.heading, records.sources) for column in table.columns}
    open_ones = {place: keys for place, keys in open_ones.items() if keys and place not in chosen}
    for place, keys in sorted(open_ones.items(), key=lambda one: (len(one[1]), one[0])):
        free = tuple(key for key in keys if key not in taken.values())
        if not free:
            unsure[place] = keys
            continue
        taken[place] = free[0]
        if len(keys) > 1:
            unsure[place] = tuple(key for key in keys if key != free[0])
    lacking = tuple(
        source.key for source in records.sources
        if source.key not in taken.values() and any(row.get(source.key) not in (None, "") for row in records.rows)
    )  # fmt: skip
    order = {column.place: taken[column.place] for column in table.columns if column.place in taken}
    return Map(order, unsure, frozenset(chosen), lacking)


def heading_row(
    rows: Iterable[tuple[int, Sequence[str]]], sources: Sequence[Source], wanted: Collection[str]
) -> tuple[int, Sequence[str]]:
    """The row in which most headings are known or were named by a person, the lower of two; else that with most texts.

    A row's number comes back with its texts; 0 and none where no row says anything.
    """
    named = {key_of(one) for one in wanted}
    best, row_found = (0, 0), 0
    found: Sequence[str] = ()
    for row, texts in list(rows)[:HEADER_WITHIN]:
        also = sum(key_of(text) in named for text in texts if text)
        known = _known(texts, sources)
        known = (known if known >= LEAST_KNOWN else 0) + also
        score = (known, 0 if known else len({*filter(None, texts)}))
        if score > best or (known and score == best):
            best, row_found, found = score, row, texts
    return row_found, found


def counts_columns(texts: Sequence[str]) -> bool:
    """Whether the texts right beneath headings only count the columns: 甲, 1, 2, 3, as forms of statistics do."""
    return len(texts) > 2 and all(_COLUMN_NUMBER.fullmatch(text.strip()) for text in texts)


def _known(texts: Sequence[str], sources: Sequence[Source]) -> int:
    """How many different columns of the records the texts of a row may be headings of."""
    return len({keys[0] for text in texts if (keys := keys_for(text, sources))})
