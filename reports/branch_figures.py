"""Counting what a branch collected: every figure of the report and its tables comes from here. Pure.

A distribution by item is a sum of groups: those who told it for one period of one list. A group of fewer than five is
left out of every sum, so that no difference of two figures shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from content.period import Period
from storage.balance import Balance
from storage.branch_figures import Figures, ItemFigures, ListFigures
from storage.facts import Completeness, F, Fact, ItemMarks, QuizFacts, Study, of_kind
from storage.spans import Piece, Span
from storage.standings import totals

FEWEST_BY_ITEM = 5
STATES = ("kept", "partly", "not_kept", "not_faced", "blank")


def facts_of(kind: type[F], piece: Piece) -> list[F]:
    """The facts of a kind in what a member handed in."""
    return of_kind(kind, piece.received.facts if piece.received else ())


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


def figures_of(span: Span, balance: Balance) -> Figures:
    """Everything that is counted of a period."""
    pieces = span.pieces
    days = [one for piece in pieces if (one := days_of(piece))]
    study = [told for piece in pieces if (told := study_of(piece))]
    quiz = [fact for piece in pieces for fact in facts_of(QuizFacts, piece)]
    groups = _mark_groups(pieces)
    return Figures(
        units=tuple(map(str, span.units)),
        persons=sum(any(one.is_due for one in member.counted) for member in span.members),
        **asdict(totals(span.counted)),
        filled=span.filled,
        files=len(pieces),
        told_days=len(days),
        **_sums(days, ("answered_days", "due_days", "late_days")),
        told_study=len(study),
        **_sums(study, STUDY),
        told_quiz=len(quiz),
        **_sums(quiz, ("answered", "right")),
        told_marks=sum(map(len, groups)),
        lists=tuple(_lists(groups)),
        items=tuple(_items(filter(is_shown, groups))),
        **{f"problems_{name}": count for name, count in asdict(balance).items()},
    )


def _sums(facts: Iterable[Fact], names: Sequence[str]) -> dict[str, int]:
    facts = list(facts)
    return {name: sum(getattr(fact, name) for fact in facts) for name in names}


def _mark_groups(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Who told marks, by list and period."""
    groups: dict[tuple[str, Period], list[Piece]] = {}
    for piece in pieces:
        if piece.received and facts_of(ItemMarks, piece):
            groups.setdefault((piece.received.header.list_id, piece.period), []).append(piece)
    return [*groups.values()]


def is_shown(group: Sequence[Piece]) -> bool:
    """Whether a group is large enough to be shown by item."""
    return len(group) >= FEWEST_BY_ITEM


def _lists(groups: Iterable[Sequence[Piece]]) -> Iterator[ListFigures]:
    """Every list somebody told marks against."""
    told: dict[str, tuple[str, int, int]] = {}
    for group in groups:
        for piece in group:
            if piece.received:
                header = piece.received.header
                _title, before, withheld = told.get(header.list_id, ("", 0, 0))
                told[header.list_id] = header.list_title, before + 1, withheld + (not is_shown(group))
    for list_id, (title, count, withheld) in told.items():
        yield ListFigures(list_id=list_id, title=title, told=count, withheld=withheld)


def _items(groups: Iterable[Sequence[Piece]]) -> Iterator[ItemFigures]:
    """The sums of the groups, list by list."""
    lists: dict[str, list[Piece]] = {}
    for group in groups:
        for piece in group:
            if piece.received:
                lists.setdefault(piece.received.header.list_id, []).append(piece)
    for list_id, pieces in lists.items():
        sums: dict[str, list[int]] = {}
        words: dict[str, str] = {}
        for piece in pieces:
            words |= piece.received.header.item_words if piece.received else {}
            for fact in facts_of(ItemMarks, piece):
                before = sums.setdefault(fact.item, [0] * len(STATES))
                sums[fact.item] = [old + getattr(fact, name) for old, name in zip(before, STATES, strict=True)]
        persons = len({piece.person for piece in pieces})
        for item, counts in sums.items():
            yield ItemFigures(
                list_id=list_id,
                item=item,
                words=words.get(item, ""),
                persons=persons,
                **dict(zip(STATES, counts, strict=True)),
            )
