"""What is to be typed in the place of a word is named in the language of the message, whatever command it stands in."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from content.words import _, use
from tests.tui.commanding import run

ROOT = Path(__file__).parents[2]
NAMED = re.compile(r"(?<![\w{%])[A-Z]{2,}(?![\w}])")
COMMAND = re.compile(r"sixdonts [a-z]|--[a-z]")


@pytest.fixture(autouse=True)
def chinese_again() -> Iterator[None]:
    yield
    use("zh")


def texts(path: Path) -> Iterator[tuple[str, bool]]:
    """The texts of a file, and whether each is a word of a message; help names things as the usage line does."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = [one for one in ast.walk(tree) if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)]
    said = {id(one.args[0]) for one in called if one.args and getattr(one.func, "id", "") == "_"}
    helped = {id(one.args[0]) for one in called if one.args and getattr(one.func, "id", "") == "mark_for_translation"}
    for one in ast.walk(tree):
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in helped:
            yield one.value, id(one) in said


def test_no_command_in_a_message_has_an_english_word_for_what_is_to_be_typed() -> None:
    use("zh")
    paths = [path for room in ("desk", "screens", "tui") for path in (ROOT / room).rglob("*.py")]
    commands = [
        (path, *one) for path in paths for one in texts(path) if COMMAND.search(one[0]) and NAMED.search(one[0])
    ]
    known = {path.name for path, text, is_said in commands if is_said}
    assert {"exchange.py", "submit.py"} <= known, "this looks at nothing"
    unsaid = [(path.name, text) for path, text, is_said in commands if text.startswith("sixdonts ") and not is_said]
    assert unsaid == []
    left = {
        text: word for _path, text, is_said in commands if is_said for word in NAMED.findall(text) if word in _(text)
    }
    assert {text: word for text, word in left.items() if word not in {"CSV", "TOML", "GIFT", "PDF"}} == {}


def test_the_second_folder_is_asked_for_in_the_language_of_the_message(tmp_path: Path) -> None:
    run(tmp_path / "home", "note", "x")
    shown = run(tmp_path / "home", "backup", "list", language="zh").stdout
    assert shown.splitlines()[-1].endswith("sixdonts backup folder 文件夹")
