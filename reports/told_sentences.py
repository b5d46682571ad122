"""Sentences of an item on paper: those that say nearly the same once, with all their days and what came of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from content.calendar import Calendar
from content.marks import Mark, mark_words
from content.words import _, ngettext
from reports.document import Paragraph
from reports.sentences import Said, repeated
from reports.terms import day_in, days_listed, due_in, matter_state_words
from storage.records import Matter, MatterState

_ORDER = (MatterState.SETTLED, MatterState.DROPPED, MatterState.OPEN)


def told(said: Sequence[Said], first: date, calendar: Calendar) -> Iterator[Paragraph]:
    """A paragraph for all that is much alike, what comes most often first; the others follow by the day."""
    groups = repeated(said)
    together = {one.day.day for group in groups for one in group}
    others = sorted((one for one in said if one.day.day not in together), key=lambda one: one.day.day)
    for group in (*groups, *([one] for one in others)):
        yield _paragraph(group, first, calendar)


def also_listed(matters: Sequence[Matter], first: date, calendar: Calendar) -> Iterator[Paragraph]:
    """What was listed for correction at no sentence that is told, and what came of it."""
    if matters:
        lead = ngettext("{n} more listed for correction: ", "{n} more listed for correction: ", len(matters))
        ended = _by_outcome(matters, (), first, calendar)
        yield Paragraph(ended + _("."), bold_lead=lead.format(n=len(matters)))


def _paragraph(group: Sequence[Said], first: date, calendar: Calendar) -> Paragraph:
    by_words: dict[str, list[Said]] = {}
    for one in sorted(group, key=lambda one: one.day.day):
        by_words.setdefault(_open_end(one.sentence), []).append(one)
    listed = {matter.uid: matter for one in group for matter in one.listed}
    outcome = ""
    if listed:
        lead = ngettext("{n} listed for correction: ", "{n} listed for correction: ", len(listed))
        outcome = lead.format(n=len(listed)) + _by_outcome(list(listed.values()), by_words.keys(), first, calendar)
    if len(group) == 1:
        only = group[0]
        lead = _("{day}, {state}: ").format(day=day_in(only.day.day, first), state=mark_words(only.day.mark))
        quoted = [_open_end(only.sentence)]
    else:
        lead = ngettext("{n} time: ", "{n} times: ", len(group)).format(n=len(group))
        quoted = [
            _("{title} ({words})").format(title=words, words=_states(ones, first)) for words, ones in by_words.items()
        ]
    return Paragraph(_("; ").join(filter(None, (*quoted, outcome))) + _("."), bold_lead=lead)


def _states(ones: Iterable[Said], first: date) -> str:
    """On which days the same was written, by the state it was written at: 未做到3月2日、9日，部分做到4月1日."""
    days: dict[Mark | None, list[date]] = {}
    for one in ones:
        days.setdefault(one.day.mark, []).append(one.day.day)
    order = (Mark.NOT_KEPT, Mark.PARTLY, Mark.KEPT, Mark.NOT_FACED, None)
    parts = [
        _("{state} {days}").format(state=mark_words(mark), days=days_listed(days[mark], first))
        for mark in order
        if mark in days
    ]
    return _(", ", context="clauses").join(parts)


def _by_outcome(matters: Sequence[Matter], wordings: Iterable[str], first: date, calendar: Calendar) -> str:
    """What came of matters; what ended alike is told once, its title only where it says more than the sentences."""
    alike: dict[tuple[MatterState, str, str, str], list[Matter]] = {}
    for one in sorted(matters, key=lambda one: (_ORDER.index(one.state), one.closed_day or one.day, one.uid)):
        title = "" if _open_end(one.title) in wordings else _open_end(one.title)
        alike.setdefault((one.state, title, _open_end(one.measure), _open_end(one.result)), []).append(one)
    return _("; ").join(
        _(", ", context="clauses").join(
            filter(None, (_titled(title, _ended(same, first, calendar)), *_texts(measure, result)))
        )
        for (_state, title, measure, result), same in alike.items()
    )


def _ended(matters: Sequence[Matter], first: date, calendar: Calendar) -> str:
    """How many stand how, and since or until when: 办结2件（3月9日、12日）; 未办结1件（时限12月1日）."""
    state = matter_state_words(matters[0].state)
    words = _("{state}: {n}", context="matters").format(state=state, n=len(matters))
    if matters[0].state is not MatterState.OPEN:
        days = days_listed([one.closed_day for one in matters if one.closed_day], first)
    else:
        due = sorted({one.due_day for one in matters if one.due_day})
        days = _("due on {day}").format(day=_(", ").join(due_in(day, first, calendar) for day in due)) if due else ""
    return _("{title} ({words})").format(title=words, words=days) if days else words


def _titled(title: str, words: str) -> str:
    return _("{label}: {text}").format(label=title, text=words) if title else words


def _texts(measure: str, result: str) -> Iterator[str]:
    if measure:
        yield _("measure: {text}").format(text=measure)
    if result:
        yield _("result: {text}").format(text=result)


def _open_end(text: str) -> str:
    return " ".join(text.split()).rstrip("。.；;，, ")
