"""What both fronts say of an office's form: what each of its columns takes, what is left over, and what goes where."""

from __future__ import annotations

from collections.abc import Iterator

from content.words import _, ngettext
from desk.office_forms import Opened
from reports.office_forms.filling import Plan
from reports.office_forms.headings import NOTHING, FormTable, Map, Records

ROWS_SHOWN = 3


def table_line(table: FormTable) -> str:
    """A table of a form in one line: its name, where its headings stand, and its blank rows."""
    if table.why_not:
        return _("{name}: {words}").format(name=table.name, words=table.why_not)
    words = ngettext("{n} blank row", "{n} blank rows", table.blank_rows).format(n=table.blank_rows)
    return _("{name}: {words}").format(name=table.name, words=words)


def source_words(key: str, records: Records) -> str:
    """What a column takes, in words."""
    return _("stays blank") if key in ("", NOTHING) else records.source(key).title


def column_lines(table: FormTable, chosen: Map, records: Records) -> Iterator[str]:
    """A line a column: its letter, its heading, what it takes, and what else it might."""
    for column in table.columns:
        key = chosen.taken.get(column.place, "")
        others = chosen.unsure.get(column.place, ())
        line = f"{column.letter} {column.heading} <- {source_words(key, records)}"
        if others:
            also = _(", ").join(source_words(other, records) for other in others)
            words = _("could also be: {others}") if key else _("would be, but another column takes it: {others}")
            line += _(" ({words})").format(words=words.format(others=also))
        yield line


def lacking_line(chosen: Map, records: Records) -> str:
    """What of the records has no column in the form; empty where all has."""
    if not chosen.lacking:
        return ""
    names = _(", ").join(records.source(key).title for key in chosen.lacking)
    return _("In the records, without a column in the form: {names}").format(names=names)


def plan_lines(opened: Opened, place: int, chosen: Map, plan: Plan) -> Iterator[str]:
    """All of a dry run: the table, its columns, and what comes of it."""
    table = opened.tables[place]
    yield table_line(table)
    yield from column_lines(table, chosen, opened.records)
    yield from outcome_lines(opened, chosen, plan)


def outcome_lines(opened: Opened, chosen: Map, plan: Plan) -> Iterator[str]:
    """What comes of filling a form in: what is left over, what is to be looked at, and the first rows cell by cell."""
    if line := lacking_line(chosen, opened.records):
        yield line
    if opened.records.remark:
        yield opened.records.remark
    yield from plan.remarks
    yield ngettext("{n} row is filled in", "{n} rows are filled in", plan.rows).format(n=plan.rows) + (
        _(", of these {n} are added; what stands beneath moves down").format(n=plan.added_rows)
        if plan.added_rows else ""
    ) + _(".")  # fmt: skip
    shown = sorted({one.row for one in plan.cells})[:ROWS_SHOWN]
    for one in plan.cells:
        if one.row not in shown:
            yield _("... and so on, {n} cells in all").format(n=len(plan.cells))
            return
        label = f"{one.where} {one.heading}"
        yield _("{label}: {text}").format(label=label, text=" ".join(one.text.split()))
