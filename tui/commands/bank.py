"""`bank`: banks of questions: list, check, import, export, template, and papers to print."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from content.words import _, mark_for_translation, ngettext
from desk.desk import Desk
from tui.commands.base import (
    CouldNot,
    agree,
    argument,
    complain,
    confirm_saving,
    ending_of,
    group,
    must_be_there,
    must_be_topics,
    option,
    pass_desk,
    save_and_say,
    say,
    say_json,
)

if TYPE_CHECKING:
    from content.models import Pack, QuestionType
    from desk.banks import Incoming

SHOWN = 50
HIDDEN = mark_for_translation("Read hidden sheets too; they are left out and named otherwise.")
TOPIC = mark_for_translation("For questions that say none; the bank's name when left out.")
FILE = mark_for_translation("The bank: .xlsx, .csv, .txt (Aiken), .gift or .toml.")


@group(help=mark_for_translation("Banks of questions: list, check, bring in, give out, papers to print."))
def bank() -> None:
    """The commands about banks."""


@bank.command("list", help=mark_for_translation("List the banks with their questions by type and topic."))
@option("--json", "as_json", is_flag=True, help=mark_for_translation("For another program."))
@pass_desk
def list_banks(desk: Desk, as_json: bool) -> None:
    """Print them."""
    from reports.banks import bank_lines

    catalog = desk.catalog
    if not as_json:
        for line in bank_lines(catalog):
            say(line)
        for fault in desk.packs.faults:
            complain(str(fault))
        return
    say_json([_as_data(pack) for pack in catalog.packs if pack.questions])


def _as_data(pack: Pack) -> dict[str, object]:
    return {
        "id": pack.id,
        "title": pack.title.zh,
        "edition": pack.edition.zh,
        "questions": len(pack.questions),
        "types": Counter(question.type.value for question in pack.questions),
        "topics": Counter(question.topic.zh for question in pack.questions),
    }


@bank.command(help=mark_for_translation("Write an Excel table with examples, to be filled in."))
@argument("file", type=click.Path(path_type=Path, dir_okay=False), help=mark_for_translation("A name ending in .xlsx."))
@option("--force", is_flag=True, help=mark_for_translation("Replace the file if it is already there."))
@pass_desk
def template(desk: Desk, file: Path, force: bool) -> None:
    """Write it."""
    from desk.banks import template_content

    ending_of(file, (".xlsx",), "FILE")
    save_and_say({file: template_content(desk)}, force=force)


@bank.command(
    help=mark_for_translation(
        "Check a bank, naming every fault with its row; take in nothing.\n\nWithout FILE: the banks in use."
    )
)
@argument("file", type=click.Path(path_type=Path), required=False, help=FILE)
@pass_desk
def check(desk: Desk, file: Path | None) -> None:
    """Print the faults, or what taking it in would change."""
    if file is not None:
        _show(_read(desk, file, "", ""))
    elif faults := desk.packs.faults:
        for fault in faults:
            complain(str(fault))
        raise CouldNot(ngettext("{n} fault.", "{n} faults.", len(faults)).format(n=len(faults)))
    say(_("No fault was found."))


@bank.command(
    "import",
    help=mark_for_translation(
        "Bring in a bank from a file.\n\nEvery fault is named with its row, and nothing is taken from a file that has "
        "one. What would come in is shown first. The same file brought in twice comes in once."
    ),
)
@argument("file", type=click.Path(path_type=Path), help=FILE)
@option("--topic", default="", help=TOPIC)
@option("--source", default="", help=TOPIC)
@option("--with-hidden", is_flag=True, help=HIDDEN)
@option("--dry-run", is_flag=True, help=mark_for_translation("Only show what would come in."))
@option("--yes", is_flag=True, help=mark_for_translation("Save without asking."))
@pass_desk
def import_bank(desk: Desk, file: Path, topic: str, source: str, with_hidden: bool, dry_run: bool, yes: bool) -> None:
    """Check, show, take in."""
    from content.errors import FileFaults
    from reports.banks import hidden_words
    from storage.banks import take_in

    incoming = _read(desk, file, topic, source, with_hidden=with_hidden)
    if incoming.bank.hidden and not yes and sys.stdin.isatty() and click.confirm(hidden_words(incoming.bank.hidden)):
        incoming = _read(desk, file, topic, source, with_hidden=True)
    _show(incoming)
    plan = incoming.plan
    assert plan is not None
    if dry_run:
        say(_("Nothing was saved: this was a dry run."))
        return
    if not plan.new and not plan.changed:
        say(_("There is nothing to take in."))
        return
    if plan.meant and not yes and not sys.stdin.isatty():
        raise CouldNot(_("Nothing was saved. Say --yes if it is the same bank."))
    confirm_saving(yes=yes)
    try:
        take_in(desk.home, incoming.bank, plan, notices=desk.notices)
    except FileFaults as error:
        raise CouldNot("\n".join(error.lines(file.name))) from error
    say(_("Saved."))


def _read(desk: Desk, file: Path, topic: str, source: str, *, with_hidden: bool = False) -> Incoming:
    from content.errors import FileFaults
    from desk.banks import read_bank

    try:
        incoming = read_bank(desk, file, topic, source, with_hidden=with_hidden)
    except FileFaults as error:
        raise CouldNot("\n".join(error.lines(file.name))) from error
    if incoming.plan is None:
        lines = incoming.fault_lines(file.name)
        for line in lines[:SHOWN]:
            complain(line)
        if len(lines) > SHOWN:
            complain(_("and {n} more").format(n=len(lines) - SHOWN))
        raise CouldNot(_("Nothing was taken in. Put the faults right in the file, then try again."))
    return incoming


def _show(incoming: Incoming) -> None:
    from reports.banks import plan_lines

    assert incoming.plan is not None
    for line in plan_lines(incoming.plan, incoming.bank.remarks):
        say(line)


@bank.command(
    "export",
    help=mark_for_translation(
        "Write a bank as a file.\n\nExcel, CSV and TOML come back as they were; GIFT, for Moodle and the like, has no "
        "words for several gaps, orders and short answers."
    ),
)
@argument("bank_id", metavar="BANK", help=mark_for_translation("Its title or id, as `bank list` shows them."))
@argument("file", type=click.Path(path_type=Path, dir_okay=False),
          help=mark_for_translation("A name ending in .xlsx, .csv, .toml or .gift."))  # fmt: skip
@option("--force", is_flag=True, help=mark_for_translation("Replace the file if it is already there."))
@pass_desk
def export_bank(desk: Desk, bank_id: str, file: Path, force: bool) -> None:
    """Write it."""
    from desk.banks import SUFFIXES, bank_content
    from reports.banks import counted_types

    suffix, pack = ending_of(file, SUFFIXES, "FILE"), _pack(desk, bank_id)
    content, left_out = bank_content(desk, pack, suffix)
    save_and_say({file: content}, force=force)
    if left_out:
        complain(_("This form has no words for {types}; they stay out.").format(types=counted_types(left_out)))


@bank.command(help=mark_for_translation("Take away a bank that was brought in; answers to its questions stay."))
@argument("bank_id", metavar="BANK", help=mark_for_translation("Its title or id, as `bank list` shows them."))
@option("--yes", is_flag=True, help=mark_for_translation("Do it without asking."))
@pass_desk
def remove(desk: Desk, bank_id: str, yes: bool) -> None:
    """Take it away, once that is agreed to."""
    from storage.banks import own_ids, remove_bank

    pack = _pack(desk, bank_id)
    if pack.id not in own_ids(desk.home):
        raise CouldNot(_("It came with the program and cannot be taken away."))
    question = _("Take away {name} with its {n} questions?")
    agree(question.format(name=pack.title, n=len(pack.questions)), yes=yes, is_save=False)
    remove_bank(desk.home, pack.id, notices=desk.notices)
    say(_("Taken away: {name}").format(name=pack.title))


def _pack(desk: Desk, bank_id: str) -> Pack:
    from desk.banks import pack_of

    pack = pack_of(desk, bank_id)
    if pack is None or not pack.questions:
        raise CouldNot(
            _("There is no bank {id}, or more than one of that title; `bank list` shows them.").format(id=bank_id)
        )
    return pack


@bank.command(
    help=mark_for_translation(
        "Make a paper: question sheet, answer sheet and key as Word documents.\n\nThe same seed draws the same paper "
        "again. Versions A and B have the same questions in another order."
    )
)
@argument("folder", type=click.Path(path_type=Path, file_okay=False), help=mark_for_translation("Where to."))
@option("--title", default="", help=mark_for_translation("What stands at its head."))
@option("--single", type=click.IntRange(0, 200), default=0, help=mark_for_translation("How many single choice."))
@option("--multiple", type=click.IntRange(0, 200), default=0, help=mark_for_translation("How many multiple choice."))
@option("--true-false", type=click.IntRange(0, 200), default=0, help=mark_for_translation("How many true or false."))
@option("--blank", type=click.IntRange(0, 200), default=0, help=mark_for_translation("How many with gaps."))
@option("--short", type=click.IntRange(0, 200), default=0, help=mark_for_translation("How many short answers."))
@option("--ordering", type=click.IntRange(0, 200), default=0, help=mark_for_translation("How many to be ordered."))
@option("--bank", "banks", multiple=True, metavar="BANK", help=mark_for_translation("Only from this bank; repeatable."))
@option("--topic", "topics", multiple=True, help=mark_for_translation("Only on this topic; repeatable."))
@option("--seed", default="", help=mark_for_translation("Which paper is drawn; today's date when left out."))
@option("--versions", type=click.Choice(["A", "AB"]), default="A", help=mark_for_translation("One version, or two."))
@option("--force", is_flag=True, help=mark_for_translation("Replace files that are already there."))
@pass_desk
def paper(
    desk: Desk, folder: Path, title: str, banks: tuple[str, ...], topics: tuple[str, ...], seed: str, versions: str,
    force: bool, **counts: int,
) -> None:  # fmt: skip
    """Draw it and write the documents."""
    from content.drawing import TooFew
    from content.models import QuestionType
    from desk.banks import paper_files
    from desk.words.quiz import lacking_words

    wanted: dict[QuestionType, int] = {QuestionType(kind): number for kind, number in counts.items()}
    if not any(wanted.values()):
        raise click.UsageError(_("Say how many questions of some type, such as --single 10 --true-false 5."))
    ids = {_pack(desk, name).id for name in banks}
    catalog = desk.catalog
    must_be_topics(catalog, topics)
    questions = [one for one in catalog.questions(topics) if not ids or catalog.pack_of(one.id).id in ids]
    seed = seed or desk.today().isoformat()
    try:
        files = paper_files(desk, questions, wanted.items(), title or _("Quiz"), folder, seed=seed, versions=versions)
    except TooFew as error:
        raise CouldNot(lacking_words(error)) from error
    save_and_say(files, force=force)


@bank.command(
    help=mark_for_translation(
        "Mark the answer sheets of a printed paper, typed into a table: how many right, and how each question was "
        "answered.\n\nRECORD is the file that bank paper wrote beside the sheets. With --template FILE the empty "
        "table is written; a row a sheet, no names. With --out DIR the figures are saved as an Excel workbook."
    )
)
@argument("record", type=click.Path(path_type=Path, dir_okay=False),
          help=mark_for_translation("What bank paper wrote beside the sheets (.json)."))  # fmt: skip
@argument("answers", type=click.Path(path_type=Path, dir_okay=False), required=False,
          help=mark_for_translation("The table with the answers (.xlsx or .csv)."))  # fmt: skip
@option("--template", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
        help=mark_for_translation("Write the empty table instead."))  # fmt: skip
@option("--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
        help=mark_for_translation("Folder for the figures."))  # fmt: skip
@option("--force", is_flag=True, help=mark_for_translation("Replace files that are already there."))
@pass_desk
def mark(desk: Desk, record: Path, answers: Path | None, template: Path | None, out: Path | None, force: bool) -> None:
    """Print the figures, or write the table."""
    from content.cells import cut
    from desk.paper_marking import answer_table, marked, marking_files
    from reports.item_analysis import extreme_words, wrong_words

    must_be_there(record)
    if (answers is None) == (template is None):
        raise click.UsageError(_("Name one: the table with the answers, or --template FILE."))
    if template is not None:
        save_and_say({template: answer_table(desk, record)}, force=force)
        return
    assert answers is not None
    must_be_there(answers)
    found = marked(desk, record, answers)
    for row, version, right, of in found.scores:
        say(_("row {row} {version}: {right} of {of} right").format(row=row, version=version, right=right, of=of))
    say(ngettext("{n} sheet.", "{n} sheets.", len(found.scores)).format(n=len(found.scores)))
    for one in sorted(found.items, key=lambda one: one.facility):
        stem = cut(" ".join(str(one.question.stem).split()), 48)
        more = "  ".join(filter(None, (wrong_words(one), extreme_words(one))))
        say(f"{one.facility:.2f}  n={one.n}  {stem}  {more}".rstrip())
    for remark in found.remarks:
        complain(remark)
    if out is not None:
        save_and_say(marking_files(desk, found, out), force=force)
    if found.remarks:
        raise click.exceptions.Exit(1)
