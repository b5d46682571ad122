"""What every command is made of: help in the language spoken, types for days and periods, lines and files out.

A command's module imports at its top only what its help needs; what its work needs is imported where it is used.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from content.period import Period
from content.printable import printable
from content.words import _
from storage.cipher import has_vault
from storage.places import check_home
from tui.commands.could_not import CouldNot as CouldNot
from tui.commands.help_formatter import HelpFormatter
from tui.commands.terminal import json_text
from tui.commands.told import Argument, Option, Told

if TYPE_CHECKING:
    from content.catalog import Catalog
    from desk.desk import Desk

F = TypeVar("F", bound=Callable[..., Any])


class Context(click.Context):
    """What click knows while a command runs; its help is measured in cells."""

    formatter_class = HelpFormatter


class Command(Told, click.Command):
    """A command; the first paragraph of its help is what lists of commands show."""

    context_class = Context

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first paragraph, without the stop at its end."""
        return (self.help or "").partition("\n\n")[0].rstrip(".。")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option --help, explained in the language spoken now."""
        if (option := super().get_help_option(ctx)) is not None:
            option.help = _("Show this message and exit.")
        return option


class Group(Command, click.Group):
    """A command with commands of its own."""

    command_class = Command


def group(name: str | None = None, *, help: str, cls: type[Group] = Group) -> Callable[[Callable[..., Any]], Group]:  # noqa: A002 - click's name
    """A group of commands."""
    return click.group(name, cls=cls, help=help)


command = partial(click.command, cls=Command)
option = partial(click.option, cls=Option)
argument = partial(click.argument, cls=Argument)


def desk_of(context: click.Context) -> Desk:
    """Whose records the command works at."""
    from desk.desk import Desk

    desk = context.find_object(Desk)
    assert desk is not None  # the group puts it there
    return desk


def pass_desk(function: F) -> F:
    """Give the command the desk as its first argument, its vault open; say afterwards what was found damaged."""
    return _with_desk(function, is_opened=True)


def pass_locked_desk(function: F) -> F:
    """The same for a command that needs no records: a vault that is locked stays so, and nobody is asked."""
    return _with_desk(function, is_opened=False)


def _with_desk(function: F, *, is_opened: bool) -> F:
    @click.pass_context
    def with_desk(context: click.Context, *arguments: Any, **options: Any) -> Any:
        desk = desk_of(context)
        check_home(desk.home)
        if is_opened and desk.cipher.is_locked:
            from tui.commands.passphrase import open_vault

            open_vault(desk)
        try:
            return context.invoke(function, desk, *arguments, **options)
        finally:
            _leave(desk)

    with_desk.__name__, with_desk.__doc__ = function.__name__, function.__doc__
    return with_desk  # type: ignore[return-value]


def _leave(desk: Desk) -> None:
    """What is to be done when a command has ended, however it did."""
    if desk.settings.backup_folder and not desk.cipher.is_locked:
        from desk.backups import second_backup

        second_backup(desk)
    if has_vault(desk.home):
        from desk.vault import settle

        settle(desk)
    if desk.notices:
        from desk.words.notices import notices_words

        for words in notices_words(desk.notices):
            complain(words)


class PeriodType(click.ParamType[Period]):
    """A period as content.period reads it."""

    name = "period"

    def __init__(self, *forms: str) -> None:
        self.forms = forms

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        """The period, or the forms it can have."""
        from content.dates import no_day_words, period_of

        if isinstance(value, Period):
            return value
        assert ctx is not None
        try:
            return period_of(value, desk_of(ctx).today(), desk_of(ctx).calendar)
        except (ValueError, OverflowError) as error:
            self.fail(no_day_words(error, self.wanted(value)), param, ctx)

    def wanted(self, text: str) -> str:
        """What can be written instead of a text that is none."""
        words = _("{text} is no period. Write one of these: {forms}")
        return words.format(text=text, forms=_(", ").join(self.forms))


class DayType(click.ParamType[date]):
    """A day as content.dates reads it."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or how to write one."""
        from content.dates import no_day_words

        if isinstance(value, date):
            return value
        assert ctx is not None
        try:
            return self.parse(value, desk_of(ctx))
        except (ValueError, OverflowError) as error:
            forms = _(", ").join(("2026-11-30", "11-30", "11月30日", "+5"))
            words = _("{text} is no day. Write one of these: {forms}").format(text=value, forms=forms)
            self.fail(no_day_words(error, words), param, ctx)

    def parse(self, text: str, desk: Desk) -> date:
        """The day that was written, or a ValueError."""
        from content.dates import parse_day

        return parse_day(text, desk.today(), desk.calendar)


