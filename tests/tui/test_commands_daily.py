from __future__ import annotations

import json
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

from content.donts import official_list
from content.marks import Mark
from storage.records import MatterState, NoteKind, SelfCheck
from tests.own_banks import true_or_false
from tests.tui.commanding import NOW, journal, run

TODAY = date(2026, 11, 24)
ITEMS = [dont.id for dont in official_list().donts]


def check_on_disk(home: Path) -> SelfCheck:
    [check] = journal(home).checks.all()
    return check


def test_today_saves_each_answer_and_the_sentence_after_partly_and_not_kept(tmp_path: Path) -> None:
    result = run(tmp_path, "today", stdin="1\n2\nsent half a day late\n3\n\n4\n0\n\n")

    check = check_on_disk(tmp_path)
    marks = [Mark.KEPT, Mark.PARTLY, Mark.NOT_KEPT, Mark.NOT_FACED, None, None]
    assert [check.mark(item) for item in ITEMS] == marks
    answer = check.answer(ITEMS[1])
    assert answer is not None
    assert answer.sentence == "sent half a day late"
    assert result.exit_code == 0
    assert result.stdout.rstrip().endswith("Saved. Checked 4 / 6.")


def test_today_shows_the_official_words_and_the_question_of_the_day(tmp_path: Path) -> None:
    shown = run(tmp_path, "today", stdin="", language="zh").stdout

    dont = official_list().donts[0]
    assert dont.official.zh in shown
    assert dont.question_of(TODAY).zh in shown


def test_today_keeps_what_was_answered_when_the_input_ends(tmp_path: Path) -> None:
    result = run(tmp_path, "today", stdin="1\n")

    assert check_on_disk(tmp_path).mark(ITEMS[0]) is Mark.KEPT
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "Saved. Checked 1 / 6.")


@pytest.mark.parametrize(
    ("lines", "marks", "line"),
    [
        ("1\nseven\n1\n3\n\n", {0: Mark.KEPT}, "第2行【seven】"),
        ("1\n2\n3\n1\n", {0: Mark.KEPT, 1: Mark.PARTLY}, "第3行【3】"),  # a mark where a sentence belongs
        ("1\n\n做到\n", {0: Mark.KEPT}, "第3行【做到】"),
    ],
)
def test_a_line_that_today_does_not_understand_is_named_and_no_later_line_is_taken_for_it(
    tmp_path: Path, lines: str, marks: dict[int, Mark], line: str
) -> None:
    done = run(tmp_path, "today", stdin=lines, language="zh")
    check = check_on_disk(tmp_path)
    assert {n: check.mark(item) for n, item in enumerate(ITEMS) if check.mark(item)} == marks
    assert done.exit_code == 1
    assert line in done.stderr
    assert done.stdout.splitlines()[-1] == f"已保存，已对照 {len(marks)} / 6。"


def test_lines_beyond_the_last_item_are_named_and_full_width_digits_are_digits(tmp_path: Path) -> None:
    done = run(tmp_path, "today", stdin="１\n" * 6 + "\n1\n", language="zh")
    assert "从第8行起有1行没有使用" in done.stderr
    assert done.exit_code == 1
    assert [check_on_disk(tmp_path).mark(item) for item in ITEMS] == [Mark.KEPT] * 6
    assert run(tmp_path, "today", stdin="1\n" * 6 + "\n\n").exit_code == 0


def test_today_takes_no_control_characters_into_a_sentence(tmp_path: Path) -> None:
    run(tmp_path, "today", stdin="3\nlate\x1b[31m twice\n")

    answer = check_on_disk(tmp_path).answer(ITEMS[0])
    assert answer is not None
    assert answer.sentence == "late twice"


def test_status_names_the_most_pressing_matters_and_counts_the_rest(tmp_path: Path) -> None:
    for number in range(4):
        run(tmp_path, "matter", "add", f"matter {number}", "--due", f"+{number}")
    run(tmp_path, "today", stdin="1\n1\n1\n")

    lines = run(tmp_path, "status", now=NOW + timedelta(days=1)).stdout.splitlines()
    assert lines[0] == "25 November 2026 Wednesday workday  checked 0 / 6"
    assert lines[1].startswith("4 open matters, 1 overdue: matter 0 (1 day over), matter 1 (due today), matter 2 (")
    assert "matter 3" not in lines[1]


