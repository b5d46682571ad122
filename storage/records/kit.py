"""What every record is made of: its texts, its uid, its revisions."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import Annotated, Any, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from content.texts import LINE_LIMIT as LINE_LIMIT
from content.texts import TEXT_LIMIT as TEXT_LIMIT
from content.texts import Line as Line
from content.texts import Name as Name
from content.texts import Text as Text
from content.texts import clean_line as clean_line
from content.texts import clean_text as clean_text


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
