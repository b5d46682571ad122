from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from content.period import Period
from content.words import use
from screens.branch.screen import BranchScreen
from screens.kit.choose import ChooseDialog
from screens.kit.form import AskDialog, FormDialog
from screens.kit.page import PageDialog
from screens.kit.review import ReviewDialog
from screens.kit.tell import TellDialog
from storage.branch import BranchLedger
from storage.journal import Journal
from storage.problems import Act, Status
from storage.proposals import proposals
from storage.records import Profile
from storage.roster import read_roster
from storage.settings import change_setting
from storage.submission import fingerprint
from tests.moments import local
from tests.screens.driving import MONDAY, app_on, screen_text, settle, until, until_shown
from tests.screens.sending import PROBLEM, inbox, roster_file, submission

SIZE = (80, 24)
NOVEMBER, OCTOBER = Period.parse("2026-11"), Period.parse("2026-10")


def ledger(home: Path) -> BranchLedger:
    """What the ledger on the disk says."""
    return BranchLedger.open(home, clock=lambda: MONDAY)


def secretary(tmp_path: Path, *, roster: bool = True, taken: bool = False) -> Path:
    """The secretary's records, with a roster and the inbox taken in."""
    home = tmp_path / "home"
    Journal.open(home).save_profile(Profile(name="王书记", branch="第一党支部", is_secretary=True))
    if roster:
        ledger(home).save_roster(read_roster(roster_file(tmp_path)).members, branch="第一党支部")
    if taken:
        ledger(home).take_in(ledger(home).look([inbox(tmp_path)], NOVEMBER))
    return home


async def enter_room(pilot: Pilot[None]) -> BranchScreen:
    await pilot.press("f8")
    await until(pilot, lambda: isinstance(pilot.app.screen, BranchScreen))
    screen = pilot.app.screen
    assert isinstance(screen, BranchScreen)
    await until(pilot, lambda: screen.list.option_count > 0)
    await settle(pilot)
    return screen


async def dialog_open(pilot: Pilot[None], kind: type[object]) -> None:
    await until(pilot, lambda: type(pilot.app.screen) is kind and pilot.app.screen.is_mounted)


async def choose_to_read(pilot: Pilot[None]) -> None:
    """Say that a roster is to be read: the first of what the roster's key offers."""
    await pilot.press("1")
    await dialog_open(pilot, ChooseDialog)
    await pilot.press("enter")


async def back(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, BranchScreen))
    await settle(pilot)  # what was saved is shown


async def fill(pilot: Pilot[None], **values: str) -> None:
    """Paste into named fields of the form, in place of what stands there."""
    await dialog_open(pilot, FormDialog)
    await until(pilot, lambda: pilot.app.screen.focused is not None)
    for name, text in values.items():
        field = pilot.app.screen.query_one(f"#field-{name}", Input)
        field.focus()
        field.value = ""
        field.post_message(events.Paste(text))
        await until(pilot, lambda field=field, text=text: field.value == text)  # type: ignore[misc]


async def say_when_they_left(pilot: Pilot[None]) -> None:
    """Answer on which day those left who are not in the table any more; a day to come is none."""
    await dialog_open(pilot, FormDialog)
    await until_shown(pilot, "没有转出日期")
    await fill(pilot, left_day="+1")
    await pilot.press("ctrl+s")
    await until_shown(pilot, "还没有到")
    await fill(pilot, left_day="2026-11-10")
    await pilot.press("ctrl+s")
    await back(pilot)


async def test_without_a_roster_one_line_says_what_to_do(tmp_path: Path) -> None:
    async with app_on(secretary(tmp_path, roster=False)).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await until_shown(pilot, "还没有人员名册。按 1")
        assert "收取" not in screen_text(pilot).splitlines()[-1]


