"""The facilitator's sheet: the agenda with times and notes, each question with its key. Not for the wall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import time

from content.agenda import step_words
from content.marking import ShownQuestion
from content.session_events import AgendaStep
from content.words import _
from reports.document import Block, Cell, Column, Document, Heading, Paragraph, Small, Table


def sheet(
    title: str,
    steps: Sequence[AgendaStep],
    begins: time,
    questions: Mapping[str, ShownQuestion],
    reserve: Sequence[ShownQuestion] = (),
) -> Document:
    """All a facilitator needs on paper; the options stand in the order in which the hall shows them."""
    blocks: list[Block] = [_agenda(steps, begins)]
    for step in steps:
        asked = [questions[one] for one in step.questions if one in questions]
        if not (step.points or asked or step.notes.strip()):
            continue
        blocks.append(Heading(1, step.title or step_words(step.kind)))
        blocks += [Paragraph(step.notes)] if step.notes.strip() else []
        blocks += [Paragraph(f"{number}. {point}") for number, point in enumerate(step.points, start=1)]
        for number, shown in enumerate(asked, start=1):
            blocks += _question(number, shown)
    if reserve:
        blocks.append(Heading(1, _("Reserve")))
        for number, shown in enumerate(reserve, start=1):
            blocks += _question(number, shown)
    blocks += [Heading(1, _("Keys at the desk")), _keys()]
    blocks.append(Small(_("With keys: not to be shown or handed out.")))
    return Document(_("{title}\nfacilitator's sheet").format(title=title), tuple(blocks))


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
        (_("Rounds"), _("1 in turn, 2 buzzer, 3 risk, 4 audience, 5 play-off; 0 ends a round")),
        (
            _("In turn", context="contest"),
            _("Enter: question; 1 right 2 wrong 3 partly 4 no answer; Enter: keep and reveal"),
        ),
        (
            _("Buzzer", context="contest"),
            _("Enter: question; Enter: open; digits: teams in order; Enter: the first answers; 1 to 4; Enter"),
        ),
        (_("Risk", context="contest"), _("a digit: the value; Enter: question; 1 to 4; Enter")),
        (_("Play-off", context="contest"), _("as buzzer; Enter ends it once decided; 1 draws the lot")),
        ("F5 F6 F7 F9", _("black; clock; undo a step of the contest; note a decision")),
        ("Tab", _("protest, throw out, another question, points, agenda, break, end")),
    )
    return Table((Column(_("Key"), 8), Column(_("What it does"), 38)), rows)


def _agenda(steps: Sequence[AgendaStep], begins: time) -> Table:
    rows: list[tuple[Cell, ...]] = []
    at = begins.hour * 60 + begins.minute
    for step in steps:
        rows.append((f"{at // 60 % 24}:{at % 60:02}", step_words(step.kind), step.title, step.minutes, ""))
        at += step.minutes
    titles = (
        (_("From", context="agenda"), 5),
        (_("Step", context="agenda"), 6),
        (_("What", context="agenda"), 20),
        (_("Minutes", context="agenda"), 5),
        (_("Took", context="agenda"), 5),
    )
    return Table(tuple(Column(title, width) for title, width in titles), tuple(rows))


def _question(number: int, shown: ShownQuestion) -> list[Block]:
    question = shown.question
    lines = [f"{number}. {_('({type})').format(type=question.type.words)}{question.stem}"]
    lines += [f"{letter}. {words}" for letter, words in shown.choices] if question.type.has_options else []
    key = _("; ").join(shown.answer_words())
    found: list[Block] = [Paragraph("\n".join(lines)), Paragraph(key, bold_lead=_("Key: "))]
    why = _("{explanation} {source}").format(explanation=shown.explanation, source=question.source)
    return [*found, Paragraph(why)]
