"""Every command that shows what it would save and asks: where nobody can be asked, nothing is saved without --yes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.commanding import run
from tests.tui.swept import FILES

COMMANDS = {
    "bank": ["bank", "import", "{files}/bank.csv"],
    "notes": ["import", "notes", "{files}/in"],
    "holidays": ["calendar", "import", "{files}/notice.txt"],
    "list": ["list", "import", "{files}/list.csv"],
}


def files(top: Path) -> Path:
    """What the commands read."""
    for name, text in FILES.items():
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(text, encoding="utf-8")
    return top


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("piped", ["n\n", "y\n", ""])
@pytest.mark.slow
def test_without_a_terminal_nothing_is_saved_unless_yes_is_said(tmp_path: Path, name: str, piped: str) -> None:
    place, home = files(tmp_path / "files"), tmp_path / "home"
    command = [part.format(files=place) for part in COMMANDS[name]]
    said = run(home, *command, stdin=piped, language="zh")
    assert (said.exit_code, said.stderr) == (1, "保存吗？没有保存；同意请加 --yes。\n")
    assert not list(home.rglob("*.json")) + list(home.rglob("*.toml")) + list(home.rglob("*.txt"))
    assert run(home, *command, "--yes").exit_code == 0


@pytest.mark.parametrize("command", [["matter", "settle", "1"], ["matter", "settle", "1", "--result"], ["nothing"]])
def test_what_is_wrong_with_a_command_is_told_in_chinese_without_quotes_of_english(
    tmp_path: Path, command: list[str]
) -> None:
    said = run(tmp_path / "home", *command, language="zh")
    assert said.exit_code == 2
    assert "错误：" in said.stderr
    assert "'" not in said.stderr
