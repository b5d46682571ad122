"""A paper on paper: numbered through, options as shown in that version, nothing given away but in the key."""

from __future__ import annotations

from content.marks import Bilingual
from content.models import Gap, Question, QuestionType
from reports.document import Blank, Document, Heading, Paragraph, Table
from reports.paper import Paper, answer_sheet, key_sheet, make_papers, question_sheet

OPTIONS = tuple(Bilingual(words) for words in ("三日", "五日", "七日", "十日"))


def one(number: int, kind: QuestionType, **fields: object) -> Question:
    why = Bilingual("因为{A}。" if kind.has_options else "因为。")
    words = {
        "topic": Bilingual("会务"),
        "source": Bilingual("《某法》"),
        "edition": Bilingual("2026"),
        "explanation": why,
    }
    return Question(id=f"q{number}", type=kind, difficulty=1, **{"stem": Bilingual(f"第{number}问"), **words, **fields})


GAPS = (Gap(zh=("二十", "20")), Gap(zh=("半数",)))
QUESTIONS = [
    *(one(number, QuestionType.SINGLE, options=OPTIONS, answer=("B",)) for number in range(4)),
    one(4, QuestionType.MULTIPLE, options=OPTIONS, answer=("A", "C")),
    one(5, QuestionType.ORDERING, options=OPTIONS, answer=("C", "A", "D", "B")),
    one(6, QuestionType.TRUE_FALSE, answer=("F",)),
    one(7, QuestionType.BLANK, stem=Bilingual("提前____日，经____通过"), gaps=GAPS),
    one(8, QuestionType.SHORT, points=(Bilingual("要点甲"), Bilingual("要点乙"))),
]
COUNTS = dict.fromkeys(QuestionType, 1) | {QuestionType.SINGLE: 3}


def papers(seed: str = "7", versions: str = "AB") -> list[Paper]:
    return make_papers(QUESTIONS, COUNTS, "测验", seed=seed, versions=versions)


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph | Heading)]


def test_both_versions_have_the_same_questions_numbered_through() -> None:
    first, second = papers()
    assert {one.question.id for one in first.questions} == {one.question.id for one in second.questions}
    assert len(first.questions) == 8
    for paper in (first, second):
        numbers = [int(line.partition(".")[0]) for line in lines(question_sheet(paper)) if line[:1].isdigit()]
        assert numbers == list(range(1, 9))
    assert [paper.version for paper in papers(versions="A")] == [""]
    assert papers() == papers()
    assert {tuple(one.question.id for one in papers(seed=f"{seed}")[0].questions) for seed in range(9)} != {()}


def test_the_key_is_the_key_of_what_is_printed_in_that_version() -> None:
    for paper in papers():
        (table,) = (block for block in key_sheet(paper).blocks if isinstance(block, Table))
        for row, shown in zip(table.rows, paper.questions, strict=True):
            words = dict(shown.choices)
            if shown.question.type is QuestionType.SINGLE:
                assert words[str(row[1])] == "五日"
                assert row[2] == f"因为{next(letter for letter, text in shown.choices if text == '三日')}。"
            if shown.question.type is QuestionType.ORDERING:
                assert [words[letter] for letter in str(row[1])] == ["七日", "三日", "十日", "五日"]
        answers = {shown.question.type: row[1] for shown, row in zip(paper.questions, table.rows, strict=True)}
        assert answers[QuestionType.TRUE_FALSE] == "错误"
        assert answers[QuestionType.BLANK] == "二十 / 20\n半数"
        assert answers[QuestionType.SHORT] == "1. 要点甲\n2. 要点乙"


def test_neither_questions_nor_answer_sheet_give_anything_away() -> None:
    for paper in papers():
        questions, sheet = question_sheet(paper), answer_sheet(paper)
        for secret in ("因为", "要点", "半数", "《某法》"):
            assert not any(secret in line for line in (*lines(questions), *lines(sheet)) if "写出要点" not in line)
        assert any("提前________日" in line for line in lines(questions))
        assert sum(isinstance(block, Blank) for block in sheet.blocks) == 1
        boxes = [block for block in sheet.blocks if isinstance(block, Table)]
        assert [column.title for column in boxes[0].columns][1:4] == ["1", "2", "3"]
