"""Every field in which two computers may differ has words: none is named as the files name it."""

from __future__ import annotations

import pytest

from content.words import use
from desk.words.exchange import _HOW
from desk.words.fields import field_words
from storage import records

SHOWN = (
    records.LookBack, records.Matter, records.Meeting, records.StudyNote, records.Leave, records.Sent, records.Remark,
    records.Profile, records.Template, records.Agenda, records.SelfCheck,
)  # fmt: skip


@pytest.mark.parametrize("model", SHOWN, ids=lambda model: model.__name__)
def test_every_field_of_a_record_has_words(model: type[records.Record]) -> None:
    use("zh")
    unsaid = set(model.model_fields) - _HOW - {"answers"} - set(field_words())
    assert unsaid == set()
    assert not [words for words in field_words().values() if words.isascii()]
