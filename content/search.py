"""Finding things again: what a person types, and whether a thing is it. Pure; knows no files.

`监督法 "专项报告" tag:预算 kind:note period:2026-Q4 material:条例`: every word and phrase must stand somewhere;
what is alike is said in content/comparing.py; two Latin letters or more also find titles and tags by the first
letters of their readings (xf finds 宪法).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from content.comparing import places, plain
from content.dates import no_day_words
from content.initials import can_be_initials, initials_pattern
from content.period import Period
from content.words import _

NOTE, SENTENCE, MATTER, MEETING, MATERIAL = "note", "sentence", "matter", "meeting", "material"
LOOK_BACK = "look_back"
_FIELDS = {"tag": "tag", "标签": "tag", "kind": "kind", "类别": "kind", "material": "material", "材料": "material",
           "period": "period", "时段": "period"}  # fmt: skip
_FIELD_ALONE = re.compile(rf"(?:{'|'.join(_FIELDS)})[:：]", re.IGNORECASE)
_PIECE = re.compile(r'(?:([a-zA-Z]+|标签|类别|材料|时段)[:：])?(?:["“”]([^"“”]*)["“”]?|([^\s"“”\u3000]+))')
BEFORE, AFTER = 8, 60  # characters of context around a hit


@dataclass(frozen=True)
class Query:
    """What is looked for: words anywhere, and what its fields must hold."""

    words: tuple[str, ...] = ()
    """What must all be found, anywhere."""
    tags: tuple[str, ...] = ()
    """Tags, each of which must be among its own."""
    kinds: tuple[str, ...] = ()
    """Words that must be among those of its kind."""
    materials: tuple[str, ...] = ()
    """Parts of the material's name, of which each must be found."""
    period: Period | None = None
    """The days in which it lies."""
    faults: tuple[str, ...] = ()
    """Lines about what was not understood and is left aside."""

    def __bool__(self) -> bool:
        return bool(self.words or self.tags or self.kinds or self.materials or self.period)


def read_query(text: str) -> Query:
    """What a person typed, understood."""
    found: dict[str, list[str]] = {name: [] for name in ("word", "tag", "kind", "material", "period")}
    faults: list[str] = []
    for before, phrase, word in _PIECE.findall(text):
        name = _FIELDS.get(before.lower(), "")
        if not plain(phrase or word).strip() or _FIELD_ALONE.fullmatch(word):
            faults.append(_no_condition(f"{before}:" if before else word or f'"{phrase}"'))
            continue
        pieces = [phrase or word]
        if before and not name:  # a word with a colon, such as http:…
            pieces = [f"{before}:", phrase] if phrase else [f"{before}:{word}"]
        found[name or "word"] += [said for piece in pieces if (said := plain(piece).strip())]
    if found["word"] == ["#"] and not any(found[name] for name in found if name != "word"):
        faults.append(_no_condition("#"))  # a tag is meant, and none is named
        found["word"] = []
    periods = []
    for period in found["period"]:
        try:
            periods.append(Period.parse(period.upper()))
        except ValueError as error:
            words = _("{period} is no period; write 2026-11, 2026-Q4 or 2026").format(period=period[:20])
            faults.append(no_day_words(error, words))
    return Query(
        tuple(found["word"]), tuple(found["tag"]), tuple(found["kind"]), tuple(found["material"]),
        periods[-1] if periods else None, tuple(faults),
    )  # fmt: skip


def _no_condition(piece: str) -> str:
    return _("'{piece}' does not say what to look for").format(piece=piece)


@dataclass(frozen=True)
class SearchEntry:
    """Something that can be found."""

    sort: str
    """Which of the sorts above it is."""
    id: str
    """What its room opens it by."""
    title: str
    """Its title; empty where it has none."""
    body: str
    """All its text."""
    day: date | None = None
    """The day it is about; None where it has none."""
    tags: tuple[str, ...] = ()
    """Its tags."""
    kinds: tuple[str, ...] = ()
    """The words by which its sort is asked for."""
    material: str = ""
    """The material it is on."""
    item: str = ""
    """The item of a list that a sentence is on."""
    state: str = ""
    """How a matter stands."""
    due_day: date | None = None
    """When a matter is due, if that was set."""

    @cached_property
    def _heads(self) -> tuple[str, ...]:
        return (plain(self.title), *map(plain, self.tags))

    @cached_property
    def _text(self) -> str:
        return "\n".join((*self._heads, plain(self.material), plain(self.body)))

    def matches(self, query: Query) -> bool:
        """Whether it is what is looked for."""
        if query.period is not None and (self.day is None or self.day not in query.period):
            return False
        return (
            all(self._has(word) for word in query.words)
            and all(any(_is(tag, head) for head in self._heads[1:]) for tag in query.tags)
            and all(any(kind in plain(one) for one in self.kinds) for kind in query.kinds)
            and all(_is(material, plain(self.material or self.title)) for material in query.materials)
        )

    def _has(self, word: str) -> bool:
        if word in self._text:
            return True
        return can_be_initials(word) and any(initials_pattern(word).search(head) for head in self._heads)

    def is_titled(self, query: Query) -> bool:
        """Whether its title or tags alone are what is looked for."""
        return all(any(_is(word, head) for head in self._heads) for word in query.words)


def _is(word: str, head: str) -> bool:
    return word in head or (can_be_initials(word) and initials_pattern(word).search(head) is not None)


def hits(text: str, query: Query, *, initials: bool = True) -> list[tuple[int, int]]:
    """Where in a text the words stand, from start to end, none over another; also by their first letters."""
    come_from = places(text)
    merged: list[tuple[int, int]] = []
    for first, behind in sorted(_spans(plain(text), query, initials=initials)):
        start, end = come_from[first], come_from[behind - 1] + 1
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _spans(text: str, query: Query, *, initials: bool) -> Iterator[tuple[int, int]]:
    for word in query.words:
        place = text.find(word)
        while place >= 0:
            yield place, place + len(word)
            place = text.find(word, place + len(word))
        if initials and can_be_initials(word) and word not in text:
            yield from (found.span() for found in initials_pattern(word).finditer(text))


def first_hit(body: str, query: Query) -> int:
    """Where in a text the first of the words stands; 0 when none does."""
    text = plain(body)
    found = [place for word in query.words if (place := text.find(word)) >= 0]
    return places(body)[min(found)] if found else 0


def context(body: str, query: Query) -> str:
    """The piece of a text around its first hit, on one line; its beginning when no word stands in it."""
    start = max(first_hit(body, query) - BEFORE, 0)
    return (".." if start else "") + " ".join(body[start : start + BEFORE + AFTER].split())


def in_order(entries: list[SearchEntry], query: Query) -> list[SearchEntry]:
    """What was found: titles that are it first, then the newest; what has no day comes last."""
    entries.sort(key=lambda one: (one.day or date.min, one.id), reverse=True)
    return sorted(entries, key=lambda one: not one.is_titled(query))
