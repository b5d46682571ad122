"""What a branch sends to the next level is taken in there as members' files are; nobody is counted twice or seen."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.period import Period
from desk.branch import accept, look_through, proposals_of, take_in
from desk.branch_report import files_of, keep_made, recount, report_of
from desk.branch_year import year_of
from desk.desk import Desk
from desk.upward import hand_up, last_handed_up, may_leave, prepare
from reports import formats
from reports.branch_figures import SUMS_OF
from reports.committee import branches_table, committee_document, problems_table
from reports.joint import joint
from reports.upward import without_small_differences
from storage.branch_figures import Figures, ItemFigures
from storage.collecting import DecisionKind
from storage.errors import ChangedElsewhere, WriteFailed
from storage.facts import BranchFigures, BranchMember, BranchProblem, Completeness, Fact, ItemMarks, QuizFacts, Study
from storage.problems import Act, Owner
from storage.roster import Member
from storage.submission import DamagedSubmission, Submission, read, write
from tests.moments import local
from tests.screens.sending import PROBLEM, submission

NOW = local(2026, 12, 3, 9)
OCTOBER, NOVEMBER = Period.parse("2026-10"), Period.parse("2026-11")
COMMITTEE = "机关党委"


class Levels:
    """A committee and its branches, each at a desk of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.committee = self.desk("committee")
        self.branches: dict[str, Desk] = {}

    def desk(self, name: str) -> Desk:
        return Desk(self.folder / name, clock=lambda: NOW)

    def branch(self, number: str, name: str, *members: Member) -> Desk:
        desk = self.branches.setdefault(number, self.desk(number))
        desk.branch.save_roster(members, branch=name)
        self.committee.branch.save_roster(
            [
                Member(member_no=no, name=one.branch.branch_name(), joined_day=local(2020, 1, 1).date())
                for no, one in sorted(self.branches.items())
            ],
            branch=COMMITTEE,
        )
        return desk

    def member_sends(self, desk: Desk, member: Member, period: Period, *facts: Fact, revision: int = 1) -> None:
        inbox = self.folder / f"in-{desk.home.name}-{member.member_no}-{period}-{revision}"
        inbox.mkdir()
        branch = desk.branch.branch_name()
        data = submission(
            member.member_no, *facts, name=member.name, period=str(period), branch=branch, revision=revision
        )
        (inbox / "1.txt").write_bytes(data)
        take_in(desk, look_through(desk, inbox, period), frozenset(), period)

    def up(self, number: str, period: Period, *problems: str) -> Submission:
        desk = self.branches[number]
        (self.folder / "up").mkdir(exist_ok=True)
        path = hand_up(desk, prepare(desk, period, number, COMMITTEE, problems), self.folder / "up")
        take_in(self.committee, look_through(self.committee, path, period), frozenset(), period)
        return read(path.read_bytes())


@pytest.fixture
def levels(tmp_path: Path) -> Iterator[Levels]:
    made = Levels(tmp_path)
    yield made
    for desk in (made.committee, *made.branches.values()):
        desk.close()


def people(first: int, count: int) -> list[Member]:
    return [Member(member_no=f"{number:03}", name=f"甲{number}") for number in range(first, first + count)]


def facts(kept: int = 3, *, by_item: bool = True) -> tuple[Fact, ...]:
    marks = tuple(
        ItemMarks(item=item, kept=kept, partly=0, not_kept=1, not_faced=0, blank=0) for item in ("duty", "error")
    )
    return (
        Completeness(answered_days=18, due_days=20, late_days=2),
        Study(group_minutes=120, training_minutes=0, make_up_minutes=0, self_minutes=60),
        *(marks if by_item else ()),
    )


def text_of(content: bytes) -> str:
    word = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