@pytest.mark.slow
async def test_a_roster_is_shown_and_saved_only_then(tmp_path: Path) -> None:
    home = secretary(tmp_path, roster=False)
    path = roster_file(tmp_path)
    path.write_text(path.read_text("gb18030") + "\n合计,4人,,\n", encoding="gb18030")
    async with app_on(home).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        await choose_to_read(pilot)
        await fill(pilot, file=f'"{path}"')
        await pilot.press("ctrl+s")
        await dialog_open(pilot, ReviewDialog)
        await until_shown(pilot, "读到4人")
        for words in ("A列【编号】为编号", "第6行不是人员，没有读入：合计 4人"):
            assert words in screen_text(pilot)
        assert not ledger(home).roster()
        await pilot.press("enter")
        await back(pilot)
        await until(pilot, lambda: len(ledger(home).roster()) == 4)
        assert ledger(home).branch_name() == "第一党支部"
        await until_shown(pilot, "应报4  请假0  未到期4")
        await pilot.press("1")
        await dialog_open(pilot, ChooseDialog)
        await pilot.press("end", "enter")  # back to none, as before
        await dialog_open(pilot, ReviewDialog)
        await pilot.press("enter")
        await back(pilot)
        await until_shown(pilot, "已恢复改动之前的名册")
        await until_shown(pilot, "还没有人员名册。按 1")
        assert not ledger(home).roster()


@pytest.mark.slow
async def test_a_number_twice_stops_with_its_row(tmp_path: Path) -> None:
    home = secretary(tmp_path)
    path = tmp_path / "new.csv"
    path.write_text("编号,姓名\n001,张三\n1,孙七\n", encoding="utf-8")
    async with app_on(home).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        await choose_to_read(pilot)
        await fill(pilot, file=str(path))
        await pilot.press("ctrl+s")
        await dialog_open(pilot, TellDialog)
        await until_shown(pilot, "第3行：编号1与第2行重复")
        await pilot.press("enter")
        await back(pilot)
        assert len(ledger(home).roster()) == 4


@pytest.mark.slow
async def test_a_new_roster_is_shown_against_the_old_one_others_are_asked_about_and_it_can_be_undone(
    tmp_path: Path,
) -> None:
    home = secretary(tmp_path)
    path = tmp_path / "new.csv"
    rows = [
        "001,张三,第一党支部",
        "002,李四四,第一党支部",
        "003,王五,第一党支部",
        "008,外人,第二党支部",
        "009,客人,第二党支部",
    ]
    path.write_text("\n".join(["编号,姓名,所在支部", *rows]), encoding="utf-8")
    async with app_on(home).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        await choose_to_read(pilot)
        await fill(pilot, file=str(path))
        await pilot.press("ctrl+s")
        await dialog_open(pilot, ReviewDialog)
        await until_shown(pilot, "原名册：002 李四")
        await pilot.press("enter")
        await until_shown(pilot, "008 外人 属于第二党支部")
        for words in ("减少：004 赵六", "减少：002 李四", "新增：002 李四四", "C列【所在支部】为支部"):
            assert words in screen_text(pilot)
        await pilot.press("1", "enter")
        await say_when_they_left(pilot)
        await until(pilot, lambda: [one.name for one in ledger(home).roster()] == ["张三", "李四四", "王五", "外人"])
        await pilot.press("1")
        await dialog_open(pilot, ChooseDialog)
        await pilot.press("end", "enter")
        await dialog_open(pilot, ReviewDialog)
        await until_shown(pilot, "新增：004 赵六")
        await pilot.press("enter")
        await back(pilot)
        await until(pilot, lambda: [one.name for one in ledger(home).roster()] == ["张三", "李四", "王五", "赵六"])


