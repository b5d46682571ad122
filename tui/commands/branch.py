"""`branch`: the secretary's work: the roster, the members' files, the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from content.period import Period
from content.words import _, mark_for_translation, ngettext
from desk.desk import Desk
from tui.commands.base import (
    PERIOD,
    CouldNot,
    agree,
    argument,
    complain,
    group,
    must_be_there,
    option,
    pass_desk,
    save_and_say,
    say,
    say_json,
    say_kept_so_far,
    say_so_far,
)
from tui.commands.branch_handing import hand_on, hand_up, orders, take_over
from tui.commands.branch_ledger import LEDGER
from tui.commands.branch_papers import PAPERS
from tui.commands.branch_periods import PERIODS
from tui.commands.branch_problems import ACTS
from tui.commands.branch_returns import RETURNS
from tui.commands.branch_roster import ROSTER

if TYPE_CHECKING:
    from storage.branch_records import Batch
    from storage.collecting import Decision

NAMED = 10  # files that were not taken in, in the last line


@group(help=mark_for_translation("For the branch secretary: roster, collect, report."))
def branch() -> None:
    """The secretary's commands."""


@branch.command(help=mark_for_translation("Look at the members' files in a folder, and take in the new and the newer."))
@argument("folder", type=click.Path(path_type=Path), required=False,
          help=mark_for_translation("The folder with the files."))  # fmt: skip
@option("--period", type=PERIOD, help=mark_for_translation("Such as 2026-11 or 2026-Q4; this month unless given."))
@option("--also", type=click.Path(path_type=Path), multiple=True, metavar="FILE",
        help=mark_for_translation("Take in this one too, of those that are asked about."))  # fmt: skip
@option("--dry-run", is_flag=True, help=mark_for_translation("Only say what would be done."))
@option("--undo", is_flag=True, help=mark_for_translation("Take the last taking in back instead, in one go."))
@option("--yes", is_flag=True, help=mark_for_translation("Take it back without asking."))
@option("--json", "as_json", is_flag=True, help=mark_for_translation("For another program."))
@pass_desk
def collect(
    desk: Desk, folder: Path | None, period: Period | None, also: tuple[Path, ...], dry_run: bool, undo: bool,
    yes: bool, as_json: bool,
) -> None:  # fmt: skip
    """Say what is to be done about each file, and do it."""
    if (folder is None) != undo or (undo and (also or dry_run or as_json)):
        raise click.UsageError(_("Name one: a folder, or --undo."))
    if folder is None:
        _take_back(desk, period, yes=yes)
        return
    must_be_there(folder)
    if not desk.branch.roster():
        raise CouldNot(_("There is no roster yet. First run: sixdonts branch roster FILE"))
    from desk.branch import still_to_send, take_in
    from desk.branch_meant import meant_instead, meant_words

    is_said, period = period is not None, period or Period.month_of(desk.today())
    decisions = desk.branch.look([folder], period, say_so_far)
    if not is_said and (meant := meant_instead(decisions, period)) is not None:
        raise CouldNot(meant_words(meant) + _("Say so: --period {period}").format(period=meant))
    chosen = _chosen(decisions, also)
    batch = None if dry_run else take_in(desk, tuple(decisions), chosen, period, say_kept_so_far)
    if as_json:
        say_json(_as_data(period, decisions, batch))
        _refuse_refused(decisions, batch, chosen)
        return
    if not decisions:
        say(_("There is no file in {folder}.").format(folder=folder))
    _say_decisions(decisions, folder, still_to_send(desk, decisions, period))
    if batch is None:
        say(_("Dry run: nothing was taken in."))
        _refuse_refused(decisions, batch, chosen)
        return
    for path in batch.left_out:
        say(_("- {file}: could not be read again, or was changed meanwhile; it was left out.").format(file=path))
    _say_taken_in(desk, batch)
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
    from desk.branch_report import files_from, keep_made, left_to_do, recount, report_of
    from desk.words.branch_figures import recount_lines

    made = report_of(desk, period or Period.month_of(desk.today()))
    before = recount(desk, made.period)
    files = files_from(desk, made, out)
    save_and_say(files, force=force)
    keep_made(desk, made, tuple(files))
    for line in (*(recount_lines(*before) if before else ()), *left_to_do(desk, made)):
        say(line)
    say(_("The checksum shows that the file was not changed, not that it is true."))


def _say_taken_in(desk: Desk, batch: Batch) -> None:
    """How many files were taken in, and whose; a later revision says which."""
    from desk.branch_names import labels

    names, count = labels(desk), len(batch.entries)
    if not count:
        say(_("No file was taken in."))
        return
    whose = []
    for entry in batch.entries:
        name, revision = names.get(entry.whose, entry.header.name), entry.header.revision
        whose.append(_("{name} (rev. {n})").format(name=name, n=revision) if revision > 1 else name)
    words = ngettext("{n} file taken in: {names}", "{n} files taken in: {names}", count)
    say(words.format(n=count, names=_(", ").join(whose)))


