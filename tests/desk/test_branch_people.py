"""Whom a name or a number means: a person of the roster however it is written, and nobody else without agreeing."""

from __future__ import annotations

from datetime import date

import pytest

from desk.branch_people import People, owner_named
from storage.problems import NotAllowed, Owner
from storage.roster import Member

HERE = (
    Member(member_no="B3-01", name="张伟", office="办公室"),
    Member(member_no="B3-02", name="张伟", office="研究室"),
    Member(member_no="B3-03", name="王芳", office="秘书处", post="处长"),
    Member(member_no="B3-10", name="李娜"),
    Member(member_no="B3-14", name="马超"),
    Member(member_no="B3-15", name="马超群"),
)
PEOPLE = People(HERE, (Member(member_no="B3-25", name="曹阳", left_day=date(2026, 3, 31)),))
WANG = Owner(name="王芳", person="b3-03")


@pytest.mark.parametrize(
    "words",
    ["B3-03", "b3－03", "王芳", "王 芳", "王芳同志", "王芳（秘书处）", "B3-03 王芳", "王芳(B3-03)", "秘书处王芳处长"],
)
def test_however_it_is_written_it_is_the_person_of_the_roster(words: str) -> None:
    assert owner_named(PEOPLE, words) == WANG


def test_of_two_of_one_name_the_number_or_the_office_says_which() -> None:
    for words in ("B3-02", "张伟（B3-02）", "研究室张伟"):
        assert owner_named(PEOPLE, words) == Owner(name="张伟", person="b3-02")
    with pytest.raises(NotAllowed) as refused:
        owner_named(PEOPLE, "张伟", is_outside=True)
    assert refused.value.why == "several"
    assert "B3-01" in refused.value.said["who"]


def test_a_name_within_a_longer_one_is_not_that_person() -> None:
    assert owner_named(PEOPLE, "马超群").person == "b3-15"
    assert owner_named(PEOPLE, "马超").person == "b3-14"


def test_several_are_each_one_of_the_roster() -> None:
    assert owner_named(PEOPLE, "李娜、王芳同志").name in {"李娜、王芳", "李娜, 王芳"}
    with pytest.raises(NotAllowed):
        owner_named(PEOPLE, "李娜、路人甲")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("路人甲", "nobody"),
        ("B5-01", "number"),
        ("B3-25", "left"),
        ("曹阳", "left"),
        ("王芳丽", "like"),
        ("王芳的爱人", "like"),
    ],
)
def test_who_is_not_of_the_branch_is_named_and_not_taken(words: str, why: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        owner_named(PEOPLE, words)
    assert refused.value.why == why


def test_a_name_that_was_agreed_to_is_taken_and_a_number_of_nobody_never() -> None:
    assert owner_named(PEOPLE, "路人甲", is_outside=True) == Owner(name="路人甲")
    assert owner_named(PEOPLE, "曹阳", is_outside=True).person == "b3-25"
    with pytest.raises(NotAllowed):
        owner_named(PEOPLE, "B5-01", is_outside=True)


@pytest.mark.parametrize(
    ("owner", "verifier"),
    [
        (Owner(name="李娜、王芳"), Owner(name="李娜", person="b3-10")),
        (WANG, Owner(name="李娜、王芳")),
        (Owner(name="王芳同志"), WANG),
        (Owner(name="B3-14"), Owner(name="马超", person="b3-14")),
    ],
)
def test_one_of_several_and_what_older_ledgers_hold_may_be_the_same_person(owner: Owner, verifier: Owner) -> None:
    assert owner.may_be(verifier)
    assert verifier.may_be(owner)


def test_two_of_one_name_are_two_and_so_are_strangers() -> None:
    assert not Owner(name="张伟", person="b3-01").may_be(Owner(name="张伟", person="b3-02"))
    assert not WANG.may_be(Owner(name="李娜"))
    assert not Owner().may_be(WANG)
