"""Questions for tests: any that hold together."""

from __future__ import annotations

from hypothesis import strategies as st

from content.marks import Bilingual
from content.models import GAP, LETTERS, Gap, Pack, Question, QuestionType

# What a person may write in a cell: no control characters, nothing at the edges that a cell would lose.
SIGNS = st.characters(exclude_categories=("C", "Z"), exclude_characters="\ufffe\uffff")
TRAPS = (
    "A.", "B、三日", "（ A ）", "3月4日", "<b>粗</b>", "&lt;", "%50%半", "=1", "-> 乙", "宪法/总纲", "a//b", "//注",
    "{A", "#", "'=x", "_x000D_", "[html]", "::", "\\n", "｛＝甲｝", "答案：A", "![图](1.png)", "|", "\\",
)  # fmt: skip
WORDS = st.text(SIGNS, min_size=1, max_size=12).filter(lambda text: "__" not in text) | st.sampled_from(TRAPS)
LINES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join).filter(lambda text: "__" not in text)
TEXTS = st.lists(LINES, min_size=1, max_size=2).map("\n".join)
TAGS = st.lists(st.text(st.characters(categories=("L", "N")), min_size=1, max_size=5), max_size=2)


def said(texts: st.SearchStrategy[str], *, english: bool) -> st.SearchStrategy[Bilingual]:
    return st.builds(Bilingual, texts, texts) if english else texts.map(Bilingual)


@st.composite
def questions(draw: st.DrawFn, number: int = 0, kinds: tuple[QuestionType, ...] = tuple(QuestionType)) -> Question:
    """A question of one of the kinds; in English everywhere or nowhere."""
    kind, english = draw(st.sampled_from(kinds)), draw(st.booleans())
    fields: dict[str, object] = {"stem": draw(said(TEXTS, english=english))}
    if kind.has_options:
        words = draw(st.lists(said(TEXTS, english=english), min_size=2, max_size=8, unique_by=lambda text: text.zh))
        letters = LETTERS[: len(words)]
        least, most = {QuestionType.SINGLE: (1, 1), QuestionType.MULTIPLE: (2, 8)}.get(kind, (len(words), 8))
        order = draw(st.permutations(letters))
        answer = order[: draw(st.integers(min(least, len(order)), min(most, len(order))))]
        fields |= {"options": tuple(words), "fixed_order": draw(st.booleans())}
        fields["answer"] = tuple(answer if kind is QuestionType.ORDERING else sorted(answer))
    elif kind is QuestionType.TRUE_FALSE:
        fields["answer"] = (draw(st.sampled_from("TF")),)
    elif kind is QuestionType.BLANK:
        count = draw(st.integers(1, 4))
        texts = st.lists(LINES, min_size=1, max_size=3).map(tuple)
        one_gap = st.builds(Gap, zh=texts, en=texts) if english else st.builds(Gap, zh=texts)
        fields["gaps"] = tuple(draw(st.lists(one_gap, min_size=count, max_size=count)))
        stem = [draw(said(LINES.filter(lambda text: "_" not in text), english=english)) for _part in range(count + 1)]
        fields["stem"] = Bilingual(
            *(GAP.join(getattr(part, name) for part in stem) for name in ("zh", "en")[: 1 + english])
        )
        fields["any_order"] = draw(st.booleans())
    else:
        fields["points"] = tuple(draw(st.lists(said(LINES, english=english), min_size=1, max_size=4)))
    return Question(
        id=f"bank-q{number}",
        type=kind,
        topic=draw(said(TEXTS, english=english)),
        difficulty=draw(st.integers(1, 3)),
        explanation=draw(said(TEXTS.filter(lambda text: "{" not in text), english=english) | st.just(Bilingual(""))),
        source=draw(said(LINES, english=english)),
        edition=draw(said(LINES, english=english)),
        tags=tuple(draw(TAGS)),
        **fields,
    )


@st.composite
def banks(draw: st.DrawFn, kinds: tuple[QuestionType, ...] = tuple(QuestionType)) -> Pack:
    """A bank of a few questions."""
    count = draw(st.integers(1, 5))
    asked = tuple(draw(questions(number, kinds)) for number in range(count))
    words = said(LINES, english=draw(st.booleans()))
    return Pack(id="bank-1", title=draw(words), edition=draw(words), source=draw(words), licence="MIT", questions=asked)
