"""What a hall may see: whole visible states, from which alone the wall is drawn.

A state holds no id of a question, no order of its options in the bank, no seed; key, explanation and source only once
it is revealed. So whoever reads the hall's file, or looks behind it with the bank at hand, learns nothing early.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from content.cells import fold
from content.contest_events import Letter, RoundKind
from content.contest_state import (
    ContestState,
    Phase,
    RoundState,
    SlotState,
    answering,
    next_team,
    passes_on,
    playoff_teams,
    scores,
    tiebreak_order,
    totals,
)
from content.marking import ShownQuestion
from content.models import QuestionType
from content.texts import Line, Text, clean_line, clean_text
from content.words import _

SMALLEST = (40, 12)  # columns and rows a wall is laid out from
_SENTENCE_END = re.compile(r"(?:[。！？；]|(?<!\d)[.!?;](?=\s))[”’」』）)]*")
_ENDS = re.compile(r"[。！？；：.!?;:]$")
_CLAUSE_END = re.compile(r"[，、：]|[,:](?=\s)|\s")
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
    once it is revealed and not before. is_order: whether the answer is the order of all letters. counts: the hands for
    each letter.
    """

    kind_words: Line = ""
    stem: Text
    choices: tuple[tuple[Letter, Line], ...] = ()
    is_revealed: bool = False
    answer: tuple[Text, ...] = ()
    is_order: bool = False
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
    """How many are expected and there; expected 0 is not known, and is not said."""

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
    """A question of a contest. waiting: who buzzed after the team that answers.

    is_open: whether one may buzz now, while that is awaited; None where nobody has to wait for it.
    """

    view: Literal["question"] = "question"
    round_words: Line
    number: Count
    value: Count = 0
    asking: Asking
    team: Line = ""
    waiting: tuple[Line, ...] = ()
    remark: Line = ""
    is_open: bool | None = None
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
        is_order=question.type is QuestionType.ORDERING,
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
        number=place_of(state, slot),
        value=slot.value,
        asking=asking_of(shown, is_revealed=is_revealed, counts=slot.hands),
        team=state.teams[team] if team is not None else "",
        waiting=waiting if not is_revealed and (slot.together or passes_on(state, slot)) else (),
        remark=_remark(state, slot) or playing_off_words(state),
        is_open=_is_open(slot),
        clock=None if is_revealed else clock,
    )


def round_view(state: ContestState) -> TextView | None:
    """Which round is played, whose turn it is and for how much, where no question stands; before one the teams."""
    names = _(", ").join(state.teams[one] for one in sorted(state.teams))
    if (played := state.round) is None:
        return TextView(title=_("Contest", context="session"), lines=(names,)) if names else None
    if words := playing_off_words(state):
        return TextView(title=round_words(played.kind), lines=(words,))
    lines = []
    if (team := next_team(state)) is not None:
        lines.append(_("Next: {team}", context="contest").format(team=state.teams[team]))
        value = played.chosen.get(team)
        if value is not None:
            lines.append(_("For {n} points").format(n=value))
        elif played.kind is RoundKind.RISK and state.rules is not None:
            lines.append(_("Choose: {values}").format(values=_(", ").join(map(str, state.rules.risk_values))))
    elif played.teams:
        lines.append(_(", ").join(state.teams[one] for one in played.teams))
    return TextView(title=round_words(played.kind), lines=tuple(lines))


def scores_view(state: ContestState, slot: SlotState | None, remark: str = "") -> ScoresView:
    """Where the teams stand, and what a question changed."""
    number = slot.number if slot else 0
    rows = [
        (state.teams[one.team], one.total, one.by_slot.get(number, 0) - one.penalties.get(number, 0))
        for one in scores(state)
    ]
    heading = ""
    if slot is not None:
        heading = _("after {round} question {n}").format(round=round_words(slot.kind), n=place_of(state, slot))
    return ScoresView(heading=heading, rows=tuple(rows), remark=remark)


def playoff_words(state: ContestState) -> str:
    """How the 加赛 played last ended, from first to last; empty where none is settled, or the tie is no more."""
    now = totals(state)
    for number in range(len(state.rounds) - 1, -1, -1):
        is_tie = len({now[team] for team in state.rounds[number].teams}) == 1
        if is_tie and (words := order_words(state, number)):
            return words
    return ""


