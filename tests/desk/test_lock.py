"""How long the jobs of a desk hold the lock over a journal of ten years: never so long that a mark would wait."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from content.donts import official_list
from content.marks import Mark
from content.period import Period
from desk.answer import save_answer
from desk.banks import read_bank, take_in_bank, template_files
from desk.branch import look_through, take_in
from desk.branch_report import files_of
from desk.desk import Desk
from desk.hours_table import hours_files
from desk.matter_ledger import ledger_files
from desk.save_files import save_in_folder
from storage.files import Files
from storage.records import Matter, SelfCheck, StudyNote
from storage.roster import Member
from tests.screens.sending import MEMBERS, inbox

MOST_SECONDS = 0.050
NOVEMBER = Period.parse("2026-11")
DONTS = official_list()


class Watched(list[float]):
    """How long the lock was held, each time."""


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Watched:
    """The lock, measured from the moment it was got to the moment it was let go."""
    watched, locked = Watched(), Files._locked

    @contextlib.contextmanager
    def measured(files: Files) -> Iterator[None]:
        with locked(files):
            begin = time.thread_time()  # a busy machine is not a fault
            try:
                yield
            finally:
                watched.append(time.thread_time() - begin)

    monkeypatch.setattr(Files, "_locked", measured)
    return watched


@pytest.fixture
def old(desk: Desk) -> Desk:
    """A desk with ten years of records at it."""
    first, at = desk.today() - timedelta(days=3650), desk.now()
    days = [day for day in (first + timedelta(days=step) for step in range(3650)) if day.weekday() < 5]
    item = DONTS.donts[1].id
    checks = (
        SelfCheck.new(at, day, uid=SelfCheck.uid_of(day, DONTS.id), list_id=DONTS.id, edition=DONTS.edition).answered(
            at, item, mark=Mark.PARTLY, sentence="会议通知晚发半天"
        )
        for day in days
    )
    desk.journal.checks.add_many(checks)
    desk.journal.notes.add_many(StudyNote.new(at, day, title="监督法学习", own_words="先核对" * 50) for day in days)
    for day in days[-50:]:
        desk.journal.matters.add(Matter.new(at, day, title="会签意见汇总", due_day=day))
    return desk


def jobs(desk: Desk, folder: Path) -> dict[str, Callable[[], object]]:
    """What is done at a desk, by the words for it."""
    folder.mkdir(exist_ok=True)
    bank = next(iter(template_files(desk, folder).items()))
    save_in_folder(desk, folder, (bank,))
    desk.branch.save_roster([Member(member_no=no, name=name) for no, name in MEMBERS.items()], branch="第一党支部")

    def bring_in() -> None:
        incoming = read_bank(desk, bank[0], "", "")
        assert incoming.plan is not None
        take_in_bank(desk, incoming.bank, incoming.plan)

    def collect() -> None:
        assert take_in(desk, look_through(desk, inbox(folder), NOVEMBER), frozenset(), NOVEMBER).entries

    return {
        "mark": lambda: save_answer(desk, desk.today(), DONTS, "error", seen={}, mark=Mark.KEPT),
        "note": lambda: desk.journal.notes.add(StudyNote.new(desk.now(), desk.today(), title="新")),
        "draft": lambda: desk.journal.drafts.put("note/new", "未写完"),
        "bring in a bank": bring_in,
        "take in a folder": collect,
        "report": lambda: save_in_folder(desk, folder, tuple(files_of(desk, NOVEMBER, folder).items())),
        "hours": lambda: save_in_folder(desk, folder, tuple(hours_files(desk, 2026, folder).items())),
        "ledger": lambda: save_in_folder(desk, folder, tuple(ledger_files(desk, NOVEMBER, folder).items())),
    }


@pytest.mark.slow
def test_no_job_holds_the_lock_long_over_a_journal_of_ten_years(old: Desk, held: Watched, tmp_path: Path) -> None:
    doings = jobs(old, tmp_path / "files")
    doings["mark"]()  # the first write of a day makes the day's copy too
    for what, job in doings.items():
        held.clear()
        job()
        assert max(held, default=0) < MOST_SECONDS, f"{what}: {max(held) * 1000:.0f} ms"


def test_a_lock_held_too_long_is_seen(desk: Desk, held: Watched) -> None:
    with desk.journal.files.transaction():
        end = time.thread_time() + MOST_SECONDS
        while time.thread_time() < end:
            pass
    assert max(held) >= MOST_SECONDS


@pytest.mark.slow
async def test_reports_and_tables_are_made_without_the_lock(old: Desk, held: Watched, tmp_path: Path) -> None:
    jobs(old, tmp_path / "folder")["take in a folder"]()
    held.clear()
    await old.do_long(files_of, NOVEMBER, tmp_path)
    await old.do_long(hours_files, 2026, tmp_path)
    await old.do_long(ledger_files, NOVEMBER, tmp_path)
    assert held == []
