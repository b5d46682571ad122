"""The room of meetings: entered, attended by exception, decided, deleted and brought back, papers saved."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from content.session_events import AgendaStep, SessionOpened, StepKind
from desk.desk import Desk
from desk.meetings import add_meeting, expected_at, with_exceptions
from desk.slips import slip_files
from screens.kit.choose import ChooseDialog
from screens.kit.fields import Choice
from screens.kit.form import AskDialog, FormDialog
from screens.kit.pick import PickDialog
from screens.meeting.attendance import AttendancePage, Finder
from screens.meeting.forms import who_and_when
from screens.meeting.screen import MeetingScreen
from screens.study.note_editor import NoteEditor
from screens.today.screen import TodayScreen
from storage.branch import BranchLedger
from storage.journal import Journal
from storage.records import AttendanceStatus, MatterKind, Meeting, MeetingKind, NoteKind, Profile, StudyNote, Topic
from storage.roster import Member, read_roster
from storage.sessions import SessionLog
from tests.screens.driving import MONDAY, app_on, screen_text, settle, until, until_shown
from tests.screens.sending import roster_file

SIZES = [(80, 24), (120, 36)]


def home_with_roster(folder: Path) -> Path:
    home = folder / "home"
    Journal.open(home, clock=lambda: MONDAY).save_profile(
        Profile(name="李四", member_no="002", branch="第一党支部", is_secretary=True)
    )
    BranchLedger.open(home, clock=lambda: MONDAY).save_roster(
        read_roster(roster_file(folder)).members, branch="第一党支部"
    )
    return home


def meetings(home: Path) -> list[Meeting]:
    return Journal.open(home, clock=lambda: MONDAY).meetings.all()


async def enter_room(pilot: Pilot[None]) -> MeetingScreen:
    await pilot.press("f8")
    await settle(pilot)
    await pilot.press("0")
    await until(pilot, lambda: isinstance(pilot.app.screen, MeetingScreen))
    await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, MeetingScreen)
    return screen


async def form_open(pilot: Pilot[None]) -> FormDialog:
    await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog) and pilot.app.screen.focused is not None)
    form = pilot.app.screen
    assert isinstance(form, FormDialog)
    return form


async def enter_meeting(pilot: Pilot[None], *, kind: int = 6) -> None:
    await pilot.press("1")
    await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
    await pilot.press(*["down"] * kind, "enter")
    form = await form_open(pilot)
    for name, text in (
        ("title", "代表法集中学习"),
        ("from_time", "9:00"),
        ("to_time", "10:00"),
        ("topics", "代表法；建议"),
    ):
        form.query_one(f"#field-{name}", Input).value = text
    await pilot.press("ctrl+s")
    if kind == 1:
        await until(pilot, lambda: isinstance(pilot.app.screen, PickDialog))
        await until_shown(pilot, "哪些人是支委？")
        await pilot.press("space", "down", "space", "ctrl+s")
    await until_shown(pilot, "已记入：代表法集中学习")
    await settle(pilot)


@pytest.mark.slow
async def test_a_meeting_without_a_roster_is_asked_about_and_takes_its_people_from_the_roster_later(
    tmp_path: Path,
) -> None:
    home = home_with_roster(tmp_path)
    ledger = BranchLedger.open(home, clock=lambda: MONDAY)
    everybody = ledger.roster()
    ledger.undo_roster()
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        await enter_room(pilot)
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
        await pilot.press(*["down"] * 6, "enter")
        form = await form_open(pilot)
        for name, text in (("title", "代表法"), ("from_time", "9:00"), ("to_time", "10:00")):
            form.query_one(f"#field-{name}", Input).value = text
        await pilot.press("ctrl+s")
        await until_shown(pilot, "还没有人员名册")
        assert not meetings(home)
        await pilot.press("enter")
        await until_shown(pilot, "已记入：代表法")
        assert meetings(home)[0].attendance == ()
        await pilot.press("2")
        await until_shown(pilot, "先到【支部】读入名册")
        assert "应到" not in screen_text(pilot).partition("没有应到的人")[0]
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, MeetingScreen))
        ledger.save_roster(everybody, branch="第一党支部")
        await pilot.press("2")
        await until(pilot, lambda: isinstance(pilot.app.screen, AttendancePage))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: meetings(home)[0].expected == len(everybody))


@pytest.mark.slow
async def test_who_sits_on_the_committee_is_asked_where_nothing_says_it(tmp_path: Path) -> None:
    home = home_with_roster(tmp_path)
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        await enter_room(pilot)
        await enter_meeting(pilot, kind=1)
    (made,) = meetings(home)
    assert (made.kind, made.expected) == (MeetingKind.COMMITTEE, 2)


@pytest.mark.slow
async def test_of_a_committee_entered_before_there_was_a_roster_it_is_asked_later_who_sits_on_it(
    tmp_path: Path,
) -> None:
    home = home_with_roster(tmp_path)
    add_meeting(
        Desk(home, clock=lambda: MONDAY), date(2026, 11, 20), kind=MeetingKind.COMMITTEE, title="支委会",
        from_time=time(9), to_time=time(10), attendance=(),
    )  # fmt: skip
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        await enter_room(pilot)
        await pilot.press("2")
        await until_shown(pilot, "哪些人是支委？")
        await pilot.press("space", "down", "space", "ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, AttendancePage))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: meetings(home)[0].expected == 2)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.slow
async def test_a_meeting_is_entered_with_everybody_present_and_the_exceptions_are_marked(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    home = home_with_roster(tmp_path)
    async with app_on(home).run_test(size=size) as pilot:
        await enter_room(pilot)
        assert "党员大会" in screen_text(pilot)  # what is due stands above the list
        await enter_meeting(pilot)
        (made,) = meetings(home)
        assert (made.kind, made.present, made.expected) == (
            MeetingKind.STUDY,
            len(made.attendance),
            len(made.attendance),
        )
        assert [one.title for one in made.topics] == ["代表法", "建议"]
        await pilot.press("2")
        await until(pilot, lambda: isinstance(pilot.app.screen, AttendancePage))
        await pilot.press("4", "3")
        page = pilot.app.screen
        assert isinstance(page, AttendancePage)
        page.list.highlighted = 1
        await pilot.press("enter")
        form = await form_open(pilot)
        form.query_one("#field-reason", Input).value = "公差"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.screen is page)
        await pilot.press("ctrl+s")
        await until_shown(pilot, "到会情况已保存")
        await settle(pilot)
        (saved,) = meetings(home)
        first, second = saved.attendance[:2]
        assert (first.status, second.status, second.reason) == (
            AttendanceStatus.ABSENT, AttendanceStatus.ON_LEAVE, "公差",
        )  # fmt: skip
        assert saved.present == saved.expected - 2
        await pilot.press("3")
        await until_shown(pilot, "已撤")
        assert meetings(home)[0].present == saved.expected


@pytest.mark.slow
async def test_somebody_is_found_by_the_first_letters_of_the_name(tmp_path: Path) -> None:
    home = home_with_roster(tmp_path)
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        await enter_room(pilot)
        await enter_meeting(pilot)
        await pilot.press("2")
        await until(pilot, lambda: isinstance(pilot.app.screen, AttendancePage))
        page = pilot.app.screen
        assert isinstance(page, AttendancePage)
        name = page.people[1].name
        await pilot.press("down", "down", "tab", name[0])  # somebody else was selected, and may be found too
        await until(pilot, lambda: page.list.highlighted == 0)
        await pilot.press(*name[1:])
        await until(pilot, lambda: len(page.list.rows) == 1)
        await pilot.press("enter", "4", "ctrl+s")
        await until_shown(pilot, "到会情况已保存")
        await settle(pilot)
        assert [one.name for one in meetings(home)[0].attendance if one.status is AttendanceStatus.ABSENT] == [name]


@pytest.mark.slow
async def test_letters_typed_in_the_list_begin_to_find_with_the_first_of_them(tmp_path: Path) -> None:
    home = home_with_roster(tmp_path)
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        await enter_room(pilot)
        await enter_meeting(pilot)
        await pilot.press("2")
        await until(pilot, lambda: isinstance(pilot.app.screen, AttendancePage))
        await pilot.press("q", "x")
        await pilot.press("l")
        await settle(pilot)
        assert pilot.app.screen.query_one("#find", Finder).value == "qxl"


@pytest.mark.slow
async def test_what_was_decided_becomes_a_matter_and_a_deleted_meeting_comes_back(tmp_path: Path) -> None:
    home = home_with_roster(tmp_path)
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        await enter_room(pilot)
        await enter_meeting(pilot)
        await pilot.press("5")
        form = await form_open(pilot)
        form.query_one("#field-text", Input).value = "每周五清点建议"
        form.query_one("#field-due_day", Input).value = "2026-12-01"
        form.query_one("#field-becomes", Choice).choose("matter")
        await pilot.press("ctrl+s")
        await until_shown(pilot, "议定事项已保存")
        await settle(pilot)
        (matter,) = Journal.open(home, clock=lambda: MONDAY).matters.open()
        assert (matter.kind, matter.title, matter.due_day) == (MatterKind.DECISION, "每周五清点建议", date(2026, 12, 1))
        await pilot.press("delete")
        await until_shown(pilot, "少计4人、共4学时")
        await pilot.press("escape")
        await settle(pilot)
        assert len(meetings(home)) == 1
        await pilot.press("delete")
        await until_shown(pilot, "少计4人、共4学时")
        await pilot.press("enter")
        await until_shown(pilot, "已删除")
        assert not meetings(home)
        await pilot.press("3")
        await settle(pilot)
        assert len(meetings(home)) == 1


@pytest.mark.slow
async def test_the_papers_ticked_are_saved_in_a_folder(tmp_path: Path) -> None:
    home, out = home_with_roster(tmp_path), tmp_path / "out"
    out.mkdir()
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        await enter_room(pilot)
        await enter_meeting(pilot)
        await pilot.press("6")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickDialog))
        await pilot.press("down", "down", "down", "enter", "ctrl+s")
        form = await form_open(pilot)
        form.query_one("#field-folder", Input).value = str(out)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(list(out.rglob("*.*"))) > 2, seconds=30)
        await settle(pilot)
    names = [path.name for path in out.rglob("*.*")]
    assert any("会议记录" in name and name.endswith(".docx") for name in names)
    assert any("凭条" in name for name in names)


@pytest.mark.slow
async def test_why_there_are_no_slips_is_said_and_nothing_is_asked_or_called_saved(tmp_path: Path) -> None:
    home = home_with_roster(tmp_path)
    bare = Meeting.new(MONDAY, MONDAY.date(), title="代表法", from_time=time(9), to_time=time(10))
    Journal.open(home, clock=lambda: MONDAY).meetings.add(bare)
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        await enter_room(pilot)
        await pilot.press("6")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickDialog))
        await pilot.press("enter", "down", "down", "down", "enter", "ctrl+s")  # the minutes out, the slips in
        await until_shown(pilot, "到会未登记，没有凭条可存")
        assert isinstance(pilot.app.screen, MeetingScreen)


@pytest.mark.slow
async def test_papers_that_may_not_replace_others_are_said_not_to_be_saved(tmp_path: Path) -> None:
    home, out = home_with_roster(tmp_path), tmp_path / "out"
    out.mkdir()
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        await enter_room(pilot)
        await enter_meeting(pilot)
        [meeting] = meetings(home)
        there = [
            out / f"{meeting.title}_2026年11月23日-{meeting.uid[-6:]}_会议记录.{suffix}" for suffix in ("docx", "md")
        ]
        for path in there:
            path.write_text("别的", encoding="utf-8")
        await pilot.press("6")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickDialog))
        await pilot.press("ctrl+s")
        form = await form_open(pilot)
        form.query_one("#field-folder", Input).value = str(out)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, AskDialog))
        await pilot.press("escape")
        await until_shown(pilot, "没有保存：已有同名文件。")
    assert [path.read_text(encoding="utf-8") for path in there] == ["别的", "别的"]


@pytest.mark.slow
async def test_a_meeting_that_would_end_before_it_begins_is_not_entered(tmp_path: Path) -> None:
    home = home_with_roster(tmp_path)
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        await enter_room(pilot)
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
        await pilot.press("enter")
        form = await form_open(pilot)
        for name, text in (("title", "党课"), ("from_time", "10:00"), ("to_time", "9:00")):
            form.query_one(f"#field-{name}", Input).value = text
        await pilot.press("ctrl+s")
        await until_shown(pilot, "结束时间早于开始时间")
        assert not meetings(home)


@pytest.mark.slow
async def test_a_slip_is_counted_once_however_often_it_is_taken_in(tmp_path: Path) -> None:
    home = home_with_roster(tmp_path)
    desk = Desk(home, clock=lambda: MONDAY)
    people = expected_at(desk, MeetingKind.STUDY, MONDAY.date()).people
    meeting = add_meeting(desk, MONDAY.date(), title="代表法", from_time=time(9), to_time=time(10), attendance=people)
    slip = tmp_path / "slip.txt"
    slip.write_bytes(next(data for path, data in slip_files(desk, meeting, tmp_path).items() if "李四" in path.name))
    desk.close()
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        await pilot.press("f3")
        await settle(pilot)
        for words in ("已计入", "已经计入"):
            await pilot.press("5")
            await until_shown(pilot, "收凭条")
            await pilot.press("1")
            form = await form_open(pilot)
            form.query_one("#field-file", Input).value = str(slip)
            await pilot.press("ctrl+s")
            await until_shown(pilot, words)
            await pilot.press("escape")
            await settle(pilot)
    (note,) = Journal.open(home, clock=lambda: MONDAY).notes.all()
    assert (note.minutes, note.meeting_uid) == (60, meeting.uid)


async def test_a_recorder_without_the_secretary_s_role_finds_the_meetings_in_the_palette(tmp_path: Path) -> None:
    home = tmp_path / "home"
    Journal.open(home, clock=lambda: MONDAY).save_profile(Profile(name="王五", member_no="003"))
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        commands = {words: do for words, _help, do, *_rest in pilot.app.get_system_commands(pilot.app.screen)}
        await commands["会议"]()
        await until(pilot, lambda: isinstance(pilot.app.screen, MeetingScreen))
        await settle(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))


@pytest.mark.slow
async def test_votes_and_make_ups_are_entered_and_taken_back(tmp_path: Path) -> None:
    home = home_with_roster(tmp_path)
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        await enter_room(pilot)
        await enter_meeting(pilot)
        await pilot.press("8")
        form = await form_open(pilot)
        form.query_one("#field-subject", Input).value = "同意接收预备党员"
        form.query_one("#field-in_favour", Input).value = "3"
        await pilot.press("ctrl+s")
        await until_shown(pilot, "合计3票")
        form.query_one("#field-against", Input).value = "1"
        await pilot.press("ctrl+s")
        await until_shown(pilot, "表决已保存")
        (vote,) = meetings(home)[0].votes
        assert (vote.entitled, vote.entitled_present, vote.in_favour, vote.against) == (4, 4, 3, 1)
        await pilot.press("2")
        await until(pilot, lambda: isinstance(pilot.app.screen, AttendancePage))
        await pilot.press("4", "ctrl+s")
        await until_shown(pilot, "到会情况已保存")
        await settle(pilot)
        await pilot.press("7")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
        await pilot.press("enter")
        form = await form_open(pilot)
        form.query_one("#field-minutes", Input).value = "61"
        await pilot.press("ctrl+s")
        await until_shown(pilot, "补学不能超过")
        form.query_one("#field-minutes", Input).value = "45"
        form.query_one("#field-how", Input).value = "自学材料"
        await pilot.press("ctrl+s")
        await until_shown(pilot, "补学已保存")
        (made,) = meetings(home)[0].make_ups
        assert (made.minutes, made.how) == (45, "自学材料")
        await settle(pilot)
        await pilot.press("2")  # who turns out to have been there made nothing up
        await until(pilot, lambda: isinstance(pilot.app.screen, AttendancePage))
        await pilot.press("1", "ctrl+s")
        await until_shown(pilot, "到会情况已保存")
        await settle(pilot)
        assert meetings(home)[0].make_ups == ()
        await pilot.press("3")
        await until_shown(pilot, "已撤")
        await settle(pilot)
        assert [one.minutes for one in meetings(home)[0].make_ups] == [45]


@pytest.mark.slow
async def test_a_meeting_entered_wrongly_is_struck_and_found_by_search(tmp_path: Path) -> None:
    home = home_with_roster(tmp_path)
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        await enter_room(pilot)
        await enter_meeting(pilot)
        await pilot.press("enter")
        form = await form_open(pilot)
        form.query_one("#field-counts", Choice).choose("struck")
        await pilot.press("ctrl+s")
        await until_shown(pilot, "已作废")
        assert meetings(home)[0].is_struck
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        await pilot.press("ctrl+f")
        await until_shown(pilot, "查找")
        await pilot.press(*"dbf")
        await until_shown(pilot, "会议")
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, MeetingScreen))
        await until_shown(pilot, "代表法集中学习")


@pytest.mark.slow
async def test_a_new_meeting_begins_with_the_times_and_people_of_the_last_of_its_kind(tmp_path: Path) -> None:
    home = home_with_roster(tmp_path)
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        await enter_room(pilot)
        for title, times in (("第一次", ("9:30", "10:30")), ("第二次", ("14:00", "15:00"))):
            await pilot.press("1")
            await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
            await pilot.press(*["down"] * 6, "enter")
            form = await form_open(pilot)
            assert form.values["from_time"].removeprefix("0") == "9:30"
            form.query_one("#field-title", Input).value = title
            if title == "第二次":
                assert form.values["place"] == "三楼会议室"
                form.query_one("#field-from_time", Input).focus()
                await pilot.press(*times[0])
                form.query_one("#field-to_time", Input).focus()
                await pilot.press(*times[1])
            form.query_one("#field-place", Input).value = "三楼会议室"
            await pilot.press("ctrl+s")
            await until_shown(pilot, f"已记入：{title}")
            await settle(pilot)
    assert sorted(f"{one.from_time:%H:%M}" for one in meetings(home)) == ["09:30", "14:00"]


@pytest.mark.parametrize(("keys", "minutes"), [(["enter"], [0, 60]), (["down", "enter"], [60, 60]), (["escape"], [60])])
@pytest.mark.slow
async def test_a_note_written_behind_a_slip_of_its_day_is_asked_about(
    tmp_path: Path, keys: list[str], minutes: list[int]
) -> None:
    home = home_with_roster(tmp_path)
    Journal.open(home, clock=lambda: MONDAY).notes.add(
        StudyNote.new(MONDAY, MONDAY.date(), title="代表法", minutes=60, kind=NoteKind.GROUP, meeting_uid="m1",
                      meeting_rev=1)
    )  # fmt: skip
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        await pilot.press("f3")
        await settle(pilot)
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, NoteEditor) and pilot.app.screen.focused is not None)
        editor = pilot.app.screen
        assert isinstance(editor, NoteEditor)
        editor.values = editor.values | {"title": "代表法", "minutes": "60", "kind": "group"}
        await pilot.press("ctrl+s")
        await until_shown(pilot, "是同一次吗")
        await pilot.press(*keys)
        await settle(pilot)
    found = Journal.open(home, clock=lambda: MONDAY).notes.all()
    assert sorted(one.minutes for one in found) == minutes


@pytest.mark.slow
async def test_two_meetings_of_one_title_on_one_day_are_told_apart_in_the_list(tmp_path: Path) -> None:
    home = home_with_roster(tmp_path)
    desk = Desk(home, clock=lambda: MONDAY)
    first, _second = (
        add_meeting(desk, MONDAY.date(), title="学习", from_time=time(hour), to_time=time(hour + 1)) for hour in (9, 15)
    )
    log = SessionLog(home, first.uid, clock=desk.clock)
    log.append(SessionOpened(title="学习", steps=(AgendaStep(kind=StepKind.SIGN_IN),)))
    log.close()
    desk.close()
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        await enter_room(pilot)
        lines = screen_text(pilot).splitlines()
        assert any("主持中 09:00 学习" in line for line in lines)
        assert any("15:00 学习" in line and "主持中" not in line for line in lines)


@pytest.mark.slow
async def test_two_of_one_name_are_told_apart_beside_the_list_and_deleting_says_that_slips_count(
    tmp_path: Path,
) -> None:
    home = home_with_roster(tmp_path)
    desk = Desk(home, clock=lambda: MONDAY)
    desk.branch.save_roster([Member(member_no=number, name="张伟") for number in ("001", "002")], branch="第一党支部")
    people = expected_at(desk, MeetingKind.STUDY, MONDAY.date()).people
    away = {people[1].person: {"status": AttendanceStatus.ABSENT}}
    add_meeting(
        desk, MONDAY.date(), title="学习", from_time=time(9), to_time=time(10), attendance=with_exceptions(people, away)
    )
    desk.close()
    async with app_on(home).run_test(size=SIZES[1]) as pilot:
        await enter_room(pilot)
        await until_shown(pilot, "张伟（002）")
        await pilot.press("delete")
        await until_shown(pilot, "少计1人、共1学时")
        await pilot.press("enter")
        await until_shown(pilot, "已发凭条仍算数")


@pytest.mark.parametrize(
    ("text", "owner", "day"),
    [("李娜 12月10日前报送台账", "李娜", date(2026, 12, 10)), ("李娜、张伟12月10日前", "", date(2026, 12, 10)),
     ("12月10日初稿，12月20日定稿，张伟娜", "张伟娜", None), ("先核对台账", "", None),
     ("李娜 2月30日前", "李娜", None)],
)  # fmt: skip
def test_who_and_when_are_read_from_the_line_where_it_names_one(
    tmp_path: Path, text: str, owner: str, day: date | None
) -> None:
    names, calendar = ["李娜", "张伟", "张伟娜"], Desk(tmp_path / "home", clock=lambda: MONDAY).calendar
    assert who_and_when(text, names, MONDAY.date(), calendar) == (owner, day)


@pytest.mark.slow
async def test_the_keys_for_make_ups_and_votes_stand_at_the_bottom_of_a_small_screen(tmp_path: Path) -> None:
    home = home_with_roster(tmp_path)
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        await enter_room(pilot)
        await enter_meeting(pilot)
        line = screen_text(pilot).splitlines()[-1]
        assert all(key in line for key in ("3 撤销", "7 补学", "8 表决"))


@pytest.mark.slow
async def test_a_guest_added_while_finding_is_shown(tmp_path: Path) -> None:
    home = home_with_roster(tmp_path)
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        await enter_room(pilot)
        await enter_meeting(pilot)
        await pilot.press("2")
        await until(pilot, lambda: isinstance(pilot.app.screen, AttendancePage))
        await pilot.press("z", "s", "enter", "6")
        form = await form_open(pilot)
        form.query_one("#field-name", Input).value = "陈一"
        await pilot.press("ctrl+s")
        await until_shown(pilot, "已加入：陈一")
        page = pilot.app.screen
        assert isinstance(page, AttendancePage)
        assert page.place is not None
        assert page.people[page.place].name == "陈一"


@pytest.mark.slow
async def test_a_make_up_that_was_left_is_offered_again(tmp_path: Path) -> None:
    home = home_with_roster(tmp_path)
    desk = Desk(home, clock=lambda: MONDAY)
    people = expected_at(desk, MeetingKind.STUDY, MONDAY.date()).people
    away = with_exceptions(people, {people[0].person: {"status": AttendanceStatus.ABSENT}})
    add_meeting(desk, MONDAY.date(), title="学习", from_time=time(9), to_time=time(10), attendance=away)
    desk.close()
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        await enter_room(pilot)
        await pilot.press("7")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
        await pilot.press("enter")
        form = await form_open(pilot)
        form.query_one("#field-how", Input).value = "自学材料"
        await settle(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, MeetingScreen))
        await pilot.press("7")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
        await pilot.press("enter")
        await until_shown(pilot, "自学材料")


@pytest.mark.slow
async def test_a_vote_and_a_decision_that_were_left_are_offered_again(tmp_path: Path) -> None:
    home = home_with_roster(tmp_path)
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        await enter_room(pilot)
        await enter_meeting(pilot)
        for key, name in (("8", "subject"), ("5", "text")):
            await pilot.press(key)
            form = await form_open(pilot)
            form.query_one(f"#field-{name}", Input).value = f"第{key}项"
            await pilot.press("escape")
            await until_shown(pilot, "草稿")
            await settle(pilot)
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        screen = await enter_room(pilot)
        for key, name in (("8", "subject"), ("5", "text")):
            await pilot.press(key)
            await until_shown(pilot, f"第{key}项")
            await pilot.press("enter")
            form = await form_open(pilot)
            assert form.query_one(f"#field-{name}", Input).value == f"第{key}项"
            if key == "8":
                form.query_one("#field-in_favour", Input).value = "4"
            await pilot.press("ctrl+s")
            await until(pilot, lambda: isinstance(pilot.app.screen, MeetingScreen))
            await settle(pilot)
        assert not screen.desk.journal.drafts.under("vote-new/") | screen.desk.journal.drafts.under("decided/")
    (held,) = meetings(home)
    assert [one.subject for one in held.votes] + [one.text for one in held.decisions] == ["第8项", "第5项"]


@pytest.mark.slow
async def test_one_of_two_of_a_name_is_called_with_the_number_in_every_question(tmp_path: Path) -> None:
    home = tmp_path / "home"
    Journal.open(home, clock=lambda: MONDAY).save_profile(Profile(name="李四", member_no="002", is_secretary=True))
    people = [Member(member_no=number, name=name, political_status="中共党员")
              for number, name in (("001", "张伟"), ("023", "张伟"), ("002", "李四"))]  # fmt: skip
    BranchLedger.open(home, clock=lambda: MONDAY).save_roster(people, branch="第一党支部")
    desk = Desk(home, clock=lambda: MONDAY)
    everybody = expected_at(desk, MeetingKind.STUDY, date(2026, 11, 20)).people
    away = with_exceptions(everybody, {"23": {"status": AttendanceStatus.ABSENT}})
    add_meeting(desk, date(2026, 11, 20), title="集中学习", from_time=time(9), to_time=time(10), attendance=away)
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        await enter_room(pilot)
        await pilot.press("7")
        await until_shown(pilot, "张伟（023） 缺席")
        await pilot.press("enter")
        await form_open(pilot)
        assert "张伟（023）补学" in screen_text(pilot)
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("2")
        await until(pilot, lambda: isinstance(pilot.app.screen, AttendancePage))
        await settle(pilot)
        await pilot.press("enter")
        await form_open(pilot)
        assert "张伟（001）" in screen_text(pilot)


@pytest.mark.slow
async def test_details_that_do_not_fit_say_how_many_lines_more_there_are_and_show_them(tmp_path: Path) -> None:
    home = home_with_roster(tmp_path)
    topics = tuple(Topic(title=f"第{number}项议题") for number in range(1, 9))
    desk = Desk(home, clock=lambda: MONDAY)
    for title, told in (("集中学习", topics), ("短会", ())):
        add_meeting(desk, date(2026, 11, 20), title=title, from_time=time(9), to_time=time(10), topics=told)
    async with app_on(home).run_test(size=SIZES[0]) as pilot:
        screen = await enter_room(pilot)
        screen.list.select(next(one.uid for one in screen.meetings if one.topics))
        await until_shown(pilot, "下面还有")
        assert "第8项议题" not in screen_text(pilot)
        await pilot.press("tab", "end")
        await until_shown(pilot, "第8项议题")
        screen.list.select(next(one.uid for one in screen.meetings if not one.topics))
        await until_shown(pilot, "短会")
        await settle(pilot)
        assert "下面还有" not in screen_text(pilot)


@pytest.mark.slow
async def test_a_long_title_leaves_room_for_how_many_are_there(tmp_path: Path) -> None:
    home = home_with_roster(tmp_path)
    desk = Desk(home, clock=lambda: MONDAY)
    people = expected_at(desk, MeetingKind.STUDY, MONDAY.date()).people
    add_meeting(desk, MONDAY.date(), title="学习" * 40, from_time=time(9), to_time=time(10), attendance=people)
    desk.close()
    async with app_on(home).run_test(size=(80, 24)) as pilot:
        await enter_room(pilot)
        await pilot.press("2")
        await until_shown(pilot, "应到4  实到4")
        assert ".." in screen_text(pilot).splitlines()[0]
