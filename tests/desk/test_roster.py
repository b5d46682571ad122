"""The roster at the desk: compared before it is saved, others asked about, one person edited, taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.words import use
from desk.desk import Desk
from desk.roster import as_same, changed_fields, compare, edited, look, save_roster, template, with_numbers
from desk.roster_words import reading_lines, refusal
from storage.errors import NoSuchMember
from storage.roster import Member, member_key, person_of, read_roster
from tests.tui.commanding import NOW

OLD = "编号,姓名,处室,所在支部\n001,张三,甲处,第一党支部\n002,李四,乙处,第一党支部\n003,王五,丙处,第一党支部\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A secretary with a roster of three."""
    desk = Desk(tmp_path / "home", clock=lambda: NOW)
    save_roster(desk, look(desk, table(tmp_path, OLD)))
    return desk


def table(folder: Path, content: str) -> Path:
    path = folder / "名册.csv"
    path.write_text(content, encoding="utf-8")
    return path


def names(desk: Desk) -> list[str]:
    return [member.name for member in desk.branch.roster()]


def test_the_branch_that_all_belong_to_is_the_branch(desk: Desk) -> None:
    assert (desk.branch.branch_name(), names(desk)) == ("第一党支部", ["张三", "李四", "王五"])


def test_a_new_roster_is_shown_against_the_old_one_and_can_be_undone(desk: Desk, tmp_path: Path) -> None:
    plan = look(desk, table(tmp_path, "编号,姓名,处室\n1,张三,丁处\n003,王五,丙处\n004,赵六,甲处\n"))
    found = compare(plan.old, plan.members())
    assert [member.name for member in found.came] == ["赵六"]
    assert [member.name for member in found.left] == ["李四"]
    assert [changed_fields(was, now) for was, now in found.changed] == [{"office": ("甲处", "丁处")}]
    assert found.same == 1
    assert names(desk) == ["张三", "李四", "王五"]
    save_roster(desk, plan)
    assert names(desk) == ["张三", "王五", "赵六"]
    desk.branch.undo_roster()
    assert names(desk) == ["张三", "李四", "王五"]
    desk.branch.undo_roster()
    assert names(desk) == ["张三", "王五", "赵六"]


def test_days_of_joining_and_leaving_are_read_by_the_words_that_offices_and_the_help_use(
    desk: Desk, tmp_path: Path
) -> None:
    head = "编号,姓名,转入支部日期,转出支部日期"
    plan = look(desk, table(tmp_path, f"{head}\n001,张三,2026-11-02,\n002,李四,,2026-10-16\n"))
    assert [(one.joined_day, one.left_day) for one in plan.members()] == [
        (date(2026, 11, 2), None), (None, date(2026, 10, 16)),
    ]  # fmt: skip
    assert [one.kind for one in plan.reading.unused] == []


def test_what_a_table_has_no_column_for_stays_as_it_was(desk: Desk, tmp_path: Path) -> None:
    was = desk.branch.roster()[1]
    left = edited(was, {"left_day": date(2026, 10, 16), "party_post": "组织委员", "office": "乙处"})
    desk.branch.save_member(left, was)
    plan = look(desk, table(tmp_path, "编号,姓名\n001,张三\n002,李四\n003,王五\n"))
    found = compare(plan.old, plan.members())
    assert (found.same, found.changed) == (3, ())
    save_roster(desk, plan)
    assert desk.branch.roster()[1] == left
    blank = look(desk, table(tmp_path, "编号,姓名,处室\n001,张三,甲处\n002,李四,\n003,王五,丙处\n"))
    [(old, new)] = compare(blank.old, blank.members()).changed
    assert changed_fields(old, new) == {"office": ("乙处", "")}, "a column that was read counts, blank cells too"


def test_who_joined_again_after_leaving_is_not_gone_any_more(desk: Desk, tmp_path: Path) -> None:
    was = desk.branch.roster()[1]
    desk.branch.save_member(edited(was, {"left_day": date(2026, 10, 16)}), was)
    plan = look(desk, table(tmp_path, "编号,姓名,转入日期\n001,张三,\n002,李四,2026-11-02\n003,王五,\n"))
    assert (plan.members()[1].joined_day, plan.members()[1].left_day) == (date(2026, 11, 2), None)


def test_people_of_another_branch_come_in_only_when_asked_for(desk: Desk, tmp_path: Path) -> None:
    plan = look(desk, table(tmp_path, OLD + "004,赵六,甲处,第二党支部\n005,孙七,甲处,第二党支部\n"))
    assert [member.name for member in plan.elsewhere] == ["赵六", "孙七"]
    assert len(plan.members()) == 3
    assert save_roster(desk, plan, {"005"}) == 4
    assert names(desk) == ["张三", "李四", "王五", "孙七"]


