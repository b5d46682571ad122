"""A meeting on paper: the branch's own minutes (会议记录), the short ones (纪要), and the sheet people sign (签到表).

What is not known is a blank to be filled in by hand, never a phrase. The short minutes hold what was decided and who
was there, and nobody's words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import time
from functools import reduce

from content.agenda import step_called
from content.dates import day_words
from content.session_events import AgendaStep, StepKind
from content.words import _, language, ngettext
from reports.document import Attachments, Blank, Block, Cell, Column, Document, Heading, Labelled, Paragraph, Table
from reports.fact_words import numbered
from reports.terms import attendance_words, kind_of_meeting, office_and_post, vote_method_words
from storage.records import Attendance, AttendanceStatus, Decision, Meeting, MeetingKind, Topic

BLANK = "____________"
_OBSERVER_LINES, _SIGNING_POINTS = 3, 22
_SIGNING_LINES = 20  # where nobody knows who is expected: as many as a page has room for
_TO_WRITE_ON = Blank(4, is_ruled=True)
PRESENT, LATE = AttendanceStatus.PRESENT, AttendanceStatus.LATE
ON_LEAVE, ABSENT, OBSERVER = AttendanceStatus.ON_LEAVE, AttendanceStatus.ABSENT, AttendanceStatus.OBSERVER


def lacking(meeting: Meeting) -> list[str]:
    """What minutes must say and this meeting does not: the labels of the blanks."""
    wanted = [
        (_("Place", context="minutes"), meeting.place),
        (_("Host", context="minutes"), meeting.host),
        (_("Recorder", context="minutes"), meeting.recorder),
        (_("Attendance"), meeting.attendance),
        (_("Topics", context="minutes"), meeting.topics),
        (_("Lecturer"), meeting.lecturer or meeting.kind is not MeetingKind.LECTURE),
    ]
    return [label for label, there in wanted if not there]


def minutes(meeting: Meeting, branch: str, results: Iterable[str] = ()) -> Document:
    """The branch's own minutes, signed by host and recorder; `results`: what came out in the session, a line each."""
    blocks = [
        *_head(meeting),
        *_attendance(meeting),
        *numbered(
            [
                (_("Topics", context="minutes"), [*_topics(meeting.topics)] or [_TO_WRITE_ON]),
                (_("Steps held", context="minutes"), [Paragraph(text) for text in _held(meeting)]),
                (_("Hands and contest"), [Paragraph(f"{n}. {text}") for n, text in enumerate(results, start=1)]),
                (_("Votes"), _votes(meeting)),
                (_("Decisions"), _decisions(meeting.decisions) or ([] if meeting.topics else [_TO_WRITE_ON])),
                (_("Summary", context="minutes"), [Paragraph(meeting.summary)] if meeting.summary.strip() else []),
                (_("Made up later"), [Paragraph(text) for text in _made_up(meeting)]),
            ]
        ),
    ]
    if meeting.attachments:
        blocks.append(Attachments(meeting.attachments, _("Attachments: ")))
    blocks += [Blank(), Paragraph(_("Host (signed): ________  Recorder (signed): ________"))]
    title = _("Minutes: {kind}").format(kind=kind_of_meeting(meeting))
    if meeting.is_late_entry:
        title += _(" (entered later)")
    return Document(f"{branch}\n{title}" if branch else title, tuple(blocks))


def short_minutes(meeting: Meeting, branch: str) -> Document:
    """What was decided, and who was there: for passing on. Nobody's words, no scores."""
    what = _("On {day}, {host} chaired this meeting at {place}: {title}. It decided:").format(
        day=day_words(meeting.day), host=meeting.host or BLANK, place=meeting.place or BLANK, title=_named(meeting)
    )
    blocks: list[Block] = [Paragraph(what)]
    blocks += _decisions(meeting.decisions) or [_TO_WRITE_ON]
    blocks += [Blank(), Labelled(_("Present: "), _names(meeting, PRESENT, LATE, with_reason=False) or BLANK)]
    for label, status in ((_("On leave: "), ON_LEAVE), (_("Absent: "), ABSENT), (_("Observers: "), OBSERVER)):
        if names := _names(meeting, status, with_reason=False):
            blocks.append(Labelled(label, names))
    blocks += [Blank(), Labelled(_("Issued by: "), BLANK), Labelled(_("Copies to: "), BLANK)]
    title = _("Summary minutes: {kind}").format(kind=kind_of_meeting(meeting))
    return Document(f"{branch}\n{title}" if branch else title, tuple(blocks))