class PastDayType(DayType):
    """A day on which something happened: today, or one before it."""

    def parse(self, text: str, desk: Desk) -> date:
        """The day that was written, of two that are meant the one that is over, or a ValueError."""
        from content.dates import parse_past_day

        return parse_past_day(text, desk.today(), desk.calendar)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, unless it has not come yet."""
        day = super().convert(value, param, ctx)
        assert ctx is not None
        if day > desk_of(ctx).today():
            self.fail(_("That day has not come yet."), param, ctx)
        return day


def past_day_in(text: str, desk: Desk) -> date | None:
    """The day that was written where a name may stand instead, read as `PAST_DAY`; None when it is no day."""
    try:
        return PAST_DAY.parse(text, desk)
    except (ValueError, OverflowError):
        return None


def no_past_day_words(text: str, desk: Desk, otherwise: str) -> str:
    """Why nothing was found under a text: it is written as a day that there is not; else what is said `otherwise`."""
    from content.dates import no_day_words

    try:
        PAST_DAY.parse(text, desk)
    except (ValueError, OverflowError) as error:
        return no_day_words(error, otherwise)
    return otherwise


PERIOD = PeriodType("2026-11", "2026-W47", "2026-Q4", "2026", "2026-11-01..2026-11-15")
MONTHS, DAY, PAST_DAY = PeriodType("2026-11", "2026-Q4", "2026"), DayType(), PastDayType()


def one_line(_context: click.Context, parameter: click.Parameter, text: str | None) -> str | None:
    """A text as a record can hold it on one line; wrong usage when it is too long or a title is empty."""
    from storage.records import LINE_LIMIT, clean_line

    if text is None:
        return None
    line = clean_line(text)
    if len(line) > LINE_LIMIT:
        raise click.BadParameter(_("at most {n} characters").format(n=LINE_LIMIT))
    if parameter.required and not line:
        raise click.BadParameter(_("must not be empty"))
    return line


def long_text(_context: click.Context, _parameter: click.Parameter, text: str | None) -> str | None:
    """A text as a record can hold it; a single - reads it from standard input."""
    from storage.records import TEXT_LIMIT, clean_text

    if text == "-":
        text = from_standard_input(4 * TEXT_LIMIT)
        if not text.strip():
            raise CouldNot(_("Nothing came in from standard input; nothing was saved."))
    if text is None:
        return None
    text = clean_text(text).strip()
    if len(text) > TEXT_LIMIT:
        raise click.BadParameter(_("at most {n} characters").format(n=TEXT_LIMIT))
    return text


def from_standard_input(limit: int) -> str:
    """What comes in from standard input, in UTF-8 or gb18030, of at most that many bytes.

    Raises:
        CouldNot: it is text in neither, or more than that; half of it is not saved as if it were whole.
    """
    data = sys.stdin.buffer.read(limit + 1)
    if len(data) > limit:
        raise CouldNot(_("Too much came in at once; nothing was saved."))
    for encoding in ("utf-8-sig", "gb18030"):
        with suppress(UnicodeDecodeError):
            text = data.decode(encoding)
            if "\0" not in text:  # UTF-16
                return text
    raise CouldNot(_("What came in is no text in UTF-8 or gb18030; save it as UTF-8 and try again."))


def say(line: str = "") -> None:
    """Print a line."""
    click.echo(printable(line))


def complain(line: str) -> None:
    """Print a line to the error stream."""
    click.echo(printable(line), err=True)


def say_so_far(count: int) -> None:
    """Say on a terminal's error stream, on one line that is written over, how many files were looked at."""
    _say_over(_("Files looked at: {n}").format(n=count))