def test_branches_are_taken_in_as_members_are_and_their_figures_are_the_sums(levels: Levels, tmp_path: Path) -> None:
    first = levels.branch("01", "第一党支部", *people(1, 6))
    levels.branch("02", "第二党支部", *people(11, 3))
    levels.branch("03", "第三党支部", *people(21, 2))
    for member in people(1, 6):
        levels.member_sends(first, member, NOVEMBER, *facts(), *((PROBLEM,) if member.member_no == "001" else ()))
    for member in people(11, 3):
        levels.member_sends(levels.branches["02"], member, NOVEMBER, *facts())
    [item] = accept(first, proposals_of(first))
    assert [one.uid for one in may_leave(first, NOVEMBER)] == [item.uid]
    sent = levels.up("01", NOVEMBER, item.uid)
    levels.up("02", NOVEMBER)
    assert [fact.title for fact in sent.facts if isinstance(fact, BranchProblem)] == [PROBLEM.title]
    found = joint(report_of(levels.committee, NOVEMBER).span)
    n = found.figures
    assert (n.due, n.received, n.persons, n.answered_days, n.due_days) == (9, 9, 9, 6 * 18, 6 * 20)
    assert {(one.item, one.kept, one.persons) for one in n.items} == {("duty", 18, 6), ("error", 18, 6)}
    assert (n.problems_before, n.problems_listed, n.problems_after) == (0, 1, 1)
    assert [one is not None and one.is_received for one in
            (line.months[10] for line in year_of(levels.committee, 2026).lines)] == [True, True, False]  # fmt: skip
    files = {path.name: content for path, content in files_of(levels.committee, NOVEMBER, tmp_path).items()}
    words = text_of(next(content for name, content in files.items() if name.endswith("_报告.docx")))
    assert "应报支部3个，已报2个，请假0个，未报1个。" in words
    assert "第三党支部。" in words
    assert "应报9人，已报9人，请假0人，未报0人。" in words
    assert PROBLEM.title in text_of(next(content for name, content in files.items() if "各支部问题整改台账" in name))


def test_the_report_of_the_next_level_says_which_branch_is_in_no_figure_and_what_falls_due(
    levels: Levels, tmp_path: Path
) -> None:
    for number, name, count in (("01", "第一党支部", 6), ("02", "第二党支部", 6), ("03", "第三党支部", 2)):
        levels.branch(number, name, *people(int(number) * 10, count))
    for number, count in (("02", 6), ("03", 2)):
        desk = levels.branches[number]
        undated = PROBLEM.model_copy(update={"uid": "m2", "title": "值班表未更新", "due_day": None})
        soon = PROBLEM.model_copy(update={"due_day": date(2026, 12, 1)})
        for member in people(int(number) * 10, count):
            more = (soon, undated) if member.member_no == "020" else ()
            levels.member_sends(desk, member, NOVEMBER, *facts(), *more)
        accept(desk, proposals_of(desk))
        levels.up(number, NOVEMBER, *(one.uid for one in may_leave(desk, NOVEMBER)))
    report = report_of(levels.committee, NOVEMBER)
    files = {path.name: content for path, content in files_of(levels.committee, NOVEMBER, tmp_path).items()}
    words = text_of(next(content for name, content in files.items() if name.endswith("_报告.docx")))
    assert "以上人数不含第一党支部。" in words
    assert "因不足5人或不能与其他时段区分，未计入上表的材料：第三党支部2份。" in words
    assert f"30日内到期1个。第二党支部：{PROBLEM.title}（甲20，12月1日前，其后已超期）。" in words
    assert "未定时限1个。第二党支部：值班表未更新（甲20）。" in words
    assert [row[1] for row in branches_table(report).rows][:3] == ["第一党支部", "第二党支部", "第三党支部"]


