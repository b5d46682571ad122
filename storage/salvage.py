"""The whole records in the bytes of a record file, however the rest of it was damaged."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from storage.records import Record

_KEY = re.compile(r'"((?:[^"\\\x00-\x1f]|\\.){1,300})"\s*:\s*(?=\{)')
_NAMED = re.compile(rb'"uid"\s*:\s*"([0-9A-Za-z._-]{1,80})"')
_LOST_BYTE = re.compile("[\udc80-\udcff]")
_TOO_DEEP = 50  # as many places nested too deep are tried, each of which takes long


@dataclass(frozen=True)
class Found:
    """A whole record: its document, and what it says as its model."""

    document: dict[str, Any]
    value: BaseModel

    @property
    def rank(self) -> tuple[int, float]:
        """What the newer of two versions has more of; the same for all that have no revisions."""
        if isinstance(self.value, Record):
            return self.value.rev, self.value.changed_at.timestamp()
        return 0, 0.0


def found_in(model: type[BaseModel], uid: str, document: Any) -> Found | None:
    """A document as a whole record of that name; None where it is none."""
    if not isinstance(document, dict) or not document:
        return None
    try:
        value = model.model_validate(document)
    except (ValidationError, RecursionError):
        return None
    return Found(document, value) if not isinstance(value, Record) or value.uid == uid else None


def is_of_a_newer_program(model: type[BaseModel], uid: str, document: Any) -> bool:
    """Whether a document has every field that this program writes, as it writes them, and others that it does not know.

    One letter of a field's name changed is damage: then a field that is known is not there.
    """
    try:
        model.model_validate(document)
    except ValidationError as error:
        known = deepcopy(document)
        for fault in error.errors(include_input=False):
            if fault["type"] != "extra_forbidden" or not _taken_out(known, fault["loc"]):
                return False
        found = found_in(model, uid, known)
        return found is not None and found.value.model_dump(mode="json") == known
    except RecursionError:
        return False
    return False


def _taken_out(document: Any, place: tuple[int | str, ...]) -> bool:
    """Whether a field could be taken out of a document."""
    try:
        for part in place[:-1]:
            document = document[part]
        del document[place[-1]]
    except (LookupError, TypeError):
        return False
    return True


def whole_records(content: bytes, model: type[BaseModel]) -> Iterator[tuple[str, Found]]:
    """Every record of a model that stands whole in the bytes of a file, in their order; one may stand twice."""
    text, decoder = _text_of(content), json.JSONDecoder()
    at, too_deep = 0, 0
    while (match := _KEY.search(text, at)) is not None:
        at = match.end()
        if too_deep > _TOO_DEEP:
            return
        try:
            uid = json.loads(f'"{match[1]}"')
            document, end = decoder.raw_decode(text, at)
        except ValueError:
            continue
        except RecursionError:
            too_deep += 1
            continue
        if _LOST_BYTE.search(text, match.start(), end) is None and (found := found_in(model, uid, document)):
            yield uid, found
            at = end


def named_in(content: bytes) -> set[str]:
    """The names of the records that a file had, as far as they can still be read."""
    return {name.decode("ascii") for name in _NAMED.findall(content)}


def _text_of(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):  # an editor saved it so
        return content.decode("utf-16", "replace")
    for first, encoding in ((0, "utf-16-le"), (1, "utf-16-be")):  # without a mark
        if all(content[first:28:2]) and len(content) > 28 and not any(content[1 - first : 28 : 2]):
            return content.decode(encoding, "replace")
    return content.decode("utf-8", "surrogateescape")
