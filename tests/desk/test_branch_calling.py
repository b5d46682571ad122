"""The notice of a period says which period, by when, what is asked for and where it is put."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest

from content.period import Period
from content.words import use
from desk.branch_calling import PUT_IN, call_files, call_of, call_text, is_early, still_open_words
from desk.desk import Desk
from desk.words.branch import standing_figures
from reports.call import usually_asked
from tests.moments import local
from tests.screens.sending import submission
from tests.storage.test_branch import MEMBERS

NOVEMBER = Period.parse("2026-11")


@pytest.fixture
def secretary(desk: Desk) -> Desk:
    use("zh")
    desk.branch.save_roster(MEMBERS, branch="第一党支部")
    return desk


def test_the_text_says_period_due_day_content_and_place(secretary: Desk) -> None:
    call = call_of(secretary, NOVEMBER, date(2026, 12, 5), where="办公网共享盘/支部/11月")
    lines = call_text(call).splitlines()
    assert lines[0] == "关于报送2026年11月自查小结的通知"
    for words in ("11月1日至11月30日", usually_asked(), "2026年12月5日（星期六）", "办公网共享盘/支部/11月"):
        assert sum(words in line for line in lines) == 1, words
    assert lines[-2:] == ["第一党支部", "2026年11月23日"]
    assert secretary.journal.folders.last(PUT_IN) == "办公网共享盘/支部/11月"


def test_what_is_asked_for_can_be_said_otherwise_and_without_a_place_it_is_handed_over(secretary: Desk) -> None:
    text = call_text(call_of(secretary, NOVEMBER, date(2026, 12, 5), asked="学时和备注。"))
    assert "学时和备注。" in text
    assert usually_asked() not in text
    assert "请交支部书记" in text


def test_what_is_asked_for_ends_with_a_stop_like_every_point(secretary: Desk) -> None:
    text = call_text(call_of(secretary, NOVEMBER, date(2026, 12, 5), asked="学时和备注"))
    assert "学时和备注。\n" in text


def test_until_the_day_that_the_last_notice_names_is_over_more_may_come(secretary: Desk, tmp_path: Path) -> None:
    assert still_open_words(secretary, NOVEMBER) == "", "no notice was given out"
    call_of(secretary, NOVEMBER, date(2026, 12, 8))
    call_of(secretary, NOVEMBER, date(2026, 12, 5))

    def on(day: int) -> str:
        return still_open_words(Desk(tmp_path / "desk", clock=lambda: local(2026, 12, day, 9)), NOVEMBER)

    assert on(5) == "通知的截止日是2026年12月5日，还没有到期，可能还有人报来。"
    assert on(6) == "", "the notice before it asks for nothing any more"
    assert still_open_words(secretary, Period.parse("2026-12")) == ""
    assert still_open_words(secretary, Period.parse("2026-Q4")) == ""


def test_word_and_text_say_the_same(secretary: Desk, tmp_path: Path) -> None:
    call = call_of(secretary, NOVEMBER, date(2026, 12, 5))
    files = {path.name: data for path, data in call_files(secretary, call, tmp_path).items()}
    assert set(files) == {"第一党支部_2026年11月_报送通知.txt", "第一党支部_2026年11月_报送通知.docx"}
    word = docx.Document(BytesIO(files["第一党支部_2026年11月_报送通知.docx"]))
    said = [paragraph.text.strip() for paragraph in word.paragraphs if paragraph.text.strip()]
    assert said == files["第一党支部_2026年11月_报送通知.txt"].decode().splitlines()


def test_nobody_is_missing_before_the_day_unless_somebody_has_sent(secretary: Desk, tmp_path: Path) -> None:
    def on(month: int, day: int, period: Period = NOVEMBER) -> str:
        desk = Desk(tmp_path / "desk", clock=lambda: local(2026, month, day, 9))
        found = desk.branch.standings(period)
        return standing_figures(found, is_early=is_early(desk, period, found))

    assert "未到期" in on(11, 30)
    assert "未报" in on(12, 1)
    call_of(secretary, NOVEMBER, date(2026, 12, 5))
    assert "未到期" in on(12, 5)
    assert "未报" in on(12, 6)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "1.txt").write_bytes(submission("001"))
    secretary.branch.take_in(secretary.branch.look([folder], NOVEMBER))
    assert "未报" in on(12, 1), "it is being collected"
    assert "未到期" in on(12, 2, Period.parse("2026-12"))
