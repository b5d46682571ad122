"""An office with records of every kind, every command that writes, and a system under it that fails or kills."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import signal
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from storage.files import Files
from storage.kinds import KINDS, text_files
from tests.tui.commanding import NOW, run

CALLS = ("open", "io.open", "write", "fsync", "link", "unlink", "replace", "mkdir", "rmdir", "scandir", "listdir")
UID = re.compile(r"[0-9a-zA-Z-]{22,}|\d{4}-\d\d-\d\dT[0-9:.]+Z?")

MEMBERS = {"001": "张三", "002": "李四"}
LIST = (
    "清单名称,{title}\n版本,2026\n来源,办公室\n\n内容,简称,部分做到\n"
    "不让会议{first},不{first},有一次\n不让会议{second},不{second},有一次\n"
)
FILES = {
    "bank.csv": "题干,选项A,选项B,答案\n首都,北京,上海,A\n国旗,红,蓝,A\n",
    "more.csv": "题库编号,another\n题干,选项A,选项B,答案\n国歌,甲,乙,A\n",
    "more2.csv": "题库编号,another\n题干,选项A,选项B,答案\n国歌,甲,乙,A\n国徽,丙,丁,B\n",
    "list.csv": LIST.format(title="清单", first="迟到", second="早退"),
    "own.csv": LIST.format(title="自己的", first="拖延", second="推诿"),
    "notice.txt": "2028年部分节假日安排\n一、元旦：2027年12月31日至2028年1月2日放假，共3天。\n",
    "reading.md": "# 读物\n\n一段。\n",
    "roster.csv": "编号,姓名\n001,张三\n002,李四\n",
    "roster2.csv": "编号,姓名\n001,张三\n002,李四\n003,王五\n",
    "in/a.md": "---\ntitle: 甲\ndate: 2026-11-01\n---\n一\n",
    "in/b.md": "---\ntitle: 乙\ndate: 2026-10-01\n---\n二\n",
}
COMMANDS = {
    "today": (["today"], "1\n2\nlate\n3\nwhy\n1\n1\n1\n"),
    "today of another day": (["today", "--day", "2026-11-20"], "1\n" * 6),
    "note add": (["note", "add", "题目", "--text", "正文"], ""),
    "matter add": (["matter", "add", "王处 12月2日前 报台账", "--yes"], ""),
    "matter settle": (["matter", "settle", "1", "--result", "已办"], ""),
    "quiz": (["quiz", "1"], "1\n\n\n"),
    "profile": (["profile", "--post", "处长"], ""),
    "bank import": (["bank", "import", "{files}/bank.csv", "--yes"], ""),
    "bank import again": (["bank", "import", "{files}/more2.csv", "--yes"], ""),
    "bank remove": (["bank", "remove", "another"], ""),
    "list import": (["list", "import", "{files}/list.csv", "--yes"], ""),
    "list end": (["list", "end", "--personal"], ""),
    "calendar import": (["calendar", "import", "{files}/notice.txt", "--yes"], ""),
    "material add": (["material", "add", "{files}/reading.md"], ""),
    "import notes": (["import", "notes", "{files}/in", "--yes"], ""),
    "branch roster": (["branch", "roster", "{files}/roster2.csv", "--yes"], ""),
    "branch roster undo": (["branch", "roster", "--undo", "--yes"], ""),
    "branch member": (["branch", "member", "001", "--post", "科长"], ""),
    "branch collect": (["branch", "collect", "{files}/inbox"], ""),
    "branch report": (["branch", "report", "--out", "{files}/out"], ""),
    "meeting add": (["meeting", "add", "2026-11-20", "9:30", "11:00", "集中学习", "--leave", "李四:公差"], ""),
    "submit": (["submit", "--out", "{files}/out", "--remark", "附言"], ""),
    "export notes": (["export", "notes", "{files}/out"], ""),
    "bank export": (["bank", "export", "another", "{files}/out.toml"], ""),
    "list template": (["list", "template", "{files}/template.xlsx"], ""),
}


@dataclass
class Faulty:
    """The system's calls under a folder: counted, and failing from the wanted one on, for once or for good."""

    under: str
    call: str = ""
    number: int = 0
    error: int = 0
    for_good: bool = False
    kill_at: int = 0  # the process ends at this call, whichever it is
    after: Callable[[], None] | None = None  # looks at what there is after each step; its own calls are not counted
    counts: dict[str, int] = field(default_factory=dict)
    is_looking: bool = False

    def wrapped(self, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def maybe(*args: Any, **kwargs: Any) -> Any:
            if self.is_looking or not self.concerns(args[0]):
                return original(*args, **kwargs)
            self.counts[name] = self.counts.get(name, 0) + 1
            if self.kill_at and sum(self.counts.values()) == self.kill_at:
                os.kill(os.getpid(), signal.SIGKILL)
            here = self.counts[name]
            if name == self.call and (here == self.number or (self.for_good and here > self.number)):
                named = args[:1] if isinstance(args[0], str | Path) else ()
                raise OSError(self.error, os.strerror(self.error), *named)
            done = original(*args, **kwargs)
            if name == "replace" and self.after:
                self.is_looking = True
                self.after()
                self.is_looking = False
            return done

        return maybe

    def concerns(self, place: object) -> bool:
        return isinstance(place, int) or str(place).startswith(self.under)

    @contextlib.contextmanager
    def at_work(self) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            for name in CALLS:
                module, plain = (io, "open") if name == "io.open" else (os, name)
                patch.setattr(module, plain, self.wrapped(name, getattr(module, plain)))
            yield


def contents(file: Path) -> str:
    """What a file that was given out says; a document is whole when it opens."""
    if file.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(file) as archive:
            assert archive.testzip() is None
        return "whole"
    return file.read_text(encoding="utf-8")


def state(top: Path) -> dict[str, list[str]]:
    """All that can be read, as texts without the names the program draws by lot."""
    home, files = top / "home", Files(top / "home", lambda: NOW)
    found: dict[str, list[str]] = {}
    for kind in KINDS:
        if kind.texts:
            values = [path.read_text(encoding="utf-8") for path in text_files(home, kind.name)]
        else:
            shown = (lambda _one: "drawn by lot") if kind.name in ("attempts", "schedule") else repr
            values = [shown(one) for name in files.names(kind.name) for one in files.documents(name).values()]
        found[kind.name] = values
    for path in (top / "files").rglob("*"):
        if path.is_file() and "inbox" not in path.parts and not path.name.endswith(".tmp"):
            found[f"file {UID.sub('U', path.name)}"] = [contents(path)]
    assert not [notice for notice in files.notices if notice.kind != "intent"]
    return {name: sorted(UID.sub("U", one) for one in values) for name, values in found.items() if values}


def office(top: Path) -> None:
    """Somebody with records of every kind, who is secretary too, and the files that commands take in."""
    home = top / "home"
    for name, text in FILES.items():
        path = top / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for number, name in MEMBERS.items():
        member = top / number
        run(member, "profile", "--name", name, "--member-no", number, "--branch", "支部")
        run(member, "today", stdin="1\n" * 6)
        run(member, "submit", "--out", str(top / "files" / "inbox"))
        shutil.rmtree(member)
    first = top / "files" / "first"  # one is taken in already: without any there is no report
    first.mkdir()
    shutil.copy(min((top / "files" / "inbox").glob("*.txt")), first)
    for arguments, stdin in (
        (("profile", "--name", "张三", "--member-no", "001", "--branch", "支部"), ""),
        (("today", "--day", "2026-11-23"), "1\n" * 6),
        (("matter", "add", "旧事", "--no-due", "--yes"), ""),
        (("note", "add", "旧记", "--text", "旧文"), ""),
        (("bank", "import", str(top / "files" / "more.csv"), "--yes"), ""),
        (("list", "import", str(top / "files" / "own.csv"), "--personal", "--yes"), ""),
        (("branch", "roster", str(top / "files" / "roster.csv"), "--branch", "支部", "--yes"), ""),
        (("branch", "member", "002", "--post", "主任"), ""),
        (("branch", "collect", str(first)), ""),
    ):
        done = run(home, *arguments, stdin=stdin, now=NOW - timedelta(days=1))
        assert done.exit_code == 0, (arguments, done.output)


def attempt(made: Path, top: Path, name: str, faults: Faulty) -> Result:
    """Run a command on a fresh copy of the office while the system fails as told."""
    shutil.rmtree(top, ignore_errors=True)
    shutil.copytree(made, top)
    arguments, stdin = COMMANDS[name]
    with faults.at_work():
        return run(top / "home", *(word.format(files=top / "files") for word in arguments), stdin=stdin)


def killed(made: Path, top: Path, name: str, at: int) -> bool:
    """Run a command in a process of its own that is killed at a call; whether it was."""
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            attempt(made, top, name, Faulty(str(top), kill_at=at))
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def differing(one: dict[str, list[str]], other: dict[str, list[str]]) -> list[str]:
    """The kinds in which two states differ."""
    return [name for name in {*one, *other} if one.get(name) != other.get(name)]
