"""What taking a bank's file in would change, before anything is changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from content.banks import bank_id
from content.catalog import Catalog
from content.errors import FileFaults
from content.importing.table import name_key
from content.importing.unchecked import BankFile
from content.models import Pack, Question
from content.similar_texts import near
from content.words import _
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
    meant: str = ""  # the id in the file, where the bank that is there differs from it in case or width only


def plan_import(bank: BankFile, catalog: Catalog, own: Collection[str]) -> BankPlan:
    """What would be changed in the banks of a catalog, of which those named by their ids in `own` may be changed.

    Questions of the bank that the file does not name stay, and so does what it is called where the file does not say.
    In a file with most of a bank's questions, one whose words changed a little keeps the id it had, so that its
    history stays with it.

    Raises:
        FileFaults: the bank that would be changed has a fault itself: what cannot be read must not be lost.
        PackError: the system did not let a bank be read, and it may be that one.
    """
    catalog.must_be_read()
    said = bank.pack.id
    bank = _as_there(bank, catalog)
    _refuse_damaged(bank, catalog)
    meant = said if said != bank.pack.id else ""
    bank = _apart(bank, catalog, own)
    target = next((pack for pack in catalog.packs if pack.id == bank.pack.id), None)
    there = {question.id: question for question in (target.questions if target else ())}
    elsewhere = {one.id: one for pack in catalog.packs if pack is not target for one in pack.questions}
    same_words = {_words(question): question for question in elsewhere.values()}
    new, changed, doubled, taken, same = [], [], [], [], 0
    for question in _with_old_ids(bank, there):
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
    likely = _alike(new, [*there.values(), *elsewhere.values()])
    pack = _called(bank, target, tuple(kept.values()))
    return BankPlan(pack, tuple(new), tuple(changed), same, tuple(doubled), tuple(taken), likely, meant)


def _as_there(bank: BankFile, catalog: Catalog) -> BankFile:
    """The bank under the id that is there already, where the two differ in case or width only: they are one folder."""
    key = name_key(bank.pack.id)
    there = next((pack.id for pack in catalog.packs if name_key(pack.id) == key), bank.pack.id)
    if any(pack.id == bank.pack.id for pack in catalog.packs) or there == bank.pack.id:
        return bank
    return replace(bank, pack=Pack(**{**dict(bank.pack), "id": there}))


def _refuse_damaged(bank: BankFile, catalog: Catalog) -> None:
    """A bank with a question that cannot be read is not written anew: that question would be gone."""
    if faults := [fault for fault in catalog.faults if name_key(fault.file.parent.name) == name_key(bank.pack.id)]:
        words = _("the bank that is there has a fault; put it right first: {fault}")
        raise FileFaults([(0, words.format(fault=fault)) for fault in faults])


def _apart(bank: BankFile, catalog: Catalog, own: Collection[str]) -> BankFile:
    """The bank under an id of its own, where it bears that of a pack that came with the program."""
    if bank.pack.id in own or all(pack.id != bank.pack.id for pack in catalog.packs):
        return bank
    return replace(bank, pack=Pack(**{**dict(bank.pack), "id": bank_id(bank.pack.title.zh)}))


def _called(bank: BankFile, target: Pack | None, questions: tuple[Question, ...]) -> Pack:
    """The bank with these questions; called as the file says, and as it was called where the file does not say."""
    fields = dict(bank.pack)
    if target is not None:
        fields |= {key: value for key, value in dict(target).items() if key not in bank.head}
    return Pack(**{**fields, "id": bank.pack.id, "questions": questions, "materials": ()})


def _with_old_ids(bank: BankFile, there: Mapping[str, Question]) -> Sequence[Question]:
    """The questions of a file, with the ids they have in the bank: by their words, or nearly so."""
    by_words = {_words(question): question_id for question_id, question in there.items()}
    named = {question.id for question in bank.pack.questions}
    old_ids = {
        one.id: by_words[_words(one)]
        for one in bank.pack.questions
        if one.id not in there and _words(one) in by_words and by_words[_words(one)] not in named
    }
    known = set(old_ids.values()) | (named & there.keys())
    if 2 * len(known) >= len(there):
        old_ids |= _corrected(bank, there, known, set(old_ids))
    return [
        Question(**{**dict(one), "id": old_ids[one.id]}) if one.id in old_ids else one for one in bank.pack.questions
    ]


def _corrected(bank: BankFile, there: Mapping[str, Question], known: set[str], done: Collection[str]) -> dict[str, str]:
    """Which new questions of a file are old ones of the bank whose words changed a little: new id to old id."""
    free = {question_id: question for question_id, question in there.items() if question_id not in known}
    unknown = [one for one in bank.pack.questions if one.id not in there and one.id not in done]
    old_ids: dict[str, str] = {}
    by_key = {key: question for question in free.values() if (key := _key(question))}
    for one in unknown:
        old = by_key.get(_key(one) or ())
        if old is not None and _likeness(one, old) >= WITH_THE_SAME_KEY:
            old_ids[one.id] = free.pop(old.id, old).id
            by_key.pop(_key(old) or (), None)
    rest, left = [one for one in unknown if one.id not in old_ids], list(free.values())
    for place, other in near([one.stem.zh for one in rest], [one.stem.zh for one in left]):
        if other < 0 or left[other].id in old_ids.values():
            continue
        if (left[other].type, left[other].answer) == (rest[place].type, rest[place].answer):
            old_ids[rest[place].id] = left[other].id
    return old_ids


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
