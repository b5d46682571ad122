"""What keeps the house light: no file and no function grows beyond what one reads at once."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("tui", "screens", "desk", "reports", "storage", "content", "benchmarks", "tools")
MOST_LINES_OF_A_FILE, MOST_LINES_OF_A_FUNCTION = 400, 40


def product_files() -> list[Path]:
    return sorted(file for room in ROOMS for file in (ROOT / room).rglob("*.py"))


def too_long(file: Path) -> Iterator[str]:
    """What of a file is too long, a line each."""
    text = file.read_text("utf-8")
    if (lines := len(text.splitlines())) > MOST_LINES_OF_A_FILE:
        yield f"{file}: {lines} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
            lines = node.end_lineno - node.lineno + 1
            if lines > MOST_LINES_OF_A_FUNCTION:
                yield f"{file}:{node.lineno}: {node.name} has {lines} lines"


@pytest.mark.parametrize("room", ROOMS)
def test_no_file_and_no_function_is_too_long_to_be_read_at_once(room: str) -> None:
    files = [file for file in product_files() if file.is_relative_to(ROOT / room)]
    assert files
    found = [words for file in files for words in too_long(file)]
    assert not found, "\n".join(found)


def test_what_is_too_long_is_named(tmp_path: Path) -> None:
    file = tmp_path / "long.py"
    file.write_text("async def stretched():\n" + "    pass\n" * 40 + "pass\n" * 360, "utf-8")
    assert list(too_long(file)) == [f"{file}: 401 lines", f"{file}:1: stretched has 41 lines"]
    file.write_text("def enough():\n" + "    pass\n" * 39 + "pass\n" * 360, "utf-8")
    assert list(too_long(file)) == []
