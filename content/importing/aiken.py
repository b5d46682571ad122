"""Questions in Aiken's form, as people write it: options under letters of any kind, `ANSWER: B` or 答案：B, 解析."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from content.importing.cell_words import options_in
from content.importing.unchecked import ANSWERED, Raw
from content.words import _

_OPTION = re.compile(r"\s*[（(\[【]?([A-Za-zＡ-Ｚａ-ｚ])\s*[.)．、）:：\]】]\s*(.+)")
_SAID = {
    "answer": r"ANSWER|(?:正确|标准|参考)?答案",
    "explanation": r"(?:答案|试题|题目)?解析|EXPLANATION",
    "source": "依据|出处|来源",
    "topic": "知识点|考点",
    "difficulty": "难度",
}
_SIGNS = {key: re.compile(rf"\s*(?:【(?:{words})】|(?:{words})\s*[:：])\s*(.*)", re.I) for key, words in _SAID.items()}
_NUMBER = re.compile(r"\s*(?:第\s*)?\d{1,4}\s*(?:[.、．)）]|题[:：]?)\s*(?=\S)")
_PART = re.compile(r"\s*[一二三四五六七八九十]{1,3}、[^。？?]*题[^。？?]*")
_BEFORE_ANSWER = re.compile(r"(?<=\S)[ \t\u3000]+(?=(?:正确|标准|参考)?答案\s*[:：]|【(?:正确|标准|参考)?答案】)")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def is_aiken(text: str) -> bool:
    """Whether a text holds questions: lines of answers, or brackets with the answer in them."""
    if any(_SIGNS["answer"].fullmatch(part) for line in text.split("\n") for part in _parts(line)):
        return True
    return ANSWERED.search(text) is not None and not re.search(r"[{｛]", text)  # braces: it is GIFT


def _parts(line: str) -> list[str]:
    """The line, parted before an answer that stands behind the options: `A.三 B.四 答案：A`."""
    return _BEFORE_ANSWER.split(line)


def read_aiken(text: str) -> tuple[list[Raw], list[str]]:
    """The questions, each with the line it begins at, and the lines that are no part of one."""
    reading = _Reading()
    for number, line in enumerate(text.split("\n"), start=1):
        for part in _parts(line):
            reading.take(number, part)
    reading.close()
    raws = reading.raws
    if raws and all(_NUMBER.match(raw.text("stem")) for raw in raws):  # 1. 2. 3. in front of all of them
        raws = [replace(raw, texts={**raw.texts, "stem": _NUMBER.sub("", raw.text("stem"), count=1)}) for raw in raws]
    return raws, reading.remarks


@dataclass
class _Reading:
    """The question that is being read, and those before it."""

    raws: list[Raw] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    _row: int = 1
    _stem: list[str] = field(default_factory=list)
    _options: list[str] = field(default_factory=list)
    _said: dict[str, str] = field(default_factory=dict)
    _problems: list[str] = field(default_factory=list)
    _last: str = ""  # what the next line would go on with
    _is_apart: bool = False  # an empty line stands before this one

    def take(self, number: int, line: str) -> None:
        """Read one line."""
        is_apart, self._is_apart = self._is_apart, not line.strip()
        if not line.strip():
            self._last = ""
        elif said := next(((key, found[1]) for key, sign in _SIGNS.items() if (found := sign.fullmatch(line))), None):
            self._take_said(number, said[0], said[1].strip())
        elif self._last == "explanation" and not _NUMBER.match(line) and not _PART.fullmatch(line):
            self._said["explanation"] += "\n" + line.strip()
        elif not self._is_answered and self._take_options(line):
            self._last = ""
        elif not is_apart and self._is_out_of_turn(line):
            words = _("an option {letter} stands where {awaited} should; put the options in the order A, B, C")
            letter = _plain_letter(line.strip(" \u3000\t([（【")[0])
            self._problems.append(words.format(letter=letter, awaited=_LETTERS[len(self._options)]))
            self._options.append(line.strip())
        elif _PART.fullmatch(line) and (not self._stem or self._is_answered or self._holds_its_answer):
            self.close()
            self.remarks.append(_("line {line} not read: {text}").format(line=number, text=line.strip()[:32]))
        else:
            self._take_stem(number, line.strip())

    @property
    def _is_answered(self) -> bool:
        return "answer" in self._said

    @property
    def _holds_its_answer(self) -> bool:
        """Whether the question has all in it already: the answer in its brackets and, behind it, the options."""
        stem = "\n".join(self._stem)
        found = ANSWERED.findall(stem)
        is_choice = bool(found) and found[0][1][0].upper() not in "√×✓✗对错"
        return len(found) == 1 and (not is_choice or bool(options_in(ANSWERED.sub("", stem))))

    def _is_out_of_turn(self, line: str) -> bool:
        """Whether an option stands where another letter should."""
        return bool(self._options) and not self._is_answered and _OPTION.fullmatch(line) is not None

    def _take_said(self, number: int, key: str, text: str) -> None:
        """Take what a line says of the question; a second line of the kind is named, not dropped."""
        if self._said.setdefault(key, text) == text:
            self._last = key
        elif key == "answer":
            words = _("it has two answers: {one} and {other}; leave the right one")
            self._problems.append(words.format(one=self._said[key][:20], other=text[:20]))
        else:
            self.remarks.append(_("line {line} not read: {text}").format(line=number, text=text[:32]))

    def _take_options(self, line: str) -> bool:
        """Take a line of one option or of several; false where it is none."""
        match = _OPTION.fullmatch(line)
        if not self._stem or match is None or len(self._options) >= len(_LETTERS):
            return False
        if _plain_letter(match[1]) != _LETTERS[len(self._options)]:
            return False
        several = options_in(line) if not self._options else []
        self._options += several[1:] if several and not several[0] else [match[2].strip()]
        return True

    def _take_stem(self, number: int, line: str) -> None:
        is_option = self._stem and _OPTION.fullmatch(line)  # a second row of options under one with the question
        if self._options or self._said or (self._holds_its_answer and not is_option):
            self.close()
        if not self._stem:
            self._row = number
        self._stem.append(line)
        self._last = ""

    def close(self) -> None:
        """The question ends here."""
        if self._stem or self._options or self._said:
            kind = {"type": "选择题"} if self._options else {}
            texts = {**kind, "stem": "\n".join(self._stem), "answer": "", **self._said}
            self.raws.append(Raw(self._row, texts, tuple(self._options), problems=tuple(self._problems)))
        self._stem, self._options, self._said, self._problems, self._last = [], [], {}, [], ""


def _plain_letter(letter: str) -> str:
    code = ord(letter)
    return (chr(code - 0xFEE0) if code > 0xFF00 else letter).upper()
