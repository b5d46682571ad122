"""Who keeps the journal, when they were away, and what they handed in."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from content.workdays import LeaveKind
from storage.records.kit import Line, Name, Part, Record

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Leave(Record):
    """Days from `day` to `last_day` that were otherwise than the calendar says, and why: leave, training, duty.

    On whole days away nothing is due; half a day away changes nothing of it; on duty a day off is due.
    """

    last_day: date
    reason: Name
    kind: LeaveKind = LeaveKind.WHOLE


class Role(StrEnum):
    """工作人员, 处室负责人."""

    STAFF = "staff"
    HEAD = "head"


class Profile(Part):
    """Who keeps this journal; every field may still be empty."""

    name: Line = ""
    member_no: Line = ""
    office: Line = ""
    post: Line = ""
    branch: Line = ""
    party_group: Line = ""
    role: Role = Role.STAFF
    is_secretary: bool = False
    joined_day: date | None = None
    left_day: date | None = None


class Sent(Record):
    """A submission this person saved: which period and revision, and the file's SHA-256; `day` is when it was made.

    picks: the ids of what was ticked; older records do not say.
    seen: of what is ticked one by one, the SHA-256 of what it said then; older records do not say.
    """

    period: Name
    revision: Annotated[int, Field(ge=1)]
    file_name: Name
    sha256: Sha256
    picks: tuple[Name, ...] = ()
    seen: dict[Name, Sha256] = {}
