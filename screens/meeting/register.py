"""More of a meeting in the register: how was voted, and who studied later what they missed."""

from __future__ import annotations

from datetime import date

from content.calendar import Calendar
from content.dates import day_words
from content.words import _
from desk.branch_names import labels
from reports.terms import attendance_words, vote_method_words
from screens.kit.bars import keyed
from screens.kit.base import Room
from screens.kit.checks import Fault, day_ahead, day_of, empty_field, understood, wrong_day, wrong_length
from screens.kit.choose import ChooseDialog
from screens.kit.drafted import Drafted
from screens.kit.form import Field, Values
from screens.meeting.steps import Done, changed
from storage.records import Attendance, MakeUp, Meeting, Vote, VoteMethod, clean_line

NEW = "new"
PEOPLE = ("entitled", "entitled_present", "in_favour", "against", "abstained")
MOST_DIGITS = 5


async def vote(room: Room, meeting: Meeting) -> Done | None:
    """Enter a vote, or change one; one whose subject is emptied is taken away."""
    place = None
    if meeting.votes:
        choices = [(NEW, _("A new one")), *((str(at), one.subject) for at, one in enumerate(meeting.votes))]
        chosen = await room.ask(ChooseDialog(_("Which vote?"), choices))
        if chosen is None:
            return None
        place = None if chosen == NEW else int(chosen)
    before = None if place is None else meeting.votes[place]
    form = Drafted(room, f"vote/{meeting.uid}/{before.subject}" if before else f"vote-new/{meeting.uid}")
    values = await form.fill_in(_("A vote"), vote_fields(meeting, before), lambda values: vote_fault(values, before))
    if values is None:
        return None
    votes = list(meeting.votes)
    made = [vote_of(values)] if clean_line(values["subject"]) else []
    votes[len(votes) if place is None else place : len(votes) if place is None else place + 1] = made
    done = await changed(
        room, meeting, {"votes": tuple(votes)}, _("Votes saved: {title}"), _("Votes taken back: {title}")
    )
    await form.drop() if done else None
    return done


def vote_fields(meeting: Meeting, before: Vote | None) -> list[Field]:
    """The fields of a vote; who may vote and is there follows from the attendance until somebody writes otherwise."""
    may = [one for one in meeting.attendance if one.is_expected and one.has_vote]
    usual = {"entitled": len(may), "entitled_present": sum(one.is_there for one in may)}
    labels = {
        "entitled": _("With a vote"), "entitled_present": _("Of them there"), "in_favour": _("In favour"),
        "against": _("Against"), "abstained": _("Abstained"),
    }  # fmt: skip
    about = {
        "entitled": _("Of those expected: probationary members have none."),
        "in_favour": _("With those against and those who abstained as many as are there."),
    }
    numbers = [
        Field(name, label, str(getattr(before, name) if before else usual.get(name, "")), about=about.get(name, ""))
        for name, label in labels.items()
    ]
    hint = _("empty: the vote is taken away") if before else ""
    methods = tuple((str(one.value), vote_method_words(one)) for one in VoteMethod)
    return [
        Field("subject", _("Subject", context="minutes"), before.subject if before else "", hint=hint),
        *numbers,
        Field("method", _("How", context="minutes"), str(before.method.value) if before else "hands", options=methods),
    ]


def vote_fault(values: Values, before: Vote | None) -> Fault:
    """What is wrong with a vote as filled in."""
    if before is not None and not clean_line(values["subject"]):
        return None
    if fault := empty_field(values, {"subject": _("Say what was voted on.")}) or wrong_length(values):
        return fault
    for name in PEOPLE:
        text = values[name].strip() or "0"
        if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
            return name, _("How many? Write a number.")
    n = {name: int(values[name].strip() or 0) for name in PEOPLE}
    if n["entitled_present"] > n["entitled"]:
        return "entitled_present", _("More are there than have a vote.")
    if (cast := n["in_favour"] + n["against"] + n["abstained"]) != n["entitled_present"]:
        words = _("The votes are {cast}, and {present} with a vote are there.")
        return "in_favour", words.format(cast=cast, present=n["entitled_present"])
    return None


