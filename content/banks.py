"""A bank as the TOML file it is kept in: a pack with its questions in one file."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from content.marks import Bilingual
from content.models import Pack, Question


def bank_id(title: str) -> str:
    """The id of a bank that has none: the same for the same title."""
    return "bank-" + hashlib.sha256(title.encode()).hexdigest()[:8]


def pack_text(pack: Pack) -> str:
    """The pack as `pack.toml`, its questions in it; read again it is the same, but for materials."""
    import tomli_w

    days = {key: day for key in ("valid_from", "valid_until") if (day := getattr(pack, key))}
    head = {"id": pack.id, **_words("title", pack.title), **_words("edition", pack.edition)}
    head |= {**_words("source", pack.source), "licence": pack.licence, **days}
    questions = [_question(question) for question in pack.questions]
    return tomli_w.dumps({**head, "question": questions} if questions else head)


def _question(question: Question) -> dict[str, Any]:
    said: dict[str, Any] = {"id": question.id, "type": question.type.value, **_words("topic", question.topic)}
    said |= {"difficulty": question.difficulty, **_words("stem", question.stem), **_lists("options", question.options)}
    if question.answer:
        said["answer"] = "".join(question.answer)
    if question.gaps:
        said["gaps"] = [list(gap.zh) for gap in question.gaps]
        if all(gap.en for gap in question.gaps):
            said["gaps_en"] = [list(gap.en) for gap in question.gaps]
    said |= _lists("points", question.points)
    said |= {key: True for key in ("any_order", "fixed_order") if getattr(question, key)}
    if question.explanation.zh:
        said |= _words("explanation", question.explanation)
    said |= {**_words("source", question.source), **_words("edition", question.edition)}
    if question.tags:
        said["tags"] = list(question.tags)
    return said


def _words(key: str, text: Bilingual) -> dict[str, str]:
    return {key: text.zh, f"{key}_en": text.en} if text.en else {key: text.zh}


def _lists(key: str, texts: Sequence[Bilingual]) -> dict[str, list[str]]:
    if not texts:
        return {}
    said = {key: [text.zh for text in texts]}
    return {**said, f"{key}_en": [text.en for text in texts]} if all(text.en for text in texts) else said
