"""A day's answers to a list (自查)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import AwareDatetime

from content.marks import Mark
from storage.clock import local_day
from storage.records.kit import Name, Part, Record, Text


class Earlier(Part):
    """What stood at an item before it was changed after its day or replaced from another window, and why.

    written_day: as of an answer; None in what older programs wrote.
    """

    mark: Mark | None
    sentence: Text
    written_at: AwareDatetime
    written_day: date | None = None
    reason: Text

    @property
    def wrote_on(self) -> date:
        """The day on which it was written, where it was written as far as that is known."""
        return self.written_day or local_day(self.written_at)


class Answer(Part):
    """The mark and the sentence at one item on one day.

    written_day: the local day on which it was written; it stays that when it is read in another time zone. None in
    what older programs wrote. from_paper: whether the mark was typed in with a month's rows from paper, and stands.
    """

    item: Name
    mark: Mark | None = None
    sentence: Text = ""
    written_at: AwareDatetime
    written_day: date | None = None
    from_paper: bool = False
    earlier: tuple[Earlier, ...] = ()

    @property
    def wrote_on(self) -> date:
        """The day on which it was written, where it was written as far as that is known."""
        return self.written_day or local_day(self.written_at)

    @property
    def first_wrote_on(self) -> date:
        """The day on which the item was first answered, whatever became of it since."""
        return self.earlier[0].wrote_on if self.earlier else self.wrote_on


class SelfCheck(Record):
    """One day's answers to one list. Its uid is made of both, so that a day cannot be doubled."""

    list_id: Name
    edition: Name
    answers: tuple[Answer, ...] = ()

    @staticmethod
    def uid_of(day: date, list_id: str) -> str:
        """The uid of that day's check against that list."""
        return f"{day.isoformat()}.{list_id}"

    def answer(self, item: str) -> Answer | None:
        """The answer at an item, if it has one."""
        return next((answer for answer in self.answers if answer.item == item), None)

    def mark(self, item: str) -> Mark | None:
        """The mark at an item; None is blank."""
        answer = self.answer(item)
        return answer.mark if answer else None

    def answered(
        self, at: datetime, item: str, *, reason: str = "", begun_day: date | None = None, keep: bool = False,
        from_paper: bool = False, **change: Any,
    ) -> SelfCheck:  # fmt: skip
        """The check with `mark` or `sentence` changed at one item.

        `begun_day` is the local day on which the writing of it was begun, where that is not the day of `at`.
        After the check's day, or to `keep` it, what stood there is kept beside the new answer, with the reason: see
        `keeps_old`. `from_paper`, as of an answer: it is what can be taken out again together.
        """
        old = self.answer(item) or Answer(item=item, written_at=at)
        fields = {"mark": old.mark, "sentence": old.sentence, **change}
        if (fields["mark"], fields["sentence"]) == (old.mark, old.sentence):
            return self
        earlier = old.earlier
        written_day = begun_day or local_day(at)
        if keep or self.keeps_old(written_day, item, **change):
            past = Earlier(
                mark=old.mark, sentence=old.sentence, written_at=old.written_at, written_day=old.written_day,
                reason=reason,
            )  # fmt: skip
            earlier = (*earlier, past)
        new = Answer(
            item=item, written_at=at, written_day=written_day, from_paper=from_paper, earlier=earlier,
            **fields,
        )  # fmt: skip
        others = tuple(answer for answer in self.answers if answer.item != item)
        return self.changed(at, answers=(*others, new))

    def keeps_old(self, today: date, item: str, **change: Any) -> bool:
        """Whether a change made today keeps what stands there and needs a reason: the check's day is over.

        Two things may be done without one: answering what is blank, and adding, on the day a late entry (补填) is
        written, the mark or the sentence that it has not. Whatever replaces a mark or a sentence is a change.
        """
        old = self.answer(item)
        if old is None or not (old.mark or old.sentence) or self.day >= today:
            return False
        replaces = any(getattr(old, name) not in (None, "", value) for name, value in change.items())
        return replaces or old.wrote_on < today

    def is_late(self, answer: Answer) -> bool:
        """Whether an item was first answered after the day it is about (补填); what was changed since is not late."""
        return answer.first_wrote_on > self.day
