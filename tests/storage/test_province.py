"""Taking in for a province: idempotent, the newest revision, nothing mixed up, nothing lost by a cut file."""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from content.period import Period
from content.words import use
from desk.words.province import not_taken_words
from reports.province.report import ProvinceReport, province_report
from storage.collecting import DecisionKind
from storage.errors import Busy, DamagedLake, NoEngine, NoLake, NotWholeMonths, WriteFailed
from storage.facts import BranchFigures, BranchMember, BranchProblem, Fact, SentenceFact, Study
from storage.province import Lake
from storage.province_taking import Taken
from storage.province_taking import take_in as take_into
from storage.records import MatterKind
from storage.submission import Submission, write
from tests.moments import local
from tests.screens.sending import submission
from tui.demo.province import Shape, sent, write_province

NOVEMBER = Period.parse("2026-11")
TODAY = local(2026, 12, 28, 9).date()
LATER = local(2026, 12, 2, 9)


def study(minutes: int) -> Study:
    return Study(group_minutes=minutes, training_minutes=0, make_up_minutes=0, self_minutes=0)


def branch_file(number: str, name: str, above: str = "机关党委", *, minutes: int = 60, members: int = 6, quiz: int = 0,
                **header: Any) -> bytes:  # fmt: skip
    """A branch whose members all studied so long."""
    period = header.get("period", "2026-11")
    figures = BranchFigures(
        units=(period,), due=members, received=members, files=members, told_study=members,
        group_minutes=minutes * members, told_quiz=members if quiz else 0, answered=quiz * members,
    )  # fmt: skip
    who = header.pop("who", number)
    people = (BranchMember(member_no=f"{who}{n:02}", name=f"{who}甲{n}", due=1, received=1) for n in range(members))
    return submission(number, figures, *people, name=name, branch=above, format=3, **header)


def put(folder: Path, *contents: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(contents):
        (folder / f"{number}.txt").write_bytes(content)
    return folder


def take_in(lake: Lake, folders: Sequence[Path], office: str = "") -> Taken:
    return take_into(lake, folders, TODAY, office)


def kinds(taken: Taken) -> list[DecisionKind]:
    return [one.kind for one in taken.decisions]


def report(lake: Lake, period: Period = NOVEMBER) -> ProvinceReport:
    return province_report(lake, period, TODAY, 32)


def minutes(lake: Lake, period: Period = NOVEMBER) -> int:
    """The minutes of study of the whole province."""
    found = [one["counted_minutes"] for one in report(lake, period).lines("hours") if one["level"] == 0]
    return sum(found)


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "lake")


def bytes_of(lake: Lake) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in lake.folder.rglob("*.parquet")}


def test_the_same_taken_in_twice_changes_nothing(lake: Lake, tmp_path: Path) -> None:
    inbox = put(tmp_path / "in", branch_file("1", "第一党支部"), branch_file("2", "第二党支部"))
    first = take_in(lake, [inbox])
    before = bytes_of(lake)
    again = take_in(lake, [inbox, put(tmp_path / "renamed", branch_file("1", "第一党支部"))])
    assert (kinds(first), kinds(again)) == ([DecisionKind.NEW] * 2, [DecisionKind.SAME] * 3)
    twice = [put(tmp_path / name, branch_file("3", "第三党支部")) for name in "ab"]
    assert kinds(take_in(Lake(tmp_path / "other"), twice)) == [DecisionKind.NEW, DecisionKind.DOUBLED]
    assert again.facts == 0
    assert bytes_of(lake) == before


@pytest.mark.parametrize("in_one_batch", [True, False])
@pytest.mark.slow
def test_the_newest_revision_is_kept_whatever_the_order(lake: Lake, tmp_path: Path, in_one_batch: bool) -> None:
    old = branch_file("1", "第一党支部", minutes=10)
    new = branch_file("1", "第一党支部", minutes=20, revision=2, made_at=LATER)
    folders = [put(tmp_path / "a", old, new)] if in_one_batch else [put(tmp_path / "a", old), put(tmp_path / "b", new)]
    found = [take_in(lake, [folder]) for folder in folders]
    assert [kind for one in found for kind in kinds(one)] == [DecisionKind.NEW, DecisionKind.NEWER]
    assert minutes(lake) == 6 * 20
    assert kinds(take_in(lake, [folders[0]]))[0] is DecisionKind.OLDER
    assert minutes(lake) == 6 * 20


