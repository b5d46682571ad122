"""Making the sample office: everything follows from a seed and a day, and is written through the real stores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from content.calendar import PUBLISHED
from content.donts import official_list
from content.marking import is_right, right_answer
from content.marks import DontLists, Mark, short_words
from content.period import Period
from content.spacing import after
from content.workdays import due_days
from desk.save_files import save_files
from reports.figures import figures, records_of
from reports.summary import Pickable, PickKind, Summary, file, offer
from storage.journal import Journal
from storage.records import (
    Answer,
    Attempt,
    CardState,
    Leave,
    Matter,
    MatterKind,
    MatterState,
    NoteKind,
    Profile,
    QuestionStanding,
    Role,
    SelfCheck,
    StudyNote,
)
from storage.roster import Member
from storage.submission import suggested_file_name
from tui.demo import words

if TYPE_CHECKING:
    from content.catalog import Catalog

SIZE = 24
SECRETARY, MEMBER, SILENT, AWAY = 0, 4, 17, 11  # places on the roster: who plays which part
MARKS = (Mark.KEPT,) * 80 + (Mark.PARTLY,) * 6 + (Mark.NOT_KEPT,) * 4 + (Mark.NOT_FACED,) * 10


@dataclass(frozen=True)
class Amount:
    """How much somebody writes on a workday, on average."""

    notes: float = 0.12
    attempts: int = 3


USUAL = Amount()
MUCH = Amount(notes=1.44, attempts=15)  # ten years of it: 2,500 checks, 3,600 notes, 36,500 attempts


def members() -> list[Member]:
    """The roster of the office."""
    found = []
    for place in range(SIZE):
        office = words.OFFICES[place % len(words.OFFICES)]
        post = words.POSTS[min(place // len(words.OFFICES), len(words.POSTS) - 1)]
        found.append(
            Member(
                member_no=f"{place + 1:03}",
                name=words.SURNAMES[place] + words.GIVEN[place],
                office=office,
                post=post,
                party_group=f"第{'一二三'[place % 3]}党小组",
                political_status="中共党员",
            )
        )
    return found


def profile_of(member: Member, *, is_secretary: bool = False) -> Profile:
    """What that person wrote about themselves."""
    return Profile(
        name=member.name,
        member_no=member.member_no,
        office=member.office,
        post=member.post,
        party_group=member.party_group,
        branch=words.BRANCH,
        role=Role.HEAD if member.post == words.POSTS[0] else Role.STAFF,
        is_secretary=is_secretary,
    )


class Diary:
    """What one person of the office recorded over a period; the same arguments make the same records."""

    def __init__(self, place: int, period: Period, now: datetime, seed: int, amount: Amount = USUAL) -> None:
        self.place = place
        self.period = period
        self.now = now
        self.amount = amount
        self.chance = Random(f"{seed}/{place}/{period}")  # noqa: S311 - sample data, no secret
        self.today = now.astimezone().date()
        self._count = 0
        self.days = self._days()

    def _days(self) -> list[date]:
        """The days that were due and are over; today is left to who sits at the keyboard."""
        away = [(leave.day, leave.last_day) for leave in self.leaves()]
        return [day for day in due_days(self.period, away, None, self.today, PUBLISHED) if day < self.today]

    def leaves(self) -> list[Leave]:
        """One of the office was away for the first half of the last month."""
        if self.place != AWAY:
            return []
        month = Period.month_of(self.today)
        half = month.first + timedelta(days=13)
        return [
            Leave.new(self._at(month.first), month.first, uid=self._uid(month.first), last_day=half, reason="外出培训")
        ]

    def checks(self) -> Iterator[SelfCheck]:
        """A check on most days; some are written a day late."""
        dont_list = official_list()
        for day in self.days:
            if self.chance.random() < 0.06:
                continue
            late = self.chance.random() < 0.04 and day + timedelta(days=1) < self.today
            at = self._at(day + timedelta(days=1) if late else day)
            answers = tuple(self._answer(number, dont.id, at) for number, dont in enumerate(dont_list.donts))
            uid = SelfCheck.uid_of(day, dont_list.id)
            yield SelfCheck.new(at, day, uid=uid, list_id=dont_list.id, edition=dont_list.edition, answers=answers)

    def _answer(self, number: int, item: str, at: datetime) -> Answer:
        mark = self.chance.choice(MARKS)
        said = self.chance.choice(words.SHORTFALLS[number % len(words.SHORTFALLS)])[0]
        wanting = mark in (Mark.PARTLY, Mark.NOT_KEPT)
        return Answer(item=item, mark=mark, sentence=said if wanting else "", written_at=at)

    def matters(self) -> Iterator[Matter]:
        """Some matter is given about once in eight workdays; nearly all that are a month old are settled."""
        for day in self.days:
            if self.chance.random() < 0.12:
                yield self._matter(day)

    def _matter(self, day: date) -> Matter:
        number = self.chance.randrange(len(words.SHORTFALLS))
        is_shortfall = self.chance.random() < 0.35
        title, put = self.chance.choice(words.SHORTFALLS[number] if is_shortfall else words.MATTERS)
        due = day + timedelta(days=self.chance.randint(3, 14))
        closed = due - timedelta(days=self.chance.randint(0, 2))
        giver = self.chance.choice(words.GIVERS)
        fields = {
            "title": title,
            "kind": MatterKind.SHORTFALL if is_shortfall else MatterKind.ASSIGNED,
            "measure": put if is_shortfall else "",
            "given_by": "" if is_shortfall else giver,
            "channel": "" if is_shortfall else self.chance.choice(words.CHANNELS),
            "item": official_list().donts[number].id if is_shortfall else "",
            "due_day": due,
        }
        if closed < self.today and (self.chance.random() < 0.85 or self.today - due > timedelta(days=30)):
            result = "已按措施改正" if is_shortfall else put
            fields |= {
                "state": MatterState.SETTLED,
                "result": result,
                "answered_to": giver,
                "answered_day": closed,
                "closed_day": closed,
            }
        return Matter.new(self._at(day), day, uid=self._uid(day), **fields)

    def notes(self) -> Iterator[StudyNote]:
        """Study notes, a few of them of group study."""
        for day in self.days:
            whole, part = divmod(self.amount.notes, 1)
            for _note in range(int(whole) + (self.chance.random() < part)):
                title, thought = self.chance.choice(words.NOTES)
                kinds = (NoteKind.SELF, NoteKind.SELF, NoteKind.GROUP, NoteKind.TRAINING)
                yield StudyNote.new(
                    self._at(day),
                    day,
                    uid=self._uid(day),
                    title=title,
                    own_words=thought if self.chance.random() < 0.8 else "",
                    material=self.chance.choice(words.MATERIALS),
                    minutes=self.chance.choice((20, 30, 40, 60, 90)),
                    kind=self.chance.choice(kinds),
                    offered=title in words.OFFERED,
                )

    def attempts(self, catalog: Catalog) -> tuple[list[Attempt], dict[str, QuestionStanding]]:
        """Answers to questions, with the schedule they come to."""
        questions = catalog.questions()
        schedule: dict[str, QuestionStanding] = {}
        made = []
        for day in self.days:
            for number in range(self.amount.attempts):
                question = self.chance.choice(questions)
                right = self.chance.random() < 0.8
                at = self._at(day) + timedelta(minutes=number)
                old = schedule.get(question.id)
                chosen = right_answer(question) if right else question.letters[:1] or ("?",)
                right = is_right(question, chosen)
                card = CardState(**after(old.card if old else None, right, at))
                pack = catalog.pack_of(question.id).id
                made.append(
                    Attempt.new(
                        at, day, uid=self._uid(day), pack_id=pack, question_id=question.id, chosen=chosen, right=right,
                        card=card,
                    )
                )  # fmt: skip
                schedule[question.id] = QuestionStanding.after(old, made[-1])
        return made, schedule

    def write(self, journal: Journal, catalog: Catalog | None) -> None:
        """Write everything into a journal, each file once."""
        journal.leaves.add_many(self.leaves())
        journal.checks.add_many(self.checks())
        journal.matters.add_many(self.matters())
        journal.notes.add_many(self.notes())
        if catalog is not None:
            attempts, schedule = self.attempts(catalog)
            journal.attempts.add_many(attempts)
            journal.save_schedule(schedule)

    def _at(self, day: date) -> datetime:
        """A moment in the afternoon of a day."""
        return datetime.combine(day, time(17, 30)).astimezone()

    def _uid(self, day: date) -> str:
        """A name that sorts by time, and is the same for the same seed."""
        self._count += 1
        return f"{day:%Y%m%d}-{self.place:02}-{self._count:05}"


def open_matters(now: datetime) -> list[Matter]:
    """What the member at the keyboard has in hand: one overdue, one for tomorrow, one for later."""
    today = now.astimezone().date()
    return [
        Matter.new(
            now - timedelta(days=given), today - timedelta(days=given), uid=f"{today:%Y%m%d}-open-{number}",
            title=title, given_by=giver, channel=channel, due_day=today + timedelta(days=due),
        )
        for number, (title, giver, channel, given, due) in enumerate(words.OPEN)
    ]  # fmt: skip


def years_before(now: datetime, years: int) -> Period:
    """The years up to today."""
    today = now.astimezone().date()
    return Period(today - timedelta(days=365 * years), today)


def chosen_by(place: int, offered: tuple[Pickable, ...]) -> tuple[Pickable, ...]:
    """What that person ticks: most the counts by item, some a matter or a note, one of them every shortfall."""
    kinds = {PickKind.COMPLETENESS, PickKind.STUDY, PickKind.LEAVE}
    if place % 4:
        kinds |= {PickKind.MARKS}
    if place % 3 == 0:
        kinds |= {PickKind.QUIZ}
    picks = [pick for pick in offered if pick.kind in kinds]
    matters = [pick for pick in offered if pick.kind is PickKind.MATTER]
    notes = [pick for pick in offered if pick.kind is PickKind.NOTE]
    return (*picks, *(matters[:2] if place % 2 else ()), *(notes[:1] if place % 5 == 1 else ()))


def submission_of(place: int, period: Period, now: datetime, seed: int, journal: Journal | None = None) -> Summary:
    """What one person of the office sends about a period, of records made for it or of their journal."""
    if journal is None:
        journal = Journal.in_memory(clock=lambda: now)
        Diary(place, Period(period.first, now.astimezone().date()), now, seed).write(journal, None)
    records = records_of(journal, period, now.astimezone().date(), PUBLISHED)
    lists = DontLists(official_list())
    picks = chosen_by(place, offer(records, figures(records, lists), lists))
    words = short_words(lists.units())
    return Summary(period, lists.official, words, profile_of(members()[place]), now, picks)


def write_submissions(folder: Path, period: Period, now: datetime, seed: int, *, leave_out: set[int]) -> list[Path]:
    """Write the files of everybody but those left out; where they lie."""
    from content.dates import period_words

    files = {
        folder / suggested_file_name(member.name, period_words(period)): file(
            submission_of(place, period, now, seed), 1
        )
        for place, member in enumerate(members())
        if place not in leave_out
    }
    folder.mkdir(parents=True, exist_ok=True)
    save_files(files)
    return list(files)
