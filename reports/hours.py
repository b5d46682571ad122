"""The hours of study of a year: by month and kind, and the notes they come from. Counted, never ranked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from content.dates import month_words
from content.hours import hours, tenths_of_hours
from content.words import _
from reports.document import Cell, Column, Sheet, Table, Workbook
from reports.terms import note_kind_words
from storage.records import NoteKind, StudyNote

COUNTED = (NoteKind.GROUP, NoteKind.TRAINING, NoteKind.MAKE_UP)
KINDS = (*COUNTED, NoteKind.SELF)


@dataclass(frozen=True)
class Hours:
    """The minutes of one year."""

    year: int
    """The year."""
    target: int
    """Hours required in it."""
    months: tuple[dict[NoteKind, int], ...]
    """Minutes of each kind, January first."""
    notes: tuple[StudyNote, ...]
    """The notes they come from."""

    def minutes(self, kind: NoteKind) -> int:
        """Of one kind in the whole year."""
        return sum(month[kind] for month in self.months)

    @property
    def counted_minutes(self) -> int:
        """What counts towards the yearly target: group study, training and make-up study."""
        return sum(self.minutes(kind) for kind in COUNTED)


def hours_of(notes: Iterable[StudyNote], year: int, target: int) -> Hours:
    """The hours of a year, from the notes that say how long."""
    timed = (note for note in notes if note.day.year == year and note.minutes)
    mine = sorted(timed, key=lambda one: (one.day, one.uid))
    months = tuple(dict.fromkeys(KINDS, 0) for _month in range(12))
    for note in mine:
        months[note.day.month - 1][note.kind] += note.minutes
    return Hours(year, target, months, tuple(mine))


def hours_words(found: Hours) -> str:
    """集中学习和培训21.5学时（要求32），自学6学时: what counts beside the target, and self-study beside it."""
    words = _("{year}: group study and training {counted} h (target {target}), self-study {alone} h")
    return words.format(
        year=found.year, counted=hours(found.counted_minutes), target=found.target,
        alone=hours(found.minutes(NoteKind.SELF)),
    )  # fmt: skip


def month_table(found: Hours) -> Table:
    """A row a month, hours by kind; the last row is the year."""
    titles = [_("month"), *(note_kind_words(kind) for kind in COUNTED), _("counted"), note_kind_words(NoteKind.SELF)]
    rows: list[tuple[Cell, ...]] = []
    for number, month in enumerate([*found.months, {kind: found.minutes(kind) for kind in KINDS}], start=1):
        name = month_words(number) if number <= 12 else _("year")
        counted = sum(month[kind] for kind in COUNTED)
        rows.append((name, *(_hours(month[kind]) for kind in COUNTED), _hours(counted), _hours(month[NoteKind.SELF])))
    return Table(tuple(Column(title, 8) for title in titles), tuple(rows))


def workbook(found: Hours, name: str) -> Workbook:
    """The table 学时: a sheet by month, and one of the notes they come from."""
    title = _("{name}: hours of study, {year}").format(name=name or _("(name)"), year=found.year)
    return Workbook(
        (
            Sheet(_("By month"), month_table(found), title),
            Sheet(_("Notes"), note_table(found.notes), title),
        )
    )


def note_table(notes: Iterable[StudyNote]) -> Table:
    """A row a note, in the order they come."""
    titles = ((_("Line"), 5), (_("Day"), 11), (_("Kind"), 9), (_("Title"), 28), (_("Material"), 24), (_("Hours"), 6))
    rows = tuple(
        (number, note.day, note_kind_words(note.kind), note.title, note.material, _hours(note.minutes))
        for number, note in enumerate(notes, 1)
    )
    return Table(tuple(Column(text, width) for text, width in titles), rows)


def _hours(minutes: int) -> float:
    return tenths_of_hours(minutes)
