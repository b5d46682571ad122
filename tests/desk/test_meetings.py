"""Meetings at the desk: who is expected, what is due, what decisions become, whose hours are counted once."""

from __future__ import annotations

import re
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from content.period import Period
from content.words import use
from desk.branch_report import files_from, report_of
from desk.desk import Desk
from desk.meeting_dues import due_this_quarter, dues
from desk.meeting_hours import branch_hours
from desk.meeting_papers import minutes_files
from desk.meetings import (
    add_meeting,
    arriving,
    change_meeting,
    expected_at,
    follow_up,
    new_decision,
    remove_meeting,
    with_exceptions,
)
from desk.notes import counted_by_slip
from desk.slips import SlipNews, look_at_slip, slip_files, take_in_slip
from desk.submit import chosen, hand_in, offered, prepare
from desk.words.meetings import slip_words
from reports.branch import document
from reports.branch_hours import Difference, hours_blocks
from reports.branch_tables import documents, room_of, tables
from reports.document import Cell, Table, TableNote
from reports.summary import PickKind
from storage.errors import ChangedElsewhere, NoReport
from storage.facts import Attended, Study
from storage.records import (
    Attendance,
    AttendanceStatus,
    DecisionBecomes,
    MakeUp,
    MatterKind,
    Meeting,
    MeetingKind,
    NoteKind,
    Profile,
    StudyNote,
)
from storage.roster import Member
from storage.settings import change_setting
from storage.slips import SlipEntry, SlipHeader, read_slip, write_slip
from storage.submission import DamagedSubmission, NotASubmission, read
from tests.desk.conftest import MONDAY
from tests.screens.sending import submission

DAY = date(2026, 11, 20)
MEMBERS = (
    Member(member_no="001", name="张三", political_status="中共党员", party_group="一组", post="主任"),
    Member(member_no="002", name="李四", political_status="预备党员", party_group="二组"),
    Member(member_no="003", name="王五", political_status="群众", party_group="一组"),
    Member(member_no="004", name="赵六", party_group="一组"),
    Member(member_no="005", name="孙七", political_status="中共党员", left_day=date(2026, 11, 1)),
)


def branch(desk: Desk) -> Desk:
    desk.branch.save_roster(MEMBERS, branch="第一党支部")
    return desk


def held(desk: Desk, *people: Attendance, **fields: Any) -> Meeting:
    times = {"from_time": time(9, 30), "to_time": time(11, 30)}
    return add_meeting(desk, DAY, **{"title": "代表法集中学习", "attendance": people, **times, **fields})


def names(people: tuple[Attendance, ...]) -> list[str]:
    return [one.name for one in people]


# Who is expected


def test_a_meeting_of_study_expects_everybody_who_was_on_the_roster_that_day(desk: Desk) -> None:
    assert names(expected_at(branch(desk), MeetingKind.STUDY, DAY).people) == ["张三", "李四", "王五", "赵六"]
    assert "孙七" in names(expected_at(desk, MeetingKind.STUDY, date(2026, 10, 30)).people)
    assert names(expected_at(desk, MeetingKind.GROUP, DAY, "一组").people) == ["张三"]


def test_a_meeting_of_party_members_asks_about_whom_the_roster_says_nothing(desk: Desk) -> None:
    found = expected_at(branch(desk), MeetingKind.GENERAL, DAY)
    assert (names(found.people), names(found.unknown)) == (["张三", "李四"], ["赵六"])
    assert [one.has_vote for one in found.people] == [True, False]


def test_the_committee_is_who_was_there_last_time(desk: Desk) -> None:
    asked = expected_at(branch(desk), MeetingKind.COMMITTEE, DAY)
    assert asked.is_to_be_said, "nobody knows who sits on it: that is no meeting of the whole branch"
    first = asked.people
    held(desk, *(one for one in first if one.name == "李四"), kind=MeetingKind.COMMITTEE)
    assert names(expected_at(desk, MeetingKind.COMMITTEE, date(2026, 12, 20)).people) == ["李四"]


def test_the_committee_is_who_sits_on_it_where_the_roster_says_so(desk: Desk) -> None:
    posts = {"001": "支部书记", "002": "组织委员", "003": "党小组组长", "004": ""}
    members = [Member(member_no=number, name=f"委{number}", party_post=post) for number, post in posts.items()]
    desk.branch.save_roster(members)
    assert names(expected_at(desk, MeetingKind.COMMITTEE, DAY).people) == ["委001", "委002"]


