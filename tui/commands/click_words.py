"""Click's own words, so that they are found when translations are gathered; nothing imports this file.

Click looks its words up with gettext under exactly these messages (click 8.5). What is missing here stays English.
"""

from __future__ import annotations

from content.words import mark_for_translation, ngettext

WORDS = (
    mark_for_translation("Usage:"),
    mark_for_translation("Options"),
    mark_for_translation("Positional arguments"),
    mark_for_translation("Commands"),
    mark_for_translation("Aborted!"),
    mark_for_translation("required"),
    mark_for_translation("env var: {var}"),
    mark_for_translation("default: {default}"),
    mark_for_translation("Show this message and exit."),
    mark_for_translation("Missing command."),
    mark_for_translation("Missing argument"),
    mark_for_translation("Missing option"),
    mark_for_translation("Missing parameter"),
    mark_for_translation("Choose from:\n\t{choices}"),
    mark_for_translation("Error: {message}"),
    mark_for_translation("Error: invalid input"),
    mark_for_translation("Try '{command} {option}' for help."),
    mark_for_translation("Invalid value: {message}"),
    mark_for_translation("Invalid value for {param_hint}: {message}"),
    mark_for_translation("No such option {name!r}."),
    mark_for_translation("No such command {name!r}."),
    mark_for_translation("Option {name!r} does not take a value."),
    mark_for_translation("{value!r} is not a valid {number_type}."),
    mark_for_translation("{value} is not in the range {range}."),
    mark_for_translation("{name} {filename!r} does not exist."),
    mark_for_translation("{name} {filename!r} is a file."),
    mark_for_translation("{name} {filename!r} is a directory."),
    mark_for_translation("{name} {filename!r} is not readable."),
    mark_for_translation("file"),
    mark_for_translation("directory"),
    mark_for_translation("path"),
)


def plurals() -> None:
    """The messages that have a plural."""
    ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 1)
    ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 1)
    ngettext("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 1)
    ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 1)