def order_words(state: ContestState, round_number: int) -> str:
    """How a 加赛 ended, by its place from 0: its teams from first to last; empty where it is none, or not settled."""
    played = state.rounds[round_number]
    if played.kind is not RoundKind.TIEBREAK or not (order := tiebreak_order(state, round_number)):
        return ""
    names = _(", ").join(state.teams[team] for team in order)
    return (_("Play-off, by lot: {teams}") if played.lot else _("Play-off: {teams}")).format(teams=names)


def place_of(state: ContestState, slot: SlotState) -> int:
    """The number of a question in its round, from 1."""
    return slot.number - _round_of(state, slot).first_slot + 1


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
    """A text in pages that fit a wall of that size, broken where a sentence ends; a wider wall folds a page anew."""
    width, rows = size[0] - 2, size[1] - 3
    pages: list[list[str]] = [[]]
    used = 0
    for paragraph in filter(None, (one.strip() for one in text.split("\n"))):
        rest = paragraph
        while rest:
            head = _fitting(rest, width, rows - used)
            if not head and used:
                heading = pages[-1][-1:] if len(pages[-1]) > 1 and not _ENDS.search(pages[-1][-1]) else []
                del pages[-1][len(pages[-1]) - len(heading) :]
                pages.append(heading)  # a heading goes with what follows it
                used = sum(len(fold(one, width)) for one in heading)
                continue
            head = head or _broken(rest, width, rows)
            pages[-1].append(head.strip())
            used += len(fold(head.strip(), width))
            rest = rest[len(head) :].strip()
    return ["\n".join(page) for page in pages]


def parts_of(page: str, size: tuple[int, int]) -> list[str]:
    """A page as a wall of that size takes it: whole where it has room, else in parts."""
    lines = sum(len(fold(one, max(size[0] - 2, 1))) for one in page.split("\n"))
    return [page] if lines <= size[1] - 2 else pages_of(page, (max(size[0], 6), max(size[1], 4)))


def _fitting(text: str, width: int, rows: int) -> str:
    """The longest beginning of whole sentences that has room; all of it, or nothing."""
    if rows <= 0:
        return ""
    if len(fold(text, width)) <= rows:
        return text
    return _longest((one.end() for one in _SENTENCE_END.finditer(text)), text, width, rows)


def _longest(ends: Iterable[int], text: str, width: int, rows: int) -> str:
    """The longest of these beginnings of a text that has room; nothing where none has."""
    fitting = [end for end in ends if len(fold(text[:end].strip(), width)) <= rows]
    return text[: max(fitting, default=0)]


def _broken(text: str, width: int, rows: int) -> str:
    """The beginning of a sentence that is longer than a page: up to a comma, or as much as there is room for."""
    head = _longest((one.end() for one in _CLAUSE_END.finditer(text)), text, width, rows)
    return head or _longest(range(1, len(text)), text, width, rows) or text


def _round_of(state: ContestState, slot: SlotState) -> RoundState:
    """The round a question belongs to: the last one that began before it."""
    return next(one for one in reversed(state.rounds) if one.first_slot <= slot.number)


def _is_open(slot: SlotState) -> bool | None:
    """Whether one may buzz, as long as nobody did."""
    if slot.kind not in (RoundKind.BUZZ, RoundKind.TIEBREAK) or slot.is_closed or slot.queue:
        return None
    return slot.phase is Phase.OPEN


def _remark(state: ContestState, slot: SlotState) -> str:
    if slot.thrown_out:
        return _("thrown out", context="contest")
    early = _(", ").join(state.teams[team] for team in slot.early)
    if slot.phase is Phase.VOID:
        return _("{teams} buzzed too early: this question does not count").format(teams=early)
    if slot.together:
        return _("at one moment: the referee rules", context="contest")
    if early and not slot.is_closed:
        return _("{teams} buzzed too early: not in this question").format(teams=early)
    return ""


def fits(shown: ShownQuestion, size: tuple[int, int] = SMALLEST) -> bool:
    """Whether a question with all its options can be read on a wall of that size."""
    width, rows = size[0] - 2, size[1] - 2
    choices: Sequence[tuple[str, str]] = shown.choices if shown.question.letters else ()
    lines = len(fold(str(shown.question.stem), width)) + sum(len(fold(words, width - 3)) for _l, words in choices)
    return lines + 2 <= rows
