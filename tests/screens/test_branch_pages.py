"""The secretary's further pages: the year, filters, submissions as they came, reminding, paper, several at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from screens.branch.merging import MergePage
from screens.branch.reading import RemindDialog
from screens.branch.seen import MEMBERS
from screens.kit.choose import ChooseDialog
from screens.kit.form import AskDialog, FormDialog
from screens.kit.page import PageDialog
from screens.kit.rows import Rows
from storage.branch_notes import Paper, Return
from storage.facts import MatterFact
from storage.problems import Act, Status
from storage.proposals import proposals
from storage.records import MatterKind
from storage.standings import Standing
from storage.submission import read, write
from tests.screens.driving import app_on, screen_text, until, until_shown
from tests.screens.sending import PROBLEM, submission
from tests.screens.test_branch import NOVEMBER, SIZE, back, dialog_open, enter_room, fill, ledger, secretary


def several(tmp_path: Path) -> Path:
    """A secretary's home with a problem of each of three members taken in."""
    home, folder = secretary(tmp_path), tmp_path / "three"
    folder.mkdir()
    for number in ("001", "002", "003"):
        matter = PROBLEM.model_copy(update={"uid": f"m{number}", "title": f"{number}号的问题"})
        (folder / f"{number}.txt").write_bytes(submission(number, matter))
    books = ledger(home)
    books.take_in(books.look([folder], NOVEMBER))
    return home


def statuses(home: Path) -> list[Status]:
    return [one.status for one in ledger(home).list.standing()]


async def to_problems(pilot: Pilot[None]) -> None:
    await enter_room(pilot)
    await pilot.press("tab")
    await until_shown(pilot, "001号的问题")


async def tick(pilot: Pilot[None], count: int) -> None:
    for number in range(1, count + 1):
        await pilot.press("space")
        await until(pilot, lambda number=number: screen_text(pilot).count("[x]") == number)  # type: ignore[misc]


@pytest.mark.slow
async def test_the_year_shows_every_month_and_opens_what_was_sent_for_the_one_looked_at(tmp_path: Path) -> None:
    home = secretary(tmp_path, taken=True)
    async with app_on(home).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await until_shown(pilot, "王五")
        await pilot.press("tab", "tab")
        await until_shown(pilot, "12月")
        lines = screen_text(pilot).splitlines()
        row = next(line for line in lines if "003 王五" in line)
        assert row.split() == ["003", "王五", *["--"] * 10, "未报", "--"]
        assert next(line for line in lines if line.strip().startswith("应报 ")).split()[11] == "4"
        await pilot.press("home", "enter")
        await dialog_open(pilot, PageDialog)
        await until_shown(pilot, "张三_2026年11月.txt")
        await pilot.press("escape")
        await back(pilot)
        await pilot.press("left")
        await until_shown(pilot, "张三 2026年10月 这个月没有收取材料")


@pytest.mark.slow
async def test_only_one_standing_or_group_is_shown_and_said(tmp_path: Path) -> None:
    home = secretary(tmp_path, taken=True)
    async with app_on(home).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await until_shown(pilot, "张三")
        await pilot.press("9")
        await dialog_open(pilot, ChooseDialog)
        await until_shown(pilot, "已报 2")
        await pilot.press("down", "enter")
        await back(pilot)
        await until_shown(pilot, "只看：已报")
        assert "王五" not in screen_text(pilot)
        await pilot.press("9")
        await dialog_open(pilot, ChooseDialog)
        await pilot.press("enter")
        await back(pilot)
        await until_shown(pilot, "王五")


@pytest.mark.slow
async def test_a_submission_is_read_as_it_came_with_its_check_code(tmp_path: Path) -> None:
    home, file = secretary(tmp_path), tmp_path / "王五.txt"
    file.write_bytes(write(read(submission("003")), "对照检查\n\n本人附言：[b]请处里协调[/b]。"))
    books = ledger(home)
    books.take_in(books.look([file], NOVEMBER))
    async with app_on(home).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await until_shown(pilot, "王五")
        await pilot.press("end", "enter")
        await dialog_open(pilot, PageDialog)
        await until_shown(pilot, "本人附言：[b]请处里协调[/b]。")
        await until_shown(pilot, file.read_text("utf-8").splitlines()[-1].removeprefix("sha256:")[:12])


@pytest.mark.slow
async def test_reminding_shows_the_names_and_is_noted(tmp_path: Path) -> None:
    home = secretary(tmp_path, taken=True)
    async with app_on(home).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await until_shown(pilot, "5 催报")
        await pilot.press("5")
        await dialog_open(pilot, RemindDialog)
        await until_shown(pilot, "第一党小组：王五、赵六")
        await pilot.press("enter")
        await back(pilot)
        await until_shown(pilot, "11月23日催报")
        assert [one.person for one in ledger(home).noted(NOVEMBER).reminders] == ["3", "4"]