def test_what_became_of_a_problem_since_goes_up_with_it_and_stands_in_the_next_levels_papers(
    levels: Levels, tmp_path: Path
) -> None:
    desk = levels.branch("01", "第一党支部", *people(1, 2))
    for uid in ("m1", "m2", "m3"):
        problem = PROBLEM.model_copy(
            update={"uid": uid, "title": f"问题{uid}", "due_day": None if uid < "m3" else date(2026, 12, 2)}
        )
        levels.member_sends(desk, people(1, 1)[0], NOVEMBER, problem, revision=1 + int(uid[1]))
        accept(desk, proposals_of(desk))
    by_title = {one.title: one.uid for one in may_leave(desk, NOVEMBER)}
    assert levels.up("01", NOVEMBER, *by_title.values()).header.format == 3, "older programs read what they know"
    kept = desk.branch.list
    kept.act([by_title["问题m1"]], kept.event(Act.REMOVE, reason="重复"))
    kept.act([by_title["问题m2"]], kept.event(Act.HAND_OVER, owner=Owner(name="甲2", person="2")),
             kept.event(Act.EXTEND, due_day=date(2026, 12, 20)))  # fmt: skip
    made = prepare(desk, NOVEMBER, "01", COMMITTEE, [*by_title.values()])
    page = "".join(made.page.replace("#", "").split())
    assert "（其后12月3日已撤销）" in page
    assert "状态整改中（其后已超期）" in page
    assert levels.up("01", NOVEMBER, *by_title.values()).header.format == 5
    rows = {row[2]: row[-1] for row in problems_table(report_of(levels.committee, NOVEMBER)).rows}
    assert rows == {
        "问题m1": "其后\n2026-12-03\n已撤销",
        "问题m2": "其后\n2026-12-03\n移交甲2\n2026-12-03\n时限改为2026-12-20",
        "问题m3": "其后\n已超期",
    }
    files = {path.name: content for path, content in files_of(levels.committee, NOVEMBER, tmp_path).items()}
    words = text_of(next(content for name, content in files.items() if name.endswith("_报告.docx")))
    assert "第一党支部：问题m1（甲1，其后12月3日已撤销）。" in words
    assert "第一党支部：问题m2（甲1，其后12月3日移交甲2、12月3日时限改为12月20日）。" in words


def test_the_same_again_is_the_same_file_and_what_changed_is_the_next_revision(levels: Levels) -> None:
    first = levels.branch("01", "第一党支部", *people(1, 6))
    levels.member_sends(first, people(1, 1)[0], NOVEMBER, *facts())
    one = levels.up("01", NOVEMBER)
    assert levels.up("01", NOVEMBER) == one
    assert [entry.revision for entry in first.branch.upward.all()] == [1]
    levels.member_sends(first, people(2, 1)[0], NOVEMBER, *facts())
    assert levels.up("01", NOVEMBER).header.revision == 2
    last = last_handed_up(first)
    assert last is not None
    assert (last.number, last.to) == ("01", COMMITTEE)
    decisions = look_through(levels.committee, levels.folder / "up", NOVEMBER)
    assert sorted(one.kind for one in decisions) == [DecisionKind.SAME, DecisionKind.SAME]


def test_a_revision_that_was_handed_up_elsewhere_meanwhile_is_not_used_twice(levels: Levels) -> None:
    first = people(1, 6)
    desk = levels.branch("1", "第一党支部", *first)
    levels.member_sends(desk, first[0], NOVEMBER, *facts())
    mine = prepare(desk, NOVEMBER, "1", COMMITTEE)
    levels.member_sends(desk, first[1], NOVEMBER, *facts())
    (levels.folder / "up").mkdir()
    hand_up(desk, prepare(desk, NOVEMBER, "1", COMMITTEE), levels.folder / "up")
    with pytest.raises(ChangedElsewhere):
        hand_up(desk, mine, levels.folder / "mine")
    assert not (levels.folder / "mine").exists()
    assert [one.revision for one in desk.branch.upward.all()] == [1]


def test_a_preview_saved_once_stays_noted_when_saving_it_again_elsewhere_fails(levels: Levels) -> None:
    first = people(1, 6)
    desk = levels.branch("1", "第一党支部", *first)
    levels.member_sends(desk, first[0], NOVEMBER, *facts())
    mine = prepare(desk, NOVEMBER, "1", COMMITTEE)
    (levels.folder / "no folder").write_bytes(b"")
    with pytest.raises(WriteFailed):
        hand_up(desk, mine, levels.folder / "no folder")
    assert desk.branch.upward.all() == []
    hand_up(desk, mine, levels.folder)
    with pytest.raises(WriteFailed):
        hand_up(desk, mine, levels.folder / "no folder")
    assert desk.branch.upward.all() == [mine.note]
    assert prepare(desk, NOVEMBER, "1", COMMITTEE).is_again


