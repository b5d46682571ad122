"""A province: what branches and members sent taken into one lake of facts, and its tables. Long jobs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from content.period import Period
from desk.desk import Desk
from reports import formats
from reports.province.queries import sql_files
from reports.province.report import ProvinceReport, province_report, without_figures
from reports.province.tables import workbook
from storage.errors import NoReport
from storage.province import Lake
from storage.province_taking import Taken, take_in


def add(
    desk: Desk, into: Path, folders: Sequence[Path], office: str = "",
    so_far: Callable[[int], object] = lambda _count: None,
) -> Taken:  # fmt: skip
    """Take in all that lies in the folders; the same again changes nothing.

    Raises:
        NoEngine: DuckDB is not installed.
        Busy, WriteFailed: as of `take_in`.
    """
    return take_in(Lake(into), folders, desk.today(), office, so_far)


def report_on(
    desk: Desk, lake: Path, period: Period, *, has_figures: bool = True,
    only: Callable[[ProvinceReport], str] = lambda _made: "",
) -> ProvinceReport:  # fmt: skip
    """The figures of a period, noted in the lake as shown, so that no later report shows too few beside this one.

    One without figures of what members told is not noted: it says only who sent something. `only` says which office
    alone will be shown, or nothing; where it raises, nothing is noted.

    Raises:
        NoEngine, NoLake, DamagedLake, NotWholeMonths: as their names say.
        NoReport: the period has not begun, or there is nothing of it and was nothing before.
        Busy, WriteFailed: it could not be noted.
    """
    if period.first > desk.today():
        raise NoReport("ahead")
    there, target = Lake(lake), desk.settings.hours_target
    if has_figures and there.periods():
        with there.held():
            made = province_report(there, period, desk.today(), target, desk.now(), only)
    else:
        made = province_report(there, period, desk.today(), target)
    if not made.lines("received"):
        raise NoReport("received")
    return made if has_figures else without_figures(made)


def report_files(desk: Desk, report: ProvinceReport, paths: Sequence[Path]) -> dict[Path, bytes]:
    """The tables as files, each as its ending says."""
    content = workbook(report)
    return {path: formats.write(content, path.suffix.lower(), desk.fonts) for path in paths}


def query_files(desk: Desk, period: Period, folder: Path) -> dict[Path, bytes]:
    """The queries about a period as files, to be run elsewhere.

    Raises:
        NotWholeMonths: the period is not made of months.
    """
    found = sql_files(period, desk.today(), desk.settings.hours_target)
    return {folder / name: text.encode() for name, text in found.items()}