@pytest.mark.slow
@pytest.mark.parametrize("keys", [("1", "enter"), ("enter",)], ids=["one person", "two"])
async def test_it_is_asked_whether_who_has_the_number_of_somebody_gone_is_the_same_person(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    home = secretary(tmp_path)
    path = tmp_path / "new.csv"
    path.write_text("编号,姓名\n001,张三\n002,李思\n003,王五\n004,赵六\n", encoding="utf-8")
    async with app_on(home).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        await choose_to_read(pilot)
        await fill(pilot, file=str(path))
        await pilot.press("ctrl+s")
        await dialog_open(pilot, ReviewDialog)
        await until_shown(pilot, "原名册：002 李四、综合处；新名册：002 李思")
        await pilot.press(*keys)
        await until_shown(pilot, "保存这份名册")
        await until_shown(pilot, "002 李思，姓名由【李四】改为【李思】" if "1" in keys else "减少：002 李四")
        await pilot.press("enter")
        await (back(pilot) if "1" in keys else say_when_they_left(pilot))
        await until(pilot, lambda: ledger(home).roster()[1].name == "李思")
        assert [one.name for one in ledger(home).former()] == ([] if "1" in keys else ["李四"])


@pytest.mark.slow
async def test_people_without_numbers_are_numbered_once_agreed(tmp_path: Path) -> None:
    home = secretary(tmp_path)
    path = tmp_path / "new.csv"
    path.write_text("姓名\n李四\n孙七\n", encoding="utf-8")
    async with app_on(home).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        await choose_to_read(pilot)
        await fill(pilot, file=str(path))
        await pilot.press("ctrl+s")
        await dialog_open(pilot, AskDialog)
        await until_shown(pilot, "给这2人编号")
        await pilot.press("enter")
        await dialog_open(pilot, ReviewDialog)
        await until_shown(pilot, "新增：005 孙七")
        await pilot.press("enter")
        await say_when_they_left(pilot)
        await until(pilot, lambda: [one.member_no for one in ledger(home).roster()] == ["002", "005"])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("keys", "expected"),
    [((), ["001", "005"]), (("down",), ["001"]), (("down", "down"), ["001", "002", "003", "004"])],
    ids=["numbered", "left out", "stopped"],
)
async def test_it_is_asked_what_becomes_of_people_without_a_number(
    tmp_path: Path, keys: tuple[str, ...], expected: list[str]
) -> None:
    home = secretary(tmp_path)
    path = tmp_path / "new.csv"
    path.write_text("编号,姓名,转出日期\n001,张三,年底\n,孙七,\n", encoding="utf-8")
    async with app_on(home).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        await choose_to_read(pilot)
        await fill(pilot, file=str(path))
        await pilot.press("ctrl+s")
        await dialog_open(pilot, ChooseDialog)
        await until_shown(pilot, "1人没有编号：孙七")
        await pilot.press(*keys, "enter")
        if len(expected) < 3:
            await dialog_open(pilot, ReviewDialog)
            await until_shown(pilot, "年底不是日期")
            await pilot.press("enter")
            await until_shown(pilot, "保存这份名册")
            await pilot.press("enter")
            await say_when_they_left(pilot)
        await back(pilot)
        await until(pilot, lambda: [one.member_no for one in ledger(home).roster()] == expected)


@pytest.mark.slow
async def test_one_person_is_edited(tmp_path: Path) -> None:
    home = secretary(tmp_path)
    async with app_on(home).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        await pilot.press("1")
        await dialog_open(pilot, ChooseDialog)
        await until_shown(pilot, "修改 001 张三")
        await pilot.press("down", "down", "enter")
        await fill(pilot, post="处长", left_day="11-20")
        await pilot.press("ctrl+s")
        await back(pilot)
        await until(pilot, lambda: ledger(home).roster()[0].post == "处长")
        assert ledger(home).roster()[0].left_day == date(2026, 11, 20)
        assert ledger(home).roster()[0].party_group == "第一党小组"


