"""A month that is over keeps what members sent for it, whatever they send for the months after."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from content.period import Period
from content.words import use
from desk.branch import accept, all_to_list, look_through, proposals_of, sent_by, take_in
from desk.branch_acts import already_reported, decline_all
from desk.branch_receipts import send_back
from desk.branch_report import keep_made, report_of
from desk.desk import Desk
from desk.roster import look, save_roster
from desk.words.branch_figures import recounted_words
from desk.words.proposed import reported_words, usual_day_words
from reports.branch import BranchReport, document
from reports.plain_text import plain_text
from reports.problem_tables import own_problems, problems
from storage.facts import MatterFact
from storage.problems import Act, Owner
from storage.records import MatterKind
from tests.screens.sending import MEMBERS, roster_file, submission

SEPTEMBER, OCTOBER, NOVEMBER = (Period.parse(f"2026-{month:02}") for month in (9, 10, 11))
LATE = MatterFact(uid="m1", kind=MatterKind.SHORTFALL, title="材料归档不及时", given_day=date(2026, 9, 9))
TYPING = MatterFact(uid="m2", kind=MatterKind.ERROR, title="文号写错", given_day=date(2026, 9, 10))


@pytest.fixture
def secretary(desk: Desk, tmp_path: Path) -> Desk:
    use("zh")
    save_roster(desk, look(desk, roster_file(tmp_path), "第一党支部"))
    return desk


def sent(desk: Desk, folder: Path, period: Period, *facts: MatterFact) -> None:
    (path := folder / f"{period}.txt").write_bytes(submission("001", *facts, period=str(period)))
    take_in(desk, look_through(desk, path, period), frozenset(), period)


def rows(desk: Desk, period: Period) -> dict[str, str]:
    """The members' list of problems of a period: what was written, and the remark beside it."""
    return {str(row[3]): str(row[9]) for row in own_problems(report_of(desk, period)).rows}


def test_what_a_later_month_names_again_is_still_proposed_in_the_month_it_came_for(
    secretary: Desk, tmp_path: Path
) -> None:
    sent(secretary, tmp_path, OCTOBER, LATE, TYPING)
    before = rows(secretary, OCTOBER)
    sent(secretary, tmp_path, NOVEMBER, LATE, TYPING)
    assert len(sent_by(proposals_of(secretary), OCTOBER)) == 2
    assert rows(secretary, OCTOBER) == before == {LATE.title: "待列入", TYPING.title: "待列入"}
    listed = accept(secretary, proposals_of(secretary))
    assert {one.day for one in listed} == {OCTOBER.last}, "列账日: the last day of the month it came for"
    assert {source.period for one in listed for source in one.sources} == {"2026-10"}


def test_what_was_left_off_stays_in_the_documents_of_its_month(secretary: Desk, tmp_path: Path) -> None:
    sent(secretary, tmp_path, OCTOBER, LATE)
    decline_all(secretary, proposals_of(secretary), "不属于问题")
    before = rows(secretary, OCTOBER)
    sent(secretary, tmp_path, NOVEMBER, LATE)
    assert rows(secretary, OCTOBER) == before == {LATE.title: "未列入：不属于问题"}


def test_put_in_other_words_later_it_is_proposed_in_the_month_of_these(secretary: Desk, tmp_path: Path) -> None:
    sent(secretary, tmp_path, OCTOBER, LATE)
    decline_all(secretary, proposals_of(secretary), "不属于问题")
    other = LATE.model_copy(update={"title": "材料归档晚了十天"})
    sent(secretary, tmp_path, NOVEMBER, other)
    assert sent_by(proposals_of(secretary), OCTOBER) == []
    assert rows(secretary, OCTOBER) == {LATE.title: "未列入：不属于问题"}
    [listed] = accept(secretary, proposals_of(secretary))
    assert (listed.title, listed.day) == (other.title, secretary.today())


def test_of_a_month_taken_in_late_the_list_says_what_came_onto_the_branchs_list_afterwards(
    secretary: Desk, tmp_path: Path
) -> None:
    sent(secretary, tmp_path, OCTOBER, LATE)
    accept(secretary, proposals_of(secretary))
    sent(secretary, tmp_path, SEPTEMBER, LATE, TYPING)
    assert rows(secretary, SEPTEMBER) == {LATE.title: "2026-10-31列入", TYPING.title: "待列入"}


def test_the_report_says_how_many_problems_wait_and_what_was_struck_off_since(secretary: Desk, tmp_path: Path) -> None:
    sent(secretary, tmp_path, OCTOBER, LATE.model_copy(update={"due_day": date(2026, 10, 20)}), TYPING)
    [listed] = accept(secretary, [one for one in proposals_of(secretary) if one.word.matter.uid == "m1"])
    was = text_of(report_of(secretary, OCTOBER))
    assert "另有已报送、待列入的问题1个，未计入以上各数。" in was
    assert "其后" not in was
    struck_off(secretary, listed.uid)
    report = report_of(secretary, OCTOBER)
    assert "材料归档不及时（张三，10月20日前，其后11月23日已销号）" in text_of(report)
    [row] = problems(report).rows
    assert (row[7], row[11]) == ("超期", "其后\n2026-11-23\n已销号"), (
        "the day's own state stands, and what came after it"
    )
    accept(secretary, proposals_of(secretary))
    assert "待列入" not in text_of(report_of(secretary, OCTOBER))


