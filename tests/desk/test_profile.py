from __future__ import annotations

import pytest
from pydantic import ValidationError

from desk.desk import Desk
from desk.profile import change_profile


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
