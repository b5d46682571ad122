"""A meeting's papers as files: minutes, short minutes, sign-in sheet, scores, the facilitator's sheet."""

from __future__ import annotations

from pathlib import Path

from content.marking import ShownQuestion
from content.session_events import AgendaStep, ContestStepped
from content.words import _
from desk.branch_names import labels
from desk.desk import Desk
from desk.meeting_names import file_stem
from desk.session_questions import asked_of, shown_of
from desk.session_results import results_of
from reports import formats
from reports.document import Document, Table
from reports.facilitator import sheet
from reports.meetings import minutes, short_minutes, sign_in_sheet, when_and_where
from reports.namesakes import meeting_told_apart
from reports.score_sheet import Step, document, workbook
from storage.records import Meeting
from storage.roster import person_of
from storage.sessions import logged_in, session_file


def minutes_files(desk: Desk, meeting: Meeting, folder: Path) -> dict[Path, bytes]:
    """The branch's own minutes as Word and Markdown, with what came out in the session.

    Raises:
        NotRead: the session's file could not be read.
    """
    return _written(
        desk,
        meeting,
        folder,
        _("minutes", context="file"),
        minutes(_told_apart(desk, meeting), _branch(desk), results_of(desk, meeting)),
    )


def short_minutes_files(desk: Desk, meeting: Meeting, folder: Path) -> dict[Path, bytes]:
    """The short minutes as Word and Markdown."""
    page = short_minutes(_told_apart(desk, meeting), _branch(desk))
    return _written(desk, meeting, folder, _("summary minutes", context="file"), page)


def sign_in_files(desk: Desk, meeting: Meeting, folder: Path) -> dict[Path, bytes]:
    """The sheet people sign, as Word."""
    offices = {person_of(one): one.office for one in (*desk.branch.former(), *desk.branch.roster())}
    page = sign_in_sheet(_told_apart(desk, meeting), _branch(desk), offices)
    return _written(desk, meeting, folder, _("sign-in sheet", context="file"), page, (".docx",))


def score_files(desk: Desk, meeting: Meeting, folder: Path) -> dict[Path, bytes]:
    """The scores of the meeting's contest as Word and Excel; nothing where none was played.

    Raises:
        OSError: the session's file could not be read.
    """
    logged, _unreadable = logged_in(session_file(desk.home, meeting.uid))
    steps: list[Step] = [(one.at, one.event.step) for one in logged if isinstance(one.event, ContestStepped)]
    if not steps:
        return {}
    words = _("score sheet", context="file")
    files = _written(desk, meeting, folder, words, document(steps, meeting.title, when_and_where(meeting)), (".docx",))
    book = formats.write(workbook(steps, meeting.title), ".xlsx", desk.fonts)
    return {**files, folder / f"{file_stem(desk, meeting)}_{words}.xlsx": book}


def has_scores(desk: Desk, meeting: Meeting) -> bool:
    """Whether the meeting's session had a contest.

    Raises:
        OSError: the session's file could not be read.
    """
    logged, _unreadable = logged_in(session_file(desk.home, meeting.uid))
    return any(isinstance(one.event, ContestStepped) for one in logged)


def facilitator_files(
    desk: Desk,
    meeting: Meeting,
    steps: tuple[AgendaStep, ...],
    folder: Path,
    reserve: tuple[str, ...] = (),
    play_off: tuple[str, ...] = (),
    contest: Table | None = None,
) -> dict[Path, bytes]:
    """The facilitator's sheet as Word: with keys, the options in the order in which the hall shows them.

    That is the order `asked_of` gives with the meeting's uid as seed, as the session asks them.
    """
    wanted = [one for step in steps for one in step.questions]
    shown = {one.question.id: one for one in _as_shown(desk, meeting, (*wanted, *reserve, *play_off))}
    spare, held = ([shown[one] for one in part if one in shown] for part in (reserve, play_off))
    page = sheet(meeting.title, steps, meeting.from_time, shown, spare, held, contest)
    return _written(desk, meeting, folder, _("facilitator's sheet", context="file"), page, (".docx",))


def _branch(desk: Desk) -> str:
    """The branch that held the meeting: as the roster names it, else as this person's profile does."""
    return desk.branch.branch_name() or desk.journal.profile().branch


def _told_apart(desk: Desk, meeting: Meeting) -> Meeting:
    """The meeting with the number beside the name of those who share their name in the branch."""
    return meeting_told_apart(meeting, labels(desk))


def _as_shown(desk: Desk, meeting: Meeting, ids: tuple[str, ...]) -> list[ShownQuestion]:
    """The questions of these ids as this meeting's hall shows them; an id that no bank has is passed over."""
    known = {one.id: one for one in desk.catalog.questions()}
    found = [shown_of(desk, asked_of(known[one], meeting.uid)) for one in ids if one in known]
    return [one for one in found if one is not None]


def _written(
    desk: Desk, meeting: Meeting, folder: Path, words: str, page: Document, suffixes: tuple[str, ...] = (".docx", ".md")
) -> dict[Path, bytes]:
    stem = folder / f"{file_stem(desk, meeting)}_{words}"
    return {stem.with_name(stem.name + suffix): formats.write(page, suffix, desk.fonts) for suffix in suffixes}