def test_status_in_short_is_one_line_and_empty_where_a_day_off_asks_nothing(tmp_path: Path) -> None:
    saturday = NOW + timedelta(days=4)
    assert run(tmp_path, "status", "--short", now=saturday).stdout == "\n"
    run(tmp_path, "matter", "add", "会签意见汇总", "--due", "+1")
    run(tmp_path, "today", stdin="1\n1\n")
    assert run(tmp_path, "status", "--short").stdout == "checked 2 / 6\n"
    assert run(tmp_path, "status", "--short", now=saturday, language="zh").stdout == "超期 1 件\n"
    run(tmp_path, "today", stdin="1\n", now=saturday)
    assert run(tmp_path, "status", "--short", now=saturday).stdout == "checked 1 / 6  1 overdue\n"
    (tmp_path / "matters" / "open.json").write_bytes(b"{")
    assert run(tmp_path, "status", "--short").stdout == "checked 2 / 6  a file not read in full\n"
    assert run(tmp_path, "status", "--short", "--json").exit_code == 2


def test_status_as_json_says_the_same(tmp_path: Path) -> None:
    run(tmp_path, "matter", "add", "会签意见汇总", "--due", "+2")
    run(tmp_path, "today", stdin="1\n3\nwhy\n")

    data = json.loads(run(tmp_path, "status", "--json").stdout)
    assert [(one["id"], one["answered"], one["items"]) for one in data["lists"]] == [("six-donts", 2, 6)]
    assert data["marks"] == {ITEMS[0]: "kept", ITEMS[1]: "not_kept"}
    assert [(matter["title"], matter["due_day"]) for matter in data["open_matters"]] == [("会签意见汇总", "2026-11-26")]


def test_note_without_add_writes_a_note(tmp_path: Path) -> None:
    result = run(
        tmp_path, "note", "监督法", "--minutes", "90", "--kind", "make-up", "--tags", "法律，监督,法律", "--text", "-",
        stdin="first\nsecond\n",
    )  # fmt: skip

    [note] = journal(tmp_path).notes.all()
    assert (note.title, note.minutes, note.kind, note.day) == ("监督法", 90, NoteKind.MAKE_UP, TODAY)
    assert note.tags == ("法律", "监督")
    assert note.own_words == "first\nsecond"
    assert result.exit_code == 0


def test_note_list_shows_the_notes_of_the_period_only(tmp_path: Path) -> None:
    run(tmp_path, "note", "now")
    run(tmp_path, "note", "--day", "2026-10-08", "then")

    assert "then" not in run(tmp_path, "note", "list").stdout
    assert "0" not in run(tmp_path, "note", "list").stdout.partition("  ")[2]  # no time was written
    found = json.loads(run(tmp_path, "note", "list", "--period", "2026-Q4", "--json").stdout)
    assert [note["title"] for note in found] == ["then", "now"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["note", "title", "--minutes", "-1"],
        ["note", "   "],
        ["note", "x" * 2_001],
        ["note", "title", "--kind", "other"],
        ["note", "title", "--day", "2026-02-30"],
        ["note", "list", "--period", "November"],
        ["matter", "add", "title", "--due", "2026-11-23"],
        ["matter", "add", "title", "--due", "11-24", "--given-on", "11-25"],
        ["matter", "add", "@Wang 11-30"],
        ["matter", "settle", "1", "--result", "  "],
        ["quiz", "0"],
        ["nothing-of-the-kind"],
    ],
)
def test_wrong_usage_exits_2_and_writes_nothing(tmp_path: Path, arguments: list[str]) -> None:
    home = tmp_path / "home"
    result = run(home, *arguments)

    assert result.exit_code == 2
    assert result.stderr.strip()
    assert not home.exists()


