"""A sitting of a few questions: what is asked, is it right, and when it comes again. No screen: commands use it too.

Each answer is on the disk before anybody is told whether it was right. The schedule follows once, when the sitting
is closed; a sitting that was broken off loses nothing, because each attempt carries the card after it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from content.catalog import Catalog
from content.drawing import draw
from content.marking import ShownQuestion, is_right, shuffled
from content.period import Period
from content.spacing import after
from storage.clock import Clock, local_day
from storage.journal import Journal
from storage.records import Attempt, CardState

COUNT = 5
LOOK_BACK = timedelta(days=31)  # how far back a sitting may lie whose schedule was never written
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Answered:
    """A question as it was shown, the letters chosen as shown, and whether they were right."""

    shown: ShownQuestion
    chosen: tuple[str, ...]
    right: bool


class Sitting:
    """A few questions: due reviews first, then new ones. Nothing is written until one is answered.

    They come from all packs and topics, unless topics are named.

    due: how many reviews are due now. new: how many questions were never asked.
    questions: those of this sitting as they are shown. answers: what was answered, in the same order.
    """

    def __init__(
        self, journal: Journal, catalog: Catalog, clock: Clock, *, count: int = COUNT, topics: Collection[str] = ()
    ) -> None:
        self._journal = journal
        self._catalog = catalog
        self._clock = clock
        now = clock()
        self._schedule = schedule_now(journal, local_day(now))
        self._answered: dict[str, CardState] = {}
        known = catalog.questions(topics)
        due = {question.id: card.due for question in known if (card := self._schedule.get(question.id))}
        self.due = sum(1 for at in due.values() if at <= now)
        self.new = len(known) - len(due)
        self.next_day: date | None = min((local_day(at) for at in due.values() if at > now), default=None)
        self.seed = local_day(now).isoformat()
        drawn = draw(known, due, now, seed=self.seed, count=count)
        self.reviewed = frozenset(drawn) & set(due)
        self.questions = tuple(shuffled(catalog.question(question_id), self.seed) for question_id in drawn)
        self.answers: list[Answered] = []

    @property
    def current(self) -> ShownQuestion | None:
        """The question to be answered next; None when there is none left."""
        return None if self.is_over else self.questions[len(self.answers)]

    @property
    def is_over(self) -> bool:
        """Whether every question of the sitting was answered."""
        return len(self.answers) == len(self.questions)

    @property
    def right(self) -> int:
        """How many answers were right."""
        return sum(answer.right for answer in self.answers)

    def answer(self, chosen: Collection[str]) -> Answered:
        """Answer the current question with letters as shown; saved when this returns, and the next one is current.

        Raises:
            ValueError: there is no current question, nothing was chosen, or a letter was not shown.
            StorageError: it could not be saved; the question is still the current one.
        """
        shown = self.current
        if shown is None or not chosen:
            raise ValueError("nothing to answer" if shown is None else "nothing chosen")
        question, original = shown.question, shown.given(chosen)
        now, right = self._clock(), is_right(shown.question, original)
        card = CardState(**after(self._schedule.get(question.id), right, now))
        attempt = Attempt.new(
            now,
            local_day(now),
            pack_id=self._catalog.pack_of(question.id).id,
            question_id=question.id,
            chosen=original,
            right=right,
            card=card,
        )
        self._journal.attempts.add(attempt)
        self._schedule[question.id] = self._answered[question.id] = card
        self.answers.append(
            Answered(shown, tuple(letter for letter, _words in shown.choices if letter in chosen), right)
        )
        return self.answers[-1]

    def close(self) -> None:
        """Write the schedule, if anything was answered since it was written; the sitting may go on afterwards.

        Raises:
            StorageError: it could not be written; the answers are safe, and the next sitting knows them.
        """
        if not self._answered:
            return
        schedule = schedule_now(self._journal, local_day(self._clock()))
        self._journal.save_schedule({**schedule, **self._answered})
        self._answered.clear()


def schedule_now(journal: Journal, today: date) -> dict[str, CardState]:
    """The schedule, with what was answered in a sitting that was broken off before the schedule was written."""
    schedule = journal.schedule()
    recent = Period(today - LOOK_BACK, date.max)
    for attempt in journal.attempts.within(recent) if schedule else journal.attempts.all():
        old = schedule.get(attempt.question_id)
        if old is None or (attempt.card.last_review or _LONG_AGO) >= (old.last_review or _LONG_AGO):
            schedule[attempt.question_id] = attempt.card
    return schedule
