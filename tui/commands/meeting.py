"""`meeting`: the branch's register of meetings; enter one, its papers, its slips of hours."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from content.period import Period
from content.words import _, mark_for_translation, sentences
from desk.desk import Desk
from tui.commands.base import (
    PAST_DAY,
    PERIOD,
    CouldNot,
    agree,
    argument,
    group,
    no_past_day_words,
    one_line,
    option,
    pass_desk,
    past_day_in,
    save_and_say,
    say,
    say_json,
)
from tui.commands.nothing import say_none
from tui.commands.time_type import TIME

if TYPE_CHECKING:
    from storage.records import Attendance, Meeting

KINDS = ("general", "committee", "group", "lecture", "theme_day", "organisational_life", "study", "other")
_WHICH = mark_for_translation("Its day, its title or part of it, or the beginning of its uid.")
_OUT = option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, metavar="DIR",
              help=mark_for_translation("Folder for the files."))  # fmt: skip
_FORCE = option("--force", is_flag=True, help=mark_for_translation("Replace files that are already there."))


@group(help=mark_for_translation("Meetings of the branch: enter, list, papers, slips of hours."))
def meeting() -> None:
    """The commands about meetings."""


@meeting.command("list", help=mark_for_translation("List the meetings of a period, and which are due this quarter."))
@option("--period", type=PERIOD, help=mark_for_translation("2026-Q4, 2026, 2026-11; this year when left out."))
@option("--json", "as_json", is_flag=True, help=mark_for_translation("For another program."))
@pass_desk
def list_meetings(desk: Desk, period: Period | None, as_json: bool) -> None:
    """Print them, a line each."""
    from content.dates import period_words
    from desk.meeting_dues import due_this_quarter
    from desk.words.meetings import meeting_words, not_held_words

    chosen = period or Period.parse(f"{desk.today().year:04}")
    found = desk.journal.meetings.within(chosen)
    desk.journal.files.must_be_read("meetings")
    if as_json:
        say_json([one.model_dump(mode="json") for one in found])
        return
    for one in found:
        say(meeting_words(one, desk.today()))
    if not found:
        words = _("No meeting of {period} is entered.").format(period=period_words(chosen))
        say_none(desk, words, "meetings", period=chosen)
    for due in due_this_quarter(desk):
        if due.is_due:
            say(not_held_words(due))


@meeting.command(
    help=mark_for_translation(
        "Enter a meeting. Everybody the roster expects is present, but for those named with --leave and --absent.\n\n"
        "Such as: sixdonts meeting add 20 9:30 11:00 代表法集中学习 --leave 李四:公差 --absent 王五"
    )
)
@argument("day", type=PAST_DAY, help=mark_for_translation("The day it was held."))
@argument("begin", type=TIME, help=mark_for_translation("When it began."))
@argument("end", type=TIME, help=mark_for_translation("When it ended."))
@argument("title", callback=one_line, help=mark_for_translation("What it is called."))
@option("--kind", type=click.Choice(KINDS), default="study", show_default=True,
        help=mark_for_translation("Which kind of meeting."))  # fmt: skip
@option("--place", default="", callback=one_line, help=mark_for_translation("Where."))
@option("--host", default="", callback=one_line, help=mark_for_translation("Who chaired it."))
@option("--recorder", default="", callback=one_line, help=mark_for_translation("Who wrote it down."))
@option("--only", multiple=True, metavar="NAME",
        help=mark_for_translation("Who is expected and nobody else; several times."))  # fmt: skip
@option("--leave", "leaves", multiple=True, metavar="NAME:REASON",
        help=mark_for_translation("Who was on leave and why; may be given several times."))  # fmt: skip
@option("--absent", multiple=True, metavar="NAME", help=mark_for_translation("Who was absent; several times."))
@option("--yes", is_flag=True, help=mark_for_translation("Enter it without asking where nobody is expected."))
@pass_desk
def add(
    desk: Desk, day: date, begin: time, end: time, title: str, kind: str, leaves: tuple[str, ...],
    absent: tuple[str, ...], only: tuple[str, ...], yes: bool, **fields: str,
) -> None:  # fmt: skip
    """Enter it, and say who is counted."""
    from desk.meetings import add_meeting, already_entered, expected_at
    from desk.words.meetings import meeting_words, no_roster_words, nobody_words
    from storage.records import MeetingKind

    if end <= begin:
        raise CouldNot(_("It would end before it begins: {begin}, {end}.").format(
            begin=f"{begin:%H:%M}", end=f"{end:%H:%M}"))  # fmt: skip
    if (there := already_entered(desk, day, begin, title)) is not None:
        words = _("It is entered already: {meeting}. Nothing was entered; another one needs another title or hour.")
        raise CouldNot(words.format(meeting=meeting_words(there, desk.today())))
    expected, has_roster = expected_at(desk, MeetingKind(kind), day), bool(desk.branch.roster())
    if not has_roster and (leaves or absent or only):
        raise CouldNot(no_roster_words())
    if not expected.people:
        why = nobody_words(has_roster=has_roster)
        take_in = _("The roster is taken in by: sixdonts branch roster FILE.")
        agree(sentences(why, take_in, _("Enter the meeting all the same?")), yes=yes)
    elif expected.is_to_be_said and not only:
        raise CouldNot(_("Nothing says who sits on the committee: name each with --only, or once for all with branch "
                         "member NUMBER --party-post. Nothing was entered."))  # fmt: skip
    named = {_person(expected.people, name) for name in only}
    people = tuple(one for one in expected.people if not only or one.person in named)
    people = _with_exceptions(people, leaves, absent)
    made = add_meeting(desk, day, title=title, kind=kind, from_time=begin, to_time=end, attendance=people, **fields)
    say(meeting_words(made, desk.today()))
    if expected.unknown:
        names = _(", ").join(one.name for one in expected.unknown)
        say(_("Left out, since the roster does not say whether they are Party members: {names}.").format(names=names))


def _with_exceptions(
    people: tuple[Attendance, ...], leaves: tuple[str, ...], absent: tuple[str, ...]
) -> tuple[Attendance, ...]:
    """The attendance with who was away.

    Raises:
        CouldNot: a name is not on the roster, or several have it.
    """
    from desk.meetings import with_exceptions
    from storage.records import AttendanceStatus, clean_line

    exceptions: dict[str, dict[str, Any]] = {}
    for said in leaves:
        name, _colon, reason = said.replace("：", ":").partition(":")
        exceptions[_person(people, name)] = {"status": AttendanceStatus.ON_LEAVE, "reason": clean_line(reason)[:500]}
    for name in absent:
        exceptions[_person(people, name)] = {"status": AttendanceStatus.ABSENT}
    return with_exceptions(people, exceptions)


def _person(people: tuple[Attendance, ...], typed: str) -> str:
    from desk.meetings import meant_at

    found = meant_at(people, typed)
    if len(found) == 1:
        return found[0].person
    if found:
        names = _(", ").join(f"{one.member_no} {one.name}" for one in found[:5])
        raise CouldNot(_("{text} may be several: {names}. Give the number.").format(text=typed, names=names))
    raise CouldNot(_("{text} is not expected at this meeting. Nothing was entered.").format(text=typed))


@meeting.command(help=mark_for_translation("Save the minutes of a meeting as Word and Markdown."))
@argument("which", help=_WHICH)
@_OUT
@option("--short", is_flag=True, help=mark_for_translation("The short minutes: what was decided, nobody's words."))
@option("--sign-in", is_flag=True, help=mark_for_translation("The sheet to be signed instead."))
@_FORCE
@pass_desk
def minutes(desk: Desk, which: str, out: Path, short: bool, sign_in: bool, force: bool) -> None:
    """Save the files, and name what is blank in them."""
    from desk.meeting_papers import minutes_files, short_minutes_files, sign_in_files
    from reports.meetings import lacking

    found = _meeting(desk, which)
    files = sign_in_files if sign_in else short_minutes_files if short else minutes_files
    save_and_say(files(desk, found, out), force=force)
    if not sign_in and (blanks := lacking(found)):
        say(_("To be filled in by hand: {list}.").format(list=_(", ").join(blanks)))


@meeting.command(help=mark_for_translation("Save the slips of a meeting's hours: one for all, one for each member."))
@argument("which", help=_WHICH)
@_OUT
@_FORCE
@pass_desk
def slips(desk: Desk, which: str, out: Path, force: bool) -> None:
    """Save the files."""
    from desk.slips import slip_files
    from desk.words.meetings import no_slips_words

    found = _meeting(desk, which)
    files = slip_files(desk, found, out)
    if not files:
        raise CouldNot(no_slips_words(found))
    save_and_say(files, force=force)


@meeting.command(
    help=mark_for_translation(
        "Take in a slip: the hours of a meeting are counted once, however often.\n\nWhere notes of your own are of the "
        "same day, say --same for the one that is of this meeting, or --separate."
    )
)
@argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
          help=mark_for_translation("The slip that the branch handed out."))  # fmt: skip
@option("--same", is_flag=True, help=mark_for_translation("Your own note of that day is of this meeting."))
@option("--separate", is_flag=True, help=mark_for_translation("It is not; both count."))
@pass_desk
def take(desk: Desk, file: Path, same: bool, separate: bool) -> None:
    """Take it in, or ask."""
    from desk.slips import SlipNews, look_at_file, take_in_slip
    from desk.words.faults import submission_fault_words
    from desk.words.meetings import slip_words
    from storage.submission import SubmissionError

    try:
        look = look_at_file(desk, file)
    except SubmissionError as error:
        words = submission_fault_words(error)
        raise CouldNot(_("{file}: {problem}").format(file=file.name, problem=words)) from error
    if look.news in (SlipNews.NONE, SlipNews.OTHER, SlipNews.NO_NUMBER, SlipNews.OTHER_BRANCH):
        raise CouldNot(slip_words(look))
    if look.news is SlipNews.ASK and not separate and not (same and len(look.own_notes) == 1):
        raise CouldNot(slip_words(look))
    take_in_slip(desk, look, look.own_notes[0] if same and look.own_notes else None)
    say(slip_words(look, is_taken=True))


def _meeting(desk: Desk, which: str) -> Meeting:
    """The meeting that is meant.

    Raises:
        CouldNot: there is none, or several.
    """
    from desk.words.meetings import meeting_words

    day = past_day_in(which, desk)
    found = [one for one in desk.journal.meetings.all() if one.day == day or _is_meant(one, which.strip())]
    if len(found) == 1:
        return found[0]
    if not found:
        words = _("No meeting is {text}; `meeting list` shows them.").format(text=which)
        raise CouldNot(no_past_day_words(which, desk, words))
    lines = [f"{one.uid}  {meeting_words(one, desk.today(), with_time=True)}" for one in found[:5]]
    raise CouldNot("\n".join([_("{text} may be several:").format(text=which), *lines]))


def _is_meant(one: Meeting, which: str) -> bool:
    return which in one.title or (len(which) >= 8 and one.uid.startswith(which))
