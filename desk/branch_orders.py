"""督办单: a sheet for each person who is responsible for something on the branch's list that is not done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from content.dates import day_words
from content.words import _, ngettext
from desk.branch_names import labels
from desk.branch_people import asked_for, is_asked_for
from desk.desk import Desk
from reports import formats
from reports.namesakes import called
from reports.orders import by_owner, order
from storage.errors import NoReport
from storage.problems import Owner, Problem, Status
from storage.roster import person_of
from storage.submission import safe_name


def order_files(desk: Desk, folder: Path, owner: str = "") -> dict[Path, bytes]:
    """What would be saved in a folder: a Word document for each person, or for the one of that name. A long job.

    Raises:
        NoReport: "orders": nothing is in hand that is anybody's; "owner": nothing that is theirs; "branch": the
            branch's name is not known.
    """
    ledger, today = desk.branch, desk.today()
    branch = ledger.branch_name()
    if not branch:
        raise NoReport("branch")
    asked, all_owners = asked_for(desk, owner), by_owner(ledger.list.standing())
    found = {who: all_ for who, all_ in all_owners.items() if not owner or is_asked_for(asked, who)}
    if not found:
        raise NoReport("owner" if owner else "orders")
    names, known_as = Counter(who.name for who in found), labels(desk)
    return {
        folder / f"{_file_name(desk, who, is_one_of_several=names[who.name] > 1)}.docx": formats.write(
            order(branch, called(who, known_as), all_, today, desk.calendar), ".docx", desk.fonts
        )
        for who, all_ in found.items()
    }


def unowned(desk: Desk) -> list[Problem]:
    """What is in hand and nobody's, so that it stands on no sheet."""
    return [one for one in desk.branch.list.standing() if one.status is Status.OPEN and not one.owner.name]


def unowned_words(problems: Sequence[Problem]) -> str:
    """That these stand on no sheet; empty for none."""
    titles = _("; ").join(one.title for one in problems)
    words = ngettext("{n} problem is on no sheet, as nobody is responsible: {titles}",
                     "{n} problems are on no sheet, as nobody is responsible: {titles}", len(problems))  # fmt: skip
    return words.format(n=len(problems), titles=titles) if problems else ""


def _file_name(desk: Desk, owner: Owner, *, is_one_of_several: bool) -> str:
    """The person's name, and the number where two have one name."""
    members = (*desk.branch.roster(), *desk.branch.former())
    number = next((one.member_no for one in members if person_of(one) == owner.person), "")
    name = safe_name(owner.name) + (f"（{safe_name(number)}）" if is_one_of_several and number else "")
    return _("{name}_order_{day}").format(name=name, day=safe_name(day_words(desk.today())))
