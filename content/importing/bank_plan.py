"""What taking a bank's file in would change, before anything is changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from content.catalog import Catalog
from content.importing.raw import BankFile
from content.likeness import near
from content.models import Pack, Question
from content.written import plain

Pair = tuple[Question, Question]
WITH_THE_SAME_KEY = 0.6  # how alike two stems must be to be one question corrected, where the key is the same


@dataclass(frozen=True)
class BankPlan:
    """The bank as it would be, and what is new in it.

    changed: (as it was, as it would be). same: how many are there already, word for word. doubled: (in the file, the
    very same elsewhere): these are left out. taken: (in the file, another pack's question of that id): left out too.
    alike: (in the file, nearly the same somewhere): these come in, and somebody should look at them.
    """

    pack: Pack
    new: tuple[Question, ...]
    changed: tuple[Pair, ...]
    same: int
    doubled: tuple[Pair, ...]
    taken: tuple[Pair, ...]
    alike: tuple[Pair, ...]


def plan_import(bank: BankFile, catalog: Catalog) -> BankPlan:
    """What would be changed in the banks of a catalog.

    Questions of the bank that the file does not name stay. One without an id of its own whose words changed a little
    keeps the id it had, so that its history stays with it.
    """
    target = next((pack for pack in catalog.packs if pack.id == bank.pack.id), None)
    there = {question.id: question for question in (target.questions if target else ())}
    elsewhere = {one.id: one for pack in catalog.packs if pack is not target for one in pack.questions}
    same_words = {_words(question): question for question in elsewhere.values()}
    incoming = _with_old_ids(bank, there)
    new, changed, doubled, taken, same = [], [], [], [], 0
    for question in incoming:
        if (other := elsewhere.get(question.id)) is not None:
            same += other == question
            taken += [(question, other)] if other != question else []
        elif (old := there.get(question.id)) is not None:
            same += old == question
            changed += [(old, question)] if old != question else []
        elif (other := same_words.get(_words(question))) is not None:
            doubled.append((question, other))
        else:
            new.append(question)
    kept = {**there, **{question.id: question for _old, question in changed}, **{one.id: one for one in new}}
    pack = Pack(**{**dict(bank.pack), "questions": tuple(kept.values())})
    likely = _alike(new, [*there.values(), *elsewhere.values()])
    return BankPlan(pack, tuple(new), tuple(changed), same, tuple(doubled), tuple(taken), likely)


def _with_old_ids(bank: BankFile, there: Mapping[str, Question]) -> Sequence[Question]:
    """The questions of a file; those whose words changed a little have the id they had."""
    named = {question.id for question in bank.pack.questions}
    free = {question_id: question for question_id, question in there.items() if question_id not in named}
    unknown = [one for one in bank.pack.questions if one.id in bank.made_ids and one.id not in there]
    old_ids: dict[str, str] = {}
    by_key = {key: question for question in free.values() if (key := _key(question))}
    for one in unknown:
        old = by_key.get(_key(one) or ())
        if old is not None and _likeness(one, old) >= WITH_THE_SAME_KEY:
            old_ids[one.id] = free.pop(old.id, old).id
            by_key.pop(_key(old) or (), None)
    rest, left = [one for one in unknown if one.id not in old_ids], list(free.values())
    for place, other in near([one.stem.zh for one in rest], [one.stem.zh for one in left]):
        if other >= 0 and left[other].type is rest[place].type and left[other].id not in old_ids.values():
            old_ids[rest[place].id] = left[other].id
    return [
        Question(**{**dict(one), "id": old_ids[one.id]}) if one.id in old_ids else one for one in bank.pack.questions
    ]


def _key(question: Question) -> tuple[object, ...] | None:
    """What is hardly the same by chance: options, what may be filled in, points; none where there are none of these."""
    said = (question.options, question.answer, question.gaps, question.points)
    return (question.type, *said) if question.options or question.gaps or question.points else None


def _likeness(one: Question, other: Question) -> float:
    return SequenceMatcher(None, plain(one.stem.zh), plain(other.stem.zh), autojunk=False).ratio()


def _alike(new: Sequence[Question], others: Sequence[Question]) -> tuple[Pair, ...]:
    found = near([one.stem.zh for one in new], [one.stem.zh for one in others])
    return tuple((new[place], others[other] if other >= 0 else new[-other - 1]) for place, other in found)


def _words(question: Question) -> tuple[object, ...]:
    """What two questions share that ask the very same: type, stem and options, in whatever order."""
    return question.type, plain(question.stem.zh), frozenset(plain(option.zh) for option in question.options)
