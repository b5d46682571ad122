"""What is kept of typing and choosing, beside the records."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AwareDatetime, Field

from storage.records.kit import Name, Part, Text
from storage.records.person import Sha256


def _is_text(value: Any) -> Any:
    if not isinstance(value, str):
        raise ValueError("not a text")
    return value


class Draft(Part):
    """What is being typed at a place; `kept_day` is the day it was kept last, None where nobody wrote that down.

    `over`: what stood there when it was begun.
    """

    text: Annotated[Any, AfterValidator(_is_text)]  # whatever was typed, even what no record may hold
    kept_day: date | None = None
    over: Annotated[Any, AfterValidator(_is_text)] = ""


class Folder(Part):
    """The folder that was used last for something."""

    path: Text


class Told(Part):
    """A copy of a cloud drive that was told of, of which file, and on which day."""

    of: Name
    told_day: date


class Ticks(Part):
    """What was ticked or unticked by hand of what may leave about a period, by the ids of the picks.

    seen: of what is ticked one by one, the SHA-256 of what it said when it was ticked; older ones do not say.
    """

    ticks: dict[Name, bool]
    seen: dict[Name, Sha256] = {}


class SubmissionRemark(Part):
    """What a person says beside the submission of a period."""

    text: Text


class KeptReceipt(Part):
    """What the branch said of a revision: on which day it was received or returned, and with which comment.

    `made_at` is when the receipt was made: the latest counts, whatever revision it names.
    """

    revision: Annotated[int, Field(ge=1)]
    state: Literal["received", "returned"]
    day: date
    comment: Text = ""
    made_at: AwareDatetime

    def says_the_same(self, other: KeptReceipt) -> bool:
        """Whether it says what another one says, whenever that was made."""
        return (self.revision, self.state, self.day, self.comment) == (
            other.revision, other.state, other.day, other.comment,
        )  # fmt: skip


class SubmissionReceipts(Part):
    """The receipts taken in about the submissions of a period, in the order they came."""

    receipts: tuple[KeptReceipt, ...]
