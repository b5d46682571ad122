"""A question as somebody's file has it, and what is made of it once it is checked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from pydantic import ValidationError

from content.banks import bank_id
from content.catalog import why_refused
from content.importing.cell_words import (
    EXCEL_ERROR,
    braced,
    letter_with_words,
    letters_in,
    lines_in,
    names_an_option,
    said_yes,
    split_variants,
    tags_in,
    truth,
)
from content.importing.in_stem import out_of_stem, words_of_brackets
from content.importing.raw import Raw
from content.marks import Bilingual
from content.models import GAP, LETTERS, MOST_GAPS, Gap, Pack, Question, QuestionType
from content.printable import visible
from content.tomlfile import has_controls
from content.words import _, ngettext
from content.written import plain

LONGEST = 20_000  # characters of one text
TYPES: Mapping[str, QuestionType] = {
    **dict.fromkeys(("单选题", "单选", "单项选择题", "单项选择", "single", "singlechoice"), QuestionType.SINGLE),
    **dict.fromkeys(("多选题", "多选", "多项选择题", "多项选择", "不定项选择题", "multiple"), QuestionType.MULTIPLE),
    **dict.fromkeys(("判断题", "判断", "是非题", "truefalse", "true_false"), QuestionType.TRUE_FALSE),
    **dict.fromkeys(("填空题", "填空", "blank", "fillin"), QuestionType.BLANK),
    **dict.fromkeys(("简答题", "简答", "问答题", "问答", "论述题", "short", "shortanswer"), QuestionType.SHORT),
    **dict.fromkeys(("排序题", "排序", "ordering", "order"), QuestionType.ORDERING),
}
_DIFFICULTY = {
    **dict.fromkeys(("1", "易", "容易", "简单", "低", "easy"), 1),
    **dict.fromkeys(("2", "中", "中等", "一般", "适中", "medium"), 2),
    **dict.fromkeys(("3", "难", "较难", "困难", "高", "hard"), 3),
}
_HTML = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>|&(?:nbsp|lt|gt|amp|quot);")
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,79}", re.ASCII)
_OWN_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._/-]{0,79}", re.ASCII)
_OWN_GAP, _BRACKETS = re.compile(r"_{2,}"), re.compile(r"[（(]\s*[）)]")
_ABOUT_OTHERS = re.compile(r"以上|上述|前述|[A-H]\s*[和、与]\s*[A-H]")


@dataclass(frozen=True)
class BankFile:
    """What a file holds: questions with their rows, all that is wrong with the others, and the bank they make."""

    pack: Pack
    rows: tuple[int, ...] = ()
    faults: tuple[tuple[int, str], ...] = ()
    made_ids: frozenset[str] = frozenset()  # ids that were not given but follow from the words
    head: frozenset[str] = frozenset()  # what the file says of the bank: id, title, edition, …
    remarks: tuple[str, ...] = ()  # what of the file was not taken, or otherwise than it may look, each with its place
    hidden: tuple[str, ...] = ()  # hidden sheets with questions that were left out: somebody should be asked


@dataclass
class _Defaults:
    """What stands where a file says nothing, and what ids begin with."""

    topic: str
    source: str
    edition: str
    prefix: str
    is_ours: bool  # whether this program wrote the file: then ids and explanations stand as they are
    told: list[str] = field(default_factory=list)  # what was taken otherwise than it may look
    bracketed: list[str] = field(default_factory=list)  # the rows whose answer stood in the brackets of the question
    seen: dict[str, int] = field(default_factory=dict)
    made_ids: set[str] = field(default_factory=set)


def bank_of(
    raws: Sequence[Raw],
    head: Mapping[str, str],
    title: str,
    *,
    topic: str = "",
    source: str = "",
    faults: Sequence[tuple[int, str]] = (),
    remarks: Sequence[str] = (),
    hidden: Sequence[str] = (),
) -> BankFile:
    """The bank made of what was read: called as its head says, or else by the title.

    `topic` and `source` stand where a question says none; the title where these are not given either.
    """
    title = head.get("title") or title
    source = source or head.get("source") or title
    said = {"title": title, "source": source, "edition": head.get("edition") or "1"}
    name = head.get("id") or bank_id(title)
    problems = _wrong_head({**said, "id": name, "topic": topic})
    found = [*((0, problem) for problem in problems), *faults]
    if problems:
        said, name = {"title": "?", "source": "?", "edition": "?"}, bank_id("?")
    defaults = _Defaults(topic or title, source, said["edition"], name, is_ours=bool(head.get("id")))
    rows, questions = [], []
    for raw in raws if not problems else ():
        question = _checked(raw, defaults, found)
        if question is not None:
            rows.append(raw.row)
            questions.append(question)
    defaults.told += _bracketed_words(defaults.bracketed)
    words = {key: Bilingual(text, head.get(f"{key}_en", "")) for key, text in said.items()}
    days = {key: _day(head[key], found) for key in ("valid_from", "valid_until") if head.get(key)}
    pack = Pack(id=name, licence=head.get("licence") or "-", questions=tuple(questions), **words, **days)
    in_order = tuple(sorted(found, key=lambda fault: fault[0]))
    made, said_of_it = frozenset(defaults.made_ids), frozenset(head)
    return BankFile(pack, tuple(rows), in_order, made, said_of_it, (*remarks, *defaults.told), tuple(hidden))


def _bracketed_words(rows: Sequence[str]) -> list[str]:
    """Tell of answers that stood only in the brackets of their questions."""
    words = ngettext(
        "the answer of {n} question stood in its brackets and was taken from there, row {row}",
        "the answers of {n} questions stood in their brackets and were taken from there, from row {row} on",
        len(rows),
    )
    return [words.format(n=len(rows), row=rows[0])] if rows else []


def _wrong_head(said: Mapping[str, str]) -> list[str]:
    """What is wrong with what a bank is called."""
    if any(has_controls(text) for text in said.values()):
        return [_("there are control characters in the bank's name, edition or source; write them anew")]
    try:
        Pack(id=said["id"], title=Bilingual("-"), edition=Bilingual("-"), source=Bilingual("-"), licence="-")
    except ValidationError:
        words = _("the bank's id '{id}' may have letters, digits, hyphens and _ only; it may stay empty")
        return [words.format(id=said["id"][:20])]
    return []


def _day(text: str, found: list[tuple[int, str]]) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        found.append((0, _("'{text}' is no day; write such as 2026-11-30").format(text=text[:20])))
        return None


def _checked(raw: Raw, defaults: _Defaults, faults: list[tuple[int, str]]) -> Question | None:
    """The question, or None; what is wrong goes to the faults."""
    where = _("sheet {sheet}: ").format(sheet=raw.sheet) if raw.sheet else ""
    problems: list[str] = []
    question = _question(raw, defaults, problems)
    if question is not None and not problems:
        if question.id not in defaults.seen:
            defaults.seen[question.id] = raw.row
            return question
        words = _("the same question, or the same id, stands in row {row} already; leave out one of them")
        problems.append(words.format(row=defaults.seen[question.id]))
    faults += [(raw.row, where + problem) for problem in problems]
    return None


def _question(raw: Raw, defaults: _Defaults, problems: list[str]) -> Question | None:
    raw = raw if defaults.is_ours else out_of_stem(_as_seen(raw), problems, defaults.bracketed)
    problems += [*raw.problems, *_wrong_texts(raw, is_ours=defaults.is_ours)]
    kind, difficulty = _type_of(raw, problems, is_ours=defaults.is_ours), _difficulty(raw.text("difficulty"), problems)
    if kind in (QuestionType.BLANK, QuestionType.SHORT) and raw.options:
        problems.append(
            _("a {type} question has no options; empty them, or write another type").format(type=kind.words)
        )
    if problems or kind is None:
        return None
    stem, stem_en = _with_gaps(raw.text("stem"), kind), _with_gaps(raw.text("stem_en"), kind)
    fields = {
        "id": _id_of(raw, kind, stem, defaults, problems),
        "type": kind,
        "topic": Bilingual(raw.text("topic") or defaults.topic, raw.text("topic_en")),
        "difficulty": difficulty,
        "stem": Bilingual(stem, stem_en),
        "options": _both(raw.options, raw.options_en, problems) if kind.has_options else (),
        "explanation": _explanation(raw, defaults),
        "source": Bilingual(raw.text("source") or defaults.source, raw.text("source_en")),
        "edition": Bilingual(raw.text("edition") or defaults.edition, raw.text("edition_en")),
        "tags": tuple(tags_in(raw.text("tags"))),
        "any_order": said_yes(raw.text("any_order")),
        "fixed_order": said_yes(raw.text("fixed_order"))
        or (not defaults.is_ours and any(map(_ABOUT_OTHERS.search, raw.options))),
        **_key_of(raw, kind, stem, problems, is_ours=defaults.is_ours),
    }
    if problems:
        return None
    if not defaults.is_ours:
        defaults.told += words_of_brackets(raw, kind)
    try:
        return Question(**fields)
    except ValidationError as error:
        problems.append(why_refused(error))
        return None


def _wrong_texts(raw: Raw, *, is_ours: bool) -> list[str]:
    texts = (*raw.texts.values(), *raw.options, *raw.options_en)
    problems = []
    if not raw.text("stem"):
        problems.append(_("the question (题干) is empty; write it, or delete the row"))
    if not raw.text("answer") and not raw.problems:
        problems.append(
            _("the answer (答案) is empty; a formula must be replaced by what it gives")
            if raw.is_row
            else _("the answer (答案) is empty; write it")
        )
    if broken := next((text for text in texts if EXCEL_ERROR.fullmatch(text)), ""):
        problems.append(
            _("Excel says {error} in a cell; a formula must be replaced by what it gives").format(error=broken)
        )
    if any(has_controls(text) for text in texts):
        problems.append(_("there are control characters in the row; write it anew, without copying"))
    if len(raw.options) > len(LETTERS):
        words = _("it has {n} options, up to {last}; at most {most} are taken: leave some out")
        last = chr(ord("A") + min(len(raw.options), 26) - 1)
        problems.append(words.format(n=len(raw.options), last=last, most=len(LETTERS)))
    if not is_ours and any(_HTML.search(text) for text in texts):
        problems.append(_("there is web code such as <p> in it; paste it as plain text"))
    if any(len(text) > LONGEST for text in texts):
        problems.append(_("a text has more than {n} characters").format(n=LONGEST))
    return problems


def _as_seen(raw: Raw) -> Raw:
    """The question without what nobody sees in its texts and at their edges."""
    texts = {column: visible(text).strip() for column, text in raw.texts.items()}
    options, options_en = (tuple(visible(one).strip() for one in some) for some in (raw.options, raw.options_en))
    return replace(raw, texts=texts, options=options, options_en=options_en)


def _type_of(raw: Raw, problems: list[str], *, is_ours: bool) -> QuestionType | None:
    """The type that is said, or that follows from options and answer."""
    said = "".join(raw.text("type").split()).casefold().strip("【】[]")
    if said in TYPES:
        return TYPES[said]
    if said and said not in ("选择题", "选择", "choice"):
        words = _("the type '{type}' is not known; write 单选题, 多选题, 判断题, 填空题, 简答题 or 排序题")
        problems.append(words.format(type=raw.text("type")[:20]))
        return None
    answer = raw.text("answer")
    if raw.options:
        letters = letters_in(answer)
        return QuestionType.MULTIPLE if letters and len(letters) > 1 else QuestionType.SINGLE
    if truth(answer):
        return QuestionType.TRUE_FALSE
    if not is_ours and names_an_option(answer, raw.text("stem")):
        words = _(
            "the answer is {answer}, but no options were read; write each on a line of its own with A. B. C. before "
            "it, or the type (题型)"
        )
        problems.append(words.format(answer=answer[:20]))
        return None
    gaps = _OWN_GAP.search(raw.text("stem")) or _BRACKETS.search(raw.text("stem"))
    return QuestionType.BLANK if gaps else QuestionType.SHORT


def _key_of(raw: Raw, kind: QuestionType, stem: str, problems: list[str], *, is_ours: bool) -> dict[str, object]:
    """The right answer in the form its type has it."""
    answer, english = raw.text("answer"), raw.text("answer_en")
    if kind is QuestionType.SHORT:
        points = lines_in(answer)
        if len(points) == 1 and not english and not is_ours:  # offices also write their points one behind another
            points = tuple(point for part in re.split("[；;]", answer) if (point := part.strip()))
        return {"points": _both(points, lines_in(english), problems)}
    if kind is QuestionType.BLANK:
        return {"gaps": _gaps(answer, english, stem.count(GAP), problems)}
    if kind is QuestionType.TRUE_FALSE:
        letter = letters_in(answer)
        if letter and len(letter) == 1 and letter in LETTERS[: len(raw.options)]:  # 正确 and 错误 written as options
            answer = raw.options[LETTERS.index(letter)]
        if not (said := truth(answer)):
            words = _("the answer '{answer}' is neither true nor false; write 对 or 错")
            problems.append(words.format(answer=answer[:20]))
        return {"answer": (said,)}
    letters = letters_in(answer) or letter_with_words(answer, raw.options)
    if not letters:
        words = _("the answer '{answer}' is not a letter of an option; write such as A or ABD")
        problems.append(words.format(answer=answer[:20]))
        return {}
    if beyond := sorted(set(letters) - set(LETTERS[: len(raw.options)])):
        there = LETTERS[: len(raw.options)]
        words = _("the answer names {letters}, but the options are {there}")
        problems.append(words.format(letters="".join(beyond), there=there or _("missing", context="options")))
    return {"answer": tuple(letters if kind is QuestionType.ORDERING else sorted(set(letters)))}


def _gaps(answer: str, english: str, count: int, problems: list[str]) -> tuple[Gap, ...]:
    """What may stand in each gap: a line a gap, or 、；between them; | between what counts alike."""
    if not 1 <= count <= MOST_GAPS:
        words = _("write each gap in the question as {gap}; there may be 1 to {most}")
        problems.append(words.format(gap=GAP, most=MOST_GAPS))
        return ()
    chinese, in_english = _split_gaps(answer, count), _split_gaps(english, count)
    if len(chinese) != count or len(in_english) not in (0, count):
        words = _("{count} gaps, but answers for {there}; write them one a line, or with ； between them")
        problems.append(words.format(count=count, there=len(chinese)))
        return ()
    pairs = zip(chinese, in_english or [()] * count, strict=True)
    return tuple(Gap(zh=zh, en=en) for zh, en in pairs)


def _split_gaps(text: str, count: int) -> list[tuple[str, ...]]:
    if not text:
        return []
    parts = [text] if count == 1 else lines_in(text)
    if len(parts) == 1 and count > 1:
        parts = next((split for sign in ("；", ";", "、", "，") if len(split := text.split(sign)) == count), parts)
    return [split_variants(part) for part in parts]


def _both(chinese: Sequence[str], english: Sequence[str], problems: list[str]) -> tuple[Bilingual, ...]:
    if english and len(english) != len(chinese):
        problems.append(_("there are not as many texts in English as in Chinese"))
        return ()
    return tuple(map(Bilingual, chinese, english or [""] * len(chinese)))


def _explanation(raw: Raw, defaults: _Defaults) -> Bilingual:
    texts = raw.text("explanation"), raw.text("explanation_en")
    return Bilingual(*(text if defaults.is_ours else braced(text, len(raw.options)) for text in texts))


def _with_gaps(stem: str, kind: QuestionType) -> str:
    """The question with its gaps as the program writes them; offices write （　　） or lines of any length."""
    if kind is not QuestionType.BLANK:
        return stem
    stem = _OWN_GAP.sub(GAP, stem)
    return stem if GAP in stem else _BRACKETS.sub(GAP, stem)


def _id_of(raw: Raw, kind: QuestionType, stem: str, defaults: _Defaults, problems: list[str]) -> str:
    """The id that is given, with the bank's before it, or one that follows from the words: the same row, the same id.

    In a file that this program wrote ids stand as they are.
    """
    given = raw.text("id") if defaults.is_ours else raw.text("id").removesuffix(".0")
    if not given:
        options = "\n".join(sorted(map(plain, raw.options)))
        digest = hashlib.sha256(f"{kind}\n{plain(stem)}\n{options}".encode()).hexdigest()[:10]
        defaults.made_ids.add(name := f"{defaults.prefix}-{digest}")
        return name
    name = given if defaults.is_ours or given.startswith(f"{defaults.prefix}-") else f"{defaults.prefix}-{given}"
    if not (_OWN_ID if defaults.is_ours else _ID).fullmatch(name):
        words = _("the id '{id}' may have at most 60 letters, digits, dots and hyphens; it may stay empty")
        problems.append(words.format(id=given[:20]))
    return name


def _difficulty(text: str, problems: list[str]) -> int:
    said = text.strip().casefold().removesuffix(".0")
    if said and said not in _DIFFICULTY:
        words = _("the difficulty '{text}' is not known; write 1, 2 or 3 (易, 中, 难)")
        problems.append(words.format(text=text[:20]))
    return _DIFFICULTY.get(said, 1)
