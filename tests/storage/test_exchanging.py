"""Three computers of one person, pure: whatever files come in whatever order, all end equal and nothing unseen is lost.

The disk has its own test: `tests/desk/test_exchange.py`.
"""

from __future__ import annotations

import copy
import itertools
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from storage.exchanging import (
    GONE,
    Foreign,
    Here,
    Key,
    Known,
    Outcome,
    Version,
    brought_together,
    exchanged,
    is_anew,
    joined,
    mark_decided,
    mark_of,
    together,
)

KEYS: tuple[Key, ...] = (("notes", "n1"), ("notes", "n2"), ("matters", "m1"))
ATTEMPT: Key = ("attempts", "a1")
_numbers = itertools.count(1)


def record(text: str, old: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "written_at": old["written_at"] if old else text,
        "rev": old["rev"] + 1 if old else 1,
        "changed_at": text,
        "title": text,
    }


@dataclass
class Computer:
    """One computer without a disk."""

    names: Any
    machine: str = ""
    counter: int = 0
    documents: dict[Key, Any] = field(default_factory=dict)
    known: dict[Key, Known] = field(default_factory=dict)
    unsettled: dict[Key, tuple[Version, ...]] = field(default_factory=dict)

    def exchange(self, files: list[Foreign]) -> Foreign:
        here = Here(self.machine, self.counter, self.documents, frozenset(), self.known, self.unsettled)
        outcome: Outcome = exchanged(here, files, lambda: next(self.names))
        for step in outcome.steps:
            assert self.documents.get(step.key) == step.before
            self.documents.pop(step.key, None)
            if step.after is not None:
                self.documents[step.key] = step.after
        self.machine, self.counter = outcome.machine, outcome.counter
        self.known, self.unsettled = dict(outcome.known), dict(outcome.unsettled)
        return Foreign(self.machine, self.counter, copy.deepcopy(dict(outcome.versions)))

    def write(self, key: Key, document: Any) -> None:
        self.documents[key] = document

    def delete(self, key: Key) -> None:
        document, known = self.documents.pop(key, None), self.known.get(key)
        if document and known and known.mark and not is_anew(known.mark, mark_of(document)):
            self.known[key] = Known(known.vector, GONE)

    def decide(self, key: Key, choice: int) -> None:
        """Choose a version, as the desk does."""
        others = self.unsettled.pop(key)
        vector = self.known[key].vector if key in self.known else {}
        for one in others:
            vector = joined(vector, one.vector)
        said = [self.documents.get(key), *(one.document for one in others)]
        chosen = said[choice % len(said)]
        if chosen is not None:
            chosen = {**chosen, "rev": max(one["rev"] for one in said if one) + 1}
        self.known[key] = Known(vector, mark_decided(chosen))
        self.documents.pop(key, None)
        if chosen is not None:
            self.documents[key] = chosen

    def has_lost(self, key: Key) -> bool:
        """Whether what stood is gone unseen: then the next exchange brings it back before anybody chooses."""
        known, here = self.known.get(key), self.documents.get(key)
        if known is None or known.mark in ("", GONE):
            return False
        return here is None or is_anew(known.mark, mark_of(here))

    def says(self) -> dict[Key, list[str]]:
        """What is found here: what stands, and what waits for a decision."""
        found = {key: [document["title"]] for key, document in self.documents.items()}
        for key, others in self.unsettled.items():
            found.setdefault(key, []).extend(
                "deleted" if one.document is None else one.document["title"] for one in others
            )
        return {key: sorted(texts) for key, texts in found.items()}


@dataclass(eq=False)
class Act:
    """A text changed, deleted or decided against where a person saw it, or wanted again; no stick has it at first."""

    which: int
    text: str
    is_wanted: bool
    is_taken_along: bool = False


