"""Questions in Aiken's form, as people write it: options under letters of any kind, `ANSWER: B` or 答案：B, 解析."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from content.importing.cell_words import letters_in, options_in
from content.importing.in_stem import ANSWERED
from content.importing.raw import Raw
from content.importing.unchecked import TYPES
from content.printable import visible
from content.words import _

_LETTER = "A-Ha-hＡ-Ｈａ-ｈ"
_KEY = rf"[{_LETTER}](?:[\s、,，;；.]*[{_LETTER}])*|[√×✓✗TFtf]|[不]?正确|对|错误?"
_OPTION = re.compile(r"\s*[（(\[【]?([A-Za-zＡ-Ｚａ-ｚ])\s*[.)．、）:：\]】·,，—-]\s*(.+)")
_BARE_OPTION = re.compile(r"[ \t\u3000]*([A-HＡ-Ｈ])(?:[ \t\u3000]+(?=\S)|(?=[\u3400-\u9fff]))(.+)")
_SAID = {
    "type": "题型|试题类型",
    "answer": r"ANSWER|(?:正确|标准|参考)?答案[是为]?|答",
    "explanation": r"(?:答案|试题|题目)?解析|EXPLANATION",
    "source": "依据|出处|来源",
    "topic": "知识点|考点",
    "difficulty": "难度",
}
_SIGNS = {key: re.compile(rf"\s*(?:【(?:{words})】|(?:{words})\s*[:：])\s*(.*)", re.I) for key, words in _SAID.items()}
_BARE_ANSWER = re.compile(  # a key alone, however it is set apart; blanks are few, so that no line is slow
    (
        rf" [\[(（【]? (?:(?:CORRECT )?ANSWER|ANS|KEY|(?:正确|标准|参考)?答 案|应?选) [\])）】]? [:：;；=—–-]? "
        rf"[是为选]{{0,2}} [(（【]? ({_KEY}) [)）】]? [项。.]{{0,2}} [)）】]? "
    )
    .replace(" ", r"[ \t\u3000]{0,4}")
    .replace(r"CORRECT[ \t\u3000]{0,4}", r"CORRECT[ ]"),
    re.IGNORECASE,
)
_NO_PART = re.compile(r"\s*(?:(?:[我你您]的|学生|考生|用户|作答)答案|得分|分值|本题分值)\s*[:：].*")
_NUMBER = re.compile(r"\s*(?:第\s*)?[（(]?\d{1,4}\s*(?:[.、．)）]|题[:：]?)\s*(?=\S)")
_PART = re.compile(r"\s*[一二三四五六七八九十]{1,3}、[^。？?]*题[^。？?]*")
_BEFORE_ANSWER = re.compile(r"(?<=\S)[ \t\u3000]+(?=(?:正确|标准|参考)?答案\s*[:：]|【(?:正确|标准|参考)?答案】)")
_BULLET = re.compile(
    r"^[ \t\u3000]*[•●○◦▪■□◆◇★·*–—-][ \t\u3000]*(?=[（(\[【]?[A-HＡ-Ｈ]\s*[.)．、）:：\]】])", re.MULTILINE
)
_RULE = re.compile(r"^[ \t]*[-—=*~－]{4,}[ \t]*$", re.MULTILINE)
_PAGE = re.compile(r"\s*(?:[-—]\s*\d{1,4}\s*[-—]|第\s*\d{1,4}\s*页.*)\s*")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def is_aiken(text: str) -> bool:
    """Whether a text holds questions: lines of answers, or brackets with the answer in them."""
    text = visible(text)
    if any(_said(part)[0] == "answer" for line in text.split("\n") for part in _parts(line)):
        return True
    return ANSWERED.search(text) is not None and not re.search(r"[{｛]", text)  # braces: it is GIFT


def _parts(line: str) -> list[str]:
    """The line, parted before an answer that stands behind the options: `A.三 B.四 答案：A`.

    An option may itself speak of an answer: `A. 标准答案：无`.
    """
    parts = _BEFORE_ANSWER.split(line)
    is_own = _OPTION.fullmatch(line) and not re.fullmatch(rf"\W*\w+\W*\s*(?:{_KEY})\s*[。.]?\s*", parts[-1])
    return [line] if is_own else parts


def _said(line: str) -> tuple[str, str]:
    """What a line says of the question, and the words; two empty texts where it says nothing of the kind."""
    if found := _BARE_ANSWER.fullmatch(line):
        return "answer", found[1]
    return next(((key, found[1].strip()) for key, sign in _SIGNS.items() if (found := sign.fullmatch(line))), ("", ""))


def _with_signs(lines: list[str]) -> list[str]:
    """The lines, with a sign behind the bare letters of options that follow one another: `A 北京`, `B 上海`."""
    lines = list(lines)
    place = 0
    while place < len(lines):
        run = 0
        while place + run < len(lines) and run < len(_LETTERS) and _bare(lines[place + run]) == _LETTERS[run]:
            run += 1
        if run > 1:
            for at in range(place, place + run):
                lines[at] = _BARE_OPTION.sub(r"\1. \2", lines[at])
        place += max(run, 1)
    return lines


def _bare(line: str) -> str:
    """The letter that stands before an option without any sign behind it; empty where there is none."""
    found = _BARE_OPTION.fullmatch(line)
    return _plain_letter(found[1]) if found else ""


def read_aiken(text: str) -> tuple[list[Raw], list[str]]:
    """The questions, each with the line it begins at, and the lines that are no part of one."""
    reading = _Reading()
    text = _RULE.sub("", _BULLET.sub("", visible(text)))
    lines = _with_signs(text.split("\n"))
    for number, line in enumerate(lines, start=1):
        reading.next_line = next(filter(str.strip, lines[number:]), "")
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
    next_line: str = ""  # the next that is not empty
    _row: int = 1
    _stem: list[str] = field(default_factory=list)
    _options: list[str] = field(default_factory=list)
    _said: dict[str, str] = field(default_factory=dict)
    _problems: list[str] = field(default_factory=list)
    _last: str = ""  # what the next line would go on with
    _is_answered_first: bool = False  # the answer stands before the options
    _is_apart: bool = False  # an empty line stands before this one

    def take(self, number: int, line: str) -> None:
        """Read one line."""
        is_apart, self._is_apart = self._is_apart, not line.strip()
        if not line.strip():
            self._last = ""
        elif _NO_PART.fullmatch(line) or _PAGE.fullmatch(line):
            self._tell(number, line)
        elif (said := _said(line))[0]:
            self._take_said(number, *said)
        elif self._last == "explanation" and not _NUMBER.match(line) and not _PART.fullmatch(line):
            self._said["explanation"] += "\n" + line.strip()
        elif self._may_have_options and self._take_options(line):
            self._last = ""
        elif self._is_wrapped(is_apart=is_apart):
            self._options[-1] += "\n" + line.strip()
        elif not is_apart and self._is_out_of_turn(line):
            words = _("an option {letter} stands where {awaited} should; put the options in the order A, B, C")
            letter = _plain_letter(line.strip(" \u3000\t([（【")[0])
            self._problems.append(words.format(letter=letter, awaited=_LETTERS[len(self._options)]))
            self._options.append(line.strip())
        elif _is_heading(line) and (not self._stem or self._is_answered or self._holds_its_answer):
            self.close()
            self._tell(number, line)
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

    @property
    def _may_have_options(self) -> bool:
        """Whether options may follow: the answer comes behind them, or stands before all of them as a letter."""
        return not self._is_answered or self._is_answered_first

    def _is_wrapped(self, *, is_apart: bool) -> bool:
        """Whether a line goes on with an option: the one of the next letter follows it."""
        found = _OPTION.fullmatch(self.next_line)
        awaited = _LETTERS[len(self._options) : len(self._options) + 1]
        return bool(self._options) and not is_apart and found is not None and _plain_letter(found[1]) == awaited

    def _is_out_of_turn(self, line: str) -> bool:
        """Whether an option stands where another letter should."""
        return bool(self._options) and not self._is_answered and _OPTION.fullmatch(line) is not None

    def _take_said(self, number: int, key: str, text: str) -> None:
        """Take what a line says of the question; a second line of the kind is named, not dropped."""
        if key == "answer" and not self._options and letters_in(text):
            self._is_answered_first = "answer" not in self._said
        if self._said.setdefault(key, text) == text:
            self._last = key
        elif key == "answer":
            words = _("it has two answers: {one} and {other}; leave the right one")
            self._problems.append(words.format(one=self._said[key][:20], other=text[:20]))
        else:
            self._tell(number, text)

    def _tell(self, number: int, text: str) -> None:
        self.remarks.append(_("line {line} not read: {text}").format(line=number, text=text.strip()[:32]))

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
        self._is_answered_first = False


def _is_heading(line: str) -> bool:
    """Whether a line stands over several questions: 一、单选题, or only the name of a type."""
    return _PART.fullmatch(line) is not None or line.strip(" \t\u3000【】[]()（）:：") in TYPES


def _plain_letter(letter: str) -> str:
    code = ord(letter)
    return (chr(code - 0xFEE0) if code > 0xFF00 else letter).upper()