@pytest.mark.slow
async def test_what_came_on_paper_is_entered_marked_and_taken_out_again(tmp_path: Path) -> None:
    home = secretary(tmp_path, taken=True)

    def standing() -> Standing:
        return ledger(home).standings(NOVEMBER)[2].standing

    async with app_on(home).run_test(size=SIZE) as pilot:
        screen = await enter_room(pilot)
        await until(pilot, lambda: screen.list.highlighted_id == "3")
        await pilot.press("4")
        await dialog_open(pilot, ChooseDialog)
        await pilot.press("down", "down", "down", "enter")
        await fill(pilot, answered_days="21", due_days="20", group_minutes="2", problem_1="材料晚交半天")
        await pilot.press("ctrl+s")
        await until_shown(pilot, "不能多于应自查")
        await fill(pilot, answered_days="18")
        await pilot.press("ctrl+s")
        await back(pilot)
        await until(pilot, lambda: standing() is Standing.PAPER)
        await until_shown(pilot, "已报3  请假0  未报1")
        await until_shown(pilot, "待列入2")
        screen.list.select("3")
        await pilot.press("4")
        await dialog_open(pilot, ChooseDialog)
        await pilot.press("end", "enter")
        await until_shown(pilot, "材料晚交半天")
        await pilot.press("escape")
        await back(pilot)
        assert standing() is Standing.PAPER, "what was entered is not gone by a slip"
        await pilot.press("4")
        await dialog_open(pilot, ChooseDialog)
        await pilot.press("end", "enter")
        await until_shown(pilot, "删除王五的纸质代录？")
        await pilot.press("enter")
        await until(pilot, lambda: standing() is Standing.MISSING)


@pytest.mark.slow
@pytest.mark.parametrize("page", [1, 2])
async def test_files_are_taken_in_from_whichever_page_the_room_was_left_on(page: int, tmp_path: Path) -> None:
    home = secretary(tmp_path, taken=True)
    async with app_on(home).run_test(size=SIZE) as pilot:
        screen = await enter_room(pilot)
        await pilot.press(*["tab"] * page)
        await until(pilot, lambda: screen.page != MEMBERS)
        await pilot.press("2")
        await dialog_open(pilot, FormDialog)
        assert screen.page == MEMBERS
        await pilot.press("escape")
        await back(pilot)
        await until_shown(pilot, "2 收取")


@pytest.mark.slow
async def test_what_was_typed_for_one_problem_is_not_offered_for_several_and_waits_for_it(tmp_path: Path) -> None:
    home = several(tmp_path)
    async with app_on(home).run_test(size=SIZE) as pilot:
        await to_problems(pilot)
        await pilot.press("5")
        await fill(pilot, reason="只定了这一条")
        await pilot.press("escape")
        await back(pilot)
        await pilot.press("8")
        await dialog_open(pilot, FormDialog)
        assert pilot.app.screen.query_one("#field-reason", Input).value == ""
        await pilot.press("escape")
        await back(pilot)
        await pilot.press("5")
        await until_shown(pilot, "只定了这一条")


@pytest.mark.slow
async def test_several_are_listed_then_closed_in_one_act_each(tmp_path: Path) -> None:
    home = several(tmp_path)
    async with app_on(home).run_test(size=SIZE) as pilot:
        await to_problems(pilot)
        await tick(pilot, 2)
        await pilot.press("5")
        await fill(pilot, reason="经11月20日支委会研究")
        await pilot.press("ctrl+s")
        await back(pilot)
        await until(pilot, lambda: statuses(home) == [Status.OPEN, Status.OPEN])
        await until_shown(pilot, "待列入1")
        await pilot.press("end")
        await tick(pilot, 1)
        await pilot.press("up")
        await tick_more(pilot, 2)
        await pilot.press("5")
        await fill(pilot, done_day="11-23", by="王五", struck_day="11-23", reason="经11月23日支委会研究")
        await pilot.press("ctrl+s")
        await back(pilot)
        await until(pilot, lambda: statuses(home) == [Status.STRUCK, Status.STRUCK])
        assert {one.history[-1].reason for one in ledger(home).list.standing()} == {"经11月23日支委会研究"}


