"""Counting what a branch collected: every figure of the report and its tables comes from here. Pure.

Counts by item, and of questions answered rightly, are sums of groups: those who told the same of one period. A group
of fewer than five is left out of every sum. Where something was collected for a part of a period too (half a month),
the period is shown only if those who told the same in both, and those who told it in one alone, are five or more or
none: then neither a difference of the two nor any other sum of them shows fewer than five, over two lists either.
Nor is a period shown where a report that was made of it and this one differ by fewer than five persons: `Span.hidden`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import TypeAlias

from content.period import Period
from storage.balance import Balance
from storage.branch_figures import Figures, ItemFigures, ListFigures
from storage.facts import Completeness, F, Fact, FactName, Header, ItemMarks, QuizFacts, Study, of_kind
from storage.spans import Piece, Span, is_part
from storage.standings import totals

FEWEST_BY_ITEM = 5
STATES = ("kept", "partly", "not_kept", "not_faced", "blank")
What: TypeAlias = tuple[str, str]
"""Which item of which list; or that of quizzes."""
_QUIZ: What = ("", "quiz")
Groups: TypeAlias = dict[tuple[What, Period], list[Piece]]


def facts_of(kind: type[F], piece: Piece) -> list[F]:
    """The facts of a kind in what a member handed in."""
    return of_kind(kind, piece.received.facts if piece.received else ())


def in_list_order(items: Iterable[ItemFigures], headers: Iterable[Header]) -> list[ItemFigures]:
    """The counts by item, list by list, in the order of the newest file about each; what that does not name, last."""
    found = list(items)
    lists = list(dict.fromkeys(one.list_id for one in found))
    listed = {one.list_id: one.list_items for one in sorted(headers, key=lambda header: header.made_at)}

    def place(one: ItemFigures) -> tuple[int, int]:
        known = listed.get(one.list_id, ())
        return lists.index(one.list_id), known.index(one.item) if one.item in known else len(known)

    return sorted(found, key=place)


def days_of(piece: Piece) -> Completeness | None:
    """On how many days a member checked themselves, if that was told."""
    if paper := piece.paper:
        days = Completeness(answered_days=paper.answered_days, due_days=paper.due_days, late_days=0)
        return days if paper.due_days else None
    return next(iter(facts_of(Completeness, piece)), None)


def study_of(piece: Piece) -> Study | None:
    """How long a member studied, if that was told; a paper form always tells it."""
    if paper := piece.paper:
        return Study(**{name: getattr(paper, name) for name in STUDY})
    return next(iter(facts_of(Study, piece)), None)


STUDY = ("group_minutes", "training_minutes", "make_up_minutes", "self_minutes")
SUMS_OF = {
    "told_days": ("answered_days", "due_days", "late_days"),
    "told_study": STUDY,
    "told_quiz": ("answered", "right"),
}
"""The sums of what so many told."""


def are_few(figures: Figures, told: str) -> bool:
    """Whether some told it, and may be fewer than five persons: in several months each is counted once a month."""
    count: int = getattr(figures, told)
    return 0 < count <= (FEWEST_BY_ITEM - 1) * max(len(figures.units), 1)


def without_sums_of_few(figures: Figures) -> Figures:
    """The figures without the sums of what few told; how many did stays."""
    few = (name for told, names in SUMS_OF.items() if are_few(figures, told) for name in names)
    return figures.model_copy(update=dict.fromkeys(few, 0))


def without_small_units(figures: Figures, span: Span) -> Figures:
    """The figures without the days and hours of units of which fewer than five told them: the sums of the other units,
    which are sent too, would show them by subtraction. Those of quizzes are left out of every figure."""
    if len(span.units) < 2:
        return figures
    days, study = _in_large_units(span, days_of), _in_large_units(span, study_of)
    told = {name: len(large) for name, large in (("told_days", days), ("told_study", study))
            if large or not are_few(figures, name)}  # fmt: skip
    return figures.model_copy(update={**told, **_sums(days, SUMS_OF["told_days"]), **_sums(study, STUDY)})


def left_out_of_sums(figures: Figures, span: Span) -> dict[str, int]:
    """Of the figures that are sent, by what is told, how many told it who are in no sum."""
    found = {told: getattr(figures, told) if are_few(figures, told) else 0 for told in SUMS_OF}
    if len(span.units) > 1:
        for told, groups in (("told_days", _told_by(span, days_of)), ("told_study", _told_by(span, study_of))):
            sizes = [len(group) for group in groups]
            if sizes:  # branches tell no line of their own
                found[told] = sum(size for size in sizes if found[told] or size < FEWEST_BY_ITEM)
        found["told_quiz"] += quizzes_left_out(span)
    return found


def _told_by(span: Span, of: Callable[[Piece], F | None]) -> list[list[F]]:
    """What was told for each period."""
    groups: dict[Period, list[F]] = {}
    for piece in span.pieces:
        if (one := of(piece)) is not None:
            groups.setdefault(piece.period, []).append(one)
    return [*groups.values()]


def _in_large_units(span: Span, of: Callable[[Piece], F | None]) -> list[F]:
    return [one for group in _told_by(span, of) if len(group) >= FEWEST_BY_ITEM for one in group]


def figures_of(span: Span, balance: Balance) -> Figures:
    """Everything that is counted of a period."""
    pieces = span.pieces
    days = [one for piece in pieces if (one := days_of(piece))]
    study = [told for piece in pieces if (told := study_of(piece))]
    shown = shown_groups(span)
    quiz = [fact for what, group in shown for piece in group if what == _QUIZ for fact in facts_of(QuizFacts, piece)]
    tellers = [piece for piece in pieces if facts_of(ItemMarks, piece)]
    return Figures(
        units=tuple(map(str, span.units)),
        persons=sum(any(one.is_due for one in member.counted) for member in span.members),
        **asdict(totals(span.counted)),
        filled=span.filled,
        files=len(pieces),
        told_days=len(days),
        **_sums(days, SUMS_OF["told_days"]),
        told_study=len(study),
        **_sums(study, STUDY),
        told_quiz=len(quiz),
        **_sums(quiz, SUMS_OF["told_quiz"]),
        told_marks=len(tellers),
        lists=tuple(_lists(tellers, shown)),
        items=tuple(_items(shown)),
        **{f"problems_{name}": count for name, count in asdict(balance).items()},
    )


def _sums(facts: Iterable[Fact], names: Sequence[str]) -> dict[str, int]:
    facts = list(facts)
    return {name: sum(getattr(fact, name) for fact in facts) for name in names}


def quizzes_left_out(span: Span) -> int:
    """How many tell of quizzes in groups too small to be shown."""
    told = sum(len(facts_of(QuizFacts, piece)) for piece in span.pieces)
    return told - sum(len(group) for what, group in shown_groups(span) if what == _QUIZ)


def shown_groups(span: Span) -> list[tuple[What, list[Piece]]]:
    """Who told what for one period, a group for each list and period, where that may be shown."""
    groups, parts = _large_groups(span.pieces), _large_groups(span.within)
    seen = dict.fromkeys((what[1], period) for what, period in groups)
    hidden = {one for one in seen if _shows_few(*one, groups, parts)}
    return [
        (what, group)
        for (what, period), group in groups.items()
        if (what[1], period) not in hidden and ("quiz" if what == _QUIZ else "item_marks", period) not in span.hidden
    ]


def told_undivided(span: Span, *kinds: FactName) -> list[Piece]:
    """What was handed in for periods of which no part was told too, by five or more: whose answers, no header says."""
    tellers = Counter(
        piece.period
        for piece in span.within
        if piece.received and any(piece.received.header.counts.get(kind) for kind in kinds)
    )
    parts = [period for period, count in tellers.items() if count >= FEWEST_BY_ITEM]
    pieces = (piece for piece in span.pieces if ("quiz", piece.period) not in span.hidden)
    return [piece for piece in pieces if not any(is_part(part, piece.period) for part in parts)]


def _large_groups(pieces: Iterable[Piece]) -> Groups:
    """Who told what, by what it is and for which period, where they are enough."""
    groups: Groups = {}
    for piece in pieces:
        for what in _told(piece):
            groups.setdefault((what, piece.period), []).append(piece)
    return {key: group for key, group in groups.items() if len(group) >= FEWEST_BY_ITEM}


def _told(piece: Piece) -> Iterator[What]:
    """What a member told that is shown of several together only; by the header where the lines were not read."""
    if piece.received is None:
        return
    header, marks = piece.received.header, facts_of(ItemMarks, piece)
    if header.counts.get("quiz"):
        yield _QUIZ
    if header.counts.get("item_marks"):
        yield from ((header.list_id, item) for item in ([one.item for one in marks] or header.list_items))


def _shows_few(item: str, period: Period, groups: Groups, parts: Groups) -> bool:
    """Whether few told the same in a period and in a part of it: against one list in both, or in one of them alone."""

    def lists_of(found: Groups, of: Period) -> dict[str, str]:
        return {piece.person: what[0] for (what, when), group in found.items() if (what[1], when) == (item, of)
                for piece in group}  # fmt: skip

    whole = lists_of(groups, period)
    for part in {when for _what, when in parts if is_part(when, period)}:
        there = lists_of(parts, part)
        alike = Counter((whole.get(person), there.get(person)) for person in {*whole, *there})
        if there and min(alike.values()) < FEWEST_BY_ITEM:
            return True
    return False


def _lists(tellers: Iterable[Piece], shown: Iterable[tuple[What, Sequence[Piece]]]) -> Iterator[ListFigures]:
    """Every list somebody told marks against."""
    seen = {(piece.person, piece.period) for what, group in shown if what != _QUIZ for piece in group}
    told: dict[str, tuple[str, int, int]] = {}
    for piece in tellers:
        if piece.received:
            header = piece.received.header
            _title, before, withheld = told.get(header.list_id, ("", 0, 0))
            is_left_out = (piece.person, piece.period) not in seen
            told[header.list_id] = header.list_title, before + 1, withheld + is_left_out
    for list_id, (title, count, withheld) in told.items():
        yield ListFigures(list_id=list_id, title=title, told=count, withheld=withheld)


def _items(shown: Iterable[tuple[What, Sequence[Piece]]]) -> Iterator[ItemFigures]:
    """The sums of the groups, list by list."""
    found: dict[What, list[Piece]] = {}
    for what, group in shown:
        if what != _QUIZ:
            found.setdefault(what, []).extend(group)
    lists = list(dict.fromkeys(list_id for list_id, _item in found))
    for (list_id, item), pieces in sorted(found.items(), key=lambda one: lists.index(one[0][0])):
        marks = [fact for piece in pieces for fact in facts_of(ItemMarks, piece) if fact.item == item]
        words = (piece.received.header.item_words.get(item, "") for piece in reversed(pieces) if piece.received)
        persons = len({piece.person for piece in pieces})
        sums = _sums(marks, STATES)
        yield ItemFigures(list_id=list_id, item=item, words=next(filter(None, words), ""), persons=persons, **sums)
