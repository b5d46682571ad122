"""What the program says on screens has only signs that are as wide on every terminal (docs/look.md)."""

from __future__ import annotations

import ast
import unicodedata
from pathlib import Path

from content.po import CONTEXT_END, read_po

TOP = Path(__file__).parents[2]
CATALOGUE = TOP / "content" / "locale" / "zh_CN" / "LC_MESSAGES" / "sixdonts.po"


def uncertain(text: str) -> set[str]:
    return {sign for sign in text if not sign.isascii() and unicodedata.east_asian_width(sign) not in "WF"}


def said_in_files() -> set[str]:
    """What documents say, where Chinese quotation marks are what an office writes."""
    found = set()
    for path in (TOP / "reports").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


def test_no_word_of_the_screens_has_a_sign_of_uncertain_width() -> None:
    documents = said_in_files()
    wrong = {
        f"{message!r}: {' '.join(sorted(signs))}"
        for key, forms in read_po(CATALOGUE.read_text(encoding="utf-8")).items()
        if (message := key.rpartition(CONTEXT_END)[2]) not in documents
        and (signs := uncertain(message + "".join(forms))) and message
    }  # fmt: skip
    assert not wrong


def test_the_measure_itself() -> None:
    assert uncertain("【办结】，12月4日 (3/6)") == set()
    assert uncertain("“…·—①√") == set("“…·—①√")