@pytest.mark.slow
async def test_all_is_listed_with_a_due_day_asked_for_what_has_none_and_without_what_was_returned(
    tmp_path: Path,
) -> None:
    home = several(tmp_path)
    books = ledger(home)
    undated = MatterFact(uid="m9", kind=MatterKind.SHORTFALL, title="材料晚交半天", given_day=date(2026, 11, 9))
    books.enter_paper(Paper(person="4", day=date(2026, 11, 23), problems=(undated,)), NOVEMBER)
    first = books.standings(NOVEMBER)[0]
    assert first.received is not None
    books.send_back(
        Return(person="1", sha256=first.received.sha256, day=date(2026, 11, 23), comment="请补充"), NOVEMBER
    )
    async with app_on(home).run_test(size=SIZE) as pilot:
        await to_problems(pilot)
        await until_shown(pilot, "已退回")
        await pilot.press("8")
        await until_shown(pilot, "1条没有时限")
        await until_shown(pilot, "来源材料已退回的1条未列入")
        await fill(pilot, due_day="12-31")
        await pilot.press("ctrl+s")
        await back(pilot)
        await until_shown(pilot, "已退回1")
        assert "待列入" not in str(pilot.app.screen.query_one("#head", Static).render())
    dues = {one.title: one.due_day for one in ledger(home).list.standing()}
    assert dues.pop("材料晚交半天") == date(2026, 12, 31)
    assert set(dues.values()) == {date(2026, 11, 20)}


async def tick_more(pilot: Pilot[None], there: int) -> None:
    await pilot.press("space")
    await until(pilot, lambda: screen_text(pilot).count("[x]") == there)


@pytest.mark.slow
async def test_what_is_proposed_is_merged_beside_a_listed_one_and_3_takes_it_back(tmp_path: Path) -> None:
    home = several(tmp_path)
    books = ledger(home)
    books.list.accept(proposals(books.sent(), books.items(), books.list.declined())[2:])
    async with app_on(home).run_test(size=SIZE) as pilot:
        await to_problems(pilot)
        await pilot.press("7")
        await dialog_open(pilot, ChooseDialog)
        await pilot.press("enter")
        await dialog_open(pilot, MergePage)
        await until_shown(pilot, "003号的问题")
        beside = [str(one.content) for one in pilot.app.screen.query("#beside Static").results(Static)]
        assert ["001号的问题" in beside[0], "003号的问题" in beside[1]] == [True, True]
        await pilot.press("enter")
        await back(pilot)
        await until(pilot, lambda: sorted(statuses(home)) == [Status.MERGED, Status.OPEN])
        await until_shown(pilot, "按 3 撤销")
        await pilot.press("3")
        await dialog_open(pilot, AskDialog)
        await pilot.press("enter")
        await back(pilot)
        await until(pilot, lambda: statuses(home) == [Status.OPEN, Status.OPEN])


@pytest.mark.slow
async def test_what_was_merged_into_a_problem_is_taken_out_of_it_whatever_was_done_since(
    tmp_path: Path,
) -> None:
    home = several(tmp_path)
    books = ledger(home)
    first, second, *_others = books.list.accept(proposals(books.sent(), books.items(), books.list.declined()))
    books.list.act([second.uid], books.list.event(Act.MERGE, other=first.uid))
    books.list.act([first.uid], books.list.event(Act.PROGRESS, text="已换模板"))
    async with app_on(home).run_test(size=SIZE) as pilot:
        await to_problems(pilot)
        await until(pilot, lambda: pilot.app.screen.query_one("#list", Rows).highlighted_id is not None)
        pilot.app.screen.query_one("#list", Rows).select(first.uid)
        await pilot.press("7")
        await dialog_open(pilot, ChooseDialog)
        await pilot.press("end", "enter")
        await back(pilot)
        await until(pilot, lambda: Status.MERGED not in statuses(home))


@pytest.mark.slow
async def test_proposed_and_listed_do_not_go_on_together(tmp_path: Path) -> None:
    home = several(tmp_path)
    books = ledger(home)
    books.list.accept(proposals(books.sent(), books.items(), books.list.declined())[2:])
    async with app_on(home).run_test(size=SIZE) as pilot:
        screen = await enter_room(pilot)
        await pilot.press("tab")
        await until_shown(pilot, "003号的问题")
        await tick(pilot, 1)
        await pilot.press("end")
        await tick_more(pilot, 2)
        await pilot.press("5")
        await until_shown(pilot, "不能一起办")
        assert pilot.app.screen is screen
        assert not isinstance(pilot.app.screen, FormDialog)


@pytest.mark.slow
@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_what_is_due_soon_stands_out_beside_what_is_overdue(tmp_path: Path, size: tuple[int, int]) -> None:
    home = several(tmp_path)
    books = ledger(home)
    items = books.list.accept(proposals(books.sent(), books.items(), books.list.declined()))
    extended = books.list.event(Act.EXTEND, due_day=date(2026, 12, 20), reason="等外单位")
    books.list.act([items[0].uid], extended)
    async with app_on(home).run_test(size=size) as pilot:
        await to_problems(pilot)
        await until_shown(pilot, "超期2  30日内到期1")
        await until_shown(pilot, "临期")
