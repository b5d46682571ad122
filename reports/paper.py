"""A paper from a bank on real paper: the question sheet, the answer sheet and the key, in versions A and B."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from content.drawing import draw_paper
from content.marking import ShownQuestion, shuffled
from content.models import GAP, Question, QuestionType
from content.words import _, language, ngettext
from reports.document import Blank, Block, Cell, Column, Document, Heading, Paragraph, Small, Table, text_width

ANSWERS_A_LINE = 10
_NUMERALS = "一二三四五六"


@dataclass(frozen=True)
class Paper:
    """One version of a paper: its questions as they are printed, in their order."""

    title: str
    """What stands on top."""
    version: str
    """Its letter; empty where there is one version only."""
    questions: tuple[ShownQuestion, ...]
    """The questions as printed, in their order."""

    @property
    def sections(self) -> Iterator[tuple[QuestionType, list[tuple[int, ShownQuestion]]]]:
        """The questions type by type, numbered through."""
        numbered = enumerate(self.questions, start=1)
        for kind, group in groupby(numbered, key=lambda one: one[1].question.type):
            yield kind, list(group)


def make_papers(
    questions: Sequence[Question], counts: Mapping[QuestionType, int], title: str, *, seed: str, versions: str
) -> list[Paper]:
    """A paper in each version (a letter each): the same questions in another order, with options in another order.

    The same arguments give the same papers.

    Raises:
        TooFew: there are not enough questions of some type.
    """
    drawn = draw_paper(questions, counts, seed=seed)
    papers = []
    for version in versions:
        order = random.Random(f"{seed} {version}")  # noqa: S311 - an order of print, no secret
        printed: list[ShownQuestion] = []
        for _kind, group in groupby(drawn, key=lambda question: question.type):
            some = list(group)
            printed += [shuffled(question, f"{seed} {version}") for question in order.sample(some, len(some))]
        papers.append(Paper(title, version if len(versions) > 1 else "", tuple(printed)))
    return papers


def question_sheet(paper: Paper) -> Document:
    """What is handed out: the questions, without anything that gives an answer away."""
    blocks: list[Block] = [Paragraph(_("Name: ____________   Office: ____________"))]
    for number, (kind, questions) in enumerate(paper.sections):
        blocks.append(Heading(1, _heading(number, kind, len(questions))))
        for place, shown in questions:
            blocks.append(Paragraph(f"{place}. {_printed(shown.question)}"))
            if kind.has_options:
                blocks += _options(shown)
            elif kind is QuestionType.SHORT:
                blocks.append(Blank(5))
    return Document(_titled(paper, ""), tuple(blocks))


def answer_sheet(paper: Paper) -> Document:
    """Where the answers are written, when they are not written on the questions."""
    blocks: list[Block] = [Paragraph(_("Name: ____________   Office: ____________"))]
    for number, (kind, questions) in enumerate(paper.sections):
        blocks.append(Heading(1, _heading(number, kind, len(questions))))
        if kind is QuestionType.SHORT:
            for place, _shown in questions:
                blocks += [Paragraph(f"{place}."), Blank(6)]
        elif kind is QuestionType.BLANK:
            for place, shown in questions:
                gaps = range(1, len(shown.question.gaps) + 1)
                lines = "  ".join((f"({gap}) " if len(gaps) > 1 else "") + "______________" for gap in gaps)
                blocks.append(Paragraph(f"{place}. {lines}"))
        else:
            blocks += _boxes([place for place, _shown in questions])
    return Document(_titled(paper, _("answer sheet")), tuple(blocks))


def key_sheet(paper: Paper) -> Document:
    """The right answers, why, and where it is said."""
    rows: list[tuple[Cell, ...]] = []
    for place, shown in enumerate(paper.questions, start=1):
        question = shown.question
        rows.append(
            (
                place,
                _key_words(shown),
                str(shown.explanation),
                _("{source} ({edition})").format(source=question.source, edition=question.edition),
            )
        )
    columns = (
        Column(_("Question no."), 4),
        Column(_("Answer"), 12),
        Column(_("Explanation"), 26),
        Column(_("Authority"), 14),
    )
    note = _("Not to be handed out with the questions.")
    return Document(_titled(paper, _("key")), (Table(columns, tuple(rows)), Small(note)), landscape=True)


def _titled(paper: Paper, part: str) -> str:
    version = _("(version {letter})").format(letter=paper.version) if paper.version else ""
    return paper.title + version + (f"\n{part}" if part else "")


def _heading(number: int, kind: QuestionType, count: int) -> str:
    how = {
        QuestionType.SINGLE: _("one option is right"),
        QuestionType.MULTIPLE: _("several options are right"),
        QuestionType.TRUE_FALSE: _("write √ or ×"),
        QuestionType.BLANK: _("fill in the gaps"),
        QuestionType.SHORT: _("answer in a few lines"),
        QuestionType.ORDERING: _("write the letters in the right order"),
    }[kind]
    name = _NUMERALS[number] if language() == "zh" else number + 1
    words = ngettext("{number}. {type} ({n} question, {how})", "{number}. {type} ({n} questions, {how})", count)
    return words.format(number=name, type=kind.words, n=count, how=how)


def _options(shown: ShownQuestion) -> Iterator[Paragraph]:
    """The options, four or two on a line where they are short."""
    texts = [f"{letter}. {words}" for letter, words in shown.choices]
    widest = max(map(text_width, texts))
    a_line = 4 if widest <= 5.5 else 2 if widest <= 12 else 1
    for begin in range(0, len(texts), a_line):
        padded = [text + "\u3000" * int(26 / a_line - text_width(text) + 0.5) for text in texts[begin : begin + a_line]]
        yield Paragraph("".join(padded).rstrip("\u3000"))


def _printed(question: Question) -> str:
    return str(question.stem).replace(GAP, "________")


def _boxes(numbers: Sequence[int]) -> Iterator[Table]:
    """A line of numbers with a line of boxes beneath, ten at a time."""
    for begin in range(0, len(numbers), ANSWERS_A_LINE):
        some = numbers[begin : begin + ANSWERS_A_LINE]
        padding = ANSWERS_A_LINE - len(some)
        columns = [Column(f"{number}", 4) for number in some] + [Column("", 4)] * padding
        yield Table((Column(_("Question no."), 5), *columns), ((_("Answer"), *[""] * ANSWERS_A_LINE),))


def _key_words(shown: ShownQuestion) -> str:
    if shown.question.type.has_options:
        return "".join(shown.answer)
    if shown.question.type is QuestionType.SHORT:
        return "\n".join(f"{number}. {point}" for number, point in enumerate(shown.answer_words(), start=1))
    if shown.question.type is QuestionType.TRUE_FALSE:
        return next(shown.answer_words())
    return "\n".join(" / ".join(gap.zh) for gap in shown.question.gaps)
