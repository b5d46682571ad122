"""What a file said before its last save, where it stands in for the file: pure.

That save may have deleted a record, or put it into another file of its kind. What lies in the trash, or says the same
or more elsewhere, does not come back with the older state.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from storage.kinds import Kind

Documents = Mapping[str, Any]


def standing_in(kind: Kind, before: Documents, others: Iterable[Documents], trash: Documents) -> dict[str, Any]:
    """The records of the state before that neither the other files of the kind nor the trash have as new or newer."""
    elsewhere = list(others)
    deleted = [one for one in trash.values() if isinstance(one, dict) and one.get("kind") == kind.name]
    return {
        uid: document
        for uid, document in before.items()
        if not any(uid in other and _is_as_new(other[uid], document) for other in elsewhere)
        and not any(
            one.get("record_uid") == uid
            and not one.get("is_replaced")
            and isinstance(one.get("document"), dict)
            and _is_as_new(one["document"], document)
            for one in deleted
        )
    }


def _is_as_new(one: Any, other: Any) -> bool:
    """Whether the first is of the same or a later revision; without revisions: whether both say the same."""
    rev, of_other = revision(one), revision(other)
    return rev >= of_other if rev and of_other else bool(one == other)


def revision(document: Any) -> int:
    """The revision of a document; 0 where it has none."""
    rev = document.get("rev") if isinstance(document, dict) else None
    return rev if isinstance(rev, int) and not isinstance(rev, bool) else 0