def test_a_table_of_another_branch_alone_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    plan = look(desk, table(tmp_path, "编号,姓名,所在支部\n009,周八,第二党支部\n"))
    assert "第二党支部" in refusal(plan)
    assert save_roster(desk, plan) == 0
    assert names(desk) == ["张三", "李四", "王五"]


def test_of_several_branches_and_none_named_it_is_asked_which(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "home", clock=lambda: NOW)
    path = table(tmp_path, "编号,姓名,所在支部\n1,张三,第一党支部\n2,李四,第二党支部\n")
    assert "第一党支部" in refusal(look(desk, path))
    assert refusal(look(desk, path, "第二党支部")) == ""


def test_people_without_numbers_are_numbered_when_agreed(desk: Desk, tmp_path: Path) -> None:
    plan = look(desk, table(tmp_path, "姓名\n李四\n赵六\n"))
    assert (refusal(plan), reading_lines(plan)) == ("", [])
    save_roster(desk, with_numbers(plan))
    assert [(member.member_no, member.name) for member in desk.branch.roster()] == [("002", "李四"), ("004", "赵六")]


def test_one_person_is_edited_as_the_roster_is_now(desk: Desk) -> None:
    opened = desk.branch.roster()[1]
    changed = edited(opened, {"post": "处长"})
    desk.branch.save_roster(desk.branch.roster()[1:])
    desk.branch.save_member(changed, opened)
    assert [(member.name, member.post) for member in desk.branch.roster()] == [("李四", "处长"), ("王五", "")]
    with pytest.raises(NoSuchMember):
        desk.branch.save_member(gone := Member(member_no="001", name="张三"), gone)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_template_is_read_column_for_column(desk: Desk, tmp_path: Path, language: str) -> None:
    path = tmp_path / "template.xlsx"
    use(language)
    try:
        path.write_bytes(template(desk))
    finally:
        use("zh")
    reading = read_roster(path)
    assert [column.column for column in reading.columns] == [
        "member_no", "name", "branch", "office", "post", "party_group", "political_status",
        "party_post", "joined_day", "left_day",
    ]  # fmt: skip
    assert (reading.faults, reading.unused) == ((), ())


members = st.lists(
    st.builds(Member, member_no=st.sampled_from(["1", "02", "3", "4"]), name=st.sampled_from("甲乙丙")),
    unique_by=lambda member: member_key(member.member_no),
)


@given(members, members)
def test_a_comparison_counts_everybody_once(old: list[Member], new: list[Member]) -> None:
    found = compare(old, new)
    assert len(found.came) + len(found.changed) + found.same == len(new)
    assert len(found.left) + len(found.changed) + found.same == len(old)


def test_somebody_with_another_number_is_shown_as_the_same_person(desk: Desk, tmp_path: Path) -> None:
    plan = look(desk, table(tmp_path, "编号,姓名,处室\n101,张三,甲处\n002,李四,乙处\n003,王五,丙处\n"))
    found = compare(plan.old, plan.members())
    assert (found.came, found.left, found.same) == ((), (), 2)
    assert [changed_fields(was, now) for was, now in found.changed] == [{"member_no": ("001", "101")}]


def test_a_number_given_to_somebody_of_another_name_is_another_person(desk: Desk, tmp_path: Path) -> None:
    plan = look(desk, table(tmp_path, "编号,姓名,处室\n001,赵六,甲处\n002,李四,乙处\n003,王五,丙处\n"))
    found = compare(plan.old, plan.members())
    assert [member.name for member in (*found.came, *found.left)] == ["赵六", "张三"]


def test_who_was_said_to_be_one_is_shown_as_changed_keeps_their_person_and_can_be_undone(
    desk: Desk, tmp_path: Path
) -> None:
    plan = look(desk, table(tmp_path, "编号,姓名,处室\n001,张三,甲处\n002,李思,乙处\n003,王五,丙处\n"))
    assert [(was.name, now.name) for was, now in plan.perhaps] == [("李四", "李思")]
    apart = compare(plan.old, plan.members(), plan.same)
    assert ([one.name for one in apart.came], [one.name for one in apart.left]) == (["李思"], ["李四"])
    plan = as_same(plan, {"002"})
    found = compare(plan.old, plan.members(), plan.same)
    assert [changed_fields(was, now) for was, now in found.changed] == [{"name": ("李四", "李思")}]
    assert (found.came, found.left) == ((), ())
    save_roster(desk, plan)
    assert [person_of(one) for one in desk.branch.roster()] == ["1", "2", "3"]
    assert not desk.branch.former()
    desk.branch.undo_roster()
    assert names(desk) == ["张三", "李四", "王五"]
