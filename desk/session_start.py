"""Beginning a learning session: a ready one or one's own, with teams or without; its sheet for the facilitator."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from content.agenda import fold
from content.agenda_line import HOUR
from content.contest_events import MOST_TEAMS, PRESET_A, ContestRules, Opened, RoundKind, Team
from content.lessons import Lesson, steps_of
from content.question_pool import Lack, lacking, pool_of, suits, wanted_size
from content.session_events import AgendaStep, ContestStepped, SessionOpened, WallChosen
from content.texts import clean_line
from desk.desk import Desk
from desk.meeting_papers import facilitator_files
from desk.session import LiveSession
from desk.session_questions import askable, drawn_from
from reports.contest_rules import rules_table
from storage.records import Meeting
from storage.sessions import logged_in, session_file

HANDS, CONTEST = 1, 10  # questions of a session that one puts together oneself
WANTED = {RoundKind.MUST: 4, RoundKind.BUZZ: 4, RoundKind.RISK: 2}


@dataclass(frozen=True)
class Plan:
    """What a session will be: a lesson, the teams, the rules, and what there would be too few questions for.

    agenda: its steps, still without what the lesson puts into them.
    """

    lesson: Lesson
    teams: tuple[str, ...] = ()
    rules: ContestRules = PRESET_A
    pool: tuple[str, ...] = ()
    lacks: tuple[Lack, ...] = ()
    agenda: tuple[AgendaStep, ...] = HOUR
    one_window: bool = False

    @property
    def steps(self) -> tuple[AgendaStep, ...]:
        """The agenda filled."""
        return steps_of(self.lesson, has_contest=bool(self.teams), agenda=self.agenda)

    @property
    def opened(self) -> tuple[Team, ...]:
        """The teams by their seats."""
        return tuple(Team(id=number, name=name) for number, name in enumerate(self.teams, start=1))


def stands(desk: Desk, meeting: Meeting) -> str:
    """Whether a meeting's session is "new", "under way" or "over"."""
    try:
        session = fold(one.event for one in logged_in(session_file(desk.home, meeting.uid))[0])
    except OSError:
        return "under way"
    if session.opened is None:
        return "new"
    return "over" if session.is_closed else "under way"


def team_names(text: str) -> tuple[str, ...]:
    """The names of teams as they were written, with 、 or commas between them.

    Raises:
        ValueError: a name twice, only one, or more than there are keys.
    """
    for sign in ",，;；":
        text = text.replace(sign, "、")
    names = tuple(name for one in text.split("、") if (name := clean_line(one)))
    if len(set(names)) < len(names) or len(names) == 1 or len(names) > MOST_TEAMS:
        raise ValueError("teams")
    return names


def lesson_of_material(desk: Desk, material_id: str) -> Lesson:
    """A session about a material: its questions are those of its topics, new ones first.

    Raises:
        KeyError: there is no such material.
    """
    material = {one.id: one for one in desk.materials}[material_id]
    found = [one.question for one in askable(desk, material.quiz_topics)] if material.quiz_topics else []
    by_letter = [one for one in found if suits(one, None)]
    hands = tuple(one.id for one in by_letter[:HANDS])
    contest = tuple(one.id for one in found if one.id not in hands)[:CONTEST]
    return Lesson(material_id, str(material.title), material_id, "", hands, (), contest, "")


def plan(
    desk: Desk, lesson: Lesson, teams: Sequence[str], rules: ContestRules, agenda: Sequence[AgendaStep] = HOUR
) -> Plan:
    """What a session will be, with the questions there are for it."""
    held = rules.tiebreak_questions if teams else 0
    size = wanted_size(len(teams), held)
    pool = drawn_from(desk, lesson.contest, size, hands=lesson.hands) if lesson.contest else []
    lacks = tuple(lacking(pool, {**WANTED, RoundKind.TIEBREAK: held})) if teams else ()
    return Plan(lesson, tuple(teams), rules, tuple(one.id for one in pool), lacks, tuple(agenda))


def rules_played(desk: Desk) -> ContestRules:
    """The rules of the latest session that had a contest, to begin from; those of the usual contest without one."""
    held = sorted(desk.journal.meetings.all(), key=lambda one: (one.day, one.from_time), reverse=True)
    for meeting in held:
        with contextlib.suppress(OSError):
            for one in logged_in(session_file(desk.home, meeting.uid))[0]:
                if isinstance(one.event, ContestStepped) and isinstance(one.event.step, Opened):
                    return one.event.step.rules
    return PRESET_A


def sheet_files(desk: Desk, meeting: Meeting, planned: Plan, folder: Path) -> dict[Path, bytes]:
    """The facilitator's sheet: every question that can come up, with its key, in the order in which they are drawn."""
    questions = (desk.catalog.question(one) for one in planned.pool)
    held = planned.rules.tiebreak_questions if planned.teams else 0
    pool = pool_of(questions, planned.lesson.contest, held)
    reserve, play_off = (tuple(one.id for one in part) for part in (pool.reserve, pool.play_off))
    contest = rules_table(planned.rules, planned.teams) if planned.teams else None
    return facilitator_files(desk, meeting, planned.steps, folder, reserve, play_off, contest)


def begin(desk: Desk, live: LiveSession, meeting: Meeting, planned: Plan) -> None:
    """Begin a session, the test picture on the wall.

    Raises:
        StorageError: it could not be kept.
    """
    live.begin(
        SessionOpened(
            title=planned.lesson.title or meeting.title,
            branch=desk.branch.branch_name(),
            from_time=f"{meeting.from_time:%H:%M}",
            to_time=f"{meeting.to_time:%H:%M}",
            steps=planned.steps,
            expected=meeting.expected,
        )
    )
    if planned.teams and live.session.contest.state.rules is None:
        live.play(Opened(rules=planned.rules, teams=planned.opened, pool=planned.pool))
    if planned.one_window:
        live.do(WallChosen(one_window=True))
    live.turn_to("test")


def with_points(lesson: Lesson, points: Sequence[str]) -> Lesson:
    """A lesson with other questions to discuss."""
    return replace(lesson, points=tuple(points)) if points else lesson
