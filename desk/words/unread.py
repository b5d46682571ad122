"""The words for what the system does not let be read: whether its rights help, or something stands in its place."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Sequence

from content.errors import reason_of
from content.words import _, sentences
from storage.errors import NotRead, NotWhole
from storage.kinds import kind_at
from storage.record_files import Notice, NoticeKind

FILES_SHOWN = 3


def not_read_words(error: NotRead) -> str:
    """That something was not done, since the result would lack what could not be read."""
    if isinstance(error, NotWhole):
        return _not_whole_words(error)
    if _is_mended_folder(error.file, error.why):
        words = _("{file} is a folder where a file belongs, and the result would lack something. Put it right:")
        return sentences(words.format(file=error.file), "sixdonts doctor --repair")
    words = _(
        "{file} cannot be read ({reason}), and the result would lack something. Check its rights, then start again."
    )
    return words.format(file=error.file, reason=error.why)


def _not_whole_words(error: NotWhole) -> str:
    """The same of a file of which nothing is there, and how it comes back."""
    words = _("{file} is damaged; without it the result would be wrong, so nothing was done. Mend it:")
    if error.copy:
        words = _(
            "{file} is not here any more; without it the result would be wrong, so nothing was done. Bring it back:"
        )
    return sentences(words.format(file=error.file), "sixdonts doctor --repair")


def unshown_words(notice: Notice) -> str:
    """That nothing of a file is shown."""
    if _is_mended_folder(notice.file, notice.detail):
        words = _("{file} is a folder where a file belongs; what belongs there is not shown. Put it right:")
        return sentences(words.format(file=notice.file), "sixdonts doctor --repair")
    words = _("{file} cannot be read ({detail}). Check its rights, then start again.")
    return words.format(file=notice.file, detail=notice.detail)


def damage_notices() -> dict[NoticeKind, str]:
    """What to say of a file that is damaged or missing, at the moment that is met; with {file}."""
    return {
        "damaged": _(
            "{file} is damaged. The copy before the last save is used, which may lack that save; the damaged file is "
            "kept."
        ),
        "lost": _(
            "{file} is damaged, and there is no copy from before its last save. Nothing of it is shown; it is kept. "
            "Earlier days: sixdonts backup list, then sixdonts restore."
        ),
        "missing": _("{file} was missing. The copy before the last save is used, which may lack that save."),
    }


def _is_mended_folder(file: str, why: str) -> bool:
    """Whether a folder stands in the place of a record file: no rights help, a repair does."""
    kind = kind_at(file)
    return kind is not None and bool(kind.record) and why == reason_of(OSError(errno.EISDIR, ""))


def files_words(files: Sequence[str]) -> str:
    """Files by name; of many the first."""
    return _(", ").join(files[:FILES_SHOWN]) + (_(" and others") if len(files) > FILES_SHOWN else "")


def lacking_words(in_part: Iterable[Notice]) -> str:
    """That what leaves would lack what could not be read."""
    files = files_words(list(dict.fromkeys(one.file for one in in_part)))
    return _("{file} cannot be read whole; the file would lack what stands there.").format(file=files)


def incomplete_words(files: Sequence[str]) -> str:
    """What stands beside figures that lack something; empty where they lack nothing."""
    if len(files) > 1:
        return _("not complete, without {n} files such as {file}").format(file=files[0], n=len(files))
    return _("not complete, without {file}").format(file=files[0]) if files else ""


def incomplete_page_words(files: Sequence[str]) -> str:
    """What stands above a page that lacks something."""
    return _("What follows is not complete: without {files}").format(files=files_words(files))


def empty_words(files: Sequence[str], otherwise: str) -> str:
    """What an empty list says: which files of its kind are not shown in full; `otherwise` where none is."""
    if not files:
        return otherwise
    shown = files_words(files)
    words = _("Not all can be shown: {files} cannot be read in full, or is not there any more. What to do:")
    return sentences(words.format(files=shown), "sixdonts doctor")
