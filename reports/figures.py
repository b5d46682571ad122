"""What a period's records come to: counts, each with the number it is out of. Nothing here judges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from content.calendar import Calendar
from content.marks import DontList, DontLists, Mark
from content.period import Period
from content.workdays import away_and_on_duty, due_days
from storage.journal import Journal
from storage.record_files import Notice
from storage.records import Answer, Attempt, Leave, Matter, MatterKind, NoteKind, SelfCheck, StudyNote

SHORTFALL_KINDS = frozenset({MatterKind.SHORTFALL, MatterKind.ERROR})


@dataclass(frozen=True)
class PeriodRecords:
    """One person's records that bear on a period."""

    period: Period
    """The days they bear on."""
    today: date
    """The day they were read on."""
    due_days: frozenset[date] = frozenset()
    """Days up to today on which a self-check was due: none before the first one answered, unless set otherwise."""
    presumed_days: frozenset[date] = frozenset()
    """Those of them in years without a known calendar."""
    days_off: frozenset[date] = frozenset()
    """Days off with a self-check."""
    checks: tuple[SelfCheck, ...] = ()
    """Self-checks about a day of the period."""
    notes: tuple[StudyNote, ...] = ()
    """Notes of a day of the period."""
    attempts: tuple[Attempt, ...] = ()
    """Answers to questions on a day of the period."""
    matters: tuple[Matter, ...] = ()
    """Matters in hand at any time in the period."""
    leaves: tuple[Leave, ...] = ()
    """Leaves with a day in the period."""
    in_part: tuple[Notice, ...] = ()
    """What of these could be read only in part, so that counts may be too small."""


def records_of(journal: Journal, period: Period, today: date, calendar: Calendar) -> PeriodRecords:
    """What a journal holds about a period, as far as `today`; only reads.

    Raises:
        NotRead: part of it could not be read, so that every count could be too small.
    """
    with journal.files.watched() as in_part:
        found = _records_of(journal, period, today, calendar)
    return replace(found, in_part=tuple(in_part))


def _records_of(journal: Journal, period: Period, today: date, calendar: Calendar) -> PeriodRecords:
    leaves = [leave for leave in journal.leaves.all() if leave.day <= period.last and leave.last_day >= period.first]
    away, on_duty = away_and_on_duty((leave.day, leave.last_day, leave.kind) for leave in leaves)
    closed_since = Period(period.first, max(period.last, today))
    since = journal.first_due_day()
    journal.files.must_be_read("checks", "profile")  # both are read again below, where it may succeed
    left_day = journal.profile().left_day
    until = min(today, left_day or today)
    due = due_days(period, away, since, until, calendar, on_duty) if since else ()
    matters = (*journal.matters.open(), *journal.matters.closed_within(closed_since))
    checks = tuple(journal.checks.within(period))
    found = PeriodRecords(
        period,
        today,
        due_days=frozenset(due),
        presumed_days=frozenset(day for day in due if calendar.kind_of(day).is_presumed),
        days_off=frozenset(check.day for check in checks if not calendar.kind_of(check.day).is_workday),
        checks=checks,
        notes=tuple(journal.notes.within(period)),
        attempts=tuple(journal.attempts.within(period)),
        matters=tuple(matter for matter in matters if matter.day <= period.last),
        leaves=tuple(leaves),
    )
    journal.files.must_be_read("checks", "notes", "attempts", "matters", "leaves", "profile")
    return found


@dataclass(frozen=True)
class ItemFigures:
    """On how many due days an item stood in each of the five states; together the due days its list was answered."""

    item: str
    """The item's id."""
    kept: int
    """Due days marked 做到."""
    partly: int
    """Due days marked 部分做到."""
    not_kept: int
    """Due days marked 未做到."""
    not_faced: int
    """Due days marked 不涉及."""
    blank: int
    """Due days without a mark."""

    @property
    def marked(self) -> int:
        """On how many due days it has a mark."""
        return self.kept + self.partly + self.not_kept + self.not_faced


@dataclass(frozen=True)
class StudyFigures:
    """Minutes studied, by kind, and from how many notes they come."""

    notes: int
    """How many notes have minutes."""
    group_minutes: int
    """Group study."""
    training_minutes: int
    """Training."""
    make_up_minutes: int
    """Making up for either."""
    self_minutes: int
    """Self-study, which does not count towards the target."""

    @property
    def counted_minutes(self) -> int:
        """What counts towards the yearly target: group study, training and making up for them."""
        return self.group_minutes + self.training_minutes + self.make_up_minutes