def _take_back(desk: Desk, period: Period | None, *, yes: bool) -> None:
    """Say what was taken in last, ask, and take it back.

    Raises:
        CouldNot: there is nothing, or it was not agreed to.
    """
    from content.dates import period_words
    from desk.branch_acts import entered_after
    from desk.branch_names import labels

    batches = [one for one in desk.branch.batches() if period is None or one.period == str(period)]
    if entered_after(desk, batches[0] if batches else None):
        complain(_("What was done last was entered on the list: sixdonts branch undo takes that back."))
    if not batches:
        raise CouldNot(_("Nothing was taken in that could be taken back."))
    last, names, count = batches[0], labels(desk), len(batches[0].entries)
    what = ngettext("{period}, {n} file: {names}", "{period}, {n} files: {names}", count)
    who = _(", ").join(names.get(entry.whose, entry.header.name) for entry in last.entries)
    say(what.format(period=period_words(Period.parse(last.period)), n=count, names=who))
    agree(_("Take the last taking-in back?"), yes=yes, is_save=False)
    desk.branch.undo(last)
    say(_("Taken back; what stood before stands again.", context="taking in"))
    _say_missing(desk, Period.parse(last.period))


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

    of_this = (one for one in decisions if not one.detail)
    came = {one.member_no for one in of_this if one.kind in {*TAKEN_IN, DecisionKind.SAME}}
    unread = {decision.path for decision in decisions if decision.kind is DecisionKind.UNREADABLE}
    unread |= set(batch.left_out if batch else ())
    refused = {
        decision.path
        for decision in decisions
        if decision.kind in REFUSED
        and decision.path not in chosen
        and not (decision.kind is DecisionKind.OTHER_PERIOD and decision.member_no in came)
    }
    if unread or refused:
        named = _named([one for one in decisions if one.path in (unread or refused)])
        raise CouldNot(_refused_words(len(unread), len(refused), named, is_dry=batch is None))


def _named(decisions: Sequence[Decision]) -> str:
    """Files by name, each with why it was not taken in, in a word; of many the first."""
    from desk.words.branch import decision_words, file_labels
    from storage.collecting import TAKEN_IN

    labels = file_labels(one.path for one in decisions)
    said = _("{name} ({remarks})")
    words = [
        labels[one.path]
        if one.kind in TAKEN_IN  # it was to go in, and could not be read again
        else said.format(name=labels[one.path], remarks=decision_words(one.kind))
        for one in decisions[:NAMED]
    ]
    more = len(decisions) - NAMED
    return _(", ").join(words) + (
        ngettext(" (and {n} more)", " (and {n} more)", more).format(n=more) if more > 0 else ""
    )


def _refused_words(unread: int, refused: int, named: str, *, is_dry: bool) -> str:
    """How many could not be read; where all could, how many were refused; and which. A dry run has done nothing."""
    if unread and is_dry:
        words = ngettext(
            "{n} file or folder could not be read: {files}.", "{n} files or folders could not be read: {files}.", unread
        )
    elif unread:
        words = ngettext(
            "{n} file or folder could not be read: {files}. Everything else is as said; take the folder in again.",
            "{n} files or folders could not be read: {files}. Everything else is as said; take the folder in again.",
            unread,
        )
    elif is_dry:
        words = ngettext(
            "{n} submission would not be taken in: {files}.",
            "{n} submissions would not be taken in: {files}.",
            refused,
        )
    else:
        words = ngettext(
            "{n} submission was not taken in: {files}. Everything else is as said above.",
            "{n} submissions were not taken in: {files}. Everything else is as said above.",
            refused,
        )
    return words.format(n=unread or refused, files=named)


def _say_decisions(decisions: Sequence[Decision], folder: Path, still_to_send: Container[str]) -> None:
    """How many of each kind; then each file that is not simply taken in, and why.

    What was taken in for another period is named where its member, one of those by number, has sent nothing else.
    """
    from desk.words.branch import decision_words, file_labels, why_words
    from storage.collecting import TAKEN_IN, DecisionKind

    for kind, count in Counter(decision.kind for decision in decisions).items():
        say(_("{label}: {text}").format(label=decision_words(kind), text=count))
    labels = file_labels((decision.path for decision in decisions), folder)
    for decision in decisions:
        is_all_there_is = bool(decision.detail) and decision.member_no in still_to_send
        if decision.kind not in {*TAKEN_IN, DecisionKind.SAME} or decision.changes or is_all_there_is:
            label, why = labels[decision.path], why_words(decision, labels)
            say("- " + _("{label}: {text}").format(label=label, text=why))


def _say_missing(desk: Desk, period: Period) -> None:
    from desk.branch_calling import still_open_words
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
    if still_open := still_open_words(desk, period):
        say(still_open)


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


for _further in (*ROSTER, *PERIODS, *PAPERS, *RETURNS, *LEDGER, *ACTS, orders, hand_up, hand_on, take_over):
    branch.add_command(_further)
