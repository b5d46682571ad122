"""All about a meeting, in lines."""

from __future__ import annotations

from content.cells import fold
from content.dates import day_words
from content.words import _
from reports.terms import attendance_words, kind_of_meeting
from storage.records import AttendanceStatus, Meeting


def details(meeting: Meeting, width: int) -> str:
    """Title, times, who, who was away, topics, decisions, papers' blanks."""
    times = f"{meeting.from_time:%H:%M}-{meeting.to_time:%H:%M}"
    said = [meeting.title, f"{kind_of_meeting(meeting)}  {day_words(meeting.day)}  {times}  {meeting.place}".rstrip()]
    said += [_("Struck: it counts no hours. New slips (6) take them back.")] if meeting.is_struck else []
    for label, text in ((_("Host", context="meeting"), meeting.host), (_("Recorder"), meeting.recorder)):
        said += [_("{label}: {text}").format(label=label, text=text)] if text else []
    if meeting.attendance:
        words = _("Expected {expected}, present {present}")
        said.append(words.format(expected=meeting.expected, present=meeting.present))
    for status in list(AttendanceStatus)[1:]:
        names = [
            one.name + (_("({reason})").format(reason=one.reason) if one.reason else "")
            for one in meeting.attendance
            if one.status is status
        ]
        if names:
            said.append(_("{label}: {text}").format(label=attendance_words(status), text=_(", ").join(names)))
    said += [_("Topic: {title}").format(title=one.title) for one in meeting.topics]
    said += [
        _("Decided: {text}").format(text="  ".join(filter(None, (one.text, one.owner)))) for one in meeting.decisions
    ]
    said += [
        _("Vote: {subject}, in favour {yes}, against {no}, abstained {none}").format(
            subject=one.subject, yes=one.in_favour, no=one.against, none=one.abstained
        )
        for one in meeting.votes
    ]
    called = {one.person: one.name for one in meeting.attendance}
    said += [
        _("Made up: {name} {day}, {n} min").format(
            name=called.get(one.person, one.person), day=day_words(one.day), n=one.minutes
        )
        for one in meeting.make_ups
    ]
    said += [meeting.summary] if meeting.summary else []
    return "\n".join(line for text in said for line in fold(text, width))