def test_all_are_present_but_for_the_exceptions(desk: Desk) -> None:
    people = expected_at(branch(desk), MeetingKind.STUDY, DAY).people
    found = held(desk, *with_exceptions(people, {"2": {"status": AttendanceStatus.ON_LEAVE, "reason": "公差"}}))
    assert (found.expected, found.present) == (4, 3)
    assert found.attendance[1].reason == "公差"


@pytest.mark.parametrize(("minute", "status"), [(30, "present"), (35, "present"), (36, "late")])
def test_who_comes_later_than_the_setting_allows_is_late(minute: int, status: str) -> None:
    one = arriving(Attendance(name="张三"), time(9, minute), time(9, 30), 5)
    assert (one.status, one.arrived) == (status, None if minute == 30 else time(9, minute))


# Changing


def test_a_meeting_is_changed_only_as_it_was_opened_and_deleted_to_the_trash(desk: Desk) -> None:
    opened = held(desk)
    changed = change_meeting(desk, opened, place="三楼会议室")
    assert (changed.rev, changed.place) == (2, "三楼会议室")
    with pytest.raises(ChangedElsewhere):
        change_meeting(desk, opened, place="二楼")
    remove_meeting(desk, changed)
    assert desk.journal.meetings.all() == []


def test_decisions_become_matters_and_problems_once(desk: Desk) -> None:
    branch(desk)
    found = held(
        desk,
        decisions=(
            new_decision(
                desk, "月底前核对台账", owner="张三", due_day=date(2026, 11, 30), becomes=DecisionBecomes.MATTER
            ),
            new_decision(desk, "会议通知迟发", owner="李四", owner_person="2", becomes=DecisionBecomes.PROBLEM),
            new_decision(desk, "下次学监督法"),
        ),
    )
    made = follow_up(desk, found)
    assert [(one.title, one.kind, one.due_day, one.given_by) for one in made.matters] == [
        ("月底前核对台账", MatterKind.DECISION, date(2026, 11, 30), "代表法集中学习")
    ]
    assert [one.title for one in desk.branch.items()] == ["会议通知迟发"]
    again = follow_up(desk, found)
    assert (again.matters, again.problems) == ((), ())
    assert len(desk.journal.matters.all()) == 1


# What is due


def test_this_quarter_s_meetings_are_due_by_the_rules_in_the_settings(desk: Desk) -> None:
    held(desk, kind=MeetingKind.COMMITTEE)
    change_setting(desk.home, "meetings_due", "general:quarter committee:month organisational_life:year")
    found = [(one.kind, str(one.span), one.is_due, one.is_past) for one in due_this_quarter(desk)]
    assert found == [
        ("general", "2026-Q4", True, False),
        ("committee", "2026-10", True, True),
        ("committee", "2026-11", False, False),
        ("organisational_life", "2026", True, False),
    ]


def test_a_meeting_planned_for_later_is_not_held_yet(desk: Desk) -> None:
    later = held(desk, kind=MeetingKind.GENERAL)
    found = dues([later], "general:quarter", Period.quarter_of(DAY), date(2026, 11, 19))
    assert found[0].is_due


def test_a_rule_for_a_kind_that_is_not_known_is_refused(desk: Desk) -> None:
    with pytest.raises(ValueError):
        change_setting(desk.home, "meetings_due", "party:month")


# Slips


def member(folder: Path, number: str = "002", name: str = "李四") -> Desk:
    desk = Desk(folder, clock=lambda: MONDAY)
    desk.journal.save_profile(Profile(name=name, member_no=number, branch="第一党支部"))
    return desk


def slips(desk: Desk, meeting: Meeting) -> dict[str, bytes]:
    """The slips by their names, without the signs that are the meeting's own."""
    own = f"-{meeting.uid[-6:]}_"
    return {path.name.replace(own, "_"): content for path, content in slip_files(desk, meeting, Path("/out")).items()}


def studied(desk: Desk, **fields: Any) -> Meeting:
    return held(branch(desk), *expected_at(desk, MeetingKind.STUDY, DAY).people, **fields)


def test_the_slip_for_all_holds_numbers_and_minutes_and_nobody_s_name(desk: Desk) -> None:
    people = expected_at(branch(desk), MeetingKind.STUDY, DAY).people
    away = {"3": {"status": AttendanceStatus.ON_LEAVE, "reason": "住院"}}
    files = slips(desk, held(desk, *with_exceptions(people, away)))
    text = files["代表法集中学习_2026年11月20日_凭条.txt"].decode()
    assert not any(word in text for word in ("张三", "李四", "王五", "住院"))
    assert not re.search("(?<![0-9a-f])003(?![0-9a-f])", text)  # its name and its checksum may hold it by chance
    assert [one.minutes for one in read_slip(text.encode()).entries] == [120, 120, 120]
    assert len(files) == 4
    assert "李四" in files["李四_代表法集中学习_2026年11月20日_凭条.txt"].decode()


