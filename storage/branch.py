"""The secretary's ledger: the roster, what members sent, and the branch's own list of problems.

    branch/roster.json                 the roster
    branch/received/2026-11.json       what was taken in for periods beginning in that month
    branch/problems/2026.json          the branch's part of problems, by the year they were given
    branch/originals/<sha256>.txt      the files taken in, byte for byte

Nothing is merged silently: a file whose decision is a conflict, another name or another branch goes in only when the
secretary names it. Undoing a batch takes its entries back, so that what stood before stands again; the originals stay.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Sequence
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
    Excuse,
    Problem,
    ProblemState,
    Received,
    Roster,
    RosterBefore,
    problems_of,
)
from storage.clock import Clock, local_day, utc_now
from storage.collecting import CHOOSABLE, TAKEN_IN, Decision, Expected, Known, decide, read_file
from storage.errors import ChangedElsewhere, NoSuchMember, NoSuchProblem, NotAccepted
from storage.facts import Fact, MatterFact
from storage.files import Files, MemoryFiles, Notice, RecordFiles
from storage.originals import Originals
from storage.records import MatterKind, new_uid
from storage.roster import Member, member_key
from storage.shelf import Shelf, by_month, by_year
from storage.submission import SubmissionError, checksum_of, fingerprint, read

T = TypeVar("T")
ORIGINALS = "branch/originals"
_EVER = Period(date.min, date.max)


class BranchLedger:
    """The ledger of one branch, open on a home folder or in memory. Opening makes nothing on the disk."""

    def __init__(self, files: RecordFiles, originals: Originals) -> None:
        self.files = files
        self._clock = files.clock
        self._originals = originals
        self._rosters = Shelf(files, "branch/roster", Roster)
        self._collections = Shelf(files, "branch/received", Collection, near=by_month)
        self._states = Shelf(files, "branch/problems", ProblemState, near=by_year)

    @classmethod
    def open(cls, home: Path, *, clock: Clock = utc_now, notices: list[Notice] | None = None) -> BranchLedger:
        """The ledger kept in a home folder, beside the person's own journal and under the same lock."""
        return cls(Files(home, clock, notices), Originals(home / ORIGINALS))

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

    def _roster(self) -> Roster | None:
        return self._seen(self._rosters.get("roster"), "branch/roster")

    def _seen(self, found: T, *kinds: str) -> T:
        """What was found, if all of these kinds could be read: the ledger never takes what it cannot see for nothing.

        Raises:
            NotRead: some could not.
        """
        self.files.must_be_read(*kinds)
        return found

    def save_roster(self, members: Iterable[Member], *, branch: str | None = None) -> None:
        """Make these the members, and that the branch's name when one is given; `undo_roster` takes it back."""
        fields: dict[str, Any] = {"members": tuple(members)} | ({} if branch is None else {"branch": branch})
        self._change_roster(lambda _old: fields)

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
            return {"branch": before.branch, "members": before.members} if before else {}

        self._change_roster(change)

    def _change_roster(self, change: Callable[[Roster | None], dict[str, Any]]) -> None:
        at = self._clock()

        def write(old: Roster | None) -> Roster:
            fields = change(old)
            if old is None:
                return Roster.new(at, local_day(at), uid="roster", **fields)
            before: RosterBefore | None = RosterBefore(branch=old.branch, members=old.members)
            if all(getattr(old, name) == value for name, value in fields.items()):
                before = old.before  # the same again leaves the way back as it was
            return old.changed(at, **fields, before=before)

        self._rosters.edit("roster", local_day(at), write)

    # What members sent

    def look(self, paths: Sequence[Path], period: Period) -> list[Decision]:
        """A dry run: what is to be done about each file, and why. Folders are read to any depth."""
        collection = self._collection(str(period))
        taken: dict[str, list[Known]] = {}
        for entry in collection.entries if collection else ():
            known = Known(entry.header.revision, entry.sha256, entry.file_name)
            taken.setdefault(member_key(entry.member_no), []).append(known)
        members = {member_key(member.member_no): member for member in self.roster()}
        return decide(paths, Expected(str(period), self.branch_name(), members, taken))

    def take_in(self, decisions: Iterable[Decision], *, also: Iterable[Path] = ()) -> Batch:
        """Take in the new and the newer, and of the choosable those named in `also`; again, it changes nothing.

        Decisions are of one look. A file that is not what it was when it was looked at is left out.
        """
        return self.enter(self.bring(decisions, also=also))

    def bring(self, decisions: Iterable[Decision], *, also: Iterable[Path] = ()) -> Brought:
        """Keep the originals of what is to be taken in and make the entries: the long part, without the lock."""
        chosen, at = frozenset(also), self._clock()
        wanted = [
            decision
            for decision in decisions
            if decision.kind in TAKEN_IN or (decision.kind in CHOOSABLE and decision.path in chosen)
        ]
        batch = new_uid(at)
        made = [(decision, self._prepare(decision, at, batch)) for decision in wanted]
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
        batch = brought.batch
        taken, overtaken = self._enter(batch.period, batch.entries, brought.chosen)
        late = tuple(path for sha256, path in brought.paths if sha256 in overtaken)
        return replace(batch, entries=tuple(taken), left_out=(*batch.left_out, *late))

    def _prepare(self, decision: Decision, at: datetime, batch: str) -> Entry | None:
        """Keep the original and make the entry; None when the file is not what it was."""
        try:
            submission, data = read_file(decision.path)
        except (OSError, SubmissionError):
            return None
        if fingerprint(data) != decision.sha256:
            return None
        with self.files.saved_though_unsure(decision.path):
            self._originals.keep(decision.sha256, data)
        return Entry(
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
        found: dict[str, tuple[str, list[Entry]]] = {}
        for collection in self._seen(self._collections.all(), "branch/received"):
            for entry in collection.entries:
                found.setdefault(entry.batch, (collection.period, []))[1].append(entry)
        batches = [Batch(uid, period, list_[0].taken_at, tuple(list_)) for uid, (period, list_) in found.items()]
        return sorted(batches, key=lambda batch: (batch.taken_at, batch.uid), reverse=True)

    def undo(self, batch: Batch) -> None:
        """Take a batch back: what stood before it stands again. The originals stay; again, it changes nothing."""
        if not batch.period:
            return

        def change(old: Collection) -> Collection:
            left = tuple(entry for entry in old.entries if entry.batch != batch.uid)
            return old.changed(self._clock(), entries=left)

        collection = self._collection(batch.period)
        if collection:
            self._collections.change(collection, change)

    def received(self, period: Period) -> dict[str, Received]:
        """By member number, the submission that counts for each member who sent one for exactly this period."""
        collection = self._collection(str(period))
        entries = collection.standing().values() if collection else ()
        return {
            entry.member_no: Received(
                entry.header,
                entry.taken_at,
                entry.header.revision,
                entry.sha256,
                entry.file_name,
                *self._content(entry),
            )
            for entry in entries
        }

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

    def excuses(self, period: Period) -> dict[str, str]:
        """By member number, why somebody sends nothing for this period (未报原因)."""
        collection = self._collection(str(period))
        return {excuse.member_no: excuse.reason for excuse in collection.excuses} if collection else {}

    def excuse(self, member_no: str, period: Period, reason: str) -> None:
        """Note why a member sends nothing; an empty reason takes the note back."""
        text, key, at = str(period), member_key(member_no), self._clock()

        def change(old: Collection | None) -> Collection:
            collection = old or Collection.new(at, period.first, uid=text, period=text)
            others = [excuse for excuse in collection.excuses if member_key(excuse.member_no) != key]
            added = [Excuse(member_no=member_no, reason=reason)] if reason.strip() else []
            return collection.changed(at, excuses=(*others, *added))

        self._collections.edit(text, period.first, change)

    def _collection(self, period: str) -> Collection | None:
        return self._seen(self._collections.get(period, Period.parse(period).first), "branch/received")

    # The branch's list of problems

    def problems(self, until: Period) -> list[Problem]:
        """The problems to be listed for a period, oldest first; those of earlier periods until they are struck off."""
        found = problems_of(self._collections.all(), self._states.all(), until)
        return self._seen(found, "branch/received", "branch/problems")

    def add_problem(self, title: str, *, responsible: str = "", category: str = "", **matter: Any) -> str:
        """Add a problem of the branch's own, with any field of a `MatterFact`; its uid."""
        at = self._clock()
        fields = {"kind": MatterKind.SHORTFALL, "given_day": local_day(at), **matter}
        own = MatterFact(uid=new_uid(at), title=title, **fields)
        state = ProblemState.new(at, own.given_day, uid=own.uid, own=own, responsible=responsible, category=category)
        return self._states.add(state).uid

    def describe(self, problem_uid: str, *, category: str | None = None, remark: str | None = None) -> None:
        """Set the category (问题类别) or the remark (备注) of a problem.

        Raises:
            NoSuchProblem: none is known by that uid.
        """
        given = {"category": category, "remark": remark}
        self._set(self._problem(problem_uid), **{name: text for name, text in given.items() if text is not None})

    def strike_off(self, problem_uid: str, accepted_by: str, day: date, remark: str = "") -> None:
        """Note that a problem was accepted as dealt with (验收) and strike it off (销号), both on `day`.

        Raises:
            NoSuchProblem: none is known by that uid.
            NotAccepted: it is not settled, and `accepted_by` names nobody.
        """
        problem = self._problem(problem_uid)
        if not accepted_by.strip() and not problem.is_settled:
            raise NotAccepted(problem_uid)
        accepted_day = day if accepted_by.strip() else None
        remarks = {"remark": remark} if remark else {}
        self._set(problem, accepted_by=accepted_by, accepted_day=accepted_day, struck_day=day, **remarks)

    def restore(self, problem_uid: str) -> None:
        """Put a struck-off problem back on the list; its category and remark stay.

        Raises:
            NoSuchProblem: none is known by that uid.
        """
        self._set(self._problem(problem_uid), accepted_by="", accepted_day=None, struck_day=None)

    def _problem(self, uid: str) -> Problem:
        for problem in self.problems(_EVER):
            if problem.uid == uid:
                return problem
        raise NoSuchProblem(uid)

    def _set(self, problem: Problem, **fields: Any) -> None:
        at = self._clock()
        day = problem.state.day if problem.state else problem.matter.given_day

        def change(old: ProblemState | None) -> ProblemState:
            return (old or ProblemState.new(at, day, uid=problem.uid)).changed(at, **fields)

        self._states.edit(problem.uid, day, change)