def test_each_member_finds_all_that_is_theirs_in_one_place_and_what_is_urgent_stands_first(
    secretary: Desk, tmp_path: Path
) -> None:
    days = [date(2026, 10, 25), None, date(2026, 10, 5), date(2026, 12, 1)]
    matters = [LATE.model_copy(update={"uid": f"m{n}", "title": f"问题{n}", "due_day": day})
               for n, day in enumerate(days)]  # fmt: skip
    for number in ("003", "001", "002"):
        (path := tmp_path / f"{number}.txt").write_bytes(submission(number, *matters, period="2026-10"))
        take_in(secretary, look_through(secretary, path, OCTOBER), frozenset(), OCTOBER)
        of_this = [one for one in proposals_of(secretary) if one.word.name == MEMBERS[number]]
        accept(secretary, of_this[1:])
    report = report_of(secretary, OCTOBER)
    told = [row[1] for row in own_problems(report).rows]
    assert told == [name for name in list(MEMBERS.values())[:3] for _ in matters], "the roster's order, not that of 字"
    assert str(own_problems(report).rows[3][9]) == "待列入"
    states = [(str(row[7]), row[6]) for row in problems(report).rows]
    assert [state for state, _due in states] == ["超期"] * 3 + ["整改中"] * 6
    assert [due for _state, due in states] == [date(2026, 10, 5)] * 3 + [date(2026, 12, 1)] * 3 + [None] * 3


def struck_off(desk: Desk, uid: str) -> None:
    kept = desk.branch.list
    kept.act([uid], kept.event(Act.DONE), kept.event(Act.VERIFY, by="李四"), kept.event(Act.STRIKE))


def text_of(report: BranchReport) -> str:
    return "".join(plain_text(document(report)).split())


def test_a_file_of_a_later_month_that_was_returned_holds_nothing_back_that_came_before(
    secretary: Desk, tmp_path: Path
) -> None:
    sent(secretary, tmp_path, OCTOBER, LATE)
    sent(secretary, tmp_path, NOVEMBER, LATE, TYPING)
    send_back(secretary, secretary.branch.standings(NOVEMBER)[0], NOVEMBER, "请补充")
    chosen, returned = all_to_list(proposals_of(secretary))
    assert [[one.word.matter.uid for one in found] for found in (chosen, returned)] == [["m1"], ["m2"]]
    (path := tmp_path / "002.txt").write_bytes(submission("002"))
    take_in(secretary, look_through(secretary, path, NOVEMBER), frozenset(), NOVEMBER)
    assert rows(secretary, NOVEMBER)[TYPING.title] == "待列入（已退回）"


def test_a_report_made_before_something_is_listed_is_named_with_the_day_that_leaves_it_as_it_is(
    secretary: Desk, tmp_path: Path
) -> None:
    sent(secretary, tmp_path, OCTOBER, LATE, TYPING)
    first, second = proposals_of(secretary)
    assert already_reported(secretary, [first]) == []
    made = keep_made(secretary, report_of(secretary, OCTOBER), ())
    assert already_reported(secretary, [first]) == [made]
    assert usual_day_words([first], secretary.today()) == "不写则为2026年10月31日"
    said = reported_words([made], secretary.today())
    assert said.startswith("已有报告：2026年10月（2026年11月23日写出）。")
    assert said.endswith("写2026年11月23日，则该报告不变。")
    accept(secretary, [second], day=secretary.today())
    assert recounted_words(secretary, OCTOBER) == "", "as was said"
    accept(secretary, [first])
    assert recounted_words(secretary, OCTOBER) != "", "as was said"


def test_who_an_item_was_handed_over_to_since_and_that_its_owner_had_left_are_said(
    secretary: Desk, tmp_path: Path
) -> None:
    sent(secretary, tmp_path, OCTOBER, LATE)
    [listed] = accept(secretary, proposals_of(secretary))
    zhang = secretary.branch.roster()[0]
    secretary.branch.save_member(zhang.model_copy(update={"left_day": date(2026, 10, 20)}), zhang)
    assert "（张三已转出）" in text_of(report_of(secretary, OCTOBER))
    kept = secretary.branch.list
    kept.act([listed.uid], kept.event(Act.HAND_OVER, owner=Owner(name="李四", person="2")))
    report = report_of(secretary, OCTOBER)
    assert "材料归档不及时（张三已转出，其后11月23日移交李四）" in text_of(report)
    assert [row[11] for row in problems(report).rows] == ["责任人已转出\n其后\n2026-11-23\n移交李四"]
    assert [row[9] for row in own_problems(report).rows] == ["责任人已转出\n其后\n2026-11-23\n移交李四"]
    assert "其后" not in text_of(report_of(secretary, NOVEMBER)), "then it was in hand as it is now"


def test_what_fell_due_between_the_months_end_and_the_report_is_said_to_be_overdue_since(
    secretary: Desk, tmp_path: Path
) -> None:
    sent(secretary, tmp_path, OCTOBER, LATE.model_copy(update={"due_day": date(2026, 11, 20)}),
         TYPING.model_copy(update={"due_day": date(2026, 11, 25)}))  # fmt: skip
    accept(secretary, proposals_of(secretary))
    report = report_of(secretary, OCTOBER)
    assert "材料归档不及时（张三，11月20日前，其后已超期）" in text_of(report)
    assert "文号写错（张三，11月25日前）" in text_of(report)
    assert [row[11] for row in problems(report).rows] == ["其后\n已超期", ""]
