"""An agenda as one line, `签到4、学习10、讨论18`: written for a form, and read back from what was typed over it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from content.agenda import step_words
from content.session_events import MOST_MINUTES, MOST_STEPS, AgendaStep, StepKind
from content.texts import clean_line
from content.words import _

_CHINESE = {
    "签到": StepKind.SIGN_IN, "学习": StepKind.READING, "共读": StepKind.READING, "举手": StepKind.HANDS,
    "讨论": StepKind.DISCUSSION, "答题": StepKind.QUIZ, "竞赛": StepKind.CONTEST, "小结": StepKind.CLOSING,
}  # fmt: skip
MOST_LETTERS = 60
_BETWEEN = re.compile(r"[、，,；;\n]+")
_PIECE = re.compile(r"(?P<words>.*?\D)(?P<minutes>\d{1,4})?\s*(?:分钟|分|min)?", re.DOTALL)

HOUR = tuple(
    AgendaStep(kind=kind, minutes=minutes)
    for kind, minutes in (
        (StepKind.SIGN_IN, 4), (StepKind.HANDS, 2), (StepKind.READING, 10), (StepKind.HANDS, 2),
        (StepKind.DISCUSSION, 18), (StepKind.CONTEST, 16), (StepKind.CLOSING, 8),
    )
)  # fmt: skip
"""An hour to begin from: hands before the reading and after it."""


class NotAStep(ValueError):
    """A piece of the line that says no step; `piece` is what stands there."""

    def __init__(self, piece: str) -> None:
        super().__init__(piece)
        self.piece = piece


def written(steps: Iterable[AgendaStep]) -> str:
    """The line for some steps, in the language spoken now."""
    words = _("{step} {n}", context="agenda")
    return _(", ").join(words.format(step=_called(step), n=step.minutes) for step in steps)


def read(text: str) -> tuple[AgendaStep, ...]:
    """The steps that a line says; words that name no kind are a step of its own title.

    Raises:
        NotAStep: a piece is a bare number, too long a time, or one step too many; or there is none.
    """
    pieces = [one for part in _BETWEEN.split(text) if (one := clean_line(part))]
    if not pieces:
        raise NotAStep("")
    if len(pieces) > MOST_STEPS:
        raise NotAStep(pieces[MOST_STEPS])
    return tuple(map(_step, pieces))


def _step(piece: str) -> AgendaStep:
    found = _PIECE.fullmatch(piece)
    minutes = int(found["minutes"] or 0) if found else 0
    if found is None or minutes > MOST_MINUTES:
        raise NotAStep(piece)
    words = clean_line(found["words"])
    if len(words) > MOST_LETTERS:
        raise NotAStep(piece)
    spoken = {step_words(kind).casefold(): kind for kind in StepKind if kind is not StepKind.OTHER}
    kind = _CHINESE.get(words) or spoken.get(words.casefold())
    if kind is None:
        return AgendaStep(kind=StepKind.OTHER, title=words, minutes=minutes)
    return AgendaStep(kind=kind, minutes=minutes)


def _called(step: AgendaStep) -> str:
    return step.title if step.kind is StepKind.OTHER and step.title else step_words(step.kind)
