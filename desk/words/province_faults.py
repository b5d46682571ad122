"""The words for what can go wrong with a province's facts."""

from __future__ import annotations

from content.words import _
from storage import errors
from storage.province_parquet import period_of


def province_fault_words(error: errors.ProvinceError) -> str:
    """One line: what happened, and what to do."""
    if isinstance(error, errors.NoEngine):
        words = _("For this the program lacks a part. Where there is a network: pip install {part}")
        return words.format(part='"sixdonts[province]"')
    if isinstance(error, errors.NoLake):
        return _("{folder}: there are no facts here. First run: sixdonts rollup add FOLDER --into LAKE").format(
            folder=error.folder
        )
    if isinstance(error, errors.DamagedLake):
        return _(
            "{file} is damaged or cut off, so nothing was counted. Run rollup add with the folders of {period} again: "
            "the damaged file is set aside, and made again."
        ).format(file=error.path, period=period_of(error.path))
    if isinstance(error, errors.NotWholeMonths):
        return _("A province is counted by whole months. Write a month, a quarter or a year: 2026-11, 2026-Q4, 2026")
    return _("The facts of the province cannot be counted. Nothing was changed.")
