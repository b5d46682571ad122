"""A sample province: offices, their branches and what these send month by month; everything follows from a seed.

One branch in six sends no file of its own, so that its members' files come instead; some send nothing in a month, and
some change their name. Branches bear the same names in every office. The facts are written straight into the lake:
the files they would come from are not made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import IO, Any

from content.donts import official_list
from content.marks import DontList, DontLists, short_words
from content.period import Period
from storage.branch_figures import ItemFigures, ListFigures
from storage.facts import (
    BranchFigures,
    BranchMember,
    BranchProblem,
    Completeness,
    Fact,
    Header,
    ItemMarks,
    QuizFacts,
    QuizTopic,
    Study,
    counts_of,
    format_of,
)
from storage.province import Lake, write_rows
from storage.province_rows import head_of, rows_of
from storage.records import MatterKind
from tui.demo import words

TOPICS = ("监督法", "代表法", "公文处理", "信访工作")
NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Shape:
    """How large a province is."""

    offices: int
    branches: int
    """Of each office."""
    months: int

    @classmethod
    def parse(cls, text: str) -> Shape:
        """The shape in `100x30x24`.

        Raises:
            ValueError: it is no such text, or has a part below 1.
        """
        offices, branches, months = (int(part) for part in text.lower().split("x"))
        if min(offices, branches, months) < 1:
            raise ValueError(text)
        return cls(offices, branches, months)


@dataclass(frozen=True)
class Sent:
    """One file: which office it comes in from, and what it says."""

    office: str
    header: Header
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class _ToldOf:
    """The list that everybody answers, read once."""

    dont_list: DontList
    words: dict[str, str]
    """Its items."""
    content_hash: str

    @classmethod
    def official(cls) -> _ToldOf:
        dont_list = official_list()
        said = short_words(DontLists(dont_list).units())
        return cls(dont_list, {dont.id: said[dont.id] for dont in dont_list.donts}, dont_list.content_hash)


@dataclass
class _Branch:
    """One branch as it goes through the months."""

    office: str
    number: int
    chance: Random
    people: list[str]
    told: _ToldOf
    items: list[dict[str, Any]] = field(default_factory=list)
    listed: int = 0

    @property
    def sends_itself(self) -> bool:
        return self.number % 6 != 5

    def member_no(self, place: int) -> str:
        """A member's number, which no other member of the office has."""
        return f"{100 * self.number + place:04}"

    def name(self, month: int) -> str:
        """Its name; one in seven is called otherwise from the fourth month on."""
        is_renamed = self.number % 7 == 3 and month >= 3
        return f"机关第{numeral(self.number)}{'联合' if is_renamed else ''}党支部"


def write_province(lake: Lake, shape: Shape, last: Period, seed: int) -> int:
    """Write the facts of all months up to the last; how many they are."""
    count = 0
    with lake.held(), lake.workshop() as workshop, ExitStack() as stack:
        lines: dict[str, IO[str]] = {}
        for one in sent(shape, last, seed):
            period = one.header.period
            if period not in lines:
                lines[period] = stack.enter_context((workshop / f"{period}.tmp").open("w", encoding="utf-8"))
            count += write_rows(lines[period], _rows(one, seed))
        for period, file in lines.items():
            file.close()
            lake.put(period, Path(file.name), ())
    return count


def _rows(one: Sent, seed: int) -> Iterator[Any]:
    name = f"{one.header.name}_{one.header.period}.txt"
    mark = f"{seed}/{one.office}/{one.header.branch}/{one.header.member_no}/{one.header.period}"
    return rows_of(head_of(one.header, hashlib.sha256(mark.encode()).hexdigest(), name, one.office), one.header,
                   one.facts)  # fmt: skip


def sent(shape: Shape, last: Period, seed: int) -> Iterator[Sent]:
    """Every file, branch by branch and month by month."""
    months, told = [last], _ToldOf.official()
    while len(months) < shape.months:
        months.insert(0, Period.month_of(months[0].first - timedelta(days=1)))
    for place in range(1, shape.offices + 1):
        office = f"省直第{place}单位机关党委"
        for number in range(1, shape.branches + 1):
            chance = Random(f"{seed}/{place}/{number}")  # noqa: S311 - sample data, no secret
            branch = _Branch(office, number, chance, _people(chance), told)
            for month, period in enumerate(months):
                if chance.random() >= 0.97:
                    continue
                if branch.sends_itself:
                    yield _of_branch(branch, month, period)
                else:
                    yield from _of_members(branch, period)


def _people(chance: Random) -> list[str]:
    size = chance.choice((4, 12, 18, 24, 24, 24, 30, 36))
    return [chance.choice(words.SURNAMES) + chance.choice(words.GIVEN) for _place in range(size)]