@pytest.mark.slow
def test_one_revision_with_two_contents_stays_as_it_was_and_is_named(lake: Lake, tmp_path: Path) -> None:
    inbox = put(tmp_path / "in", branch_file("1", "第一党支部", minutes=10), branch_file("1", "第一党支部", minutes=20))
    taken = take_in(lake, [inbox])
    assert kinds(taken) == [DecisionKind.NEW, DecisionKind.CONFLICT]
    assert minutes(lake) == 6 * 10
    assert "0.txt" in not_taken_words(taken.decisions[1], {})


@pytest.mark.slow
def test_a_period_that_nobody_can_mean_is_not_taken_and_named(lake: Lake, tmp_path: Path) -> None:
    meant = ("1949-01", "2026-12", "2027-11", "2026-12-01..2027-12-29")
    not_meant = ("0001-01", "9999-12", "1948-12", "2028", "1948-12-01..2026-12-31", "2026-12-01..2027-12-30")
    for place, period in enumerate((*meant, *not_meant)):
        taken = take_in(lake, [put(tmp_path / str(place), branch_file("1", "第一党支部", period=period))])
        assert kinds(taken) == [DecisionKind.NEW if period in meant else DecisionKind.OTHER_PERIOD], period
        if period in not_meant:
            use("zh")
            assert not_taken_words(taken.decisions[0], {}).startswith(f"第一党支部（1）：时段写的是 {period}，")
            use("en")
    assert set(lake.periods()) == set(meant)


@pytest.mark.parametrize("contents", [(), (b"notes", b"\x89PNG"), (branch_file("1", "第一党支部", period="9999-12"),)])
def test_where_nothing_can_be_taken_no_lake_is_begun(lake: Lake, tmp_path: Path, contents: Sequence[bytes]) -> None:
    taken = take_in(lake, [put(tmp_path / "in", *contents)])
    assert len(taken.decisions) == len(contents)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["in"]


@pytest.mark.slow
def test_thirty_branches_with_one_name_are_told_apart_by_office_and_number(lake: Lake, tmp_path: Path) -> None:
    files = [
        branch_file(str(number), "机关党支部", f"第{office}单位", who=f"{office}{number}")
        for office in range(5)
        for number in range(1, 7)
    ]
    assert kinds(take_in(lake, [put(tmp_path / "in", *files)])) == [DecisionKind.NEW] * 30
    found = report(lake)
    assert len([one for one in found.lines("hours") if one["level"] == 2]) == 30
    assert {one["branch_name"] for one in found.lines("branches")} == {"机关党支部"}
    assert minutes(lake) == 30 * 6 * 60


@pytest.mark.slow
def test_a_branch_that_changed_its_name_stays_one_by_its_number(lake: Lake, tmp_path: Path) -> None:
    files = [branch_file("1", "第一党支部", period="2026-10"), branch_file("1", "综合党支部")]
    corrected = branch_file("1", "综合党支部", minutes=30, period="2026-10", revision=2, made_at=LATER)
    taken = take_in(lake, [put(tmp_path / "in", *files, corrected)])
    assert kinds(taken) == [DecisionKind.NEW, DecisionKind.NEW, DecisionKind.NEWER]
    found = report(lake, Period.parse("2026-Q4"))
    assert [one["branch_name"] for one in found.lines("branches")] == ["综合党支部"]
    assert minutes(lake, Period.parse("2026-Q4")) == 6 * 60 + 6 * 30


@pytest.mark.slow
def test_the_names_a_branch_had_before_are_told(lake: Lake, tmp_path: Path) -> None:
    take_in(lake, [put(tmp_path / "in", branch_file("1", "第一党支部", period="2026-10"),
                       branch_file("1", "综合党支部"))])  # fmt: skip
    assert [(one["before"], one["now"]) for one in report(lake).lines("renamed")] == [("第一党支部", "综合党支部")]


