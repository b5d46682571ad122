"""Questions in GIFT, the form that Moodle reads and writes: single and multiple choice, true or false, one gap.

An id stands as the title between colons, the topic after $CATEGORY, the explanation after ####. What GIFT cannot say
(several gaps, an order, points of a short answer) is not written; what this program does not ask (numbers within
limits, matching, essays) is named when it is read.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import pairwise

from content.importing.unchecked import Raw, written_variants
from content.models import GAP, LETTERS, REFERENCE, TRUE, Pack, Question, QuestionType
from content.words import _

_TITLE = re.compile(r"::((?:\\.|[^:\\]|:(?!:))*)::\s*(.*)", re.DOTALL)
_FORM = re.compile(r"\[(html|moodle|plain|markdown)\]\s*")
_MARK = re.compile(r"(?<!\\)(?:\\\\)*([=~#])")
_WEIGHT = re.compile(r"%(-?\d+(?:\.\d+)?)%")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>")
_BREAK = re.compile(r"<(?:br|/p|/div|/li)\b[^<>]*>", re.IGNORECASE)
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,79}", re.ASCII)
_HEAD = {"title": "题库名称", "id": "题库编号", "edition": "题库版本", "source": "题库来源"}
_SPECIAL = re.compile(r"([\\:=~#{}])")


def read_gift(text: str) -> tuple[list[Raw], list[tuple[int, str]], dict[str, str]]:
    """The questions, each with the line it begins at; what is asked in a way this program does not know; and what
    the bank is called, where this program wrote it.
    """
    raws: list[Raw] = []
    faults: list[tuple[int, str]] = []
    head = {key: match[1] for key, name in _HEAD.items() if (match := re.search(f"^// {name}: (.+)$", text, re.M))}
    topic = ""
    for row, block in _blocks(text):
        if block.startswith("$CATEGORY:"):
            topic = _plain(block.partition(":")[2].strip().rpartition("/")[2])
            continue
        raw = _raw(row, block, topic)
        if isinstance(raw, Raw):
            raws.append(raw)
        else:
            faults.append((row, raw))
    return raws, faults, head


def gift_text(pack: Pack) -> tuple[str, list[Question]]:
    """The bank as GIFT, and the questions that it cannot say."""
    head = {"title": pack.title.zh, "id": pack.id, "edition": pack.edition.zh, "source": pack.source.zh}
    blocks = ["\n".join(f"// {name}: {' '.join(head[key].split())}" for key, name in _HEAD.items())]
    left_out: list[Question] = []
    topic = ""
    for question in pack.questions:
        answers = _answers(question)
        if not answers:
            left_out.append(question)
            continue
        if question.topic.zh != topic:
            topic = question.topic.zh
            blocks.append(f"$CATEGORY: {topic}")
        before, _gap, after = question.stem.zh.partition(GAP) if question.gaps else (question.stem.zh, "", "")
        said = f"####{_escaped(_explanation(question))}" if question.explanation.zh else ""
        blocks.append(f"::{question.id}::{_escaped(before)}{{{answers}{said}}}{_escaped(after)}")
    return "\n\n".join([*blocks, ""]), left_out


def _explanation(question: Question) -> str:
    """The explanation with the words of the options it names: letters mean nothing where others shuffle them."""
    words = {letter: f"“{option.zh}”" for letter, option in zip(question.letters, question.options, strict=False)}
    return REFERENCE.sub(lambda found: words.get(found[1], found[0]), question.explanation.zh)


def _answers(question: Question) -> str:
    """What stands between the braces; empty when GIFT has no form for it."""
    if question.type is QuestionType.TRUE_FALSE:
        return "T" if question.answer == (TRUE,) else "F"
    if question.type is QuestionType.BLANK and len(question.gaps) == 1:
        return "".join(f"={_escaped(text)} " for text in question.gaps[0].zh)
    options = [_escaped(option.zh) for option in question.options]
    right = [letter in question.answer for letter in question.letters]
    if question.type is QuestionType.SINGLE:
        return "".join(f"{'=' if good else '~'}{words} " for words, good in zip(options, right, strict=True))
    if question.type is QuestionType.MULTIPLE:
        share, wrong = (f"%{_percent(sum(right))}%", "%-100%")
        return "".join(f"~{share if good else wrong}{words} " for words, good in zip(options, right, strict=True))
    return ""


def _percent(parts: int) -> str:
    return f"{100 / parts:.5f}".rstrip("0").rstrip(".")


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """The blocks between blank lines, without comments, each with its first line; a category is one of its own."""
    lines: list[str] = []
    began = 0
    for number, line in enumerate([*text.removeprefix("\ufeff").split("\n"), ""], start=1):
        if line.lstrip().startswith("//"):
            continue
        if line.startswith("$CATEGORY:"):
            yield number, line.strip()
        elif line.strip():
            began = began if lines else number
            lines.append(line)
        elif lines:
            yield began, "\n".join(lines).strip()
            lines = []


def _raw(row: int, block: str, topic: str) -> Raw | str:
    title, block = "", block
    if match := _TITLE.match(block):
        title, block = _plain(match[1]), match[2]
    block = _FORM.sub("", block, count=1) if _FORM.match(block) else block
    if (place := _braces(block)) is None:
        return _("the answers must stand between {braces}").format(braces="{ }")
    before, inside, after = block[: place[0]], block[place[0] + 1 : place[1]], block[place[1] + 1 :]
    texts = {"topic": topic, "id": title if _ID.fullmatch(title) else ""}
    inside, _sign, said = inside.partition("####")
    texts["explanation"] = _plain(_FORM.sub("", said, count=1) if _FORM.match(said) else said)
    inside = inside.strip()
    parts = _MARK.split(inside)
    matching = "~" not in parts and sum("->" in part for part in parts) > 1
    if inside.startswith("#") or not inside or matching:
        return _("numbers within limits, matching and essays are not asked here; ask it another way")
    stem = _plain(before)
    truth = inside.partition("#")[0].strip().upper()
    if truth in ("T", "TRUE", "F", "FALSE"):
        return Raw(row, {**texts, "type": "判断题", "stem": stem, "answer": truth[0]})
    answers = list(_parsed(inside))
    if any(mark == "~" for mark, _weight, _words in answers):
        return _choice(row, texts, stem + (GAP + _plain(after) if after.strip() else ""), answers)
    if not after.strip() and GAP in stem:
        after = ""
    elif after.strip():
        stem = _kept(before) + GAP + _kept(after)
    else:
        stem += GAP
    variants = [words for _mark, weight, words in answers if weight is None or weight > 0]
    return Raw(row, {**texts, "type": "填空题", "stem": stem.strip(), "answer": written_variants(variants)})


def _choice(row: int, texts: dict[str, str], stem: str, answers: list[tuple[str, float | None, str]]) -> Raw:
    # Where one is wholly right, what has a part of the credit is wrong.
    whole = [mark == "=" and weight in (None, 100) for mark, weight, _words in answers]
    right = whole if any(whole) else [(weight or 0) > 0 for _mark, weight, _words in answers]
    several = sum(right) > 1
    letters = "".join(letter for letter, good in zip(LETTERS, right, strict=False) if good)
    kind = "多选题" if several and len(letters) > 1 else "单选题"
    options = tuple(words for _mark, _weight, words in answers)
    return Raw(row, {**texts, "type": kind, "stem": stem, "answer": letters}, options)


def _parsed(inside: str) -> Iterator[tuple[str, float | None, str]]:
    """Each answer: = or ~, its weight in per cent if it has one, its words; comments on answers are left out."""
    places = [match.start(1) for match in _MARK.finditer(inside) if match[1] in "=~"] + [len(inside)]
    for start, end in pairwise(places):
        mark, words = inside[start], inside[start + 1 : end]
        comment = next((match.start(1) for match in _MARK.finditer(words) if match[1] == "#"), len(words))
        words = words[:comment].strip()
        weight = None
        if match := _WEIGHT.match(words):
            weight, words = float(match[1]), words[match.end() :]
        yield mark, weight, _plain(_FORM.sub("", words, count=1) if _FORM.match(words) else words)


def _braces(block: str) -> tuple[int, int] | None:
    """Where the first brace that is none of the text opens and where it closes."""
    signs = [match for match in re.finditer(r"\\.|[{}]", block, re.DOTALL) if match[0] in "{}"]
    if len(signs) < 2 or (signs[0][0], signs[1][0]) != ("{", "}"):
        return None
    return signs[0].start(), signs[1].start()


def _plain(text: str) -> str:
    return _kept(text).strip()


def _kept(text: str) -> str:
    """The text as a person reads it: without escapes and web code."""
    text = re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else f"\\{found[1]}", text, flags=re.DOTALL)
    if _TAG.search(text) or "&nbsp;" in text:
        text = html.unescape(_TAG.sub("", _BREAK.sub("\n", text))).replace("\xa0", " ")
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text).replace("\n", "\\n")
