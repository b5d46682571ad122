"""Agendas kept under a name, and steps that come into a session while it runs. In the desk's thread."""

from __future__ import annotations

from collections.abc import Iterable

from content.markdown import headings
from content.session_events import AgendaStep, StepInserted, StepKind
from content.texts import clean_line
from desk.desk import Desk
from desk.hosting import Host

DRAWN = {StepKind.HANDS: 1, StepKind.QUIZ: 3}  # questions of a step that comes in live
OF_ITS_OWN = frozenset({StepKind.OTHER})  # its title is its own; that of the others comes from what is studied


def kept_steps(steps: Iterable[AgendaStep]) -> tuple[AgendaStep, ...]:
    """The steps as they are kept: kinds, minutes and notes, not what one session read and asked."""
    return tuple(
        AgendaStep(
            kind=step.kind, title=step.title if step.kind in OF_ITS_OWN else "", minutes=step.minutes, notes=step.notes
        )
        for step in steps
    )


def keep_agenda(desk: Desk, name: str, steps: Iterable[AgendaStep]) -> None:
    """Keep an agenda under a name; one of the same name is replaced.

    Raises:
        StorageError: it could not be written.
    """
    desk.journal.agendas.keep(name, kept_steps(steps))


def parts_of(desk: Desk, material_id: str) -> list[str]:
    """The headings of a material, any of which can be read alone."""
    return next((headings(str(one.text)) for one in desk.materials if one.id == material_id), [])


def new_step(host: Host, kind: StepKind, words: str, minutes: int, *, material: str = "", part: str = "") -> AgendaStep:
    """A step to come in: a material's part, lines to discuss, questions not asked yet, or what its words name."""
    title, points = clean_line(words), tuple[str, ...]()
    if kind is StepKind.DISCUSSION:
        points, title = tuple(one for part in words.replace(";", "；").split("；") if (one := clean_line(part))), ""
    if kind is StepKind.READING:
        title = title or part or next((str(one.title) for one in host.desk.materials if one.id == material), "")
    return AgendaStep(
        kind=kind, title=title, minutes=minutes, material=material, part=part, points=points,
        questions=_drawn(host, DRAWN.get(kind, 0)),
    )  # fmt: skip


def insert(host: Host, step: AgendaStep) -> bool:
    """Let a step come next, or have it said why not."""
    return host.happens(StepInserted(place=host.live.session.place + 1, step=step))


def _drawn(host: Host, count: int) -> tuple[str, ...]:
    session = host.live.session
    gone = session.asked | session.contest.seen | {one for step in session.steps for one in step.questions}
    return tuple(one.id for one in host.pool.for_a_step(count, gone))
