"""Handing the whole ledger to the next secretary (换届交接): one file out, looked at and taken over, and undone."""

from __future__ import annotations

from pathlib import Path

from content.cells import cut
from content.dates import day_words
from content.words import _, sentences
from desk.desk import Desk
from storage.clock import local_day
from storage.handover import Parcel, handed_on, kept_before, read_handed_on, read_kept, take_over
from storage.handover_compared import newer_here
from storage.submission import safe_name

TITLES = 200  # cells of titles in a question


def handed_on_files(desk: Desk, folder: Path) -> dict[Path, bytes]:
    """What would be saved in a folder: the ledger as one file. A long job.

    Raises:
        NotRead: a part of it could not be read.
    """
    name = _("{branch}_ledger_{day}").format(
        branch=safe_name(desk.branch.branch_name() or _("Branch")), day=safe_name(day_words(desk.today()))
    )
    return {folder / f"{name}.zip": handed_on(desk.branch)}


def look_at(_desk: Desk, path: Path) -> Parcel:
    """A handed-on ledger, checked whole; nothing is written. A long job.

    Raises:
        FileFaults: it is none, or not as it was made.
    """
    return read_handed_on(path)


def parcel_words(parcel: Parcel) -> str:
    """Whose ledger it is, of which day, and what is in it."""
    counts = parcel.counts
    text = _(
        "{branch}, handed on {day}: {members} members, {files} submissions, {items} problems on the list "
        "({open} in account), {reports} reports made."
    )
    words = text.format(
        branch=parcel.manifest.branch or _("(branch)"), day=day_words(local_day(parcel.manifest.made_at)), **counts
    )
    if parcel.manifest.lacking:
        lost = _("{n} of the files taken in were lost before.").format(n=len(parcel.manifest.lacking))
        words = sentences(words, lost)
    return words


def newer_words(desk: Desk, parcel: Parcel) -> str:
    """What of the ledger here is not in the parcel and would go; empty where nothing would. A long job.

    Raises:
        NotRead: a part of the ledger here could not be read.
    """
    found = newer_here(desk.branch, parcel)
    if not found or found.last_at is None:
        return ""
    parts = (
        (_("files taken in {n}"), len(found.files)),
        (_("entries on the list {n}"), found.acts),
        (_("other records {n}"), found.others),
    )
    counts = _(", ").join(text.format(n=n) for text, n in parts if n)
    words = _("The ledger here has later work (last on {day}), which is not in the file and would go: {counts}.")
    said = words.format(day=day_words(local_day(found.last_at)), counts=counts)
    if found.items:
        titles = cut(_("; ").join(found.items), TITLES)
        said = sentences(said, _("Of the list: {titles}.").format(titles=titles))
    return said


def taken_over(desk: Desk, parcel: Parcel) -> Path:
    """Put a handed-on ledger in the place of the one there; where that one is kept. A long job."""
    with desk.commit():
        return take_over(desk.branch, parcel)


def was_taken_over(desk: Desk) -> bool:
    """Whether a ledger was taken over here, so that there is one to go back to."""
    return bool(kept_before(desk.home))


def taken_over_before(desk: Desk) -> Parcel | None:
    """The ledger that stood here before the last taking over; None where there was none. A long job.

    Raises:
        FileFaults: it was damaged since.
    """
    kept = kept_before(desk.home)
    return read_kept(kept[0], desk.cipher) if kept else None
