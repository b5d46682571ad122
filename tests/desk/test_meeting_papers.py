"""A meeting's papers at the desk: which files there are, and that the sheet's options stand as the hall shows them."""

from __future__ import annotations

import io
from datetime import date, time
from pathlib import Path

import docx

from content.contest_events import Corrected, Opened, RoundBegan, RoundKind, Team
from content.lessons import lessons, steps_of
from content.models import QuestionType
from content.session_events import (
    AgendaStep,
    ContestStepped,
    HandsAsked,
    HandsRevealed,
    HandsTyped,
    SessionOpened,
    StepKind,
)
from desk.desk import Desk
from desk.meeting_papers import facilitator_files, minutes_files, score_files, short_minutes_files, sign_in_files
from desk.meetings import add_meeting, change_meeting, expected_at, new_decision, remove_meeting
from desk.session_questions import askable, asked_of, shown_of
from reports.document import Table
from reports.facilitator import sheet
from reports.formats import write
from storage.records import Meeting, MeetingKind, Profile
from storage.roster import Member
from storage.sessions import SessionLog


def held(desk: Desk) -> Meeting:
    return add_meeting(desk, date(2026, 11, 23), title="代表/法", from_time=time(9), to_time=time(10))


def names(files: dict[Path, bytes]) -> list[str]:
    assert all(files.values())
    return sorted(path.name for path in files)


def test_each_paper_is_named_by_meeting_day_and_what_it_is(desk: Desk) -> None:
    meeting, out = held(desk), Path("/out")
    stem = f"代表-法_2026年11月23日-{meeting.uid[-6:]}"
    assert names(minutes_files(desk, meeting, out)) == [f"{stem}_会议记录.docx", f"{stem}_会议记录.md"]
    assert names(short_minutes_files(desk, meeting, out)) == [f"{stem}_纪要.docx", f"{stem}_纪要.md"]
    assert names(sign_in_files(desk, meeting, out)) == [f"{stem}_签到表.docx"]


def test_without_a_roster_papers_are_headed_by_the_branch_of_the_profile(desk: Desk) -> None:
    desk.journal.save_profile(Profile(name="张三", branch="第一党支部"))
    meeting = held(desk)
    for make in (minutes_files, short_minutes_files, sign_in_files):
        word = docx.Document(io.BytesIO(next(iter(make(desk, meeting, Path("/out")).values()))))
        assert word.paragraphs[0].text == "第一党支部"


def test_no_file_of_a_meeting_has_the_name_of_one_of_a_meeting_deleted_or_renamed_since(desk: Desk) -> None:
    deleted, out = held(desk), Path("/out")
    before = set(minutes_files(desk, deleted, out))
    remove_meeting(desk, deleted)
    renamed = held(desk)
    before |= set(minutes_files(desk, renamed, out))
    change_meeting(desk, renamed, title="另一次")
    assert not before & set(minutes_files(desk, held(desk), out))


def test_two_of_one_name_are_told_apart_and_the_sheet_to_sign_has_office_and_post(desk: Desk) -> None:
    desk.branch.save_roster(
        (
            Member(member_no="001", name="张伟", office="办公室", post="主任"),
            Member(member_no="002", name="张伟", office="代表工委", post="代表工委副主任"),
            Member(member_no="003", name="李四", office="信访局"),
        ),
        branch="第一党支部",
    )
    people = expected_at(desk, MeetingKind.STUDY, date(2026, 11, 23)).people
    meeting = add_meeting(
        desk, date(2026, 11, 23), title="学习", from_time=time(9), to_time=time(10), attendance=people,
        decisions=(new_decision(desk, "核对台账", owner="张伟", owner_person=people[1].person),),
    )  # fmt: skip
    [page] = [data for path, data in minutes_files(desk, meeting, Path("/out")).items() if path.suffix == ".md"]
    assert "张伟（001）、张伟（002）、李四" in page.decode()
    assert "承办人张伟（002）" in page.decode()
    [short] = [data for path, data in short_minutes_files(desk, meeting, Path("/out")).items() if path.suffix == ".md"]
    assert "张伟（001）、张伟（002）、李四" in short.decode()
    [sheet_] = sign_in_files(desk, meeting, Path("/out")).values()
    rows = docx.Document(io.BytesIO(sheet_)).tables[0].rows[1:]
    assert [[cell.text for cell in row.cells[1:3]] for row in rows] == [
        ["张伟（001）", "办公室主任"], ["张伟（002）", "代表工委副主任"], ["李四", "信访局"],
    ]  # fmt: skip