def sign_in_sheet(meeting: Meeting, branch: str, offices: Mapping[str, str] | None = None) -> Document:
    """The sheet people sign, made before the meeting: a row for each who is expected, and rows for observers.

    Where nobody knows who is expected the rows are empty, and how many they were is filled in by hand.
    offices: by person, the office the roster has them in; the post stands in the attendance.
    """
    titles = ((_("No.", context="sheet"), 3), (_("Name"), 9), (_("Office, post"), 15), (_("Party group"), 5),
              (_("Signature"), 8), (_("Arrived"), 7), (_("Remarks"), 3))  # fmt: skip
    columns = tuple(Column(title, width) for title, width in titles)
    expected = [one for one in meeting.attendance if one.is_expected]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (number, one.name, office_and_post((offices or {}).get(one.person, ""), one.post), _group(one), "", "", "")
        for number, one in enumerate(expected, start=1)
    ) or tuple((number, *[""] * (len(columns) - 1)) for number in range(1, _SIGNING_LINES + 1))
    guests = [one for one in meeting.attendance if not one.is_expected]
    names = [(one.name, one.post) for one in guests] + [("", "")] * max(_OBSERVER_LINES - len(guests), 1)
    observers = tuple((name, post, "", "") for name, post in names)
    when = _("{day} {begin}").format(day=day_words(meeting.day), begin=_clock(meeting.from_time))
    foot = _("Expected {n}   Present ____   On leave ____   Absent ____").format(n=len(expected) or "____")
    named = (Column(_("Name"), 8), Column(_("Office, post"), 16), Column(_("Signature"), 10), Column(_("Remarks"), 10))
    blocks: tuple[Block, ...] = (
        Labelled(_("Meeting: "), _named(meeting)),
        Labelled(_("Time: "), when),
        Labelled(_("Place: "), meeting.place or BLANK),
        Table(columns, rows, row_points=_SIGNING_POINTS),
        Paragraph(foot),
        Table(named, observers, caption=_("Observers"), row_points=_SIGNING_POINTS),
    )
    title = _("Sign-in sheet")
    return Document(f"{branch}\n{title}" if branch else title, blocks)


def _group(one: Attendance) -> str:
    """The Party group beneath its heading: 第一党小组 and 第一小组 are 第一, so that a row needs one line."""
    return one.party_group.removesuffix("小组").removesuffix("党") or one.party_group


def when_and_where(meeting: Meeting) -> Iterator[Block]:
    """The lines that say when and where a meeting was held."""
    hours = _("{day} {begin} to {end}").format(
        day=day_words(meeting.day), begin=_clock(meeting.from_time), end=_clock(meeting.to_time)
    )
    if meeting.break_minutes:
        hours += ngettext(" (break of {n} minute)", " (breaks of {n} minutes)", meeting.break_minutes).format(
            n=meeting.break_minutes
        )
    yield Labelled(_("Time: "), hours)
    yield Labelled(_("Place: "), meeting.place or BLANK)


def _head(meeting: Meeting) -> Iterator[Block]:
    yield Labelled(_("Meeting: "), _named(meeting))
    yield from when_and_where(meeting)
    yield Labelled(_("Host: "), meeting.host or BLANK)
    yield Labelled(_("Recorder: "), meeting.recorder or BLANK)
    if meeting.kind is MeetingKind.LECTURE or meeting.lecturer:
        yield Labelled(_("Lecturer: "), meeting.lecturer or BLANK)


def _attendance(meeting: Meeting) -> Iterator[Block]:
    counts = _("expected {expected}, present {present}").format(expected=meeting.expected, present=meeting.present)
    yield Labelled(_("Attendance: "), counts if meeting.attendance else BLANK)
    for status in (PRESENT, LATE, ON_LEAVE, ABSENT, OBSERVER):
        if names := _names(meeting, status):
            yield Labelled(_("{label}: ").format(label=_first_large(attendance_words(status))), names)


def _names(meeting: Meeting, *statuses: AttendanceStatus, with_reason: bool = True) -> str:
    return _(", ").join(_with_remarks(one, with_reason) for one in meeting.attendance if one.status in statuses)


def _with_remarks(one: Attendance, with_reason: bool) -> str:
    """A name with what is to be said of it: why on leave, when they came or went, the post of an observer."""
    remarks = [one.reason] if one.reason and with_reason else []
    if one.status is OBSERVER and one.post:
        remarks.append(one.post)
    if with_reason and one.arrived:
        remarks.append(_("arrived {time}").format(time=_clock(one.arrived)))
    if with_reason and one.left:
        remarks.append(_("left {time}").format(time=_clock(one.left)))
    return _("{name} ({remarks})").format(name=one.name, remarks=_beside(remarks)) if remarks else one.name


