"""From a meeting to its session: what is studied, the teams, the facilitator's sheet; the desk; then the papers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from content.agenda_line import NotAStep, read, written
from content.hall import round_words
from content.lessons import Lesson, lessons
from content.session_events import AgendaStep, StepKind
from content.words import _
from desk.desk import Desk
from desk.hosting import Host
from desk.meeting_papers import minutes_files, score_files
from desk.session import LiveSession
from desk.session_start import Plan, begin, lesson_of_material, plan, sheet_files, stands, team_names, with_points
from desk.slips import slip_files
from screens.kit.bars import keyed
from screens.kit.base import Room
from screens.kit.choose import ChooseDialog
from screens.kit.drafted import Drafted
from screens.kit.folder import save_into_folder
from screens.kit.form import AskDialog, Field, Values
from screens.kit.pick import PickDialog
from screens.meeting.agendas import choose_agenda
from screens.meeting.contest_numbers import ask_rules, which_rules
from screens.meeting.host import HostScreen
from storage.records import Meeting, clean_line

READY, MATERIAL = "ready/", "material/"
ENDED = {"minutes": minutes_files, "slips": slip_files, "scores": score_files}


async def host_session(room: Room, meeting: Meeting) -> None:
    """Run the session of a meeting, or go on with it; at the end ask once which papers are wanted; a step."""
    stand = await room.attempt(lambda: stands(room.desk, meeting))
    if stand == "over":
        papers = keyed(room, _("Its papers are saved with {meeting.papers}, without going on."))
        if await room.ask(AskDialog(_("This session is over. Go on with it?"), papers)) is None:
            return
    planned = None
    if stand == "new":
        planned = await _plan(room, meeting)
        if planned is None:
            return
    live = await room.attempt(lambda: LiveSession(room.desk, meeting.uid))
    if live is None:
        return

    def begun() -> Host:
        if planned is not None and not live.is_read_only:
            begin(room.desk, live, meeting, planned)
        elif stand == "over" and not live.is_read_only:
            live.reopen()
        return Host(room.desk, live)

    host = await room.attempt(begun)
    if host is None:
        await room.attempt(live.close)
        return
    if live.stopped_at_ms is not None:
        host.said = _("The clock stood meanwhile. F6 lets it go on.")
    result = await room.ask(HostScreen(room.desk, host, meeting))
    await room.look_again()
    if result == "ended":
        await _papers(room, meeting, live.session.present)


async def _plan(room: Room, meeting: Meeting) -> Plan | None:
    lesson = await _lesson(room)
    agenda = await choose_agenda(room) if lesson is not None else None
    if lesson is None or agenda is None:
        return None
    form = Drafted(room, f"session/{meeting.uid}")
    values = await form.fill_in(
        _("Session: {title}").format(title=lesson.title),
        _fields(lesson, agenda),
        _fault,
        note=lambda values: agenda_words(values["agenda"], meeting),
        does=_("go on"),
    )  # fmt: skip
    if values is None:
        return None
    points = [one for part in values["points"].replace(";", "；").split("；") if (one := clean_line(part))]
    teams = team_names(values["teams"])
    rules = await ask_rules(room, values["rules"] if teams else "a", meeting.uid)
    if rules is None:
        return None
    planned = await room.attempt_long(plan, with_points(lesson, points), teams, rules, read(values["agenda"]))
    planned = planned and replace(planned, one_window=values["window"] == "one")
    if planned is None or not await _enough(room, planned):
        return None
    await form.drop()
    ask = AskDialog(
        _("Save the facilitator's sheet first?"), _("It has the agenda and the keys: print it, hand it to nobody."),
        _("without it"),
    )  # fmt: skip
    if await room.ask(ask) is not None:
        await save_into_folder(room, meeting.title, sheet_files, meeting, planned)
    return planned


def _fields(lesson: Lesson, agenda: tuple[AgendaStep, ...]) -> tuple[Field, ...]:
    """The form of a session."""
    return (
        Field("teams", _("Teams"), hint=_("such as 一队、二队; empty: no contest"),
              about=_("Two to nine, with 、 between them; a team is called by the digit of its place.")),
        which_rules(),
        Field("agenda", _("Agenda"), written(agenda),
              about=_("Steps with their minutes; type over them. Words that are no kind of step are one of their "
                      "own. Without teams the contest is questions for all.")),
        Field("points", _("To discuss"), "；".join(lesson.points), hint=_("several with ； between them"),
              about=_("Stands on the wall at the discussion; type over it.")),
        Field("window", _("Wall"), "two", options=(("two", _("second window")), ("one", _("this window only"))),
              about=_("This window only: for a screen that is only mirrored; the answers stand on the sheet.")),
    )  # fmt: skip


async def _lesson(room: Room) -> Lesson | None:
    materials = await room.attempt(lambda: room.desk.materials)
    if materials is None:
        return None
    ready = lessons()
    choices = [(READY + one.id, _("Ready: {title}").format(title=one.title)) for one in ready]
    choices += [(MATERIAL + one.id, str(one.title)) for one in materials]
    chosen = await room.ask(ChooseDialog(_("What is studied?"), choices))
    if chosen is None:
        return None
    if chosen.startswith(READY):
        return next(one for one in ready if READY + one.id == chosen)
    return await room.attempt(lambda: lesson_of_material(room.desk, chosen.removeprefix(MATERIAL)))


def agenda_words(text: str, meeting: Meeting) -> str:
    """What was understood of the agenda: its minutes beside the meeting's, and the steps that have no kind."""
    try:
        steps = read(text)
    except NotAStep:
        return ""
    words = _("The agenda takes {n} min, the meeting {all} min.")
    said = words.format(n=sum(one.minutes for one in steps), all=meeting.length_minutes)
    own = [one.title for one in steps if one.kind is StepKind.OTHER]
    return said + ("  " + _("Steps of their own: {names}").format(names=_(", ").join(own)) if own else "")


