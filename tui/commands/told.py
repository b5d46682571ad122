"""Arguments and options explained in the language spoken when they are shown, and what click says of a wrong use."""

from __future__ import annotations

import re

import click

from content.words import _, language

_QUOTED = r"'[^'\s]+'(?:, '[^'\s]+')*"  # names as click puts them in a row


class Told:
    """Something whose help is looked up when it is shown, in the language spoken then."""

    @property
    def help(self) -> str | None:
        """The help in words."""
        return _(self._help) if self._help else None

    @help.setter  # noqa: A003 - click's name
    def help(self, message: str | None) -> None:
        self._help = message

    def get_error_hint(self, ctx: click.Context | None) -> str:
        """What messages call it, in the quotes of the language spoken; click has its own."""
        hint: str = super().get_error_hint(ctx)  # type: ignore[misc]
        return hint.replace("'", "") if language() == "zh" else hint


class Argument(Told, click.Argument):
    """A positional argument."""


class Option(Told, click.Option):
    """An option."""

    def how_written(self, ctx: click.Context) -> str:
        """How it is written and what for, as it is said to who left it out; of a folder with an example."""
        value = self.make_metavar(ctx)
        words = _("Write: {option} {value} ({help})")
        if value == "DIR":
            words = _("Write: {option} {value} ({help}), such as {option} .")
        return words.format(option=self.opts[-1], value=value, help=(self.help or "").rstrip(".。"))

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Its names and its help; what click adds in brackets has those of the language spoken."""
        record = super().get_help_record(ctx)
        if record is None or language() != "zh":
            return record
        names, words = record
        said, gap, added = words.rpartition("  [")
        return names, f"{said}（{added.removesuffix(']').replace('; ', '；')}）" if gap else words


def in_full_width(error: click.UsageError) -> str:
    """What click says of a wrong use; the stops, commas and quotes it adds itself are Chinese where the words are.

    How an option is written that is missing is said too.
    """
    words = error.format_message()
    how = ""
    if isinstance(error, click.MissingParameter) and isinstance(error.param, Option) and error.ctx:
        how = error.param.how_written(error.ctx)
    if language() != "zh":
        return f"{words} {how}" if how else words
    if isinstance(error, click.MissingParameter):  # click ends its name with a stop
        words = re.sub(r"\.( |$)", "。", words, count=1)
    words = re.sub(_QUOTED, lambda names: "、".join(one.strip("'") for one in names[0].split(", ")), words)
    return words.replace("。 ", "。") + how
