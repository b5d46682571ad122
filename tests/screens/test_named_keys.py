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
from screens.kit.base import Room
from screens.kit.deleting import deleted_words
from screens.lock.screen import LockScreen
from tests.content.test_signs import CATALOGUE, TOP
from tests.screens.driving import app_on, until

A_KEY = re.compile(r"(?:Ctrl|Alt)\+[A-Z0-9]|\bF(?:[2-9]|1[0-9])\b")
A_DIGIT = re.compile(  # or Space, Del, as an English sentence names it
    r"\b(?:[Pp]ress|with|then) [0-9]\b|(?:^|[.;:] |\n)[0-9] (?=[a-z])|\([0-9]\)|\b(?:Del|Space)\b"
)
A_DIGIT_ZH = re.compile(r"按 ?(?:[0-9](?![0-9A-Z])|空格|Del)|(?:^|[，。；：、\s])[0-9] (?=[^\W\d])|（[0-9]）|空格勾")
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


FIXED = "a digit at the host's desk, of a question or of the attendance: they number what is shown, and stay"
WRITTEN = "a number, or a digit that is written: in a field, at a prompt, on paper"
DIGITS_AS_THEY_ARE = {
    "1 draws the lot": FIXED,
    "1 everybody is there": FIXED,
    "1 in turn, 2 buzzer": FIXED,
    "1 to 5 begin a round": FIXED,
    "A question stands": FIXED,
    "Asked less often": FIXED,
    "Enter goes on by one: page": FIXED,
    "Enter shows the next question": FIXED,
    "Enter: question; ": FIXED,
    "Everybody the roster expects is present": FIXED,
    "No question is left": FIXED,
    "Nobody is first yet": FIXED,
    "One letter is the answer": FIXED,
    "Press the digits one after another": FIXED,
    "Say first what the answer was": FIXED,
    "Tab finds: name": FIXED,
    "There is no question left": FIXED,
    "Value: {values}": FIXED,
    "Which points did you name?": FIXED,
    "a digit: the value": FIXED,
    "as buzzer": FIXED,
    "1 kept  2 partly": WRITTEN,
    "4 weeks": WRITTEN,
    "At most what the meeting took": WRITTEN,
    "Check today's items one": WRITTEN,
    "Hours of it": WRITTEN,
    "How many": WRITTEN,
    "Please type 1": WRITTEN,
    "The usual one is filled in": WRITTEN,
    "Type in a month": WRITTEN,
    "five questions": WRITTEN,
    "seconds; 0": WRITTEN,
    "{item} wants": WRITTEN,
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


def test_no_sentence_names_a_digit_that_can_be_another_key() -> None:
    found = {message for message, chinese in messages() if A_DIGIT.search(message) or A_DIGIT_ZH.search(chinese)}
    found.remove("Space")  # what the key is called
    assert {one for one in found if not one.startswith(tuple(DIGITS_AS_THEY_ARE))} == set()
    assert [one for one in DIGITS_AS_THEY_ARE if not any(each.startswith(one) for each in found)] == []


@pytest.mark.slow
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
                if isinstance(one, ast.Call) and getattr(one.func, "id", "") in ("_", "ngettext")
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
        f'language = "{language}"\n[keys]\napp.quit = "ctrl+g"\nnote.save = "ctrl+o"\nnote.preview = "alt+o"\n'
        'study.undo = "insert, u"\nbranch.tick = "b"\n',
        "utf-8",
    )
    app = app_on(own_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: bool(app.keys_by_action))
        assert isinstance(app.screen, Room)
        assert " Ins" in deleted_words(app.screen, "study.undo", "x")
        screen = LockScreen(app.desk)
        await app.push_screen(screen)
        assert said in str(screen.query_one("#about").render())
        assert keyed(screen, "{branch.tick} {branch.next}") == "B 5"
        assert keyed(screen, "{note.save} {note.draft} {host.undo} {day}") == "Ctrl+O Ctrl+R F7 {day}"
    use("zh")