@pytest.mark.slow
def test_another_branch_by_a_number_that_is_taken_does_not_replace_it(lake: Lake, tmp_path: Path) -> None:
    files = branch_file("1", "第一党支部"), branch_file("1", "第二党支部", who="9", revision=2, made_at=LATER)
    taken = take_in(lake, [put(tmp_path / "in", *files)])
    assert kinds(taken) == [DecisionKind.NEW, DecisionKind.OTHER_NAME]
    assert "第一党支部" in not_taken_words(taken.decisions[1], {})
    assert [one["branch_name"] for one in report(lake).lines("branches")] == ["第一党支部"]


@pytest.mark.slow
def test_an_offices_own_file_and_those_of_its_branches_are_counted_once_and_named(lake: Lake, tmp_path: Path) -> None:
    branches = [branch_file("1", "第一党支部", "厅机关党委"), branch_file("2", "第二党支部", "厅机关党委")]
    own = branch_file("11", "厅机关党委", "省直工委", minutes=50, members=14)
    take_in(lake, [put(tmp_path / "in", *branches, own)])
    found = report(lake)
    assert minutes(lake) == 14 * 50
    assert {(one["why"], one["instead"]) for one in found.lines("noticed")} == {("above", "2.txt")}
    assert len(found.lines("noticed")) == 2


@pytest.mark.slow
def test_a_branch_that_is_only_called_as_an_office_is_does_not_stand_for_it(lake: Lake, tmp_path: Path) -> None:
    branches = [branch_file(str(n), f"第{n}党支部", "乙局", who=f"乙{n}", members=9) for n in range(1, 7)]
    namesake = branch_file("3", "乙局", "丙县", members=5)
    take_in(lake, [put(tmp_path / "in", *branches, namesake)])
    assert minutes(lake) == (6 * 9 + 5) * 60
    assert [(one["why"], one["file_name"]) for one in report(lake).lines("noticed")] == [("namesake", "6.txt")]


@pytest.mark.slow
def test_an_offices_own_file_of_some_of_its_branches_stands_for_these_and_no_others(lake: Lake, tmp_path: Path) -> None:
    branches = [branch_file(str(n), f"第{n}党支部", "乙局", who=str(n), members=n) for n in (5, 6, 9)]
    some = branch_file("40", "乙局", "省直工委", who="6", members=8)  # the sixth, and two more
    take_in(lake, [put(tmp_path / "in", *branches, some)])
    assert minutes(lake) == (5 + 8 + 9) * 60
    assert [(one["why"], one["file_name"]) for one in report(lake).lines("noticed")] == [("above", "1.txt")]


@pytest.mark.slow
def test_a_branch_that_is_called_as_its_own_office_is_does_not_stand_for_its_sisters(
    lake: Lake, tmp_path: Path
) -> None:
    names = "第一党支部", "第二党支部", "乙局"
    take_in(lake, [put(tmp_path / "in", *(branch_file(str(n), name, "乙局", members=5 + 9 * n)
                                          for n, name in enumerate(names)))])  # fmt: skip
    members = (submission(f"{n:03}", study(1), name=f"丁{n}", branch="第四党支部") for n in range(5))
    take_in(lake, [put(tmp_path / "members", *members)], "乙局")
    assert minutes(lake) == (5 + 14 + 23) * 60 + 5
    assert not report(lake).lines("noticed")


@pytest.mark.slow
def test_a_quarters_file_fills_only_the_gap_that_no_month_fills(lake: Lake, tmp_path: Path) -> None:
    quarters = [branch_file(n, f"第{n}支部", minutes=100, period="2026-Q4", who=n) for n in ("1", "2")]
    take_in(lake, [put(tmp_path / "in", *quarters, branch_file("1", "第1支部", minutes=7))])
    found = report(lake, Period.parse("2026-Q4"))
    assert minutes(lake, Period.parse("2026-Q4")) == 6 * 7 + 6 * 100
    assert [one["why"] for one in found.lines("noticed")] == ["longer"]
    received = {one["period"]: (one["received"], one["missing"]) for one in found.lines("received") if not one["level"]}
    assert received == {"2026-10": (1, 1), "2026-11": (2, 0), "2026-12": (1, 1)}


