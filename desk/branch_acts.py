"""What is done to several items of the branch's list at once: merged, told from similar ones, taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from content.importing.table import name_key
from content.period import Period
from desk.branch import accept
from desk.desk import Desk
from storage.branch_records import Batch
from storage.declined import Declined
from storage.made_reports import MadeReport
from storage.problem_list import usual_day
from storage.problems import Event, Owner, Problem, Status, as_of, latest_act
from storage.proposals import Proposal


@dataclass(frozen=True)
class LastAct:
    """What was done last about the list: the event, and the items it happened to, with their titles.

    Where something was left off the list, no event, but what is kept of that.
    """

    event: Event | None
    uids: tuple[str, ...]
    titles: tuple[str, ...]
    declined: tuple[Declined, ...] = ()
    problem: Problem | None = None
    """The first of the items as it stands: it tells whether a due day was the first."""
    into: Problem | None = None
    """What they were merged into."""

    @property
    def at(self) -> datetime:
        """When it was entered."""
        return self.declined[0].at if self.event is None else self.event.at


def taken_in_after(desk: Desk, last: LastAct | None) -> bool:
    """Whether files were taken in after this was done about the list; after nothing, whether any were."""
    return any(last is None or batch.taken_at > last.at for batch in desk.branch.batches())


def entered_after(desk: Desk, batch: Batch | None) -> bool:
    """Whether something was done about the list after this was taken in; after nothing, whether anything was."""
    last = last_act(desk)
    return last is not None and (batch is None or last.at > batch.taken_at)


def last_act(desk: Desk) -> LastAct | None:
    """What one key takes back; None when there is nothing."""
    items = desk.branch.list.items()
    found, left_off = latest_act(items), [one for one in desk.branch.list.declined() if one.taken_back_at is None]
    last = max((one.at for one in left_off), default=None)
    if last is not None and (found is None or last > found[1].at):
        words = desk.branch.sent().words
        declined = tuple(one for one in left_off if one.at == last)
        sent = (words.get((one.person, one.matter_uid)) for one in declined)
        return LastAct(None, (), tuple(one.matter.title for one in sent if one is not None), declined)
    if found is None:
        return None
    uids, event = found
    now = {item.uid: problem.title for item in items if (problem := as_of(item)) is not None}
    first, into = (next((as_of(item) for item in items if item.uid in found), None) for found in (uids, [event.other]))
    return LastAct(event, tuple(uids), tuple(now[uid] for uid in uids), problem=first, into=into)


def take_back(desk: Desk, last: LastAct) -> bool:
    """Take back what was done last about the list, as a mistake; True once that is saved.

    Raises:
        NotAllowed: something else was done last by now.
    """
    with desk.commit():
        if last.event is None:
            desk.branch.list.take_back_declined(last.declined)
        else:
            desk.branch.list.take_back(last.uids, last.event)
    return True


def enter(desk: Desk, uids: Sequence[str], *events: Event) -> list[Problem]:
    """Let these things happen to all of these items, or to none; those of the first programs' list too.

    Raises:
        NotAllowed: the list does not allow it for one of them.
    """
    with desk.commit():
        desk.branch.settle_first()
        return desk.branch.list.act(uids, *events)


def twin(desk: Desk, title: str, owner: Owner) -> Problem | None:
    """What is in account in just these words with the same owner; None where nothing is."""

    def is_one(one: Problem) -> bool:
        same = one.owner.is_same(owner) or not (one.owner.name or owner.name)
        return one.is_in_account and same and name_key(one.title) == name_key(title)

    return next(filter(is_one, desk.branch.list.standing()), None)


def similar(problems: Iterable[Problem], *, category: str, item: str, without: Sequence[str] = ()) -> list[Problem]:
    """What something could be merged into: what is in hand, of the same category or item of the list first."""
    others = [one for one in problems if one.status is Status.OPEN and one.uid not in without]

    def is_other(one: Problem) -> tuple[bool, bool]:
        return not category or one.category != category, not item or one.item != item

    return sorted(others, key=is_other)


def already_reported(desk: Desk, chosen: Iterable[Proposal]) -> list[MadeReport]:
    """The reports on what is over, the last of each period, in which these count unless a day is named."""
    days = {usual_day(one, desk.today()) for one in chosen if not one.was_struck}
    made = {Period.parse(one.period): one for one in desk.branch.made.all()}
    return [made[one] for one in made if one.last < desk.today() and any(day in one for day in days)]


def decline_all(desk: Desk, chosen: Iterable[Proposal], reason: str = "") -> None:
    """Leave these off the list, all in one write."""
    at = desk.now()
    with desk.commit():
        for one in chosen:
            desk.branch.list.decline(one, reason, at)


def merge_proposals(desk: Desk, chosen: Sequence[Proposal], into: str, *, by: str = "", reason: str = "") -> None:
    """List what members sent and merge it into one that is in hand: all in one write; its sources stay with it."""
    with desk.commit():
        accept(desk, chosen, by=by, reason=reason, into=into)