def _of_branch(branch: _Branch, month: int, period: Period) -> Sent:
    """The file of a branch to its office."""
    chance, due = branch.chance, len(branch.people)
    away, missing = chance.random() < 0.3, min(chance.randrange(4), due - 1)
    received = due - missing - away
    told = received - 1 if received > 2 and chance.random() < 0.2 else received  # that hides its counts by item
    figures = BranchFigures(
        units=(str(period),), persons=due, due=due, received=received, leave=int(away), missing=missing,
        files=received, told_days=received, answered_days=18 * received, due_days=20 * received,
        late_days=chance.randrange(received + 1), told_study=received, group_minutes=120 * received,
        training_minutes=30 * received, self_minutes=60 * chance.randrange(received + 1), told_quiz=received,
        answered=20 * received, right=16 * received, told_marks=told, **_marks(branch, told), **_list(branch, period),
    )  # fmt: skip
    members = (
        BranchMember(
            member_no=branch.member_no(place), name=name, due=1, received=int(place <= received),
            leave=int(away and place == received + 1),
        )
        for place, name in enumerate(branch.people, 1)
    )  # fmt: skip
    facts: tuple[Fact, ...] = (figures, *members, *_problems(branch))
    number = f"{branch.number:02}"
    return Sent(branch.office, _header(branch, number, branch.name(month), branch.office, period, facts), facts)


def _marks(branch: _Branch, told: int) -> dict[str, Any]:
    """The counts by item, which a branch tells of five persons and more."""
    of_list, chance = branch.told.dont_list, branch.chance
    lists = (ListFigures(list_id=of_list.id, title=str(of_list.title), told=told, withheld=told if told < 5 else 0),)
    if told < 5:
        return {"lists": lists}
    items = tuple(
        ItemFigures(list_id=of_list.id, item=item, words=said, persons=told, **_days(chance, told, told))
        for item, said in branch.told.words.items()
    )
    return {"lists": lists, "items": items}


def _days(chance: Random, told: int, below: int) -> dict[str, int]:
    """How 20 due days a person went for an item; on the two without an answer it is blank as well."""
    partly, not_kept = chance.randrange(below), chance.randrange(below)
    return {
        "kept": 17 * told - partly - not_kept, "partly": partly, "not_kept": not_kept, "not_faced": told,
        "blank": 2 * told,
    }  # fmt: skip


def _list(branch: _Branch, period: Period) -> dict[str, int]:
    """The branch's list of problems through a month: some go, some come; the balance of it."""
    chance = branch.chance
    branch.items = [one for one in branch.items if one["status"] != "struck"]
    before = len(branch.items)
    struck = [one for one in branch.items if chance.random() < 0.3]
    for one in struck:
        one |= {"status": "struck", "done_day": period.first, "struck_day": period.last}
    new = chance.randrange(5)
    for _number in range(new):
        branch.listed += 1
        due = period.first + timedelta(days=chance.randrange(10, 90))
        branch.items.append(
            {"uid": f"{branch.listed:06}", "status": "open", "listed_day": period.first, "due_day": due}
        )
    return {
        "problems_before": before,
        "problems_listed": new,
        "problems_struck": len(struck),
        "problems_after": sum(one["status"] != "struck" for one in branch.items),
    }


def _problems(branch: _Branch) -> Iterator[BranchProblem]:
    for one in branch.items:
        title, measure = words.SHORTFALLS[int(one["uid"]) % len(words.SHORTFALLS)][0]
        yield BranchProblem(title=title, kind=MatterKind.SHORTFALL, measure=measure, **one)


def _of_members(branch: _Branch, period: Period) -> Iterator[Sent]:
    """The files of the members of a branch that sends none itself."""
    chance = branch.chance
    for place, name in enumerate(branch.people, 1):
        if chance.random() < 0.1:
            continue
        right = [chance.randrange(6) for _topic in TOPICS]
        marks = (ItemMarks(item=item, **_days(chance, 1, 2)) for item in branch.told.words)
        facts: tuple[Fact, ...] = (
            Completeness(answered_days=18, due_days=20, late_days=chance.randrange(3)),
            *marks,
            Study(group_minutes=120, training_minutes=30, make_up_minutes=0, self_minutes=60),
            QuizFacts(answered=5 * len(TOPICS), right=sum(right)),
            *(QuizTopic(topic=topic, answered=5, right=n) for topic, n in zip(TOPICS, right, strict=True)),
        )
        yield Sent(branch.office, _header(branch, branch.member_no(place), name, branch.name(0), period, facts), facts)


def _header(branch: _Branch, number: str, name: str, above: str, period: Period, facts: tuple[Fact, ...]) -> Header:
    of_list, day = branch.told.dont_list, period.last
    return Header(
        format=format_of(facts), list_id=of_list.id, list_edition=of_list.edition, list_hash=branch.told.content_hash,
        list_items=tuple(branch.told.words), list_title=str(of_list.title), item_words=branch.told.words,
        member_no=number, name=name, branch=above, period=str(period),
        made_at=datetime(day.year, day.month, day.day, 8, tzinfo=UTC), program="sixdonts", counts=counts_of(facts),
    )  # fmt: skip


def numeral(number: int) -> str:
    """一 to 九十九, as offices number their branches."""
    tens, ones = divmod(number, 10)
    if number > 99:
        return str(number)
    return ("" if tens == 0 else "十" if tens == 1 else f"{NUMERALS[tens - 1]}十") + (
        NUMERALS[ones - 1] if ones else ""
    )
