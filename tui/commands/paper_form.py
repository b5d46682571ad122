"""`form` and `fill`: a month's blank forms as Word documents, and a filled month typed in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from content.marks import DontList
from content.period import Period
from content.words import _, mark_for_translation
from desk.desk import Desk
from tui.commands.base import CouldNot, PeriodType, agree, argument, command, option, pass_desk, save_and_say, say


class MonthType(PeriodType):
    """A period that is one month."""

    name = "month"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        """The month, or how to write one."""
        period = super().convert(value, param, ctx)
        if period != Period.month_of(period.first):
            self.fail(self.wanted(value), param, ctx)
        return period

    def wanted(self, text: str) -> str:
        """What can be written instead of a text that is no month."""
        return _("{text} is no month. Write one such as {forms}").format(text=text, forms=_(", ").join(self.forms))


MONTH = MonthType("2026-11")


@command(help=mark_for_translation(
    "Write a month's blank forms as Word documents: the check sheet and the list of matters."
))  # fmt: skip
@argument("folder", type=click.Path(path_type=Path, file_okay=False), help=mark_for_translation("Where to."))
@option("--period", type=MONTH, help=mark_for_translation("A month, such as 2026-11; this one when left out."))
@option("--force", is_flag=True, help=mark_for_translation("Replace files that are already there."))
@pass_desk
def form(desk: Desk, folder: Path, period: Period | None, force: bool) -> None:
    """Write them."""
    from desk.forms import form_files

    save_and_say(form_files(desk, period or Period.month_of(desk.today()), folder), force=force)


@command(help=mark_for_translation(
    "Type in a month that was filled in on paper: for each item a row of digits, one a day from the first on.\n\n"
    "1 kept, 2 partly, 3 not kept, 4 not faced, 0 blank. Saved as entered late; what is there already stays.\n\n"
    "--undo takes out again what was typed in last of the month."
))  # fmt: skip
@argument("month", type=MONTH, help=mark_for_translation("Such as 2026-10."))
@option("--undo", is_flag=True, help=mark_for_translation("Take out what was typed in last of this month."))
@option("--yes", is_flag=True, help=mark_for_translation("Save without asking."))
@pass_desk
def fill(desk: Desk, month: Period, undo: bool, yes: bool) -> None:
    """Ask item by item, show what would be saved, and save it."""
    from desk.answer import due_words_since
    from desk.month_entry import entry_words, read_month, save_month

    desk.must_know_days()
    dont_list = desk.lists.on(min(month.last, desk.today()))[0]
    if undo:
        _take_out(desk, dont_list, month, yes)
        return
    entry = read_month(desk, dont_list, month, _rows(desk, dont_list, month))
    say(entry_words(entry, {dont.id: str(dont.short) for dont in dont_list.donts}))
    if not entry.new:
        return
    agree(_("Save?"), yes=yes, default=entry.start_before is None)  # a beginning that moves is not agreed to by Enter
    say(_("Saved: {n} marks.").format(n=save_month(desk, dont_list, entry)))
    if entry.start is not None:
        say(due_words_since(entry.start))
    say(_("The way back: {command}").format(command=f"sixdonts fill {month} --undo"))


def _rows(desk: Desk, dont_list: DontList, month: Period) -> dict[str, str]:
    """A row for each item; asked again in a terminal where it cannot be read."""
    from desk.month_entry import row_fault

    rows: dict[str, str] = {}
    for dont in dont_list.donts:
        while True:
            if sys.stdin.isatty():
                say(str(dont.short))
            text = sys.stdin.readline()
            if not text and not rows:
                raise CouldNot(_whence(len(dont_list.donts), month))
            if not text:
                words = _("Nothing was saved: {read} rows, but each of the {n} items needs one, blank for none.")
                raise CouldNot(words.format(read=len(rows), n=len(dont_list.donts)))
            fault = row_fault(text, month, desk.today())
            if not fault:
                rows[dont.id] = text
                break
            if not sys.stdin.isatty():
                raise CouldNot(_("{item}: {problem} Nothing was saved.").format(item=dont.short, problem=fault))
            say(fault)
    return rows


def _whence(count: int, month: Period) -> str:
    """From where the rows come, to who gave none."""
    words = _("Nothing was saved, no row came. Write the {n} rows in a terminal, or in a file: {command}")
    return words.format(n=count, command=f"sixdonts fill {month} --yes < rows.txt")


def _take_out(desk: Desk, dont_list: DontList, month: Period, yes: bool) -> None:
    from desk.month_entry import filled_last, filled_words, take_out

    filled = filled_last(desk, dont_list, month)
    if filled is None:
        raise CouldNot(_("Nothing was typed in of this month that could be taken out."))
    say(filled_words(filled, dont_list))
    agree(_("Take them out?"), yes=yes, is_save=False)
    say(_("Taken out: {n} marks.").format(n=take_out(desk, dont_list, filled)))
