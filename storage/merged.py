"""What was merged into what on the branch's list, as it stood on a day."""

from __future__ import annotations

from collections.abc import Iterable

from storage.problems import Problem, Status


def merged_by_item(problems: Iterable[Problem]) -> dict[str, tuple[Problem, ...]]:
    """By the item that stays, what was merged into it, in the end too: what went into one that went into another."""
    by_uid = {one.uid: one for one in problems}
    found: dict[str, tuple[Problem, ...]] = {}
    for one in by_uid.values():
        if one.status is not Status.MERGED:
            continue
        root, passed = one, {one.uid}
        while root.status is Status.MERGED and root.into in by_uid and root.into not in passed:
            root = by_uid[root.into]
            passed.add(root.uid)
        found[root.uid] = (*found.get(root.uid, ()), one)
    return found