@pytest.mark.slow
async def test_a_table_to_fill_in_is_saved(tmp_path: Path) -> None:
    home = secretary(tmp_path, roster=False)
    async with app_on(home).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        await pilot.press("1")
        await dialog_open(pilot, ChooseDialog)
        await pilot.press("down", "enter")
        await fill(pilot, folder=str(tmp_path))
        await pilot.press("ctrl+s")
        await dialog_open(pilot, TellDialog)
        assert [column.column for column in read_roster(tmp_path / "人员名册表样.xlsx").columns][:2] == [
            "member_no",
            "name",
        ]


@pytest.mark.slow
async def test_esc_leaves_the_roster_as_it_was(tmp_path: Path) -> None:
    home = secretary(tmp_path)
    other = tmp_path / "other.csv"
    other.write_text("编号,姓名\n1,甲\n", encoding="utf-8")
    async with app_on(home).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await choose_to_read(pilot)
        await fill(pilot, file=str(other))
        await pilot.press("ctrl+s")
        await dialog_open(pilot, ReviewDialog)
        await pilot.press("escape")
        await back(pilot)
        assert len(ledger(home).roster()) == 4


@pytest.mark.slow
async def test_a_missing_file_or_folder_is_one_line_and_what_was_typed_stays(tmp_path: Path) -> None:
    async with app_on(secretary(tmp_path)).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await choose_to_read(pilot)
        await fill(pilot, file="/no/such/名册.xlsx")
        await pilot.press("ctrl+s")
        await until_shown(pilot, "没有这个文件")
        assert pilot.app.screen.query_one("#field-file", Input).value == "/no/such/名册.xlsx"
        await pilot.press("escape")
        await back(pilot)
        await pilot.press("2")
        await fill(pilot, folder="x" * 5000)
        await pilot.press("ctrl+s")
        await until_shown(pilot, "找不到这个文件夹")
        assert isinstance(pilot.app.screen, FormDialog)


@pytest.mark.slow
async def test_the_dry_run_takes_nothing_in_and_enter_does(tmp_path: Path) -> None:
    home, folder = secretary(tmp_path), inbox(tmp_path)
    (folder / "外人.txt").write_bytes(submission("777"))
    async with app_on(home).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        await pilot.press("2")
        await fill(pilot, folder=f"'{folder}'")
        await pilot.press("enter")
        await dialog_open(pilot, ReviewDialog)
        await until_shown(pilot, "共4份：新报2、名册上没有此人1、不是报送材料1")
        assert not ledger(home).batches()
        await pilot.press("enter")
        await back(pilot)
        await until(pilot, lambda: set(ledger(home).received(NOVEMBER)) == {"1", "2"})
        await until_shown(pilot, "应报4  已报2  请假0  未报2")
        await until_shown(pilot, "问题0  已销号0  待列入1")
        first = screen_text(pilot).splitlines()[6]
        assert first.split()[:4] == ["003", "王五", "第一党小组", "未报"]


@pytest.mark.parametrize(("language", "says"), [("zh", "没有可以收取的报送材料"), ("en", "No submission is there")])
@pytest.mark.slow
async def test_where_nothing_is_there_to_take_in_that_is_said_and_nothing_is_offered(
    tmp_path: Path, language: str, says: str
) -> None:
    home, folder = secretary(tmp_path), tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("x", encoding="utf-8")
    change_setting(home, "language", language)
    try:
        async with app_on(home).run_test(size=SIZE) as pilot:
            await enter_room(pilot)
            await pilot.press("2")
            await fill(pilot, folder=str(folder))
            await pilot.press("enter")
            await dialog_open(pilot, ReviewDialog)
            await until_shown(pilot, says)
            await settle(pilot)
            assert not {"确定", "Enter"} & set(screen_text(pilot).splitlines()[-1].split())
            await pilot.press("enter")
            await settle(pilot)
            assert isinstance(pilot.app.screen, ReviewDialog)
            await pilot.press("escape")
            await back(pilot)
    finally:
        use("zh")