def test_a_matter_in_one_line_shows_what_was_understood(tmp_path: Path) -> None:
    said = run(tmp_path, "matter", "add", "张主任 11月30日前 报送调研材料 #电话", language="zh").stdout
    assert said.splitlines()[0] == "事项 报送调研材料  时限 2026年11月30日 星期一  交办人 张主任  方式/文号 电话"
    run(tmp_path, "matter", "add", "@Wang 2月30日 send", "--from", "Li", "--given-on", "11-20", "--due", "11-21")
    first, second = journal(tmp_path).matters.all()[::-1]
    assert (first.title, first.given_by, first.channel) == ("报送调研材料", "张主任", "电话")
    assert (first.day, first.due_day) == (NOW.date(), date(2026, 11, 30))
    assert (second.title, second.given_by, second.day) == ("2月30日 send", "Li", date(2026, 11, 20))
    assert second.due_day == date(2026, 11, 21)


UNCLEAR = [
    ("12月中旬 上会", "【12月中旬】"),
    ("12月3日报初稿，12月10日定稿", "【12月3日】"),
    ("尽快会签公文办法", "【尽快】"),
    ("2月30日前 交稿", "【2月30日】"),
    ("11月20日前 交稿", "【11月20日】"),
]


@pytest.mark.parametrize(("line", "words"), UNCLEAR)
def test_a_due_day_that_was_not_understood_is_named_and_nothing_is_saved(tmp_path: Path, line: str, words: str) -> None:
    done = run(tmp_path, "matter", "add", line, language="zh")
    assert done.exit_code == 1
    assert words in done.stderr
    assert "未定时限" in done.stderr
    assert not journal(tmp_path).matters.all()


@pytest.mark.parametrize(
    ("options", "due"), [(["--no-due"], None), (["--yes"], None), (["--due", "12-15"], date(2026, 12, 15))]
)
@pytest.mark.parametrize("line", [line for line, _words in UNCLEAR])
def test_a_due_day_said_beside_the_line_or_that_there_is_none_saves_it_whole(
    tmp_path: Path, line: str, options: list[str], due: date | None
) -> None:
    done = run(tmp_path, "matter", "add", line, *options, language="zh")
    assert done.exit_code == 0
    [saved] = journal(tmp_path).matters.all()
    assert (saved.title, saved.original, saved.due_day) == (line, line, due)
    assert ("未定时限" in done.stdout) == (due is None)


def test_another_due_day_than_that_of_the_line_leaves_the_day_in_the_title(tmp_path: Path) -> None:
    run(tmp_path, "matter", "add", "王处 12月4日前 报名单", "--due", "12-2")
    run(tmp_path, "matter", "add", "王处 12月4日前 报名单", "--no-due")
    run(tmp_path, "matter", "add", "王处 12月4日前 报名单", "--due", "12-4")
    saved = {(one.title, one.due_day, one.original) for one in journal(tmp_path).matters.all()}
    assert saved == {
        ("12月4日前 报名单", date(2026, 12, 2), "王处 12月4日前 报名单"),
        ("12月4日前 报名单", None, "王处 12月4日前 报名单"),
        ("报名单", date(2026, 12, 4), "王处 12月4日前 报名单"),
    }
    assert run(tmp_path, "matter", "add", "报名单", "--due", "12-4", "--no-due").exit_code == 2


def test_status_counts_what_has_no_due_day(tmp_path: Path) -> None:
    for number in range(4):
        run(tmp_path, "matter", "add", f"matter {number}", "--due", f"+{number}")
    run(tmp_path, "matter", "add", "整理档案")
    assert "未定时限1件" in run(tmp_path, "status", language="zh").stdout


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York"])
def test_status_at_ten_seconds_to_midnight_is_of_the_day_that_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        at = datetime(2026, 11, 27, 23, 59, 50, tzinfo=ZoneInfo(zone)).astimezone(UTC)
        run(tmp_path, "matter", "add", "今天下班前 报值班表", now=at, language="zh")
        said = run(tmp_path, "status", now=at, language="zh").stdout
        assert said.startswith("2026年11月27日 星期五")
        assert "报值班表（今天到期）" in said
    finally:
        monkeypatch.undo()
        time.tzset()


