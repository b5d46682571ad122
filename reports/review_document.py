"""A review of a period as a document, and as data for another program: the figures that the screen shows, no others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from content.calendar import Calendar
from content.dates import period_words
from content.hours import tenths_of_hours
from content.marks import Mark, mark_words
from content.period import Period, Span
from content.words import _
from reports.document import Block, Cell, Column, Document, Heading, Paragraph, Small, Table
from reports.fact_words import numbered
from reports.hours import COUNTED, KINDS
from reports.item_days import ItemRow
from reports.ledger import late_words
from reports.matter_figures import MatterFigures, by_giver, by_kind, matter_figures
from reports.quiz_topics import TopicAnswers
from reports.review import Reviewed, days_sentence, figures_of
from reports.sentences import Said, sentences
from reports.shares import STATES, Compared, Share
from reports.terms import day_in, matter_kind_words, note_kind_words
from reports.told_sentences import told
from storage.records import MatterKind, NoteKind

MOST_TOPICS = 20
COUNTS = ("given", "settled", "late", "dropped", "overdue", "extended")


@dataclass(frozen=True)
class Review:
    """Everything that is said of a period."""

    name: str
    """Whose it is; empty when that was never said."""
    read: Reviewed
    """Its days and their counts."""
    parts: Span
    """Into which parts the shares are divided."""
    shares: tuple[tuple[ItemRow, tuple[Compared, ...]], ...]
    """Each item's parts beside the same a year before."""
    topics: tuple[TopicAnswers, ...]
    """The answers to questions."""
    calendar: Calendar
    """Which days are workdays."""

    @property
    def period(self) -> Period:
        """Its days."""
        return self.read.records.period

    @property
    def matters(self) -> tuple[MatterFigures, list[MatterFigures], list[MatterFigures]]:
        """All matters, those of each giver, those of each kind."""
        matters, today = self.read.records.matters, self.read.records.today
        return (
            matter_figures(matters, self.period, today),
            by_giver(matters, self.period, today),
            by_kind(matters, self.period, today),
        )

    @property
    def minutes(self) -> list[tuple[Period, dict[NoteKind, int]]]:
        """The minutes of study of each month with any, by kind."""
        found = []
        for month in Span.MONTH.within(self.period) if self.read.records.notes else ():
            kinds = dict.fromkeys(KINDS, 0)
            for note in self.read.records.notes:
                if note.day in month:
                    kinds[note.kind] += note.minutes
            if any(kinds.values()):
                found.append((month, kinds))
        return found

    @property
    def said(self) -> list[tuple[ItemRow, list[Said]]]:
        """What was written at each item, the items where something was."""
        found = [(row, sentences(row, self.read.listed)) for row in self.read.rows]
        return [(row, said) for row, said in found if said]


def document(review: Review) -> Document:
    """The review as a page: counts with what they are out of, and the person's own words."""
    title = _("Looking back: {period}").format(period=period_words(review.period))
    blank = [day_in(day, review.period.first) for day in review.read.blank]
    lines = [days_sentence(review.read)]
    if blank:
        lines.append(_("Due days with something left blank: {days}.").format(days=_(", ").join(blank)))
    blocks = numbered(
        [
            (_("Items, in days"), [counts_table(review.read)] if review.read.figures.due_days else []),
            (_("By part of the period"), _share_tables(review)),
            (_("Sentences"), list(_sentences(review))),
            (_("Matters"), list(_matter_tables(review))),
            (_("Hours of study"), _hours_tables(review)),
            (_("Quiz"), [quiz_table(review.topics)] if review.topics else []),
        ]
    )
    last = Small(_("Counted from the person's own records; nothing is rated here."))
    return Document(f"{title}\n{review.name}" if review.name else title, (*map(Paragraph, lines), *blocks, last))


def counts_table(read: Reviewed) -> Table:
    """A row an item of the official list: on how many due days it was kept, partly kept and so on."""
    titles = [_("item"), *(mark.words for mark in Mark), mark_words(None), _("days due")]
    rows: list[tuple[Cell, ...]] = []
    for row in read.rows:
        found = None if row.is_personal else figures_of(read.figures.items, row.dont.id)
        if found is not None:
            counts = (found.kept, found.partly, found.not_kept, found.not_faced, found.blank)
            rows.append((str(row.dont.short), *counts, found.marked + found.blank))
    return Table(tuple(Column(title, 14 if place == 0 else 6) for place, title in enumerate(titles)), tuple(rows))