@pytest.mark.slow
async def test_the_folder_is_remembered(tmp_path: Path) -> None:
    home, folder = secretary(tmp_path), inbox(tmp_path)
    for _turn in range(2):
        async with app_on(home).run_test(size=SIZE) as pilot:
            await enter_room(pilot)
            await pilot.press("2")
            if _turn == 0:
                await fill(pilot, folder=str(folder))
            await dialog_open(pilot, FormDialog)
            await pilot.press("ctrl+s")
            await dialog_open(pilot, ReviewDialog)
            await pilot.press("escape")
            await back(pilot)
    assert not ledger(home).batches()


@pytest.mark.slow
async def test_of_two_that_differ_only_the_chosen_one_goes_in(tmp_path: Path) -> None:
    home, folder = secretary(tmp_path), tmp_path / "in"
    folder.mkdir()
    texts = {"a.txt": submission("003"), "b.txt": submission("003", PROBLEM)}
    for name, content in texts.items():
        (folder / name).write_bytes(content)
    async with app_on(home).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await pilot.press("2")
        await fill(pilot, folder=str(folder))
        await pilot.press("ctrl+s")
        await dialog_open(pilot, ReviewDialog)
        await until_shown(pilot, "与 b.txt 不同")
        await pilot.press("down", "1")
        await until_shown(pilot, "[x]")
        await pilot.press("enter")
        await back(pilot)
        await until(pilot, lambda: bool(ledger(home).received(NOVEMBER)))
        assert ledger(home).received(NOVEMBER)["3"].sha256 == fingerprint(texts["b.txt"])


@pytest.mark.slow
async def test_the_last_taking_in_is_taken_back_after_asking(tmp_path: Path) -> None:
    home = secretary(tmp_path, taken=True)
    async with app_on(home).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await pilot.press("3")
        await dialog_open(pilot, AskDialog)
        await until_shown(pilot, "张三、李四")
        await pilot.press("escape")
        await back(pilot)
        assert len(ledger(home).received(NOVEMBER)) == 2
        await pilot.press("3")
        await dialog_open(pilot, AskDialog)
        await pilot.press("enter")
        await until(pilot, lambda: not ledger(home).received(NOVEMBER))
        await until_shown(pilot, "未到期4")


@pytest.mark.slow
async def test_a_choice_makes_a_missing_member_one_on_leave_and_can_be_taken_back(tmp_path: Path) -> None:
    home = secretary(tmp_path, taken=True)

    def chosen() -> list[tuple[str, str]]:
        return [(one.standing, one.words) for one in ledger(home).noted(NOVEMBER).choices]

    async with app_on(home).run_test(size=SIZE) as pilot:
        screen = await enter_room(pilot)
        await until(pilot, lambda: screen.list.highlighted_id == "3")
        await pilot.press("4")
        await dialog_open(pilot, ChooseDialog)
        await pilot.press("enter")
        await fill(pilot, words="整月休假[b]")
        await pilot.press("enter")
        await until(pilot, lambda: chosen() == [("leave", "整月休假[b]")])
        await back(pilot)
        await until_shown(pilot, "请假1  未报1")
        await until_shown(pilot, "整月休假[b]")
        assert not ledger(home).noted(OCTOBER).choices
        assert screen.list.highlighted_id == "3"
        await pilot.press("4")
        await dialog_open(pilot, ChooseDialog)
        await pilot.press("end", "enter")
        await until(pilot, lambda: not chosen())


@pytest.mark.slow
async def test_deferred_needs_the_day_that_was_agreed_and_still_counts_as_missing(tmp_path: Path) -> None:
    home = secretary(tmp_path, taken=True)
    async with app_on(home).run_test(size=SIZE) as pilot:
        screen = await enter_room(pilot)
        await until(pilot, lambda: screen.list.highlighted_id == "3")
        await pilot.press("4")
        await dialog_open(pilot, ChooseDialog)
        await pilot.press("down", "enter")
        await fill(pilot, words="出差")
        await pilot.press("ctrl+s")
        await until_shown(pilot, "请写约定的日期")
        await fill(pilot, until="2026-12-04")
        await pilot.press("ctrl+s")
        await back(pilot)
        await until_shown(pilot, "请假0  未报2")
        await until_shown(pilot, "缓报")


