"""The way of a problem to its end on the screen, and what stands beside the branch's lists."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from content.calendar import PUBLISHED
from content.period import Period
from content.words import use
from desk.branch_list import urgency
from desk.branch_year import Year, YearLine
from reports.terms import standing_short, standing_words
from screens.branch.closing import next_words
from screens.branch.details import details_of
from screens.branch.filtering import states
from screens.branch.lines import member_page, problem_page
from screens.branch.merging import MergePage
from screens.branch.seen import MEMBERS, PROBLEMS, YEAR, Only, Seen, ended, shown_problems
from screens.kit.choose import ChooseDialog
from screens.kit.form import AskDialog, FormDialog
from storage.branch_notes import Choice, Refused
from storage.problems import Owner, Problem, Status
from storage.proposals import Flags
from storage.records import MatterKind
from storage.roster import Member
from storage.standings import MemberStanding, Standing
from tests.screens.driving import MONDAY, app_on, screen_text, until, until_shown
from tests.screens.sending import PROBLEM, inbox, submission
from tests.screens.test_branch import SIZE, back, dialog_open, enter_room, fill, ledger, list_the_problem, secretary

NOVEMBER, TODAY = Period.parse("2026-11"), date(2026, 11, 23)


def problem(status: Status = Status.OPEN, owner: str = "3") -> Problem:
    return Problem(
        uid="p1", title="会议通知晚发半天", kind=MatterKind.SHORTFALL, category="", cause="", measure="专人核对",
        owner=Owner(name="王五", person=owner), given_day=TODAY, listed_day=TODAY, due_day=date(2026, 11, 20),
        remark="", sources=(), status=status,
    )  # fmt: skip


def beside(seen: Seen, page: str, name: str) -> list[str]:
    """What stands beside the list, with one blank between the words."""
    content = details_of(seen, page, NOVEMBER, name, 36, TODAY, PUBLISHED)
    return [" ".join(line.split()) for line in content.plain.splitlines()]


@pytest.mark.parametrize("page", [MEMBERS, YEAR])
def test_beside_the_list_a_member_stands_as_in_it(page: str) -> None:
    """Before anything is due nobody is missing; later who is stands there with the day that is not over."""
    use("zh")
    member = MemberStanding(Member(member_no="3", name="王五"), Standing.MISSING)
    for is_early, words in ((True, "未到期"), (False, "未报")):
        seen = Seen(members=(member,), is_early=is_early)
        assert words in member_page(seen.members, TODAY, is_early=is_early)[1][0].cells[3].text
        assert f"状态 {words}" in beside(seen, page, "3")
        [state] = [one for one in beside(replace(seen, open_until=date(2026, 11, 30)), page, "3") if "状态" in one]
        assert state == f"状态 {words} 截止11月30日"
    sent = replace(member, standing=Standing.PAPER)
    assert "截止" not in "".join(beside(Seen(members=(sent,), open_until=date(2026, 11, 30)), page, "3"))


def keys(pilot: Pilot[None]) -> str:
    return screen_text(pilot).splitlines()[-1]


@pytest.mark.slow
async def test_a_problem_is_done_verified_and_struck_off_in_one_form_with_one_name_written(tmp_path: Path) -> None:
    home = secretary(tmp_path, taken=True)
    async with app_on(home).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await list_the_problem(pilot)
        await until(pilot, lambda: "5 完成" in keys(pilot))
        await pilot.press("5")
        await dialog_open(pilot, FormDialog)
        await until(pilot, lambda: pilot.app.screen.focused is not None)
        await pilot.press("enter", *"003", "ctrl+s")
        await back(pilot)
        await until(pilot, lambda: ledger(home).list.standing()[0].status is Status.STRUCK)
        struck = ledger(home).list.standing()[0]
        assert (struck.verified_by, struck.verified_day, struck.struck_day) == ("王五", TODAY, TODAY)


@pytest.mark.slow
async def test_the_cursor_goes_with_what_was_listed_so_that_the_same_key_goes_on_with_it(tmp_path: Path) -> None:
    home = secretary(tmp_path)
    more = [PROBLEM.model_copy(update={"uid": f"m{n}", "title": f"另一件{n}"}) for n in (2, 3)]
    (inbox(tmp_path) / "张三_2026年11月.txt").write_bytes(submission("001", PROBLEM, *more))
    ledger(home).take_in(ledger(home).look([tmp_path / "报送"], NOVEMBER))
    async with app_on(home).run_test(size=SIZE) as pilot:
        room = await enter_room(pilot)
        await pilot.press("tab")
        await until_shown(pilot, "待列入")
        room.list.select(next(one.id for one in room.seen.proposals if one.word.matter.uid == "m2"))
        await pilot.press("5", "ctrl+s")
        await back(pilot)
        await until(pilot, lambda: "5 完成" in keys(pilot))
        [item] = ledger(home).items()
        assert (room.list.highlighted_id, item.title) == (item.uid, "另一件2")

        proposal = next(one for one in room.seen.proposals if one.word.matter.uid == "m3")
        room.list.select(proposal.id)
        await until(pilot, lambda: "5 列入" in keys(pilot))
        await pilot.press("7", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, MergePage))
        await pilot.press("enter")
        await back(pilot)
        await until(pilot, lambda: room.list.highlighted_id == item.uid)


@pytest.mark.slow
async def test_nobody_verifies_by_number_what_is_theirs_and_a_name_off_the_roster_is_agreed_to(tmp_path: Path) -> None:
    home = secretary(tmp_path, taken=True)
    async with app_on(home).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await list_the_problem(pilot)
        await pilot.press("5")
        for own in ("001", "张三同志"):
            await fill(pilot, by=own)
            await pilot.press("ctrl+s")
            await until_shown(pilot, "责任人不能验收自己的问题")
        await fill(pilot, by="路人甲")
        await pilot.press("ctrl+s")
        await dialog_open(pilot, AskDialog)
        await until_shown(pilot, "名册上没有路人甲")
        assert ledger(home).list.standing()[0].status is Status.OPEN
        await pilot.press("enter")
        await back(pilot)
        assert ledger(home).list.standing()[0].verified_by == "路人甲"


def test_what_has_come_to_its_end_since_the_last_look_loses_its_tick_and_what_goes_on_keeps_it() -> None:
    before = Seen(problems=(problem(Status.VERIFIED), replace(problem(), uid="p2"), replace(problem(), uid="p3")))
    now = Seen(problems=(problem(Status.STRUCK), replace(problem(Status.DONE), uid="p2"), replace(problem(), uid="p3")))
    assert ended(before, now) == {"p1"}
    assert ended(now, now) == set(), "what was struck off before can be ticked to be listed again"


def test_the_list_to_work_from_has_the_overdue_first_then_by_day_and_the_struck_off_last() -> None:
    days = {"none": None, "late": date(2026, 11, 2), "later": date(2026, 12, 8), "soon": date(2026, 11, 30)}
    found = [replace(problem(), uid=name, due_day=day) for name, day in days.items()]
    found.append(replace(problem(Status.STRUCK), uid="struck", due_day=date(2026, 10, 1)))
    assert [one.uid for one in sorted(found, key=lambda one: urgency(one, TODAY))] == [
        "late", "soon", "later", "none", "struck",
    ]  # fmt: skip


def test_of_what_is_due_on_one_day_that_of_one_person_stands_together() -> None:
    whose = {"a": "王五", "b": "张三", "c": "王五"}
    found = [replace(problem(), uid=uid, owner=Owner(name=name)) for uid, name in whose.items()]
    assert [one.owner.name for one in sorted(found, key=lambda one: urgency(one, TODAY))] == ["张三", "王五", "王五"]


def test_what_is_to_be_looked_at_says_that_it_is_overdue_too_and_can_be_shown_alone() -> None:
    calm = replace(problem(), uid="calm", due_day=date(2027, 3, 1))
    early = replace(calm, uid="early")
    seen = Seen(
        problems=(problem(), calm, early),
        flags={"p1": Flags(says_settled=True), "early": Flags(owner_left=True), "calm": Flags()},
    )
    _heads, rows = problem_page(seen.problems, [], seen.flags, (), TODAY, PUBLISHED, 80)
    assert [row.cells[-1].text for row in rows] == ["超期，核看", "整改中", "需核看"]
    offered = {words: (name, count) for name, words, count in states(seen, PROBLEMS, 11, TODAY)}
    assert offered["超期"][1] == 1
    name, count = offered["需核看"]
    assert (count, [one.uid for one in shown_problems(seen, Only(name), TODAY)]) == (2, ["p1", "early"])


def test_a_word_in_the_year_is_the_beginning_of_the_word_elsewhere() -> None:
    for standing in Standing:
        assert standing_words(standing).startswith(standing_short(standing)), standing


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (MemberStanding(Member(member_no="3", name="郭亮"), Standing.WRONG_PERIOD,
                        refused=(Refused(person="3", why="wrong_period", file_name="郭亮.txt", day=TODAY),)),
         "郭亮.txt"),
        (MemberStanding(Member(member_no="4", name="高飞", left_day=date(2026, 11, 16)), Standing.NOT_DUE),
         "2026-11-16转出"),
    ],
)  # fmt: skip
def test_why_somebody_is_missing_stands_in_the_line(one: MemberStanding, why: str) -> None:
    _heads, [row] = member_page([one], TODAY)
    assert row.cells[-1].text == why


async def test_at_80_columns_why_a_file_counts_for_nothing_has_room(tmp_path: Path) -> None:
    home = secretary(tmp_path, taken=True)
    files = {"1": "张三_2026年11月_第2版.txt", "3": "王五_2026年11月.txt", "4": "赵六.docx"}
    ledger(home).keep_back(
        [
            Refused(person="1", why="damaged", detail="last_line", file_name=files["1"], day=TODAY),
            Refused(person="3", why="damaged", detail="checksum", file_name=files["3"], day=TODAY),
            Refused(person="4", why="foreign", detail="office", file_name=files["4"], day=TODAY),
        ],
        NOVEMBER,
    )
    async with app_on(home).run_test(size=(80, 24)) as pilot:
        await enter_room(pilot)
        await until_shown(pilot, "材料被改动过，请重报")
        await until_shown(pilot, "交来的是Word文件")
        await until_shown(pilot, "第2版不完整")


@pytest.mark.slow
async def test_a_number_hands_over_to_the_person(tmp_path: Path) -> None:
    home = secretary(tmp_path, taken=True)
    async with app_on(home).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await list_the_problem(pilot)
        await pilot.press("7")
        await dialog_open(pilot, ChooseDialog)
        await pilot.press("down", "down", "down", "enter")
        await until_shown(pilot, "现为张三")
        await pilot.press(*"003")
        await pilot.press("ctrl+s")
        await back(pilot)
        assert ledger(home).list.standing()[0].owner == Owner(name="王五", person="3")


@pytest.mark.slow
async def test_the_day_of_striking_off_can_be_cleared_and_the_key_says_what_comes_next(tmp_path: Path) -> None:
    home = secretary(tmp_path, taken=True)
    async with app_on(home).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await list_the_problem(pilot)
        await pilot.press("5")
        await dialog_open(pilot, FormDialog)
        await pilot.press("ctrl+s")
        await back(pilot)
        await until(pilot, lambda: "5 验收" in keys(pilot))
        await pilot.press("5")
        await fill(pilot, by="李四")
        await until(pilot, lambda: "销号日期      2026-11-23" in screen_text(pilot))
        await fill(pilot, struck_day="")
        await pilot.press("ctrl+s")
        await back(pilot)
        await until(pilot, lambda: "5 销号" in keys(pilot))
        assert ledger(home).list.standing()[0].status is Status.VERIFIED


def test_the_next_step_is_named_where_all_chosen_can_take_it() -> None:
    assert next_words([problem(), problem()], []) == "完成"
    assert next_words([problem(Status.STRUCK), problem(Status.REMOVED)], []) == "重新列入"
    assert next_words([problem(), problem(Status.DONE)], []) == ""


@pytest.mark.parametrize("page", [MEMBERS, YEAR])
def test_beside_a_member_stand_problems_in_the_account_and_the_months_that_were_not_simply_received(page: str) -> None:
    member = Member(member_no="003", name="王五")
    away = MemberStanding(member, Standing.LEAVE, choice=Choice(person="3", standing="leave", words="休假", at=MONDAY))
    months = (
        away,
        MemberStanding(member, Standing.RECEIVED),
        *[None] * 8,
        MemberStanding(member, Standing.MISSING),
        None,
    )
    seen = Seen(
        members=(MemberStanding(member, Standing.MISSING),),
        problems=(problem(), problem(Status.STRUCK), problem(owner="4")),
        year=Year(2026, (YearLine(member, "3", months),), (None,) * 12),
    )
    lines = beside(seen, page, "3")
    assert lines[0] == ("王五 2026年11月" if page == YEAR else "王五")
    assert lines[2:] == ["编号 003", "状态 未报", "在账问题 会议通知晚发半天 超期", "全年 2026年1月 请假 休假"]


def test_beside_a_problem_stands_the_problem_first_and_that_it_is_overdue() -> None:
    lines = beside(Seen(problems=(problem(),)), PROBLEMS, "p1")
    assert lines[:3] == ["会议通知晚发半天", "", "状态 整改中 超期"]
    assert lines.index("责任人 王五") < lines.index("措施 专人核对") < lines.index("时限 2026年11月20日")


@pytest.mark.slow
@pytest.mark.parametrize(("size", "beneath"), [((100, 30), True), ((100, 24), False), ((120, 24), False)])
async def test_the_list_of_problems_has_its_details_beneath_where_there_are_lines_for_it(
    tmp_path: Path, size: tuple[int, int], beneath: bool
) -> None:
    home = secretary(tmp_path, taken=True)
    async with app_on(home).run_test(size=size) as pilot:
        await enter_room(pilot)
        await list_the_problem(pilot)
        if size[0] >= 120 or beneath:
            await until_shown(pilot, "当天发文，专人核对")
            rows = [line for line in screen_text(pilot).splitlines() if re.search("责任人 +张三", line)]
            assert len(rows) == 1
            assert rows[0].startswith("  责任人") == beneath
        else:
            assert "当天发文，专人核对" not in screen_text(pilot)


@pytest.mark.parametrize("taken", [False, True], ids=["new", "taken in before"])
@pytest.mark.slow
async def test_files_of_another_month_are_not_taken_in_and_examples_are_of_the_month_looked_at(
    tmp_path: Path, *, taken: bool
) -> None:
    home, folder = secretary(tmp_path, taken=taken), tmp_path / "october"
    folder.mkdir()
    (folder / "1.txt").write_bytes(submission("001", period="2026-10"))
    if taken:
        ledger(home).take_in(ledger(home).look([folder], Period.parse("2026-10")))
    before = ledger(home).batches()
    async with app_on(home).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await pilot.press("2")
        await fill(pilot, folder=str(folder))
        await pilot.press("ctrl+s")
        await until_shown(pilot, "这个文件夹里的都是2026年10月的文件，没有收取。")
        await pilot.press("escape")
        await back(pilot)
        assert ledger(home).batches() == before
        await pilot.press("left")
        await until_shown(pilot, "2026年10月")
        await pilot.press("4")
        await dialog_open(pilot, ChooseDialog)
        await pilot.press("enter")
        await until_shown(pilot, "病假，10月1日至10月31日")
