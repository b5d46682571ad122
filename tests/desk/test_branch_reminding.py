"""Reminding: by group, the names and what is missing; whose agreed day has not come is left in peace."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from content.period import Period
from content.words import use
from desk.branch_reminding import note_reminder, reminder_text, to_remind
from desk.desk import Desk
from desk.roster import look, save_roster
from storage.branch_notes import Refused, Return
from tests.desk.conftest import MONDAY
from tests.screens.sending import inbox, roster_file

NOVEMBER, TODAY = Period.parse("2026-11"), MONDAY.date()


@pytest.fixture
def secretary(desk: Desk, tmp_path: Path) -> Desk:
    """A desk whose branch has four members, of whom two sent November."""
    use("zh")
    save_roster(desk, look(desk, roster_file(tmp_path), "第一党支部"))
    ledger = desk.branch
    ledger.take_in(ledger.look([inbox(tmp_path)], NOVEMBER))
    return desk


def waiting(desk: Desk) -> list[str]:
    return [one.member.name for one in to_remind(desk.branch.standings(NOVEMBER), TODAY)]


def test_missing_are_reminded_not_who_is_on_leave_or_has_a_day_that_is_still_to_come(secretary: Desk) -> None:
    assert waiting(secretary) == ["王五", "赵六"]
    secretary.branch.choose("3", NOVEMBER, "leave", "休假")
    secretary.branch.choose("4", NOVEMBER, "deferred", until=TODAY)
    assert waiting(secretary) == []


def test_after_the_agreed_day_one_is_reminded_again(secretary: Desk) -> None:
    secretary.branch.choose("4", NOVEMBER, "deferred", until=TODAY - timedelta(days=1))
    assert waiting(secretary) == ["王五", "赵六"]


def test_the_text_names_by_group_what_is_missing_and_why(secretary: Desk) -> None:
    received = secretary.branch.received(NOVEMBER)["1"]
    sent_back = Return(person="1", sha256=received.sha256, day=TODAY, comment="学时未填")
    secretary.branch.send_back(sent_back, NOVEMBER)
    text = reminder_text(to_remind(secretary.branch.standings(NOVEMBER), TODAY), NOVEMBER)
    assert text.splitlines()[0].startswith("2026年11月")
    assert text.splitlines()[1] == "第一党小组：张三（退回待重报）、王五、赵六"
    assert "学时未填" not in text  # that is for one, and stands in the receipt


def test_two_of_one_name_are_told_apart(secretary: Desk) -> None:
    members = secretary.branch.roster()
    twin = members[2].model_copy(update={"name": "赵六"})
    secretary.branch.save_roster([*members[:2], twin, members[3]])
    text = reminder_text(to_remind(secretary.branch.standings(NOVEMBER), TODAY), NOVEMBER)
    assert "赵六（003）、赵六（004）" in text


def test_a_reminder_is_noted_with_its_day_once_a_day(secretary: Desk) -> None:
    found = to_remind(secretary.branch.standings(NOVEMBER), TODAY)
    assert note_reminder(secretary, found, NOVEMBER) == 2
    note_reminder(secretary, found, NOVEMBER)
    days = {one.member.name: [kept.day for kept in one.reminders] for one in secretary.branch.standings(NOVEMBER)}
    assert days == {"张三": [], "李四": [], "王五": [TODAY], "赵六": [TODAY]}


def test_what_was_agreed_and_what_was_refused_is_said_behind_the_name_and_nothing_else(secretary: Desk) -> None:
    branch = secretary.branch
    yesterday = TODAY - timedelta(days=1)
    branch.choose("3", NOVEMBER, "deferred", "出差", until=yesterday)
    refused = [
        Refused(person=person, why="in_doubt", file_name=f"{person}.txt", detail="", sha256=person * 64, day=TODAY)
        for person in ("1", "4")
    ]
    branch.keep_back(refused, NOVEMBER)
    text = reminder_text(to_remind(branch.standings(NOVEMBER), TODAY), NOVEMBER)
    assert "11月22日" in text
    assert "赵六（待核实）" in text


def test_no_name_of_a_file_goes_to_all(secretary: Desk) -> None:
    file = Refused(person="4", why="in_doubt", file_name="陈静_2026年11月.txt", sha256="4" * 64, day=TODAY)
    secretary.branch.keep_back([file], NOVEMBER)
    text = reminder_text(to_remind(secretary.branch.standings(NOVEMBER), TODAY), NOVEMBER)
    assert "陈静" not in text


def test_where_nobody_has_a_group_none_is_named(secretary: Desk) -> None:
    members = [one.model_copy(update={"party_group": ""}) for one in secretary.branch.roster()]
    secretary.branch.save_roster(members)
    text = reminder_text(to_remind(secretary.branch.standings(NOVEMBER), TODAY), NOVEMBER)
    assert text.splitlines()[1:] == ["王五、赵六"]