@pytest.mark.slow
async def test_who_sent_something_needs_no_reason(tmp_path: Path) -> None:
    async with app_on(secretary(tmp_path, taken=True)).run_test(size=SIZE) as pilot:
        screen = await enter_room(pilot)
        await until(pilot, lambda: screen.list.highlighted is not None)
        await pilot.press("end", "4")
        await until(pilot, lambda: "原因" not in screen_text(pilot).splitlines()[-1])
        assert pilot.app.screen is screen


async def list_the_problem(pilot: Pilot[None]) -> None:
    await pilot.press("tab")
    await until_shown(pilot, "待列入")
    await pilot.press("5")
    await fill(pilot, reason="经支委会研究")
    await pilot.press("ctrl+s")
    await back(pilot)
    await until_shown(pilot, "问题1  已销号0")
    await until_shown(pilot, "超期")


async def close(pilot: Pilot[None], **values: str) -> None:
    await pilot.press("5")
    await fill(pilot, **values)
    await pilot.press("ctrl+s")


@pytest.mark.slow
async def test_what_was_sent_is_listed_then_struck_off_then_listed_again(tmp_path: Path) -> None:
    home = secretary(tmp_path, taken=True)

    def status() -> Status:
        [problem] = ledger(home).list.standing()
        return problem.status

    async with app_on(home).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await list_the_problem(pilot)
        [item] = ledger(home).items()
        assert (item.title, item.events[0].reason) == (PROBLEM.title, "经支委会研究")
        await close(pilot, done_day="11-23", by="李四", text="看过通知", struck_day="11-23")
        await back(pilot)
        assert status() is Status.STRUCK
        await until_shown(pilot, "已销号")
        await pilot.press("5")
        await fill(pilot, reason="又发生了")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: status() is Status.OPEN)


@pytest.mark.slow
async def test_nobody_verifies_what_they_are_responsible_for_and_nothing_is_struck_off_unverified(
    tmp_path: Path,
) -> None:
    home = secretary(tmp_path, taken=True)
    async with app_on(home).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await list_the_problem(pilot)
        [item] = ledger(home).items()
        await close(pilot, by=item.owner.name)
        await until_shown(pilot, "责任人不能验收")
        await fill(pilot, by="", struck_day="11-23")
        await pilot.press("ctrl+s")
        await until_shown(pilot, "先完成，再验收，最后销号")
        await fill(pilot, done_day="2026-11-30", struck_day="")
        await pilot.press("ctrl+s")
        await until_shown(pilot, "这一天还没有到")
        assert ledger(home).list.standing()[0].status is Status.OPEN


@pytest.mark.slow
async def test_what_was_being_typed_is_offered_again(tmp_path: Path) -> None:
    home = secretary(tmp_path, taken=True)
    async with app_on(home).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await list_the_problem(pilot)
        uid = ledger(home).items()[0].uid
        await pilot.press("5")
        await fill(pilot, by="李四")
        await until(pilot, lambda: "李四" in Journal.open(home).drafts.get(f"branch/close/{uid}"))
    async with app_on(home).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await pilot.press("tab")
        await until_shown(pilot, "超期")
        await pilot.press("5")
        await until_shown(pilot, "接着填吗")
        await pilot.press("enter")
        await dialog_open(pilot, FormDialog)
        assert pilot.app.screen.query_one("#field-by", Input).value == "李四"