def test_of_fewer_than_five_who_told_it_no_sum_goes_up_and_the_page_says_so(levels: Levels) -> None:
    first = levels.branch("01", "第一党支部", *people(1, 6))
    for member in people(1, 4):
        levels.member_sends(first, member, NOVEMBER, *facts())
    made = prepare(first, NOVEMBER, "01", "机关党委")
    assert "不足5人的合计不上报：报自查天数的4份、报学时的4份。" in "".join(made.page.split())
    sent = of_branch(levels.up("01", NOVEMBER))
    assert (sent.received, sent.told_days, sent.told_study) == (4, 4, 4)
    assert not any(getattr(sent, name) for names in SUMS_OF.values() for name in names)
    found = joint(report_of(levels.committee, NOVEMBER).span).figures
    assert (found.received, found.told_days, found.told_study) == (4, 0, 0)
    report = report_of(levels.committee, NOVEMBER)
    rows = branches_table(report).rows
    page = text_of(formats.write(committee_document(report), ".docx", levels.committee.fonts))
    assert page.count("第一党支部4") >= 2
    assert [row[6:10] for row in rows] == [("", "", "", "")] * 2
    levels.member_sends(first, people(5, 1)[0], NOVEMBER, *facts())
    sent = of_branch(levels.up("01", NOVEMBER))
    assert (sent.told_days, sent.answered_days, sent.self_minutes) == (5, 5 * 18, 5 * 60)


def test_sums_of_fewer_than_five_that_older_programs_sent_are_in_no_sum_of_the_next_level(levels: Levels) -> None:
    levels.branch("01", "第一党支部", *people(1, 3))
    for member in people(1, 3):
        levels.member_sends(levels.branches["01"], member, NOVEMBER, *facts())
    sent = levels.up("01", NOVEMBER)
    figures = of_branch(sent).model_copy(update={"answered_days": 54, "due_days": 60})
    older = Submission(
        header=sent.header.model_copy(update={"revision": 2, "made_at": NOW + timedelta(minutes=1)}),
        facts=(figures, *sent.facts[1:]),
    )
    path = levels.folder / "up" / "older.txt"
    path.write_bytes(write(older, ""))
    take_in(levels.committee, look_through(levels.committee, path, NOVEMBER), frozenset(), NOVEMBER)
    found = joint(report_of(levels.committee, NOVEMBER).span)
    assert found.files[0].figures.answered_days == 54
    assert (found.figures.received, found.figures.answered_days, found.figures.told_days) == (3, 0, 0)


def test_a_small_group_is_seen_neither_by_itself_nor_by_subtraction(levels: Levels) -> None:
    first = levels.branch("01", "第一党支部", *people(1, 10))
    for member in people(1, 4):
        levels.member_sends(first, member, NOVEMBER, *facts())
    figures = of_branch(levels.up("01", NOVEMBER))
    assert (figures.items, [(one.told, one.withheld) for one in figures.lists]) == ((), [(4, 4)])
    levels.member_sends(first, people(5, 1)[0], NOVEMBER, *facts())
    shown = of_branch(levels.up("01", NOVEMBER))
    assert {one.kept for one in shown.items} == {15}
    levels.member_sends(first, people(6, 1)[0], NOVEMBER, *facts(9))
    later = of_branch(levels.up("01", NOVEMBER))
    assert (later.received, later.items) == (6, shown.items), "a sixth would be seen by subtraction"
    for member in people(7, 4):
        levels.member_sends(first, member, NOVEMBER, *facts())
    assert {one.kept for one in of_branch(levels.up("01", NOVEMBER)).items} == {15 + 9 + 4 * 3}


def test_counts_by_item_of_before_are_not_sent_beside_the_days_of_as_many_others(levels: Levels) -> None:
    """Of five files one is corrected: what it said by item taken off the days now would be one person's."""
    first = levels.branch("01", "第一党支部", *people(1, 5))
    for member in people(1, 5):
        levels.member_sends(first, member, NOVEMBER, *facts())
    assert of_branch(levels.up("01", NOVEMBER)).items
    levels.member_sends(first, people(1, 1)[0], NOVEMBER, *facts(9), revision=2)
    later = of_branch(levels.up("01", NOVEMBER))
    assert (later.told_days, later.items, [(one.told, one.withheld) for one in later.lists]) == (5, (), [(5, 5)])
    levels.member_sends(first, people(1, 1)[0], NOVEMBER, *facts(8), revision=3)
    assert not of_branch(levels.up("01", NOVEMBER)).items, "beside what was sent first it would be one person's too"


