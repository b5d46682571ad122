"""When an answer was written, in words: filled in late, changed later, both, or neither."""

from __future__ import annotations

from datetime import date

import pytest

from content.marks import Mark
from desk.words.answers import written_words
from storage.records import SelfCheck
from tests.moments import local

DAY, TODAY = date(2026, 11, 5), date(2026, 11, 23)


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (5, None, ""),
        (8, None, "11月8日补填"),
        (5, 9, "11月9日改动"),
        (8, 9, "11月8日补填、11月9日改动"),
        (8, 8, "11月8日补填、11月8日改动"),
    ],
)
def test_what_was_filled_in_late_and_then_changed_says_both(first: int, second: int | None, words: str) -> None:
    made = SelfCheck.new(at := local(2026, 11, first, 17), DAY, uid="c", list_id="six-donts", edition="2012")
    made = made.answered(at, "error", mark=Mark.KEPT)
    if second is not None:
        made = made.answered(local(2026, 11, second, 18), "error", mark=Mark.NOT_KEPT, reason="记错了")
    answer = made.answer("error")
    assert answer is not None
    assert written_words(DAY, answer, TODAY) == words
    assert made.is_late(answer) is (first > 5)
