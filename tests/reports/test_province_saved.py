"""A later report beside one that was saved shows nothing of fewer than five persons."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from content.period import Period
from reports.province.report import ProvinceReport, province_report
from storage.branch_figures import ItemFigures
from storage.facts import BranchFigures, BranchMember, Completeness, Fact, ItemMarks, QuizFacts, QuizTopic, format_of
from storage.province import SHOWN, Lake
from tests.moments import local
from tests.reports.making import ITEM_WORDS, ITEMS
from tests.screens.sending import submission
from tests.storage.test_province import TODAY, branch_file, put, take_in

NOVEMBER = Period.parse("2026-11")
MOMENTS = count()


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    """Six members of a branch that sends no file itself."""
    lake = Lake(tmp_path / "lake")
    come(lake, tmp_path, *range(6))
    return lake


def come(lake: Lake, top: Path, *people: int, revision: int = 1, answered: int = 0) -> None:
    """The files of these members come in, with other answers in each revision unless they are named."""
    quiz = {n: QuizFacts(answered=answered or 10 * revision, right=n % 5) for n in people}
    made_at = local(2026, 11, 23 + revision, 9)
    files = (submission(f"{n:03}", quiz[n], name=f"甲{n}", revision=revision, made_at=made_at) for n in people)
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


@pytest.mark.slow
def test_who_sends_the_same_again_is_the_same_in_sums_and_five_who_correct_theirs_are_shown(
    lake: Lake, tmp_path: Path
) -> None:
    come(lake, tmp_path, *range(6, 11))
    assert quiz(lake, is_saved=True) == (11, 0)
    come(lake, tmp_path, *range(6), revision=2)  # other answers
    assert quiz(lake, is_saved=True) == (11, 0)
    come(lake, tmp_path, *range(5), revision=3, answered=20)  # the same; with one more
    assert quiz(lake) == (11, 0)
    come(lake, tmp_path, 11)
    assert quiz(lake) == (0, 12)


@pytest.mark.slow
def test_few_of_each_half_that_was_shown_apart_are_not_shown_together(lake: Lake, tmp_path: Path) -> None:
    """Beside the second report six are new; but the halves were told apart by then, and it is three of each."""
    come(lake, tmp_path, *range(6, 20))
    assert quiz(lake, is_saved=True) == (20, 0)
    come(lake, tmp_path, *range(10), revision=2)
    assert quiz(lake, is_saved=True) == (20, 0)
    come(lake, tmp_path, 0, 1, 2, 10, 11, 12, revision=3)
    assert quiz(lake) == (0, 20)


@pytest.mark.parametrize(("is_saved", "shown"), [(True, (0, 8)), pytest.param(False, (8, 0), marks=pytest.mark.slow)])
@pytest.mark.slow
def test_the_branchs_file_in_the_place_of_its_members_is_left_out(
    lake: Lake, tmp_path: Path, is_saved: bool, shown: tuple[int, int]
) -> None:
    quiz(lake, is_saved=is_saved)
    take_in(lake, [put(tmp_path / "branch", branch_file("1", "第一党支部", "单位", who="", members=8, quiz=10))])
    assert quiz(lake) == shown
    assert {one["n"] for one in province_report(lake, NOVEMBER, TODAY, 32).lines("hours")} == {8}  # nothing before


@pytest.mark.slow
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


@pytest.mark.slow
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


def told(n: int, *, kept: int = 10, **header: Any) -> bytes:
    """What a member sends who tells days, marks and a quiz."""
    facts: list[Fact] = [
        Completeness(answered_days=20, due_days=20, late_days=0), QuizFacts(answered=20, right=kept),
        *(ItemMarks(item=item, kept=kept, partly=0, not_kept=20 - kept, not_faced=0, blank=0) for item in ITEMS),
    ]  # fmt: skip
    fields = {"name": f"甲{n}", "list_items": ITEMS, "item_words": ITEM_WORDS, "format": format_of(facts), **header}
    return submission(f"{n:03}", *facts, **fields)


def of_branch(
    number: str, name: str, above: str, *people: int, told_days: int = 0, untold: int = 0, off: int = 0,
    items_off: int = 0, **header: Any,
) -> bytes:  # fmt: skip
    """What a branch sends of which these were received, all but some of whom tell days, marks and a quiz.

    `told_days` is how many tell the days, if others; `off` says how much each sum is corrected, `items_off` how much by
    item alone.
    """
    n, units = len(people) - untold, (str(header.get("period", "2026-11")),)
    items = tuple(
        ItemFigures(list_id="six-donts", item=item, words="一", persons=n, kept=10 * n - off - items_off, partly=0,
                    not_kept=10 * n, not_faced=0, blank=0)
        for item in ITEMS
    )  # fmt: skip
    figures = BranchFigures(
        units=units, due=n + untold, received=n + untold, files=n + untold, told_days=told_days or n,
        answered_days=20 * n - off, due_days=20 * n - off, told_marks=n, told_quiz=n, answered=20 * n,
        right=10 * n - off, items=items,
    )  # fmt: skip
    members = (BranchMember(member_no=f"{one:03}", name=f"甲{one}", due=1, received=1) for one in people)
    return submission(number, figures, *members, name=name, branch=above, format=3, **header)


def in_sums(lake: Lake, period: Period = NOVEMBER, at: datetime | None = None) -> set[tuple[str, int]]:
    """How many are in each sum of the whole province; a report that is shown, each later than the one before."""
    later = datetime(2026, 12, 1, 8, tzinfo=UTC) + timedelta(minutes=next(MOMENTS))
    found = province_report(lake, period, TODAY, 32, at or later)
    return {(name, one["n"]) for name in ("days", "items", "quiz") for one in found.lines(name) if one["level"] == 0}


def all_of(n: int) -> set[tuple[str, int]]:
    return {("days", n), ("items", n), ("quiz", n)}


SIX = range(6)
LATER: dict[str, Any] = {"revision": 2, "made_at": local(2026, 12, 2, 9)}
TWO_MOMENTS = {
    "the branch's file of one more, where the folder was called otherwise": (
        [told(n) for n in SIX], [of_branch("1", "第一党支部", "省直机关工委", *range(7))], 0
    ),
    "the files of two branches of the name that members' files bear": (
        [told(n) for n in SIX],
        [of_branch("1", "第一党支部", "收集", *range(7)), of_branch("2", "第一党支部", "收集", *range(20, 25))],
        5,
    ),
    "the months of five of six who sent the quarter": (
        [told(n, period="2026-Q4") for n in SIX], [told(n, period="2026-11") for n in range(5)], 0
    ),
    "the office's own file of the members and one more": (
        [told(n) for n in SIX], [of_branch("9", "收集", "省直工委", *range(7))], 0
    ),
    "the office's own file of two branches and one more": (
        [of_branch("1", "甲支部", "某厅", *SIX), of_branch("2", "乙支部", "某厅", *range(10, 16))],
        [of_branch("9", "某厅", "省直工委", *SIX, *range(10, 17))],
        0,
    ),
    "a branch's file corrected by one more": (
        [of_branch("1", "第一党支部", "某厅", *SIX)], [of_branch("1", "第一党支部", "某厅", *range(7), **LATER)], 0
    ),
    "a branch's file corrected by five more": (
        [of_branch("1", "第一党支部", "某厅", *SIX)], [of_branch("1", "第一党支部", "某厅", *range(11), **LATER)], 11
    ),
    "a branch elsewhere with one of the same name and number": (
        [of_branch("1", "第一党支部", "某厅", *SIX)], [of_branch("2", "第二党支部", "某局", *range(5, 11))], 12
    ),
    "the same figures of a branch in another file": (
        [of_branch("1", "第一党支部", "某厅", *SIX)], [of_branch("1", "第一党支部", "某厅", *SIX, **LATER)], 6
    ),
    "a branch's file of the same persons, with one corrected": (
        [of_branch("1", "第一党支部", "某厅", *SIX)], [of_branch("1", "第一党支部", "某厅", *SIX, off=1, **LATER)], 0
    ),
    "a branch's file with five others instead, all but one of whom told": (
        [of_branch("1", "第一党支部", "某厅", *range(10), untold=1)],
        [of_branch("1", "第一党支部", "某厅", *range(5), *range(10, 15), untold=1, off=1, **LATER)],
        0,
    ),
    "another branch": (
        [of_branch("1", "第一党支部", "某厅", *SIX)], [of_branch("2", "第二党支部", "某厅", *range(20, 25))], 11
    ),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", TWO_MOMENTS)
def test_what_differs_by_few_from_what_was_shown_is_left_out_wherever_the_persons_stand(
    name: str, tmp_path: Path
) -> None:
    before, after, n = TWO_MOMENTS[name]
    period = Period.parse("2026-Q4") if "quarter" in name else NOVEMBER
    lake = Lake(tmp_path / "lake")
    take_in(lake, [put(tmp_path / "收集", *before)])
    shown = in_sums(lake, period)
    assert all(count > 0 for name, count in shown if name != "items")
    assert in_sums(lake, period) == shown  # the same again
    take_in(lake, [put(tmp_path / "later" / "收集", *after)])
    assert in_sums(lake, period) == all_of(n)
    assert in_sums(lake, period) == all_of(n)


def moved(*people: int, branch: str, step: int, **told_too: Any) -> list[bytes]:
    """What these members of a branch send at a step, later than all before."""
    header: dict[str, Any] = {"revision": step + 1, "made_at": local(2026, 11, 30, 8 + step)}
    return [told(n, branch=branch, **header, **told_too) for n in people]


MOMENTS_AND_PLACES: dict[str, tuple[list[dict[str, list[bytes]]], int]] = {
    "nine of ten back in a branch where they told something else": (
        [
            {"收集": moved(*range(10), branch="第二支部", step=0)},
            {"收集": moved(*range(10), branch="第一支部", step=1, kept=5)},
            {"收集": moved(*range(9), branch="第二支部", step=2, kept=5)},
        ],
        0,
    ),
    "two blocks with two in common, and all under a third office": (
        [
            {
                "甲厅": moved(*range(6), branch="第一支部", step=0),
                "乙厅": moved(*range(4, 10), branch="第二支部", step=1),
            },
            {"丙局": moved(*range(10), branch="第三支部", step=2)},
        ],
        0,
    ),
    "three blocks with two in common, one of them made of another": (
        [
            {"甲厅": moved(*range(5, 15), branch="第一支部", step=0)},
            {"乙厅": moved(*range(7), branch="第二支部", step=1)},
            {"甲厅": moved(*range(5, 20), branch="第三支部", step=2)},
            {"丙局": moved(*range(20), branch="第四支部", step=3)},
        ],
        0,
    ),
    "other persons of a branch with the same figures, and then some of both": (
        [
            {"某厅": [of_branch("1", "第一支部", "某厅", *range(6))]},
            {"某厅": [of_branch("1", "第一支部", "某厅", *range(6, 12), **LATER)]},
            {"某厅": [of_branch("1", "第一支部", "某厅", *range(11), revision=3, made_at=local(2026, 12, 3, 9))]},
        ],
        0,
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", MOMENTS_AND_PLACES)
def test_nobody_is_shown_by_what_several_reports_come_to_together(name: str, tmp_path: Path) -> None:
    steps, n = MOMENTS_AND_PLACES[name]
    lake = Lake(tmp_path / "lake")
    for place, folders in enumerate(steps):
        for office, files in folders.items():
            take_in(lake, [put(tmp_path / str(place) / office, *files)])
        found = in_sums(lake)
        assert place == len(steps) - 1 or all(count > 0 for _name, count in found)
    assert found == in_sums(lake) == all_of(n)


@pytest.mark.slow
def test_persons_who_were_in_ever_larger_groups_are_shown_again_though_a_clock_went_back_between(
    tmp_path: Path,
) -> None:
    """Of the blocks that they were in, each made of the one before, the last made is not the last by its name."""
    lake = Lake(tmp_path / "lake")
    for place, minute in enumerate((1, 3, 2, 4, 5)):
        office = f"第{place}单位"
        files = moved(*range(5 * place + 5), branch=f"第{place}支部", step=place)
        take_in(lake, [put(tmp_path / str(place) / office, *files)])
        found = in_sums(lake, at=datetime(2026, 12, 1, 8, minute, tzinfo=UTC))
        assert found == all_of(5 * place + 5)


@pytest.mark.slow
def test_namesakes_in_two_offices_hold_nothing_back_when_the_same_is_shown_again(tmp_path: Path) -> None:
    lake = Lake(tmp_path / "lake")
    of_members = [told(n) for n in SIX], [told(n, made_at=local(2026, 11, 29, 9)) for n in range(4, 20)]
    of_branches = (of_branch(str(place), "甲支部", f"某局{place}", *range(place, place + 10)) for place in (100, 108))
    take_in(lake, [put(tmp_path / f"{n}" / f"第{n}单位", *files) for n, files in enumerate(of_members)])
    take_in(lake, [put(tmp_path / "branches", *of_branches)])
    shown = in_sums(lake)
    assert in_sums(lake) == shown == all_of(6 + 16 + 10 + 10)


@pytest.mark.parametrize(("untold", "off", "revision", "shown"), [(0, 0, 1, 7), (1, 0, 1, 0), (0, 2, 2, 0)])
@pytest.mark.slow
def test_of_a_branchs_file_only_counts_by_item_of_just_those_who_told_the_days_are_shown(
    tmp_path: Path, untold: int, off: int, revision: int, shown: int
) -> None:
    """Six of seven may be others for each; and what a corrected file says by item may be of before, or of others."""
    lake = Lake(tmp_path / "lake")
    file = of_branch("1", "第一党支部", "某厅", *range(7), untold=untold, items_off=off, revision=revision)
    take_in(lake, [put(tmp_path / "in", file)])
    assert in_sums(lake) == {("days", 7 - untold), ("items", shown), ("quiz", 7 - untold)}


@pytest.mark.slow
def test_of_a_branchs_same_persons_one_more_who_tells_the_days_is_not_shown_by_the_difference(tmp_path: Path) -> None:
    lake = Lake(tmp_path / "lake")
    for revision, told_days in ((1, 6), (2, 7)):
        made_at = local(2026, 11, 27 + revision, 9)
        file = of_branch("1", "第一党支部", "某厅", *range(7), told_days=told_days, revision=revision, made_at=made_at)
        take_in(lake, [put(tmp_path / str(revision), file)])
        found = in_sums(lake)
    assert in_sums(lake) == found == {("days", 0), ("items", 0), ("quiz", 7)}


@pytest.mark.slow
def test_no_topic_is_shown_where_the_rest_of_the_answers_is_of_few(tmp_path: Path) -> None:
    def of(n: int, *, tells_all: bool) -> bytes:
        facts: list[Fact] = [QuizFacts(answered=10, right=10), QuizTopic(topic="宪法", answered=10, right=10)]
        if n == 0:
            rest = QuizTopic(topic="保密", answered=2, right=0)
            facts = [QuizFacts(answered=12, right=10), *facts[1:], *((rest,) if tells_all else ())]
        return submission(f"{n:03}", *facts, name=f"甲{n}", format=4)

    for tells_all in (True, False):
        lake = Lake(tmp_path / f"lake{tells_all}")
        take_in(lake, [put(tmp_path / f"in{tells_all}", *(of(n, tells_all=tells_all) for n in SIX))])
        found = province_report(lake, NOVEMBER, TODAY, 32)
        assert {one["n"] for one in found.lines("topics")} == {0}
        assert {one["n"] for one in found.lines("quiz")} == {6}


@pytest.mark.slow
def test_topics_are_shown_again_only_as_they_were(tmp_path: Path) -> None:
    """Beside a first report the answers in no topic that is shown would be those of one more."""

    lake = Lake(tmp_path / "lake")

    def of(n: int, **rest: tuple[int, int]) -> bytes:
        topics = [QuizTopic(topic=topic, answered=answered, right=right)
                  for topic, (answered, right) in {"宪法": (10, 10), **rest}.items()]  # fmt: skip
        answered, right = sum(one.answered for one in topics), sum(one.right for one in topics)
        return submission(f"{n:03}", QuizFacts(answered=answered, right=right), *topics, name=f"甲{n}", format=4)

    def topics() -> dict[str, tuple[int, int]]:
        at = datetime(2026, 12, 1, 8, tzinfo=UTC) + timedelta(minutes=next(MOMENTS))
        found = province_report(lake, NOVEMBER, TODAY, 32, at).lines("topics")
        return {one["topic"]: (one["n"], one["left_out"]) for one in found if one["level"] == 0}

    first = [of(n, **({"保密": (10, 10)} if n < 3 else {"党史": (10, 10)} if n < 5 else {})) for n in range(11)]
    take_in(lake, [put(tmp_path / "in", *first)])
    assert topics() == topics() == {"宪法": (11, 0), "保密": (0, 3), "党史": (0, 2)}
    take_in(
        lake,
        [put(tmp_path / "later" / "in", *(of(n, **({"保密": (10, 3)} if n == 11 else {})) for n in range(11, 16)))],
    )
    assert topics() == {"宪法": (0, 16), "保密": (0, 4), "党史": (0, 2)}


ONE_REPORT = {
    "one branch's files under two next levels": (
        [of_branch("1", "第一党支部", "机关党委", *SIX)],
        [of_branch("1", "第一党支部", "机关工委", *range(7), **LATER)],
        7, "two_offices",
    ),
    "the same under another number and name of the branch": (
        [of_branch("1", "第一党支部", "机关党委", *SIX)], [of_branch("4", "综合支部", "机关工委", *range(7), **LATER)],
        7, "two_offices",
    ),
    "members' files under two folders and two names of the branch": (
        [told(n) for n in SIX],
        [*(told(n, branch="综合支部", **LATER) for n in SIX), told(6, branch="综合支部")],
        7, "two_folders",
    ),
    "members' files, and their branch's under another office, number and name": (
        [told(n) for n in SIX], [of_branch("4", "综合支部", "机关工委", *range(7))], 7, "two_folders"
    ),
    "an office's own file, and one of its branches' under another office": (
        [of_branch("1", "第一党支部", "机关党委", *SIX), of_branch("9", "机关党委", "机关工委", *range(11))],
        [of_branch("1", "第一党支部", "机关委", *SIX, **LATER)],
        11, "two_offices",
    ),
    "three of each of three offices in each of the others": (
        [of_branch("1", "第一支部", "甲厅", *SIX), of_branch("1", "第二支部", "乙厅", *range(3, 9))],
        [of_branch("1", "第三支部", "丙厅", *range(3), *range(6, 9), **LATER)],
        6, "two_offices",
    ),
    "two branches one of whose members stands in both": (
        [of_branch("1", "第一党支部", "机关党委", *SIX)], [of_branch("1", "第一党支部", "机关工委", *range(5, 11))],
        12, "",
    ),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", ONE_REPORT)
def test_who_is_under_two_offices_counts_once_in_one_report(name: str, tmp_path: Path) -> None:
    one, other, n, why = ONE_REPORT[name]
    lake = Lake(tmp_path / "lake")
    take_in(lake, [put(tmp_path / "甲" / "收集", *one), put(tmp_path / "乙", *other)])
    assert in_sums(lake) == all_of(n)
    assert {line["why"] for line in province_report(lake, NOVEMBER, TODAY, 32).lines("noticed")} - {"above"} == {
        why
    } - {""}


@pytest.mark.slow
def test_of_a_years_file_five_months_of_one_more_are_not_shown_by_the_difference(tmp_path: Path) -> None:
    year, lake = Period.parse("2026"), Lake(tmp_path / "lake")
    months = tuple(f"2026-{month:02}" for month in range(1, 13))
    members = tuple(BranchMember(member_no=f"{n:03}", name=f"甲{n}", due=12, received=12) for n in SIX)
    for revision, told_days in ((1, 60), (2, 72)):
        figures = BranchFigures(units=months, due=72, received=72, files=72, told_days=told_days, due_days=told_days)
        file = submission("1", figures, *members, name="第一党支部", branch="某厅", format=3, period="2026",
                          revision=revision, made_at=local(2026, 12, revision, 9))  # fmt: skip
        take_in(lake, [put(tmp_path / str(revision), file)])
        assert in_sums(lake, year) == {("days", 60 if revision == 1 else 0)}
