"""The states an item of the self-check can be in, and the lists of items, as plain values.

Nothing here needs pydantic, so that the first frame is not kept waiting for it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum

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


def mark_words(mark: Mark | None) -> str:
    """The words for a mark, or for a blank."""
    return mark.words if mark else _("blank")


@dataclass(frozen=True)
class Bilingual:
    """A text in Chinese, with English where there is some."""

    zh: str
    en: str = ""

    def __str__(self) -> str:
        """The text in the language spoken now."""
        return pick(self.zh, self.en)


@dataclass(frozen=True)
class Dont:
    """One item: its official words, and what helps to answer it today."""

    id: str
    official: Bilingual
    short: Bilingual
    meanings: dict[Mark, Bilingual]
    examples_kept: tuple[Bilingual, ...]
    examples_not_kept: tuple[Bilingual, ...]
    questions: tuple[Bilingual, ...]
    head_questions: tuple[Bilingual, ...]

    def question_of(self, day: date, *, head: bool = False) -> Bilingual:
        """The question of the day: the same for everybody, each in turn, none by chance."""
        questions = (head and self.head_questions) or self.questions or (self.official,)
        return questions[day.toordinal() % len(questions)]


@dataclass(frozen=True)
class DontList:
    """A titled, sourced, dated list of 1–20 items."""

    id: str
    title: Bilingual
    edition: str
    from_day: date
    source: Bilingual
    donts: tuple[Dont, ...]

    def __getitem__(self, dont_id: str) -> Dont:
        """The item of that id.

        Raises:
            KeyError: this list has no such item.
        """
        for dont in self.donts:
            if dont.id == dont_id:
                return dont
        raise KeyError(dont_id)

    @property
    def content_hash(self) -> str:
        """Sixteen hex digits that change when any word of the list does."""
        import hashlib  # here: `status` needs none of it

        text = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()[:16]
