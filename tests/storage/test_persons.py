"""Who may be one person from one roster to the next is asked, and what was said of them holds."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.persons import carried, perhaps_same, same_people
from storage.roster import Member, person_of

TODAY = date(2026, 11, 23)


def member(number: str, name: str, office: str = "") -> Member:
    return Member(member_no=number, name=name, office=office)


def asked(old: list[Member], new: list[Member]) -> list[tuple[str, str]]:
    return [(f"{was.member_no} {was.name}", f"{now.member_no} {now.name}") for was, now in perhaps_same(old, new)]


def test_who_has_the_number_of_somebody_gone_is_asked_about() -> None:
    assert asked([member("005", "周海涛")], [member("5", "周涛")]) == [("005 周海涛", "5 周涛")]


def test_of_two_of_one_name_the_office_says_whom_to_ask_about() -> None:
    old = [member("5", "张伟", "综合处"), member("6", "张伟", "监督处")]
    assert asked(old, [member("30", "张伟", "监督处")]) == [("6 张伟", "30 张伟")]
    assert asked(old, [member("30", "张伟")]) == []


def test_the_same_name_and_office_goes_before_the_same_number_and_nobody_is_asked_about_twice() -> None:
    old = [member("5", "张伟", "综合处"), member("6", "张伟", "监督处")]
    new = [member("5", "李明", "综合处"), member("30", "张伟", "综合处")]
    assert asked(old, new) == [("5 张伟", "30 张伟")]


@pytest.mark.parametrize("number", ["005", "9"], ids=["unchanged", "another number, a name of one only"])
def test_who_is_known_is_not_asked_about(number: str) -> None:
    assert not asked([member("5", "周海涛", "监督处")], [member(number, "周海涛", "监督处")])


def test_who_was_said_to_be_one_keeps_what_they_are_known_by_and_who_was_not_is_somebody_new() -> None:
    old, new = [member("5", "周海涛"), member("6", "钱秀兰")], [member("5", "周涛"), member("6", "钱兰")]
    made = carried(old, (), new, TODAY, agreed={"005": "5"})
    assert [person_of(one) for one in made.members] == ["5", "6~2"]
    assert [one.name for one in made.former] == ["钱秀兰"]


def test_another_number_said_to_be_one_is_told_as_renumbered() -> None:
    old = [member("5", "张伟", "综合处"), member("6", "张伟", "监督处")]
    made = carried(old, (), [member("30", "张伟", "综合处"), member("6", "张伟", "监督处")], TODAY)
    assert [person_of(one) for one in made.members] == ["5", "6"]  # of those left one only has the name
    made = carried(old, (), [member("30", "张伟", "综合处")], TODAY, agreed={"30": "5"})
    assert [(was.member_no, now.member_no) for was, now in made.renumbered] == [("5", "30")]
    assert [one.member_no for one in made.former] == ["6"]


ROSTERS = st.lists(
    st.builds(member, st.sampled_from("1234"), st.sampled_from("甲乙"), st.sampled_from(["", "综合处", "监督处"])),
    max_size=4,
    unique_by=lambda one: one.member_no,
)


@given(ROSTERS, ROSTERS)
def test_nobody_is_asked_about_twice_and_nobody_who_is_known(old: list[Member], new: list[Member]) -> None:
    pairs = perhaps_same(old, new)
    known = same_people(old, new)
    for side in zip(*pairs, strict=True):
        assert len({one.member_no for one in side}) == len(pairs)
    assert not [now for _was, now in pairs if new.index(now) in known]
    assert not [was for was, _now in pairs if old.index(was) in known.values()]


@given(ROSTERS, ROSTERS)
def test_what_was_said_of_all_who_were_asked_about_leaves_nobody_to_ask_about(
    old: list[Member], new: list[Member]
) -> None:
    pairs = perhaps_same(old, new)
    agreed = {now.member_no: was.member_no for was, now in pairs}
    made = carried(old, (), new, TODAY, agreed=agreed)
    people = {one.member_no: person_of(one) for one in made.members}
    assert {now.member_no: person_of(was) for was, now in pairs}.items() <= people.items()
    assert len(people.values()) == len({*people.values()})


def test_who_came_back_belonged_to_the_branch_in_both_times_and_not_between() -> None:
    old = [member("5", "周海涛"), member("6", "钱秀兰")]
    gone = carried(old, (), old[1:], date(2026, 3, 10))
    back = carried(gone.members, gone.former, old, date(2026, 8, 10))
    assert person_of(back.members[0]) == "5"
    assert back.members[0].joined_day == date(2026, 8, 10)
    assert [one.left_day for one in back.former] == [date(2026, 3, 9)]
    again = carried(back.members, back.former, old[1:], date(2026, 11, 2))
    assert [one.left_day for one in again.former] == [date(2026, 3, 9), date(2026, 11, 1)]


def test_who_was_left_out_for_a_day_never_left() -> None:
    old = [member("5", "周海涛"), member("6", "钱秀兰")]
    gone = carried(old, (), old[1:], TODAY)
    back = carried(gone.members, gone.former, old, TODAY)
    assert back.members[0].joined_day is None
    assert back.former == ()
