"""The ledger of matters on paper: what was settled in a period, as a list, and all of it as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from content.calendar import Calendar
from content.dates import period_words
from content.period import Period
from content.words import _, ngettext
from reports.document import Block, Cell, Column, Document, Paragraph, Sheet, Small, Table, Workbook
from reports.fact_words import numbered
from reports.matter_figures import days_late, due_on, was_open, was_overdue
from reports.terms import day_in, due_cell, due_in, matter_kind_words, matter_state_words
from storage.journal import Journal
from storage.records import Matter, MatterKind, MatterState


@dataclass(frozen=True)
class Ledger:
    """A person's matters as they stand on a day."""

    name: str
    """Whose matters they are."""
    period: Period
    """The days that count for what was closed."""
    day: date
    """The day they stand on: the period's last, today while it runs or is to come."""
    closed: tuple[Matter, ...]
    """Settled or dropped in the period, by the day they were."""
    open: tuple[Matter, ...]
    """Given by that day and not closed at its end, whatever became of them since; the earliest due first."""
    calendar: Calendar
    """Which due days are known to be workdays."""
    is_to_come: bool = False
    """Whether the period has not come yet."""


def ledger_of(journal: Journal, period: Period, today: date, calendar: Calendar) -> Ledger:
    """The ledger of a period, read from the journal.

    Raises:
        NotRead: some matters, or whose they are, could not be read.
    """
    shelf = journal.matters
    closed = sorted(shelf.closed_within(period), key=lambda one: (one.closed_day or one.day, one.uid))
    day = min(period.last, today)
    since = shelf.closed_within(Period(day, today)) if day < today else ()
    there = [matter for matter in (*shelf.open(), *since) if was_open(matter, day)]
    open_ones = sorted(there, key=lambda one: (due_on(one, day) or date.max, one.day, one.uid))
    name = journal.profile().name
    journal.files.must_be_read("matters", "profile")
    return Ledger(name, period, day, tuple(closed), tuple(open_ones), calendar, period.first > today)


def document(ledger: Ledger) -> Document:
    """The matters settled in the period with their results, by kind: raw material, without a word of praise."""
    settled = [matter for matter in ledger.closed if matter.state is MatterState.SETTLED]
    sections: list[tuple[str, list[Block]]] = []
    for kind in MatterKind:
        mine = [matter for matter in settled if matter.kind is kind]
        if mine:
            sections.append(
                (_("{kind}: {n}").format(kind=matter_kind_words(kind), n=len(mine)), [*entries(mine, ledger)])
            )
    dropped = [matter for matter in ledger.closed if matter.state is MatterState.DROPPED]
    if dropped:
        title = _("{kind}: {n}").format(kind=matter_state_words(MatterState.DROPPED), n=len(dropped))
        sections.append((title, [*entries(dropped, ledger)]))
    blocks = (
        Paragraph(_counts(ledger, len(settled), len(dropped))),
        *numbered(sections),
        *([] if ledger.is_to_come else [_meant()]),
        Small(_("As written down in the ledger; nothing is rated here.")),
    )
    title = _("Matters settled, {period}").format(period=period_words(ledger.period))
    return Document(f"{title}\n{ledger.name}" if ledger.name else title, blocks)


def _meant() -> Small:
    return Small(_("Overdue: open on that day, its due day past. Settled late: answered, or else settled, after it."))


def entries(matters: Iterable[Matter], ledger: Ledger) -> Iterator[Paragraph]:
    """A numbered paragraph a matter: what it was, and all that was written of it."""
    return (_entry(number, matter, ledger) for number, matter in enumerate(matters, 1))


def _counts(ledger: Ledger, settled: int, dropped: int) -> str:
    if ledger.is_to_come:
        return _("This period has not come yet.")
    over = sum(was_overdue(matter, ledger.day) for matter in ledger.open)
    late = sum(days_late(matter) > 0 for matter in ledger.closed)
    words = [ngettext("{n} matter settled", "{n} matters settled", settled).format(n=settled)]
    if late:
        words[0] += _(", of these {n} late").format(n=late)
    if dropped:
        words.append(_("{n} not pursued").format(n=dropped))
    words.append(
        _("{n} not settled on {day}, of these {over} overdue").format(
            n=len(ledger.open), over=over, day=day_in(ledger.day, ledger.period.first)
        )
    )
    return _("; ").join(words) + _(".")


def _entry(number: int, matter: Matter, ledger: Ledger) -> Paragraph:
    text = _("; ").join(_parts(matter, ledger.period, ledger.calendar))
    return Paragraph(text + (_(".") if text else ""), bold_lead=f"{number}. {matter.title}" + (_(". ") if text else ""))


