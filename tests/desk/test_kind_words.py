"""What records are called where several kinds stand in one list: each by its own name, what is of a period by that."""

from __future__ import annotations

import pytest

from desk.words.backups import record_line
from desk.words.kinds import called_words, kind_words
from storage.kinds import KINDS
from storage.restoring import OF_THE_PROGRAM, Difference


def test_every_kind_that_a_person_wrote_has_a_name_of_its_own() -> None:
    persons = [kind.name for kind in KINDS if kind.shelf and not kind.texts and kind.name not in OF_THE_PROGRAM]
    assert [name for name in persons if kind_words(name) == kind_words("no such kind")] == []


@pytest.mark.parametrize(
    ("period", "called"), [("2026-10", "2026年10月"), ("2026-W44", "2026年第44周"), ("nonsense", "2026-10-31")]
)
def test_a_look_back_in_a_backup_is_called_by_its_week_or_month(period: str, called: str) -> None:
    there = {"uid": period, "day": "2026-10-31" if period != "2026-W44" else "2026-11-01", "period": period}
    assert record_line(Difference("lookbacks", period, "missing", there=there)) == (
        f"lookbacks/{period}  回顾，现在没有：{called}"
    )


def test_what_was_handed_in_keeps_its_day_beside_its_period() -> None:
    assert called_words({"day": "2026-11-02", "period": "2026-10"}) == ("2026-11-02", "2026年10月")
    assert called_words({"day": "2026-11-02", "title": "会议通知"}) == ("2026-11-02", "会议通知")
