"""The branch's documents as a strict office sees them: rendered by LibreOffice, measured on the page."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from content.calendar import PUBLISHED
from content.period import Period
from reports.branch import BranchReport, document
from reports.branch_tables import documents
from reports.committee import _self_check
from reports.document import Document, Table
from reports.joint import Joint
from reports.orders import order
from storage.balance import Balance
from storage.branch_figures import Figures, ItemFigures
from storage.facts import Completeness, Fact, OnLeave, QuizFacts, Study
from storage.problems import Owner, Problem, Source
from storage.records import MatterKind
from storage.roster import Member
from storage.spans import span_of
from storage.standings import Noted, standings
from tests.reports.making import NOVEMBER, TODAY, a_report, marks, received
from tests.reports.test_render import Page, Word, office, pytestmark, rendered

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


def a_year() -> BranchReport:
    """The same branch over eleven months."""
    month, year = a_full_report(3), Period.parse("2026")
    begun = {Period.month(2026, number): month.standings for number in range(1, 12)}
    return replace(month, period=year, span=span_of(year, begun, TODAY))


def smallest(page: Page) -> float:
    """The smallest printed type, in points: every 字 is as wide as its type is high."""
    words = [word for word in page.words if re.fullmatch("[一-鿿]{2,}", word.text)]
    return min((word.right - word.left) / len(word.text) for word in words)


def test_every_table_is_printed_in_at_least_9_points_and_keeps_its_foot_with_rows(
    office: Path,
    tmp_path: Path,
) -> None:
    found = [*documents(a_full_report(30)), *documents(a_year())]
    assert len(found) == 12
    for name, one in found:
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


def test_no_heading_and_no_item_of_the_next_levels_table_is_torn_apart(office: Path, tmp_path: Path) -> None:
    counts = {"persons": 123, "kept": 12345, "partly": 36, "not_kept": 18, "not_faced": 36, "blank": 7}
    names = "交办工作不延误", "不沾不良风气、消极现象"
    items = tuple(ItemFigures(list_id="six", item=words, words=words, **counts) for words in names)
    joint = Joint((), Figures(units=("2026-11",), items=items))
    [table] = [block for block in _self_check(a_report({}), joint) if isinstance(block, Table)]
    [page] = rendered(Document("报告", (table,)), office, tmp_path)
    assert any("部分做到" in line for line in page.lines)
    assert any("不沾不良风气、消极现象" in line for line in page.lines)


def signature_page(pages: list[Page], name: str) -> list[str]:
    """The lines above the signature, on the page on which the branch signs."""
    for page in reversed(pages):
        lines = page.lines
        places = [number for number, line in enumerate(lines) if line == name]
        if places and re.fullmatch(r"\d{4}年\d{1,2}月\d{1,2}日", "".join(lines[places[-1] + 1 :][:1])):
            return lines[: places[-1]]
    raise AssertionError("nobody signed")


def a_title(random: Random) -> str:
    """A problem in words: mostly short, now and then as long as a field holds."""
    length = random.choice([8, 15, 25, 40, 60, 90, 300])
    return "".join(random.choice("会议通知地点写错更正后重新印发核对环节缺位") for _ in range(length))


@pytest.mark.parametrize("seed", range(16))
def test_no_page_holds_the_signature_alone_and_the_first_is_not_left_half_blank(
    seed: int,
    office: Path,
    tmp_path: Path,
) -> None:
    random = Random(seed)
    report = a_full_report(0)
    listed = tuple(replace(problem(n % 24), title=a_title(random)) for n in range(random.randrange(0, 25)))
    report = replace(report, problems=listed, balance=Balance(listed=len(listed), after=len(listed)))
    pages = rendered(document(report), office, tmp_path)
    assert len(pages[0].lines) >= 18  # of 22, of which two are the title and one is empty
    lines = signature_page(pages, report.branch)
    closing = lines.index("特此报告。")
    assert closing >= 0, "the room for the branch's own words and the closing stand above the signature"
    own = pages[: max(place for place, page in enumerate(pages) if "特此报告。" in page.lines)]
    has_long = any(len(one.title) > 90 for one in listed)  # a paragraph of half a page is not taken along
    assert min((len(page.lines) for page in own), default=22) >= (1 if has_long else 8), "no page is left half empty"


@pytest.mark.parametrize("seed", range(12))
def test_a_sheet_for_one_person_is_signed_beneath_rows_of_its_table(
    seed: int,
    office: Path,
    tmp_path: Path,
) -> None:
    random = Random(seed)
    mine = [replace(problem(n), title=a_title(random)) for n in range(random.choice([1, 2, 5, 12, 20]))]
    mine += [replace(problem(20), title="会议通知" * 75)] if seed % 3 == 0 else []
    branch = "省人大机关第一党支部"
    made: Document = order(branch, Owner(name="赵建国"), mine, TODAY, PUBLISHED)
    pages = rendered(made, office, tmp_path)
    assert len(pages[0].lines) >= 12
    lines = signature_page(pages, branch)
    [head, foot] = [next(n for n, line in enumerate(lines) if word in line) for word in ("序号", "责任人（签名）")]
    assert foot - head > 1, f"signed beneath no row: {lines}"
    assert not [word for page in pages for word in page.words if word.text == "日" and not follows_a_month(word, page)]


def follows_a_month(word: Word, page: Page) -> bool:
    """Whether 月 stands before it on its line: no day is torn apart."""
    return any("月" in one.text and abs(one.top - word.top) < 3 and one.left < word.left for one in page.words)


def test_a_table_with_problems_as_long_as_can_be_begins_beneath_its_title(office: Path, tmp_path: Path) -> None:
    report = replace(a_full_report(0), problems=tuple(replace(problem(n), title="会议通知" * 75) for n in range(3)))
    for name, one in documents(report):
        if "问题" in name:
            assert len(rendered(one, office, tmp_path)[0].lines) >= 20, name
