"""A meeting's papers: what minutes must say, whose words stay out, scores with what was ruled, the sheet with keys."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import docx
import pytest

from content.catalog import Catalog
from content.contest import fold
from content.contest_events import (
    Asked,
    Buzzed,
    BuzzOpened,
    ContestEvent,
    Corrected,
    HandsCounted,
    Judged,
    Opened,
    Protested,
    QuestionShown,
    Revealed,
    RoundBegan,
    RoundEnded,
    RoundKind,
    Ruled,
    Team,
    TeamRenamed,
    ThrownOut,
    Undone,
    Verdict,
)
from content.marking import shuffled
from content.models import QuestionType
from content.session_events import AgendaStep, StepKind
from reports import formats
from reports.document import Blank, Document, Paragraph, Table, cell_text
from reports.facilitator import sheet
from reports.meetings import lacking, minutes, short_minutes, sign_in_sheet
from reports.score_sheet import document, log_table, question_table, score_table, workbook
from storage.records import (
    Attendance,
    AttendanceStatus,
    Decision,
    MakeUp,
    MaterialLink,
    Meeting,
    MeetingKind,
    Spoken,
    Step,
    Topic,
    Vote,
    VoteMethod,
)

AT = datetime(2026, 11, 20, 4, tzinfo=UTC)
DAY = date(2026, 11, 20)


def people() -> tuple[Attendance, ...]:
    return (
        Attendance(person="1", name="张三", post="办公室主任", party_group="一组"),
        Attendance(person="2", name="李四", status=AttendanceStatus.ON_LEAVE, reason="住院"),
        Attendance(person="3", name="王五", status=AttendanceStatus.LATE, arrived=time(9, 50)),
        Attendance(person="4", name="赵六", status=AttendanceStatus.ABSENT),
        Attendance(name="陈一", post="机关党委", status=AttendanceStatus.OBSERVER),
    )


def meeting(**fields: Any) -> Meeting:
    full = {
        "title": "代表建议的办理", "number": "9", "place": "三楼会议室", "host": "张三", "recorder": "王五",
        "from_time": time(9, 30), "to_time": time(11), "break_minutes": 10, "attendance": people(),
        "topics": (
            Topic(
                title="学习代表法", reporter="王五", minutes=16, spoken=(Spoken(name="赵七", text="从交办之日起算。"),),
                materials=(MaterialLink(title="《代表法》", number="2025年修正"),),
            ),
        ),
        "votes": (Vote(subject="接收预备党员", entitled=20, entitled_present=18, in_favour=17, abstained=1,
                       method=VoteMethod.SECRET),),
        "decisions": (Decision(uid="d1", text="核对台账", owner="督办室", due_day=date(2026, 11, 30)),),
        "make_ups": (MakeUp(person="2", day=date(2026, 11, 22), minutes=80, how="自学", confirmed_by="张三"),),
    }  # fmt: skip
    return Meeting.new(AT, DAY, **{**full, **fields})


def text(page: Document) -> str:
    return formats.write(page, ".md").decode().replace("\\", "")


def test_minutes_say_what_they_must() -> None:
    page = text(minutes(meeting(), "第一党支部"))
    for said in (
        "第一党支部 集中学习会议记录", "代表建议的办理（第9次）", "9:30至11:00（中间休息10分钟）",
        "三楼会议室", "应到4人，实到2人", "李四（住院）", "王五（9:50到会）", "**缺席：** 赵六", "陈一（机关党委）",
        "报告人王五；16分钟", "《代表法》（2025年修正）", "**赵七：** 从交办之日起算。",
        "| 接收预备党员 | 20 | 18 | 17 | 0 | 1 | 无记名投票 |", "核对台账（承办人督办室，2026年11月30日前）",
        "李四：2026年11月22日，80分钟", "主持人（签名）", "记录人（签名）",
    ):  # fmt: skip
        assert said in page, said
    assert "补填" not in page


def test_minutes_list_the_steps_that_were_held_with_the_minutes_they_took() -> None:
    steps = (
        Step(kind="reading", title="代表法导读 三、一个例子", planned_minutes=10, minutes=12),
        Step(kind="discussion", title="谁、哪天、怎么问？", planned_minutes=18, minutes=20),
        Step(kind="contest", planned_minutes=16, minutes=None),
        Step(kind="hands", minutes=0),
        Step(kind="closing", planned_minutes=8, minutes=None),
    )
    page = text(minutes(meeting(steps=steps), ""))
    for said in (
        "各步用时",
        "代表法导读 三、一个例子（12分钟）",
        "谁、哪天、怎么问？（20分钟）",
        "举手（不到1分钟）",
        "共32分钟",
    ):
        assert said in page
    assert "竞赛" not in page
    assert "小结（" not in page
    assert page.count("分钟）") == 4, "with the break; no step that was not held"
    assert "各步用时" not in text(minutes(meeting(), ""))


def test_what_is_not_known_is_a_blank_and_is_named() -> None:
    bare = meeting(place="", host="", topics=(), kind=MeetingKind.LECTURE)
    assert lacking(bare) == ["地点", "主持人", "议题", "授课人"]
    page = text(minutes(bare, ""))
    written_on = page.splitlines()
    assert page.count("____________") == 3
    assert written_on[written_on.index("## 一、议题") + 2 :: 2][:4] == ["---"] * 4
    assert all(label in page for label in lacking(bare)), "each has a line to be written on"
    assert lacking(meeting()) == []


def test_where_neither_topics_nor_decisions_are_known_there_is_room_to_write_them_by_hand() -> None:
    bare, room = meeting(topics=(), decisions=()), Blank(4, is_ruled=True)
    assert minutes(bare, "").blocks.count(room) == 2
    assert room not in minutes(meeting(decisions=()), "").blocks, "nothing was decided"
    assert short_minutes(bare, "").blocks.count(room) == 1
    word = docx.Document(io.BytesIO(formats.write(minutes(bare, ""), ".docx")))
    assert sum("w:between" in one._p.xml for one in word.paragraphs) == 8


def test_minutes_entered_later_say_so() -> None:
    late = Meeting.new(AT + timedelta(days=3), DAY, title="补记", from_time=time(9), to_time=time(10))
    assert "补填" in minutes(late, "").title


def test_short_minutes_hold_decisions_and_nobody_s_words_reasons_or_times() -> None:
    page = text(short_minutes(meeting(), "第一党支部"))
    assert all(
        said in page
        for said in ("核对台账", "出席：** 张三、王五", "请假：** 李四", "缺席：** 赵六", "陈一（机关党委）", "签发人")
    )
    assert not any(said in page for said in ("住院", "从交办之日起算", "赵七", "9:50", "17"))


def test_the_sheet_to_sign_says_which_party_group_in_as_few_signs_as_the_heading_allows() -> None:
    groups = ("第一党小组", "第2小组", "机关一组", "党小组", "")
    people = tuple(Attendance(person=f"{n}", name="甲", party_group=group) for n, group in enumerate(groups))
    [rows, _guests] = [
        block.rows for block in sign_in_sheet(meeting(attendance=people, make_ups=()), "").blocks
        if isinstance(block, Table)
    ]  # fmt: skip
    assert [row[3] for row in rows] == ["第一", "第2", "机关一组", "党小组", ""]


def test_the_sheet_to_sign_has_a_row_for_each_expected_and_room_for_observers() -> None:
    tables = [block for block in sign_in_sheet(meeting(), "").blocks if isinstance(block, Table)]
    assert [row[1] for row in tables[0].rows] == ["张三", "李四", "王五", "赵六"]
    assert (tables[1].rows[0][0], len(tables[1].rows)) == ("陈一", 3)
    assert all(cell == "" for row in tables[0].rows for cell in row[4:])
    many = tuple(Attendance(person=f"{n}", name=f"代表{n}") for n in range(300))
    assert len(sign_in_sheet(meeting(attendance=many, make_ups=()), "").blocks[3].rows) == 300  # type: ignore[union-attr]


def test_where_nobody_knows_who_is_expected_the_sheet_to_sign_has_empty_rows_and_no_number() -> None:
    page = sign_in_sheet(meeting(attendance=(), make_ups=()), "第一党支部")
    table, foot = page.blocks[3:5]
    assert isinstance(table, Table)
    assert len(table.rows) == 20
    assert not any(cell for row in table.rows for cell in row[1:])
    assert foot == Paragraph("应到____人　实到____人　请假____人　缺席____人")


@pytest.mark.parametrize("make", [minutes, short_minutes, sign_in_sheet])
def test_papers_become_word_files_of_the_same_bytes(make: Any) -> None:
    assert formats.write(make(meeting(), "支部"), ".docx") == formats.write(make(meeting(), "支部"), ".docx")


def test_rows_for_signatures_are_high_enough_to_sign_in() -> None:
    word = docx.Document(io.BytesIO(formats.write(sign_in_sheet(meeting(), ""), ".docx")))
    heights = [row.height.pt for row in word.tables[0].rows[1:] if row.height]
    assert (len(heights), min(heights)) == (4, 22)


# Scores

TEAMS = (Team(id=1, name="办公室"), Team(id=2, name="代表工委"))


def contest(*events: ContestEvent) -> Sequence[tuple[datetime, ContestEvent]]:
    begun: list[ContestEvent] = [
        Opened(teams=TEAMS), RoundBegan(kind=RoundKind.BUZZ, teams=(1, 2)),
        QuestionShown(slot=1, asked=Asked(question="q1")), BuzzOpened(slot=1), Buzzed(slot=1, team=2),
        Judged(slot=1, team=2, verdict=Verdict.WRONG),
    ]  # fmt: skip
    return [(AT + timedelta(minutes=place), event) for place, event in enumerate([*begun, *events])]


DISPUTED = contest(
    Protested(slot=1, team=2, about=2, text="表述等同"),
    Ruled(protest=1, verdict=Verdict.RIGHT, reason="意思一致", by="李主任"),
    Ruled(protest=1, reason="不存在的抗议"),
    Corrected(team=1, delta=-5, reason="超时"),
    Undone(),
    ThrownOut(slot=1, reason="题干有误"),
    Undone(),
)


def test_the_log_says_what_was_ruled_and_taken_back_and_nothing_that_did_not_happen() -> None:
    assert [row[1] for row in log_table(DISPUTED).rows] == [
        "抢答第1题：代表工委抗议，针对代表工委。表述等同",
        "抢答第1题：代表工委抗议，对代表工委的作答裁定：改判为对。意思一致（李主任）",
        "撤销：办公室：-5分。超时",
        "撤销：抢答第1题：作废。题干有误",
    ]
    times = [str(row[0]).split(":")[1] for row in log_table(DISPUTED).rows]
    assert times == sorted(times)
    assert [row[1] for row in log_table(contest(Undone())).rows] == ["撤销：抢答第1题：代表工委 错"]


def test_the_log_says_which_buzz_and_which_reveal_was_taken_back() -> None:
    second = QuestionShown(slot=2, asked=Asked(question="q2"))
    log = log_table(contest(
        Revealed(slot=1), Undone(), Revealed(slot=1), second, Buzzed(slot=2, team=1), Undone(), BuzzOpened(slot=2),
        Buzzed(slot=2, team=1), Undone(),
    ))  # fmt: skip
    assert [row[1] for row in log.rows] == [
        "撤销：抢答第1题：揭晓",
        "撤销：抢答第2题：办公室 早抢",
        "撤销：抢答第2题：办公室 抢到",
    ]


def test_the_sheet_says_how_many_hands_of_the_audience_went_up_for_each_letter() -> None:
    state = fold([
        Opened(teams=TEAMS), RoundBegan(kind=RoundKind.AUDIENCE), QuestionShown(slot=1, asked=Asked(question="q1")),
        HandsCounted(slot=1, counts={"T": 12, "F": 4}, n=16), Revealed(slot=1),
    ]).state  # fmt: skip
    assert [row[-1] for row in question_table(state).rows] == ["F 4人、T 12人"]


def test_the_log_keeps_the_order_of_time_and_says_that_a_team_is_called_otherwise() -> None:
    log = log_table(
        contest(
            Corrected(team=1, delta=-5, reason="超时"), Undone(), TeamRenamed(team=1, name="监督先锋队"),
            Corrected(team=1, delta=5, reason="漏记"), TeamRenamed(team=2, name="信访队"), Undone(),
        )
    )  # fmt: skip
    assert [(str(row[0])[-2:], row[1]) for row in log.rows] == [
        ("07", "撤销：办公室：-5分。超时"),
        ("08", "办公室改名为监督先锋队"),
        ("09", "监督先锋队：+5分。漏记"),
        ("11", "撤销：代表工委改名为信访队"),
    ]


def test_the_sheet_adds_up_by_kind_of_round() -> None:
    table = score_table(fold(event for _at, event in DISPUTED).state)
    assert [tuple(map(cell_text, row)) for row in table.rows] == [
        ("1", "办公室", "100", "0", "0", "0", "100", "2"),
        ("2", "代表工委", "100", "10", "0", "0", "110", "1"),
    ]


def test_a_team_that_did_not_answer_has_no_0_in_the_row_of_a_question() -> None:
    [row] = question_table(fold(event for _at, event in contest()).state).rows
    assert tuple(map(cell_text, row)) == ("抢答", "1", "", "-10", "")


def test_the_questions_of_an_evening_are_set_in_small_type_so_that_no_last_row_makes_a_page() -> None:
    import docx

    word = docx.Document(io.BytesIO(formats.write(document(DISPUTED, "代表法"), ".docx")))
    scores, questions, _log = (table.rows[1].cells[0].paragraphs[0].style for table in word.tables)
    assert scores is not None
    assert questions is not None
    assert questions.font.size.pt == 9 < scores.font.size.pt


def test_open_protests_are_said_where_the_scores_are() -> None:
    assert "尚有1件抗议未裁定" in text(document(contest(Protested(slot=1, team=2, about=2)), "代表法"))
    assert "未裁定" not in text(document(DISPUTED, "代表法"))
    assert formats.write(workbook(DISPUTED, "代表法"), ".xlsx")


def test_the_sheet_says_who_came_first_in_a_play_off() -> None:
    played = contest(
        Revealed(slot=1), RoundEnded(), Corrected(team=2, delta=10, reason="误判"),
        RoundBegan(kind=RoundKind.TIEBREAK, teams=(1, 2)),
        QuestionShown(slot=2, asked=Asked(question="q2")), BuzzOpened(slot=2), Buzzed(slot=2, team=2),
        Judged(slot=2, team=2, verdict=Verdict.RIGHT),
    )  # fmt: skip
    assert "代表工委、办公室" in text(document(played, "代表法"))
    assert "代表工委、办公室" in workbook(played, "代表法").sheets[0].foot
    rows = question_table(fold(event for _at, event in played).state).rows
    assert [tuple(map(cell_text, row)) for row in rows[1:]] == [
        ("加赛", "1", "", "", "代表工委 对"),
        ("加赛", "", "", "", "加赛名次：代表工委、办公室"),
    ]
    later = [*played, (AT, RoundEnded()), (AT, Corrected(team=1, delta=10, reason="漏记"))]
    assert "代表工委、办公室" not in text(document(later, "代表法")).split("逐题")[0]


# The facilitator's sheet


def test_the_keys_stay_on_one_page_and_name_every_round() -> None:
    import docx
    from docx.oxml.ns import qn

    page = sheet("代表法", (AgendaStep(kind=StepKind.SIGN_IN),), time(9), {})
    keys = [one for one in page.blocks if isinstance(one, Table)][-1]
    assert {"必答", "抢答", "风险", "观众", "加赛"} <= {str(row[0]) for row in keys.rows}
    word = docx.Document(io.BytesIO(formats.write(page, ".docx")))
    rows = word.tables[-1].rows[:-2]
    assert all(row._tr.find(f".//{qn('w:keepNext')}") is not None for row in rows)


def test_the_facilitator_s_sheet_has_times_keys_and_the_reserve() -> None:
    single = next(one for one in Catalog.shipped().questions() if one.type is QuestionType.SINGLE)
    shown = shuffled(single, "m1")
    steps = (
        AgendaStep(kind=StepKind.SIGN_IN, minutes=4),
        AgendaStep(kind=StepKind.DISCUSSION, minutes=18, points=("谁、哪天、怎么问？",), notes="每题六分钟"),
        AgendaStep(kind=StepKind.CONTEST, minutes=16, questions=(single.id, "不在题库")),
    )
    page = text(sheet("代表法", steps, time(9, 50), {single.id: shown}, [shown]))
    assert all(said in page for said in ("9:54", "10:12", "谁、哪天、怎么问？", "每题六分钟", "备用题"))
    assert page.count(f"| {shown.answer[0]} |") == 2


def test_a_step_of_one_s_own_is_called_by_its_name_on_the_facilitator_s_sheet() -> None:
    steps = (AgendaStep(kind=StepKind.OTHER, title="民主测评", notes="不记名"), AgendaStep(kind=StepKind.OTHER))
    [agenda, *_keys] = [one for one in sheet("代表法", steps, time(9), {}).blocks if isinstance(one, Table)]
    assert [row[1:3] for row in agenda.rows] == [("民主测评", "不记名"), ("其他", "")]