def test_the_slip_of_one_of_two_of_a_name_has_its_number_though_the_other_was_away(desk: Desk) -> None:
    people = (
        Attendance(person="a", member_no="001", name="张伟"),
        Attendance(person="b", member_no="023", name="张伟", status=AttendanceStatus.ABSENT),
    )
    [own] = [name for name in slips(desk, held(desk, *people)) if name.startswith("张伟")]
    assert own.startswith("张伟-001_")


def test_a_latecomer_has_the_minutes_there_in_the_slip_the_own_notes_and_the_branch_s_table(
    desk: Desk, tmp_path: Path
) -> None:
    people = expected_at(branch(desk), MeetingKind.STUDY, DAY).people
    came = with_exceptions(people, {people[1].person: {"status": AttendanceStatus.LATE, "arrived": time(13, 15)}})
    meeting = held(desk, *came, from_time=time(13), to_time=time(14))
    mine = member(tmp_path / "m")
    note = take_in_slip(mine, look_at_slip(mine, slips(desk, meeting)["李四_代表法集中学习_2026年11月20日_凭条.txt"]))
    assert note is not None
    found = branch_hours(desk, Period.parse("2026-11")).members
    assert (note.minutes, [one.registered for one in found]) == (45, [60, 45, 60, 60, 0])


def test_slips_of_two_meetings_of_one_day_are_files_of_their_own(desk: Desk) -> None:
    people = expected_at(branch(desk), MeetingKind.STUDY, DAY).people
    first, second = (slips(desk, held(desk, *people, title=title)) for title in ("代表法集中学习", "支部党员大会"))
    assert not set(first) & set(second)


@pytest.mark.parametrize("which", [0, 2])
def test_a_slip_taken_in_again_counts_nothing_more(desk: Desk, tmp_path: Path, which: int) -> None:
    content, mine = list(slips(desk, studied(desk)).values()), member(tmp_path / "m")
    for _time in range(3):
        for data in (content[which], content[0], content[2]):
            take_in_slip(mine, look_at_slip(mine, data))
    [note] = mine.journal.notes.all()
    assert (note.minutes, note.kind, note.title, note.day) == (120, NoteKind.GROUP, "代表法集中学习", DAY)


def test_a_later_revision_of_the_register_changes_the_minutes_alone(desk: Desk, tmp_path: Path) -> None:
    first = studied(desk)
    mine = member(tmp_path / "m")
    old = slips(desk, first)["李四_代表法集中学习_2026年11月20日_凭条.txt"]
    note = take_in_slip(mine, look_at_slip(mine, old))
    assert note is not None
    note = mine.journal.notes.change(note, lambda there: there.changed(MONDAY, own_words="先核对"))
    later = change_meeting(desk, first, to_time=time(10, 30))
    new = slips(desk, later)["李四_代表法集中学习_2026年11月20日_凭条.txt"]
    look = look_at_slip(mine, new)
    assert look.news is SlipNews.NEWER
    changed = take_in_slip(mine, look)
    assert changed is not None
    assert (changed.uid, changed.minutes, changed.own_words) == (note.uid, 60, "先核对")
    assert look_at_slip(mine, old).news is SlipNews.OLD
    assert take_in_slip(mine, look_at_slip(mine, old)) is None


def test_a_note_of_one_s_own_of_that_day_is_asked_about_and_becomes_the_meeting_s(desk: Desk, tmp_path: Path) -> None:
    mine = member(tmp_path / "m")
    own = mine.journal.notes.add(StudyNote.new(MONDAY, DAY, title="学代表法", minutes=90, kind=NoteKind.GROUP))
    mine.journal.notes.add(StudyNote.new(MONDAY, DAY, title="自学", minutes=30))
    data = slips(desk, studied(desk))["李四_代表法集中学习_2026年11月20日_凭条.txt"]
    look = look_at_slip(mine, data)
    assert (look.news, look.own_notes) == (SlipNews.ASK, (own,))
    take_in_slip(mine, look, same_as=own)
    assert sum(one.minutes for one in mine.journal.notes.all() if one.kind is NoteKind.GROUP) == 120
    assert look_at_slip(mine, data).news is SlipNews.SAME


