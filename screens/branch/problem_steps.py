"""What is done to the branch's list of problems, step by step: each asks in a dialog, then calls the ledger once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from content.calendar import Calendar
from content.cells import cut
from content.words import _, ngettext
from desk.branch import accept, all_to_list, undated
from desk.branch_acts import LastAct, already_reported, decline_all
from desk.branch_acts import take_back as take_last_back
from desk.branch_people import People, owner_named, people_of
from desk.words.branch import last_act_words
from desk.words.faults import not_allowed_words
from desk.words.problem_done import entered_words
from desk.words.proposed import left_out_words, reported_words, returned_words, usual_day_words
from reports.namesakes import Labels
from screens.branch.agreeing import agreed_outside
from screens.branch.merging import merge, merge_into_listed, take_apart, take_one_out
from screens.kit.bars import keyed
from screens.kit.base import Room
from screens.kit.checks import Fault, day_ahead, day_of, empty_field, understood, wrong_day, wrong_length
from screens.kit.choose import ChooseDialog
from screens.kit.drafted import Drafted
from screens.kit.form import AskDialog, Field, Values
from screens.kit.list_screens import ListRoom
from storage.problems import NEXT, Act, Event, ListedProblem, NotAllowed, Problem, check
from storage.proposals import Proposal
from storage.records import clean_line, clean_text

LISTABLE = 200  # characters of titles in a question
TAKE_OUT = "take_out"  # among the acts: of what was merged into it


async def list_all(room: ListRoom, every: Sequence[Proposal]) -> None:
    """Put everything on the branch's list but what came with submissions that were returned, and say so."""
    chosen, returned = all_to_list(every)
    if not chosen:
        room.tell(left_out_words(returned))
        return
    await list_proposals(room, chosen, left_out_words(returned))


async def list_proposals(room: ListRoom, chosen: Sequence[Proposal], besides: str = "") -> None:
    """Put what members sent on the branch's list, all at once, once the decision for it was written.

    Where some have no due day, one is asked for. `besides` is what is said with the titles. The cursor goes along: the
    same key again is about the same problem.
    """
    made = await room.attempt(lambda: already_reported(room.desk, chosen))
    if made is None:
        return
    form = _drafted(room, "accept", [one.id for one in chosen])
    titles, count = titles_of(chosen), len(chosen)
    heading = ngettext("Put {n} problem on the list", "Put {n} problems on the list", count).format(n=count)
    lacking = len(undated(chosen))
    due_hint = ngettext("{n} has none; empty: later", "{n} have none; empty: later", lacking).format(n=lacking)
    fields = [
        *([Field("due_day", _("To be done by"), hint=due_hint)] if lacking else []),
        Field("reason", _("Decided by"), hint=_("such as the committee's meeting of a day; may stay empty")),
        Field("by", _("Entered by")),
        Field("day", _("Counts from"), hint=usual_day_words(chosen, room.desk.today())),
    ]
    days = {"day": _("Counts from"), **({"due_day": _("To be done by")} if lacking else {})}
    today, calendar = room.desk.today(), room.desk.calendar
    values = await form.fill_in(
        heading, fields,
        lambda said: wrong_day(said, list(days), today, calendar) or day_ahead(said, ["day"], today, calendar)
        or _before_given(said, chosen, today, calendar) or wrong_length(said),
        explain="\n".join(filter(None, (titles, reported_words(made, today), returned_words(chosen), besides))),
        note=understood(days, today, calendar),
    )  # fmt: skip
    if values is None:
        return
    by, reason, day = clean_line(values["by"]), clean_text(values["reason"]), day_of(values["day"], today, calendar)
    due_day = day_of(values.get("due_day", ""), today, calendar)
    items = await room.attempt(lambda: accept(room.desk, chosen, by=by, reason=reason, day=day, due_day=due_day))
    if items is not None:
        listed = _listed_as(room.list.highlighted_id, chosen, items)
        await form.drop()
        await room.look_again()
        room.list.select(listed)
        room.tell(_("Listed: {title}").format(title=titles))


def _listed_as(name: str | None, chosen: Sequence[Proposal], items: Sequence[ListedProblem]) -> str:
    """What the proposal of that name is on the list; empty where it was none of those that were listed."""
    for one in chosen:
        if one.id == name:
            sent = one.word.person, one.word.matter.uid
            made = (
                item.uid for item in items if sent in {(source.person, source.matter_uid) for source in item.sources}
            )
            return one.was_struck or next(made, "")
    return ""


