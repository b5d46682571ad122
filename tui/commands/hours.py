"""`hours`: the hours of study of a year."""

from __future__ import annotations

from pathlib import Path

import click

from content.period import Period
from content.words import mark_for_translation
from desk.desk import Desk
from tui.commands.base import command, option, pass_desk, save_and_say, say, say_json


@command(
    help=mark_for_translation(
        "Show the hours of study of a year, month by month.\n\nWith --out DIR they are saved as an Excel workbook "
        "and as CSV. Group study, training and make-up study count towards the target; self-study stands beside them."
    )
)
@option("--year", type=click.IntRange(2000, 2999), help=mark_for_translation("This year when left out."))
@option("--json", "as_json", is_flag=True, help=mark_for_translation("For another program."))
@option("--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
        help=mark_for_translation("Folder for the files."))  # fmt: skip
@option("--force", is_flag=True, help=mark_for_translation("Replace files that are already there."))
@pass_desk
def hours(desk: Desk, year: int | None, as_json: bool, out: Path | None, force: bool) -> None:
    """Print the table, or save the files."""
    from content.cells import cell_len, pad
    from desk.hours_table import hours_files, hours_now
    from desk.not_shown import not_shown_of
    from desk.words.unread import incomplete_words
    from reports.document import cell_text
    from reports.hours import hours_words, month_table

    year = year or desk.today().year
    found = hours_now(desk, year)
    if as_json:
        months = [{kind.value: minutes for kind, minutes in month.items()} for month in found.months]
        say_json(
            {"year": year, "target_hours": found.target, "counted_minutes": found.counted_minutes, "months": months}
        )
        return
    if out is None:
        table = month_table(found)
        lacking = incomplete_words(not_shown_of(desk, Period.parse(f"{year}"), "notes"))
        say("  ".join(filter(None, (hours_words(found), lacking))))
        width = max(cell_len(column.title) for column in table.columns) + 2
        for row in ([column.title for column in table.columns], *table.rows):
            say("".join(pad(cell_text(cell) if cell else "", max(width, 13)) for cell in row).rstrip())
        if lacking:
            say(lacking)
        return
    files = hours_files(desk, year, out)
    save_and_say(files, force=force)
