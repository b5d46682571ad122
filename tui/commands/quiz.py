"""`quiz`: a few questions in a plain terminal; the right answer and why at once."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import click

from content.words import _, mark_for_translation
from screens.desk import Desk
from tui.commands.base import argument, command, pass_desk, say

if TYPE_CHECKING:
    from content.marking import ShownQuestion
    from storage.sitting import Answered, Sitting

SEPARATORS = " ,;、，；\t"


@command(
    help=mark_for_translation(
        "Answer a few questions: due reviews first, then new ones.\n\n"
        "Each answer is saved at once. Ctrl+C ends and keeps what was answered."
    )
)
@argument(
    "count",
    type=click.IntRange(1, 100),
    default=5,
    metavar="[N]",
    help=mark_for_translation("How many; 5 unless given."),
)
@pass_desk
def quiz(desk: Desk, count: int) -> None:
    """Ask, mark, explain."""
    from storage.sitting import Sitting

    sitting = Sitting(desk.journal, desk.catalog, desk.clock, count=count)
    if sitting.is_over:
        say(_("Nothing to ask today."))
        return
    try:
        while (shown := sitting.current) is not None:
            _ask(sitting, shown)
    except (KeyboardInterrupt, EOFError):
        say()
    finally:
        sitting.close()
    say(_("Saved. {answered} answered, {right} right.").format(answered=len(sitting.answers), right=sitting.right))


def _ask(sitting: Sitting, shown: ShownQuestion) -> None:
    say()
    head = _("Question {number} of {all}, {type}").format(
        number=len(sitting.answers) + 1, all=len(sitting.questions), type=shown.question.type.words
    )
    say(head)
    say(str(shown.question.stem))
    for number, (letter, words) in enumerate(shown.choices, start=1):
        say(f"  {number} {letter}  {words}")
    chosen = read_choice(shown, input("> "))
    while not chosen:
        chosen = read_choice(shown, input(_("Please type digits or letters from the list: ")))
    _explain(sitting.answer(chosen))


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
    one_only = shown.question.type != "multiple"
    return () if one_only and len(set(chosen)) != 1 else tuple(dict.fromkeys(chosen))


def _explain(answered: Answered) -> None:
    shown, question = answered.shown, answered.shown.question
    words = dict(shown.choices)
    right = _(", ").join(f"{letter} {words[letter]}" for letter in shown.answer)
    say(_("Right.") if answered.right else _("Not right. Right is: {answer}").format(answer=right))
    say(str(shown.explanation))
    say(_("Source: {source} {edition}").format(source=question.source, edition=question.edition))
