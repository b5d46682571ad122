from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from textual.pilot import Pilot
from textual.widgets import Static

from content.calendar import PUBLISHED
from content.cells import cell_len
from content.dates import period_of
from content.marks import Mark
from content.period import Period
from content.words import use
from screens.kit.form import AskDialog, FormDialog
from screens.kit.tell import TellDialog
from screens.share.screen import ShareScreen
from storage.facts import MatterFact, OnLeave, SentenceFact
from storage.journal import Journal
from storage.records import Leave, Matter, Profile, SelfCheck
from storage.submission import read
from tests.moments import local
from tests.screens.driving import MONDAY, app_on, screen_text, settle, until, until_shown
from tests.screens.test_matters import fill

SIZE = (80, 24)
FRIDAY = date(2026, 11, 20)
WHO = Profile(name="张三", member_no="007", branch="机关第一支部")


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    use("zh")
    yield
    use("zh")


def written(home: Path) -> Journal:
    return Journal.open(home, clock=lambda: MONDAY)


def record(home: Path, profile: Profile | None = WHO) -> None:
    """A check with a sentence, and a matter."""
    journal = written(home)
    day = date(2026, 11, 20)
    check = SelfCheck.new(
        local(2026, 11, 20, 10), day, uid=SelfCheck.uid_of(day, "six-donts"), list_id="six-donts",
        edition="1",
    )  # fmt: skip
    journal.checks.add(check.answered(check.written_at, "error", mark=Mark.PARTLY, sentence="通知晚发半天"))
    journal.matters.add(Matter.new(MONDAY, day, title="代表建议第12号答复"))
    if profile is not None:
        journal.save_profile(profile)


async def enter_room(pilot: Pilot[None]) -> ShareScreen:
    await pilot.press("f7")
    await until(pilot, lambda: isinstance(pilot.app.screen, ShareScreen))
    screen = pilot.app.screen
    assert isinstance(screen, ShareScreen)
    await until(pilot, lambda: screen.handing_in is not None and screen.list.has_focus)
    await pilot.press("7")  # every line of the file
    await settle(pilot)
    return screen


def shown_file(screen: ShareScreen) -> str:
    return str(screen.query_one("#file", Static).content)


async def tick(pilot: Pilot[None], screen: ShareScreen, words: str) -> None:
    """Go to the row with these words and press space."""
    pick = next(pick for pick in screen.offers if words in pick.words)
    await until(pilot, lambda: screen.list.has_focus)
    screen.list.highlighted = [row.id for row in screen.list.rows].index(pick.id)
    before = screen.handing_in
    await pilot.press("space")
    await until(pilot, lambda: screen.handing_in is not before)


async def save_into(pilot: Pilot[None], folder: Path) -> None:
    await pilot.press("1")
    await fill(pilot, folder=str(folder))
    await pilot.press("ctrl+s")


async def saved(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, TellDialog))
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, ShareScreen))


@pytest.mark.slow
async def test_the_saved_file_is_what_the_preview_showed(tmp_path: Path) -> None:
    record(tmp_path / "home")
    out = tmp_path / "out"
    out.mkdir()
    async with app_on(tmp_path / "home").run_test(size=SIZE, notifications=True) as pilot:
        screen = await enter_room(pilot)
        await tick(pilot, screen, "代表建议")
        preview = shown_file(screen)
        await save_into(pilot, out)
        await until_shown(pilot, "涉密内容不得写入；校验码只证明文件未被改动，不证明内容属实。")
        await saved(pilot)
        assert (out / "张三_2026年11月.txt").read_text(encoding="utf-8") == preview
        assert {path.name for path in out.iterdir()} == {f"张三_2026年11月{end}" for end in (".txt", ".md", ".docx")}
        words = "\n".join(paragraph.text for paragraph in Document(str(out / "张三_2026年11月.docx")).paragraphs)
        assert "代表建议第12号答复" in words
        assert "代表建议第12号答复" in (out / "张三_2026年11月.md").read_text(encoding="utf-8")
        (sent,) = written(tmp_path / "home").sent.all()
        assert (sent.period, sent.revision, sent.file_name) == ("2026-11", 1, "张三_2026年11月.txt")


