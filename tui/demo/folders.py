"""The sample office as folders: a member's and the secretary's records, and what is handed in."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from content.period import Period
from desk.branch import TAKEN_FROM, accept, proposals_of
from desk.branch_report import files_of as branch_files
from desk.desk import Desk
from desk.save_files import save_files
from desk.submit import files_of, offered, prepare
from storage.branch import BranchLedger
from storage.journal import Journal
from storage.problems import Act
from tui.demo import words
from tui.demo.office import (
    MEMBER,
    MUCH,
    SECRETARY,
    SILENT,
    Diary,
    chosen_by,
    members,
    open_matters,
    profile_of,
    write_submissions,
    years_before,
)


@dataclass(frozen=True)
class Office:
    """Where things are."""

    member: Path
    secretary: Path
    inbox: Path


def make_office(folder: Path, now: datetime, seed: int) -> Office:
    """A member's and the secretary's records of a year, and the files of the others for this month.

    One has not answered. The member at the keyboard has not either: their file is theirs to save.
    """
    office = Office(folder / "member", folder / "secretary", folder / words.INBOX)
    month = Period.month_of(now.astimezone().date())
    write_journal(office.member, MEMBER, now, seed, years=1).matters.add_many(open_matters(now))
    journal = write_journal(office.secretary, SECRETARY, now, seed, years=1)
    write_submissions(office.inbox, month, now, seed, leave_out={SILENT, MEMBER})
    BranchLedger.open(office.secretary, clock=lambda: now).save_roster(members(), branch=words.BRANCH)
    journal.folders.keep(TAKEN_FROM, str(office.inbox))
    return office


def write_journal(home: Path, place: int, now: datetime, seed: int, *, years: int, much: bool = False) -> Journal:
    """The records of one person of the office over the years up to today."""
    from content.catalog import Catalog

    journal = Journal.open(home, clock=lambda: now)
    journal.save_profile(profile_of(members()[place], is_secretary=place == SECRETARY))
    period = years_before(now, years)
    diary = Diary(place, period, now, seed, MUCH) if much else Diary(place, period, now, seed)
    diary.write(journal, Catalog.shipped())
    return journal


def write_out(folder: Path, workshop: Path, now: datetime, seed: int) -> list[Path]:
    """What a month of the office comes to: 23 submissions, roster, a member's page, the branch's report and tables.

    Args:
        workshop: an empty folder for the records they are made of.
    """
    month = Period.month_of(now.astimezone().date())
    paths = write_submissions(folder / words.INBOX, month, now, seed, leave_out={SILENT})
    roster = folder / "人员名册.xlsx"
    save_files({roster: roster_file()})
    write_journal(workshop / "member", MEMBER, now, seed, years=1)
    member, secretary = Desk(workshop / "member", clock=lambda: now), Desk(workshop / "secretary", clock=lambda: now)
    documents = {**_page_of(member, month, folder), **_branch_of(secretary, month, paths, folder)}
    save_files(documents)
    for desk in (member, secretary):
        desk.close()
    return [*paths, roster, *documents]


def _page_of(desk: Desk, month: Period, folder: Path) -> dict[Path, bytes]:
    """The member's page as a Word document."""
    made = prepare(desk, month, chosen_by(1, offered(desk, month)), "")
    return {path: content for path, content in files_of(desk, made, folder).items() if path.suffix == ".docx"}


def _branch_of(desk: Desk, month: Period, paths: list[Path], folder: Path) -> dict[Path, bytes]:
    """The branch's documents, once everything is taken in and the first settled problem is struck off."""
    ledger = desk.branch
    ledger.save_roster(members(), branch=words.BRANCH)
    ledger.take_in(ledger.look(paths, month))
    chosen = proposals_of(desk)
    items = accept(desk, chosen)
    settled = [item.uid for item, one in zip(items, chosen, strict=True) if one.word.matter.closed_day is not None]
    list_, by = ledger.list, members()[SECRETARY].name
    list_.act(settled[:1], list_.event(Act.DONE), list_.event(Act.VERIFY, by=by), list_.event(Act.STRIKE))
    return branch_files(desk, month, folder)


def roster_file() -> bytes:
    """The roster as an Excel file, as an office keeps it."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["编号", "姓名", "处室", "职务", "党小组", "政治面貌"])
    for one in members():
        sheet.append([one.member_no, one.name, one.office, one.post, one.party_group, one.political_status])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
