"""`matter`: what is owed an answer; add, list, settle."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from content.period import Period
from content.words import _, mark_for_translation
from desk.desk import Desk
from tui.commands.base import (
    DAY,
    PAST_DAY,
    PERIOD,
    CouldNot,
    argument,
    complain,
    confirm_saving,
    from_standard_input,
    group,
    long_text,
    one_line,
    option,
    pass_desk,
    save_and_say,
    say,
    say_json,
)
from tui.commands.nothing import say_none

if TYPE_CHECKING:
    from content.calendar import Calendar
    from content.quick import Quick
    from storage.records import Matter

KINDS = ("assigned", "shortfall", "error", "decision")
SHORTEST_PREFIX = 4


def _text(_context: click.Context, _parameter: click.Parameter, words: tuple[str, ...]) -> str:
    """What was given, in quotes or not, or, for -, what comes in."""
    from storage.records import TEXT_LIMIT

    text = " ".join(words)
    return from_standard_input(TEXT_LIMIT) if text == "-" else text


def _lines(text: str, how: str | None, *, yes: bool) -> tuple[str, ...]:
    """The matters in a text, each as a record can hold it; lines that look like one notice are asked about."""
    from content.quick_lines import as_one, heading_of, may_be_one, split_lines
    from storage.records import LINE_LIMIT, clean_line

    if how is None and not yes and may_be_one(text):
        words = _("These lines look like one notice. Nothing was saved; add --one for one matter, --each for {n}.")
        raise CouldNot(words.format(n=len(split_lines(text))))
    if heading := heading_of(text):
        complain(_("Heading of a table, left out: {words}").format(words=heading))
    lines = tuple(map(clean_line, [as_one(text)] if how == "one" else split_lines(text) or [text]))
    if any(len(line) > LINE_LIMIT for line in lines):
        raise click.BadParameter(_("at most {n} characters").format(n=LINE_LIMIT), param_hint="LINE")
    if not all(lines):
        raise click.BadParameter(_("must not be empty"), param_hint="LINE")
    return lines


@group(help=mark_for_translation("What is owed an answer: add, list, settle."))
def matter() -> None:
    """The commands about matters."""


@matter.command(
    help=mark_for_translation(
        "Add a matter in one line: who gave it, by when, what, and #how it came.\n\n"
        'Such as: sixdonts matter add "@Zhang by 30 Nov send the survey #phone". What was understood is shown before '
        "it is saved; the line is kept as typed. When the due day was not understood nothing is saved, unless --due, "
        "--no-due or --yes is given. An option stands above what the line says."
    )
)
@argument(
    "text",
    metavar="LINE",
    nargs=-1,
    required=True,
    callback=_text,
    help=mark_for_translation("What is to be done; several lines are several matters, - reads them."),
)
@option("--due", type=DAY, help=mark_for_translation("By when: 2026-11-30, 11-30 or +5 (days from today)."))
@option("--no-due", is_flag=True, help=mark_for_translation("It has no due day, whatever the line says."))
@option("--given-by", "--from", metavar="NAME", callback=one_line, help=mark_for_translation("Who gave it."))
@option("--channel", metavar="TEXT", callback=one_line, help=mark_for_translation("How it came, or its number."))
@option("--measure", metavar="TEXT", callback=long_text, help=mark_for_translation("What is to be done about it."))
@option(
    "--given-on",
    type=PAST_DAY,
    help=mark_for_translation("When it was given; when left out as the line says, else today."),
)
@option(
    "--kind",
    type=click.Choice(KINDS),
    default="assigned",
    help=mark_for_translation("assigned, shortfall (for correction), error or decision."),
)
@option(
    "--yes",
    is_flag=True,
    help=mark_for_translation("Save without asking; without a due day where none was understood."),
)
@option("--one", "how", flag_value="one", help=mark_for_translation("Several lines are one matter."))
@option("--each", "how", flag_value="each", help=mark_for_translation("Several lines are a matter each."))
@pass_desk
def add(
    desk: Desk,
    text: str,
    due: date | None,
    no_due: bool,
    given_by: str | None,
    channel: str | None,
    measure: str | None,
    given_on: date | None,
    kind: str,
    yes: bool,
    how: str | None,
) -> None:
    """Show what was understood, then save it; what was not understood is named, and nothing saved."""
    from content.quick import read_quick
    from content.quick_words import quick_words
    from desk.matters import add_line
    from desk.words.due import due_words
    from storage.records import MatterKind

    today, lines = desk.today(), _lines(text, how, yes=yes)
    if len(lines) > 1:
        if due or given_by or channel or measure or kind != "assigned":
            raise click.UsageError(_("These options are for one line: write them in each line."))
        _add_several(desk, lines, given_on, no_due=no_due, yes=yes)
        return
    [line] = lines
    if due and no_due:
        raise click.UsageError(_("Give --due or --no-due, not both."))
    read = _with_due_day(read_quick(line, today, desk.calendar), due, no_due=no_due)
    given_on = given_on or read.given_day or today
    quick = replace(read, given_by=given_by or read.given_by, channel=channel or read.channel)
    _check(quick, given_on)
    say(quick_words(replace(quick, given_day=given_on if given_on != today else None), desk.calendar))
    _say_doubt(quick, yes=yes)
    _confirm(yes=yes)
    saved = add_line(desk, quick, given_on=given_on, kind=MatterKind(kind), measure=measure or "")
    say(_("Saved: {title} ({day})").format(title=saved.title, day=due_words(saved.due_day, today, desk.calendar)))


def _add_several(desk: Desk, lines: tuple[str, ...], given_on: date | None, *, no_due: bool, yes: bool) -> None:
    """Save a matter a line, all at once; where one was not understood it is named and none is saved."""
    from content.quick import read_quick
    from content.quick_words import doubt_words, quick_words
    from desk.matters import add_lines, line_fault

    today = desk.today()
    quicks = [_with_due_day(read_quick(line, today, desk.calendar), None, no_due=no_due) for line in lines]
    quicks = [replace(quick, given_day=given_on or quick.given_day) for quick in quicks]
    doubtful = []
    for number, quick in enumerate(quicks, 1):
        say(f"{number:>2}  {quick_words(quick, desk.calendar)}")
        if line_fault(quick, quick.given_day or today) or (quick.why and not yes):
            doubt = doubt_words(quick) or _("Say what is to be done.")
            doubtful.append(_("Line {n}: {line}: {doubt}").format(n=number, line=quick.original, doubt=doubt))
    if doubtful:
        raise CouldNot("\n".join([*doubtful, _("Nothing was saved.")]))
    _confirm(yes=yes)
    saved = add_lines(desk, quicks, given_on=today)
    say(_("Matters saved: {n}").format(n=len(saved)))


def _confirm(*, yes: bool) -> None:
    """Ask at a terminal; elsewhere the line itself is the wish, and one that was not understood did not come so far."""
    if sys.stdin.isatty():
        confirm_saving(yes=yes)


def _check(quick: Quick, given_on: date) -> None:
    from desk.matters import line_fault

    faults = {
        "title": _("Say what is to be done."),
        "due_day": _("The due day lies before the day it was given; --given-on says when that was."),
    }
    if fault := line_fault(quick, given_on):
        raise click.UsageError(faults[fault])


def _say_doubt(quick: Quick, *, yes: bool) -> None:
    from content.quick_words import doubt_words

    doubt = doubt_words(quick)
    if quick.why and not yes:
        raise CouldNot(_("{doubt} Nothing was saved; add --due DAY or --no-due.").format(doubt=doubt))
    if doubt:
        say(doubt)


def _with_due_day(quick: Quick, due: date | None, *, no_due: bool) -> Quick:
    """What the line says, with the due day said beside it; a day of the line that then counts no more stays in it."""
    if not due and not no_due:
        return quick
    title = quick.title if due == quick.due_day else quick.rest
    return replace(quick, title=title, due_day=due, why=None, asked=())


@matter.command("list", help=mark_for_translation("List open matters, overdue and earliest first."))
@option("--closed", is_flag=True, help=mark_for_translation("Those settled or not pursued this year."))
@option("--json", "as_json", is_flag=True, help=mark_for_translation("For another program."))
@pass_desk
def list_matters(desk: Desk, closed: bool, as_json: bool) -> None:
    """Print matters, with the numbers by which `settle` takes them."""
    today = desk.today()
    year = Period.parse(f"{today.year:04}")
    matters = desk.journal.matters.closed_within(year) if closed else in_order(desk)
    if as_json:
        presumed = desk.calendar.is_presumed
        say_json([one.model_dump(mode="json") | {"due_day_is_presumed": presumed(one.due_day)} for one in matters])
        return
    for number, found in enumerate(matters, start=1):
        say(_closed_line(found) if closed else _open_line(number, found, today, desk.calendar))
    if not matters:
        words = _("No closed matters this year.") if closed else _("No open matters.")
        say_none(desk, words, "matters" if closed else "matters/open", period=year)


@matter.command(help=mark_for_translation("Settle a matter: what came of it, and who was told."))
@argument("which", metavar="N|UID", help=mark_for_translation("Its number in the list, or the beginning of its uid."))
@option("--result", required=True, metavar="TEXT", callback=long_text, help=mark_for_translation("What came of it."))
@option("--answered-to", metavar="NAME", callback=one_line, help=mark_for_translation("Who was told the result."))
@pass_desk
def settle(desk: Desk, which: str, result: str, answered_to: str | None) -> None:
    """Save the result of an open matter."""
    from desk.matters import settle as settle_matter

    if not result:
        raise click.BadParameter(_("must not be empty"), param_hint="--result")
    saved, following = settle_matter(desk, _find(desk, which), result=result, answered_to=answered_to or "")
    say(_("Settled: {title}").format(title=saved.title))
    if following is not None and following.due_day is not None:
        due_day = following.due_day
        say(_("Next due: {day}").format(day=desk.calendar.presumed(due_day, due_day.isoformat())))


@matter.command(
    "report",
    help=mark_for_translation(
        "List what was settled in a period, with its results.\n\n"
        "With --out DIR it is saved as Word and Markdown, and the ledger as an Excel workbook beside it."
    ),
)
@option("--period", type=PERIOD, help=mark_for_translation("2026-Q4, 2026, 2026-11; this quarter when left out."))
@option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help=mark_for_translation("Folder for the files."),
)
@option("--force", is_flag=True, help=mark_for_translation("Replace files that are already there."))  # fmt: skip
@pass_desk
def report(desk: Desk, period: Period | None, out: Path | None, force: bool) -> None:
    """Print the page, or save the files."""
    from desk.matter_ledger import ledger_files
    from reports.ledger import document, ledger_of
    from reports.plain_text import plain_text

    period = period or Period.quarter_of(desk.today())
    if out is None:
        say(plain_text(document(ledger_of(desk.journal, period, desk.today(), desk.calendar))))
        return
    files = ledger_files(desk, period, out)
    save_and_say(files, force=force)


def in_order(desk: Desk) -> list[Matter]:
    """The open matters, earliest due day first, undated last."""
    from desk.matter_lists import by_due_day

    return by_due_day(desk.journal.matters.open())


def _find(desk: Desk, which: str) -> Matter:
    """The open matter of that number or beginning of a uid."""
    matters = in_order(desk)
    if which.isascii() and which.isdigit() and 1 <= int(which) <= len(matters) and not which.startswith("0"):
        return matters[int(which) - 1]
    found = [one for one in matters if one.uid.startswith(which) and len(which) >= SHORTEST_PREFIX]
    if len(found) != 1:
        raise CouldNot(_("No one open matter is {which}. See sixdonts matter list.").format(which=which))
    return found[0]


def _open_line(number: int, found: Matter, today: date, calendar: Calendar) -> str:
    from desk.words.due import due_words
    from reports.terms import matter_kind_words

    given = [_("given by {name}").format(name=found.given_by)] if found.given_by else []
    kind = matter_kind_words(found.kind)
    return "  ".join([f"{number:>2}", due_words(found.due_day, today, calendar), kind, found.title, *given])


def _closed_line(found: Matter) -> str:
    from reports.terms import matter_state_words

    state, result = matter_state_words(found.state), " ".join(found.result.split())
    closed = found.closed_day.isoformat() if found.closed_day else ""
    return "  ".join(part for part in (closed, state, found.title, result) if part)
