"""Questions in GIFT, the form that Moodle reads and writes: choice, true or false, gaps.

An id stands as the title between colons, the topic after $CATEGORY, the explanation after ####. What GIFT cannot say
(an order, points of a short answer) is not written; what it has no place for (difficulty, source) stands in comments,
and is read where this program wrote them. What this program does not ask (numbers within limits, matching, essays) is
named when it is read, each by what it is; so is what is lost: pictures, comments on answers, parts of a credit.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from content.importing.cell_words import truth, without_letters, written_tags, written_variants
from content.importing.raw import Raw
from content.models import FALSE, GAP, LETTERS, REFERENCE, TRUE, Pack, Question, QuestionType
from content.words import _

_TITLE = re.compile(r"::((?:\\.|[^:\\]|:(?!:))*)::\s*(.*)", re.DOTALL)
_FORM = re.compile(r"\[(html|moodle|plain|markdown)\]")
_MARK = re.compile(r"(?<!\\)(?:\\\\)*([=~#])")
_WEIGHT = re.compile(r"%(-?\d+(?:\.\d+)?)%")
_NAMES = (
    "p|br|b|i|u|s|em|strong|span|div|font|img|ul|ol|li|table|tr|td|th|tbody|thead|tfoot|caption|h[1-6]|sub|sup|a|pre|"
    "code|hr|o:p|blockquote|strike|del|ins|audio|video|source|iframe|object|embed|style|script|label|small|big|center"
)
_TAG = re.compile(rf"</?(?:{_NAMES})(?:[\s/][^<>]*)?>|<!--.*?-->|<(style|script)\b.*?</\1>", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[a-zA-Z]{2,8});")
_PICTURE = re.compile(
    r"<(?:img|audio|video|iframe|object|embed)\b[^<>]*?(?:src|data)\s*\\?=\s*[\"']?([^\"'<>\s]*)[^<>]*>"
    r"|<(?:img|audio|video|iframe|object|embed)\b[^<>]*>|!\[[^\]]*\]\(([^)]*)\)",
    re.IGNORECASE,
)
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._/-]{0,79}", re.ASCII)
_HEAD = {"title": "题库名称", "id": "题库编号", "edition": "题库版本", "source": "题库来源"}
_BESIDE = {"difficulty": "难度", "source": "依据", "edition": "版本", "tags": "标签", "fixed_order": "选项不打乱",
           "explanation": "解析"}  # fmt: skip
_SPECIAL = re.compile(r"([\\:=~#{}])")
_WIDE = str.maketrans("＝～〜＃％", "=~~#%")
_WIDE_WRONG = re.compile(r"(?<=\s)[～〜](?=\S)")  # stands where a wrong answer begins
_OUTER = {"$course$", "$system$", "top", ""}


@dataclass
class GiftReading:
    """The questions, each with the line it begins at; what is asked in a way this program does not know; what the
    bank is called, where this program wrote it; and what of the file was not taken.
    """

    raws: list[Raw] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)
    head: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def read_gift(text: str) -> GiftReading:
    """What a file in GIFT holds."""
    read = GiftReading()
    for key, name in _HEAD.items():
        if match := re.search(f"^// {name}: (.+)$", text, re.MULTILINE):
            read.head[key] = _unescaped(match[1]).strip()
    topic = ""
    for row, block, beside in _blocks(text):
        if block.startswith("$CATEGORY:"):
            topic = _topic(row, block.partition(":")[2].strip(), read)
            continue
        raw = _Block(row, block, read).question(topic)
        if isinstance(raw, str):
            read.faults.append((row, raw))
            continue
        if "id" in read.head:
            raw = Raw(raw.row, {**raw.texts, **beside}, raw.options)
        read.raws.append(raw)
    return read


def _topic(row: int, path: str, read: GiftReading) -> str:
    """The last name of a category's path, in which // stands for a slash; the names above it are told."""
    read_as = _unescaped if "id" in read.head else _kept
    names = [read_as(name.replace("\0", "/")).strip() for name in path.replace("//", "\0").split("/")]
    above = [name for name in names[:-1] if name not in _OUTER]
    if above:
        words = _("line {line}: of the category only '{topic}' is taken, not '{above}'")
        read.remarks.append(words.format(line=row, topic=names[-1], above="/".join(above)))
    return names[-1]


