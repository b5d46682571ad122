"""What a person holds against a question: a flag with a sentence, set aside, or corrected."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from content.catalog import why_refused
from content.importing.cell_words import braced, letters_in, split_variants, written_variants
from content.marking import ShownQuestion
from content.marks import Bilingual
from content.models import FALSE, LETTERS, REFERENCE, TRUE, Gap, Question, QuestionType
from content.words import _
from desk.opened import remove
from desk.remarks import keep_remark
from screens.kit.base import AtDesk
from screens.kit.checks import Fault, empty_field, wrong_length
from screens.kit.drafted import Drafted
from screens.kit.elsewhere import over
from screens.kit.form import Field, Values
from storage.records import Remark, clean_line

FLAG, ASIDE, CORRECT, WITHDRAW = "flag", "aside", "correct", "withdraw"


async def remark_on(screen: AtDesk[Any], question_id: str, order: tuple[str, ...] = ()) -> bool:
    """Ask what is to become of a question, and keep it; whether anything changed; in a step.

    order: the letters of its options as they stand on the screen, so that it is corrected as it is seen.
    """
    there = await screen.attempt(lambda: screen.desk.journal.remarks.get(Remark.uid_of(question_id)))
    question = await screen.attempt(lambda: _question(screen, question_id))
    if question is None and there is None:
        return False
    form = Drafted(screen, f"remark/{question_id}")
    values = await _first_form(form, question, there)
    if values is None:
        return False
    wished, changes = values["what"], {"faulty": clean_line(values["faulty"]), "set_aside": values["what"] == ASIDE}
    shown: ShownQuestion | None = None
    if wished == CORRECT and question is not None:
        question = (there.corrected if there else None) or question
        seen = order if set(order) == set(question.letters) else question.letters
        shown = ShownQuestion(question, seen)
        corrected = await _correct(screen, shown)
        if corrected is None:
            return False  # what was filled in is a draft
        changes["corrected"] = corrected
    if wished == WITHDRAW and there is not None:
        done = await over(
            screen, there, lambda seen: remove(screen.desk, screen.desk.journal.remarks, seen), _there
        ) is not None  # fmt: skip
    else:
        done = await over(
            screen, there, lambda seen: keep_remark(screen.desk, question_id, seen, changes), _there
        ) is not None  # fmt: skip
    if done:
        await form.drop()
        if shown is not None:
            await _correction(screen, shown).drop()
        screen.tell(_told(wished))
    return done


def _question(screen: AtDesk[Any], question_id: str) -> Question | None:
    """The question as its pack has it; None when no pack has it any more (in the desk's thread)."""
    return next((one for one in screen.desk.packs.questions() if one.id == question_id), None)


def _told(wished: str) -> str:
    return {
        FLAG: _("Kept. You find it under 'Flagged questions'."),
        ASIDE: _("It is not asked any more. You find it under 'Flagged questions'."),
        CORRECT: _("Corrected: from now on it is asked as you wrote it."),
        WITHDRAW: _("Taken back: it is asked as the pack has it."),
    }[wished]


def _there(remark: Remark | None) -> str:
    """A remark as it stands there now."""
    return (remark.faulty if remark else "") or _("blank")


async def _first_form(form: Drafted, question: Question | None, there: Remark | None) -> Values | None:
    """What may become of a question; one that is in no bank any more can only have its remark taken back."""
    options = []
    if question is not None:
        options = [(FLAG, _("only keep the remark")), (ASIDE, _("do not ask it")), (CORRECT, _("correct it"))]
    if there is not None:
        options.append((WITHDRAW, _("take it back")))
    chosen = ASIDE if there and there.set_aside else CORRECT if there and there.corrected else FLAG
    fields = (
        Field("faulty", _("What is wrong"), there.faulty if there else "", hint=_("in a sentence; may stay empty")),
        Field("what", _("What next"), chosen if question else WITHDRAW, options=tuple(options)),
    )
    explain = str(question.stem)[:200] if question else _("It is in no bank any more.")
    return await form.fill_in(_("This question is wrong"), fields, wrong_length, explain=explain)


# Correcting


async def _correct(screen: AtDesk[Any], shown: ShownQuestion) -> Question | None:
    """The question as somebody corrected it; None when that was left."""
    form = _correction(screen, shown)
    values = await form.fill_in(_("Correct the question"), _fields(shown), lambda values: _fault(shown, values))
    return None if values is None else _corrected(shown, values)


def _correction(screen: AtDesk[Any], shown: ShownQuestion) -> Drafted:
    """The form of a correction; its draft is of the letters that were on the screen."""
    return Drafted(screen, f"remark/{shown.question.id}/{''.join(shown.order)}")


def _fields(shown: ShownQuestion) -> tuple[Field, ...]:
    question = shown.question
    fields = [Field("stem", _("Question text"), clean_line(question.stem.zh))]
    for letter in shown.order if question.options else ():
        option = question.options[LETTERS.index(letter)]
        fields.append(Field(f"option{letter}", shown.shown(letter), clean_line(option.zh)))
    if question.type is QuestionType.TRUE_FALSE:
        truth = ((TRUE, _("true")), (FALSE, _("false")))
        fields.append(Field("answer", _("Answer"), question.answer[0], options=truth))
    elif question.type.has_options:
        fields.append(Field("answer", _("Answer"), "".join(shown.answer), hint=_("letters, such as B or ABD")))
    for number, gap in enumerate(question.gaps, start=1):
        words = _("Gap {number}").format(number=number)
        fields.append(
            Field(f"gap{number}", words, written_variants(gap.zh), hint=_("what counts alike with | between"))
        )
    for number, point in enumerate(question.points, start=1):
        fields.append(Field(f"point{number}", _("Point {number}").format(number=number), point.zh))
    fields.append(Field("explanation", _("Explanation"), clean_line(shown.explanation.zh)))
    fields.append(Field("source", _("Authority"), question.source.zh))
    return tuple(fields)


def _fault(shown: ShownQuestion, values: Values) -> Fault:
    needed = {name: _("This may not be empty.") for name in values if name != "explanation"}
    if fault := empty_field(values, needed) or wrong_length(values):
        return fault
    kind, last = shown.question.type, LETTERS[len(shown.question.options) - 1]
    letters = (letters_in(values["answer"]) or "?") if kind.has_options else ""
    if not set(letters) <= set(LETTERS[: len(shown.order)]):
        return "answer", _("The answer is one or more letters from A to {last}.").format(last=last)
    if kind is QuestionType.ORDERING and len(letters) != len(set(letters)):
        return "answer", _("Each letter stands in the order once.")
    try:
        _corrected(shown, values)
    except ValidationError as error:
        return ("answer" if "answer" in values else "stem"), why_refused(error)
    return None


def _corrected(shown: ShownQuestion, values: Values) -> Question:
    """The question with what was written; what nobody changed keeps its English, and options their places."""
    question = shown.question

    def said(name: str, old: Bilingual) -> Bilingual:
        text = clean_line(values[name])
        return old if text == clean_line(old.zh) else Bilingual(text)

    fields = dict(question)
    for name in ("stem", "source"):
        fields[name] = said(name, fields[name])
    if clean_line(values["explanation"]) != clean_line(shown.explanation.zh):
        fields["explanation"] = Bilingual(_with_own_letters(shown, clean_line(values["explanation"])))
    fields["options"] = tuple(
        said(f"option{letter}", option) for letter, option in zip(LETTERS, question.options, strict=False)
    )
    fields["points"] = tuple(said(f"point{number}", point) for number, point in enumerate(question.points, start=1))
    fields["gaps"] = tuple(_gap(values[f"gap{number}"], gap) for number, gap in enumerate(question.gaps, start=1))
    if question.type.has_options:
        fields["answer"] = shown.given(letters_in(values["answer"]) or ())
    elif "answer" in values:
        fields["answer"] = (values["answer"],)
    return Question(**fields)


def _with_own_letters(shown: ShownQuestion, explanation: str) -> str:
    """An explanation that names options by the letters on the screen, with those of the pack, in braces."""
    if not shown.question.type.has_options:
        return explanation
    own = dict(zip(LETTERS, shown.order, strict=False))
    text = braced(explanation, len(shown.order))
    return REFERENCE.sub(lambda found: f"{{{own.get(found[1], found[1])}}}", text)


def _gap(text: str, old: Gap) -> Gap:
    return old if text == written_variants(old.zh) else Gap(zh=tuple(split_variants(clean_line(text))))
