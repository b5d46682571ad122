"""The way back from what was brought back last: what it would change, and the change, which is one more step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from content.errors import FileFaults
from content.words import _
from desk.backups import OtherText, files_of, other_texts, persons_own
from desk.desk import Desk
from storage import disk
from storage.archive import belongs
from storage.backup import kept_before, moment_of
from storage.brought import Brought, brought_in
from storage.restoring import DatedCopy, Difference, bring_back, compared, file_mark, undoing, was_written_since


@dataclass(frozen=True)
class Last:
    """The bringing back that undoing would take back."""

    at: datetime
    """When it was."""
    name: str
    """From which backup; empty where that is not known."""
    is_undoing: bool
    """Whether it was itself the undoing of one, so that what was undone comes once more."""


def last_bringing_back(desk: Desk) -> Last | None:
    """The bringing back done last, if there was one."""
    if (last := _last(desk)) is None:
        return None
    before, brought = last
    return Last(moment_of(before), brought.name, brought.is_undoing)


def _last(desk: Desk) -> tuple[Path, Brought] | None:
    """Where all is kept as it was before the last bringing back or repair that brought anything, and what it brought.

    A repair that only put in place what was shown already left nothing to undo.
    """
    for before in reversed(kept_before(desk.home)):
        brought = brought_in(before, desk.cipher)
        if not brought.is_noted or brought.records or brought.files:
            return before, brought
    return None


@dataclass(frozen=True)
class Undoing:
    """What undoing the last bringing back would change."""

    before: Path
    """Where all is as it was before."""
    brought: Brought
    """What was brought back."""
    records: tuple[Difference, ...]
    """The records that are what they were then, or go to the trash."""
    texts: tuple[str, ...]
    """The files that a person may edit that are what they were then."""
    again: tuple[str, ...]
    """The files taken in that come again."""
    gone: tuple[str, ...]
    """The files that came, and go."""

    changed_texts: tuple[OtherText, ...]
    """Of `texts` those that were edited or taken away since."""

    @property
    def returning(self) -> tuple[Difference, ...]:
        """What was deleted since, and comes back."""
        return tuple(
            one for one in persons_own(self.records) if one.here is None and was_written_since(one, self.brought)
        )

    @property
    def overwritten(self) -> tuple[Difference, ...]:
        """What was written since, and is overwritten; what stands there now goes to the trash."""
        return tuple(
            one for one in persons_own(self.records) if one.here is not None and was_written_since(one, self.brought)
        )


def look_at_undoing(desk: Desk) -> Undoing:
    """What undoing would change; nothing is changed. A long job.

    Raises:
        FileFaults: nothing was brought back.
        NotRead: a file of that time, or of now, cannot be read.
    """
    if (last := _last(desk)) is None:
        raise FileFaults([(0, _("Nothing was brought back, so there is nothing to undo."))])
    kept, brought = last
    before = DatedCopy(kept, desk.cipher)
    there = set(before.names())
    found = compared(files_of(desk), before)
    texts = tuple(path for path in found.texts if path in brought.files or not brought.is_noted)
    changed = [path for path in texts if not _is_as_it_was_left(desk.home / path, brought.files.get(path))]
    return Undoing(
        before=kept,
        brought=brought,
        records=undoing(found, kept, brought),
        texts=texts,
        changed_texts=other_texts(desk, changed, before),
        again=tuple(path for path in found.kept_files if path in brought.files),
        gone=tuple(
            path
            for path in sorted(brought.files.keys() - there)
            if belongs(path) and _is_as_it_came(desk.home / path, brought.files[path])
        ),
    )


def _is_as_it_came(path: Path, mark: str | None) -> bool:
    """Whether a file that came lies there as it came; one that was edited since is its owner's."""
    return path.is_file() and mark in (None, file_mark(disk.read_plain(path)))


def _is_as_it_was_left(path: Path, mark: str | None) -> bool:
    """Whether a text is as a bringing back left it, as far as that was noted; an empty mark: it took it away."""
    if not path.exists():
        return not mark
    return mark is None or mark == file_mark(disk.read_plain(path))


def undo_bringing_back(desk: Desk) -> int:
    """Take back what was brought back last; how many records and files change. A long job.

    What was written since stays, but where it stands in place of what is taken back: then it goes to the trash. Files
    that came go too, and lie in the copy from before the undoing.

    Raises:
        FileFaults: nothing was brought back.
        NotRead: a file of that time, or of now, cannot be read.
        StorageError: the system refused; the records are what they were.
    """
    look = look_at_undoing(desk)
    source, name, is_undoing = DatedCopy(look.before, desk.cipher), look.brought.name, not look.brought.is_undoing
    with desk.commit():
        bring_back(
            files_of(desk), source, look.records, look.texts, look.again,
            gone=look.gone, name=name, is_undoing=is_undoing,
        )  # fmt: skip
        desk.forget_gone()
    return len(persons_own(look.records)) + len(look.texts) + len(look.again) + len(look.gone)
