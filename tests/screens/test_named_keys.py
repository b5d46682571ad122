"""A sentence names a key by its action, so that a person who gave the action another reads the one that works."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from content.keys import fixed_keys, usual_keys
from content.po import CONTEXT_END, read_po
from content.words import use
from screens.kit.bars import key_words, keyed
from screens.lock.screen import LockScreen
from tests.content.test_signs import CATALOGUE, TOP
from tests.screens.driving import app_on, until

A_KEY = re.compile(r"(?:Ctrl|Alt)\+[A-Z0-9]|\bF(?:[2-9]|1[0-9])\b")
AN_ACTION = re.compile(r"\{([a-z_]+\.[a-z_0-9]+)\}")
COMMAND = "in the help of a command, which knows no settings, or said on its terminal"
ANOTHERS = "in a file that somebody else reads, whose keys nobody here knows"
TERMINAL_S = "a key of the terminal or of Textual, which cannot be another"
NAMED_AS_THEY_ARE = {  # how it begins: the actions whose keys are fixed, where no screen is at hand; or why else
    "The wall is black.": "host.black",
    "stands; F6": "host.clock",
    "The clock stood meanwhile.": "host.clock",
    "Too early: {team}": "host.undo",
    "None yet. While a question": "asking.remark",
    "Ctrl+Q closes this window": TERMINAL_S,  # the hall's, which has no settings
    "Ctrl+C copies": TERMINAL_S,
    "Ctrl+P has a tour": TERMINAL_S,
    "That was all.": TERMINAL_S,
    "Smaller: Ctrl and -": TERMINAL_S,
    "Ctrl+C ends it": COMMAND,
    "Answer a few questions": COMMAND,
    "Check today's items one": COMMAND,
    "Open a sample office": COMMAND,
    "Open the program in a browser": COMMAND,
    "Look back on a period: items": COMMAND,
    "How: in sixdonts press F7": ANOTHERS,
    "Take it in at S": ANOTHERS,
}


def messages() -> Iterator[tuple[str, str]]:
    """What is said, in English and in Chinese."""
    for key, forms in read_po(CATALOGUE.read_text(encoding="utf-8")).items():
        yield key.rpartition(CONTEXT_END)[2], "".join(forms)


def test_no_sentence_names_a_key_that_can_be_another() -> None:
    found = {message for message, chinese in messages() if A_KEY.search(message) or A_KEY.search(chinese)}
    unexplained = {one for one in found if not one.startswith(tuple(NAMED_AS_THEY_ARE))}
    assert unexplained == set()
    assert [one for one in NAMED_AS_THEY_ARE if not any(each.startswith(one) for each in found)] == []


def test_a_key_that_is_named_as_it_is_cannot_be_another() -> None:
    for start, why in NAMED_AS_THEY_ARE.items():
        if why not in (COMMAND, ANOTHERS, TERMINAL_S):
            [said] = [message for message, _chinese in messages() if message.startswith(start)]
            assert A_KEY.findall(said) == [key_words(fixed_keys()[why][0])]


def test_the_action_of_a_key_is_one_there_is_in_both_languages() -> None:
    known = {**usual_keys(), **fixed_keys()}
    named = {message: chinese for message, chinese in messages() if AN_ACTION.search(message + chinese)}
    assert len(named) > 15
    for message, chinese in named.items():
        assert set(AN_ACTION.findall(message)) == set(AN_ACTION.findall(chinese)), message
        assert set(AN_ACTION.findall(message)) <= known.keys()


def test_every_sentence_with_an_action_is_given_its_key() -> None:
    """As the help of a screen, or by `keyed` in the function in which it stands."""
    for path in [*(TOP / "screens").rglob("*.py"), *(TOP / "tui").rglob("*.py"), *(TOP / "desk").rglob("*.py")]:
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            said = [
                one.args[0]
                for one in ast.walk(node)
                if isinstance(one, ast.Call) and getattr(one.func, "id", "") == "_"
            ]
            words = [one.value for one in said if isinstance(one, ast.Constant)]
            calls = [
                one for one in ast.walk(node) if isinstance(one, ast.Call) and getattr(one.func, "id", "") == "keyed"
            ]
            assert len(calls) >= sum(bool(AN_ACTION.search(str(one))) for one in words), (path, node.name)


@pytest.mark.parametrize(("language", "said"), [("zh", "Ctrl+G 退出"), ("en", "Ctrl+G quits")])
async def test_what_a_screen_says_names_the_key_in_use(language: str, said: str, own_home: Path) -> None:
    own_home.mkdir()
    (own_home / "settings.toml").write_text(
        f'language = "{language}"\n[keys]\napp.quit = "ctrl+g"\nnote.save = "ctrl+o"\nnote.preview = "alt+o"\n', "utf-8"
    )
    app = app_on(own_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: bool(app.keys_by_action))
        screen = LockScreen(app.desk)
        await app.push_screen(screen)
        assert said in str(screen.query_one("#about").render())
        assert keyed(screen, "{note.save} {note.draft} {host.undo} {day}") == "Ctrl+O Ctrl+R F7 {day}"
    use("zh")
