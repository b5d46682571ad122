"""What a hall may see: whole visible states, from which alone the wall is drawn.

A state holds no id of a question, no order of its options in the bank, no seed; key, explanation and source only once
it is revealed. So whoever reads the hall's file, or looks behind it with the bank at hand, learns nothing early.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from content.cells import fold
from content.contest_events import Letter, RoundKind
from content.contest_state import (
    ContestState,
    RoundState,
    SlotState,
    answering,
    passes_on,
    playoff_teams,
    scores,
    tiebreak_order,
)
from content.marking import ShownQuestion
from content.texts import Line, Text, clean_line, clean_text
from content.words import _

SMALLEST = (40, 12)  # columns and rows a wall is laid out from
Count = Annotated[int, Field(ge=0, le=100_000)]


class _Visible(BaseModel):
    """A frozen state."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class HallClock(_Visible):
    """What a clock has left, and whether it runs."""

    left_ms: Annotated[int, Field(ge=0, le=86_400_000)] = 0
    running: bool = False


class Asking(_Visible):
    """A question as people see it, and what came of it.

    answer: the right letters as shown, or right words where something is written; like explanation and source there
    once it is revealed and not before. counts: the hands for each letter.
    """

    kind_words: Line = ""
    stem: Text
    choices: tuple[tuple[Letter, Line], ...] = ()
    is_revealed: bool = False
    answer: tuple[Text, ...] = ()
    explanation: Text = ""
    source: Line = ""
    counts: dict[Letter, Count] = {}

    @model_validator(mode="after")
    def _hides(self) -> Self:
        if not self.is_revealed and (self.answer or self.explanation or self.source):
            raise ValueError("not revealed yet")
        return self

    @property
    def n(self) -> int:
        """How many hands there were."""
        return sum(self.counts.values())


class TestPicture(_Visible):
    """Numbered rows to zoom the terminal by."""

    view: Literal["test"] = "test"
    __test__ = False  # no test of pytest


class Black(_Visible):
    """Nothing."""

    view: Literal["black"] = "black"


class SignInView(_Visible):
    """How many are expected and there."""

    view: Literal["sign_in"] = "sign_in"
    title: Line
    branch: Line = ""
    expected: Count = 0
    present: Count = 0
    from_time: Line = ""
    to_time: Line = ""


class ReadingView(_Visible):
    """A page of what is read together."""

    view: Literal["reading"] = "reading"
    title: Line
    text: Text
    page: Count
    pages: Count


class HandsView(_Visible):
    """A question put up for hands; `present` is how many are there."""

    view: Literal["hands"] = "hands"
    number: Count = 0
    asking: Asking
    present: Count = 0


class QuestionView(_Visible):
    """A question of a contest. waiting: who buzzed after the team that answers."""

    view: Literal["question"] = "question"
    round_words: Line
    number: Count
    value: Count = 0
    asking: Asking
    team: Line = ""
    waiting: tuple[Line, ...] = ()
    remark: Line = ""
    clock: HallClock | None = None


class ScoresView(_Visible):
    """The teams in the order of their seats: points, and what the last question changed."""

    view: Literal["scores"] = "scores"
    heading: Line = ""
    rows: tuple[tuple[Line, int, int], ...]
    remark: Line = ""


class TextView(_Visible):
    """A few lines: a discussion's questions, a break, the closing; with a clock where there is one."""

    view: Literal["text"] = "text"
    title: Line
    lines: tuple[Line, ...] = ()
    clock: HallClock | None = None


HallState = Annotated[
    TestPicture | Black | SignInView | ReadingView | HandsView | QuestionView | ScoresView | TextView,
    Field(discriminator="view"),
]


def asking_of(shown: ShownQuestion, *, is_revealed: bool, counts: Mapping[str, int] | None = None) -> Asking:
    """A question as the hall may see it now, in the language spoken now."""
    question = shown.question
    letters = tuple(letter for letter, _words in shown.choices)
    answer: tuple[str, ...] = ()
    if is_revealed:
        answer = shown.answer if letters else tuple(shown.answer_words())
    return Asking(
        kind_words=question.type.words,
        stem=clean_text(str(question.stem)),
        choices=tuple((letter, clean_line(words)) for letter, words in shown.choices),
        is_revealed=is_revealed,
        answer=tuple(map(clean_line, answer)),
        explanation=clean_line(str(shown.explanation)) if is_revealed else "",
        source=clean_line(str(question.source)) if is_revealed else "",
        counts={letter: counts.get(letter, 0) for letter in letters} if counts else {},
    )


