"""What click itself says stands in the language spoken, with the signs of that language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.tui.commanding import run
from tui.commands.main import cli

HALF_WIDTH = re.compile(r"[\u3000-\u9fff\uff00-\uffef] ?[,.;:?!'](?!\w)|[,;?!'] ?[\u4e00-\u9fff]")  # not: 文件名.xlsx


def every(command: click.Command, *names: str) -> Iterator[tuple[str, ...]]:
    """Every command with the words that call it."""
    yield names
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            if (one := command.get_command(context, name)) is not None:
                yield from every(one, *names, name)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["branch", "call", "2026-11"], "缺少选项 --due。"),
        (["branch", "call"], "缺少参数 PERIOD。"),
        (["rollup", "add"], "缺少参数 FOLDERS...。"),
        (["summary", "--perio"], "没有选项 --perio。是不是 --period、--pick？"),
        (["meeting", "add", "20", "9:30", "11:00", "x", "--kind", "a"], "不在可选之列：general、committee、group、"),
    ],
)
def test_a_wrong_use_is_told_with_chinese_signs(tmp_path: Path, arguments: list[str], says: str) -> None:
    told = run(tmp_path, *arguments, language="zh")
    assert told.exit_code == 2
    assert says in told.stderr


def test_english_keeps_its_own_signs(tmp_path: Path) -> None:
    told = run(tmp_path, "branch", "call", "2026-11")
    assert (told.exit_code, "Error: Missing option '--due'." in told.stderr) == (2, True)
    assert "Options:\n" in run(tmp_path, "branch", "call", "--help").stdout


def test_an_option_that_is_missing_is_shown_as_it_is_written(tmp_path: Path) -> None:
    told = run(tmp_path, "meeting", "minutes", "学习", language="zh")
    assert (told.exit_code, "--out DIR" in told.stderr, told.stderr.endswith("如 --out .\n")) == (2, True, True)
    assert "--due DAY" in run(tmp_path, "branch", "call", "2026-11").stderr


@pytest.mark.parametrize("name", ["branch", "meeting", "vault"])
def test_a_group_without_a_command_shows_its_help_once_and_no_error(tmp_path: Path, name: str) -> None:
    told = run(tmp_path, name, language="zh")
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr == run(tmp_path, name, "--help", language="zh").stdout


@pytest.mark.parametrize("command", [("fill", "2026-13"), ("fill", "2026-W47"), ("form", ".", "--period", "2026")])
def test_where_a_month_is_wanted_only_months_are_named(tmp_path: Path, command: tuple[str, ...]) -> None:
    told = run(tmp_path, *command)
    assert told.exit_code == 2
    assert told.stderr.endswith(f"{command[-1]} is no month. Write one such as 2026-11\n")


@pytest.mark.slow
def test_no_sign_of_half_width_stands_beside_chinese_in_any_help_or_wrong_use(tmp_path: Path) -> None:
    found = list[str]()
    for names in every(cli):
        for wrong in ("--help", "--nope", "--jso"):
            told = run(tmp_path, *names, wrong, language="zh").output
            found += [f"{' '.join(names)}: {line}" for line in told.splitlines() if HALF_WIDTH.search(line)]
    assert not found
