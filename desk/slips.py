"""Slips of a meeting's hours: written for the members, and taken in by a member's program once, however often."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from content.dates import day_words
from content.errors import reason_of
from content.hours import hours
from content.importing.table import name_key
from content.period import Period
from content.words import _
from desk.desk import Desk
from desk.meeting_names import file_stem
from desk.opened import as_opened
from reports.summary import program
from storage import disk
from storage.errors import NotRead
from storage.records import Attendance, Meeting, NoteKind, StudyNote, made_up_minutes, minutes_of
from storage.slips import Slip, SlipEntry, SlipHeader, read_slip, write_slip
from storage.submission import READING_LIMIT, NotASubmission, safe_name


def slip_files(desk: Desk, meeting: Meeting, folder: Path) -> dict[Path, bytes]:
    """What would be saved in a folder: the slip for all, and one for each member who was there or made it up (补学).

    Those of a meeting that was struck say 0 and take back what earlier ones said.
    """
    found = [(one, minutes_of(meeting, one) or made_up_minutes(meeting, one.person)) for one in given_slips(meeting)]
    words = _("slips")
    everybody = [SlipEntry(member_no=one.member_no, minutes=minutes) for one, minutes in found]
    stem = file_stem(desk, meeting)
    files = {folder / f"{stem}_{words}.txt": _file(desk, meeting, everybody)} if everybody else {}
    names = [one.name for one in meeting.attendance]  # who was away too: their slip may come later, under one name
    for one, minutes in found:
        who = one.name if names.count(one.name) == 1 else f"{one.name}-{one.member_no}"
        name = f"{safe_name(who)}_{stem}_{_('slip')}.txt"
        entry = SlipEntry(member_no=one.member_no, minutes=minutes)
        files[folder / words / name] = _file(desk, meeting, [entry], whose=one.name)
    return files


def given_slips(meeting: Meeting) -> list[Attendance]:
    """Who is given a slip: who was there or made it up, and has a number."""
    made_up = {one.person for one in meeting.make_ups}
    return [one for one in meeting.attendance if one.member_no and (one.is_there or one.person in made_up)]


def _file(desk: Desk, meeting: Meeting, entries: list[SlipEntry], whose: str = "") -> bytes:
    header = SlipHeader(
        branch=desk.branch.branch_name(),
        meeting_uid=meeting.uid,
        revision=meeting.rev,
        title=meeting.title,
        day=meeting.day,
        made_at=desk.now(),
        program=program(),
        member_no=entries[0].member_no if whose else "",
        name=whose,
        count=len(entries),
    )
    return write_slip(header, entries, _page(header, entries, is_struck=meeting.is_struck))


def _page(header: SlipHeader, entries: list[SlipEntry], *, is_struck: bool) -> str:
    """The part for people: which meeting, whose minutes, what is done with it."""
    lines = [_("Slip of attendance: {title}, {day}").format(title=header.title, day=day_words(header.day))]
    lines += [header.branch] if header.branch else []
    lines += [_("The meeting was struck: its hours are taken back.")] if is_struck else []
    lines.append("")
    for one in entries:
        if not one.minutes and not is_struck:
            continue
        words = _("{name} ({number})  {hours} h") if header.name else _("{number}  {hours} h")
        lines.append(words.format(name=header.name, number=one.member_no, hours=hours(one.minutes)))
    lines += ["", _("Take it in at Study (F3): the hours are counted once, however often it is taken in."),
              _("The checksum shows that the file was not changed, not that it is true.")]  # fmt: skip
    return "\n".join(lines)


class SlipNews(StrEnum):
    """What taking in a slip would come to."""

    NEW = "new"
    ASK = "ask"  # notes of one's own of that day may be of the same meeting
    NEWER = "newer"  # the minutes change
    SAME = "same"  # it was taken in before
    OLD = "old"  # a later revision was
    NONE = "none"  # it counts no hours, and none were counted
    OTHER = "other"  # it is for somebody else, or says nothing of this person
    NO_NUMBER = "no_number"  # this person's member number is not known here
    OTHER_BRANCH = "other_branch"  # it is from another branch


@dataclass(frozen=True)
class SlipLook:
    """A slip looked at: what it would come to, the minutes, the note it has already, and notes that may be of it."""

    slip: Slip
    news: SlipNews
    minutes: int = 0
    note: StudyNote | None = None
    own_notes: tuple[StudyNote, ...] = ()


def look_at_slip(desk: Desk, data: bytes) -> SlipLook:
    """What a slip would come to; nothing is written.

    Raises:
        SubmissionError: it is no sound slip.
        NotRead: some notes could not be read, so that the meeting could be counted twice; or whose program it is.
    """
    slip, profile = read_slip(data), desk.journal.profile()
    desk.journal.files.must_be_read("profile")
    header = slip.header
    if not profile.member_no:
        return SlipLook(slip, SlipNews.NO_NUMBER)
    if header.branch and profile.branch and name_key(header.branch) != name_key(profile.branch):
        return SlipLook(slip, SlipNews.OTHER_BRANCH)
    minutes, note = slip.minutes(profile.member_no), _note_of(desk, header)
    if minutes is None and not header.member_no and note is not None:
        minutes = 0  # a later list of who was there takes back what an earlier slip said of who was not
    if minutes is None or (header.name and name_key(header.name) != name_key(profile.name)):
        return SlipLook(slip, SlipNews.OTHER)
    if note is not None:
        return SlipLook(slip, _against(note, header.revision, minutes), minutes, note)
    if not minutes:
        return SlipLook(slip, SlipNews.NONE)
    until = max(header.day, header.made_at.date())
    own = tuple(
        one
        for one in desk.journal.notes.within(Period(header.day, until))
        if not one.meeting_uid and _may_be_of_it(one, header)
    )
    return SlipLook(slip, SlipNews.ASK if own else SlipNews.NEW, minutes, own_notes=own)


def look_at_file(desk: Desk, file: Path) -> SlipLook:
    """The same of the slip in a file.

    Raises:
        SubmissionError: it is no sound slip.
        NotRead: the system did not let the file, or some notes, be read.
    """
    try:
        data = disk.read_plain(file, READING_LIMIT + 1)
    except disk.NotPlain as error:
        raise NotASubmission("no_slip") from error
    except OSError as error:
        raise NotRead(file.parent, file.name, reason_of(error)) from error
    return look_at_slip(desk, data)


def take_in_slip(desk: Desk, look: SlipLook, same_as: StudyNote | None = None) -> StudyNote | None:
    """Count the hours of a slip as it was looked at: in a note of its own, or in the one that is the same meeting's.

    None when there is nothing to be done. In `same_as` the slip's minutes count and the words stay.

    Raises:
        ChangedElsewhere: that note, or the one of an earlier slip, was changed since.
        StorageError: it could not be saved.
    """
    if look.news not in (SlipNews.NEW, SlipNews.ASK, SlipNews.NEWER):
        return None
    now, header, notes = desk.now(), look.slip.header, desk.journal.notes
    fields = {"minutes": look.minutes, "meeting_uid": header.meeting_uid, "meeting_rev": header.revision}
    if opened := look.note or same_as:
        return notes.change(opened, lambda there: as_opened(there, opened).changed(now, **fields))
    uid = f"meeting-{header.meeting_uid}"[:80]
    return notes.add(StudyNote.new(now, header.day, uid=uid, title=header.title, kind=NoteKind.GROUP, **fields))


def _note_of(desk: Desk, header: SlipHeader) -> StudyNote | None:
    """The note that has this meeting's hours, wherever its day lies by now."""
    found = [one for one in desk.journal.notes.all() if one.meeting_uid == header.meeting_uid]
    desk.journal.files.must_be_read("notes")
    return found[0] if found else None


def _may_be_of_it(note: StudyNote, header: SlipHeader) -> bool:
    """Whether a note of one's own may be of that meeting: of its day, or studied later (补课) under its name."""
    if note.kind is NoteKind.MAKE_UP:
        return note.day == header.day or name_key(note.title) == name_key(header.title)
    return note.day == header.day and note.kind in (NoteKind.GROUP, NoteKind.TRAINING)


def _against(note: StudyNote, revision: int, minutes: int) -> SlipNews:
    if revision < note.meeting_rev:
        return SlipNews.OLD
    is_same = revision == note.meeting_rev or note.minutes == minutes
    return SlipNews.SAME if is_same else SlipNews.NEWER
