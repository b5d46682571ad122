"""What is done with a meeting, step by step; each gives back what was done and how to take it back, or None."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from content.hours import hours
from content.words import _, sentences
from desk import meetings
from desk.desk import Desk
from desk.meeting_papers import has_scores, minutes_files, score_files, short_minutes_files, sign_in_files
from desk.opened import as_opened
from desk.slips import given_slips, slip_files
from desk.undo import IDENTITY, bring_back
from desk.words.meetings import meeting_words, no_slips_words, nobody_words
from screens.kit.bars import keyed
from screens.kit.base import AtDesk, Room
from screens.kit.checks import day_of, understood
from screens.kit.choose import ChooseDialog
from screens.kit.deleting import back_words, deleted_words
from screens.kit.drafted import Drafted
from screens.kit.elsewhere import over
from screens.kit.folder import save_into_folder
from screens.kit.form import AskDialog
from screens.kit.pick import PickDialog
from screens.meeting.attendance import AttendancePage
from screens.meeting.forms import (
    decision_fault,
    decision_fields,
    kind_choices,
    kind_fields,
    meeting_changes,
    meeting_fault,
    meeting_fields,
)
from storage.errors import ChangedElsewhere
from storage.records import Attendance, Decision, DecisionBecomes, Meeting, clean_line

MINUTES, SHORT, SIGN_IN, SLIPS, SCORES = "minutes", "short", "sign_in", "slips", "scores"


@dataclass(frozen=True)
class Done:
    """What was done with a meeting; `undo` runs in the desk's thread and says whether it could."""

    words: str
    back: str
    meeting: Meeting
    undo: Callable[[], bool]
    is_deleting: bool = False

    def undone_words(self, is_undone: bool) -> str:
        """What was taken back, or why it was not."""
        if self.is_deleting:
            return back_words(self.meeting.title, is_undone)
        if is_undone:
            return self.back.format(title=self.meeting.title)
        return _("Not taken back: it was changed elsewhere since.")


def change_back(desk: Desk, saved: Meeting, before: Meeting) -> bool:
    """Give a meeting its earlier fields, unless somebody changed it since."""
    fields = {name: getattr(before, name) for name in Meeting.model_fields if name not in IDENTITY}
    try:
        desk.journal.meetings.change(saved, lambda there: as_opened(there, saved).changed(desk.now(), **fields))
    except ChangedElsewhere:
        return False
    return True


async def add(room: Room) -> Done | None:
    """Ask for a new meeting, and enter it: everybody the roster expects is present."""
    desk, today, calendar = room.desk, room.desk.today(), room.desk.calendar
    kind = await room.ask(ChooseDialog(_("Which kind of meeting?"), kind_choices(desk.settings.own_meeting_kinds)))
    if kind is None:
        return None
    chosen = kind_fields(kind)
    usual = await room.attempt(lambda: meetings.usual_meeting(desk, chosen["kind"], chosen.get("own_kind", "")))
    form = Drafted(room, "meeting/new", again="meeting.add")
    values = await form.fill_in(
        _("A new meeting"),
        meeting_fields(room, None, usual),
        lambda values: meeting_fault(values, today, calendar),
        note=understood({"day": _("Day")}, today, calendar),
    )
    if values is None:
        return None
    fields = {**chosen, **meeting_changes(values, None, today, calendar)}
    day = fields.pop("day")

    there = await room.attempt(lambda: meetings.already_entered(desk, day, fields["from_time"], fields["title"]))
    if there is not None:
        ask = AskDialog(_("Enter the same meeting a second time?"), meeting_words(there, today))
        if await room.ask(ask) is None:
            return None
    expected = await room.attempt(lambda: meetings.expected_at(desk, fields["kind"], day))
    if expected is None or (people := await _who_is_expected(room, expected)) is None:
        return None
    made = await room.attempt(lambda: meetings.add_meeting(desk, day, attendance=people, **fields))
    if made is None:
        return None
    await form.drop()
    words, unknown = _("Entered: {title}").format(title=made.title), [one.name for one in expected.unknown]
    if unknown:
        left_out = _("Left out, since the roster does not say whether they are Party members: {names}.")
        words += "  " + left_out.format(names=_(", ").join(unknown))
    return Done(words, _("Entering taken back: {title}"), made, partial(_remove, desk, made))


