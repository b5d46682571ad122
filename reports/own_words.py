"""What a person wrote looking back, in sentences: each answer behind its question, and what was meant to come next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from content.dates import period_words
from content.period import Period
from content.words import _, language
from storage.records import Asked, LookBack

ENDS = ("。", "！", "？", "；", "：", ".", "!", "?", ";", ":")


def own_words(one: LookBack) -> list[str]:
    """A line an answer, its question in front; then what the next week was meant to bring."""
    lines = [_answer(asked) for asked in one.asked if asked.text]
    if one.intention:
        lines.append(_("Next week I mean to: {text}").format(text=" ".join(one.intention.split())))
    return lines


def planned_words(look_backs: Sequence[LookBack]) -> list[str]:
    """What the latest look-back with plans wants of the month after, a line each; nothing where none was planned."""
    last = max((one for one in look_backs if one.planned), key=lambda one: one.day, default=None)
    if last is None:
        return []
    month = Period.month_of(last.day + timedelta(days=1))
    head = _("Planned for {month}:").format(month=period_words(month))
    return [head, *(f"{number}. {plan.text}" for number, plan in enumerate(last.planned, 1))]


def remark_words(one: LookBack) -> str:
    """All of it as sentences on one line, for a remark that begins from it."""
    lines = [*own_words(one), *planned_words([one])]
    ended = (line if line.endswith(ENDS) else line + _(".") for line in lines)
    return (" " if language() == "en" else "").join(ended)


def _answer(asked: Asked) -> str:
    text = " ".join(asked.text.split())
    if asked.question.endswith(ENDS):
        return _("{question} {text}").format(question=asked.question, text=text)
    return _("{label}: {text}").format(label=asked.question, text=text)