async def _enough(room: Room, planned: Plan) -> bool:
    """Whether there are questions enough, or it shall be begun all the same."""
    if not planned.lacks:
        return True
    words = _("{round}: {there} of {wanted} questions")
    lines = [words.format(round=round_words(one.kind), there=one.there, wanted=one.wanted) for one in planned.lacks]
    return await room.ask(AskDialog(_("Too few questions. Begin all the same?"), "\n".join(lines))) is not None


def _fault(values: Values) -> tuple[str, str] | None:
    try:
        team_names(values["teams"])
    except ValueError:
        return "teams", _("Two to nine teams, each with a name of its own.")
    try:
        steps = read(values["agenda"])
    except NotAStep as fault:
        words = _("{piece} is no step. Write it like Reading 10.") if fault.piece else _("Write at least one step.")
        return "agenda", words.format(piece=fault.piece)
    if values["teams"].strip() and not any(one.kind is StepKind.CONTEST for one in steps):
        return "agenda", _("There are teams, but the agenda has no contest.")
    return None


async def _papers(room: Room, meeting: Meeting, signed_in: int) -> None:
    """The one question at the end; where the register has others present than signed in, only the scores are ticked.

    Who was missing is not asked here: this window may still be on a wall.
    """
    there = await room.attempt(lambda: room.desk.journal.meetings.get(meeting.uid))
    if there is None:
        return
    choices = (
        ("minutes", _("Minutes (Word, Markdown)")),
        ("slips", _("Slips of hours: one for all, one for each member")),
        ("scores", _("Score sheet, if there was a contest (Word, Excel)")),
    )
    about, ticked = "", set(ENDED)
    if signed_in != there.present:
        words = keyed(
            room,
            _(
                "{n} signed in, the register has {all}: {meeting.attendance} marks who was missing, then "
                "{meeting.papers} saves minutes and slips."
            ),
        )
        about, ticked = words.format(n=signed_in, all=there.present), {"scores"}
    dialog = PickDialog(_("The session is over. Which papers?"), choices, ticked, "", about=about)
    wanted: Any = await room.ask(dialog)
    if wanted:
        await save_into_folder(room, there.title, _ended_files, there, tuple(one for one in ENDED if one in wanted))


def _ended_files(desk: Desk, meeting: Meeting, wanted: tuple[str, ...], folder: Path) -> dict[Path, bytes]:
    return {path: data for name in wanted for path, data in ENDED[name](desk, meeting, folder).items()}