async def _who_is_expected(room: Room, expected: meetings.Expected) -> tuple[Attendance, ...] | None:
    """Who is expected; where nothing says who sits on the committee, as somebody ticks them. None to leave."""
    if not expected.people:
        why = nobody_words(has_roster=bool(await room.attempt(room.desk.branch.roster)))
        hint = _("Once the roster was taken in at Branch, the attendance can be entered.")
        is_agreed = await room.ask(AskDialog(_("Enter the meeting all the same?"), sentences(why, hint))) is not None
        return () if is_agreed else None
    return await _who_sits(room, expected) if expected.is_to_be_said else expected.people


async def _who_sits(room: AtDesk[Any], expected: meetings.Expected) -> tuple[Attendance, ...] | None:
    """Who sits on the committee, as somebody ticks them; None when they left it."""
    choices = [(one.person, f"{one.member_no} {one.name}") for one in expected.people]
    ticked = await room.ask(PickDialog(_("Who sits on the committee?"), choices, (), _("Nobody is on the roster.")))
    return None if ticked is None else tuple(one for one in expected.people if one.person in ticked)


def _remove(desk: Desk, meeting: Meeting) -> bool:
    try:
        meetings.remove_meeting(desk, meeting)
    except ChangedElsewhere:
        return False
    return True


async def edit(room: Room, meeting: Meeting) -> Done | None:
    """Change what a meeting says."""
    today, calendar = room.desk.today(), room.desk.calendar
    form = Drafted(room, f"meeting/{meeting.uid}")
    values = await form.fill_in(
        _("The meeting"),
        meeting_fields(room, meeting),
        lambda values: meeting_fault(values, today, calendar),
        note=understood({"day": _("Day")}, today, calendar),
    )
    if values is None:
        return None
    fields = meeting_changes(values, meeting, today, calendar)
    done = await changed(room, meeting, fields, _("Changed: {title}"), _("Change taken back: {title}"))
    await form.drop() if done else None
    return done


async def changed(room: AtDesk[Any], meeting: Meeting, fields: Mapping[str, Any], words: str, back: str) -> Done | None:
    """Save these fields of a meeting as it was opened."""
    desk = room.desk
    saved = await over(
        room, meeting, lambda seen: meetings.change_meeting(desk, seen, **fields), lambda one: meeting_words(
            one, desk.today())
    )  # fmt: skip
    if saved is None:
        return None
    return Done(words.format(title=saved.title), back, saved, partial(change_back, desk, saved, meeting))


async def mark_attendance(room: AtDesk[Any], meeting: Meeting) -> Done | None:
    """Say who was there."""
    people = await ask_attendance(room, meeting)
    is_same = people == meeting.attendance and not meeting.is_unsettled
    return None if people is None or is_same else await keep_attendance(room, meeting, people)


async def ask_attendance(room: AtDesk[Any], meeting: Meeting) -> tuple[Attendance, ...] | None:
    """Who was there as somebody says it; None when they left it as it was.

    A meeting entered before there was a roster begins from whom the roster expects now.
    """
    begun = meeting.attendance
    if not begun:
        found = await room.attempt(lambda: meetings.expected_at(room.desk, meeting.kind, meeting.day))
        begun = found.people if found else ()
        if found and found.is_to_be_said and begun:
            sitting = await _who_sits(room, found)
            if sitting is None:
                return None
            begun = sitting
    page = AttendancePage(meeting, begun, room.desk.settings.late_after_minutes)
    people: tuple[Attendance, ...] | None = await room.ask(page)
    return people


async def keep_attendance(room: AtDesk[Any], meeting: Meeting, people: tuple[Attendance, ...]) -> Done | None:
    """Save who was there; None when it could not be."""
    there = {one.person for one in people if one.is_there}
    later = tuple(one for one in meeting.make_ups if one.person not in there)  # who was there made nothing up
    fields = {"attendance": people, "make_ups": later, "signed_in": None}  # looked at: the register holds
    return await changed(room, meeting, fields, _("Attendance saved: {title}"), _("Attendance taken back: {title}"))


async def _which_decision(room: Room, meeting: Meeting) -> str | None:
    """The uid of the decision to be changed, nothing for a new one; None when that was left."""
    if not meeting.decisions:
        return ""
    choices = [("", _("A new one")), *((one.uid, one.text) for one in meeting.decisions)]
    dialog = ChooseDialog(_("Which decision?"), [(f"+{uid}", words) for uid, words in choices])
    chosen: str | None = await room.ask(dialog)
    return None if chosen is None else chosen[1:]


