"""The host's desk on the screen: a session begun, private keys dead, a second desk that only watches, the papers."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from content.cells import cell_len
from content.contest_state import totals
from content.session_events import SignedIn, StepKind, WallChosen
from desk.desk import Desk
from desk.meetings import add_meeting, expected_at
from desk.session import LiveSession
from desk.session_start import rules_played, stands
from screens.kit.choose import ChooseDialog
from screens.kit.fields import Choice
from screens.kit.form import AskDialog, FormDialog
from screens.kit.pick import PickDialog
from screens.meeting.attendance import AttendancePage
from screens.meeting.host import HostScreen
from screens.meeting.screen import MeetingScreen
from storage.errors import Busy
from storage.hall_file import HallFollower
from storage.journal import Journal
from storage.records import MeetingKind
from storage.sessions import hall_file
from storage.wall_left import wall_left
from tests.screens.driving import MONDAY, app_on, screen_text, settle, until, until_shown
from tests.screens.looking import faint_texts, uncertain_signs
from tests.screens.test_meeting import enter_room, form_open, home_with_roster, meetings
from tui.sizes import SizedApp
from tui.wall_again import WallAgain

SIZES = [(80, 24), (120, 36)]


def prepared(folder: Path) -> Path:
    home = home_with_roster(folder)
    desk = Desk(home, clock=lambda: MONDAY)
    people = expected_at(desk, MeetingKind.STUDY, MONDAY.date()).people
    add_meeting(
        desk, MONDAY.date(), title="代表建议的办理", from_time=time(9, 30), to_time=time(10, 30), attendance=people
    )
    desk.close()
    return home


async def begin_session(pilot: Pilot[None], *, window: str = "two") -> HostScreen:
    await enter_room(pilot)
    await pilot.press("4")
    await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
    await pilot.press("down", "enter")
    form = await form_open(pilot)
    form.query_one("#field-teams", Input).value = "一队、二队"
    form.query_one("#field-window", Choice).value = window
    await pilot.press("ctrl+s")
    await until(pilot, lambda: isinstance(pilot.app.screen, AskDialog))
    await pilot.press("escape")
    await until(pilot, lambda: isinstance(pilot.app.screen, HostScreen))
    screen = pilot.app.screen
    assert isinstance(screen, HostScreen)
    await settle(pilot)
    return screen


@pytest.mark.slow
async def test_every_number_of_a_contest_can_be_ones_own_and_stands_there_the_next_time(tmp_path: Path) -> None:
    home = prepared(tmp_path)
    async with app_on(home).run_test(size=(80, 24)) as pilot:
        await enter_room(pilot)
        await pilot.press("4")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
        await pilot.press("down", "enter")
        form = await form_open(pilot)
        form.query_one("#field-teams", Input).value = "一队、二队"
        form.query_one("#field-rules", Choice).value = "own"
        await pilot.press("ctrl+s")
        await until_shown(pilot, "竞赛分值和时间")
        numbers = await form_open(pilot)
        numbers.query_one("#field-risk_values", Input).value = "20、四十"
        await pilot.press("ctrl+s")
        await until_shown(pilot, "一至九个数")
        numbers.query_one("#field-risk_values", Input).value = "20、40、60"
        numbers.query_one("#field-base", Input).value = "0"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, AskDialog))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HostScreen))
        screen = pilot.app.screen
        assert isinstance(screen, HostScreen)
        rules = screen.host.live.session.contest.state.rules
        assert rules is not None
        assert (rules.base, rules.risk_values, rules.must_right) == (0, (20, 40, 60), 10)
    desk = Desk(home, clock=lambda: MONDAY)
    assert rules_played(desk) == rules
    desk.close()


async def go_to(pilot: Pilot[None], screen: HostScreen, kind: StepKind) -> None:
    """Go to a step at the desk itself: the way there is tested at the desk."""

    def gone() -> None:
        screen.host.enter()
        while screen.host.step is not None and screen.host.step.kind is not kind:
            screen.host.next_step()

    await screen.desk.do(gone)
    await screen.paint()
    await settle(pilot)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.slow
async def test_a_session_is_begun_and_everybody_signed_in(tmp_path: Path, size: tuple[int, int]) -> None:
    home = prepared(tmp_path)
    async with app_on(home).run_test(size=size) as pilot:
        screen = await begin_session(pilot)
        assert "正在试投屏" in screen_text(pilot)
        await pilot.press("enter")
        await until_shown(pilot, "1 全部到会")
        await pilot.press("1")
        await until_shown(pilot, "已到 4")
        follower = HallFollower(hall_file(home, screen.meeting.uid))
        follower.look(0)
        assert getattr(follower.seen.state, "present", None) == 4
        assert not [*uncertain_signs(pilot), *faint_texts(pilot)]


@pytest.mark.slow
async def test_where_nobody_is_known_to_be_expected_the_desk_and_the_wall_name_no_number(tmp_path: Path) -> None:
    home = home_with_roster(tmp_path)
    desk = Desk(home, clock=lambda: MONDAY)
    add_meeting(desk, MONDAY.date(), title="代表建议的办理", from_time=time(9, 30), to_time=time(10, 30))
    desk.close()
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        screen = await begin_session(pilot)
        await pilot.press("enter")
        await until_shown(pilot, "1 全部到会")
        assert "到会未登记" in screen_text(pilot)
        assert not {one for one in ("应到", "已到 0") if one in screen_text(pilot)}
        await screen.desk.do(lambda: screen.host.sign_in(SignedIn(present=17)))
        await screen.paint()
        await until_shown(pilot, "已到 17")
        assert "应到" not in screen_text(pilot)


@pytest.mark.slow
async def test_whoever_leaves_the_list_of_names_has_signed_nobody_in_and_is_asked_about_marks(tmp_path: Path) -> None:
    async with app_on(prepared(tmp_path)).run_test(size=SIZES[0]) as pilot:
        screen = await begin_session(pilot)
        await pilot.press("enter")
        await until_shown(pilot, "1 全部到会")
        await pilot.press("2")
        await until(pilot, lambda: isinstance(pilot.app.screen, AttendancePage))
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        await settle(pilot)
        assert screen.host.live.session.present == 0
        await pilot.press("2")
        await until(pilot, lambda: isinstance(pilot.app.screen, AttendancePage))
        await pilot.press("4", "escape")
        await until_shown(pilot, "不保存标记就离开？")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, AttendancePage))
        await pilot.press("ctrl+s")
        await until_shown(pilot, "已到 3")


@pytest.mark.slow
async def test_no_room_search_or_matter_comes_up_while_a_session_is_on_the_wall(tmp_path: Path) -> None:
    home = prepared(tmp_path)
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        screen = await begin_session(pilot)
        for key in ("f2", "f3", "f4", "f8", "f12", "ctrl+p", "ctrl+f", "ctrl+t"):
            await pilot.press(key)
            await settle(pilot)
            assert pilot.app.screen is screen, key
        await pilot.press("f5")
        await until_shown(pilot, "投屏已黑")
        assert screen.host.live.session.is_black


@pytest.mark.slow
async def test_a_contest_is_played_a_protest_ruled_and_a_decision_noted(tmp_path: Path) -> None:
    home = prepared(tmp_path)
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        screen = await begin_session(pilot)
        await go_to(pilot, screen, StepKind.CONTEST)
        await pilot.press("1")
        await screen.action_enter()
        await until_shown(pilot, "判定")
        await pilot.press("2")
        await until_shown(pilot, "[错]")
        screen._entered_at = float("-inf")
        await screen.action_enter()
        await pilot.press("tab")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
        await pilot.press("enter")
        form = await form_open(pilot)
        form.query_one("#field-text", Input).value = "表述等同"
        await pilot.press("ctrl+s")
        await until_shown(pilot, "未裁定")
        await pilot.press("tab")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
        await pilot.press("enter")
        form = await form_open(pilot)
        await pilot.press("f1")
        await until_shown(pilot, "按改判的结果重新计分")
        await pilot.press("escape")
        form.query_one("#field-verdict", Choice).value = "right"
        form.query_one("#field-reason", Input).value = "表述等同"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.screen is screen)
        await settle(pilot)
        assert totals(screen.host.live.session.contest.state) == {1: 110, 2: 100}
        for way, said in (("改分", "在各题得分以外"), ("改队名", "成绩单写明何时改名"), ("加一步", "从学习材料里选")):
            await pilot.press("tab")
            await pick(pilot, way)
            await form_open(pilot)
            await pilot.press("f1")
            await until_shown(pilot, said)
            await pilot.press("escape", "escape")
            await until(pilot, lambda: pilot.app.screen is screen)
        await pilot.press("f9")
        form = await form_open(pilot)
        form.query_one("#field-text", Input).value = "每周五清点"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bool(screen.host.live.session.decisions))


@pytest.mark.slow
async def test_a_protest_is_about_a_team_that_was_judged_and_an_early_buzz_can_be_forgiven(
    tmp_path: Path,
) -> None:
    async with app_on(prepared(tmp_path)).run_test(size=SIZES[0]) as pilot:
        screen = await begin_session(pilot)
        await go_to(pilot, screen, StepKind.CONTEST)
        await screen.desk.do(lambda: screen.host.digit(2))
        await screen.desk.do(screen.host.enter)
        await pilot.press("tab")
        await pick(pilot, "抗议")
        await until_shown(pilot, "这道题还没有判定")
        await pilot.press("2")
        await until_shown(pilot, "二队早抢，扣10分")
        await pilot.press("tab")
        await pick(pilot, "抗议")
        form = await form_open(pilot)
        assert [value for value, _words in form.query_one("#field-about", Choice).options] == ["2"]
        form.query_one("#field-text", Input).value = "灯没亮"
        await settle(pilot)
        await pilot.press("escape")
        await until_shown(pilot, "草稿已保留")
        await pilot.press("tab")
        await pick(pilot, "抗议")
        await until_shown(pilot, "灯没亮")
        await pilot.press("enter")
        form = await form_open(pilot)
        assert form.query_one("#field-text", Input).value == "灯没亮", "left by mistake, it goes on where it was"
        await pilot.press("ctrl+s")
        await until_shown(pilot, "未裁定")
        assert not Journal.open(tmp_path / "home", clock=lambda: MONDAY).drafts.under("host/")
        await pilot.press("tab")
        await pick(pilot, "裁定")
        form = await form_open(pilot)
        ruling = form.query_one("#field-verdict", Choice)
        assert [value for value, _words in ruling.options] == ["", "no_penalty"]  # there was no answer to judge
        ruling.value = "no_penalty"
        form.query_one("#field-reason", Input).value = "铃没响"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: totals(screen.host.live.session.contest.state) == {1: 100, 2: 100})


@pytest.mark.slow
async def test_a_second_enter_in_haste_is_dropped(tmp_path: Path) -> None:
    home = prepared(tmp_path)
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        screen = await begin_session(pilot)
        await pilot.press("enter", "enter")
        await settle(pilot)
        assert screen.host.step is not None
        assert screen.host.step.kind is StepKind.SIGN_IN


@pytest.mark.slow
async def test_the_key_that_quits_asks_once_at_the_desk_of_a_session_and_never_on_the_wall(tmp_path: Path) -> None:
    home = prepared(tmp_path)
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        screen = await begin_session(pilot)
        await pilot.press("ctrl+q")
        await until_shown(pilot, "退出程序吗")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        await pilot.press("ctrl+q")
        await until_shown(pilot, "退出程序吗")
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not pilot.app.is_running)
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        await enter_room(pilot)
        await pilot.press("4")
        await until(pilot, lambda: isinstance(pilot.app.screen, HostScreen))
        again = pilot.app.screen
        assert isinstance(again, HostScreen)
        await again.desk.do(lambda: again.host.happens(WallChosen(one_window=True)))
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not pilot.app.is_running)


@pytest.mark.slow
async def test_in_one_window_the_wall_alone_is_painted(tmp_path: Path) -> None:
    home = prepared(tmp_path)
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        screen = await begin_session(pilot, window="one")
        await go_to(pilot, screen, StepKind.HANDS)
        screen._entered_at = float("-inf")
        await pilot.press("enter")
        await until_shown(pilot, "举手")
        shown = screen.host.shown
        assert shown is not None
        text = screen_text(pilot)
        assert "主持台" not in text
        assert str(shown.question.explanation)[:8] not in text


@pytest.mark.slow
async def test_a_second_desk_on_the_same_session_only_watches(tmp_path: Path) -> None:
    home = prepared(tmp_path)
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        first = await begin_session(pilot)
        async with app_on(home).run_test(size=SIZES[0]) as other:
            await enter_room(other)
            await other.press("4")
            await until(other, lambda: isinstance(other.app.screen, HostScreen))
            await until_shown(other, "这里只能看")
            await other.press("enter")
            await settle(other)
            assert first.host.live.view == "test"
            await other.press("escape")
            await until(other, lambda: isinstance(other.app.screen, MeetingScreen))


@pytest.mark.slow
async def test_at_the_end_one_question_saves_minutes_slips_and_scores(tmp_path: Path) -> None:
    home, out = prepared(tmp_path), tmp_path / "out"
    out.mkdir()
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        screen = await begin_session(pilot)
        await screen.desk.do(lambda: screen.host.live.do(SignedIn(present=4)))
        await go_to(pilot, screen, StepKind.CLOSING)
        await screen.action_enter()
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
        await pilot.press("enter")  # the key that went on so far ends nothing
        await until(pilot, lambda: pilot.app.screen is screen)
        assert not screen.host.live.session.is_closed
        screen._entered_at = float("-inf")
        await screen.action_enter()
        await pick(pilot, "结束")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickDialog))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: type(pilot.app.screen) is FormDialog)
        form = await form_open(pilot)
        form.query_one("#field-folder", Input).value = str(out)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: any("成绩单" in path.name for path in out.iterdir()), seconds=30)
        await until_shown(pilot, "已保存")
        await pilot.press("enter", "6")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickDialog))
        await until_shown(pilot, "成绩单（Word、Excel）")
        await pilot.press("escape", "4")
        await until_shown(pilot, "接着主持吗")
        await pilot.press("enter")
        await until_shown(pilot, "步骤 7/7")
        again = pilot.app.screen
        assert isinstance(again, HostScreen)
        await until(pilot, lambda: not again.host.live.session.is_closed)
        await settle(pilot)
        await again.action_enter()
        await pick(pilot, "结束")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickDialog))
    names = " ".join(path.name for path in out.iterdir())
    assert "会议记录" in names
    assert "凭条" in names
    (meeting,) = meetings(home)
    assert meeting.steps
    desk = Desk(home, clock=lambda: MONDAY)
    assert stands(desk, meeting) == "over"
    desk.close()


@pytest.mark.slow
async def test_where_fewer_signed_in_than_the_register_has_neither_slips_nor_minutes_are_ticked(tmp_path: Path) -> None:
    async with app_on(prepared(tmp_path)).run_test(size=SIZES[0]) as pilot:
        screen = await begin_session(pilot, window="one")
        await screen.desk.do(lambda: screen.host.live.do(SignedIn(present=3)))
        await go_to(pilot, screen, StepKind.CLOSING)
        await screen.action_enter()
        await pick(pilot, "结束")
        await until_shown(pilot, "先断开投屏")
        await pilot.press("escape")
        await until_shown(pilot, "签到3人，登记簿到会4人")
        page = pilot.app.screen
        assert isinstance(page, PickDialog)
        assert page.ticked == {"scores"}
        await pilot.press("escape")
        await until_shown(pilot, "没核对")
        await pilot.press("2")
        await until(pilot, lambda: isinstance(pilot.app.screen, AttendancePage))
        await pilot.press("ctrl+s")  # looked at and left as it is: the register holds
        await until_shown(pilot, "到会情况已保存")
        assert "没核对" not in screen_text(pilot)


@pytest.mark.slow
async def test_a_decision_being_typed_is_there_again_after_the_program_ended(tmp_path: Path) -> None:
    home = prepared(tmp_path)
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        screen = await begin_session(pilot)
        await pilot.press("f9")
        form = await form_open(pilot)
        form.query_one("#field-text", Input).value = "每周五清点"
        await until(pilot, lambda: "每周五清点" in screen.desk.journal.drafts.get(f"decision/{screen.meeting.uid}"))
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        await enter_room(pilot)
        await pilot.press("4")
        await until(pilot, lambda: isinstance(pilot.app.screen, HostScreen))
        await pilot.press("f9")
        await until_shown(pilot, "每周五清点")
        await pilot.press("enter")
        form = await form_open(pilot)
        assert form.query_one("#field-text", Input).value == "每周五清点"
        await pilot.press("ctrl+s")
        await until_shown(pilot, "步骤 1/7")
        again = pilot.app.screen
        assert isinstance(again, HostScreen)
        await until(pilot, lambda: [one.text for one in again.host.live.session.decisions] == ["每周五清点"])
        await until(pilot, lambda: not again.desk.journal.drafts.get(f"decision/{again.meeting.uid}"))


@pytest.mark.slow
async def test_a_session_left_is_gone_on_with_where_it_was(tmp_path: Path) -> None:
    home = prepared(tmp_path)
    (meeting,) = meetings(home)
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        screen = await begin_session(pilot)
        await go_to(pilot, screen, StepKind.DISCUSSION)
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        await enter_room(pilot)
        await pilot.press("4")
        await until_shown(pilot, "步骤 5/7  讨论")
    desk = Desk(home, clock=lambda: MONDAY)
    live = LiveSession(desk, meeting.uid)
    assert not live.is_read_only
    live.close()
    desk.close()


async def pick(pilot: Pilot[None], wanted: str) -> None:
    """Choose a line by its words."""
    await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
    page = pilot.app.screen
    assert isinstance(page, ChooseDialog)
    page.list.select(next(name for name, words in page.choices if wanted in words))
    await settle(pilot)
    await pilot.press("enter")


@pytest.mark.slow
async def test_the_agenda_is_changed_while_it_runs_kept_by_name_and_begun_from(tmp_path: Path) -> None:
    home = prepared(tmp_path)
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        screen = await begin_session(pilot)
        await pilot.press("enter")
        await until_shown(pilot, "计划4分")
        await pilot.press("tab")
        await pick(pilot, "加一步")
        form = await form_open(pilot)
        form.query_one("#field-kind", Choice).value = "other"
        await pilot.press("ctrl+s")
        await until_shown(pilot, "请写明内容")
        form.query_one("#field-words", Input).value = "重温入党誓词"
        form.query_one("#field-minutes", Input).value = "3"
        await pilot.press("ctrl+s")
        await until_shown(pilot, "下一步  重温入党誓词")
        await until_shown(pilot, "计划63分")
        await pilot.press("tab")
        await pick(pilot, "议程（")
        await pick(pilot, "讨论")
        await pick(pilot, "改用时")
        form = await form_open(pilot)
        form.query_one("#field-minutes", Input).value = "12"
        await pilot.press("ctrl+s")
        await until_shown(pilot, "计划57分")
        await pilot.press("tab")
        await pick(pilot, "存为模板")
        form = await form_open(pilot)
        form.query_one("#field-name", Input).value = "支部的一小时"
        await pilot.press("ctrl+s")
        await until_shown(pilot, "支部的一小时")
        assert screen.host.live.session.steps[1].title == "重温入党誓词"
        await pilot.press("tab")
        await pick(pilot, "离开主持台")
        await until(pilot, lambda: isinstance(pilot.app.screen, MeetingScreen))
    desk = Desk(home, clock=lambda: MONDAY)
    add_meeting(desk, MONDAY.date(), title="下一次", from_time=time(14), to_time=time(15))
    desk.close()
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        await enter_room(pilot)
        await pilot.press("4")
        await pick(pilot, "六个不让")
        await until_shown(pilot, "支部的一小时")
        await pilot.press("down", "enter")
        form = await form_open(pilot)
        await until_shown(pilot, "重温入党誓词3")
        await until_shown(pilot, "议程共57分，会议60分")
        form.query_one("#field-agenda", Input).value = "学习10、30"
        await pilot.press("ctrl+s")
        await until_shown(pilot, "30不是一步")


def wall_text(screen: HostScreen) -> str:
    return "\n".join("".join(text for text, _style in line) for line in screen.small_lines)


@pytest.mark.slow
async def test_one_window_is_zoomed_as_a_wall_and_its_keys_are_blind(tmp_path: Path) -> None:
    home = prepared(tmp_path)
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        screen = await begin_session(pilot, window="one")
        await pilot.resize_terminal(40, 12)
        await pilot.press("enter")
        await until(pilot, lambda: "应到" in wall_text(screen))
        assert [cell_len(line) for line in wall_text(screen).split("\n")] == [40] * 12
        await pilot.press("2", "3")
        await until(pilot, lambda: "23" in wall_text(screen))
        assert pilot.app.screen is screen  # no list of names
        await pilot.press("right")
        await until(pilot, lambda: "已到      4" in wall_text(screen))
        await pilot.resize_terminal(30, 10)
        await until(pilot, lambda: wall_text(screen).count("\n") == 9)


@pytest.mark.slow
async def test_what_opens_over_a_wall_too_small_for_it_says_the_zoom_key_and_closes_by_escape(tmp_path: Path) -> None:
    async with app_on(prepared(tmp_path)).run_test(size=SIZES[0]) as pilot:
        screen = await begin_session(pilot, window="one")
        app = screen.app
        assert isinstance(app, SizedApp)
        await pilot.resize_terminal(40, 12)
        await pilot.press("f9")
        await until(pilot, lambda: app.screen is not screen)
        said = "".join(text for line in app._small.lines for text, _style in line)
        assert "Ctrl" in said
        assert "Esc" in said
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)


@pytest.mark.slow
async def test_more_hands_than_people_are_said_on_the_wall_where_it_is_the_only_window(tmp_path: Path) -> None:
    async with app_on(prepared(tmp_path)).run_test(size=SIZES[0]) as pilot:
        screen = await begin_session(pilot, window="one")
        await screen.desk.do(lambda: screen.host.live.do(SignedIn(present=24)))
        await go_to(pilot, screen, StepKind.HANDS)
        await screen.desk.do(screen.host.enter)
        assert screen.host.is_counting
        await pilot.press(*"1002")
        for _letter in range(4):
            await screen.desk.do(screen.host.enter)
        await screen.paint()
        await until_shown(pilot, "1002人")
        await pilot.resize_terminal(40, 12)
        await until(pilot, lambda: wall_text(screen).rstrip().endswith("其余不动。"))  # in two lines
        assert all(sum(map(cell_len, (text for text, _style in line))) == 40 for line in screen.small_lines)


@pytest.mark.slow
async def test_one_window_stays_the_wall_when_the_session_is_gone_on_with(tmp_path: Path) -> None:
    home = prepared(tmp_path)
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        screen = await begin_session(pilot, window="one")
        await go_to(pilot, screen, StepKind.SIGN_IN)
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, WallAgain))
        for key in ("f2", "f8", "f9", "ctrl+p", "ctrl+f"):
            await pilot.press(key)
            await settle(pilot)
            assert isinstance(pilot.app.screen, WallAgain), key
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, HostScreen))
        await until_shown(pilot, "请到门口签到表签名")
        assert "主持台" not in screen_text(pilot)
        await pilot.press("tab")
        await pick(pilot, "显示主持台")
        await until_shown(pilot, "主持台")


@pytest.mark.slow
async def test_who_left_the_desk_of_a_one_window_wall_by_its_menu_finds_today_the_next_time(tmp_path: Path) -> None:
    home = prepared(tmp_path)
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        await begin_session(pilot, window="one")
        assert wall_left(home) == ""  # another desk has it open
        await pilot.press("tab")
        await pick(pilot, "离开主持台")
        await until(pilot, lambda: isinstance(pilot.app.screen, MeetingScreen))
    assert wall_left(home) == ""
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        await until_shown(pilot, "已对照")


@pytest.mark.slow
async def test_where_the_window_is_the_wall_a_fault_of_saving_is_said_all_the_same(tmp_path: Path) -> None:
    home = prepared(tmp_path)
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        screen = await begin_session(pilot, window="one")

        def refused() -> None:
            raise Busy(home)

        await screen._key(refused)
        await until_shown(pilot, screen.host.said[:10])
        assert screen.host.said


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
async def test_today_and_the_register_say_that_a_session_waits_and_a_key_goes_on_with_it(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    home = prepared(tmp_path)
    async with app_on(home).run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("9")
        assert "学习没有结束" not in screen_text(pilot)
        await begin_session(pilot)
        await pilot.press("tab")
        await pick(pilot, "离开主持台")
        await until_shown(pilot, "学习没有结束：代表建议的办理")
        await pilot.press("up", "9")
        await until(pilot, lambda: isinstance(pilot.app.screen, HostScreen))
    async with app_on(home).run_test(size=size) as pilot:
        await until_shown(pilot, "学习没有结束：代表建议的办理")
        await pilot.press("9")
        await until(pilot, lambda: isinstance(pilot.app.screen, HostScreen))
        screen = pilot.app.screen
        assert isinstance(screen, HostScreen)
        await screen.desk.do(lambda: screen.host.live.end(screen.meeting))
    async with app_on(home).run_test(size=size) as pilot:
        await enter_room(pilot)
        assert "学习没有结束" not in screen_text(pilot)


@pytest.mark.slow
async def test_after_the_end_in_one_window_nothing_of_the_program_shows_before_somebody_asks(tmp_path: Path) -> None:
    home = prepared(tmp_path)
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        screen = await begin_session(pilot, window="one")
        await go_to(pilot, screen, StepKind.CLOSING)
        screen.begin(screen._ask_end)
        await pick(pilot, "结束")
        await until_shown(pilot, "先断开投屏")
        for key in ("enter", "f2", "f8", "f9", "tab", "1", "right"):
            await pilot.press(key)
            await settle(pilot)
            assert pilot.app.screen is screen, key
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickDialog))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, MeetingScreen))
