"""What can be wrong with what is taught: PackError for one fault of a pack, FileFaults for all of a file's."""

from __future__ import annotations

import errno
from pathlib import Path

from content.words import _, mark_for_translation

# What the system says oftenest, in our words; it says it in English.
_REASONS = {
    errno.ENOENT: mark_for_translation("there is no such file"),
    errno.EACCES: mark_for_translation("no right to it"),
    errno.EPERM: mark_for_translation("no right to it"),
    errno.EISDIR: mark_for_translation("it is a folder"),
    errno.ENOTDIR: mark_for_translation("there is no such folder"),
    errno.ENOSPC: mark_for_translation("the disk is full"),
    errno.EROFS: mark_for_translation("the disk cannot be written on"),
    errno.ENAMETOOLONG: mark_for_translation("its name is too long"),
}


def reason_of(error: OSError) -> str:
    """Why the system refused, in the language spoken now where that is known."""
    return _(_REASONS[error.errno]) if error.errno in _REASONS else error.strerror or str(error)


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