@pytest.mark.slow
def test_of_two_files_as_long_with_a_month_in_common_the_later_counts(lake: Lake, tmp_path: Path) -> None:
    spans = "2026-10-01..2026-11-30", "2026-11-01..2026-12-31"
    files = [branch_file("1", "第一党支部", minutes=n, period=span, made_at=made_at)
             for n, span, made_at in ((1, spans[0], LATER), (2, spans[1], local(2026, 12, 1, 9)))]  # fmt: skip
    take_in(lake, [put(tmp_path / "in", *files)])
    assert minutes(lake, Period.parse("2026-Q4")) == 6 * 1
    assert [(one["why"], one["file_name"]) for one in report(lake, Period.parse("2026-Q4")).lines("noticed")] == [
        ("overlaps", "1.txt")
    ]


@pytest.mark.slow
def test_a_member_under_the_name_a_branch_had_before_and_the_one_it_has_counts_once(lake: Lake, tmp_path: Path) -> None:
    names = (("第一党支部", "2026-10"), ("综合党支部", "2026-12"))
    take_in(lake, [put(tmp_path / "in", *(branch_file("1", name, "单位", period=period) for name, period in names))])
    for place, name in enumerate(("第一党支部", "综合党支部")):
        sent = (submission(f"{n:03}", study(10), name=f"甲{n}", branch=name) for n in range(6))
        take_in(lake, [put(tmp_path / f"members{place}", *sent)], "单位")
    assert minutes(lake) == 6 * 10


@pytest.mark.slow
def test_members_corrections_in_a_folder_of_another_name_are_not_counted_beside_what_they_correct(
    lake: Lake, tmp_path: Path
) -> None:
    def sent(*people: int, revision: int, said: int) -> list[bytes]:
        made_at = local(2026, 12, revision, 9)
        return [submission(f"{n:03}", study(said), name=f"甲{n}", revision=revision, made_at=made_at) for n in people]

    take_in(lake, [put(tmp_path / "甲局", *sent(*range(12), revision=1, said=10)),
                   put(tmp_path / "甲局更正", *sent(*range(6), revision=2, said=20))])  # fmt: skip
    assert minutes(lake) == 6 * 10 + 6 * 20
    found = report(lake)
    assert [one["n"] for one in found.lines("hours") if one["level"] == 0] == [12]
    assert [(one["why"], one["office"], one["files"]) for one in found.lines("noticed")] == [("two_folders", "甲局", 6)]


@pytest.mark.slow
def test_a_month_nobody_sent_anything_for_is_missing_and_one_before_the_first_file_is_not(
    lake: Lake, tmp_path: Path
) -> None:
    files = [branch_file("1", "第一党支部", period=period) for period in ("2026-10", "2026-12")]
    take_in(lake, [put(tmp_path / "in", *files)])
    found = {
        one["period"]: (one["expected"], one["received"], one["missing"])
        for one in report(lake, Period.parse("2026")).lines("received")
        if one["level"] == 0
    }
    assert found == {"2026-10": (1, 1, 0), "2026-11": (1, 0, 1), "2026-12": (1, 1, 0)}


def test_what_persons_wrote_in_words_does_not_come_into_the_lake(lake: Lake, tmp_path: Path) -> None:
    sentence = SentenceFact(day=NOVEMBER.first, item="duty", mark=None, sentence="一句心里话", late=False)
    take_in(lake, [put(tmp_path / "in", submission("001", sentence, study(5)))])
    with lake.engine() as engine:
        rows = engine.execute(f"SELECT * FROM read_parquet('{lake.folder}/*/*.parquet')").fetchall()
    assert len(rows) == 2
    assert "一句心里话" not in repr(rows)


def test_every_row_says_of_which_file_program_and_line_it_is(lake: Lake, tmp_path: Path) -> None:
    take_in(lake, [put(tmp_path / "in", submission("001", study(5)))])
    with lake.engine() as engine:
        sql = f"SELECT file_name, program, line, fact FROM read_parquet('{lake.folder}/*/*.parquet') ORDER BY line"
        rows = engine.execute(sql).fetchall()
    assert rows == [("0.txt", "0.1.0", 1, "header"), ("0.txt", "0.1.0", 2, "study")]


