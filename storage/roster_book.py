"""The roster of a branch as it is kept: who belongs to it, who did, and the roster before the last change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from storage.branch_records import Roster, RosterBefore
from storage.clock import local_day
from storage.errors import ChangedElsewhere, NoSuchMember
from storage.files import RecordFiles
from storage.persons import carried
from storage.roster import Member, member_key, person_of
from storage.shelf import Shelf

T = TypeVar("T")


class RosterBook:
    """The members of one branch; the rest of its ledger stands on it (branch.py)."""

    def __init__(self, files: RecordFiles) -> None:
        self.files = files
        self._clock = files.clock
        self._rosters = Shelf(files, "branch/roster", Roster)

    def seen(self, found: T, *kinds: str) -> T:
        """What was found, if all of these kinds could be read: the ledger never takes what it cannot see for nothing.

        Raises:
            NotRead: some could not.
        """
        self.files.must_be_read(*kinds)
        return found

    def roster(self) -> tuple[Member, ...]:
        """The members, in the order of their roster."""
        record = self._roster()
        return record.members if record else ()

    def branch_name(self) -> str:
        """The name submissions are expected to bear; empty when any will do."""
        record = self._roster()
        return record.branch if record else ""

    def roster_before(self) -> tuple[Member, ...] | None:
        """The members before the last change of the roster; None where there is nothing to go back to."""
        record = self._roster()
        return record.before.members if record and record.before else None

    def former(self) -> tuple[Member, ...]:
        """Who belonged to the branch and is not on the roster any more, each with a day of leaving."""
        record = self._roster()
        return record.former if record else ()

    def name_of(self, person: str) -> str:
        """The name of somebody who is or was on the roster; empty when nobody is known by that."""
        return next((one.name for one in (*self.roster(), *self.former()) if person_of(one) == person), "")

    def _roster(self) -> Roster | None:
        return self.seen(self._rosters.get("roster"), "branch/roster")

    def save_roster(self, members: Iterable[Member], *, branch: str | None = None) -> None:
        """Make these the members, and that the branch's name when one is given; `undo_roster` takes it back.

        Who is known by another number now stays the same person, and who is gone stays known in the past periods.
        """
        new, today = tuple(members), local_day(self._clock())

        def change(old: Roster | None) -> dict[str, Any]:
            made = carried(old.members if old else (), old.former if old else (), new, today)
            return {"members": made.members, "former": made.former} | ({} if branch is None else {"branch": branch})

        self._change_roster(change)

    def save_member(self, member: Member, opened: Member) -> Member:
        """Put this in the place of the member of that number, as the roster is on the disk now.

        Raises:
            ChangedElsewhere: it is not the member that was opened.
            NoSuchMember: the roster has no such number any more.
        """
        key = member_key(member.member_no)

        def change(old: Roster | None) -> dict[str, Any]:
            members = old.members if old else ()
            if all(member_key(one.member_no) != key for one in members):
                raise NoSuchMember(member.member_no)
            if (there := next(one for one in members if member_key(one.member_no) == key)) not in (opened, member):
                raise ChangedElsewhere(there)
            return {"members": tuple(member if member_key(one.member_no) == key else one for one in members)}

        self._change_roster(change)
        return member

    def undo_roster(self) -> None:
        """Go back to the roster before the last change; done again, it takes that back."""

        def change(old: Roster | None) -> dict[str, Any]:
            before = old.before if old else None
            return {name: getattr(before, name) for name in RosterBefore.model_fields} if before else {}

        self._change_roster(change)

    def _change_roster(self, change: Callable[[Roster | None], dict[str, Any]]) -> None:
        at = self._clock()

        def write(old: Roster | None) -> Roster:
            fields = change(old)
            if old is None:
                return Roster.new(at, local_day(at), uid="roster", **fields)
            before: RosterBefore | None = RosterBefore(branch=old.branch, members=old.members, former=old.former)
            if all(getattr(old, name) == value for name, value in fields.items()):
                before = old.before  # the same again leaves the way back as it was
            return old.changed(at, **fields, before=before)

        self._rosters.edit("roster", local_day(at), write)