def vote_of(values: Values) -> Vote:
    """The vote that a form says."""
    numbers = {name: int(values[name].strip() or 0) for name in PEOPLE}
    return Vote(subject=clean_line(values["subject"]), method=VoteMethod(values["method"]), **numbers)


async def make_up(room: Room, meeting: Meeting) -> Done | None:
    """Say that somebody who was not there studied it later; 0 minutes take it back."""
    today, calendar = room.desk.today(), room.desk.calendar
    missed = [one for one in meeting.attendance if one.is_expected and not one.is_there and one.person]
    there = {one.person: one for one in meeting.make_ups}
    empty = keyed(room, _("Nobody missed this meeting. {meeting.attendance} says who was on leave or absent."))
    names = await room.attempt(lambda: labels(room.desk))
    if names is None:
        return None
    rows = [(one.person, _missed_words(names.get(one.person, one.name), one, there.get(one.person))) for one in missed]
    person = await room.ask(ChooseDialog(_("Who made it up?"), rows, empty))
    if person is None:
        return None
    who = next(one for one in missed if one.person == person)
    form = Drafted(room, f"make-up/{meeting.uid}/{person}")
    values = await form.fill_in(
        _("Made up by {name}: {title}").format(name=names.get(person, who.name), title=meeting.title),
        make_up_fields(meeting, there.get(person), today),
        lambda values: make_up_fault(values, meeting, today, calendar),
        note=understood({"day": _("Day")}, today, calendar),
    )
    if values is None:
        return None
    made = make_up_of(values, person, today, calendar)
    others = tuple(one for one in meeting.make_ups if one.person != person)
    fields = {"make_ups": (*others, made) if made.minutes else others}
    done = await changed(room, meeting, fields, _("Made up, saved: {title}"), _("Made up, taken back: {title}"))
    await form.drop() if done else None
    return done


def _missed_words(name: str, one: Attendance, made: MakeUp | None) -> str:
    said = f"{name}  {attendance_words(one.status)}"
    if made is None:
        return said
    words = _("made up on {day}, {n} min")
    return f"{said}  {words.format(day=day_words(made.day), n=made.minutes)}"


def make_up_fields(meeting: Meeting, made: MakeUp | None, today: date) -> list[Field]:
    """The fields of what was studied later."""
    minutes = made.minutes if made else meeting.length_minutes
    return [
        Field("day", _("Day"), day_words(made.day if made else today)),
        Field("minutes", _("Minutes"), str(minutes), about=_("At most what the meeting took; 0 takes it back.")),
        Field("how", _("How", context="make-up"), made.how if made else "", hint=_("such as: read the material alone")),
        Field("confirmed_by", _("Confirmed by"), made.confirmed_by if made else ""),
    ]


def make_up_fault(values: Values, meeting: Meeting, today: date, calendar: Calendar) -> Fault:
    """What is wrong with what was studied later, as filled in."""
    if fault := empty_field(values, {"day": _("Which day?")}) or wrong_length(values):
        return fault
    if fault := wrong_day(values, ("day",), today, calendar) or day_ahead(values, ("day",), today, calendar):
        return fault
    if (day_of(values["day"], today, calendar) or today) < meeting.day:
        return "day", _("That is before the meeting.")
    text = values["minutes"].strip()
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        return "minutes", _("Minutes are a number, such as 60.")
    if int(text) > meeting.length_minutes:
        return "minutes", _("The meeting took {n} min; no more can be made up.").format(n=meeting.length_minutes)
    return None


def make_up_of(values: Values, person: str, today: date, calendar: Calendar) -> MakeUp:
    """What the form says."""
    return MakeUp(
        person=person, day=day_of(values["day"], today, calendar) or today, minutes=int(values["minutes"]),
        how=clean_line(values["how"]), confirmed_by=clean_line(values["confirmed_by"]),
    )  # fmt: skip