def of_branch(sent: Submission) -> BranchFigures:
    return next(fact for fact in sent.facts if isinstance(fact, BranchFigures))


def test_a_longer_period_sends_no_counts_by_item(levels: Levels) -> None:
    first = levels.branch("01", "第一党支部", *people(1, 6))
    for member in people(1, 6):
        for period in (OCTOBER, NOVEMBER):
            levels.member_sends(first, member, period, *facts())
    figures = of_branch(levels.up("01", Period.parse("2026-Q4")))
    assert (figures.due, figures.answered_days, figures.items) == (12, 12 * 18, ())


def test_the_hours_of_the_branches_are_called_by_all_that_is_in_them(levels: Levels) -> None:
    first = levels.branch("01", "第一党支部", *people(1, 5))
    for member in people(1, 5):
        told = Study(group_minutes=60, training_minutes=90, make_up_minutes=30, self_minutes=120)
        levels.member_sends(first, member, NOVEMBER, told)
    levels.up("01", NOVEMBER)
    table = branches_table(report_of(levels.committee, NOVEMBER))
    told_as = {column.title: cell for column, cell in zip(table.columns, table.rows[0], strict=True)}
    assert (told_as["集中、培训、补课学时"], told_as["自学学时"]) == (15.0, 10.0)


def test_who_moved_is_counted_once(levels: Levels) -> None:
    moved = Member(member_no="009", name="转走")
    came = moved.model_copy(update={"joined_day": local(2026, 11, 10).date()})
    first = levels.branch("01", "第一党支部", *people(1, 5), moved)
    second = levels.branch("02", "第二党支部", *people(11, 4), came)
    for desk, members in ((first, [*people(1, 5), moved]), (second, [*people(11, 4), came])):
        for member in members:
            levels.member_sends(desk, member, NOVEMBER, *facts())
    levels.up("01", NOVEMBER)
    levels.up("02", NOVEMBER)
    found = joint(report_of(levels.committee, NOVEMBER).span)
    assert [(one.name, one.counted_in, one.not_in) for one in found.twice] == [("转走", "第二党支部", "第一党支部")]
    assert (found.figures.persons, found.figures.due, found.figures.received) == (10, 10, 10)
    assert (found.figures.answered_days, found.figures.told_marks) == (5 * 18, 5), (
        "what cannot be told apart is left out"
    )
    left = moved.model_copy(update={"left_day": local(2026, 11, 9).date()})
    first.branch.save_member(left, first.branch.roster()[-1])
    levels.up("01", NOVEMBER)
    found = joint(report_of(levels.committee, NOVEMBER).span)
    assert found.twice == ()
    assert (found.figures.due, found.figures.received, found.figures.answered_days) == (10, 10, 10 * 18)


def test_a_quarter_of_branches_is_made_of_their_months(levels: Levels) -> None:
    first = levels.branch("01", "第一党支部", *people(1, 5))
    for period in (OCTOBER, NOVEMBER):
        for member in people(1, 5):
            levels.member_sends(first, member, period, *facts())
        levels.up("01", period)
    found = joint(report_of(levels.committee, Period.parse("2026-Q4")).span)
    n = found.figures
    assert (n.units, n.persons, n.due, n.answered_days) == (("2026-10", "2026-11"), 5, 10, 180)
    assert {one.kept for one in n.items} == {30}


