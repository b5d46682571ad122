"""A quarter, half a year or a year in one document (平时考核, 年度总结), to be finished by hand."""

from __future__ import annotations

from content.period import Period
from desk.desk import Desk
from desk.review import read_review
from reports.appraisal import appraisal
from reports.document import Document
from reports.ledger import ledger_of


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
