"""Answers to questions that a command asks one after another: from a keyboard, or a line each from a pipe."""

from __future__ import annotations

import sys
import unicodedata

import click

from content.printable import printable
from content.words import _, ngettext
from tui.commands.base import complain, say


class NotUnderstood(Exception):
    """A line of a pipe that answers nothing; the lines behind it belong to nobody knows which question."""


class Answers:
    """What is answered. At a keyboard a question is asked again; each line of a pipe is for its question alone."""

    def __init__(self) -> None:
        self.is_piped = not sys.stdin.isatty()
        self.has_saved = False  # what is on the disk may not be readable again
        self._number = 0  # of the line read last
        self._last = ""

    def line(self, prompt: str) -> str:
        """A line, without blanks at its ends."""
        self._last = input(prompt).removeprefix("\ufeff").strip()  # some shells begin a pipe with it
        self._number += 1
        return self._last

    def folded(self, prompt: str) -> str:
        """A line whose full-width digits and signs are plain ones."""
        return unicodedata.normalize("NFKC", self.line(prompt)).strip()

    def key(self, prompt: str) -> str:
        """One key where there is a keyboard, but for an Enter hit with it or after it out of habit; else a line."""
        if self.is_piped:
            return self.folded(prompt)
        click.echo(prompt, nl=False)
        key = click.getchar()
        while key and not key.strip("\r\n"):
            key = click.getchar()
        key = key.strip("\r\n")
        say(printable(key))
        return unicodedata.normalize("NFKC", key)

    def again(self, wanted: str) -> None:
        """Pass where the question can be asked again.

        Raises:
            NotUnderstood: it came from a pipe: its next line is for another question.
        """
        if self.is_piped:
            words = _("Line {n}, '{text}', was not understood: {wanted}")
            raise NotUnderstood(words.format(n=self._number, text=self._last[:40], wanted=wanted))

    def end(self, fault: NotUnderstood | None) -> None:
        """Pass when every line was used.

        Raises:
            click.exceptions.Exit: one was not understood, or there were more than questions; that is said.
        """
        if not self.is_piped:
            return
        left = [number for number, line in enumerate(sys.stdin, self._number + 1) if line.strip()]
        if fault is not None:
            complain(str(fault))
        if left:
            words = ngettext(
                "{n} line was not used: line {line}.", "{n} lines were not used, from line {line} on.", len(left)
            )
            complain(words.format(n=len(left), line=left[0]))
        if fault is not None or left:
            raise click.exceptions.Exit(1)
