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
    blocks.append(Small(_("With keys: not to be shown or handed out.")))
    return Document(_("{title}\nfacilitator's sheet").format(title=title), tuple(blocks))


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
