from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from desk.desk import Desk
from desk.profile import blank_on_roster, change_profile
from storage.records import Profile
from storage.roster import Member


def test_what_is_changed_changes_and_the_rest_stays(desk: Desk) -> None:
    change_profile(desk, desk.journal.profile(), name="张三", branch="第一党支部")
    change_profile(desk, desk.journal.profile(), name="张三丰", is_secretary=True)
    profile = desk.journal.profile()
    assert (profile.name, profile.branch, profile.is_secretary) == ("张三丰", "第一党支部", True)


def test_what_a_profile_cannot_hold_changes_nothing(desk: Desk) -> None:
    change_profile(desk, desk.journal.profile(), name="张三")
    with pytest.raises(ValidationError):
        change_profile(desk, desk.journal.profile(), name="李四", role="king")
    assert desk.journal.profile().name == "张三"


def test_the_roster_fills_only_what_is_blank_of_whom_it_knows_for_certain(desk: Desk) -> None:
    assert blank_on_roster(desk, Profile(name="张三")) == {}, "there is no roster"
    twins = Member(member_no="3", name="李四", post="科员"), Member(member_no="4", name="李四")
    one = Member(member_no="01", name="张三", office="综合处", post="副处长", party_group="第一党小组")
    gone = Member(member_no="9", name="王五", post="处长", left_day=date(2026, 3, 1))
    desk.branch.save_roster((one, *twins, gone), branch="第一党支部")
    found = {"member_no": "01", "office": "综合处", "party_group": "第一党小组", "branch": "第一党支部"}
    assert blank_on_roster(desk, Profile(name="张三", post="处长")) == found
    for uncertain in ("李四", "王五", ""):
        assert blank_on_roster(desk, Profile(name=uncertain)) == {}
    assert blank_on_roster(desk, Profile(name="张三", member_no="3")) == {}, "name and number are of two persons"
    assert blank_on_roster(desk, Profile(name="李四", member_no="３"))["post"] == "科员"