def say_kept_so_far(count: int) -> None:
    """The same of how many of those that are taken in were kept."""
    _say_over(_("Files kept: {n}").format(n=count))


def _say_over(words: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{words}\r", err=True, nl=False)


def say_json(value: Any) -> None:
    """Print JSON for another program: Chinese as it is, what could steer a terminal as escapes."""
    text = json_text(value)
    click.echo("".join(one if printable(one) else f"\\u{ord(one):04x}" for one in text))


def ending_of(file: Path, endings: Sequence[str], named: str) -> str:
    """The ending of a file to be written, which says what it becomes.

    Raises:
        click.BadParameter: it is none of those that can be written.
    """
    if (ending := file.suffix.lower()) not in endings:
        words = _("the name must end in {endings}").format(endings=_(", ").join(endings))
        raise click.BadParameter(words, param_hint=named)
    return ending


def must_be_there(path: Path) -> None:
    """Pass when something lies under the name that was given.

    Raises:
        CouldNot: nothing does.
    """
    if not (path.exists() or path.is_symlink()):
        words = _("is not there; check the name and the folder")
        raise CouldNot(_("{file}: {problem}").format(file=path.name, problem=words))


def must_be_topics(catalog: Catalog, topics: Iterable[str]) -> None:
    """Pass when there are questions on each of the topics that were named.

    Raises:
        CouldNot: on one of them there are none.
    """
    if unknown := [topic for topic in topics if not catalog.questions([topic])]:
        raise CouldNot(_("There is no topic {topic}; `bank list` shows them.").format(topic=unknown[0]))


def refuse_replacing(files: Mapping[Path, bytes], *, force: bool) -> None:
    """Pass when none of the files would replace one that says something else.

    Raises:
        CouldNot: one would, and it was not asked to.
    """
    from desk.save_files import in_the_way

    if not force and (there := in_the_way(files)):
        raise CouldNot(_("{file} is already there; --force replaces it.").format(file=there[0]))


def save_and_say(files: Mapping[Path, bytes], *, force: bool) -> None:
    """Write files, never over others unasked, and say where they lie; a new folder that was named is made."""
    from desk.save_files import make_folder, save_files

    refuse_replacing(files, force=force)
    desk = desk_of(click.get_current_context())
    for folder in sorted({path.parent for path in files}):
        make_folder(desk, folder)
    save_files(files, desk.notices)
    say_saved(files)


def confirm_saving(*, yes: bool) -> None:
    """Go on only when saving was agreed to; where nobody can be asked, only with --yes.

    Raises:
        CouldNot: it was not.
    """
    agree(_("Save?"), yes=yes, default=True)


def say_saved(files: Iterable[Path]) -> None:
    """Say where files lie."""
    for path in files:
        say(_("Saved: {file}").format(file=path.absolute()))


def agree(question: str, *, yes: bool, default: bool = False, is_save: bool = True) -> None:
    """Go on only when it was agreed to; where nobody can be asked, only with --yes.

    `default` is what Enter says. What is no save, such as taking something away, does not speak of saving.

    Raises:
        CouldNot: it was not.
    """
    if yes:
        return
    if not sys.stdin.isatty():
        words = _("{question} Nothing was changed; --yes agrees.")
        if is_save:
            words = _("{question} Nothing was saved; --yes agrees.")
        raise CouldNot(words.format(question=question))
    if not click.confirm(question, default=default):
        raise CouldNot(_("Nothing was saved.") if is_save else _("Nothing was changed."))