def test_a_note_of_one_s_own_that_is_another_occasion_stays(desk: Desk, tmp_path: Path) -> None:
    mine = member(tmp_path / "m")
    mine.journal.notes.add(StudyNote.new(MONDAY, DAY, title="培训", minutes=90, kind=NoteKind.TRAINING))
    take_in_slip(mine, look_at_slip(mine, slips(desk, studied(desk))["李四_代表法集中学习_2026年11月20日_凭条.txt"]))
    assert sorted(one.minutes for one in mine.journal.notes.all()) == [90, 120]


@pytest.mark.parametrize(
    ("number", "name", "news"),
    [("002", "李四", SlipNews.NEW), ("2", "李四", SlipNews.NEW), ("002", "张三", SlipNews.OTHER),
     ("003", "王五", SlipNews.OTHER), ("", "李四", SlipNews.NO_NUMBER)],
)  # fmt: skip
def test_a_slip_is_for_whom_it_names(desk: Desk, tmp_path: Path, number: str, name: str, news: SlipNews) -> None:
    data = slips(desk, studied(desk))["李四_代表法集中学习_2026年11月20日_凭条.txt"]
    assert look_at_slip(member(tmp_path / "m", number, name), data).news is news


def test_a_slip_of_another_branch_is_not_taken_in(desk: Desk, tmp_path: Path) -> None:
    data = slips(desk, studied(desk))["李四_代表法集中学习_2026年11月20日_凭条.txt"]
    mine = member(tmp_path / "m")
    mine.journal.save_profile(Profile(name="李四", member_no="002", branch="第二党支部"))
    assert look_at_slip(mine, data).news is SlipNews.OTHER_BRANCH


def test_a_changed_slip_and_another_file_are_refused(desk: Desk) -> None:
    data = slips(desk, studied(desk))["李四_代表法集中学习_2026年11月20日_凭条.txt"]
    with pytest.raises(DamagedSubmission):
        read_slip(data.replace(b'"minutes":120', b'"minutes":999'))
    with pytest.raises(NotASubmission, match="no_slip"):
        read_slip(submission("002"))
    with pytest.raises(NotASubmission, match="slip"):
        read(data)


def test_no_slip_for_one_holds_what_is_another_s() -> None:
    header = SlipHeader(
        meeting_uid="m", revision=1, title="学习", day=DAY, made_at=MONDAY, program="0", member_no="1", count=1
    )
    with pytest.raises(ValueError):
        write_slip(header, [SlipEntry(member_no="2", minutes=60)], "")


# What a member sends, and what the branch counts


def sent_by(mine: Desk) -> bytes:
    november = Period.parse("2026-11")
    picks = [one for one in chosen(offered(mine, november), {}) if one.kind is PickKind.STUDY]
    return prepare(mine, november, picks, "").content


def test_a_submission_names_the_meetings_attended_and_says_so_to_people(desk: Desk, tmp_path: Path) -> None:
    mine = member(tmp_path / "m")
    meeting = studied(desk)
    take_in_slip(mine, look_at_slip(mine, slips(desk, meeting)["李四_代表法集中学习_2026年11月20日_凭条.txt"]))
    content = sent_by(mine)
    found = read(content)
    assert found.header.format == 2
    assert [one for one in found.facts if isinstance(one, Attended)] == [
        Attended(meeting_uid=meeting.uid, day=DAY, title="代表法集中学习", minutes=120)
    ]
    assert "代表法集中学习" in content.decode().split('{"fact"')[0].replace("\n# ", "")


def test_a_submission_without_meetings_is_one_the_first_programs_read(tmp_path: Path) -> None:
    mine = member(tmp_path / "m")
    mine.journal.notes.add(StudyNote.new(MONDAY, DAY, title="培训", minutes=90, kind=NoteKind.TRAINING))
    assert read(sent_by(mine)).header.format == 1


def test_the_branch_counts_its_register_once_and_shows_what_else_was_sent(desk: Desk, tmp_path: Path) -> None:
    meeting = studied(desk)
    mine, inbox = member(tmp_path / "m"), tmp_path / "in"
    take_in_slip(mine, look_at_slip(mine, slips(desk, meeting)["李四_代表法集中学习_2026年11月20日_凭条.txt"]))
    mine.journal.notes.add(StudyNote.new(MONDAY, DAY, title="培训", minutes=240, kind=NoteKind.TRAINING))
    inbox.mkdir()
    (inbox / "李四.txt").write_bytes(sent_by(mine))
    desk.branch.take_in(desk.branch.look([inbox], Period.parse("2026-11")))
    change_meeting(desk, meeting, to_time=time(10, 30))
    found = branch_hours(desk, Period.parse("2026-11"))
    [li] = [one for one in found.members if one.member.name == "李四"]
    assert (li.registered, li.sent, li.other) == (60, 120, 240)
    assert [(one.why, one.registered, one.sent) for one in li.differs] == [(Difference.OTHER_MINUTES, 60, 120)]
    [zhang] = [one for one in found.members if one.member.name == "张三"]
    assert (zhang.registered, zhang.has_sent, zhang.differs) == (60, False, ())