async def decide(room: Room, meeting: Meeting) -> Done | None:
    """Enter or change a decision; what is to become a matter or a problem becomes one."""
    desk, today, calendar = room.desk, room.desk.today(), room.desk.calendar
    chosen = await _which_decision(room, meeting)
    if chosen is None:
        return None
    before = next((one for one in meeting.decisions if one.uid == chosen), None)
    names = [one.name for one in meeting.attendance]
    fields_shown = decision_fields(before, names, today, calendar)
    form = Drafted(room, f"decided/{meeting.uid}/{chosen or 'new'}")
    values = await form.fill_in(
        _("What was decided"),
        fields_shown,
        lambda values: decision_fault(values, today, calendar),
        note=understood({"due_day": _("Due")}, today, calendar),
    )
    if values is None:
        return None
    fields: dict[str, Any] = {
        "text": clean_line(values["text"]),
        "owner": clean_line(values["owner"]),
        "due_day": day_of(values["due_day"], today, calendar),
        "becomes": DecisionBecomes(values["becomes"]),
    }
    if before is None:
        new = meetings.new_decision(desk, **fields)
        decisions = (*meeting.decisions, new)
    else:
        new = Decision(**{**before.model_dump(), **fields})
        decisions = tuple(new if one.uid == before.uid else one for one in meeting.decisions)
    done = await changed(
        room, meeting, {"decisions": decisions}, _("Decision saved: {title}"), _("Decision taken back: {title}")
    )
    if done is not None:
        await form.drop()
        await room.attempt(lambda: meetings.follow_up(desk, done.meeting))
    return done


async def delete(room: Room, meeting: Meeting) -> Done | None:
    """Move a meeting to the trash; one that counts hours is asked about, since what was handed out stays."""
    people, minutes = meetings.hours_given(meeting, room.desk.today())
    if minutes:
        words = _("The register then counts {hours} h of {n} people less. Slips they took in still count: to take "
                  "those back, strike the meeting (Enter) instead.")  # fmt: skip
        ask = AskDialog(_("Delete this meeting?"), words.format(hours=hours(minutes), n=people))
        if await room.ask(ask) is None:
            return None
    gone = await room.attempt(lambda: meetings.remove_meeting(room.desk, meeting))
    if gone is None:
        return None
    undo = partial(bring_back, room.desk, "meetings", meeting.uid)
    words = deleted_words(room, "meeting.undo", meeting.title)
    if minutes:
        words += "  " + keyed(
            room, _("Slips handed out still count. To take hours back: {meeting.undo}, then strike it.")
        )
    return Done(words, "", meeting, undo, is_deleting=True)


PAPERS: dict[str, Callable[[Desk, Meeting, Path], Mapping[Path, bytes]]] = {
    MINUTES: minutes_files,
    SHORT: short_minutes_files,
    SIGN_IN: sign_in_files,
    SLIPS: slip_files,
    SCORES: score_files,
}


async def save_papers(room: Room, meeting: Meeting) -> None:
    """Ask which papers are wanted, and save them in a folder."""
    choices = [
        (MINUTES, _("Minutes (Word, Markdown)")),
        (SHORT, _("Short minutes: what was decided, nobody's words")),
        (SIGN_IN, _("Sign-in sheet (Word)")),
        (SLIPS, _("Slips of hours: one for all, one for each member")),
    ]
    if await room.attempt(lambda: has_scores(room.desk, meeting)):
        choices.append((SCORES, _("Score sheet (Word, Excel)")))
    wanted = await room.ask(PickDialog(_("Which papers?"), choices, {MINUTES}, ""))
    if wanted and SLIPS in wanted and not given_slips(meeting):
        room.tell(no_slips_words(meeting))
        wanted = wanted - {SLIPS}
    if wanted:
        await save_into_folder(
            room, meeting.title, paper_files, meeting, tuple(name for name in PAPERS if name in wanted)
        )


def paper_files(desk: Desk, meeting: Meeting, wanted: tuple[str, ...], folder: Path) -> dict[Path, bytes]:
    """The files of these papers."""
    return {path: data for name in wanted for path, data in PAPERS[name](desk, meeting, folder).items()}
