"""What is folded into details ends at every width and leaves out nothing."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from content.calendar import PUBLISHED
from content.search import Query, hits
from screens.kit.labelled import labelled
from screens.matters.words import details
from screens.search.screen import folded_with
from storage.records import Matter
from tests.screens.driving import MONDAY

DAY = MONDAY.date()
WORDS = st.text(st.sampled_from("汇总会签（，。abc §\n"), min_size=1, max_size=60)
WIDTHS = st.integers(-2, 40)


def signs(text: str) -> str:
    return "".join(text.split())


@given(WORDS, WIDTHS, st.sampled_from([None, DAY - timedelta(days=400), DAY]))
def test_the_details_of_a_matter(words: str, width: int, due: date | None) -> None:
    title = " ".join(words.split()) or "x"
    matter = Matter.new(MONDAY, DAY, title=title, measure=words, due_day=due)
    assert signs(title) in signs(details(matter, DAY, PUBLISHED, width).plain)


@given(WORDS, WIDTHS)
def test_lines_with_labels_and_lines_with_hits(words: str, width: int) -> None:
    assert signs(labelled("", [("", words)], width).plain) == (signs(words) if words else "")
    shown = folded_with(words, hits(words, Query(("会签",))), width)
    assert signs("".join(line for line, _spans in shown)) == signs(words)
