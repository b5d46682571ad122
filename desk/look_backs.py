"""Looking back at a week or a month in one's own words: what stands beside it, and plans that become matters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from content.marks import Mark
from content.period import Period, Span
from content.quick import Quick
from content.quick_plans import read_plan
from content.words import _
from desk.desk import Desk
from reports.matter_figures import due_on, was_open
from storage.clock import local_day
from storage.errors import ChangedElsewhere
from storage.records import Asked, LookBack, Matter, Planned

MOST_QUESTIONS = 3
MOST_PLANNED = 8
SEPARATOR = "｜"


@dataclass(frozen=True)
class Beside:
    """What stands beside a look-back while it is written: the records of its days, and what was meant before."""

    sentences: tuple[tuple[date, str, Mark, str], ...]
    """What was kept partly or not: day, item, mark, sentence."""
    day: date
    """The day whose end it stands at: the last of these days, today while they run."""
    open: tuple[Matter, ...]
    """Matters open on that day, whatever became of them since; those due first then before the others."""
    moved: tuple[Matter, ...]
    """Matters whose due day was moved within these days, closed since or not."""
    intention: str
    """What the week before meant to do; empty in a month."""
    planned: tuple[tuple[Planned, Matter | None], ...]
    """What the month before planned, each with the matter it became; empty in a week."""


def questions(desk: Desk) -> tuple[str, ...]:
    """The person's own questions, three at most; the usual ones as long as none were set."""
    own = tuple(filter(None, (" ".join(one.split()) for one in desk.settings.look_back_questions.split(SEPARATOR))))
    usual = (_("What is worth remembering?"), _("What did not go well, and why?"), _("What comes first now?"))
    return (own or usual)[:MOST_QUESTIONS]


def look_back_of(desk: Desk, period: Period) -> LookBack | None:
    """What was written about a week or a month, if it was."""
    return desk.journal.look_backs.get(str(period), near=period.last)


def fresh(desk: Desk, period: Period) -> LookBack:
    """The look-back as it is, or one to be filled in: with the questions of now, and those answered before."""
    there = look_back_of(desk, period)
    answered = there.asked if there else ()
    asked = {one.question: one for one in (*(Asked(question=one) for one in questions(desk)), *answered)}
    kept = tuple(one for one in asked.values() if one.text or one.question in questions(desk))
    if there is not None:
        return there if there.asked == kept else there.changed(there.changed_at, asked=kept)
    return LookBack.new(desk.now(), period.last, uid=str(period), period=str(period), asked=kept)


def beside(desk: Desk, period: Period) -> Beside:
    """What stands beside a look-back. A long job.

    Raises:
        NotRead: part of it could not be read, so that something would be missing.
    """
    journal = desk.journal
    today = desk.today()
    day = min(period.last, today)
    checks = journal.checks.within(period)
    closed = journal.matters.closed_within(Period(period.first, today)) if period.first <= today else ()
    matters = (*journal.matters.open(), *closed)
    there = [one for one in matters if was_open(one, day)]
    before = look_back_of(desk, span_of(period).beside(period, -1))
    sentences = tuple(
        (check.day, answer.item, answer.mark, answer.sentence)
        for check in checks
        for answer in check.answers
        if answer.mark in (Mark.PARTLY, Mark.NOT_KEPT)
    )
    planned = before.planned if before and is_month(period) else ()
    became = {one.uid: one for one in journal.matters.all()} if any(one.matter_uid for one in planned) else {}
    journal.files.must_be_read("checks", "matters", "lookbacks")
    return Beside(
        sentences=sentences,
        day=day,
        open=tuple(sorted(there, key=lambda one: (due_on(one, day) or date.max, one.uid))),
        moved=tuple(one for one in matters if any(local_day(move.written_at) in period for move in one.extensions)),
        intention=before.intention if before and not is_month(period) else "",
        planned=tuple((one, became.get(one.matter_uid)) for one in planned),
    )


def is_month(period: Period) -> bool:
    """Whether it is a month, which plans the next; else a week, which has an intention."""
    return (period.last - period.first) > timedelta(days=7)


def span_of(period: Period) -> Span:
    """Months or weeks."""
    return Span.MONTH if is_month(period) else Span.WEEK


def save_look_back(
    desk: Desk, seen: LookBack, *, asked: Mapping[str, str], intention: str = "", planned: Sequence[str] = ()
) -> LookBack:
    """Write a look-back as it was seen, changed; a plan whose words stay keeps the matter it became.

    `asked` has the answers by question; what was answered to others stays.

    Raises:
        ChangedElsewhere: it was changed since it was seen.
        StorageError: it could not be written.
    """
    kept = {one.text: one for one in seen.planned}
    answers = {**{one.question: one.text for one in seen.asked}, **asked}
    fields = {
        "asked": tuple(Asked(question=question, text=text) for question, text in answers.items()),
        "intention": intention,
        "planned": tuple(kept.get(text) or Planned(text=text) for text in planned if text.strip()),
    }
    return _written(desk, seen, fields)


def _said(one: LookBack) -> object:
    """What was written in it; questions that nobody answered say nothing."""
    return tuple(asked for asked in one.asked if asked.text), one.intention, one.planned


def _written(desk: Desk, seen: LookBack, fields: Mapping[str, object]) -> LookBack:
    now = desk.now()

    def change(there: LookBack | None) -> LookBack:
        if there is not None and _said(there) != _said(seen):
            raise ChangedElsewhere(there)
        if there is None and desk.journal.look_backs.get(seen.uid) is None:
            made = {"asked": seen.asked, "intention": seen.intention, "planned": seen.planned, **fields}
            return LookBack.new(now, seen.day, uid=seen.uid, period=seen.period, **made)
        return (there or seen).changed(now, **fields)

    return desk.journal.look_backs.edit(seen.uid, seen.day, change)


def plan_as_read(desk: Desk, seen: LookBack, place: int) -> Quick:
    """What a planned line says: its days are those of the month it is planned for, or are asked."""
    month = Span.MONTH.beside(Period.month_of(seen.day), 1)
    return read_plan(seen.planned[place].text, month, desk.today(), desk.calendar)


def list_plan(desk: Desk, seen: LookBack, place: int, quick: Quick) -> tuple[LookBack, Matter]:
    """Make a planned piece of work a matter, as its line was read, and keep which it became.

    Raises:
        ChangedElsewhere: the look-back was changed since it was seen; no matter was made.
        StorageError: it could not be written; nothing was.
    """
    now, today = desk.now(), desk.today()
    matter = Matter.new(
        now, quick.given_day or today, title=quick.title, given_by=quick.given_by, channel=quick.channel,
        due_day=quick.due_day, original=quick.original,
    )  # fmt: skip
    planned = tuple(
        one if at != place else Planned(text=one.text, matter_uid=matter.uid) for at, one in enumerate(seen.planned)
    )
    with desk.journal.files.transaction():
        saved = _written(desk, seen, {"planned": planned})
        desk.journal.matters.add(matter)
    return saved, matter
