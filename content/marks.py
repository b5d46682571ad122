"""The states an item of the self-check can be in, and the lists of items, as plain values.

Nothing here needs pydantic or dataclasses, so that the first frame and `status` are not kept waiting for them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from content.words import _, pick


class Mark(StrEnum):
    """How an item went on a day; an item without a mark is blank (未填)."""

    KEPT = "kept"
    PARTLY = "partly"
    NOT_KEPT = "not_kept"
    NOT_FACED = "not_faced"

    @property
    def words(self) -> str:
        """The mark as people read it: 做到, 部分做到, 未做到, 不涉及."""
        return {
            Mark.KEPT: _("kept"),
            Mark.PARTLY: _("partly kept"),
            Mark.NOT_KEPT: _("not kept"),
            Mark.NOT_FACED: _("not faced"),
        }[self]


class Unmarked(StrEnum):
    """Why an item has no mark on a day."""

    BLANK = "blank"  # a check was due
    OFF = "off"  # a day off
    AWAY = "away"  # on leave


def mark_words(mark: Mark | None) -> str:
    """The words for a mark, or for a blank."""
    return mark.words if mark else _("blank")


class Bilingual(NamedTuple):
    """A text in Chinese, with English where there is some."""

    zh: str
    """The Chinese, which is never missing."""
    en: str = ""
    """The English; empty where there is none."""

    def __str__(self) -> str:
        """The text in the language spoken now."""
        return pick(self.zh, self.en)

    def fields(self, key: str) -> dict[str, str]:
        """As it stands in a file: under `key`, and under `key_en` where there is English."""
        return {key: self.zh, f"{key}_en": self.en} if self.en else {key: self.zh}

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """In records and files {"zh": …, "en": …} and nothing else: their hashes are kept."""
        from pydantic_core import core_schema as to

        text = to.str_schema()
        said = {"zh": to.typed_dict_field(text), "en": to.typed_dict_field(text, required=False)}
        return to.no_info_wrap_validator_function(
            lambda value, read: value if isinstance(value, cls) else cls(**read(value)),
            to.typed_dict_schema(said, extra_behavior="forbid"),
            serialization=to.plain_serializer_function_ser_schema(cls._asdict),
        )


class Dont(NamedTuple):
    """One item: its official words, and what helps to answer it today."""

    id: str
    """What answers name it by; it never changes."""
    official: Bilingual
    """Its words in the document the list comes from."""
    short: Bilingual
    """A few words, for lines with little room."""
    meanings: dict[Mark, Bilingual]
    """What each mark means for this item; may be empty."""
    examples_kept: tuple[Bilingual, ...]
    """What would count as kept."""
    examples_not_kept: tuple[Bilingual, ...]
    """What would not."""
    questions: tuple[Bilingual, ...]
    """What to ask oneself."""
    head_questions: tuple[Bilingual, ...]
    """Further questions for a head of office."""

    def question_of(self, day: date, *, head: bool = False) -> Bilingual:
        """The question of the day: the same for everybody, each in turn, none by chance."""
        questions = (head and self.head_questions) or self.questions or (self.official,)
        return questions[day.toordinal() % len(questions)]


class DontList(NamedTuple):
    """A titled, sourced, dated list of 1–20 items."""

    id: str
    """What answers and files name it by."""
    title: Bilingual
    """What it is called on the screen and in documents."""
    edition: str
    """Which edition of its document it is."""
    from_day: date
    """The day on which the list begins to be answered."""
    source: Bilingual
    """The document it comes from."""
    donts: tuple[Dont, ...]
    """The items in their order."""

    def first_day_or(self, day: date) -> date:
        """Its first day, or that day where the list names none."""
        return day if self.from_day == date.min else self.from_day

    def answered(self, marks: Collection[str]) -> tuple[int, int]:
        """How many of its items are among the marked ones, and how many it has."""
        return sum(dont.id in marks for dont in self.donts), len(self.donts)

    @property
    def content_hash(self) -> str:
        """Sixteen hex digits that change when any word of the list does."""
        import hashlib  # here: `status` needs none of it

        text = json.dumps(_named(self), ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def _named(value: Any) -> Any:
    """A value as its hash was always made: every part of a list under its name."""
    if isinstance(value, Bilingual | Dont | DontList):
        return {name: _named(part) for name, part in value._asdict().items()}
    if isinstance(value, tuple):
        return [_named(part) for part in value]
    return {key: _named(part) for key, part in value.items()} if isinstance(value, dict) else value


class Edition(NamedTuple):
    """A list and the first day on which it is answered; no list: from that day on there is none of its own."""

    from_day: date
    """The first day."""
    dont_list: DontList | None
    """The list; None ends the one before it."""


class DontLists(NamedTuple):
    """Which lists are answered on which day: the unit's, by default the official one, and beside it a personal one.

    A newer edition counts from its first day on, so that days gone by keep theirs.
    """

    official: DontList
    """The list that comes with the program."""
    unit: tuple[Edition, ...] = ()
    """The unit's own editions, in the order of their days."""
    personal: tuple[Edition, ...] = ()
    """The person's own editions, in the order of their days."""
    unreadable: tuple[str, ...] = ()
    """Names of files that had to be left out."""
    refused: Mapping[str, str] = MappingProxyType({})
    """What the system did not let be read, and why; what it says may change what is answered on which day."""

    def unit_on(self, day: date) -> DontList:
        """The list everybody in the unit answers on a day."""
        return _on(self.unit, day) or self.official

    def personal_on(self, day: date) -> DontList | None:
        """The person's own list on a day, if they have one."""
        return _on(self.personal, day)

    def on(self, day: date) -> tuple[DontList, ...]:
        """The lists answered on a day, the unit's first."""
        return tuple(filter(None, (self.unit_on(day), self.personal_on(day))))

    def units(self) -> tuple[DontList, ...]:
        """Every edition of the unit's list, the official one first."""
        return (self.official, *(edition.dont_list for edition in self.unit if edition.dont_list))

    def personals(self) -> tuple[DontList, ...]:
        """Every edition of the personal list."""
        return tuple(edition.dont_list for edition in self.personal if edition.dont_list)


def short_words(lists: Iterable[DontList]) -> dict[str, str]:
    """The short form of every item of some lists, by its id; of a later list where two have it."""
    return {dont.id: str(dont.short) for dont_list in lists for dont in dont_list.donts}


def _on(editions: Iterable[Edition], day: date) -> DontList | None:
    found = None
    for edition in editions:
        if edition.from_day <= day:
            found = edition.dont_list
    return found
