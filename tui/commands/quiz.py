"""`quiz`: a few questions in a plain terminal; the right answer and why at once."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import click

from content.words import _, mark_for_translation
from desk.desk import Desk
from tui.commands.answers import Answers, NotUnderstood
from tui.commands.base import argument, command, must_be_topics, option, pass_desk, say

if TYPE_CHECKING:
    from content.marking import ShownQuestion
    from storage.sitting import Answered, Sitting

SEPARATORS = " ,;、，；\t"
UNSURE = "?"


@command(
    help=mark_for_translation(
        "Answer a few questions: due reviews first, then new ones.\n\n"
        "A ? behind an answer says that you are not sure of it. Each answer is saved at once. Ctrl+C ends and keeps "
        "what was answered. From a pipe the first line that is not understood is named and ends it."
    )
)
@argument(
    "count",
    type=click.IntRange(1, 100),
    default=5,
    metavar="[N]",
    help=mark_for_translation("How many; 5 unless given."),
)
@option("--topic", "topics", multiple=True, help=mark_for_translation("Only on this topic; repeatable."))
@option("--wrong", is_flag=True, help=mark_for_translation("What was answered wrongly the last time."))
@pass_desk
def quiz(desk: Desk, count: int, topics: tuple[str, ...], wrong: bool) -> None:
    """Ask, mark, explain."""
    from storage.records import SittingKind
    from storage.sitting import Sitting, overview, plan_for

    catalog, now = desk.catalog, desk.now()
    must_be_topics(catalog, topics)
    kind = SittingKind.WRONG if wrong else SittingKind.TOPIC if topics else SittingKind.DAILY
    seen = overview(desk.journal, catalog, now, desk.settings.reviews_per_day)
    plan = plan_for(kind, seen, catalog, now, count=count, topics=topics)
    sitting = Sitting(desk.journal, catalog, desk.clock, plan)
    if sitting.is_over:
        say(_("Nothing to ask today."))
        return
    answers, fault = Answers(), None
    try:
        while (shown := sitting.current) is not None:
            _ask(sitting, answers, shown)
    except (KeyboardInterrupt, EOFError):
        say()
    except NotUnderstood as error:
        say()
        fault = error
    finally:
        sitting.close()
    if sitting.answers:
        say(_("Saved. {answered} answered, {right} right.").format(answered=len(sitting.answers), right=sitting.right))
    else:
        say(_("Nothing was answered, nothing saved."))
    answers.end(fault)
    if not sitting.answers:
        raise click.exceptions.Exit(1)


def _ask(sitting: Sitting, answers: Answers, shown: ShownQuestion) -> None:
    from content.models import QuestionType

    question = shown.question
    say()
    head = _("Question {number} of {all}, {type}").format(
        number=len(sitting.answers) + 1, all=len(sitting.questions), type=question.type.words
    )
    say(head)
    say(str(question.stem))
    if question.type is QuestionType.BLANK:
        answered = _ask_gaps(sitting, answers, shown)
    elif question.type is QuestionType.SHORT:
        answered = _ask_points(sitting, answers, shown)
    else:
        answered = _ask_letters(sitting, answers, shown)
    _explain(answered)


def _ask_letters(sitting: Sitting, answers: Answers, shown: ShownQuestion) -> Answered:
    from content.models import QuestionType

    kind = shown.question.type
    for number, (letter, words) in enumerate(shown.choices, start=1):
        say(f"  {number}  {words}" if kind is QuestionType.TRUE_FALSE else f"  {number} {letter}  {words}")
    how = {
        QuestionType.MULTIPLE: _("All that are right, such as 1 3 > "),
        QuestionType.ORDERING: _("All in the right order, such as 3 1 2 > "),
    }.get(kind, _("One digit > "))
    typed, unsure = _read(answers, how)
    while not (chosen := read_choice(shown, typed)):
        _again(answers, how.removesuffix("> ").strip())
        typed, unsure = _read(answers, how)
    return sitting.answer(chosen, unsure=unsure)


def _ask_gaps(sitting: Sitting, answers: Answers, shown: ShownQuestion) -> Answered:
    from storage.records import clean_line

    count = len(shown.question.gaps)
    while True:
        read = [_read(answers, f"({number}) > " if count > 1 else "> ") for number in range(1, count + 1)]
        written = [clean_line(text)[:200] for text, _unsure in read]
        if any(written):
            return sitting.answer(written, unsure=any(unsure for _text, unsure in read))
        _again(answers, _("something is to be filled in."))


def _ask_points(sitting: Sitting, answers: Answers, shown: ShownQuestion) -> Answered:
    _read(answers, _("Think, or write a line; Enter shows the points: "))
    points = list(shown.answer_words())
    for number, words in enumerate(points, start=1):
        say(f"  {number}  {words}")
    known = {str(number) for number in range(1, len(points) + 1)}
    while True:
        typed, unsure = _read(answers, _("Which of these did you name? Digits, or nothing: "))
        digits = [sign for sign in unicodedata.normalize("NFKC", typed) if sign not in SEPARATORS]
        if set(digits) <= known:
            return sitting.answer_short({int(digit) for digit in digits}, unsure=unsure)
        _again(answers, _("digits of the points, or nothing."))


def _again(answers: Answers, wanted: str) -> None:
    """Say at a keyboard why the question is asked again."""
    answers.again(wanted)
    say(_("Not understood: {wanted}").format(wanted=wanted))


def _read(answers: Answers, prompt: str) -> tuple[str, bool]:
    """What was typed, and whether a question mark behind it says that one is not sure."""
    typed = answers.folded(prompt)
    return typed.removesuffix(UNSURE).strip(), typed.endswith(UNSURE)


def read_choice(shown: ShownQuestion, typed: str) -> tuple[str, ...]:
    """The letters that somebody typed as digits or letters; empty when they are no answer to this question."""
    letters = [letter for letter, _words in shown.choices]
    by_digit = {str(number): letter for number, letter in enumerate(letters, start=1)}
    chosen: list[str] = []
    for sign in unicodedata.normalize("NFKC", typed).upper():
        if sign in SEPARATORS:
            continue
        letter = by_digit.get(sign, sign)
        if letter not in letters:
            return ()
        chosen.append(letter)
    kind, several = shown.question.type, tuple(dict.fromkeys(chosen))
    if kind == "ordering":
        return several if len(several) == len(letters) else ()
    return () if kind != "multiple" and len(several) != 1 else several


def _explain(answered: Answered) -> None:
    shown, question = answered.shown, answered.shown.question
    right = _(", ").join(shown.answer_words())
    say(_("Right.") if answered.right else _("Not right. Right is: {answer}").format(answer=right))
    if str(question.explanation):
        say(str(shown.explanation))
    say(_("Source: {source} ({edition})", context="question").format(source=question.source, edition=question.edition))
