"""The secretary's ledger: the roster, what members sent, and the branch's own list of problems.

    branch/roster.json                 the roster
    branch/received/2026-11.json       what was taken in for periods beginning in that month
    branch/items/2026.json             the list of problems, see problem_list.py
    branch/reports/2026.json           the reports that were made, see made_reports.py
    branch/upward/2026.json            what was sent to the next level, see handed_up.py
    branch/originals/<sha256>.txt      the files taken in, byte for byte

Nothing is merged silently: a file whose decision is a conflict, another name or another branch goes in only when the
secretary names it. Undoing a batch takes its entries back, so that what stood before stands again; the originals stay.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from content.period import Period
from storage.branch_records import (
    PROBLEM_KINDS,
    Batch,
    Brought,
    Collection,
    Entry,
    Received,
    Roster,
    RosterBefore,
    batches_of,
    sent_of,
)
from storage.cipher import Cipher
from storage.clock import Clock, local_day, utc_now
from storage.collecting import CHOOSABLE, TAKEN_IN, Decision, Expected, Known, counted, decide, read_file
from storage.errors import ChangedElsewhere, NoSuchMember
from storage.facts import Fact, MatterFact
from storage.files import Files, MemoryFiles, Notice, RecordFiles
from storage.first_problems import ProblemState, items_of
from storage.handed_up import Upward
from storage.made_reports import MadeReports
from storage.originals import Originals
from storage.period_notes import PeriodNotes
from storage.persons import carried
from storage.problem_list import ProblemList
from storage.problems import ListedProblem
from storage.proposals import Sent
from storage.records import new_uid
from storage.roster import Member, member_key, person_of
from storage.shelf import Shelf, by_year
from storage.standings import MemberStanding, standings
from storage.submission import SubmissionError, checksum_of, fingerprint, read

T = TypeVar("T")
ORIGINALS = "branch/originals"


class BranchLedger(PeriodNotes):
    """The ledger of one branch, open on a home folder or in memory. Opening makes nothing on the disk."""

    def __init__(self, files: RecordFiles, originals: Originals) -> None:
        super().__init__(files)
        self._originals = originals
        self._rosters = Shelf(files, "branch/roster", Roster)
        self._states = Shelf(files, "branch/problems", ProblemState, near=by_year)
        self.list = ProblemList(files)
        self.made = MadeReports(files)
        self.upward = Upward(files)

    @classmethod
    def open(cls, home: Path, *, clock: Clock = utc_now, notices: list[Notice] | None = None,
             cipher: Cipher | None = None) -> BranchLedger:  # fmt: skip
        """The ledger kept in a home folder, beside the person's own journal and under the same lock."""
        files = Files(home, clock, notices, cipher)
        return cls(files, Originals(home / ORIGINALS, files.cipher))

    @classmethod
    def in_memory(cls, *, clock: Clock = utc_now) -> BranchLedger:
        """A ledger that is gone when the program ends."""
        return cls(MemoryFiles(clock), Originals(None))

    @property
    def notices(self) -> list[Notice]:
        """What a person should know about the ledger's files, "original" too: one is missing or was changed since."""
        return self.files.notices

    def roster(self) -> tuple[Member, ...]:
        """The members, in the order of their roster."""
        return record.members if (record := self._roster()) else ()

    def branch_name(self) -> str:
        """The name submissions are expected to bear; empty when any will do."""
        return record.branch if (record := self._roster()) else ""

    def roster_before(self) -> tuple[Member, ...] | None:
        """The members before the last change of the roster; None where there is nothing to go back to."""
        record = self._roster()
        return record.before.members if record and record.before else None

    def _roster(self) -> Roster | None:
        return self._one(self._rosters.get("roster"), "branch/roster", "branch/roster")

    def former(self) -> tuple[Member, ...]:
        """Who belonged to the branch and is not on the roster any more, each with a day of leaving."""
        return record.former if (record := self._roster()) else ()

    def name_of(self, person: str) -> str:
        """The name of somebody who is or was on the roster; empty when nobody is known by that."""
        return next((one.name for one in (*self.roster(), *self.former()) if person_of(one) == person), "")

    def save_roster(
        self,
        members: Iterable[Member],
        *,
        branch: str | None = None,
        same: Mapping[str, str] | None = None,
        left_day: date | None = None,
    ) -> None:
        """Make these the members, and that the branch's name when one is given; `undo_roster` takes it back.

        Who is known by another number now stays the same person, and who is gone stays known in the past periods.
        `same` is who was said to be one person: by number in the new roster, the number before. `left_day` is when they
        left of whom no roster says it.
        """
        new, today = tuple(members), local_day(self._clock())

        def change(old: Roster | None) -> dict[str, Any]:
            members, former = (old.members, old.former) if old else ((), ())
            made = carried(members, former, new, today, agreed=same, left_day=left_day)
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
        self._roster()  # or it would begin anew

        def write(old: Roster | None) -> Roster:
            fields = change(old)
            if old is None:
                return Roster.new(at, local_day(at), uid="roster", before=RosterBefore(), **fields)
            before: RosterBefore | None = RosterBefore(branch=old.branch, members=old.members, former=old.former)
            if all(getattr(old, name) == value for name, value in fields.items()):
                before = old.before  # the same again leaves the way back as it was
            return old.changed(at, **fields, before=before)

        self._rosters.edit("roster", local_day(at), write)

    # What members sent

    def look(
        self, paths: Sequence[Path], period: Period, so_far: Callable[[int], object] = lambda _count: None
    ) -> list[Decision]:
        """A dry run: what is to be done about each file, and why. Folders are read to any depth.

        `so_far` is told now and then how many files were looked at.
        """
        collection = self._collection(str(period))
        taken: dict[str, list[Known]] = {}
        for entry in collection.entries if collection else ():
            known = Known(entry.header.revision, entry.sha256, entry.file_name, entry.header.made_at)
            taken.setdefault(entry.whose, []).append(known)
        members = {member_key(member.member_no): member for member in self.roster()}
        by_number = {key: taken[person] for key, member in members.items() if (person := person_of(member)) in taken}
        before = frozenset(entry.sha256 for one in self._collections.all() for entry in one.entries)
        upward = frozenset(one.sha256 for one in self.upward.all())
        return decide(paths, Expected(str(period), self.branch_name(), members, by_number, before, upward), so_far)

    def take_in(self, decisions: Iterable[Decision], *, also: Iterable[Path] = ()) -> Batch:
        """Take in the new and the newer, and of the choosable those named in `also`; again, it changes nothing.

        Decisions are of one look. A file that is not what it was when it was looked at is left out.
        """
        return self.enter(self.bring(decisions, also=also))

    def bring(
        self,
        decisions: Iterable[Decision],
        *,
        also: Iterable[Path] = (),
        so_far: Callable[[int], object] = lambda _count: None,
    ) -> Brought:
        """Keep the originals of what is to be taken in and make the entries: the long part, without the lock.

        `so_far` is told now and then of how many files that was done.

        Raises:
            StorageError: the ledger cannot be written; nothing was kept.
        """
        chosen, at = frozenset(also), self._clock()
        wanted = [
            decision
            for decision in decisions
            if decision.kind in TAKEN_IN or (decision.kind in CHOOSABLE and decision.path in chosen)
        ]
        wanted.sort(key=lambda decision: decision.path in chosen)  # what was chosen stands above what went in by itself
        if wanted:
            with self.files.transaction():  # where nothing can be entered, as in a newer folder, nothing is kept
                pass
        batch = new_uid(at)
        whose = {member_key(one.member_no): person_of(one) for one in self.roster()}  # once: a roster may be long
        made = [(one, self._prepare(one, at, batch, whose)) for one in counted(wanted, so_far)]
        return Brought(
            Batch(
                batch,
                period=wanted[0].period if wanted else "",
                taken_at=at,
                entries=tuple(entry for _decision, entry in made if entry),
                left_out=tuple(decision.path for decision, entry in made if not entry),
            ),
            paths=tuple((decision.sha256, decision.path) for decision in wanted),
            chosen=frozenset(decision.sha256 for decision in wanted if decision.path in chosen),
        )

    def enter(self, brought: Brought) -> Batch:
        """Enter what was brought, in one write; what was overtaken meanwhile is left out."""
        self.settle_first()
        batch = brought.batch
        taken, overtaken = self._enter(batch.period, batch.entries, brought.chosen)
        late = tuple(path for sha256, path in brought.paths if sha256 in overtaken)
        return replace(batch, entries=tuple(taken), left_out=(*batch.left_out, *late))

    def _prepare(self, decision: Decision, at: datetime, batch: str, whose: Mapping[str, str]) -> Entry | None:
        """Keep the original and make the entry; None when the file is not what it was."""
        try:
            submission, data = read_file(decision.path)
        except (OSError, SubmissionError):
            return None
        if fingerprint(data) != decision.sha256:
            return None
        with self.files.saved_though_unsure(decision.path):
            self._originals.keep(decision.sha256, data)
        key = member_key(decision.member_no)
        return Entry(
            person=whose.get(key, key),
            sha256=decision.sha256,
            member_no=decision.member_no,
            header=submission.header,
            taken_at=at,
            batch=batch,
            file_name=decision.path.name,
            checksum=checksum_of(data),
            problems=tuple(
                fact for fact in submission.facts if isinstance(fact, MatterFact) and fact.kind in PROBLEM_KINDS
            ),
        )

    def _enter(
        self, period: str, entries: Sequence[Entry], chosen: frozenset[str]
    ) -> tuple[list[Entry], frozenset[str]]:
        """Add the entries to the period in one write: those added, and the SHA-256 of those overtaken meanwhile."""
        taken: list[Entry] = []
        if not entries:
            return taken, frozenset()
        known: set[str] = set()

        def change(old: Collection | None) -> Collection:
            collection = old or Collection.new(self._clock(), Period.parse(period).first, uid=period, period=period)
            known.update(entry.sha256 for entry in collection.entries)
            taken.extend(collection.still_wanted(entries, chosen))
            return collection.changed(self._clock(), entries=(*collection.entries, *taken))

        self._collections.edit(period, Period.parse(period).first, change)
        known.update(entry.sha256 for entry in taken)
        return taken, frozenset(entry.sha256 for entry in entries) - known

    def batches(self) -> list[Batch]:
        """What was taken in and not undone, the latest first."""
        return batches_of(self._seen(self._collections.all(), "branch/received"))

    def undo(self, batch: Batch) -> None:
        """Take a batch back: what stood before it stands again. The originals stay; again, it changes nothing."""
        if not batch.period:
            return
        self.settle_first()

        def change(old: Collection) -> Collection:
            left = tuple(entry for entry in old.entries if entry.batch != batch.uid)
            return old.changed(self._clock(), entries=left)

        if collection := self._collection(batch.period):
            self._collections.change(collection, change)

    def received(self, period: Period, *, with_facts: bool = True) -> dict[str, Received]:
        """By person, the submission that counts for each member who sent one for exactly this period.

        Without its facts no file is opened: enough to say how members stand.
        """
        collection = self._collection(str(period))
        entries = collection.standing().values() if collection else ()
        return {
            entry.whose: Received(
                entry.header,
                entry.taken_at,
                entry.header.revision,
                entry.sha256,
                entry.file_name,
                *(self._content(entry) if with_facts else ((), entry.checksum)),
            )
            for entry in entries
        }

    def original(self, sha256: str) -> bytes:
        """A file taken in, as it came.

        Raises:
            OSError: it is not there, or was changed since.
        """
        return self._originals.read(sha256)

    def keep_original(self, sha256: str, data: bytes) -> None:
        """Keep a file as it came, where the ledger it belongs to is taken over."""
        self._originals.keep(sha256, data)

    def _content(self, entry: Entry) -> tuple[tuple[Fact, ...], str]:
        """The facts in the file taken in, and the checksum on its last line."""
        name = f"{ORIGINALS}/{entry.sha256}.txt"
        try:
            data = self._originals.read(entry.sha256)
            self.files.was_read(name)
            return read(data).facts, checksum_of(data)
        except (OSError, SubmissionError) as error:
            if isinstance(error, OSError) and error.errno not in (None, errno.ENOENT):
                self.files.could_not_read(name, name, error)
            else:
                self.files.notice("original", f"{entry.sha256}.txt", entry.file_name)
            return (), entry.checksum

    def standings(self, period: Period, *, with_facts: bool = True) -> list[MemberStanding]:
        """How every member stands for a period, those who left since too, in the roster's order."""
        received = self.received(period, with_facts=with_facts)
        return standings(
            (*self.roster(), *self.former()), received, self.noted(period), period, local_day(self._clock())
        )

    def is_begun(self, period: Period) -> bool:
        """Whether anything was taken in or noted for a period."""
        found = self._collection(str(period))
        return found is not None and found.is_begun

    def periods(self) -> list[Period]:
        """The periods for which anything was taken in or noted, in order."""
        found = self._seen(self._collections.all(), "branch/received")
        return sorted(Period.parse(one.period) for one in found if one.is_begun)

    # The branch's list of problems

    def sent(self) -> Sent:
        """What the submissions taken in say of matters that are problems."""
        return sent_of(self._seen(self._collections.all(), "branch/received"), self.name_of)

    def items(self) -> list[ListedProblem]:
        """Every item of the branch's list, with its history; those of the first programs too."""
        items = self.list.items()
        there = {item.uid for item in items}
        return sorted(
            [*items, *(one for one in self._first() if one.uid not in there)], key=lambda one: (one.day, one.uid)
        )

    def _first(self) -> list[ListedProblem]:
        found = items_of(self._collections.all(), self._states.all(), self._clock())
        return self._seen(found, "branch/received", "branch/problems")

    def settle_first(self) -> None:
        """Make items of what stood on the list of the first programs; done before anything could change it there."""
        there = {item.uid for item in self.list.items()}
        if waiting := [item for item in self._first() if item.uid not in there]:
            self.list.keep(waiting)
