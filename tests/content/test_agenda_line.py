"""An agenda in one line: what is written is read back, and what is no step is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import words
from content.agenda_line import HOUR, NotAStep, read, written
from content.session_events import AgendaStep, StepKind

KINDS = st.sampled_from([kind for kind in StepKind if kind is not StepKind.OTHER])
STEPS = st.builds(AgendaStep, kind=KINDS, minutes=st.integers(0, 600))


def test_an_hour_is_an_hour_and_reads_as_an_office_writes_it() -> None:
    assert sum(step.minutes for step in HOUR) == 60
    assert written(HOUR) == "签到4、举手2、学习10、举手2、讨论18、竞赛16、小结8"


@pytest.mark.parametrize("language", ["zh", "en"])
@given(steps=st.lists(STEPS, min_size=1, max_size=12))
def test_what_is_written_is_read_back(language: str, steps: list[AgendaStep]) -> None:
    try:
        words.use(language)
        assert list(read(written(steps))) == steps
    finally:
        words.use("zh")


@pytest.mark.parametrize(
    ("text", "kinds", "minutes"),
    [
        ("签到 5，学习20分钟; 小结", ["sign_in", "reading", "closing"], [5, 20, 0]),
        ("重温入党誓词5、讨论15分", ["other", "discussion"], [5, 15]),
        ("Reading 10", ["other"], [10]),
    ],
)
def test_a_line_as_somebody_types_it(text: str, kinds: list[str], minutes: list[int]) -> None:
    steps = read(text)
    assert ([str(one.kind) for one in steps], [one.minutes for one in steps]) == (kinds, minutes)


def test_words_that_are_no_kind_are_the_title_of_a_step() -> None:
    assert read("学习10、重温入党誓词5")[1].title == "重温入党誓词"


@pytest.mark.parametrize(
    ("text", "piece"),
    [("", ""), ("、、", ""), ("学习10、20", "20"), ("学习601", "学习601"), ("长" * 61 + "5", "长" * 61 + "5"),
     ("学习1、" * 101, "学习1")],
)  # fmt: skip
def test_what_is_no_step_is_named(text: str, piece: str) -> None:
    with pytest.raises(NotAStep) as caught:
        read(text)
    assert caught.value.piece == piece
