"""`branch`: the secretary's work: the roster, the members' files, the report."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from content.period import Period
from content.words import _, mark_for_translation, ngettext
from desk.desk import Desk
from tui.commands.base import (
    DAY,
    PERIOD,
    CouldNot,
    argument,
    complain,
    ending_of,
    group,
    must_be_there,
    one_line,
    option,
    pass_desk,
    save_and_say,
    say,
    say_json,
    say_so_far,
)
from tui.commands.branch_handing import hand_on, hand_up, orders, take_over
from tui.commands.branch_ledger import LEDGER
from tui.commands.branch_periods import PERIODS, agree
from tui.commands.branch_problems import ACTS

if TYPE_CHECKING:
    from desk.roster import RosterPlan
    from storage.branch_records import Batch
    from storage.collecting import Decision


@group(help=mark_for_translation("For the branch secretary: roster, collect, report."))
def branch() -> None:
    """The secretary's commands."""


@branch.command(
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
@option("--undo", is_flag=True, help=mark_for_translation("Go back to the roster before the last change instead."))
@option("--yes", is_flag=True, help=mark_for_translation("Save without asking; people of other branches stay out."))
@pass_desk
def roster(
    desk: Desk, file: Path | None, branch_name: str | None, template: Path | None, unnumbered: str | None,
    same: tuple[str, ...], undo: bool, yes: bool,
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
        _read_in_roster(desk, file, branch_name, unnumbered, same, yes)


def _read_in_roster(
    desk: Desk, file: Path, branch_name: str | None, unnumbered: str | None, same: tuple[str, ...], yes: bool
) -> None:
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
    if plan.doubts:
        agree(doubt_words(plan), yes=yes)
    plan = _with_the_same(plan, same, yes)
    also = _say_elsewhere(plan, yes)
    if not plan.members(also):
        raise CouldNot(_("Everybody in the table belongs to another branch; the roster is as it was."))
    _say_comparison(plan, also)
    agree(_("Save this roster?"), yes=yes)
    count = save_roster(desk, plan, also)
    say(ngettext("Saved: a roster of {n} member.", "Saved: a roster of {n} members.", count).format(n=count))


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
    if not others or yes or not sys.stdin.isatty() or not click.confirm(_("Take them in too?"), default=False):
        return frozenset()
    return frozenset(member.member_no for member in others)


def _say_comparison(plan: RosterPlan, also: frozenset[str]) -> None:
    from desk.roster import compare
    from desk.roster_words import comparison_figures, comparison_lines, undated_words

    found = compare(plan.old, plan.members(also), plan.same)
    say(comparison_figures(found))
    for line in (*comparison_lines(found), *undated_words(found)) if plan.old else ():
        say(f"- {line}")


def _undo_roster(desk: Desk, yes: bool) -> None:
    from desk.roster import compare
    from desk.roster_words import comparison_figures, comparison_lines

    before = desk.branch.roster_before()
    if before is None:
        raise CouldNot(_("There is no roster to go back to."))
    found = compare(desk.branch.roster(), before)
    for line in (comparison_figures(found), *comparison_lines(found)):
        say(line)
    agree(_("Go back to the roster before?"), yes=yes)
    desk.branch.undo_roster()
    say(_("Taken back; what stood before stands again.", context="roster"))


@branch.command(help=mark_for_translation("Change what the roster says of one person; what is not named stays."))
@argument("number", help=mark_for_translation("The person's member number."))
@option("--name", metavar="TEXT", callback=one_line, help=mark_for_translation("The name."))
@option("--office", metavar="TEXT", callback=one_line, help=mark_for_translation("The office."))
@option("--post", metavar="TEXT", callback=one_line, help=mark_for_translation("The post."))
@option("--group", "party_group", metavar="TEXT", callback=one_line, help=mark_for_translation("The party group."))
@option("--joined", "joined_day", type=DAY, help=mark_for_translation("The day of joining the branch."))
@option("--left", "left_day", type=DAY, help=mark_for_translation("The day of leaving the branch."))
@pass_desk
def member(desk: Desk, number: str, **fields: Any) -> None:
    """Save one person's entry."""
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


@branch.command(help=mark_for_translation("Look at the members' files in a folder, and take in the new and the newer."))
@argument("folder", type=click.Path(path_type=Path), help=mark_for_translation("The folder with the files."))
@option("--period", type=PERIOD, help=mark_for_translation("Such as 2026-11 or 2026-Q4; this month unless given."))
@option("--also", type=click.Path(path_type=Path), multiple=True, metavar="FILE",
        help=mark_for_translation("Take in this one too, of those that are asked about."))  # fmt: skip
@option("--dry-run", is_flag=True, help=mark_for_translation("Only say what would be done."))
@option("--json", "as_json", is_flag=True, help=mark_for_translation("For another program."))
@pass_desk
def collect(
    desk: Desk, folder: Path, period: Period | None, also: tuple[Path, ...], dry_run: bool, as_json: bool
) -> None:
    """Say what is to be done about each file, and do it."""
    must_be_there(folder)
    if not desk.branch.roster():
        raise CouldNot(_("There is no roster yet. First run: sixdonts branch roster FILE"))
    from desk.branch import take_in

    period = period or Period.month_of(desk.today())
    decisions = desk.branch.look([folder], period, say_so_far)
    chosen = _chosen(decisions, also)
    batch = None if dry_run else take_in(desk, tuple(decisions), chosen, period)
    if as_json:
        say_json(_as_data(period, decisions, batch))
        _refuse_refused(decisions, batch, chosen)
        return
    if not decisions:
        say(_("There is no file in {folder}.").format(folder=folder))
    _say_decisions(decisions)
    if batch is None:
        say(_("Dry run: nothing was taken in."))
        _refuse_refused(decisions, batch, chosen)
        return
    for path in batch.left_out:
        say(_("- {file}: could not be read again, or was changed meanwhile; it was left out.").format(file=path))
    count = len(batch.entries)
    say(ngettext("{n} file taken in.", "{n} files taken in.", count).format(n=count))
    _say_missing(desk, period)
    _refuse_refused(decisions, batch, chosen)


@branch.command(help=mark_for_translation("Save the branch's report (Word) and tables (Excel)."))
@option("--period", type=PERIOD, help=mark_for_translation("Such as 2026-11 or 2026-Q4; this month unless given."))
@option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
        help=mark_for_translation("Folder for the files."))  # fmt: skip
@option("--force", is_flag=True, help=mark_for_translation("Replace files that are already there."))
@pass_desk
def report(desk: Desk, period: Period | None, out: Path, force: bool) -> None:
    """Write the files, keep what they show, and say where an earlier report is no longer what a recount comes to."""
    from desk.branch_report import files_from, keep_made, recount, report_of
    from desk.words.branch_figures import recount_lines

    made = report_of(desk, period or Period.month_of(desk.today()))
    before = recount(desk, made.period)
    files = files_from(desk, made, out)
    save_and_say(files, force=force)
    keep_made(desk, made, tuple(files))
    for line in recount_lines(*before) if before else ():
        say(line)
    say(_("The checksum shows that the file was not changed, not that it is true."))


def _chosen(decisions: Sequence[Decision], also: Sequence[Path]) -> frozenset[Path]:
    """Which of the files asked about are to be taken in.

    Raises:
        CouldNot: one that was named is none of them.
    """
    from desk.words.branch import file_labels, why_words
    from storage.collecting import CHOOSABLE, DecisionKind

    asked = {decision.path.absolute(): decision.path for decision in decisions if decision.kind in CHOOSABLE}
    for path in also:
        own = [one for one in decisions if one.path.absolute() == path.absolute()]
        if any(one.kind is DecisionKind.OTHER_MEMBER for one in own):
            why = why_words(own[0], file_labels([path]))
            raise CouldNot(_("{why}. Nothing was taken in.").format(why=why))
        if path.absolute() not in asked:
            raise CouldNot(_("{file} is none of those asked about. Nothing was taken in.").format(file=path))
    return frozenset(asked[path.absolute()] for path in also)


def _refuse_refused(decisions: Sequence[Decision], batch: Batch | None, chosen: frozenset[Path]) -> None:
    """End as a command that could not do all: a submission was refused, or a file not read.

    A file about another period counts only where its member sent none about this one.

    Raises:
        CouldNot: so it is.
    """
    from storage.collecting import REFUSED, TAKEN_IN, DecisionKind

    came = {decision.member_no for decision in decisions if decision.kind in {*TAKEN_IN, DecisionKind.SAME}}
    unread = {decision.path for decision in decisions if decision.kind is DecisionKind.UNREADABLE}
    unread |= set(batch.left_out if batch else ())
    refused = {
        decision.path
        for decision in decisions
        if decision.kind in REFUSED
        and decision.path not in chosen
        and not (decision.kind is DecisionKind.OTHER_PERIOD and decision.member_no in came)
    }
    if unread:
        words = ngettext(
            "{n} file or folder could not be read; everything else is as said above. Take the folder in again.",
            "{n} files or folders could not be read; everything else is as said above. Take the folder in again.",
            len(unread),
        )
        raise CouldNot(words.format(n=len(unread)))
    if refused:
        words = ngettext(
            "{n} submission was not taken in: see above why. Everything else is as said.",
            "{n} submissions were not taken in: see above why. Everything else is as said.",
            len(refused),
        )
        raise CouldNot(words.format(n=len(refused)))


def _say_decisions(decisions: Sequence[Decision]) -> None:
    """How many of each kind; then each file that is not simply taken in, and why."""
    from desk.words.branch import decision_words, file_labels, why_words
    from storage.collecting import TAKEN_IN, DecisionKind

    for kind, count in Counter(decision.kind for decision in decisions).items():
        say(_("{label}: {text}").format(label=decision_words(kind), text=count))
    labels = file_labels(decision.path for decision in decisions)
    for decision in decisions:
        if decision.kind not in {*TAKEN_IN, DecisionKind.SAME} or decision.changes:
            label, why = labels[decision.path], why_words(decision, labels)
            say("- " + _("{label}: {text}").format(label=label, text=why))


def _say_missing(desk: Desk, period: Period) -> None:
    from desk.branch_names import labels
    from storage.errors import NotRead

    names = labels(desk)
    try:
        missing = [names.get(one.person, one.member.name) for one in desk.branch.standings(period) if one.is_missing]
    except NotRead as error:  # what was taken in is in, and was said
        complain(
            _("Who is missing cannot be said: {file} cannot be read ({reason}).").format(
                file=error.file, reason=error.why
            )
        )
        return
    if not missing:
        say(_("Nobody is missing."))
        return
    words = ngettext("{n} member is missing: {names}", "{n} members are missing: {names}", len(missing))
    say(words.format(n=len(missing), names=_(", ").join(missing)))


def _as_data(period: Period, decisions: Sequence[Decision], batch: Batch | None) -> dict[str, Any]:
    return {
        "period": str(period),
        "decisions": [
            {
                "file": str(decision.path),
                "decision": decision.kind.value,
                "member_no": decision.member_no,
                "name": decision.name,
                "revision": decision.revision,
                "detail": decision.detail,
                "changes": [*decision.changes],
            }
            for decision in decisions
        ],
        "taken_in": None if batch is None else [entry.file_name for entry in batch.entries],
        "left_out": [] if batch is None else [str(path) for path in batch.left_out],
    }


for _further in (*PERIODS, *LEDGER, *ACTS, orders, hand_up, hand_on, take_over):
    branch.add_command(_further)
