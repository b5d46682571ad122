"""Keeping what somebody remarked on a question. In the desk's thread."""

from __future__ import annotations

from typing import Any

from desk.desk import Desk
from storage.errors import ChangedElsewhere
from storage.records import Remark


def keep_remark(desk: Desk, question_id: str, opened: Remark | None, fields: dict[str, Any]) -> Remark:
    """Write the remark on a question, over the one that was opened or as the first.

    Raises:
        ChangedElsewhere: another stands there than was opened.
        StorageError: it could not be saved.
    """
    now, today, uid = desk.now(), desk.today(), Remark.uid_of(question_id)

    def change(there: Remark | None) -> Remark:
        if there is not None and there != opened:
            raise ChangedElsewhere(there)
        if there is not None:
            return there.changed(now, **fields)
        return Remark.new(now, today, uid=uid, question_id=question_id, **fields)

    return desk.journal.remarks.edit(uid, today, change)
