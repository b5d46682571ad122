"""The help of commands, measured in terminal cells."""

from __future__ import annotations

from collections.abc import Iterable

import click

from content.words import _


class HelpFormatter(click.HelpFormatter):
    """Help measured in terminal cells, of which a Chinese character takes two."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how it is called; a colon of full width has its blank in itself."""
        words = _("Usage:")
        super().write_usage(prog, args, words if words.endswith("：") else prefix)

    def write_heading(self, heading: str) -> None:
        """Write what stands above a list, with the colon of the language spoken."""
        self.write(" " * self.current_indent + _("{heading}:").format(heading=heading) + "\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs."""
        from content.cells import fold

        indent = " " * self.current_indent
        for line in fold(text, self.width - self.current_indent):
            self.write(f"{indent}{line}".rstrip() + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write terms, which are ASCII, with their explanations beside them."""
        from content.cells import fold

        rows = list(rows)
        column = min(max(len(term) for term, _words in rows), col_max) + col_spacing
        left = " " * self.current_indent
        for term, words in rows:
            first, *others = fold(words, self.width - self.current_indent - column)
            if len(term) > column - col_spacing:
                self.write(f"{left}{term}\n")
                term = ""
            self.write(f"{left}{term:<{column}}{first}".rstrip() + "\n")
            self.write("".join(f"{left}{'':<{column}}{line}\n" for line in others))
