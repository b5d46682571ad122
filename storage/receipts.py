"""What the branch says back of submissions: one small file for all, and one for a member whose submission is returned.

A receipt is a file of the family of submissions (submission.py): the page for people, JSON lines, the checksum of all
above it. The one for all holds numbers, revisions and days and nothing else, so that nobody reads in it what is
another's; a comment stands only in the file of the one it is for. The reader holds this, too.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import FailFast, Field, TypeAdapter, model_validator

from storage.addressed import line_about, members_in, read_addressed
from storage.facts import Count, Instant, PeriodText
from storage.records import Line, Name, Part, Text
from storage.roster import member_key
from storage.submission import seal

KIND = "receipt"


class ReceiptHeader(Part):
    """Which branch says it about which period, and to whom; without a number it is for all."""

    fact: Literal["header"] = "header"
    format: Literal[1] = 1
    kind: Literal["receipt"] = "receipt"
    branch: Line = ""
    period: PeriodText
    made_at: Instant
    program: Name
    member_no: Line = ""
    name: Line = ""
    count: Count


class Verdict(Part):
    """What became of a revision of a member's submission on a day: received, or returned with a comment."""

    fact: Literal["verdict"] = "verdict"
    member_no: Name
    revision: Annotated[int, Field(ge=1, le=10_000)]
    state: Literal["received", "returned"]
    day: date
    comment: Text = ""


class Receipt(Part):
    """A header and the verdicts it counts, of each member one."""

    header: ReceiptHeader
    verdicts: Annotated[tuple[Verdict, ...], Field(max_length=20_000)] = ()

    @model_validator(mode="after")
    def _keeps_to_whom_it_is_for(self) -> Self:
        keys = members_in(self.verdicts, self.header.count)
        if self.header.member_no and keys - {member_key(self.header.member_no)}:
            raise ValueError("it holds what is about somebody else")
        if not self.header.member_no and any(one.state == "returned" or one.comment for one in self.verdicts):
            raise ValueError("what is for one must not stand in the file for all")
        return self

    def about(self, member_no: str) -> Verdict | None:
        """What it says of the member of that number."""
        return line_about(member_no, self.verdicts)


_LINES = TypeAdapter(Annotated[tuple[Annotated[ReceiptHeader | Verdict, Field(discriminator="fact")], ...], FailFast()])


def write_receipt(header: ReceiptHeader, verdicts: Iterable[Verdict], page: str) -> bytes:
    """The receipt as a file, with `page` in front for people to read.

    Raises:
        ValueError: it would hold what is not for whom it is made.
        TooLarge: it would be over the size limit.
    """
    receipt = Receipt(header=header, verdicts=tuple(verdicts))
    return seal((receipt.header, *receipt.verdicts), page)


def read_receipt(data: bytes) -> Receipt:
    """The receipt in a file, only if it is exactly what the writer wrote.

    Raises:
        SubmissionError: it is not; which of them says why.
    """
    return read_addressed(data, _LINES, KIND, Receipt, "verdicts")