def test_a_meeting_only_the_register_or_only_the_member_has_is_named(desk: Desk, tmp_path: Path) -> None:
    studied(desk)
    facts = (
        Study(group_minutes=60, training_minutes=0, make_up_minutes=0, self_minutes=0),
        Attended(meeting_uid="gone", day=DAY, title="别处的会", minutes=60),
    )
    (tmp_path / "李四.txt").write_bytes(submission("002", *facts, format=2))
    desk.branch.take_in(desk.branch.look([tmp_path / "李四.txt"], Period.parse("2026-11")))
    [li] = [one for one in branch_hours(desk, Period.parse("2026-11")).members if one.member.name == "李四"]
    assert [(one.why, one.title) for one in li.differs] == [
        (Difference.NOT_SENT, "代表法集中学习"), (Difference.NOT_REGISTERED, "别处的会")
    ]  # fmt: skip


def test_making_up_counts_in_who_studied_and_not_in_who_was_there(desk: Desk) -> None:
    people = expected_at(branch(desk), MeetingKind.STUDY, DAY).people
    away = with_exceptions(people, {"2": {"status": AttendanceStatus.ON_LEAVE, "reason": "公差"}})
    held(desk, *away, make_ups=(MakeUp(person="2", day=date(2026, 11, 22), minutes=300, how="自学讲义"),))
    found = branch_hours(desk, Period.parse("2026-11"))
    assert (found.expected, found.present, found.studied) == (4, 3, 4)
    [li] = [one for one in found.members if one.member.name == "李四"]
    assert (li.registered, li.made_up) == (120, 120)


def test_the_report_tells_make_ups_where_there_are_some(desk: Desk) -> None:
    people = expected_at(branch(desk), MeetingKind.STUDY, DAY).people
    away = with_exceptions(people, {"2": {"status": AttendanceStatus.ON_LEAVE, "reason": "公差"}})
    meeting = held(desk, *away)
    november = Period.parse("2026-11")
    [said] = hours_blocks(branch_hours(desk, november))
    assert "应到4人次，实到3人次（到会率75%）。" in said.text  # type: ignore[union-attr]
    change_meeting(desk, meeting, make_ups=(MakeUp(person="2", day=date(2026, 11, 22), minutes=60),))
    [said] = hours_blocks(branch_hours(desk, november))
    assert "实到3人次（到会率75%）；补学1人次，合计4人次（参学率100%）。" in said.text  # type: ignore[union-attr]


def test_the_report_says_of_how_many_meetings_nobody_entered_who_was_there(desk: Desk) -> None:
    people, november = expected_at(branch(desk), MeetingKind.STUDY, DAY).people, Period.parse("2026-11")
    held(desk)
    [said] = hours_blocks(branch_hours(desk, november))
    assert said.text == "登记会议1次（集中学习1次）。到会均未登记，不作统计。"  # type: ignore[union-attr]
    held(desk, *people, title="另一次")
    [said] = hours_blocks(branch_hours(desk, november))
    assert said.text == (  # type: ignore[union-attr]
        "登记会议2次（集中学习2次）。其中1次到会未登记，以下按另外1次统计。应到4人次，实到4人次（到会率100%）。"
        "按登记计8学时；没有收到报送，未与本人所报核对。"
    )
    table = dict(tables(report_of(desk, november)))["会议登记"]
    assert {row[3]: row[-1] for row in table.rows} == {"代表法集中学习": "补填、到会未登记", "另一次": "补填"}
    use("en")
    [said] = hours_blocks(branch_hours(desk, november))
    assert "(Group study 2). The attendance of 1 is not entered; what follows" in said.text  # type: ignore[union-attr]


