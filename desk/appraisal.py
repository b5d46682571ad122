"""A quarter, half a year or a year in one document (平时考核, 年度总结), to be finished by hand."""

from __future__ import annotations

from pathlib import Path

from content.dates import period_words
from content.period import Period
from content.words import _
from desk.desk import Desk
from desk.review import read_review
from desk.saved_as import files_as
from reports.appraisal import appraisal
from reports.document import Document
from reports.edited import edited
from reports.ledger import ledger_of
from storage.submission import safe_name

SUFFIXES = (".docx", ".md")


def appraisal_of(desk: Desk, period: Period) -> Document:
    """The document of a period. A long job.

    Raises:
        NotRead: part of it could not be read, so that something would be missing.
    """
    journal = desk.journal
    ledger = ledger_of(journal, period, desk.today(), desk.calendar)
    notes, look_backs = journal.notes.within(period), journal.look_backs.within(period)
    journal.files.must_be_read("notes", "lookbacks")
    return appraisal(read_review(desk, period), ledger, notes, look_backs)


def appraisal_files(desk: Desk, period: Period, text: str, folder: Path) -> dict[Path, bytes]:
    """What would be saved in a folder: the document as the person has it now. A long job.

    Raises:
        NotRead: part of it could not be read, so that something would be missing.
    """
    name = desk.journal.profile().name
    stem = "_".join(filter(None, (name and safe_name(name), period_words(period), _("work and study", context="file"))))
    return files_as(desk, folder / stem, edited(text, appraisal_of(desk, period)), SUFFIXES)
