"""A mock paper (模拟卷): any question in any order, changed as often as one likes, marked when it is handed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from content.catalog import Catalog
from content.drawing import draw_paper
from content.marking import ShownQuestion, credit
from content.models import QuestionType
from storage.clock import Clock
from storage.errors import ChangedElsewhere
from storage.journal import Journal
from storage.records import Attempt, QuestionStanding, SittingKind, SittingPlan, new_uid
from storage.sitting import PAPER_PLACE, Answered, attempt_of, drop_plan, folded, shown_questions, standings_now


@dataclass(frozen=True)
class PaperForm:
    """What a mock paper is to be: how many questions of each type, on which topics (all when none are named), how
    many minutes (0: no limit), and whether part of an answer counts.
    """

    counts: Mapping[QuestionType, int]
    topics: tuple[str, ...] = ()
    minutes: int = 0
    partial: bool = False


def paper_plan(form: PaperForm, catalog: Catalog, now: datetime) -> SittingPlan:
    """The plan of a new paper.

    Raises:
        TooFew: there are not enough questions of some type.
    """
    uid = new_uid(now)
    questions = draw_paper(catalog.questions(form.topics), form.counts, seed=uid)
    return SittingPlan(
        uid=uid,
        kind=SittingKind.PAPER,
        question_ids=tuple(question.id for question in questions),
        began_at=now,
        topics=form.topics,
        minutes=form.minutes,
        partial=form.partial,
    )


class MockPaper:
    """A paper under way: `questions` as they are shown."""

    def __init__(self, journal: Journal, catalog: Catalog, clock: Clock, plan: SittingPlan) -> None:
        self.plan = plan
        self.questions = shown_questions(catalog, plan)
        self._journal = journal
        self._catalog = catalog
        self._clock = clock

    def given(self, number: int) -> tuple[str, ...]:
        """What stands at a question, in the letters of its pack or in words."""
        return self.plan.given.get(self.questions[number].question.id, ())

    @property
    def unanswered(self) -> int:
        """How many questions nothing was given to."""
        return sum(not any(self.given(number)) for number in range(len(self.questions)))

    def time_left(self) -> timedelta | None:
        """How long the paper may still take, at least nothing; None without a limit."""
        if not self.plan.minutes:
            return None
        return max(self.plan.began_at + timedelta(minutes=self.plan.minutes) - self._clock(), timedelta(0))

    def put(self, number: int, given: tuple[str, ...]) -> None:
        """Write down what was given to a question, in the letters of its pack; on the disk when this returns.

        What another window gave to other questions of the same paper meanwhile stays.

        Raises:
            ChangedElsewhere: the paper was handed in, or given up for another one, meanwhile.
            StorageError: it could not be written.
        """
        with self._journal.files.transaction():
            there = self._journal.plans.get(PAPER_PLACE)
            self._journal.files.must_be_read("plans")
            is_there = there is not None and there.uid == self.plan.uid
            if self.plan.given and not is_there:  # one just begun takes the place of another: that was agreed to
                raise ChangedElsewhere(there)
            answers = {**(there.given if there and is_there else {}), self.questions[number].question.id: given}
            plan = SittingPlan(**{**self.plan.model_dump(), "given": answers})
            self._journal.plans.put(PAPER_PLACE, plan)
        self.plan = plan

    def hand_in(self, named: Mapping[int, tuple[str, ...]] | None = None) -> list[tuple[Answered, Fraction]]:
        """Mark the paper: each answer, and how much of it counts. What was answered becomes attempts.

        `named` has the numbers of the points that a short answer named, by the number of its question. All is
        written in one step, and only once: a paper that was handed in elsewhere meanwhile is only marked.

        Raises:
            StorageError: it could not be written; the paper is as it was.
        """
        now = self._clock()
        standings = standings_now(self._journal, now)
        marked, attempts = [], []
        for number, shown in enumerate(self.questions):
            given = (named or {}).get(number, self.given(number))
            share = credit(shown.question, given, partial=self.plan.partial)
            marked.append((Answered(shown, given, share == 1), share))
            if any(given):
                at = now + timedelta(milliseconds=number)  # in their order, when the schedule is made again
                attempts.append(self._attempt(shown, given, share == 1, at, standings))
        with self._journal.files.transaction():
            is_there = drop_plan(self._journal, self.plan, PAPER_PLACE)
            if attempts and not is_there:
                return marked
            self._journal.attempts.add_many(attempts)
            self._journal.save_schedule(folded(standings, attempts, now))
        return marked

    def _attempt(
        self, shown: ShownQuestion, given: tuple[str, ...], right: bool, at: datetime,
        standings: dict[str, QuestionStanding],
    ) -> Attempt:  # fmt: skip
        return attempt_of(self._catalog, standings, shown, given, right, at, self.plan.uid, unsure=False)
