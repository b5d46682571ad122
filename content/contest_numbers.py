"""The numbers of a contest as people write them: a form's words into rules, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from content.contest_events import ContestRules, EarlyRule

NO, YES = "no", "yes"
LISTED = "risk_values"
YES_OR_NO = ("next_may_answer", "risk_wrong_costs")
_WHOLE = re.compile(r"-?\d{1,9}")
_APART = re.compile(r"[,，、;；/\s]+")


class NotANumber(ValueError):
    """What stands in a field is no number that may stand there; least and most say which may."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field
        self.least, self.most = _bounds(field)


def written(rules: ContestRules) -> dict[str, str]:
    """What stands in the fields of a form, by the names of the rules."""
    found: dict[str, str] = {}
    for name, value in rules.model_dump(mode="json").items():
        if name in YES_OR_NO:
            found[name] = YES if value else NO
        else:
            found[name] = "、".join(map(str, value)) if name == LISTED else str(value)
    return found


def read(values: Mapping[str, str]) -> ContestRules:
    """The rules that were written.

    Raises:
        NotANumber: the first field that holds no number it may hold.
    """
    fields: dict[str, Any] = {}
    for name in ContestRules.model_fields:
        text = values[name].strip()
        if name in YES_OR_NO:
            fields[name] = text == YES
        elif name == "early":
            fields[name] = EarlyRule(text)
        elif name == LISTED:
            fields[name] = tuple(_number(name, one) for one in _APART.split(text) if one)
        else:
            fields[name] = _number(name, text)
    try:
        return ContestRules(**fields)
    except ValidationError as error:
        raise NotANumber(str(error.errors()[0]["loc"][0])) from error


def _number(name: str, text: str) -> int:
    """A whole number, in full-width digits too."""
    if not _WHOLE.fullmatch(text):
        raise NotANumber(name)
    return int(text)


def _bounds(name: str) -> tuple[int, int]:
    """The least and the most that a number may be."""
    said = ContestRules.model_json_schema()["properties"][name]
    said = said.get("items", said)
    return int(said["minimum"]), int(said["maximum"])
