"""How a form spells a day that goes in as text: as its own days stand, one spelling a table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from content.importing.number_format import Moment
from reports.document import Cell, cell_text, clean

CHINESE, PLAIN = 'yyyy"年"m"月"d"日"', "yyyy-mm-dd"
_IN_CHINESE = re.compile(r"\d{4}\s*年|年[\s_＿]*月[\s_＿]*日")
_DAY_AND_REMARK = re.compile(r"(\d{4}-\d\d-\d\d)(（.*）)?", re.DOTALL)  # as a due day stands in a table
_FIRST_DAY = date(1899, 12, 30)


def spelling_of(codes: Iterable[str], texts: Iterable[str]) -> str:
    """The code of a form's spelling: of the first of its formats that shows whole days, else as its own texts do."""
    for code in codes:
        moment = Moment.of((date(2026, 11, 30) - _FIRST_DAY).days, code, 0)
        if moment is not None and moment.whole:
            return code
        if "月" in code:
            return CHINESE
    return CHINESE if any(_IN_CHINESE.search(text) for text in texts) else PLAIN


def spelled(value: Cell, code: str) -> str:
    """What goes into a cell as text; a day, with or without a remark, in the form's spelling."""
    text = cell_text(value)
    if not isinstance(value, date) and not (isinstance(value, str) and _DAY_AND_REMARK.fullmatch(text)):
        return clean(text)
    day, remark = text[:10], text[10:]
    try:
        moment = Moment.of((date.fromisoformat(day) - _FIRST_DAY).days, code, 0)
    except ValueError:
        moment = None
    return clean((moment.shown if moment is not None else day) + remark)
