"""`branch roster`, `member`: who belongs to the branch."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from content.words import _, mark_for_translation, ngettext
from desk.desk import Desk
from tui.commands.base import (
    DAY,
    PAST_DAY,
    CouldNot,
    agree,
    argument,
    command,
    ending_of,
    one_line,
    option,
    pass_desk,
    save_and_say,
    say,
)

if TYPE_CHECKING:
    from desk.roster import RosterPlan


@command(
    help=mark_for_translation(
        "Read the roster from an Excel or CSV file; it replaces the one before.\n\n"
        "What was read, what was not used, and what becomes different is shown before anything is saved."
    )
)
@argument("file", type=click.Path(path_type=Path), required=False,
          help=mark_for_translation("The roster, .xlsx or .csv."))  # fmt: skip
@option("--branch", "branch_name", metavar="NAME", callback=one_line, help=mark_for_translation("The branch's name."))
@option("--template", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
        help=mark_for_translation("Write a table to fill in instead, .xlsx."))  # fmt: skip
@option("--unnumbered", type=click.Choice(["number", "leave-out"]),
        help=mark_for_translation("What becomes of people without a number, where others have one."))  # fmt: skip
@option("--same", multiple=True, metavar="NUMBER",
        help=mark_for_translation(
            "Who has this number in the table is the person before, renamed or renumbered; repeatable."))  # fmt: skip
@option("--left-day", type=PAST_DAY,
        help=mark_for_translation("When they left who are in the table no more, where no roster says it."))  # fmt: skip
@option("--undo", is_flag=True, help=mark_for_translation("Go back to the roster before the last change instead."))
@option("--yes", is_flag=True, help=mark_for_translation("Save without asking; people of other branches stay out."))
@pass_desk
def roster(
    desk: Desk, file: Path | None, branch_name: str | None, template: Path | None, unnumbered: str | None,
    same: tuple[str, ...], left_day: date | None, undo: bool, yes: bool,
) -> None:  # fmt: skip
    """Show what was read, ask, and save it."""
    if [file, template, undo or None].count(None) != 2:
        raise click.UsageError(_("Name one: a file to read, --template or --undo."))
    if template is not None:
        from desk.roster import template as content

        ending_of(template, (".xlsx",), "--template")
        save_and_say({template: content(desk)}, force=False)
    elif undo:
        _undo_roster(desk, yes)
    elif file is not None:
        _read_in_roster(desk, file, branch_name, unnumbered, same, left_day, yes)


def _read_in_roster(
    desk: Desk, file: Path, branch_name: str | None, unnumbered: str | None, same: tuple[str, ...],
    left_day: date | None, yes: bool,
) -> None:  # fmt: skip
    from desk.branch_besides import not_counted_lines
    from desk.roster import look, save_roster
    from desk.roster_words import columns_words, doubt_words, reading_lines, refusal

    plan = look(desk, file, branch_name)
    if plan.reading.columns:
        say(columns_words(plan.reading.columns))
    for line in reading_lines(plan):
        say(f"- {line}")
    if why := refusal(plan):
        raise CouldNot(why)
    plan = _with_all_numbered(plan, unnumbered, yes)
    plan = _with_the_same(plan, same, yes)
    also = _say_elsewhere(plan, yes)
    if not plan.members(also):
        raise CouldNot(_("Everybody in the table belongs to another branch; the roster is as it was."))
    _say_comparison(plan, also)
    if plan.doubts:
        agree(doubt_words(plan), yes=yes)
    left_day = _day_of_leaving(plan, also, left_day)
    agree(_("Save this roster?"), yes=yes)
    before = not_counted_lines(desk)
    count = save_roster(desk, plan, also, left_day=left_day)
    say(ngettext("Saved: a roster of {n} member.", "Saved: a roster of {n} members.", count).format(n=count))
    for person, line in not_counted_lines(desk).items():
        if before.get(person) != line:
            say(line)


def _with_all_numbered(plan: RosterPlan, unnumbered: str | None, yes: bool) -> RosterPlan:
    """The plan with nobody left who has no number: numbered, or left out, as was said or is asked."""
    from desk.roster import with_numbers, without_unnumbered
    from desk.roster_words import numbering_words

    if not plan.reading.unnumbered:
        return plan
    if not plan.some_lack_numbers:
        agree(numbering_words(plan), yes=yes)
        return with_numbers(plan)
    say(numbering_words(plan))
    if unnumbered is None and (yes or not sys.stdin.isatty()):
        raise CouldNot(_("Nothing was saved. Say what becomes of them: --unnumbered number, or leave-out."))
    if unnumbered is None:
        unnumbered = click.prompt(_("Number them, or leave them out?"), type=click.Choice(["number", "leave-out"]))
    return with_numbers(plan) if unnumbered == "number" else without_unnumbered(plan)


def _with_the_same(plan: RosterPlan, same: tuple[str, ...], yes: bool) -> RosterPlan:
    """The plan with what was said, or is asked, of those who may be one person; else they are two."""
    from desk.roster import as_same
    from desk.roster_words import perhaps_words
    from storage.roster import member_key

    asked = {member_key(now.member_no): now.member_no for _was, now in plan.perhaps}
    if unknown := [number for number in same if member_key(number) not in asked]:
        raise CouldNot(_("Nothing was saved. Nobody of number {number} is asked about.").format(number=unknown[0]))
    numbers = {asked[member_key(number)] for number in same}
    may_ask = not (same or yes) and sys.stdin.isatty()
    for was, now in plan.perhaps:
        say(f"- {perhaps_words(was, now)}")
        if may_ask and click.confirm(_("Is this the same person?"), default=False):
            numbers.add(now.member_no)
        elif not may_ask and now.member_no not in numbers:
            say(_("  Taken as two people; --same {number} says they are one.").format(number=now.member_no))
    return as_same(plan, numbers)


def _say_elsewhere(plan: RosterPlan, yes: bool) -> frozenset[str]:
    """Name the people of other branches; the numbers of those that are taken in all the same."""
    from desk.roster_words import elsewhere_words

    others = plan.elsewhere
    for line in elsewhere_words((member, plan.reading.branches[member.member_no]) for member in others):
        say(f"- {line}")
    if not others:
        return frozenset()
    if yes or not sys.stdin.isatty() or not click.confirm(_("Take them in too?"), default=False):
        say(ngettext("{n} person of another branch is not taken in.", "{n} people of other branches are not taken in.",
                     len(others)).format(n=len(others)))  # fmt: skip
        return frozenset()
    return frozenset(member.member_no for member in others)


def _say_comparison(plan: RosterPlan, also: frozenset[str]) -> None:
    from desk.roster import compare
    from desk.roster_words import comparison_figures, comparison_lines, joined_today_words

    found = compare(plan.old, plan.members(also), plan.same)
    say(comparison_figures(found))
    for line in (*comparison_lines(found), *joined_today_words(found)) if plan.old else ():
        say(f"- {line}")


def _day_of_leaving(plan: RosterPlan, also: frozenset[str], left_day: date | None) -> date | None:
    """The day on which they left of whom no table says it: as was said, or asked.

    Raises:
        CouldNot: it is not said and nobody can be asked, or some had not joined then.
    """
    from desk.roster import left_too_early, undated
    from desk.roster_words import too_early_words, undated_words

    gone = undated(plan, also)
    if not gone:
        return None
    say(f"- {undated_words(gone)}")
    if left_day is None and not sys.stdin.isatty():
        raise CouldNot(_("Nothing was saved. Say on which day they left: --left-day DAY."))
    day: date = left_day or click.prompt(_("On which day did they leave?"), type=PAST_DAY, prompt_suffix=" ")
    if early := left_too_early(gone, day):
        raise CouldNot(_("{why} Nothing was saved.").format(why=too_early_words(early)))
    return day


def _undo_roster(desk: Desk, yes: bool) -> None:
    from desk.roster import compare
    from desk.roster_words import comparison_figures, comparison_lines

    before = desk.branch.roster_before()
    if before is None:
        raise CouldNot(_("There is no roster to go back to."))
    found = compare(desk.branch.roster(), before)
    for line in (comparison_figures(found), *comparison_lines(found)):
        say(line)
    agree(_("Go back to the roster before?"), yes=yes, is_save=False)
    desk.branch.undo_roster()
    say(_("Taken back; what stood before stands again.", context="roster"))


@command(help=mark_for_translation("Change what the roster says of one person; what is not named stays."))
@argument("number", help=mark_for_translation("The person's member number."))
@option("--name", metavar="TEXT", callback=one_line, help=mark_for_translation("The name."))
@option("--office", metavar="TEXT", callback=one_line, help=mark_for_translation("The office."))
@option("--post", metavar="TEXT", callback=one_line, help=mark_for_translation("The post."))
@option("--group", "party_group", metavar="TEXT", callback=one_line, help=mark_for_translation("The party group."))
@option("--party-post", "party_post", metavar="TEXT", callback=one_line,
        help=mark_for_translation("The post in the branch, such as secretary or committee member."))  # fmt: skip
@option("--joined", "joined_day", type=DAY, help=mark_for_translation("The day of joining the branch."))
@option("--left", "left_day", type=DAY, help=mark_for_translation("The day of leaving the branch."))
@pass_desk
def member(desk: Desk, number: str, **fields: Any) -> None:
    """Save one person's entry."""
    from desk.branch_besides import not_counted_line
    from desk.roster import compare, edited, leaves_before_joining
    from desk.roster_words import comparison_lines, wrong_days_words
    from storage.roster import member_key

    was = next((one for one in desk.branch.roster() if member_key(one.member_no) == member_key(number)), None)
    if was is None:
        raise CouldNot(_("The roster has no number {number}.").format(number=number))
    if fields["name"] == "":
        raise click.UsageError(_("A member needs a name."))
    now = edited(was, {name: value for name, value in fields.items() if value is not None})
    if leaves_before_joining(now):
        raise CouldNot(wrong_days_words())
    desk.branch.save_member(now, was)
    for line in comparison_lines(compare([was], [now], {now.member_no: was.member_no})) or [_("Nothing changed.")]:
        say(line)
    if line := not_counted_line(desk, now):
        say(line)


ROSTER = (roster, member)
