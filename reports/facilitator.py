"""The facilitator's sheet: the agenda with times and notes, each question with its key. Not for the wall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import time

from content.agenda import step_words
from content.marking import ShownQuestion
from content.session_events import AgendaStep, StepKind
from content.words import _
from reports.document import Block, Cell, Column, Document, Small, Table


def sheet(
    title: str,
    steps: Sequence[AgendaStep],
    begins: time,
    questions: Mapping[str, ShownQuestion],
    reserve: Sequence[ShownQuestion] = (),
    play_off: Sequence[ShownQuestion] = (),
    contest: Table | None = None,
) -> Document:
    """All a facilitator needs on paper; the options stand in the order in which the hall shows them.

    reserve, play_off: what is drawn after the contest's own questions, and what is held back for a 加赛, in order.
    contest: the rules of the contest, where there is one.
    """
    rows: list[tuple[Cell, ...]] = []
    listed: set[str] = set()
    for step in steps:
        fresh = [one for one in step.questions if one in questions and one not in listed]  # hands go up twice for one
        listed |= set(fresh)
        rows += [_row(step_words(step.kind), number, questions[one]) for number, one in enumerate(fresh, start=1)]
    for words, part in ((_("Reserve"), reserve), (_("Play-off", context="contest"), play_off)):
        rows += [_row(words, number, shown) for number, shown in enumerate(part, start=1)]
    titles = (
        (_("No.", context="sheet"), 5),
        (_("Stem and options"), 28),
        (_("Key", context="question"), 12),
        (_("Why"), 23),
    )
    blocks: list[Block] = [_agenda(steps, begins), *([contest] if contest else [])]
    if rows:
        columns = tuple(Column(title, width) for title, width in titles)
        blocks.append(Table(columns, tuple(rows), caption=_("Questions and keys"), is_dense=True))
    if reserve:
        blocks.append(Small(_drawn_words()))
    blocks += [_keys(), Small(_("With keys: not to be shown or handed out."))]
    return Document(_("{title}\nfacilitator's sheet").format(title=title), tuple(blocks), landscape=True)


def _drawn_words() -> str:
    """In which order questions come, so that who has no other key finds each."""
    return _(
        "Rounds draw from the top, each the next one that suits: in turn, buzzer and audience single choice and true "
        "or false, risk multiple choice and others of several answers first. Another question in one's place comes "
        "from the reserve first; a play-off takes its own first; a step put in takes from the end of the reserve."
    )


def _keys() -> Table:
    """What the keys do: where the only window is the wall, the desk does not say it."""
    rows = (
        (_("Enter"), _("on by one: page, question, answer, step; a second one within 0.3 seconds is dropped")),
        (
            _("Sign-in", context="session"),
            _("digits: how many are there; Right: all of them; Esc: begin the number anew"),
        ),
        (
            _("Show of hands", context="session"),
            _("a number and Enter for each letter; Enter reveals; Right goes on without revealing"),
        ),
        (_("Reading", context="session"), _("Left and Right turn pages")),
        (_("Why"), _("once it is revealed: Left shows all of it, Left and Right turn pages, Enter goes back")),
        (
            _("Rounds"),
            _("1 in turn, 2 buzzer, 3 risk, 4 audience, 5 play-off; 0, once the question is revealed, ends a round"),
        ),
        (
            _("In turn", context="contest"),
            _("Enter: question; 1 right 2 wrong 3 partly 4 no answer; Enter: keep and reveal"),
        ),
        (
            _("Buzzer", context="contest"),
            _("Enter: question; Enter: open; digits: teams in order; Enter: the first answers; 1 to 4; Enter"),
        ),
        (_("Risk", context="contest"), _("a digit: the value; Enter: question; 1 to 4; Enter")),
        (
            _("Audience", context="contest"),
            _("Enter: question; a number and Enter for each letter; Enter reveals; no points"),
        ),
        (_("Play-off", context="contest"), _("as buzzer; Enter ends it once decided; 1 draws the lot")),
        ("F5 F6 F7 F9", _("black; clock; undo a step of the contest; note a decision")),
        ("Tab", _("protest, throw out, another question, points, agenda, break, end")),
    )
    columns = (Column(_("Key", context="keyboard"), 8), Column(_("What it does"), 59))
    return Table(columns, rows, caption=_("Keys at the desk"), is_dense=True, is_whole=True)


def _agenda(steps: Sequence[AgendaStep], begins: time) -> Table:
    rows: list[tuple[Cell, ...]] = []
    at = begins.hour * 60 + begins.minute
    for step in steps:
        points = [f"{number}. {point}" for number, point in enumerate(step.points, start=1)]
        if step.kind is StepKind.CLOSING:
            points = list(step.points)
        is_own = step.kind is StepKind.OTHER and bool(step.title)  # called by its title, as in the minutes
        called, about = (step.title, "") if is_own else (step_words(step.kind), step.title)
        what = "\n".join(filter(None, (about, *points, step.notes.strip())))
        rows.append((f"{at // 60 % 24}:{at % 60:02}", called, what, step.minutes, ""))
        at += step.minutes
    titles = (
        (_("From", context="agenda"), 5),
        (_("Step", context="agenda"), 6),
        (_("What", context="agenda"), 46),
        (_("Minutes", context="agenda"), 5),
        (_("Took", context="agenda"), 5),
    )
    return Table(tuple(Column(title, width) for title, width in titles), tuple(rows), is_dense=True)


def _row(step: str, number: int, shown: ShownQuestion) -> tuple[Cell, ...]:
    question = shown.question
    lines = [_("({type})").format(type=question.type.words) + str(question.stem)]
    if question.type.has_options:
        lines.append("  ".join(f"{letter}. {words}" for letter, words in shown.choices))
    why = _("{explanation} {source}").format(explanation=shown.explanation, source=question.source)
    key = "".join(shown.answer) if question.type.has_options else _("; ").join(shown.answer_words())
    return (f"{step} {number}", "\n".join(lines), key, why)
