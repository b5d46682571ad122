"""Reports that were made (留存报告): each with the figures it showed, never changed, so that a later recount is seen.

branch/reports/2026.json     by the year they were made in
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from pydantic import Field

from content.period import Period
from storage.branch_figures import Figures
from storage.clock import local_day
from storage.facts import PeriodText
from storage.files import RecordFiles
from storage.records import Line, Name, Record
from storage.seen_whole import must_be_seen
from storage.shelf import Shelf, by_year


class MadeReport(Record):
    """A report as it was made: the period, the day things stood as of (情况截至), the figures, and what it was made of.

    `day` is the day it was made, until which files were taken in (采集截至). `sources` are the SHA-256 of the files.
    """

    period: PeriodText
    stood_on: date
    figures: Figures
    sources: Annotated[tuple[Line, ...], Field(max_length=20_000)] = ()
    file_names: tuple[Name, ...] = ()


class MadeReports:
    """The reports of one branch, in the order they were made."""

    def __init__(self, files: RecordFiles) -> None:
        self._files = files
        self._shelf = Shelf(files, "branch/reports", MadeReport, near=by_year)

    def all(self) -> list[MadeReport]:
        """Every report that was made, the oldest first."""
        found = self._shelf.all()
        must_be_seen(self._files, "branch/reports")
        return sorted(found, key=lambda one: one.written_at)

    def last(self, period: Period) -> MadeReport | None:
        """The report on exactly this period that was made last."""
        return next((one for one in reversed(self.all()) if one.period == str(period)), None)

    def keep(
        self, period: Period, stood_on: date, figures: Figures, sources: Iterable[str], file_names: Iterable[str]
    ) -> MadeReport:
        """Keep a report; the one made last where it says the same of the same files, by whichever window."""
        with self._files.transaction() as transaction:
            sources, at, last = tuple(sources), transaction.at, self.last(period)
            if last is not None and (last.stood_on, last.figures, last.sources) == (stood_on, figures, sources):
                return last
            fields = {"stood_on": stood_on, "figures": figures, "sources": sources, "file_names": tuple(file_names)}
            return self._shelf.add(MadeReport.new(at, local_day(at), period=str(period), **fields))
