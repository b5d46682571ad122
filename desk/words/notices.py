"""Several notices in words: of many files that one thing befell, one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from content.words import ngettext, sentences
from desk.words.faults import notice_words
from storage.record_files import Notice, NoticeKind

OF_MANY: tuple[NoticeKind, ...] = ("gone", "lost")


def notices_words(notices: Iterable[Notice]) -> Iterator[str]:
    """A line for each, but one for all that are gone and stand in the same copy, and for all that are lost."""
    alike: dict[tuple[str, str], list[Notice]] = {}
    for one in notices:
        by = (one.kind, one.detail) if one.kind == "gone" else (one.kind, "" if one.kind in OF_MANY else str(one))
        alike.setdefault(by, []).append(one)
    for ones in alike.values():
        yield notice_words(ones[0]) if len(ones) == 1 else _many_words(ones)


def _many_words(ones: list[Notice]) -> str:
    first, count = ones[0], len(ones)
    words = ngettext(
        "{n} file is damaged without a copy from before its last save, such as {file}. Mend it:",
        "{n} files are damaged without copies from before their last saves, such as {file}. Mend them:",
        count,
    )
    if first.kind == "gone":
        words = ngettext(
            "{n} file is not here any more; {detail} still has it: {file}. Bring it back:",
            "{n} files are not here any more; {detail} still has them, such as {file}. Bring them back:",
            count,
        )
    return sentences(words.format(n=count, file=first.file, detail=first.detail), "sixdonts doctor --repair")
