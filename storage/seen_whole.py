"""That what was read is all there is: what cannot be seen is never taken for nothing.

Of a branch's ledger that is so at every look: a member whose file lies in a month that is gone would be dunned for it,
and a roster begun anew would forget who left.
"""

from __future__ import annotations

from content.words import _
from storage.errors import NotWhole
from storage.files import Files, RecordFiles
from storage.gone import gone_here
from storage.record_files import is_of


def must_be_seen(files: RecordFiles, *kinds: str) -> None:
    """Pass when all of these kinds could be read, and none of their files is damaged or gone.

    Raises:
        NotRead: the system refused.
        NotWhole: one is damaged without a sound `.bak`, or gone while a copy has it.
    """
    files.must_be_read(*kinds)
    lost = {one.file for one in files.notices if one.kind in {"lost", "removed"}}
    for file in files.not_shown(*kinds):
        if file in lost:
            raise NotWhole(files.root, file, _("is damaged"))
    if not isinstance(files, Files):
        return
    for kind in kinds:  # again only where other files are there than at the last look that missed none
        if files.seen_whole.get(kind) != (there := frozenset(files.names(kind))):
            must_not_be_gone(files, kind)
            files.seen_whole[kind] = there


def must_not_be_gone(files: RecordFiles, *kinds: str) -> None:
    """Pass when no file of these kinds is gone while a copy has it.

    Raises:
        NotWhole: one is.
    """
    for name, copy in gone_here(files.root, files.cipher).items():
        if is_of(name, kinds):
            raise NotWhole(files.root, f"{name}.json", _("is not here any more"), f"copies/{copy}")


def must_stand_in_full(files: RecordFiles, *names: str) -> None:
    """Pass when none of these files, or files of these kinds, was read in part: from its `.bak`, or without a record.

    Raises:
        NotWhole: one was, at the last look at it.
    """
    for file in files.not_shown(*names):
        raise NotWhole(files.root, file, _("is damaged"))
