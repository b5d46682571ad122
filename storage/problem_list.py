"""The branch's list of problems as it is kept: what is accepted, what happens to it, and what was declined.

    branch/items/2026.json       the items, by the year they were listed in
    branch/declined.json         what members sent and the branch did not list

Every act is checked against the item as it is on the disk, under the lock; an act on several items is done to all of
them or to none. The rules and the folding are in problems.py, without any file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from content.period import Period
from storage.clock import local_day
from storage.declined import Declined
from storage.errors import Gone
from storage.facts import MatterFact
from storage.files import RecordFiles
from storage.problems import (
    Act,
    Event,
    ListedProblem,
    NotAllowed,
    Owner,
    Problem,
    Source,
    Status,
    as_of,
    check,
)
from storage.proposals import Proposal, wording_of
from storage.records import new_uid
from storage.seen_whole import must_be_seen
from storage.shelf import Shelf, by_year


class ProblemList:
    """The list of one branch. Members' submissions reach it only as proposals that somebody accepts."""

    def __init__(self, files: RecordFiles) -> None:
        self._files = files
        self._clock = files.clock
        self._items = Shelf(files, "branch/items", ListedProblem, near=by_year)
        self._declined = Shelf(files, "branch/declined", Declined)

    # Reading

    def items(self) -> list[ListedProblem]:
        """Every item that was ever listed, with its history, in order of the day it was listed on."""
        return [item for item in self._all() if item.was_listed]

    def declined(self) -> list[Declined]:
        """What was not listed."""
        found = self._declined.all()
        must_be_seen(self._files, "branch/declined")
        return found

    def standing(self, day: date | None = None) -> list[Problem]:
        """Every item as it stood at the end of a day (now, unless one is named), those listed later left out."""
        return [found for item in self.items() if (found := as_of(item, day)) is not None]

    def get(self, uid: str) -> Problem:
        """An item as it stands now.

        Raises:
            NotAllowed: "none": nothing is known by that uid.
        """
        found = self._find(uid)
        return _now(found)

    def merged_into(self, uid: str) -> list[Problem]:
        """The items that were merged into one, those merged into them too."""
        merged = [problem for problem in self.standing() if problem.status is Status.MERGED]
        found: list[Problem] = []
        waiting = [uid]
        while waiting:  # a ledger that was handed on may hold a circle: everything in it is found once
            inside = [one for one in merged if one.into == waiting[0] and one not in found]
            waiting = [*waiting[1:], *(one.uid for one in inside)]
            found += inside
        return found

    # Listing

    def accept(
        self,
        proposals: Iterable[Proposal],
        *,
        by: str = "",
        reason: str = "",
        into: str = "",
        day: date | None = None,
        due_day: date | None = None,
    ) -> list[ListedProblem]:
        """Put these on the list, all in one write; the wording is copied. `reason`: by which decision (经……研究).

        They count from `day` (列账日); or the last day of the period they first came for, or today.
        `due_day` is by when those are to be done that have no due day of their own.

        An item that was struck off and came again is opened again; the same twice changes nothing. With `into` they
        are merged into that one in the same write.

        Raises:
            NotAllowed: one of them cannot be listed so any more; nothing was written.
        """
        at = self._clock()
        merge = [self.event(Act.MERGE, other=into, by=by, reason=reason)] if into else []
        new, again = [], dict[str, None]()
        for proposal in proposals:
            if proposal.was_struck:
                again[proposal.was_struck] = None
            else:
                new.append(_listed(proposal, at, by, reason, day, due_day))
        with self._files.transaction():
            there = {(one.person, one.matter_uid) for item in self.items() for one in item.sources}
            new = [item for item in new if (item.sources[0].person, item.sources[0].matter_uid) not in there]
            if into:
                self._check_merge(into, [*again])
            self._items.add_many(self._after(item, merge) for item in new)
            if again:
                self.act([*again], self.event(Act.REOPEN, day=day, by=by, reason=reason or again_words()), *merge)
        return new

    def decline(self, proposal: Proposal, reason: str = "", at: datetime | None = None) -> None:
        """Leave a matter off the list in this wording; in another it is proposed again. One `at` is one act."""
        self.declined()  # or it would begin anew
        word, at = proposal.word, at or self._clock()
        uid = f"{word.person}.{word.matter.uid}"[:80]
        fields = {"wording": wording_of(word.matter), "reason": reason}

        def change(old: Declined | None) -> Declined:
            if old is not None:
                return old.changed(at, **fields, before=old.wording, taken_back_at=None)
            return Declined.new(at, local_day(at), uid=uid, person=word.person, matter_uid=word.matter.uid, **fields)

        self._declined.edit(uid, local_day(at), change)

    def take_back_declined(self, seen: Iterable[Declined]) -> None:
        """Propose again what was left off the list by mistake, all of it or none.

        Raises:
            NotAllowed: something else was done about one of them by now.
        """
        at = self._clock()

        def change(old: Declined | None) -> Declined:
            if old not in waiting or old.taken_back_at is not None:
                raise NotAllowed("status")
            return old.changed(at, wording=old.before, before="", taken_back_at=at)

        waiting = list(seen)
        with self._files.transaction():
            for one in waiting:
                self._declined.edit(one.uid, one.day, change)

    def add_own(self, title: str, *, owner: Owner = Owner(), by: str = "", **fields: Any) -> ListedProblem:  # noqa: B008 - frozen
        """List a problem of the branch's own, with any field of a `ListedProblem`."""
        at = self._clock()
        today = local_day(at)
        event = Event(act=Act.LIST, day=today, at=at, by=by)
        given = {"given_day": today, **fields}
        return self._items.add(ListedProblem.new(at, today, title=title, owner=owner, events=(event,), **given))

    def keep(self, items: Iterable[ListedProblem]) -> None:
        """Write items made elsewhere, such as those of the first program; those already there are left."""
        self._items.add_many(items)

    # What happens to items

    def event(self, act: Act, *, day: date | None = None, **fields: Any) -> Event:
        """One thing that happens on a day (today), with any field of an `Event`; `act` enters it."""
        at = self._clock()
        return Event(act=act, day=day or local_day(at), at=at, **fields)

    def act(self, uids: Sequence[str], *events: Event) -> list[Problem]:
        """Let these things happen, one after the other, to all of these items, or to none.

        Raises:
            NotAllowed: the list does not allow it for one of them; its uid is in the error.
        """
        acts = {event.act for event in events}
        with self._files.transaction():  # what one item is checked against in others stays so until it is written
            owners = {uid: [one.owner for one in self.merged_into(uid)] for uid in uids} if Act.VERIFY in acts else {}
            for event in events:
                if event.act is Act.MERGE:
                    self._check_merge(event.other, uids)
            if Act.SPLIT in acts:
                self._check_split(uids)
            done = self._change(uids, lambda old: self._after(old, events, owners.get(old.uid, ())))
        return [_now(item) for item in done]

    def _after(self, old: ListedProblem, events: Iterable[Event], owners: Iterable[Owner] = ()) -> ListedProblem:
        """The item after these, each of which is allowed; `owners` are those of what was merged into it."""
        today, now = local_day(self._clock()), old
        for event in events:
            check(_now(now), event, today, owners)
            now = now.changed(event.at, events=(*now.events, event))
        return old if now is old else old.changed(self._clock(), events=now.events)

    def take_back(self, uids: Sequence[str], seen: Event | None = None) -> list[ListedProblem]:
        """Take back what happened to each of these items last, as a mistake; it stays to be seen in the history.

        An item of which the listing itself is taken back is proposed again. `seen` is what was agreed to be taken back.

        Raises:
            NotAllowed: something else happened last by now, or others were merged into what would not be listed.
        """
        at = self._clock()

        def change(old: ListedProblem) -> ListedProblem:
            last = old.valid[-1] if old.valid else None
            if last is None or (seen is not None and (last.at, last.act) != (seen.at, seen.act)):
                raise NotAllowed("status", old.uid)
            if last.act is Act.LIST and self.merged_into(old.uid):
                raise NotAllowed("into", old.uid)
            events = tuple(
                Event(**{**dict(event), "taken_back_at": at}) if event is last else event for event in old.events
            )
            return old.changed(at, events=events)

        return self._change(uids, change)

    def _change(self, uids: Sequence[str], change: Callable[[ListedProblem], ListedProblem]) -> list[ListedProblem]:
        try:
            return self._items.change_many([self._find(uid) for uid in uids], change)
        except Gone as error:
            raise NotAllowed("none", error.uid) from error

    def _all(self) -> list[ListedProblem]:
        found = self._items.all()
        must_be_seen(self._files, "branch/items")
        return found

    def _find(self, uid: str) -> ListedProblem:
        for item in self._all():
            if item.uid == uid:
                return item
        raise NotAllowed("none", uid)

    def _check_merge(self, into: str, uids: Sequence[str]) -> None:
        """Only open items are merged, into one that is open and none of them."""
        if into in uids or self.get(into).status is not Status.OPEN:
            raise NotAllowed("into", into)

    def _check_split(self, uids: Sequence[str]) -> None:
        """What was struck off with the item it is in is opened again there first."""
        by_uid = {problem.uid: problem for problem in self.standing()}
        for uid in uids:
            root = by_uid[uid] if uid in by_uid else self.get(uid)
            while root.into in by_uid and root.status is Status.MERGED:
                root = by_uid[root.into]
            if root.status is Status.STRUCK:
                raise NotAllowed("into", uid)