def test_a_committee_hands_on_the_sums_and_a_recount_goes_by_them(levels: Levels) -> None:
    first = levels.branch("01", "第一党支部", *people(1, 5))
    for member in people(1, 5):
        levels.member_sends(first, member, NOVEMBER, *facts())
    levels.up("01", NOVEMBER)
    made = prepare(levels.committee, NOVEMBER, "1", "省直工委")
    members = [fact for fact in read(made.content).facts if isinstance(fact, BranchMember)]
    assert (made.note.figures.due, len(members)) == (5, 5)
    keep_made(levels.committee, report_of(levels.committee, NOVEMBER), ())
    found = recount(levels.committee, NOVEMBER)
    assert found is not None
    assert found[0].figures == found[1] == made.note.figures


def test_what_a_branch_sends_mixes_with_nothing_that_members_send(levels: Levels) -> None:
    first = levels.branch("01", "第一党支部", *people(1, 5))
    levels.member_sends(first, people(1, 1)[0], NOVEMBER, *facts())
    sent = levels.up("01", NOVEMBER)
    for header in ({"format": 1}, {"counts": {**sent.header.counts, "completeness": 1}}):
        wrong = sent.header.model_copy(update=header)
        more = (*sent.facts, Completeness(answered_days=1, due_days=1, late_days=0)) if "counts" in header else None
        with pytest.raises(DamagedSubmission):
            read(write(Submission.model_construct(header=wrong, facts=more or sent.facts), ""))


def test_who_sends_again_what_was_told_by_item_is_none_of_those_who_differ(levels: Levels) -> None:
    first = levels.branch("01", "第一党支部", *people(1, 7))
    for member in people(1, 6):
        levels.member_sends(first, member, NOVEMBER, *facts())
    shown = of_branch(levels.up("01", NOVEMBER))
    for member in people(1, 6):
        levels.member_sends(first, member, NOVEMBER, *facts(), PROBLEM, revision=2)
    levels.member_sends(first, people(7, 1)[0], NOVEMBER, *facts(9))
    later = of_branch(levels.up("01", NOVEMBER))
    assert (later.received, later.items) == (7, shown.items), "the seventh would be seen by subtraction"


@pytest.mark.parametrize("others", [0, 1, 5])
def test_of_a_note_that_knows_only_the_files_fewer_than_five_others_are_not_shown(others: int) -> None:
    def of(persons: int, mark: str) -> tuple[Figures, tuple[str, ...]]:
        items = (ItemFigures(list_id="l", item="i", persons=persons, kept=persons, partly=0, not_kept=0, not_faced=0,
                             blank=0),)  # fmt: skip
        figures = Figures(units=("2026-11",), told_days=persons, items=items)
        return figures, tuple(f"{n} {mark}" for n in range(persons))

    before, now = of(6, "0" * 64), of(6 + others, "=" + "1" * 64)
    sent, tellers = without_small_differences(*now, *before)
    assert (sent.items, tellers) == ((before[0].items, before[1]) if others == 1 else (now[0].items, now[1]))


def test_a_month_of_which_few_told_something_is_in_no_sum_of_a_longer_period(levels: Levels) -> None:
    first = levels.branch("01", "第一党支部", *people(1, 8))
    quiz = QuizFacts(answered=10, right=9)
    for month in ("2026-07", "2026-08"):
        for member in people(1, 7):
            levels.member_sends(first, member, Period.parse(month), *facts(), quiz)
    for member in people(1, 3):
        own = (*facts(), quiz) if member.member_no == "001" else facts()[1:]
        levels.member_sends(first, member, Period.parse("2026-09"), *own)
    made = prepare(first, Period.parse("2026-H2"), "01", COMMITTEE)
    assert "不足5人的合计不上报：报自查天数的1份、报学时的3份、报答题的1份。" in "".join(made.page.split())
    months = [of_branch(levels.up("01", Period.parse(month))) for month in ("2026-07", "2026-08", "2026-09")]
    half = of_branch(read(made.content))
    assert (half.received, half.told_days, half.told_study, half.told_quiz) == (17, 14, 14, 14)
    for told, names in SUMS_OF.items():
        for name in (told, *names):
            assert getattr(half, name) == sum(getattr(one, name) for one in months[:2]), name


some = st.sets(st.integers(0, 12), max_size=12)