@pytest.mark.slow
def test_a_cut_file_is_named_counts_nothing_and_is_made_again(lake: Lake, tmp_path: Path) -> None:
    inbox = put(tmp_path / "in", branch_file("1", "第一党支部"), branch_file("1", "第一党支部", period="2026-10"))
    take_in(lake, [inbox])
    path = lake.folder / "period=2026-11" / "facts.parquet"
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(DamagedLake) as refused:
        report(lake)
    assert refused.value.path == path
    assert minutes(lake, Period.parse("2026-10")) == 6 * 60
    again = take_in(lake, [inbox])
    assert [damaged for damaged, _kept in again.set_aside] == [path]
    assert again.set_aside[0][1].exists()
    assert kinds(again) == [DecisionKind.NEW, DecisionKind.SAME]
    assert minutes(lake) == 6 * 60


@pytest.mark.slow
def test_a_file_damaged_within_is_named_and_made_again_too(lake: Lake, tmp_path: Path) -> None:
    inbox = put(tmp_path / "in", branch_file("1", "第一党支部"),
                branch_file("1", "第一党支部", minutes=30, period="2026-10"))  # fmt: skip
    take_in(lake, [inbox])
    path = lake.folder / "period=2026-11" / "facts.parquet"
    content = bytearray(path.read_bytes())
    content[4 : len(content) // 3] = bytes(len(content) // 3 - 4)  # its end still says what should be there
    path.write_bytes(content)
    with pytest.raises(DamagedLake):
        report(lake)
    assert minutes(lake, Period.parse("2026-10")) == 6 * 30
    assert report(lake, Period.parse("2026-10")).unread == (path,)
    assert [damaged for damaged, _kept in take_in(lake, [inbox]).set_aside] == [path]
    assert minutes(lake) == 6 * 60


@pytest.mark.slow
def test_a_damaged_month_stops_what_a_quarters_file_makes_depend_on_it(lake: Lake, tmp_path: Path) -> None:
    october, september = Period.parse("2026-10"), Period.parse("2026-09")
    files = [branch_file("1", "第一党支部", period=period) for period in ("2026-09", "2026-10", "2026-11")]
    take_in(lake, [put(tmp_path / "in", *files)])
    path = lake.folder / "period=2026-11" / "facts.parquet"
    path.write_bytes(path.read_bytes()[:-50])
    assert report(lake, october).unread == (path,)
    (lake.folder / "period=2026-Q4").mkdir()
    shutil.copy(lake.folder / "period=2026-10" / "facts.parquet", lake.folder / "period=2026-Q4")
    assert report(lake, september).unread == (path,)
    with pytest.raises(DamagedLake):
        report(lake, october)


def test_a_column_of_another_type_is_damage_too(lake: Lake, tmp_path: Path) -> None:
    import duckdb

    take_in(lake, [put(tmp_path / "in", branch_file("1", "第一党支部"))])
    path = lake.folder / "period=2026-11" / "facts.parquet"
    with duckdb.connect() as engine:
        engine.execute(f"CREATE TABLE t AS SELECT * REPLACE (CAST(due AS VARCHAR) AS due) FROM '{path}'")
        engine.execute(f"COPY t TO '{path}' (FORMAT parquet)")
    with pytest.raises(DamagedLake) as refused:
        report(lake)
    assert refused.value.path == path


def test_what_is_no_submission_is_named_and_the_rest_comes_in(lake: Lake, tmp_path: Path) -> None:
    good = branch_file("1", "第一党支部")
    taken = take_in(lake, [put(tmp_path / "in", good, good[:-200], "通知".encode(), good.replace(b"2026", b"2025"))])
    assert Counter(kinds(taken)) == {DecisionKind.NEW: 1, DecisionKind.DAMAGED: 2, DecisionKind.FOREIGN: 1}
    assert minutes(lake) == 6 * 60


def test_a_lake_that_is_not_there_and_half_a_month_are_refused(lake: Lake, tmp_path: Path) -> None:
    with pytest.raises(NoLake):
        report(lake)
    take_in(lake, [put(tmp_path / "in", branch_file("1", "第一党支部"))])
    with pytest.raises(NotWholeMonths):
        report(lake, Period.parse("2026-11-01..2026-11-15"))


@pytest.mark.slow
def test_a_lakes_path_may_have_any_signs_in_it(tmp_path: Path) -> None:
    beside = Lake(tmp_path / "x1")
    take_in(beside, [put(tmp_path / "other", branch_file("2", "第二党支部"))])
    damaged = next(beside.folder.rglob("*.parquet"))
    damaged.write_bytes(damaged.read_bytes()[:-100])  # `x*` is no pattern that finds it
    for name in ("x*", "a[1]", "什么?", "it's", "office=X", "code=7/period=9"):
        lake = Lake(tmp_path / name)
        lake.folder.parent.mkdir(exist_ok=True)
        for place, period in enumerate(("2026-11", "2026-10")):
            inbox = put(tmp_path / f"in{place}", branch_file("1", "第一党支部", period=period))
            assert take_in(lake, [inbox]).set_aside == ()
            assert kinds(take_in(lake, [inbox])) == [DecisionKind.SAME]
        assert [(one["office"], one["code"]) for one in report(lake).lines("branches")] == [("机关党委", "1")], name
        assert minutes(lake) == 6 * 60


def test_duckdb_opens_no_file_outside_the_lake(lake: Lake, tmp_path: Path) -> None:
    import duckdb

    (tmp_path / "secret.csv").write_text("a\n1\n", encoding="utf-8")
    lake.folder.mkdir()
    with lake.engine() as engine:
        for sql in (f"SELECT * FROM read_csv('{tmp_path}/secret.csv')", f"COPY (SELECT 1) TO '{tmp_path}/out.csv'",
                    "SET enable_external_access = true", "SELECT * FROM '/etc/hostname'"):  # fmt: skip
            with pytest.raises(duckdb.Error):
                engine.execute(sql)


def test_without_duckdb_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(NoEngine):
        Lake(tmp_path)


def test_two_at_once_wait_for_each_other(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.province.LOCK_SECONDS", 0)
    with lake.held(), pytest.raises(Busy), lake.held():
        pass


@pytest.mark.slow
def test_overdue_are_the_open_items_whose_day_is_over(lake: Lake, tmp_path: Path) -> None:
    def item(uid: str, status: Any, due: int) -> Fact:
        return BranchProblem(
            uid=uid, title="问题", kind=MatterKind.SHORTFALL, listed_day=NOVEMBER.first, status=status,
            due_day=NOVEMBER.first.replace(day=due),
        )  # fmt: skip

    figures = BranchFigures(units=("2026-11",), problems_listed=4, problems_struck=1, problems_after=3)
    items = item("a", "open", 29), item("b", "open", 30), item("c", "done", 1), item("d", "struck", 1)
    take_in(
        lake, [put(tmp_path / "in", submission("1", figures, *items, name="第一党支部", branch="机关党委", format=3))]
    )
    (found,) = [one for one in report(lake).lines("problems") if one["level"] == 0]
    assert [found[name] for name in ("named", "open_items", "overdue", "struck", "at_last")] == [4, 2, 1, 1, 3]


@pytest.mark.slow
def test_the_sample_province_is_what_taking_in_its_files_comes_to(lake: Lake, tmp_path: Path) -> None:
    shape = Shape(2, 6, 2)
    inboxes: dict[str, list[bytes]] = {}
    for one in sent(shape, NOVEMBER, 3):
        inboxes.setdefault(one.office, []).append(write(Submission(header=one.header, facts=one.facts), ""))
    taken = take_in(lake, [put(tmp_path / office, *files) for office, files in inboxes.items()])
    assert set(kinds(taken)) == {DecisionKind.NEW}
    straight = Lake(tmp_path / "straight")
    assert write_province(straight, shape, NOVEMBER, 3) == taken.facts
    period = Period.parse("2026-Q4")
    for name in ("received", "standings", "days", "hours", "items", "quiz", "topics", "problems", "branches"):
        assert report(straight, period).tables[name] == report(lake, period).tables[name], name


def test_where_the_disk_of_a_lake_is_not_there_none_is_made_on_another(tmp_path: Path) -> None:
    lake = Lake(tmp_path / "pulled out" / "lake")
    with pytest.raises(WriteFailed):
        take_in(lake, [put(tmp_path / "in", branch_file("1", "第一党支部"))])
    assert not (tmp_path / "pulled out").exists()
