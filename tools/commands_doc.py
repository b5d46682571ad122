"""Keep docs/commands.md in step with the commands.

python tools/commands_doc.py           write it
python tools/commands_doc.py --check   change nothing; exit 1 when it is not current
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from content.words import use
from tui.commands.base import Context
from tui.commands.main import cli, let_click_speak

FILE = Path(__file__).parent.parent / "docs" / "commands.md"
INTRODUCTION = """\
# Commands

Written by `tools/commands_doc.py` from the program itself: what `--help` says of each command. The program's help is
in Chinese or English, as the settings or the system say; metavariables such as `[OPTIONS]` are the same in both.

Exit codes: 0 done; 1 could not, with one line why and what to do; 2 wrong usage.
"""


def document() -> str:
    """The whole text of docs/commands.md."""
    use("en")
    let_click_speak()
    sections = [
        f"## {context.command_path}\n\n```text\n{context.get_help()}\n```\n" for context in _contexts(cli, None)
    ]
    return "\n".join([INTRODUCTION, *sections])


def _contexts(command: click.Command, parent: click.Context | None) -> Iterator[click.Context]:
    """The context of a command, then those of the commands below it."""
    name = command.name if parent else "sixdonts"
    context = Context(command, parent, info_name=name, terminal_width=80)
    yield context
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            if (found := command.get_command(context, below)) is not None:
                yield from _contexts(found, context)


def main() -> int:
    """Do what the command line asks for."""
    text = document()
    if "--check" in sys.argv[1:]:
        if FILE.is_file() and FILE.read_text(encoding="utf-8") == text:
            return 0
        print(f"{FILE.name} is not current: run python tools/commands_doc.py")
        return 1
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
