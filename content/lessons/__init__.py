"""Ready learning sessions made of the packs: what is read, asked, discussed and played in an hour."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content.agenda_line import HOUR
from content.session_events import AgendaStep, StepKind

FOLDER = Path(__file__).parent
ORDER = ("six-donts", "deputies", "supervision", "documents", "secrets", "petitions")


@dataclass(frozen=True)
class Lesson:
    """A session ready to be held. hands, contest: ids of questions; points: what is discussed."""

    id: str
    title: str
    material: str
    part: str
    hands: tuple[str, ...]
    points: tuple[str, ...]
    contest: tuple[str, ...]
    closing: str


def lessons() -> tuple[Lesson, ...]:
    """The ready sessions, 六个不让 itself first."""
    return tuple(_read(FOLDER / f"{name}.toml") for name in ORDER)


def _read(path: Path) -> Lesson:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Lesson(
        path.stem, data["title"], data["material"], data["part"], tuple(data["hands"]), tuple(data["points"]),
        tuple(data["contest"]), data["closing"],
    )  # fmt: skip


def steps_of(lesson: Lesson, *, has_contest: bool, agenda: Sequence[AgendaStep] = HOUR) -> tuple[AgendaStep, ...]:
    """An agenda filled with what a lesson reads, asks, discusses, says last; without teams a contest is questions."""
    filled: dict[StepKind, dict[str, Any]] = {
        StepKind.HANDS: {"questions": lesson.hands},
        StepKind.READING: {"title": lesson.part or lesson.title, "material": lesson.material, "part": lesson.part},
        StepKind.DISCUSSION: {"points": lesson.points},
        StepKind.QUIZ: {"questions": lesson.contest},
        StepKind.CONTEST: {"questions": lesson.contest},
        StepKind.CLOSING: {"points": (lesson.closing,) if lesson.closing else ()},
    }
    found = []
    for step in agenda:
        kind = StepKind.QUIZ if step.kind is StepKind.CONTEST and not has_contest else step.kind
        found.append(AgendaStep(**{**step.model_dump(), "kind": kind, **filled.get(kind, {})}))
    return tuple(found)
