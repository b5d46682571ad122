"""What is done to the branch's list of problems, step by step: each asks in a dialog, then calls the ledger once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from content.cells import cut
from content.words import _, ngettext
from desk.branch import accept
from desk.words.faults import not_allowed_words
from screens.kit.base import Room
from screens.kit.checks import Fault, day_of, understood, wrong_day, wrong_length
from screens.kit.choose import ChooseDialog
from screens.kit.drafted import Drafted
from screens.kit.form import AskDialog, Field, Values
from storage.problems import NEXT, Act, Event, NotAllowed, Owner, Problem, Status, applied, check
from storage.proposals import Proposal
from storage.records import clean_line, clean_text
from storage.roster import Member, person_of

LISTABLE = 200  # characters of titles in a question


async def list_proposals(room: Room, chosen: Sequence[Proposal]) -> None:
    """Put what members sent on the branch's list, all at once, once the decision for it was written."""
    form = Drafted(room, "branch/accept")
    titles = cut(_("; ").join(one.word.matter.title for one in chosen), LISTABLE)
    count = len(chosen)
    heading = ngettext("Put {n} problem on the list", "Put {n} problems on the list", count).format(n=count)
    fields = (
        Field("reason", _("Decided by"), hint=_("such as the committee's meeting of a day; may stay empty")),
        Field("by", _("Entered by")),
    )
    values = await form.fill_in(heading, fields, wrong_length, explain=titles)
    if values is None:
        return
    by, reason = clean_line(values["by"]), clean_text(values["reason"])
    items = await room.attempt(lambda: accept(room.desk, chosen, by=by, reason=reason))
    if items is not None:
        await form.drop()
        await room.look_again()
        room.tell(_("Listed: {title}").format(title=titles))


async def decline(room: Room, proposal: Proposal) -> None:
    """Leave what a member sent off the list; worded otherwise it is proposed again."""
    form = Drafted(room, f"branch/decline/{proposal.id}")
    fields = (Field("reason", _("Why"), hint=_("stays with it")),)
    values = await form.fill_in(_("Leave it off the list"), fields, wrong_length, explain=proposal.word.matter.title)
    if values is None:
        return
    if await room.done(lambda: room.desk.branch.list.decline(proposal, clean_text(values["reason"]))):
        await form.drop()
        await room.look_again()
        room.tell(_("Not listed: {title}").format(title=cut(proposal.word.matter.title, 60)))


async def go_on(room: Room, problem: Problem) -> None:
    """The next that is due for a problem: done, verified, struck off, as far as the form says so; or list it again."""
    if problem.status in {Status.STRUCK, Status.REMOVED}:
        await _with_reason(room, problem, Act.REOPEN)
        return
    if problem.status is Status.MERGED:
        await take_apart(room, problem)
        return
    today, calendar = room.desk.today(), room.desk.calendar
    form = Drafted(room, f"branch/close/{problem.uid}")
    fields = tuple(_closing_fields(problem, today))
    values = await form.fill_in(
        _("Done, verified, struck off"), fields, lambda values: _closing_fault(room, values, problem),
        explain=problem.title + "\n" + _("What is not there yet stays empty."),
        note=understood({field.name: field.label for field in fields if field.name.endswith("_day")}, today, calendar),
    )  # fmt: skip
    if values is None:
        return
    events = _closing_events(room, values, problem)
    if not events:
        await form.drop()
        return
    if await room.attempt(lambda: room.desk.branch.list.act([problem.uid], *events)) is not None:
        await form.drop()
        await room.look_again()
        words = _("Struck off: {title}") if events[-1].act is Act.STRIKE else _("Entered: {title}")
        room.tell(words.format(title=cut(problem.title, 60)))


def _closing_fields(problem: Problem, today: date) -> Sequence[Field]:
    fields = []
    if problem.status is Status.OPEN:
        fields.append(Field("done_day", _("Done on"), today.isoformat()))
    if problem.status in {Status.OPEN, Status.DONE}:
        fields += [
            Field("by", _("Verified by"), hint=_("somebody else than who is responsible")),
            Field("text", _("What was checked")),
            Field("verified_day", _("Verified on")),
        ]
    fields.append(
        Field("struck_day", _("Struck off on"), today.isoformat() if problem.status is Status.VERIFIED else "")
    )
    return fields


