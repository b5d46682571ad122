"""What the lines of a submission are made of: counts, uids, periods and instants in their one spelling."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints

from content.period import Period

Count = Annotated[int, Field(ge=0, le=1_000_000)]
Sum = Annotated[int, Field(ge=0, le=10**18)]
"""A count over as many files, and as many files of other branches, as may be taken in."""
Uid = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z._-]{1,80}$")]


def _period_as_written(text: str) -> str:
    if str(Period.parse(text)) != text:
        raise ValueError("a period has one way to be written")
    return text


def _in_utc(at: datetime) -> datetime:
    return at.astimezone(UTC)


PeriodText = Annotated[str, StringConstraints(max_length=30), AfterValidator(_period_as_written)]
Instant = Annotated[AwareDatetime, AfterValidator(_in_utc)]
