"""What the program says on screens has only signs that are as wide on every terminal (docs/look.md)."""

from __future__ import annotations

import ast
import re
import unicodedata
from pathlib import Path

from content.po import CONTEXT_END, read_po
from content.words import sentences, use

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


def test_no_two_sentences_are_joined_by_a_blank_of_their_own() -> None:
    allowed = {"branch/lines.py", "kit/bars.py", "review/year_grid.py", "today/lines.py"}  # a number, a gap in a line
    found = set()
    for room in ("desk", "screens", "tui"):
        for path in (TOP / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                parts = (node.left, node.right) if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) else ()
                if any(isinstance(one, ast.Constant) and one.value == " " for one in parts):
                    found.add("/".join(path.parts[-2:]))
    assert found == allowed


def test_sentences_stand_together_as_their_language_has_it() -> None:
    use("zh")
    assert sentences("已取回3条。", "", "退回：") == "已取回3条。退回："
    use("en")
    assert sentences("3 brought back.", "The way back: x") == "3 brought back. The way back: x"
    assert sentences("") == ""


def said_with_ascii_signs(path: Path) -> set[str]:
    """What a file joins by a comma, semicolon or colon of half width, or puts together so in an f-string.

    Where files are read and written (storage), f-strings of that kind are what stands in them.
    """
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "join":
            if isinstance(node.func.value, ast.Constant) and node.func.value.value in (", ", "; ", ": "):
                found.add(ast.unparse(node))
        elif isinstance(node, ast.JoinedStr) and "storage" not in path.parts:
            parts = [one.value if isinstance(one, ast.Constant) else "{}" for one in node.values]
            if re.search(r"\{\}(: |, |; | ?\()\{\}", "".join(map(str, parts))):
                found.add(ast.unparse(node))
    return found


def test_no_list_is_joined_by_signs_of_half_width() -> None:
    allowed = {
        "schedulers.py",  # what a program of the system said, in its words
        "reminding.py",  # the title and the words of a message, as Windows takes them
        "xlsx.py",  # names of sheets
        "terms.py",  # where English is spoken
        "province.py", "province_parquet.py",  # SQL
    }  # fmt: skip
    found = {
        path.name: said
        for room in ("storage", "desk", "screens", "tui", "reports")
        for path in (TOP / room).rglob("*.py")
        if (said := said_with_ascii_signs(path))
    }
    assert found.keys() == allowed, found
