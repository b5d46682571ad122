"""What the secretary keeps for a period, beside the submissions in it: the one shelf of both (branch/received)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from content.period import Period
from storage.branch_notes import Called, Choice, Paper, Refused, Reminder, Return
from storage.branch_records import Collection, Entry
from storage.file_names import is_named_for
from storage.files import RecordFiles
from storage.roster import member_key
from storage.seen_whole import must_be_seen, must_stand_in_full
from storage.shelf import Shelf, by_month
from storage.standings import Noted

T = TypeVar("T")


class PeriodNotes:
    """Choices, notices, reminders, returns, refusals and paper forms, by period; submissions go to `BranchLedger`."""

    def __init__(self, files: RecordFiles) -> None:
        self.files = files
        self._clock = files.clock
        self._collections = Shelf(files, "branch/received", Collection, near=by_month)

    def noted(self, period: Period) -> Noted:
        """What is kept about a period beside the submissions."""
        found = self._collection(str(period))
        if found is None:
            return Noted()
        said = {member_key(excuse.member_no): excuse.reason for excuse in found.excuses}
        refused = self._still_refused(found.refused, period)
        of_members = found.choices, found.reminders, found.returns, refused, found.papers
        return Noted(*of_members, said, found.put, found.calls)

    def _still_refused(self, refused: tuple[Refused, ...], period: Period) -> tuple[Refused, ...]:
        """Without the files of another period that were taken in for it since; one named for this period stays."""
        of_others = {one.sha256 for one in refused if one.why == "wrong_period" and one.sha256}
        if not of_others:
            return refused
        in_place = {entry.sha256 for one in self._collections.all() for entry in one.entries} & of_others
        return tuple(one for one in refused if one.sha256 not in in_place or is_named_for(one.file_name, str(period)))

    def entries(self, period: Period) -> dict[str, Entry]:
        """By SHA-256, everything that was taken in for exactly this period, what was replaced since too."""
        collection = self._collection(str(period))
        return {entry.sha256: entry for entry in collection.entries} if collection else {}

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

    def call(self, period: Period, due_day: date, day: date) -> None:
        """Note by when the notice of a period asks for the files; the last counts."""
        made = Called(day=day, due_day=due_day)
        self._note(period, "calls", lambda old: (*(one for one in old if one != made), made))

    def send_back(self, one: Return, period: Period) -> None:
        """Note that a submission was returned with a comment."""
        self._note(period, "returns", lambda old: (*old, one))

    def take_return_back(self, person: str, period: Period) -> None:
        """Let what was returned to a member last stand again as it came."""

        def without_last(old: tuple[Return, ...]) -> tuple[Return, ...]:
            last = max((place for place, one in enumerate(old) if one.person == person), default=len(old))
            return (*old[:last], *old[last + 1 :])

        self._note(period, "returns", without_last)

    def keep_back(self, refused: Iterable[Refused], period: Period) -> None:
        """Note which files of members were not taken in; the same again keeps its first day.

        What could not be read is one file by its name: what was found of it last is what holds.
        """
        made = tuple(refused)

        def key_of(one: Refused) -> tuple[str, ...]:
            return (one.person, one.why, one.file_name, one.sha256) if one.sha256 else (one.person, one.file_name)

        def noted(old: tuple[Refused, ...]) -> Iterable[Refused]:
            found = {key_of(one): one for one in old}
            for one in made:
                key = key_of(one)
                found[key] = one.model_copy(update={"day": found[key].day}) if key in found else one
            return found.values()

        self._note(period, "refused", noted)

    def enter_paper(self, paper: Paper, period: Period) -> None:
        """Enter what came on paper, in the place of what was entered before for that member."""
        self._note(period, "papers", lambda old: (*(one for one in old if one.person != paper.person), paper))

    def remove_paper(self, person: str, period: Period) -> None:
        """Take a paper entry out again."""
        self._note(period, "papers", lambda old: tuple(one for one in old if one.person != person))

    def put_in_report(self, names: Iterable[str], period: Period) -> None:
        """Let these remarks and notes of members, and no others, stand in the report on the period."""
        self._note(period, "put", lambda old: sorted(set(names)))

    def _note(self, period: Period, name: str, change: Callable[[tuple[Any, ...]], Iterable[Any]]) -> None:
        text, at = str(period), self._clock()
        self._collection(text)  # or it would begin anew

        def write(old: Collection | None) -> Collection:
            collection = old or Collection.new(at, period.first, uid=text, period=text)
            return collection.changed(at, **{name: tuple(change(getattr(collection, name)))})

        self._collections.edit(text, period.first, write)

    def _collection(self, period: str) -> Collection | None:
        first = Period.parse(period).first
        found = self._collections.get(period, first)
        return self._one(found, "branch/received", f"branch/received/{by_month(first)}")

    def _one(self, found: T | None, kind: str, file: str) -> T | None:
        """One record out of a file; where none was found, the whole file must have been seen.

        Raises:
            NotRead: it could not.
        """
        if self._seen(found, kind) is None:
            must_stand_in_full(self.files, file)
        return found

    def _seen(self, found: T, *kinds: str) -> T:
        """What was found, if all of these kinds could be seen: the ledger never takes what it cannot see for nothing.

        Raises:
            NotRead: some could not.
        """
        must_be_seen(self.files, *kinds)
        return found