def test_what_the_year_lacks_of_most_is_said_once_beneath_the_table_of_hours(desk: Desk, tmp_path: Path) -> None:
    desk.branch.save_roster(MEMBERS[:4], branch="第一党支部")
    held(desk, *expected_at(desk, MeetingKind.STUDY, DAY).people)
    november = Period.parse("2026-11")
    remarks, foot = hours_of_paper(desk, november)
    assert remarks == ["未报"] * 4
    assert "注：各人累计缺2026年1月1日至11月30日。" in foot
    file = tmp_path / "张三.txt"
    file.write_bytes(submission("001"))
    desk.branch.take_in(desk.branch.look([file], november))
    remarks, foot = hours_of_paper(desk, november)
    assert remarks == ["不一致1处", *["未报、累计见注"] * 3], "who sent it does not lack this month"
    assert "注：备注写“累计见注”的，累计缺11月。" in foot


def hours_of_paper(desk: Desk, period: Period) -> tuple[list[Cell], list[str]]:
    """The remarks in the table of hours, without its sum, and the lines beneath it."""
    [page] = [page for name, page in documents(report_of(desk, period)) if name == "学时"]
    _head, table, foot = page.blocks
    assert isinstance(table, Table)
    assert isinstance(foot, TableNote)
    return [row[-1] for row in table.rows[:-1]], foot.text.split("\n")


def test_of_who_sent_nothing_no_hours_are_said_to_be_none(desk: Desk) -> None:
    studied(branch(desk))
    [row, *_others, total] = dict(tables(report_of(desk, Period.parse("2026-11"))))["学时"].rows
    assert (row[6:9], row[10]) == (("", "", ""), "")
    assert (total[4] != "", total[6:9]) == (True, ("", "", ""))


@pytest.mark.parametrize("period", ["2026-11", "2026-Q4", "2026"])
def test_the_register_alone_is_reported_where_nobody_sent_anything_yet(desk: Desk, period: str) -> None:
    branch(desk)
    with pytest.raises(NoReport):
        report_of(desk, Period.parse(period))
    studied(desk)
    report = report_of(desk, Period.parse(period))
    [li] = [row for row in dict(tables(report))["学时"].rows if row[1] == "李四"]
    assert li[3:5] == ("1/1", 2)
    text = " ".join(getattr(block, "text", "") for block in document(report).blocks)
    assert "登记会议1次（集中学习1次）" in text
    assert all(files_from(desk, report, Path("/out")).values())


def test_what_was_handed_in_again_without_change_keeps_its_revision(desk: Desk, tmp_path: Path) -> None:
    mine, november = member(tmp_path / "m"), Period.parse("2026-11")
    take_in_slip(mine, look_at_slip(mine, slips(desk, studied(desk))["李四_代表法集中学习_2026年11月20日_凭条.txt"]))
    first = prepare(mine, november, chosen(offered(mine, november), {}), "")
    hand_in(mine, first, {tmp_path / "a.txt": first.content})
    again = prepare(mine, november, chosen(offered(mine, november), {}), "")
    assert (again.revision, again.content) == (1, first.content)


def test_the_slips_of_a_struck_meeting_take_back_what_was_counted(desk: Desk, tmp_path: Path) -> None:
    meeting, mine = studied(desk), member(tmp_path / "m")
    name = "李四_代表法集中学习_2026年11月20日_凭条.txt"
    take_in_slip(mine, look_at_slip(mine, slips(desk, meeting)[name]))
    struck = change_meeting(desk, meeting, is_struck=True)
    look = look_at_slip(member(tmp_path / "o"), slips(desk, struck)[name])
    assert look.news is SlipNews.NONE
    back = slips(desk, struck)
    assert {name, next(iter(back))} <= set(back)
    for data in (back[name], next(iter(back.values()))):
        take_in_slip(mine, look_at_slip(mine, data))
    [note] = mine.journal.notes.all()
    assert (note.minutes, look_at_slip(mine, back[name]).news) == (0, SlipNews.SAME)
    assert branch_hours(desk, Period.parse("2026-11")).members[0].registered == 0
    counted = change_meeting(desk, struck, is_struck=False)
    take_in_slip(mine, look_at_slip(mine, slips(desk, counted)[name]))
    assert [one.minutes for one in mine.journal.notes.all()] == [120]


def test_who_is_found_to_have_been_away_loses_the_hours_by_the_slip_for_all(desk: Desk, tmp_path: Path) -> None:
    meeting, mine, other = studied(desk), member(tmp_path / "m"), member(tmp_path / "o")
    take_in_slip(mine, look_at_slip(mine, slips(desk, meeting)["李四_代表法集中学习_2026年11月20日_凭条.txt"]))
    away = with_exceptions(meeting.attendance, {"2": {"status": AttendanceStatus.ABSENT}})
    files = slips(desk, change_meeting(desk, meeting, attendance=away))
    assert not any("李四" in name for name in files)
    for_all = next(data for data in files.values() if read_slip(data).header.member_no == "")
    take_in_slip(mine, look_at_slip(mine, for_all))
    assert [one.minutes for one in mine.journal.notes.all()] == [0]
    assert look_at_slip(other, for_all).news is SlipNews.OTHER


