"""What offices write into a question itself: its options, and the answer in its brackets."""

from __future__ import annotations

import re
from dataclasses import replace

from content.importing.cell_words import letters_in, options_in, truth
from content.importing.raw import Raw
from content.models import QuestionType
from content.words import _

ANSWERED = re.compile(r"[（(](\s*)([A-HＡ-Ｈ](?:[\s、,，]*[A-HＡ-Ｈ]){0,7}|[√×✓✗]|对|错)(\s*)[）)]")


def out_of_stem(raw: Raw, problems: list[str], bracketed: list[str]) -> Raw:
    """The question with what offices also write into it where it belongs: options, and the answer in its brackets.

    What is wrong goes to `problems`, the place of a question whose answer was taken from its brackets to `bracketed`.
    """
    stem, options, answer = raw.text("stem"), list(raw.options), raw.text("answer")
    found = ANSWERED.findall(stem)
    bare = ANSWERED.sub("（　　）", stem) if len(found) == 1 else stem
    if not options and (parts := options_in(bare)) and not raw.text("options"):
        bare, *options = parts
        stem = bare
    if len(found) == 1 and (options or not found[0][1][0].isalpha() or found[0][1] in "对错"):
        before, said, after = found[0]
        if not answer or (letters_in(said) or truth(said)) == (letters_in(answer) or truth(answer)):
            if not answer:
                bracketed.append(f"{raw.sheet} {raw.row}".strip())
            stem, answer = bare, answer or said
        elif (before and after) or not raw.options:
            words = _("the question has ({said}) in it, but the answer is {answer}; leave the brackets empty")
            problems.append(words.format(said=said, answer=answer[:20]))
    if (stem, answer, tuple(options)) == (raw.text("stem"), raw.text("answer"), raw.options):
        return raw
    return replace(raw, texts={**raw.texts, "stem": stem, "answer": answer}, options=tuple(options))


def words_of_brackets(raw: Raw, kind: QuestionType) -> list[str]:
    """Tell of a letter in brackets that stays in the question and is not its answer: it may be a second one."""
    found = [said for _before, said, _after in ANSWERED.findall(raw.text("stem")) if letters_in(said)]
    if not found or not kind.has_options:
        return []
    words = _("{where}row {row}: ({said}) stays in the question as it stands; the answer taken is {answer}")
    where = _("sheet {sheet}: ").format(sheet=raw.sheet) if raw.sheet else ""
    answer = raw.text("answer")[:20]
    return [words.format(where=where, row=raw.row, said=found[0], answer=answer)]