async def test_nothing_but_counts_leaves_unless_ticked(tmp_path: Path) -> None:
    record(tmp_path)
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        screen = await enter_room(pilot)
        assert "晚发半天" not in shown_file(screen)
        assert "代表建议" not in shown_file(screen)
        assert '"completeness"' in shown_file(screen)
        await tick(pilot, screen, "晚发半天")
        assert "晚发半天" in shown_file(screen)
        assert "代表建议" not in shown_file(screen)
        facts = read(shown_file(screen).encode()).facts
        assert [type(fact) for fact in facts if isinstance(fact, SentenceFact | MatterFact)] == [SentenceFact]
        await tick(pilot, screen, "晚发半天")
        assert "晚发半天" not in shown_file(screen)


@pytest.mark.slow
async def test_saving_the_same_again_keeps_the_revision_and_a_change_makes_the_next(tmp_path: Path) -> None:
    record(tmp_path / "home")
    out = tmp_path / "out"
    out.mkdir()
    async with app_on(tmp_path / "home").run_test(size=SIZE, notifications=True) as pilot:
        screen = await enter_room(pilot)
        await save_into(pilot, out)
        await saved(pilot)
        first = (out / "张三_2026年11月.txt").read_bytes()
        await until_shown(pilot, "第1版，11月23日已保存")
        await save_into(pilot, out)
        await saved(pilot)
        assert len(written(tmp_path / "home").sent.all()) == 1
        await tick(pilot, screen, "代表建议")
        await until_shown(pilot, "第2版，未保存")
        await save_into(pilot, out)
        await saved(pilot)
        assert (out / "张三_2026年11月.txt").read_bytes() == first
        assert read((out / "张三_2026年11月_第2版.txt").read_bytes()).header.revision == 2
        assert {sent.revision for sent in written(tmp_path / "home").sent.all()} == {1, 2}


@pytest.mark.slow
async def test_a_file_that_is_there_is_replaced_only_when_wanted(tmp_path: Path) -> None:
    record(tmp_path / "home")
    there = tmp_path / "张三_2026年11月.docx"
    there.write_text("mine", encoding="utf-8")
    async with app_on(tmp_path / "home").run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await save_into(pilot, tmp_path)
        await until(pilot, lambda: isinstance(pilot.app.screen, AskDialog))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, ShareScreen))
        assert there.read_text(encoding="utf-8") == "mine"
        assert not written(tmp_path / "home").sent.all()
        await save_into(pilot, tmp_path)
        await until(pilot, lambda: isinstance(pilot.app.screen, AskDialog))
        await pilot.press("enter")
        await saved(pilot)
        assert there.read_bytes().startswith(b"PK")


@pytest.mark.slow
async def test_who_hands_it_in_is_asked_once(tmp_path: Path) -> None:
    record(tmp_path / "home", profile=None)
    async with app_on(tmp_path / "home").run_test(size=SIZE) as pilot:
        screen = await enter_room(pilot)
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        await settle(pilot)
        await pilot.press("ctrl+s")
        await until_shown(pilot, "请写姓名")
        await fill(pilot, name="李四", member_no="012", branch="第二支部")
        await pilot.press("ctrl+s")
        await until_shown(pilot, "保存到哪里")
        assert written(tmp_path / "home").profile() == Profile(name="李四", member_no="012", branch="第二支部")
        assert '"name":"李四"' in shown_file(screen)
        await fill(pilot, folder=f'"{tmp_path}"')
        await pilot.press("ctrl+s")
        await saved(pilot)
        header = read((tmp_path / "李四_2026年11月.txt").read_bytes()).header
        assert (header.name, header.member_no, header.branch) == ("李四", "012", "第二支部")


