"""What records and files keep of lists and questions, hashes and JSON, is the same in every version of the program."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from content.donts import official_list
from content.marks import Bilingual
from content.models import Pack, Question

QUESTION = {
    "id": "q-1", "type": "single", "topic": {"zh": "议事", "en": ""}, "difficulty": 1,
    "stem": {"zh": "由谁通过？", "en": "Who adopts it?"}, "options": ({"zh": "甲", "en": "A"}, {"zh": "乙", "en": ""}),
    "answer": ("A",), "gaps": (), "any_order": False, "points": (), "fixed_order": False,
    "explanation": {"zh": "", "en": ""}, "source": {"zh": "本处", "en": ""}, "edition": {"zh": "1", "en": ""},
    "tags": (),
}  # fmt: skip
JSON = (
    '{"id":"q-1","type":"single","topic":{"zh":"议事","en":""},"difficulty":1,'
    '"stem":{"zh":"由谁通过？","en":"Who adopts it?"},"options":[{"zh":"甲","en":"A"},{"zh":"乙","en":""}],'
    '"answer":["A"],"gaps":[],"any_order":false,"points":[],"fixed_order":false,"explanation":{"zh":"","en":""},'
    '"source":{"zh":"本处","en":""},"edition":{"zh":"1","en":""},"tags":[]}'
)


def test_the_hash_of_the_six_is_the_one_that_records_have() -> None:
    assert official_list().content_hash == "5fa2c052a63ac084"


def test_a_question_is_written_and_read_as_ever() -> None:
    question = Question.model_validate_json(JSON)
    assert question.model_dump_json() == JSON
    assert question.model_dump() == QUESTION
    assert Question.model_validate(QUESTION) == question
    assert (type(question.stem), question.stem.en) == (Bilingual, "Who adopts it?")
    assert Question(**{**QUESTION, "stem": question.stem}) == question


def test_the_hash_of_a_pack_is_the_one_it_had() -> None:
    said = {name: Bilingual("本处", "office") for name in ("title", "edition", "source")}
    pack = Pack(id="own", licence="-", questions=(Question.model_validate(QUESTION),), **said)
    assert pack.content_hash == "e23c440be2110636"


@pytest.mark.parametrize(
    "stem", ['{"zh":5}', '{"en":"no Chinese"}', '{"zh":"甲","eng":""}', '["甲","A"]', '"甲"', "null"]
)
def test_what_is_no_text_in_two_languages_is_refused(stem: str) -> None:
    with pytest.raises(ValidationError, match="stem"):
        Question.model_validate_json(JSON.replace('{"zh":"由谁通过？","en":"Who adopts it?"}', stem))


def test_a_list_and_its_words_never_change() -> None:
    six = official_list()
    for value, name in ((six, "title"), (six.donts[0], "short"), (six.title, "zh")):
        with pytest.raises(AttributeError):
            setattr(value, name, "")
