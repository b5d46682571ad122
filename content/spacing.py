"""When a question is due again, by the FSRS scheduler; whole days, because a quiz is taken once a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, Protocol, TypedDict

if TYPE_CHECKING:
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


def after(card: Card | None, right: bool, at: datetime) -> CardFields:
    """The card after an answer at `at` (an aware moment); None is a question never answered before.

    It is due at a local midnight, tomorrow at the earliest, so that what is due later in a day is due all that day.
    The same arguments give the same card, in one time zone.
    """
    import fsrs

    at = at.astimezone(UTC)
    old = fsrs.Card(card_id=0, due=at)
    if card is not None and card.stability is not None:
        old = fsrs.Card(
            card_id=0,
            state=fsrs.State(card.state),
            step=card.step,
            stability=card.stability,
            difficulty=card.difficulty,
            due=card.due,
            last_review=card.last_review,
        )
    new, _log = _scheduler().review_card(old, fsrs.Rating.Good if right else fsrs.Rating.Again, at)
    return CardFields(
        state=int(new.state),
        step=new.step,
        stability=new.stability,
        difficulty=new.difficulty,
        due=_local_midnight(at.astimezone().date() + timedelta(days=(new.due - at).days)),
        last_review=at,
    )


@cache
def _scheduler() -> Scheduler:
    """Without steps of minutes, which a daily quiz has no use for, and without fuzzing, which is chance."""
    import fsrs

    return fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def _local_midnight(day: date) -> datetime:
    return datetime.combine(day, time.min).astimezone(UTC)
