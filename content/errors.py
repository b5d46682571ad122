"""What can be wrong with what is taught: one error, PackError."""

from __future__ import annotations

from pathlib import Path

from content.words import _


class PackError(Exception):
    """A file of a pack that cannot be used as it is: which one, at which line, and what is wrong there."""

    def __init__(self, file: Path, line: int | None, problem: str) -> None:
        super().__init__(file, line, problem)
        self.file = file
        self.line = line
        self.problem = problem

    def __str__(self) -> str:
        file = f"{self.file.parent.name}/{self.file.name}"
        if self.line is None:
            return _("{file}: {problem}").format(file=file, problem=self.problem)
        return _("{file}, line {line}: {problem}").format(file=file, line=self.line, problem=self.problem)
