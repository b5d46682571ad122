"""The queries as they are packaged, and what they are asked about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable

from content.period import Period
from reports.branch_figures import FEWEST_BY_ITEM
from storage.errors import NotWholeMonths
from storage.spans import months_in

PROVINCE, OFFICE, BRANCH = 0, 1, 2
"""The levels of a result's rows."""
NO_MONTH = "SELECT period, first_day, last_day FROM lake WHERE 1 = 0"
FIRST_RESULT = 30
"""The number from which on a query is a result, and no step towards one."""


def queries() -> dict[str, str]:
    """Every query by the name of its view, in the order in which they are made."""
    return {view_name(one.name): one.read_text("utf-8") for one in _packaged()}


def results() -> list[str]:
    """The names of the views that are results."""
    return [view_name(one.name) for one in _packaged() if int(one.name[:2]) >= FIRST_RESULT]


def sql_files(period: Period, today: date, target_hours: int) -> dict[str, str]:
    """All queries as files by name, those of what is asked before the others: each becomes the view it is named after.

    Raises:
        NotWholeMonths: as of `given`.
    """
    asked = {f"00_{name}.sql": f"{query}\n" for name, query in given(period, today, target_hours).items()}
    return asked | {one.name: one.read_text("utf-8") for one in _packaged()}


def _packaged() -> list[Traversable]:
    found = (one for one in files(__package__).iterdir() if one.name.endswith(".sql"))
    return sorted(found, key=lambda one: one.name)


def view_name(file_name: str) -> str:
    """What the view of a file is called: its name without the number."""
    return file_name.removesuffix(".sql")[3:]


def given(period: Period, today: date, target_hours: int) -> Mapping[str, str]:
    """What is asked, as views beside the facts: the days, the months that have begun, the levels.

    Raises:
        NotWholeMonths: the period is not made of months, by which a province is counted.
    """
    months = [month for month in months_in(period) if month.first <= today]
    if not months_in(period):
        raise NotWholeMonths
    stood_on = min(period.last, today)
    asked = (
        f"SELECT '{period.first}' AS first_day, '{period.last}' AS last_day, '{stood_on}' AS stood_on, "
        f"CAST({target_hours * 60} AS BIGINT) AS target_minutes, CAST({FEWEST_BY_ITEM} AS BIGINT) AS fewest"
    )
    named = [f"SELECT '{one}' AS period, '{one.first}' AS first_day, '{one.last}' AS last_day" for one in months]
    levels = " UNION ALL ".join(f"SELECT {level} AS level" for level in (PROVINCE, OFFICE, BRANCH))
    return {"asked": asked, "months": " UNION ALL ".join(named) or NO_MONTH, "levels": levels}
