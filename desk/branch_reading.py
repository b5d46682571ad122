"""A member's submission as it came: the very page that people read, from the file that was taken in."""

from __future__ import annotations

from content.calendar import Calendar
from content.period import Period
from content.words import _
from desk.branch_names import labels
from desk.desk import Desk
from reports.document import Document
from reports.fact_words import sections
from reports.namesakes import standing_told_apart
from reports.plain_text import plain_text
from storage.branch_records import Received
from storage.standings import MemberStanding
from storage.submission import Submission, SubmissionError, page_of, read


def reading(desk: Desk, person: str, period: Period) -> tuple[MemberStanding, str] | None:
    """How a member stands for a period and what they sent, if they did; None where they did not belong. A long job."""
    found = next((one for one in desk.branch.standings(period) if one.person == person), None)
    if found is None:
        return None
    return standing_told_apart(found, labels(desk)), page_words(desk, found.received) if found.received else ""


def page_words(desk: Desk, received: Received) -> str:
    """All that a member ticked, in the words of the file itself; a line says so where the file is lost. A long job."""
    try:
        data = desk.branch.original(received.sha256)
        submission = read(data)
    except FileNotFoundError:
        return _("The file taken in is not there any more: {file}. Take it in again.").format(file=received.file_name)
    except (OSError, SubmissionError):
        return _("The file taken in was changed since, and is not shown: {file}.").format(file=received.file_name)
    return page_of(data) or _made(submission, desk.calendar)


def _made(submission: Submission, calendar: Calendar) -> str:
    """For a file without a page: what its facts say."""
    header = submission.header
    blocks = sections(submission.facts, header.item_words, Period.parse(header.period), calendar)
    return plain_text(Document(header.name, blocks))