@pytest.mark.slow
async def test_a_folder_that_is_not_there_or_not_writable_is_one_line(tmp_path: Path) -> None:
    record(tmp_path / "home")
    async with app_on(tmp_path / "home").run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        (tmp_path / "file").touch()
        await save_into(pilot, tmp_path / "file")
        await until_shown(pilot, "这不是文件夹")
        blocked = tmp_path / "blocked"
        (blocked / "张三_2026年11月.txt").mkdir(parents=True)  # a folder of that name stands in the way
        (blocked / "张三_2026年11月.txt" / "x").touch()
        await fill(pilot, folder=str(blocked))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, AskDialog))
        await pilot.press("enter")
        await until_shown(pilot, "没能保存")
        await until_shown(pilot, "第1版，未保存")
        assert not written(tmp_path / "home").sent.all()


@pytest.mark.slow
async def test_days_of_leave_are_written_down_once(tmp_path: Path) -> None:
    record(tmp_path)
    written(tmp_path).leaves.add(Leave.new(MONDAY, date(2026, 11, 9), last_day=date(2026, 11, 10), reason="出差"))
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        screen = await enter_room(pilot)
        await pilot.press("4")
        await fill(pilot, first_day="11-10", last_day="11-12", reason="病假")
        await pilot.press("ctrl+s")
        await until_shown(pilot, "与已登记的11月9日至11月10日重叠：出差")
        await fill(pilot, first_day="11-12", last_day="11-11")
        await pilot.press("ctrl+s")
        await until_shown(pilot, "结束日期早于起始日期")
        await fill(pilot, first_day="11-11", last_day="11-12")
        await until_shown(pilot, "2026年11月12日 星期四")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(written(tmp_path).leaves.all()) == 2)
        await until(pilot, lambda: shown_file(screen).count('"病假"') == 1)
        leaves = [fact for fact in read_shown(screen) if isinstance(fact, OnLeave)]
        assert [(leave.first_day.day, leave.last_day.day, leave.reason) for leave in leaves] == [
            (9, 10, "出差"), (11, 12, "病假"),
        ]  # fmt: skip


def read_shown(screen: ShareScreen) -> tuple[object, ...]:
    return read(shown_file(screen).encode()).facts


@pytest.mark.slow
async def test_a_remark_leaves_and_is_there_again_the_next_time(tmp_path: Path) -> None:
    record(tmp_path)
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        screen = await enter_room(pilot)
        await pilot.press("3")
        await fill(pilot, remark="[b]下月补学[/b]")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "[b]下月补学[/b]" in shown_file(screen))
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        screen = await enter_room(pilot)
        assert "[b]下月补学[/b]" in shown_file(screen)


@pytest.mark.slow
async def test_another_period_is_named_by_hand(tmp_path: Path) -> None:
    record(tmp_path)
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        screen = await enter_room(pilot)
        await pilot.press("5")
        await fill(pilot, period="2026-13")
        await pilot.press("ctrl+s")
        await until_shown(pilot, "看不出时段")
        await fill(pilot, period="2026年第3季度")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: '"period":"2026-Q3"' in shown_file(screen))
        assert "[2026-Q3]" in screen_text(pilot)


@pytest.mark.parametrize(
    ("text", "period"),
    [("2026-11", "2026-11"), ("2026年3月", "2026-03"), ("2026-q4", "2026-Q4"), ("2026年四季度", "2026-Q4"),
     ("2026年", "2026"), ("11-1至11-15", "2026-11-01..2026-11-15"), ("2026-W47", "2026-W47")],
)  # fmt: skip
def test_periods_as_people_write_them(text: str, period: str) -> None:
    assert period_of(text, date(2026, 11, 23), PUBLISHED) == Period.parse(period)


async def test_the_preview_takes_the_list_s_place_on_a_narrow_screen(tmp_path: Path) -> None:
    record(tmp_path)
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        assert "[x]" in screen_text(pilot)
        await pilot.press("2")
        await until_shown(pilot, "# ")
        assert "[x]" not in screen_text(pilot)
        await pilot.press("end")
        await until_shown(pilot, "sha256:")
        await pilot.press("escape")
        await until_shown(pilot, "[x]")


@pytest.mark.slow
async def test_both_stand_side_by_side_from_120(tmp_path: Path) -> None:
    record(tmp_path)
    async with app_on(tmp_path).run_test(size=(120, 36)) as pilot:
        await enter_room(pilot)
        await until_shown(pilot, "# ")
        assert "[x]" in screen_text(pilot)


