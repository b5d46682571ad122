"""Several items at once: merged in one write with their sources, similar ones first; the last is taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest

from content.period import Period
from desk.branch import accept, proposals_of
from desk.branch_acts import decline_all, enter, last_act, merge_proposals, similar
from desk.desk import Desk
from desk.roster import look, save_roster
from desk.words.branch import last_act_words, problem_figures, problem_lines
from storage.problems import Act, Problem, Status
from tests.desk.conftest import MONDAY
from tests.screens.sending import PROBLEM, roster_file, submission

NOVEMBER = Period.parse("2026-11")


@pytest.fixture
def secretary(tmp_path: Path) -> Desk:
    """A desk whose branch has taken in a problem of each of three members; its clock goes on with every look."""
    seconds = count()
    desk = Desk(tmp_path / "home", clock=lambda: MONDAY + timedelta(seconds=next(seconds)))
    save_roster(desk, look(desk, roster_file(tmp_path), "第一党支部"))
    folder = tmp_path / "in"
    folder.mkdir()
    for number in ("001", "002", "003"):
        matter = PROBLEM.model_copy(update={"uid": f"m{number}", "title": f"{number}的问题", "item": "error"})
        (folder / f"{number}.txt").write_bytes(submission(number, matter))
    desk.branch.take_in(desk.branch.look([folder], NOVEMBER))
    return desk


def by_title(desk: Desk) -> dict[str, Problem]:
    return {one.title: one for one in desk.branch.list.standing()}


def test_what_two_members_sent_is_merged_into_a_third_and_taken_back_in_one(secretary: Desk) -> None:
    first, *others = proposals_of(secretary)
    [item] = accept(secretary, [first])
    merge_proposals(secretary, others, item.uid, by="李支委", reason="同一件事")
    found = by_title(secretary)
    assert [found[title].status for title in sorted(found)] == [Status.OPEN, Status.MERGED, Status.MERGED]
    assert {one.title for one in secretary.branch.list.merged_into(item.uid)} == {"002的问题", "003的问题"}
    last = last_act(secretary)
    assert last is not None
    assert last.event is not None
    assert (last.event.act, last.event.by, sorted(last.titles)) == (Act.MERGE, "李支委", ["002的问题", "003的问题"])
    assert f"并入：{by_title(secretary)['001的问题'].title}（" in last_act_words(last, {}, secretary.calendar)
    secretary.branch.list.take_back(last.uids)
    assert {one.status for one in by_title(secretary).values()} == {Status.OPEN}


def test_the_figures_of_the_list_name_every_state_that_has_ended_so_that_they_add_up(secretary: Desk) -> None:
    accept(secretary, proposals_of(secretary))
    states = (Status.STRUCK, Status.MERGED, Status.REMOVED)
    found = [replace(one, status=state) for one, state in zip(by_title(secretary).values(), states, strict=True)]
    assert problem_figures(found) == "问题3  已销号1  已归并1  已撤销1"


def test_listing_taken_back_proposes_again(secretary: Desk) -> None:
    accept(secretary, proposals_of(secretary))
    last = last_act(secretary)
    assert last is not None
    assert len(last.uids) == 3
    secretary.branch.list.take_back(last.uids)
    assert len(proposals_of(secretary)) == 3
    assert last_act(secretary) is None


def test_similar_are_those_in_hand_of_the_same_category_first(secretary: Desk) -> None:
    list_ = secretary.branch.list
    accept(secretary, proposals_of(secretary))
    found = by_title(secretary)
    list_.act([found["003的问题"].uid], list_.event(Act.EDIT, fields={"category": "作风"}))
    list_.act([found["002的问题"].uid], list_.event(Act.DONE))
    first = found["001的问题"]
    offered = similar(by_title(secretary).values(), category="作风", item="", without=[first.uid])
    assert [one.title for one in offered] == ["003的问题"]
    offered = similar(by_title(secretary).values(), category="作风", item="")
    assert [one.title for one in offered] == ["003的问题", "001的问题"]


def test_similar_are_those_at_the_same_item_of_the_list_before_others(secretary: Desk) -> None:
    accept(secretary, proposals_of(secretary))
    first, second, third = (by_title(secretary)[f"00{n}的问题"] for n in (1, 2, 3))
    found = [first, replace(second, item="delay"), replace(third, item="")]
    assert [one.uid for one in similar(found, category="", item="delay")] == [second.uid, first.uid, third.uid]
    assert [one.uid for one in similar(found, category="", item="")] == [first.uid, second.uid, third.uid]


def test_what_is_left_off_the_list_is_not_proposed_any_more(secretary: Desk) -> None:
    first, *others = proposals_of(secretary)
    decline_all(secretary, others, "不是问题")
    assert [one.word.matter.uid for one in proposals_of(secretary)] == [first.word.matter.uid]


def test_the_wording_that_was_replaced_can_be_read_in_the_history(secretary: Desk) -> None:
    [item] = accept(secretary, proposals_of(secretary)[:1])
    list_ = secretary.branch.list
    list_.act([item.uid], list_.event(Act.EDIT, fields={"title": "通知晚发", "category": "作风"}))
    list_.act([item.uid], list_.event(Act.EDIT, fields={"title": "通知晚发一天", "category": "作风"}))
    problem = list_.get(item.uid)
    lines = [text for label, text in problem_lines(problem, secretary.calendar) if label == "经过"]
    assert [line.split("  ", 2)[2] for line in lines[1:]] == [
        "具体问题原为：001的问题；问题类别原为：未填",
        "具体问题原为：通知晚发",
    ]
    list_.take_back([item.uid])
    events = next(one.events for one in list_.items() if one.uid == item.uid)
    back = list(problem_lines(list_.get(item.uid), secretary.calendar, events=events))[-1][1]
    assert "通知晚发一天" in back


def test_a_first_due_day_taken_back_is_not_called_an_extension(secretary: Desk) -> None:
    [item] = accept(secretary, proposals_of(secretary)[:1])
    own = secretary.branch.list.add_own("文号写错")
    words = []
    for uid, day in ((own.uid, date(2026, 12, 5)), (item.uid, date(2026, 12, 31))):
        enter(secretary, [uid], secretary.branch.list.event(Act.EXTEND, due_day=day, reason="等材料"))
        last = last_act(secretary)
        assert last is not None
        words.append(last_act_words(last, {}, secretary.calendar))
    assert ["延期" in one for one in words] == [False, True]
    assert "定时限" in words[0]
