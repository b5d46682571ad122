"""The shelf of self-checks, a file a month."""

from __future__ import annotations

from datetime import date

from storage.records.checks import SelfCheck
from storage.shelf import Shelf


class CheckShelf(Shelf[SelfCheck]):
    """Self-checks, a file a month."""

    def first_day(self) -> date | None:
        """The earliest day about which anything was answered; reads no more than the oldest files."""
        for name in self.files.names(self.kind):
            found = self._gather(lambda one, name=name: one == name)  # type: ignore[misc]
            if days := [check.day for check in found if any(one.mark or one.sentence for one in check.answers)]:
                return min(days)
        return None
