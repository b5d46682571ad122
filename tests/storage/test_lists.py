"""Editions of lists: from their day on, never over days already answered, never sharing an item."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.calendar import PUBLISHED
from content.donts import official_list
from content.errors import FileFaults
from content.marks import DontLists, Edition, Mark
from storage.backup import copies
from storage.errors import StorageError
from storage.glance import glance
from storage.journal import Journal
from storage.lists import Place, first_day_for, lists_stamp, read_lists, save_list
from storage.records import Leave, SelfCheck
from tests.lists import a_list

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)
TOMORROW = TODAY + timedelta(days=1)


def answered(journal: Journal, day: date, list_id: str, *items: str) -> None:
    check = SelfCheck.new(AT, day, uid=SelfCheck.uid_of(day, list_id), list_id=list_id, edition="1")
    for item in items:
        check = check.answered(AT, item, mark=Mark.KEPT)
    journal.checks.add(check)


def test_an_edition_counts_from_its_day_until_the_next_or_its_end(tmp_path: Path) -> None:
    save_list(tmp_path, Place.UNIT, TODAY, a_list("ours", "a"))
    save_list(tmp_path, Place.UNIT, TODAY + timedelta(days=10), a_list("ours", "a", "b", edition="2"))
    save_list(tmp_path, Place.UNIT, TODAY + timedelta(days=20), None)
    save_list(tmp_path, Place.PERSONAL, TOMORROW, a_list("mine", "m"))
    lists = read_lists(tmp_path)
    days = (-1, 0, 9, 10, 19, 20)
    said = [(one := lists.unit_on(TODAY + timedelta(days=n))).id + one.edition for n in days]
    assert said == ["six-donts2012", "ours1", "ours1", "ours2", "ours2", "six-donts2012"]
    assert [one.id for one in lists.on(TODAY)] == ["ours"]
    assert [one.id for one in lists.on(TOMORROW)] == ["ours", "mine"]


def test_a_new_list_begins_after_the_days_already_answered(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path)
    lists = read_lists(tmp_path)
    past = date(2026, 1, 1)
    assert first_day_for(lists, journal, Place.UNIT, past) == past
    answered(journal, TODAY, "six-donts", official_list().donts[0].id)
    assert first_day_for(lists, journal, Place.UNIT, past) == TOMORROW
    assert first_day_for(lists, journal, Place.PERSONAL, past) == past
    assert first_day_for(lists, journal, Place.UNIT, date(2027, 1, 1)) == date(2027, 1, 1)


def test_lists_may_not_share_an_item_or_an_id(tmp_path: Path) -> None:
    save_list(tmp_path, Place.UNIT, TODAY, a_list("ours", "a"))
    six = official_list().donts[0].id
    for place, other in (
        (Place.PERSONAL, a_list("ours", "b")),
        (Place.PERSONAL, a_list("mine", "b", "a")),
        (Place.UNIT, a_list("theirs", "a")),
        (Place.PERSONAL, a_list("mine", six)),
    ):
        before = lists_stamp(tmp_path)
        with pytest.raises(FileFaults):
            save_list(tmp_path, place, TODAY, other)
        assert lists_stamp(tmp_path) == before


def test_a_spoilt_edition_is_left_out_and_named_and_the_others_count(tmp_path: Path) -> None:
    save_list(tmp_path, Place.UNIT, date(2026, 1, 1), a_list("ours", "a"))
    for name in ("2026-02-01.toml", "2026-02-31.toml"):
        (tmp_path / "lists" / "unit" / name).write_text("no list", "utf-8")
    lists = read_lists(tmp_path)
    assert lists.unit_on(TODAY).id == "ours"
    assert lists.unreadable == ("lists/unit/2026-02-01.toml", "lists/unit/2026-02-31.toml")
    assert glance(tmp_path, TODAY, lists, PUBLISHED, now=AT).damaged == lists.unreadable


def test_a_disk_that_refuses_leaves_the_lists_as_they_were(tmp_path: Path) -> None:
    save_list(tmp_path, Place.UNIT, TODAY, a_list("ours", "a"))
    (tmp_path / "lists" / "personal").write_text("in the way")
    with pytest.raises(StorageError):
        save_list(tmp_path, Place.PERSONAL, TODAY, a_list("mine", "m"))
    assert [one.id for one in read_lists(tmp_path).on(TODAY)] == ["ours"]


def test_the_copy_of_the_day_has_the_lists(tmp_path: Path) -> None:
    save_list(tmp_path, Place.UNIT, TODAY, a_list("ours", "a"))
    Journal.open(tmp_path, clock=lambda: AT).leaves.add(Leave.new(AT, TODAY, last_day=TODAY, reason="x"))
    assert "ours" in [read_lists(copy).unit_on(TODAY).id for copy in copies(tmp_path)]


@given(st.lists(st.tuples(st.dates(date(2026, 1, 1), date(2026, 3, 1)), st.booleans()), max_size=6), st.dates())
def test_the_list_of_a_day_is_the_latest_begun_until_then(begun: list[tuple[date, bool]], day: date) -> None:
    editions = [
        Edition(first, a_list(f"l{n}", "a") if there else None) for n, (first, there) in enumerate(sorted(begun))
    ]
    before = [edition for edition in editions if edition.from_day <= day]
    expected = (before[-1].dont_list if before else None) or official_list()
    assert DontLists(official_list(), tuple(editions)).unit_on(day) == expected


def test_the_glance_sees_every_list_of_the_day_and_completeness_of_the_units(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path)
    lists = DontLists(
        a_list("six", "a", "b"), (Edition(TODAY, a_list("ours", "c")),), (Edition(TODAY, a_list("my", "m")),)
    )
    answered(journal, TODAY - timedelta(days=1), "six", "a", "b")
    answered(journal, TODAY, "six", "a")
    answered(journal, TODAY, "ours", "c")
    answered(journal, TODAY, "my", "m")
    seen = glance(tmp_path, TODAY, lists, PUBLISHED, now=AT)
    assert seen.marks.keys() == {"c", "m"}
    assert seen.complete_days == {TODAY, TODAY - timedelta(days=1)}
    assert glance(tmp_path, TODAY, lists, PUBLISHED, now=AT, day=TODAY - timedelta(days=1)).marks.keys() == {"a", "b"}


def test_an_id_that_differs_from_a_kept_one_in_case_only_is_asked(tmp_path: Path) -> None:
    save_list(tmp_path, Place.UNIT, date(2026, 12, 1), a_list("LIST", "a"))
    with pytest.raises(FileFaults) as caught:
        save_list(tmp_path, Place.UNIT, date(2026, 12, 2), a_list("list", "a"))
    assert "LIST" in caught.value.faults[0][1]
    assert len(read_lists(tmp_path).unit) == 1
