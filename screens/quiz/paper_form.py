"""What a paper is to be: how many questions of each type, on which topics; for the screen and for real paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from content.drawing import TooFew
from content.models import Question, QuestionType
from content.words import _
from desk.words.quiz import lacking_words
from screens.kit.base import Room
from screens.kit.checks import Fault
from screens.kit.form import Field, FormDialog, Values
from screens.kit.pick import PickDialog
from storage.records import SittingPlan

ALL, SOME = "all", "some"
YES, NO = "yes", "no"
MOST, MOST_MINUTES = 200, 600
USUAL = {QuestionType.SINGLE: 10, QuestionType.MULTIPLE: 5, QuestionType.TRUE_FALSE: 5, QuestionType.BLANK: 5}


def count_fields(questions: Sequence[Question], before: Mapping[str, str]) -> list[Field]:
    """A field for each type: how many, and how many there are; with what was filled in before, if anything was."""
    there = Counter(question.type for question in questions)
    fields = []
    for kind in QuestionType:
        usual = min(USUAL.get(kind, 0), there[kind])
        preset = before.get(f"count-{kind}", str(usual))
        fields.append(Field(f"count-{kind}", kind.words, preset, hint=_("{n} there").format(n=there[kind])))
    topics = ((ALL, _("all topics")), (SOME, _("some, chosen next")))
    return [*fields, Field("topics", _("Topics", context="quiz"), before.get("topics", ALL), options=topics)]


def count_fault(values: Values, questions: Sequence[Question]) -> Fault:
    """What is wrong with the numbers."""
    there = Counter(question.type for question in questions)
    for kind in QuestionType:
        name = f"count-{kind}"
        number = _number(values[name])
        if number is None or number > MOST:
            return name, _("Write a number from 0 to {most}.").format(most=MOST)
        if number > there[kind]:
            return name, _("There are only {n} of this type.").format(n=there[kind])
    if not any(counts_of(values).values()):
        return f"count-{QuestionType.SINGLE}", _("A paper needs at least one question.")
    return None


def counts_of(values: Mapping[str, str]) -> dict[QuestionType, int]:
    """How many of each type were asked for."""
    return {kind: _number(values[f"count-{kind}"]) or 0 for kind in QuestionType}


def _number(text: str) -> int | None:
    text = text.strip() or "0"
    return int(text) if text.isdecimal() and len(text) < 6 else None


async def choose_topics(
    room: Room, questions: Sequence[Question], before: Sequence[str] = ()
) -> tuple[str, ...] | None:
    """The topics ticked, by their Chinese names, those ticked before at first; None when that was left; in a step."""
    topics = {question.topic.zh: str(question.topic) for question in questions}
    dialog = PickDialog(_("Topics of the paper"), list(topics.items()), before, "")
    ticked: frozenset[str] | None = await room.ask(dialog)
    if ticked is not None and not ticked:
        room.tell(_("No topic was ticked."))
    return tuple(topic for topic in topics if topic in ticked) if ticked else None


async def ask_mock_paper(room: Room) -> SittingPlan | None:
    """Ask what a mock paper is to be, and draw it; None when that was left; in a step."""
    questions = await room.attempt(lambda: room.desk.catalog.questions())
    if questions is None:
        return None
    values: Values = {}
    topics: tuple[str, ...] = ()
    while (asked := await _ask_form(room, questions, values)) is not None:
        values = asked
        if values["topics"] == SOME:
            ticked = await choose_topics(room, questions, topics)
            if ticked is None:
                continue  # back to the form
            topics = ticked
        if (plan := await _plan(room, values, topics if values["topics"] == SOME else ())) is not None:
            return plan
    return None


async def _ask_form(room: Room, questions: Sequence[Question], before: Values) -> Values | None:
    fields = (
        *count_fields(questions, before),
        Field("minutes", _("Minutes allowed"), before.get("minutes", ""), hint=_("empty: no limit")),
        Field(
            "partial", _("Part counts"), before.get("partial", NO), options=((NO, _("no")), (YES, _("yes"))),
            about=_("Whether an answer that is right in part counts in part: some of the right options of a multiple "
                    "choice and no wrong one, some of the gaps, some of the points."),
        ),
    )  # fmt: skip

    def fault(values: Values) -> Fault:
        minutes = _number(values["minutes"])
        if minutes is None or minutes > MOST_MINUTES:
            return "minutes", _("Write a number from 0 to {most}.").format(most=MOST_MINUTES)
        return count_fault(values, questions)

    explain = _("Answers can be changed until the paper is handed in; then you see how it went.")
    values: Values | None = await room.ask(FormDialog(_("Mock paper"), fields, fault, explain=explain, does=_("begin")))
    return values


async def _plan(room: Room, values: Values, topics: tuple[str, ...]) -> SittingPlan | None:
    """The paper that was asked for; None, and a line, when there are too few questions for it."""
    from storage.mock import PaperForm, paper_plan

    form = PaperForm(counts_of(values), topics, _number(values["minutes"]) or 0, values["partial"] == YES)
    try:
        return await room.desk.do(lambda: paper_plan(form, room.desk.catalog, room.desk.now()))
    except TooFew as error:
        room.tell(lacking_words(error))
        return None