def gift_text(pack: Pack) -> tuple[str, list[Question]]:
    """The bank as GIFT, and the questions that it cannot say."""
    head = {"title": pack.title.zh, "id": pack.id, "edition": pack.edition.zh, "source": pack.source.zh}
    blocks = ["\n".join(f"// {name}: {_escaped(head[key])}" for key, name in _HEAD.items())]
    left_out: list[Question] = []
    topic = ""
    for question in pack.questions:
        answers = _answers(question)
        if not answers:
            left_out.append(question)
            continue
        if question.topic.zh != topic:
            topic = question.topic.zh
            blocks.append(f"$CATEGORY: {_escaped(topic).replace('/', '//')}")
        before, _gap, after = question.stem.zh.partition(GAP) if question.gaps else (question.stem.zh, "", "")
        said = f"####{_written(_explanation(question))}" if question.explanation.zh else ""
        beside = "".join(f"// {_BESIDE[key]}: {_escaped(text)}\n" for key, text in _beside(question).items() if text)
        form = "[plain]" if _needs_form(question.stem.zh) else ""
        stem = f"{form}{_escaped(before)}{{{answers}{said}}}{_escaped(after)}"
        blocks.append(f"{beside}::{question.id}::{stem}")
    return "\n\n".join([*blocks, ""]), left_out


def _beside(question: Question) -> dict[str, str]:
    """What GIFT has no place for, and the explanation where it names options by letters."""
    return {
        "difficulty": str(question.difficulty),
        "source": question.source.zh,
        "edition": question.edition.zh,
        "tags": written_tags(question.tags),
        "fixed_order": "是" if question.fixed_order else "",
        "explanation": question.explanation.zh if REFERENCE.search(question.explanation.zh) else "",
    }


def _explanation(question: Question) -> str:
    """The explanation with the words of the options it names: letters mean nothing where others shuffle them."""
    words = {letter: f"“{option.zh}”" for letter, option in zip(question.letters, question.options, strict=False)}
    return REFERENCE.sub(lambda found: words.get(found[1], found[0]), question.explanation.zh)


def _answers(question: Question) -> str:
    """What stands between the braces; empty when GIFT has no form for it."""
    if question.type is QuestionType.TRUE_FALSE:
        return "T" if question.answer == (TRUE,) else "F"
    if question.type is QuestionType.BLANK and len(question.gaps) == 1:
        return "".join(f"={_weighed(text)} " for text in question.gaps[0].zh)
    options = [_written(option.zh) for option in question.options]
    right = [letter in question.answer for letter in question.letters]
    if question.type is QuestionType.SINGLE:
        return "".join(
            f"{'=' if good else '~'}{'' if not _WEIGHT.match(words) else '%100%' if good else '%0%'}{words} "
            for words, good in zip(options, right, strict=True)
        )
    if question.type is QuestionType.MULTIPLE:
        share, wrong = (f"%{_percent(sum(right))}%", "%-100%")
        return "".join(f"~{share if good else wrong}{words} " for words, good in zip(options, right, strict=True))
    return ""


def _percent(parts: int) -> str:
    return f"{100 / parts:.5f}".rstrip("0").rstrip(".")


def _weighed(text: str) -> str:
    """A right answer; with its weight where its own words would be taken for one."""
    words = _written(text)
    return f"%100%{words}" if _WEIGHT.match(words) else words


def _blocks(text: str) -> Iterator[tuple[int, str, Mapping[str, str]]]:
    """The blocks between blank lines, each with its first line and what our comments before it say.

    Other comments are left out; a category is a block of its own.
    """
    lines: list[str] = []
    beside: dict[str, str] = {}
    began = 0
    all_lines = [*text.removeprefix("\ufeff").split("\n"), ""]
    for number, line in enumerate(all_lines, start=1):
        if line.lstrip().startswith("//"):
            for key, name in _BESIDE.items():
                if line.startswith(f"// {name}: "):
                    beside[key] = _unescaped(line.partition(": ")[2])
        elif line.startswith("$CATEGORY:"):
            if lines:  # the question above it belongs to the category before
                yield began, "\n".join(lines).strip(), beside
                lines, beside = [], {}
            yield number, line.strip(), {}
        elif line.strip():
            began = began if lines else number
            lines.append(line)
            if _next_begins("\n".join(lines), all_lines[number]):
                yield began, "\n".join(lines).strip(), beside
                lines, beside = [], {}
        elif lines and not _is_open("\n".join(lines)):
            yield began, "\n".join(lines).strip(), beside
            lines, beside = [], {}
    if lines:
        yield began, "\n".join(lines).strip(), beside


def _is_open(block: str) -> bool:
    """Whether a brace was opened and not closed: a blank line in an answer does not end the question."""
    signs = [match[0] for match in re.finditer(r"\\.|[{}]", block, re.DOTALL) if match[0] in "{}"]
    return signs == ["{"] and len(block) < 20_000


def _next_begins(block: str, next_line: str) -> bool:
    """Whether the next question begins without an empty line: with its title, or with answers of its own."""
    if next_line.lstrip().startswith("::"):
        return block.rstrip().endswith("}") and bool(_braces(block))
    return "{" in next_line and _is_whole(block)