def test_matters_are_listed_by_due_day_and_settled_by_that_number(tmp_path: Path) -> None:
    run(tmp_path, "matter", "add", "undated")
    run(tmp_path, "matter", "add", "later", "--due", "+5", "--from", "Wang")
    run(tmp_path, "matter", "add", "sooner", "--due", "11-25", "--kind", "shortfall")

    listed = run(tmp_path, "matter", "list").stdout.splitlines()
    assert [line.split()[0] for line in listed] == ["1", "2", "3"]
    assert ["sooner" in listed[0], "later" in listed[1], "undated" in listed[2]] == [True] * 3

    run(tmp_path, "matter", "settle", "2", "--result", "sent", "--answered-to", "Wang")
    [settled] = [matter for matter in journal(tmp_path).matters.all() if matter.state is MatterState.SETTLED]
    assert (settled.title, settled.result, settled.answered_to) == ("later", "sent", "Wang")
    assert settled.closed_day == settled.answered_day == TODAY
    assert "later" in run(tmp_path, "matter", "list", "--closed").stdout


def test_a_matter_is_settled_by_the_beginning_of_its_uid_only_when_that_is_one(tmp_path: Path) -> None:
    run(tmp_path, "matter", "add", "one")
    run(tmp_path, "matter", "add", "two")
    uids = [matter["uid"] for matter in json.loads(run(tmp_path, "matter", "list", "--json").stdout)]

    assert run(tmp_path, "matter", "settle", uids[0][:4], "--result", "done").exit_code == 1
    assert run(tmp_path, "matter", "settle", "3", "--result", "done").exit_code == 1
    assert run(tmp_path, "matter", "settle", uids[0], "--result", "done").exit_code == 0
    assert [matter.uid for matter in journal(tmp_path).matters.open()] == [uids[1]]


@pytest.mark.slow
def test_quiz_marks_explains_and_saves_each_answer(tmp_path: Path) -> None:
    true_or_false(tmp_path)
    result = run(tmp_path, "quiz", "3", "--topic", "本处", stdin="1\n2\n1 ?\n")

    attempts = journal(tmp_path).attempts.all()
    assert sorted(attempt.right for attempt in attempts) == [False, True, True]
    assert set(journal(tmp_path).schedule() or ()) == {attempt.question_id for attempt in attempts}
    assert result.stdout.count("Source: ") == 3
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "Saved. 3 answered, 2 right.")


@pytest.mark.slow
def test_quiz_keeps_what_was_answered_when_the_input_ends(tmp_path: Path) -> None:
    true_or_false(tmp_path)
    result = run(tmp_path, "quiz", "5", "--topic", "本处", stdin="1\n1\n")

    assert result.exit_code == 0
    assert len(journal(tmp_path).attempts.all()) == len(journal(tmp_path).schedule() or ()) == 2


@pytest.mark.parametrize(
    ("lines", "named", "answered"),
    [("1\n9\n1\n", "第2行【9】", 1), ("1\n\n1\n", "第2行【】", 1), ("1\n" * 4, "从第4行起有1行没有使用", 3)],
)
@pytest.mark.slow
def test_a_line_that_quiz_does_not_understand_is_named_and_no_later_line_is_taken_for_it(
    tmp_path: Path, lines: str, named: str, answered: int
) -> None:
    true_or_false(tmp_path)
    result = run(tmp_path, "quiz", "3", "--topic", "本处", stdin=lines, language="zh")
    assert result.exit_code == 1
    assert named in result.stderr
    assert f"{answered}" in result.stdout.splitlines()[-1]
    assert len(journal(tmp_path).attempts.all()) == answered


def test_profile_changes_what_is_given_and_keeps_the_rest(tmp_path: Path) -> None:
    run(tmp_path, "profile", "--name", "张三", "--member-no", "007")
    result = run(tmp_path, "profile", "--branch", "第三党支部")

    profile = journal(tmp_path).profile()
    assert (profile.name, profile.member_no, profile.branch) == ("张三", "007", "第三党支部")
    assert "Member no.: 007" in result.stdout


def test_today_fills_in_another_day_late_and_asks_why_an_old_answer_changes(tmp_path: Path) -> None:
    friday = date(2026, 11, 20)
    uid = SelfCheck.uid_of(friday, "six-donts")
    then = NOW - (NOW - NOW.replace(day=20))
    first, second = official_list().donts[:2]
    check = SelfCheck.new(then, friday, uid=uid, list_id="six-donts", edition="2012")
    journal(tmp_path).checks.add(check.answered(then, first.id, mark=Mark.KEPT))

    result = run(tmp_path, "today", "--day", "11-20", stdin="3\nit was late\n\n1\n")

    assert "recorded as late" in result.stdout
    check = journal(tmp_path).checks.all()[0]
    changed, late = check.answer(first.id), check.answer(second.id)
    assert changed is not None
    assert late is not None
    assert (changed.mark, [(old.mark, old.reason) for old in changed.earlier]) == (
        Mark.NOT_KEPT, [(Mark.KEPT, "it was late")]
    )  # fmt: skip
    assert (late.mark, late.earlier, check.is_late(late)) == (Mark.KEPT, (), True)


