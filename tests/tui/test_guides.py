"""The guides are short, their pictures are there, and what they say of the command line happens so."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from storage.clock import utc_now
from tests.tui.commanding import TOP, run
from tools.pictures import SHOTS

DOCS = TOP / "docs"
GUIDES = {"staff.zh-CN.md": "zh", "staff.md": "en", "secretary.zh-CN.md": "zh", "secretary.md": "en",
          "banks.zh-CN.md": "zh", "banks.md": "en"}  # fmt: skip
LONGEST = 3 * 40  # lines: a page is three screens at most
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(name: str) -> list[tuple[str, str, str]]:
    """The fenced blocks of a guide: what they are, the file that one is the text of, and the text."""
    return BLOCK.findall((DOCS / name).read_text(encoding="utf-8"))


def carried_out(text: str, home: Path, language: str) -> str:
    """The block as the program would write it: each command after its `$`, then what it answers."""
    lines = []
    for line in text.splitlines():
        if line.startswith("$ sixdonts "):
            done = run(home, *shlex.split(line)[2:], language=language)
            assert done.exit_code == 0, f"{line}\n{done.output}"
            lines += [line, *(one.rstrip() for one in done.output.replace(str(Path.cwd()), "~").splitlines())]
    return "\n".join(lines)


@pytest.mark.parametrize(
    "name", [pytest.param(one, marks=pytest.mark.slow if tongue == "en" else ()) for one, tongue in GUIDES.items()]
)
@pytest.mark.slow
def test_what_a_guide_shows_of_the_command_line_is_what_happens(
    name: str, tmp_path: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shown = 0
    for kind, file, text in blocks(name):
        if kind == "console":
            assert carried_out(text, own_home, GUIDES[name]) == text.rstrip("\n")
            shown += text.count("$ sixdonts ")
        elif file:
            Path(file).write_text(text, encoding="utf-8")
    assert shown >= 4


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_is_three_screens_at_most_and_shows_pictures_that_are_drawn(name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST
    drawn = {f"pictures/{shot.file(lang).name}" for shot in SHOTS for lang in shot.languages}
    assert set(re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text)) <= drawn
    for link in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (DOCS / link).is_file(), link


BASH = pytest.mark.skipif(shutil.which("bash") is None or os.name == "nt", reason="the examples are for bash")


@pytest.fixture
def shell(tmp_path: Path, own_home: Path) -> dict[str, str]:
    """The surroundings of a shell that finds `sixdonts`, and records in which a matter is overdue."""
    program = tmp_path / "bin" / "sixdonts"
    program.parent.mkdir()
    code = "import sys; from tui.__main__ import main; main()"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -c {shlex.quote(code)} "$@"\n')
    program.chmod(0o755)
    run(own_home, "matter", "add", "x", "--due", "+1", now=utc_now() - timedelta(days=5))
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "PYTHONPATH": str(TOP), "SIXDONTS_LANG": "zh"}


@BASH
@pytest.mark.parametrize("name", ["staff.zh-CN.md", pytest.param("staff.md", marks=pytest.mark.slow)])
def test_prompt_and_status_bar_of_the_guide_say_how_the_day_stands(name: str, shell: dict[str, str]) -> None:
    text = {kind: text for kind, _file, text in blocks(name)}
    (asked,) = re.findall(r"#\((.*?)\)", text["tmux"])
    for command in (["sh", "-c", asked], ["bash", "--norc", "-c", text["bash"] + 'printf %s "${PS1@P}"']):
        done = subprocess.run(command, env=shell, capture_output=True, text=True, check=True)
        assert "超期 1 件" in done.stdout
        assert len(done.stdout.splitlines()) == 1


@BASH
@pytest.mark.parametrize("name", ["install.zh-CN.md", pytest.param("install.md", marks=pytest.mark.slow)])
def test_what_the_installing_guide_puts_on_a_bar_is_one_line_without_titles(name: str, shell: dict[str, str]) -> None:
    texts = [text for _kind, _file, text in blocks(name)]
    asked = [found for text in texts for found in re.findall(r"(?:#\(|PROMPT_COMMAND=')(sixdonts status.*?)[)']", text)]
    assert len(asked) == 2
    for command in asked:
        done = subprocess.run(["bash", "--norc", "-c", command], env=shell, capture_output=True, text=True, check=True)
        [line] = done.stdout.splitlines()
        assert "已对照 0 / 6" in line or "超期 1 件" in line
        assert "x" not in line


@BASH
@pytest.mark.slow
def test_a_prompt_says_nothing_where_the_records_cannot_be_read(shell: dict[str, str], own_home: Path) -> None:
    (asked,) = re.findall(r"#\((.*?)\)", {kind: text for kind, _file, text in blocks("staff.md")}["tmux"])
    shell["SIXDONTS_HOME"] = str(own_home / "matters" / "open.json")
    done = subprocess.run(["sh", "-c", asked], env=shell, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("", "")