def test_there_are_scores_only_where_a_contest_was_played(desk: Desk) -> None:
    meeting, out = held(desk), Path("/out")
    assert score_files(desk, meeting, out) == {}
    log = SessionLog(desk.home, meeting.uid, clock=desk.clock)
    log.append(SessionOpened(title="代表法", steps=(AgendaStep(kind=StepKind.CONTEST),)))
    log.append(ContestStepped(step=Opened(teams=(Team(id=1, name="一队"),))))
    log.append(ContestStepped(step=Corrected(team=1, delta=5, reason="漏记")))
    log.close()
    files = score_files(desk, meeting, out)
    assert [path.suffix for path in files] == [".docx", ".xlsx"]
    [page] = [data for path, data in files.items() if path.suffix == ".docx"]
    assert any("时间：2026年11月23日" in one.text for one in docx.Document(io.BytesIO(page)).paragraphs)


def test_minutes_say_how_hands_went_up_and_how_the_contest_ended(desk: Desk) -> None:
    meeting, out = held(desk), Path("/out")
    question = next(one.question for one in askable(desk) if one.question.type is QuestionType.SINGLE)
    log = SessionLog(desk.home, meeting.uid, clock=desk.clock)
    log.append(SessionOpened(title="代表法", steps=(AgendaStep(kind=StepKind.HANDS),)))
    log.append(HandsAsked(asked=asked_of(question, meeting.uid)))
    log.append(HandsTyped(counts={"A": 5, "B": 3}))
    log.append(HandsTyped(counts={"A": 5, "B": 12}))
    log.append(HandsRevealed())
    teams = (Team(id=1, name="一队"), Team(id=2, name="二队"))
    for event in (
        Opened(teams=teams),
        RoundBegan(kind=RoundKind.MUST, teams=(1, 2)),
        Corrected(team=2, delta=5, reason="漏记"),
    ):
        log.append(ContestStepped(step=event))
    log.close()
    [page] = [data.decode() for path, data in minutes_files(desk, meeting, out).items() if path.suffix == ".md"]
    shown = shown_of(desk, asked_of(question, meeting.uid))
    assert shown is not None
    assert f"A 5人、B 12人；正确答案{''.join(shown.answer)}" in page.replace("\\", "")
    assert "竞赛：第1名二队105分、第2名一队100分" in page
    [short] = [data.decode() for path, data in short_minutes_files(desk, meeting, out).items() if path.suffix == ".md"]
    assert "105" not in short


def test_the_facilitator_s_options_stand_in_the_order_the_hall_shows(desk: Desk) -> None:
    meeting = held(desk)
    question = next(one.question for one in askable(desk) if one.question.type is QuestionType.SINGLE)
    steps = (AgendaStep(kind=StepKind.CONTEST, questions=(question.id,)),)
    shown = shown_of(desk, asked_of(question, meeting.uid))
    assert shown is not None
    page = write(sheet(meeting.title, steps, meeting.from_time, {question.id: shown}), ".docx", desk.fonts)
    assert list(facilitator_files(desk, meeting, steps, Path("/out")).values()) == [page]


def test_the_facilitator_s_sheet_has_agenda_points_keys_and_what_the_keys_do_and_each_question_once(desk: Desk) -> None:
    lesson = lessons()[1]
    steps = steps_of(lesson, has_contest=True)
    known = [one.question for one in askable(desk)]
    questions = {one.id: shown for one in known if (shown := shown_of(desk, asked_of(one, "seed")))}
    page = sheet("学习", steps, time(9, 30), questions)
    agenda, asked, keys = (one for one in page.blocks if isinstance(one, Table))
    assert [row[0] for row in agenda.rows] == ["9:30", "9:34", "9:36", "9:46", "9:48", "10:06", "10:22"]
    assert all(point in str(agenda.rows[4][2]) for point in lesson.points)
    assert lesson.closing in str(agenda.rows[6][2])
    assert len(asked.rows) == len({*lesson.hands, *lesson.contest})
    order = questions[lesson.contest[9]]
    assert asked.rows[10][2] == "".join(order.answer)
    assert "抽签" in " ".join(str(row[1]) for row in keys.rows)
