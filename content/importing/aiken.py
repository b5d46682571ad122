"""Questions in Aiken's form: the question, its options under letters, and `ANSWER: B`."""

from __future__ import annotations

import re

from content.importing.unchecked import Raw

_OPTION = re.compile(r"\s*([A-Z])\s*[.)．、）]\s*(.+)")
_ANSWER = re.compile(r"\s*ANSWER\s*[:：]\s*(.*)", re.IGNORECASE)


def read_aiken(text: str) -> list[Raw]:
    """The questions, each with the line it begins at."""
    raws: list[Raw] = []
    stem: list[str] = []
    options: list[str] = []
    began = 1
    for number, line in enumerate(text.split("\n"), start=1):
        if match := _ANSWER.fullmatch(line):
            raws.append(_raw(began, stem, options, match[1].strip()))
            stem, options = [], []
        elif (match := _OPTION.fullmatch(line)) and match[1] == "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[len(options)]:
            options.append(match[2].strip())
        elif line.strip():
            if options:  # a question without its answer ended here
                raws.append(_raw(began, stem, options, ""))
                stem, options = [], []
            if not stem:
                began = number
            stem.append(line.strip())
    if stem or options:
        raws.append(_raw(began, stem, options, ""))
    return raws


def _raw(row: int, stem: list[str], options: list[str], answer: str) -> Raw:
    return Raw(row, {"type": "选择题", "stem": "\n".join(stem), "answer": answer}, tuple(options))
