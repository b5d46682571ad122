"""Banks as the files that come in and go out. Long jobs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from content.banks import pack_text
from content.importing.bank_plan import BankPlan, plan_import
from content.importing.gift import gift_text
from content.importing.questions import read_bank_file
from content.importing.unchecked import BankFile
from content.models import Pack, Question, QuestionType
from content.words import _
from desk.desk import Desk
from desk.paper_marking import paper_record
from reports import formats
from reports.banks import bank_table, bank_workbook, remark_lines, template_workbook
from reports.paper import answer_sheet, key_sheet, make_papers, question_sheet
from storage.banks import own_ids, take_in
from storage.submission import safe_name

SUFFIXES = (".xlsx", ".csv", ".toml", ".gift")


@dataclass(frozen=True)
class Incoming:
    """A file that was read, and what taking it in would change; no plan where something is wrong with it.

    sound: what taking in its sound questions alone would change, where single ones are at fault and others are not.
    """

    bank: BankFile
    plan: BankPlan | None
    sound: BankPlan | None = None

    def fault_lines(self, file: str) -> list[str]:
        """Everything wrong with the file, a line each, and all that was not taken."""
        from content.errors import FileFaults

        return [*FileFaults(list(self.bank.faults)).lines(file), *remark_lines(self.bank.remarks)]


def read_bank(desk: Desk, file: Path, topic: str, source: str, *, with_hidden: bool = False) -> Incoming:
    """What a file holds and would change, with its hidden sheets or without; nothing is taken from one with a fault.

    Raises:
        FileFaults: it is no bank at all.
    """
    bank = read_bank_file(file, topic=topic, source=source, with_hidden=with_hidden)
    of_single_ones = bank.pack.questions and all(row for row, _problem in bank.faults)
    plan = plan_import(bank, desk.packs, own_ids(desk.home)) if of_single_ones or not bank.faults else None
    return Incoming(bank, None, plan) if bank.faults else Incoming(bank, plan)


def take_in_bank(desk: Desk, bank: BankFile, plan: BankPlan) -> str:
    """Take a file's questions in as it was shown; the bank's id.

    Raises:
        FileFaults: the bank was changed after that was shown, or what would be written could not be read again.
        StorageError: it could not be written; what was there before is still there.
    """
    take_in(desk.home, bank, plan, commit=desk.commit, notices=desk.notices)
    return plan.pack.id


def pack_of(desk: Desk, name: str) -> Pack | None:
    """The pack of that id, or the only one of that title, as it is kept; None when there is none.

    Raises:
        PackError: the system did not let a bank be read, and it may be that one.
    """
    packs = desk.packs.packs
    titled = [pack for pack in packs if name in (pack.title.zh, pack.title.en)]
    found = next((pack for pack in packs if pack.id == name), titled[0] if len(titled) == 1 else None)
    if found is None:
        desk.packs.must_be_read()
    return found


def bank_content(desk: Desk, pack: Pack, suffix: str) -> tuple[bytes, list[Question]]:
    """The bank as a file of that form, and the questions that form has no words for."""
    if suffix == ".xlsx":
        return formats.write(bank_workbook(pack), suffix, desk.fonts), []
    if suffix == ".csv":
        return formats.write(bank_table(pack), suffix, desk.fonts), []
    if suffix == ".toml":
        return pack_text(pack).encode(), []
    text, left_out = gift_text(pack)
    return text.encode(), left_out


def bank_files(desk: Desk, pack: Pack, suffix: str, folder: Path) -> dict[Path, bytes]:
    """The one file that would be saved in a folder."""
    return {folder / f"{safe_name(pack.title.zh)}{suffix}": bank_content(desk, pack, suffix)[0]}


def template_content(desk: Desk) -> bytes:
    """The table to be filled in, as an Excel workbook."""
    return formats.write(template_workbook(desk.today()), ".xlsx", desk.fonts)


def template_files(desk: Desk, folder: Path) -> dict[Path, bytes]:
    """The table to be filled in."""
    name = _("bank template")
    return {folder / f"{name}.xlsx": template_content(desk)}


def paper_files(
    desk: Desk,
    questions: Sequence[Question],
    counts: Iterable[tuple[QuestionType, int]],
    title: str,
    folder: Path,
    *,
    seed: str,
    versions: str,
) -> dict[Path, bytes]:
    """Question sheet, answer sheet and key of each version, as Word documents; and what they asked, for marking.

    Raises:
        TooFew: there are not enough questions of some type.
    """
    papers = make_papers(questions, dict(counts), title, seed=seed, versions=versions)
    marking = _("marking")
    files = {folder / f"{safe_name(title)}_{marking}.json": paper_record(papers)}
    for paper in papers:
        parts = ((_("questions"), question_sheet), (_("answer sheet"), answer_sheet), (_("key"), key_sheet))
        for words, sheet in parts:
            name = "_".join(filter(None, (safe_name(title), paper.version, words)))
            files[folder / f"{name}.docx"] = formats.write(sheet(paper), ".docx", desk.fonts)
    return files