def again_words() -> str:
    """Why an item was opened again that a member named again, where nothing else was said."""
    from content.words import _

    return _("named again by the member")


def usual_day(proposal: Proposal, today: date) -> date:
    """The day a proposal counts from unless one is named (列账日): the last of the period it first came for."""
    return min(today, Period.parse(proposal.origin.period).last)


def _now(item: ListedProblem) -> Problem:
    found = as_of(item)
    if found is None:
        raise NotAllowed("none", item.uid)
    return found


def _listed(
    proposal: Proposal, at: datetime, by: str, reason: str, chosen: date | None, due_day: date | None
) -> ListedProblem:  # fmt: skip
    """The item made of a proposal; it counts from the last day of the period it first came for, or today within that.

    Raises:
        NotAllowed: the day chosen lies before the problem, or is still to come; the due day chosen lies before it.
    """
    word, came, today = proposal.word, proposal.origin, local_day(at)
    matter: MatterFact = word.matter
    day = chosen or usual_day(proposal, today)
    if chosen is not None and not matter.given_day <= day <= today:
        raise NotAllowed("day_ahead" if day > today else "day_given")
    if matter.due_day is None and due_day is not None and due_day < day:
        raise NotAllowed("due_past")
    return ListedProblem.new(
        at,
        day,
        uid=new_uid(at),
        title=matter.title,
        kind=matter.kind,
        measure=matter.measure,
        given_day=matter.given_day,
        due_day=matter.due_day or due_day,
        item=matter.item,
        owner=Owner(name=word.name, person=word.person),
        sources=(
            Source(person=word.person, matter_uid=matter.uid, period=came.period, sha256=came.sha256, name=word.name),
        ),
        events=(Event(act=Act.LIST, day=day, at=at, by=by, reason=reason),),
    )
