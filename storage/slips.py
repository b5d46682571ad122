"""Slips of attendance (学习凭条): what a meeting counts in a member's hours, from the register to their program.

A file of the family of submissions (submission.py). One for a member, or one for all that holds numbers and minutes
and nothing else, so that nobody reads in it who was away and why. Whoever takes one in twice has its hours once: it is
known by the meeting and the number, and a later revision changes the minutes alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import FailFast, Field, TypeAdapter, model_validator

from storage.addressed import line_about, members_in, read_addressed
from storage.facts import Count, Instant, Uid
from storage.records import Line, Name, Part
from storage.roster import member_key
from storage.submission import seal

KIND = "slip"


class SlipHeader(Part):
    """Which meeting of which branch, in which revision of its register; without a number it is for all."""

    fact: Literal["header"] = "header"
    format: Literal[1] = 1
    kind: Literal["slip"] = "slip"
    branch: Line = ""
    meeting_uid: Uid
    revision: Annotated[int, Field(ge=1, le=1_000_000)]
    title: Name
    day: date
    made_at: Instant
    program: Name
    member_no: Line = ""
    name: Line = ""
    count: Count


class SlipEntry(Part):
    """The minutes of one member; 0 takes back what an earlier revision said."""

    fact: Literal["attended"] = "attended"
    member_no: Name
    minutes: Count


class Slip(Part):
    """A header and the entries it counts, of each member one."""

    header: SlipHeader
    entries: Annotated[tuple[SlipEntry, ...], Field(max_length=20_000)] = ()

    @model_validator(mode="after")
    def _keeps_to_whom_it_is_for(self) -> Self:
        keys = members_in(self.entries, self.header.count)
        if self.header.member_no and keys != {member_key(self.header.member_no)}:
            raise ValueError("it holds what is about somebody else")
        return self

    def minutes(self, member_no: str) -> int | None:
        """The minutes of the member of that number; None when it says nothing of them."""
        found = line_about(member_no, self.entries)
        return found.minutes if found else None


_LINES = TypeAdapter(Annotated[tuple[Annotated[SlipHeader | SlipEntry, Field(discriminator="fact")], ...], FailFast()])


def write_slip(header: SlipHeader, entries: Iterable[SlipEntry], page: str) -> bytes:
    """The slip as a file, with `page` in front for people to read.

    Raises:
        ValueError: it would hold what is not for whom it is made.
        TooLarge: it would be over the size limit.
    """
    slip = Slip(header=header, entries=tuple(entries))
    return seal((slip.header, *slip.entries), page)


def read_slip(data: bytes) -> Slip:
    """The slip in a file, only if it is exactly what the writer wrote.

    Raises:
        SubmissionError: it is not; which of them says why.
    """
    return read_addressed(data, _LINES, KIND, Slip, "entries")
