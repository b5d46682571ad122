"""Which period is meant, as people write it."""

from __future__ import annotations

from content.dates import no_day_words, period_of
from content.period import Period
from content.words import _
from screens.kit.base import Room
from screens.kit.checks import Fault
from screens.kit.form import Field, FormDialog, Values


async def ask_period(room: Room, title: str, preset: str, does: str) -> Period | None:
    """The period that is meant, None when that was left; in a step."""
    today, calendar = room.desk.today(), room.desk.calendar
    field = Field("period", _("Period"), preset, hint=_("such as 2026-10, 2026-Q3, 2026, 2026-W47"))

    def fault(values: Values) -> Fault:
        try:
            period_of(values["period"], today, calendar)
        except (ValueError, OverflowError) as error:
            words = _("Which period? Write 2026-10, 2026-Q3, 2026-H2, 2026, or 2026-11-01..2026-11-15.")
            return "period", no_day_words(error, words)
        return None

    values: Values | None = await room.ask(FormDialog(title, (field,), fault, does=does))
    return None if values is None else period_of(values["period"], today, calendar)
