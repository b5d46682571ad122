"""The secretary's ledger: the roster, what members sent, and the branch's own list of problems.

    branch/roster.json                 the roster
    branch/received/2026-11.json       what was taken in for periods beginning in that month
    branch/items/2026.json             the list of problems, see problem_list.py
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
from typing import Any

from content.period import Period
from storage.branch_notes import Choice, Paper, Refused, Reminder, Return
from storage.branch_records import (
    PROBLEM_KINDS,
    Batch,
    Brought,
    Collection,
    Entry,
    Received,
    batches_of,
    sent_of,
    still_wanted,
)
from storage.clock import Clock, utc_now
from storage.collecting import CHOOSABLE, TAKEN_IN, Decision, Expected, Known, decide, read_file
from storage.facts import Fact, MatterFact
from storage.files import Files, MemoryFiles, Notice, RecordFiles
from storage.first_problems import ProblemState, items_of
from storage.originals import Originals
from storage.problem_list import ProblemList
from storage.problems import ListedProblem
from storage.proposals import Sent
from storage.records import new_uid
from storage.roster import member_key, person_of
from storage.roster_book import RosterBook
from storage.shelf import Shelf, by_month, by_year
from storage.standings import MemberStanding, Noted, standings
from storage.submission import SubmissionError, checksum_of, fingerprint, read

ORIGINALS = "branch/originals"


class BranchLedger(RosterBook):
    """The ledger of one branch, open on a home folder or in memory. Opening makes nothing on the disk."""

    def __init__(self, files: RecordFiles, originals: Originals) -> None:
        super().__init__(files)
        self._originals = originals
        self._collections = Shelf(files, "branch/received", Collection, near=by_month)
        self._states = Shelf(files, "branch/problems", ProblemState, near=by_year)
        self.list = ProblemList(files)

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

    # What members sent

    def look(self, paths: Sequence[Path], period: Period) -> list[Decision]:
        """A dry run: what is to be done about each file, and why. Folders are read to any depth."""
        collection = self._collection(str(period))
        taken: dict[str, list[Known]] = {}
        for entry in collection.entries if collection else ():
            known = Known(entry.header.revision, entry.sha256, entry.file_name)
            taken.setdefault(entry.whose, []).append(known)
        members = {member_key(member.member_no): member for member in self.roster()}
        by_number = {key: taken[person] for key, member in members.items() if (person := person_of(member)) in taken}
        return decide(paths, Expected(str(period), self.branch_name(), members, by_number))

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
        self.settle_first()
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
        member = next(
            (one for one in self.roster() if member_key(one.member_no) == member_key(decision.member_no)), None
        )
        return Entry(
            person=person_of(member) if member else member_key(decision.member_no),
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
            taken.extend(still_wanted(collection, entries, chosen))
            return collection.changed(self._clock(), entries=(*collection.entries, *taken))

        self._collections.edit(period, Period.parse(period).first, change)
        known.update(entry.sha256 for entry in taken)
        return taken, frozenset(entry.sha256 for entry in entries) - known

    def batches(self) -> list[Batch]:
        """What was taken in and not undone, the latest first."""
        return batches_of(self._all())

    def undo(self, batch: Batch) -> None:
        """Take a batch back: what stood before it stands again. The originals stay; again, it changes nothing."""
        if not batch.period:
            return
        self.settle_first()

        def change(old: Collection) -> Collection:
            left = tuple(entry for entry in old.entries if entry.batch != batch.uid)
            return old.changed(self._clock(), entries=left)

        collection = self._collection(batch.period)
        if collection:
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

    def noted(self, period: Period) -> Noted:
        """What is kept about a period beside the submissions."""
        found = self._collection(str(period))
        if found is None:
            return Noted()
        said = {member_key(excuse.member_no): excuse.reason for excuse in found.excuses}
        return Noted(found.choices, found.reminders, found.returns, found.refused, found.papers, said)

    def standings(self, period: Period, *, with_facts: bool = True) -> list[MemberStanding]:
        """How every member stands for a period, those who left since too, in the roster's order."""
        received = self.received(period, with_facts=with_facts)
        return standings((*self.roster(), *self.former()), received, self.noted(period), period)

    def is_begun(self, period: Period) -> bool:
        """Whether anything was taken in or noted for a period."""
        found = self._collection(str(period))
        parts = (found.entries, found.excuses, found.choices, found.refused, found.papers) if found else ()
        return any(parts)

    def choose(self, person: str, period: Period, standing: str, words: str = "", until: date | None = None) -> None:
        """Choose how a member stands: "leave", "deferred" or "not_due"; an empty one takes the choice back."""
        at = self._clock()
        fields = {"person": person, "standing": standing, "words": words, "until": until, "at": at}
        made = [Choice.model_validate(fields)] if standing else []
        self._note(period, "choices", lambda old: (*(one for one in old if one.person != person), *made))

    def remind(self, persons: Iterable[str], period: Period, day: date) -> None:
        """Note that these members were reminded."""
        made = tuple(Reminder(person=person, day=day) for person in persons)
        self._note(period, "reminders", lambda old: (*old, *(one for one in made if one not in old)))

    def send_back(self, one: Return, period: Period) -> None:
        """Note that a submission was returned with a comment."""
        self._note(period, "returns", lambda old: (*old, one))

    def keep_back(self, refused: Iterable[Refused], period: Period) -> None:
        """Note which files of members were not taken in; the same again changes nothing."""
        made = tuple(refused)
        self._note(period, "refused", lambda old: (*old, *(one for one in made if one not in old)))

    def enter_paper(self, paper: Paper, period: Period) -> None:
        """Enter what came on paper, in the place of what was entered before for that member."""
        self._note(period, "papers", lambda old: (*(one for one in old if one.person != paper.person), paper))

    def remove_paper(self, person: str, period: Period) -> None:
        """Take a paper entry out again."""
        self._note(period, "papers", lambda old: tuple(one for one in old if one.person != person))

    def _note(self, period: Period, name: str, change: Callable[[tuple[Any, ...]], Iterable[Any]]) -> None:
        text, at = str(period), self._clock()

        def write(old: Collection | None) -> Collection:
            collection = old or Collection.new(at, period.first, uid=text, period=text)
            return collection.changed(at, **{name: tuple(change(getattr(collection, name)))})

        self._collections.edit(text, period.first, write)

    def _all(self) -> list[Collection]:
        return self.seen(self._collections.all(), "branch/received")

    def _collection(self, period: str) -> Collection | None:
        return self.seen(self._collections.get(period, Period.parse(period).first), "branch/received")

    # The branch's list of problems

    def sent(self) -> Sent:
        """What the submissions taken in say of matters that are problems."""
        return sent_of(self._all(), self.name_of)

    def items(self) -> list[ListedProblem]:
        """Every item of the branch's list, with its history; those of the first programs too."""
        items = self.list.items()
        there = {item.uid for item in items}
        return sorted(
            [*items, *(one for one in self._first() if one.uid not in there)], key=lambda one: (one.day, one.uid)
        )

    def _first(self) -> list[ListedProblem]:
        states = self.seen(self._states.all(), "branch/problems")
        return items_of(self._all(), states, self._clock())

    def settle_first(self) -> None:
        """Make items of what stood on the list of the first programs; done before anything could change it there."""
        there = {item.uid for item in self.list.items()}
        if waiting := [item for item in self._first() if item.uid not in there]:
            self.list.keep(waiting)
