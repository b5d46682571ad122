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
    head = {"id": pack.id, **pack.title.fields("title"), **pack.edition.fields("edition")}
    head |= {**pack.source.fields("source"), "licence": pack.licence, **days}
    questions = [_question(question) for question in pack.questions]
    return tomli_w.dumps({**head, "question": questions} if questions else head)


def _question(question: Question) -> dict[str, Any]:
    said: dict[str, Any] = {"id": question.id, "type": question.type.value, **question.topic.fields("topic")}
    said |= {"difficulty": question.difficulty, **question.stem.fields("stem"), **_lists("options", question.options)}
    if question.answer:
        said["answer"] = "".join(question.answer)
    if question.gaps:
        said["gaps"] = [list(gap.zh) for gap in question.gaps]
        if all(gap.en for gap in question.gaps):
            said["gaps_en"] = [list(gap.en) for gap in question.gaps]
    said |= _lists("points", question.points)
    said |= {key: True for key in ("any_order", "fixed_order") if getattr(question, key)}
    if question.explanation.zh:
        said |= question.explanation.fields("explanation")
    said |= {**question.source.fields("source"), **question.edition.fields("edition")}
    if question.tags:
        said["tags"] = list(question.tags)
    return said


def _lists(key: str, texts: Sequence[Bilingual]) -> dict[str, list[str]]:
    if not texts:
        return {}
    said = {key: [text.zh for text in texts]}
    return {**said, f"{key}_en": [text.en for text in texts]} if all(text.en for text in texts) else said