def _share_tables(review: Review) -> list[Block]:
    """Behind each count, after a stroke, that of a year before: a table an item, or one where there is one part."""
    shown = [(row, [one for one in parts if _is_there(one)]) for row, parts in review.shares]
    shown = [(row, parts) for row, parts in shown if parts]
    has_before = any(one.before and one.before.n for _row, parts in shown for one in parts)
    is_one_part = all(len(parts) == 1 for _row, parts in shown)
    if not shown or (is_one_part and not has_before):
        return []  # the items' own table says as much
    if is_one_part:
        rows = tuple((str(row.dont.short), *_share_cells(parts[0])) for row, parts in shown)
        tables: list[Block] = [_share_table(_("item"), rows)]
    else:
        tables = [
            _share_table(
                _("Period"), tuple((period_words(one.now.period), *_share_cells(one)) for one in parts), row.dont.short
            )
            for row, parts in shown
        ]
    note = _("Behind the stroke: the same days a year before; up to the same day where the period still runs.")
    return [*tables, *([Small(note)] if has_before else [])]


def _is_there(one: Compared) -> bool:
    return bool(one.now.n or (one.before and one.before.n))


def _share_table(head: str, rows: tuple[tuple[Cell, ...], ...], caption: object = "") -> Table:
    titles = [head, *(mark.words for mark in Mark), mark_words(None), _("days due")]
    columns = tuple(Column(title, 12 if place == 0 else 6) for place, title in enumerate(titles))
    return Table(columns, rows, str(caption))


def _share_cells(one: Compared) -> Iterator[Cell]:
    """In how many days each state stood, and out of how many; with those of a year before where there are some."""
    before = one.before if one.before and one.before.n else None
    counts = [(len(one.now.of(state)), len(before.of(state)) if before else 0) for state in STATES]
    for now, then in (*counts, (one.now.n, before.n if before else 0)):
        yield f"{now} / {then}" if before else now


def _sentences(review: Review) -> Iterator[Block]:
    for row, said in review.said:
        yield Heading(2, str(row.dont.official))
        yield from told(said, review.period.first, review.calendar)


def _matter_tables(review: Review) -> Iterator[Block]:
    whole, givers, kinds = review.matters
    if not whole.every:
        return
    titles = [
        _("given", context="column"), _("settled", context="column"), _("late", context="column"),
        _("dropped", context="column"), _("overdue", context="column"), _("moved", context="column"),
        _("median days to the answer"), _("answers", context="matters"),
    ]  # fmt: skip
    named = [(_("all", context="matters"), whole)]
    for caption, head, groups in (
        (
            _("By who gave them"),
            _("Given by"),
            [*named, *((one.name or _("not named", context="giver"), one) for one in givers)],
        ),
        (_("By kind"), _("Kind"), [(matter_kind_words(MatterKind(one.name)), one) for one in kinds]),
    ):
        columns = (Column(head, 10), *(Column(title, 5) for title in titles))
        yield Table(columns, tuple((name, *_matter_cells(one)) for name, one in groups), caption)
    end = day_in(min(review.period.last, review.read.records.today), review.period.first)
    words = _("Overdue: not settled on {day}, its due day past. Late: answered, or else settled, after its due day.")
    yield Small(words.format(day=end))
    late = [_("{title} ({words})").format(title=one.title, words=late_words(one)) for one in whole.late]
    if late:
        yield Paragraph(_("Settled late: {list}").format(list=_("; ").join(late)) + _("."))


def _matter_cells(one: MatterFigures) -> Iterator[Cell]:
    yield from (len(getattr(one, name)) for name in COUNTS)
    yield one.median_days
    yield len(one.answered)