@dataclass(frozen=True)
class Figures:
    """The counts of a period."""

    period: Period
    """The days that were counted."""
    due_days: int
    """Days up to today on which a self-check was due."""
    presumed_days: int
    """Those of them in years without a known calendar."""
    answered_days: int
    """Those of them on which every item has a mark."""
    partly_days: int
    """Those on which some items have a mark and others none."""
    late_days: int
    """Those answered in full with an item first answered after the day."""
    changed_days: int
    """Those answered in full with an item changed after the day; one filled in late and then changed is both."""
    partly_late_days: int
    """Days of `partly_days` with an item first answered after the day."""
    partly_changed_days: int
    """Days of `partly_days` with an item changed after the day."""
    undue_days: int
    """Days with an answer on which no self-check was due; they are counted nowhere else."""
    undue_days_off: int
    """Those of them that are days off; the others are on leave, or before or after the time checks are due."""
    items: tuple[ItemFigures, ...]
    """Each item of the list at the period's end."""
    study: StudyFigures
    """The minutes studied."""
    quiz_answered: int
    """Answers to questions."""
    quiz_right: int
    """Those that were right."""


def figures(records: PeriodRecords, lists: DontLists) -> Figures:
    """The counts of a person's period, each day against the unit's list of that day; a personal list is left aside.

    The items are those of the list at the period's end, each counted over the due days whose list has it.
    """
    checks = {check.day: check for check in records.checks if check.list_id == lists.unit_on(check.day).id}
    items = {day: [dont.id for dont in lists.unit_on(day).donts] for day in {*records.due_days, *checks}}
    due = [checks[day] for day in sorted(records.due_days) if day in checks]
    answered = {check.day: check for check in due if all(check.mark(item) for item in items[check.day])}
    partly = [check for check in due if check.day not in answered and any(map(check.mark, items[check.day]))]
    days_of = Counter(item for day in records.due_days for item in items[day])
    shown = list_of(records, lists).donts
    undue = {day for day, one in checks.items() if any(map(one.mark, items[day]))} - records.due_days
    return Figures(
        records.period,
        due_days=len(records.due_days),
        presumed_days=len(records.presumed_days),
        answered_days=len(answered),
        partly_days=len(partly),
        late_days=sum(_any(check, items[check.day], check.is_late) for check in answered.values()),
        changed_days=sum(_any(check, items[check.day], _is_changed) for check in answered.values()),
        partly_late_days=sum(_any(check, items[check.day], check.is_late) for check in partly),
        partly_changed_days=sum(_any(check, items[check.day], _is_changed) for check in partly),
        undue_days=len(undue),
        undue_days_off=len(undue & records.days_off),
        items=tuple(_item_figures(dont.id, due, days_of[dont.id]) for dont in shown),
        study=_study_figures(records.notes),
        quiz_answered=len(records.attempts),
        quiz_right=sum(attempt.right for attempt in records.attempts),
    )


def list_of(records: PeriodRecords, lists: DontLists) -> DontList:
    """The unit's list at the period's end, or today while it runs."""
    return lists.unit_on(min(records.today, records.period.last))


def _any(check: SelfCheck, items: Iterable[str], holds: Callable[[Answer], bool]) -> bool:
    answers = (check.answer(item) for item in items)
    return any(answer is not None and holds(answer) for answer in answers)


def _is_changed(answer: Answer) -> bool:
    return bool(answer.earlier)


def _item_figures(item: str, due: Iterable[SelfCheck], days: int) -> ItemFigures:
    counts = Counter(check.mark(item) for check in due)
    marked = sum(counts[mark] for mark in Mark)
    return ItemFigures(
        item,
        kept=counts[Mark.KEPT],
        partly=counts[Mark.PARTLY],
        not_kept=counts[Mark.NOT_KEPT],
        not_faced=counts[Mark.NOT_FACED],
        blank=days - marked,
    )


def _study_figures(notes: Iterable[StudyNote]) -> StudyFigures:
    minutes: Counter[NoteKind] = Counter()
    timed = 0
    for note in notes:
        minutes[note.kind] += note.minutes
        timed += note.minutes > 0
    return StudyFigures(
        notes=timed,
        group_minutes=minutes[NoteKind.GROUP],
        training_minutes=minutes[NoteKind.TRAINING],
        make_up_minutes=minutes[NoteKind.MAKE_UP],
        self_minutes=minutes[NoteKind.SELF],
    )