def test_a_piped_change_of_a_day_gone_by_has_its_reason_right_behind_it_as_the_help_says(tmp_path: Path) -> None:
    friday, item = date(2026, 11, 20), official_list().donts[0].id
    then = NOW - (NOW - NOW.replace(day=20))
    uid = SelfCheck.uid_of(friday, "six-donts")
    check = SelfCheck.new(then, friday, uid=uid, list_id="six-donts", edition="2012")
    journal(tmp_path).checks.add(check.answered(then, item, mark=Mark.PARTLY, sentence="晚发半天"))

    run(tmp_path, "today", "--day", "11-20", stdin="3\nwhy the mark\n晚发一天\nwhy the words\n0\n")

    changed = journal(tmp_path).checks.all()[0].answer(item)
    assert changed is not None
    assert (changed.mark, changed.sentence) == (Mark.NOT_KEPT, "晚发一天")
    assert [one.reason for one in changed.earlier] == ["why the mark", "why the words"]
    said = " ".join(run(tmp_path, "today", "--help").stdout.split())
    assert "followed at once by a line with the reason, before any other" in said


@pytest.mark.parametrize(
    "command",
    ["today --day", "note add 学习 --day", "note 学习 --day", "matter add 交表 --no-due --yes --given-on"],
)
def test_what_happened_happened_on_no_day_to_come(tmp_path: Path, command: str) -> None:
    done = run(tmp_path, *command.split(), "2026-11-25", language="zh")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1].endswith("这一天还没有到。")
    assert not list(tmp_path.iterdir())


def test_notes_of_other_programs_about_days_to_come_are_named_and_left_out(tmp_path: Path) -> None:
    file = tmp_path / "jrnl.txt"
    file.write_text("[2026-11-20 09:00] 学习甲\n[2027-01-05 09:00] 学习乙\n", "utf-8")
    done = run(tmp_path / "home", "import", "notes", str(file), "--yes", language="zh")
    assert "2027-01-05 还没有到" in done.stderr
    assert [note.title for note in journal(tmp_path / "home").notes.all()] == ["学习甲"]


def test_today_refuses_a_day_to_come(tmp_path: Path) -> None:
    result = run(tmp_path, "today", "--day", "+1", stdin="1\n")
    assert (result.exit_code, journal(tmp_path).checks.all()) == (2, [])


def test_the_day_from_which_checks_are_due_is_said_at_the_first_answer_and_not_again(tmp_path: Path) -> None:
    assert run(tmp_path, "today", stdin="1\n1\n", language="zh").stdout.count("自查从2026年11月24日起计算") == 1
    assert "起计算" not in run(tmp_path, "today", stdin="0\n0\n1\n", language="zh").stdout


@pytest.mark.slow
def test_every_place_that_shows_a_due_day_beyond_the_known_calendar_says_so(tmp_path: Path) -> None:
    home, out = tmp_path / "home", tmp_path / "out"
    for line in ("2027年1月4日前 交表", "2026年12月30日前 会签"):
        said = run(home, "matter", "add", line, language="zh").stdout.splitlines()[-1]
        assert ("（推算）" in said) == ("交表" in said)
    for command in (("matter", "list"), ("find", "交表"), ("status",)):
        said = run(home, *command, language="zh").stdout
        assert said.count("2027-01-04（推算）") == said.count("推算") == 1
    rows = json.loads(run(home, "matter", "list", "--json").stdout)
    rows += json.loads(run(home, "status", "--json").stdout)["open_matters"]
    rows += json.loads(run(home, "find", "kind:matter", "--json").stdout)
    assert [one["due_day_is_presumed"] for one in rows] == [one["due_day"] == "2027-01-04" for one in rows]
    assert len(rows) == 6
    run(home, "matter", "settle", "2", "--result", "已报")
    assert run(home, "matter", "report", language="zh").stdout.count("2027年1月4日（推算）") == 1
    assert run(home, "matter", "report", "--out", str(out), language="zh").exit_code == 0
    assert "2027年1月4日（推算）" in next(out.glob("*.md")).read_text("utf-8")
    [sheet] = load_workbook(next(out.glob("*.xlsx")))
    due = [row[7].value for row in sheet.iter_rows()]
    assert [one for one in due if one and "推算" in str(one)] == ["2027-01-04（推算）"]


