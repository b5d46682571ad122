"""What can be wrong with what is taught: PackError for one fault of a pack, FileFaults for all of a file's."""

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


class FileFaults(ValueError):
    """All that is wrong with a file a person filled in: (line or row, what and what to do) each; 0 is the file."""

    def __init__(self, faults: list[tuple[int, str]]) -> None:
        super().__init__("\n".join(f"{line}: {words}" for line, words in faults))
        self.faults = faults

    def lines(self, file: str) -> list[str]:
        """Each fault in one line, with the file and its line."""
        with_line = _("{file}, line {line}: {problem}")
        without = _("{file}: {problem}")
        return [
            (with_line if line else without).format(file=file, line=line, problem=words) for line, words in self.faults
        ]