@pytest.mark.slow
async def test_enter_shows_everything_about_a_line(tmp_path: Path) -> None:
    home = secretary(tmp_path, taken=True)
    async with app_on(home).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await until_shown(pilot, "李四")
        await pilot.press("end", "enter")
        await dialog_open(pilot, PageDialog)
        last_line = submission("002").decode().splitlines()[-1]
        await until_shown(pilot, last_line.removeprefix("sha256:")[:12])
        assert "已自查18天" in screen_text(pilot).replace(" ", "")
        await pilot.press("escape")
        await back(pilot)
        await pilot.press("tab")
        await until_shown(pilot, PROBLEM.title)
        await pilot.press("enter")
        await until_shown(pilot, PROBLEM.measure)


@pytest.mark.slow
async def test_left_goes_to_the_month_before_and_right_no_further_than_this(tmp_path: Path) -> None:
    async with app_on(secretary(tmp_path, taken=True)).run_test(size=SIZE) as pilot:
        screen = await enter_room(pilot)
        await until_shown(pilot, "已报2")
        await pilot.press("left")
        await until_shown(pilot, "2026年10月   应报4  已报0")
        await pilot.press("right", "right")
        await until_shown(pilot, "2026年11月   应报4  已报2")
        assert screen.period == NOVEMBER


async def test_a_lost_original_is_named_and_the_rest_is_shown(tmp_path: Path) -> None:
    home = secretary(tmp_path, taken=True)
    sha256 = ledger(home).received(NOVEMBER)["2"].sha256
    (home / "branch" / "originals" / f"{sha256}.txt").unlink()
    async with app_on(home).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        await until_shown(pilot, "李四_2026年11月.txt")
        await until_shown(pilot, "原件丢失或被改动")
        await until_shown(pilot, "已报2")


async def test_members_who_left_before_or_came_after_are_not_due(tmp_path: Path) -> None:
    home = secretary(tmp_path, roster=False)
    table = tmp_path / "r.csv"
    table.write_text("编号,姓名,转入日期,转出日期\n1,甲,2026-12-01,\n2,乙,,2026-10-31\n3,丙,2026-11-30,\n", "utf-8")
    ledger(home).save_roster(read_roster(table).members)
    async with app_on(home).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await until_shown(pilot, "应报1 ")
        await until_shown(pilot, "丙")


@pytest.mark.slow
async def test_every_line_fits_in_both_sizes(tmp_path: Path) -> None:
    home = secretary(tmp_path, taken=True)
    for size in ((80, 24), (120, 36)):
        async with app_on(home).run_test(size=size) as pilot:
            await enter_room(pilot)
            await until_shown(pilot, "已报")
            assert "报送日期" in screen_text(pilot)
            assert "6 报告" in screen_text(pilot).splitlines()[-1]
            await pilot.press("tab")
            await until_shown(pilot, "待列入")
            await until_shown(pilot, "5 列入  7 其他  9 筛选  6 报告  0 会议")
            if pilot.app.size.width >= 120:
                await until_shown(pilot, PROBLEM.measure)


async def test_in_december_the_room_opens_on_november_says_so_and_right_leads_to_december(tmp_path: Path) -> None:
    home = secretary(tmp_path, taken=True)
    async with app_on(home, local(2026, 12, 2, 9)).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        await until_shown(pilot, "2026年11月   应报4  已报2")
        await until_shown(pilot, "现为2026年11月")
        await pilot.press("right")
        await until_shown(pilot, "2026年12月   应报4  请假0  未到期4")


async def test_in_a_past_month_a_problem_shows_how_it_stands_now_and_the_key_goes_by_that(tmp_path: Path) -> None:
    home = secretary(tmp_path, taken=True)
    december = local(2026, 12, 15, 9)
    books = BranchLedger.open(home, clock=lambda: december)
    [item] = books.list.accept(proposals(books.sent(), [], []))
    books.list.act([item.uid], books.list.event(Act.DONE))
    async with app_on(home, december).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await pilot.press("tab")
        await until_shown(pilot, PROBLEM.title)
        await until_shown(pilot, "按现在情况")
        assert "待验收" in next(line for line in screen_text(pilot).splitlines() if PROBLEM.title in line)
        await until_shown(pilot, "5 验收")
