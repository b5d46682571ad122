"""A data folder with one record of every kind in it, written through the program."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

from content.agenda_line import HOUR
from content.marks import Mark
from content.period import Period
from content.workdays import LeaveKind
from storage.branch import BranchLedger
from storage.branch_figures import Figures
from storage.files import Files
from storage.first_problems import ProblemState
from storage.handed_up import HandedUp
from storage.journal import Journal
from storage.problems import Act
from storage.proposals import proposals
from storage.records import (
    Attempt,
    CardState,
    Leave,
    LookBack,
    Matter,
    MatterState,
    Meeting,
    Profile,
    QuestionStanding,
    Remark,
    SelfCheck,
    Sent,
    SittingKind,
    SittingPlan,
    StudyNote,
    Told,
)
from storage.records.exchange import Machine, Noted, Unsettled
from storage.records.typed import KeptReceipt
from storage.roster import Member
from storage.shelf import Shelf, by_year
from tests.screens.sending import PROBLEM, submission

AT = datetime(2026, 11, 3, 9, tzinfo=UTC)
DAY = date(2026, 11, 3)
CARD = CardState(state=2, step=None, stability=1.0, difficulty=5.0, due=AT, last_review=AT)


def fill(home: Path) -> list[str]:
    """The names of the record files that were made."""
    journal = Journal.open(home, clock=lambda: AT)
    check = SelfCheck.new(AT, DAY, uid=SelfCheck.uid_of(DAY, "six-donts"), list_id="six-donts", edition="2012")
    journal.checks.add(check.answered(AT, "error", mark=Mark.PARTLY, sentence="会议通知晚发半天"))
    _add_notes_and_matters(journal)
    attempt = Attempt.new(AT, DAY, pack_id="campaign", question_id="q1", chosen=("A",), right=True, card=CARD)
    journal.attempts.add(attempt)
    journal.save_schedule({"q1": QuestionStanding.after(None, attempt)})
    journal.meetings.add(Meeting.new(AT, DAY, title="代表法学习", from_time=time(9), to_time=time(10)))
    journal.look_backs.add(LookBack.new(AT, DAY, uid="2026-W45", period="2026-W45", intention="先办督办件"))
    journal.leaves.add(Leave.new(AT, DAY, last_day=DAY, reason="公差", kind=LeaveKind.WHOLE))
    journal.remarks.add(Remark.new(AT, DAY, uid=Remark.uid_of("q1"), question_id="q1", set_aside=True))
    journal.sent.add(Sent.new(AT, DAY, period="2026-10", revision=1, file_name="张三.txt", sha256="0" * 64))
    journal.save_profile(Profile(name="张三", is_secretary=True))
    journal.drafts.put("note/new", "未写完")
    journal.plans.put("sitting", SittingPlan(uid="s", kind=SittingKind.DAILY, question_ids=("q1",), began_at=AT))
    journal.folders.keep("files/saved-in", "/tmp/报送")
    journal.submission_remarks.keep("2026-11", "无补充")
    journal.submission_ticks.keep("2026-11", {"study": False})
    receipt = KeptReceipt(revision=1, state="returned", day=DAY, comment="学时未填", made_at=AT)
    journal.submission_receipts.keep("2026-10", receipt)
    journal.told.put("notes/2026-11-copy.json", Told(of="notes/2026-11.json", told_day=DAY))
    journal.looks.keep("campaign/one", 3)
    journal.templates.keep("周学习", {"title": "学习"})
    journal.agendas.keep("一小时", HOUR)
    other = StudyNote.new(AT, DAY, uid="n", title="另一台的题目")
    journal.shelf("exchange/machine").put("me", Machine(machine="0123456789ab", counter=1))
    journal.shelf("exchange/known").put(
        "notes:n", Noted(vector={"0123456789ab": 1}, mark="01234567-1-0123456789abcdef01234567")
    )
    journal.shelf("exchange/unsettled").put(
        "notes:n:1",
        Unsettled(kind="notes", uid="n", vector={"ba9876543210": 1}, document=other.model_dump(mode="json")),
    )
    _take_in(home)
    return sorted(
        path.relative_to(home).with_suffix("").as_posix()
        for path in home.rglob("*.json")
        if path.name != "format.json" and "copies" not in path.parts
    )


def _add_notes_and_matters(journal: Journal) -> None:
    journal.notes.add(StudyNote.new(AT, DAY, title="监督法学习", own_words="先核对", tags=("监督",)))
    journal.notes.remove(journal.notes.add(StudyNote.new(AT, DAY, title="不要了")))
    journal.matters.add(Matter.new(AT, DAY, title="会签意见汇总", due_day=DAY))
    settled = journal.matters.add(Matter.new(AT, DAY, title="起草会议纪要"))
    journal.matters.change(settled, lambda old: old.changed(AT, state=MatterState.SETTLED, closed_day=DAY))


def _take_in(home: Path) -> None:
    """The secretary's part: a roster, a member's file, a problem struck off; and what the first program kept of one."""
    Shelf(Files(home, lambda: AT), "branch/problems", ProblemState, near=by_year).add(
        ProblemState.new(AT, DAY, uid="p1", own=PROBLEM, responsible="王五")
    )
    ledger, november = BranchLedger.open(home, clock=lambda: AT), Period.parse("2026-11")
    ledger.save_roster([Member(member_no="001", name="张三")], branch="第一党支部")
    handed_in = home.parent / "handed-in.txt"
    handed_in.write_bytes(submission("001", PROBLEM))
    ledger.take_in(ledger.look([handed_in], november))
    [item] = ledger.list.accept(proposals(ledger.sent(), ledger.items(), ledger.list.declined()))
    list_ = ledger.list
    list_.act([item.uid], list_.event(Act.DONE), list_.event(Act.VERIFY, by="李支委"), list_.event(Act.STRIKE))
    [proposal] = proposals(ledger.sent(), (), ())
    list_.decline(proposal, "样例")
    ledger.made.keep(november, DAY, Figures(units=("2026-11",), due=1, received=1), ["a" * 64], ["报告.docx"])
    fields = {"period": "2026-11", "revision": 1, "number": "03", "file_name": "第一党支部.txt", "sha256": "a" * 64}
    ledger.upward.keep(HandedUp.new(AT, DAY, figures=Figures(units=("2026-11",)), **fields))
