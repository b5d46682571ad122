"""Every field in which two computers may differ has words: none is named as the files name it."""

from __future__ import annotations

import pytest

from content.words import use
from desk.words.exchange import _HOW
from desk.words.fields import field_words
from storage.kinds import KINDS, Kind, named

SHOWN = [kind for kind in KINDS if kind.exchanged == "versions" and kind.record]


@pytest.mark.parametrize("kind", SHOWN, ids=lambda kind: kind.name)
def test_every_field_of_a_record_has_words(kind: Kind) -> None:
    use("zh")
    unsaid = set(named(kind.record).model_fields) - _HOW - {"answers"} - set(field_words())
    assert unsaid == set()
    assert not [words for words in field_words().values() if words.isascii()]
