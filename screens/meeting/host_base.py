"""A screen over the host's desk: jobs are done there, and a fault is said in its own line, nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from content.errors import SixdontsError
from desk.desk import Desk
from desk.hosting import Host
from screens.kit.base import AtDesk


class HostBase(AtDesk[str | None]):
    """What the host's screen and its menu have in common."""

    def __init__(self, desk: Desk, host: Host) -> None:
        super().__init__(desk)
        self.host = host
        self.fault = ""  # what the last job could not do; it is said even where only the wall is shown

    async def do(self, job: Callable[[], Any]) -> Any:
        """What a job at the host's desk returns; a fault is said in its line, nowhere else."""
        try:
            found = await self.desk.do(job)
        except SixdontsError as error:
            from desk.words.faults import fault_words

            self.host.said = self.fault = fault_words(error)
            return None
        self.fault = ""
        return found