def _hours_tables(review: Review) -> list[Block]:
    months = review.minutes
    if not months:
        return []
    total = {kind: sum(kinds[kind] for _month, kinds in months) for kind in KINDS}
    named = [*((period_words(month), kinds) for month, kinds in months), (_("all", context="hours"), total)]
    rows: list[tuple[Cell, ...]] = [(name, *(tenths_of_hours(kinds[kind]) for kind in KINDS)) for name, kinds in named]
    titles = [_("Month", context="column"), *map(note_kind_words, KINDS)]
    return [Table(tuple(Column(title, 8) for title in titles), tuple(rows))]


def quiz_table(topics: Sequence[TopicAnswers]) -> Table:
    """A row a topic; of so many that nobody would read them a row a pack, the topics stand on the screen."""
    named = [(str(one.topic or _("questions taken out")), [one]) for one in topics]
    head = _("topic")
    if len(topics) > MOST_TOPICS:
        head, packs = _("Pack", context="column"), dict[str, list[TopicAnswers]]()
        for one in topics:
            packs.setdefault(str(one.pack or _("questions taken out")), []).append(one)
        named = list(packs.items())
    if len(named) > 1:
        named.append((_("all", context="questions"), list(topics)))
    titles = (_("asked"), _("answers", context="column"), _("answered right"))
    columns = (Column(head, 14), *(Column(title, 5) for title in titles))
    return Table(columns, tuple((name, *_answers(ones)) for name, ones in named))


def _answers(topics: Sequence[TopicAnswers]) -> tuple[int, int, int]:
    """How many questions were asked, how often they were answered, how often right."""
    return (
        sum(one.questions for one in topics),
        sum(len(one.attempts) for one in topics),
        sum(one.right for one in topics),
    )


def data(review: Review) -> dict[str, Any]:
    """The figures for another program; names in English, days as ISO dates, what is missing is null."""
    found, (whole, givers, kinds) = review.read.figures, review.matters
    return {
        "period": str(review.period),
        "today": review.read.records.today.isoformat(),
        "due_since": review.read.since and review.read.since.isoformat(),
        "due_days": found.due_days,
        "answered_days": found.answered_days,
        "partly_days": found.partly_days,
        "late_days": found.late_days,
        "changed_days": found.changed_days,
        "blank_days": [day.isoformat() for day in review.read.blank],
        "items": [_item_data(row, review) for row in review.read.rows],
        "matters": {
            "all": _matter_data(whole),
            "by_giver": [{"giver": one.name, **_matter_data(one)} for one in givers],
            "by_kind": [{"kind": one.name, **_matter_data(one)} for one in kinds],
        },
        "study_minutes": [
            {"month": f"{month.first:%Y-%m}", **{kind.value: n for kind, n in kinds_.items()}}
            for month, kinds_ in review.minutes
        ],
        "counted_kinds": [kind.value for kind in COUNTED],
        "quiz": [
            {"topic": one.topic and one.topic.zh, "pack": one.pack and one.pack.zh, "questions": one.questions,
             "answers": len(one.attempts), "right": one.right}
            for one in review.topics
        ],
    }  # fmt: skip


def _item_data(row: ItemRow, review: Review) -> dict[str, Any]:
    parts = next((parts for one, parts in review.shares if one.key == row.key), ())
    said = next((said for one, said in review.said if one.key == row.key), [])
    return {
        "item": row.dont.id,
        "own_list": row.is_personal,
        "days": {one.day.isoformat(): str(one.state) for one in row.days if one.state},
        "late": [one.day.isoformat() for one in row.days if one.is_late],
        "changed": [one.day.isoformat() for one in row.days if one.is_changed],
        "shares": [
            {**_share_data(part.now), "year_before": part.before and _share_data(part.before)} for part in parts
        ],
        "sentences": [
            {"day": one.day.day.isoformat(), "mark": one.day.mark and str(one.day.mark), "sentence": one.sentence,
             "listed": [{"id": matter.uid, "state": str(matter.state)} for matter in one.listed]}
            for one in said
        ],
    }  # fmt: skip


def _share_data(one: Share) -> dict[str, Any]:
    return {"period": str(one.period), "due_days": one.n, **{str(state): len(one.of(state)) for state in STATES}}


def _matter_data(one: MatterFigures) -> dict[str, Any]:
    counts = {name: len(getattr(one, name)) for name in COUNTS}
    return {**counts, "answered": len(one.answered), "median_days_to_answer": one.median_days}