def test_a_struck_meeting_is_none_that_was_held(desk: Desk) -> None:
    meeting = add_meeting(
        desk, DAY, kind=MeetingKind.GENERAL, title="大会", from_time=time(9), to_time=time(10)
    )  # fmt: skip
    rules, quarter = "general:quarter", Period.quarter_of(DAY)
    assert not dues([meeting], rules, quarter, DAY)[0].is_due
    assert dues([change_meeting(desk, meeting, is_struck=True)], rules, quarter, DAY)[0].is_due


def test_the_branch_s_report_and_tables_count_the_register_and_show_what_else_was_sent(
    desk: Desk, tmp_path: Path
) -> None:
    meeting = studied(desk)
    add_meeting(desk, date(2026, 11, 29), title="要开的会", from_time=time(9), to_time=time(11),
                attendance=meeting.attendance)  # fmt: skip
    add_meeting(desk, DAY, title="记错的会", from_time=time(14), to_time=time(15), attendance=meeting.attendance,
                is_struck=True)  # fmt: skip
    mine = member(tmp_path / "m")
    take_in_slip(mine, look_at_slip(mine, slips(desk, meeting)["李四_代表法集中学习_2026年11月20日_凭条.txt"]))
    mine.journal.notes.add(StudyNote.new(MONDAY, DAY, title="培训", minutes=240, kind=NoteKind.TRAINING))
    (tmp_path / "李四.txt").write_bytes(sent_by(mine))
    desk.branch.take_in(desk.branch.look([tmp_path / "李四.txt"], Period.parse("2026-11")))
    change_meeting(desk, meeting, to_time=time(10, 30), signed_in=9)
    report = report_of(desk, Period.parse("2026-11"))
    made = dict(tables(report))
    assert [(row[3], row[9], row[10]) for row in made["会议登记"].rows] == [
        ("代表法集中学习", 1, "补填、签到9人，未核对"), ("记错的会", 0, "已作废、补填"),
    ]  # fmt: skip
    [li] = [row for row in made["学时"].rows if row[1] == "李四"]
    assert li[3:10] == ("1/1", 1, 0, 2, 4, 0, 1)
    assert li[12] == "不一致1处"
    assert [row[1:] for row in made["学时核对"].rows] == [("李四", "代表法集中学习", 1, 2, "时长不符")]
    for name in ("会议登记", "学时", "学时核对"):
        columns = made[name].columns
        assert sum(column.width for column in columns) <= room_of(len(columns), 9), name
    text = " ".join(getattr(block, "text", "") for block in document(report).blocks)
    assert "登记会议1次（集中学习1次）" in text
    assert "另报4学时，未计入" in text
    assert "1人所报与登记不一致" in text


def test_two_meetings_of_one_title_and_day_are_told_apart_by_their_time_in_the_table(desk: Desk) -> None:
    branch(desk)
    for title, begin in (("集中学习", 9), ("集中学习", 14), ("组织生活会", 16)):
        add_meeting(desk, DAY, title=title, from_time=time(begin), to_time=time(begin + 1))
    made = dict(tables(report_of(desk, Period.parse("2026-11"))))
    assert [row[3] for row in made["会议登记"].rows] == [
        "集中学习（9:00-10:00）", "集中学习（14:00-15:00）", "组织生活会",
    ]  # fmt: skip
    assert {row[4:9] for row in made["会议登记"].rows} == {("",) * 5}, "nobody entered who was there: no figure is 0"


def test_without_meetings_the_hours_are_those_that_members_sent(desk: Desk, tmp_path: Path) -> None:
    branch(desk)
    (tmp_path / "李四.txt").write_bytes(submission("002", Study(group_minutes=60, training_minutes=0, make_up_minutes=0,
                                                               self_minutes=0)))  # fmt: skip
    desk.branch.take_in(desk.branch.look([tmp_path / "李四.txt"], Period.parse("2026-11")))
    made = dict(tables(report_of(desk, Period.parse("2026-11"))))
    assert "会议登记" not in made
    assert made["学时"].rows[0][4] == 1


# Hours that are counted once, whichever came first


def fields_of(
    day: date = DAY, kind: NoteKind = NoteKind.GROUP, minutes: int = 45, title: str = "学习"
) -> dict[str, Any]:
    return {"day": day, "kind": kind, "minutes": minutes, "title": title}


