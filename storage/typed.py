"""What is kept of typing and choosing: plans of sittings, folders used last, what belongs to submissions.

All but ticks and receipts lay among the drafts once, and are read there until they are first written.
"""

from __future__ import annotations

from pydantic import ValidationError

from storage.keyed import Keyed
from storage.records.quiz import SittingPlan
from storage.records.typed import Folder, KeptReceipt, SubmissionReceipts, SubmissionRemark, Ticks


class Plans(Keyed[SittingPlan]):
    """The sitting and the mock paper that were begun and not finished: `sitting`, `paper`."""

    def old_place(self, key: str) -> str:
        """The same key."""
        return key

    def of_old(self, text: str) -> SittingPlan | None:
        """The plan as JSON."""
        try:
            return SittingPlan.model_validate_json(text)
        except ValidationError:
            return None


class Folders(Keyed[Folder]):
    """The folder used last, by what for: `files/saved-in`, `branch/taken-from`."""

    def last(self, use: str) -> str:
        """The folder used last; empty when there was none."""
        folder = self.get(use)
        return folder.path if folder else ""

    def keep(self, use: str, path: str) -> None:
        """Remember a folder."""
        self.put(use, Folder(path=path))

    def old_place(self, key: str) -> str:
        """The same key."""
        return key

    def of_old(self, text: str) -> Folder | None:
        """The folder itself."""
        try:
            return Folder(path=text)
        except ValidationError:
            return None


class SubmissionTicks(Keyed[Ticks]):
    """What is ticked for the submission of a period, until that is changed; part of no record."""

    def of(self, period: str) -> dict[str, bool]:
        """What was ticked (true) or unticked by hand."""
        kept = self.get(period)
        return dict(kept.ticks) if kept else {}

    def seen(self, period: str) -> dict[str, str]:
        """The SHA-256 of what was seen when it was ticked, by pick."""
        kept = self.get(period)
        return dict(kept.seen) if kept else {}

    def keep(self, period: str, ticks: dict[str, bool], seen: dict[str, str] | None = None) -> None:
        """Keep these ticks, and what was seen at them, beside the others of the period."""
        with self.files.transaction():  # what stands there is read inside the lock: another program may keep some too
            if changed := {**self.of(period), **ticks}:
                self.put(period, Ticks(ticks=changed, seen={**self.seen(period), **(seen or {})}))


class Receipts(Keyed[SubmissionReceipts]):
    """What the branch said back of the submissions of each period."""

    def of(self, period: str) -> tuple[KeptReceipt, ...]:
        """The receipts of a period, the one made last at the end: a revision, which may be mistaken, hides none."""
        kept = self.get(period)
        return tuple(sorted(kept.receipts if kept else (), key=lambda one: (one.made_at, one.revision)))

    def keep(self, period: str, receipt: KeptReceipt) -> None:
        """Keep a receipt beside the others of the period; what says the same stands there once, with its last day."""
        with self.files.transaction():
            there = self.of(period)
            same = [one for one in there if one.says_the_same(receipt)]
            if all(one.made_at < receipt.made_at for one in same):
                self.put(period, SubmissionReceipts(receipts=(*(one for one in there if one not in same), receipt)))


class SubmissionRemarks(Keyed[SubmissionRemark]):
    """What a person says beside the submission of a period; part of no record."""

    def text(self, period: str) -> str:
        """The remark; empty when there is none."""
        remark = self.get(period)
        return remark.text if remark else ""

    def keep(self, period: str, text: str) -> None:
        """Keep a remark; an empty one is none."""
        if text:
            self.put(period, SubmissionRemark(text=text))
        else:
            self.drop(period)

    def old_place(self, key: str) -> str:
        """The place of the room and the period."""
        return f"share/{key}/remark"

    def of_old(self, text: str) -> SubmissionRemark | None:
        """The remark itself."""
        try:
            return SubmissionRemark(text=text)
        except ValidationError:
            return None