async def test_nothing_ticked_saves_nothing(tmp_path: Path) -> None:
    record(tmp_path)
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        screen = await enter_room(pilot)
        for pick in [pick for pick in screen.offers if pick.is_ticked_at_first]:
            await tick(pilot, screen, pick.words)
        await pilot.press("1")
        await until_shown(pilot, "没有勾选可以报出的内容")
        assert not isinstance(pilot.app.screen, FormDialog)


@pytest.mark.slow
async def test_ticks_survive_leaving_and_are_there_the_next_time(tmp_path: Path) -> None:
    record(tmp_path)
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        screen = await enter_room(pilot)
        await tick(pilot, screen, "晚发半天")
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        screen = await enter_room(pilot)
        assert "晚发半天" in shown_file(screen)
        await tick(pilot, screen, "晚发半天")
        assert "晚发半天" not in shown_file(screen)


@pytest.mark.slow
async def test_a_sentence_rewritten_since_it_was_ticked_is_said_to_be_and_does_not_leave(tmp_path: Path) -> None:
    record(tmp_path)
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        screen = await enter_room(pilot)
        await tick(pilot, screen, "晚发半天")
    journal = written(tmp_path)
    check = journal.checks.get(SelfCheck.uid_of(FRIDAY, "six-donts"), FRIDAY)
    assert check is not None
    journal.checks.edit(
        check.uid, FRIDAY, lambda _: check.answered(MONDAY, "error", sentence="领导批评了我", reason="补")
    )
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        screen = await enter_room(pilot)
        assert "领导批评了我" not in shown_file(screen)
        await until_shown(pilot, "有 1 条勾选后改动过，看过再勾")
        assert "已改  领导批评了我" in screen_text(pilot)
        await tick(pilot, screen, "领导批评了我")
        assert "领导批评了我" in shown_file(screen)
        assert "勾选后改动过" not in screen_text(pilot)


@pytest.mark.slow
async def test_a_section_is_ticked_by_one_key_and_unticked_by_it(tmp_path: Path) -> None:
    record(tmp_path)
    written(tmp_path).matters.add(Matter.new(MONDAY, date(2026, 11, 19), title="另一件事"))
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        screen = await enter_room(pilot)
        await tick(pilot, screen, "代表建议")
        await pilot.press("6")
        await until(pilot, lambda: "另一件事" in shown_file(screen) and "代表建议" in shown_file(screen))
        assert "晚发半天" not in shown_file(screen)
        await pilot.press("6")
        await until(pilot, lambda: "另一件事" not in shown_file(screen) and "代表建议" not in shown_file(screen))


async def test_the_preview_opens_on_the_page_and_says_that_the_rest_leaves_too(tmp_path: Path) -> None:
    record(tmp_path)
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        screen = await enter_room(pilot)
        whole = shown_file(screen)
        await pilot.press("7")
        page, _, said = shown_file(screen).rpartition("\n")
        assert whole.startswith(page)
        assert "{" not in shown_file(screen)
        count = len(whole.splitlines()) - len(page.splitlines())
        assert f"{count}行" in said
        assert "一并报出" in said


@pytest.mark.slow
async def test_a_missing_folder_is_made_and_offered_first_the_next_time(tmp_path: Path) -> None:
    record(tmp_path / "home")
    out = tmp_path / "报送"
    async with app_on(tmp_path / "home").run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await save_into(pilot, out)
        await until_shown(pilot, "没有这个文件夹，新建吗？")
        assert not out.exists()
        await pilot.press("enter")
        await saved(pilot)
        assert (out / "张三_2026年11月.txt").is_file()
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        assert isinstance(pilot.app.screen, FormDialog)
        assert pilot.app.screen.values["folder"] == str(out)
        shutil.rmtree(out)  # a stick that was pulled out
        await pilot.press("enter")
        # However long the folder's name is, and wherever the line is broken for it.
        await until(pilot, lambda: "上次使用时还在" in "".join(screen_text(pilot).split()))
        assert not out.exists()


