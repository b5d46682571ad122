"""The lists a unit or a person answers instead of the six, or beside them: a TOML file an edition.

`lists/unit/2026-12-01.toml` is answered from that day on, `lists/personal/…` beside it. Days that were answered
already keep their list.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from content.donts import edition_text, official_list, read_edition
from content.errors import FileFaults, PackError, reason_of, was_refused
from content.marks import DontList, DontLists, Edition
from content.words import _
from storage.kinds import Stamps as Stamps
from storage.kinds import text_files, text_stamps

if TYPE_CHECKING:
    from storage.journal import Journal, Notice

FOLDER = "lists"


class Place(StrEnum):
    """Whose list it is: the unit's, which stands instead of the six, or one's own beside it."""

    UNIT = "unit"
    PERSONAL = "personal"


def read_lists(home: Path) -> DontLists:
    """The lists kept in a data folder; a file that cannot be read is left out and named, never an exception."""
    unread: dict[str, OSError] = {}
    files = text_files(home, FOLDER, unread)
    unreadable, refused = [*unread], {name: reason_of(error) for name, error in unread.items()}
    editions = {place: tuple(_editions(files, place, unreadable, refused)) for place in Place}
    return DontLists(official_list(), editions[Place.UNIT], editions[Place.PERSONAL], tuple(unreadable), refused)


def lists_stamp(home: Path) -> Stamps:
    """What differs when somebody changed the lists of a data folder."""
    return text_stamps(home, FOLDER)


def list_faults(home: Path) -> Iterator[str]:
    """A line for each list that cannot be answered."""
    for name in read_lists(home).unreadable:
        try:
            read_edition(home / name)
            yield _("{file}: not a file of this program.").format(file=name)
        except PackError as error:
            yield _("lists/{fault}").format(fault=error)


def _editions(files: list[Path], place: Place, unreadable: list[str], refused: dict[str, str]) -> list[Edition]:
    found = []
    for file in files:
        if file.parent.name != place:
            continue
        try:
            found.append(Edition(date.fromisoformat(file.stem), read_edition(file)))
        except (PackError, ValueError) as error:
            unreadable.append(f"{FOLDER}/{place}/{file.name}")
            if was_refused(error):
                refused[unreadable[-1]] = str(error)
    return found


def first_day_for(lists: DontLists, journal: Journal, place: Place, wanted: date) -> date:
    """The first day a new edition can be answered: the day wanted, or the day after the last one answered already."""
    ids = {one.id for one in (lists.units() if place is Place.UNIT else lists.personals())}
    answered = [
        check.day
        for check in journal.checks.all()
        if check.list_id in ids and any(answer.mark or answer.sentence for answer in check.answers)
    ]
    return max([wanted, *(day + timedelta(days=1) for day in answered)])


def save_list(
    home: Path,
    place: Place,
    from_day: date,
    dont_list: DontList | None,
    *,
    notices: list[Notice] | None = None,
) -> None:
    """Keep an edition, durably, for the days from `from_day` on; None: from then on none of its own.

    Raises:
        FileFaults: another list has the same items or the same id.
        StorageError: it could not be written; what was there before is still there.
    """
    from storage.text_files import replace_text

    def made() -> bytes:
        if dont_list is None:
            return edition_text(None).encode()
        _check_apart(read_lists(home), place, dont_list)
        return edition_text(dont_list._replace(from_day=from_day)).encode()

    replace_text(home, home / FOLDER / place / f"{from_day.isoformat()}.toml", made, notices=notices)


def _check_apart(lists: DontLists, place: Place, dont_list: DontList) -> None:
    """Items are known by their ids, so no two lists may share one; nor may a unit's and a personal list.

    Ids are compared without case and width: some systems hold two such names for one.
    """
    from content.importing.table import name_key  # here: not on the way to the first frame

    key = name_key(dont_list.id)
    others = lists.personals() if place is Place.UNIT else lists.units()
    nearly = [one for one in (*lists.units(), *lists.personals()) if name_key(one.id) == key and one.id != dont_list.id]
    if nearly:
        words = _("the id {id} is {other} but for its case; write it so if it is the same list, else choose another")
        raise FileFaults([(0, words.format(id=dont_list.id, other=nearly[0].id))])
    if dont_list.id in {one.id for one in others}:
        words = _("'{title}' is the other list already; give this one another title, or another id")
        raise FileFaults([(0, words.format(title=dont_list.title))])
    taken = {
        name_key(dont.id): one
        for one in (*lists.units(), *lists.personals())
        if one.id != dont_list.id
        for dont in one.donts
    }
    clashes = [dont for dont in dont_list.donts if name_key(dont.id) in taken]
    words = _("the id {id} belongs to an item of '{list}'; choose another")
    if clashes:
        raise FileFaults([(0, words.format(id=dont.id, list=taken[name_key(dont.id)].title)) for dont in clashes])
