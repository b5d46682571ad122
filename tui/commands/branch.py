"""`branch`: the secretary's work: the roster, the members' files, the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from content.period import Period
from content.words import _, mark_for_translation, ngettext
from desk.desk import Desk
from tui.commands.base import (
    PERIOD,
    CouldNot,
    argument,
    group,
    one_line,
    option,
    pass_desk,
    refuse_existing,
    say,
    say_json,
)

if TYPE_CHECKING:
    from storage.branch_records import Batch
    from storage.collecting import Decision


@group(help=mark_for_translation("For the branch secretary: roster, collect, report."))
def branch() -> None:
    """The secretary's commands."""


@branch.command(help=mark_for_translation("Read the roster from an Excel or CSV file; it replaces the one before."))
@argument("file", type=click.Path(path_type=Path), help=mark_for_translation("The roster, .xlsx or .csv."))
@option("--branch", "branch_name", metavar="NAME", callback=one_line, help=mark_for_translation("The branch's name."))
@pass_desk
def roster(desk: Desk, file: Path, branch_name: str | None) -> None:
    """Save the members that could be read; name every fault."""
    from desk.words.faults import roster_fault_words
    from storage.roster import read_roster

    reading = read_roster(file)
    for fault in reading.faults:
        say(f"- {roster_fault_words(fault)}")
    if not reading.members:
        raise CouldNot(_("No member could be read from {file}; the roster is as it was.").format(file=file))
    desk.branch.save_roster(reading.members, branch=branch_name)
    count = len(reading.members)
    say(ngettext("Saved: a roster of {n} member.", "Saved: a roster of {n} members.", count).format(n=count))


@branch.command(help=mark_for_translation("Look at the members' files in a folder, and take in the new and the newer."))
@argument(
    "folder", type=click.Path(exists=True, path_type=Path), help=mark_for_translation("The folder with the files.")
)
@option("--period", type=PERIOD, help=mark_for_translation("Such as 2026-11 or 2026-Q4; this month unless given."))
@option("--dry-run", is_flag=True, help=mark_for_translation("Only say what would be done."))
@option("--json", "as_json", is_flag=True, help=mark_for_translation("For another program."))
@pass_desk
def collect(desk: Desk, folder: Path, period: Period | None, dry_run: bool, as_json: bool) -> None:
    """Say what is to be done about each file, and do it."""
    if not desk.branch.roster():
        raise CouldNot(_("There is no roster yet. First run: sixdonts branch roster FILE"))
    period = period or Period.month_of(desk.today())
    decisions = desk.branch.look([folder], period)
    batch = None if dry_run else desk.branch.take_in(decisions)
    if as_json:
        say_json(_as_data(period, decisions, batch))
        return
    if not decisions:
        say(_("There is no file in {folder}.").format(folder=folder))
    _say_decisions(decisions)
    if batch is None:
        say(_("Dry run: nothing was taken in."))
        return
    for path in batch.left_out:
        say(_("- {file}: changed while it was looked at, so it was left out.").format(file=path))
    count = len(batch.entries)
    say(ngettext("{n} file taken in.", "{n} files taken in.", count).format(n=count))
    _say_missing(desk, period)


@branch.command(help=mark_for_translation("Save the branch's report (Word) and tables (Excel)."))
@option("--period", type=PERIOD, help=mark_for_translation("Such as 2026-11 or 2026-Q4; this month unless given."))
@option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
        help=mark_for_translation("Folder for the files."))  # fmt: skip
@option("--force", is_flag=True, help=mark_for_translation("Replace files that are already there."))
@pass_desk
def report(desk: Desk, period: Period | None, out: Path, force: bool) -> None:
    """Write the two files."""
    from desk.branch_report import files_of
    from desk.save_files import in_the_way
    from desk.save_files import save as save_files

    files = files_of(desk, period or Period.month_of(desk.today()), out)
    refuse_existing(in_the_way(files), force=force)
    save_files(files)
    for path in files:
        say(_("Saved: {file}").format(file=path))
    say(_("The checksum shows that the file was not changed, not that it is true."))


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
    from reports.branch import standings

    members, received, reasons = desk.branch.roster(), desk.branch.received(period), desk.branch.excuses(period)
    missing = [
        one.member.name
        for one in standings(members, received, reasons, period)
        if one.received is None and not one.reason
    ]
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