async def test_a_day_off_that_was_checked_is_said_not_to_count(tmp_path: Path) -> None:
    day = date(2026, 11, 21)
    at = local(2026, 11, 21, 10)
    check = SelfCheck.new(at, day, uid=SelfCheck.uid_of(day, "six-donts"), list_id="six-donts", edition="1")
    written(tmp_path).checks.add(check.answered(at, "error", mark=Mark.KEPT))
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await pilot.press("f7")
        await until_shown(pilot, "另有 1 天休息日有填写，不计入")


async def test_a_due_day_filled_in_partly_is_said_beside_what_leaves(tmp_path: Path) -> None:
    day = date(2026, 11, 20)
    at = local(2026, 11, 20, 10)
    check = SelfCheck.new(at, day, uid=SelfCheck.uid_of(day, "six-donts"), list_id="six-donts", edition="1")
    written(tmp_path).checks.add(check.answered(at, "error", mark=Mark.KEPT))
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await pilot.press("f7")
        await until_shown(pilot, "另有 1 天只填了一部分，不计入")


async def test_what_is_not_counted_fills_its_lines_before_a_blank_breaks_them(tmp_path: Path) -> None:
    journal = written(tmp_path)
    journal.leaves.add(Leave.new(MONDAY, date(2026, 11, 19), last_day=date(2026, 11, 19), reason="公差"))
    for day in (date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 21)):
        at = local(2026, 11, day.day, 10)
        check = SelfCheck.new(at, day, uid=SelfCheck.uid_of(day, "six-donts"), list_id="six-donts", edition="1")
        journal.checks.add(check.answered(at, "error", mark=Mark.KEPT))
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await pilot.press("f7")
        await until_shown(pilot, "只填了一部分，不计入")
        said = next(line for line in screen_text(pilot).splitlines() if "只填了一部分" in line)
        assert 70 < cell_len(said) <= 78, screen_text(pilot)


async def test_what_cannot_be_read_is_named_and_nothing_is_handed_in_without_it(tmp_path: Path) -> None:
    record(tmp_path)
    matters = tmp_path / "matters" / "open.json"
    app = app_on(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        screen = await enter_room(pilot)
        matters.rename(tmp_path / "away")
        matters.mkdir()  # it can be read by nobody
        await screen.look_again()
        await until(pilot, lambda: screen.handing_in is None)
        await until_shown(pilot, "matters/open.json 应是文件，现在却是文件夹")
        assert "本时段没有记录" not in screen_text(pilot)
        await pilot.press("1")
        await settle(pilot)
        assert isinstance(app.screen, ShareScreen)
        matters.rmdir()
        (tmp_path / "away").rename(matters)
        await screen.look_again()
        await until(pilot, lambda: screen.handing_in is not None)


async def test_what_would_lack_a_damaged_month_is_asked_about_before_it_is_saved(tmp_path: Path) -> None:
    home, out = tmp_path / "home", tmp_path / "out"
    record(home)
    out.mkdir()
    (home / "checks" / "2026-11.json").write_bytes(b"{")
    async with app_on(home).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await pilot.press("escape")  # what was said of the file as it was read
        await pilot.press("1")
        await until_shown(pilot, "checks/2026-11.json")
        assert isinstance(pilot.app.screen, AskDialog)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, ShareScreen))
        assert not [*out.iterdir()]
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, AskDialog))
        await pilot.press("enter")
        await until(pilot, lambda: type(pilot.app.screen) is FormDialog)
        await fill(pilot, folder=str(out))
        await pilot.press("ctrl+s")
        await saved(pilot)
        assert len([*out.glob("*.txt")]) == 1


@pytest.mark.slow
async def test_the_bar_names_what_works_beside_the_list_and_what_beside_the_file(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await pilot.press("f7")
        await until_shown(pilot, "本时段没有记录")
        assert "整组" not in screen_text(pilot), "there is no section to tick"
        await pilot.press("2")
        await until_shown(pilot, "Esc 回列表")
        assert "2 预览" not in screen_text(pilot)
        await pilot.press("escape")
        await until_shown(pilot, "2 预览")
