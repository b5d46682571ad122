"""An office's own form filled from the records: looked at, its columns matched and mended, shown, and written anew.

The form itself is never written on: what is filled in is another file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from content.errors import FileFaults
from content.importing.limits import WORKBOOK_LIMIT
from content.importing.table import name_key
from content.period import Period
from content.words import _
from desk.branch_report import namesakes_apart, report_of
from desk.desk import Desk
from desk.hours_table import hours_now
from desk.review import read_review
from reports.branch import BranchReport
from reports.branch_tables import by_month, self_check, study_hours, submissions
from reports.document import Table
from reports.hours import month_table, note_table
from reports.hours_tables import register_hours
from reports.joint import is_of_branches
from reports.ledger import ledger_of
from reports.office_forms import sources
from reports.office_forms.filling import Plan
from reports.office_forms.forms import OfficeForm, form_of
from reports.office_forms.headings import NOTHING, FormTable, Map, Records, key_of, matched
from reports.office_forms.package import macro_words
from reports.problem_tables import own_problems, problems
from reports.review_document import counts_table
from storage.foreign_files import read_limited
from storage.settings import change_setting, is_allowed

_BETWEEN = "｜"
_WITH_MACROS = frozenset({".xlsm", ".xltm", ".docm", ".dotm"})


@dataclass(frozen=True)
class Opened:
    """A form looked at: which file, what it is, the records that go in, and its tables with what each would take.

    named: what a person said now that a column takes, by its heading; wanted: that and what was kept before, by the
    key of the heading.
    """

    path: Path
    form: OfficeForm
    name: str
    records: Records
    tables: tuple[FormTable, ...]
    maps: tuple[Map, ...]
    named: Mapping[str, str]
    wanted: Mapping[str, str]

    @property
    def fitting(self) -> tuple[int, ...]:
        """The places of the tables that something can be filled into."""
        pairs = enumerate(zip(self.tables, self.maps, strict=True))
        return tuple(place for place, (table, chosen) in pairs if not table.why_not and _takes(chosen))


def _takes(chosen: Map) -> bool:
    """Whether more than a running number would be filled in."""
    return bool({*chosen.taken.values()} - {NOTHING, "line"})


def records_for(desk: Desk, name: str, period: Period) -> Records:
    """The rows of a table for a period. A long job.

    Raises:
        NotRead: part of it could not be read, so that rows could be missing.
        NoReport: there is nothing of the branch for that period.
    """
    if name in ("matters", "shortfalls"):
        ledger = ledger_of(desk.journal, period, desk.today(), desk.calendar)
        return sources.of_matters(ledger) if name == "matters" else sources.of_shortfalls(ledger)
    if name == "notes":
        notes = sorted(desk.journal.notes.within(period), key=lambda one: (one.day, one.uid))
        desk.journal.files.must_be_read("notes")
        return sources.of_table(note_table(notes), sources.NOTES)
    if name == "hours":
        table = month_table(hours_now(desk, period.first.year))
        return sources.of_table(Table(table.columns, table.rows[:-1]), sources.HOURS)
    if name == "self-check":
        return sources.of_table(counts_table(read_review(desk, period)), sources.SELF_CHECK)
    return _of_branch(namesakes_apart(desk, report_of(desk, period)), name)


def _of_branch(report: BranchReport, name: str) -> Records:
    if name == "branch-hours":
        by_register = register_hours(report)
        if by_register.rows:
            return sources.of_table(by_register, sources.REGISTER_HOURS)
    if name == "branch-submissions" and report.span.is_made_of_parts:
        table = by_month(report)
        return sources.of_table(table, sources.by_month_names(table, is_of_branches=is_of_branches(report.span)))
    made: dict[str, tuple[Callable[[BranchReport], Table], sources.Names]] = {
        "branch-submissions": (submissions, sources.BRANCHES if is_of_branches(report.span) else sources.SUBMISSIONS),
        "branch-problems": (problems, sources.PROBLEMS),
        "branch-own-problems": (own_problems, sources.OWN_PROBLEMS),
        "branch-hours": (study_hours, sources.BRANCH_HOURS),
        "branch-self-check": (self_check, sources.BRANCH_SELF_CHECK),
    }
    table_of, names = made[name]
    return sources.of_table(table_of(report), names)


def open_form(
    desk: Desk, path: Path, name: str, period: Period, columns: Mapping[str, str] | None = None
) -> Opened:  # fmt: skip
    """A form looked at, with what its columns would take: those named now, those kept, those known. A long job.

    `columns` are headings with the keys of what they take, or "-" for nothing.

    Raises:
        FileFaults: it is no form that can be filled; or a heading that was named is not there.
        NotRead, NoReport: as `records_for`.
    """
    if path.suffix.lower() in _WITH_MACROS:
        raise FileFaults([(0, macro_words())])
    form = form_of(read_limited(path, WORKBOOK_LIMIT))
    records = records_for(desk, name, period)
    named = {heading: _key_named(said, records) for heading, said in (columns or {}).items()}
    kept = kept_columns(desk, name)
    wanted = {**kept, **{key_of(heading): key for heading, key in named.items()}}
    tables = form.tables(records.sources, [*wanted])
    there = {key_of(column.heading) for table in tables for column in table.columns}
    for heading in named:
        if key_of(heading) not in there:
            found = _(", ").join(column.heading for table in tables for column in table.columns) or _("none at all")
            words = _("has no heading {name}; it has: {headings}")
            raise FileFaults([(0, words.format(name=heading, headings=found))])
    maps = tuple(mapped(table, records, wanted) for table in tables)
    return Opened(path, form, name, records, tables, maps, named, wanted)


def _key_named(said: str, records: Records) -> str:
    """The column of the records that was named by its stored name or by its title.

    Raises:
        FileFaults: there is none; with those there are.
    """
    for source in records.sources:
        if said in (source.key, NOTHING) or key_of(said) == key_of(source.title):
            return NOTHING if said == NOTHING else source.key
    names = _(", ").join(_("{title} ({key})").format(title=one.title, key=one.key) for one in records.sources)
    words = _("cannot take {name}: the records have {names}, and - for nothing")
    raise FileFaults([(0, words.format(name=said, names=names))])


def place_of(opened: Opened, sheet: str | None) -> int:
    """Which table of the form is meant: the one named, or the only one that fits.

    Raises:
        FileFaults: there is none of that name, or several fit; with their names.
    """
    names = [table.name for table in opened.tables]
    listed = _(", ").join(names)
    if sheet is not None:
        if (wanted := name_key(sheet)) in (keys := [name_key(name) for name in names]):
            return keys.index(wanted)
        raise FileFaults([(0, _("has no table {name}; it has: {names}").format(name=sheet, names=listed))])
    if not names:
        raise FileFaults([(0, _("has no table in it"))])
    fitting = opened.fitting
    if len(fitting) > 1 or (not fitting and len(names) > 1):
        listed = _(", ").join(names[place] for place in fitting) if fitting else listed
        raise FileFaults([(0, _("has several tables; say which with --sheet: {names}").format(names=listed))])
    return fitting[0] if fitting else 0


def mapped(table: FormTable, records: Records, columns: Mapping[str, str]) -> Map:
    """The map of a table, where headings that were named take what was said of them."""
    keys = {source.key for source in records.sources} | {NOTHING}
    chosen = {
        column.place: key for column in table.columns if (key := columns.get(key_of(column.heading), "")) in keys
    }  # fmt: skip
    return matched(table, records, chosen)


def fill_form(_desk: Desk, opened: Opened, place: int, chosen: Map) -> Plan:
    """What would go where, and the form with it in. A long job.

    Raises:
        FileFaults: the form cannot be filled soundly; why, and what to do.
    """
    table = opened.tables[place]
    if table.why_not:
        raise FileFaults([(0, table.why_not)])
    if not _takes(chosen):
        headings = _(", ").join(column.heading for column in table.columns)
        words = _("has no heading that is known; it has: {headings}. Say what each column takes: {example}")
        example = f"--column {table.columns[0].heading}={opened.records.sources[-1].key}"
        if any(one.key == "title" for one in opened.records.sources):
            example = f"--column {table.columns[0].heading}=title"
        raise FileFaults([(0, words.format(headings=headings, example=example))])
    if not opened.records.rows:
        raise FileFaults([(0, _("would stay blank: the records have nothing for it in this period"))])
    return opened.form.fill(table, chosen, opened.records)


def kept_columns(desk: Desk, name: str) -> dict[str, str]:
    """What columns take by their headings, as it was mended for this table of the records before."""
    found = {}
    for one in filter(None, desk.settings.form_columns.split(_BETWEEN)):
        table, _slash, rest = one.partition("/")
        heading, _sign, key = rest.rpartition("=")
        if table == name:
            found[heading] = key
    return found


def keep_columns(desk: Desk, name: str, columns: Mapping[str, str]) -> None:
    """Keep in the settings what columns take, by their headings; what was kept of others stays, the oldest goes first.

    Raises:
        SettingsBroken: the file cannot be read as TOML; it is left as it is.
        StorageError: the file could not be written; it is what it was.
    """
    if not columns:
        return
    seen = desk.settings.form_columns
    old = dict(one.rpartition("=")[::2] for one in filter(None, seen.split(_BETWEEN)))
    new = {f"{name}/{key_of(heading)}": key for heading, key in columns.items() if key_of(heading)}
    others = {head: key for head, key in old.items() if head not in new}
    said = [f"{head}={key}" for head, key in {**others, **new}.items()]
    lines = [one for one in said if is_allowed("form_columns", one)]
    while lines and not is_allowed("form_columns", _BETWEEN.join(lines)):
        del lines[0]
    if (kept := _BETWEEN.join(lines)) != seen:
        change_setting(desk.home, "form_columns", kept, seen=seen, notices=desk.notices)


def filled_name(opened: Opened, period_words: str) -> str:
    """How the filled form is called at first: as the form, with the period."""
    return f"{opened.path.stem}_{period_words}{opened.form.suffix}"


def must_be_another(opened: Opened, out: Path) -> None:
    """Pass when what is written is not the form itself.

    Raises:
        FileFaults: it is.
    """
    try:
        is_same = out.exists() and out.samefile(opened.path)
    except OSError:
        is_same = False
    if is_same:
        raise FileFaults([(0, _("is the form itself, which stays as it is; choose another name"))])