def _closing_events(room: Room, values: Mapping[str, str], problem: Problem) -> list[Event]:
    """What the form says happened, in its order; a verification without a day is of the day it was done."""
    today, calendar, list_ = room.desk.today(), room.desk.calendar, room.desk.branch.list
    events = []
    day = day_of(values.get("done_day", ""), today, calendar)
    if day:
        events.append(list_.event(Act.DONE, day=day))
    by = clean_line(values.get("by", ""))
    verified_day = day_of(values.get("verified_day", ""), today, calendar)
    if by or verified_day:
        text = clean_text(values.get("text", ""))
        events.append(list_.event(Act.VERIFY, day=verified_day or day or today, by=by, text=text))
    struck_day = day_of(values["struck_day"], today, calendar)
    if struck_day:
        events.append(list_.event(Act.STRIKE, day=struck_day))
    return events


def _closing_fault(room: Room, values: Values, problem: Problem) -> Fault:
    today, calendar = room.desk.today(), room.desk.calendar
    days = tuple(name for name in values if name.endswith("_day"))
    if fault := wrong_length(values, ("text",)) or wrong_day(values, days, today, calendar):
        return fault
    now, last = problem, ""
    for event in _closing_events(room, values, problem):
        last = {Act.DONE: "done_day", Act.VERIFY: "by", Act.STRIKE: "struck_day"}[event.act]
        try:
            check(now, event, today)
        except NotAllowed as error:
            if error.why == "status":
                return last, _("First it is done, then somebody verifies it, then it is struck off.")
            return last, not_allowed_words(error)
        now = applied(now, event)
    return None


async def other_act(room: Room, problem: Problem, others: Sequence[Problem], members: Sequence[Member]) -> None:
    """Choose what else is done to a problem."""
    steps = {
        Act.PROGRESS: _("Note how far it is"),
        Act.EDIT: _("Change wording, category, cause, measure, remark"),
        Act.EXTEND: _("Another due day, with the reason"),
        Act.HAND_OVER: _("Hand it over to somebody else"),
        Act.MERGE: _("Merge it into another problem"),
        Act.SPLIT: _("Take it out of the one it was merged into"),
        Act.UNDONE: _("It is not done after all"),
        Act.REMOVE: _("Withdraw it from the list, with the reason"),
    }
    choices = [(act.value, words) for act, words in steps.items() if problem.status in NEXT[act]]
    chosen = await room.ask(
        ChooseDialog(cut(problem.title, 70), [*choices, ("back", _("Take back what was entered last"))])
    )
    if chosen is None:
        return
    if chosen == "back":
        await take_back(room, problem)
    elif Act(chosen) is Act.MERGE:
        await merge(room, problem, others)
    elif Act(chosen) is Act.SPLIT:
        await take_apart(room, problem)
    elif Act(chosen) in {Act.UNDONE, Act.REMOVE}:
        await _with_reason(room, problem, Act(chosen))
    else:
        await _filled_in(room, problem, Act(chosen), members)


async def take_back(room: Room, problem: Problem) -> None:
    """Take back what was entered last for a problem, as a mistake."""
    from desk.words.branch import event_words

    last = event_words(problem.history[-1])
    if await room.ask(AskDialog(_("Take this back? It stays to be seen as taken back."), last)) is None:
        return
    if await room.attempt(lambda: room.desk.branch.list.take_back([problem.uid])) is not None:
        await room.look_again()
        room.tell(_("Taken back: {words}").format(words=cut(last, 60)))


async def merge(room: Room, problem: Problem, others: Sequence[Problem]) -> None:
    """Merge a problem into another that is in hand, similar ones first."""
    open_ones = [one for one in others if one.status is Status.OPEN and one.uid != problem.uid]
    open_ones.sort(key=lambda one: (one.category != problem.category, one.item != problem.item))
    choices = [(one.uid, f"{cut(one.title, 50)}  {one.owner.name}") for one in open_ones]
    into = await room.ask(ChooseDialog(_("Merge into which?"), choices, _("There is no other problem in hand.")))
    if into is None:
        return
    list_ = room.desk.branch.list
    if await room.attempt(lambda: list_.act([problem.uid], list_.event(Act.MERGE, other=into))) is not None:
        await room.look_again()
        room.tell(_("Merged: {title}").format(title=cut(problem.title, 60)))


