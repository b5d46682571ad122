"""Every command that writes × every error of the system × every file operation, once and for good; and kills.

What was there is there, or what was said is whole; the one line is true; the next start is clean. Of the cases CI runs
a part, always the same; all of them run with SIXDONTS_FULL_SWEEP=1.
"""

from __future__ import annotations

import contextlib
import errno
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

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="the calls counted are those of POSIX"),
]
IS_FULL = "SIXDONTS_FULL_SWEEP" in os.environ
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EPERM)
KILLS_EACH = 6  # about so many of each command, spread over its calls; where all are run, one at every call
TRIED = 60  # about so many cases of each command where not all are run; the step is odd, so that all errors come
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
    "today": (["today"], "1\n2\n3\n1\n1\n1\n"),
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
    "submit": (["submit", "--out", "{files}/out", "--remark", "附言"], ""),
    "export notes": (["export", "notes", "{files}/out"], ""),
    "bank export": (["bank", "export", "another", "{files}/out.toml"], ""),
    "list template": (["list", "template", "{files}/template.xlsx"], ""),
}


# The files of which one may be left out by a command that ends with 1 and has taken in the rest.
LESS = {"branch collect": ("inbox/张三*", "inbox/李四*")}
LEFT = re.compile(r"- (.+(?:\.tmp: left by a write that was broken off|intent\.json: a change was broken off).*)")


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
    for arguments, stdin in (
        (("profile", "--name", "张三", "--member-no", "001", "--branch", "支部"), ""),
        (("today", "--day", "2026-11-23"), "1\n" * 6),
        (("matter", "add", "旧事", "--no-due", "--yes"), ""),
        (("note", "add", "旧记", "--text", "旧文"), ""),
        (("bank", "import", str(top / "files" / "more.csv"), "--yes"), ""),
        (("list", "import", str(top / "files" / "own.csv"), "--personal", "--yes"), ""),
        (("branch", "roster", str(top / "files" / "roster.csv"), "--branch", "支部", "--yes"), ""),
        (("branch", "member", "002", "--post", "主任"), ""),
    ):
        done = run(home, *arguments, stdin=stdin, now=NOW - timedelta(days=1))
        assert done.exit_code == 0, (arguments, done.output)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office, once; each case works on a copy."""
    top = tmp_path_factory.mktemp("office") / "made"
    office(top)
    return top


def attempt(made: Path, top: Path, name: str, faults: Faulty) -> Result:
    """Run a command on a fresh copy of the office while the system fails as told."""
    shutil.rmtree(top, ignore_errors=True)
    shutil.copytree(made, top)
    arguments, stdin = COMMANDS[name]
    with faults.at_work():
        return run(top / "home", *(word.format(files=top / "files") for word in arguments), stdin=stdin)


def cases(counts: dict[str, int]) -> list[tuple[str, int, int, bool]]:
    """Which call, which number of it, which error, once or for good: all, or some spread over them."""
    found = [
        (call, number, error, for_good)
        for call in sorted(counts)
        for number in range(1, counts[call] + 1)
        for error in ERRORS
        for for_good in (False, True)
    ]
    return found if IS_FULL else found[:: max(1, len(found) // TRIED) | 1]


def steps_of(made: Path, top: Path, name: str) -> tuple[Faulty, list[dict[str, list[str]]]]:
    """The calls a command makes where nothing fails, and what there is before it, after each step and at its end."""
    steps = [state(made)]
    seen = Faulty(str(top), after=lambda: steps.append(state(top)))
    clean = attempt(made, top, name, seen)
    assert clean.exit_code == 0, clean.output
    steps.append(state(top))
    assert steps[-1] != steps[0], "the command saves nothing"
    return seen, steps


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_on_a_failing_system_tells_the_truth_and_loses_nothing(
    name: str, made: Path, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    top = tmp_path / "one"
    seen, steps = steps_of(made, top, name)
    parts = [without(made, top, name, files) for files in LESS.get(name, ())]
    wrong, tried = [], 0
    for call, number, error, for_good in cases(seen.counts):
        tried += 1
        done = attempt(made, top, name, Faulty(str(top), call, number, error, for_good))
        if fault := fault_of(done, steps, parts, top):
            case = f"{call} {number} {errno.errorcode[error]} {'for good' if for_good else 'once'}"
            wrong.append(f"{case}: {fault} | {done.exit_code} {done.stderr[-300:]!r}")
    record_property("tried", tried)
    print(f"{name}: {tried} tried, {len(wrong)} wrong")
    assert tried
    assert not wrong, "\n".join(wrong)


def without(made: Path, top: Path, name: str, files: str) -> dict[str, list[str]]:
    """What there is after a command that was given fewer files."""
    fewer = top.with_name("fewer")
    shutil.rmtree(fewer, ignore_errors=True)
    shutil.copytree(made, fewer)
    for file in (fewer / "files").glob(files):
        file.unlink()
    attempt(fewer, top, name, Faulty(str(top)))
    return state(top)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_killed_at_any_call_leaves_a_whole_state(name: str, made: Path, tmp_path: Path) -> None:
    top, wrong, kills = tmp_path / "one", [], 0
    seen, steps = steps_of(made, top, name)
    calls = sum(seen.counts.values())
    wanted = range(1, calls + 1, 1 if IS_FULL else max(1, calls // KILLS_EACH))
    for at in wanted:
        kills += killed(made, top, name, at)
        if (left := state(top)) not in steps:
            wrong.append(f"killed at call {at} of {calls}: {differing(left, steps[0])}")
        if fault := doctor_fault(top):
            wrong.append(f"killed at call {at} of {calls}: doctor: {fault}")
        start = run(top / "home", "status")
        if start.exit_code or start.stderr:
            wrong.append(f"killed at call {at} of {calls}: {start.stderr}")
    print(f"{name}: {kills} kills at {calls} calls")
    assert kills == len(wanted)
    assert not wrong, "\n".join(wrong)


def doctor_fault(top: Path) -> str:
    """What doctor says of what a kill left that is not so; empty when it names just what lies there."""
    home = top / "home"
    there = {path.relative_to(home).as_posix() for path in home.rglob("*.tmp")}
    there |= {"intent.json"} & set(os.listdir(home) if home.is_dir() else ())
    said = run(home, "doctor")
    found = [line for line in said.stdout.splitlines() if line.startswith("- ")]
    named = {line[2:].partition(": ")[0] for line in found if LEFT.fullmatch(line)}
    is_so = named == there and len(found) == len(there) and said.exit_code == bool(there)
    return "" if is_so else f"{there}: {said.output}"


def killed(made: Path, top: Path, name: str, at: int) -> bool:
    """Run a command in a process of its own that is killed at a call; whether it was."""
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            attempt(made, top, name, Faulty(str(top), kill_at=at))
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def fault_of(done: Result, steps: list[dict[str, list[str]]], parts: list[dict[str, list[str]]], top: Path) -> str:
    """What is wrong after a command on a failing system; empty when nothing is. `parts` are less than all, and whole."""
    try:
        left = state(top)
    except AssertionError as error:
        return f"a damaged file: {error}"
    if done.exit_code not in (0, 1):
        return "an exit code that is neither 0 nor 1"
    if "details" in done.stderr or "Traceback" in done.output:
        return "an error nobody foresaw"
    if done.exit_code == 0 and left != steps[-1]:
        return f"told as done, and is not: {differing(left, steps[-1])}"
    *notices, _fault = done.stderr.splitlines() or ["", ""]
    if done.exit_code == 1 and (not done.stderr or len(set(notices)) < len(notices)):  # others tell of other files
        return "not one line"
    if "Errno" in done.stderr or "Path(" in done.stderr:
        return "words of the system"
    if done.exit_code == 1 and left not in (*steps, *parts):
        return f"not a state on the way: {differing(left, steps[0])}"
    if done.exit_code == 1 and left == steps[-1] and left not in steps[:-2]:
        return "told as undone, and is done"
    start = run(top / "home", "status")
    return "" if start.exit_code == 0 and not start.stderr else f"the next start: {start.stderr}"


def differing(one: dict[str, list[str]], other: dict[str, list[str]]) -> list[str]:
    """The kinds in which two states differ."""
    return [name for name in {*one, *other} if one.get(name) != other.get(name)]
