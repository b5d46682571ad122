"""The branch's documents as a strict office sees them: rendered by LibreOffice, measured on the page."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from content.calendar import PUBLISHED
from reports.branch import BranchReport, document
from reports.branch_tables import documents
from reports.document import Document
from reports.orders import order
from storage.balance import Balance
from storage.facts import Completeness, Fact, OnLeave, QuizFacts, Study
from storage.problems import Owner, Problem, Source
from storage.records import MatterKind
from storage.roster import Member
from storage.spans import span_of
from storage.standings import Noted, standings
from tests.reports.making import NOVEMBER, TODAY, marks, received
from tests.reports.test_render import Page, office, pytestmark, rendered

__all__ = ["office", "pytestmark"]
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹"


def problem(number: int) -> Problem:
    return Problem(
        uid=f"p{number}", title="会议通知把地点写错，当天更正后重新印发", kind=MatterKind.SHORTFALL, category="会务",
        cause="", measure="通知发出前由另一人核对时间、地点、人名", owner=Owner(name=SURNAMES[number] + "建国"),
        given_day=date(2026, 11, 9), listed_day=date(2026, 11, 23), due_day=date(2026, 11, 20 if number % 2 else 30),
        remark="", sources=(Source(person="1", matter_uid=f"m{number}", period="2026-11", name="甲"),),
    )  # fmt: skip


def a_full_report(problems: int) -> BranchReport:
    """A branch of 24 in which everybody sent everything, and some were away."""
    members = [
        Member(member_no=f"{number + 1:03}", name=f"{name}建国", office="代表联络处", post="一级主任科员",
               party_group="第一党小组", political_status="中共党员")
        for number, name in enumerate(SURNAMES)
    ]  # fmt: skip
    away = OnLeave(first_day=date(2026, 11, 2), last_day=date(2026, 11, 13), reason="外出培训")
    told: tuple[Fact, ...] = (
        Completeness(answered_days=18, due_days=20, late_days=2), QuizFacts(answered=10, right=8),
        Study(group_minutes=120, training_minutes=90, make_up_minutes=0, self_minutes=60), *marks(15, 2, 1, 2),
    )  # fmt: skip
    files = {
        str(number + 1): received(one.member_no, one.name, *told, *((away,) if number == 3 else ()))
        for number, one in enumerate(members)
    }
    span = span_of(NOVEMBER, {NOVEMBER: standings(members, files, Noted(), NOVEMBER)}, TODAY)
    listed = tuple(problem(number % 24) for number in range(problems))
    return BranchReport("省人大机关第一党支部", NOVEMBER, TODAY, span, listed, Balance(listed=problems, after=problems))


def smallest(page: Page) -> float:
    """The smallest printed type, in points: every 字 is as wide as its type is high."""
    words = [word for word in page.words if re.fullmatch("[一-鿿]{2,}", word.text)]
    return min((word.right - word.left) / len(word.text) for word in words)


def test_every_table_is_printed_in_at_least_9_points_and_keeps_its_foot_with_rows(
    office: Path,
    tmp_path: Path,
) -> None:
    found = dict(documents(a_full_report(30)))
    assert len(found) == 6
    for name, one in found.items():
        pages = rendered(one, office, tmp_path)
        assert min(map(smallest, pages)) >= 8.9, name
        text = "".join(word.text for word in pages[-1].words)
        assert "制表人" in text, name
        assert len(pages[-1].lines) >= 3, f"{name}: the foot stands alone"


def test_24_people_stand_on_one_page_with_a_remark_of_several_lines(
    office: Path,
    tmp_path: Path,
) -> None:
    found = dict(documents(a_full_report(0)))
    for name in ("报送情况", "学时"):
        assert len(rendered(found[name], office, tmp_path)) == 1, name


def signature_page(pages: list[Page], name: str) -> list[str]:
    """The lines of the page on which the branch signs."""
    return next(page.lines for page in reversed(pages) if any(line.endswith(name) for line in page.lines[1:]))


@pytest.mark.parametrize("problems", range(0, 24, 3))
def test_no_page_holds_the_signature_alone(
    problems: int,
    office: Path,
    tmp_path: Path,
) -> None:
    report = a_full_report(problems)
    lines = signature_page(rendered(document(report), office, tmp_path), report.branch)
    assert any("特此报告" in line or "附件" in line for line in lines), lines


@pytest.mark.parametrize("count", [1, 12, 30])
def test_a_sheet_for_one_person_is_signed_beneath_its_table(
    count: int,
    office: Path,
    tmp_path: Path,
) -> None:
    made: Document = order(
        "省人大机关第一党支部", Owner(name="赵建国"), [problem(n % 24) for n in range(count)], TODAY, PUBLISHED
    )
    lines = signature_page(rendered(made, office, tmp_path), "省人大机关第一党支部")
    assert any("签名" in line for line in lines), lines