def _beside(remarks: list[str]) -> str:
    """Remarks one behind the other: each says something of its own, so that they are no list of names."""
    return reduce(lambda said, more: _("{said}, {more}").format(said=said, more=more), remarks)


def _topics(topics: Iterable[Topic]) -> Iterator[Block]:
    for number, topic in enumerate(topics, start=1):
        lead = f"（{_numeral(number)}）{topic.title}" if language() == "zh" else f"({number}) {topic.title}"
        yield Heading(2, lead)
        about = [_("reported by {name}").format(name=topic.reporter)] if topic.reporter else []
        if topic.minutes:
            about.append(ngettext("{n} minute", "{n} minutes", topic.minutes).format(n=topic.minutes))
        if about:
            yield Paragraph(_("{text}.").format(text=_("; ").join(about)))
        if topic.materials:
            names = [
                f"{one.title}{_('({number})').format(number=one.number) if one.number else ''}"
                for one in topic.materials
            ]
            yield Paragraph(_("Materials: {list}.").format(list=_(", ").join(names)))
        if topic.text.strip():
            yield Paragraph(topic.text)
        for one in topic.spoken:
            yield Paragraph(one.text.strip() or BLANK, bold_lead=_("{name}: ").format(name=one.name))


def _numeral(number: int) -> str:
    numerals = "一二三四五六七八九十"
    return numerals[number - 1] if number <= len(numerals) else str(number)


def _votes(meeting: Meeting) -> list[Block]:
    titles = ((_("Subject", context="minutes"), 14), (_("With a vote"), 6), (_("Of them present"), 6),
              (_("In favour"), 5), (_("Against"), 5), (_("Abstained"), 5),
              (_("How", context="minutes"), 7))  # fmt: skip
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.subject, one.entitled, one.entitled_present, one.in_favour, one.against, one.abstained,
         vote_method_words(one.method))
        for one in meeting.votes
    )  # fmt: skip
    return [Table(tuple(Column(title, width) for title, width in titles), rows)] if rows else []


def _decisions(decisions: Iterable[Decision]) -> list[Block]:
    found: list[Block] = []
    for number, one in enumerate(decisions, start=1):
        about = [_("by {owner}").format(owner=one.owner)] if one.owner else []
        if one.due_day:
            about.append(_("by {day}", context="minutes").format(day=day_words(one.due_day)))
        text = _("{text} ({remarks})").format(text=one.text, remarks=_beside(about)) if about else one.text
        found.append(Paragraph(f"{number}. {text}"))
    return found


def _made_up(meeting: Meeting) -> Iterator[str]:
    names = {one.person: one.name for one in meeting.attendance}
    for one in meeting.make_ups:
        words = _("{name}: {day}, {n} minutes; {how}; confirmed by {by}")
        yield words.format(
            name=names.get(one.person, one.person), day=day_words(one.day), n=one.minutes, how=one.how or BLANK,
            by=one.confirmed_by or BLANK,
        )  # fmt: skip


def _held(meeting: Meeting) -> Iterator[str]:
    """The steps of the session that were held: what was read, discussed and played, with the minutes each took."""
    kinds = set(map(str, StepKind))
    held = [one for one in meeting.steps if one.minutes is not None]
    for number, one in enumerate(held, start=1):
        kind = StepKind(one.kind) if one.kind in kinds else StepKind.OTHER
        took = ngettext("{n} minute", "{n} minutes", one.minutes or 0).format(n=one.minutes)
        took = took if one.minutes else _("under 1 minute")
        called = step_called(AgendaStep(kind=kind, title=one.title))
        yield f"{number}. " + _("{text} ({remarks})").format(text=called, remarks=took)
    if len(held) > 1:
        n = sum(one.minutes or 0 for one in held)
        yield ngettext("{n} minute in all", "{n} minutes in all", n).format(n=n)


def _named(meeting: Meeting) -> str:
    return (
        _("{title} (no. {number})").format(title=meeting.title, number=meeting.number)
        if meeting.number
        else meeting.title
    )


def _first_large(words: str) -> str:
    return words[:1].upper() + words[1:]


def _clock(at: time) -> str:
    return f"{at.hour}:{at.minute:02}"
