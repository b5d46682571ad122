"""The group of all commands, and the one guard through which every fault becomes one line."""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

import click

from content.printable import printable
from content.words import _, catalogue_folder, language, mark_for_translation
from tui.commands import base
from tui.commands.terminal import forgive_streams, home_among, speak
from tui.commands.told import in_full_width
from tui.shown_on import can_show
from tui.unforeseen import unforeseen

COMMANDS = {
    "today": "today:today",
    "status": "status_command:status",
    "note": "note:note",
    "matter": "matter:matter",
    "hours": "hours:hours",
    "find": "find:find",
    "material": "material:material",
    "quiz": "quiz:quiz",
    "bank": "bank:bank",
    "review": "review:review",
    "appraisal": "review:appraisal",
    "form": "paper_form:form",
    "fill": "paper_form:fill",
    "office-form": "office_form:office_form",
    "summary": "summary:summary",
    "submit": "submit:submit",
    "receipt": "receipt:receipt",
    "profile": "profile:profile",
    "inspect": "inspect:inspect",
    "branch": "branch:branch",
    "rollup": "rollup:rollup",
    "meeting": "meeting:meeting",
    "hall": "hall:hall",
    "serve": "serve:serve",
    "list": "dont_lists:dont_lists",
    "calendar": "calendar:calendar",
    "backup": "backup:backup",
    "restore": "backup:restore",
    "exchange": "exchange:exchange",
    "export": "in_and_out:export_group",
    "import": "in_and_out:import_group",
    "doctor": "doctor:doctor",
    "vault": "vault:vault",
    "remind": "remind:remind",
    "demo": "demo:demo",
    "completion": "completion:completion",
}


class LazyGroup(base.Group):
    """The commands, each imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order of a day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _colon, name = COMMANDS[cmd_name].partition(":")
        found: click.Command = getattr(import_module(f"tui.commands.{module}"), name)
        return found

    def main(self, *arguments: Any, **options: Any) -> Any:
        """Run a command line; a character the terminal lacks ends nothing."""
        forgive_streams()
        return super().main(*arguments, **options)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Choose the language first, so that help and faults are in it too."""
        with _faults_in_one_line(ctx):
            speak(ctx.obj.home if ctx.obj else home_among(args))
            let_click_speak()
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        with _faults_in_one_line(ctx):
            return super().invoke(ctx)


@contextmanager
def _faults_in_one_line(ctx: click.Context) -> Iterator[None]:
    """Turn whatever goes wrong into one line, but for what click itself has a line or an exit code for."""
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:  # its message is the help of the group, with the usage in it
        raise
    except click.UsageError as error:
        raise click.UsageError(printable(in_full_width(error)), error.ctx) from error
    except click.ClickException as error:
        error.message = printable(error.message)  # type: ignore[misc]  # it may name what was typed
        raise
    except (click.Abort, click.exceptions.Exit, BrokenPipeError, EOFError):
        raise
    except Exception as error:
        raise base.CouldNot(_words(error, ctx)) from error


def let_click_speak() -> None:
    """Point click, which asks gettext for its own words, to the program's catalogue (see click_words.py)."""
    gettext.bindtextdomain("sixdonts", str(catalogue_folder()))
    gettext.textdomain("sixdonts")
    os.environ["LANGUAGE"] = "zh_CN" if language() == "zh" else "en"


def _words(error: Exception, ctx: click.Context) -> str:
    """One line for any fault; where the details lie when nobody foresaw it."""
    from content.errors import SixdontsError, reason_of
    from desk.words.faults import fault_words

    if isinstance(error, SixdontsError):
        return fault_words(error)
    if isinstance(error, OSError) and error.filename is not None:
        return _("{file}: the system says: {reason}").format(file=error.filename, reason=reason_of(error))
    return unforeseen(ctx.obj.home if ctx.obj else None)


def _open_the_app(home: Path) -> None:
    if not can_show():
        base.complain(_("This needs a terminal. For a line of text run: sixdonts status"))
        raise click.exceptions.Exit(2)
    from tui.start import open_app

    open_app(home)


def _show_version(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        try:
            base.say(f"sixdonts {metadata.version('sixdonts')}")
        except metadata.PackageNotFoundError:
            base.say(_("sixdonts, not installed: run from its folder"))
        ctx.exit()


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    help=mark_for_translation(
        "The six don'ts: a daily self-check, matters owed an answer, study notes and quizzes.\n\n"
        "Without a command the program opens. Everything stays on this computer; classified content does not "
        "belong here."
    ),
)
@base.option(
    "--home", type=click.Path(path_type=Path), metavar="DIR", help=mark_for_translation("Folder of the records.")
)
@base.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version,
             help=mark_for_translation("Show the version and exit."))  # fmt: skip
@click.pass_context
def cli(ctx: click.Context, home: Path | None) -> None:
    """The command line."""
    from desk.desk import Desk
    from storage.places import data_home

    ctx.obj = ctx.obj or Desk(data_home(home))
    if ctx.invoked_subcommand is None:
        _open_the_app(ctx.obj.home)