def _drafted(room: Room, act: str, about: Sequence[str]) -> Drafted:
    """A form about just these: what was typed about one is not offered for it together with others."""
    return Drafted(room, f"branch/{act}/{'+'.join(sorted(about))}")


def _before_given(values: Values, chosen: Sequence[Proposal], today: date, calendar: Calendar) -> Fault:
    day = day_of(values["day"], today, calendar)
    if day is not None and any(day < one.word.matter.given_day for one in chosen if not one.was_struck):
        return "day", not_allowed_words(NotAllowed("day_given"))
    return None


async def other_than_list(
    room: ListRoom, chosen: Sequence[Proposal], problems: Sequence[Problem], names: Labels
) -> None:
    """Leave what members sent off the list, or list it as part of something that is on the list already."""
    steps = [("merge", _("List it merged into a problem in hand")), ("decline", _("Leave it off the list"))]
    what = await room.ask(ChooseDialog(cut(titles_of(chosen), 70), steps))
    if what == "merge":
        await merge_into_listed(room, chosen, problems, names)
    elif what == "decline":
        await _decline(room, chosen)


async def _decline(room: Room, chosen: Sequence[Proposal]) -> None:
    """Leave what members sent off the list; worded otherwise it is proposed again."""
    form, titles = _drafted(room, "decline", [one.id for one in chosen]), titles_of(chosen)
    fields = (Field("reason", _("Why"), hint=_("stays with it")),)
    needed = {"reason": _("Write why it is left off the list.")}
    values = await form.fill_in(
        _("Leave it off the list"), fields, lambda said: empty_field(said, needed) or wrong_length(said), explain=titles
    )
    if values is None:
        return
    if await room.done(lambda: decline_all(room.desk, chosen, clean_text(values["reason"]))):
        await form.drop()
        await room.look_again()
        room.tell(_("Not listed: {title}").format(title=cut(titles, 60)))


async def other_act(
    room: Room, problems: Sequence[Problem], everything: Sequence[Problem], inside: Sequence[Problem] = ()
) -> None:
    """Choose what else is done to problems, all at once; `inside` is what was merged into the one chosen."""
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
    may = [act for act in steps if all(one.status in NEXT[act] for one in problems)]
    if len(problems) > 1 and Act.EDIT in may:
        may.remove(Act.EDIT)  # the wording of one is not that of others
    choices = [(act.value, steps[act]) for act in may]
    choices += [(TAKE_OUT, _("Take out again what was merged into it"))] if inside else []
    nothing = keyed(room, _("Nothing can be done to all of these at once. {branch.tick} takes a tick away."))
    chosen = await room.ask(ChooseDialog(cut(listed_titles(problems), 70), choices, nothing))
    if chosen is None:
        return
    if chosen == TAKE_OUT:
        await take_one_out(room, inside)
    elif Act(chosen) is Act.MERGE:
        await merge(room, problems, everything)
    elif Act(chosen) is Act.SPLIT:
        await take_apart(room, problems)
    elif Act(chosen) in {Act.UNDONE, Act.REMOVE}:
        await with_reason(room, problems, Act(chosen))
    else:
        await _filled_in(room, problems, Act(chosen))


async def take_back(room: Room, last: LastAct, names: Labels) -> None:
    """Take back what was entered last on the list, to all it was entered for, as a mistake."""
    words = last_act_words(last, names, room.desk.calendar)
    titles = cut(_("; ").join(last.titles), LISTABLE)
    ask = AskDialog(_("Take this back? It stays to be seen as taken back."), f"{words}\n{titles}")
    if await room.ask(ask) is None:
        return
    if await room.done(lambda: take_last_back(room.desk, last)):
        await room.look_again()
        room.tell(_("Taken back: {words}").format(words=cut(f"{words}  {titles}", 60)))


async def with_reason(room: Room, problems: Sequence[Problem], act: Act) -> None:
    """Ask why, and let it happen."""
    form, titles = _drafted(room, act.value, [one.uid for one in problems]), listed_titles(problems)
    heading = {
        Act.REOPEN: _("List it again"),
        Act.UNDONE: _("It is not done after all"),
        Act.REMOVE: _("Withdraw it from the list"),
    }[act]
    values = await form.fill_in(heading, (Field("reason", _("Why")),), _needs_reason, explain=titles)
    if values is None:
        return
    list_ = room.desk.branch.list
    event = list_.event(act, reason=clean_text(values["reason"]))
    if found := await room.attempt(lambda: list_.act([one.uid for one in problems], event)):
        await form.drop()
        await room.look_again()
        _tell_entered(room, event, found[0], titles)


