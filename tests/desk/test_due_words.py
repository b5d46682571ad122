from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import words
from content.calendar import PUBLISHED
from content.cells import cell_len
from desk.words.due import due_words

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def language_again() -> Iterator[None]:
    """Leave the language as it was."""
    before = words.language()
    yield
    words.use(before)


@pytest.mark.parametrize(
    ("due_day", "zh", "en"),
    [
        (None, "未定时限", "no due day"),
        (TODAY, "今天到期", "due today"),
        (TODAY - timedelta(days=1), "超期1天", "1 day over"),
        (TODAY - timedelta(days=2), "超期2天", "2 days over"),
        (date(2026, 11, 25), "11月25日", "25 Nov"),
        (date(2027, 1, 4), "2027-01-04（推算）", "4 Jan 2027 (presumed)"),
        (date(2026, 12, 31), "12月31日", "31 Dec"),
    ],
)
def test_a_due_day_reads_as_seen_from_today(due_day: date | None, zh: str, en: str) -> None:
    words.use("zh")
    assert due_words(due_day, TODAY, PUBLISHED) == zh
    words.use("en")
    assert due_words(due_day, TODAY, PUBLISHED) == en


@given(st.integers(-9_999, 9_999), st.sampled_from(["zh", "en"]))
def test_a_due_day_fits_its_column(days: int, language: str) -> None:
    words.use(language)
    assert cell_len(due_words(TODAY + timedelta(days=days), TODAY, PUBLISHED)) <= 22