def question_view(state: ContestState, slot: SlotState, shown: ShownQuestion, clock: HallClock | None) -> QuestionView:
    """The question being played, as the hall may see it."""
    is_revealed = slot.phase == "revealed" and not slot.thrown_out
    team = answering(state)
    waiting = tuple(state.teams[one] for one in slot.queue if one != team and one not in slot.verdicts)
    return QuestionView(
        round_words=round_words(slot.kind),
        number=slot.number - _round_of(state, slot).first_slot + 1,
        value=slot.value,
        asking=asking_of(shown, is_revealed=is_revealed, counts=slot.hands),
        team=state.teams[team] if team is not None else "",
        waiting=waiting if not is_revealed and (slot.together or passes_on(state, slot)) else (),
        remark=_remark(slot) or playing_off_words(state),
        clock=None if is_revealed else clock,
    )


def scores_view(state: ContestState, slot: SlotState | None, remark: str = "") -> ScoresView:
    """Where the teams stand, and what a question changed."""
    number = slot.number if slot else 0
    rows = [
        (state.teams[one.team], one.total, one.by_slot.get(number, 0) - one.penalties.get(number, 0))
        for one in scores(state)
    ]
    heading = ""
    if slot is not None:
        place = slot.number - _round_of(state, slot).first_slot + 1
        heading = _("after {round} question {n}").format(round=round_words(slot.kind), n=place)
    return ScoresView(heading=heading, rows=tuple(rows), remark=remark)


def playoff_words(state: ContestState) -> str:
    """How the 加赛 played last ended, its teams from first to last; empty where none is settled."""
    for number in range(len(state.rounds) - 1, -1, -1):
        played = state.rounds[number]
        if played.kind is RoundKind.TIEBREAK and (order := tiebreak_order(state, number)):
            names = _(", ").join(state.teams[team] for team in order)
            return (_("Play-off, by lot: {teams}") if played.lot else _("Play-off: {teams}")).format(teams=names)
    return ""


def playing_off_words(state: ContestState) -> str:
    """Who is still in the 加赛 being played; empty where none is."""
    names = _(", ").join(state.teams[team] for team in playoff_teams(state))
    return _("In the play-off: {teams}").format(teams=names) if names else ""


def round_words(kind: RoundKind) -> str:
    """What a round is called: 必答, 抢答, 风险, 观众, 加赛."""
    return {
        RoundKind.MUST: _("In turn", context="contest"),
        RoundKind.BUZZ: _("Buzzer", context="contest"),
        RoundKind.RISK: _("Risk", context="contest"),
        RoundKind.AUDIENCE: _("Audience", context="contest"),
        RoundKind.TIEBREAK: _("Play-off", context="contest"),
    }[kind]


def pages_of(text: str, size: tuple[int, int] = SMALLEST) -> list[str]:
    """A text in pages that fit a wall of that size; a wider wall folds the same page anew."""
    width, rows = size[0] - 2, size[1] - 3
    pages: list[list[str]] = []
    used = rows
    for paragraph in (one.strip() for one in text.split("\n")):
        if not paragraph:
            continue
        is_first = True
        for line in fold(paragraph, width):
            if used >= rows:
                pages.append([])
                used, is_first = 0, True
            if is_first:
                pages[-1].append(line)
            else:
                pages[-1][-1] = _joined(pages[-1][-1], line)
            used, is_first = used + 1, False
    return ["\n".join(page) for page in pages] or [""]


def _joined(before: str, line: str) -> str:
    """Two lines of one paragraph as one, with the space that was lost where English was broken."""
    return before + (" " if before[-1:].isascii() and line[:1].isascii() else "") + line


def _round_of(state: ContestState, slot: SlotState) -> RoundState:
    """The round a question belongs to: the last one that began before it."""
    return next(one for one in reversed(state.rounds) if one.first_slot <= slot.number)


def _remark(slot: SlotState) -> str:
    if slot.thrown_out:
        return _("thrown out", context="contest")
    if slot.phase == "void":
        return _("buzzed too early: this question does not count")
    if slot.together:
        return _("at one moment: the referee rules", context="contest")
    return ""


def fits(shown: ShownQuestion, size: tuple[int, int] = SMALLEST) -> bool:
    """Whether a question with all its options can be read on a wall of that size."""
    width, rows = size[0] - 2, size[1] - 2
    choices: Sequence[tuple[str, str]] = shown.choices if shown.question.letters else ()
    lines = len(fold(str(shown.question.stem), width)) + sum(len(fold(words, width - 3)) for _l, words in choices)
    return lines + 2 <= rows