def _tell_entered(room: Room, event: Event, now: Problem, titles: str) -> None:
    """Say what was done, and to what."""
    words = entered_words(event, now, room.desk.today())
    room.tell(_("{label}: {text}").format(label=words, text=cut(titles, 60)))


def _needs_reason(values: Values) -> Fault:
    if fault := wrong_length(values, ("reason",)):
        return fault
    return None if values["reason"].strip() else ("reason", not_allowed_words(NotAllowed("reason")))


async def _filled_in(room: Room, problems: Sequence[Problem], act: Act) -> None:
    """Ask what belongs to an act, and enter it."""
    people = await room.attempt(lambda: people_of(room.desk))
    if people is None:
        return
    problem, titles = problems[0], listed_titles(problems)
    today, calendar, list_ = room.desk.today(), room.desk.calendar, room.desk.branch.list
    form = Drafted(room, f"branch/{act.value}/{problem.uid}")
    fields = tuple(_fields_of(problem, act, today))

    def event_of(values: Values) -> Event:
        return _event_of(room, values, act, people)

    def fault(values: Values) -> Fault:
        days = tuple(name for name in values if name.endswith("day"))
        if wrong := wrong_length(values, ()) or wrong_day(values, days, today, calendar):
            return wrong
        try:
            for one in problems:
                check(one, event_of({**values, "outside": "yes"}), today)
        except NotAllowed as error:
            return fields[0].name, not_allowed_words(error)
        return None

    async def further(values: Values) -> Values | None:
        return await agreed_outside(room, people, values["name"]) if act is Act.HAND_OVER else {}

    values = await form.fill_in(_heading_of(act), fields, fault, explain=titles, further=further)
    if values is None:
        return
    uids = [one.uid for one in problems]
    event = event_of(values)
    if found := await room.attempt(lambda: list_.act(uids, event)):
        await form.drop()
        await room.look_again()
        _tell_entered(room, event, found[0], titles)


def _heading_of(act: Act) -> str:
    return {
        Act.PROGRESS: _("How far it is"),
        Act.EDIT: _("Change the problem"),
        Act.EXTEND: _("Another due day"),
        Act.HAND_OVER: _("Hand it over"),
    }[act]


def _fields_of(problem: Problem, act: Act, today: date) -> Sequence[Field]:
    match act:
        case Act.PROGRESS:
            return (Field("text", _("Progress")), Field("day", _("Day"), today.isoformat()))
        case Act.EXTEND:
            due = problem.due_day.isoformat() if problem.due_day else ""
            return (Field("due_day", _("Due"), due), Field("reason", _("Why")), Field("by", _("Agreed by")))
        case Act.HAND_OVER:
            now = _("so far {name}").format(name=problem.owner.name) if problem.owner.name else ""
            return (Field("name", _("Hand it to"), hint=now), Field("reason", _("Why")))
    return (
        Field("title", _("Problem"), problem.title),
        Field("category", _("Category"), problem.category),
        Field("cause", _("Cause", context="problem"), clean_line(problem.cause)),
        Field("measure", _("Measure"), clean_line(problem.measure)),
        Field("remark", _("Remarks"), clean_line(problem.remark)),
    )


def _event_of(room: Room, values: Values, act: Act, people: People) -> Event:
    today, calendar, list_ = room.desk.today(), room.desk.calendar, room.desk.branch.list
    if act is Act.EDIT:
        return list_.event(act, fields={name: clean_text(text) for name, text in values.items()})
    if act is Act.HAND_OVER:
        owner = owner_named(people, clean_line(values["name"]), is_outside="outside" in values)
        return list_.event(act, owner=owner, reason=clean_text(values["reason"]))
    if act is Act.EXTEND:
        due_day = day_of(values["due_day"], today, calendar)
        return list_.event(act, due_day=due_day, reason=clean_text(values["reason"]), by=clean_line(values["by"]))
    return list_.event(act, day=day_of(values["day"], today, calendar) or today, text=clean_text(values["text"]))


def titles_of(chosen: Sequence[Proposal]) -> str:
    """What is proposed, on one line."""
    return cut(_("; ").join(one.word.matter.title for one in chosen), LISTABLE)


def listed_titles(problems: Sequence[Problem]) -> str:
    """The problems, on one line."""
    return cut(_("; ").join(one.title for one in problems), LISTABLE)
