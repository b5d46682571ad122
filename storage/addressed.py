"""Files of the family of submissions that are for one member, or for all: what receipts and slips have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from pydantic import TypeAdapter, ValidationError

from storage.records import Part
from storage.roster import member_key
from storage.submission import DamagedSubmission, NotASubmission, arrived_from, read_parts


class About(Protocol):
    """A line about one member."""

    @property
    def member_no(self) -> str:
        """Who it is about."""


A = TypeVar("A", bound=About)
P = TypeVar("P", bound=Part)
M = TypeVar("M", bound=Part)


def members_in(lines: Sequence[About], count: int) -> frozenset[str]:
    """Whom these lines are about.

    Raises:
        ValueError: there are not as many as the header counts, or two are about one member.
    """
    keys = frozenset(member_key(one.member_no) for one in lines)
    if len(lines) != count or len(keys) < len(lines):
        raise ValueError("the header counts others than there are, or one stands there twice")
    return keys


def line_about(member_no: str, lines: Sequence[A]) -> A | None:
    """The line about the member of that number."""
    key = member_key(member_no)
    return next((one for one in lines if member_key(one.member_no) == key), None)


def read_addressed(data: bytes, lines: TypeAdapter[tuple[P, ...]], kind: str, model: type[M], field: str) -> M:
    """What a file of that kind says, the lines after its header in `field`; only if it is what the writer wrote.

    Raises:
        SubmissionError: it is not; which of them says why.
    """
    try:
        parsed = read_parts(arrived_from(data), lines, kind)
        return model.model_validate({"header": parsed[0], field: parsed[1:]})
    except NotASubmission as error:
        raise NotASubmission(f"no_{kind}") from error
    except ValidationError:
        raise DamagedSubmission("line") from None