def test_a_note_of_the_day_of_a_slip_is_asked_about_before_it_counts(desk: Desk, tmp_path: Path) -> None:
    mine = member(tmp_path / "m")
    slip = take_in_slip(
        mine, look_at_slip(mine, slips(desk, studied(desk))["李四_代表法集中学习_2026年11月20日_凭条.txt"])
    )
    assert slip is not None
    assert counted_by_slip(mine, None, fields_of()) == (slip,)
    later = fields_of(date(2026, 11, 23), NoteKind.MAKE_UP, title="代表法集中学习")
    assert counted_by_slip(mine, None, later) == (slip,)
    for other in (
        fields_of(kind=NoteKind.SELF), fields_of(minutes=0), fields_of(date(2026, 11, 19)),
        fields_of(date(2026, 11, 23), NoteKind.MAKE_UP, title="监督法"),
    ):  # fmt: skip
        assert counted_by_slip(mine, None, other) == ()
    own = mine.journal.notes.add(StudyNote.new(MONDAY, DAY, title="培训", minutes=45, kind=NoteKind.GROUP))
    assert counted_by_slip(mine, own, fields_of()) == (), "it was answered when it was written"
    assert counted_by_slip(mine, own, fields_of(minutes=60)) == (slip,)
    assert counted_by_slip(mine, slip, fields_of(minutes=60)) == (), "the slip's own note"


def test_who_made_a_meeting_up_has_a_slip_of_the_minutes_made_up(desk: Desk, tmp_path: Path) -> None:
    people = expected_at(branch(desk), MeetingKind.STUDY, DAY).people
    away = {
        people[1].person: {"status": AttendanceStatus.ON_LEAVE},
        people[2].person: {"status": AttendanceStatus.ABSENT},
    }
    made = MakeUp(person=people[1].person, day=date(2026, 11, 22), minutes=50)
    files = slips(desk, held(desk, *with_exceptions(people, away), make_ups=(made,)))
    entries = read_slip(files["代表法集中学习_2026年11月20日_凭条.txt"]).entries
    assert [(one.member_no, one.minutes) for one in entries] == [("001", 120), ("002", 50), ("004", 120)]
    mine = member(tmp_path / "m")
    note = take_in_slip(mine, look_at_slip(mine, files["李四_代表法集中学习_2026年11月20日_凭条.txt"]))
    assert note is not None
    assert note.minutes == 50
    assert not any("王五" in name for name in files)


def test_a_note_of_what_was_made_up_is_asked_about_when_its_slip_comes(desk: Desk, tmp_path: Path) -> None:
    mine = member(tmp_path / "m")
    own = mine.journal.notes.add(
        StudyNote.new(MONDAY, date(2026, 11, 22), title="代表法集中学习", minutes=50, kind=NoteKind.MAKE_UP)
    )
    look = look_at_slip(mine, slips(desk, studied(desk))["李四_代表法集中学习_2026年11月20日_凭条.txt"])
    assert (look.news, look.own_notes) == (SlipNews.ASK, (own,))


def test_meetings_of_one_title_on_one_day_share_no_file_name(desk: Desk) -> None:
    people = expected_at(branch(desk), MeetingKind.STUDY, DAY).people
    made = [
        held(desk, *people, title=title, from_time=time(hour), to_time=time(hour + 1))
        for title, hour in (("学习/讨论", 9), ("学习-讨论", 15), ("学习/讨论", 15), ("支部大会", 9))
    ]
    names_of = [{path.name for one in (slip_files, minutes_files) for path in one(desk, meeting, Path("/out"))}
                for meeting in made]  # fmt: skip
    assert sum(map(len, names_of)) == len(set().union(*names_of))
    assert any("-9点00分-" in name for name in names_of[0]), names_of
    assert f"支部大会_2026年11月20日-{made[3].uid[-6:]}_会议记录.docx" in names_of[3]


def test_hours_taken_back_are_called_so(desk: Desk, tmp_path: Path) -> None:
    mine, meeting = member(tmp_path / "m"), studied(desk)
    name = "李四_代表法集中学习_2026年11月20日_凭条.txt"
    take_in_slip(mine, look_at_slip(mine, slips(desk, meeting)[name]))
    look = look_at_slip(mine, slips(desk, change_meeting(desk, meeting, is_struck=True))[name])
    take_in_slip(mine, look)
    assert slip_words(look, is_taken=True) == "已收回学时：代表法集中学习，2026年11月20日。"
