"""A month typed in from paper: blank days are filled in late, what is there stays, a wrong row is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.marks import Mark
from content.period import Period
from content.workdays import LeaveKind
from desk.desk import Desk
from desk.forms import form_files
from desk.month_entry import DIGITS, MonthEntry, entry_words, filled_last, read_month, row_fault, save_month, take_out
from desk.save_files import save_files
from storage.errors import ChangedElsewhere
from storage.records import Leave, Profile, SelfCheck
from tests.screens.driving import MONDAY
from tests.tui.commanding import run

OCTOBER = Period.parse("2026-10")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path, clock=lambda: MONDAY)
    yield made
    made.close()


def marks(desk: Desk, item: str) -> dict[int, Mark]:
    found = ((one.day.day, one.mark(item)) for one in desk.journal.checks.within(OCTOBER))
    return {day: mark for day, mark in found if mark is not None}


def entry(desk: Desk, row: str) -> MonthEntry:
    return read_month(desk, desk.lists.official, OCTOBER, {"error": row})


def test_each_digit_is_the_mark_of_its_day_and_is_late(desk: Desk) -> None:
    assert save_month(desk, desk.lists.official, entry(desk, "01234-1")) == 5
    assert marks(desk, "error") == {2: Mark.KEPT, 3: Mark.PARTLY, 4: Mark.NOT_KEPT, 5: Mark.NOT_FACED, 7: Mark.KEPT}
    answers = [one for check in desk.journal.checks.within(OCTOBER) for one in check.answers]
    assert {one.wrote_on for one in answers} == {MONDAY.date()}


def test_what_is_there_stays_and_is_told(desk: Desk) -> None:
    day = date(2026, 10, 9)
    check = SelfCheck.new(MONDAY, day, uid=SelfCheck.uid_of(day, "six-donts"), list_id="six-donts", edition="2012")
    desk.journal.checks.add(check.answered(MONDAY, "error", mark=Mark.NOT_KEPT, sentence="文号写错"))
    found = entry(desk, "0" * 8 + "11")
    assert (len(found.new), found.other) == (1, ((day, "error", Mark.NOT_KEPT, Mark.KEPT),))
    save_month(desk, desk.lists.official, found)
    assert marks(desk, "error") == {9: Mark.NOT_KEPT, 10: Mark.KEPT}


def test_nothing_is_saved_when_a_day_was_answered_meanwhile(desk: Desk) -> None:
    seen = entry(desk, "11")
    save_month(desk, desk.lists.official, entry(desk, "02"))
    with pytest.raises(ChangedElsewhere):
        save_month(desk, desk.lists.official, seen)
    assert marks(desk, "error") == {2: Mark.PARTLY}


@pytest.mark.parametrize("row", ["5", "做到", "1" * 32, "1x"])
def test_a_row_that_is_none_has_a_fault(row: str) -> None:
    assert row_fault(row, OCTOBER, MONDAY.date())


@given(
    st.text("1234", min_size=1, max_size=10), st.sampled_from(" \u3000\t,，/"), st.text("1234", min_size=1, max_size=10)
)
def test_a_gap_in_a_row_moves_no_day_but_is_asked_by_its_day(before: str, gap: str, after: str) -> None:
    assert re.findall(r"\d+", row_fault(before + gap + after, OCTOBER, MONDAY.date()))[0] == str(len(before) + 1)
    assert not row_fault(before + "0" + after + " \n", OCTOBER, MONDAY.date())


def test_blanks_in_front_are_asked_too_and_a_row_of_blanks_says_nothing(desk: Desk) -> None:
    assert row_fault("  11", OCTOBER, MONDAY.date())
    assert not row_fault(" \u3000 \n", OCTOBER, MONDAY.date())
    assert entry(desk, " \u3000 \n").new == ()


def test_full_width_digits_are_digits(desk: Desk) -> None:
    assert not row_fault("０１２", OCTOBER, MONDAY.date())
    assert [(day.day, mark) for day, _item, mark in entry(desk, "０１２").new] == [(2, Mark.KEPT), (3, Mark.PARTLY)]


def test_that_the_beginning_moves_is_known_before_it_is_saved_and_all_of_it_can_be_taken_out(desk: Desk) -> None:
    save_month(desk, desk.lists.official, entry(desk, "0" * 11 + "1"))
    desk.journal.checks.edit(uid := SelfCheck.uid_of(date(2026, 10, 9), "six-donts"), date(2026, 10, 9), _answer)
    desk.journal.checks.edit(uid, date(2026, 10, 9), _answer)
    first = desk.journal.first_due_day()
    later = Desk(desk.home, clock=lambda: MONDAY + timedelta(minutes=5))
    found = entry(later, "0000000211")
    assert (found.start, found.start_before, found.more_due) == (date(2026, 10, 8), first, 1)
    before = later.journal.checks.all()
    assert save_month(later, later.lists.official, found) == 3
    filled = filled_last(later, later.lists.official, OCTOBER)
    assert filled is not None
    assert filled.marks == found.new
    assert take_out(later, later.lists.official, filled) == 3
    assert marks(later, "error") == {12: Mark.KEPT}
    assert (later.journal.first_due_day(), len(later.journal.checks.all())) == (first, len(before))
    later.close()


def _answer(check: SelfCheck | None) -> SelfCheck:
    day = date(2026, 10, 9)
    made = check or SelfCheck.new(
        MONDAY, day, uid=SelfCheck.uid_of(day, "six-donts"), list_id="six-donts", edition="2012"
    )
    return made.answered(MONDAY, "duty", mark=Mark.KEPT)


def test_a_beginning_that_was_set_does_not_move(desk: Desk) -> None:
    desk.journal.save_profile(Profile(joined_day=date(2026, 10, 20)))
    assert entry(desk, "0000000011").start is None


def test_the_command_says_that_the_beginning_moves_and_takes_it_back(tmp_path: Path) -> None:
    run(tmp_path, "fill", "2026-10", "--yes", stdin="0000000011\n\n\n\n\n\n")
    moved = run(tmp_path, "fill", "2026-08", "--yes", stdin="0011111\n\n\n\n\n\n", language="zh")
    assert (moved.exit_code, "10月9日" in moved.stdout, "8月3日" in moved.stdout) == (0, True, True)
    assert "fill 2026-08 --undo" in moved.stdout
    back = run(tmp_path, "fill", "2026-08", "--undo", "--yes")
    assert (back.exit_code, "5" in back.stdout) == (0, True)
    assert run(tmp_path, "fill", "2026-08", "--undo", "--yes").exit_code == 1


def test_nothing_is_taken_out_when_a_mark_was_changed_meanwhile(desk: Desk) -> None:
    save_month(desk, desk.lists.official, entry(desk, "0000000011"))
    filled = filled_last(desk, desk.lists.official, OCTOBER)
    assert filled is not None
    day = date(2026, 10, 9)
    uid, later = SelfCheck.uid_of(day, "six-donts"), MONDAY + timedelta(hours=1)

    def change(check: SelfCheck | None) -> SelfCheck:
        assert check is not None
        return check.answered(later, "error", mark=Mark.PARTLY, reason="看错")

    desk.journal.checks.edit(uid, day, change)
    with pytest.raises(ChangedElsewhere):
        take_out(desk, desk.lists.official, filled)
    assert marks(desk, "error") == {9: Mark.PARTLY, 10: Mark.KEPT}


def test_what_was_marked_late_day_by_day_is_never_taken_out_with_a_month_typed_in(desk: Desk) -> None:
    day = date(2026, 10, 9)
    desk.journal.checks.edit(SelfCheck.uid_of(day, "six-donts"), day, _answer)
    assert filled_last(desk, desk.lists.official, OCTOBER) is None
    save_month(desk, desk.lists.official, entry(desk, "0000000012"))  # at the same moment, by the clock of this desk
    filled = filled_last(desk, desk.lists.official, OCTOBER)
    assert filled is not None
    take_out(desk, desk.lists.official, filled)
    assert marks(desk, "duty") == {9: Mark.KEPT}
    assert filled_last(desk, desk.lists.official, OCTOBER) is None


def test_a_mark_typed_in_that_was_changed_since_is_not_taken_out(desk: Desk) -> None:
    save_month(desk, desk.lists.official, entry(desk, "0000000013"))
    later = MONDAY + timedelta(hours=1)
    check = desk.journal.checks.within(OCTOBER)[0]
    desk.journal.checks.change(check, lambda one: one.answered(later, "error", sentence="文号写错"))
    filled = filled_last(desk, desk.lists.official, OCTOBER)
    assert filled is not None
    assert filled.marks == ((date(2026, 10, 10), "error", Mark.NOT_KEPT),)


def test_before_anything_is_taken_out_every_day_item_and_mark_is_named(tmp_path: Path) -> None:
    run(tmp_path, "fill", "2026-10", "--yes", stdin="\n\n000000001304\n\n\n\n", language="zh")
    said = run(tmp_path, "fill", "2026-10", "--undo", stdin="n\n", language="zh").stdout
    assert all(words in said for words in ("做到：9日", "未做到：10日", "不涉及：12日", "工作不出差错"))


def test_a_day_to_come_cannot_be_filled_in() -> None:
    november = Period.parse("2026-11")
    assert row_fault("0" * 23 + "1", november, date(2026, 11, 23))
    assert not row_fault("0" * 22 + "10000000", november, date(2026, 11, 23))


@given(st.text(st.sampled_from("01234-"), max_size=31))
def test_what_is_typed_is_read_day_by_day(signs: str) -> None:
    row = signs + "\n"
    assert not row_fault(row, OCTOBER, MONDAY.date())
    expected = {OCTOBER.first + timedelta(place): DIGITS[sign] for place, sign in enumerate(signs) if sign in DIGITS}
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), clock=lambda: MONDAY)
        found = read_month(desk, desk.lists.official, OCTOBER, {"error": row})
        desk.close()
    assert {day: mark for day, _item, mark in found.new} == expected


def test_the_command_takes_a_row_an_item(tmp_path: Path) -> None:
    rows = "11\n22\n\n4\n0\n3\n"
    result = run(tmp_path, "fill", "2026-10", "--yes", stdin=rows)
    assert (result.exit_code, "6" in result.stdout) == (0, True)
    few = run(tmp_path, "fill", "2026-09", "--yes", stdin="11\n")
    wrong = run(tmp_path, "fill", "2026-09", "--yes", stdin="11\n9\n1\n1\n1\n1\n")
    assert (few.exit_code, wrong.exit_code) == (1, 1)
    assert re.findall(r"\d+", few.stderr) == ["1", "6"]  # read, and needed


def test_the_blank_forms_have_every_item_and_a_column_a_day(desk: Desk, tmp_path: Path) -> None:
    files = form_files(desk, OCTOBER, tmp_path)
    save_files(files)
    sheet = docx.Document(str(next(path for path in files if "六个不让" in path.name)))
    halves = sheet.tables[:2]
    days = [cell.text for table in halves for cell in table.rows[0].cells[1:]]
    assert days == [str(day) for day in range(1, 32)]
    for table in halves:
        assert [row.cells[0].text for row in table.rows[2:8]] == [str(one.short) for one in desk.lists.official.donts]


def test_the_check_sheet_says_on_which_days_no_check_is_due_and_whose_it_is(desk: Desk, tmp_path: Path) -> None:
    desk.journal.save_profile(Profile(name="李四", office="秘书处"))
    for first, last, kind in ((8, 10, LeaveKind.WHOLE), (11, 11, LeaveKind.DUTY), (12, 12, LeaveKind.MORNING)):
        last_day = date(2026, 10, last)
        desk.journal.leaves.add(Leave.new(MONDAY, date(2026, 10, first), last_day=last_day, reason="事由", kind=kind))
    files = form_files(desk, OCTOBER, tmp_path)
    save_files(files)
    sheet, matters = (docx.Document(str(path)) for path in sorted(files, key=lambda path: "事项" in path.name))
    signs = [cell.text for table in sheet.tables[:2] for cell in table.rows[1].cells[1:]]
    off = dict.fromkeys((*range(1, 8), 17, 18, 24, 25, 31), "/")  # the 10th is a workday moved to a Saturday
    assert {day: sign for day, sign in enumerate(signs, 1) if sign} == {**off, 8: "假", 9: "假", 10: "假"}
    for page in (sheet, matters):
        assert any("李四" in one.text and "秘书处" in one.text for one in page.paragraphs)


@pytest.mark.parametrize("n", [1, 5, 6, 13])
def test_what_stays_otherwise_is_listed_and_of_more_it_is_said_how_many(desk: Desk, n: int) -> None:
    save_month(desk, desk.lists.official, entry(desk, "1" * n))
    said = entry_words(entry(desk, "3" * n), {})
    assert len(re.findall("10月|October", said)) == min(n, 5)
    assert bool(re.search(rf"\b{n - 5}\b", said.splitlines()[-1])) is (n > 5)


def test_marks_of_days_of_leave_are_pointed_out_and_those_of_days_on_duty_are_not(desk: Desk) -> None:
    leaves = ((8, 9, LeaveKind.WHOLE), (11, 11, LeaveKind.DUTY), (12, 12, LeaveKind.MORNING), (17, 17, LeaveKind.WHOLE))
    for first, last, kind in leaves:
        last_day = date(2026, 10, last)
        desk.journal.leaves.add(Leave.new(MONDAY, date(2026, 10, first), last_day=last_day, reason="事由", kind=kind))
    found = entry(desk, "0" * 7 + "1" * 11)
    assert [day.day for day in found.away] == [8, 9]
    assert [day.day for day in found.off] == [17, 18]  # a weekend: on leave or not it is not due
    said = entry_words(found, {})
    assert re.findall(r"\d+", said.splitlines()[2].replace("10月", "")) == ["8", "9"]


def test_a_beginning_moved_over_days_off_alone_does_not_speak_of_days_left_blank(desk: Desk) -> None:
    save_month(desk, desk.lists.official, entry(desk, "0000000011"))
    moved = entry(desk, "000001")  # 6 October is a holiday; the 8th, a workday, is due from then on
    assert (moved.more_due, "1" in entry_words(moved, {}).splitlines()[-1]) == (1, True)
    save_month(desk, desk.lists.official, entry(desk, "00000001"))
    over = entry(desk, "000001")
    assert (over.start, over.more_due) == (date(2026, 10, 6), 0)
    assert "没有填的" not in entry_words(over, {})
    assert "blank" not in entry_words(over, {})


def test_marks_of_days_off_are_pointed_out(desk: Desk) -> None:
    said = entry_words(entry(desk, "1" * 12), {})  # 1 to 7 October are holidays, 10 is a workday, 11 a Sunday
    line = next(line for line in said.splitlines() if "Days off" in line or "休息日" in line)
    assert re.findall(r"\d+", line.replace("10月", "")) == ["1", "2", "3", "4", "5", "6", "7", "11"]
    assert "Days off" not in entry_words(entry(desk, "0000000011"), {})
    assert "休息日" not in entry_words(entry(desk, "0000000011"), {})


@pytest.mark.parametrize(("language", "says"), [("zh", "没有收到数字。请在终端里逐条录入 6 行"), ("en", "no row came")])
def test_without_rows_it_says_from_where_they_come(tmp_path: Path, language: str, says: str) -> None:
    told = run(tmp_path, "fill", "2026-10", language=language)
    assert (told.exit_code, len(told.stderr.splitlines())) == (1, 1)
    assert says in told.stderr
    assert "sixdonts fill 2026-10 --yes < rows.txt" in told.stderr
