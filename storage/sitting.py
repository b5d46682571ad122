"""A sitting of questions: what is asked, is it right, and when it comes again. No screen: commands use it too.

Each answer is on the disk before anybody is told whether it was right. The schedule follows once, when the sitting
is closed; a sitting that was broken off loses nothing, because each attempt carries the card after it, and it can be
gone on with, because its plan is kept and its attempts name it. Of a mock paper (`storage.mock`) what stands at each
question is kept in its plan until it is handed in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from content.catalog import Catalog
from content.drawing import draw, draw_practice, reviews_today
from content.marking import ShownQuestion, is_right, shuffled
from content.period import Period
from content.spacing import after
from storage.clock import Clock, local_day
from storage.journal import Journal
from storage.records import Attempt, CardState, QuestionStanding, SittingKind, SittingPlan, new_uid

DAILY, BATCH, MOST_WRONG = 5, 10, 20
LOOK_BACK, A_DAY = timedelta(days=31), timedelta(days=1)  # within which a schedule may not have been written
PLACE, PAPER_PLACE = "sitting", "paper"  # the keys of unfinished plans
OF_THE_DAY = (SittingKind.DAILY, SittingKind.REVIEW)


@dataclass(frozen=True)
class Answered:
    """A question as it was shown, what was given in the letters of its pack or in words, and whether it was right."""

    shown: ShownQuestion
    given: tuple[str, ...]
    right: bool
    unsure: bool = False


@dataclass(frozen=True)
class Overview:
    """What may be asked now.

    standings: how each question asked before stands. reviews: those of today, most overdue first; backlog: how many
    are due in all. new: how many were never asked. wrong: those answered wrongly the last time, longest ago first.
    next_day: the first day after today with a review. plan, paper: the sitting and the mock paper that were broken
    off, if any were; plan_left, paper_left: how many of their questions are still to be answered, None for a sitting
    without end. today: how many different questions were answered today.
    """

    standings: dict[str, QuestionStanding]
    reviews: tuple[str, ...]
    backlog: int
    new: int
    wrong: tuple[str, ...]
    next_day: date | None
    plan: SittingPlan | None
    paper: SittingPlan | None
    plan_left: int | None
    paper_left: int
    today: int


def overview(journal: Journal, catalog: Catalog, now: datetime, cap: int) -> Overview:
    """What may be asked now, at most `cap` reviews a day.

    Raises:
        NotRead: part of what was answered before could not be read.
        PackError: the system did not let a bank be read.
    """
    catalog.must_be_read()
    today = local_day(now)
    known = {question.id for question in catalog.questions()}
    standings = {name: one for name, one in standings_now(journal, now).items() if name in known}
    due = {question_id: one.card.due for question_id, one in standings.items()}
    answered = sum(_last_day(one) == today and one.asked > 1 for one in standings.values())
    reviews = reviews_today(due, now, answered=answered, cap=cap)
    plan, paper = (unfinished(journal, catalog, today, place) for place in (PLACE, PAPER_PLACE))
    wrong = sorted((one.card.last_review or now, name) for name, one in standings.items() if not one.last_right)
    return Overview(
        standings=standings,
        reviews=tuple(reviews),
        backlog=sum(at <= now for at in due.values()),
        new=len(known) - len(standings),
        wrong=tuple(question_id for _at, question_id in wrong),
        next_day=min((local_day(at) for at in due.values() if at > now), default=None),
        plan=plan,
        paper=paper,
        plan_left=_plan_left(journal, catalog, plan) if plan else 0,
        paper_left=_paper_left(catalog, paper) if paper else 0,
        today=sum(_last_day(one) == today for one in standings.values()),
    )


def plan_for(
    kind: SittingKind, seen: Overview, catalog: Catalog, now: datetime, *, count: int = 0, topics: Collection[str] = ()
) -> SittingPlan:
    """The plan of a new sitting, of these topics only if any are named; without questions where there are none."""
    uid, questions = new_uid(now), catalog.questions(topics)
    asked = {question.id for question in questions}
    if kind is SittingKind.DAILY:
        seed = f"{local_day(now)}"
        ids = draw(questions, seen.reviews, seen.standings, seed=seed, count=count or DAILY)
    elif kind is SittingKind.REVIEW:
        ids = [question_id for question_id in seen.reviews if question_id in asked]
    elif kind is SittingKind.WRONG:
        ids = [question_id for question_id in seen.wrong if question_id in asked][: count or MOST_WRONG]
    else:
        ids = draw_practice(questions, _last_asked(seen.standings), seed=uid, count=count or BATCH)
    return SittingPlan(uid=uid, kind=kind, question_ids=tuple(ids), began_at=now, topics=tuple(topics))


def unfinished(journal: Journal, catalog: Catalog, today: date, place: str = PLACE) -> SittingPlan | None:
    """The plan that was broken off and can be gone on with; that of a sitting of the day only on its day.

    What was given to a question that has other options now is left out.
    """
    plan = journal.plans.get(place)
    if plan is None:
        return None
    if plan.kind in OF_THE_DAY and local_day(plan.began_at) != today:
        return None
    letters = {question.id: set(question.letters) for question in catalog.questions()}
    if not any(question_id in letters for question_id in plan.question_ids):
        return None
    given = {name: one for name, one in plan.given.items() if not letters.get(name) or set(one) <= letters[name]}
    return SittingPlan(**{**plan.model_dump(), "given": given})


def standings_now(journal: Journal, now: datetime) -> dict[str, QuestionStanding]:
    """How each question stands, with what was answered in a sitting whose schedule was never written.

    Where the schedule cannot be trusted, because part of it cannot be read or a clock ran ahead when it was written,
    it is made again from all attempts.

    Raises:
        NotRead: some of them could not be read; a schedule made of fewer would ask at the wrong time.
    """
    standings = _standings(journal, now)
    journal.files.must_be_read("attempts", "schedule")
    return standings


def _standings(journal: Journal, now: datetime) -> dict[str, QuestionStanding]:
    schedule = journal.schedule()
    if schedule is None or any(_moment(one.card) > now + A_DAY for one in schedule.values()):
        return folded({}, journal.attempts.all(), now)
    newest = max((_moment(one.card) for one in schedule.values()), default=None)
    if newest is None:
        return folded({}, journal.attempts.all(), now)
    recent = Period(min(local_day(newest - A_DAY), local_day(now) - LOOK_BACK), date.max)
    return folded(schedule, (one for one in journal.attempts.within(recent) if one.written_at <= now + A_DAY), now)


def folded(
    standings: dict[str, QuestionStanding], attempts: Iterable[Attempt], now: datetime
) -> dict[str, QuestionStanding]:
    """The standings with the attempts that came after them; what a clock that ran ahead wrote counts as oldest."""
    standings = dict(standings)

    def when(attempt: Attempt) -> tuple[bool, datetime, str]:
        return attempt.written_at <= now + A_DAY, attempt.written_at, attempt.uid

    for attempt in sorted(attempts, key=when):
        old = standings.get(attempt.question_id)
        if old is None or _moment(attempt.card) > _moment(old.card) or _moment(old.card) > now + A_DAY:
            standings[attempt.question_id] = QuestionStanding.after(old, attempt)
    return standings


class Sitting:
    """Questions one after another, each explained at once. Nothing is written until one is answered.

    questions: those of this sitting as they are shown. answers: what was answered, in the same order.
    """

    def __init__(self, journal: Journal, catalog: Catalog, clock: Clock, plan: SittingPlan) -> None:
        self.plan = plan
        self.questions = shown_questions(catalog, plan)
        self._journal = journal
        self._catalog = catalog
        self._clock = clock
        self._answered: list[Attempt] = []
        self._standings = standings_now(journal, clock())
        self.answers, left = _answers_before(journal, plan, self.questions)
        self.questions = [*(answer.shown for answer in self.answers), *left]
        if self.is_over and plan.kind is SittingKind.ENDLESS:
            self._go_on()

    @property
    def current(self) -> ShownQuestion | None:
        """The question to be answered next; None when there is none left."""
        return self.questions[len(self.answers)] if len(self.answers) < len(self.questions) else None

    @property
    def is_over(self) -> bool:
        """Whether every question of the sitting was answered."""
        return self.current is None

    @property
    def right(self) -> int:
        """How many answers were right."""
        return sum(answer.right for answer in self.answers)

    def answer(self, chosen: Sequence[str], *, unsure: bool = False) -> Answered:
        """Answer the current question, letters as shown; saved when this returns, and the next one is current.

        Raises:
            ValueError: there is no current question, nothing was given, or a letter was not shown.
            StorageError: it could not be saved; the question is still the current one.
        """
        shown = self.current
        if shown is None or not any(chosen):
            raise ValueError("nothing to answer" if shown is None else "nothing given")
        given = shown.given(chosen)
        right = is_right(shown.question, given)
        if not self.answers:
            self._keep()
        if self.plan.kind is SittingKind.ENDLESS and len(self.answers) + 1 == len(self.questions):
            self._go_on()
        self._save(shown, given, right, unsure)
        self.answers.append(Answered(shown, given, right, unsure))
        return self.answers[-1]

    def answer_short(self, named: Collection[int], *, unsure: bool = False) -> Answered:
        """Answer a short question whose points with these numbers were named; none of them is an answer too."""
        return self.answer([str(number) for number in sorted(named)] or ["0"], unsure=unsure)

    def close(self) -> None:
        """Write the schedule, if anything was answered since it was written; the sitting may go on afterwards.

        Raises:
            StorageError: it could not be written; the answers are safe, and the next sitting knows them.
        """
        if self._answered:
            self._journal.save_schedule(standings_now(self._journal, self._clock()))
            self._answered.clear()
        if self.is_over:
            drop_plan(self._journal, self.plan, PLACE)

    def _save(self, shown: ShownQuestion, given: tuple[str, ...], right: bool, unsure: bool) -> None:
        attempt = attempt_of(self._catalog, self._standings, shown, given, right, self._clock(), self.plan.uid, unsure)
        self._journal.attempts.add(attempt)
        self._answered.append(attempt)
        name = shown.question.id
        self._standings[name] = QuestionStanding.after(self._standings.get(name), attempt)

    def _go_on(self) -> None:
        """Draw the next questions of a sitting without end, the one on the screen as if it were answered."""
        last = _last_asked(self._standings)
        if self.current is not None:
            last[self.current.question.id] = self._clock()
        questions = self._catalog.questions(self.plan.topics)
        ids = draw_practice(questions, last, seed=f"{self.plan.uid} {len(self.questions)}", count=BATCH)
        plan = SittingPlan(**{**self.plan.model_dump(), "question_ids": (*self.plan.question_ids, *ids)})
        self._journal.plans.put(PLACE, plan)
        self.plan = plan
        self.questions += shown_questions(self._catalog, plan)[-len(ids) :] if ids else []

    def _keep(self) -> None:
        self._journal.plans.put(PLACE, self.plan)


def shown_questions(catalog: Catalog, plan: SittingPlan) -> list[ShownQuestion]:
    """The questions of a plan as they are shown in it, each time the same; without those that are no more."""
    known = {question.id: question for question in catalog.questions()}
    times: dict[str, int] = {}
    shown = []
    for question_id in plan.question_ids:
        times[question_id] = times.get(question_id, 0) + 1
        if question_id in known:
            shown.append(shuffled(known[question_id], f"{plan.uid} {times[question_id]}"))
    return shown


def _answers_before(
    journal: Journal, plan: SittingPlan, questions: Sequence[ShownQuestion]
) -> tuple[list[Answered], list[ShownQuestion]]:
    """What was answered before a sitting was broken off, in that order, and the questions that are left of it.

    A question that has other options now is asked again.
    """
    since = Period(local_day(plan.began_at) - timedelta(days=1), date.max)
    before = [one for one in journal.attempts.within(since) if one.sitting == plan.uid]
    left, answers = list(questions), []
    for attempt in sorted(before, key=lambda one: (one.written_at, one.uid)):
        shown = next((shown for shown in left if shown.question.id == attempt.question_id), None)
        letters = set(shown.question.letters) if shown else set()
        if shown is not None and (not letters or set(attempt.chosen) <= letters):
            left.remove(shown)
            answers.append(Answered(shown, attempt.chosen, attempt.right, attempt.unsure))
    return answers, left


def _plan_left(journal: Journal, catalog: Catalog, plan: SittingPlan) -> int | None:
    if plan.kind is SittingKind.ENDLESS:
        return None
    return len(_answers_before(journal, plan, shown_questions(catalog, plan))[1])


def _paper_left(catalog: Catalog, paper: SittingPlan) -> int:
    return sum(not any(paper.given.get(shown.question.id, ())) for shown in shown_questions(catalog, paper))


def drop_plan(journal: Journal, plan: SittingPlan, place: str) -> bool:
    """Forget a plan, because it is finished or given up; whether it was still the one that lay there.

    Raises:
        StorageError: it could not be read or written.
    """
    there = journal.plans.get(place)
    journal.files.must_be_read("plans")
    if there is None or there.uid != plan.uid:
        return False
    journal.plans.drop(place)
    return True


def attempt_of(
    catalog: Catalog,
    standings: dict[str, QuestionStanding],
    shown: ShownQuestion,
    given: tuple[str, ...],
    right: bool,
    now: datetime,
    sitting: str,
    unsure: bool,
) -> Attempt:
    """The record of an answer, with the card after it."""
    old = standings.get(shown.question.id)
    card = CardState(**after(old.card if old else None, right, now, unsure=unsure))
    return Attempt.new(
        now,
        local_day(now),
        pack_id=catalog.pack_of(shown.question.id).id,
        question_id=shown.question.id,
        chosen=given,
        right=right,
        unsure=unsure,
        sitting=sitting,
        card=card,
    )


def _last_asked(standings: dict[str, QuestionStanding]) -> dict[str, datetime]:
    return {name: _moment(one.card) for name, one in standings.items()}


def _moment(card: CardState) -> datetime:
    return card.last_review or card.due


def _last_day(standing: QuestionStanding) -> date | None:
    return local_day(standing.card.last_review) if standing.card.last_review else None
