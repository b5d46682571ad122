"""What a person holds against a question: a flag with a sentence, set aside, or corrected."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from content.catalog import why_refused
from content.importing.raw import split_variants, written_variants
from content.marks import Bilingual
from content.models import FALSE, LETTERS, TRUE, Gap, Question, QuestionType
from content.words import _
from screens.base import AtDesk
from screens.dialogs.checks import Fault, empty_field, wrong_length
from screens.dialogs.form import Field, FormDialog, Values
from storage.records import Remark, clean_line

FLAG, ASIDE, CORRECT, WITHDRAW = "flag", "aside", "correct", "withdraw"


async def remark_on(screen: AtDesk[Any], question_id: str) -> str:
    """Ask what is to become of a question, and keep it; what was done, or empty; in a step."""
    question = await screen.attempt(lambda: screen.desk.packs.question(question_id))
    there = await screen.attempt(lambda: screen.desk.journal.remarks.get(Remark.uid_of(question_id)))
    if question is None:
        return ""
    values: Values | None = await screen.ask(_first_form(question, there))
    if values is None:
        return ""
    changes: dict[str, Any] = {"faulty": clean_line(values["faulty"]), "set_aside": False, "corrected": None}
    if values["what"] == CORRECT:
        corrected = await _correct(screen, there.corrected or question if there else question)
        if corrected is None:
            return ""
        changes["corrected"] = corrected
    changes["set_aside"] = values["what"] == ASIDE
    if values["what"] == WITHDRAW and there is not None:
        done = await screen.done(lambda: screen.desk.journal.remarks.remove(there))
    else:
        done = await screen.done(lambda: _keep(screen, question_id, changes))
    if not done:
        return ""
    told = {
        FLAG: _("Kept. You find it under “Flagged questions”."),
        ASIDE: _("It is not asked any more. You find it under “Flagged questions”."),
        CORRECT: _("Corrected: from now on it is asked as you wrote it."),
        WITHDRAW: _("Taken back: it is asked as the pack has it."),
    }
    screen.tell(told[values["what"]])
    return values["what"]


def _keep(screen: AtDesk[Any], question_id: str, changes: dict[str, Any]) -> None:
    """Write the remark (in the desk's thread)."""
    now, today, uid = screen.desk.now(), screen.desk.today(), Remark.uid_of(question_id)

    def change(old: Remark | None) -> Remark:
        if old is None:
            return Remark.new(now, today, uid=uid, question_id=question_id, **changes)
        return old.changed(now, **changes)

    screen.desk.journal.remarks.edit(uid, today, change)


def _first_form(question: Question, there: Remark | None) -> FormDialog:
    chosen = FLAG
    if there is not None:
        chosen = ASIDE if there.set_aside else CORRECT if there.corrected else FLAG
    options = [
        (FLAG, _("only keep the remark")),
        (ASIDE, _("do not ask it")),
        (CORRECT, _("correct it")),
        *([(WITHDRAW, _("take it back"))] if there else []),
    ]
    fields = (
        Field("faulty", _("What is wrong"), there.faulty if there else "", hint=_("in a sentence; may stay empty")),
        Field("what", _("What next"), chosen, options=tuple(options)),
    )
    return FormDialog(_("This question is wrong"), fields, wrong_length, explain=str(question.stem)[:200])


# Correcting


async def _correct(screen: AtDesk[Any], question: Question) -> Question | None:
    """The question as somebody corrected it; None when that was left."""
    values = await screen.ask(
        FormDialog(_("Correct the question"), _fields(question), lambda values: _fault(question, values))
    )
    return None if values is None else _corrected(question, values)


def _fields(question: Question) -> tuple[Field, ...]:
    fields = [Field("stem", _("Question text"), clean_line(question.stem.zh))]
    for letter, option in zip(LETTERS, question.options, strict=False):
        fields.append(Field(f"option{letter}", letter, clean_line(option.zh)))
    if question.type is QuestionType.TRUE_FALSE:
        truth = ((TRUE, _("true")), (FALSE, _("false")))
        fields.append(Field("answer", _("Answer"), question.answer[0], options=truth))
    elif question.type.has_options:
        fields.append(Field("answer", _("Answer"), "".join(question.answer), hint=_("letters, such as B or ABD")))
    for number, gap in enumerate(question.gaps, start=1):
        words = _("Gap {number}").format(number=number)
        fields.append(
            Field(f"gap{number}", words, written_variants(gap.zh), hint=_("what counts alike with | between"))
        )
    for number, point in enumerate(question.points, start=1):
        fields.append(Field(f"point{number}", _("Point {number}").format(number=number), point.zh))
    fields.append(Field("explanation", _("Explanation"), clean_line(question.explanation.zh)))
    fields.append(Field("source", _("Authority"), question.source.zh))
    return tuple(fields)


def _fault(question: Question, values: Values) -> Fault:
    needed = {name: _("This may not be empty.") for name in values if name != "explanation"}
    if fault := empty_field(values, needed) or wrong_length(values):
        return fault
    try:
        _corrected(question, values)
    except ValidationError as error:
        return ("answer" if "answer" in values else "stem"), why_refused(error)
    return None


def _corrected(question: Question, values: Values) -> Question:
    """The question with what was written; what nobody changed keeps its English."""

    def said(name: str, old: Bilingual) -> Bilingual:
        text = clean_line(values[name])
        return old if text == clean_line(old.zh) else Bilingual(text)

    fields = dict(question)
    for name in ("stem", "explanation", "source"):
        fields[name] = said(name, fields[name])
    fields["options"] = tuple(
        said(f"option{letter}", option) for letter, option in zip(LETTERS, question.options, strict=False)
    )
    fields["points"] = tuple(said(f"point{number}", point) for number, point in enumerate(question.points, start=1))
    fields["gaps"] = tuple(_gap(values[f"gap{number}"], gap) for number, gap in enumerate(question.gaps, start=1))
    if "answer" in values:
        letters = tuple("".join(values["answer"].upper().split()))
        fields["answer"] = letters if question.type is QuestionType.ORDERING else tuple(sorted(set(letters)))
    return Question(**fields)


def _gap(text: str, old: Gap) -> Gap:
    return old if text == written_variants(old.zh) else Gap(zh=tuple(split_variants(clean_line(text))))
