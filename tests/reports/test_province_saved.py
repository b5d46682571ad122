"""A later report beside one that was saved shows nothing of fewer than five persons."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from content.period import Period
from reports.province.report import ProvinceReport, province_report
from storage.facts import QuizFacts
from storage.province import SHOWN, Lake
from storage.province_taking import take_in
from tests.moments import local
from tests.screens.sending import submission
from tests.storage.test_province import TODAY, branch_file, put

NOVEMBER = Period.parse("2026-11")
MOMENTS = count()


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    """Six members of a branch that sends no file itself."""
    lake = Lake(tmp_path / "lake")
    come(lake, tmp_path, *range(6))
    return lake


def come(lake: Lake, top: Path, *people: int, revision: int = 1) -> None:
    """The files of these members come in."""
    files = (
        submission(f"{n:03}", QuizFacts(answered=10 * revision, right=n % 5), name=f"甲{n}", revision=revision,
                   made_at=local(2026, 11, 23 + revision, 9))
        for n in people
    )  # fmt: skip
    take_in(lake, [put(top / f"in-{people[0]}-{revision}", *files)], "单位")


def quiz(lake: Lake, *, is_saved: bool = False) -> tuple[int, int]:
    """How many are in the sum of the whole province, and how many are left out."""
    at = datetime(2026, 12, 1, 8, tzinfo=UTC) + timedelta(minutes=next(MOMENTS))
    found: ProvinceReport = province_report(lake, NOVEMBER, TODAY, 32, at if is_saved else None)
    ((n, left_out),) = [(one["n"], one["left_out"]) for one in found.lines("quiz") if one["level"] == 0]
    return n, left_out


@pytest.mark.slow
def test_a_member_who_comes_after_it_is_not_shown_by_the_difference(lake: Lake, tmp_path: Path) -> None:
    assert quiz(lake, is_saved=True) == (6, 0)
    come(lake, tmp_path, 6)
    assert quiz(lake) == (0, 7)
    come(lake, tmp_path, 7, 8, 9, 10)
    assert quiz(lake, is_saved=True) == (11, 0)
    come(lake, tmp_path, 11)
    assert quiz(lake) == (0, 12)


def test_a_corrected_file_is_not_shown_by_the_difference(lake: Lake, tmp_path: Path) -> None:
    quiz(lake, is_saved=True)
    come(lake, tmp_path, 0, revision=2)
    assert quiz(lake) == (0, 6)


@pytest.mark.parametrize(("is_saved", "shown"), [(True, (0, 8)), (False, (8, 0))])
def test_the_branchs_file_in_the_place_of_its_members_is_left_out(
    lake: Lake, tmp_path: Path, is_saved: bool, shown: tuple[int, int]
) -> None:
    quiz(lake, is_saved=is_saved)
    take_in(lake, [put(tmp_path / "branch", branch_file("1", "第一党支部", "单位", members=8, quiz=10))])
    assert quiz(lake) == shown
    assert {one["n"] for one in province_report(lake, NOVEMBER, TODAY, 32).lines("hours")} == {8}  # nothing before


def test_who_comes_later_brings_no_branch_back_that_stands_in_its_offices_own_file(tmp_path: Path) -> None:
    lake = Lake(tmp_path / "lake")
    of_branches = (branch_file(str(n), f"第{n}支部", "单位", members=n) for n in (4, 5))
    own = branch_file("1", "单位", "省直工委", who="5", members=5)  # names the fifth's
    take_in(lake, [put(tmp_path / "branches", *of_branches, own)])

    def hours() -> dict[tuple[str, str], int]:
        found = province_report(lake, NOVEMBER, TODAY, 32).lines("hours")
        return {(one["office"], one["code"]): one["n"] for one in found if one["level"] == 2 and one["n"]}

    before = hours()
    come(lake, tmp_path, *range(30))
    assert hours() == before == {("省直工委", "1"): 5}


def test_nothing_is_noted_of_a_report_that_is_only_looked_at_and_the_same_is_noted_once(
    lake: Lake, tmp_path: Path
) -> None:
    path = lake.folder / "period=2026-11" / SHOWN
    quiz(lake)
    assert not path.exists()
    quiz(lake, is_saved=True)
    noted = path.read_bytes()
    assert quiz(lake, is_saved=True) == (6, 0)
    assert path.read_bytes() == noted
