"""The way of a problem to its end: done, verified by somebody else, struck off; one or several in one act."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from content.cells import cut
from content.words import _
from desk.branch_people import People, owner_named, people_of
from desk.words.faults import not_allowed_words
from screens.branch.agreeing import agreed_outside
from screens.branch.merging import take_apart
from screens.branch.problem_steps import listed_titles, with_reason
from screens.kit.bars import keyed
from screens.kit.base import Room
from screens.kit.checks import Fault, day_of, understood, wrong_day, wrong_length
from screens.kit.drafted import Drafted
from screens.kit.form import Field, Values
from storage.problems import Act, Event, NotAllowed, Problem, Status, applied, check
from storage.proposals import Proposal
from storage.records import clean_line, clean_text


def next_words(problems: Sequence[Problem], proposals: Sequence[Proposal]) -> str:
    """What the next step is called that all of these can take; empty where they can take none together."""
    words = {
        Status.OPEN: _("done", context="key"),
        Status.DONE: _("verify", context="key"),
        Status.VERIFIED: _("strike off", context="key"),
        Status.STRUCK: _("list again", context="key"),
        Status.REMOVED: _("list again", context="key"),
        Status.MERGED: _("take apart", context="key"),
    }
    steps = {words[one.status] for one in problems} | ({_("list", context="key")} if proposals else set())
    return steps.pop() if len(steps) == 1 else ""


async def go_on(room: Room, problems: Sequence[Problem]) -> None:
    """The next that is due: done, verified, struck off, as far as the form says so; or list it again. One act for all.

    Of several all stand at the same point.
    """
    problem = problems[0]
    if any(one.status is not problem.status for one in problems):
        room.tell(_("These stand at different points. Tick those that stand at the same one."))
        return
    if problem.status in {Status.STRUCK, Status.REMOVED}:
        await with_reason(room, problems, Act.REOPEN)
        return
    if problem.status is Status.MERGED:
        await take_apart(room, problems)
        return
    await _close(room, problems)


async def _close(room: Room, problems: Sequence[Problem]) -> None:
    """Ask how far these are on their way to the end, and enter it."""
    problem, titles, uids = problems[0], listed_titles(problems), [one.uid for one in problems]
    people = await room.attempt(lambda: people_of(room.desk))
    if people is None:
        return
    today, calendar = room.desk.today(), room.desk.calendar
    form = Drafted(room, f"branch/close/{problem.uid}")
    fields = tuple(_closing_fields(problem, today))
    names = {field.name for field in fields}
    values = await form.fill_in(
        _("Done, verified, struck off"), fields, lambda values: _closing_fault(room, values, problems, people),
        explain="\n".join((titles, *_explained(names))),
        usual=lambda values: _usual_days(values, today) if "by" in names else {},
        further=lambda values: agreed_outside(room, people, values.get("by", "")),
        note=understood({field.name: field.label for field in fields if field.name.endswith("_day")}, today, calendar),
    )  # fmt: skip
    if values is None:
        return
    events = _closing_events(room, values, people)
    if not events:
        await form.drop()
        return
    if await room.attempt(lambda: room.desk.branch.list.act(uids, *events)) is not None:
        await form.drop()
        await room.look_again()
        words = {
            Act.DONE: keyed(room, _("Done; {branch.next} goes on to verify: {title}")),
            Act.VERIFY: keyed(room, _("Verified; {branch.next} goes on to strike off: {title}")),
            Act.STRIKE: _("Struck off: {title}"),
        }[events[-1].act]
        room.tell(words.format(title=cut(titles, 50)))


def _closing_fields(problem: Problem, today: date) -> Sequence[Field]:
    fields = []
    if problem.status is Status.OPEN:
        fields.append(Field("done_day", _("Done on"), today.isoformat()))
    if problem.status in {Status.OPEN, Status.DONE}:
        fields += [
            Field("by", _("Verified by"), hint=_("somebody else than who is responsible")),
            Field("text", _("Evidence")),
            Field("verified_day", _("Verified on")),
        ]
    fields.append(
        Field("struck_day", _("Struck off on"), today.isoformat() if problem.status is Status.VERIFIED else "")
    )
    fields.append(Field("reason", _("Decided by"), hint=_("such as the committee's meeting of a day; may stay empty")))
    return fields


def _explained(names: Collection[str]) -> Iterable[str]:
    """What is said above the form of a problem that somebody has still to verify."""
    if "done_day" in names:
        yield _("What is not there yet stays empty.")
    if "by" in names:
        yield _("Once a name is written, it is verified and struck off today; clear the day of what is not.")


def _usual_days(values: Values, today: date) -> Values:
    """Who verifies mostly strikes off in the same hour: both days stand there once a name does, and can be cleared."""
    day = today.isoformat() if clean_line(values["by"]) else ""
    return {"verified_day": day, "struck_day": day}


def _closing_events(room: Room, values: Mapping[str, str], people: People) -> list[Event]:
    """What the form says happened, in its order; a verification without a day is of the day it was done."""
    today, calendar, list_ = room.desk.today(), room.desk.calendar, room.desk.branch.list
    events, reason = [], clean_text(values["reason"])
    day = day_of(values.get("done_day", ""), today, calendar)
    if day:
        events.append(list_.event(Act.DONE, day=day, reason=reason))
    who = owner_named(people, clean_line(values.get("by", "")), is_outside="outside" in values)
    verified_day = day_of(values.get("verified_day", ""), today, calendar)
    if who.name or verified_day:
        text, on, owner = clean_text(values.get("text", "")), verified_day or day or today, who if who.person else None
        events.append(list_.event(Act.VERIFY, day=on, by=who.name, owner=owner, text=text, reason=reason))
    struck_day = day_of(values["struck_day"], today, calendar)
    if struck_day:
        events.append(list_.event(Act.STRIKE, day=struck_day, reason=reason))
    return events


def _closing_fault(room: Room, values: Values, problems: Sequence[Problem], people: People) -> Fault:
    today, calendar = room.desk.today(), room.desk.calendar
    days = tuple(name for name in values if name.endswith("_day"))
    if fault := wrong_length(values, ("text", "reason")) or wrong_day(values, days, today, calendar):
        return fault
    try:
        events = _closing_events(room, {**values, "outside": "yes"}, people)
    except NotAllowed as error:
        return "by", not_allowed_words(error)
    return next((fault for problem in problems if (fault := _not_allowed(problem, events, today))), None)


def _not_allowed(problem: Problem, events: Sequence[Event], today: date) -> Fault:
    now = problem
    for event in events:
        field = {Act.DONE: "done_day", Act.VERIFY: "by", Act.STRIKE: "struck_day"}[event.act]
        try:
            check(now, event, today)
        except NotAllowed as error:
            if error.why == "status":
                return field, _("First it is done, then somebody verifies it, then it is struck off.")
            return field, not_allowed_words(error)
        now = applied(now, event)
    return None