def _is_whole(block: str) -> bool:
    """Whether a block ends with the answers to choose from: nothing can belong to it behind them."""
    places = _braces(block) if block.rstrip().endswith("}") else None
    return places is not None and len(places) > 0 and "~" in _MARK.findall(block[places[-1][0] : places[-1][1]])


class _Block:
    """One question as it stands in the file."""

    def __init__(self, row: int, block: str, read: GiftReading) -> None:
        self.row = row
        self.read = read
        self.title, self.form = "", ""
        if not _braces(block) and "｛" in block:  # written with an input method left on
            block = block.replace("｛", "{").replace("｝", "}").replace("：：", "::")
        if block.startswith("：："):
            block = block.replace("：：", "::", 2)
        if match := _TITLE.match(block):
            self.title, block = _plain(match[1]), match[2]
        if match := _FORM.match(block):
            self.form, block = match[1], block[match.end() :].lstrip()
        self.block = block

    def _tell(self, words: str) -> None:
        remark = _("line {line}: {words}").format(line=self.row, words=words)
        if remark not in self.read.remarks:
            self.read.remarks.append(remark)

    def question(self, topic: str) -> Raw | str:
        """The question, or why it is none here."""
        places = _braces(self.block)
        if places is None:
            return _("the answers must stand between {braces}").format(braces="{ }")
        if not places:
            return _("a text without answers in {braces}; leave it out, or write the answer").format(braces="{ }")
        outside = [self.block[: places[0][0]]]
        outside += [self.block[one[1] + 1 : other[0]] for one, other in pairwise(places)]
        outside += [self.block[places[-1][1] + 1 :]]
        texts = {"topic": topic, "id": self.title if _ID.fullmatch(self.title) else ""}
        if self.title and not texts["id"]:
            self._tell(_("the title '{title}' is not taken").format(title=self.title[:20]))
        inside = []
        for start, end in places:
            said, _sign, explained = self.block[start + 1 : end].partition("####")
            texts["explanation"] = self._formed(explained) or texts.get("explanation", "")
            marks = _MARK.search(said)
            said = said if marks else said.translate(_WIDE)
            is_as_typed = "~" in said or "id" in self.read.head  # what this program wrote stands as it is
            inside.append((said if is_as_typed else _WIDE_WRONG.sub("~", said)).strip())
        if len(places) > 1:
            return self._gaps(texts, outside, inside)
        return self._one(texts, outside, inside[0])

    def _one(self, texts: dict[str, str], outside: list[str], inside: str) -> Raw | str:
        """A question with its answers in one place."""
        if unasked := _unasked(inside):
            return unasked
        before, after = outside
        said, _sign, comment = inside.partition("#")
        if "=" not in said and "~" not in said and (letter := truth(_plain(said)) or {"T": TRUE, "F": FALSE}.get(said)):
            if comment.strip():
                self._tell(_("comments on single answers are not taken"))
            stem = self._cleaned(before + GAP * bool(after.strip()) + after).strip()
            return Raw(self.row, {**texts, "type": "判断题", "stem": stem, "answer": letter})
        if not _MARK.search(inside):
            return _("'{text}' is no answer; put = before a right one, ~ before a wrong one").format(text=inside[:20])
        answers = list(self._parsed(inside))
        if any(mark == "~" for mark, _weight, _words in answers):
            stem = self._cleaned(before).strip() + (GAP + self._cleaned(after).strip() if after.strip() else "")
            return self._choice(texts, stem, answers)
        if not after.strip() and GAP in before:
            return self._filled(texts, self._cleaned(before), [answers])
        return self._gaps(texts, outside, [inside])

    def _gaps(self, texts: dict[str, str], outside: list[str], inside: list[str]) -> Raw | str:
        """A question with a gap at each place of answers."""
        if any("~" in _MARK.findall(one) or not one.startswith("=") for one in inside):
            words = _("several {braces} in one question: each may have right answers (=) only; make several questions")
            return words.format(braces="{ }")
        stem = GAP.join(self._cleaned(part) for part in outside)
        return self._filled(texts, stem, [list(self._parsed(one)) for one in inside])

    def _filled(self, texts: dict[str, str], stem: str, gaps: list[list[tuple[str, float | None, str]]]) -> Raw:
        answers = []
        for gap in gaps:
            answers.append(written_variants([words for _mark, weight, words in gap if weight in (None, 100)]))
            for _mark, weight, words in gap:
                if weight not in (None, 100):
                    self._tell(_("'{answer}' has a part of the credit only; it counts as wrong").format(answer=words))
        return Raw(self.row, {**texts, "type": "填空题", "stem": stem.strip(), "answer": "\n".join(answers)})

    def _choice(self, texts: dict[str, str], stem: str, answers: list[tuple[str, float | None, str]]) -> Raw:
        # Where one is wholly right, what has a part of the credit is wrong.
        whole = [mark == "=" and weight in (None, 100) for mark, weight, _words in answers]
        right = whole if any(whole) else [(weight or 0) > 0 for _mark, weight, _words in answers]
        shares = {weight for (_mark, weight, _words), good in zip(answers, right, strict=True) if good}
        parts = any((weight or 0) > 0 and not good for (_m, weight, _w), good in zip(answers, right, strict=True))
        is_fair = len(shares) == 1 and abs((next(iter(shares)) or 0) * sum(right) - 100) < 1
        if parts or not (is_fair or shares <= {None, 100.0}):
            self._tell(_("parts of the credit are not taken: an answer is right or wrong"))
        letters = "".join(letter for letter, good in zip(LETTERS, right, strict=False) if good)
        kind = "多选题" if sum(right) > 1 and len(letters) > 1 else "单选题"
        options = tuple(words for _mark, _weight, words in answers)
        if "id" not in self.read.head:
            options = without_letters(options)
        return Raw(self.row, {**texts, "type": kind, "stem": stem, "answer": letters}, options)

    def _parsed(self, inside: str) -> Iterator[tuple[str, float | None, str]]:
        """Each answer: = or ~, its weight in per cent if it has one, its words; comments on answers are told."""
        places = [match.start(1) for match in _MARK.finditer(inside) if match[1] in "=~"] + [len(inside)]
        for start, end in pairwise(places):
            mark, words = inside[start], inside[start + 1 : end]
            comment = next((match.start(1) for match in _MARK.finditer(words) if match[1] == "#"), len(words))
            if words[comment + 1 :].strip():
                self._tell(_("comments on single answers are not taken"))
            words = words[:comment].strip()
            weight = None
            if match := _WEIGHT.match(words) or _WEIGHT.match(words.translate(_WIDE)):
                weight, words = float(match[1]), words[match.end() :]
            yield mark, weight, self._formed(words)

    def _formed(self, text: str) -> str:
        """A text that may say its own form in front."""
        text = text.strip()
        match = _FORM.match(text)
        text = text[match.end() :] if match else text
        is_plain = (match[1] if match else self.form) == "plain"
        return (_unescaped(text) if is_plain else self._seen(text)).strip()

    def _cleaned(self, text: str) -> str:
        return _unescaped(text) if self.form == "plain" else self._seen(text)

    def _seen(self, text: str) -> str:
        """The text as a person reads it; what is lost with its web code is told."""
        for match in _PICTURE.finditer(text):
            name = (match[1] or match[2] or "").rpartition("/")[2].replace("\\", "")
            self._tell(_("a picture is lost: {name}").format(name=name or match[0][:20]))
        return _kept(text)


