"""What is kept of typing and choosing, beside the records."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator

from storage.records.kit import Name, Part, Text


def _is_text(value: Any) -> Any:
    if not isinstance(value, str):
        raise ValueError("not a text")
    return value


class Draft(Part):
    """What is being typed at a place; `kept_day` is the day it was kept last, None where nobody wrote that down."""

    text: Annotated[Any, AfterValidator(_is_text)]  # whatever was typed, even what no record may hold
    kept_day: date | None = None


class Folder(Part):
    """The folder that was used last for something."""

    path: Text


class Told(Part):
    """A copy of a cloud drive that was told of, of which file, and on which day."""

    of: Name
    told_day: date


class SubmissionTicks(Part):
    """What was ticked or unticked by hand of what may leave about a period, by the ids of the picks."""

    ticks: dict[Name, bool]


class SubmissionRemark(Part):
    """What a person says beside the submission of a period."""

    text: Text
