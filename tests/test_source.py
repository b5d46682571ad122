"""What no line of the product does: a shell, a pickle, code made of text, a connection."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent
ROOMS = ("tui", "screens", "desk", "reports", "storage", "content")
MODULES = {
    "pickle", "cPickle", "dill", "marshal", "shelve", "dbm",  # what is read may run
    "code", "codeop", "pty", "commands",
    "socket", "ssl", "socketserver", "http", "urllib", "ftplib", "smtplib", "poplib", "imaplib", "telnetlib",
    "xmlrpc", "asyncore", "requests", "httpx", "aiohttp", "webbrowser", "nntplib",
    "ctypes", "cffi",
}  # fmt: skip
NAMES = {"eval", "exec", "compile", "__import__"}
ATTRIBUTES = {
    ("os", "system"), ("os", "popen"), ("os", "startfile"), ("subprocess", "getoutput"),
    ("subprocess", "getstatusoutput"), ("asyncio", "open_connection"), ("asyncio", "start_server"),
    ("asyncio", "create_subprocess_shell"), ("yaml", "load"),
}  # fmt: skip
SERVING, SERVE = TOP / "tui" / "serving", TOP / "tui" / "commands" / "serve.py"
# What only the former may import, and nothing of what connects.
LISTENS = {"aiohttp: web", "aiohttp: WSCloseCode", "aiohttp: WSMsgType"}


def forbidden(source: str) -> Iterator[str]:
    """What in a module is not allowed, with its line."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (f"{node.lineno}: {one.name}" for one in node.names if one.name.partition(".")[0] in MODULES)
        elif isinstance(node, ast.ImportFrom):
            if (node.module or "").partition(".")[0] in MODULES and node.level == 0:
                yield from (f"{node.lineno}: {node.module}: {one.name}" for one in node.names)
            yield from (f"{node.lineno}: {one.name}" for one in node.names if (node.module, one.name) in ATTRIBUTES)
        elif isinstance(node, ast.Name) and node.id in NAMES:
            yield f"{node.lineno}: {node.id}"
        elif isinstance(node, ast.Attribute) and (getattr(node.value, "id", ""), node.attr) in ATTRIBUTES:
            yield f"{node.lineno}: {ast.unparse(node)}"
        if isinstance(node, ast.Call) and opens_without_encoding(node):
            yield f"{node.lineno}: a text without its encoding"
        if isinstance(node, ast.keyword) and node.arg == "shell" and getattr(node.value, "value", True) is not False:
            yield f"{node.value.lineno}: shell"


def opens_without_encoding(call: ast.Call) -> bool:
    """Whether a text is read or written in whatever encoding the system has: on Windows it is not UTF-8."""
    named = any(one.arg in ("encoding", "opener") for one in call.keywords)  # with an opener it is bytes
    values = [one.value for one in call.args if isinstance(one, ast.Constant)]
    if isinstance(call.func, ast.Attribute) and call.func.attr in ("read_text", "write_text"):
        return not named and not {"utf-8", "ascii"} & {*values}
    is_open = isinstance(call.func, ast.Name) and call.func.id == "open"
    return is_open and not named and not any("b" in str(one) for one in values)


@pytest.mark.parametrize("room", ROOMS)
def test_no_module_does_what_none_may(room: str) -> None:
    files = sorted((TOP / room).rglob("*.py"))
    assert files
    found = [
        f"{path}: {one}"
        for path in files
        for one in forbidden(path.read_text(encoding="utf-8"))
        if not (path.parent == SERVING and one.partition(": ")[2] in LISTENS)
    ]
    assert not found, "\n".join(found)


def test_nothing_listens_but_by_the_command_that_is_for_it() -> None:
    everything = [path for room in ROOMS for path in (TOP / room).rglob("*.py")]
    users = {path for path in everything if "tui.serving" in path.read_text(encoding="utf-8")}
    assert {path for path in users if path.parent != SERVING} == {SERVE}


@pytest.mark.parametrize(
    "source",
    [
        "import pickle", "from urllib.request import urlopen", "import http.client as h", "eval('1')", "f = exec",
        "import os\nos.system('ls')", "from os import popen", "import subprocess\nsubprocess.run('ls', shell=True)",
        "run(x, shell=y)", "import asyncio\nasyncio.open_connection('h', 1)", "__import__('socket')",
        "open(name)", "open(name, 'w')", "path.read_text()", "path.write_text(text)",
    ],
)  # fmt: skip
def test_what_none_may_is_seen(source: str) -> None:
    assert list(forbidden(source))


def test_what_is_allowed_is_not_taken_for_it() -> None:
    source = "import re\nimport ast\nre.compile('a')\nast.literal_eval('1')\nsubprocess.run(['a'], shell=False)"
    assert not list(forbidden(source))
