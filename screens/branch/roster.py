"""What the secretary does with the roster, step by step: read one, edit a person, go back, save a table to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from content.cells import DIALOG_WIDTH, cut
from content.words import _, ngettext
from desk.branch_besides import not_counted_line, not_counted_lines
from desk.roster import (
    RosterPlan,
    as_same,
    changed_fields,
    compare,
    edited,
    leaves_before_joining,
    left_too_early,
    look,
    save_roster,
    template_files,
    undated,
    with_numbers,
    without_unnumbered,
)
from desk.roster_words import (
    columns_words,
    comparison_figures,
    comparison_lines,
    doubt_words,
    elsewhere_words,
    joined_today_words,
    member_words,
    numbering_words,
    perhaps_words,
    read_words,
    reading_lines,
    refusal,
    told_faults,
    too_early_words,
    undated_words,
    unused_words,
    wrong_days_words,
)
from desk.save_files import folder_of
from desk.words.faults import column_words, roster_fault_words
from screens.kit.bars import keyed
from screens.kit.base import Room
from screens.kit.checks import Fault, day_ahead, day_of, empty_field, understood, wrong_day, wrong_length
from screens.kit.choose import ChooseDialog
from screens.kit.drafted import Drafted
from screens.kit.elsewhere import over
from screens.kit.folder import save_into_folder
from screens.kit.form import AskDialog, Field, FormDialog, Values
from screens.kit.review import Line, ReviewDialog
from screens.kit.rows import Cell
from screens.kit.tell import TellDialog
from storage.records import clean_line
from storage.roster import Member

READ, TEMPLATE, EDIT, UNDO = "read", "template", "edit", "undo"
NUMBER, LEAVE_OUT, STOP = "number", "leave_out", "stop"
DAYS = ("joined_day", "left_day")
TEXTS = ("name", "office", "post", "party_group", "political_status", "party_post")


async def change_roster(room: Room, member: Member | None) -> None:
    """Ask what is to be done with the roster, and begin it; `member` is the selected one."""
    before = await room.attempt(lambda: room.desk.branch.roster_before())
    choices = [(READ, _("Read a roster from Excel or CSV")), (TEMPLATE, _("Save a table to fill in"))]
    if member is not None:
        choices.append((EDIT, _("Edit {who}").format(who=member_words(member))))
    if before is not None:
        choices.append((UNDO, _("Go back to the roster before the last change")))
    chosen = await room.ask(ChooseDialog(_("Roster"), choices))
    if chosen == READ:
        await read_in_roster(room)
    elif chosen == TEMPLATE:
        name, explain = _("roster template"), _("A table with the headings, to fill in with Excel.")
        await save_into_folder(room, explain, template_files, name)
    elif chosen == EDIT and member is not None:
        await edit_member(room, member)
    elif chosen == UNDO and before is not None:
        await undo_roster(room, before)


async def read_in_roster(room: Room) -> None:
    """Read a roster from a table, show what was found and what becomes different, and save it once that was seen."""
    name = await room.attempt(lambda: room.desk.branch.branch_name() or room.desk.journal.profile().branch)
    form = Drafted(room, "branch/roster")
    fields = (
        Field("file", _("File"), hint=_("an Excel or CSV file with numbers and names")),
        Field("branch", _("Branch"), name or "", hint=_("its name; empty: any")),
    )
    explain = _("It takes the place of the roster before.")
    values = await form.fill_in(_("Read the roster"), fields, _file_fault, explain=explain, does=_("check"))
    if values is None:
        return
    path, branch = folder_of(values["file"]), clean_line(values["branch"])
    plan = await room.attempt_long(look, path, branch or None)
    if plan is None:
        return
    if why := refusal(plan):
        await room.ask(TellDialog(_("Read the roster"), "\n".join([why, "", *reading_lines(plan)])))
        return
    agreed = await _agreed(room, plan)
    if agreed is not None:
        await _save_once_seen(room, agreed, form)


async def _agreed(room: Room, plan: RosterPlan) -> RosterPlan | None:
    """The plan with what was said of people without numbers and of days that are none; None to stop."""
    if plan.some_lack_numbers:
        choices = (
            (NUMBER, _("Number them; who had a number keeps it")),
            (LEAVE_OUT, _("Leave them out")),
            (STOP, _("Stop; the roster stays as it was")),
        )
        chosen = await room.ask(ChooseDialog(cut(numbering_words(plan), DIALOG_WIDTH), choices))
        if chosen not in (NUMBER, LEAVE_OUT):
            return None
        plan = with_numbers(plan) if chosen == NUMBER else without_unnumbered(plan)
    elif plan.reading.unnumbered:
        if await room.ask(AskDialog(_("Number the members?"), numbering_words(plan))) is None:
            return None
        plan = with_numbers(plan)
    if plan.doubts:
        lines = _told([(roster_fault_words(fault), "$error") for fault in plan.doubts])
        if await room.ask(ReviewDialog(_("Look at this first"), lines, explain=doubt_words(plan))) is None:
            return None
    return await _who_is_one(room, plan) if plan.perhaps else plan


async def _who_is_one(room: Room, plan: RosterPlan) -> RosterPlan | None:
    """The plan with what was said of those who may be one person, renamed or with another number; None to stop."""
    explain = keyed(
        room,
        _(
            "Choose with {review.tick} who is one person: what they sent and their problems stay theirs. Of the others "
            "one left and another came."
        ),
    )
    words = [(now.member_no, perhaps_words(was, now)) for was, now in plan.perhaps]
    lines = [Line(number, (Cell(line),), line, may_tick=True) for number, line in words]
    numbers = await room.ask(ReviewDialog(_("Are these the same people?"), lines, explain=explain))
    return None if numbers is None else as_same(plan, numbers)


def _file_fault(values: Values) -> Fault:
    try:
        is_file = folder_of(values["file"]).is_file()
    except (OSError, ValueError, RuntimeError):  # too long a name, a NUL, no such ~user
        is_file = False
    if not is_file:
        return "file", _("There is no such file. Check the path.")
    return wrong_length(values)


async def _save_once_seen(room: Room, plan: RosterPlan, form: Drafted) -> None:
    found = compare(plan.old, plan.members(), plan.same)
    explain = [f"{read_words(plan)}  {comparison_figures(found)}", columns_words(plan.reading.columns)]
    if plan.elsewhere:
        words = _("People of another branch stay out, but for those you choose with {review.tick}.")
        explain.append(keyed(room, words))
    lines = _elsewhere_lines(plan) + _told(
        [(roster_fault_words(fault), "$error") for fault in told_faults(plan)]
        + [(unused_words(one), "$warning") for one in plan.reading.unused]
        + [(words, "$warning") for words in (joined_today_words(found) if plan.old else ())]
        + [(words, "") for words in (comparison_lines(found) if plan.old else ())]
    )
    also = await room.ask(ReviewDialog(_("Save this roster?"), lines, explain="\n".join(explain)))
    if also is None:
        return
    gone, left_day = undated(plan, also), None
    if gone and (left_day := await _day_of_leaving(room, gone)) is None:
        return
    before = await room.attempt(lambda: not_counted_lines(room.desk))
    count = await room.attempt(lambda: save_roster(room.desk, plan, also, left_day=left_day))
    if count == 0:
        room.tell(_("Everybody in the table belongs to another branch; the roster is as it was."))
    elif count is not None:
        await form.drop()
        await room.look_again()
        now = await room.attempt(lambda: not_counted_lines(room.desk)) or {}
        said = [ngettext("Saved: a roster of {n} member.", "Saved: a roster of {n} members.", count).format(n=count)]
        room.tell("\n".join([*said, *(line for person, line in now.items() if (before or {}).get(person) != line)]))


async def _day_of_leaving(room: Room, gone: Sequence[Member]) -> date | None:
    """The day on which these left, of whom no roster says it; None to stop."""
    today, calendar = room.desk.today(), room.desk.calendar

    def fault(values: Values) -> Fault:
        if wrong := empty_field(values, {"left_day": _("No day: fill it in.")}) or wrong_day(
            values, ("left_day",), today, calendar
        ):
            return wrong
        day = day_of(values["left_day"], today, calendar)
        early = left_too_early(gone, day) if day else ()
        return day_ahead(values, ("left_day",), today, calendar) or (
            ("left_day", too_early_words(early)) if early else None
        )

    label = column_words("left_day")
    form = FormDialog(
        _("When did they leave?"),
        (Field("left_day", label),),
        fault,
        explain=undated_words(gone),
        note=understood({"left_day": label}, today, calendar),
    )
    values = await room.ask(form)
    return None if values is None else day_of(values["left_day"], today, calendar)


def _elsewhere_lines(plan: RosterPlan) -> list[Line]:
    others = plan.elsewhere
    words = elsewhere_words((member, plan.reading.branches[member.member_no]) for member in others)
    return [
        Line(member.member_no, (Cell(line),), line, may_tick=True)
        for member, line in zip(others, words, strict=True)
    ]  # fmt: skip


def _told(lines: Sequence[tuple[str, str]]) -> list[Line]:
    return [Line(f"told {place}", (Cell(words, 0, style),), words) for place, (words, style) in enumerate(lines)]


async def undo_roster(room: Room, before: Sequence[Member]) -> None:
    """Go back to the roster before the last change, once it was seen what that changes."""
    now = await room.attempt(lambda: room.desk.branch.roster())
    if now is None:
        return
    found = compare(now, before)
    lines = _told([(words, "") for words in comparison_lines(found)])
    heading = _("Go back to the roster before?")
    if await room.ask(ReviewDialog(heading, lines, explain=comparison_figures(found))) is None:
        return
    if await room.done(lambda: room.desk.branch.undo_roster()):
        await room.look_again()
        room.tell(_("Taken back; what stood before stands again.", context="roster"))


async def edit_member(room: Room, member: Member) -> None:
    """Change what the roster says of one person; the number stays, since submissions are known by it."""
    today, calendar, form = room.desk.today(), room.desk.calendar, Drafted(room, f"branch/member/{member.member_no}")
    fields = _member_fields(member)
    needed = {"name": _("No name: fill it in.")}

    def now_of(values: Values) -> Member:
        texts = {name: clean_line(values[name]) for name in TEXTS}
        return edited(member, {**texts, **{name: day_of(values[name], today, calendar) for name in DAYS}})

    values = await form.fill_in(
        _("Edit {who}").format(who=member_words(member)), fields,
        lambda values: empty_field(values, needed) or wrong_length(values) or wrong_day(values, DAYS, today, calendar)
        or (("left_day", wrong_days_words()) if leaves_before_joining(now_of(values)) else None),
        note=understood({name: column_words(name) for name in DAYS}, today, calendar),
    )  # fmt: skip
    if values is None:
        return
    changed = now_of(values)
    mine = {name: getattr(changed, name) for name in changed_fields(member, changed)}
    if changed_fields(member, changed):
        saved = await over(
            room, member, lambda seen: room.desk.branch.save_member(edited(seen, mine), seen), member_words,
            _member_fields, values,
        )  # fmt: skip
        if saved is None:
            return
    await form.drop()
    await room.look_again()
    if line := await room.attempt(lambda: not_counted_line(room.desk, changed)):
        room.tell(line)


def _member_fields(member: Member) -> list[Field]:
    said = member.model_dump(mode="json")
    return [Field(name, column_words(name), said[name] or "") for name in (*TEXTS, *DAYS)]