async def take_apart(room: Room, problem: Problem) -> None:
    """Take a merged problem out again."""
    list_ = room.desk.branch.list
    if await room.attempt(lambda: list_.act([problem.uid], list_.event(Act.SPLIT))) is not None:
        await room.look_again()
        room.tell(_("In hand again: {title}").format(title=cut(problem.title, 60)))


async def _with_reason(room: Room, problem: Problem, act: Act) -> None:
    form = Drafted(room, f"branch/{act.value}/{problem.uid}")
    heading = {
        Act.REOPEN: _("List it again"),
        Act.UNDONE: _("It is not done after all"),
        Act.REMOVE: _("Withdraw it from the list"),
    }[act]
    values = await form.fill_in(heading, (Field("reason", _("Why")),), _needs_reason, explain=problem.title)
    if values is None:
        return
    list_ = room.desk.branch.list
    event = list_.event(act, reason=clean_text(values["reason"]))
    if await room.attempt(lambda: list_.act([problem.uid], event)) is not None:
        await form.drop()
        await room.look_again()
        room.tell(_("Entered: {title}").format(title=cut(problem.title, 60)))


def _needs_reason(values: Values) -> Fault:
    if fault := wrong_length(values, ("reason",)):
        return fault
    return None if values["reason"].strip() else ("reason", not_allowed_words(NotAllowed("reason")))


async def _filled_in(room: Room, problem: Problem, act: Act, members: Sequence[Member]) -> None:
    """Ask what belongs to an act, and enter it."""
    today, calendar, list_ = room.desk.today(), room.desk.calendar, room.desk.branch.list
    form = Drafted(room, f"branch/{act.value}/{problem.uid}")
    headings = {
        Act.PROGRESS: _("How far it is"),
        Act.EDIT: _("Change the problem"),
        Act.EXTEND: _("Another due day"),
        Act.HAND_OVER: _("Hand it over"),
    }
    fields = tuple(_fields_of(problem, act, today))

    def fault(values: Values) -> Fault:
        days = tuple(name for name in values if name.endswith("day"))
        if wrong := wrong_length(values, ()) or wrong_day(values, days, today, calendar):
            return wrong
        try:
            check(problem, _event_of(room, values, act, members), today)
        except NotAllowed as error:
            return fields[0].name, not_allowed_words(error)
        return None

    values = await form.fill_in(headings[act], fields, fault, explain=problem.title)
    if values is None:
        return
    if await room.attempt(lambda: list_.act([problem.uid], _event_of(room, values, act, members))) is not None:
        await form.drop()
        await room.look_again()
        room.tell(_("Entered: {title}").format(title=cut(problem.title, 60)))


def _fields_of(problem: Problem, act: Act, today: date) -> Sequence[Field]:
    match act:
        case Act.PROGRESS:
            return (Field("text", _("Progress")), Field("day", _("Day"), today.isoformat()))
        case Act.EXTEND:
            due = problem.due_day.isoformat() if problem.due_day else ""
            return (Field("due_day", _("Due"), due), Field("reason", _("Why")), Field("by", _("Agreed by")))
        case Act.HAND_OVER:
            return (Field("name", _("Responsible"), problem.owner.name), Field("reason", _("Why")))
    return (
        Field("title", _("Problem"), problem.title),
        Field("category", _("Category"), problem.category),
        Field("cause", _("Cause"), clean_line(problem.cause)),
        Field("measure", _("Measure"), clean_line(problem.measure)),
        Field("remark", _("Remarks"), clean_line(problem.remark)),
    )


def _event_of(room: Room, values: Values, act: Act, members: Sequence[Member]) -> Event:
    today, calendar, list_ = room.desk.today(), room.desk.calendar, room.desk.branch.list
    if act is Act.EDIT:
        return list_.event(act, fields={name: clean_text(text) for name, text in values.items()})
    if act is Act.HAND_OVER:
        name = clean_line(values["name"])
        known = [one for one in members if one.name == name]
        owner = Owner(name=name, person=person_of(known[0]) if len(known) == 1 else "")
        return list_.event(act, owner=owner, reason=clean_text(values["reason"]))
    if act is Act.EXTEND:
        due_day = day_of(values["due_day"], today, calendar)
        return list_.event(act, due_day=due_day, reason=clean_text(values["reason"]), by=clean_line(values["by"]))
    return list_.event(act, day=day_of(values["day"], today, calendar) or today, text=clean_text(values["text"]))
