"""平时考核 and the year's end: a period in one document. Counts, and the person's own words; no adjectives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from content.dates import day_words, period_words
from content.hours import hours
from content.marks import Mark, mark_words
from content.words import _
from reports.document import Block, Document, Paragraph, Small
from reports.fact_words import numbered
from reports.hours import COUNTED
from reports.ledger import Ledger, entries
from reports.review import Reviewed, days_words
from reports.sentences import sentences
from reports.terms import matter_state_words, note_kind_words
from storage.records import LookBack, MatterState, NoteKind, StudyNote

MOST_MATERIALS = 40


def appraisal(read: Reviewed, ledger: Ledger, notes: Sequence[StudyNote], look_backs: Sequence[LookBack]) -> Document:
    """What was done in a period: checks, matters settled, study, what fell short and was done about it, own words."""
    settled = [one for one in ledger.closed if one.state is MatterState.SETTLED]
    checked = Paragraph(_(", ").join(days_words(read)) + _("."))
    sections: list[tuple[str, Sequence[Block]]] = [
        (_("Daily self-check"), [checked]),
        (_("Matters settled: {n}").format(n=len(settled)), list(entries(settled, ledger))),
        (_("Study"), list(_study(notes))),
        (_("What fell short, and what was done about it"), list(_shortfalls(read))),
        (_("In my own words"), list(_own_words(look_backs))),
        (_("What comes next"), [Paragraph("")]),
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
    kinds = [f"{note_kind_words(kind)} {hours(n)}" for kind, n in minutes.items() if n and kind in COUNTED]
    others = [f"{note_kind_words(kind)} {hours(n)}" for kind, n in minutes.items() if n and kind not in COUNTED]
    words = (
        [_("{counted} h counted: {kinds}").format(counted=hours(counted), kinds=_(", ").join(kinds))] if kinds else []
    )
    if others:
        words.append(_("besides, not counted, h: {kinds}").format(kinds=_(", ").join(others)))
    return _("; ").join(words) + _(".")


def _shortfalls(read: Reviewed) -> Iterator[Block]:
    for row in read.rows:
        if row.is_personal:
            continue
        for said in sentences(row, read.listed):
            mark = said.day.answer.mark if said.day.answer else None
            if mark not in (Mark.PARTLY, Mark.NOT_KEPT):
                continue
            lead = f"{day_words(said.day.day)}  {row.dont.short}（{mark_words(mark)}）"
            done = (f"{one.title}（{matter_state_words(one.state)}）" for one in said.listed)
            yield Paragraph("  ".join(filter(None, (said.sentence, *done))), bold_lead=f"{lead}  ")


def _own_words(look_backs: Sequence[LookBack]) -> Iterator[Block]:
    for one in look_backs:
        texts = [asked.text for asked in one.asked if asked.text] + ([one.intention] if one.intention else [])
        if texts:
            yield Paragraph("\n".join(texts), bold_lead=f"{one.period}  ")
