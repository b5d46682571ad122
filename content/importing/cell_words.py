"""How offices write options, answers and what counts alike, in a cell or a line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from content.models import FALSE, LETTERS, TRUE
from content.written import plain

BEHIND_LETTER = r"\s*[.、．:：)）]\s*"
_TRUE = {"对", "正确", "是", "√", "✓", "✔", "t", "true", "y", "yes"}
_FALSE = {"错", "错误", "不对", "不正确", "否", "×", "x", "✗", "✘", "f", "false", "n", "no"}
_YES = {"是", "1", "true", "yes", "y", "√"}
_BETWEEN_LETTERS = re.compile(r"[\s,，、;；.．/和与及]+")
_AROUND_LETTERS = re.compile(r"^\s*(?:应?选|选项)\s*(?=[A-Za-z])|(?<=[A-Za-z])\s*项?\s*$")
_LETTERS = re.compile(r"(?<![A-Za-z0-9])[A-H]{1,8}(?![A-Za-z0-9角级类型卷股证照座栋区楼档轮])")
_OPTION_SIGN = re.compile(r"[АВСЕН]|[A-Ha-hＡ-Ｈ](?:[\s、,，]*[A-Ha-hＡ-Ｈ])*|[①-⑧]+")
EXCEL_ERROR = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|SPILL!)")
SHORTENED = re.compile(r"-?\d(?:\.\d+)?E[+-]\d{2,3}|\d{15}0{3,}", re.ASCII)  # what was a long number
_TOO_NARROW = re.compile("#{3,}")
_ESCAPED = re.compile(r"\\([|｜\\])")


def options_in(text: str) -> list[str]:
    """What stands before A., and behind A., B., C. … in their order; nothing where there are not two of them."""
    parts, rest = [], text
    for letter in "ABCDEFGHIJ":
        wide = chr(ord(letter) - ord("A") + ord("Ａ"))
        match = re.search(rf"(?<![A-Za-z0-9])[（(]?[{letter}{wide}{letter.lower()}]{BEHIND_LETTER}", rest)
        if match is None:
            break
        parts.append(rest[: match.start()])
        rest = rest[match.end() :]
    parts.append(rest)
    return [part.strip(" \u3000\n\t;；,，、|｜") for part in parts] if len(parts) > 2 else []


def without_letters(options: Sequence[str]) -> tuple[str, ...]:
    """Options without their own letters, where all of them have these in front: A.三日, B.五日."""
    bare = [
        re.sub(f"^(?i:{letter}){BEHIND_LETTER}", "", one) for letter, one in zip("ABCDEFGHIJ", options, strict=False)
    ]
    lettered = len(bare) == len(options) and all(
        text != one or not one for text, one in zip(bare, options, strict=True)
    )
    return tuple(bare if lettered else options)


def letters_in(answer: str) -> str | None:
    """The letters of "AB", "A,B", "ａ、ｂ"; None when it is anything else."""
    letters = _BETWEEN_LETTERS.sub("", plain(_AROUND_LETTERS.sub("", answer))).upper()
    return letters if letters and re.fullmatch("[A-Z]{1,26}", letters) else None


def is_spoilt(text: str) -> bool:
    """Whether a cell has only what Excel says in the place of its text: an error, a number cut short, ###."""
    return any(spoilt.fullmatch(text) for spoilt in (EXCEL_ERROR, SHORTENED, _TOO_NARROW))


def letter_with_words(answer: str, options: Sequence[str]) -> str:
    """The letter of the option that an answer writes out, with its letter before it or without; else empty."""
    found = re.fullmatch(rf"([A-Ha-hＡ-Ｈ])(?:{BEHIND_LETTER}|\s+)(.+)", answer, re.DOTALL)
    words = found[2] if found else answer
    if words not in options:
        return ""
    letter = LETTERS[list(options).index(words)] if list(options).index(words) < len(LETTERS) else ""
    return letter if found is None or plain(found[1]).upper() == letter else ""


def names_an_option(answer: str, stem: str) -> bool:
    """Whether an answer is only the sign of an option: B, ②, or 2 where the question has 1. 2. 3. in it."""
    answer = answer.strip(" .。()（）")
    marks = re.findall(r"(?m)^[ \t]*(\d)[.、．)）]", stem)
    return _OPTION_SIGN.fullmatch(answer) is not None or (len(marks) > 1 and answer in marks)


def said_yes(text: str) -> bool:
    """Whether a cell agrees."""
    return text.strip().casefold() in _YES


def lines_in(text: str) -> tuple[str, ...]:
    """The lines in which something stands."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def truth(answer: str) -> str:
    """T or F where an answer says one of them, in whatever way; else empty."""
    said = (plain(answer) or answer.strip()).casefold()
    return TRUE if said in _TRUE else FALSE if said in _FALSE else ""


def split_variants(text: str) -> tuple[str, ...]:
    """What counts alike at a gap: the texts between | signs; a backslash before a | or a backslash keeps it."""
    parts = re.split(r"(?<!\\)((?:\\\\)*)[|｜]", text)
    texts = [parts[place] + (parts[place + 1] if place + 1 < len(parts) else "") for place in range(0, len(parts), 2)]
    variants = (_ESCAPED.sub(r"\1", part).strip() for part in texts)
    return tuple(filter(None, variants)) or (text,)


def tags_in(text: str) -> list[str]:
    """Tags with blanks between them; a line each where one of them has a blank itself."""
    return [line for line in text.split("\n") if line] if "\n" in text else text.split()


def written_tags(tags: Sequence[str]) -> str:
    """Tags as a cell has them; `tags_in` read backwards."""
    apart = any(tag.split() != [tag] for tag in tags)
    return "\n".join([*tags, *([""] if len(tags) == 1 else [])]) if apart else " ".join(tags)


def written_variants(texts: Sequence[str]) -> str:
    """What counts alike at a gap, as a cell has it; `split_variants` read backwards."""
    return "|".join(text.replace("\\", "\\\\").replace("|", "\\|").replace("｜", "\\｜") for text in texts)


def braced(explanation: str, options: int) -> str:
    """The explanation with the letters of options in braces, so that they follow when these are shuffled."""
    if "{" in explanation:
        return explanation
    there = set(LETTERS[:options])

    def in_braces(found: re.Match[str]) -> str:
        return "".join(f"{{{letter}}}" for letter in found[0]) if set(found[0]) <= there else found[0]

    return _LETTERS.sub(in_braces, explanation)