class ThreeComputers(RuleBasedStateMachine):
    """Edits, deletions, decisions, losses and restores on three computers, and a stick on which anything may lie."""

    def __init__(self) -> None:
        super().__init__()
        names = (f"{number:012x}" for number in itertools.count(1))
        self.computers = [Computer(names) for _ in range(3)]
        self.history: list[list[Foreign]] = [[], [], []]  # what each wrote, the newest last
        self.snapshots: list[list[tuple[Computer, list[Act]]]] = [[], [], []]
        self.acts: list[Act] = []  # what persons did to texts, in order
        self.written: set[str] = set()  # texts that are not to be lost unless they were replaced
        self.attempts = 0

    which = st.integers(0, 2)
    keys = st.sampled_from(KEYS)

    @rule(which=which, key=keys)
    def write(self, which: int, key: Key) -> None:
        computer = self.computers[which]
        if key in computer.documents:
            self._act(which, computer.documents[key]["title"])
        text = f"t{next(_numbers)}"
        self.written.add(text)
        computer.write(key, record(text, computer.documents.get(key)))

    @rule(which=which, key=keys, times=st.integers(1, 3))
    def write_and_exchange(self, which: int, key: Key, times: int) -> None:
        """A day's work: written, and taken along."""
        for _ in range(times):
            self.write(which, key)
            self._exchange(which, [history[-1] for history in self.history if history])

    @rule(which=which, key=keys)
    def write_the_same_elsewhere(self, which: int, key: Key) -> None:
        """What is typed at both computers is one."""
        computer = self.computers[which]
        if key not in computer.documents:
            computer.write(key, record("same"))

    @rule(which=which)
    def answer(self, which: int) -> None:
        self.attempts += 1
        self.computers[which].write(("attempts", f"a{self.attempts}"), record(f"a{self.attempts}"))

    @rule(which=which, key=keys)
    def delete(self, which: int, key: Key) -> None:
        computer = self.computers[which]
        if key in computer.documents:
            self._act(which, computer.documents[key]["title"])
        computer.delete(key)

    @rule(which=which, key=keys, choice=st.integers(0, 2))
    def decide(self, which: int, key: Key, choice: int) -> None:
        computer = self.computers[which]
        if key not in computer.unsettled or computer.has_lost(key):
            return
        before = computer.says()[key]
        computer.decide(key, choice)
        after = computer.says().get(key, [])
        for text in set(before) - set(after):
            self._act(which, text)

    @rule(which=which, data=st.data())
    def exchange(self, which: int, data: st.DataObject) -> None:
        """Whatever lies there: files of any age, twice, in any order, or none at all."""
        there = [file for history in self.history for file in history[-4:]]
        self._exchange(which, data.draw(st.lists(st.sampled_from(there), max_size=5)) if there else [])

    @rule(which=which, key=keys)
    def lose(self, which: int, key: Key) -> None:
        """A damaged file: a record that another computer has is gone here, and nobody deleted it.

        With it goes a wish that no stick has yet: a deletion from before may be told, and takes the other one.
        """
        computer, others = self.computers[which], [one for one in self.computers if one is not self.computers[which]]
        is_elsewhere = any(one.documents.get(key) == computer.documents.get(key) for one in others)
        if key in computer.documents and is_elsewhere:
            title = computer.documents.pop(key)["title"]
            gone = [act for act in self._not_taken_along(which) if act.is_wanted and act.text == title]
            self.acts = [act for act in self.acts if act not in gone]

    @rule(which=which, key=keys, data=st.data())
    def set_back(self, which: int, key: Key, data: st.DataObject) -> None:
        """A damaged file is used as it was before its last save, and exchanged so before anybody saw it."""
        computer = self.computers[which]
        now = computer.documents.get(key)
        before = [
            one.document
            for file in self.history[which]
            for one in file.versions.get(key, ())
            if one.document
            and now
            and one.document["written_at"] == now["written_at"]
            and one.document["rev"] < now["rev"]
        ]
        if before and computer.known.get(key) and computer.known[key].mark == mark_of(now):
            computer.documents[key] = before[-1]
            self.written &= self._still_somewhere()
            self._exchange(which, self.history[which][-1:])

    @rule(which=which)
    def keep(self, which: int) -> None:
        kept = copy.copy(self.computers[which])
        kept.documents, kept.known, kept.unsettled = dict(kept.documents), dict(kept.known), dict(kept.unsettled)
        self.snapshots[which].append((kept, self._not_taken_along(which)))

    @rule(which=which)
    def bring_back(self, which: int) -> None:
        """Records are brought back from a backup by the program: the old text is what a person wants now."""
        if self.snapshots[which]:
            computer = self.computers[which]
            for key, document in self.snapshots[which][-1][0].documents.items():
                if computer.documents.get(key) != document:
                    if key in computer.documents:
                        self._act(which, computer.documents[key]["title"])
                    was_lost = computer.has_lost(key)
                    computer.documents[key] = document
                    if was_lost and computer.known[key].mark == mark_of(document):
                        continue  # it is there again as it was known: nobody wished anything
                    if key in computer.known and not was_lost:
                        computer.known[key] = Known(computer.known[key].vector, mark_decided(document))
                    self._act(which, document["title"], is_wanted=True)
                    self.written.add(document["title"])
            computer.machine, computer.counter = "", 0

    @rule(which=which, keeps_name=st.booleans())
    def put_back(self, which: int, keeps_name: bool) -> None:
        """The whole folder is put back from a copy; where that is not noticed its own newest file lies there.

        What was done there since and is on no stick yet is gone with the disk, decisions too.
        """
        if not self.snapshots[which]:
            return
        old, acts = self.snapshots[which].pop(0)
        gone = [act for act in self._not_taken_along(which) if act not in acts]
        self.acts = [act for act in self.acts if act not in gone]
        self.acts += [act for act in acts if act not in self.acts]
        if not keeps_name:
            old.machine, old.counter = "", 0
        self.computers[which] = old
        self.written &= self._still_somewhere()
        self._exchange(which, self.history[which][-1:])

    def _exchange(self, which: int, files: list[Foreign]) -> None:
        self.history[which].append(self.computers[which].exchange(files))
        for act in self._not_taken_along(which):
            act.is_taken_along = True

    def _act(self, which: int, text: str, *, is_wanted: bool = False) -> None:
        self.acts.append(Act(which, text, is_wanted))

    def _not_taken_along(self, which: int) -> list[Act]:
        return [act for act in self.acts if act.which == which and not act.is_taken_along]

    def _replaced(self) -> set[str]:
        last = {act.text: act.is_wanted for act in self.acts}
        return {text for text, is_wanted in last.items() if not is_wanted}

    def _still_somewhere(self) -> set[str]:
        here = {text for computer in self.computers for texts in computer.says().values() for text in texts}
        files = [version for history in self.history for file in history[-1:] for version in file.versions.values()]
        return here | {one.document["title"] for version in files for one in version if one.document is not None}

    def teardown(self) -> None:
        """In the end everybody reads everybody's newest file until nothing is new."""
        for _ in range(4):
            for which in range(3):
                self._exchange(which, [history[-1] for history in self.history if history])
        said = [computer.says() for computer in self.computers]
        assert said[0] == said[1] == said[2]
        found = {text for texts in said[0].values() for text in texts}
        assert self.written - self._replaced() <= found
        for which, computer in enumerate(self.computers):  # and nothing is new any more
            before = (computer.counter, computer.says())
            computer.exchange([history[-1] for history in self.history])
            assert (computer.counter, computer.says()) == before, which
        self._decide_all()

    def _decide_all(self) -> None:
        first = self.computers[0]
        for key in list(first.unsettled):
            first.decide(key, 0)
        for _ in range(2):
            for which, computer in enumerate(self.computers):
                self.history[which].append(computer.exchange([history[-1] for history in self.history]))
        assert [computer.unsettled for computer in self.computers] == [{}, {}, {}]
        assert self.computers[0].documents == self.computers[1].documents == self.computers[2].documents