@given(st.lists(st.tuples(some, some), min_size=1, max_size=6))
def test_no_two_revisions_show_fewer_than_five_by_their_difference(steps: list[tuple[set[int], set[int]]]) -> None:
    """Each step is who has told something else since, and who is gone: whatever the steps, what is shown changes by
    five or nobody, also over revisions that show nothing; and of as many as tell the days it is just these persons'.
    """
    versions = dict.fromkeys(range(13), 0)
    shown: tuple[Figures | None, tuple[str, ...]] = (None, ())
    seen: tuple[tuple[ItemFigures, ...], set[str]] = ((), set())
    for told, gone in steps:
        versions |= {person: versions[person] + 1 for person in told} | dict.fromkeys(gone, 0)
        tellers = tuple(f"{person} {version}" for person, version in versions.items() if version)
        kept = sum(n * 7**person for person, n in versions.items())
        items = (ItemFigures(list_id="l", item="i", persons=len(tellers), kept=kept, partly=0, not_kept=0, not_faced=0,
                             blank=0),) if len(tellers) >= 5 else ()  # fmt: skip
        now = Figures(units=("2026-11",), told_days=len(tellers), items=items)
        shown = sent, _last = without_small_differences(now, tellers, *shown)
        if sent.items and sent.items != seen[0]:
            assert not seen[0] or len({one.split()[0] for one in {*tellers} ^ seen[1]}) >= 5
            seen = sent.items, {*tellers}
        if sent.items and sent.items[0].persons == sent.told_days:
            assert seen[1] == {*tellers}


def test_the_page_says_of_which_months_it_is_made_how_everybody_stands_and_what_is_told_apart(levels: Levels) -> None:
    one, two, three, four = people(1, 4)
    desk = levels.branch("01", "第一党支部", one, two, three, four)
    levels.member_sends(desk, one, OCTOBER, *facts())
    desk.branch.choose("2", OCTOBER, "deferred", "", local(2026, 12, 20).date())
    desk.branch.choose("3", OCTOBER, "leave", "病假")
    desk.branch.choose("4", OCTOBER, "not_due", "借调")
    month = prepare(desk, OCTOBER, "01", COMMITTEE).page
    for line in ("已报：001甲1。", "未报：002甲2。", "请假：003甲3。", "不需报：004甲4。", "未报中缓报1人"):
        assert line in month, line
    quarter = prepare(desk, Period.parse("2026-Q4"), "01", COMMITTEE).page
    assert "11月、12月未收集" in quarter
    assert "应报3人月" in quarter
    levels.member_sends(desk, one, NOVEMBER, *facts())
    both = prepare(desk, Period.parse("2026-Q4"), "01", COMMITTEE).page
    assert "未报2：002甲2。" in both
    assert "已报2：001甲1。" in both
    assert "未报1、请假1：003甲3。" in both


def test_the_committees_report_says_how_many_problems_were_named_and_which_branch_sent_nothing(levels: Levels) -> None:
    [one] = people(1, 1)
    desk = levels.branch("01", "第一党支部", one)
    levels.branch("02", "第二党支部", *people(11, 2))
    late = PROBLEM.model_copy(update={"due_day": date(2026, 11, 25)})
    second = late.model_copy(update={"uid": "m2", "title": "来文登记不全"})
    levels.member_sends(desk, one, NOVEMBER, late, second)
    first, _other = accept(desk, proposals_of(desk))
    page = prepare(desk, NOVEMBER, "01", COMMITTEE, [first.uid]).page
    assert "状态 超期" in page, "as in the branch's own tables"
    levels.up("01", NOVEMBER, first.uid)
    report = report_of(levels.committee, NOVEMBER)
    words = committee_document(report)
    assert any(
        getattr(block, "text", "") == "在账2个中，各支部报来具体问题1个，其余1个未报明细。" for block in words.blocks
    )
    leads = [getattr(block, "bold_lead", "") for block in words.blocks]
    assert "报来的1个中，超期未完成1个。" in leads, "the other may be overdue too"
    assert [row[6] for row in problems_table(report).rows] == ["超期"]
    rows = branches_table(report).rows
    assert [row[1] for row in rows[:-1]] == ["第一党支部", "第二党支部"]
    assert rows[1][2] == "未报"
