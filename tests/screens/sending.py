"""What members hand to the branch, for tests of the secretary's screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from storage.facts import Completeness, Fact, Header, MatterFact, Study, counts_of
from storage.records import MatterKind
from storage.submission import Submission, write
from tests.moments import local

MEMBERS = {"001": "张三", "002": "李四", "003": "王五", "004": "赵六"}
PROBLEM = MatterFact(
    uid="m1",
    kind=MatterKind.SHORTFALL,
    title="会议通知晚发半天",
    given_day=date(2026, 11, 9),
    measure="当天发文，专人核对",
    due_day=date(2026, 11, 20),
)


def submission(member_no: str, *facts: Fact, **header: Any) -> bytes:
    """A member's file for November 2026."""
    facts = facts or (
        Completeness(answered_days=18, due_days=20, late_days=2),
        Study(group_minutes=120, training_minutes=0, make_up_minutes=0, self_minutes=60),
    )
    fields: dict[str, Any] = {
        "list_id": "six-donts",
        "list_edition": "2012",
        "list_hash": "0123456789abcdef",
        "list_items": ("duty", "error"),
        "member_no": member_no,
        "name": MEMBERS.get(member_no, "某某"),
        "branch": "第一党支部",
        "period": "2026-11",
        "made_at": local(2026, 11, 23, 9),
        "program": "0.1.0",
        "counts": counts_of(facts),
    }
    return write(Submission(header=Header(**{**fields, **header}), facts=facts), "")


def roster_file(folder: Path) -> Path:
    """A roster of the four, as an office keeps it."""
    path = folder / "名册.csv"
    lines = [f"{number},{name},第一党小组,综合处" for number, name in MEMBERS.items()]
    path.write_text("\n".join(["编号,姓名,党小组,处室", *lines]), encoding="gb18030")
    return path


def inbox(folder: Path) -> Path:
    """A folder with the files of two members and a file of somebody else."""
    inbox = folder / "报送"
    inbox.mkdir(parents=True, exist_ok=True)
    (inbox / "张三_2026年11月.txt").write_bytes(submission("001", PROBLEM))
    (inbox / "李四_2026年11月.txt").write_bytes(submission("002"))
    (inbox / "通知.txt").write_text("大家好", encoding="utf-8")
    return inbox
