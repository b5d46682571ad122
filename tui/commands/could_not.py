"""What ends a command that could not be done; commands have it from base.py."""

from __future__ import annotations

from typing import Any

import click

from content.printable import printable


class CouldNot(click.ClickException):
    """The command could not be done: one line says why and what to do; exit code 1."""

    def show(self, file: Any = None) -> None:
        """Print the line to the terminal's error stream."""
        click.echo(printable(self.message), err=True)