def _parts(matter: Matter, period: Period, calendar: Calendar) -> Iterator[str]:
    """What is known about a matter, in the order it happened; ends of sentences are left out."""
    on = day_in(matter.day, period.first)
    given = _("given by {who} on {day}") if matter.given_by else _("given on {day}")
    channel = _(" ({channel})").format(channel=matter.channel) if matter.channel else ""
    yield given.format(who=matter.given_by, day=on) + channel
    if first_due := _first_due(matter):
        yield _("due on {day}").format(day=due_in(first_due, period.first, calendar))
    for longer in matter.extensions:
        words = _("extended to {day}: {reason}")
        yield words.format(day=due_in(longer.due_day, period.first, calendar), reason=_open_end(longer.reason))
    if matter.co_workers:
        yield _("together with {names}").format(names=_(", ").join(matter.co_workers))
    if matter.cause:
        yield _("cause: {text}").format(text=_open_end(matter.cause))
    if matter.result:
        label = _("why: {text}") if matter.state is MatterState.DROPPED else _("result: {text}")
        yield label.format(text=_open_end(matter.result))
    if matter.prevention:
        yield _("so that it does not happen again: {text}").format(text=_open_end(matter.prevention))
    if matter.answered_to and matter.answered_day:
        words = _("answered to {who} on {day}")
        yield words.format(who=matter.answered_to, day=day_in(matter.answered_day, period.first))
    if matter.closed_day and matter.state is MatterState.SETTLED:
        words = _("settled on {day}").format(day=day_in(matter.closed_day, period.first))
        late = late_words(matter)
        yield _("{title} ({words})").format(title=words, words=late) if late else words


def late_words(matter: Matter) -> str:
    """That a matter was done after its due day, with the days; empty when it was in time."""
    days = days_late(matter)
    return ngettext("{n} day late", "{n} days late", days).format(n=days) if days else ""


def _first_due(matter: Matter) -> date | None:
    """The day it was due before it was ever extended."""
    return matter.extensions[0].old_due_day if matter.extensions else matter.due_day


def _open_end(text: str) -> str:
    return " ".join(text.split()).rstrip("。.；; ")


def workbook(ledger: Ledger) -> Workbook:
    """The table 交办台账: what was closed in the period and what is open, by the day it was given."""
    titles = field_titles()
    columns = tuple(Column(titles[key], width) for key, width in _WIDTHS.items())
    told = zip(field_rows(ledger), _by_day(ledger), strict=True)
    rows = [{**row, "result": _result_with_day(row, one, ledger)} for row, one in told]
    table = Table(columns, tuple(tuple(row[key] for key in _WIDTHS) for row in rows))
    name = _("Ledger of matters")
    return Workbook((Sheet(name, table, f"{name} {period_words(ledger.period)}"),))


# Narrow, so that it can be read on paper, A4 across.
_WIDTHS = {
    "line": 2, "given_on": 5, "given_by": 5, "channel": 6, "title": 11, "done_by": 4, "co_workers": 5, "due": 5,
    "extended": 7, "progress": 10, "result": 10, "answered_to": 5, "answered_on": 5,
}  # fmt: skip


def field_titles() -> dict[str, str]:
    """What each field of `field_rows` is called at the head of a table."""
    return {
        "line": _("Line"), "given_on": _("Given on"), "given_by": _("Given by"), "channel": _("Channel, no."),
        "title": _("Matter"), "done_by": _("Done by"), "co_workers": _("Together with"), "due": _("Due"),
        "extended": _("Extended"), "progress": _("Progress"), "result": _("Result"),
        "answered_to": _("Answered to"), "answered_on": _("Answered on"), "closed_on": _("Settled on"),
        "state": _("State"), "kind": _("Kind"), "measure": _("Corrective measure"),
        "cause": _("Cause", context="problem"), "prevention": _("Prevention"),
    }  # fmt: skip


def _by_day(ledger: Ledger) -> list[Matter]:
    return sorted((*ledger.closed, *ledger.open), key=lambda one: (one.day, one.uid))


def field_rows(ledger: Ledger) -> list[dict[str, Cell]]:
    """Every matter of a ledger by the day it was given, field by field, for any table of them."""
    first, calendar = ledger.period.first, ledger.calendar
    rows: list[dict[str, Cell]] = []
    for number, one in enumerate(_by_day(ledger), 1):
        longer = [(due_in(more.due_day, first, calendar), more.reason) for more in one.extensions]
        rows.append({
            "line": number, "given_on": one.day, "given_by": one.given_by, "channel": one.channel, "title": one.title,
            "done_by": ledger.name, "co_workers": _(", ").join(one.co_workers),
            "due": due_cell(_first_due(one), calendar),
            "extended": "\n".join(f"{day} {reason}" for day, reason in longer),
            "progress": "\n".join(f"{day_in(step.day, first)} {step.text}" for step in one.progress),
            "result": one.result if one.state is MatterState.SETTLED else _state(one),
            "answered_to": one.answered_to, "answered_on": one.answered_day, "closed_on": one.closed_day,
            "state": matter_state_words(one.state), "kind": matter_kind_words(one.kind), "measure": one.measure,
            "cause": one.cause, "prevention": one.prevention,
        })  # fmt: skip
    return rows


def _result_with_day(row: Mapping[str, Cell], matter: Matter, ledger: Ledger) -> str:
    """The result, and beneath it the day of it, for which the ledger has no column of its own."""
    result = str(row["result"])
    if matter.closed_day is None:
        return result
    late = late_words(matter)
    settled = _("(settled on {day}, {late})") if late else _("(settled on {day})")
    words = settled if matter.state is MatterState.SETTLED else _("({day})")
    return f"{result}\n{words.format(day=day_in(matter.closed_day, ledger.period.first), late=late)}"


def _state(matter: Matter) -> str:
    words = matter_state_words(matter.state)
    return _("{label}: {text}").format(label=words, text=matter.result) if matter.result else words
