"""A show of hands at the host's desk: put up, counted letter by letter, revealed; what was counted survives a kill."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from content.contest_events import HandsCounted
from content.question_pool import suits
from content.session_events import HandsAsked, HandsRevealed, HandsTyped, StepKind
from content.words import _
from desk.desk import Desk
from desk.host_state import MOST_DIGITS, HostState, Typing, drawn
from desk.session import LiveSession
from desk.session_questions import asked_of


class HostHands(HostState):
    """The keys of a show of hands. What was typed of the counts is a draft, kept at every key."""

    def __init__(self, desk: Desk, live: LiveSession, *, lot: Callable[[Sequence[int]], list[int]] = drawn) -> None:
        super().__init__(desk, live, lot=lot)
        self._take_up_counts()

    @property
    def _place(self) -> str:
        return f"hands/{self.live.meeting_uid}"

    def _take_up_counts(self) -> None:
        """Go on with the counts typed before a kill, where it is the same question."""
        try:
            kept = json.loads(self.desk.journal.drafts.get(self._place) or "{}")
            counts, at, question = list(map(str, kept["counts"])), int(kept["at"]), kept["question"]
        except (ValueError, TypeError, LookupError):
            return
        asked = self._asked()
        if self.is_counting and asked is not None and asked.question == question and at < len(counts):
            self.typing = Typing(counts=counts, at=at, is_anew=bool(kept.get("is_anew")))
            letters = self._letters()
            there = _(", ").join(f"{letter} {text}" for letter, text in zip(letters, counts, strict=False) if text)
            words = _("Counted before: {counts}. Go on with {letter}; Esc begins anew.")
            self.said = words.format(counts=there, letter=letters[at]) if at < len(letters) else ""

    def _keep_counts(self) -> None:
        asked = self._asked()
        if self.live.is_read_only or asked is None:
            return
        kept = {"question": asked.question, "counts": self.typing.counts, "at": self.typing.at}
        kept["is_anew"] = self.typing.is_anew
        self.desk.journal.drafts.put(self._place, json.dumps(kept) if any(self.typing.counts) else "")

    def _count(self, number: int) -> None:
        typing, letters = self.typing, self._letters()
        typing.counts = (typing.counts + [""] * len(letters))[: len(letters)]
        if typing.counts and typing.is_anew:
            typing.counts[typing.at] = ""
        if typing.counts and len(typing.counts[typing.at]) < MOST_DIGITS:
            typing.counts[typing.at] += str(number)
            typing.is_anew = False
            self._keep_counts()

    def _enter_hands(self) -> bool:
        hands = self.live.session.hands
        if hands is None:
            return not self._ask_hands(0) and self.next_step()
        if self.is_counting:
            self._confirm_counts()
        elif not hands.is_revealed:
            self.happens(HandsRevealed())
        else:
            return self._next_hands()
        return False

    def _next_hands(self) -> bool:
        hands, step = self.live.session.hands, self.step
        ids = step.questions if step else ()
        place = ids.index(hands.asked.question) + 1 if hands and hands.asked.question in ids else len(ids)
        self.typing = Typing()
        return not self._ask_hands(place) and self.next_step()

    def _ask_hands(self, place: int) -> bool:
        step = self.step
        if step is None or place >= len(step.questions):
            return False
        found = self.known.get(step.questions[place])
        if found is None or not suits(found.question, None):
            return self._ask_hands(place + 1)
        self.typing = Typing()
        return self.happens(HandsAsked(asked=asked_of(found.question, self.live.meeting_uid)))

    def _confirm_counts(self) -> None:
        """Enter goes to the next letter; at the last one the counts are kept; where there are none it reveals."""
        typing, letters = self.typing, self._letters()
        if typing.was_none and not any(typing.counts):
            self.typing = Typing()
            self._reveal_uncounted()
            return
        if typing.at + 1 < len(letters):
            self._go_to_letter(typing.at + 1)
            return
        counted = (typing.counts + [""] * len(letters))[: len(letters)]
        counts = {letter: int(text or 0) for letter, text in zip(letters, counted, strict=True)}
        n, present = sum(counts.values()), self.live.session.present
        if present and n > present:
            self._refuse(counts, n, present)
            return
        self.typing = Typing()
        self._keep_counts()
        if not n:
            self.typing.was_none = True
            self.said = _("No hand was counted. Type the numbers, or Enter again to reveal without them.")
            return
        if self.slot is not None and self.step is not None and self.step.kind is StepKind.CONTEST:
            self._play(HandsCounted(slot=self.slot.number, counts=counts, n=n))
        else:
            self.happens(HandsTyped(counts=counts))
        if present and n != present:
            self.said = _("{n} hands, {present} present.").format(n=n, present=present)

    def _refuse(self, counts: Mapping[str, int], n: int, present: int) -> None:
        """More hands than people: every number stays, the cursor goes to the largest, which a slip made so."""
        letters = list(counts)
        wrong = max(letters, key=lambda letter: counts[letter])
        self._go_to_letter(letters.index(wrong))
        words = _("{n} hands of {present} present: not taken. Correct {letter}; the others stay.")
        self.said = words.format(n=n, present=present, letter=wrong)

    def _go_to_letter(self, at: int) -> None:
        """Go to a letter; what is typed there next takes the place of what stands there."""
        self.typing.at, self.typing.is_anew = at, True
        self._keep_counts()

    def _reveal_uncounted(self) -> None:
        slot = self.slot
        if slot is not None and self.step is not None and self.step.kind is StepKind.CONTEST:
            self._reveal(slot)
        else:
            self.happens(HandsRevealed())
