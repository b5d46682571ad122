"""The secretary's room opens on the month that is being collected."""

from __future__ import annotations

from pathlib import Path

from content.period import Period
from content.words import use
from desk.branch import look_through, take_in
from desk.branch_opening import month_to_open, opened_words
from desk.branch_report import keep_made, report_of
from desk.desk import Desk
from desk.roster import look, save_roster
from tests.screens.sending import roster_file, submission

SEPTEMBER, OCTOBER, NOVEMBER = (Period.parse(f"2026-{month:02}") for month in (9, 10, 11))


def came(desk: Desk, folder: Path, period: Period) -> None:
    (path := folder / f"{period}.txt").write_bytes(submission("001", period=str(period)))
    take_in(desk, look_through(desk, path, period), frozenset(), period)


def test_the_month_before_is_shown_until_its_report_is_made(desk: Desk, tmp_path: Path) -> None:
    save_roster(desk, look(desk, roster_file(tmp_path), "第一党支部"))
    assert month_to_open(desk) == NOVEMBER, "nothing was collected before"
    came(desk, tmp_path, SEPTEMBER)
    assert month_to_open(desk) == OCTOBER, "it is due, though nobody has sent anything"
    came(desk, tmp_path, OCTOBER)
    assert month_to_open(desk) == OCTOBER
    keep_made(desk, report_of(desk, OCTOBER), ())
    assert month_to_open(desk) == NOVEMBER


def test_once_something_has_come_for_the_present_month_it_is_shown(desk: Desk, tmp_path: Path) -> None:
    save_roster(desk, look(desk, roster_file(tmp_path), "第一党支部"))
    came(desk, tmp_path, OCTOBER)
    came(desk, tmp_path, NOVEMBER)
    assert month_to_open(desk) == NOVEMBER


def test_another_month_than_the_present_is_explained() -> None:
    use("zh")
    assert opened_words(NOVEMBER, NOVEMBER) == ""
    assert opened_words(OCTOBER, NOVEMBER) == "现为2026年10月：该月报告尚未写出，2026年11月还没有材料。"
