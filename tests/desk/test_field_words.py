"""Every field in which two computers may differ has words, and so has every choice; none stands as files have it."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from enum import Enum
from typing import Any

import pytest
from pydantic import BaseModel

from content.words import use
from desk.words.fields import field_words
from desk.words.values import HOW, value_words
from storage.kinds import KINDS, Kind, named

SHOWN = [kind for kind in KINDS if kind.exchanged == "versions" and kind.record]


@pytest.mark.parametrize("kind", SHOWN, ids=lambda kind: kind.name)
def test_every_field_of_a_record_has_words(kind: Kind) -> None:
    use("zh")
    unsaid = set(named(kind.record).model_fields) - HOW - {"answers"} - set(field_words())
    assert unsaid == set()
    assert not [words for words in field_words().values() if words.isascii()]


def choices_in(model: type[BaseModel]) -> Iterator[tuple[str, type[Enum]]]:
    """The fields of a model, and of its parts, in which one of several stands."""
    for name, field in model.model_fields.items():
        for one in types_in(field.annotation):
            if issubclass(one, Enum):
                yield name, one
            elif issubclass(one, BaseModel):
                yield from choices_in(one)


def types_in(annotation: Any) -> Iterator[type]:
    if isinstance(annotation, type) and not typing.get_args(annotation):
        yield annotation
    for one in typing.get_args(annotation):
        yield from types_in(one)


def test_every_choice_of_a_record_that_is_exchanged_has_words() -> None:
    use("zh")
    models = {
        kind.name: named(kind.record) for kind in KINDS if kind.exchanged and kind.record and kind.name != "checks"
    }
    choices = [(kind, *one) for kind, model in models.items() for one in choices_in(model)]
    assert len(choices) >= 10
    assert [
        (kind, name, one.value)
        for kind, name, enum in choices
        for one in enum
        if value_words(kind, name, one.value).isascii()
    ] == []
