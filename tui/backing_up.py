"""While the app is open: once a day, after the first save, a backup into the second folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desk.desk import Desk


class BackingUp:
    """Has the second folder looked at once when the program starts, and again after the first save of each day."""

    def __init__(self) -> None:
        self._looked: dict[Path, date | None] = {}

    async def look(self, desk: Desk) -> None:
        """Back up when it is time; the folder may be far away, so that is done beside the desk."""
        if not desk.settings.backup_folder:
            return
        from desk.backups import saved_today, second_backup

        day = desk.today() if saved_today(desk) else None
        if desk.home not in self._looked or (day is not None and self._looked[desk.home] != day):
            self._looked[desk.home] = day
            await desk.do_long(second_backup)
