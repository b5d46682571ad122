"""平时考核 and the year's end: a period in one document. Counts, and the person's own words; no adjectives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from content.dates import period_words
from content.hours import hours
from content.marks import Mark
from content.period import Period
from content.words import _
from reports.document import Block, Document, Heading, Paragraph, Small
from reports.fact_words import numbered
from reports.figures import SHORTFALL_KINDS
from reports.hours import COUNTED
from reports.ledger import Ledger, entries
from reports.own_words import own_words, planned_words
from reports.review import Reviewed, days_sentence
from reports.sentences import sentences
from reports.terms import matter_kind_words, note_kind_words
from reports.told_sentences import also_listed, told
from storage.records import LookBack, Matter, MatterKind, MatterState, NoteKind, StudyNote

MOST_MATERIALS = 40
SHORT = (Mark.PARTLY, Mark.NOT_KEPT)


def appraisal(read: Reviewed, ledger: Ledger, notes: Sequence[StudyNote], look_backs: Sequence[LookBack]) -> Document:
    """What was done in a period: checks, matters settled, study, what fell short and was done about it, own words."""
    settled = [one for one in ledger.closed if one.state is MatterState.SETTLED]
    next_lines = planned_words(look_backs) or [""]
    sections: list[tuple[str, Sequence[Block]]] = [
        (_("Daily self-check"), [Paragraph(days_sentence(read))]),
        (_("Matters settled: {n}").format(n=len(settled)), list(_settled(settled, ledger))),
        (_("Study"), list(_study(notes))),
        (_("What fell short, and what was done about it"), list(_shortfalls(read, ledger))),
        (_("In my own words"), list(_own_words(look_backs))),
        (_("What comes next"), [*map(Paragraph, next_lines)]),
    ]
    title = _("Work and study, {period}").format(period=period_words(read.records.period))
    told = Small(_("From my own records; nothing is rated here. The last part is for the person to write."))
    return Document(f"{title}\n{ledger.name}" if ledger.name else title, (*numbered(sections), told))


def _study(notes: Sequence[StudyNote]) -> Iterator[Block]:
    minutes = {kind: sum(one.minutes for one in notes if one.kind is kind) for kind in NoteKind}
    counted = sum(minutes[kind] for kind in COUNTED)
    if any(minutes.values()):
        yield Paragraph(_hours_words(minutes, counted))
    read = list(dict.fromkeys(one.material or one.title for one in notes))
    if read:
        named = _(", ").join(read[:MOST_MATERIALS])
        more = _(" and {n} more").format(n=len(read) - MOST_MATERIALS) if len(read) > MOST_MATERIALS else ""
        yield Paragraph(_("Read ({n}): {materials}").format(n=len(read), materials=named + more) + _("."))


def _hours_words(minutes: Mapping[NoteKind, int], counted: int) -> str:
    """计入37.3学时：集中学习18.3、培训19；另自学40.5学时。: what makes up the sum, and beside it what does not."""
    one = _("{kind} {hours}", context="hours")
    said = {kind: one.format(kind=note_kind_words(kind), hours=hours(n)) for kind, n in minutes.items() if n}
    kinds = [words for kind, words in said.items() if kind in COUNTED]
    others = [words for kind, words in said.items() if kind not in COUNTED]
    words = (
        [_("{counted} h counted: {kinds}").format(counted=hours(counted), kinds=_(", ").join(kinds))] if kinds else []
    )
    if others:
        words.append(_("besides, not counted, h: {kinds}").format(kinds=_(", ").join(others)))
    sentence = _("; ").join(words) + _(".")
    return sentence[:1].upper() + sentence[1:]


def _settled(settled: Sequence[Matter], ledger: Ledger) -> Iterator[Block]:
    """Those of each kind under its name."""
    for kind in MatterKind:
        if mine := [one for one in settled if one.kind is kind]:
            yield Heading(2, _("{kind}: {n}").format(kind=matter_kind_words(kind), n=len(mine)))
            yield from entries(mine, ledger)


def _shortfalls(read: Reviewed, ledger: Ledger) -> Iterator[Block]:
    """At each item what fell short, those of nearly the same words once, with what was done about it."""
    first, calendar = read.records.period.first, ledger.calendar
    listed = [one for one in (*ledger.closed, *ledger.open) if one.kind in SHORTFALL_KINDS]
    for row in read.rows:
        said = [] if row.is_personal else [one for one in sentences(row, read.listed) if one.day.mark in SHORT]
        told_there = {matter.uid for one in said for matter in one.listed}
        others = [one for one in listed if one.item == row.dont.id and one.uid not in told_there]
        if said or (others and not row.is_personal):
            yield Heading(2, str(row.dont.official))
            yield from told(said, first, calendar)
            yield from also_listed(others, first, calendar)
    items = {row.dont.id for row in read.rows}
    if rest := [one for one in listed if one.item not in items]:
        yield Heading(2, _("At no item"))
        yield from also_listed(rest, first, calendar)


def _own_words(look_backs: Sequence[LookBack]) -> Iterator[Block]:
    for one in look_backs:
        if texts := own_words(one):
            yield Paragraph("\n".join(texts), bold_lead=f"{period_words(Period.parse(one.period))}  ")
