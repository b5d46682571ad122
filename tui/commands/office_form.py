"""`office-form`: a form of the office's own, filled from the records."""

from __future__ import annotations

from pathlib import Path

import click

from content.period import Period
from content.words import _, mark_for_translation
from desk.desk import Desk
from reports.office_forms.names import TABLES
from tui.commands.base import (
    PERIOD,
    CouldNot,
    argument,
    command,
    complain,
    ending_of,
    option,
    pass_desk,
    save_and_say,
    say,
)


@command(
    "office-form",
    help=mark_for_translation(
        "Fill a form of the office's own (.xlsx, .docx) from the records; the form itself stays as it is.\n\n"
        "Its columns are known by their headings. Without --out it is only shown what would go where; --column says "
        "what a column takes, and is kept in the settings once the form is written."
    ),
)
@argument("form", type=click.Path(dir_okay=False, path_type=Path), help=mark_for_translation("The blank form."))
@option("--table", "name", type=click.Choice(TABLES), required=True,
        help=mark_for_translation("Which table of the records goes in."))  # fmt: skip
@option("--period", type=PERIOD, help=mark_for_translation("2026-11, 2026-Q4, 2026; this month when left out."))
@option("--sheet", help=mark_for_translation("Which of several sheets or tables of the form."))
@option("--column", "columns", multiple=True, metavar="HEADING=COLUMN",
        help=mark_for_translation("What a column takes, such as 备注=result; 备注=- leaves it blank."))  # fmt: skip
@option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
        help=mark_for_translation("The new file; its name ends as the form's does."))  # fmt: skip
@option("--force", is_flag=True, help=mark_for_translation("Replace files that are already there."))
@pass_desk
def office_form(
    desk: Desk, form: Path, name: str, period: Period | None, sheet: str | None, columns: tuple[str, ...],
    out: Path | None, force: bool,
) -> None:  # fmt: skip
    """Show what would go where, or write the filled form."""
    from content.errors import FileFaults
    from desk.office_forms import fill_form, keep_columns, must_be_another, open_form, place_of
    from desk.words.office_forms import plan_lines

    period, named = period or Period.month_of(desk.today()), _named(columns)
    try:
        opened = open_form(desk, form, name, period, named)
        place = place_of(opened, sheet)
        plan = fill_form(desk, opened, place, opened.maps[place])
    except FileFaults as error:
        raise CouldNot("\n".join(error.lines(form.name))) from error
    if out is None:
        for line in plan_lines(opened, place, opened.maps[place], plan):
            say(line)
        return
    ending_of(out, (opened.form.suffix,), "--out")
    try:
        must_be_another(opened, out)
    except FileFaults as error:
        raise CouldNot("\n".join(error.lines(out.name))) from error
    save_and_say({out: plan.content}, force=force)
    keep_columns(desk, name, opened.named)
    for remark in filter(None, (opened.records.remark, *plan.remarks)):
        complain(remark)


def _named(columns: tuple[str, ...]) -> dict[str, str]:
    """Headings with what they take, as they were typed."""
    found = {}
    for one in columns:
        heading, sign, key = one.rpartition("=")
        if not (sign and heading.strip() and key.strip()):
            raise click.BadParameter(_("write HEADING=COLUMN, such as 备注=result"), param_hint="--column")
        found[heading.strip()] = key.strip()
    return found
