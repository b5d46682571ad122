"""`rollup`: what branches and their members sent, over a whole province: taken into one lake, and its figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from content.period import Period
from content.words import _, mark_for_translation, ngettext
from desk.desk import Desk
from tui.commands.base import (
    MONTHS,
    CouldNot,
    argument,
    complain,
    ending_of,
    group,
    must_be_there,
    one_line,
    option,
    pass_locked_desk,
    refuse_replacing,
    save_and_say,
    say,
    say_json,
    say_so_far,
)

if TYPE_CHECKING:
    from reports.document import Table
    from reports.province.report import Line, ProvinceReport
    from storage.province_taking import Taken

NAMED = 20  # files, of those that were not taken in
WIDTH = 80  # cells of a table as it is printed; in a wider one
LONGEST = 12  # cells, to which a column may be cut for it
MONTH = re.compile(r"\d{4}-\d\d")  # what a column of a month is called, where there are several


@group(help=mark_for_translation("For a province: take in what branches sent, and count it (needs DuckDB)."))
def rollup() -> None:
    """The commands of a province."""


@rollup.command(help=mark_for_translation(
    "Take the files of branches, and of members, from folders into a lake of facts.\n\n"
    "The lake is a folder of Parquet files by period. The newest revision of each is kept; the same again changes "
    "nothing. A branch's file says to whom it went; a member's does not, and belongs to the folder it is in."
))  # fmt: skip
@argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path),
          help=mark_for_translation("Folders with the files: one an office for members' files."))  # fmt: skip
@option("--into", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="LAKE",
        help=mark_for_translation("The folder of the lake."))  # fmt: skip
@option("--office", default="", metavar="NAME", callback=one_line,
        help=mark_for_translation("The office of files that name none; the folder's name unless given."))  # fmt: skip
@pass_locked_desk
def add(desk: Desk, folders: tuple[Path, ...], into: Path, office: str) -> None:
    """Take the files in, and say what became of them."""
    from desk.province import add as add_to

    for folder in folders:
        must_be_there(folder)
    taken = add_to(desk, into, folders, office, say_so_far)
    _say_taken(taken)
    _refuse_nothing(taken, folders)
    _refuse_refused(taken)


@rollup.command(help=mark_for_translation(
    "Show the figures of a lake, from the province to the offices; with --office down to its branches.\n\n"
    "Groups of fewer than five are in no sum. Whose figures were shown is noted in the lake: what came later of fewer "
    "than five stays out of the next report, so make it when the files are in. The queries are plain SQL files; "
    "docs/province.md says how to run them elsewhere."
))  # fmt: skip
@argument(
    "lake", type=click.Path(file_okay=False, path_type=Path), help=mark_for_translation("The folder of the lake.")
)
@option("--period", required=True, type=MONTHS,
        help=mark_for_translation("Whole months, such as 2026-11, 2026-Q4 or 2026."))  # fmt: skip
@option("--office", metavar="NAME", callback=one_line,
        help=mark_for_translation("Only this office, with each of its branches."))  # fmt: skip
@option("--xlsx", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
        help=mark_for_translation("Save all tables with all branches as an Excel workbook."))  # fmt: skip
@option("--html", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
        help=mark_for_translation("Save them as a web page."))  # fmt: skip
@option("--no-figures", is_flag=True, help=mark_for_translation(
    "Only who sent something and who did not: of this nothing is noted in the lake."))  # fmt: skip
@option("--force", is_flag=True, help=mark_for_translation("Replace files that are already there."))
@option("--json", "as_json", is_flag=True, help=mark_for_translation("For another program."))
@pass_locked_desk
def report(
    desk: Desk, lake: Path, period: Period, office: str | None, xlsx: Path | None, html: Path | None,
    no_figures: bool, force: bool, as_json: bool,
) -> None:  # fmt: skip
    """Print the tables, or save them."""
    from desk.province import report_files, report_on

    for path, ending, named in ((xlsx, ".xlsx", "--xlsx"), (html, ".html", "--html")):
        if path is not None:
            ending_of(path, (ending,), named)
    paths = [path for path in (xlsx, html) if path is not None]

    def only(made: ProvinceReport) -> str:
        if any(path.exists() for path in paths):  # refused before it is noted that somebody saw the figures
            refuse_replacing(report_files(desk, made, paths), force=force)
        return _office_of(made, office) if office and not (as_json or paths) else ""

    made = report_on(desk, lake, period, has_figures=not no_figures, only=only)
    _say_unread(made)
    if as_json:
        say_json({name: {"columns": columns, "rows": rows} for name, (columns, rows) in made.tables.items()})
        return
    if paths:
        save_and_say(report_files(desk, made, paths), force=force)
        return
    _say_tables(made, only(made) or None)


@rollup.command(help=mark_for_translation(
    "Write the queries about a period as plain SQL files, to be run on Spark or DataFusion; see docs/province.md."
))  # fmt: skip
@argument(
    "folder", type=click.Path(file_okay=False, path_type=Path), help=mark_for_translation("Folder for the files.")
)
@option("--period", required=True, type=MONTHS,
        help=mark_for_translation("Whole months, such as 2026-11, 2026-Q4 or 2026."))  # fmt: skip
@option("--force", is_flag=True, help=mark_for_translation("Replace files that are already there."))
@pass_locked_desk
def sql(desk: Desk, folder: Path, period: Period, force: bool) -> None:
    """Write the files."""
    from desk.province import query_files

    save_and_say(query_files(desk, period, folder), force=force)


def _say_taken(taken: Taken) -> None:
    from desk.words.branch import file_labels
    from desk.words.province import kind_words, not_taken_words
    from storage.collecting import DecisionKind
    from storage.province_taking import NOT_TAKEN

    for damaged, kept in taken.set_aside:
        words = _("{file} was damaged and is set aside as {kept}: take the folders of that period in again.")
        complain(words.format(file=damaged, kept=kept))
    counts = Counter(one.kind for one in taken.decisions)
    for kind in DecisionKind:
        if counts[kind]:
            say(_("{label}: {text}").format(label=kind_words(kind), text=counts[kind]))
    left = [one for one in taken.decisions if one.kind in NOT_TAKEN]
    labels = file_labels(one.path for one in taken.decisions)
    for one in left[:NAMED]:
        say(_("- {file}: {problem}").format(file=labels[one.path], problem=not_taken_words(one, labels)))
    if len(left) > NAMED:
        say(_("... and {n} more").format(n=len(left) - NAMED))
    if taken.decisions:
        say(ngettext("{n} fact came in.", "{n} facts came in.", taken.facts).format(n=taken.facts))


def _refuse_nothing(taken: Taken, folders: tuple[Path, ...]) -> None:
    """End as a command that was pointed at the wrong folders, where no submission lies in them.

    Raises:
        CouldNot: so it is.
    """
    from storage.collecting import DecisionKind

    if all(one.kind is DecisionKind.FOREIGN for one in taken.decisions):
        words = _("No submission of a branch or a member was found in {folder}.")
        raise CouldNot(words.format(folder=_(", ").join(map(str, folders))))


def _refuse_refused(taken: Taken) -> None:
    """End as a command that could not do all, where a submission was not taken in.

    Raises:
        CouldNot: so it is.
    """
    from storage.collecting import REFUSED

    if refused := sum(one.kind in REFUSED for one in taken.decisions):
        words = ngettext("{n} submission was not taken in.", "{n} submissions were not taken in.", refused)
        raise CouldNot(words.format(n=refused))


def _say_unread(made: ProvinceReport) -> None:
    """Name the damaged files of other periods, and those that said what was shown before."""
    from storage.province_parquet import period_of

    words = _("{file} is damaged and was not read: what only {period} says of branches is missing here. "
              "Run rollup add with the folders of {period} again.")  # fmt: skip
    for path in made.unread:
        complain(words.format(file=path, period=period_of(path)))
    words = _("What earlier reports on {period} showed is no longer known, so one of them and this one together may "
              "show fewer than five: {file}")  # fmt: skip
    for path in made.forgotten:
        complain(words.format(file=path, period=period_of(path)))


def _office_of(made: ProvinceReport, wanted: str) -> str:
    """The office of that name.

    Raises:
        CouldNot: none, or several have it in their names.
    """
    names = made.office_names()
    found = [key for key, name in names.items() if name == wanted] or [
        key for key, name in names.items() if wanted in name
    ]
    if len(found) == 1:
        return found[0]
    if not found:
        raise CouldNot(_("No office is called so: {words}").format(words=wanted))
    raise CouldNot(_("Several offices are called so: {list}").format(list=_(", ").join(names[one] for one in found)))


def _say_tables(made: ProvinceReport, office: str | None) -> None:
    """Print the tables; of what is counted by item and topic, for all offices together only the province."""
    from reports.province.queries import PROVINCE
    from reports.province.tables import tables

    def lines_of(name: str) -> Iterable[Line]:
        lines = made.of_level(name, office)
        return [
            one for one in lines if office is not None or name not in {"items", "topics"} or one["level"] == PROVINCE
        ]

    for name, table, foot in tables(made, lines_of):
        if table.rows:
            _say_table(name, table)
            if foot:
                say(foot)
            say()


def _say_table(name: str, table: Table) -> None:
    """A table in columns beneath its name; what says the same in every row, or in several, is said once."""
    from content.cells import cut, pad
    from reports.document import cell_text

    titles = [column.title for column in table.columns]
    rows = [[cell_text(cell) for cell in row] for row in table.rows]
    used = [place for place in range(len(titles)) if any(row[place] for row in rows)]
    is_by_place = titles[2] == _("Branch") and len({tuple(row[:3]) for row in rows}) < len(rows)
    if len({row[0] for row in rows}) == 1 and used[0] == 0:
        name = _("{label}: {text}").format(label=name, text=rows[0][0])
        used = used[1:]
    elif {row[2] for row in rows} <= {"", _("All branches")}:
        used = [place for place in used if place != 2]
    said = [place for place in used if is_by_place and place < 3]
    shown = [place for place in used if place not in said]
    if not any(isinstance(cell, int) for row in table.rows for cell in row) and _are_wide([titles, *rows], shown):
        _say_rows(name, [[row[place] for place in shown] for row in [titles, *rows]])
        return
    wide = _widths([titles, *rows], shown)
    say(name)
    above: list[str] = []
    for row in [titles, *rows]:
        if row is not titles and above != (above := [row[place] for place in said if row[place]]):
            say("  ".join(above))
        say("  " + "  ".join(pad(cut(row[place], cells), cells) for place, cells in wide.items()).rstrip())
    if any(MONTH.fullmatch(titles[place]) and place not in wide for place in used):
        say(_("So many months are shown in files only: --xlsx, --html"))


def _say_rows(name: str, rows: Sequence[Sequence[str]]) -> None:
    """Words that are too long for columns, each row on as many lines as it needs: a file is looked for by its name."""
    from content.cells import cell_len

    say(name)
    for row in rows:
        line = " "
        for text in row:
            if line.strip() and cell_len(line) + 2 + cell_len(text) > WIDTH:
                say(line)
                line = " " * 5
            line += f" {text}" if line.isspace() else f"  {text}"
        say(line)


def _are_wide(rows: Sequence[Sequence[str]], used: Sequence[int]) -> bool:
    from content.cells import cell_len

    return sum(max(cell_len(row[place]) for row in rows) + 2 for place in used) > WIDTH


def _widths(rows: Sequence[Sequence[str]], used: Sequence[int]) -> dict[int, int]:
    """How wide each column is: the widest are cut, and the months left out where the screen is too narrow for all."""
    from content.cells import cell_len

    wide = {place: max(cell_len(row[place]) for row in rows) for place in used}
    if sum(min(cells, LONGEST) + 2 for cells in wide.values()) > WIDTH:
        wide = {place: cells for place, cells in wide.items() if not MONTH.fullmatch(rows[0][place])}
    while sum(cells + 2 for cells in wide.values()) > WIDTH and max(wide.values()) > LONGEST:
        wide[max(wide, key=wide.__getitem__)] -= 1
    return wide
