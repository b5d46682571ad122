"""A bank as the TOML file it is kept in: a pack with its questions in one file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence

from content.marks import Bilingual
from content.models import Pack, Question


def bank_id(title: str) -> str:
    """The id of a bank that has none: the same for the same title."""
    return "bank-" + hashlib.sha256(title.encode()).hexdigest()[:8]


def pack_text(pack: Pack) -> str:
    """The pack as `pack.toml`, its questions in it; read again it is the same, but for materials."""
    lines = [f"id = {_quoted(pack.id)}", *_words("title", pack.title), *_words("edition", pack.edition)]
    lines += [*_words("source", pack.source), f"licence = {_quoted(pack.licence)}"]
    lines += [f"{key} = {day}" for key in ("valid_from", "valid_until") if (day := getattr(pack, key))]
    for question in pack.questions:
        lines += ["", "[[question]]", *_question_lines(question)]
    return "\n".join([*lines, ""])


def _question_lines(question: Question) -> Iterator[str]:
    yield f"id = {_quoted(question.id)}"
    yield f"type = {_quoted(question.type.value)}"
    yield from _words("topic", question.topic)
    yield f"difficulty = {question.difficulty}"
    yield from _words("stem", question.stem)
    yield from _lists("options", question.options)
    if question.answer:
        yield f"answer = {_quoted(''.join(question.answer))}"
    if question.gaps:
        yield f"gaps = {_quoted([list(gap.zh) for gap in question.gaps])}"
        if all(gap.en for gap in question.gaps):
            yield f"gaps_en = {_quoted([list(gap.en) for gap in question.gaps])}"
    yield from _lists("points", question.points)
    yield from (f"{key} = true" for key in ("any_order", "fixed_order") if getattr(question, key))
    if question.explanation.zh:
        yield from _words("explanation", question.explanation)
    yield from _words("source", question.source)
    yield from _words("edition", question.edition)
    if question.tags:
        yield f"tags = {_quoted(list(question.tags))}"


def _words(key: str, text: Bilingual) -> Iterator[str]:
    yield f"{key} = {_quoted(text.zh)}"
    if text.en:
        yield f"{key}_en = {_quoted(text.en)}"


def _lists(key: str, texts: Sequence[Bilingual]) -> Iterator[str]:
    if texts:
        yield f"{key} = {_quoted([text.zh for text in texts])}"
        if all(text.en for text in texts):
            yield f"{key}_en = {_quoted([text.en for text in texts])}"


def _quoted(value: str | list[str] | list[list[str]]) -> str:
    """Texts as TOML writes them; JSON's way to write them is one of TOML's."""
    return json.dumps(value, ensure_ascii=False)
