"""When a question is due again, by the FSRS scheduler; whole days, because a quiz is taken once a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, Protocol, TypedDict

if TYPE_CHECKING:
    import fsrs
    from fsrs import Scheduler


class Card(Protocol):
    """How well a question is remembered: what is kept of it between two answers."""

    @property
    def state(self) -> int:
        """The scheduler's state: 1 learning, 2 review, 3 relearning."""

    @property
    def step(self) -> int | None:
        """The learning step, where there is one."""

    @property
    def stability(self) -> float | None:
        """Days after which nine in ten are still remembered."""

    @property
    def difficulty(self) -> float | None:
        """From 1, easy, to 10."""

    @property
    def due(self) -> datetime:
        """The local midnight that begins the day on which it is due."""

    @property
    def last_review(self) -> datetime | None:
        """When it was last answered."""


class CardFields(TypedDict):
    """The same as plain values, to make a record of."""

    state: int
    step: int | None
    stability: float | None
    difficulty: float | None
    due: datetime
    last_review: datetime | None


def after(card: Card | None, right: bool, at: datetime, *, unsure: bool = False) -> CardFields:
    """The card after an answer at `at` (an aware moment); None is a question never answered before.

    A right answer that somebody was `unsure` of counts as hard: the question comes again sooner. It is due at a local
    midnight, tomorrow at the earliest, so that what is due later in a day is due all that day. The same arguments give
    the same card, in one time zone.
    """
    import fsrs

    at = at.astimezone(UTC)
    old = _fsrs_card(card) if card is not None and card.stability is not None else fsrs.Card(card_id=0, due=at)
    rating = (fsrs.Rating.Hard if unsure else fsrs.Rating.Good) if right else fsrs.Rating.Again
    new, _log = _scheduler().review_card(old, rating, at)
    return CardFields(
        state=int(new.state),
        step=new.step,
        stability=new.stability,
        difficulty=new.difficulty,
        due=_local_midnight(at.astimezone().date() + timedelta(days=(new.due - at).days)),
        last_review=at,
    )


def retrievability(card: Card, at: datetime) -> float:
    """The chance, from 0 to 1, that a question would be answered right at a moment, as the scheduler reckons it."""
    return float(_scheduler().get_card_retrievability(_fsrs_card(card), at.astimezone(UTC)))


def _fsrs_card(card: Card) -> fsrs.Card:
    import fsrs

    return fsrs.Card(
        card_id=0,
        state=fsrs.State(card.state),
        step=card.step,
        stability=card.stability,
        difficulty=card.difficulty,
        due=card.due,
        last_review=card.last_review,
    )


@cache
def _scheduler() -> Scheduler:
    """Without steps of minutes, which a daily quiz has no use for, and without fuzzing, which is chance."""
    import fsrs

    return fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def _local_midnight(day: date) -> datetime:
    return datetime.combine(day, time.min).astimezone(UTC)