def _unasked(inside: str) -> str:
    """What is asked in a way this program does not know; empty where it does."""
    if not inside:
        return _("an essay ({braces}) has no key; write it as 简答题 in the table, with its points").format(
            braces="{ }"
        )
    if inside.startswith("#"):
        return _("a number within limits ({braces}) is not asked here; make it 填空题 or 单选题").format(braces="{#…}")
    parts = _MARK.split(inside)
    if "~" not in parts and sum("->" in part for part in parts) > 1:
        return _("matching ({braces}) is not asked here; make several questions of it").format(braces="{=… -> …}")
    return ""


def _braces(block: str) -> list[tuple[int, int]] | None:
    """Where each brace that is none of the text opens and where it closes; None where they do not pair."""
    signs = [match for match in re.finditer(r"\\.|[{}]", block, re.DOTALL) if match[0] in "{}"]
    if len(signs) % 2 or any(sign[0] != "{}"[place % 2] for place, sign in enumerate(signs)):
        return None
    return [(one.start(), other.start()) for one, other in zip(signs[::2], signs[1::2], strict=True)]


def _plain(text: str) -> str:
    return _kept(text).strip()


def _kept(text: str) -> str:
    """The text as a person reads it: without escapes and web code."""
    text = re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else f"\\{found[1]}", text, flags=re.DOTALL)
    if _TAG.search(text) or _ENTITY.search(text):
        text = html.unescape(_TAG.sub("", _BREAK.sub("\n", text))).replace("\xa0", " ")
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text, flags=re.DOTALL)


def _needs_form(text: str) -> bool:
    """Whether a text would be taken for web code, or for the name of a form, where none is given."""
    return "<" in text or "&" in text or "![" in text or bool(_FORM.match(text.strip()))


def _written(text: str) -> str:
    return ("[plain]" if _needs_form(text) else "") + _escaped(text)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text).replace("->", "-\\>").replace("\n", "\\n")