def test_a_day_beyond_the_known_calendar_is_said_to_be_presumed(tmp_path: Path) -> None:
    for line, presumed in (("2027年1月4日前 交表", True), ("2026年12月30日前 交表", False)):
        said = run(tmp_path, "matter", "add", line, "--yes", language="zh").stdout
        assert ("按周一至周五推算" in said) == presumed


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_text_from_standard_input_is_read_in_either_encoding(tmp_path: Path, encoding: str) -> None:
    done = run(tmp_path, "note", "add", "学习", "--text", "-", stdin="会议精神要点".encode(encoding))
    assert done.exit_code == 0
    assert [note.own_words for note in journal(tmp_path).notes.all()] == ["会议精神要点"]


@pytest.mark.parametrize("data", [b"\xff\xff\x81", "要点 abc".encode("utf-16")], ids=["broken", "utf-16"])
def test_what_is_no_text_from_standard_input_is_refused_and_nothing_is_saved(tmp_path: Path, data: bytes) -> None:
    done = run(tmp_path, "note", "add", "学习", "--text", "-", stdin=data)
    assert done.exit_code == 1
    assert "gb18030" in done.stderr
    assert not journal(tmp_path).notes.all()


def test_where_nothing_was_answered_nothing_is_said_to_be_saved(tmp_path: Path) -> None:
    result = run(tmp_path, "today", stdin="", language="zh")
    assert (result.exit_code, result.stderr.strip()) == (1, "没有新的保存。已对照 0 / 6。")
    result = run(tmp_path, "quiz", stdin="", language="zh")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (1, "没有答题，没有保存。")


def test_the_time_of_a_note_is_read_as_the_form_reads_it(tmp_path: Path) -> None:
    for said in ("半天", "1.5小时", "90"):
        assert run(tmp_path, "note", said, "--minutes", said).exit_code == 0
    assert {note.minutes for note in journal(tmp_path).notes.all()} == {240, 90}
    for wrong, says in (("很久", "半天"), ("100000", "14400分钟")):
        done = run(tmp_path, "note", "甲", "--minutes", wrong, language="zh")
        assert (done.exit_code, len(journal(tmp_path).notes.all())) == (2, 3)
        assert says in done.stderr


@pytest.mark.parametrize("period", ["2026年11月", "2026-11", "2026年第4季度"])
def test_a_period_is_read_on_the_command_line_as_in_the_forms(tmp_path: Path, period: str) -> None:
    assert run(tmp_path, "note", "list", "--period", period).exit_code == 0


def test_a_pipe_that_begins_with_the_mark_of_its_encoding_is_answered_like_any_other(tmp_path: Path) -> None:
    done = run(tmp_path, "today", stdin="\ufeff1\n" + "4\n" * 5)
    assert done.exit_code == 0, done.stderr
    assert [answer.mark for answer in journal(tmp_path).checks.all()[0].answers][:2] == [
        Mark.KEPT, Mark.NOT_FACED
    ]  # fmt: skip


def test_status_says_that_the_open_matters_cannot_be_read_and_how_many_files_cannot(tmp_path: Path) -> None:
    run(tmp_path, "matter", "add", "报表")
    run(tmp_path, "note", "add", "一")
    for file in ("matters/open.json", "notes/2026-11.json"):
        (tmp_path / file).write_text("junk", encoding="utf-8")
        (tmp_path / f"{file}.bak").unlink(missing_ok=True)
    lines = run(tmp_path, "status", language="zh").stdout.splitlines()
    assert "未办结事项没有全部读出。" in lines
    assert any("等2个文件" in line and "sixdonts doctor" in line for line in lines), lines
