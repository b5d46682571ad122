"""Some forty ways in which a file of a data folder can be hurt, and a folder with a file of every kind to hurt."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.storage.filling import fill

HUGE = "9" * 5000
HOSTILE = "\x1b]0;t\x07\x1b[31m\x9b2J\u202e\u2066"
TEXTS = {
    "calendar/2026.txt": "2026年部分节假日安排\n"
    "一、国庆节：10月1日（周四）至7日（周三）放假，共7天。9月27日（周日）上班。\n",
    "lists/unit/2026-12-01.toml": 'id = "unit"\ntitle = "本处对照清单"\nedition = "1"\nsource = "党委"\n\n[[dont]]\n'
    'id = "one"\nofficial = "不让事情拖延"\nshort = "不拖延"\nkept = "办了"\npartly = "晚了"\nnot_kept = "没办"\n'
    'not_faced = "没有事"\nquestions = [{ text = "今天的事都办了吗？" }]\n',
    "materials/0123456789abcdef.md": '---\ntitle: "学习材料"\ntopic: "学习"\n'
    'source: "机关党委"\nedition: "1"\n---\n\n一\n',
    "banks/own/pack.toml": 'id = "own"\ntitle = "题库"\nedition = "1"\nsource = "法规处"\nlicence = "-"\n\n'
    '[[question]]\nid = "q1"\ntype = "true_false"\ntopic = "纪要"\ndifficulty = 1\nstem = "会议纪要由督办处跟踪。"\n'
    'answer = "T"\nexplanation = "略"\nsource = "手册"\nedition = "1"\n',
    "settings.toml": 'language = "zh"\ntheme = "ink"\nreviews_per_day = 12\n',
    "sessions/01a1a0a302809e7e8ff4c9.ndjson": '{"seq":1,"at":"2026-11-03T09:00:00Z","event":{"event":"session_opened",'
    '"title":"学习","steps":[{"kind":"sign_in","minutes":4}],"expected":24}}\n',
}
Mutation = Callable[[Path], None]


def filled(home: Path) -> list[str]:
    """A data folder with a file of every kind, and the paths of these files inside it."""
    names = [f"{name}.json" for name in fill(home)]
    for path, content in TEXTS.items():
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_text(content, encoding="utf-8")
    note = json.loads((home / "notes/2026-11.json").read_bytes())["records"]
    intent = {"records": {"notes/2026-11": note, "plans": {"none": None}}}
    (home / "intent.json").write_text(json.dumps(intent), encoding="utf-8")
    return [*names, *TEXTS, "intent.json", "format.json"]


def _bytes(change: Callable[[bytes], bytes]) -> Mutation:
    def hurt(path: Path) -> None:
        path.write_bytes(change(path.read_bytes()))

    return hurt


def _values(change: Callable[[Any], Any], in_text: Callable[[str], str] = lambda text: text) -> Mutation:
    """Every value of a JSON file that is no object or list, changed; in other texts what is quoted."""

    def hurt(path: Path) -> None:
        if path.suffix != ".json":
            path.write_text(in_text(path.read_text(encoding="utf-8")), encoding="utf-8")
            return
        path.write_text(json.dumps(_walked(json.loads(path.read_bytes()), change)), encoding="utf-8")

    return hurt


def _walked(value: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(value, dict):
        return {key: _walked(one, change) for key, one in value.items()}
    if isinstance(value, list):
        return [_walked(one, change) for one in value]
    return change(value)


def _numbers(number: float) -> Callable[[Any], Any]:
    return lambda value: number if isinstance(value, int) else value


def _texts(change: Callable[[str], Any]) -> Callable[[Any], Any]:
    return lambda value: change(value) if isinstance(value, str) else value


def _quoted(said: str) -> Callable[[str], str]:
    return lambda text: re.sub(r'"[^"]*"', lambda _found: said, text)


def _records(change: Callable[[dict[str, Any]], Any], in_text: str = "") -> Mutation:
    """What a JSON file has under `records`, changed; another text gets something added."""

    def hurt(path: Path) -> None:
        if path.suffix != ".json":
            path.write_text(path.read_text(encoding="utf-8") + in_text, encoding="utf-8")
            return
        tables = json.loads(path.read_bytes())
        tables["records"] = change(tables.get("records", {}))
        path.write_text(json.dumps(tables), encoding="utf-8")

    return hurt


def _each(change: Callable[[Any], Any], in_text: str = "") -> Mutation:
    return _records(lambda records: {uid: change(document) for uid, document in records.items()}, in_text)


def _renamed(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"records"', b'"_default"').replace(b"title", b"tittle"))


def _doubled(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content.replace(b"{", b'{"records": {"x": {}}, ', 1) if path.suffix == ".json" else content * 2)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "mine").write_text("mine", encoding="utf-8")


def _link(target: Callable[[Path], str]) -> Mutation:
    def hurt(path: Path) -> None:
        said = target(path)
        path.unlink()
        path.symlink_to(said)

    return hurt


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _added(document: Any) -> Any:
    return {**document, "shoe_size": 42} if isinstance(document, dict) else document


MUTATIONS: dict[str, Mutation] = {
    "empty": _bytes(lambda _content: b""),
    "blanks": _bytes(lambda _content: b" \r\n\t\n"),
    "cut in half": _bytes(lambda content: content[: len(content) // 2]),
    "cut by a byte": _bytes(lambda content: content.rstrip()[:-1]),
    "more behind": _bytes(lambda content: content + b"\n}]\"'"),
    "twice": _bytes(lambda content: content + content),
    "a mark": _bytes(lambda content: b"\xef\xbb\xbf" + content),
    "utf-16": _bytes(lambda content: content.decode().encode("utf-16")),
    "gb18030": _bytes(lambda content: content.decode().encode("gb18030")),
    "zeros": _bytes(lambda content: bytes(len(content))),
    "noise": _bytes(lambda content: random.Random(3).randbytes(len(content))),
    "a byte in the middle": _bytes(
        lambda content: content[: len(content) // 2] + b"\xff" + content[len(content) // 2 :]
    ),
    "old line ends": _bytes(lambda content: content.replace(b"\n", b"\r").replace(b", ", b",\r")),
    "doubled key": _doubled,
    "another table": _renamed,
    "a list": _bytes(lambda _content: b"[1, 2]"),
    "a number": _bytes(lambda _content: b"7"),
    "a huge number": _bytes(lambda _content: HUGE.encode()),
    "null": _bytes(lambda _content: b"null"),
    "nested lists": _bytes(lambda _content: b"[" * 100_000),
    "nested objects": _bytes(lambda _content: b'{"records":' * 100_000 + b"1" + b"}" * 100_000),
    "nested inside": _records(lambda _old: json.loads("[" * 200 + "]" * 200), "x = " + "[" * 5000 + "]" * 5000),
    "numbers huge": _bytes(lambda content: re.sub(rb"(?<=[ :=])\d+", HUGE.encode(), content) + b"\n"),
    "numbers negative": _values(_numbers(-1), lambda text: text.replace("= 12", "= -1")),
    "not a number": _values(_numbers(float("nan")), lambda text: text + "x = nan\n"),
    "endless": _values(_numbers(float("inf")), lambda text: text + "x = inf\n"),
    "numbers as texts": _values(str, lambda text: text.replace("= 12", '= "12"').replace("= true", '= "true"')),
    "texts as numbers": _values(_texts(lambda _text: 5), _quoted("5")),
    "all null": _values(lambda _value: None, _quoted("")),
    "all true": _values(lambda _value: True, _quoted("true")),
    "lone surrogates": _values(_texts(lambda _text: "\ud800"), _quoted(r'"\\ud800"')),
    "sequences": _values(_texts(lambda text: text + HOSTILE), _quoted(r'"\\u001b[31m\\u202e"')),
    "sequences as they are": _bytes(lambda content: content.replace(b'"', ('"' + HOSTILE).encode(), 6)),
    "days that are none": _values(_texts(lambda _text: "2026-02-30"), _quoted('"2026-02-30"')),
    "a long text": _values(_texts(lambda _text: "长" * 20_000), _quoted('"' + "长" * 20_000 + '"')),
    "records null": _records(lambda _old: None, "[[items]]\n"),
    "records a list": _records(lambda old: list(old.values()), "[[questions]]\n"),
    "each a list": _each(lambda document: [document], "[[[x]]]\n"),
    "each empty": _each(lambda _document: {}, "title =\n"),
    "an unknown field": _each(_added, "\nshoe_size = 42\n"),
    "a newer version": _each(lambda document: {**document, "version": 99}, "\nversion = 99\n"),
    "a folder": _folder,
    "a link to itself": _link(lambda path: path.name),
    "a link to nothing": _link(lambda _path: "/nowhere/at/all"),
    "a link to a folder": _link(lambda path: str(path.parent)),
    "a pipe": _pipe,
    "gone": lambda path: path.unlink(),
}


def copied(folder: Path, to: Path) -> Path:
    """A copy of a data folder, to be hurt."""
    shutil.copytree(folder, to, symlinks=True, copy_function=_copy)
    return to


def _copy(source: str, target: str) -> None:
    """A file beside it, a pipe made anew."""
    if stat.S_ISFIFO(os.lstat(source).st_mode):
        os.mkfifo(target)
    else:
        shutil.copy2(source, target, follow_symlinks=False)