ThreeComputers.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestThreeComputers = pytest.mark.slow(ThreeComputers.TestCase)


@pytest.mark.slow
def test_three_computers_for_longer() -> None:
    run_state_machine_as_test(
        ThreeComputers, settings=settings(max_examples=150, stateful_step_count=40, deadline=None)
    )


CHECK = {"uid": "d", "rev": 1, "written_at": "1", "changed_at": "1", "answers": []}


def answer(item: str, mark: str, at: str = "1") -> dict[str, Any]:
    return {"item": item, "mark": mark, "sentence": "", "written_at": at, "written_day": "2026-11-23", "earlier": []}


@given(st.permutations(range(3)), st.lists(st.lists(st.sampled_from("abc"), unique=True), min_size=3, max_size=3))
def test_a_day_answered_in_parts_on_three_comes_to_the_same_in_any_order(
    order: list[int], parts: list[list[str]]
) -> None:
    checks = [
        Version(
            {f"{n:012x}": 1},
            {**CHECK, "changed_at": str(n), "answers": [answer(item, "kept", str(n)) for item in part]},
        )
        for n, part in enumerate(parts)
    ]
    [whole] = brought_together("checks", checks)
    assert brought_together("checks", [checks[n] for n in order]) == (whole,)
    assert sorted(one["item"] for one in whole.document["answers"]) == sorted({item for part in parts for item in part})


@pytest.mark.parametrize(
    ("kind", "one", "other", "comes_to"),
    [
        ("profile", {"name": "张三", "office": ""}, {"name": "", "office": "一处"}, {"name": "张三", "office": "一处"}),
        ("profile", {"name": "张三"}, {"name": "李四"}, None),
        ("notes", {"title": "甲", "rev": 1}, {"title": "甲", "rev": 2}, {"title": "甲", "rev": 2}),
        ("notes", {"title": "甲"}, {"title": "乙"}, None),
        ("checks", {**CHECK, "answers": [answer("a", "kept")]}, {**CHECK, "answers": [answer("a", "partly")]}, None),
        ("calendar", "一", "二", None),
        ("submissions/receipts", {"receipts": [{"made_at": "2"}]}, {"receipts": [{"made_at": "1"}, {"made_at": "2"}]},
         {"receipts": [{"made_at": "1"}, {"made_at": "2"}]}),
    ],
)  # fmt: skip
def test_what_does_not_touch_each_other_is_no_conflict(kind: str, one: Any, other: Any, comes_to: Any) -> None:
    assert together(kind, one, other) == together(kind, other, one) == comes_to
