"""Ready learning sessions made of the packs: what is read, asked, discussed and played in an hour."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

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


def steps_of(lesson: Lesson, *, has_contest: bool) -> tuple[AgendaStep, ...]:
    """Its hour: sign-in, hands, reading, the same hands again, discussion, contest or questions, closing."""
    asked = StepKind.CONTEST if has_contest else StepKind.QUIZ
    return (
        AgendaStep(kind=StepKind.SIGN_IN, minutes=4),
        AgendaStep(kind=StepKind.HANDS, minutes=2, questions=lesson.hands),
        AgendaStep(
            kind=StepKind.READING, title=lesson.part or lesson.title, minutes=10, material=lesson.material,
            part=lesson.part,
        ),
        AgendaStep(kind=StepKind.HANDS, minutes=2, questions=lesson.hands),
        AgendaStep(kind=StepKind.DISCUSSION, minutes=18, points=lesson.points),
        AgendaStep(kind=asked, minutes=16, questions=lesson.contest),
        AgendaStep(kind=StepKind.CLOSING, minutes=8, points=(lesson.closing,) if lesson.closing else ()),
    )  # fmt: skip
