"""What every record is made of: its texts, its uid, its revisions."""

from __future__ import annotations

import re
import secrets
from datetime import date, datetime
from typing import Annotated, Any, Self

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

TEXT_LIMIT = 200_000
LINE_LIMIT = 2_000
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def clean_text(text: str) -> str:
    """What a person typed or pasted, without what no record may hold; line ends become newlines."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def clean_line(text: str) -> str:
    """The same on one line, with single spaces where line ends and tabs were."""
    return " ".join(clean_text(text).split())


def _proper(text: str) -> str:
    if _FORBIDDEN.search(text):
        raise ValueError("control characters and lone surrogates are not allowed")
    return text


Text = Annotated[str, StringConstraints(max_length=TEXT_LIMIT), AfterValidator(_proper)]
Line = Annotated[str, StringConstraints(max_length=LINE_LIMIT, pattern=r"^[^\n\t]*$"), AfterValidator(_proper)]
Name = Annotated[Line, StringConstraints(min_length=1)]


def new_uid(at: datetime) -> str:
    """A name no other record has; later ones sort later (milliseconds, then chance)."""
    return f"{int(at.timestamp() * 1000):012x}{secrets.token_hex(5)}"


class Part(BaseModel):
    """A frozen value inside a record."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Record(Part):
    """One thing a person recorded."""

    uid: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z._-]{1,80}$")]
    rev: Annotated[int, Field(ge=1)] = 1
    day: date
    written_at: AwareDatetime
    changed_at: AwareDatetime

    @classmethod
    def new(cls, at: datetime, day: date, **fields: Any) -> Self:
        """A first revision, written at `at` about `day`."""
        uid = fields.pop("uid", None) or new_uid(at)
        return cls(uid=uid, day=day, written_at=at, changed_at=at, **fields)

    def changed(self, at: datetime, **fields: Any) -> Self:
        """The next revision, checked like a new record; itself when nothing differs."""
        kept = {name: getattr(self, name) for name in type(self).model_fields}
        if all(kept[name] == value for name, value in fields.items()):
            return self
        return type(self)(**{**kept, **fields, "rev": self.rev + 1, "changed_at": at})
